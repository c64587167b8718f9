// Fakelet stands in for what a Kubernetes cluster has beside its API server, as far as tests of a client need it: the kubelet of
// one node, which gives pods a status, forwards their ports and runs commands in them, and the controllers that make pods of
// Deployments and their like. What a port leads to, and which commands a container has, is told by a file of rules.
//
//	fakelet pki FOLDER       writes the keys and certificates of a cluster
//	fakelet run [flags]      serves a node until it is killed
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	corelisters "k8s.io/client-go/listers/core/v1"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// kubelet is what its requests are answered from.
type kubelet struct {
	rulesFile string
	pods      corelisters.PodLister
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "pki" {
		if err := writePKI(os.Args[2]); err != nil {
			log.Fatal(err)
		}
		return
	}
	if len(os.Args) < 2 || os.Args[1] != "run" {
		fmt.Fprintln(os.Stderr, "usage: fakelet pki FOLDER | fakelet run --kubeconfig FILE --rules FILE --cert FILE --key FILE [flags]")
		os.Exit(2)
	}
	flags := flag.NewFlagSet("fakelet run", flag.ExitOnError)
	kubeconfig := flags.String("kubeconfig", "", "how to reach the API server")
	listen := flags.String("listen", "127.0.0.1:0", "where the API server is to reach this node")
	node := flags.String("node", "node-1", "the node's name")
	rules := flags.String("rules", "rules.json", "the file of rules, read anew for each request")
	cert := flags.String("cert", "", "the node's certificate")
	key := flags.String("key", "", "the key of that certificate")
	flags.Parse(os.Args[2:])
	if err := run(*kubeconfig, *listen, *node, *rules, *cert, *key); err != nil {
		log.Fatal(err)
	}
}

func run(kubeconfig, listen, node, rules, cert, key string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	// A hundred pods are to be ready at once: the client's own limit would spread them over half a minute.
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	if err := registerNode(client, node, listener.Addr().(*net.TCPAddr).Port); err != nil {
		return err
	}

	never := make(chan struct{})
	pods := podsOf(client, node)
	k := &kubelet{rulesFile: rules, pods: pods.Core().V1().Pods().Lister()}
	if err := keepStatuses(client, pods.Core().V1().Pods().Informer()); err != nil {
		return err
	}
	pods.Start(never)
	owners := informers.NewSharedInformerFactory(client, 0)
	if err := runControllers(client, owners, node); err != nil {
		return err
	}
	owners.Start(never)

	mux := http.NewServeMux()
	mux.HandleFunc("/portForward/{ns}/{pod}", k.servePortForward)
	mux.HandleFunc("/portForward/{ns}/{pod}/{uid}", k.servePortForward)
	mux.HandleFunc("/exec/{ns}/{pod}/{container}", k.serveExec)
	mux.HandleFunc("/exec/{ns}/{pod}/{uid}/{container}", k.serveExec)
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") })
	// An upgrade takes the connection over, which only HTTP/1.1 allows: an empty map turns HTTP/2 off.
	server := &http.Server{Handler: mux, TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){}}
	return server.ServeTLS(listener, cert, key)
}
