package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/kubelet/pkg/cri/streaming/portforward"
)

// sandbox is what a container runtime calls a pod in its messages.
func sandbox(ns, pod string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(ns+"/"+pod)))
}

// forwarder forwards the ports of one pod. Its messages are containerd's.
type forwarder struct {
	kubelet *kubelet
	ns, pod string
}

// PortForward implements [portforward.PortForwarder].
func (f forwarder) PortForward(_ context.Context, id string, _ types.UID, port int32, stream io.ReadWriteCloser) error {
	pod, err := f.kubelet.pods.Pods(f.ns).Get(f.pod)
	if err != nil {
		return fmt.Errorf("failed to find sandbox %q in store: not found", id)
	}
	if pod.Status.Phase != corev1.PodRunning {
		return fmt.Errorf("network namespace for sandbox %q is closed", id)
	}
	err = f.forward(port, stream)
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return fmt.Errorf("failed to execute portforward in network namespace %q: failed to connect to localhost:%d inside namespace %q, "+
			"IPv4: dial tcp4 127.0.0.1:%d: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found ",
			"/var/run/netns/cni-"+string(pod.UID), port, id, port)
	}
	return err
}

func (f forwarder) forward(port int32, stream io.ReadWriteCloser) error {
	defer stream.Close()
	rules, err := f.kubelet.rules()
	if err != nil {
		return err
	}
	// Without a rule nothing listens in the pod.
	rule, ok := pick(rules.Forward, fmt.Sprintf("%s/%s:%d", f.ns, f.pod, port))
	if !ok {
		return &net.OpError{Op: "dial"}
	}
	if err := pause(rule.Delay); err != nil {
		return err
	}
	network := "tcp"
	if strings.HasPrefix(rule.To, "/") {
		network = "unix"
	}
	conn, err := net.DialTimeout(network, rule.To, 5*time.Second)
	if err != nil {
		return err
	}
	defer conn.Close()
	from := io.Reader(conn)
	if rule.Cut > 0 {
		from = io.LimitReader(conn, rule.Cut)
	}
	// As in containerd, when one direction has ended the other gets one more second.
	done := make(chan error, 2)
	go func() { _, err := io.Copy(stream, from); done <- err }()
	go func() { _, err := io.Copy(conn, stream); done <- err }()
	err = <-done
	select {
	case other := <-done:
		err = errors.Join(err, other)
	case <-time.After(time.Second):
	}
	return err
}

// pause waits as long as a rule says.
func pause(delay string) error {
	if delay == "" {
		return nil
	}
	duration, err := time.ParseDuration(delay)
	if err == nil {
		time.Sleep(duration)
	}
	return err
}

func (k *kubelet) servePortForward(w http.ResponseWriter, r *http.Request) {
	options, err := portforward.NewV4Options(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	f := forwarder{kubelet: k, ns: r.PathValue("ns"), pod: r.PathValue("pod")}
	portforward.ServePortForward(w, r, f, sandbox(f.ns, f.pod), "", options, 4*time.Hour, 30*time.Second, portforward.SupportedProtocols)
}
