//! What `grep` finds, beside a walk over the same JSON that knows nothing of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::run::{Meshctl, Run, fed, meshctl, read_fixture};

const FILES: [&str; 6] = [
    "bookinfo-gateway/config_dump.json",
    "bookinfo-sidecar/config_dump.json",
    "tcp-sidecar/config_dump.json",
    "real-gateway/config_dump.json",
    "bookinfo-sidecar/clusters.json",
    "real-gateway/clusters.json",
];

/// A place: section, resource, path, text.
type Place = (String, String, String, String);

fn parsed(file: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{file}"))).unwrap()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The resources of a file: section, name, and message.
fn resources(document: &Value) -> Vec<(&'static str, String, &Value)> {
    let mut all = Vec::new();
    let mut add = |section, entry: &Value, message| {
        let message: &Value = message;
        let names = [&message["name"], &message["cluster_name"], &entry["name"]];
        let name = names.into_iter().find_map(|name| name.as_str().filter(|name| !name.is_empty())).unwrap_or_default();
        all.push((section, name.to_owned(), message));
    };
    items(&document["cluster_statuses"]).for_each(|status| add("endpoint", status, status));
    for config in items(&document["configs"]) {
        for (list, section, body) in [
            ("static_clusters", "cluster", "cluster"),
            ("dynamic_active_clusters", "cluster", "cluster"),
            ("static_listeners", "listener", "listener"),
            ("dynamic_listeners", "listener", "listener"),
            ("static_route_configs", "route", "route_config"),
            ("dynamic_route_configs", "route", "route_config"),
            ("static_endpoint_configs", "eds", "endpoint_config"),
            ("dynamic_endpoint_configs", "eds", "endpoint_config"),
            ("static_secrets", "secret", "secret"),
            ("dynamic_active_secrets", "secret", "secret"),
        ] {
            for entry in items(&config[list]) {
                let states = ["active_state", "warming_state", "draining_state"].into_iter().map(|state| &entry[state]);
                [entry]
                    .into_iter()
                    .chain(states)
                    .filter(|state| state[body].is_object())
                    .for_each(|state| add(section, entry, &state[body]));
            }
        }
        if config["bootstrap"].is_object() {
            add("bootstrap", &Value::Null, &config["bootstrap"]);
        }
    }
    all
}

/// Each scalar below a value, and each key, with its path.
fn walk(value: &Value, path: &str, values: &mut Vec<(String, String)>, keys: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::String(text) => values.push((path.to_owned(), text.clone())),
        Value::Bool(_) | Value::Number(_) => values.push((path.to_owned(), value.to_string())),
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(index, element)| walk(element, &format!("{path}[{index}]"), values, keys));
        }
        Value::Object(members) => {
            for (key, member) in members {
                let is_plain = key.chars().all(|letter| letter == '_' || letter.is_ascii_alphanumeric());
                let is_plain = is_plain && !key.starts_with(|first: char| first.is_ascii_digit()) && !key.is_empty();
                let path = match (is_plain, path.is_empty()) {
                    (true, true) => key.clone(),
                    (true, false) => format!("{path}.{key}"),
                    (false, _) => format!("{path}[{}]", json!(key)),
                };
                keys.push((path.clone(), key.clone()));
                walk(member, &path, values, keys);
            }
        }
    }
}

/// What is found: values, and keys. What stands beside resources is left out.
fn found(run: &Run) -> (Vec<Place>, Vec<Place>) {
    let (mut values, mut keys) = (Vec::new(), Vec::new());
    for place in items(&run.json()) {
        let text = |name: &str| place[name].as_str().unwrap().to_owned();
        let one = (text("section"), text("resource"), text("path"), text("value"));
        if one.2.starts_with('@') && !one.2.starts_with("@type") {
            continue;
        }
        if place["key"] == true { keys.push(one) } else { values.push(one) }
    }
    values.sort();
    keys.sort();
    (values, keys)
}

