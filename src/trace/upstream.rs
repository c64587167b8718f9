//! The last part of the way: from a cluster's name to its endpoints.

use core::net::SocketAddr;
use std::borrow::Cow;

use super::action::{ClusterSpecifier, RouteAction, WeightedClusters};
use super::cluster::{Discovery, Entry};
use super::disposition::Disposition;
use super::endpoint::{self, Endpoint};
use super::headers::HttpRequest;
use super::metadata::MetadataMatch;
use super::model::Model;
use super::request::Connection;
use crate::envoy::dump::Section;

/// A cluster that a request may go to.
#[derive(Clone, Debug)]
pub struct Target<'m, 'a> {
    /// Its name; empty where a header should name it, and there is none.
    pub name: Cow<'m, str>,
    /// The header that names it.
    pub header: Option<&'m str>,
    /// Its weight in the configuration; `None` where it is the only one.
    pub weight: Option<u64>,
    /// Which part of such requests it gets, in percent.
    pub share: f64,
    /// The host that it has the request rewritten to.
    pub host_rewrite: Option<&'m str>,
    /// The cluster, where it is there.
    pub cluster: Option<&'m Entry<'a>>,
    /// Its endpoints; `None` where the source does not tell them.
    pub endpoints: Option<Cow<'m, [Endpoint]>>,
    /// How the request ends there.
    pub end: Disposition,
}

/// What decides on the endpoints of a cluster.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'m> {
    /// The route's, or the TCP proxy's.
    pub metadata: Option<&'m MetadataMatch>,
    /// The connection.
    pub connection: &'m Connection,
    /// The request, where there is one.
    pub request: Option<&'m HttpRequest<'m>>,
}

/// The clusters that a route sends a request to; `None` where an extension chooses.
pub fn of_route<'m, 'a>(
    model: &'m Model<'a>,
    action: &'m RouteAction<'a>,
    request: &HttpRequest<'_>,
    connection: &Connection,
) -> Option<Vec<Target<'m, 'a>>> {
    let wanted = action.metadata_match.as_ref();
    match &action.cluster {
        ClusterSpecifier::Cluster(name) => Some(vec![target(model, Cow::Borrowed(&**name), wanted, connection, Some(request))]),
        ClusterSpecifier::Header(header) => {
            let name = Cow::Owned(request.first(header).unwrap_or_default().to_owned());
            Some(vec![Target { header: Some(header), ..target(model, name, wanted, connection, Some(request)) }])
        }
        ClusterSpecifier::Weighted(weighted) => Some(of_weighted(model, weighted, wanted, connection, Some(request))),
        ClusterSpecifier::Plugin(_) => None,
    }
}

