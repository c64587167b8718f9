//! From a target or a selector to pods.

use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, ReplicaSet, StatefulSet};
use k8s_openapi::api::batch::v1::{CronJob, Job};
use k8s_openapi::api::core::v1::{Namespace, Pod as Object, ReplicationController, Service};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use kube::Api;
use kube::api::ListParams;

use super::found::{Overrides, Pod};
use super::target::{Kind, Target};
use super::{Cluster, Inner, PodError};

/// Pods are listed in pages of this, as kubectl does.
const PAGE: u32 = 500;

/// Which namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The one of the options or the context.
    Namespace,
    /// All.
    Cluster,
}

/// Pods that were found, and how they were named.
#[derive(Clone, Debug)]
pub struct Pods {
    /// What was asked for, for messages: `deployment/web`, or a selector.
    pub asked: String,
    /// The pods, by namespace and name; never none.
    pub pods: Vec<Pod>,
    /// Whether a single pod was named.
    pub is_named: bool,
}

impl Pods {
    /// The pod to ask where one is enough: a ready one, else one that runs, the oldest of them, as `kubectl logs` does.
    pub fn best(&self) -> &Pod {
        let rank = |pod: &&Pod| (!pod.is_ready, !pod.is_running, pod.proxy().is_err(), pod.created);
        self.pods.iter().min_by_key(rank).expect("there is a pod")
    }
}

/// What a reading of a target leads to.
enum Found {
    /// The pod itself.
    Pod(Box<Object>),
    /// The pods in a namespace (or all) with these labels.
    Selected(Option<String>, String),
    /// There is no such object.
    Nothing,
}

impl Cluster {
    /// The pods of a target.
    ///
    /// # Errors
    /// Where there are none, the name means two things, or the API server refuses or gives no answer.
    pub fn find(&self, target: &Target, overrides: &Overrides) -> Result<Pods, PodError> {
        self.0.runtime.block_on(self.0.find(target, overrides))
    }

    /// The pods with these labels, or all.
    ///
    /// # Errors
    /// Where there are none, or the API server refuses or gives no answer.
    pub fn select(&self, selector: Option<&str>, scope: Scope, overrides: &Overrides) -> Result<Pods, PodError> {
        let namespace = (scope == Scope::Namespace).then_some(self.namespace());
        let pods = self.0.runtime.block_on(self.0.list(namespace, selector.unwrap_or_default(), overrides))?;
        let place = namespace.map_or_else(|| "the cluster".to_owned(), |namespace| format!("namespace {namespace}"));
        if !pods.is_empty() {
            return Ok(Pods { asked: selector.map_or(place, |selector| format!("-l {selector}")), pods, is_named: false });
        }
        if let Some(namespace) = namespace {
            self.0.runtime.block_on(self.0.namespace_exists(namespace))?;
        }
        let what = selector.map(|selector| format!(" with labels {selector}")).unwrap_or_default();
        let hint = if namespace.is_some() {
            "-n NAMESPACE looks elsewhere, -A everywhere"
        } else {
            "`kubectl get pods -A --show-labels` lists them"
        };
        Err(PodError::new(format!("there are no pods{what} in {place}"), hint))
    }
}

impl Inner {
    async fn find(&self, target: &Target, overrides: &Overrides) -> Result<Pods, PodError> {
        let readings = target.readings(&self.namespace);
        let mut found = Vec::new();
        let mut refused = None;
        for (index, (name, namespace)) in readings.iter().enumerate() {
            match self.look(target.kind, name, namespace).await {
                Ok(Found::Nothing) => {}
                Ok(other) => found.push((name, namespace, other)),
                // The less likely reading may be in a namespace that this user may not look into.
                Err(error) if index == 0 && readings.len() > 1 => refused = Some(error),
                Err(_) if index > 0 => {}
                Err(error) => return Err(error),
            }
        }
        let word = target.kind.word();
        if let [(first, first_namespace, _), (second, second_namespace, _)] = &found[..] {
            return Err(PodError::new(
                format!(
                    "{target} means two things: {word} {first} in namespace {first_namespace}, and {word} {second} in {second_namespace}"
                ),
                format!("write {word}/{first} -n {first_namespace}, or {word}/{second}.{second_namespace}"),
            ));
        }
        let Some((name, namespace, found)) = found.pop() else {
            return Err(match refused {
                Some(error) => error,
                None => self.missing(target, &readings[0]).await,
            });
        };
        let asked = format!("{word}/{name}");
        match found {
            Found::Pod(pod) => Ok(Pods { asked, pods: vec![Pod::new(*pod, overrides)], is_named: true }),
            Found::Selected(place, selector) => {
                let pods = self.list(place.as_deref(), &selector, overrides).await?;
                if pods.is_empty() {
                    return Err(PodError::new(
                        format!("{asked} in namespace {namespace} has no pods (labels {selector})"),
                        format!("is it scaled to 0? `kubectl describe {asked} -n {namespace}` tells"),
                    ));
                }
                Ok(Pods { asked, pods, is_named: false })
            }
            Found::Nothing => Err(self.missing(target, &readings[0]).await),
        }
    }

