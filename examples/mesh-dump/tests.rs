//! A generated dump is a dump: valid, complete, consistent, of the size asked for, and the same in every run.

use std::collections::HashSet;

use serde_json::Value;

use crate::generator::Generator;
use crate::{clusters_json, fixtures, size};

fn dump(size: u64, seed: u64) -> (Vec<u8>, Vec<u8>) {
    let generator = Generator::new(&fixtures(), size, seed).expect("the fixtures are there");
    let (mut dump, mut clusters) = (Vec::new(), Vec::new());
    let bytes = generator.write_dump(&mut dump).expect("a Vec takes everything");
    assert_eq!(bytes, dump.len() as u64);
    clusters_json::write(&generator, &fixtures(), &mut clusters).expect("the fixtures are there");
    (dump, clusters)
}

/// The texts under `key` anywhere below `value`.
fn texts<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get(key).and_then(Value::as_str));
            map.values().for_each(|value| texts(value, key, found));
        }
        Value::Array(items) => items.iter().for_each(|value| texts(value, key, found)),
        _ => {}
    }
}

/// The names at `pointer` in each item of a list, which must differ.
fn names<'a>(list: &'a Value, pointer: &str) -> HashSet<&'a str> {
    let items = list.as_array().expect("a list");
    let names: HashSet<&str> = items.iter().map(|item| item.pointer(pointer).and_then(Value::as_str).expect("a name")).collect();
    assert_eq!(names.len(), items.len(), "two items have the same name");
    names
}

#[test]
fn a_dump_is_whole_and_consistent() {
    let (bytes, statuses) = dump(1_000_000, 1);
    let value: Value = serde_json::from_slice(&bytes).expect("valid JSON");
    let configs = value["configs"].as_array().expect("sections");
    let kinds: Vec<&str> = configs.iter().filter_map(|config| config["@type"].as_str()?.rsplit('.').next()).collect();
    let expected =
        ["Bootstrap", "Clusters", "Endpoints", "Listeners", "ScopedRoutes", "Routes", "Secrets"].map(|kind| format!("{kind}ConfigDump"));
    assert_eq!(kinds, expected);

    let clusters = names(&configs[1]["dynamic_active_clusters"], "/cluster/name");
    let endpoints = names(&configs[2]["dynamic_endpoint_configs"], "/endpoint_config/cluster_name");
    assert_eq!(clusters, endpoints, "a cluster has no endpoints entry, or an entry no cluster");
    let listeners = names(&configs[3]["dynamic_listeners"], "/name");
    let routes = names(&configs[5]["dynamic_route_configs"], "/route_config/name");
    for config in configs[5]["dynamic_route_configs"].as_array().expect("a list") {
        names(&config["route_config"]["virtual_hosts"], "/name");
    }

    let mut used = Vec::new();
    texts(&configs[5]["dynamic_route_configs"], "cluster", &mut used);
    texts(&configs[3]["dynamic_listeners"], "cluster", &mut used);
    for weighted in value_lists(&configs[5], "clusters") {
        texts(weighted, "name", &mut used);
    }
    assert!(used.len() > 50 && used.iter().any(|name| name.contains("|v2|")));
    used.retain(|name| !clusters.contains(name));
    assert_eq!(used, Vec::<&str>::new(), "these clusters do not exist");
    let mut rds = Vec::new();
    texts(&configs[3], "route_config_name", &mut rds);
    rds.retain(|name| !routes.contains(name));
    assert_eq!(rds, Vec::<&str>::new(), "these route configurations do not exist");
    assert!(listeners.contains("virtualInbound") && listeners.contains("0.0.0.0_9090"));

    let statuses: Value = serde_json::from_slice(&statuses).expect("valid JSON");
    let statuses = names(&statuses["cluster_statuses"], "/name");
    assert!(clusters.is_subset(&statuses), "a cluster has no status");
}

/// The lists under `key` anywhere below `value`.
fn value_lists<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(name, value)| if name == key { vec![value] } else { value_lists(value, key) }).collect()
        }
        Value::Array(items) => items.iter().flat_map(|value| value_lists(value, key)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn nothing_of_the_fixtures_services_is_left() {
    let (bytes, statuses) = dump(1_000_000, 1);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let generated = &text[text.find("\"outbound|").expect("a cluster")..text.find("SecretsConfigDump").expect("secrets")];
    for name in ["reviews", "ratings", "kiali", "prometheus.", "jaeger", "tcp-echo", "kafka", "10.244."] {
        let clean: Vec<&str> = generated.lines().filter(|line| line.contains(name) && !line.contains("app.kubernetes.io")).collect();
        assert_eq!(clean, Vec::<&str>::new(), "{name} is left");
    }
    assert!(!String::from_utf8(statuses).expect("UTF-8").contains("reviews"));
}

#[test]
fn every_line_is_indented_as_envoy_does_it() {
    let (bytes, statuses) = dump(1_000_000, 1);
    for text in [bytes, statuses] {
        let mut depth = 0;
        for line in String::from_utf8(text).expect("UTF-8").lines() {
            let bare = line.trim_start();
            let closes = bare.starts_with(['}', ']']);
            depth -= usize::from(closes);
            assert_eq!(line.len() - bare.len(), depth, "{line:?}");
            assert!(!closes || matches!(bare, "}" | "]" | "}," | "],"), "{line:?}");
            depth += usize::from(bare.ends_with(['{', '[']));
        }
        assert_eq!(depth, 0);
    }
}

#[test]
fn sizes_and_seeds_are_what_was_asked_for() {
    for (asked, seed) in [(1_000_000, 1), (1_000_000, 7), (3_000_000, 1), (12_345_678, 3)] {
        let length = dump(asked, seed).0.len() as u64;
        assert!(length <= asked && asked - length <= asked * 3 / 100, "{length} bytes instead of {asked}");
    }
    assert_eq!(dump(1_000_000, 5), dump(1_000_000, 5));
    assert_ne!(dump(1_000_000, 5), dump(1_000_000, 6));
}

#[test]
fn sections_keep_the_proportions_of_a_real_mesh() {
    // A real sidecar's dump in a mesh of 300 services: 29 % clusters, 33 % endpoints, 36 % routes, 1.5 % listeners of 20 MB.
    let (bytes, _) = dump(20_000_000, 1);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let starts: Vec<usize> = text.match_indices("\n   \"@type\": ").map(|(at, _)| at).chain([text.len()]).collect();
    let share: Vec<f64> = starts.windows(2).map(|w| (w[1] - w[0]) as f64 / text.len() as f64).collect();
    for (section, expected) in [(1, 0.291), (2, 0.328), (5, 0.360), (3, 0.015)] {
        assert!((share[section] / expected - 1.0).abs() < 0.3, "section {section} has {:.3} of the bytes, not {expected}", share[section]);
    }
}

#[test]
fn a_size_has_a_unit() {
    assert_eq!(size("100MB"), Ok(100_000_000));
    assert_eq!(size("3 kB"), Ok(3000));
    assert_eq!(size("12"), Ok(12));
    assert!(size("MB").is_err() && size("3 parsecs").is_err());
}
