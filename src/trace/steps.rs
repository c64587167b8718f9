//! A trace in words: what was taken at each step and why, and what was passed over.

use serde::Serialize;

use super::answer::origin_of;
use super::cluster::Discovery;
use super::connection_manager::RouteSpecifier;
use super::filter_chain;
use super::http_filter::Effect;
use super::model::Model;
use super::network_filter::Role;
use super::route::{Mismatch, Seen};
use super::route_configuration::Tier;
use super::upstream::Target;
use super::walk::Trace;
use crate::section::endpoint::address_with_port;
use crate::section::tls::Mode;

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What kind of thing was looked for: `listener`, `route`.
    pub kind: &'static str,
    /// What was taken.
    pub taken: String,
    /// Why, or what it is.
    pub why: String,
    /// What was passed over in front of it, where that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<PassedOver>,
}

/// What was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PassedOver {
    /// What it is.
    pub name: String,
    /// Its first mismatch.
    pub why: String,
}

fn step(kind: &'static str, taken: impl Into<String>, why: impl Into<String>) -> Step {
    Step { kind, taken: taken.into(), why: why.into(), passed_over: Vec::new() }
}

/// The steps of a trace; with what was passed over, if `explain` asks for it.
pub fn steps(trace: &Trace<'_, '_>, model: &Model<'_>, explain: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    listeners(trace, &mut steps);
    chain(trace, explain, &mut steps);
    http(trace, model, explain, &mut steps);
    for target in trace.targets.iter().filter(|target| target.share > 0.0 || explain) {
        clusters(target, trace.targets.len() > 1, &mut steps);
    }
    steps
}

fn listeners(trace: &Trace<'_, '_>, steps: &mut Vec<Step>) {
    if let Some(entry) = trace.entry {
        let address = entry.addresses.first().map(address_with_port).unwrap_or_default();
        steps.push(step("listener", &*entry.name, format!("{address}, hands over to the listener of the original destination")));
    }
    if let Some(listener) = trace.listener {
        let address = listener.addresses.first().map(address_with_port).unwrap_or_default();
        let destination = trace.inspected.as_ref().and_then(|seen| seen.destination).map(|address| address.to_string());
        let via = match destination {
            Some(destination) if destination != address => format!("{address}, for {destination}"),
            _ => address,
        };
        steps.push(step("listener", &*listener.name, via));
    }
}

fn chain(trace: &Trace<'_, '_>, explain: bool, steps: &mut Vec<Step>) {
    let (Some(listener), Some(seen)) = (trace.listener, &trace.inspected) else { return };
    let name = |name: &str, at: usize| if name.is_empty() { format!("#{}", at + 1) } else { name.to_owned() };
    let mut passed_over = Vec::new();
    if explain && listener.filter_chain_matcher.is_none() {
        for (at, level) in filter_chain::passed_over(&listener.filter_chains, seen).into_iter().enumerate() {
            let chain = &listener.filter_chains[at];
            if let Some(level) = level {
                let (field, has) = (level.field(), seen.describe(level));
                let why = match chain.matches.describe(level) {
                    wants if wants.is_empty() => format!("{field} is any, and another chain has {has}"),
                    wants => format!("{field} wants {wants}, connection has {has}"),
                };
                passed_over.push(PassedOver { name: name(&chain.name, at), why });
            }
        }
    }
    if let Some(chain) = trace.chain {
        let at = listener.filter_chains.iter().position(|other| std::ptr::eq(other, chain));
        let why = match (trace.is_default_chain, listener.filter_chain_matcher.is_some(), listener.filter_chains.len()) {
            (true, _, _) => "the default: no other matches".to_owned(),
            (_, true, _) => "by filter_chain_matcher".to_owned(),
            (_, _, 1) => chain.matches.to_string(),
            (_, _, count) => format!("of {count}: {}", chain.matches),
        };
        let why = match chain.transport_socket.mode {
            Mode::None => why,
            ref mode => format!("{why}; {mode}"),
        };
        let name = match at {
            Some(0) if chain.name.is_empty() && listener.filter_chains.len() == 1 => "(only one)".to_owned(),
            Some(at) => name(&chain.name, at),
            None => chain.name.clone().into_owned(),
        };
        steps.push(Step { passed_over, ..step("filter chain", name, why) });
        for filter in &chain.filters {
            match &filter.role {
                Role::MayClose(what) => steps.push(step("network filter", filter.word(), format!("may end it here: {what}"))),
                Role::Unknown => steps.push(step("network filter", filter.word(), "not known to this program")),
                Role::SniCluster => steps.push(step("network filter", filter.word(), "takes the server name for the cluster")),
                _ => {}
            }
        }
    } else if !listener.filter_chains.is_empty() {
        steps.push(Step { passed_over, ..step("filter chain", "none", format!("of {}", listener.filter_chains.len())) });
    }
    if let Some(filter) = trace.filter
        && trace.manager.is_none()
    {
        steps.push(step("filter", filter.word(), ""));
    }
}

