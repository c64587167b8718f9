//! What `trace` takes.

use core::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::source::{KubeconfigArgs, PodArgs, SourceArgs};
use super::values::parse_duration;

/// Where the request is told of.
const REQUEST: &str = "Request";
/// Where the connection is told of.
const CONNECTION: &str = "Connection";
/// Where the output is told of.
const OUTPUT: &str = "Output";
/// Where the source is told of.
const SOURCE: &str = "Source (a pod, -f or --admin)";

/// What `trace` takes.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// The pod or workload, unless -f or --admin is given, and the URL
    ///
    /// HOST:PORT without a scheme follows a TCP connection. In a sidecar, a service's name finds the listener for its address.
    #[arg(value_name = "POD URL", num_args = 0..=2)]
    pub words: Vec<String>,
    /// The pod or workload, where that is clearer: [TYPE/]NAME[.NAMESPACE]
    #[arg(id = "target", long = "pod", value_name = "POD", help_heading = SOURCE)]
    pub target: Option<String>,
    /// A saved configuration, or a snapshot's folder or archive; - is standard input; of several, the request begins at the first
    #[arg(short, long, value_name = "FILE", conflicts_with = "admin", value_hint = clap::ValueHint::AnyPath, help_heading = SOURCE)]
    pub file: Vec<PathBuf>,
    /// A running Envoy's admin port: http://HOST:PORT or unix:///PATH
    #[arg(long, value_name = "URL", conflicts_with = "target", value_hint = clap::ValueHint::Url, help_heading = SOURCE)]
    pub admin: Option<String>,
    /// How long to wait for each answer of the admin port or the cluster: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration, help_heading = SOURCE)]
    pub timeout: Duration,
    /// Which pods, and in which cluster
    #[command(flatten)]
    pub pods: PodArgs,
    /// The cluster
    #[command(flatten)]
    pub cluster: KubeconfigArgs,
    /// The method
    #[arg(short = 'X', long = "request", value_name = "METHOD", help_heading = REQUEST)]
    pub method: Option<String>,
    /// A header; may be given several times
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", help_heading = REQUEST)]
    pub headers: Vec<String>,
    /// A command line of curl, in place of all other words on the request
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["method", "headers", "requests"], help_heading = REQUEST)]
    pub curl: Option<String>,
    /// Requests from a file, one JSON object a line; - is standard input
    ///
    /// Keys are method, scheme, authority, path, headers (a list of pairs) or url; listener, port, destination, source, directSource, sni,
    /// alpn, transport (tls, plaintext), plaintext (http/1.1, http/1.0, h2c, binary). Others are passed over. One answer a line is printed, in
    /// JSON and in order; the exit code is 0 where every line could be read.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["method", "headers"], value_hint = clap::ValueHint::FilePath, help_heading = REQUEST)]
    pub requests: Option<PathBuf>,
    /// The name of the listener that the connection arrives at
    #[arg(long, value_name = "NAME", conflicts_with = "port", help_heading = CONNECTION)]
    pub listener: Option<String>,
    /// The port of the listener that the connection arrives at
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..), help_heading = CONNECTION)]
    pub port: Option<u16>,
    /// Start at the listener for connections from other pods
    #[arg(long, conflicts_with_all = ["listener", "port"], help_heading = CONNECTION)]
    pub inbound: bool,
    /// The address that the connection was made to, before it was redirected: IP or IP:PORT
    #[arg(long, value_name = "IP[:PORT]", help_heading = CONNECTION)]
    pub destination: Option<String>,
    /// The address that it comes from
    #[arg(long, value_name = "IP", help_heading = CONNECTION)]
    pub source_ip: Option<IpAddr>,
    /// The server name of TLS; else the URL's host
    #[arg(long, value_name = "NAME", help_heading = CONNECTION)]
    pub sni: Option<String>,
    /// A protocol that TLS offers, in order; else h2 and http/1.1
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = CONNECTION)]
    pub alpn: Vec<String>,
    /// The connection is TLS, as it is for https URLs
    #[arg(long, help_heading = CONNECTION)]
    pub tls: bool,
    /// A runtime value in place of the configuration's: routing.canary=100
    #[arg(long, value_name = "KEY=VALUE", help_heading = CONNECTION)]
    pub runtime: Vec<String>,
    /// Through how many proxies the request is followed behind the first one, as far as the source has them
    #[arg(long, value_name = "N", default_value_t = 8, conflicts_with = "requests", help_heading = OUTPUT)]
    pub max_hops: usize,
    /// List what was passed over at each step, each with its first mismatch
    #[arg(long, help_heading = OUTPUT)]
    pub explain: bool,
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = OUTPUT)]
    pub output: TraceOutput,
    /// Draw the way as a Mermaid flowchart
    #[arg(long, conflicts_with_all = ["output", "requests"], help_heading = OUTPUT)]
    pub mermaid: bool,
    /// Draw the way as a graph of Graphviz
    #[arg(long, conflicts_with_all = ["output", "requests", "mermaid"], help_heading = OUTPUT)]
    pub dot: bool,
}

/// How a trace is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TraceOutput {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// The same in YAML
    Yaml,
}

impl TraceArgs {
    /// The word for the pod, and the URL.
    pub fn target_and_url(&self) -> (Option<&str>, Option<&str>) {
        let is_told_elsewhere = self.requests.is_some() || self.curl.is_some();
        let (target, url) = match &self.words[..] {
            [target, url, ..] => (Some(target.as_str()), Some(url.as_str())),
            [target] if is_told_elsewhere => (Some(target.as_str()), None),
            [url] => (None, Some(url.as_str())),
            [] => (None, None),
        };
        (target.or(self.target.as_deref()), url)
    }

    /// Where the configuration comes from.
    pub fn source(&self) -> SourceArgs {
        SourceArgs {
            target: self.target_and_url().0.map(str::to_owned),
            file: self.file.clone(),
            admin: self.admin.clone(),
            timeout: self.timeout,
            pods: self.pods.clone(),
            cluster: self.cluster.clone(),
        }
    }
}
