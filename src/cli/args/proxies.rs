//! What `proxies` takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::source::{KubeconfigArgs, PodArgs, SourceArgs};
use super::values::parse_duration;

/// What `proxies` takes.
#[derive(Debug, Args)]
pub struct ProxiesArgs {
    /// The pods of a workload only: TYPE/NAME[.NAMESPACE], or one pod
    #[arg(value_name = "POD")]
    pub target: Option<String>,
    /// List the proxies of a snapshot, as they were then
    #[arg(short, long, value_name = "SNAPSHOT", conflicts_with_all = ["target", "selector"], value_hint = clap::ValueHint::AnyPath)]
    pub file: Option<PathBuf>,
    /// Look in this namespace; else in the kubeconfig's
    #[arg(short, long, value_name = "NAMESPACE")]
    pub namespace: Option<String>,
    /// Look in all namespaces
    #[arg(short = 'A', long, conflicts_with_all = ["namespace", "target"])]
    pub all_namespaces: bool,
    /// Pods with these labels: app=reviews,version=v1
    #[arg(short = 'l', long, value_name = "LABELS", conflicts_with = "target")]
    pub selector: Option<String>,
    /// The cluster
    #[command(flatten)]
    pub cluster: KubeconfigArgs,
    /// How long to wait for each answer: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "short", help_heading = "Output")]
    pub output: ProxiesOutput,
    /// Leave out the table's headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
}

/// How proxies are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProxiesOutput {
    /// A table
    #[value(alias = "table")]
    Short,
    /// A list of objects
    Json,
    /// The same in YAML
    Yaml,
    /// pod/NAME.NAMESPACE of each, one a line; no proxy is asked
    Name,
}

impl ProxiesArgs {
    /// The pods that are meant.
    pub fn source(&self) -> SourceArgs {
        let pods = PodArgs {
            namespace: self.namespace.clone(),
            all_namespaces: self.all_namespaces,
            selector: self.selector.clone(),
            all_pods: true,
            ..PodArgs::default()
        };
        SourceArgs {
            target: self.target.clone(),
            file: Vec::new(),
            admin: None,
            timeout: self.timeout,
            pods,
            cluster: self.cluster.clone(),
        }
    }
}
