//! What `-o wide` adds to an endpoint: priority, weights and the share of requests that follows from them, health in words, and counts.

use std::borrow::Cow;
use std::collections::HashMap;

use super::facts::{Balancing, ClusterFacts, Facts, Live, locality_key};
use super::filter::{Filter, name_field, ordered};
use super::share::{Balance, Candidate, Fitness, Share, shares};
use super::table::{COLUMNS, EDS_COLUMNS, Flags, Row, eds_cells, flags};
use super::{Assignment, Endpoint, Health, address_with_port};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin;
use crate::section::wide::{STAMP, cell, origin_cell, stamp};
use crate::section::{Table, gather};

/// The columns behind those of istioctl.
const MORE: [&str; 11] = [
    "PRIORITY",
    "LOCALITY",
    "LOCALITY WEIGHT",
    "WEIGHT",
    "SHARE",
    "HEALTH",
    "OUTLIER",
    "ACTIVE REQUESTS",
    "REQUESTS",
    "ERRORS",
    "CONNECT FAILURES",
];

/// The cells behind those of istioctl.
type MoreCells = [Cow<'static, str>; STAMP.len() + MORE.len()];

/// What other sections of the source tell of endpoints.
#[derive(Default)]
struct Joined<'a> {
    /// Of `/clusters`, for a table of EDS: by the cluster's name of EDS and the address.
    hosts: HashMap<(Cow<'a, str>, String), (Health<'a>, Option<Live>)>,
    /// Of EDS, for a table of `/clusters`: by the cluster's name of EDS.
    assignments: HashMap<Cow<'a, str>, Told>,
    /// Of the clusters, by their names and those of EDS.
    balances: HashMap<Cow<'a, str>, Option<Balance>>,
}

/// What EDS tells of a cluster.
struct Told {
    stamp: [Cow<'static, str>; STAMP.len()],
    /// The localities' weights by priority and locality.
    weights: HashMap<(u64, String), u64>,
    overprovisioning: Option<u64>,
}

/// A cluster's endpoints with what is known of them.
type Known<'a> = (Assignment<'a>, ClusterFacts);

/// Reads endpoints in full, unless the filter leaves the whole cluster out.
fn read<'a>(reader: &mut Reader<'a>, section: Section, filter: &Filter) -> Result<Known<'a>> {
    if filter.cluster.is_some() && !filter.matches_cluster(&reader.text_of(name_field(section))?) {
        return Ok(Known::default());
    }
    let mut second = *reader;
    Ok(match section {
        Section::Hosts => (Assignment::read_hosts(reader)?, ClusterFacts::read_hosts(&mut second)?),
        _ => (Assignment::read(reader)?, ClusterFacts::read(&mut second)?),
    })
}

impl<'a> Joined<'a> {
    /// Joins what `dump` has beside `section`, which the table is made of. What can't be read of it is a problem of its own table.
    fn new(dump: &Dump<'a>, section: Section, now: i64) -> Self {
        let mut joined = Joined::default();
        let other = if section == Section::Hosts { Section::Endpoints } else { Section::Hosts };
        let resources: Vec<_> = dump.of(other).collect();
        let everything = Filter::default();
        let (runs, _) = gather::gather(
            &resources,
            |reader| read(reader, other, &everything),
            |resource, known, run: &mut Vec<_>| run.push((resource, known)),
        );
        for (resource, (assignment, facts)) in runs.into_iter().flatten() {
            if other == Section::Hosts {
                let name = if assignment.service_name.is_empty() { assignment.cluster } else { assignment.service_name };
                for (endpoint, facts) in assignment.endpoints.into_iter().zip(facts.endpoints) {
                    joined.hosts.insert((name.clone(), address_with_port(&endpoint.address)), (endpoint.health, facts.live));
                }
            } else {
                let endpoints = assignment.endpoints.iter().zip(&facts.endpoints);
                let weight = |(endpoint, facts): (&Endpoint<'_>, &Facts)| {
                    Some(((facts.priority, locality_key(&endpoint.locality)), facts.locality_weight?))
                };
                let weights = endpoints.filter_map(weight).collect();
                let told =
                    Told { stamp: stamp(resource, now, &origin::of_resource(resource)), weights, overprovisioning: facts.overprovisioning };
                joined.assignments.insert(assignment.cluster, told);
            }
        }
        let clusters: Vec<_> = dump.of(Section::Clusters).collect();
        let (runs, _) = gather::gather(&clusters, Balancing::read, |_, found, run: &mut Vec<_>| run.push(found));
        for found in runs.into_iter().flatten() {
            if !found.service_name.is_empty() {
                joined.balances.insert(found.service_name, found.balance);
            }
            joined.balances.insert(found.name, found.balance);
        }
        joined
    }

