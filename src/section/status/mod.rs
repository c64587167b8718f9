//! How each type of resource stands: how many there are, in which version and state, how their updates went, and which names lead
//! nowhere.

mod references;
mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use references::{Dangling, Target};
pub use table::{dangling, object, table};

use super::certificate::parse_rfc3339;
use super::{listener, state};
use crate::envoy::counters::{Counters, Updates};
use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};

/// The types, in the order in which Envoy's documentation has their discovery services, and the name of each.
pub const TYPES: [(Section, &str); 7] = [
    (Section::Clusters, "clusters"),
    (Section::Endpoints, "endpoints"),
    (Section::Listeners, "listeners"),
    (Section::Routes, "routes"),
    (Section::ScopedRoutes, "scoped routes"),
    (Section::Secrets, "secrets"),
    (Section::Ecds, "ecds"),
];

/// A proxy's types, and what leads nowhere.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// One of each type.
    pub types: Vec<TypeStatus>,
    /// The references that lead nowhere.
    pub dangling: Vec<Dangling>,
    /// What the source does not tell, so that something here is not known.
    pub gaps: Vec<Gap>,
}

/// Something that a source does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A section of the dump.
    Section(Section),
    /// The statistics.
    Counters,
}

/// How a type stands. What the source does not tell is nothing.
#[derive(Clone, Debug)]
pub struct TypeStatus {
    /// The type.
    pub section: Section,
    /// How many resources there are, in whatever states: a listener with an active and a draining state is one.
    pub count: Option<usize>,
    /// Their different versions.
    pub versions: BTreeSet<String>,
    /// When one was last updated, RFC 3339; empty where none tells.
    pub last_updated: String,
    /// How many are in each of [`State::ALL`].
    pub states: [usize; 6],
    /// How their updates went; nothing where the proxy keeps no count of them.
    pub updates: Option<Updates>,
    /// How many of their references lead nowhere.
    pub dangling: Option<usize>,
}

impl TypeStatus {
    /// How many are in one of these states.
    pub fn count_in(&self, states: &[State]) -> usize {
        State::ALL.iter().zip(self.states).filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
    }
}

/// One resource, as it counts for its type.
struct Counted<'a> {
    state: State,
    version: Cow<'a, str>,
    last_updated: Cow<'a, str>,
    /// How many there are in it, which are several for a set of scoped routes.
    size: usize,
}

/// The status of what a dump tells. `is_whole` says that the dump is all of the proxy's configuration, so that what is not there is not in
/// the proxy either; `stats` is an answer to `/stats`.
pub fn of(dump: &Dump<'_>, is_whole: bool, stats: Option<&[u8]>) -> (Status, Vec<Problem>) {
    // A bootstrap tells what the proxy starts with, and nothing of what it gets then.
    let is_start = dump.of(Section::Bootstrap).any(|resource| resource.path.config.is_none());
    let tells = |section: Section| match section {
        _ if is_start => false,
        // A dump has endpoints only where they are asked for, so their absence tells nothing but of an admin port that was asked so.
        Section::Endpoints => dump.has(section) || is_whole && dump.of(Section::Clusters).next().is_none(),
        _ => dump.has(section) || is_whole,
    };
    let (followed, mut problems) = references::follow(dump, tells);
    let mut gaps: Vec<Gap> = Vec::new();
    let counters = stats.and_then(|stats| {
        let eds = eds_clusters(dump);
        let read = Counters::read(stats, |cluster| eds.contains(cluster));
        read.map_err(|error| problems.push(Problem { path: "/stats".to_owned(), what: error.in_text(stats) })).ok()
    });
    let mut types = Vec::new();
    for (section, _) in TYPES {
        let source = if section == Section::Endpoints && !dump.has(section) { Section::Hosts } else { section };
        let is_told = tells(section) || dump.has(source);
        if !is_told {
            gaps.push(Gap::Section(section));
        }
        let mut found = count(dump, source, &mut problems);
        found.section = section;
        found.count = found.count.filter(|_| is_told);
        found.updates = counters.as_ref().and_then(|counters| counters.of(section));
        let dangling = followed.dangling.iter().filter(|one| one.section == section).count();
        let is_unknown = followed.unknown.iter().any(|(own, _)| *own == section);
        found.dangling = Some(dangling).filter(|count| is_told && (*count > 0 || !is_unknown));
        types.push(found);
    }
    if counters.is_none() {
        gaps.push(Gap::Counters);
    }
    (Status { types, dangling: followed.dangling, gaps }, problems)
}

