//! Which cluster, and as whom: kubeconfigs as kubectl reads them, and the pod's own account inside of a cluster.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kube::client::ConfigExt;
use kube::client::retry::RetryPolicy;
use kube::config::{ExecInteractiveMode, KubeConfigOptions, Kubeconfig, KubeconfigError};
use kube::{Client, Config};

use super::PodError;
use super::error::Place;

/// Which cluster is meant, as far as the caller says.
#[derive(Clone, Debug, Default)]
pub struct ClusterOptions {
    /// The kubeconfig; without it, those of the environment variable KUBECONFIG, or `~/.kube/config`.
    pub kubeconfig: Option<PathBuf>,
    /// The kubeconfig's context; without it, its current one.
    pub context: Option<String>,
    /// The namespace of names without one; without it, the context's.
    pub namespace: Option<String>,
    /// Whether a login command of the kubeconfig must do without a person: it gets no terminal, and is told so.
    pub is_unattended: bool,
}

/// How long connecting to the API server may take.
const CONNECT: Duration = Duration::from_secs(10);

/// A client for the API server, and what there is to know about it.
pub(super) struct Connected {
    pub(super) client: Client,
    pub(super) namespace: String,
    pub(super) place: Place,
}

/// Reads the configuration and makes a client. Nothing is sent yet, but a login command of the kubeconfig may run.
pub(super) async fn connect(options: &ClusterOptions) -> Result<Connected, PodError> {
    let (mut config, context) = match kubeconfig(options.kubeconfig.as_deref())? {
        Some(kubeconfig) => from_kubeconfig(kubeconfig, options).await?,
        None => (in_cluster(options)?, None),
    };
    if let Some(exec) = config.auth_info.exec.as_mut().filter(|_| options.is_unattended) {
        exec.interactive_mode = Some(ExecInteractiveMode::Never);
    }
    let login = config.auth_info.exec.as_ref().and_then(|exec| exec.command.clone());
    let place = Place { server: config.cluster_url.to_string().trim_end_matches('/').to_owned(), context, login };
    let namespace = options.namespace.clone().unwrap_or_else(|| config.default_namespace.clone());
    let client = client(config).map_err(|error| place.failure(&error, "connect"))?;
    Ok(Connected { client, namespace, place })
}

/// The files that are read, in kubectl's order.
///
/// # Errors
/// Where the file that was given is not there.
fn files(given: Option<&Path>) -> Result<Vec<PathBuf>, PodError> {
    if let Some(path) = given {
        if !path.exists() {
            let cause = format!("{}: there is no such kubeconfig", path.display());
            return Err(PodError::new(cause, "--kubeconfig takes a file; without it KUBECONFIG and ~/.kube/config are read"));
        }
        return Ok(vec![path.to_owned()]);
    }
    let listed = std::env::var_os("KUBECONFIG").filter(|list| !list.is_empty());
    let files: Vec<PathBuf> = match listed {
        Some(list) => std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()).collect(),
        None => std::env::home_dir().map(|home| home.join(".kube/config")).into_iter().collect(),
    };
    // kubectl goes on without a file that is listed and not there.
    Ok(files.into_iter().filter(|path| path.exists()).collect())
}

/// All kubeconfigs as one: of several with the same name, the first counts.
///
/// # Errors
/// Where one can't be read.
fn kubeconfig(given: Option<&Path>) -> Result<Option<Kubeconfig>, PodError> {
    let mut merged: Option<Kubeconfig> = None;
    for path in files(given)? {
        let failure = |error: KubeconfigError| {
            // A parser's text goes on with the lines around the place.
            let why = match &error {
                KubeconfigError::Parse(error) => {
                    error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
                }
                KubeconfigError::ReadConfig(error, _) => error.to_string(),
                other => other.to_string(),
            };
            let cause = format!("the kubeconfig {} can't be read: {why}", path.display());
            PodError::new(cause, "`kubectl config view` reads the same files; -f FILE needs none of them")
        };
        let next = Kubeconfig::read_from(&path).map_err(failure)?;
        merged = Some(match merged {
            Some(first) => first.merge(next).map_err(failure)?,
            None => next,
        });
    }
    // An empty file, or one without any cluster, is as good as none.
    Ok(merged.filter(|config| given.is_some() || !config.contexts.is_empty() || config.current_context.is_some()))
}

