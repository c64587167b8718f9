//! Listeners: `envoy.config.listener.v3.Listener`, and what their filters find out about a connection.

use core::net::{IpAddr, SocketAddr};
use std::borrow::Cow;

use super::filter_chain::{FilterChain, Inspected};
use super::matcher::{Input, Matcher, Outcome, Value};
use super::read::{MAX_DEPTH, extension};
use super::request::{Connection, Transport};
use crate::envoy::address::Address;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// A listener.
#[derive(Clone, Debug, Default)]
pub struct Listener<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its address, then additional ones.
    pub addresses: Vec<Address<'a>>,
    /// Whether it is bound; one that is not gets connections from others alone.
    pub is_bound: bool,
    /// Whether it hands connections over to the listener of their original destination.
    pub use_original_dst: bool,
    /// Its filter chains.
    pub filter_chains: Vec<FilterChain<'a>>,
    /// The chain for what no other takes.
    pub default_filter_chain: Option<Box<FilterChain<'a>>>,
    /// The tree that chooses a chain by its name.
    pub filter_chain_matcher: Option<Matcher<'a, Cow<'a, str>>>,
    /// Its listener filters.
    pub listener_filters: Vec<ListenerFilter<'a>>,
    /// `traffic_direction`: `INBOUND`, `OUTBOUND`, or empty.
    pub direction: Cow<'a, str>,
    /// The message's bytes.
    pub raw: &'a [u8],
}

/// A listener filter.
#[derive(Clone, Debug)]
pub struct ListenerFilter<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it does.
    pub kind: ListenerFilterKind,
    /// The connections that it passes over.
    disabled: Option<Predicate>,
}

/// What a listener filter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenerFilterKind {
    /// Finds TLS, its server name and its protocols.
    TlsInspector,
    /// Finds HTTP in plain bytes.
    HttpInspector,
    /// Takes addresses from the PROXY protocol.
    ProxyProtocol,
    /// Takes the destination from the kernel, which has it of redirected connections.
    OriginalDst,
    /// Something else.
    Other,
}

/// `ListenerFilterChainMatchPredicate`.
#[derive(Clone, Debug)]
enum Predicate {
    Any,
    AnyOf(Vec<Predicate>),
    AllOf(Vec<Predicate>),
    Not(Box<Predicate>),
    Ports(u64, u64),
}

impl<'a> Listener<'a> {
    /// Reads a `Listener`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Listener { is_bound: true, ..Listener::default() };
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "address" => found.addresses.insert(0, Address::read(value)?),
                "additional_addresses" => {
                    let more = value.list(|more| more.find("address")?.map(|mut address| Address::read(&mut address)).transpose())?;
                    found.addresses.extend(more.into_iter().flatten());
                }
                "bind_to_port" => found.is_bound = value.flag()?,
                "deprecated_v1" => {
                    if let Some(mut bound) = value.find("bind_to_port")? {
                        found.is_bound = bound.flag()?;
                    }
                }
                "use_original_dst" => found.use_original_dst = value.flag()?,
                "filter_chains" => found.filter_chains = value.list(FilterChain::read)?,
                "default_filter_chain" => found.default_filter_chain = Some(Box::new(FilterChain::read(value)?)),
                "filter_chain_matcher" => {
                    found.filter_chain_matcher = Some(Matcher::read(value, &mut |_, fields| fields.text_of("value"))?);
                }
                "listener_filters" => found.listener_filters = value.list(ListenerFilter::read)?,
                "traffic_direction" => found.direction = value.text()?,
                _ => {}
            }
            Ok(())
        })?;
        found.raw = start.raw_until(reader);
        Ok(found)
    }

    /// Its addresses that are sockets.
    pub fn sockets(&self) -> impl Iterator<Item = SocketAddr> {
        self.addresses.iter().filter_map(socket)
    }

    /// Its first port; 0 where it has none.
    pub fn port(&self) -> u16 {
        self.addresses.first().map_or(0, |address| u16::try_from(address.port()).unwrap_or_default())
    }

    /// Whether it has a listener filter of this kind.
    pub fn has(&self, kind: ListenerFilterKind) -> bool {
        self.listener_filters.iter().any(|filter| filter.kind == kind)
    }

    /// What its filters find out about a connection. `found` is what those of another listener, which handed it over, have found.
    pub fn inspect(&self, connection: &Connection, found: Option<Inspected>) -> Inspected {
        let mut seen = found.unwrap_or_else(|| Inspected {
            destination: connection.destination,
            source: connection.source,
            direct_source: connection.direct_source.or(connection.source.map(|source| source.ip())),
            transport_protocol: "raw_buffer",
            ..Inspected::default()
        });
        for filter in &self.listener_filters {
            let port = seen.destination.map_or(0, |destination| destination.port());
            if filter.disabled.as_ref().is_some_and(|predicate| predicate.holds(port.into())) {
                continue;
            }
            match (filter.kind, connection.transport) {
                // A ClientHello with an empty server name is none that can be read.
                (ListenerFilterKind::TlsInspector, Transport::Tls) if connection.sni.as_deref() != Some("") => {
                    seen.transport_protocol = "tls";
                    seen.server_name = connection.sni.as_deref().unwrap_or_default().to_ascii_lowercase();
                    seen.application_protocols.clone_from(&connection.alpn);
                }
                (ListenerFilterKind::HttpInspector, Transport::Plaintext) => {
                    if let Some(protocol) = connection.plaintext.protocol() {
                        seen.application_protocols = vec![protocol.to_owned()];
                    }
                }
                _ => {}
            }
        }
        seen
    }

    /// Where its matcher tree leads.
    pub fn match_tree(&self, connection: &Inspected) -> Option<Outcome<'_, Cow<'a, str>>> {
        Some(self.filter_chain_matcher.as_ref()?.find(&|input| value_of(input, connection)))
    }
}

