//! A configuration's resources: where each stands in the input, its state, version and time. Bodies are not decoded here.
//!
//! The messages are those of <https://www.envoyproxy.io/docs/envoy/latest/api-v3/admin/v3/config_dump.proto>. A section's lists have names
//! that no other section has, so a list is known by its name, wherever its `@type` stands.

use std::borrow::Cow;
use std::fmt;

use super::fields;
use super::json::SyntaxError;
use super::json::reader::{Reader, Result};

/// A part of an Envoy's configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The bootstrap, as Envoy reads it at its start.
    Bootstrap,
    /// Clusters.
    Clusters,
    /// Endpoints, as EDS or the clusters themselves give them.
    Endpoints,
    /// Hosts and their health, as `/clusters` tells.
    Hosts,
    /// Listeners.
    Listeners,
    /// Route configurations.
    Routes,
    /// Scoped route configurations.
    ScopedRoutes,
    /// TLS secrets.
    Secrets,
    /// Extension configurations by ECDS.
    Ecds,
}

impl Section {
    /// All sections, in the order in which Envoy dumps them.
    pub const ALL: [Section; 9] = [
        Section::Bootstrap,
        Section::Clusters,
        Section::Ecds,
        Section::Endpoints,
        Section::Hosts,
        Section::Listeners,
        Section::ScopedRoutes,
        Section::Routes,
        Section::Secrets,
    ];

    /// The message of one resource of this section.
    pub fn message(self) -> &'static str {
        match self {
            Section::Bootstrap => "envoy.config.bootstrap.v3.Bootstrap",
            Section::Clusters => "envoy.config.cluster.v3.Cluster",
            Section::Endpoints => "envoy.config.endpoint.v3.ClusterLoadAssignment",
            Section::Hosts => "envoy.admin.v3.ClusterStatus",
            Section::Listeners => "envoy.config.listener.v3.Listener",
            Section::Routes => "envoy.config.route.v3.RouteConfiguration",
            Section::ScopedRoutes => "envoy.config.route.v3.ScopedRouteConfiguration",
            Section::Secrets => "envoy.extensions.transport_sockets.tls.v3.Secret",
            Section::Ecds => "envoy.config.core.v3.TypedExtensionConfig",
        }
    }

    /// The message that holds this section in `/config_dump` (in `/clusters` for hosts), without its package `envoy.admin.v3`.
    pub fn container(self) -> &'static str {
        match self {
            Section::Bootstrap => "BootstrapConfigDump",
            Section::Clusters => "ClustersConfigDump",
            Section::Endpoints => "EndpointsConfigDump",
            Section::Hosts => "Clusters",
            Section::Listeners => "ListenersConfigDump",
            Section::Routes => "RoutesConfigDump",
            Section::ScopedRoutes => "ScopedRoutesConfigDump",
            Section::Secrets => "SecretsConfigDump",
            Section::Ecds => "EcdsConfigDump",
        }
    }

    /// The field of a section's message (`envoy.admin.v3.ClustersConfigDump`, …) that is the list called `list`.
    pub fn list_field(list: &str) -> Option<&'static fields::Field> {
        let list = LISTS.iter().find(|known| known.name == list)?;
        fields::message(&format!("envoy.admin.v3.{}", list.section.container()))?.field(list.name)
    }

    /// The full name of the message of one entry of the list called `list`: `envoy.admin.v3.ClustersConfigDump.DynamicCluster` of
    /// `dynamic_active_clusters`.
    pub fn entry_message(list: &str) -> Option<&'static str> {
        match Section::list_field(list)?.kind {
            fields::Kind::Message(message) => Some(message.get().name()),
            _ => None,
        }
    }

    /// The list in which resources of this section and state stand, with the field that holds the resource in an entry.
    pub fn list_of(self, state: State) -> Option<(&'static str, &'static str)> {
        let state = if matches!(state, State::Static | State::Warming) { state } else { State::Active };
        LISTS.iter().find(|list| list.section == self && list.state == state).map(|list| (list.name, list.body))
    }

    /// The section whose list has this name.
    pub fn of_list(list: &str) -> Option<Section> {
        LISTS.iter().find(|known| known.name == list).map(|list| list.section)
    }

    /// The section of a `@type` of `/config_dump`, whole (`…/envoy.admin.v3.ClustersConfigDump`) or one element of it
    /// (`…ClustersConfigDump.DynamicCluster`, as `?resource=` answers).
    pub(super) fn of_type(type_url: &str) -> Option<Section> {
        let name = type_url.rsplit('/').next()?.strip_prefix("envoy.admin.")?.split('.').nth(1)?;
        Section::ALL.into_iter().find(|section| section.container() == name)
    }
}

