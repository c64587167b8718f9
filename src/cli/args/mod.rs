//! The words of the command line, as data: `--help`, completions and manual pages come from here.

mod explain;
mod grep;
mod log;
mod man;
mod proxies;
mod redact;
mod rootca;
mod sections;
mod snapshot;
mod source;
mod status;
mod trace;
mod values;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use super::{examples, name};
pub use explain::ExplainArgs;
pub use grep::{GrepArgs, GrepOutput, GrepSection};
pub use log::LogArgs;
pub use man::ManArgs;
pub use proxies::{ProxiesArgs, ProxiesOutput};
pub use redact::RedactArgs;
pub use rootca::RootcaArgs;
pub use sections::{
    AllArgs, BootstrapArgs, ClusterArgs, EcdsArgs, EndpointArgs, FieldStyle, ListenerArgs, Output, OutputArgs, RouteArgs, SecretArgs,
};
pub use snapshot::SnapshotArgs;
pub use source::{KubeconfigArgs, PodArgs, SourceArgs};
pub use status::{StatusArgs, StatusOutput};
pub use trace::{TraceArgs, TraceOutput};
pub use values::{WantedOrigin, given};

/// The heading of the flags that every command has; they stand last, because they are looked for least.
const GLOBAL: &str = "Global options";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, and the answer is no
  2  the arguments can't be used; standard output stays empty
  3  the source can't be reached, or refuses; of several, some failed
  4  the source is not an Envoy's, or not whole; what could be read is printed";

const GREP_EXIT_CODES: &str = "\
Exit codes:
  0  found
  1  not found
  2  the arguments can't be used; standard output stays empty
  3  the source can't be reached, or refuses; of several, some failed
  4  the source is not an Envoy's, or not whole; what could be read was searched";

const TRACE_EXIT_CODES: &str = "\
Exit codes:
  0  the request is answered, or reaches an endpoint
  1  it does not, or that can't be told
  2  the arguments can't be used, or several listeners fit; standard output stays empty
  3  the source can't be reached, or refuses
  4  the source is not an Envoy's, or not whole; what could be told is printed";

