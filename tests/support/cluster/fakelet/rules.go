package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
)

// rules say what is behind the pods. The keys are globs: NAMESPACE/POD:PORT for ports, NAMESPACE/POD/CONTAINER for commands.
type rules struct {
	Forward map[string]forwardRule `json:"forward"`
	Exec    map[string]execRule    `json:"exec"`
}

// forwardRule says where a pod's port leads.
type forwardRule struct {
	// To is HOST:PORT, or the path of a unix socket.
	To string `json:"to"`
	// Delay is how long the pod takes to accept a connection, such as "3s".
	Delay string `json:"delay"`
	// Cut ends the connection after so many bytes from the target.
	Cut int64 `json:"cut"`
}

// execRule says what running a command in a container means.
type execRule struct {
	// Path is the folder with all the commands that the container has.
	Path string `json:"path"`
	// Replace holds texts that are replaced in the arguments: paths in the container by paths on this machine.
	Replace map[string]string `json:"replace"`
	// Missing is the exit code for a command that the container does not have. 0 means that the request fails, as with containerd;
	// other runtimes say it on standard error and end with 126 or 127.
	Missing int `json:"missing"`
	// Delay is how long the command takes to start, such as "3s".
	Delay string `json:"delay"`
}

func (k *kubelet) rules() (r rules, err error) {
	text, err := os.ReadFile(k.rulesFile)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("%s: %w", k.rulesFile, err)
	}
	return r, nil
}

// pick gives the rule for a name: the one with this very key, or of the globs that match the longest.
func pick[R any](rules map[string]R, name string) (R, bool) {
	if rule, ok := rules[name]; ok {
		return rule, true
	}
	best := ""
	for glob := range rules {
		longer := len(glob) > len(best) || len(glob) == len(best) && glob < best
		if ok, _ := path.Match(glob, name); ok && longer {
			best = glob
		}
	}
	rule, ok := rules[best]
	return rule, ok
}