/// Counts the resources of a section.
fn count(dump: &Dump<'_>, section: Section, problems: &mut Vec<Problem>) -> TypeStatus {
    let mut resources: Vec<&Resource<'_>> = dump.of(section).collect();
    if section == Section::Listeners {
        listener::leave_out_repeated(&mut resources);
    }
    let mut found = TypeStatus {
        section,
        count: Some(0),
        versions: BTreeSet::new(),
        last_updated: String::new(),
        states: [0; 6],
        updates: None,
        dangling: None,
    };
    let mut newest = i64::MIN;
    let mut last_entry: Option<*const u8> = None;
    let mut total = 0;
    for resource in resources {
        let one = match counted(resource) {
            Ok(one) => one,
            Err(error) => {
                let what = resource.body.map_or_else(String::new, |body| error.in_resource(body));
                problems.push(Problem { path: resource.path.to_string(), what });
                continue;
            }
        };
        let place = State::ALL.iter().position(|state| *state == one.state).unwrap_or(0);
        found.states[place] += one.size;
        // The states of one listener stand in one entry.
        let entry = resource.entry.as_ptr();
        if last_entry.replace(entry) != Some(entry) {
            total += one.size;
        }
        // A refused version is not the one that the proxy has, and what is waited for has none.
        if matches!(one.state, State::Rejected | State::Uninitialized) || one.version == "uninitialized" {
            continue;
        }
        if !one.version.is_empty() && !found.versions.contains(&*one.version) {
            found.versions.insert(one.version.to_string());
        }
        if let Some(time) = parse_rfc3339(&one.last_updated)
            && (time, &*one.last_updated) > (newest, &*found.last_updated)
        {
            (newest, found.last_updated) = (time, one.last_updated.to_string());
        }
    }
    found.count = Some(total);
    // Over delta xDS only the section has a version.
    if found.versions.is_empty() {
        found.versions.extend(dump.versions.iter().filter(|(own, _)| *own == section).map(|(_, version)| version.to_string()));
    }
    found
}

