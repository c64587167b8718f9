//! A cluster's endpoints, and which part of its requests each of them gets.

use std::collections::HashMap;

use super::metadata::MetadataMatch;
use crate::envoy::json::reader::{Reader, Result};
use crate::section::endpoint::address_with_port;
use crate::section::endpoint::facts::Known;
use crate::section::endpoint::share::{Balance, Candidate, Fitness, shares};

/// The name of the metadata that goes with connections to internal listeners.
pub const PASSED: &str = "envoy.filters.listener.original_dst";

/// An endpoint.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Its address: `IP:PORT`, a pipe's path, `envoy://LISTENER/ENDPOINT`.
    pub address: String,
    /// Its host name; may be empty.
    pub hostname: String,
    /// Its health in Envoy's word: `HEALTHY`, `UNHEALTHY`, `DRAINING`, `TIMEOUT`, `DEGRADED`, `UNKNOWN`.
    pub health: String,
    /// Its metadata under `envoy.lb`.
    pub metadata: Option<MetadataMatch>,
    /// Its metadata under `envoy.transport_socket_match`, which chooses how connections to it are protected.
    pub socket_match: Option<MetadataMatch>,
    /// Its metadata under `envoy.filters.listener.original_dst`, which internal listeners get with connections.
    pub passed: Option<MetadataMatch>,
    /// Its place in the choice.
    pub candidate: Candidate,
    /// The part of the cluster's requests that it gets, in percent.
    pub share: f64,
    /// Whether it gets them in panic, without regard to health.
    pub is_panic: bool,
}

/// The endpoints of a `ClusterLoadAssignment`, or of a `ClusterStatus` of `/clusters`; none where the text can't be read.
pub fn read(raw: &[u8], is_hosts: bool) -> Vec<Endpoint> {
    let reader = Reader::new(raw, 0);
    let read = || -> Result<_> {
        Ok(if is_hosts {
            (Known::read_hosts(&mut { reader })?, Vec::new())
        } else {
            (Known::read(&mut { reader })?, read_labels(&mut { reader })?)
        })
    };
    let Ok((known, labels)) = read() else { return Vec::new() };
    let mut localities = HashMap::new();
    let mut labels = labels.into_iter();
    let mut endpoints = Vec::new();
    for (endpoint, facts) in known.assignment.endpoints.into_iter().zip(known.facts) {
        let Labels { hostname, metadata, socket_match, passed } = labels.next().unwrap_or_default();
        let fitness = match &endpoint.health {
            health if health.is_healthy() => Fitness::Healthy,
            health if health.is_degraded() => Fitness::Degraded,
            _ => Fitness::Unfit,
        };
        let health = if endpoint.health.failed_outlier_check { "EJECTED" } else { endpoint.health.word() };
        let next = localities.len();
        endpoints.push(Endpoint {
            address: address_with_port(&endpoint.address),
            hostname,
            health: health.to_owned(),
            metadata,
            socket_match,
            passed,
            candidate: Candidate {
                priority: facts.priority,
                locality: *localities.entry(endpoint.locality).or_insert(next),
                locality_weight: facts.locality_weight.unwrap_or_default(),
                weight: facts.weight,
                fitness,
            },
            share: 0.0,
            is_panic: false,
        });
    }
    endpoints
}

/// Gives each endpoint its share.
pub fn share(endpoints: &mut [Endpoint], balance: Balance) {
    let candidates: Vec<_> = endpoints.iter().map(|endpoint| endpoint.candidate.clone()).collect();
    for (endpoint, share) in endpoints.iter_mut().zip(shares(&candidates, balance)) {
        (endpoint.share, endpoint.is_panic) = (share.percent, share.is_panic);
    }
}

/// What an endpoint says of itself beside its address and weight.
#[derive(Default)]
struct Labels {
    hostname: String,
    metadata: Option<MetadataMatch>,
    socket_match: Option<MetadataMatch>,
    passed: Option<MetadataMatch>,
}

/// The labels of endpoints, in their order.
fn read_labels(reader: &mut Reader<'_>) -> Result<Vec<Labels>> {
    let mut labels = Vec::new();
    let Some(mut groups) = reader.find("endpoints")? else { return Ok(labels) };
    groups.elements(|group| {
        let Some(mut endpoints) = group.find("lb_endpoints")? else { return Ok(()) };
        endpoints.elements(|endpoint| {
            let mut found = Labels::default();
            endpoint.fields(|name, value| {
                match name {
                    "endpoint" => found.hostname = value.text_of("hostname")?.into_owned(),
                    "metadata" => {
                        found.socket_match = MetadataMatch::read_under("envoy.transport_socket_match", &mut { *value })?;
                        found.passed = MetadataMatch::read_under(PASSED, &mut { *value })?;
                        found.metadata = MetadataMatch::read(value)?;
                    }
                    _ => {}
                }
                Ok(())
            })?;
            labels.push(found);
            Ok(())
        })
    })?;
    Ok(labels)
}