/// The clusters of which one is chosen by weight.
pub fn of_weighted<'m, 'a>(
    model: &'m Model<'a>,
    weighted: &'m WeightedClusters<'a>,
    wanted: Option<&MetadataMatch>,
    connection: &Connection,
    request: Option<&HttpRequest<'_>>,
) -> Vec<Target<'m, 'a>> {
    let weights = weighted.weights(&model.runtime);
    let total: u64 = weights.iter().sum();
    let chosen = request.and_then(|request| weighted.chosen(request, &weights));
    let each = weighted.clusters.iter().zip(&weights).enumerate();
    each.map(|(at, (cluster, weight))| {
        let name = match (cluster.header.is_empty(), request) {
            (false, Some(request)) => Cow::Owned(request.first(&cluster.header).unwrap_or_default().to_owned()),
            _ => Cow::Borrowed(&*cluster.name),
        };
        // A cluster's own entries win over the route's.
        let merged = cluster.metadata_match.as_ref().map(|own| {
            let mut all = wanted.cloned().unwrap_or_default();
            all.entries.extend(own.entries.clone());
            all
        });
        Target {
            header: Some(&*cluster.header).filter(|header| !header.is_empty()),
            weight: Some(cluster.weight),
            share: match chosen {
                Some(chosen) => {
                    if chosen == at {
                        100.0
                    } else {
                        0.0
                    }
                }
                None => percent(*weight, total),
            },
            host_rewrite: cluster.host_rewrite.as_deref(),
            ..target(model, name, merged.as_ref().or(wanted), connection, request)
        }
    })
    .collect()
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below the numbers that a float does not hold exactly")]
fn percent(part: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { 100.0 * part as f64 / total as f64 }
}

/// A cluster as the only one that a request goes to.
pub fn target<'m, 'a>(
    model: &'m Model<'a>,
    name: Cow<'m, str>,
    wanted: Option<&MetadataMatch>,
    connection: &Connection,
    request: Option<&HttpRequest<'_>>,
) -> Target<'m, 'a> {
    let cluster = model.cluster(&name);
    let endpoints = cluster.and_then(|cluster| endpoints(model, cluster, wanted, connection, request, 0));
    let end = match (cluster, &endpoints) {
        (None, _) if name.is_empty() || model.has(Section::Clusters) => Disposition::NoCluster,
        (Some(_), Some(endpoints)) if !endpoints.iter().any(|endpoint| endpoint.share > 0.0) => Disposition::NoHealthyEndpoint,
        _ => Disposition::Forwarded,
    };
    Target { name, header: None, weight: None, share: 100.0, host_rewrite: None, cluster, endpoints, end }
}

/// How deep aggregate clusters are followed.
const MAX_AGGREGATES: usize = 8;

/// A cluster's endpoints for such a request; `None` where the source does not tell them.
fn endpoints<'m, 'a>(
    model: &'m Model<'a>,
    entry: &'m Entry<'a>,
    wanted: Option<&MetadataMatch>,
    connection: &Connection,
    request: Option<&HttpRequest<'_>>,
    depth: usize,
) -> Option<Cow<'m, [Endpoint]>> {
    let cluster = entry.get();
    match &cluster.discovery {
        Discovery::OriginalDst => {
            let by_metadata = cluster.address_key.as_ref().and_then(|key| connection.passed.as_ref()?.entries.get(&**key)?.parse().ok());
            let address = by_metadata.or(connection.destination).filter(|address| !address.ip().is_unspecified());
            address.map(|address| one(SocketAddr::new(address.ip(), cluster.port_override.unwrap_or(address.port())).to_string()))
        }
        Discovery::DynamicForwardProxy => request.map(|request| one(request.authority.clone().into_owned())),
        Discovery::Aggregate(clusters) if depth < MAX_AGGREGATES => {
            let known = clusters.iter().filter_map(|name| model.cluster(name));
            let all: Option<Vec<_>> = known.map(|entry| endpoints(model, entry, wanted, connection, request, depth + 1)).collect();
            // The priorities of each cluster stand behind those of the one before.
            let mut merged: Vec<Endpoint> = Vec::new();
            for list in all? {
                let first = merged.iter().map(|endpoint| endpoint.candidate.priority + 1).max().unwrap_or(0);
                merged.extend(list.iter().cloned().map(|mut endpoint| {
                    endpoint.candidate.priority += first;
                    endpoint
                }));
            }
            endpoint::share(&mut merged, crate::section::endpoint::share::Balance::default());
            Some(Cow::Owned(merged))
        }
        Discovery::Aggregate(_) | Discovery::Other(_) => None,
        Discovery::Static | Discovery::StrictDns | Discovery::LogicalDns | Discovery::Eds => {
            let all = model.endpoints(entry)?;
            if cluster.subsets.as_ref().is_none_or(|subsets| subsets.selectors.is_empty()) {
                return Some(Cow::Borrowed(all));
            }
            let mut some: Vec<_> = cluster.subsets.as_ref()?.select(wanted, all).into_iter().cloned().collect();
            endpoint::share(&mut some, cluster.balance.unwrap_or_default());
            Some(Cow::Owned(some))
        }
    }
}

