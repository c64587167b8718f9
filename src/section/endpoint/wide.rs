//! What `-o wide` adds to an endpoint: priority, weights and the share of requests that follows from them, health in words, and counts.

use std::borrow::Cow;
use std::collections::HashMap;

use super::facts::{Balancing, Facts, Known, Live};
use super::filter::{Filter, name_field, ordered};
use super::share::{Balance, Candidate, Fitness, Share, shares};
use super::table::{COLUMNS, EDS_COLUMNS, Flags, Row, eds_cells, flags};
use super::{Endpoint, Health, Locality, address_with_port};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin;
use crate::section::wide::{STAMP, Stamp, cell, origin_cell};
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

/// The cells behind those of istioctl: those under [`STAMP`], and those under [`MORE`].
type MoreCells<'a> = ([Cow<'a, str>; STAMP.len()], [Cow<'a, str>; MORE.len()]);

/// What other sections of the source tell of endpoints.
#[derive(Default)]
struct Joined<'a> {
    /// Of `/clusters`, for a table of EDS: by the cluster's name of EDS and the address.
    hosts: HashMap<(Cow<'a, str>, String), (Health<'a>, Option<Live>)>,
    /// Of EDS, for a table of `/clusters`: by the cluster's name of EDS.
    assignments: HashMap<Cow<'a, str>, Told<'a>>,
    /// Of the clusters, by their names and those of EDS.
    balances: HashMap<Cow<'a, str>, Option<Balance>>,
}

/// What EDS tells of a cluster.
struct Told<'a> {
    stamp: [Cow<'a, str>; STAMP.len()],
    /// The localities' weights by priority and locality.
    weights: HashMap<(u64, Locality<'a>), u64>,
    overprovisioning: Option<u64>,
}

/// Reads endpoints in full, unless the filter leaves the whole cluster out.
fn read<'a>(reader: &mut Reader<'a>, section: Section, filter: &Filter) -> Result<Known<'a>> {
    if filter.cluster.is_some() && !filter.matches_cluster(&reader.text_of(name_field(section))?) {
        return Ok(Known::default());
    }
    if section == Section::Hosts { Known::read_hosts(reader) } else { Known::read(reader) }
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
        for (resource, known) in runs.into_iter().flatten() {
            let asked = known.asked().clone();
            let Known { assignment, facts, overprovisioning } = known;
            let endpoints = assignment.endpoints.into_iter().zip(facts);
            if other == Section::Hosts {
                for (endpoint, facts) in endpoints {
                    joined.hosts.insert((asked.clone(), address_with_port(&endpoint.address)), (endpoint.health, facts.live));
                }
            } else {
                let weight = |(endpoint, facts): (Endpoint<'a>, Facts)| Some(((facts.priority, endpoint.locality), facts.locality_weight?));
                let weights = endpoints.filter_map(weight).collect();
                let stamp = Stamp::of(resource, now).cells(&origin::of_resource(resource));
                joined.assignments.insert(asked, Told { stamp, weights, overprovisioning });
            }
        }
        let clusters: Vec<_> = dump.of(Section::Clusters).collect();
        let (runs, _) = gather::gather(&clusters, Balancing::read, |_, found, run: &mut Vec<_>| run.push(found));
        for found in runs.into_iter().flatten() {
            if !found.service_name.is_empty() && found.service_name != found.name {
                joined.balances.insert(found.service_name, found.balance);
            }
            joined.balances.insert(found.name, found.balance);
        }
        joined
    }

    /// Gives `each` the endpoints of one cluster, each with its cells behind istioctl's.
    fn cells(
        &self,
        section: Section,
        resource: &Resource<'a>,
        mut known: Known<'a>,
        now: i64,
        mut each: impl FnMut(Endpoint<'a>, MoreCells<'a>),
    ) {
        let told = self.assignments.get(known.asked());
        let stamp = match (section, told) {
            (Section::Hosts, Some(told)) => told.stamp.clone(),
            (Section::Hosts, None) => {
                // /clusters has neither versions nor times.
                let [state, version, age] = [const { Cow::Borrowed("-") }; 3];
                [state, version, age, origin_cell(&origin::of_resource(resource))]
            }
            _ => Stamp::of(resource, now).cells(&origin::of_resource(resource)),
        };
        let mut states = Vec::with_capacity(known.facts.len());
        for (endpoint, facts) in known.assignment.endpoints.iter().zip(&mut known.facts) {
            if let Some(told) = told {
                facts.locality_weight = told.weights.get(&(facts.priority, endpoint.locality.clone())).copied();
            }
            let key = || (known.assignment.cluster.clone(), address_with_port(&endpoint.address));
            let seen = if self.hosts.is_empty() { None } else { self.hosts.get(&key()) };
            states.push(match seen {
                Some((health, live)) => {
                    facts.live.clone_from(live);
                    health.clone()
                }
                None => endpoint.health.clone(),
            });
        }
        let overprovisioning = known.overprovisioning.or(told.and_then(|told| told.overprovisioning));
        let shares = self.shares(&known, &states, overprovisioning);
        let endpoints = known.assignment.endpoints.into_iter().zip(known.facts).zip(states);
        for (at, ((endpoint, facts), health)) in endpoints.enumerate() {
            let more = more_cells(&endpoint, &facts, &health, shares.as_ref().map(|shares| shares[at]));
            each(endpoint, (stamp.clone(), more));
        }
    }

    /// The share of each endpoint; nothing where Envoy's choice can't be known from the source.
    fn shares(&self, known: &Known<'a>, states: &[Health<'_>], overprovisioning: Option<u64>) -> Option<Vec<Share>> {
        let Known { assignment, facts, .. } = known;
        let localities = assignment.endpoints.iter().map(|endpoint| &endpoint.locality);
        let are_localities = localities.clone().zip(localities.clone().skip(1)).any(|(one, next)| one != next);
        let mut balance = match self.balances.get(&assignment.cluster).copied() {
            Some(balance) => balance?,
            // Without the cluster's configuration nobody knows whether localities' weights count.
            None if are_localities => return None,
            None => Balance::default(),
        };
        if let Some(factor) = overprovisioning {
            balance.overprovisioning = factor;
        }
        // /clusters tells no localities' weights: if these count, EDS is needed too.
        if balance.is_locality_weighted && facts.iter().all(|facts| facts.locality_weight.is_none()) {
            if are_localities {
                return None;
            }
            balance.is_locality_weighted = false;
        }
        let mut numbers: HashMap<&Locality<'_>, usize> = HashMap::new();
        let mut number = |locality| {
            let next = numbers.len();
            if are_localities { *numbers.entry(locality).or_insert(next) } else { 0 }
        };
        let candidates: Vec<Candidate> = localities
            .zip(facts)
            .zip(states)
            .map(|((locality, facts), health)| {
                let fitness = match () {
                    () if health.is_healthy() => Fitness::Healthy,
                    () if health.is_degraded() => Fitness::Degraded,
                    () => Fitness::Unfit,
                };
                let (locality, locality_weight) = (number(locality), facts.locality_weight.unwrap_or(0));
                Candidate { priority: facts.priority, locality, locality_weight, weight: facts.weight, fitness }
            })
            .collect();
        Some(shares(&candidates, balance))
    }
}

