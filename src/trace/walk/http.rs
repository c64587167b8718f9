//! The HTTP half of the way: from the connection manager over virtual host and route to the clusters.

use super::{Trace, end_at_targets};
use crate::trace::action::{Action, HostRewrite, RouteAction, Upgrade};
use crate::trace::connection_manager::{ConnectionManager, RouteSpecifier};
use crate::trace::disposition::{Answer, Details, Disposition, Rejection};
use crate::trace::headers::port_start;
use crate::trace::model::Model;
use crate::trace::redirect::Redirect;
use crate::trace::request::{Connection, Request};
use crate::trace::rewrite::Rewritten;
use crate::trace::route::{Route, Seen};
use crate::trace::route_configuration::RouteConfiguration;
use crate::trace::upstream::{self, Target};
use crate::trace::virtual_host::{Found, RequireTls};

/// Follows a request from the connection manager on.
pub(super) fn follow_request<'m, 'a>(trace: &mut Trace<'m, 'a>, model: &'m Model<'a>, connection: &'m Connection, request: &'m Request) {
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