/// The only endpoint, at this address.
fn one<'m>(address: String) -> Cow<'m, [Endpoint]> {
    use crate::section::endpoint::share::{Candidate, Fitness};
    let candidate = Candidate { priority: 0, locality: 0, locality_weight: 0, weight: 1, fitness: Fitness::Healthy };
    let health = "UNKNOWN".to_owned();
    Cow::Owned(vec![Endpoint {
        address,
        hostname: String::new(),
        health,
        metadata: None,
        socket_match: None,
        passed: None,
        candidate,
        share: 100.0,
        is_panic: false,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;
    use crate::envoy::dump::Dump;
    use crate::trace::model::SECTIONS;

    /// The endpoints of a cluster that get something, each with its share, and how a request ends there.
    fn check(clusters: &str, name: &str, wanted: &[(&str, &str)], expect: &[(&str, f64)], end: Disposition) {
        let json = format!(
            r#"{{"configs":[{{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","static_clusters":[{clusters}]}}]}}"#
        );
        let mut dump = Dump::new(&SECTIONS);
        document::read(json.as_bytes(), &mut dump).unwrap();
        let (model, problems) = Model::new(&dump);
        assert!(problems.is_empty(), "{problems:?}");
        let entries = wanted.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let wanted = (!wanted.is_empty()).then_some(MetadataMatch { entries });
        let connection = Connection { destination: "10.9.9.9:80".parse().ok(), ..Connection::default() };
        let found = target(&model, Cow::Borrowed(name), wanted.as_ref(), &connection, None);
        let endpoints = found.endpoints.as_deref().unwrap_or_default().iter().filter(|endpoint| endpoint.share > 0.0);
        let shares: Vec<_> = endpoints.map(|endpoint| (endpoint.address.as_str(), endpoint.share)).collect();
        assert_eq!((shares.as_slice(), found.end), (expect, end), "{name} {wanted:?}");
    }

    /// A cluster with these fields and endpoints: port, health, priority, version.
    fn cluster(name: &str, more: &str, endpoints: &[(u16, &str, u32, &str)]) -> String {
        let each = endpoints.iter().map(|(port, health, priority, version)| {
            format!(
                r#"{{"priority":{priority},"lb_endpoints":[{{"health_status":"{health}","endpoint":{{"address":{{"socket_address":{{
                    "address":"10.0.0.1","port_value":{port}}}}}}},"metadata":{{"filter_metadata":{{"envoy.lb":{{"version":"{version}"}}}}}}}}]}}"#
            )
        });
        let each = each.collect::<Vec<_>>().join(",");
        format!(r#"{{"cluster":{{"name":"{name}",{more}"load_assignment":{{"cluster_name":"{name}","endpoints":[{each}]}}}}}}"#)
    }

    #[test]
    fn health_and_priority_choose() {
        let all = cluster("c", "", &[(1, "HEALTHY", 0, ""), (2, "UNHEALTHY", 0, ""), (3, "HEALTHY", 0, ""), (4, "HEALTHY", 1, "")]);
        check(&all, "c", &[], &[("10.0.0.1:1", 46.5), ("10.0.0.1:3", 46.5), ("10.0.0.1:4", 7.0)], Disposition::Forwarded);
        let panic = cluster("c", "", &[(1, "UNHEALTHY", 0, ""), (2, "UNHEALTHY", 0, "")]);
        check(&panic, "c", &[], &[("10.0.0.1:1", 50.0), ("10.0.0.1:2", 50.0)], Disposition::Forwarded);
        let none = cluster("c", r#""common_lb_config":{"healthy_panic_threshold":{"value":0}},"#, &[(1, "UNHEALTHY", 0, "")]);
        check(&none, "c", &[], &[], Disposition::NoHealthyEndpoint);
        check(&cluster("c", "", &[]), "c", &[], &[], Disposition::NoHealthyEndpoint);
        check(&all, "d", &[], &[], Disposition::NoCluster);
    }

    #[test]
    fn metadata_chooses_a_subset() {
        let subsets = |fallback: &str| {
            let config = format!(
                r#""lb_subset_config":{{"fallback_policy":"{fallback}","default_subset":{{"version":"v1"}},"subset_selectors":[{{"keys":["version"]}}]}},"#
            );
            cluster("c", &config, &[(1, "HEALTHY", 0, "v1"), (2, "HEALTHY", 0, "v2")])
        };
        check(&subsets("NO_FALLBACK"), "c", &[("version", "v2")], &[("10.0.0.1:2", 100.0)], Disposition::Forwarded);
        check(&subsets("NO_FALLBACK"), "c", &[("version", "v3")], &[], Disposition::NoHealthyEndpoint);
        check(&subsets("NO_FALLBACK"), "c", &[("stage", "v2")], &[], Disposition::NoHealthyEndpoint);
        check(&subsets("DEFAULT_SUBSET"), "c", &[("version", "v3")], &[("10.0.0.1:1", 100.0)], Disposition::Forwarded);
        check(&subsets("ANY_ENDPOINT"), "c", &[], &[("10.0.0.1:1", 50.0), ("10.0.0.1:2", 50.0)], Disposition::Forwarded);
    }

    #[test]
    fn aggregates_go_on_to_the_next_cluster() {
        let kind = r#""cluster_type":{"name":"a","typed_config":{"@type":"t/envoy.extensions.clusters.aggregate.v3.ClusterConfig","clusters":["one","two"]}},"#;
        let one = |health: &str| cluster("one", "", &[(1, health, 0, "")]);
        let (all, two) = (cluster("all", kind, &[]), cluster("two", "", &[(2, "HEALTHY", 0, "")]));
        check(&[all.as_str(), &one("HEALTHY"), &two].join(","), "all", &[], &[("10.0.0.1:1", 100.0)], Disposition::Forwarded);
        check(&[all.as_str(), &one("UNHEALTHY"), &two].join(","), "all", &[], &[("10.0.0.1:2", 100.0)], Disposition::Forwarded);
    }

    #[test]
    fn the_original_destination_is_an_endpoint() {
        check(&cluster("c", r#""type":"ORIGINAL_DST","#, &[]), "c", &[], &[("10.9.9.9:80", 100.0)], Disposition::Forwarded);
    }
}
