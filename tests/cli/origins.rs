//! `--origin`: what comes from a Kubernetes object, in each section and output, of each product.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::dump;
use crate::support::run::{Run, fed, meshctl, read_fixture};
use crate::support::table::Table;

const PRODUCTS: [&str; 5] = ["envoy-gateway", "contour", "kuma", "consul", "gloo"];
const SECTIONS: [&str; 9] =
    ["cluster", "listener", "listener --verbose=false", "listener --waypoint", "route", "route --verbose=false", "eds", "secret", "ecds"];

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

/// The file with a dump of this name.
fn file(name: &str) -> String {
    if PRODUCTS.contains(&name) { format!("../products/{name}.json") } else { format!("{name}/config_dump.json") }
}

/// What `-o name` prints of a section for an origin, in one line.
fn names(name: &str, section: &str, origin: &str) -> String {
    let run = run(&format!("pc {section} -f {} --origin {origin} -o name", file(name))).quietly();
    run.text().lines().map(|line| line.split_once('/').map_or(line, |(_, name)| name)).collect::<Vec<_>>().join(" ")
}

#[test]
fn resources_are_found_by_their_origin() {
    let check = |name: &str, section: &str, origin: &str, expect: &str| assert_eq!(names(name, section, origin), expect, "{name} {origin}");
    check("bookinfo-gateway", "route", "virtualservice/default/bookinfo", "http.8080");
    check(
        "bookinfo-sidecar",
        "cluster",
        "destinationrule/default/details",
        "outbound|9080||details.default.svc.cluster.local outbound|9080|v1|details.default.svc.cluster.local",
    );
    check(
        "bookinfo-sidecar",
        "cluster --subset v1",
        "DestinationRule/default/reviews",
        "outbound|9080|v1|reviews.default.svc.cluster.local",
    );
    check("bookinfo-sidecar", "route", "svc/default/details", "9080");
    check("tcp-sidecar", "listener", "virtualservice/data/tcp-echo", "10.96.119.26_9000");
    check("tcp-sidecar", "listener", "sidecars/default/default", "virtualInbound");
    check("tcp-sidecar", "listener", "service/data/mysql", "10.96.8.3_3306");
    check("envoy-gateway", "cluster", "httproute/default/web", "httproute/default/web/rule/0");
    check("envoy-gateway", "cluster", "btp/default/retries", "httproute/default/web/rule/0");
    check("envoy-gateway", "listener", "gateway/*/eg", "default/eg/http");
    check("envoy-gateway", "listener", "tcproutes/default/*", "default/eg/tcp");
    check("envoy-gateway", "eds", "httproute/*/*", "10.244.0.5:8080");
    check("envoy-gateway", "secret", "secret/default/www-cert", "default/www-cert");
    check("contour", "cluster", "service/default/kuard", "default/kuard/80/da39a3ee5e");
    check("contour", "eds", "service/default/kuard", "10.244.0.5:8080");
    check("contour", "eds", "service/projectcontour/the-name-of-a-long-service", "10.244.0.6:8080");
    check("contour", "secret", "secret/default/www-cert", "default/www-cert/28337303ac");
    check("kuma", "cluster", "meshservice/demo/*", "default_db_demo_zone-1_msvc_5432 kri_msvc_default_zone-1_demo_backend_8080");
    check("kuma", "listener", "meshhttproute/demo/canary", "kri_msvc_default_zone-1_demo_backend_8080");
    check("kuma", "listener", "svc/demo/web", "outbound:240.0.0.1:80");
    check(
        "consul",
        "cluster --fqdn v2",
        "consulservice/default/frontend",
        "v2.frontend.default.dc1.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul",
    );
    check("gloo", "cluster", "upstream/gloo-system/*", "default-petstore-8080_gloo-system other_gloo-system");
    check("gloo", "eds", "service/default/petstore", "10.244.0.5:8080");
    check("gloo", "cluster", "service/default/web", "kube-svc:default-web-80_default");
}