async fn from_kubeconfig(kubeconfig: Kubeconfig, options: &ClusterOptions) -> Result<(Config, Option<String>), PodError> {
    let names: Vec<String> = kubeconfig.contexts.iter().map(|context| context.name.clone()).collect();
    let context = options.context.clone().or_else(|| kubeconfig.current_context.clone()).filter(|name| !name.is_empty());
    let Some(context) = context else {
        return Err(PodError::new("the kubeconfig has no current context", choose(&names)));
    };
    if !names.contains(&context) {
        return Err(PodError::new(format!("the kubeconfig has no context {context:?}"), choose(&names)));
    }
    let chosen = KubeConfigOptions { context: Some(context.clone()), ..KubeConfigOptions::default() };
    let config = Config::from_custom_kubeconfig(kubeconfig, &chosen).await.map_err(|error| {
        let why = match error {
            KubeconfigError::LoadClusterOfContext(name) => format!("there is no cluster {name:?}"),
            other => other.to_string(),
        };
        PodError::new(format!("context {context} of the kubeconfig can't be used: {why}"), choose(&names))
    })?;
    Ok((config, Some(context)))
}

fn choose(names: &[String]) -> String {
    if names.is_empty() {
        return "it has no context at all: add one as your cluster's documentation says, or read a file with -f".to_owned();
    }
    format!("--context takes one of: {}", names.join(", "))
}

/// The account of the pod that this program runs in.
fn in_cluster(options: &ClusterOptions) -> Result<Config, PodError> {
    if let Some(context) = &options.context {
        return Err(PodError::new(
            format!("there is no kubeconfig, so no context {context:?}"),
            "--kubeconfig or KUBECONFIG names a kubeconfig; without both it is ~/.kube/config",
        ));
    }
    Config::incluster().map_err(|error| {
        let is_outside = std::env::var_os("KUBERNETES_SERVICE_HOST").is_none();
        let why = if is_outside {
            "and this is not a pod of a cluster".to_owned()
        } else {
            format!("and the pod's account can't be used: {error}")
        };
        PodError::new(
            format!("there is no kubeconfig (--kubeconfig, KUBECONFIG, ~/.kube/config), {why}"),
            "-f dump.json reads a file and --admin http://localhost:15000 a port, both without a cluster",
        )
    })
}

/// The client of `kube`, but without Nagle's algorithm: with it, each connection but the first waits 40 ms for an acknowledgement.
fn client(config: Config) -> Result<Client, kube::Error> {
    // The connector of `kube` itself knows how to go through a proxy.
    if config.proxy_url.is_some() {
        return Client::try_from(config);
    }
    let mut connector = HttpConnector::new();
    connector.enforce_http(false);
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(config.connect_timeout.map_or(CONNECT, |timeout| timeout.min(CONNECT))));
    let connector = config.rustls_https_connector_with_connector(connector)?;
    // An API server that is busy says so with 429, and when to ask again.
    let retry = RetryPolicy::new(Duration::from_millis(100), Duration::from_secs(2), 4, true).ok();
    let service = tower::ServiceBuilder::new()
        .layer(config.base_uri_layer())
        .option_layer(retry.map(tower::retry::RetryLayer::new))
        .option_layer(config.auth_layer()?)
        .layer(config.extra_headers_layer()?)
        .map_err(tower::BoxError::from)
        .service(hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build(connector));
    Ok(Client::new(service, config.default_namespace))
}

/// The names of all contexts, for completion.
///
/// # Errors
/// Where a kubeconfig can't be read.
pub fn contexts(given: Option<&Path>) -> Result<Vec<String>, PodError> {
    Ok(kubeconfig(given)?.map(|config| config.contexts.into_iter().map(|context| context.name).collect()).unwrap_or_default())
}
