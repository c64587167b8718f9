//! Which resources are in a wanted state.

use super::gather;
use super::origin::SECTIONS;
use crate::envoy::dump::{Dump, Resource, Section, State};
use crate::envoy::json::reader::Reader;

/// The state of a resource. `/clusters` has one list for all clusters, in which a flag tells static ones from those of the control plane.
pub fn of(resource: &Resource<'_>) -> State {
    if resource.section != Section::Hosts {
        return resource.state;
    }
    let flag = |body| Reader::new(body, 0).find("added_via_api").ok()??.flag().ok();
    // Proto JSON leaves a false flag out, so what has none is static.
    if resource.body.and_then(flag).unwrap_or(false) { State::Active } else { State::Static }
}

/// Leaves out of these sections what is in none of the wanted states. Where nothing is, gives the states that there are; nothing where
/// nothing could be left out.
pub fn retain(dump: &mut Dump<'_>, sections: &[Section], wanted: &[State]) -> Option<Vec<State>> {
    let concerned: Vec<_> = dump.resources.iter().filter(|resource| sections.contains(&resource.section)).collect();
    let (runs, _) = gather::gather(&concerned, |_| Ok(()), |resource, (), run: &mut Vec<State>| run.push(of(resource)));
    let states: Vec<State> = runs.into_iter().flatten().collect();
    let mut all = states.clone();
    all.sort_unstable();
    all.dedup();
    let is_missed = !all.is_empty() && !all.iter().any(|state| wanted.contains(state));
    let mut states = states.into_iter();
    dump.resources.retain(|resource| {
        let is_concerned = sections.contains(&resource.section);
        !is_concerned || states.next().is_some_and(|state| wanted.contains(&state))
    });
    is_missed.then_some(all)
}

/// Whether an entry that stands alone passes: one of its resources has a wanted state. A bootstrap has no states to choose from, and what
/// can't be read is not hidden.
pub fn passes(dump: &Dump<'_>, wanted: &[State]) -> bool {
    dump.resources.is_empty()
        || dump.resources.iter().any(|resource| !SECTIONS.contains(&resource.section) || wanted.contains(&of(resource)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    const DUMP: &str = r#"{"configs":[
        {"static_clusters":[{"cluster":{"name":"s"}}],"dynamic_warming_clusters":[{"cluster":{"name":"w"}}]},
        {"dynamic_listeners":[{"name":"l","active_state":{"listener":{}},"draining_state":{"listener":{}},"error_state":{"details":"no"}}]},
        {"dynamic_active_secrets":[{"name":"u","version_info":"uninitialized","secret":{}}]}]}"#;

    /// What is left, as `NAME STATE`, and the states that there are where nothing is.
    #[track_caller]
    fn check(text: &str, sections: &[Section], wanted: &[State], left: &[&str], missed: Option<&[State]>) {
        let mut dump = Dump::new(sections);
        document::read(text.as_bytes(), &mut dump).unwrap();
        assert_eq!(retain(&mut dump, sections, wanted).as_deref(), missed, "{wanted:?}");
        let name = |resource: &Resource<'_>| gather::named(std::iter::once(resource), "name")[0].0.to_string();
        let found: Vec<String> = dump.resources.iter().map(|resource| format!("{} {}", name(resource), of(resource).word())).collect();
        assert_eq!(found, left, "{wanted:?}");
    }

    #[test]
    fn what_is_in_another_state_is_left_out() {
        use State::{Active, Draining, Rejected, Static, Uninitialized, Warming};
        check(DUMP, &[Section::Clusters], &[Static], &["s STATIC"], None);
        check(DUMP, &[Section::Clusters], &[Warming, Static], &["s STATIC", "w WARMING"], None);
        check(DUMP, &[Section::Clusters], &[Active], &[], Some(&[Static, Warming]));
        check(DUMP, &[Section::Listeners], &[Draining, Rejected], &["l DRAINING", "l REJECTED"], None);
        check(DUMP, &[Section::Secrets], &[Uninitialized], &["u UNINITIALIZED"], None);
        check(DUMP, &[Section::Ecds], &[Active], &[], None);
    }

    #[test]
    fn hosts_are_static_where_no_control_plane_added_their_cluster() {
        let hosts = r#"{"cluster_statuses":[{"name":"a","added_via_api":true},{"name":"b"},{"name":"c","added_via_api":false}]}"#;
        check(hosts, &[Section::Hosts], &[State::Active], &["a ACTIVE"], None);
        check(hosts, &[Section::Hosts], &[State::Static], &["b STATIC", "c STATIC"], None);
    }
}
