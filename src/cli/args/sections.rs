//! What each section of `proxy-config` takes: filters, and how its output looks.

use clap::builder::ArgPredicate;
use clap::{ArgAction, Args, ValueEnum};

use super::format::Format;
use super::source::SourceArgs;
use super::values::{WantedOrigin, given, listener_type, parse_order, parse_origin, parse_time, port, state};
use crate::envoy::dump::State;
use crate::section::listener::ListenerType;
use crate::section::{Order, cluster, endpoint, listener};

/// How the output looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// The format
    #[arg(
        id = "output",
        short = 'o',
        long = "output",
        value_name = "FORMAT",
        default_value = "short",
        default_value_if("jq", ArgPredicate::IsPresent, "json")
    )]
    pub format: Format,
    /// Leave out the tables' headings
    #[arg(long)]
    pub no_headers: bool,
    /// Which rows
    #[command(flatten)]
    pub condition: WhereArgs,
    /// Only these columns of the table, in this order: port,service-fqdn
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', conflicts_with = "jq")]
    pub columns: Vec<String>,
    /// Order the table's rows by a column; -COLUMN has the greatest first
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true, value_parser = parse_order, conflicts_with = "jq")]
    pub sort_by: Option<Order>,
    /// What of the JSON is printed
    #[command(flatten)]
    pub jq: JqArgs,
    /// How JSON and YAML name fields
    #[arg(long, value_name = "STYLE", default_value = "json")]
    pub field_names: FieldStyle,
    /// Judge certificates and count ages by this time, not by the clock: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub now: Option<i64>,
}

impl OutputArgs {
    /// What is printed.
    pub fn output(&self) -> Output {
        self.format.output
    }

    /// Whether the table has all columns.
    pub fn is_wide(&self) -> bool {
        matches!(self.output(), Output::Wide | Output::Csv)
    }
}

/// Which rows are printed, and which resources: those that have such a row.
#[derive(Debug, Args)]
pub struct WhereArgs {
    /// What this CEL expression over columns and resource holds of: 'state == "ACTIVE" && resource.name.contains("a")'
    #[arg(id = "where", long = "where", value_name = "EXPR", help_heading = "Filters")]
    pub condition: Option<String>,
}

/// What of the JSON is printed.
#[derive(Debug, Args)]
pub struct JqArgs {
    /// Print what this filter of jq's gives of the JSON; strings without quotes
    #[arg(id = "jq", long = "jq", value_name = "FILTER", help_heading = "Output")]
    pub filter: Option<String>,
}

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// istioctl's table
    #[value(alias = "table")]
    Short,
    /// The same with more columns: state, version, age, origin, and what the section's other fields say
    Wide,
    /// The resources, whole, as JSON
    Json,
    /// The same, each resource in a line of its own; of several proxies with @pod in front, in all with @section
    Jsonl,
    /// The resources, whole, as YAML
    Yaml,
    /// KIND/NAME of each resource, one a line
    Name,
    /// The columns of wide as comma-separated values
    Csv,
}

impl Output {
    /// Whether it is the resources, whole.
    pub fn is_documents(self) -> bool {
        matches!(self, Output::Json | Output::Jsonl | Output::Yaml)
    }
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
    /// Whether it is printed
    #[command(flatten)]
    pub condition: WhereArgs,
    /// The format; here `short` is the versions, `wide` also node, xDS servers, admin interface and tracing
    #[arg(id = "output", short = 'o', long = "output", value_name = "FORMAT", default_value = "json", help_heading = "Output")]
    pub format: Format,
    /// Count ages to this time, not to the clock's: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time, help_heading = "Output")]
    pub now: Option<i64>,
    /// What of the JSON is printed
    #[command(flatten)]
    pub jq: JqArgs,
    /// How JSON and YAML name fields
    #[arg(long, value_name = "STYLE", default_value = "json", help_heading = "Output")]
    pub field_names: FieldStyle,
}

/// What `ecds` takes.
#[derive(Debug, Args)]
pub struct EcdsArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Filters that come from KIND/NAMESPACE/NAME, such as wasmplugin/istio-system/stats; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin, help_heading = "Filters")]
    pub origin: Option<WantedOrigin>,
    /// Filters in these states
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state(), help_heading = "Filters")]
    pub state: Vec<State>,
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
    /// Filter chains that come from KIND/NAMESPACE/NAME, such as virtualservice/default/db; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    pub origin: Option<WantedOrigin>,
    /// Listeners in these states, each by itself where a listener has several
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state())]
    pub state: Vec<State>,
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
    /// Routes that come from KIND/NAMESPACE/NAME, such as virtualservice/default/bookinfo; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin, help_heading = "Filters")]
    pub origin: Option<WantedOrigin>,
    /// Route configurations in these states
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state(), help_heading = "Filters")]
    pub state: Vec<State>,
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
    /// Clusters that come from KIND/NAMESPACE/NAME, such as service/default/reviews; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    pub origin: Option<WantedOrigin>,
    /// Clusters in these states: static, active, or warming while they wait for something
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state())]
    pub state: Vec<State>,
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
    /// Endpoints whose cluster comes from KIND/NAMESPACE/NAME, such as service/default/reviews; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    pub origin: Option<WantedOrigin>,
    /// Endpoints whose cluster is static, or active, which is from the control plane
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state())]
    pub state: Vec<State>,
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
    /// Secrets that come from KIND/NAMESPACE/NAME, such as secret/default/cert; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin, help_heading = "Filters")]
    pub origin: Option<WantedOrigin>,
    /// Secrets in these states: warming and uninitialized ones have not come
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state(), help_heading = "Filters")]
    pub state: Vec<State>,
    /// How the output looks
    #[command(flatten)]
    pub output: OutputArgs,
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
    /// What comes from KIND/NAMESPACE/NAME, such as virtualservice/default/bookinfo; a part may be *
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin, help_heading = "Filters")]
    pub origin: Option<WantedOrigin>,
    /// What is in these states
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', ignore_case = true, value_parser = state(), help_heading = "Filters")]
    pub state: Vec<State>,
    /// The format
    #[arg(
        id = "output",
        short = 'o',
        long = "output",
        value_name = "FORMAT",
        default_value = "short",
        default_value_if("jq", ArgPredicate::IsPresent, "json"),
        help_heading = "Output"
    )]
    pub format: Format,
    /// Leave out the tables' headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
    /// What of the JSON is printed
    #[command(flatten)]
    pub jq: JqArgs,
    /// Put a title above each section
    #[arg(long, help_heading = "Output")]
    pub with_headers: bool,
    /// One row a route and a filter chain; with =false, a route configuration and a listener
    #[arg(long, num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set, help_heading = "Output")]
    pub verbose: bool,
    /// Judge certificates and count ages by this time, not by the clock: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time, help_heading = "Output")]
    pub now: Option<i64>,
}
