//! The way of a connection and its request through a proxy, step by step.

use core::net::IpAddr;
use std::borrow::Cow;

use super::action::{Action, HostRewrite, RouteAction, Upgrade};
use super::connection_manager::{Arrived, ConnectionManager, RouteSpecifier};
use super::disposition::{Answer, Details, Disposition, Rejection};
use super::filter_chain::{self, Chosen, FilterChain, Inspected};
use super::headers::port_start;
use super::listener::{Listener, ListenerFilterKind};
use super::matcher::Outcome;
use super::model::Model;
use super::network_filter::{NetworkFilter, Role, TcpProxy};
use super::redirect::Redirect;
use super::request::{Connection, Plaintext, Request, Transport};
use super::rewrite::Rewritten;
use super::route::{Route, Seen};
use super::route_configuration::{Host, RouteConfiguration};
use super::upstream::{self, Target};
use super::virtual_host::{Found, RequireTls};
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

    /// The name of the route configuration.
    pub fn route_configuration_name(&self) -> Option<&'m str> {
        self.route_configuration.map(|configuration| &*configuration.name)
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
                    follow_request(trace, model, connection, request);
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

/// The HTTP half: from the connection manager on.
fn follow_request<'m, 'a>(trace: &mut Trace<'m, 'a>, model: &'m Model<'a>, connection: &'m Connection, request: &'m Request) {
    let Some(manager) = trace.manager else { return };
    match manager.receive(request, connection, &model.runtime) {
        Ok(arrived) => trace.arrived = Some(arrived),
        Err(rejection) => return reject(trace, rejection),
    }
    let mut found = route_configuration(trace, model, manager);
    let Some(arrived) = &mut trace.arrived else { return };
    if let Ok(configuration) = found
        && !arrived.is_internal
        && !configuration.internal_only_headers.is_empty()
    {
        arrived.http.headers.remove_if(|name| configuration.internal_only_headers.iter().any(|own| own == name));
        // A scope is looked for again, without what was removed: its key may be gone.
        found = route_configuration(trace, model, manager);
    }
    let configuration = match found {
        Ok(configuration) => configuration,
        Err(Missing::NotFound(reason)) => return not_found(trace, Disposition::NoVirtualHost, reason),
        Err(Missing::Unknown(reason, settle)) => return trace.undetermined(reason, settle),
    };
    let Some(arrived) = &trace.arrived else { return };
    trace.route_configuration = Some(configuration);
    let Some(host) = configuration.find(&arrived.http) else {
        if configuration.has_vhds {
            return trace.undetermined("virtual hosts come on demand (VHDS), and none of those that are there has the host", "");
        }
        let reason = format!(
            "no virtual host of {} has a domain for {}",
            name_of(configuration),
            configuration.host(&arrived.http).unwrap_or_default()
        );
        return not_found(trace, Disposition::NoVirtualHost, reason);
    };
    trace.host = Some(host);
    let is_https = arrived.http.headers.first("x-forwarded-proto") == Some("https");
    let must_be_tls = match host.virtual_host.require_tls {
        RequireTls::None => false,
        RequireTls::ExternalOnly => !arrived.is_internal,
        RequireTls::All => true,
    };
    if must_be_tls && !is_https {
        if is_upgrade_refused(trace, manager, None) {
            return;
        }
        let Some(arrived) = &trace.arrived else { return };
        // A CONNECT has no path to redirect to.
        trace.location = arrived.http.path.as_ref().map(|path| format!("https://{}{path}", arrived.http.authority));
        let answer = Answer::to(&arrived.http, 301);
        trace.answer(answer, Details::DirectResponse, "");
        return trace.end(Disposition::Redirected, format!("virtual host {} requires TLS", host.virtual_host.name));
    }
    let seen = Seen::of(&arrived.http, configuration.ignore_path_parameters, &model.runtime);
    let number = match host.virtual_host.find(&arrived.http, &seen, &model.runtime) {
        Found::Route(number) => number,
        Found::Nothing => {
            let path = arrived.http.path.as_deref().unwrap_or("a CONNECT");
            let reason = format!("no route of virtual host {} matches {path}", host.virtual_host.name);
            return not_found(trace, Disposition::NoRoute, reason);
        }
        Found::Undetermined(number, mismatch) => {
            let reason = format!("route {} {}", number + 1, mismatch.describe(&arrived.http, &model.runtime));
            trace.route = Some((number, &host.virtual_host.routes[number]));
            return trace.undetermined(reason, mismatch.settle());
        }
        Found::UndeterminedTree => return trace.undetermined("the virtual host's matcher looks at what a configuration can't tell", ""),
    };
    let route = &host.virtual_host.routes[number];
    trace.route = Some((number, route));
    let upgrades = match &route.action {
        Action::Route(action) => Some(&*action.upgrades),
        _ => None,
    };
    if !is_upgrade_refused(trace, manager, upgrades) {
        act(trace, model, route, connection);
    }
}