/// What Envoy does with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In use, from the control plane.
    Active,
    /// In use, from the bootstrap.
    Static,
    /// Not yet in use: something that it needs is missing.
    Warming,
    /// Asked for, and not yet received.
    Uninitialized,
    /// No longer in use for new connections.
    Draining,
    /// Refused (a NACK): [`Resource::error`] tells why.
    Rejected,
}

impl State {
    /// All states.
    pub const ALL: [State; 6] = [State::Active, State::Static, State::Warming, State::Uninitialized, State::Draining, State::Rejected];

    /// The word for tables: `ACTIVE`, `STATIC`, …
    pub fn word(self) -> &'static str {
        match self {
            State::Active => "ACTIVE",
            State::Static => "STATIC",
            State::Warming => "WARMING",
            State::Uninitialized => "UNINITIALIZED",
            State::Draining => "DRAINING",
            State::Rejected => "REJECTED",
        }
    }

    /// The state that a word of [`State::word`] stands for.
    pub fn of_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether the resource is in use as it should be, so that a table need not speak of its state.
    pub fn is_ordinary(self) -> bool {
        matches!(self, State::Active | State::Static)
    }
}

/// Why Envoy refused a resource (`UpdateFailureState`).
#[derive(Clone, Debug, Default)]
pub struct Failure<'a> {
    /// Envoy's reason.
    pub details: Cow<'a, str>,
    /// When the control plane last tried, RFC 3339.
    pub last_update_attempt: Cow<'a, str>,
    /// The version that was refused.
    pub version: Cow<'a, str>,
}

/// One resource, where it stands in the input.
#[derive(Clone, Debug)]
pub struct Resource<'a> {
    /// Its section.
    pub section: Section,
    /// What Envoy does with it.
    pub state: State,
    /// Its name as the dump's entry gives it; empty for entries that give none (the body has it).
    pub name: Cow<'a, str>,
    /// The version that the control plane gave it; empty over delta xDS, where only the section has one.
    pub version: Cow<'a, str>,
    /// When it was last updated, RFC 3339.
    pub last_updated: Cow<'a, str>,
    /// Why it was refused.
    pub error: Option<Box<Failure<'a>>>,
    /// Its message's bytes; `None` where the dump has none (a mask, or a refused update that Envoy did not keep).
    pub body: Option<&'a [u8]>,
    /// The bytes of the dump's entry around the body.
    pub entry: &'a [u8],
    /// Where it stands.
    pub path: Path,
}

impl<'a> Resource<'a> {
    /// The bytes of its message, or of the entry where it has none: no other resource has the same place.
    pub fn bytes(&self) -> &'a [u8] {
        self.body.unwrap_or(self.entry)
    }
}

/// Where a resource stands in a dump: prints as `configs[3].dynamic_route_configs[0]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The index in `configs`; `None` outside of `/config_dump`.
    pub config: Option<usize>,
    /// The list's name; empty for an element of `configs` or of the document itself.
    pub list: &'static str,
    /// The index in the list.
    pub index: usize,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.config, self.list) {
            (Some(config), "") => write!(f, "configs[{config}]"),
            (Some(config), list) => write!(f, "configs[{config}].{list}[{}]", self.index),
            (None, "") => write!(f, "[{}]", self.index),
            (None, list) => write!(f, "{list}[{}]", self.index),
        }
    }
}

/// Something in the input that could not be read as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path like `configs[3].dynamic_route_configs[0]`.
    pub path: String,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}

/// The resources of the wanted sections, from one or several documents.
#[derive(Clone, Debug, Default)]
pub struct Dump<'a> {
    /// The resources, in the order of the input.
    pub resources: Vec<Resource<'a>>,
    /// The sections that the input has, wanted or not, also empty ones.
    pub seen: Vec<Section>,
    /// The `@type`s of sections that this program does not know.
    pub foreign: Vec<String>,
    /// The versions that whole sections have, which over delta xDS are the only ones.
    pub versions: Vec<(Section, Cow<'a, str>)>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The sections to collect.
    pub wanted: Vec<Section>,
}

