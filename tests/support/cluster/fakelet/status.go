package main

import (
	"context"
	"fmt"
	"log"
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// statusAnnotation says how a pod is; the default is that it runs and is ready.
//
//	unready              it runs, but is not ready
//	pending              its containers wait to be created
//	crashloop:CONTAINER  this container crashes again and again
//	failed, succeeded    it has ended
//	lingering            it runs, and goes on when it is deleted
//
// With a dot and the end of a pod's name behind it, the annotation is about that one of several pods from the same template.
const statusAnnotation = "test/status"

func statusWanted(pod *corev1.Pod) string {
	last := pod.Name[strings.LastIndexByte(pod.Name, '-')+1:]
	if status, ok := pod.Annotations[statusAnnotation+"."+last]; ok {
		return status
	}
	return pod.Annotations[statusAnnotation]
}

func registerNode(client kubernetes.Interface, name string, port int) error {
	ctx, nodes := context.Background(), client.CoreV1().Nodes()
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"kubernetes.io/hostname": name, "kubernetes.io/os": "linux"}}}
	if _, err := nodes.Create(ctx, node, metav1.CreateOptions{}); err != nil && !apierrors.IsAlreadyExists(err) {
		return err
	}
	node, err := nodes.Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	now := metav1.Now()
	node.Status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}, {Type: corev1.NodeHostName, Address: name}}
	node.Status.DaemonEndpoints.KubeletEndpoint.Port = int32(port)
	node.Status.Conditions = []corev1.NodeCondition{
		{Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady", LastHeartbeatTime: now, LastTransitionTime: now},
	}
	node.Status.NodeInfo.KubeletVersion = "fakelet"
	_, err = nodes.UpdateStatus(ctx, node, metav1.UpdateOptions{})
	return err
}

// podsOf gives the informers that see only what runs on this node.
func podsOf(client kubernetes.Interface, node string) informers.SharedInformerFactory {
	return informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithTweakListOptions(func(options *metav1.ListOptions) {
		options.FieldSelector = fields.OneTermEqualSelector("spec.nodeName", node).String()
	}))
}

// keeper writes the statuses of pods.
type keeper struct {
	client kubernetes.Interface
	mutex  sync.Mutex
	// given holds the status that each pod has been given, so that it is written only when another one is wanted.
	given map[types.UID]string
	// addresses counts the pods' IP addresses.
	addresses int
}

func keepStatuses(client kubernetes.Interface, pods cache.SharedIndexInformer) error {
	k := &keeper{client: client, given: map[types.UID]string{}}
	_, err := pods.AddEventHandler(cache.ResourceEventHandlerFuncs{
		// Each pod has its own goroutine: hundreds of them come at once.
		AddFunc:    func(object any) { go k.keep(object.(*corev1.Pod)) },
		UpdateFunc: func(_, object any) { go k.keep(object.(*corev1.Pod)) },
	})
	return err
}

func (k *keeper) keep(pod *corev1.Pod) {
	ctx, pods, wanted := context.Background(), k.client.CoreV1().Pods(pod.Namespace), statusWanted(pod)
	if pod.DeletionTimestamp != nil {
		if wanted != "lingering" {
			// The API server forgets a pod only after its kubelet has said that nothing of it runs any more.
			var now int64
			_ = pods.Delete(ctx, pod.Name, metav1.DeleteOptions{GracePeriodSeconds: &now})
		}
		return
	}
	k.mutex.Lock()
	given, known := k.given[pod.UID]
	k.given[pod.UID] = wanted
	if !known {
		k.addresses++
	}
	address := fmt.Sprintf("10.244.%d.%d", k.addresses/250, k.addresses%250+1)
	k.mutex.Unlock()
	if known && given == wanted {
		return
	}

	pod = pod.DeepCopy()
	if pod.Status.PodIP != "" {
		address = pod.Status.PodIP
	}
	setStatus(pod, wanted, address)
	_, err := pods.UpdateStatus(ctx, pod, metav1.UpdateOptions{})
	if err != nil {
		k.mutex.Lock()
		delete(k.given, pod.UID)
		k.mutex.Unlock()
		// A conflict means that the pod has changed since, so another event follows.
		if !apierrors.IsConflict(err) && !apierrors.IsNotFound(err) {
			log.Printf("%s/%s: %v", pod.Namespace, pod.Name, err)
		}
	}
}

func setStatus(pod *corev1.Pod, wanted, address string) {
	mode, of, _ := strings.Cut(wanted, ":")
	now := metav1.Now()
	status := corev1.PodStatus{Phase: corev1.PodRunning, StartTime: &now, HostIP: "127.0.0.1", HostIPs: []corev1.HostIP{{IP: "127.0.0.1"}}}
	notReady := ""
	switch mode {
	case "pending":
		status.Phase, notReady = corev1.PodPending, "ContainersNotReady"
	case "failed":
		status.Phase, notReady = corev1.PodFailed, "PodFailed"
	case "succeeded":
		status.Phase, notReady = corev1.PodSucceeded, "PodCompleted"
	case "unready", "crashloop":
		notReady = "ContainersNotReady"
	}
	if mode != "pending" {
		status.PodIP, status.PodIPs = address, []corev1.PodIP{{IP: address}}
	}
	for _, kind := range []corev1.PodConditionType{corev1.PodScheduled, corev1.PodInitialized, corev1.ContainersReady, corev1.PodReady} {
		condition := corev1.PodCondition{Type: kind, Status: corev1.ConditionTrue, LastTransitionTime: now}
		if notReady != "" && (kind == corev1.ContainersReady || kind == corev1.PodReady) {
			condition.Status, condition.Reason = corev1.ConditionFalse, notReady
		}
		status.Conditions = append(status.Conditions, condition)
	}
	for _, container := range pod.Spec.Containers {
		status.ContainerStatuses = append(status.ContainerStatuses, containerStatus(container, mode, of, now))
	}
	for _, container := range pod.Spec.InitContainers {
		// Native sidecars run beside the other containers; all other ones have ended before those start.
		its := mode
		if mode != "pending" && (container.RestartPolicy == nil || *container.RestartPolicy != corev1.ContainerRestartPolicyAlways) {
			its = "succeeded"
		}
		status.InitContainerStatuses = append(status.InitContainerStatuses, containerStatus(container, its, of, now))
	}
	pod.Status = status
}

func containerStatus(container corev1.Container, mode, of string, now metav1.Time) corev1.ContainerStatus {
	yes, no := true, false
	status := corev1.ContainerStatus{Name: container.Name, Image: container.Image, ImageID: container.Image, Started: &no}
	ended := func(code int32, reason string) *corev1.ContainerStateTerminated {
		return &corev1.ContainerStateTerminated{ExitCode: code, Reason: reason, StartedAt: now, FinishedAt: now}
	}
	switch {
	case mode == "pending":
		status.State.Waiting = &corev1.ContainerStateWaiting{Reason: "ContainerCreating"}
	case mode == "failed":
		status.State.Terminated = ended(1, "Error")
	case mode == "succeeded":
		status.State.Terminated = ended(0, "Completed")
	case mode == "crashloop" && container.Name == of:
		status.RestartCount = 7
		status.LastTerminationState.Terminated = ended(1, "Error")
		status.State.Waiting = &corev1.ContainerStateWaiting{
			Reason: "CrashLoopBackOff", Message: "back-off 5m0s restarting failed container=" + container.Name,
		}
	default:
		status.Started, status.Ready = &yes, mode != "unready"
		status.State.Running = &corev1.ContainerStateRunning{StartedAt: now}
	}
	return status
}
