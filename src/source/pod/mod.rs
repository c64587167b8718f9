//! Envoys in the pods of a Kubernetes cluster.
//!
//! A [`Target`] names a pod or a workload, [`Cluster::find`] gives its pods, each with what its description tells of its Envoy
//! ([`proxy`]), and [`Cluster::admin`] the way to that Envoy's admin interface: a forwarded port, or a client that runs in the container.
//! Nothing but the API server is connected to, and nothing listens on this machine.

mod admin;
mod config;
mod error;
mod exec;
mod find;
mod forward;
mod found;
mod names;
pub mod proxy;
mod target;

use std::sync::Arc;
use std::time::Duration;

use kube::Client;
use tokio::runtime::Runtime;

pub use config::{ClusterOptions, contexts};
use error::Place;
pub use error::PodError;
pub use find::{Pods, Scope};
pub use found::{Overrides, Pod};
pub use target::{Kind, Target};

/// A Kubernetes cluster, as one user of it. Its methods block, and may be called from several threads at once.
#[derive(Clone)]
pub struct Cluster(Arc<Inner>);

struct Inner {
    runtime: Runtime,
    client: Client,
    namespace: String,
    place: Place,
    timeout: Duration,
}

impl Cluster {
    /// A cluster by a kubeconfig, or the one that this program runs in. Nothing is sent yet. `timeout` is for each request as a whole.
    ///
    /// # Errors
    /// Where there is no configuration, or none that can be used.
    pub fn connect(options: &ClusterOptions, timeout: Duration) -> Result<Cluster, PodError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            // Decrypting what many pods send is work for several cores.
            .worker_threads(std::thread::available_parallelism().map_or(2, |cores| cores.get().min(4)))
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| PodError::new(format!("cannot start a client: {error}"), "the system may be out of threads"))?;
        let connected = runtime.block_on(config::connect(options))?;
        let (client, namespace, place) = (connected.client, connected.namespace, connected.place);
        Ok(Cluster(Arc::new(Inner { runtime, client, namespace, place, timeout })))
    }

    /// The namespace of names without one.
    pub fn namespace(&self) -> &str {
        &self.0.namespace
    }

    /// The API server's URL.
    pub fn server(&self) -> &str {
        &self.0.place.server
    }

    /// The kubeconfig's context; `None` where this program runs in the cluster.
    pub fn context(&self) -> Option<&str> {
        self.0.place.context.as_deref()
    }

    /// The version of Kubernetes, such as `v1.35.4`.
    ///
    /// # Errors
    /// Where the API server gives no answer.
    pub fn version(&self) -> Result<String, PodError> {
        self.0.block_on("read the version", self.0.client.apiserver_version()).map(|info| info.git_version)
    }
}

impl Inner {
    /// Waits for an answer of the API server. `doing` is what the request does, as in "list pods".
    fn block_on<T>(&self, doing: &str, request: impl Future<Output = Result<T, kube::Error>>) -> Result<T, PodError> {
        self.runtime.block_on(async { self.answer(doing, request).await })
    }

    /// An answer of the API server, within the time for it.
    async fn answer<T>(&self, doing: &str, request: impl Future<Output = Result<T, kube::Error>>) -> Result<T, PodError> {
        self.result(doing, request).await?.map_err(|error| self.place.failure(&error, doing))
    }

    /// The same, with what the API server refused as it said it.
    async fn result<T>(
        &self,
        doing: &str,
        request: impl Future<Output = Result<T, kube::Error>>,
    ) -> Result<Result<T, kube::Error>, PodError> {
        tokio::time::timeout(self.timeout, request).await.map_err(|_| {
            let cause = format!("{} gave no answer within {:?} ({doing})", self.place.server, self.timeout);
            PodError::new(cause, "--timeout waits longer; is a VPN needed?")
        })
    }
}

impl Drop for Inner {
    /// Ends without waiting for connections that nobody reads any more.
    fn drop(&mut self) {
        // The runtime itself can't be moved out of here; one that is empty takes its place.
        if let Ok(empty) = tokio::runtime::Builder::new_current_thread().build() {
            std::mem::replace(&mut self.runtime, empty).shutdown_background();
        }
    }
}