/// How a list of `/config_dump` is read.
struct List {
    name: &'static str,
    section: Section,
    state: State,
    /// The field of an entry that holds the resource.
    body: &'static str,
}

const fn list(name: &'static str, section: Section, state: State, body: &'static str) -> List {
    List { name, section, state, body }
}

/// The lists of `/config_dump`'s sections and of `/clusters`. An empty body means that the entry is the resource itself.
const LISTS: [List; 16] = [
    list("static_clusters", Section::Clusters, State::Static, "cluster"),
    list("dynamic_active_clusters", Section::Clusters, State::Active, "cluster"),
    list("dynamic_warming_clusters", Section::Clusters, State::Warming, "cluster"),
    list("static_listeners", Section::Listeners, State::Static, "listener"),
    list("dynamic_listeners", Section::Listeners, State::Active, "listener"),
    list("static_route_configs", Section::Routes, State::Static, "route_config"),
    list("dynamic_route_configs", Section::Routes, State::Active, "route_config"),
    list("inline_scoped_route_configs", Section::ScopedRoutes, State::Static, ""),
    list("dynamic_scoped_route_configs", Section::ScopedRoutes, State::Active, ""),
    list("static_endpoint_configs", Section::Endpoints, State::Static, "endpoint_config"),
    list("dynamic_endpoint_configs", Section::Endpoints, State::Active, "endpoint_config"),
    list("static_secrets", Section::Secrets, State::Static, "secret"),
    list("dynamic_active_secrets", Section::Secrets, State::Active, "secret"),
    list("dynamic_warming_secrets", Section::Secrets, State::Warming, "secret"),
    list("ecds_filters", Section::Ecds, State::Active, "ecds_filter"),
    list("cluster_statuses", Section::Hosts, State::Active, ""),
];

/// The list that holds elements of this `@type`, for `?resource=`, whose answer tells no list's name. Active and warming clusters and
/// secrets have one type: they are taken as active.
fn list_of_element(type_url: &str) -> Option<&'static List> {
    let name = match type_url.rsplit('.').next()? {
        "StaticCluster" => "static_clusters",
        "DynamicCluster" => "dynamic_active_clusters",
        "StaticListener" => "static_listeners",
        "DynamicListener" => "dynamic_listeners",
        "StaticRouteConfig" => "static_route_configs",
        "DynamicRouteConfig" => "dynamic_route_configs",
        "InlineScopedRouteConfigs" => "inline_scoped_route_configs",
        "DynamicScopedRouteConfigs" => "dynamic_scoped_route_configs",
        "StaticEndpointConfig" => "static_endpoint_configs",
        "DynamicEndpointConfig" => "dynamic_endpoint_configs",
        "StaticSecret" => "static_secrets",
        "DynamicSecret" => "dynamic_active_secrets",
        "EcdsFilterConfig" => "ecds_filters",
        _ => return None,
    };
    LISTS.iter().find(|list| list.name == name)
}

impl<'a> Dump<'a> {
    /// A dump that will collect the resources of `wanted`.
    pub fn new(wanted: &[Section]) -> Self {
        Dump { wanted: wanted.to_vec(), ..Dump::default() }
    }

