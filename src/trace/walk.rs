//! The way of a connection and its request through a proxy, step by step.

mod http;

use core::net::IpAddr;
use std::borrow::Cow;

use super::connection_manager::{Arrived, ConnectionManager};
use super::disposition::{Answer, Details, Disposition};
use super::filter_chain::{self, Chosen, FilterChain, Inspected};
use super::listener::{Listener, ListenerFilterKind};
use super::matcher::Outcome;
use super::model::Model;
use super::network_filter::{NetworkFilter, Role, TcpProxy};
use super::request::{Connection, Plaintext, Request, Transport};
use super::route::Route;
use super::route_configuration::{Host, RouteConfiguration};
use super::upstream::{self, Target};
use crate::section::tls::Mode;

/// Where a request goes, and how it got there.
#[derive(Clone, Debug)]
pub struct Trace<'m, 'a> {
    /// The listener that took the connection from the network, where another one serves it.
    pub entry: Option<&'m Listener<'a>>,
    /// The listener that serves it.
    pub listener: Option<&'m Listener<'a>>,
    /// What listener filters found out.
    pub inspected: Option<Inspected>,
    /// The filter chain.
    pub chain: Option<&'m FilterChain<'a>>,
    /// Whether that is the default one.
    pub is_default_chain: bool,
    /// The network filter that ends the chain.
    pub filter: Option<&'m NetworkFilter<'a>>,
    /// The connection manager, where that is the filter.
    pub manager: Option<&'m ConnectionManager<'a>>,
    /// The request in front of the routes.
    pub arrived: Option<Arrived<'m>>,
    /// The route configuration.
    pub route_configuration: Option<&'m RouteConfiguration<'a>>,
    /// The virtual host, and how it was found.
    pub host: Option<Host<'m, 'a>>,
    /// The route, and its number in the virtual host.
    pub route: Option<(usize, &'m Route<'a>)>,
    /// The clusters that it may go to.
    pub targets: Vec<Target<'m, 'a>>,
    /// What Envoy itself answers.
    pub answer: Option<Answer>,
    /// Envoy's word for that.
    pub details: Option<Details>,
    /// The response flag; empty for none.
    pub flags: &'static str,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The path that the upstream gets.
    pub path: Option<String>,
    /// The host that the upstream gets.
    pub authority: Option<String>,
    /// How it ends.
    pub disposition: Disposition,
    /// Why, as a sentence without its full stop.
    pub reason: String,
    /// What would settle an undetermined end.
    pub settle: Option<String>,
}

impl<'m, 'a> Trace<'m, 'a> {
    fn new() -> Self {
        Trace {
            entry: None,
            listener: None,
            inspected: None,
            chain: None,
            is_default_chain: false,
            filter: None,
            manager: None,
            arrived: None,
            route_configuration: None,
            host: None,
            route: None,
            targets: Vec::new(),
            answer: None,
            details: None,
            flags: "",
            location: None,
            path: None,
            authority: None,
            disposition: Disposition::Undetermined,
            reason: String::new(),
            settle: None,
        }
    }

    /// A trace that no listener takes.
    pub fn without_listener(reason: String) -> Self {
        Trace { disposition: Disposition::NoListener, reason, ..Trace::new() }
    }

    fn end(&mut self, disposition: Disposition, reason: impl Into<String>) {
        self.disposition = disposition;
        self.reason = reason.into();
    }

    fn undetermined(&mut self, reason: impl Into<String>, settle: impl Into<String>) {
        self.end(Disposition::Undetermined, reason);
        self.settle = Some(settle.into()).filter(|settle| !settle.is_empty());
    }

    fn answer(&mut self, answer: Answer, details: Details, flags: &'static str) {
        (self.answer, self.details, self.flags) = (Some(answer), Some(details), flags);
    }
}

/// Follows a connection that arrives at `entry`, and its request where there is one.
pub fn trace<'m, 'a>(
    model: &'m Model<'a>,
    entry: &'m Listener<'a>,
    connection: &'m Connection,
    request: Option<&'m Request>,
) -> Trace<'m, 'a> {
    let mut trace = Trace::new();
    let mut inspected = entry.inspect(connection, None);
    let mut listener = entry;
    if entry.use_original_dst
        && is_restored(entry, connection)
        && let Some(other) = original_destination(model, entry, &inspected)
    {
        trace.entry = Some(entry);
        listener = other;
        inspected = other.inspect(connection, Some(inspected));
    }
    trace.listener = Some(listener);
    let is_chosen = choose_chain(&mut trace, listener, &inspected);
    trace.inspected = Some(inspected);
    if is_chosen && let Some(chain) = trace.chain {
        follow_chain(&mut trace, model, chain, connection, request);
    }
    trace
}

