//! What `proxy-config rootca-compare` takes.

use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::source::{KubeconfigArgs, PodArgs, SourceArgs};
use super::values::parse_duration;

/// What `rootca-compare` takes.
#[derive(Debug, Args)]
pub struct RootcaArgs {
    /// The one proxy: a pod or a workload, a file with a configuration, or an admin port as http://HOST:PORT
    #[arg(value_name = "A")]
    pub first: String,
    /// The other proxy
    #[arg(value_name = "B")]
    pub second: String,
    /// The namespace of a pod's name without one; else the kubeconfig's
    #[arg(short, long, value_name = "NAMESPACE")]
    pub namespace: Option<String>,
    /// Which cluster
    #[command(flatten)]
    pub cluster: KubeconfigArgs,
    /// How long to wait for each answer: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
}

impl RootcaArgs {
    /// The sources that the two words mean: an admin port by its scheme, a file that is there, else a pod.
    pub fn sources(&self) -> [SourceArgs; 2] {
        [&self.first, &self.second].map(|word| {
            let is_admin = word.starts_with("http://") || word.starts_with("unix:");
            let is_file = !is_admin && (word == "-" || Path::new(word).exists());
            let given = || Some(word.clone());
            SourceArgs {
                target: if is_admin || is_file { None } else { given() },
                file: is_file.then(|| word.into()).into_iter().collect(),
                admin: if is_admin { given() } else { None },
                timeout: self.timeout,
                pods: PodArgs { namespace: self.namespace.clone(), ..PodArgs::default() },
                cluster: self.cluster.clone(),
            }
        })
    }
}
