//! HTTP through a forwarded port: the API server opens a stream to the pod, and the request goes over it. No local port is opened.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::{Body, Bytes};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use k8s_openapi::api::authorization::v1::{ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec};
use k8s_openapi::api::core::v1::Pod as Object;
use kube::Api;
use kube::api::{Portforwarder, PostParams};

use super::{Inner, PodError};
use crate::source::admin::{AdminError, MESSAGE_LIMIT, Method, Transport, first_line};

/// How long the reason for a stream that broke may take to follow it.
const REASON: Duration = Duration::from_millis(500);

/// A pod's port.
#[derive(Clone, Debug)]
pub(super) struct PodPort {
    pub(super) name: String,
    pub(super) namespace: String,
    pub(super) port: u16,
}

/// The way to an admin interface through a forwarded port. The connection is kept for the next request.
pub(super) struct Forward {
    cluster: Arc<Inner>,
    at: PodPort,
    shown: String,
    open: Option<Open>,
}

/// A stream to the pod, and what may be said of its end.
struct Open {
    sender: SendRequest<Empty<Bytes>>,
    reason: Reason,
    tunnel: Portforwarder,
}

/// Why a stream broke: the container runtime's text, if it comes.
///
/// It may come while the stream itself stays open, without an answer and without an end, so it is waited for beside the answer.
struct Reason(Option<Pin<Box<dyn Future<Output = Option<String>> + Send>>>);

impl Reason {
    /// The reason, once it is there; never, if there is none.
    async fn given(&mut self) -> String {
        if let Some(reason) = &mut self.0 {
            let given = reason.await;
            self.0 = None;
            if let Some(given) = given {
                return in_short(&given);
            }
        }
        std::future::pending().await
    }

    /// What `work` gives, or the reason, if that comes before.
    async fn or<T>(&mut self, work: impl Future<Output = T>) -> Result<T, String> {
        tokio::select! {
            biased;
            done = work => Ok(done),
            reason = self.given() => Err(reason),
        }
    }

    /// The reason for what has broken already, if it follows soon.
    async fn soon(&mut self) -> Option<String> {
        tokio::time::timeout(REASON, self.given()).await.ok()
    }
}

/// What happened, which the runtime's text says in its last part:
/// "error forwarding port 15000 to pod 0f3c…, uid : failed to execute portforward in network namespace …: failed to connect to …"
fn in_short(reason: &str) -> String {
    let line = reason.trim().replace(['\n', '\r'], " ");
    line.rsplit_once(" uid : ").map_or(line.as_str(), |(_, rest)| rest).to_owned()
}

impl Drop for Open {
    fn drop(&mut self) {
        self.tunnel.abort();
    }
}

impl Forward {
    /// A way to this port. Nothing is opened yet.
    pub(super) fn new(cluster: Arc<Inner>, at: PodPort) -> Forward {
        let shown = format!("pod {}.{} port {}", at.name, at.namespace, at.port);
        Forward { cluster, at, shown, open: None }
    }