/// Whether a listener's filters restore the connection's original destination.
fn is_restored(listener: &Listener<'_>, connection: &Connection) -> bool {
    let can = listener.has(ListenerFilterKind::OriginalDst) || listener.has(ListenerFilterKind::ProxyProtocol) || listener.use_original_dst;
    can && connection.destination.is_some_and(|destination| !listener.sockets().any(|own| own == destination))
}

/// The listener for a connection's original destination: the one with this address, else the one of this port on all addresses.
fn original_destination<'m, 'a>(model: &'m Model<'a>, entry: &Listener<'a>, connection: &Inspected) -> Option<&'m Listener<'a>> {
    let destination = connection.destination?;
    let others = || model.listeners.iter().filter(|listener| !std::ptr::eq(*listener, entry));
    let exact = others().find(|listener| listener.sockets().any(|own| own == destination));
    exact.or_else(|| {
        others().find(|listener| {
            let is_all = |own: IpAddr| own.is_unspecified() && own.is_ipv4() == destination.ip().is_ipv4();
            listener.sockets().any(|own| own.port() == destination.port() && is_all(own.ip()))
        })
    })
}

/// The filter chain; false where the trace ends here.
fn choose_chain<'m, 'a>(trace: &mut Trace<'m, 'a>, listener: &'m Listener<'a>, inspected: &Inspected) -> bool {
    let mut why = String::new();
    let found = match listener.match_tree(inspected) {
        Some(Outcome::Action(name)) => {
            let chain = listener.filter_chains.iter().find(|chain| chain.name == *name);
            if chain.is_none() {
                // The default chain is for what the tree leads nowhere, not for a name that is not there.
                trace.answer = None;
                (trace.details, trace.flags) = (Some(Details::FilterChainNotFound), "NR");
                trace.end(Disposition::NoFilterChain, format!("filter_chain_matcher leads to {name}, which is no filter chain"));
                return false;
            }
            chain
        }
        Some(Outcome::NoMatch) => {
            why.push_str("filter_chain_matcher leads nowhere");
            None
        }
        Some(Outcome::Unknown) => {
            trace.undetermined("filter_chain_matcher looks at what a configuration can't tell", "");
            return false;
        }
        None => match filter_chain::find(&listener.filter_chains, inspected) {
            Chosen::Chain(at) => Some(&listener.filter_chains[at]),
            Chosen::Nothing(step) => {
                why = format!("no filter chain for {} {}", step.field(), inspected.describe(step));
                None
            }
            Chosen::Ambiguous(step) => {
                let text = format!(
                    "ambiguous: {} has 0.0.0.0/0 or ::/0 beside chains without it, and Envoy's choice changes from start to start",
                    step.field()
                );
                trace.undetermined(text, "");
                return false;
            }
        },
    };
    trace.is_default_chain = found.is_none();
    trace.chain = found.or(listener.default_filter_chain.as_deref());
    if trace.chain.is_none() {
        (trace.details, trace.flags) = (Some(Details::FilterChainNotFound), "NR");
        trace.end(Disposition::NoFilterChain, if why.is_empty() { "the listener has no filter chain".to_owned() } else { why });
        trace.is_default_chain = false;
    }
    trace.chain.is_some()
}