fn name_of<'m>(configuration: &'m RouteConfiguration<'_>) -> &'m str {
    if configuration.name.is_empty() { "the route configuration" } else { &configuration.name }
}

fn reject(trace: &mut Trace<'_, '_>, rejection: Rejection) {
    let Rejection { answer, details, flags, location } = rejection;
    let disposition = if location.is_some() { Disposition::Redirected } else { Disposition::Rejected };
    trace.location = location;
    trace.answer(answer, details, flags);
    trace.end(disposition, details.meaning());
}

fn not_found(trace: &mut Trace<'_, '_>, disposition: Disposition, reason: String) {
    if let Some(arrived) = &trace.arrived {
        let answer = Answer::to(&arrived.http, 404);
        trace.answer(answer, Details::RouteNotFound, "NR");
    }
    trace.end(disposition, reason);
}

/// Why there is no route configuration.
enum Missing {
    /// Envoy has none either.
    NotFound(String),
    /// It is not in the source, and what would settle it.
    Unknown(String, String),
}

/// The route configuration of a connection manager.
fn route_configuration<'m, 'a>(
    trace: &Trace<'m, 'a>,
    model: &'m Model<'a>,
    manager: &'m ConnectionManager<'a>,
) -> Result<&'m RouteConfiguration<'a>, Missing> {
    let broken = |error: &crate::envoy::json::SyntaxError| {
        Missing::Unknown(format!("the route configuration can't be read: {error}"), String::new())
    };
    let by_name = |name: &str| match model.route_configuration(name) {
        Some(found) => found.configuration.get().map_err(broken),
        None => Err(Missing::Unknown(
            format!("route configuration {name} is not in the source"),
            "take a dump that has it: curl localhost:15000/config_dump?mask=dynamic_route_configs".to_owned(),
        )),
    };
    match &manager.routes {
        RouteSpecifier::Inline(configuration) => configuration.get().map_err(broken),
        RouteSpecifier::Rds(name) => by_name(name),
        RouteSpecifier::None => Err(Missing::NotFound("the connection manager has no routes".to_owned())),
        RouteSpecifier::Scoped(scoped) => {
            let key = trace.arrived.as_ref().and_then(|arrived| scoped.key(&arrived.http));
            let Some(key) = key else { return Err(Missing::NotFound("the request has no scope's key".to_owned())) };
            let scopes = if scoped.inline.is_empty() { model.scopes(&scoped.name) } else { &scoped.inline };
            let Some(scope) = scopes.iter().find(|scope| scope.is_for(&key)) else {
                return Err(Missing::NotFound(format!("no scope of {} has the key {key:?}", scoped.name)));
            };
            match &scope.route_configuration {
                Some(configuration) => configuration.get().map_err(broken),
                None => by_name(&scope.route_configuration_name),
            }
        }
    }
}

/// Answers a request that asks for an upgrade which is not allowed.
fn is_upgrade_refused(trace: &mut Trace<'_, '_>, manager: &ConnectionManager<'_>, by_route: Option<&[Upgrade<'_>]>) -> bool {
    let Some(arrived) = &trace.arrived else { return false };
    let Some(kind) = arrived.http.upgrade() else { return false };
    let by_route = by_route.and_then(|list| Upgrade::find(list, kind));
    if manager.allows_upgrade(kind, by_route) {
        return false;
    }
    let (reason, answer) = (format!("upgrade {kind} is not allowed"), Answer::to(&arrived.http, 403));
    trace.answer(answer, Details::Upgrade, "");
    trace.end(Disposition::UpgradeRejected, reason);
    true
}

