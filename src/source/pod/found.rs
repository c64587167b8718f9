//! A pod, as far as reaching and naming its proxy needs it.

use k8s_openapi::api::core::v1::{ContainerState, Pod as Object};

use super::PodError;
use super::proxy::{Description, Labels, NoProxy, Proxy};

/// What of a pod's proxy is chosen by the caller.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The container that the Envoy runs in.
    pub container: Option<String>,
    /// The port of the admin interface.
    pub port: Option<u16>,
}

/// A pod that was found.
#[derive(Clone, Debug)]
pub struct Pod {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The node that it is on; empty before it is scheduled.
    pub node: String,
    /// What made it: a kind and a name, `Deployment` and not its ReplicaSet.
    pub workload: Option<(String, String)>,
    /// Whether it is ready to serve.
    pub is_ready: bool,
    /// Why it is not running, or not ready, in Kubernetes' words.
    pub reason: Option<String>,
    /// Whether it runs, so that a port of it can be forwarded.
    pub is_running: bool,
    /// Whether it has ended, as the pod of a job does.
    pub has_ended: bool,
    /// Whether a container of it is known to be an Envoy.
    pub has_envoy: bool,
    /// When it was made, in seconds since 1970.
    pub(super) created: i64,
    /// Its Envoy, or why it has none.
    proxy: Result<Proxy, NoProxy>,
    /// Why the Envoy's container does not run.
    waiting: Option<String>,
}

impl Pod {
    /// A pod as the API describes it.
    pub(super) fn new(pod: Object, overrides: &Overrides) -> Pod {
        let metadata = pod.metadata;
        let (labels, annotations) = (metadata.labels.unwrap_or_default(), metadata.annotations.unwrap_or_default());
        let spec = pod.spec.unwrap_or_default();
        let description = Description { spec: &spec, labels: &labels, annotations: &annotations };
        let proxy = description.proxy(overrides.container.as_deref(), overrides.port);
        let has_envoy = description.has_envoy();
        let status = pod.status.unwrap_or_default();
        let phase = status.phase.unwrap_or_default();
        let conditions = status.conditions.unwrap_or_default();
        let is_ready = conditions.iter().any(|condition| condition.type_ == "Ready" && condition.status == "True");
        let statuses = || status.container_statuses.iter().flatten().chain(status.init_container_statuses.iter().flatten());
        let waits = |state: &Option<ContainerState>| {
            let state = state.as_ref()?;
            let waiting = state.waiting.as_ref().map(|waiting| waiting.reason.clone().unwrap_or_else(|| "waiting".to_owned()));
            waiting.or_else(|| {
                let ended = state.terminated.as_ref()?;
                Some(format!("ended with exit code {}", ended.exit_code))
            })
        };
        let container = proxy.as_ref().map(|proxy| proxy.container.as_str()).unwrap_or_default();
        let waiting = statuses().find(|status| status.name == container).and_then(|status| waits(&status.state));
        let is_deleted = metadata.deletion_timestamp.is_some();
        let reason = if is_deleted {
            Some("it is being deleted".to_owned())
        } else if phase != "Running" {
            let stuck = statuses().find_map(|status| status.state.as_ref()?.waiting.as_ref()?.reason.clone());
            let unscheduled = conditions.iter().find(|condition| condition.type_ == "PodScheduled" && condition.status != "True");
            let detail = stuck.or_else(|| unscheduled.and_then(|condition| condition.reason.clone()));
            let detail =
                detail.or(status.reason.clone()).or_else(|| spec.node_name.is_none().then(|| "not scheduled to a node".to_owned()));
            Some(detail.map_or_else(|| phase.clone(), |detail| format!("{phase}: {detail}")))
        } else if !is_ready {
            let unready: Vec<String> = statuses()
                .filter(|status| !status.ready)
                .map(|status| waits(&status.state).map_or_else(|| status.name.clone(), |why| format!("{} ({why})", status.name)))
                .collect();
            Some(if unready.is_empty() { "no container says why".to_owned() } else { unready.join(", ") })
        } else {
            None
        };
        let owner = metadata.owner_references.unwrap_or_default().into_iter().find(|owner| owner.controller == Some(true));
        let workload = owner.map(|owner| workload(owner.kind, owner.name, &labels));
        Pod {
            name: metadata.name.unwrap_or_default(),
            namespace: metadata.namespace.unwrap_or_default(),
            node: spec.node_name.unwrap_or_default(),
            workload,
            is_ready: is_ready && !is_deleted,
            reason,
            is_running: phase == "Running",
            has_ended: matches!(&*phase, "Succeeded" | "Failed"),
            has_envoy,
            created: metadata.creation_timestamp.map_or(0, |time| time.0.as_second()),
            proxy,
            waiting,
        }
    }

    /// `NAME.NAMESPACE`, as istioctl writes it.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.name, self.namespace)
    }

    /// Its Envoy as the pod's description tells of it, whether it runs or not.
    pub fn described(&self) -> Option<&Proxy> {
        self.proxy.as_ref().ok()
    }

    /// Its Envoy.
    ///
    /// # Errors
    /// Where it has none, or none that runs.
    pub fn proxy(&self) -> Result<&Proxy, PodError> {
        let (name, namespace) = (&self.name, &self.namespace);
        let describe = format!("`kubectl describe pod {name} -n {namespace}` says more");
        if !self.is_running {
            let reason = self.reason.as_deref().unwrap_or("its phase is unknown");
            return Err(PodError::new(format!("pod {name} in namespace {namespace} is not running ({reason})"), describe));
        }
        let proxy = self.proxy.as_ref().map_err(|missing| match missing {
            NoProxy::Other(what, hint) => PodError::new(
                format!("the proxy of pod {name} in namespace {namespace} is {what}"),
                hint.replace("POD", name).replace("NAMESPACE", namespace),
            ),
            NoProxy::NoContainer(names) => PodError::new(
                format!("pod {name} in namespace {namespace} has no container of the name that was given with --container"),
                format!("its containers are: {names}"),
            ),
        })?;
        match &self.waiting {
            Some(why) => Err(PodError::new(
                format!("container {} of pod {name} in namespace {namespace} does not run: {why}", proxy.container),
                format!("`kubectl logs {name} -n {namespace} -c {} --previous` may tell why", proxy.container),
            )),
            None => Ok(proxy),
        }
    }
}

/// The workload that a person knows: a Deployment's ReplicaSets carry its name and the hash of its template.
fn workload(kind: String, name: String, labels: &Labels) -> (String, String) {
    if kind == "ReplicaSet"
        && let Some(hash) = labels.get("pod-template-hash")
        && let Some(deployment) = name.strip_suffix(hash.as_str()).and_then(|name| name.strip_suffix('-'))
    {
        return ("Deployment".to_owned(), deployment.to_owned());
    }
    (kind, name)
}