/// Whether no letter, digit or underscore stands beside a text somewhere in a value.
fn has_word(value: &str, text: &str) -> bool {
    let is_letter = |character: Option<char>| character.is_some_and(|character| character.is_alphanumeric() || character == '_');
    value.match_indices(text).any(|(at, _)| {
        let (before, after) = (value[..at].chars().next_back(), value[at + text.len()..].chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

#[test]
fn each_place_is_found_and_no_other() {
    type Matches = fn(&str, &str) -> bool;
    let is_in: Matches = |value, text| value.contains(text);
    let is_in_any_case: Matches = |value, text| value.to_lowercase().contains(&text.to_lowercase());
    let is_all: Matches = |value, text| value == text;
    let searches: [(&str, &[&str], Matches); 14] = [
        ("", &[], is_in),
        ("reviews", &[], is_in),
        ("9080", &[], is_in),
        ("true", &[], is_in),
        ("outbound|", &[], is_in),
        ("type.googleapis.com/envoy", &[], is_in),
        ("\n", &[], is_in),
        ("no such text", &[], is_in),
        ("ENVOY", &["-i"], is_in_any_case),
        ("9080", &["-x"], is_all),
        ("reviews", &["-w"], has_word),
        ("v1", &["-w"], has_word),
        ("v1", &["--regex"], is_in),
        ("http", &["-e", "-i"], is_in_any_case),
    ];
    for file in FILES {
        let document = parsed(file);
        for (text, flags, matches) in searches {
            let (mut expect, mut keys): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
            for (section, name, message) in resources(&document) {
                let (mut all_values, mut all_keys) = (Vec::new(), Vec::new());
                walk(message, "", &mut all_values, &mut all_keys);
                let place = |(path, value)| (section.to_owned(), name.clone(), path, value);
                expect.extend(all_values.into_iter().filter(|(_, value)| matches(value, text)).map(place));
                keys.extend(all_keys.into_iter().filter(|(_, key)| matches(key, text)).map(place));
            }
            expect.sort();
            let run = meshctl([&["grep", text, "-f", file, "-o", "json"], flags].concat());
            let (values, found_keys) = found(&run);
            assert!(values == expect, "{file}: {text:?} {flags:?}: {} found, {} there", values.len(), expect.len());
            assert_eq!(run.code == 0, !items(&run.json()).count().eq(&0), "{}", run.told());
            // A name that no field can have is a key that is data; all that is found is there.
            let is_data = |key: &str| key.contains(|letter: char| letter.is_ascii_uppercase() || "./- ".contains(letter)) && key != "@type";
            let there: BTreeSet<&Place> = keys.iter().collect();
            assert!(found_keys.iter().all(|key| there.contains(key)), "{file}: {text:?}");
            let known: BTreeSet<&Place> = found_keys.iter().collect();
            assert!(keys.iter().filter(|key| is_data(&key.3)).all(|key| known.contains(key)), "{file}: {text:?}");
        }
    }
}

#[test]
fn outputs_say_the_same() {
    for file in FILES {
        let printed = |more: &str| Meshctl::new(["grep", "reviews", "-f", file].into_iter().chain(more.split_whitespace())).run();
        let places = printed("-o json").json();
        let rows = printed("").table().rows;
        assert_eq!(rows.len(), items(&places).count(), "{file}");
        let names: BTreeSet<String> = items(&places)
            .map(|place| format!("{}/{}", place["section"].as_str().unwrap(), place["resource"].as_str().unwrap()))
            .map(|name| name.trim_end_matches('/').to_owned())
            .collect();
        let lines: Vec<String> = printed("-o name").text().lines().map(str::to_owned).collect();
        assert_eq!(lines.iter().cloned().collect::<BTreeSet<_>>(), names, "{file}");
        assert_eq!(lines.len(), names.len(), "{file}: each once");
        let counts = printed("--count").table();
        let sum: usize = counts.column("COUNT").iter().map(|count| count.parse::<usize>().unwrap()).sum();
        assert_eq!(sum, rows.len(), "{file}");
        let sum: u64 = items(&printed("--count -o json").json()).map(|count| count["count"].as_u64().unwrap()).sum();
        assert_eq!(sum, rows.len() as u64, "{file}");
        for section in counts.column("SECTION") {
            let part = printed(&format!("--section {section} --no-headers"));
            let expect = counts.named(section)[0][1].parse::<usize>().unwrap();
            assert_eq!(part.text().lines().count(), expect, "{file} {section}");
            assert_eq!(part.code, i32::from(expect == 0), "{file} {section}");
        }
    }
}

#[test]
fn exit_codes_tell_what_was_found() {
    let file = ["-f", "bookinfo-sidecar/config_dump.json"];
    meshctl([&["grep", "reviews"], &file[..]].concat()).quietly();
    meshctl([&["grep", "no such text"], &file[..]].concat()).ends_with(1).prints_nothing();
    meshctl([&["grep", "-E", "a)("], &file[..]].concat()).ends_with(2).says("a)( is no regular expression").prints_nothing();
    meshctl(["grep", "a", "-f", "no-such-file"]).ends_with(3);
    let cut = fed("grep reviews -f -", &read_fixture("istio/bookinfo-sidecar/config_dump.json")[..300_000]).ends_with(4);
    assert!(!cut.stdout.is_empty(), "{}", cut.told());
    fed("grep reviews -f -", "{\"a\":1}").ends_with(4).prints_nothing();
    fed("grep reviews --section secret -f -", read_fixture("istio/bookinfo-sidecar/clusters.json")).ends_with(1).says("SecretsConfigDump");
}

#[test]
fn a_text_is_found_in_each_of_several_proxies() {
    let both = json!({ "mesh": { "gateway": parsed("bookinfo-gateway/config_dump.json"), "sidecar": parsed("bookinfo-sidecar/config_dump.json") } })
        .to_string();
    let own = |name: &str| {
        let mut rows = meshctl(["grep", "details", "-f", &format!("bookinfo-{name}/config_dump.json")]).ends_with(0).table().rows;
        rows.sort();
        rows
    };
    let all = fed("grep details -f - --all-pods", both.clone()).ends_with(0).table();
    assert_eq!(all.columns, ["POD", "SECTION", "RESOURCE", "PATH", "VALUE"]);
    // The dumps' keys are in another order here.
    let of = |pod: &str| {
        let mut rows: Vec<Vec<String>> = all.named(pod).iter().map(|row| row[1..].to_vec()).collect();
        rows.sort();
        rows
    };
    assert_eq!((of("gateway"), of("sidecar")), (own("gateway"), own("sidecar")));
    let counts = fed("grep details -f - --all-pods --count", both.clone()).ends_with(0).table();
    assert!(counts.rows.iter().any(|row| row[..2] == ["gateway", "cluster"]), "{counts:?}");
    let names = fed("grep details -f - --all-pods -o name", both.clone()).ends_with(0);
    assert!(names.text().lines().all(|line| line.starts_with("gateway ") || line.starts_with("sidecar ")));
    let mut one = fed("grep details -f - sidecar", both).ends_with(0).table();
    one.rows.sort();
    assert_eq!(one.rows, own("sidecar"));
}