    /// The resources of one section, in the order of the input.
    pub fn of(&self, section: Section) -> impl Iterator<Item = &Resource<'a>> {
        self.resources.iter().filter(move |resource| resource.section == section)
    }

    /// Whether the input has this section, be it empty.
    pub fn has(&self, section: Section) -> bool {
        self.seen.contains(&section)
    }

    /// Notes that the input has this section.
    pub(super) fn see(&mut self, section: Section) {
        if !self.has(section) {
            self.seen.push(section);
        }
    }

    /// Reads the `configs` of a `/config_dump`. On an error, what was whole before it stays.
    pub(super) fn configs(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let start = *reader;
        let mut index = 0;
        let read = reader.elements(|config| {
            let start = *config;
            let read = self.config(config, index);
            self.step_over(read, start, config, || format!("configs[{index}]"))?;
            index += 1;
            Ok(())
        });
        self.step_over(read, start, reader, || "configs".to_owned())
    }

    /// Steps over a value that could not be read: one of a wrong shape costs itself alone, and a problem. One that is cut off is an error.
    fn step_over(&mut self, read: Result<()>, start: Reader<'a>, reader: &mut Reader<'a>, path: impl FnOnce() -> String) -> Result<()> {
        let Err(error) = read else { return Ok(()) };
        let mut next = start;
        next.skip().map_err(|_| error.clone())?;
        *reader = next;
        self.problems.push(Problem { path: path(), what: error.what });
        Ok(())
    }

    /// Reads one element of `configs`: a whole section, or one resource of `?resource=`.
    fn config(&mut self, reader: &mut Reader<'a>, index: usize) -> Result<()> {
        let whole = *reader;
        let (before, path) = (self.resources.len(), Path { config: Some(index), ..Path::default() });
        let mut type_url = Cow::Borrowed("");
        let mut element = None;
        let mut version = Cow::Borrowed("");
        reader.fields(|name, value| {
            if name == "version_info" {
                version = value.text()?;
            } else if name == "@type" {
                type_url = value.text()?;
                element = list_of_element(&type_url);
            } else if element.is_none() && (type_url.is_empty() || Section::of_type(&type_url).is_some()) {
                self.field(name, value, path)?;
            }
            Ok(())
        })?;
        match (element, Section::of_type(&type_url)) {
            (Some(list), _) => {
                self.see(list.section);
                self.resources.truncate(before);
                if self.wanted.contains(&list.section) {
                    self.entry(&mut { whole }, list, path)?;
                }
            }
            (None, Some(section)) => {
                self.see(section);
                if !version.is_empty() {
                    self.versions.push((section, version));
                }
                let entry = whole.raw_until(reader);
                for resource in self.resources[before..].iter_mut().filter(|resource| resource.section == Section::Bootstrap) {
                    resource.entry = entry;
                }
            }
            (None, None) if type_url.is_empty() => {
                self.problems.push(Problem { path: path.to_string(), what: "has no @type".to_owned() });
            }
            (None, None) => {
                // Lists of a foreign section may have a known list's name, but are not what that list holds.
                self.resources.truncate(before);
                self.foreign.push(type_url.into_owned());
            }
        }
        Ok(())
    }

    /// Gives the bootstraps that were added since the resource numbered `from` the whole section as their entry: its time stands there.
    pub(super) fn own_bootstrap(&mut self, from: usize, entry: &'a [u8]) {
        for resource in &mut self.resources[from..] {
            if resource.section == Section::Bootstrap && resource.entry.len() < entry.len() && resource.path.config.is_none() {
                resource.entry = entry;
            }
        }
    }

    /// The resources of one entry of the list called `list`, which stands by itself in `entry`.
    ///
    /// # Errors
    /// Where the entry is broken.
    pub fn of_entry(section: Section, list: &str, entry: &'a [u8]) -> Result<Dump<'a>> {
        let mut dump = Dump::new(&[section]);
        if let Some(list) = LISTS.iter().find(|known| known.name == list) {
            dump.entry(&mut Reader::new(entry, 0), list, Path { list: list.name, ..Path::default() })?;
        }
        Ok(dump)
    }

    /// Reads one field of a section: a list of resources or the bootstrap. True where the field is one of these.
    pub(super) fn field(&mut self, name: &str, value: &mut Reader<'a>, path: Path) -> Result<bool> {
        if name == "bootstrap" {
            self.see(Section::Bootstrap);
            if self.wanted.contains(&Section::Bootstrap) {
                let body = value.raw()?;
                self.push(Section::Bootstrap, State::Static, Some(body), body, path);
            }
            return Ok(true);
        }
        let Some(list) = LISTS.iter().find(|list| list.name == name) else { return Ok(false) };
        self.see(list.section);
        if self.wanted.contains(&list.section) {
            let start = *value;
            let mut index = 0;
            let read = value.elements(|entry| {
                self.entry(entry, list, Path { list: list.name, index, ..path })?;
                index += 1;
                Ok(())
            });
            self.step_over(read, start, value, || Path { list: list.name, index, ..path }.to_string())?;
        }
        Ok(true)
    }

    /// Adds a resource that stands by itself, without a dump's entry around it.
    pub(super) fn push(&mut self, section: Section, state: State, body: Option<&'a [u8]>, entry: &'a [u8], path: Path) {
        let none = Cow::Borrowed("");
        let (name, version, last_updated) = (none.clone(), none.clone(), none);
        self.resources.push(Resource { section, state, name, version, last_updated, error: None, body, entry, path });
    }

    /// Reads one entry of a list: the resource, or for listeners each of its states, and the update that was refused.
    fn entry(&mut self, reader: &mut Reader<'a>, list: &List, path: Path) -> Result<()> {
        let start = *reader;
        let first = self.resources.len();
        if list.body.is_empty() {
            let body = reader.raw()?;
            self.push(list.section, list.state, Some(body), body, path);
            return Ok(());
        }
        let mut own = Stamp::default();
        let mut name = Cow::Borrowed("");
        let mut states = Vec::new();
        let mut failure = None;
        let mut is_missing = false;
        let read = reader.fields(|field, value| {
            match field {
                "name" => name = value.text()?,
                // Envoy's own dumps have no such word; a gRPC client's have, where nothing else tells that nothing came.
                "client_status" => is_missing = matches!(&*value.text()?, "REQUESTED" | "DOES_NOT_EXIST"),
                "active_state" => states.push((State::Active, Stamp::read(value, list.body)?)),
                "warming_state" => states.push((State::Warming, Stamp::read(value, list.body)?)),
                "draining_state" => states.push((State::Draining, Stamp::read(value, list.body)?)),
                "error_state" => failure = Some(read_failure(value)?),
                _ => own.field(field, value, list.body)?,
            }
            Ok(())
        });
        if read.is_err() {
            return self.step_over(read, start, reader, || path.to_string());
        }
        let entry = start.raw_until(reader);
        if own.body.is_some() || (states.is_empty() && failure.is_none()) {
            let is_waited_for = list.section == Section::Secrets && list.state == State::Active && own.version == "uninitialized";
            let uninitialized = is_waited_for || is_missing;
            states.push((if uninitialized { State::Uninitialized } else { list.state }, own));
        }
        for (state, stamp) in states {
            self.push(list.section, state, stamp.body, entry, path);
            let resource = self.resources.last_mut().expect("a resource was just added");
            (resource.version, resource.last_updated) = (stamp.version, stamp.last_updated);
        }
        if let Some((failure, body)) = failure {
            self.push(list.section, State::Rejected, body, entry, path);
            let resource = self.resources.last_mut().expect("a resource was just added");
            resource.version = failure.version.clone();
            resource.last_updated = failure.last_update_attempt.clone();
            resource.error = Some(Box::new(failure));
        }
        for resource in &mut self.resources[first..] {
            resource.name = name.clone();
        }
        Ok(())
    }
}

