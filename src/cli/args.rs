//! The words of the command line, as data: `--help`, completions and manual pages come from here.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::section::certificate::parse_rfc3339;
use crate::section::listener::ListenerType;
use crate::section::{cluster, endpoint, listener};

/// Look into an Envoy proxy's configuration.
#[derive(Debug, Parser)]
#[command(
    name = "meshctl",
    version,
    before_help = "Examples:\n  \
        meshctl pc route -f dump.json                      # the routes of a dumped configuration\n  \
        meshctl pc endpoint --admin http://localhost:15000 # endpoints and their health, from a running Envoy\n  \
        curl -s localhost:15000/config_dump | meshctl pc cluster -f - -o yaml --fqdn reviews",
    after_help = "Exit codes: 0 done, 2 wrong arguments, 3 source not reached, 4 source not whole or not an Envoy's.",
    arg_required_else_help = true,
    subcommand_required = true,
    max_term_width = 120
)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a section of a proxy's configuration
    #[command(visible_alias = "pc", arg_required_else_help = true, subcommand_value_name = "SECTION", subcommand_help_heading = "Sections")]
    ProxyConfig {
        /// The section
        #[command(subcommand)]
        section: Box<SectionCommand>,
    },
    /// Print a shell's completion script
    #[command(after_help = "For bash: source <(meshctl completion bash)")]
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
    /// The bootstrap: how the proxy was started; `short` prints versions
    #[command(visible_alias = "b")]
    Bootstrap(BootstrapArgs),
    /// Listeners, and where each filter chain sends connections
    #[command(visible_aliases = ["listeners", "l"])]
    Listener(ListenerArgs),
    /// Routes of each virtual host
    #[command(visible_aliases = ["routes", "r"])]
    Route(RouteArgs),
    /// Clusters
    #[command(visible_aliases = ["clusters", "c"])]
    Cluster(ClusterArgs),
    /// Endpoints and their health
    #[command(visible_aliases = ["endpoints", "ep"])]
    Endpoint(EndpointArgs),
    /// Endpoints as EDS gives them, with localities
    Eds(EndpointArgs),
    /// Secrets: certificates and how long they are valid
    #[command(visible_aliases = ["secrets", "s"])]
    Secret(SecretArgs),
    /// Extension configurations that came through ECDS
    #[command(visible_alias = "ec")]
    Ecds(PlainArgs),
    /// All sections
    #[command(visible_alias = "a")]
    All(AllArgs),
    /// Logging levels: print them, or set them
    #[command(visible_alias = "o")]
    Log(LogArgs),
}

/// Where the configuration comes from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Source (one of)")]
pub struct SourceArgs {
    /// A dump, /clusters, an istioctl list or a bootstrap (JSON, YAML, text; gzip, zstd); - is standard input
    #[arg(short, long, value_name = "FILE", conflicts_with = "admin", value_hint = clap::ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// An Envoy's admin port: http://HOST:PORT or unix:///PATH
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    pub admin: Option<String>,
    /// How long to wait for each of the admin port's answers
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
    /// Print tables without their headings
    #[arg(long)]
    pub no_headers: bool,
    /// Names of fields in JSON and YAML
    #[arg(long, value_name = "STYLE", default_value = "json")]
    pub field_names: FieldStyle,
}

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// istioctl's table
    #[value(alias = "table")]
    Short,
    /// JSON, with istioctl's names
    Json,
    /// YAML, with istioctl's names
    Yaml,
    /// KIND/NAME, one a line
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
    /// The format
    #[arg(short, long, value_name = "FORMAT", default_value = "json", help_heading = "Output")]
    pub output: Output,
    /// Names of fields in JSON and YAML
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
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// Which listeners
    #[command(flatten)]
    pub filter: ListenerFilterArgs,
    /// Print filter chains; with =false, types
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set)]
    pub verbose: bool,
    /// Print each filter chain by name, as a waypoint's readers like it
    #[arg(long)]
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
    /// Listeners of this type: HTTP, TCP, HTTP+TCP or UNKNOWN
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_listener_type)]
    pub listener_type: Option<ListenerType>,
}

impl ListenerFilterArgs {
    /// The filter. As in istioctl, port 0 is none.
    pub fn filter(&self) -> listener::Filter {
        listener::Filter { address: self.address.clone(), port: port(self.port), listener_type: self.listener_type }
    }
}

/// What `route` takes.
#[derive(Debug, Args)]
pub struct RouteArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// The route configuration of exactly this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub name: Option<String>,
    /// Print routes; with =false, counts
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set)]
    pub verbose: bool,
}