    /// The endpoints of one cluster, each with its cells behind istioctl's.
    fn cells(
        &self,
        section: Section,
        resource: &Resource<'a>,
        (assignment, mut facts): Known<'a>,
        now: i64,
    ) -> Vec<(Endpoint<'a>, MoreCells)> {
        let asked = if assignment.service_name.is_empty() { &assignment.cluster } else { &assignment.service_name };
        let told = self.assignments.get(asked);
        let stamp = match (section, told) {
            (Section::Hosts, Some(told)) => told.stamp.clone(),
            (Section::Hosts, None) => {
                // /clusters has neither versions nor times.
                let [state, version, age] = [const { Cow::Borrowed("-") }; 3];
                [state, version, age, origin_cell(&origin::of_resource(resource))]
            }
            _ => stamp(resource, now, &origin::of_resource(resource)),
        };
        let mut states = Vec::with_capacity(assignment.endpoints.len());
        for (endpoint, facts) in assignment.endpoints.iter().zip(&mut facts.endpoints) {
            let mut health = endpoint.health.clone();
            if let Some(told) = told {
                facts.locality_weight = told.weights.get(&(facts.priority, locality_key(&endpoint.locality))).copied();
            }
            if let Some((seen, live)) = self.hosts.get(&(assignment.cluster.clone(), address_with_port(&endpoint.address))) {
                (health, facts.live) = (seen.clone(), live.clone());
            }
            states.push(health);
        }
        let overprovisioning = facts.overprovisioning.or(told.and_then(|told| told.overprovisioning));
        let shares = self.shares(&assignment, &facts, &states, overprovisioning);
        let more = states.iter().zip(&facts.endpoints).enumerate().map(|(at, (health, facts))| {
            let endpoint = &assignment.endpoints[at];
            let share = shares.as_ref().map(|shares| shares[at]);
            let rest = more_cells(endpoint, facts, health, share);
            let mut cells = stamp.iter().cloned().chain(rest);
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        });
        let more: Vec<MoreCells> = more.collect();
        assignment.endpoints.into_iter().zip(more).collect()
    }

