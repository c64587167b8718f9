//! A cluster's endpoints, and which part of its requests each of them gets.

use std::collections::HashMap;

use super::metadata::MetadataMatch;
use crate::envoy::json::reader::{Reader, Result};
use crate::section::endpoint::address_with_port;
use crate::section::endpoint::facts::Known;
use crate::section::endpoint::share::{Balance, Candidate, Fitness, shares};

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
        let (hostname, metadata, socket_match) = labels.next().unwrap_or_default();
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

/// What tells an endpoint from others: its host name, and its metadata for the choice of endpoints and of their transport sockets.
type Labels = (String, Option<MetadataMatch>, Option<MetadataMatch>);

/// The labels of endpoints, in their order.
fn read_labels(reader: &mut Reader<'_>) -> Result<Vec<Labels>> {
    let mut labels = Vec::new();
    let Some(mut groups) = reader.find("endpoints")? else { return Ok(labels) };
    groups.elements(|group| {
        let Some(mut endpoints) = group.find("lb_endpoints")? else { return Ok(()) };
        endpoints.elements(|endpoint| {
            let (mut hostname, mut metadata, mut socket_match) = (String::new(), None, None);
            endpoint.fields(|name, value| {
                match name {
                    "endpoint" => hostname = value.text_of("hostname")?.into_owned(),
                    "metadata" => {
                        socket_match = MetadataMatch::read_under("envoy.transport_socket_match", &mut { *value })?;
                        metadata = MetadataMatch::read(value)?;
                    }
                    _ => {}
                }
                Ok(())
            })?;
            labels.push((hostname, metadata, socket_match));
            Ok(())
        })
    })?;
    Ok(labels)
}
