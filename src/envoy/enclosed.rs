//! Several proxies in one text, as tools print that ask more than one.
//!
//! | who prints it | form |
//! | --- | --- |
//! | `egctl config envoy-proxy … -o json` | `{"NAMESPACE": {"POD": DOCUMENT}}` |
//! | `consul-k8s proxy read POD -o raw` | `{"SERVICE": {"config_dump": DOCUMENT, "clusters": DOCUMENT}}` |
//! | this program with `--all-pods -o json` | `{"POD.NAMESPACE": DOCUMENT}`, where a document may be a list |
//! | `grpcdebug … xds status`, or what else asks a CSDS server | `{"config": [{"node": …, "genericXdsConfigs": […]}]}`, see [`csds`] |
//!
//! YAML of the same forms comes as JSON from [`document::to_json`](super::document::to_json).

use std::ops::Range;

use super::csds;
use super::document::is_bootstrap_field;
use super::dump::Section;
use super::json::SyntaxError;
use super::json::reader::{Reader, Result};

/// One of the proxies in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its pod's namespace, where the text tells.
    pub namespace: Option<String>,
    /// Its pod's name, or what else it is called: a service, the id of its node.
    pub name: String,
    /// What it says of itself.
    pub documents: Vec<Part>,
}

/// A document of a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A place in the text.
    Place(Range<usize>),
    /// A text of its own, where the form is not that of `/config_dump`.
    Text(Vec<u8>),
}

/// The proxies in `json`; none where it is one proxy's document, or something else. What is cut off ends the search: the proxies before
/// that place are given, the last one with a document that is cut off too.
pub fn find(json: &[u8]) -> Vec<Enclosed> {
    let mut reader = Reader::new(json, 0);
    if reader.peek() != Some(b'{') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut form = None;
    // An error is the way out of the walk: the text has no such form, or is cut off.
    let _ = reader.entries(|name, value| {
        let form = match form {
            Some(form) => form,
            None => *form.insert(Form::of(name, *value).ok_or_else(|| SyntaxError::new(value.offset(), ""))?),
        };
        form.take(name, value, json, &mut found)
    });
    found
}

/// How proxies stand in a text, which its first entry tells.
#[derive(Clone, Copy)]
enum Form {
    /// `{NAME: DOCUMENT}`
    Names,
    /// `{NAME: {"config_dump": DOCUMENT, "clusters": DOCUMENT}}`
    Answers,
    /// `{NAMESPACE: {NAME: DOCUMENT}}`
    Namespaces,
    /// `{"config": [CLIENT]}`
    Clients,
}

impl Form {
    fn of(name: &str, value: Reader<'_>) -> Option<Form> {
        if is_document_field(name) {
            return None;
        }
        if name == "config" && value.peek() == Some(b'[') {
            return Some(Form::Clients);
        }
        // A list has nothing that tells it from a message's; but a pod's name with its namespace is no field.
        if value.peek() == Some(b'[') && name.contains('.') {
            return Some(Form::Names);
        }
        if value.peek() != Some(b'{') {
            return None;
        }
        if is_document(value) {
            return Some(Form::Names);
        }
        if matches!(value.find("config_dump"), Ok(Some(_))) {
            return Some(Form::Answers);
        }
        let mut first = None;
        let mut inner = value;
        let _ = inner.entries(|_, value| {
            first = Some(*value);
            Err(SyntaxError::new(value.offset(), ""))
        });
        first.filter(|first| first.peek() == Some(b'{') && is_document(*first)).map(|_| Form::Namespaces)
    }

