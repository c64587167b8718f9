//! Why a pod or its cluster can't be reached, in words for the person who asked.

use std::error::Error as _;

use kube::client::AuthError;

/// Why a pod or its cluster can't be reached: one line of cause, and one of what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct PodError {
    /// What failed, on what.
    pub cause: String,
    /// What to do next, as a sentence without an end stop.
    pub hint: String,
    /// Whether the caller's words are wrong, and nothing was asked.
    pub is_usage: bool,
}

impl PodError {
    /// A failure of the cluster or the pod.
    pub fn new(cause: impl Into<String>, hint: impl Into<String>) -> PodError {
        PodError { cause: cause.into(), hint: hint.into(), is_usage: false }
    }

    /// Words that can't be used.
    pub fn usage(cause: impl Into<String>, hint: impl Into<String>) -> PodError {
        PodError { is_usage: true, ..PodError::new(cause, hint) }
    }
}

/// Where the API server is, and whose login is used: what messages name.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The API server's URL.
    pub server: String,
    /// The kubeconfig's context; `None` in a cluster.
    pub context: Option<String>,
    /// The kubeconfig's login command, if it has one.
    pub login: Option<String>,
}

impl Place {
    /// How kubectl is called to ask the same cluster.
    pub(super) fn kubectl(&self) -> String {
        self.context.as_ref().map_or_else(|| "kubectl".to_owned(), |context| format!("kubectl --context {context}"))
    }

    /// The failure of a request to the API server: `doing` is `VERB RESOURCE`, such as `list pods`.
    pub(super) fn failure(&self, error: &kube::Error, doing: &str) -> PodError {
        match error {
            kube::Error::Api(status) => self.refusal(status.code, &status.message, doing),
            kube::Error::Auth(error) => self.login(error),
            // The body says no more where it is not the API's.
            kube::Error::UpgradeConnection(kube::client::UpgradeConnectionError::ProtocolSwitch(code)) => {
                self.refusal(code.as_u16(), "", doing)
            }
            _ => self.unreachable(error),
        }
    }

    /// What a status of the API server means.
    fn refusal(&self, code: u16, message: &str, doing: &str) -> PodError {
        let server = &self.server;
        let said = if message.trim().is_empty() { String::new() } else { format!(": {}", message.trim()) };
        match code {
            401 => PodError::new(
                format!("{server} does not accept the login{}: it may have expired", self.of_context()),
                format!("log in again as you do for kubectl; `{} auth whoami` tells whether it worked", self.kubectl()),
            ),
            403 => PodError::new(
                format!("{server} does not allow to {doing}{said}"),
                format!("ask for a role with get and list on pods, and get and create on pods/portforward; this user lacks: {doing}"),
            ),
            // A kubelet that the API server can't reach.
            500..=599 if message.contains("dialing backend") => PodError::new(
                format!("the API server does not reach the pod's node{said}"),
                format!("is the node up? `{} get nodes` tells", self.kubectl()),
            ),
            _ => PodError::new(
                format!("{server} refuses to {doing}: status {code}{said}"),
                format!("`{} get pods` tells whether the API server works", self.kubectl()),
            ),
        }
    }

    fn of_context(&self) -> String {
        self.context.as_ref().map(|context| format!(" of context {context}")).unwrap_or_default()
    }

    /// A login command that failed, or that gave something else.
    pub(super) fn login(&self, error: &AuthError) -> PodError {
        let command = self.login.as_deref().unwrap_or("(none)");
        let cause = match error {
            AuthError::AuthExecRun { out, .. } => {
                // Its standard output may hold a token, and is not repeated.
                let said = String::from_utf8_lossy(&out.stderr);
                let said = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it says nothing").trim().to_owned();
                format!("the kubeconfig's login command {command} failed: {said}")
            }
            AuthError::AuthExecStart(error) => format!("the kubeconfig's login command {command} can't be started: {error}"),
            AuthError::AuthExecParse(_) => format!("the kubeconfig's login command {command} gave no credentials that can be read"),
            other => format!("the login{} can't be used: {other}", self.of_context()),
        };
        PodError::new(cause, format!("log in again as you do for kubectl; `{} auth whoami` tells whether it worked", self.kubectl()))
    }

    /// A server that gives no answer, by the causes beneath.
    fn unreachable(&self, error: &kube::Error) -> PodError {
        let server = &self.server;
        let mut last = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(error) = inner.downcast_ref::<AuthError>() {
                return self.login(error);
            }
            last = inner.to_string();
            cause = inner.source();
        }
        let lower = last.to_ascii_lowercase();
        if lower.contains("certificate") || lower.contains("unknownissuer") {
            return PodError::new(
                format!("{server} shows a certificate that is not trusted: {last}"),
                "compare the kubeconfig's certificate-authority with the server's; a proxy on the way may show its own".to_owned(),
            );
        }
        PodError::new(
            format!("{server} cannot be reached: {last}"),
            format!("is the cluster up, and is a VPN needed? `{} version` asks the same server", self.kubectl()),
        )
    }
}
