package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	remotecommandconsts "k8s.io/apimachinery/pkg/util/remotecommand"
	clientremotecommand "k8s.io/client-go/tools/remotecommand"
	"k8s.io/kubelet/pkg/cri/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
)

// executor runs commands in one container of a pod, which means on this machine, with the commands that its rule names.
type executor struct {
	kubelet            *kubelet
	ns, pod, container string
}

// ExecInContainer implements [remotecommand.Executor].
func (e executor) ExecInContainer(_ context.Context, _ string, _ types.UID, _ string, args []string, stdin io.Reader,
	stdout, stderr io.WriteCloser, _ bool, _ <-chan clientremotecommand.TerminalSize, _ time.Duration) error {
	rules, err := e.kubelet.rules()
	if err != nil {
		return err
	}
	// Without a rule the container has no commands at all.
	rule, _ := pick(rules.Exec, e.ns+"/"+e.pod+"/"+e.container)
	if err := pause(rule.Delay); err != nil {
		return err
	}
	program, reason := lookUp(rule.Path, args[0])
	if reason != "" {
		said := "OCI runtime exec failed: exec failed: unable to start container process: " + reason + ": unknown"
		if rule.Missing != 0 {
			if stderr != nil {
				fmt.Fprintln(stderr, said)
			}
			return utilexec.CodeExitError{Err: errors.New(said), Code: rule.Missing}
		}
		return fmt.Errorf("failed to exec in container: failed to start exec %q: %s", sandbox(e.ns, strings.Join(args, " ")), said)
	}

	for i := range args {
		for old, new := range rule.Replace {
			args[i] = strings.ReplaceAll(args[i], old, new)
		}
	}
	command := exec.Command(program, args[1:]...)
	command.Args[0] = args[0]
	command.Env = []string{"PATH=" + rule.Path, "HOME=/", "HOSTNAME=" + e.pod}
	command.Dir = "/"
	// The command ends with this program, however that ends. The kernel ties this to the thread that starts the command.
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	// An interface that holds a nil stream is not nil, so each is set only where there is one.
	if stdout != nil {
		command.Stdout = stdout
	}
	if stderr != nil {
		command.Stderr = stderr
	}
	if stdin != nil {
		// A command may end before its input does, which Run would wait for.
		pipe, err := command.StdinPipe()
		if err != nil {
			return err
		}
		go func() {
			io.Copy(pipe, stdin)
			pipe.Close()
		}()
	}
	err = command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return &utilexec.ExitErrorWrapper{ExitError: exit}
	}
	return err
}

// lookUp finds a command in a container whose commands are all in one folder, or says as runc does why there is none.
func lookUp(folder, name string) (program, reason string) {
	if folder != "" {
		program = filepath.Join(folder, filepath.Base(name))
		if _, err := os.Stat(program); err == nil {
			return program, ""
		}
	}
	if strings.Contains(name, "/") {
		return "", fmt.Sprintf("exec: %q: stat %s: no such file or directory", name, name)
	}
	return "", fmt.Sprintf("exec: %q: executable file not found in $PATH", name)
}

func (k *kubelet) serveExec(w http.ResponseWriter, r *http.Request) {
	options, err := remotecommand.NewOptions(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	e := executor{kubelet: k, ns: r.PathValue("ns"), pod: r.PathValue("pod"), container: r.PathValue("container")}
	if !k.isRunning(e) {
		http.Error(w, fmt.Sprintf("container not found (%q)", e.container), http.StatusInternalServerError)
		return
	}
	command := r.Form[corev1.ExecCommandParam]
	remotecommand.ServeExec(w, r, e, sandbox(e.ns, e.pod), "", e.container, command, options, 4*time.Hour, 30*time.Second,
		remotecommandconsts.SupportedStreamingProtocols)
}

// isRunning tells whether a command could run in the container.
func (k *kubelet) isRunning(e executor) bool {
	pod, err := k.pods.Pods(e.ns).Get(e.pod)
	if err != nil {
		return false
	}
	for _, list := range [][]corev1.ContainerStatus{pod.Status.ContainerStatuses, pod.Status.InitContainerStatuses, pod.Status.EphemeralContainerStatuses} {
		for _, status := range list {
			if status.Name == e.container {
				return status.State.Running != nil
			}
		}
	}
	return false
}
