//! The words of the command line, as data: `--help`, completions and manual pages come from here.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::examples;
use crate::section::certificate::parse_rfc3339;
use crate::section::listener::ListenerType;
use crate::section::{cluster, endpoint, listener};

/// The heading of the flags that every command has; they stand last, because they are looked for least.
const GLOBAL: &str = "Global options";

/// Where sources are told of.
const SOURCE: &str = "Source (-f or --admin)";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  2  the arguments can't be used; standard output stays empty
  3  the source can't be reached, or refuses
  4  the source is not an Envoy's, or not whole; what could be read is printed";

/// Print an Envoy proxy's configuration, as istioctl does: all of it, and fast
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
    /// The configuration comes from a file (-f), from standard input (-f -) or from a running Envoy (--admin). Tables have istioctl's
    /// columns; what istioctl leaves out of a cell stands after a plus sign.
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
    /// Print a shell's completion script
    ///
    /// The script completes the program under the name by which it was called, so a copy with another name gets its own.
    #[command(before_long_help = examples::COMPLETION)]
    Completion {
        /// The shell
        shell: clap_complete::Shell,
    },
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
    Ecds(PlainArgs),
    /// All sections, one after the other
    ///
    /// Each filter is applied to the sections that it fits, the others are whole. JSON and YAML are the dump itself, its field names
    /// included, without the resources that the filters leave out.
    #[command(visible_alias = "a", before_long_help = examples::ALL, override_usage = usage("all"))]
    All(AllArgs),
    /// The levels of the proxy's loggers: print, set or reset them
    ///
    /// This is the only command that changes anything in the proxy.
    #[command(visible_alias = "o", before_long_help = examples::LOG, override_usage = "meshctl proxy-config log --admin <URL> [OPTIONS]")]
    Log(LogArgs),
}

/// The usage of a section. What clap would write of two flags of which one is needed changes with the flags that were given.
fn usage(section: &str) -> String {
    format!("meshctl proxy-config {section} (--file <FILE>|--admin <URL>) [OPTIONS]")
}

/// Where the configuration comes from.
#[derive(Debug, Args)]
#[command(next_help_heading = SOURCE)]
pub struct SourceArgs {
    /// A saved configuration; - is standard input
    ///
    /// Its kind is found from its content: /config_dump (whole, or by ?resource= or ?mask=), /clusters (JSON or text), a bootstrap, or what
    /// istioctl printed with -o json or -o yaml; also compressed by gzip or zstd. This saves one:
    ///
    /// curl -s 'http://localhost:15000/config_dump?include_eds' > dump.json
    #[arg(short, long, value_name = "FILE", conflicts_with = "admin", value_hint = clap::ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// A running Envoy's admin port: http://HOST:PORT or unix:///PATH
    ///
    /// For a pod, forward the port first: kubectl port-forward POD 15000
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    pub admin: Option<String>,
    /// How long to wait for each answer of the admin port: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
}

/// How the output looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "short")]
    pub output: Output,
    /// Leave out the tables' headings
    #[arg(long)]
    pub no_headers: bool,
    /// How JSON and YAML name fields
    #[arg(long, value_name = "STYLE", default_value = "json")]
    pub field_names: FieldStyle,
}

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// istioctl's table
    #[value(alias = "table")]
    Short,
    /// The resources, whole, as JSON
    Json,
    /// The resources, whole, as YAML
    Yaml,
    /// KIND/NAME of each resource, one a line
    Name,
}

/// How fields are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FieldStyle {
    /// lowerCamelCase, as istioctl prints
    Json,
    /// snake_case, as Envoy dumps
    Proto,
}

/// What `bootstrap` takes.
#[derive(Debug, Args)]
pub struct BootstrapArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// The format; here `short` is the versions
    #[arg(short, long, value_name = "FORMAT", default_value = "json", help_heading = "Output")]
    pub output: Output,
    /// How JSON and YAML name fields
    #[arg(long, value_name = "STYLE", default_value = "json", help_heading = "Output")]
    pub field_names: FieldStyle,
}