fn http(trace: &Trace<'_, '_>, model: &Model<'_>, explain: bool, steps: &mut Vec<Step>) {
    let (Some(manager), Some(arrived)) = (trace.manager, &trace.arrived) else { return };
    if !arrived.changes.is_empty() {
        let path = arrived.http.path.as_deref().unwrap_or_default();
        steps.push(step("request", format!("{}{path}", arrived.http.authority), arrived.changes.join(", ")));
    }
    if let Some(configuration) = trace.route_configuration {
        let why = match &manager.routes {
            RouteSpecifier::Inline(_) => "in the listener".to_owned(),
            RouteSpecifier::Rds(name) => match model.route_configuration(name) {
                Some(found) if !found.version.is_empty() => format!("by RDS, version {}", found.version),
                _ => "by RDS".to_owned(),
            },
            RouteSpecifier::Scoped(scoped) => format!("by scoped routes {}", scoped.name),
            RouteSpecifier::None => String::new(),
        };
        steps.push(step("routes", &*configuration.name, why));
    }
    if let (Some(host), Some(configuration)) = (trace.host, trace.route_configuration) {
        let compared = configuration.host(&arrived.http).unwrap_or_default();
        let domain = host.domain(&compared);
        let why = match host.tier {
            Tier::Exact => format!("\"{domain}\" is the host"),
            Tier::Suffix(_) | Tier::Prefix(_) => format!("\"{domain}\" is the closest domain for {compared}"),
            Tier::Any => format!("\"*\": no closer domain for {compared}"),
        };
        steps.push(step("virtual host", &*host.virtual_host.name, why));
        route(trace, model, explain, steps);
    }
    if trace.route.is_some() && !trace.targets.is_empty() {
        filters(trace, steps);
    }
}

fn route(trace: &Trace<'_, '_>, model: &Model<'_>, explain: bool, steps: &mut Vec<Step>) {
    let (Some(host), Some(arrived), Some(configuration)) = (trace.host, &trace.arrived, trace.route_configuration) else { return };
    let routes = &host.virtual_host.routes;
    let seen = Seen::of(&arrived.http, configuration.ignore_path_parameters, &model.runtime);
    let until = trace.route.map_or(routes.len(), |(number, _)| number);
    let mut passed_over = Vec::new();
    if explain && !host.virtual_host.has_matcher() {
        for (number, route) in routes.iter().enumerate().take(until) {
            if let Err(mismatch) = route.matches.check(&arrived.http, &seen, &model.runtime) {
                passed_over.push(PassedOver { name: name_of(number, &route.name), why: mismatch.describe(&arrived.http, &model.runtime) });
            }
        }
    }
    let origin = origin_of(trace).map(|origin| format!("; {origin}")).unwrap_or_default();
    match trace.route {
        Some((number, route)) => {
            let by = if host.virtual_host.has_matcher() { " by matcher" } else { "" };
            let why = format!("of {}{by}: {}{origin}", routes.len(), route.matches);
            steps.push(Step { passed_over, ..step("route", name_of(number, &route.name), why) });
        }
        None if trace.location.is_none() => {
            steps.push(Step { passed_over, ..step("route", "none", format!("of {}", routes.len())) });
        }
        None => {}
    }
}

fn name_of(number: usize, name: &str) -> String {
    if name.is_empty() { format!("#{}", number + 1) } else { format!("#{} {name}", number + 1) }
}

/// HTTP filters that may answer first or change the way, in order.
fn filters(trace: &Trace<'_, '_>, steps: &mut Vec<Step>) {
    let (Some(manager), Some((_, route)), Some(host)) = (trace.manager, trace.route, trace.host) else { return };
    for filter in manager.http_filters.iter() {
        let what = match filter.effect() {
            Effect::None => continue,
            Effect::MayAnswer(what) | Effect::MayChange(what) => what,
            Effect::Unknown => "is not known to this program",
        };
        let is_own = |names: &[String]| names.iter().any(|name| *name == filter.name);
        let by = match () {
            () if is_own(&route.overrides) => "; configured by the route",
            () if is_own(&host.virtual_host.overrides) => "; configured by the virtual host",
            () if filter.is_idle => continue,
            () => "",
        };
        steps.push(step("HTTP filter", &*filter.name, format!("{what}{by}")));
    }
}