    /// Opens a stream to the port.
    async fn open(&self) -> Result<Open, AdminError> {
        let api: Api<Object> = Api::namespaced(self.cluster.client.clone(), &self.at.namespace);
        let mut tunnel = match api.portforward(&self.at.name, &[self.at.port]).await {
            Ok(tunnel) => tunnel,
            Err(error) => return Err(AdminError::Pod(self.refused(&error).await)),
        };
        let none = || self.unreachable("the API server opened no stream".to_owned());
        // The reason is asked for before the first byte is sent: a reason that nobody waits for ends the whole stream.
        let reason = Reason(Some(Box::pin(tunnel.take_error(self.at.port).ok_or_else(none)?)));
        let stream = tunnel.take_stream(self.at.port).ok_or_else(none)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|error| self.unreachable(error.to_string()))?;
        // How it ends is told to whoever waits for an answer.
        tokio::spawn(connection);
        Ok(Open { sender, reason, tunnel })
    }

    /// Sends one request and receives its answer whole. A connection that was kept may have ended meanwhile; then a new one is opened, once.
    async fn exchange(&mut self, method: Method, path: &str, received: &AtomicU64) -> Result<Vec<u8>, AdminError> {
        let kept = match self.open.take() {
            Some(mut open) => open.sender.ready().await.is_ok().then_some(open),
            None => None,
        };
        let is_kept = kept.is_some();
        let open = match kept {
            Some(open) => open,
            None => self.open().await?,
        };
        match self.send(open, method, path, received).await {
            // The proxy closed the connection while the request was on its way, and has not begun to answer.
            Err(Sending::NoAnswer(..)) if is_kept => {
                let open = self.open().await?;
                self.send(open, method, path, received).await.map_err(Sending::error)
            }
            other => other.map_err(Sending::error),
        }
    }

    async fn send(&mut self, mut open: Open, method: Method, path: &str, received: &AtomicU64) -> Result<Vec<u8>, Sending> {
        let request = Request::builder().method(method.name()).uri(path).header("host", "localhost").body(Empty::new());
        let request = request.map_err(|error| Sending::Other(AdminError::Client(error.to_string())))?;
        let response = match open.reason.or(open.sender.send_request(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => {
                let reason = open.reason.soon().await;
                return Err(Sending::NoAnswer(self.not_answered(path, reason, &error.to_string())));
            }
            Err(reason) => return Err(Sending::NoAnswer(self.not_answered(path, Some(reason), ""))),
        };
        let code = response.status().as_u16();
        let mut body = response.into_body();
        // The announced length is only a hint for one allocation: a server can announce anything.
        let expected = usize::try_from(body.size_hint().exact().unwrap_or(0)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(expected.min(64 << 20));
        loop {
            match open.reason.or(body.frame()).await {
                Ok(None) => break,
                Ok(Some(Ok(frame))) => {
                    if let Some(data) = frame.data_ref() {
                        bytes.extend_from_slice(data);
                        received.store(bytes.len() as u64, Ordering::Relaxed);
                    }
                }
                Ok(Some(Err(error))) => {
                    let why = open.reason.soon().await.unwrap_or_else(|| format!("the forwarded port was closed ({error})"));
                    return Err(Sending::Other(self.broken_off(path, bytes.len(), why)));
                }
                Err(why) => return Err(Sending::Other(self.broken_off(path, bytes.len(), why))),
            }
            if code != 200 && bytes.len() >= MESSAGE_LIMIT {
                break;
            }
        }
        if code != 200 {
            let message = first_line(&bytes);
            return Err(Sending::Other(AdminError::Status { address: self.shown.clone(), path: path.to_owned(), code, message }));
        }
        self.open = Some(open);
        Ok(bytes)
    }

    /// The error for a stream that ended, or stays silent, before an answer came: the reason is the container runtime's.
    fn not_answered(&self, path: &str, reason: Option<String>, error: &str) -> AdminError {
        match reason {
            Some(reason) if reason.contains("refused") => AdminError::Refused { address: self.shown.clone() },
            Some(reason) => self.unreachable(reason),
            None => AdminError::NotHttp { address: self.shown.clone(), path: path.to_owned(), why: error.to_owned() },
        }
    }

    /// The error for a body that did not come to its end.
    fn broken_off(&self, path: &str, received: usize, why: String) -> AdminError {
        AdminError::Cut { address: self.shown.clone(), path: path.to_owned(), received: received as u64, why }
    }

    fn unreachable(&self, why: String) -> AdminError {
        AdminError::Unreachable { address: self.shown.clone(), why }
    }

    /// Why the API server opens no stream. What this user lacks is found out by asking.
    async fn refused(&self, error: &kube::Error) -> PodError {
        let doing = format!("forward a port of pod {} in namespace {}", self.at.name, self.at.namespace);
        let is_forbidden = matches!(error, kube::Error::Api(status) if status.code == 403);
        if !is_forbidden {
            return self.cluster.place.failure(error, &doing);
        }
        self.cluster.lacking(&self.at.namespace, "portforward", &doing).await
    }
}

impl Inner {
    /// The failure of a user who may not use a pod's sub-resource, with the verbs that are missing.
    ///
    /// Since Kubernetes 1.35 a stream by WebSocket takes the verb `create` besides `get`
    /// (gate `AuthorizePodWebsocketUpgradeCreatePermission`); kubectl's older protocol takes `create` alone.
    pub(super) async fn lacking(&self, namespace: &str, subresource: &str, doing: &str) -> PodError {
        let mut missing = Vec::new();
        for verb in ["get", "create"] {
            match self.may(namespace, verb, subresource).await {
                Some(true) => {}
                Some(false) => missing.push(verb),
                None => {
                    missing = vec!["get", "create"];
                    break;
                }
            }
        }
        let verbs = if missing.is_empty() { "get and create".to_owned() } else { missing.join(" and ") };
        PodError::new(
            format!("{} does not allow this user to {doing}: it lacks {verbs} on pods/{subresource}", self.place.server),
            format!(
                "ask for a role with get and create on pods/{subresource}; `{} auth can-i create pods/{subresource} -n {namespace}` tells",
                self.place.kubectl()
            ),
        )
    }

    /// Whether this user may; `None` where even that is not told.
    async fn may(&self, namespace: &str, verb: &str, subresource: &str) -> Option<bool> {
        let attributes = ResourceAttributes {
            namespace: Some(namespace.to_owned()),
            verb: Some(verb.to_owned()),
            resource: Some("pods".to_owned()),
            subresource: Some(subresource.to_owned()),
            ..ResourceAttributes::default()
        };
        let spec = SelfSubjectAccessReviewSpec { resource_attributes: Some(attributes), ..SelfSubjectAccessReviewSpec::default() };
        let review = SelfSubjectAccessReview { spec, ..SelfSubjectAccessReview::default() };
        let api: Api<SelfSubjectAccessReview> = Api::all(self.client.clone());
        let answer = api.create(&PostParams::default(), &review).await.ok()?;
        answer.status.map(|status| status.allowed)
    }
}

/// How sending failed.
enum Sending {
    /// Before an answer began.
    NoAnswer(AdminError),
    /// Later, or elsewhere.
    Other(AdminError),
}

impl Sending {
    fn error(self) -> AdminError {
        match self {
            Sending::NoAnswer(error) | Sending::Other(error) => error,
        }
    }
}

impl Transport for Forward {
    fn ask(&mut self, method: Method, path: &str) -> Result<Vec<u8>, AdminError> {
        let cluster = Arc::clone(&self.cluster);
        let received = AtomicU64::new(0);
        let timeout = cluster.timeout;
        let answer = cluster.runtime.block_on(async { tokio::time::timeout(timeout, self.exchange(method, path, &received)).await });
        answer.unwrap_or_else(|_| {
            let received = Some(received.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0);
            Err(AdminError::TimedOut { address: self.shown.clone(), path: path.to_owned(), after: timeout, received })
        })
    }
}