/// Print the configuration of Envoy proxies, as istioctl does: all of it, of any, and fast
#[derive(Debug, Parser)]
#[command(
    name = "meshctl",
    bin_name = "meshctl",
    version,
    before_help = examples::MESHCTL,
    after_long_help = EXIT_CODES,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_flag = true,
    disable_version_flag = true,
    max_term_width = 120
)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Colours: auto, always or never
    ///
    /// auto colours on a terminal, unless NO_COLOR is set, and anywhere with CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true, help_heading = GLOBAL)]
    pub color: ColorChoice,
    /// Print help: -h in short, --help with examples
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = GLOBAL)]
    pub help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = GLOBAL)]
    pub version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a section of a proxy's configuration
    ///
    /// The configuration comes from a pod, a file (-f), standard input (-f -) or a running Envoy's port (--admin). Tables have istioctl's
    /// columns; what istioctl leaves out of a cell stands after a plus sign. -o wide adds columns behind these.
    #[command(
        visible_alias = "pc",
        before_long_help = examples::PROXY_CONFIG,
        after_long_help = EXIT_CODES,
        arg_required_else_help = true,
        subcommand_value_name = "SECTION",
        subcommand_help_heading = "Sections"
    )]
    ProxyConfig {
        /// The section
        #[command(subcommand)]
        section: Box<SectionCommand>,
    },
    /// Find a text: each place where a name, a host or a value stands
    ///
    /// One row a place: the section, the resource, the path of fields that leads there, and the text. Field names are no values; the keys of
    /// maps and of free-form structures are, and so are numbers, and what stands beside a resource in the dump, with @ in front of its
    /// path: its version, and why it was refused. Secrets are neither found nor shown.
    #[command(before_long_help = examples::GREP, after_long_help = GREP_EXIT_CODES, override_usage = usage_of_grep())]
    Grep(GrepArgs),
    /// Say where a request would go, and why: listener, route, cluster, endpoint
    ///
    /// Answered from the configuration alone, as Envoy itself would: nothing is sent. Each step says what was taken, and with --explain what
    /// was passed over. Where a configuration can't tell (a share of requests, a script, an authorization service), the answer says so.
    #[command(before_long_help = examples::TRACE, after_long_help = TRACE_EXIT_CODES, override_usage = usage_of_trace())]
    Trace(Box<TraceArgs>),
    /// Save all that proxies say of themselves, for later
    ///
    /// Of each proxy: its configuration with endpoints, clusters with their health, listeners, certificates, version, statistics, what it
    /// waits for, and whether it is ready; and a manifest that says when, of which cluster, and what failed. Every command reads it back
    /// with -f SNAPSHOT POD. No private key gets into it.
    #[command(before_long_help = examples::SNAPSHOT)]
    Snapshot(SnapshotArgs),
    /// List every Envoy of a namespace, or of a cluster, and how it is
    ///
    /// One row a pod with an Envoy of any product. STATE is Envoy's own word. XDS tells whether its control plane is connected, and how many
    /// updates were rejected since its start: NONE is for a proxy without one, FILES for one that is configured by files.
    #[command(before_long_help = examples::PROXIES)]
    Proxies(ProxiesArgs),
    /// Make a copy that may be shared: without secrets, with other names
    ///
    /// Private keys, certificates, tokens, passwords, values of credential headers and of metadata, and code are removed. Host names, IP
    /// addresses, namespaces, names of services, workloads and pods become words that are the same in every place, so that tables, filters
    /// and joins still work. Ports, numbers, types, names of headers and paths of requests stay. What was written is looked through for
    /// what should not be in it; where that finds something, nothing is left, and the exit code is 1. Read the copy before you share it:
    /// names that stand in no place that tells them, such as a route's own name, stay.
    #[command(before_long_help = examples::REDACT, override_usage = usage_of_redact())]
    Redact(Box<RedactArgs>),
    /// Say what a word means: a column, a state, a health, an exit code, a flag
    ///
    /// What it is, which field or page of Envoy's it comes from, and what to do about it.
    #[command(before_long_help = examples::EXPLAIN)]
    Explain(ExplainArgs),
    /// Print a shell's completion script
    ///
    /// The script completes the program under the name by which it was called, so a copy with another name gets its own.
    #[command(before_long_help = examples::COMPLETION)]
    Completion {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command, for man
    ///
    /// It is in the form that man reads. --dir writes all pages, for a folder of MANPATH.
    #[command(before_long_help = examples::MAN)]
    Man(ManArgs),
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set; anywhere with CLICOLOR_FORCE
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A section, and what can be said of it.
#[derive(Debug, Subcommand)]
pub enum SectionCommand {
    /// What the proxy was started with; -o short prints versions
    ///
    /// Without -o it is printed as JSON, as istioctl does.
    #[command(visible_alias = "b", before_long_help = examples::BOOTSTRAP, override_usage = usage("bootstrap"))]
    Bootstrap(BootstrapArgs),
    /// Where connections go: listeners and their filter chains
    ///
    /// One row a filter chain. MATCH says which connections it takes, DESTINATION where they go: `Route:` names a route configuration,
    /// `Cluster:` a cluster. A last column STATE is there when a listener is neither static nor active: WARMING waits for something,
    /// DRAINING takes no new connections, REJECTED was refused by Envoy, with its reason.
    #[command(visible_aliases = ["listeners", "l"], before_long_help = examples::LISTENER, override_usage = usage("listener"))]
    Listener(ListenerArgs),
    /// Which request goes where: the routes of each virtual host
    ///
    /// One row a route; Envoy takes the first of a virtual host that matches. MATCH is the path, then after a plus sign conditions on
    /// headers, query and method, and what the route does: redirects, direct responses, weights. VIRTUAL SERVICE is the Istio object
    /// that the route was made from.
    #[command(visible_aliases = ["routes", "r"], before_long_help = examples::ROUTE, override_usage = usage("route"))]
    Route(RouteArgs),
    /// Which services the proxy knows: clusters
    ///
    /// One row a cluster. A last column STATE is there when one is WARMING: it waits for endpoints or certificates, and takes no
    /// traffic yet.
    #[command(visible_aliases = ["clusters", "c"], before_long_help = examples::CLUSTER, override_usage = usage("cluster"))]
    Cluster(ClusterArgs),
    /// Which endpoints are healthy, and why others are not
    ///
    /// Health is told by /clusters?format=json: save that for -f, or use --admin. A config dump, taken with ?include_eds, tells no more
    /// than what EDS said. STATUS is Envoy's own view, with the reasons after a plus sign; OUTLIER CHECK is FAILED while outlier
    /// detection has ejected the endpoint.
    #[command(visible_aliases = ["endpoints", "ep"], before_long_help = examples::ENDPOINT, override_usage = usage("endpoint"))]
    Endpoint(EndpointArgs),
    /// Endpoints with their localities, as EDS gave them
    ///
    /// From a config dump that was taken with ?include_eds, or with --admin.
    #[command(before_long_help = examples::EDS, override_usage = usage("eds"))]
    Eds(EndpointArgs),
    /// Certificates, and how long they are valid
    ///
    /// VALID CERT goes by this machine's clock, or by --now; what is wrong stands after a plus sign. WARMING secrets have not come yet.
    /// No private key is ever printed, in no format.
    #[command(visible_aliases = ["secrets", "s"], before_long_help = examples::SECRET, override_usage = usage("secret"))]
    Secret(SecretArgs),
    /// Filters that came by extension config discovery (ECDS)
    #[command(visible_alias = "ec", before_long_help = examples::ECDS, override_usage = usage("ecds"))]
    Ecds(EcdsArgs),
    /// How each type of resource stands: versions, updates, references that lead nowhere
    ///
    /// One row a type. ACTIVE counts static resources too, WARMING what has not come or waits for something, REJECTED what Envoy refused and
    /// names (of listeners only). UPDATES is how many succeeded of those that were asked for (a control plane is always asked for one more),
    /// then after a plus sign how many were rejected or failed, since the proxy's start. DANGLING counts references of this type that lead nowhere; the lines below name each.
    #[command(visible_alias = "st", before_long_help = examples::STATUS, override_usage = usage("status"))]
    Status(StatusArgs),
    /// All sections, one after the other
    ///
    /// Each filter is applied to the sections that it fits, the others are whole. JSON and YAML are the dump itself, its field names
    /// included, without the resources that the filters leave out.
    #[command(visible_alias = "a", before_long_help = examples::ALL, override_usage = usage("all"))]
    All(AllArgs),
    /// The levels of the proxy's loggers: print, set or reset them
    ///
    /// This is the only command that changes anything in the proxy.
    #[command(visible_alias = "o", before_long_help = examples::LOG, override_usage = usage_of_log())]
    Log(LogArgs),
    /// Whether two proxies trust the same root certificate
    ///
    /// Without a common one neither accepts the other's certificate, and mTLS between them fails. Compared are the certificates of Istio's
    /// secret ROOTCA; of other proxies those of all validation contexts. Exit code 1 says that none is in both.
    #[command(visible_alias = "rc", before_long_help = examples::ROOTCA_COMPARE)]
    RootcaCompare(RootcaArgs),
}

/// The usage of a section. What clap would write of two flags of which one is needed changes with the flags that were given.
fn usage(section: &str) -> String {
    format!("{} proxy-config {section} (<POD>|--file <FILE>|--admin <URL>) [OPTIONS]", name::shown())
}

/// The usage of `log`, which asks running proxies only.
fn usage_of_log() -> String {
    format!("{} proxy-config log (<POD>|--admin <URL>) [OPTIONS]", name::shown())
}

/// The usage of `redact`.
fn usage_of_redact() -> String {
    format!("{} redact (<POD>|--file <FILE>|--admin <URL>) --output <FILE> [OPTIONS]", name::shown())
}

/// The usage of `trace`.
fn usage_of_trace() -> String {
    format!("{} trace (<POD>|--file <FILE>|--admin <URL>) <URL> [OPTIONS]", name::shown())
}

/// The usage of `grep`.
fn usage_of_grep() -> String {
    format!("{} grep <TEXT> (<POD>|--file <FILE>|--admin <URL>) [OPTIONS]", name::shown())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_description_is_consistent() {
        Cli::command().debug_assert();
    }
}