/// The socket address that an address is.
pub fn socket(address: &Address<'_>) -> Option<SocketAddr> {
    match address {
        Address::Socket { address, port } => Some(SocketAddr::new(address.parse().ok()?, u16::try_from(*port).ok()?)),
        _ => None,
    }
}

/// What a matcher tree of filter chains looks at.
fn value_of<'r>(input: &Input<'_>, connection: &'r Inspected) -> Value<'r> {
    let ip = |address: Option<IpAddr>| address.map(|address| address.to_string());
    let port = |address: Option<SocketAddr>| address.map(|address| address.port().to_string());
    let text = match &*input.kind {
        "DestinationIPInput" => ip(connection.destination.map(|address| address.ip())),
        "DestinationPortInput" => port(connection.destination),
        "SourceIPInput" => ip(connection.source.map(|address| address.ip())),
        "SourcePortInput" => port(connection.source),
        "DirectSourceIPInput" => ip(connection.direct_source),
        "SourceTypeInput" => connection.is_local().then(|| "local".to_owned()),
        "ServerNameInput" => Some(connection.server_name.clone()),
        "TransportProtocolInput" => Some(connection.transport_protocol.to_owned()),
        "ApplicationProtocolInput" => {
            Some(connection.application_protocols.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(","))
        }
        _ => return Value::Unknown,
    };
    text.filter(|text| !text.is_empty()).map_or(Value::Absent, |text| Value::Text(Cow::Owned(text)))
}

impl<'a> ListenerFilter<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let start = *reader;
        let filter = extension(reader)?;
        let name = if filter.kind.is_empty() { &filter.name } else { &filter.kind };
        let kind = match name.rsplit('.').next().unwrap_or_default() {
            "TlsInspector" | "tls_inspector" => ListenerFilterKind::TlsInspector,
            "HttpInspector" | "http_inspector" => ListenerFilterKind::HttpInspector,
            "ProxyProtocol" | "proxy_protocol" => ListenerFilterKind::ProxyProtocol,
            "OriginalDst" | "original_dst" => ListenerFilterKind::OriginalDst,
            _ => ListenerFilterKind::Other,
        };
        let disabled = start.find("filter_disabled")?.map(|mut predicate| Predicate::read(&mut predicate, 0)).transpose()?;
        Ok(ListenerFilter { name: filter.name, kind, disabled })
    }
}

impl Predicate {
    fn read(reader: &mut Reader<'_>, depth: usize) -> Result<Self> {
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(reader.offset(), format!("predicates nested more than {MAX_DEPTH} deep")));
        }
        let mut found = Predicate::AnyOf(Vec::new());
        let rules = |value: &mut Reader<'_>| {
            value.find("rules")?.map_or(Ok(Vec::new()), |mut rules| rules.list(|rule| Predicate::read(rule, depth + 1)))
        };
        reader.fields(|name, value| {
            match name {
                "any_match" => found = Predicate::Any,
                "or_match" => found = Predicate::AnyOf(rules(value)?),
                "and_match" => found = Predicate::AllOf(rules(value)?),
                "not_match" => found = Predicate::Not(Box::new(Predicate::read(value, depth + 1)?)),
                "destination_port_range" => {
                    let number = |field: Option<Reader<'_>>| field.map_or(Ok(0), |mut number| number.number());
                    found = Predicate::Ports(number(value.find("start")?)?, number(value.find("end")?)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn holds(&self, port: u64) -> bool {
        match self {
            Predicate::Any => true,
            Predicate::AnyOf(rules) => rules.iter().any(|rule| rule.holds(port)),
            Predicate::AllOf(rules) => rules.iter().all(|rule| rule.holds(port)),
            Predicate::Not(rule) => !rule.holds(port),
            Predicate::Ports(start, end) => (*start..*end).contains(&port),
        }
    }
}