/// Does what the route says.
fn act<'m, 'a>(trace: &mut Trace<'m, 'a>, model: &'m Model<'a>, route: &'m Route<'a>, connection: &'m Connection) {
    let Some(arrived) = &trace.arrived else { return };
    let http = &arrived.http;
    match &route.action {
        Action::Route(action) => forward(trace, model, route, action, connection),
        Action::Redirect(redirect) => {
            let location = redirect.location(http, &route.matches.path, route.matches.ignore_case);
            let answer = Answer::to(http, redirect.status);
            let reason = match &location {
                Some(location) => format!("redirected to {location}"),
                None => "redirected, to where a configuration can't tell".to_owned(),
            };
            trace.location = location;
            trace.answer(answer, Details::DirectResponse, "");
            trace.end(Disposition::Redirected, reason);
        }
        Action::DirectResponse(status) => {
            let answer = Answer::to(http, *status);
            let mut reason = format!("the route answers {status} itself");
            // A status that wants a Location gets the request's own, as from a redirect that changes nothing.
            if http.path.is_some()
                && matches!(status, 201 | 300..400)
                && let Some(location) = Redirect::default().location(http, &route.matches.path, route.matches.ignore_case)
            {
                reason = format!("{reason}, with the request's own URL as Location: {location}");
            }
            trace.answer(answer, Details::DirectResponse, "");
            trace.end(Disposition::DirectResponse, reason);
        }
        Action::NonForwarding | Action::None => {
            let answer = Answer::to(http, 503);
            trace.answer(answer, Details::ClusterNotFound, "NC");
            trace.end(Disposition::NonForwarding, "the route's action forwards nothing");
        }
        Action::Filter => trace.undetermined("a filter decides what the route does (filter_action)", ""),
    }
}

/// Sends the request to a cluster.
fn forward<'m, 'a>(
    trace: &mut Trace<'m, 'a>,
    model: &'m Model<'a>,
    route: &'m Route<'a>,
    action: &'m RouteAction<'a>,
    connection: &'m Connection,
) {
    let Some(arrived) = &trace.arrived else { return };
    let http = &arrived.http;
    let Some(targets) = upstream::of_route(model, action, http, connection) else {
        return trace.undetermined("an extension chooses the cluster (cluster_specifier_plugin)", "");
    };
    let mut answer = None;
    trace.path = match action.path_rewrite.as_ref().map(|rewrite| rewrite.apply(http, &route.matches.path, route.matches.ignore_case)) {
        Some(Rewritten::New(path)) => Some(path),
        Some(Rewritten::Unknown) => None,
        Some(Rewritten::Same) | None => http.path.as_deref().map(str::to_owned),
    };
    let mut authority = http.authority.clone().into_owned();
    if let Some(port) = http.connect_port.filter(|_| port_start(&authority).is_none()) {
        authority = format!("{authority}:{port}");
    }
    // The cluster's rewrite is done first, and the route's wins.
    let by_cluster = match targets.iter().filter(|target| target.share > 0.0).collect::<Vec<_>>().as_slice() {
        [target] => target.host_rewrite.map(str::to_owned),
        _ => None,
    };
    trace.authority = Some(action.rewritten_host(http).or(by_cluster).unwrap_or(authority));
    if let (Some(HostRewrite::Auto), Some(hostname)) = (&action.host_rewrite, only_hostname(&targets)) {
        trace.authority = Some(hostname);
    }
    let possible = targets.iter().filter(|target| target.share > 0.0);
    for target in possible {
        if let Disposition::NoCluster = target.end {
            answer = Some((Answer::to(http, action.cluster_not_found_status), Details::ClusterNotFound, "NC"));
        } else if target.end == Disposition::NoHealthyEndpoint {
            answer = Some((Answer::to(http, 503), Details::NoHealthyUpstream, "UH"));
        }
    }
    trace.targets = targets;
    end_at_targets(trace);
    if matches!(trace.disposition, Disposition::NoCluster | Disposition::NoHealthyEndpoint) {
        if let Some((answer, details, flags)) = answer {
            trace.answer(answer, details, flags);
        }
        (trace.path, trace.authority) = (None, None);
    }
}

/// The host name of every endpoint that the request may go to, where they all have the same.
fn only_hostname(targets: &[Target<'_, '_>]) -> Option<String> {
    let possible = targets.iter().filter(|target| target.share > 0.0);
    let endpoints = possible.flat_map(|target| target.endpoints.as_deref().unwrap_or_default());
    let mut names = endpoints.filter(|endpoint| endpoint.share > 0.0).map(|endpoint| &*endpoint.hostname);
    let first = names.next().filter(|name| !name.is_empty())?;
    names.all(|name| name == first).then(|| first.to_owned())
}
