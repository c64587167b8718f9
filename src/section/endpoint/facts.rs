//! What only `-o wide` reads of endpoints: priorities, weights and counts, of `/clusters`, of EDS, and of the cluster itself.

use std::borrow::Cow;

use super::share::Balance;
use super::{Assignment, Endpoint, Locality};
use crate::envoy::json::reader::{Reader, Result};
use crate::section::route_match::short_type;

/// What is known of an endpoint beside its address and health.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Its priority: 0 is the first.
    pub priority: u64,
    /// Its weight, 1 where none is given.
    pub weight: u64,
    /// The weight of its locality, where the source tells it: EDS alone does.
    pub locality_weight: Option<u64>,
    /// What `/clusters` has counted.
    pub live: Option<Live>,
}

/// What `/clusters` tells of a host (`envoy.admin.v3.HostStatus`), since the host is in the cluster.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// Requests that it has now (`rq_active`).
    pub active: u64,
    /// Requests that it has had (`rq_total`).
    pub total: u64,
    /// Of these, those that failed (`rq_error`).
    pub errors: u64,
    /// Connections to it that were not made (`cx_connect_fail`).
    pub connect_failures: u64,
    /// The part of its requests that succeeded in the last interval of outlier detection, in percent (`success_rate`).
    pub success_rate: Option<String>,
}

/// The endpoints of one cluster with what is known of them.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// The cluster and its endpoints.
    pub assignment: Assignment<'a>,
    /// The facts of each endpoint, in their order.
    pub facts: Vec<Facts>,
    /// `policy.overprovisioning_factor` of EDS, in percent.
    pub overprovisioning: Option<u64>,
}

impl<'a> Known<'a> {
    /// Reads a `ClusterLoadAssignment`.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Known::default();
        reader.fields(|name, value| {
            match name {
                "cluster_name" => found.assignment.cluster = value.text()?,
                "endpoints" => value.elements(|group| found.read_group(group))?,
                "policy" => {
                    found.overprovisioning = value.find("overprovisioning_factor")?.map(|mut factor| factor.number()).transpose()?;
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Reads a `LocalityLbEndpoints`.
    fn read_group(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let first = self.facts.len();
        let (mut locality, mut priority, mut locality_weight) = (Locality::default(), 0, None);
        reader.fields(|name, value| {
            match name {
                "locality" => locality = Locality::read(value)?,
                "priority" => priority = value.number()?,
                "load_balancing_weight" => locality_weight = Some(value.number()?),
                "lb_endpoints" => value.elements(|element| {
                    let (mut endpoint, mut weight) = (Endpoint::default(), 1);
                    element.fields(|name, value| {
                        if name == "load_balancing_weight" {
                            weight = value.number()?;
                            return Ok(());
                        }
                        endpoint.read_field(name, value)
                    })?;
                    self.assignment.endpoints.push(endpoint);
                    self.facts.push(Facts { weight, ..Facts::default() });
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        for (endpoint, facts) in self.assignment.endpoints[first..].iter_mut().zip(&mut self.facts[first..]) {
            endpoint.locality = locality.clone();
            (facts.priority, facts.locality_weight) = (priority, locality_weight);
        }
        Ok(())
    }

    /// Reads a `ClusterStatus` of `/clusters`.
    pub fn read_hosts(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Known::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.assignment.cluster = value.text()?,
                "eds_service_name" => found.assignment.service_name = value.text()?,
                "host_statuses" => value.elements(|host| {
                    let (endpoint, facts) = read_host(host)?;
                    found.assignment.endpoints.push(endpoint);
                    found.facts.push(facts);
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The name by which the cluster asks EDS.
    pub(super) fn asked(&self) -> &Cow<'a, str> {
        let Assignment { cluster, service_name, .. } = &self.assignment;
        if service_name.is_empty() { cluster } else { service_name }
    }
}

/// Reads a `HostStatus`.
fn read_host<'a>(reader: &mut Reader<'a>) -> Result<(Endpoint<'a>, Facts)> {
    let mut endpoint = Endpoint::default();
    let (mut facts, mut live) = (Facts { weight: 1, ..Facts::default() }, Live::default());
    reader.fields(|name, value| {
        match name {
            "weight" => facts.weight = value.number()?,
            "priority" => facts.priority = value.number()?,
            "success_rate" => live.success_rate = Some(value.text_of("value")?.into_owned()),
            "stats" => value.elements(|stat| live.read_stat(stat))?,
            _ => endpoint.read_host_field(name, value)?,
        }
        Ok(())
    })?;
    facts.live = Some(live);
    Ok((endpoint, facts))
}

impl Live {
    /// Reads a `SimpleMetric`.
    fn read_stat(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let (mut name, mut number) = (Cow::Borrowed(""), 0);
        reader.fields(|field, value| {
            match field {
                "name" => name = value.text()?,
                "value" => number = value.number()?,
                _ => {}
            }
            Ok(())
        })?;
        match &*name {
            "rq_active" => self.active = number,
            "rq_total" => self.total = number,
            "rq_error" => self.errors = number,
            "cx_connect_fail" => self.connect_failures = number,
            _ => {}
        }
        Ok(())
    }
}

/// What a `Cluster` says of its load balancing; nothing where the cluster chooses its endpoints itself.
#[derive(Clone, Debug, Default)]
pub struct Balancing<'a> {
    /// The cluster's name.
    pub name: Cow<'a, str>,
    /// The name that it asks EDS for, where that is another.
    pub service_name: Cow<'a, str>,
    /// How it balances.
    pub balance: Option<Balance>,
}

impl<'a> Balancing<'a> {
    /// Reads a `Cluster`.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Balancing::default();
        let mut balance = Balance::default();
        let mut policy = Cow::Borrowed("");
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "eds_cluster_config" => found.service_name = value.text_of("service_name")?,
                "lb_policy" => policy = value.text()?,
                "load_balancing_policy" => {
                    let Some(mut policies) = value.find("policies")? else { return Ok(()) };
                    let mut is_first = true;
                    policies.elements(|one| {
                        let config = one.find("typed_extension_config")?.map_or(Ok(None), |config| config.find("typed_config"))?;
                        if let Some(config) = config
                            && std::mem::take(&mut is_first)
                        {
                            policy = Cow::Owned(short_type(&config.text_of("@type")?).to_owned());
                            if let Some(locality) = config.find("locality_lb_config")? {
                                balance.is_locality_weighted |= locality.find("locality_weighted_lb_config")?.is_some();
                            }
                        }
                        Ok(())
                    })?;
                }
                "common_lb_config" => value.fields(|name, value| {
                    match name {
                        "locality_weighted_lb_config" => balance.is_locality_weighted = true,
                        "healthy_panic_threshold" => {
                            // A `Percent` without a value is zero, which switches panic off.
                            let percent = value.text_of("value")?;
                            balance.panic_threshold = percent.parse().unwrap_or(0.0);
                        }
                        _ => {}
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        balance.is_weighted = !matches!(&*policy, "RANDOM" | "3" | "Random");
        balance.is_hashing = matches!(&*policy, "RING_HASH" | "2" | "RingHash" | "MAGLEV" | "5" | "Maglev");
        let is_elsewhere = matches!(&*policy, "CLUSTER_PROVIDED" | "6" | "ClusterProvided");
        found.balance = (!is_elsewhere).then_some(balance);
        Ok(found)
    }
}