/// What a section without filters takes.
#[derive(Debug, Args)]
pub struct PlainArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What `listener` takes.
#[derive(Debug, Args)]
pub struct ListenerArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Which listeners
    #[command(flatten)]
    pub filter: ListenerFilterArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// One row a filter chain; with =false, one row a listener
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set, help_heading = "Output")]
    pub verbose: bool,
    /// Name each row's listener and filter chain, as it helps with waypoints
    #[arg(long, help_heading = "Output")]
    pub waypoint: bool,
}

/// Which listeners.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct ListenerFilterArgs {
    /// Listeners at this address
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// Listeners at this port
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    pub port: Option<u16>,
    /// Listeners of this type; most of Istio's are HTTP+TCP
    #[arg(long = "type", value_name = "TYPE", ignore_case = true, value_parser = listener_type())]
    pub listener_type: Option<ListenerType>,
}

impl ListenerFilterArgs {
    /// The filter. As in istioctl, port 0 is none.
    pub fn filter(&self) -> listener::Filter {
        listener::Filter { address: given(&self.address), port: port(self.port), listener_type: self.listener_type }
    }
}

/// What `route` takes.
#[derive(Debug, Args)]
pub struct RouteArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// The route configuration of exactly this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub name: Option<String>,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// One row a route; with =false, one row a route configuration
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set, help_heading = "Output")]
    pub verbose: bool,
}

/// What `cluster` takes.
#[derive(Debug, Args)]
pub struct ClusterArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Which clusters
    #[command(flatten)]
    pub filter: ClusterFilterArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Which clusters.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct ClusterFilterArgs {
    /// Clusters whose name contains this text
    #[arg(long, value_name = "TEXT")]
    pub fqdn: Option<String>,
    /// Clusters of this direction
    #[arg(long, value_name = "DIRECTION", value_parser = ["inbound", "outbound", "inbound-vip"])]
    pub direction: Option<String>,
    /// Clusters of this service port
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    pub port: Option<u16>,
    /// Clusters of this subset
    #[arg(long, value_name = "SUBSET")]
    pub subset: Option<String>,
}

impl ClusterFilterArgs {
    /// The filter. As in istioctl, an empty text or port 0 is none.
    pub fn filter(&self) -> cluster::Filter {
        cluster::Filter { fqdn: self.fqdn.clone(), direction: self.direction.clone(), subset: self.subset.clone(), port: port(self.port) }
    }
}

/// What `endpoint` and `eds` take.
#[derive(Debug, Args)]
pub struct EndpointArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Which endpoints
    #[command(flatten)]
    pub filter: EndpointFilterArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Which endpoints.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct EndpointFilterArgs {
    /// Endpoints at this address: IP, IP:PORT or unix://PATH
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// Endpoints at this port
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    pub port: Option<u16>,
    /// Endpoints of the cluster of exactly this name
    #[arg(long, value_name = "NAME")]
    pub cluster: Option<String>,
    /// Endpoints of this health; ejected ones are found as unhealthy
    #[arg(long, value_name = "STATUS", ignore_case = true, value_parser = ["healthy", "unhealthy", "degraded", "draining", "timeout", "unknown"])]
    pub status: Option<String>,
}

impl EndpointFilterArgs {
    /// The filter. As in istioctl, port 0 is none.
    pub fn filter(&self) -> endpoint::Filter {
        endpoint::Filter {
            address: given(&self.address),
            port: port(self.port),
            cluster: given(&self.cluster),
            status: self.status.clone(),
        }
    }
}

/// What `secret` takes.
#[derive(Debug, Args)]
pub struct SecretArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time, help_heading = "Output")]
    pub now: Option<i64>,
}