#[test]
fn extensions_are_found_by_their_origin() {
    let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.EcdsConfigDump","ecds_filters":[
        {"ecds_filter":{"@type":"type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig","name":"extensions.istio.io/wasmplugin/web.auth"}},
        {"ecds_filter":{"@type":"type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig","name":"other"}}]}]}"#;
    for output in ["name", "short --no-headers"] {
        let text = fed(&format!("pc ecds -f - --origin wasmplugin/web/auth -o {output}"), dump).quietly();
        assert_eq!(text.text().lines().count(), 1, "{}", text.told());
    }
    let json = fed("pc ecds -f - --origin wasmplugin/web/auth -o json", dump).quietly().json();
    assert_eq!(json["ecdsFilters"].as_array().map(Vec::len), Some(1));
}

#[test]
fn endpoints_without_clusters_go_by_the_clusters_name() {
    let found = run("pc endpoint -f real-gateway/clusters.json --origin service/default/ratings -o name").quietly();
    assert_eq!(found.text().lines().count(), 3, "{}", found.told());
    // That the cluster has a DestinationRule is told by the cluster alone.
    run("pc endpoint -f real-gateway/clusters.json --origin dr/default/reviews -o name").says("note: nothing here has the origin");
    let found = run("pc endpoint -f real-gateway/config_dump.json --origin dr/default/reviews -o name");
    assert_eq!(found.text().lines().count(), 3, "{}", found.told());
}

#[test]
fn rows_of_other_origins_are_left_out_and_documents_are_whole() {
    let web = run("pc route -f ../products/envoy-gateway.json --origin httproute/default/web").quietly().table();
    assert_eq!(web.column("MATCH"), ["PathPrefix:/static", "PathPrefix:/"]);
    let gateway = run("pc route -f ../products/envoy-gateway.json --origin gateway/default/eg").quietly().table();
    assert_eq!(gateway.rows.len(), 3);
    let contour = run("pc route -f ../products/contour.json --origin ingress/default/old").quietly().table();
    assert_eq!(contour.column("MATCH"), ["PathPrefix:/old"]);
    let chains = run("pc listener -f tcp-sidecar/config_dump.json --origin service/istio-system/grafana").quietly().table();
    assert_eq!(chains.column("PORT"), ["3000", "3000"]);
    let json = run("pc route -f ../products/contour.json --origin ingress/default/old -o json").quietly().json();
    assert_eq!(json[0]["virtualHosts"][0]["routes"].as_array().map(Vec::len), Some(3));
}

#[test]
fn an_origin_that_nothing_has_is_told_with_the_nearest() {
    let check = |args: &str, says: &str| {
        let run = run(&format!("pc {args}")).ends_with(0);
        assert_eq!(run.stderr, format!("note: {says}\n"), "{args}");
    };
    check(
        "route -f bookinfo-gateway/config_dump.json --origin vs/default/bookinf",
        "nothing here has the origin vs/default/bookinf; there is virtualservice/default/bookinfo",
    );
    check(
        "route -f ../products/envoy-gateway.json --origin httproute/default/wep -o json",
        "nothing here has the origin httproute/default/wep; there are httproute/default/web, grpcroute/default/api, gateway/default/eg",
    );
    let nearest = "nothing here has the origin dr/default/review; the nearest of 19 are destinationrule/default/reviews, \
                   destinationrule/default/details, destinationrule/default/ratings";
    check("cluster -f bookinfo-sidecar/config_dump.json --origin dr/default/review", nearest);
    check("secret -f real-gateway/config_dump.json --origin secret/a/b", "nothing here has the origin secret/a/b; no origin is told here");
    for output in ["short", "name", "json", "yaml"] {
        let run = run(&format!("pc all -f ../products/gloo.json --origin upstream/gloo/* -o {output}")).ends_with(0);
        let says = "note: nothing here has the origin upstream/gloo/*; the nearest of 4 are ";
        assert!(run.stderr.starts_with(says) && run.stderr.lines().count() == 1, "{}", run.told());
    }
}

