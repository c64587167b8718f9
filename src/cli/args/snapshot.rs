//! What `snapshot` takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::source::{KubeconfigArgs, PodArgs, SourceArgs};
use super::values::{parse_container, parse_duration};

/// What `snapshot` takes.
#[derive(Debug, Args)]
pub struct SnapshotArgs {
    /// A pod, or a workload with all of its pods: [TYPE/]NAME[.NAMESPACE]
    ///
    /// Without it and without -l, all pods of the namespace that have an Envoy; with -A of the cluster.
    #[arg(value_name = "POD")]
    pub target: Option<String>,
    /// Where to: a folder, or a file NAME.tar.zst
    #[arg(short, long, value_name = "DIR|FILE.tar.zst", value_hint = clap::ValueHint::AnyPath)]
    pub output: PathBuf,
    /// Replace a snapshot that is there
    #[arg(long)]
    pub force: bool,
    /// Save a running Envoy's answers by its admin port: http://HOST:PORT or unix:///PATH
    #[arg(long, value_name = "URL", conflicts_with_all = ["target", "selector", "all_namespaces", "namespace"], value_hint = clap::ValueHint::Url)]
    pub admin: Option<String>,
    /// Look in this namespace; else in the kubeconfig's
    #[arg(short, long, value_name = "NAMESPACE")]
    pub namespace: Option<String>,
    /// Look in all namespaces
    #[arg(short = 'A', long, conflicts_with_all = ["namespace", "target"])]
    pub all_namespaces: bool,
    /// Pods with these labels: app=reviews,version=v1
    #[arg(short = 'l', long, value_name = "LABELS", conflicts_with = "target")]
    pub selector: Option<String>,
    /// The container that the Envoy runs in; else it is found
    #[arg(short, long, value_name = "NAME", value_parser = parse_container)]
    pub container: Option<String>,
    /// The port of the Envoy's admin interface; else it is found
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub proxy_admin_port: Option<u16>,
    /// The cluster
    #[command(flatten)]
    pub cluster: KubeconfigArgs,
    /// How long to wait for each answer: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "1m", value_parser = parse_duration)]
    pub timeout: Duration,
}

impl SnapshotArgs {
    /// The proxies that are meant.
    pub fn source(&self) -> SourceArgs {
        let pods = PodArgs {
            namespace: self.namespace.clone(),
            all_namespaces: self.all_namespaces,
            selector: self.selector.clone(),
            all_pods: self.admin.is_none(),
            container: self.container.clone(),
            proxy_admin_port: self.proxy_admin_port,
        };
        SourceArgs {
            target: self.target.clone(),
            file: Vec::new(),
            admin: self.admin.clone(),
            timeout: self.timeout,
            pods,
            cluster: self.cluster.clone(),
        }
    }
}