/// How a resource counts. An entry with a set of scoped routes is the resource itself, whose version stands in it.
fn counted<'a>(resource: &Resource<'a>) -> Result<Counted<'a>> {
    let mut found =
        Counted { state: state::of(resource), version: resource.version.clone(), last_updated: resource.last_updated.clone(), size: 1 };
    if resource.section == Section::ScopedRoutes {
        found.size = 0;
        Reader::new(resource.body.unwrap_or(b"null"), 0).fields(|name, value| {
            match name {
                "version_info" => found.version = value.text()?,
                "last_updated" => found.last_updated = value.text()?,
                "scoped_route_configs" => value.elements(|_| {
                    found.size += 1;
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// The names under which statistics have the clusters that ask EDS: `alt_stat_name`, or the name with `_` for each colon
/// (`Stats::Utility::sanitizeStatsName` in Envoy's `source/common/stats/utility.cc`).
fn eds_clusters(dump: &Dump<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for body in dump.of(Section::Clusters).filter_map(|resource| resource.body) {
        let (mut is_eds, mut name, mut stat_name) = (false, Cow::Borrowed(""), Cow::Borrowed(""));
        let read = Reader::new(body, 0).fields(|field, value| {
            match field {
                "name" => name = value.text()?,
                "alt_stat_name" => stat_name = value.text()?,
                "type" => is_eds = matches!(&*value.text()?, "EDS" | "3"),
                _ => {}
            }
            Ok(())
        });
        // What can't be read is said where its references are followed.
        if read.is_ok() && is_eds {
            let name = if stat_name.is_empty() { name } else { stat_name };
            found.insert(name.replace(':', "_"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    /// A type's count, versions and time, and the states that something is in.
    type Expect<'e> = (Option<usize>, &'e [&'e str], &'e str, &'e [(State, usize)]);

    /// A type's status, and that what the source lacks is named.
    #[track_caller]
    fn check(text: &str, section: Section, expect: Expect<'_>) {
        let mut dump = Dump::new(&Section::ALL);
        document::read(text.as_bytes(), &mut dump).unwrap();
        let (status, problems) = of(&dump, false, None);
        assert_eq!(problems, [], "{text}");
        let one = status.types.iter().find(|one| one.section == section).unwrap();
        let versions: Vec<&str> = one.versions.iter().map(String::as_str).collect();
        let states: Vec<(State, usize)> = State::ALL.into_iter().zip(one.states).filter(|(_, count)| *count > 0).collect();
        assert_eq!((one.count, &*versions, &*one.last_updated, &*states), expect, "{text}");
        assert_eq!(status.gaps.contains(&Gap::Section(section)), one.count.is_none(), "{text}");
        assert!(status.gaps.contains(&Gap::Counters));
    }

    #[test]
    fn a_type_is_told_by_its_resources() {
        let clusters = |more: &str| {
            format!(
                r#"{{"configs":[{{"@type":"t/envoy.admin.v3.ClustersConfigDump",{more}"static_clusters":[{{"cluster":{{"name":"s"}},
                "last_updated":"2026-11-25T09:00:00.900Z"}}],"dynamic_warming_clusters":[{{"cluster":{{"name":"w"}},
                "last_updated":"2026-11-25T10:00:00Z"}}]}}]}}"#
            )
        };
        let states = &[(State::Static, 1), (State::Warming, 1)];
        check(&clusters(""), Section::Clusters, (Some(2), &[], "2026-11-25T10:00:00Z", states));
        check(&clusters(r#""version_info":"d","#), Section::Clusters, (Some(2), &["d"], "2026-11-25T10:00:00Z", states));
        check(&clusters(""), Section::Secrets, (None, &[], "", &[]));
    }

    #[test]
    fn a_listener_counts_once_and_each_of_its_states_too() {
        let listeners = r#"{"configs":[{"dynamic_listeners":[{"name":"l","active_state":{"version_info":"2","listener":{}},
            "draining_state":{"version_info":"1","listener":{}}},{"name":"r","error_state":{"version_info":"3","details":"no"}},
            {"error_state":{"version_info":"3","details":"no"}}]}]}"#;
        let states = [(State::Active, 1), (State::Draining, 1), (State::Rejected, 1)];
        check(listeners, Section::Listeners, (Some(2), &["1", "2"], "", &states));
    }

    #[test]
    fn scopes_are_counted_and_not_their_sets() {
        let scopes = r#"{"configs":[{"dynamic_scoped_route_configs":[{"name":"n","version_info":"1","last_updated":"2026-11-25T10:00:00Z",
            "scoped_route_configs":[{},{}]}]}]}"#;
        check(scopes, Section::ScopedRoutes, (Some(2), &["1"], "2026-11-25T10:00:00Z", &[(State::Active, 2)]));
    }

    #[test]
    fn what_is_waited_for_has_no_version() {
        let secrets = r#"{"configs":[{"dynamic_active_secrets":[{"name":"u","version_info":"uninitialized","secret":{}}],
            "dynamic_warming_secrets":[{"name":"w","version_info":"uninitialized","last_updated":"2026-11-25T10:00:00Z"}]}]}"#;
        check(secrets, Section::Secrets, (Some(2), &[], "", &[(State::Warming, 1), (State::Uninitialized, 1)]));
    }

    #[test]
    fn hosts_stand_in_for_endpoints() {
        let hosts = r#"{"cluster_statuses":[{"name":"a","added_via_api":true,"host_statuses":[{}]},{"name":"b","host_statuses":[]}]}"#;
        check(hosts, Section::Endpoints, (Some(2), &[], "", &[(State::Active, 1), (State::Static, 1)]));
    }
}
