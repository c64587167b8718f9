//! What a proxy sends to an endpoint, as the next one gets it.

use core::net::{IpAddr, SocketAddr};

use super::socket::Upstream;
use crate::envoy::json::reader::Reader;
use crate::section::tls::Mode;
use crate::trace::action::Action;
use crate::trace::endpoint::Endpoint;
use crate::trace::network_filter::Role;
use crate::trace::request::{Connection, Plaintext, Request, TargetForm, Transport};
use crate::trace::upstream::Target;
use crate::trace::walk::Trace;

/// A connection and its request on the way to an endpoint.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The connection.
    pub connection: Connection,
    /// The request.
    pub request: Option<Request>,
    /// What is inside of a CONNECT request.
    pub inside: Option<Box<Sent>>,
    /// The internal listener of the same proxy that it goes to.
    pub internal: Option<String>,
}

impl Sent {
    /// What a proxy with the address `source` sends to an endpoint of what it `got`.
    pub(super) fn upstream(
        trace: &Trace<'_, '_>,
        target: &Target<'_, '_>,
        endpoint: &Endpoint,
        got: &Sent,
        source: Option<IpAddr>,
    ) -> Sent {
        let cluster = target.cluster.and_then(|entry| Upstream::read(&mut Reader::new(entry.raw, 0)).ok()).unwrap_or_default();
        let is_http2 = is_http2(trace, &got.connection);
        let mut sent = match trace.filter.map(|filter| &filter.role) {
            Some(Role::Tcp(proxy)) => {
                let inside = bytes(trace, got);
                match &proxy.tunnel {
                    Some(host) => connect(host, inside),
                    None => inside,
                }
            }
            _ if is_terminated(trace) => got.inside.as_deref().cloned().unwrap_or_else(|| Sent {
                connection: Connection { plaintext: Plaintext::Binary, ..Connection::default() },
                ..Sent::default()
            }),
            _ => Sent { request: request(trace, target), inside: got.inside.clone(), ..Sent::default() },
        };
        // A request that this proxy makes, or sends on as HTTP, decides on the protocol; one that passes through as bytes does not.
        let is_tunnel = matches!(trace.filter.map(|filter| &filter.role), Some(Role::Tcp(proxy)) if proxy.tunnel.is_some());
        let is_http = is_tunnel || trace.manager.is_some() && !is_terminated(trace);
        let host = sent.request.as_ref().filter(|_| is_http).map(|request| request.authority.clone());
        cluster.dress(endpoint, host.as_deref().map(|host| (host, trace.manager, is_http2)), &mut sent.connection);
        sent.connection.source = source.map(|ip| SocketAddr::new(ip, 0));
        sent.connection.direct_source = None;
        sent.place(endpoint, got);
        sent
    }

    /// Sets where it goes: an address, or an internal listener with the destination that the endpoint's metadata,
    /// its name or the CONNECT request tells.
    fn place(&mut self, endpoint: &Endpoint, got: &Sent) {
        self.connection.passed = None;
        let Some(internal) = endpoint.address.strip_prefix("envoy://") else {
            self.internal = None;
            self.connection.destination = socket(&endpoint.address);
            return;
        };
        let (listener, id) = internal.split_once('/').unwrap_or((internal, ""));
        self.internal = Some(listener.to_owned());
        self.connection.passed.clone_from(&endpoint.passed);
        let by_metadata = endpoint.passed.as_ref().and_then(|passed| passed.entries.get("local")?.parse().ok());
        let by_connect =
            || got.request.as_ref().filter(|request| request.method == "CONNECT").and_then(|request| request.authority.parse().ok());
        self.connection.destination = by_metadata.or_else(|| id.parse().ok()).or_else(by_connect).or(got.connection.destination);
    }
}

/// `IP:PORT`, where an IPv6 address may stand without brackets.
fn socket(address: &str) -> Option<SocketAddr> {
    let (ip, port) = address.rsplit_once(':')?;
    Some(SocketAddr::new(ip.trim_matches(['[', ']']).parse().ok()?, port.parse().ok()?))
}

/// What a TCP proxy passes on: the bytes, without the TLS that its chain takes off.
fn bytes(trace: &Trace<'_, '_>, got: &Sent) -> Sent {
    let mut sent = Sent { internal: None, ..got.clone() };
    if trace.chain.is_some_and(|chain| matches!(chain.transport_socket.mode, Mode::Tls | Mode::Mutual)) {
        sent.connection.transport = Transport::Plaintext;
        (sent.connection.sni, sent.connection.alpn, sent.connection.has_certificate) = (None, Vec::new(), None);
    }
    sent
}

/// A CONNECT request with a connection inside.
fn connect(host: &str, inside: Sent) -> Sent {
    let destination = inside.connection.destination;
    let host = if host == "%DOWNSTREAM_LOCAL_ADDRESS%" {
        destination.map(|address| address.to_string()).unwrap_or_default()
    } else {
        host.to_owned()
    };
    let request = Request { method: "CONNECT".to_owned(), scheme: "http".to_owned(), authority: host, ..Request::default() };
    Sent { request: Some(request), inside: Some(Box::new(inside)), ..Sent::default() }
}

/// Whether the route takes off a CONNECT request, and sends on what is inside.
fn is_terminated(trace: &Trace<'_, '_>) -> bool {
    let (Some(arrived), Some(manager), Some((_, route))) = (&trace.arrived, trace.manager, trace.route) else { return false };
    let Action::Route(action) = &route.action else { return false };
    let mut upgrades = action.upgrades.iter().chain(&manager.upgrades);
    arrived.http.is_connect() && upgrades.any(|upgrade| upgrade.kind.eq_ignore_ascii_case("CONNECT") && upgrade.is_terminated)
}

/// The request as a connection manager sends it on; `None` where it can't be told.
fn request(trace: &Trace<'_, '_>, target: &Target<'_, '_>) -> Option<Request> {
    let http = &trace.arrived.as_ref()?.http;
    let is_by_route = matches!(trace.route.map(|(_, route)| &route.action), Some(Action::Route(action)) if action.host_rewrite.is_some());
    let by_cluster = target.host_rewrite.filter(|_| !is_by_route).map(str::to_owned);
    let authority = by_cluster.or_else(|| trace.authority.clone())?;
    if trace.path.is_none() && !http.is_connect() {
        return None;
    }
    Some(Request {
        method: http.method.clone().into_owned(),
        scheme: http.scheme.clone().into_owned(),
        authority,
        path: trace.path.clone(),
        headers: http.headers.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        target_form: TargetForm::Origin,
    })
}

/// Whether a client speaks HTTP/2: of the protocols that the chain takes, in its order, the first that the client offers is spoken.
fn is_http2(trace: &Trace<'_, '_>, connection: &Connection) -> bool {
    match connection.transport {
        Transport::Plaintext => connection.plaintext == Plaintext::H2c,
        Transport::Tls => {
            let taken = trace.chain.map_or(&[][..], |chain| &chain.transport_socket.alpn);
            taken.iter().find(|name| connection.alpn.iter().any(|own| own == *name)).is_some_and(|name| name == "h2")
        }
    }
}