    /// Looks whether there is an object of this name.
    async fn look(&self, kind: Kind, name: &str, namespace: &str) -> Result<Found, PodError> {
        let doing = format!("get {} in namespace {namespace}", kind.resource());
        let here = || Some(namespace.to_owned());
        macro_rules! object {
            ($kind:ty) => {{
                let api: Api<$kind> = Api::namespaced(self.client.clone(), namespace);
                match self.answer(&doing, api.get_opt(name)).await? {
                    Some(object) => object.spec,
                    None => return Ok(Found::Nothing),
                }
            }};
        }
        macro_rules! selected {
            ($kind:ty) => {{
                let selector = object!($kind).map(|spec| text(&spec.selector));
                Ok(Found::Selected(here(), selector.unwrap_or_default()))
            }};
        }
        match kind {
            Kind::Pod => {
                let api: Api<Object> = Api::namespaced(self.client.clone(), namespace);
                let pod = self.answer(&doing, api.get_opt(name)).await?;
                Ok(pod.map_or(Found::Nothing, |pod| Found::Pod(Box::new(pod))))
            }
            Kind::Deployment => selected!(Deployment),
            Kind::StatefulSet => selected!(StatefulSet),
            Kind::DaemonSet => selected!(DaemonSet),
            Kind::ReplicaSet => selected!(ReplicaSet),
            Kind::Job => {
                let selector = object!(Job).and_then(|spec| spec.selector).map(|selector| text(&selector));
                Ok(Found::Selected(here(), selector.unwrap_or_else(|| format!("batch.kubernetes.io/job-name={name}"))))
            }
            Kind::ReplicationController => {
                let labels = object!(ReplicationController).and_then(|spec| spec.selector).unwrap_or_default();
                Ok(Found::Selected(here(), equal(labels)))
            }
            Kind::CronJob => {
                let _ = object!(CronJob);
                let jobs: Api<Job> = Api::namespaced(self.client.clone(), namespace);
                let jobs = self.answer(&format!("list jobs in namespace {namespace}"), jobs.list(&ListParams::default())).await?;
                let is_its = |job: &Job| {
                    let owners = job.metadata.owner_references.iter().flatten();
                    owners.into_iter().any(|owner| owner.kind == "CronJob" && owner.name == name)
                };
                let names: Vec<String> = jobs.items.into_iter().filter(is_its).filter_map(|job| job.metadata.name).collect();
                // A set without members selects nothing, and is no selector; no pod has this name for its job.
                let names = if names.is_empty() { "-".to_owned() } else { names.join(",") };
                Ok(Found::Selected(here(), format!("batch.kubernetes.io/job-name in ({names})")))
            }
            Kind::Service => {
                let spec = object!(Service).unwrap_or_default();
                let labels = spec.selector.unwrap_or_default();
                if labels.is_empty() {
                    let what = if spec.type_.as_deref() == Some("ExternalName") { "is an ExternalName" } else { "has no selector" };
                    return Err(PodError::new(
                        format!("service {name} in namespace {namespace} {what}, so it says nothing of pods"),
                        format!(
                            "name a pod or a workload; `kubectl get endpointslices -n {namespace} -l kubernetes.io/service-name={name}` lists its addresses"
                        ),
                    ));
                }
                Ok(Found::Selected(here(), equal(labels)))
            }
            Kind::Gateway => self.gateway(name, namespace).await,
        }
    }

    /// The pods of a Gateway. Its controller labels them: Istio and others as Gateway API says, beside the Gateway
    /// (<https://gateway-api.sigs.k8s.io/geps/gep-1762/>), Envoy Gateway in its own namespace with labels of its own.
    async fn gateway(&self, name: &str, namespace: &str) -> Result<Found, PodError> {
        let selector = format!("gateway.networking.k8s.io/gateway-name={name}");
        if !self.list(Some(namespace), &selector, &Overrides::default()).await?.is_empty() {
            return Ok(Found::Selected(Some(namespace.to_owned()), selector));
        }
        let owned = "gateway.envoyproxy.io/owning-gateway";
        let selector = format!("{owned}-name={name},{owned}-namespace={namespace}");
        let is_there = !self.list(None, &selector, &Overrides::default()).await?.is_empty();
        Ok(if is_there { Found::Selected(None, selector) } else { Found::Nothing })
    }

