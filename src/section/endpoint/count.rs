//! How many endpoints of a cluster are healthy, for tables of other sections.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Health;
use super::health::health_status;
use crate::envoy::dump::{Dump, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::section::gather;

/// The endpoints of one cluster, counted as Envoy's statistics `membership_healthy`, `membership_degraded` and `membership_total` do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that take traffic.
    pub healthy: usize,
    /// Those that take traffic when the healthy ones are too few.
    pub degraded: usize,
    /// All of them.
    pub total: usize,
}

impl Count {
    /// The name and the count of a `ClusterLoadAssignment`.
    fn read<'a>(reader: &mut Reader<'a>) -> Result<(Cow<'a, str>, Count)> {
        let (mut cluster, mut count) = (Cow::Borrowed(""), Count::default());
        reader.fields(|name, value| match name {
            "cluster_name" => {
                cluster = value.text()?;
                Ok(())
            }
            "endpoints" => value.elements(|group| {
                group.fields(|name, value| match name {
                    "lb_endpoints" => value.elements(|endpoint| {
                        let mut health = Health::default();
                        endpoint.fields(|name, value| {
                            if name == "health_status" {
                                health.eds = health_status(value.text()?);
                            }
                            Ok(())
                        })?;
                        count.add(&health);
                        Ok(())
                    }),
                    _ => Ok(()),
                })
            }),
            _ => Ok(()),
        })?;
        Ok((cluster, count))
    }

    /// The name and the count of a `ClusterStatus` of `/clusters`.
    fn read_hosts<'a>(reader: &mut Reader<'a>) -> Result<(Cow<'a, str>, Count)> {
        let (mut cluster, mut count) = (Cow::Borrowed(""), Count::default());
        reader.fields(|name, value| match name {
            "name" => {
                cluster = value.text()?;
                Ok(())
            }
            "host_statuses" => value.elements(|host| {
                let health = host.find("health_status")?.map_or_else(|| Ok(Health::default()), |mut health| Health::read(&mut health))?;
                count.add(&health);
                Ok(())
            }),
            _ => Ok(()),
        })?;
        Ok((cluster, count))
    }

    /// Counts an endpoint of this health.
    fn add(&mut self, health: &Health<'_>) {
        self.total += 1;
        self.healthy += usize::from(health.is_healthy());
        self.degraded += usize::from(health.is_degraded());
    }
}

/// The endpoints of all clusters of a source, counted.
#[derive(Clone, Debug, Default)]
pub struct Counts<'a> {
    /// By the cluster's name, of `/clusters`.
    hosts: HashMap<Cow<'a, str>, Count>,
    /// By the name that EDS has for it, of `/config_dump?include_eds`.
    assignments: HashMap<Cow<'a, str>, Count>,
}

impl<'a> Counts<'a> {
    /// Counts the endpoints of `/clusters` and of EDS, as far as the dump has them. What can't be read is a problem of the tables of
    /// endpoints, and is not counted here.
    pub fn of(dump: &Dump<'a>) -> Self {
        let count = |section| {
            let resources: Vec<_> = dump.of(section).collect();
            let read = if section == Section::Hosts { Count::read_hosts } else { Count::read };
            let (runs, _) = gather::gather(&resources, read, |_, found, run: &mut Vec<_>| run.push(found));
            runs.into_iter().flatten().collect()
        };
        Counts { hosts: count(Section::Hosts), assignments: count(Section::Endpoints) }
    }

    /// The endpoints of the cluster called `name`, which asks EDS for `service_name`, where that is not empty.
    pub fn of_cluster(&self, name: &str, service_name: &str) -> Option<&Count> {
        let asked = if service_name.is_empty() { name } else { service_name };
        // /clusters tells health as Envoy sees it, EDS as the control plane does.
        self.hosts.get(name).or_else(|| self.assignments.get(asked))
    }
}
