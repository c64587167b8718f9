//! Which proxy, or which proxies: the words that every command has for it.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::values::{parse_container, parse_duration};

/// Where a file or an admin port is told of.
const SOURCE: &str = "Source (a pod, -f or --admin)";

/// Where pods and clusters are told of.
const PODS: &str = "Pods";

/// Where the configuration comes from.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = SOURCE)]
pub struct SourceArgs {
    /// A pod or a workload: [TYPE/]NAME[.NAMESPACE]
    ///
    /// TYPE is pod (without it), deployment, statefulset, daemonset, replicaset, replicationcontroller, job, cronjob, service or gateway, or
    /// kubectl's short name of one. Of a workload, a ready pod is asked. With -f and a snapshot, one of its pods.
    #[arg(value_name = "POD")]
    pub target: Option<String>,
    /// A saved configuration, or a snapshot's folder or archive; - is standard input
    ///
    /// Where a command takes several proxies, there may be several, with an -f each: all proxies in them are read, as with --all-pods, and
    /// one that is alone in its file is called by the file's name.
    ///
    /// Its kind is found from its content: /config_dump (whole, or by ?resource= or ?mask=), /clusters (JSON or text), a bootstrap, or what
    /// istioctl, egctl or consul-k8s printed with -o json or -o yaml; also compressed by gzip or zstd. Of archives: what meshctl snapshot,
    /// istioctl bug-report, egctl and glooctl save. This saves a dump:
    ///
    /// curl -s 'http://localhost:15000/config_dump?include_eds' > dump.json
    #[arg(short, long, value_name = "FILE", conflicts_with = "admin", value_hint = clap::ValueHint::AnyPath)]
    pub file: Vec<PathBuf>,
    /// A running Envoy's admin port: http://HOST:PORT or unix:///PATH
    #[arg(long, value_name = "URL", conflicts_with = "target", value_hint = clap::ValueHint::Url)]
    pub admin: Option<String>,
    /// How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m
    // istioctl's word for it is taken too.
    #[arg(long, alias = "kubeclient-timeout", value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
    /// Which pods, and in which cluster
    #[command(flatten)]
    pub pods: PodArgs,
    /// The cluster
    #[command(flatten)]
    pub cluster: KubeconfigArgs,
}

/// Which pods.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = PODS)]
pub struct PodArgs {
    /// The namespace of a name without one; else the kubeconfig's
    #[arg(short, long, value_name = "NAMESPACE")]
    pub namespace: Option<String>,
    /// Look in all namespaces, with -l or --all-pods
    #[arg(short = 'A', long, conflicts_with_all = ["namespace", "target"])]
    pub all_namespaces: bool,
    /// Pods with these labels: app=reviews,version=v1
    #[arg(short = 'l', long, value_name = "LABELS", conflicts_with_all = ["target", "file", "admin"])]
    pub selector: Option<String>,
    /// Ask every pod that is named, and not one of them; a column POD stands first
    ///
    /// Without a name and without -l, these are all pods of the namespace that have an Envoy. With -f, all of a snapshot.
    #[arg(long, conflicts_with = "admin")]
    pub all_pods: bool,
    /// The container that the Envoy runs in; else it is found
    #[arg(short, long, value_name = "NAME", value_parser = parse_container)]
    pub container: Option<String>,
    /// The port of the Envoy's admin interface; else it is found
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub proxy_admin_port: Option<u16>,
}

/// Which cluster.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = PODS)]
pub struct KubeconfigArgs {
    /// The kubeconfig's context; else its current one
    #[arg(long, value_name = "NAME")]
    pub context: Option<String>,
    /// The kubeconfig; else KUBECONFIG, ~/.kube/config, or the pod's own account in a cluster
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub kubeconfig: Option<PathBuf>,
}