    /// The share of each endpoint; nothing where Envoy's choice can't be known from the source.
    fn shares(
        &self,
        assignment: &Assignment<'_>,
        facts: &ClusterFacts,
        states: &[Health<'_>],
        overprovisioning: Option<u64>,
    ) -> Option<Vec<Share>> {
        let known = self.balances.get(&assignment.cluster).copied();
        let first = assignment.endpoints.first().map(|endpoint| locality_key(&endpoint.locality));
        let are_localities = assignment.endpoints.iter().any(|endpoint| Some(locality_key(&endpoint.locality)) != first);
        let mut balance = match known {
            Some(balance) => balance?,
            // Without the cluster's configuration nobody knows whether localities' weights count.
            None if are_localities => return None,
            None => Balance::default(),
        };
        if let Some(factor) = overprovisioning {
            balance.overprovisioning = factor;
        }
        // /clusters tells no localities' weights: if these count, EDS is needed too.
        if balance.is_locality_weighted && facts.endpoints.iter().all(|facts| facts.locality_weight.is_none()) {
            if are_localities {
                return None;
            }
            balance.is_locality_weighted = false;
        }
        let mut localities: HashMap<String, usize> = HashMap::new();
        let candidates: Vec<Candidate> = assignment
            .endpoints
            .iter()
            .zip(&facts.endpoints)
            .zip(states)
            .map(|((endpoint, facts), health)| {
                let next = localities.len();
                let locality = *localities.entry(locality_key(&endpoint.locality)).or_insert(next);
                let fitness = match () {
                    () if health.is_healthy() => Fitness::Healthy,
                    () if health.is_degraded() => Fitness::Degraded,
                    () => Fitness::Unfit,
                };
                let locality_weight = facts.locality_weight.unwrap_or(0);
                Candidate { priority: facts.priority, locality, locality_weight, weight: facts.weight, fitness }
            })
            .collect();
        Some(shares(&candidates, balance))
    }
}

/// The cells under [`MORE`].
fn more_cells(endpoint: &Endpoint<'_>, facts: &Facts, health: &Health<'_>, share: Option<Share>) -> [Cow<'static, str>; MORE.len()] {
    let share = share.map_or_else(String::new, |share| {
        let percent = format!("{:.1}", share.percent);
        let percent = percent.trim_end_matches('0').trim_end_matches('.');
        format!("{percent}%{}", if share.is_panic { " + panic" } else { "" })
    });
    let outlier = facts.live.as_ref().map_or_else(String::new, |live| {
        let word = if health.failed_outlier_check { "FAILED" } else { "OK" };
        live.success_rate.as_ref().map_or_else(|| word.to_owned(), |rate| format!("{word} + success rate {rate}%"))
    });
    let count = |number: fn(&Live) -> u64| cell(facts.live.as_ref().map(|live| number(live).to_string()).unwrap_or_default());
    [
        Cow::Owned(facts.priority.to_string()),
        cell(endpoint.locality.cell().into_owned()),
        cell(facts.locality_weight.map(|weight| weight.to_string()).unwrap_or_default()),
        Cow::Owned(facts.weight.to_string()),
        cell(share),
        Cow::Owned(health.in_words()),
        cell(outlier),
        count(|live| live.active),
        count(|live| live.total),
        count(|live| live.errors),
        count(|live| live.connect_failures),
    ]
}

/// The table of endpoints with all columns. EDS, `/clusters` and the clusters are joined, as far as `dump` has them; `now` is in seconds
/// since 1970.
pub fn wide_table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter, now: i64) -> (Table<'a>, Vec<Problem>) {
    let joined = Joined::new(dump, section, now);
    let read = |reader: &mut Reader<'a>| read(reader, section, filter);
    let (runs, problems) = gather::gather(&ordered(dump, section), read, |resource, known, run: &mut Vec<_>| {
        let cluster = known.0.cluster.clone();
        let all = joined.cells(section, resource, known, now).into_iter();
        let passing = all.filter(|(endpoint, _)| filter.matches(endpoint));
        run.extend(passing.map(|(endpoint, more)| (Row::new(endpoint, cluster.clone(), resource), more)));
    });
    let mut rows: Vec<(Row<'_, 'a>, MoreCells)> = runs.into_iter().flatten().collect();
    rows.sort_by(|(a, _), (b, _)| a.key().cmp(&b.key()));
    let mut table = Table::wide(&COLUMNS, 5, &[&STAMP, &MORE]);
    for (row, more) in rows {
        table.push_wide(row.cells[0].clone(), row.cells, more, row.resource);
    }
    (table, problems)
}

/// The table of EDS with all columns.
pub fn wide_eds_table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter, now: i64) -> (Table<'a>, Vec<Problem>) {
    let joined = Joined::new(dump, section, now);
    let flags = if section == Section::Endpoints { flags(dump) } else { Flags::new() };
    let sorted = gather::sorted_by_cluster(&gather::named(dump.of(section), name_field(section)));
    let empty = Table::wide(&EDS_COLUMNS, 5, &[&STAMP, &MORE]);
    let read = |reader: &mut Reader<'a>| read(reader, section, filter);
    gather::table(empty, &sorted, read, |resource, known, table| {
        let cluster = known.0.cluster.clone();
        for (mut endpoint, more) in joined.cells(section, resource, known, now) {
            if filter.matches(&endpoint) {
                let short = eds_cells(&mut endpoint, &cluster, &flags);
                table.push_wide(short[0].clone(), short, more, resource);
            }
        }
    })
}
