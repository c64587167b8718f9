//! Which listener takes a connection from the network, where that is not said.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::asked::Asked;
use super::headers::split_port;
use super::listener::{Listener, ListenerFilterKind};
use super::model::Model;
use super::network_filter::Role;
use super::request::Transport;
use crate::envoy::istio::ClusterName;
use crate::section::tls::Mode;

/// The listener that takes a connection.
#[derive(Debug)]
pub enum Entry<'m, 'a> {
    /// This one.
    One(&'m Listener<'a>),
    /// None, for this reason.
    None(String),
    /// Any of these.
    Several(Vec<&'m Listener<'a>>),
}

/// Ports of Istio's own, for health and metrics, which no request of a user's goes to.
const OWN_PORTS: [u16; 3] = [15_021, 15_020, 15_090];
/// The port that takes connections inside of HTTP/2 CONNECT requests, as Istio's ambient mode has it.
const HBONE_PORT: u16 = 15_008;

/// Finds the listener for what is asked, and sets the connection's destination where the question leaves it open. `host` and `port` are
/// those that the client connects to; `inbound` asks for the listener for what comes in.
pub fn find<'m, 'a>(model: &'m Model<'a>, asked: &mut Asked, host: &str, port: u16, inbound: bool) -> Entry<'m, 'a> {
    let found = if let Some(name) = &asked.listener {
        match model.listeners.iter().find(|listener| listener.name == *name) {
            Some(listener) => Entry::One(listener),
            None => Entry::None(format!("there is no listener {name}")),
        }
    } else if inbound {
        of_direction(model, "INBOUND")
    } else if let Some(own) = asked.port {
        of_port(model, own, asked.connection.transport)
    } else if let Some(destination) = asked.connection.destination.filter(|destination| destination.port() != 0) {
        of_destination(model, destination)
    } else {
        of_url(model, asked, host, port)
    };
    if let Entry::One(listener) = &found {
        set_destination(&mut asked.connection.destination, listener, port);
    }
    found
}

/// Fills in what a destination leaves open: the listener's own address.
fn set_destination(destination: &mut Option<SocketAddr>, listener: &Listener<'_>, port: u16) {
    let own = listener.sockets().next();
    // What is redirected to a listener was meant for another port.
    let is_redirected = listener.use_original_dst || listener.has(ListenerFilterKind::OriginalDst);
    let own_port = if is_redirected { port } else { own.map_or(port, |own| own.port()) };
    match destination {
        Some(address) if address.port() == 0 => address.set_port(own_port),
        Some(_) => {}
        None => *destination = Some(SocketAddr::new(own.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |own| own.ip()), own_port)),
    }
}

/// The listener that hands over connections of a direction.
fn of_direction<'m, 'a>(model: &'m Model<'a>, direction: &str) -> Entry<'m, 'a> {
    let all: Vec<_> = bound(model).filter(|listener| listener.direction == direction && !OWN_PORTS.contains(&listener.port())).collect();
    let capturing: Vec<_> = all.iter().copied().filter(|listener| listener.use_original_dst).collect();
    let named: Vec<_> = all.iter().copied().filter(|listener| listener.name == "virtualInbound").collect();
    let none = format!("no listener has traffic_direction {direction}");
    one_of([capturing, named, all].into_iter().find(|list| !list.is_empty()).unwrap_or_default(), none)
}

fn of_port<'m, 'a>(model: &'m Model<'a>, port: u16, transport: Transport) -> Entry<'m, 'a> {
    let has_port = |listener: &&Listener<'_>| listener.sockets().any(|own| own.port() == port);
    let all: Vec<_> = model.listeners.iter().filter(has_port).collect();
    let bound: Vec<_> = all.iter().copied().filter(|listener| listener.is_bound).collect();
    narrowed(if bound.is_empty() { all } else { bound }, transport, format!("no listener has port {port}"))
}

/// The listener that is bound to a destination, else the one that connections to others are redirected to.
fn of_destination<'m, 'a>(model: &'m Model<'a>, destination: SocketAddr) -> Entry<'m, 'a> {
    let found = bound_to(model, destination).or_else(|| capturing(model));
    found.map_or_else(|| Entry::None(format!("no listener takes connections to {destination}")), Entry::One)
}

/// The listener that a connection from another proxy arrives at: the one that all connections to a pod are redirected to, which leaves
/// out some ports of Istio's own, else the one that is bound to the destination.
///
/// # Errors
/// Where there is none: why.
pub fn of_arrival<'m, 'a>(model: &'m Model<'a>, destination: SocketAddr) -> Result<&'m Listener<'a>, String> {
    let is_capturing = |listener: &&Listener<'_>| {
        let is_redirected = listener.use_original_dst || listener.has(ListenerFilterKind::OriginalDst);
        is_redirected && listener.direction == "INBOUND" && listener.sockets().next().is_some()
    };
    let is_direct = OWN_PORTS.contains(&destination.port()) || destination.port() == HBONE_PORT;
    let found = bound(model).find(is_capturing).filter(|_| !is_direct).or_else(|| bound_to(model, destination));
    found.ok_or_else(|| format!("no listener takes connections to {destination}"))
}