    /// The pods of a namespace, or of all, with these labels, by namespace and name.
    pub(super) async fn list(&self, namespace: Option<&str>, selector: &str, overrides: &Overrides) -> Result<Vec<Pod>, PodError> {
        let (api, doing): (Api<Object>, _) = match namespace {
            Some(namespace) => (Api::namespaced(self.client.clone(), namespace), format!("list pods in namespace {namespace}")),
            None => (Api::all(self.client.clone()), "list pods in all namespaces".to_owned()),
        };
        let mut pods = Vec::new();
        let mut params = ListParams::default().limit(PAGE);
        if !selector.is_empty() {
            params = params.labels(selector);
        }
        loop {
            let page = self.answer(&doing, api.list(&params)).await?;
            // What a pod's description says at length is not kept.
            pods.extend(page.items.into_iter().map(|pod| Pod::new(pod, overrides)));
            match page.metadata.continue_.filter(|token| !token.is_empty()) {
                Some(token) => params = params.continue_token(&token),
                None => break,
            }
        }
        pods.sort_by(|a, b| (&a.namespace, &a.name).cmp(&(&b.namespace, &b.name)));
        Ok(pods)
    }

    /// Nothing, where a namespace exists or this user may not know.
    async fn namespace_exists(&self, namespace: &str) -> Result<(), PodError> {
        let api: Api<Namespace> = Api::all(self.client.clone());
        match self.result("get namespaces", api.get_opt(namespace)).await? {
            Ok(None) => {
                let names =
                    self.result("list namespaces", api.list(&ListParams::default())).await?.map(|list| list.items).unwrap_or_default();
                let names: Vec<String> = names.into_iter().filter_map(|namespace| namespace.metadata.name).collect();
                let hint = match nearest(namespace, &names) {
                    Some(near) => format!("did you mean {near}? `kubectl get namespaces` lists them"),
                    None => "`kubectl get namespaces` lists them".to_owned(),
                };
                Err(PodError::new(format!("there is no namespace {namespace}"), hint))
            }
            _ => Ok(()),
        }
    }

    /// Says that there is nothing of this name, and what there is.
    async fn missing(&self, target: &Target, (name, namespace): &(String, String)) -> PodError {
        if let Err(error) = self.namespace_exists(namespace).await {
            return error;
        }
        let word = target.kind.word();
        let cause = format!("there is no {word} {name} in namespace {namespace}");
        // Who may not list pods gets no names.
        let pods = self.list(Some(namespace), "", &Overrides::default()).await.unwrap_or_default();
        let workload = pods.iter().find_map(|pod| {
            let (kind, workload) = pod.workload.as_ref()?;
            (workload == name).then(|| format!("{}/{workload}", kind.to_ascii_lowercase()))
        });
        let starts: Vec<&str> = pods.iter().map(|pod| pod.name.as_str()).filter(|pod| pod.starts_with(name.as_str())).collect();
        let hint = match (workload, &starts[..]) {
            (Some(workload), _) => format!("did you mean {workload}?"),
            (None, [first, rest @ ..]) => {
                let more = if rest.is_empty() { String::new() } else { format!(" (or {} more)", rest.len()) };
                format!("did you mean pod {first}?{more}")
            }
            (None, []) => {
                let names: Vec<String> = pods.iter().map(|pod| pod.name.clone()).collect();
                match nearest(name, &names) {
                    Some(near) => format!("did you mean pod {near}?"),
                    None => format!("`kubectl get pods -n {namespace}` lists what there is; -n NAMESPACE looks elsewhere"),
                }
            }
        };
        PodError::new(cause, hint)
    }
}

/// The name that is nearest to a mistyped one, if any is near.
fn nearest<'n>(given: &str, names: &'n [String]) -> Option<&'n str> {
    let near = names.iter().map(|name| (crate::source::logging::distance(given, name), name.as_str())).min()?;
    (near.0 * 3 <= given.chars().count()).then_some(near.1)
}

/// A selector in kubectl's notation.
fn text(selector: &LabelSelector) -> String {
    let mut parts = Vec::new();
    if let Some(labels) = &selector.match_labels {
        parts.extend(labels.iter().map(|(name, value)| format!("{name}={value}")));
    }
    for requirement in selector.match_expressions.iter().flatten() {
        let (key, values) = (&requirement.key, requirement.values.as_deref().unwrap_or_default().join(","));
        parts.push(match requirement.operator.as_str() {
            "In" => format!("{key} in ({values})"),
            "NotIn" => format!("{key} notin ({values})"),
            "DoesNotExist" => format!("!{key}"),
            _ => key.clone(),
        });
    }
    parts.join(",")
}

fn equal(labels: super::proxy::Labels) -> String {
    labels.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(",")
}
