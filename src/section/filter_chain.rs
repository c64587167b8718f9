//! A listener's filter chains: what they match, and where they send a connection.

use std::borrow::Cow;

use super::route::RouteConfiguration;
use super::route_match::{Action, PASSTHROUGH, read_weighted, short_type};
use crate::envoy::address::CidrRange;
use crate::envoy::json::reader::{Reader, Result};

/// The cluster to which Istio sends what it drops. istioctl does not count a TCP proxy to it as TCP.
const BLACK_HOLE: &str = "BlackHoleCluster";

/// A filter chain's fields.
#[derive(Clone, Debug, Default)]
pub struct FilterChain<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its match as istioctl prints it, and what istioctl leaves out.
    pub matches: ChainMatch,
    /// Its network filters, in order.
    pub filters: Vec<NetworkFilter<'a>>,
    /// The message's bytes.
    pub raw: &'a [u8],
}

/// A network filter, recognised by the `@type` of its configuration.
#[derive(Clone, Debug)]
pub enum NetworkFilter<'a> {
    /// The HTTP connection manager: where its routes come from.
    Http(Routes<'a>),
    /// The TCP proxy: its cluster, or its clusters with their weights.
    Tcp {
        /// The cluster; empty where there are several.
        cluster: Cow<'a, str>,
        /// The weighted clusters.
        weighted: Vec<String>,
    },
    /// Any other filter, by its type's (or own) name.
    Other(String),
}

/// Where an HTTP connection manager's routes come from.
#[derive(Clone, Debug, Default)]
pub enum Routes<'a> {
    /// Its own configuration.
    Inline(RouteConfiguration<'a>),
    /// RDS, by name.
    Rds(Cow<'a, str>),
    /// Scoped routes, by name.
    Scoped(Cow<'a, str>),
    /// It has none.
    #[default]
    None,
}

impl<'a> FilterChain<'a> {
    /// Reads a `FilterChain`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut chain = FilterChain::default();
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "name" => chain.name = value.text()?,
                "filter_chain_match" => chain.matches = ChainMatch::read(value)?,
                "filters" => chain.filters = value.list(NetworkFilter::read)?,
                _ => {}
            }
            Ok(())
        })?;
        chain.raw = start.raw_until(reader);
        Ok(chain)
    }

    /// istioctl's text for where the chain sends a connection: that of its first HTTP connection manager or TCP proxy.
    pub fn destination(&self) -> String {
        for filter in &self.filters {
            match filter {
                NetworkFilter::Http(routes) => return routes.describe(),
                NetworkFilter::Tcp { cluster, .. } if cluster == BLACK_HOLE => {}
                NetworkFilter::Tcp { weighted, .. } if !weighted.is_empty() => {
                    return format!("Cluster: + weighted {}", weighted.join(", "));
                }
                // A TCP proxy that comes by ECDS has its configuration elsewhere.
                NetworkFilter::Tcp { cluster, .. } if cluster.is_empty() => return "Cluster: + not in this listener".to_owned(),
                NetworkFilter::Tcp { cluster, .. } => return describe_cluster(cluster),
                NetworkFilter::Other(_) => {}
            }
        }
        // What is dropped needs no more words than istioctl's.
        let is_dropped = self.filters.iter().any(|filter| matches!(filter, NetworkFilter::Tcp { .. }));
        let others: Vec<&str> =
            self.filters.iter().filter_map(|filter| if let NetworkFilter::Other(name) = filter { Some(&**name) } else { None }).collect();
        let text = "Non-HTTP/Non-TCP";
        if others.is_empty() || is_dropped { text.to_owned() } else { format!("{text} + {}", others.join(", ")) }
    }

    /// The numbers of HTTP connection managers and of TCP proxies (but those to the black hole) in the chain.
    pub fn count(&self) -> (usize, usize) {
        let http = self.filters.iter().filter(|filter| matches!(filter, NetworkFilter::Http(_))).count();
        let tcp =
            self.filters.iter().filter(|filter| matches!(filter, NetworkFilter::Tcp { cluster, .. } if cluster != BLACK_HOLE)).count();
        (http, tcp)
    }
}