fn clusters(target: &Target<'_, '_>, is_one_of_several: bool, steps: &mut Vec<Step>) {
    let mut parts = Vec::new();
    if is_one_of_several {
        parts.push(format!("{:.4} %", target.share).replace(".0000", ""));
    }
    if let Some(header) = target.header {
        parts.push(format!("named by header {header}"));
    }
    match target.cluster.map(super::cluster::Entry::get) {
        None => parts.push("is not there".to_owned()),
        Some(cluster) => {
            parts.push(match &cluster.discovery {
                Discovery::Static => "static".to_owned(),
                Discovery::StrictDns => "DNS".to_owned(),
                Discovery::LogicalDns => "logical DNS".to_owned(),
                Discovery::Eds => "EDS".to_owned(),
                Discovery::OriginalDst => "original destination".to_owned(),
                Discovery::Aggregate(clusters) => format!("aggregate of {}", clusters.join(", ")),
                Discovery::DynamicForwardProxy => "dynamic forward proxy".to_owned(),
                Discovery::Other(kind) => kind.clone().into_owned(),
            });
            if !cluster.policy.is_empty() {
                parts.push(cluster.policy.to_lowercase().replace('_', " "));
            }
            if let Some(socket) = &cluster.transport_socket {
                let name = if socket.sni.is_empty() { String::new() } else { format!(", SNI {}", socket.sni) };
                parts.push(format!("{}{name}", socket.mode));
            } else if cluster.has_transport_socket_matches {
                parts.push("TLS by the endpoint's metadata".to_owned());
            }
        }
    }
    steps.push(step("cluster", &*target.name, parts.join(", ")));
    let Some(endpoints) = &target.endpoints else {
        if target.cluster.is_some() {
            steps.push(step("endpoints", "unknown", "the source does not tell them: a dump has them with ?include_eds"));
        }
        return;
    };
    let used: Vec<_> = endpoints.iter().filter(|endpoint| endpoint.share > 0.0).collect();
    let shown = used.iter().take(SHOWN);
    for (at, endpoint) in shown.enumerate() {
        let health = endpoint.health.to_lowercase().replace("unknown", "healthy");
        let panic = if endpoint.is_panic { ", in panic: too few are healthy" } else { "" };
        let more = if at + 1 == SHOWN && used.len() > SHOWN { format!("; and {} more", used.len() - SHOWN) } else { String::new() };
        let share = format!("{:.2}", endpoint.share);
        let share = share.trim_end_matches('0').trim_end_matches('.');
        steps.push(step("endpoint", &*endpoint.address, format!("{health}, {share} %{panic}{more}")));
    }
    if used.len() < endpoints.len() {
        let others = endpoints.len() - used.len();
        steps.push(step("endpoints", format!("{others} of {} get nothing", endpoints.len()), unused(endpoints)));
    }
}

/// How many endpoints are shown.
const SHOWN: usize = 5;

/// The health of endpoints that get nothing, counted.
fn unused(endpoints: &[super::endpoint::Endpoint]) -> String {
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for endpoint in endpoints.iter().filter(|endpoint| endpoint.share <= 0.0) {
        *counts.entry(endpoint.health.to_lowercase()).or_default() += 1;
    }
    counts.iter().map(|(health, count)| format!("{count} {health}")).collect::<Vec<_>>().join(", ")
}

/// The routes that are nearest to matching: those whose path the request shares most of, with what keeps them from it.
pub fn closest(trace: &Trace<'_, '_>, model: &Model<'_>, many: usize) -> Vec<PassedOver> {
    let (Some(host), Some(arrived), Some(configuration)) = (trace.host, &trace.arrived, trace.route_configuration) else {
        return Vec::new();
    };
    let seen = Seen::of(&arrived.http, configuration.ignore_path_parameters, &model.runtime);
    let mut found: Vec<(usize, PassedOver)> = Vec::new();
    for (number, route) in host.virtual_host.routes.iter().enumerate() {
        if let Err(mismatch) = route.matches.check(&arrived.http, &seen, &model.runtime) {
            let passed = PassedOver { name: name_of(number, &route.name), why: mismatch.describe(&arrived.http, &model.runtime) };
            found.push((nearness(&mismatch, seen.alone), passed));
        }
    }
    found.sort_by_key(|(near, _)| std::cmp::Reverse(*near));
    found.into_iter().take(many).map(|(_, passed)| passed).collect()
}

/// How near a route is: one whose path matches is nearest, then those that share more of the path.
fn nearness(mismatch: &Mismatch<'_>, path: &str) -> usize {
    match mismatch.condition {
        super::route::Condition::Path(matcher) => {
            let own = matcher.matched("");
            own.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count()
        }
        _ => usize::MAX,
    }
}