/// What `cluster` takes.
#[derive(Debug, Args)]
pub struct ClusterArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// Which clusters
    #[command(flatten)]
    pub filter: ClusterFilterArgs,
}

/// Which clusters.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct ClusterFilterArgs {
    /// Clusters whose name contains this
    #[arg(long, value_name = "TEXT")]
    pub fqdn: Option<String>,
    /// Clusters of this direction: inbound or outbound
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
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
    /// Which endpoints
    #[command(flatten)]
    pub filter: EndpointFilterArgs,
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
    /// Endpoints of exactly this cluster
    #[arg(long, value_name = "NAME")]
    pub cluster: Option<String>,
    /// Endpoints of this health: healthy, unhealthy, degraded, draining, timeout or unknown
    #[arg(long, value_name = "STATUS", ignore_case = true, value_parser = ["healthy", "unhealthy", "degraded", "draining", "timeout", "unknown"])]
    pub status: Option<String>,
}

impl EndpointFilterArgs {
    /// The filter. As in istioctl, port 0 is none.
    pub fn filter(&self) -> endpoint::Filter {
        endpoint::Filter {
            address: self.address.clone(),
            port: port(self.port),
            cluster: self.cluster.clone(),
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
    /// The time to judge certificates by, in place of the clock's (RFC 3339)
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub now: Option<i64>,
}

/// What `all` takes: every section's filters.
#[derive(Debug, Args)]
pub struct AllArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// The format; JSON and YAML are the dump's own, with its names
    #[arg(short, long, value_name = "FORMAT", default_value = "short", help_heading = "Output")]
    pub output: Output,
    /// Print tables without their headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
    /// Put a title above each section
    #[arg(long, help_heading = "Output")]
    pub with_headers: bool,
    /// Print routes and filter chains; with =false, counts and types
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set, help_heading = "Output")]
    pub verbose: bool,
    /// The time to judge certificates by, in place of the clock's (RFC 3339)
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub now: Option<i64>,
    /// Listeners and endpoints at this address
    #[arg(long, value_name = "ADDRESS", help_heading = "Filters")]
    pub address: Option<String>,
    /// Listeners, clusters and endpoints of this port
    #[arg(long, value_name = "PORT", allow_negative_numbers = true, help_heading = "Filters")]
    pub port: Option<u16>,
    /// Listeners of this type: HTTP, TCP, HTTP+TCP or UNKNOWN
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_listener_type, help_heading = "Filters")]
    pub listener_type: Option<ListenerType>,
    /// The route configuration of exactly this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub name: Option<String>,
    /// Clusters whose name contains this
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    pub fqdn: Option<String>,
    /// Clusters of this direction: inbound or outbound
    #[arg(long, value_name = "DIRECTION", value_parser = ["inbound", "outbound", "inbound-vip"], help_heading = "Filters")]
    pub direction: Option<String>,
    /// Clusters of this subset
    #[arg(long, value_name = "SUBSET", help_heading = "Filters")]
    pub subset: Option<String>,
    /// Endpoints of exactly this cluster
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub cluster: Option<String>,
    /// Endpoints of this health: healthy, unhealthy, degraded, draining, timeout or unknown
    #[arg(long, value_name = "STATUS", ignore_case = true, value_parser = ["healthy", "unhealthy", "degraded", "draining", "timeout", "unknown"], help_heading = "Filters")]
    pub status: Option<String>,
}

/// What `log` takes.
#[derive(Debug, Args)]
pub struct LogArgs {
    /// An Envoy's admin port: http://HOST:PORT or unix:///PATH
    #[arg(long, value_name = "URL", required = true, value_hint = clap::ValueHint::Url)]
    pub admin: String,
    /// How long to wait for each of the admin port's answers
    #[arg(long, value_name = "DURATION", default_value = "15s", value_parser = parse_duration)]
    pub timeout: Duration,
    /// Levels to set: LEVEL for all loggers, or LOGGER:LEVEL,…
    #[arg(long, value_name = "LEVELS", conflicts_with = "reset")]
    pub level: Option<String>,
    /// Set all levels back to what the proxy was started with
    #[arg(short, long)]
    pub reset: bool,
}

fn port(port: Option<u16>) -> Option<u64> {
    port.filter(|port| *port != 0).map(u64::from)
}

fn parse_listener_type(text: &str) -> Result<ListenerType, String> {
    let found = ListenerType::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(text));
    found.ok_or_else(|| format!("it is one of {}", ListenerType::ALL.map(ListenerType::word).join(", ")))
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
