//! What a proxy is made of, by names, and decoded where it is asked for.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cluster::{Discovery, Entry, own_endpoints};
use super::endpoint::{self, Endpoint};
use super::lazy::Lazy;
use super::listener::Listener;
use super::route_configuration::RouteConfiguration;
use super::runtime::Runtime;
use super::scope::Scope;
use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};

/// The sections that a model is made of.
pub const SECTIONS: [Section; 7] =
    [Section::Bootstrap, Section::Clusters, Section::Endpoints, Section::Hosts, Section::Listeners, Section::ScopedRoutes, Section::Routes];

/// A proxy's configuration, ready to be asked where requests go.
#[derive(Debug, Default)]
pub struct Model<'a> {
    /// Its version and runtime.
    pub runtime: Runtime,
    /// Its listeners that are in use.
    pub listeners: Vec<Listener<'a>>,
    /// The sections that its source has.
    pub seen: Vec<Section>,
    routes: HashMap<Cow<'a, str>, Found<'a>>,
    scopes: HashMap<Cow<'a, str>, Vec<Scope<'a>>>,
    clusters: HashMap<Cow<'a, str>, Entry<'a>>,
    assignments: HashMap<Cow<'a, str>, &'a [u8]>,
    hosts: HashMap<Cow<'a, str>, &'a [u8]>,
}

/// A route configuration that RDS gave.
#[derive(Debug)]
pub struct Found<'a> {
    /// The route configuration.
    pub configuration: Lazy<'a, RouteConfiguration<'a>>,
    /// Its version.
    pub version: Cow<'a, str>,
    /// Whether it stands in the bootstrap or a listener.
    pub is_static: bool,
}

impl<'a> Model<'a> {
    /// The model of a dump, and what of it could not be read.
    pub fn new(dump: &Dump<'a>) -> (Self, Vec<Problem>) {
        let mut model = Model { seen: dump.seen.clone(), ..Model::default() };
        let mut problems = Vec::new();
        let mut ranks = HashMap::new();
        for resource in &dump.resources {
            let (Some(body), Some(rank)) = (resource.body, rank(resource.state)) else { continue };
            // Of a resource that is there in several states, the one in use counts.
            if let Err(error) = model.add(resource, body, rank, &mut ranks) {
                problems.push(Problem { path: resource.path.to_string(), what: error.what });
            }
        }
        (model, problems)
    }

    fn add(&mut self, resource: &Resource<'a>, body: &'a [u8], rank: u8, ranks: &mut HashMap<(u8, String), u8>) -> Result<()> {
        let reader = Reader::new(body, 0);
        let mut is_first = |section: u8, name: &str| {
            let best = ranks.entry((section, name.to_owned())).or_insert(u8::MAX);
            let is_better = rank < *best;
            *best = rank.min(*best);
            is_better
        };
        match resource.section {
            Section::Bootstrap => self.runtime = Runtime::read(body)?,
            Section::Listeners if rank == 0 => self.listeners.push(Listener::read(&mut { reader })?),
            Section::Routes => {
                let name = reader.text_of("name")?;
                if is_first(0, &name) {
                    let (configuration, version) = (Lazy::new(body), resource.version.clone());
                    let is_static = resource.state == State::Static;
                    self.routes.insert(name, Found { configuration, version, is_static });
                }
            }
            Section::ScopedRoutes => {
                let name = reader.text_of("name")?;
                if let Some(mut scopes) = reader.find("scoped_route_configs")? {
                    self.scopes.entry(name).or_default().extend(scopes.list(Scope::read)?);
                }
            }
            Section::Clusters => {
                let name = reader.text_of("name")?;
                if is_first(1, &name) {
                    self.clusters.insert(name.clone(), Entry::new(name, body));
                }
            }
            Section::Endpoints => {
                self.assignments.entry(reader.text_of("cluster_name")?).or_insert(body);
            }
            Section::Hosts => {
                self.hosts.entry(reader.text_of("name")?).or_insert(body);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the source has this section.
    pub fn has(&self, section: Section) -> bool {
        self.seen.contains(&section)
    }

    /// The route configuration of this name.
    pub fn route_configuration(&self, name: &str) -> Option<&Found<'a>> {
        self.routes.get(name)
    }

    /// The scopes of scoped routes of this name.
    pub fn scopes(&self, name: &str) -> &[Scope<'a>] {
        self.scopes.get(name).map_or(&[], Vec::as_slice)
    }

    /// The cluster of this name.
    pub fn cluster(&self, name: &str) -> Option<&Entry<'a>> {
        self.clusters.get(name)
    }

    /// A cluster's endpoints with their shares; `None` where the source does not tell them.
    pub fn endpoints<'m>(&self, entry: &'m Entry<'a>) -> Option<&'m [Endpoint]> {
        let found = entry.endpoints.get_or_init(|| {
            let cluster = entry.get();
            let service_name = if cluster.service_name.is_empty() { &entry.name } else { &cluster.service_name };
            let mut endpoints = match (self.hosts.get(&entry.name), self.assignments.get(service_name)) {
                // What EDS says has names and metadata, and the hosts have their present health.
                (Some(hosts), Some(assignment)) => join(endpoint::read(hosts, true), endpoint::read(assignment, false)),
                (Some(hosts), None) => join(endpoint::read(hosts, true), own_endpoints(cluster)),
                (None, Some(assignment)) => endpoint::read(assignment, false),
                (None, None) if cluster.discovery == Discovery::Eds && !self.has(Section::Endpoints) => return None,
                (None, None) => own_endpoints(cluster),
            };
            endpoint::share(&mut endpoints, cluster.balance.unwrap_or_default());
            Some(endpoints)
        });
        found.as_deref()
    }
}

/// Hosts with the names, metadata and weights of localities that a configuration tells of them.
fn join(mut hosts: Vec<Endpoint>, configured: Vec<Endpoint>) -> Vec<Endpoint> {
    let mut configured: HashMap<String, Endpoint> = configured.into_iter().map(|endpoint| (endpoint.address.clone(), endpoint)).collect();
    for host in &mut hosts {
        if let Some(known) = configured.remove(&host.address) {
            (host.hostname, host.metadata) = (known.hostname, known.metadata);
            (host.socket_match, host.passed) = (known.socket_match, known.passed);
            host.candidate.locality_weight = known.candidate.locality_weight;
        }
    }
    hosts
}

/// How much a resource in this state is in use: 0 is most; `None` of what is not.
fn rank(state: State) -> Option<u8> {
    match state {
        State::Active | State::Static => Some(0),
        State::Warming => Some(1),
        State::Uninitialized | State::Draining | State::Rejected => None,
    }
}