/// A resource with its version and time, as `DynamicListenerState` and the other sections' entries have it.
#[derive(Default)]
struct Stamp<'a> {
    version: Cow<'a, str>,
    last_updated: Cow<'a, str>,
    body: Option<&'a [u8]>,
}

impl<'a> Stamp<'a> {
    fn read(reader: &mut Reader<'a>, body: &str) -> Result<Self> {
        let mut stamp = Stamp::default();
        reader.fields(|name, value| stamp.field(name, value, body))?;
        Ok(stamp)
    }

    fn field(&mut self, name: &str, value: &mut Reader<'a>, body: &str) -> Result<()> {
        match name {
            "version_info" => self.version = value.text()?,
            "last_updated" => self.last_updated = value.text()?,
            _ if name == body => self.body = Some(value.raw()?),
            _ => {}
        }
        Ok(())
    }
}

/// Reads an `UpdateFailureState`: the failure, and the configuration that was refused, where Envoy kept it.
fn read_failure<'a>(reader: &mut Reader<'a>) -> Result<(Failure<'a>, Option<&'a [u8]>)> {
    let mut failure = Failure::default();
    let mut body = None;
    reader.fields(|name, value| {
        match name {
            "details" => failure.details = value.text()?,
            "last_update_attempt" => failure.last_update_attempt = value.text()?,
            "version_info" => failure.version = value.text()?,
            "failed_configuration" => body = Some(value.raw()?),
            _ => {}
        }
        Ok(())
    })?;
    Ok((failure, body))
}

impl SyntaxError {
    /// The sentence for a person who has the whole text at hand.
    pub fn in_text(&self, bytes: &[u8]) -> String {
        format!("{} ({})", self.what, super::json::Position::of(bytes, self.offset))
    }

    /// The sentence for a person who has the whole dump at hand, of which `body` is one resource.
    pub fn in_resource(&self, body: &[u8]) -> String {
        format!("{} ({} of the resource)", self.what, super::json::Position::of(body, self.offset))
    }
}