impl<'a> NetworkFilter<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut name = Cow::Borrowed("");
        let mut config = None;
        reader.fields(|field, value| {
            match field {
                "name" => name = value.text()?,
                "typed_config" => config = Some(Self::read_config(value)?),
                // A filter that comes by ECDS tells its type in its discovery settings.
                "config_discovery" => value.fields(|field, value| {
                    if field == "type_urls" {
                        let types = value.list(Reader::text)?;
                        config = types.first().map(|type_url| Self::of_type(type_url));
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(config.unwrap_or_else(|| match &*name {
            "envoy.filters.network.http_connection_manager" => NetworkFilter::Http(Routes::None),
            "envoy.filters.network.tcp_proxy" => NetworkFilter::Tcp { cluster: Cow::Borrowed(""), weighted: Vec::new() },
            other => NetworkFilter::Other(other.to_owned()),
        }))
    }

    /// An empty filter of this `@type`. The v2 names are those of Envoys before 1.18.
    fn of_type(type_url: &str) -> Self {
        match short_type(type_url) {
            "HttpConnectionManager" => NetworkFilter::Http(Routes::None),
            "TcpProxy" => NetworkFilter::Tcp { cluster: Cow::Borrowed(""), weighted: Vec::new() },
            other => NetworkFilter::Other(other.to_owned()),
        }
    }

    fn read_config(reader: &mut Reader<'a>) -> Result<Self> {
        let type_url = reader.text_of("@type")?;
        let mut filter = Self::of_type(&type_url);
        match &mut filter {
            NetworkFilter::Http(routes) => reader.fields(|name, value| {
                match name {
                    "route_config" => *routes = Routes::Inline(RouteConfiguration::read(value)?),
                    "rds" => *routes = Routes::Rds(value.text_of("route_config_name")?),
                    "scoped_routes" => *routes = Routes::Scoped(value.text_of("name")?),
                    _ => {}
                }
                Ok(())
            })?,
            NetworkFilter::Tcp { cluster, weighted } => reader.fields(|name, value| {
                match name {
                    "cluster" => *cluster = value.text()?,
                    "weighted_clusters" => *weighted = read_weighted(value)?,
                    _ => {}
                }
                Ok(())
            })?,
            NetworkFilter::Other(_) => {}
        }
        Ok(filter)
    }
}

/// istioctl's text for a cluster: the bare name for Istio's own, such as `PassthroughCluster`.
fn describe_cluster(cluster: &str) -> String {
    let is_istios_own = cluster == BLACK_HOLE || cluster.ends_with(PASSTHROUGH) || cluster.starts_with("InboundPassthroughCluster");
    if is_istios_own { cluster.to_owned() } else { format!("Cluster: {cluster}") }
}

impl Routes<'_> {
    /// istioctl's text for an HTTP connection manager.
    fn describe(&self) -> String {
        match self {
            Routes::Inline(config) => describe_inline(config),
            Routes::Rds(name) if !name.is_empty() => format!("Route: {name}"),
            Routes::Scoped(name) => format!("HTTP + Scoped routes: {name}"),
            Routes::Rds(_) | Routes::None => "HTTP".to_owned(),
        }
    }
}

/// An inline route configuration: the cluster, where all requests go to one; else the paths of each virtual host.
fn describe_inline(config: &RouteConfiguration<'_>) -> String {
    if let [host] = &*config.virtual_hosts
        && let [route] = &*host.routes
        && host.domains == ["*"]
        && route.matches.path == "/*"
        && let Action::Cluster(cluster) = &route.action
    {
        return std::iter::once(&describe_cluster(cluster)).chain(&route.matches.conditions).cloned().collect::<Vec<_>>().join(" + ");
    }
    let hosts: Vec<String> = config
        .virtual_hosts
        .iter()
        .map(|host| {
            let routes: Vec<String> = host
                .routes
                .iter()
                .map(|route| {
                    let action = if matches!(&route.action, Action::Cluster(cluster) if cluster == PASSTHROUGH) {
                        None
                    } else {
                        route.action.cell()
                    };
                    route.matches.cell(action.as_deref())
                })
                .collect();
            let domains = if host.domains.is_empty() || host.domains == ["*"] { String::new() } else { host.domains.join("/") + " " };
            format!("{domains}{}", routes.join(", "))
        })
        .collect();
    format!("Inline Route: {}", hosts.join("; "))
}

/// A `FilterChainMatch`.
#[derive(Clone, Debug, Default)]
pub struct ChainMatch {
    /// istioctl's text; empty for a match that has nothing that istioctl prints.
    pub text: String,
    /// What istioctl leaves out.
    pub more: Vec<String>,
}

/// The lists of ALPN names to which istioctl gives a name of its own.
const PROTOCOL_NAMES: [(&str, &[&str]); 4] = [
    ("HTTP TLS", &["http/1.0", "http/1.1", "h2c", "istio-http/1.0", "istio-http/1.1", "istio-h2"]),
    ("Istio HTTP Plain", &["istio", "istio-http/1.0", "istio-http/1.1", "istio-h2"]),
    ("TCP TLS", &["istio-peer-exchange", "istio"]),
    ("HTTP", &["http/1.0", "http/1.1", "h2c"]),
];

impl ChainMatch {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let (mut names, mut protocols, mut ranges) = (Vec::new(), Vec::new(), String::new());
        let (mut transport, mut port, mut more) = (Cow::Borrowed(""), None, Vec::new());
        reader.fields(|name, value| {
            match name {
                "server_names" => names = value.list(Reader::text)?,
                "transport_protocol" => transport = value.text()?,
                "application_protocols" => protocols = value.list(Reader::text)?,
                "destination_port" => port = Some(value.number()?),
                "prefix_ranges" => ranges = read_ranges(value)?,
                "source_type" => match &*value.text()? {
                    "ANY" | "0" | "" => {}
                    "SAME_IP_OR_LOOPBACK" | "1" => more.push("Source: same IP or loopback".to_owned()),
                    "EXTERNAL" | "2" => more.push("Source: external".to_owned()),
                    other => more.push(format!("Source: {other}")),
                },
                "direct_source_prefix_ranges" => more.push(format!("Direct source: {}", read_ranges(value)?)),
                "source_prefix_ranges" => more.push(format!("Source: {}", read_ranges(value)?)),
                "source_ports" => more.push(format!("Source port: {}", value.list(Reader::text)?.join(","))),
                "address_suffix" => more.push(format!("Addr suffix: {}", value.text()?)),
                "suffix_len" => more.push(format!("Addr suffix length: {}", value.number()?)),
                _ => {}
            }
            Ok(())
        })?;
        let mut parts = Vec::new();
        if !names.is_empty() {
            parts.push(format!("SNI: {}", names.join(",")));
        }
        if !transport.is_empty() {
            parts.push(format!("Trans: {transport}"));
        }
        if !protocols.is_empty() {
            let known = PROTOCOL_NAMES.iter().find(|(_, list)| protocols.iter().map(|protocol| &**protocol).eq(list.iter().copied()));
            parts.push(format!("App: {}", known.map_or_else(|| protocols.join(","), |(name, _)| (*name).to_owned())));
        }
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        if !ranges.is_empty() {
            parts.push(format!("Addr: {ranges}{port}"));
        } else if !port.is_empty() {
            parts.push(format!("Addr: *{port}"));
        }
        Ok(ChainMatch { text: parts.join("; "), more })
    }

    /// The cell: istioctl's text, then what it leaves out.
    pub fn cell(&self) -> String {
        let text = if self.text.is_empty() { "ALL" } else { &self.text };
        if self.more.is_empty() { text.to_owned() } else { format!("{text} + {}", self.more.join("; ")) }
    }
}

/// Ranges of addresses, between commas.
fn read_ranges(reader: &mut Reader<'_>) -> Result<String> {
    let ranges = reader.list(CidrRange::read)?;
    Ok(ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}
