//! `--where`: rows and resources of which an expression holds.

use serde_json::Value;

use crate::support::run::{Meshctl, Run, meshctl};

const DUMP: &str = "bookinfo-sidecar/config_dump.json";
const GATEWAY: &str = "real-gateway/config_dump.json";

/// A section with a condition, and more arguments that hold no blanks.
fn run(section: &str, condition: &str, more: &str) -> Run {
    let args = ["pc", section, "--now", "2026-06-01T00:00:00Z", "--where", condition];
    let source = if more.contains("-f ") { String::new() } else { format!("-f {DUMP} ") };
    let more = source + more;
    meshctl(args.into_iter().chain(more.split_whitespace()))
}

/// The rows of which a condition holds are those of the whole table that `expect` takes, short and wide.
#[track_caller]
fn check_rows(section: &str, condition: &str, source: &str, expect: impl Fn(&dyn Fn(&str) -> String) -> bool) {
    let wide = run(section, "true", &format!("{source} -o wide")).table();
    let columns = wide.columns.clone();
    let holds = |row: &Vec<String>| expect(&|name| row[columns.iter().position(|column| column == name).unwrap()].clone());
    let kept: Vec<bool> = wide.rows.iter().map(holds).collect();
    assert!(kept.contains(&true) && kept.contains(&false), "{condition} chooses");
    for output in ["wide", "short"] {
        let whole = run(section, "true", &format!("{source} -o {output}")).table();
        let expect: Vec<&Vec<String>> = whole.rows.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(row, _)| row).collect();
        let found = run(section, condition, &format!("{source} -o {output}")).table();
        assert_eq!(found.columns, whole.columns, "{condition} {output}");
        assert_eq!(found.rows.iter().collect::<Vec<_>>(), expect, "{condition} {output}");
    }
}

#[test]
fn rows_are_chosen_by_their_columns() {
    let number = |cell: String| cell.trim_end_matches('%').parse::<f64>().ok();
    check_rows("cluster", "port == 9080 && subset == 'v1'", "", |cell| cell("PORT") == "9080" && cell("SUBSET") == "v1");
    check_rows("cluster", "port > 15000 || type != 'EDS'", "", |cell| {
        number(cell("PORT")).is_some_and(|port| port > 15000.0) || cell("TYPE") != "EDS"
    });
    check_rows("cluster", "healthy < total || total > 1", "", |cell| {
        let endpoints = cell("ENDPOINTS");
        endpoints.split_once('/').is_some_and(|(healthy, total)| healthy != total || total.parse::<u32>().unwrap() > 1)
    });
    check_rows("cluster", "healthy == 1 && total == 2", "-f real-gateway/config_dump.json", |cell| cell("ENDPOINTS").starts_with("1/2"));
    check_rows("route", "destinations.contains('reviews')", "", |cell| cell("DESTINATIONS").contains("reviews"));
    check_rows("listener", "name.matches('^0[.]0') && tls == 'none'", "", |cell| cell("NAME").starts_with("0.0") && cell("TLS") == "none");
    check_rows("eds", "share < 100.0 && priority == 0", "", |cell| number(cell("SHARE")).unwrap() < 100.0);
    check_rows("endpoint", "requests > 0 || status != 'HEALTHY'", "-f real-gateway/clusters.json", |cell| {
        number(cell("REQUESTS")).is_some_and(|requests| requests > 0.0) || cell("STATUS") != "HEALTHY"
    });
    check_rows("secret", "type == 'CA' && status == 'ACTIVE'", "", |cell| cell("TYPE") == "CA" && cell("STATUS") == "ACTIVE");
}

/// The resources of which a condition holds are those that a filter of jq's takes of all.
#[track_caller]
fn check_resources(section: &str, condition: &str, filter: &str, source: &str) {
    let all = meshctl(["pc", section, "-f", source, "--field-names", "proto", "--jq", filter]).quietly();
    let found = run(section, condition, &format!("-f {source} --field-names proto -o json")).quietly();
    let expect: Value = serde_json::from_str(all.text()).unwrap();
    assert!(expect.as_array().is_some_and(|list| !list.is_empty()), "{filter} finds something");
    assert_eq!(found.json(), expect, "{condition}");
    // In YAML and as names there are as many; the names of endpoints are those of the rows.
    if !["eds", "endpoint"].contains(&section) {
        let names = run(section, condition, &format!("-f {source} -o name")).quietly();
        assert_eq!(names.text().lines().count(), expect.as_array().unwrap().len(), "{condition}");
    }
    let yaml = run(section, condition, &format!("-f {source} -o yaml")).quietly();
    let yaml: Value = serde_yaml::from_str(yaml.text()).unwrap();
    assert_eq!(yaml.as_array().unwrap().len(), expect.as_array().unwrap().len(), "{condition}");
}

