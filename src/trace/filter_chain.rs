//! Filter chains, and which of them takes a connection: `envoy.config.listener.v3.FilterChainMatch`.
//!
//! Envoy (`source/common/listener_manager/filter_chain_manager_impl.cc`) keeps chains in nested maps, one level a condition. A connection
//! takes one branch at each level, and there is no way back: where a later level of that branch has nothing, no chain is found. Here the
//! chains of a branch are what is left of all of them after each [`Step`].

use core::net::{IpAddr, SocketAddr};
use std::borrow::Cow;
use std::fmt;

use super::cidr::Range;
use super::network_filter::NetworkFilter;
use crate::envoy::json::reader::{Reader, Result};
use crate::section::tls::TransportSocket;

/// A filter chain.
#[derive(Clone, Debug, Default)]
pub struct FilterChain<'a> {
    /// Its name; may be empty.
    pub name: Cow<'a, str>,
    /// Its conditions.
    pub matches: FilterChainMatch,
    /// Its filters, in order.
    pub filters: Vec<NetworkFilter<'a>>,
    /// How its connections are protected.
    pub transport_socket: TransportSocket<'a>,
    /// The message's bytes.
    pub raw: &'a [u8],
}

/// A filter chain's conditions.
#[derive(Clone, Debug, Default)]
pub struct FilterChainMatch {
    destination_port: Option<u16>,
    prefix_ranges: Vec<Range>,
    /// In lower case.
    server_names: Vec<String>,
    transport_protocol: String,
    application_protocols: Vec<String>,
    direct_source_prefix_ranges: Vec<Range>,
    source_type: SourceType,
    source_prefix_ranges: Vec<Range>,
    source_ports: Vec<u16>,
}

/// `FilterChainMatch.ConnectionSourceType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SourceType {
    #[default]
    Any,
    Local,
    External,
}

/// What filter chains are matched with: a connection as the listener's filters left it.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// The destination.
    pub destination: Option<SocketAddr>,
    /// The source.
    pub source: Option<SocketAddr>,
    /// The peer's own address.
    pub direct_source: Option<IpAddr>,
    /// The server name in lower case; empty for none.
    pub server_name: String,
    /// `tls` or `raw_buffer`.
    pub transport_protocol: &'static str,
    /// The application's protocols, in the client's order.
    pub application_protocols: Vec<String>,
}

/// A level of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The destination's port.
    DestinationPort,
    /// The destination's address.
    Destination,
    /// The server name.
    ServerName,
    /// The transport protocol.
    TransportProtocol,
    /// The application protocols.
    ApplicationProtocols,
    /// The peer's address.
    DirectSource,
    /// Whether the source is this machine.
    SourceType,
    /// The source's address.
    Source,
    /// The source's port.
    SourcePort,
}

impl Step {
    /// All levels, in Envoy's order.
    pub const ALL: [Step; 9] = [
        Step::DestinationPort,
        Step::Destination,
        Step::ServerName,
        Step::TransportProtocol,
        Step::ApplicationProtocols,
        Step::DirectSource,
        Step::SourceType,
        Step::Source,
        Step::SourcePort,
    ];

    /// Its name in `FilterChainMatch`.
    pub fn field(self) -> &'static str {
        match self {
            Step::DestinationPort => "destination_port",
            Step::Destination => "prefix_ranges",
            Step::ServerName => "server_names",
            Step::TransportProtocol => "transport_protocol",
            Step::ApplicationProtocols => "application_protocols",
            Step::DirectSource => "direct_source_prefix_ranges",
            Step::SourceType => "source_type",
            Step::Source => "source_prefix_ranges",
            Step::SourcePort => "source_ports",
        }
    }
}

/// The branch that a connection takes at one level: what chains on it have there.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Branch {
    Port(u16),
    Range(Range),
    Text(String),
    SourceType(SourceType),
    /// No condition.
    Any,
    /// `0.0.0.0/0` or `::/0` beside chains without a range: which of them it is changes from start to start of an Envoy.
    Ambiguous,
    /// There is no branch for the connection.
    None,
}

/// The chain that a connection takes.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// The one of this number.
    Chain(usize),
    /// None; the level at which nothing was left.
    Nothing(Step),
    /// Several, which Envoy does not tell apart reliably.
    Ambiguous(Step),
}

impl<'a> FilterChain<'a> {
    /// Reads a `FilterChain`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = FilterChain::default();
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "filter_chain_match" => found.matches = FilterChainMatch::read(value)?,
                "filters" => found.filters = value.list(NetworkFilter::read)?,
                "transport_socket" => found.transport_socket = TransportSocket::read(value)?,
                _ => {}
            }
            Ok(())
        })?;
        found.raw = start.raw_until(reader);
        Ok(found)
    }
}

