//! The names of what there is, for completion.

use k8s_openapi::api::core::v1::Namespace;
use kube::Api;
use kube::api::ListParams;

use super::{Cluster, Kind, Overrides, Pod, PodError, Scope};

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

    /// The pods of the namespace; none is no error.
    ///
    /// # Errors
    /// As [`Cluster::select`].
    pub fn pods(&self) -> Result<Vec<Pod>, PodError> {
        self.select(None, Scope::Namespace, &Overrides::default()).map(|found| found.pods)
    }

    /// The names of the namespace's workloads of one kind, by the pods that they have.
    ///
    /// # Errors
    /// As [`Cluster::select`].
    pub fn workloads(&self, kind: Kind) -> Result<Vec<String>, PodError> {
        let mut names: Vec<String> = self
            .pods()?
            .into_iter()
            .filter_map(|pod| pod.workload)
            .filter(|(of, _)| of.eq_ignore_ascii_case(kind.word()))
            .map(|(_, name)| name)
            .collect();
        names.sort();
        names.dedup();
        Ok(names)
    }
}