    fn take(self, name: &str, value: &mut Reader<'_>, json: &[u8], found: &mut Vec<Enclosed>) -> Result<()> {
        let place = |value: &mut Reader<'_>| {
            let start = value.offset();
            // What is cut off reaches to the end of the text.
            Part::Place(value.skip().unwrap_or(start..json.len()))
        };
        match self {
            Form::Names => {
                let (name, namespace) = name.split_once('.').map_or((name, None), |(name, namespace)| (name, Some(namespace.to_owned())));
                found.push(Enclosed { namespace, name: name.to_owned(), documents: vec![place(value)] });
            }
            Form::Answers => {
                let mut documents = Vec::new();
                let walked = value.entries(|_, answer| {
                    documents.push(place(answer));
                    Ok(())
                });
                found.push(Enclosed { namespace: None, name: name.to_owned(), documents });
                walked?;
            }
            Form::Namespaces => value.entries(|pod, document| {
                let documents = vec![place(document)];
                found.push(Enclosed { namespace: Some(name.to_owned()), name: pod.to_owned(), documents });
                Ok(())
            })?,
            Form::Clients if name == "config" => value.elements(|client| {
                let (name, text) = csds::to_dump(*client)?;
                found.push(Enclosed { namespace: None, name, documents: vec![Part::Text(text)] });
                Ok(())
            })?,
            Form::Clients => {}
        }
        Ok(())
    }
}

/// Whether an object is a document of one proxy: a dump, a section of it, or a bootstrap.
fn is_document(mut object: Reader<'_>) -> bool {
    let mut is_one = false;
    // The first such field tells; an error only ends the walk.
    let _ = object.fields(|name, value| {
        is_one = is_document_field(name) && matches!(value.peek(), Some(b'{' | b'['));
        if is_one { Err(SyntaxError::new(value.offset(), "")) } else { Ok(()) }
    });
    is_one
}

/// Whether a document has a field of this name, in either case.
fn is_document_field(name: &str) -> bool {
    let name = super::json::reader::snake_case(name);
    name == "configs" || name == "bootstrap" || Section::of_list(&name).is_some() || is_bootstrap_field(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, as `NAMESPACE/NAME=DOCUMENT,DOCUMENT`.
    #[track_caller]
    fn check(json: &str, expect: &[&str]) {
        let text = |part: &Part| match part {
            Part::Place(range) => json[range.clone()].to_owned(),
            Part::Text(text) => String::from_utf8_lossy(text).into_owned(),
        };
        let found = find(json.as_bytes()).into_iter().map(|one| {
            let namespace = one.namespace.map(|namespace| format!("{namespace}/")).unwrap_or_default();
            format!("{namespace}{}={}", one.name, one.documents.iter().map(text).collect::<Vec<_>>().join(","))
        });
        assert_eq!(found.collect::<Vec<_>>(), expect, "{json}");
    }

    #[test]
    fn proxies_are_found_under_their_names() {
        check(
            r#"{"ns":{"a":{"configs":[]},"b":{"configs":[1]}},"other":{"c":{"staticClusters":[]}}}"#,
            &[r#"ns/a={"configs":[]}"#, r#"ns/b={"configs":[1]}"#, r#"other/c={"staticClusters":[]}"#],
        );
        check(
            r#"{"web":{"config_dump":{"configs":[]},"clusters":{"cluster_statuses":[]}}}"#,
            &[r#"web={"configs":[]},{"cluster_statuses":[]}"#],
        );
        check(r#"{"a.ns":[],"b.ns":[{"name":"x"}]}"#, &["ns/a=[]", r#"ns/b=[{"name":"x"}]"#]);
        check(r#"{"a":{"bootstrap":{}}}"#, &[r#"a={"bootstrap":{}}"#]);
    }

    #[test]
    fn one_proxys_document_is_none() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"configs":[{"a":{"configs":[]}}]}"#,
            r#"{"version_info":"1","dynamic_active_clusters":[]}"#,
            r#"{"node":{"id":"x","metadata":{"a":{"b":1}}},"admin":{}}"#,
            r#"{"bootstrap":{"admin":{}}}"#,
            r#"{"certificates":[{"ca_cert":[]}]}"#,
            r#"{"workloads":[],"services":[]}"#,
            r#"{"active loggers":{"admin":"info"}}"#,
            r#"{"kind":"Pod","metadata":{"annotations":{"admin":"x"}}}"#,
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_is_cut_off_is_given_as_far_as_it_goes() {
        check(r#"{"ns":{"a":{"configs":[]},"b":{"configs":[1"#, &[r#"ns/a={"configs":[]}"#, r#"ns/b={"configs":[1"#]);
    }
}
