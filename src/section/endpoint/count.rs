//! How many endpoints of a cluster are healthy, for tables of other sections.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Assignment;
use crate::envoy::dump::{Dump, Section};
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
            let read = if section == Section::Hosts { Assignment::read_hosts } else { Assignment::read };
            let (runs, _) = gather::gather(&resources, read, |_, found, run: &mut Vec<_>| {
                let healthy = found.endpoints.iter().filter(|endpoint| endpoint.health.is_healthy()).count();
                let degraded = found.endpoints.iter().filter(|endpoint| endpoint.health.is_degraded()).count();
                run.push((found.cluster, Count { healthy, degraded, total: found.endpoints.len() }));
            });
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
