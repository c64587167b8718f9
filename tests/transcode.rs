//! Resources of real dumps, transcoded, equal what istioctl printed of the same dumps.

use std::fs;
use std::path::{Path, PathBuf};

use meshctl::envoy::json::tape::{Node, Tape, View};
use meshctl::envoy::transcode::{FieldNames, may_hold_secret, redact, transcode};
use serde_json::Value;

const DUMPS: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];

const CLUSTER: &str = "envoy.config.cluster.v3.Cluster";
const LISTENER: &str = "envoy.config.listener.v3.Listener";
const ROUTES: &str = "envoy.config.route.v3.RouteConfiguration";
const ENDPOINTS: &str = "envoy.config.endpoint.v3.ClusterLoadAssignment";

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/istio").join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(fixture(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The value that a node means, numbers by their value and not by their spelling.
fn value(node: Node<'_, '_>) -> Value {
    match node.view() {
        View::Null => Value::Null,
        View::Bool(value) => value.into(),
        View::Number(spelling) => serde_json::from_str(spelling).unwrap(),
        View::String(text) => text.unescaped().into(),
        View::Array(elements) => elements.map(value).collect(),
        View::Object(members) => members.map(|(key, node)| (key.unescaped().into_owned(), value(node))).collect(),
    }
}

fn transcoded(node: Node<'_, '_>, message: &str, names: FieldNames) -> Value {
    let mut out = Tape::default();
    transcode(node, message, names, &mut out);
    value(out.root().unwrap())
}

/// The section of this type in a dump.
fn section<'t, 'a>(dump: Node<'t, 'a>, message: &str) -> Node<'t, 'a> {
    let View::Array(mut sections) = dump.get("configs").unwrap().view() else { panic!("no sections") };
    sections.find(|section| section.get("@type").unwrap().as_str().unwrap().ends_with(message)).unwrap()
}

/// All values that lie on `path` from the node, through arrays.
fn at<'t, 'a>(node: Node<'t, 'a>, path: &[&str]) -> Vec<Node<'t, 'a>> {
    match (node.view(), path) {
        (View::Array(elements), _) => elements.flat_map(|element| at(element, path)).collect(),
        (_, []) => vec![node],
        (_, [first, rest @ ..]) => node.get(first).map(|below| at(below, rest)).unwrap_or_default(),
    }
}

/// Each element of istioctl's list in `golden` equals one of `resources`, by its name.
fn check(golden: &str, name: &str, resources: &[Node<'_, '_>], message: &str, may_omit: bool) {
    let resources: Vec<Value> = resources.iter().map(|node| transcoded(*node, message, FieldNames::Json)).collect();
    let expected: Vec<Value> = serde_json::from_str(&read(golden)).unwrap();
    assert!(!expected.is_empty(), "{golden} is empty");
    for expected in &expected {
        let candidates: Vec<_> = resources.iter().filter(|found| found[name] == expected[name]).collect();
        if !candidates.contains(&expected) {
            panic!("{golden} {}:\nexpected {expected}\nfound {candidates:?}", expected[name]);
        }
    }
    assert!(may_omit || expected.len() == resources.len(), "{golden}: {} of {}", expected.len(), resources.len());
}

#[test]
fn lists_equal_istioctl() {
    for dump in DUMPS {
        let text = read(&format!("{dump}/config_dump.json"));
        let mut tape = Tape::default();
        tape.parse(text.as_bytes()).unwrap();
        let root = tape.root().unwrap();
        let find = |message, paths: &[&[&str]]| paths.iter().flat_map(|path| at(section(root, message), path)).collect::<Vec<_>>();
        let golden = |name| format!("goldens/{dump}/{name}-json.txt");

        let clusters = find("ClustersConfigDump", &[&["static_clusters", "cluster"], &["dynamic_active_clusters", "cluster"]]);
        check(&golden("cluster"), "name", &clusters, CLUSTER, false);
        let listeners =
            find("ListenersConfigDump", &[&["static_listeners", "listener"], &["dynamic_listeners", "active_state", "listener"]]);
        // istioctl leaves out listeners of no address.
        check(&golden("listener"), "name", &listeners, LISTENER, true);
        let routes = find(".RoutesConfigDump", &[&["static_route_configs", "route_config"], &["dynamic_route_configs", "route_config"]]);
        check(&golden("route"), "name", &routes, ROUTES, false);
        let endpoints = find(
            "EndpointsConfigDump",
            &[&["static_endpoint_configs", "endpoint_config"], &["dynamic_endpoint_configs", "endpoint_config"]],
        );
        // istioctl leaves out clusters without a host.
        check(&golden("eds"), "clusterName", &endpoints, ENDPOINTS, true);

        let clusters = read(&format!("{dump}/clusters.json"));
        tape.parse(clusters.as_bytes()).unwrap();
        let hosts = at(tape.root().unwrap(), &["cluster_statuses"]);
        check(&golden("endpoint"), "name", &hosts, "envoy.admin.v3.ClusterStatus", true);
    }
}

#[test]
fn sections_equal_istioctl() {
    for dump in DUMPS {
        let text = read(&format!("{dump}/config_dump.json"));
        let mut tape = Tape::default();
        tape.parse(text.as_bytes()).unwrap();
        for (message, golden) in [("BootstrapConfigDump", "bootstrap"), ("SecretsConfigDump", "secret-json")] {
            let path = format!("goldens/{dump}/{golden}.txt");
            let Ok(expected) = fs::read_to_string(fixture(&path)) else { continue };
            let expected: Value = serde_json::from_str(&expected).unwrap();
            let found = transcoded(section(tape.root().unwrap(), message), &format!("envoy.admin.v3.{message}"), FieldNames::Json);
            assert!(found == expected, "{path}:\nexpected {expected}\nfound {found}");
        }
    }
}

#[test]
fn envoys_own_output_holds_nothing_to_redact() {
    for dump in DUMPS {
        for file in ["config_dump.json", "clusters.json"] {
            let text = read(&format!("{dump}/{file}"));
            let mut tape = Tape::default();
            tape.parse(text.as_bytes()).unwrap();
            let root = tape.root().unwrap();
            let mut out = Tape::default();
            redact(root, None, &mut out);
            assert!(value(out.root().unwrap()) == value(root), "{dump}/{file}");
            let View::Array(sections) = root.get("configs").unwrap_or(root).view() else { continue };
            for section in sections {
                let message = section.get("@type").and_then(Node::as_str).unwrap();
                let found = transcoded(section, message.rsplit('/').next().unwrap(), FieldNames::Proto);
                assert!(found == value(section), "{dump}/{file} {message}");
            }
        }
    }
}

#[test]
fn only_secrets_ask_for_a_closer_look() {
    let text = read("bookinfo-sidecar/config_dump.json");
    assert!(may_hold_secret(text.as_bytes()));
    let mut configs: Value = serde_json::from_str(&text).unwrap();
    for section in configs["configs"].as_array_mut().unwrap() {
        let name = section["@type"].as_str().unwrap().to_owned();
        let expected = name.ends_with("SecretsConfigDump");
        assert_eq!(may_hold_secret(section.to_string().as_bytes()), expected, "{name}");
    }
}
