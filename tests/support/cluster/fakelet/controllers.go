package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"strconv"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// templateHash is in the name of each ReplicaSet. In a real cluster it follows from the template; here a test is to know it.
const templateHash = "7c9d8f5b6d"

// controllers make what objects stand for. They never change or remove anything, so a test that scales down sees no fewer pods.
type controllers struct {
	client kubernetes.Interface
	node   string
}

func runControllers(client kubernetes.Interface, owners informers.SharedInformerFactory, node string) error {
	c := controllers{client, node}
	apps, batch := owners.Apps().V1(), owners.Batch().V1()
	for _, informer := range []cache.SharedIndexInformer{
		apps.Deployments().Informer(), apps.ReplicaSets().Informer(), apps.StatefulSets().Informer(), apps.DaemonSets().Informer(),
		batch.Jobs().Informer(), batch.CronJobs().Informer(), owners.Core().V1().ReplicationControllers().Informer(),
	} {
		_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    c.make,
			UpdateFunc: func(_, object any) { c.make(object) },
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// make creates what belongs to an object, as far as it is not there.
func (c controllers) make(object any) {
	var err error
	switch o := object.(type) {
	case *appsv1.Deployment:
		err = c.replicaSet(o)
	case *batchv1.CronJob:
		err = c.job(o)
	case *appsv1.ReplicaSet:
		err = c.pods(owner(o, appsv1.SchemeGroupVersion.WithKind("ReplicaSet")), o.Spec.Template, o.Spec.Replicas, nil)
	case *corev1.ReplicationController:
		err = c.pods(owner(o, corev1.SchemeGroupVersion.WithKind("ReplicationController")), *o.Spec.Template, o.Spec.Replicas, nil)
	case *batchv1.Job:
		err = c.pods(owner(o, batchv1.SchemeGroupVersion.WithKind("Job")), o.Spec.Template, o.Spec.Parallelism, nil)
	case *appsv1.DaemonSet:
		err = c.pods(owner(o, appsv1.SchemeGroupVersion.WithKind("DaemonSet")), o.Spec.Template, nil,
			map[string]string{appsv1.ControllerRevisionHashLabelKey: templateHash, "pod-template-generation": "1"})
	case *appsv1.StatefulSet:
		err = c.pods(owner(o, appsv1.SchemeGroupVersion.WithKind("StatefulSet")), o.Spec.Template, o.Spec.Replicas,
			map[string]string{appsv1.ControllerRevisionHashLabelKey: o.Name + "-" + templateHash})
	}
	if err != nil {
		log.Printf("%T: %v", object, err)
	}
}

func (c controllers) replicaSet(d *appsv1.Deployment) error {
	set := &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{
			Name: d.Name + "-" + templateHash, Namespace: d.Namespace, Labels: with(d.Spec.Template.Labels, appsv1.DefaultDeploymentUniqueLabelKey, templateHash),
			OwnerReferences: []metav1.OwnerReference{*metav1.NewControllerRef(d, appsv1.SchemeGroupVersion.WithKind("Deployment"))},
		},
		Spec: appsv1.ReplicaSetSpec{Replicas: d.Spec.Replicas, Selector: d.Spec.Selector.DeepCopy(), Template: *d.Spec.Template.DeepCopy()},
	}
	set.Spec.Selector.MatchLabels = with(set.Spec.Selector.MatchLabels, appsv1.DefaultDeploymentUniqueLabelKey, templateHash)
	set.Spec.Template.Labels = set.Labels
	_, err := c.client.AppsV1().ReplicaSets(d.Namespace).Create(context.Background(), set, metav1.CreateOptions{})
	return unlessThere(err)
}

// job creates the one run of a CronJob that there ever is.
func (c controllers) job(cron *batchv1.CronJob) error {
	job := &batchv1.Job{
		ObjectMeta: metav1.ObjectMeta{
			Name: cron.Name + "-29000000", Namespace: cron.Namespace, Labels: cron.Spec.JobTemplate.Labels, Annotations: cron.Spec.JobTemplate.Annotations,
			OwnerReferences: []metav1.OwnerReference{*metav1.NewControllerRef(cron, batchv1.SchemeGroupVersion.WithKind("CronJob"))},
		},
		Spec: *cron.Spec.JobTemplate.Spec.DeepCopy(),
	}
	_, err := c.client.BatchV1().Jobs(cron.Namespace).Create(context.Background(), job, metav1.CreateOptions{})
	return unlessThere(err)
}

type owned struct {
	object metav1.Object
	ref    *metav1.OwnerReference
}

func owner(object metav1.Object, kind schema.GroupVersionKind) owned {
	return owned{object, metav1.NewControllerRef(object, kind)}
}

// namesAnnotation of an owner is the pattern of its pods' names, such as fleet-%03d, counted from 0.
const namesAnnotation = "test/pod-names"

// pods creates the pods of a template: OWNER-0, OWNER-1 for a StatefulSet, and OWNER-x0001, OWNER-x0002 for everybody else, where a real
// cluster has five random letters.
func (c controllers) pods(o owned, template corev1.PodTemplateSpec, replicas *int32, labels map[string]string) error {
	count := 1
	if replicas != nil {
		count = int(*replicas)
	}
	// Several at a time, since there may be hundreds.
	results, slots := make(chan error, count), make(chan struct{}, 8)
	for i := range count {
		slots <- struct{}{}
		go func() {
			_, err := c.client.CoreV1().Pods(o.object.GetNamespace()).Create(context.Background(), c.pod(o, template, labels, i), metav1.CreateOptions{})
			results <- unlessThere(err)
			<-slots
		}()
	}
	var err error
	for range count {
		err = errors.Join(err, <-results)
	}
	return err
}

func (c controllers) pod(o owned, template corev1.PodTemplateSpec, labels map[string]string, i int) *corev1.Pod {
	owner := o.object.GetName()
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: fmt.Sprintf("%s-x%04d", owner, i+1), GenerateName: owner + "-", Namespace: o.object.GetNamespace(),
			Labels: maps.Clone(template.Labels), Annotations: maps.Clone(template.Annotations), OwnerReferences: []metav1.OwnerReference{*o.ref},
		},
		Spec: *template.Spec.DeepCopy(),
	}
	// There is no scheduler.
	pod.Spec.NodeName = c.node
	for key, value := range labels {
		pod.Labels = with(pod.Labels, key, value)
	}
	pattern := o.object.GetAnnotations()[namesAnnotation]
	if pattern == "" && o.ref.Kind == "StatefulSet" {
		pattern = owner + "-%d"
	}
	if pattern != "" {
		pod.GenerateName, pod.Name = "", fmt.Sprintf(pattern, i)
	}
	if o.ref.Kind == "StatefulSet" {
		pod.Labels = with(with(pod.Labels, appsv1.StatefulSetPodNameLabel, pod.Name), appsv1.PodIndexLabel, strconv.Itoa(i))
	}
	return pod
}

func with(labels map[string]string, key, value string) map[string]string {
	labels = maps.Clone(labels)
	if labels == nil {
		labels = map[string]string{}
	}
	labels[key] = value
	return labels
}

func unlessThere(err error) error {
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}