/// The listener that is bound to an address, or to its port on all addresses.
pub fn bound_to<'m, 'a>(model: &'m Model<'a>, destination: SocketAddr) -> Option<&'m Listener<'a>> {
    let is_at = |listener: &&Listener<'_>, ip: IpAddr| listener.sockets().any(|own| own == SocketAddr::new(ip, destination.port()));
    let all = if destination.is_ipv4() { IpAddr::V4(Ipv4Addr::UNSPECIFIED) } else { IpAddr::V6(core::net::Ipv6Addr::UNSPECIFIED) };
    let exact = bound(model).find(|listener| is_at(listener, destination.ip()));
    exact.or_else(|| bound(model).find(|listener| is_at(listener, all)))
}

/// The listener for a URL: in a sidecar the one that all of an application's connections are redirected to, else the one with the URL's port
/// or the port that stands for it in a gateway.
fn of_url<'m, 'a>(model: &'m Model<'a>, asked: &mut Asked, host: &str, port: u16) -> Entry<'m, 'a> {
    if let Some(listener) = capturing(model) {
        let ip = asked.connection.destination.map(|destination| destination.ip()).or_else(|| host_ip(host));
        let address = ip.or_else(|| service_address(model, host, port)).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        asked.connection.destination = Some(SocketAddr::new(address, port));
        return Entry::One(listener);
    }
    let transport = asked.connection.transport;
    // A gateway's pods may not bind ports below 1024, and get what is sent to these at others.
    let targets = match port {
        80 => vec![80, 8080, 8000, 10_080],
        443 => vec![443, 8443, 10_443],
        other => vec![other],
    };
    for target in targets {
        match of_port(model, target, transport) {
            Entry::None(_) => {}
            found => return found,
        }
    }
    let all: Vec<_> = bound(model).filter(|listener| !OWN_PORTS.contains(&listener.port())).collect();
    narrowed(all, transport, "there is no listener that takes connections".to_owned())
}

fn host_ip(host: &str) -> Option<IpAddr> {
    split_port(host).0.trim_matches(['[', ']']).parse().ok()
}

fn bound<'m, 'a>(model: &'m Model<'a>) -> impl Iterator<Item = &'m Listener<'a>> {
    model.listeners.iter().filter(|listener| listener.is_bound)
}

/// The listener that an application's own connections are redirected to.
fn capturing<'m, 'a>(model: &'m Model<'a>) -> Option<&'m Listener<'a>> {
    bound(model).find(|listener| listener.use_original_dst && listener.direction != "INBOUND")
}

/// The address of a service for which there is a listener of its own: its TCP proxy's cluster has the service's name.
fn service_address(model: &Model<'_>, host: &str, port: u16) -> Option<IpAddr> {
    let (name, _) = split_port(host);
    let is_meant = |cluster: &str| {
        let fqdn = ClusterName::parse(cluster).filter(|parsed| parsed.port == i64::from(port)).map(|parsed| parsed.fqdn);
        fqdn.is_some_and(|fqdn| fqdn == name || fqdn.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    };
    let is_for = |listener: &&Listener<'_>| {
        let chains = listener.filter_chains.iter().chain(listener.default_filter_chain.as_deref());
        chains.flat_map(|chain| &chain.filters).any(|filter| match &filter.role {
            Role::Tcp(proxy) => {
                let several = proxy.weighted.iter().flat_map(|weighted| &weighted.clusters).map(|cluster| &*cluster.name);
                std::iter::once(&*proxy.cluster).chain(several).any(is_meant)
            }
            _ => false,
        })
    };
    let listener = model.listeners.iter().filter(|listener| !listener.is_bound && listener.port() == port).find(is_for)?;
    listener.sockets().next().map(|address| address.ip())
}

/// One of several, of those that speak TLS as the connection does where that tells them apart.
fn narrowed<'m, 'a>(all: Vec<&'m Listener<'a>>, transport: Transport, none: String) -> Entry<'m, 'a> {
    let speaks_tls = |listener: &&Listener<'_>| {
        listener.filter_chains.iter().any(|chain| matches!(chain.transport_socket.mode, Mode::Tls | Mode::Mutual))
    };
    let fitting: Vec<_> = all.iter().copied().filter(|listener| speaks_tls(listener) == (transport == Transport::Tls)).collect();
    one_of(if fitting.is_empty() { all } else { fitting }, none)
}

fn one_of<'m, 'a>(mut all: Vec<&'m Listener<'a>>, none: String) -> Entry<'m, 'a> {
    match all.len() {
        0 => Entry::None(none),
        1 => Entry::One(all.remove(0)),
        _ => Entry::Several(all),
    }
}