#[test]
fn an_empty_origin_is_none() {
    for section in SECTIONS.iter().chain(&["all"]) {
        for output in ["short", "json"] {
            let printed = |more: &[&str]| {
                let args = format!("pc {section} -f real-gateway/config_dump.json -o {output}");
                meshctl(args.split_whitespace().chain(more.iter().copied())).stdout
            };
            assert!(printed(&["--origin", ""]) == printed(&[]), "{section}");
        }
    }
}

/// Whether `part` has only rows of `whole`, in the same order.
fn is_part(part: &Table, whole: &Table) -> bool {
    let mut rows = whole.rows.iter();
    part.rows.iter().all(|row| rows.any(|other| other == row))
}

/// The elements of a section's JSON: a list of resources, or lists of entries.
fn elements(json: &Value) -> Vec<Value> {
    match json {
        Value::Array(list) => list.clone(),
        Value::Object(lists) => lists.values().flat_map(elements).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn an_origin_only_removes_rows() {
    for name in PRODUCTS.iter().chain(&["bookinfo-sidecar", "tcp-sidecar"]) {
        for section in SECTIONS {
            let printed = |more: &str| run(&format!("pc {section} -f {} {more}", file(name)));
            let (whole, documents) = (printed("").table(), elements(&printed("-o json").json()));
            for origin in ["service/*/*", "virtualservice/*/*", "*/default/*"] {
                let filtered = |output: &str| printed(&format!("--origin {origin} -o {output}")).ends_with(0);
                let (table, json) = (filtered("short").table(), filtered("json").json());
                assert!(is_part(&table, &whole), "{name} {section} {origin}");
                let rest = elements(&json);
                assert!(rest.iter().all(|document| documents.contains(document)), "{name} {section} {origin}");
                assert_eq!(
                    table.rows.is_empty(),
                    rest.is_empty(),
                    "{name} {section} {origin}: a table has rows of what the documents have"
                );
                let wide = filtered("wide --now 2026-11-25T09:00:00Z").table();
                assert_eq!(wide.rows.len(), table.rows.len(), "{name} {section} {origin}");
                let lines: BTreeSet<String> = filtered("name").text().lines().map(str::to_owned).collect();
                assert_eq!(lines.is_empty(), rest.is_empty(), "{name} {section} {origin}");
            }
        }
    }
}

#[test]
fn an_origin_of_everything_only_removes_entries() {
    for (name, origin, list, left) in [
        ("bookinfo-sidecar", "svc/default/reviews", "dynamic_active_clusters", 4),
        ("bookinfo-sidecar", "svc/default/reviews", "dynamic_endpoint_configs", 4),
        ("bookinfo-sidecar", "vs/default/reviews", "dynamic_route_configs", 2),
        ("bookinfo-sidecar", "vs/default/reviews", "dynamic_listeners", 0),
        ("contour", "svc/projectcontour/*", "dynamic_endpoint_configs", 1),
        ("envoy-gateway", "secret/*/*", "dynamic_active_secrets", 1),
    ] {
        let file = file(name);
        let whole: Value = serde_json::from_slice(&read_fixture(&format!("istio/{file}"))).unwrap();
        let json = run(&format!("pc all -f {file} --origin {origin} -o json")).quietly().json();
        let yaml = run(&format!("pc all -f {file} --origin {origin} -o yaml")).quietly();
        assert!(serde_yaml::from_str::<Value>(yaml.text()).unwrap() == json, "{name} {origin}");
        assert!(dump::is_part(&json, &whole), "{name} {origin}");
        assert_eq!(dump::items(&json, list).len(), left, "{name} {origin} {list}");
    }
}

#[test]
fn broken_metadata_tells_no_origin() {
    let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","dynamic_active_clusters":[
        {"cluster":{"@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"a","metadata":{"filter_metadata":[{"istio":{}}]}}},
        {"cluster":{"@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"b","metadata":{"filter_metadata":{"istio":
        {"config":["/apis/networking.istio.io/v1/namespaces/default/destination-rule/b"]}}}}}]}]}"#;
    fed("pc cluster -f - --origin */*/*", dump).ends_with(0).says("no origin is told here");
}