/// The cells under [`MORE`].
fn more_cells<'a>(endpoint: &Endpoint<'a>, facts: &Facts, health: &Health<'_>, share: Option<Share>) -> [Cow<'a, str>; MORE.len()] {
    let outlier = facts.live.as_ref().map_or(Cow::Borrowed("-"), |live| {
        let word = if health.failed_outlier_check { "FAILED" } else { "OK" };
        live.success_rate.as_ref().map_or(Cow::Borrowed(word), |rate| Cow::Owned(format!("{word} + success rate {rate}%")))
    });
    let count = |count: fn(&Live) -> u64| facts.live.as_ref().map_or(Cow::Borrowed("-"), |live| number(count(live)));
    [
        number(facts.priority),
        cell(endpoint.locality.cell()),
        facts.locality_weight.map_or(Cow::Borrowed("-"), number),
        number(facts.weight),
        share.map_or(Cow::Borrowed("-"), share_cell),
        health.in_words(),
        outlier,
        count(|live| live.active),
        count(|live| live.total),
        count(|live| live.errors),
        count(|live| live.connect_failures),
    ]
}

/// A number's digits.
fn number(number: u64) -> Cow<'static, str> {
    match number {
        // Most priorities, weights and counts are these.
        0 => Cow::Borrowed("0"),
        1 => Cow::Borrowed("1"),
        _ => Cow::Owned(number.to_string()),
    }
}

/// A share as a percentage, without digits that say nothing: `33.3%`, `50%`.
fn share_cell(share: Share) -> Cow<'static, str> {
    if share == (Share { percent: 100.0, is_panic: false }) {
        return Cow::Borrowed("100%");
    }
    let mut percent = format!("{:.1}", share.percent);
    percent.truncate(percent.trim_end_matches('0').trim_end_matches('.').len());
    percent.push_str(if share.is_panic { "% + panic" } else { "%" });
    Cow::Owned(percent)
}

/// The table of endpoints with all columns. EDS, `/clusters` and the clusters are joined, as far as `dump` has them; `now` is in seconds
/// since 1970.
pub fn wide_table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter, now: i64) -> (Table<'a>, Vec<Problem>) {
    let joined = Joined::new(dump, section, now);
    let read = |reader: &mut Reader<'a>| read(reader, section, filter);
    let (mut runs, problems) = gather::gather(&ordered(dump, section), read, |resource, known, run: &mut Vec<_>| {
        let cluster = known.assignment.cluster.clone();
        joined.cells(section, resource, known, now, |endpoint, more| {
            if filter.matches(&endpoint) {
                run.push((Row::new(endpoint, cluster.clone(), resource), more));
            }
        });
    });
    // Rows of so many cells are not worth moving while they are sorted.
    let mut rows: Vec<&mut (Row<'_, 'a>, MoreCells<'a>)> = runs.iter_mut().flatten().collect();
    rows.sort_by(|one, other| one.0.key().cmp(&other.0.key()));
    let mut table = Table::wide(&COLUMNS, 5, &[&STAMP, &MORE]);
    for (row, more) in rows {
        let cells = std::mem::take(&mut row.cells);
        let (stamp, more) = std::mem::take(more);
        table.push_wide(cells[0].clone(), cells, stamp.into_iter().chain(more), row.resource);
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
        let cluster = known.assignment.cluster.clone();
        joined.cells(section, resource, known, now, |mut endpoint, (stamp, more)| {
            if filter.matches(&endpoint) {
                let short = eds_cells(&mut endpoint, &cluster, &flags);
                table.push_wide(short[0].clone(), short, stamp.into_iter().chain(more), resource);
            }
        });
    })
}
