//! Where in a configuration does a text stand? Each place in a resource, by its path.
//!
//! A resource's raw bytes are looked at first: it is taken apart only where they may hold the text, and then without its secrets, so that
//! these are neither found nor shown.

mod path;
mod pattern;
mod walk;

use std::ops::Range;

use serde_json::json;

pub use pattern::{Options, Pattern, PatternError};

use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::tape::{Node, Tape};
use crate::envoy::transcode::{may_hold_secret, redact};
use walk::Shape;

/// A resource in which the text stands.
#[derive(Clone, Debug)]
pub struct Found<'d, 'a> {
    /// The resource.
    pub resource: &'d Resource<'a>,
    /// Its name; empty where it has none.
    pub name: String,
    /// Where the text stands in it, in the order of the dump.
    pub places: Vec<Place>,
}

/// A place in a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The fields and indexes that lead there: `virtual_hosts[2].routes[0].route.cluster`. What stands beside the resource in the dump, its
    /// version or why it was refused, begins with `@`.
    pub path: String,
    /// The text there, whole: a value, or a key.
    pub value: String,
    /// Which part of it was looked for, in bytes.
    pub span: Range<usize>,
    /// Whether it is a key of a map, and not a value.
    pub is_key: bool,
}

/// The resources of a section in which the text stands, in the order of the dump; and what could not be read.
pub fn search<'d, 'a>(dump: &'d Dump<'a>, section: Section, pattern: &Pattern) -> (Vec<Found<'d, 'a>>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for resource in dump.of(section) {
        match in_resource(resource, pattern) {
            Ok((name, places)) if !places.is_empty() => found.push(Found { resource, name, places }),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (found, problems)
}

/// A resource's name, and the places in it.
fn in_resource(resource: &Resource<'_>, pattern: &Pattern) -> Result<(String, Vec<Place>), Problem> {
    let mut places = Vec::new();
    let mut name = resource.name.clone().into_owned();
    let beside = beside(resource);
    if pattern.may_stand_in(beside.as_bytes()) {
        let mut tape = Tape::default();
        if tape.parse(beside.as_bytes()).is_ok() {
            let mut safe = Tape::default();
            if let Some(root) = tape.root() {
                redact(root, None, &mut safe);
            }
            walk::walk(safe.root(), Shape::Fields, pattern, &mut places);
            places.iter_mut().for_each(|place| place.path.insert(0, '@'));
        }
    }
    let body = resource.body.unwrap_or_default();
    if body.is_empty() || (!pattern.may_stand_in(body) && places.is_empty()) {
        return Ok((name, places));
    }
    let mut tape = Tape::default();
    let problem = |what| Problem { path: resource.path.to_string(), what };
    tape.parse(body).map_err(|error| problem(error.in_resource(body)))?;
    if may_hold_secret(body)
        && let Some(root) = tape.root()
    {
        let mut safe = Tape::default();
        redact(root, Some(resource.section.message()), &mut safe);
        tape = safe;
    }
    if let Some(own) = tape.root().and_then(own_name) {
        name = own;
    }
    walk::walk(tape.root(), Shape::of_message(resource.section.message()), pattern, &mut places);
    Ok((name, places))
}

/// The name that a resource's message gives itself.
fn own_name(root: Node<'_, '_>) -> Option<String> {
    let names = ["name", "cluster_name", "clusterName"];
    names.into_iter().find_map(|key| root.get(key).and_then(Node::as_str)).map(std::borrow::Cow::into_owned).filter(|name| !name.is_empty())
}

/// What the dump says of a resource beside its message, in JSON: its version, and why it was refused; its name, where there is no message.
fn beside(resource: &Resource<'_>) -> String {
    let mut beside = serde_json::Map::new();
    if resource.body.is_none() && !resource.name.is_empty() {
        beside.insert("name".to_owned(), json!(resource.name));
    }
    if !resource.version.is_empty() {
        beside.insert("version_info".to_owned(), json!(resource.version));
    }
    if let Some(error) = &resource.error {
        beside.insert("error".to_owned(), json!({ "details": error.details }));
    }
    serde_json::Value::from(beside).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    fn places(dump: &str, section: Section, pattern: &Pattern) -> Vec<String> {
        let mut read = Dump::new(&Section::ALL);
        document::read(dump.as_bytes(), &mut read).unwrap();
        let (found, problems) = search(&read, section, pattern);
        assert!(problems.is_empty(), "{problems:?}");
        let line = |name: &str, place: &Place| {
            let key = if place.is_key { " (key)" } else { "" };
            format!("{name} {} {}{key}", place.path, &place.value[place.span.clone()])
        };
        found.iter().flat_map(|found| found.places.iter().map(|place| line(&found.name, place))).collect()
    }

    fn plain(text: &str) -> Pattern {
        Pattern::new(text, Options::default()).unwrap()
    }

    const CLUSTERS: &str = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
        "version_info":"v1","dynamic_active_clusters":[
        {"version_info":"seven","cluster":{"@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"w\u0065b","connect_timeout":"1s",
         "metadata":{"filter_metadata":{"web.meta":{"a web":[true,1700,{"web":null}]}}},
         "typed_extension_protocol_options":{"x":{"@type":"type.googleapis.com/acme.Unknown","web":"https:\/\/web.example"}}}}]}]}"#;

    #[test]
    fn values_and_keys_of_maps_are_found_by_their_paths() {
        let check = |text: &str, expect: &[&str]| assert_eq!(places(CLUSTERS, Section::Clusters, &plain(text)), expect, "{text}");
        check(
            "web",
            &[
                "web name web",
                r#"web metadata.filter_metadata["web.meta"] web (key)"#,
                r#"web metadata.filter_metadata["web.meta"]["a web"] web (key)"#,
                r#"web metadata.filter_metadata["web.meta"]["a web"][2].web web (key)"#,
                "web typed_extension_protocol_options.x.web web (key)",
                "web typed_extension_protocol_options.x.web web",
            ],
        );
        check("1700", &[r#"web metadata.filter_metadata["web.meta"]["a web"][1] 1700"#]);
        check("true", &[r#"web metadata.filter_metadata["web.meta"]["a web"][0] true"#]);
        check("https://web", &["web typed_extension_protocol_options.x.web https://web"]);
        check("seven", &["web @version_info seven"]);
        // Fields' names are no values.
        check("connect_timeout", &[]);
        check("filter_metadata", &[]);
    }

    #[test]
    fn why_an_update_was_refused_is_found() {
        let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ListenersConfigDump","dynamic_listeners":[
            {"name":"l","error_state":{"details":"no such \"thing\"","version_info":"2"}}]}]}"#;
        assert_eq!(places(dump, Section::Listeners, &plain("such \"thing")), ["l @error.details such \"thing"]);
        assert_eq!(places(dump, Section::Listeners, &plain("l")), ["l @name l"]);
    }

    #[test]
    fn secrets_are_not_found() {
        let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.SecretsConfigDump","static_secrets":[{"name":"s","secret":{
            "@type":"type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret","name":"s",
            "generic_secret":{"secret":{"inline_string":"hunter2"}}}}]}]}"#;
        assert_eq!(places(dump, Section::Secrets, &plain("hunter2")), [] as [&str; 0]);
        assert_eq!(places(dump, Section::Secrets, &plain("redact")), ["s generic_secret.secret.inline_string redact"]);
    }
}
