//! The names of what there is, for completion. Little is asked for: of most objects no more than their names.

use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, ReplicaSet, StatefulSet};
use k8s_openapi::api::batch::v1::{CronJob, Job};
use k8s_openapi::api::core::v1::{Namespace, Pod as Object, ReplicationController, Service};
use kube::Api;
use kube::api::{ApiResource, DynamicObject, GroupVersionKind, ListParams};

use super::{Cluster, Kind, Overrides, PodError};

impl Cluster {
    /// The names of all namespaces.
    ///
    /// # Errors
    /// Where the API server refuses or gives no answer.
    pub fn namespaces(&self) -> Result<Vec<String>, PodError> {
        let api: Api<Namespace> = Api::all(self.0.client.clone());
        let list = self.0.block_on("list namespaces", async { api.list_metadata(&ListParams::default()).await })?;
        Ok(list.items.into_iter().filter_map(|namespace| namespace.metadata.name).collect())
    }

    /// The names of the namespace's pods that have an Envoy and have not ended; none is no error.
    ///
    /// # Errors
    /// Where the API server refuses or gives no answer.
    pub fn proxies(&self) -> Result<Vec<String>, PodError> {
        let pods = self.0.runtime.block_on(self.0.list(Some(self.namespace()), "", &Overrides::default()))?;
        Ok(pods.into_iter().filter(|pod| pod.has_envoy && !pod.has_ended).map(|pod| pod.name).collect())
    }

    /// The names of the namespace's objects of one kind; none is no error.
    ///
    /// # Errors
    /// Where the API server refuses or gives no answer.
    pub fn names(&self, kind: Kind) -> Result<Vec<String>, PodError> {
        let api = Api::namespaced_with(self.0.client.clone(), self.namespace(), &resource(kind));
        let found = self.listed(kind, &api, &ListParams::default())?;
        Ok(found.into_iter().map(|(_, name)| name).collect())
    }

    /// The namespaces that have an object of this kind and name.
    ///
    /// # Errors
    /// Where the API server refuses or gives no answer.
    pub fn namespaces_with(&self, kind: Kind, name: &str) -> Result<Vec<String>, PodError> {
        let api = Api::all_with(self.0.client.clone(), &resource(kind));
        let found = self.listed(kind, &api, &ListParams::default().fields(&format!("metadata.name={name}")))?;
        Ok(found.into_iter().map(|(namespace, _)| namespace).collect())
    }

    fn listed(&self, kind: Kind, api: &Api<DynamicObject>, params: &ListParams) -> Result<Vec<(String, String)>, PodError> {
        let list = self.0.block_on(&format!("list {}", kind.resource()), async { api.list_metadata(params).await })?;
        let names = |object: kube::core::PartialObjectMeta<DynamicObject>| Some((object.metadata.namespace?, object.metadata.name?));
        Ok(list.items.into_iter().filter_map(names).collect())
    }
}

/// Where the API has the objects of a kind.
fn resource(kind: Kind) -> ApiResource {
    match kind {
        Kind::Pod => ApiResource::erase::<Object>(&()),
        Kind::Deployment => ApiResource::erase::<Deployment>(&()),
        Kind::StatefulSet => ApiResource::erase::<StatefulSet>(&()),
        Kind::DaemonSet => ApiResource::erase::<DaemonSet>(&()),
        Kind::ReplicaSet => ApiResource::erase::<ReplicaSet>(&()),
        Kind::ReplicationController => ApiResource::erase::<ReplicationController>(&()),
        Kind::Job => ApiResource::erase::<Job>(&()),
        Kind::CronJob => ApiResource::erase::<CronJob>(&()),
        Kind::Service => ApiResource::erase::<Service>(&()),
        Kind::Gateway => ApiResource::from_gvk(&GroupVersionKind::gvk("gateway.networking.k8s.io", "v1", "Gateway")),
    }
}