/// The network filters of the chain.
fn follow_chain<'m, 'a>(
    trace: &mut Trace<'m, 'a>,
    model: &'m Model<'a>,
    chain: &'m FilterChain<'a>,
    connection: &'m Connection,
    request: Option<&'m Request>,
) {
    let is_tls_chain = matches!(chain.transport_socket.mode, Mode::Tls | Mode::Mutual);
    let mut is_by_sni = false;
    for filter in &chain.filters {
        match &filter.role {
            Role::MayClose(_) | Role::Passes | Role::Unknown => {}
            Role::SniCluster => is_by_sni = true,
            Role::Ends(what) => {
                trace.filter = Some(filter);
                trace.undetermined(format!("{} {what}", filter.word()), "");
                return;
            }
            Role::Tcp(proxy) => {
                trace.filter = Some(filter);
                let name = trace.inspected_name().filter(|_| is_by_sni);
                proxy_tcp(trace, model, proxy, connection, name);
                // The cluster is chosen before the handshake, which then fails.
                if is_tls_chain && connection.transport == Transport::Plaintext {
                    trace.end(Disposition::Closed, "the filter chain expects TLS, and the connection is plain");
                }
                return;
            }
            Role::Http(manager) => {
                trace.filter = Some(filter);
                match manager.get() {
                    Ok(manager) => trace.manager = Some(manager),
                    Err(error) => {
                        trace.undetermined(format!("the connection manager can't be read: {error}"), "");
                        return;
                    }
                }
                if is_tls_chain && connection.transport == Transport::Plaintext {
                    trace.end(Disposition::Closed, "the filter chain expects TLS, and the connection is plain");
                } else if !is_tls_chain && connection.transport == Transport::Tls || connection.plaintext == Plaintext::Binary {
                    trace.flags = "DPE";
                    trace.answer = Some(Answer::new(400, false));
                    trace.end(Disposition::Rejected, "the connection manager expects HTTP, and gets other bytes");
                } else if let Some(request) = request {
                    http::follow_request(trace, model, connection, request);
                } else {
                    trace.undetermined("the filter chain speaks HTTP, and no request is given", "give a URL: http://HOST/PATH");
                }
                return;
            }
        }
    }
    trace.end(Disposition::Closed, "the filter chain has no filter that goes on");
}

impl<'m, 'a> Trace<'m, 'a> {
    fn inspected_name(&self) -> Option<String> {
        self.inspected.as_ref().map(|inspected| inspected.server_name.clone()).filter(|name| !name.is_empty())
    }
}

/// A TCP proxy.
fn proxy_tcp<'m, 'a>(
    trace: &mut Trace<'m, 'a>,
    model: &'m Model<'a>,
    proxy: &'m TcpProxy<'a>,
    connection: &Connection,
    by_sni: Option<String>,
) {
    let wanted = proxy.metadata_match.as_ref();
    trace.targets = match (&by_sni, &proxy.weighted) {
        (Some(name), _) => vec![upstream::target(model, Cow::Owned(name.clone()), wanted, connection, None)],
        (None, Some(weighted)) => upstream::of_weighted(model, weighted, wanted, connection, None),
        (None, None) => vec![upstream::target(model, Cow::Borrowed(&*proxy.cluster), wanted, connection, None)],
    };
    end_at_targets(trace);
    match trace.disposition {
        Disposition::NoCluster => trace.flags = "NC",
        Disposition::NoHealthyEndpoint => trace.flags = "UH",
        _ => {}
    }
}

/// The end that all possible targets have in common.
fn end_at_targets(trace: &mut Trace<'_, '_>) {
    let possible = || trace.targets.iter().filter(|target| target.share > 0.0);
    let Some(first) = possible().next() else {
        return trace.end(Disposition::NoCluster, "no cluster has a weight");
    };
    if possible().any(|target| target.end != first.end) {
        let parts: Vec<_> = possible().map(|target| format!("{:.0} % to {}: {}", target.share, target.name, target.end.word())).collect();
        return trace.undetermined(parts.join(", "), "");
    }
    let reason = match first.end {
        Disposition::NoCluster if first.name.is_empty() => match first.header {
            Some(header) => format!("header {header} names the cluster, and the request has none"),
            None => "no cluster is named".to_owned(),
        },
        Disposition::NoCluster => format!("there is no cluster {}", first.name),
        Disposition::NoHealthyEndpoint if first.endpoints.as_ref().is_some_and(|endpoints| endpoints.is_empty()) => {
            format!("cluster {} has no endpoint", first.name)
        }
        Disposition::NoHealthyEndpoint => format!("cluster {} has no healthy endpoint", first.name),
        _ if possible().count() > 1 => {
            let parts: Vec<_> = possible().map(|target| format!("{} ({:.0} %)", target.name, target.share)).collect();
            format!("forwarded to one of {}", parts.join(", "))
        }
        _ => format!("forwarded to cluster {}", first.name),
    };
    let end = first.end;
    trace.end(end, reason);
}