impl FilterChainMatch {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut found = FilterChainMatch::default();
        let port = |value: &mut Reader<'_>| Ok(u16::try_from(value.number()?).unwrap_or_default());
        let ranges = |value: &mut Reader<'_>| Ok(value.list(Range::read)?.into_iter().flatten().collect());
        reader.fields(|name, value| {
            match name {
                "destination_port" => found.destination_port = Some(port(value)?).filter(|port| *port != 0),
                "prefix_ranges" => found.prefix_ranges = ranges(value)?,
                "server_names" => found.server_names = value.list(|name| Ok(name.text()?.to_ascii_lowercase()))?,
                "transport_protocol" => found.transport_protocol = value.text()?.into_owned(),
                "application_protocols" => found.application_protocols = value.list(|name| Ok(name.text()?.into_owned()))?,
                "direct_source_prefix_ranges" => found.direct_source_prefix_ranges = ranges(value)?,
                "source_type" => {
                    found.source_type = match &*value.text()? {
                        "SAME_IP_OR_LOOPBACK" | "LOCAL" | "1" => SourceType::Local,
                        "EXTERNAL" | "2" => SourceType::External,
                        _ => SourceType::Any,
                    }
                }
                "source_prefix_ranges" => found.source_prefix_ranges = ranges(value)?,
                "source_ports" => found.source_ports = value.list(port)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether it stands on a branch.
    fn is_on(&self, step: Step, branch: &Branch) -> bool {
        match (step, branch) {
            (_, Branch::None | Branch::Ambiguous) => false,
            (_, Branch::Any) => self.asks_nothing(step),
            (Step::DestinationPort, Branch::Port(port)) => self.destination_port == Some(*port),
            (Step::SourcePort, Branch::Port(port)) => self.source_ports.contains(port),
            (Step::ServerName, Branch::Text(name)) => self.server_names.contains(name),
            (Step::TransportProtocol, Branch::Text(protocol)) => self.transport_protocol == *protocol,
            (Step::ApplicationProtocols, Branch::Text(protocol)) => self.application_protocols.contains(protocol),
            (Step::SourceType, Branch::SourceType(kind)) => self.source_type == *kind,
            (_, Branch::Range(range)) => self.ranges(step).contains(range),
            _ => false,
        }
    }

    fn asks_nothing(&self, step: Step) -> bool {
        match step {
            Step::DestinationPort => self.destination_port.is_none(),
            Step::ServerName => self.server_names.is_empty(),
            Step::TransportProtocol => self.transport_protocol.is_empty(),
            Step::ApplicationProtocols => self.application_protocols.is_empty(),
            Step::SourceType => self.source_type == SourceType::Any,
            Step::SourcePort => self.source_ports.is_empty(),
            Step::Destination | Step::DirectSource | Step::Source => self.ranges(step).is_empty(),
        }
    }

    fn ranges(&self, step: Step) -> &[Range] {
        match step {
            Step::Destination => &self.prefix_ranges,
            Step::DirectSource => &self.direct_source_prefix_ranges,
            Step::Source => &self.source_prefix_ranges,
            _ => &[],
        }
    }
}

/// The chain that a connection takes, and how many were left after each level.
pub fn find(chains: &[FilterChain<'_>], connection: &Inspected) -> Chosen {
    let mut left: Vec<usize> = (0..chains.len()).collect();
    for step in Step::ALL {
        match branch(step, connection, &left, chains) {
            Branch::None => return Chosen::Nothing(step),
            Branch::Ambiguous => return Chosen::Ambiguous(step),
            branch => left.retain(|at| chains[*at].matches.is_on(step, &branch)),
        }
    }
    left.first().map_or(Chosen::Nothing(Step::DestinationPort), |at| Chosen::Chain(*at))
}

/// The level at which each chain was passed over; `None` of the one that was taken.
pub fn passed_over(chains: &[FilterChain<'_>], connection: &Inspected) -> Vec<Option<Step>> {
    let mut out = vec![None; chains.len()];
    let mut left: Vec<usize> = (0..chains.len()).collect();
    for step in Step::ALL {
        let branch = branch(step, connection, &left, chains);
        left.retain(|at| {
            let is_on = chains[*at].matches.is_on(step, &branch);
            if !is_on {
                out[*at] = Some(step);
            }
            is_on
        });
    }
    out
}

/// The branch that a connection takes at a level, where these chains are left.
fn branch(step: Step, connection: &Inspected, left: &[usize], chains: &[FilterChain<'_>]) -> Branch {
    let has = |branch: &Branch| left.iter().any(|at| chains[*at].matches.is_on(step, branch));
    let first = |mut candidates: &mut dyn Iterator<Item = Branch>| Iterator::find(&mut candidates, |branch| has(branch));
    let found = match step {
        Step::DestinationPort => first(&mut connection.destination.map(|address| Branch::Port(address.port())).into_iter()),
        Step::SourcePort => first(&mut connection.source.map(|address| Branch::Port(address.port())).into_iter()),
        Step::ServerName => first(&mut server_names(&connection.server_name).map(Branch::Text)),
        Step::TransportProtocol => first(&mut std::iter::once(Branch::Text(connection.transport_protocol.to_owned()))),
        Step::ApplicationProtocols => first(&mut connection.application_protocols.iter().cloned().map(Branch::Text)),
        Step::SourceType => {
            let kind = if connection.is_local() { SourceType::Local } else { SourceType::External };
            first(&mut std::iter::once(Branch::SourceType(kind)))
        }
        Step::Destination => return range(step, connection.destination.map(|address| address.ip()), left, chains),
        Step::DirectSource => return range(step, connection.direct_source, left, chains),
        Step::Source => return range(step, connection.source.map(|address| address.ip()), left, chains),
    };
    found.or_else(|| first(&mut std::iter::once(Branch::Any))).unwrap_or(Branch::None)
}

/// The narrowest range that an address is in.
fn range(step: Step, address: Option<IpAddr>, left: &[usize], chains: &[FilterChain<'_>]) -> Branch {
    let ranges = left.iter().flat_map(|at| chains[*at].matches.ranges(step));
    let narrowest = ranges.filter(|range| address.is_some_and(|address| range.contains(address))).max_by_key(|range| range.length);
    let is_any = left.iter().any(|at| chains[*at].matches.asks_nothing(step));
    match narrowest {
        Some(range) if range.is_everything() && is_any => Branch::Ambiguous,
        Some(range) => Branch::Range(*range),
        None if is_any => Branch::Any,
        None => Branch::None,
    }
}

/// A server name, then the wildcards for it from the longest on, as `server_names` writes them.
fn server_names(name: &str) -> impl Iterator<Item = String> {
    let wildcards = name.char_indices().skip(1).filter(|(at, character)| *character == '.' && at + 1 < name.len());
    // `*.foo.com` is kept as `.foo.com`, so that a server name which begins with a dot meets it.
    let own = [name.to_owned(), format!("*{name}")].into_iter().take(if name.starts_with('.') { 2 } else { usize::from(!name.is_empty()) });
    own.chain(wildcards.map(|(at, _)| format!("*{}", &name[at..])))
}

impl Inspected {
    /// Whether the source is this machine: only these two addresses are, and the destination's own.
    pub fn is_local(&self) -> bool {
        let Some(source) = self.source.map(|source| source.ip()) else { return false };
        let is_loopback = match source {
            IpAddr::V4(address) => address == core::net::Ipv4Addr::LOCALHOST,
            IpAddr::V6(address) => address == core::net::Ipv6Addr::LOCALHOST,
        };
        is_loopback || self.destination.is_some_and(|destination| destination.ip() == source)
    }

    /// What it has at a level, as a text.
    pub fn describe(&self, step: Step) -> String {
        let none = || "none".to_owned();
        match step {
            Step::DestinationPort => self.destination.map_or_else(none, |address| address.port().to_string()),
            Step::Destination => self.destination.map_or_else(none, |address| address.ip().to_string()),
            Step::ServerName if self.server_name.is_empty() => none(),
            Step::ServerName => self.server_name.clone(),
            Step::TransportProtocol => self.transport_protocol.to_owned(),
            Step::ApplicationProtocols if self.application_protocols.is_empty() => none(),
            Step::ApplicationProtocols => self.application_protocols.join(","),
            Step::DirectSource => self.direct_source.map_or_else(none, |address| address.to_string()),
            Step::SourceType => if self.is_local() { "local" } else { "external" }.to_owned(),
            Step::Source => self.source.map_or_else(none, |address| address.ip().to_string()),
            Step::SourcePort => self.source.map_or_else(none, |address| address.port().to_string()),
        }
    }
}

impl FilterChainMatch {
    /// What it asks for at a level, as a text; empty for nothing.
    pub fn describe(&self, step: Step) -> String {
        let ranges = |ranges: &[Range]| ranges.iter().map(Range::to_string).collect::<Vec<_>>().join(",");
        match step {
            Step::DestinationPort => self.destination_port.map(|port| port.to_string()).unwrap_or_default(),
            Step::Destination | Step::DirectSource | Step::Source => ranges(self.ranges(step)),
            Step::ServerName => self.server_names.join(","),
            Step::TransportProtocol => self.transport_protocol.clone(),
            Step::ApplicationProtocols => self.application_protocols.join(","),
            Step::SourceType => match self.source_type {
                SourceType::Any => "",
                SourceType::Local => "local",
                SourceType::External => "external",
            }
            .to_owned(),
            Step::SourcePort => self.source_ports.iter().map(u16::to_string).collect::<Vec<_>>().join(","),
        }
    }
}

impl fmt::Display for FilterChainMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for step in Step::ALL {
            let text = self.describe(step);
            if !text.is_empty() {
                parts.push(format!("{} {text}", step.field()));
            }
        }
        f.write_str(if parts.is_empty() { "no conditions" } else { "" })?;
        f.write_str(&parts.join("; "))
    }
}
