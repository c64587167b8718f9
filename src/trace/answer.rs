//! A trace for machines: a type of its own, whose fields scripts may rely on.

use serde::Serialize;

use super::action::Action;
use super::disposition::{Details, Disposition};
use super::network_filter::Role;
use super::steps::Step;
use super::walk::Trace;
use crate::envoy::origin;

/// A trace's answer. What does not apply is null, or an empty list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer<'t> {
    /// How it ends, in one word.
    pub disposition: &'static str,
    /// Why, in a sentence.
    pub reason: &'t str,
    /// What would settle an undetermined end.
    pub settle: Option<&'t str>,
    /// The listener that serves the connection.
    pub listener: Option<&'t str>,
    /// The listener that took it from the network, where that is another.
    pub entry_listener: Option<&'t str>,
    /// The filter chain's name.
    pub filter_chain: Option<&'t str>,
    /// Whether that is the default one.
    pub is_default_filter_chain: bool,
    /// The network filter that ends the chain.
    pub filter: Option<&'t str>,
    /// The route configuration's name, where one of its virtual hosts was found.
    pub route_config: Option<&'t str>,
    /// The virtual host's name.
    pub virtual_host: Option<&'t str>,
    /// The route's name.
    pub route: Option<&'t str>,
    /// The route's number in the virtual host, from 0.
    pub route_index: Option<usize>,
    /// What is done: `cluster`, `redirect`, `direct_response`, `tcp` or `none`.
    pub action: &'static str,
    /// The clusters that it may go to.
    pub clusters: Vec<Cluster<'t>>,
    /// Their endpoints.
    pub endpoints: Vec<Endpoint<'t>>,
    /// The status that Envoy itself answers with.
    pub status: Option<u16>,
    /// The status of gRPC that it answers with.
    pub grpc_status: Option<u8>,
    /// Where a redirect leads.
    pub location: Option<&'t str>,
    /// The path that the upstream gets.
    pub path: Option<&'t str>,
    /// The host that the upstream gets.
    pub host: Option<&'t str>,
    /// Envoy's response flag.
    pub response_flags: Option<&'static str>,
    /// Envoy's word for how its answer came about.
    pub details: Option<&'static str>,
    /// The Kubernetes object behind the route, as `KIND/NAMESPACE/NAME`.
    pub origin: Option<String>,
    /// Each step and what was passed over, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<Step>>,
}

/// A cluster of an answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cluster<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its weight in the configuration; 1 of the only one.
    pub weight: u64,
    /// Which part of such requests it gets, in percent.
    pub share: f64,
    /// The header that names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_header: Option<&'t str>,
}

/// An endpoint of an answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint<'t> {
    /// Its address and port.
    pub address: &'t str,
    /// Its health in Envoy's word.
    pub status: &'t str,
    /// Its weight.
    pub weight: u64,
    /// Its cluster.
    pub cluster: &'t str,
    /// Its priority.
    pub priority: u64,
    /// Which part of the cluster's requests it gets, in percent.
    pub share: f64,
}

impl<'t> Answer<'t> {
    /// The answer of a trace.
    pub fn of(trace: &'t Trace<'_, '_>) -> Self {
        let clusters = trace.targets.iter().map(|target| Cluster {
            name: &target.name,
            weight: target.weight.unwrap_or(1),
            share: target.share,
            cluster_header: target.header,
        });
        let possible = trace.targets.iter().filter(|target| target.share > 0.0);
        let endpoints = possible.flat_map(|target| {
            target.endpoints.as_deref().unwrap_or_default().iter().map(|endpoint| Endpoint {
                address: &endpoint.address,
                status: &endpoint.health,
                weight: endpoint.candidate.weight,
                cluster: &target.name,
                priority: endpoint.candidate.priority,
                share: endpoint.share,
            })
        });
        Answer {
            disposition: trace.disposition.word(),
            reason: &trace.reason,
            settle: trace.settle.as_deref(),
            listener: trace.listener.map(|listener| &*listener.name),
            entry_listener: trace.entry.map(|listener| &*listener.name),
            filter_chain: trace.chain.map(|chain| &*chain.name),
            is_default_filter_chain: trace.is_default_chain,
            filter: trace.filter.map(|filter| filter.word()),
            // Like Envoy's access log, which has none where no virtual host was found.
            route_config: trace
                .route_configuration
                .filter(|_| trace.disposition != Disposition::NoVirtualHost)
                .map(|configuration| &*configuration.name),
            virtual_host: trace.host.map(|host| &*host.virtual_host.name),
            route: trace.route.map(|(_, route)| &*route.name),
            route_index: trace.route.map(|(number, _)| number),
            action: action(trace),
            clusters: clusters.collect(),
            endpoints: endpoints.collect(),
            status: trace.answer.as_ref().map(|answer| answer.status),
            grpc_status: trace.answer.as_ref().and_then(|answer| answer.grpc_status),
            location: trace.location.as_deref(),
            path: trace.path.as_deref(),
            host: trace.authority.as_deref(),
            response_flags: Some(trace.flags).filter(|flags| !flags.is_empty()),
            details: trace.details.map(Details::word),
            origin: origin_of(trace),
            steps: None,
        }
    }
}

fn action(trace: &Trace<'_, '_>) -> &'static str {
    if matches!(trace.filter.map(|filter| &filter.role), Some(Role::Tcp(_))) {
        return "tcp";
    }
    match (trace.route.map(|(_, route)| &route.action), trace.disposition) {
        (_, Disposition::Redirected) | (Some(Action::Redirect(_)), _) => "redirect",
        (Some(Action::Route(_)), _) => "cluster",
        (Some(Action::DirectResponse(_)), _) => "direct_response",
        _ => "none",
    }
}

/// The Kubernetes object behind the route, or else behind the virtual host or the filter chain.
pub fn origin_of(trace: &Trace<'_, '_>) -> Option<String> {
    let first = |origins: Vec<origin::Origin>| origins.first().map(ToString::to_string);
    let by_route = || trace.route.and_then(|(_, route)| first(origin::of_route(route.raw)));
    let by_host = || trace.host.and_then(|host| host.virtual_host.origin().map(str::to_owned));
    let by_chain = || trace.chain.filter(|_| trace.manager.is_none()).and_then(|chain| first(origin::of_filter_chain(chain.raw)));
    by_route().or_else(by_host).or_else(by_chain)
}