/// What `all` takes: every section's filters.
#[derive(Debug, Args)]
pub struct AllArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Listeners and endpoints at this address
    #[arg(long, value_name = "ADDRESS", help_heading = "Filters")]
    pub address: Option<String>,
    /// Listeners, clusters and endpoints of this port
    #[arg(long, value_name = "PORT", allow_negative_numbers = true, help_heading = "Filters")]
    pub port: Option<u16>,
    /// Listeners of this type; most of Istio's are HTTP+TCP
    #[arg(long = "type", value_name = "TYPE", ignore_case = true, value_parser = listener_type(), help_heading = "Filters")]
    pub listener_type: Option<ListenerType>,
    /// The route configuration of exactly this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub name: Option<String>,
    /// Clusters whose name contains this text
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    pub fqdn: Option<String>,
    /// Clusters of this direction
    #[arg(long, value_name = "DIRECTION", value_parser = ["inbound", "outbound", "inbound-vip"], help_heading = "Filters")]
    pub direction: Option<String>,
    /// Clusters of this subset
    #[arg(long, value_name = "SUBSET", help_heading = "Filters")]
    pub subset: Option<String>,
    /// Endpoints of the cluster of exactly this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub cluster: Option<String>,
    /// Endpoints of this health; ejected ones are found as unhealthy
    #[arg(long, value_name = "STATUS", ignore_case = true, value_parser = ["healthy", "unhealthy", "degraded", "draining", "timeout", "unknown"], help_heading = "Filters")]
    pub status: Option<String>,
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "short", help_heading = "Output")]
    pub output: Output,
    /// Leave out the tables' headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
    /// Put a title above each section
    #[arg(long, help_heading = "Output")]
    pub with_headers: bool,
    /// One row a route and a filter chain; with =false, a route configuration and a listener
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set, help_heading = "Output")]
    pub verbose: bool,
    /// Judge certificates by this time, not by the clock: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time, help_heading = "Output")]
    pub now: Option<i64>,
}

/// What `log` takes.
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The running Envoy's admin port: http://HOST:PORT or unix:///PATH
    ///
    /// For a pod, forward the port first: kubectl port-forward POD 15000
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    pub admin: Option<String>,
    /// How long to wait for each answer of the admin port: 500ms, 15s, 2m
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
    /// Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas
    ///
    /// The levels are trace, debug, info, warning, error, critical and off. Nothing is set if the proxy lacks one of the loggers.
    #[arg(long, value_name = "LEVELS", conflicts_with = "reset")]
    pub level: Option<String>,
    /// Set all levels back to what the proxy was started with
    #[arg(short, long)]
    pub reset: bool,
}

/// A filter's text. As in istioctl, an empty one is none: it comes from a script's variable that is not set.
pub fn given(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

fn port(port: Option<u16>) -> Option<u64> {
    port.filter(|port| *port != 0).map(u64::from)
}

/// Reads a listener's type. The words stand in help and completions, as those of an enum do.
fn listener_type() -> impl TypedValueParser<Value = ListenerType> {
    PossibleValuesParser::new(ListenerType::ALL.map(ListenerType::word)).map(|word| {
        let found = ListenerType::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(&word));
        found.expect("the word is one of these")
    })
}

fn parse_time(text: &str) -> Result<i64, String> {
    parse_rfc3339(text).ok_or_else(|| "a time looks like 2026-11-23T09:00:00Z".to_owned())
}

/// A duration as Go and kubectl write it, one unit only: `15s`, `500ms`, `2m`; bare digits are seconds.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "ms" => 0.001,
        "s" | "" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => return Err("a duration looks like 500ms, 15s or 2m".to_owned()),
    };
    let number: f64 = digits.parse().map_err(|_| "a duration looks like 500ms, 15s or 2m".to_owned())?;
    let duration = Duration::try_from_secs_f64(number * unit).map_err(|error| error.to_string())?;
    if duration.is_zero() { Err("a duration must be longer than nothing".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_description_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn durations_have_one_unit() {
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_mins(2)));
        assert_eq!(parse_duration("7"), Ok(Duration::from_secs(7)));
        for bad in ["", "s", "0s", "-1s", "1d", "1m30s", "nan", "1e400s"] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }
}