#[test]
fn resources_are_chosen_by_their_fields() {
    check_resources("cluster", "cluster.type == 'EDS'", "map(select(.type == \"EDS\"))", DUMP);
    check_resources("cluster", "cluster.type == 'STATIC'", "map(select((.type // \"STATIC\") == \"STATIC\"))", DUMP);
    check_resources("cluster", "!has(resource.transport_socket_matches)", "map(select(.transport_socket_matches | not))", DUMP);
    check_resources(
        "cluster",
        "cluster.circuit_breakers.thresholds.exists(t, t.max_connections > 1000000u)",
        "map(select(any(.circuit_breakers.thresholds[]?; .max_connections > 1000000)))",
        DUMP,
    );
    check_resources(
        "cluster",
        "cluster.metadata.filter_metadata.istio.services.exists(s, s.namespace == 'default')",
        "map(select(any(.metadata.filter_metadata.istio.services[]?; .namespace == \"default\")))",
        DUMP,
    );
    check_resources(
        "listener",
        "listener.filter_chains.exists(c, c.filters.exists(f, f.typed_config['@type'].endsWith('.TcpProxy')))",
        "map(select(any(.filter_chains[]?.filters[]?; .typed_config.\"@type\" | endswith(\".TcpProxy\"))))",
        DUMP,
    );
    check_resources(
        "route",
        "route_configuration.virtual_hosts.exists(v, v.domains.exists(d, d.startsWith('reviews')))",
        "map(select(any(.virtual_hosts[]?.domains[]?; startswith(\"reviews\"))))",
        DUMP,
    );
    check_resources("eds", "size(cluster_load_assignment.endpoints) > 1", "map(select(.endpoints | length > 1))", DUMP);
    check_resources(
        "endpoint",
        "cluster_status.host_statuses.exists(h, h.stats.exists(s, s.name == 'rq_total' && s.value > 0))",
        "map(select(any(.host_statuses[]?.stats[]?; .name == \"rq_total\" and ((.value // \"0\") | tonumber) > 0)))",
        "real-gateway/clusters.json",
    );
}

#[test]
fn secrets_and_the_bootstrap_are_printed_or_not() {
    let secrets = run("secret", "name != ''", "-o json");
    secrets.ends_with(2).says("there is no name here at column 1").says("there are: resource_name, type, status");
    let whole = meshctl(["pc", "secret", "-f", GATEWAY, "-o", "json"]).quietly().json();
    let chosen = run("secret", "resource.name == 'default'", &format!("-f {GATEWAY} -o json")).quietly().json();
    let names = |json: &Value| -> Vec<String> {
        json["dynamicActiveSecrets"].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names(&whole).len() > 1 && names(&chosen) == ["default"], "{:?} {:?}", names(&whole), names(&chosen));
    assert!(run("bootstrap", "bootstrap.node.id.startsWith('sidecar~')", "").quietly().json()["bootstrap"]["node"].is_object());
    assert!(run("bootstrap", "bootstrap.node.id == 'other'", "").quietly().text().is_empty());
}

#[test]
fn states_stay_where_rows_are_chosen() {
    let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","static_clusters":[{"cluster":{"name":"s"}}],
        "dynamic_active_clusters":[{"cluster":{"name":"a"}}],"dynamic_warming_clusters":[{"cluster":{"name":"w"}},{"cluster":{"name":"v"}}]}]}"#;
    let check = |condition: &str, expect: &[(&str, &str)]| {
        let run = Meshctl::new(["pc", "cluster", "-f", "-", "--columns", "service-fqdn,state", "--where", condition]).input(dump).run();
        let table = run.quietly().table();
        let rows: Vec<(&str, &str)> = table.rows.iter().map(|row| (&*row[0], &*row[1])).collect();
        assert_eq!(rows, expect, "{condition}");
    };
    check("service_fqdn != 's'", &[("a", "OK"), ("v", "WARMING"), ("w", "WARMING")]);
    check("state == 'WARMING' && resource.name < 'w'", &[("v", "WARMING")]);
    check("state == 'STATIC'", &[("s", "OK")]);
}

#[test]
fn what_is_no_condition_is_told() {
    let refused = |section: &str, condition: &str, parts: &[&str]| {
        let run = run(section, condition, "").ends_with(2).prints_nothing();
        parts.iter().fold(run, |run, part| run.says(part));
    };
    refused("cluster", "prot == 80", &["there is no prot here at column 1", "service_fqdn, port, subset"]);
    refused("cluster", "cluster.tpye == 'EDS'", &["envoy.config.cluster.v3.Cluster has no field tpye at column 9", "are: type, name"]);
    refused("cluster", "port = 80", &["a comparison is ==, not = at column 6", "explain EXPR"]);
    refused("route", "(name == 'a'", &["expected ')' at column 13 of the expression: its end"]);
    refused("cluster", "port", &["gives an int, and must be true or false"]);
    refused("cluster", "port < 'a'", &["applied to '(int, string)'"]);
    refused("listener", "name.matches('[')", &["unclosed character class at column 14"]);
    // What some rows do not have is not held against the others; where none has it, that is said.
    run("cluster", "port > 1", "-o name").quietly();
    run("cluster", "int(subset) > 1", "-o name").ends_with(2).says("--where");
    run("endpoint", "cluster_status.added_via_api", "").ends_with(0).says("no row has what is asked for");
    // As of other filters, an empty one is none.
    let all = run("cluster", "true", "-o name").quietly();
    assert_eq!(run("cluster", "", "-o name").quietly().text(), all.text());
}

#[test]
fn proxies_of_a_fleet_have_one_condition() {
    let run = run("cluster", "port == 9080 && subset == 'v1'", "-f . --all-pods -o csv --columns pod,port,subset --no-headers");
    let pods: std::collections::BTreeSet<&str> = run.text().lines().map(|line| line.split(',').next().unwrap()).collect();
    assert!(!pods.is_empty() && run.text().lines().all(|line| line.ends_with(",9080,v1")), "{}", run.told());
}
