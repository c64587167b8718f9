//! `-o wide`: its tables begin with those of `short`, and tell what real Envoys say of themselves elsewhere.

mod support;

use meshctl::source::admin::Admin;
use serde_json::Value;
use std::time::Duration;
use support::envoy::Envoy;
use support::kept;
use support::run::{Run, fed, meshctl};
use support::scenes;
use support::table::Table;

/// The fixtures that are dumps with hosts beside them.
const FIXTURES: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "real-gateway", "tcp-sidecar"];

/// Every table that can be wide.
const TABLES: [&str; 10] = [
    "listener",
    "listener --verbose=false",
    "listener --waypoint",
    "route",
    "route --verbose=false",
    "cluster",
    "endpoint",
    "eds",
    "secret",
    "ecds",
];

/// Runs `pc` with these words and these sources.
fn pc(words: &str, source: &[&str]) -> Run {
    meshctl(["pc"].into_iter().chain(words.split_whitespace()).chain(source.iter().copied()))
}

/// A wide table has as many rows as the short one, and each begins with the same cells. Where a short one has a last column STATE, the wide
/// one has it too, with the word of those that are in order instead of `OK`.
fn begins_with_short(words: &str, source: &[&str]) {
    let now = ["--now", "2026-11-24T00:00:00Z"];
    let source = [source, &now].concat();
    let (short, wide) = (pc(words, &source), pc(&format!("{words} -o wide"), &source));
    assert_eq!((short.code, &short.stderr), (wide.code, &wide.stderr), "{words} {source:?}");
    let (short, wide) = (short.table(), wide.table());
    let count = short.columns.iter().take_while(|column| *column != "STATE").count();
    assert_eq!(short.columns[..count], wide.columns[..count], "{words} {source:?}");
    assert!(wide.columns.len() > short.columns.len(), "{words} {source:?}");
    assert_eq!(short.rows.len(), wide.rows.len(), "{words} {source:?}");
    for (short, wide) in short.rows.iter().zip(&wide.rows) {
        assert_eq!(short[..count], wide[..count], "{words} {source:?}");
        let state = short.get(count).map_or("OK", String::as_str);
        if state == "OK" {
            assert!(wide[count..].iter().all(|cell| !cell.is_empty()), "{words}: {wide:?}");
        } else {
            assert_eq!(*state, wide[count], "{words} {source:?}");
        }
    }
}

#[test]
fn each_fixture_is_the_same_and_more() {
    for fixture in FIXTURES {
        for words in TABLES {
            begins_with_short(words, &["-f", &format!("{fixture}/config_dump.json")]);
        }
        begins_with_short("endpoint", &["-f", &format!("{fixture}/clusters.json")]);
        begins_with_short("eds", &["-f", &format!("{fixture}/clusters.json")]);
    }
    for words in TABLES {
        for mask in ["clusters", "listeners", "routes", "secrets"] {
            begins_with_short(words, &["-f", &format!("real-gateway/config_dump_mask_{mask}.json")]);
        }
    }
}

#[test]
fn each_state_is_told_the_same() {
    let envoy = scenes::dynamic();
    for words in TABLES {
        begins_with_short(words, &["--admin", envoy.address()]);
    }
    let states = pc("cluster -o wide", &["--admin", envoy.address()]).table();
    assert!(states.column("STATE").contains(&"STATIC") && states.column("STATE").contains(&"WARMING"));
    assert!(states.column("VERSION").contains(&"c2"), "{states:?}");
}

#[test]
fn what_cannot_be_read_costs_only_its_own_cells() {
    // Each lens of a wide table finds a text where a message should be; those of the short ones do not look there.
    let broken = r#"{"configs":[
        {"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","static_clusters":[
            {"cluster":{"name":"a","outlier_detection":"x"}},{"cluster":{"name":"b"}}]},
        {"@type":"type.googleapis.com/envoy.admin.v3.ListenersConfigDump","static_listeners":[
            {"listener":{"name":"l","filter_chains":[{"transport_socket":"x"}]}}]},
        {"@type":"type.googleapis.com/envoy.admin.v3.RoutesConfigDump","static_route_configs":[
            {"route_config":{"name":"r","virtual_hosts":[{"name":"h","retry_policy":"x"}]}}]}]}"#;
    for (section, path) in [
        ("cluster", "configs[0].static_clusters[0]"),
        ("listener", "configs[1].static_listeners[0]"),
        ("route", "configs[2].static_route_configs[0]"),
    ] {
        let short = fed(&format!("pc {section} -f -"), broken).quietly().table();
        let wide = fed(&format!("pc {section} -f - -o wide"), broken).ends_with(4).says(path).table();
        assert_eq!(short.rows.len(), wide.rows.len());
        for (short, wide) in short.rows.iter().zip(&wide.rows) {
            assert_eq!(short[..], wide[..short.len()]);
        }
    }
}

/// The cell of a table under a heading, in the row whose cells under other headings are these.
#[track_caller]
fn find<'t>(table: &'t Table, row: &[(&str, &str)], column: &str) -> &'t str {
    let at = |name: &str| table.columns.iter().position(|own| own == name).unwrap_or_else(|| panic!("no {name} in {:?}", table.columns));
    let found = table.rows.iter().find(|cells| row.iter().all(|(name, text)| cells[at(name)] == *text));
    &found.unwrap_or_else(|| panic!("no {row:?} in {table:?}"))[at(column)]
}

fn wide(envoy: &Envoy, section: &str) -> Table {
    pc(&format!("{section} -o wide"), &["--admin", envoy.address()]).quietly().table()
}

/// A gauge or counter of Envoy's own statistics.
fn statistic(envoy: &Envoy, name: &str) -> u64 {
    let text = String::from_utf8(envoy.admin().get(&format!("/stats?filter=^{name}$")).unwrap()).unwrap();
    text.trim().rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{name}: {text}"))
}

/// A client of the listener called `web`.
fn client(envoy: &Envoy) -> Admin {
    let listeners = envoy.json("/listeners?format=json");
    let all = listeners["listener_statuses"].as_array().unwrap();
    let web = all.iter().find(|listener| listener["name"] == "web").unwrap();
    let port = &web["local_address"]["socket_address"]["port_value"];
    Admin::new(&format!("http://127.0.0.1:{port}"), Duration::from_secs(30)).unwrap()
}

fn host(clusters: &Value, cluster: &str, port: u16) -> Value {
    let statuses = clusters["cluster_statuses"].as_array().unwrap();
    let cluster = statuses.iter().find(|status| status["name"] == cluster).unwrap();
    let hosts = cluster["host_statuses"].as_array().unwrap();
    hosts.iter().find(|host| host["address"]["socket_address"]["port_value"] == port).unwrap().clone()
}

#[test]
fn clusters_are_as_envoy_says() {
    let (envoy, upstreams) = scenes::wide();
    envoy.json_when("/clusters?format=json", "checked hosts", |clusters| {
        let status = |number: usize| host(clusters, "checked", upstreams[number].port())["health_status"].clone();
        status(1)["failed_active_health_check"] == true
            && status(2)["failed_active_degraded_check"] == true
            && status(0).as_object().unwrap().len() == 1
    });
    let table = wide(&envoy, "cluster");
    for cluster in ["checked", "degrading", "panicking", "ejecting", "weighted", "encrypted"] {
        let count = |what: &str| statistic(&envoy, &format!("cluster.{cluster}.membership_{what}"));
        let degraded = count("degraded");
        let mut expected = format!("{}/{}", count("healthy"), count("total"));
        if degraded > 0 {
            expected.push_str(&format!(" + {degraded} degraded"));
        }
        assert_eq!(find(&table, &[("SERVICE FQDN", cluster)], "ENDPOINTS"), expected, "{cluster}");
    }
    let cell = |cluster, column| find(&table, &[("SERVICE FQDN", cluster)], column);
    assert_eq!(cell("checked", "ENDPOINTS"), "1/3 + 1 degraded");
    assert_eq!(cell("checked", "TLS"), "to-all none");
    assert_eq!(cell("checked", "LB POLICY"), "RING_HASH");
    assert_eq!(cell("checked", "HEALTH CHECKS"), "HTTP /healthz every 0.100s, timeout 2s");
    assert_eq!(cell("encrypted", "TLS"), "mTLS");
    assert_eq!(cell("encrypted", "SNI"), "upstream.example");
    assert_eq!(cell("weighted", "LB POLICY"), "ROUND_ROBIN + locality weights");
    assert_eq!(cell("weighted", "TLS"), "none");
    assert_eq!(cell("ejecting", "CIRCUIT BREAKERS"), "connections 7, retries unlimited, high priority requests 9");
    assert_eq!(cell("ejecting", "OUTLIER DETECTION"), "5xx 1, every 0.200s, eject 600s, at most 100%");
    assert_eq!(cell("ejecting", "STATE"), "STATIC");
    assert!(cell("ejecting", "AGE").ends_with('s'), "{}", cell("ejecting", "AGE"));
    // What /clusters tells of the limits is the same.
    let clusters = envoy.json("/clusters?format=json");
    let statuses = clusters["cluster_statuses"].as_array().unwrap();
    let limits = &statuses.iter().find(|status| status["name"] == "ejecting").unwrap()["circuit_breakers"]["thresholds"];
    assert_eq!((&limits[0]["max_connections"], &limits[1]["max_requests"]), (&Value::from(7), &Value::from(9)));
}

#[test]
fn endpoints_are_as_envoy_says() {
    let (envoy, upstreams) = scenes::wide();
    let client = client(&envoy);
    // One of the two answers 503 and is ejected.
    let ejected = |clusters: &Value| host(clusters, "ejecting", upstreams[1].port())["health_status"]["failed_outlier_check"] == true;
    envoy.json_when("/clusters?format=json", "an ejected host", |clusters| {
        let _ = client.get("/eject");
        ejected(clusters)
    });
    // The share is a promise of what happens: 400 requests are enough to see it.
    for _ in 0..400 {
        client.get("/").unwrap();
    }
    let table = wide(&envoy, "endpoint");
    let clusters = envoy.json("/clusters?format=json");
    let endpoint = |number: usize| format!("127.0.0.1:{}", upstreams[number].port());
    let cell = |number: usize, cluster: &str, column: &str| {
        find(&table, &[("ENDPOINT", &endpoint(number)), ("CLUSTER", cluster)], column).to_owned()
    };
    for (number, cluster) in [(0, "ejecting"), (1, "ejecting"), (3, "weighted"), (4, "weighted"), (5, "weighted"), (6, "weighted")] {
        let host = host(&clusters, cluster, upstreams[number].port());
        let stat = |name: &str| {
            let stats = host["stats"].as_array().unwrap();
            stats.iter().find(|stat| stat["name"] == name).unwrap()["value"].as_str().unwrap_or("0").to_owned()
        };
        for (column, name) in
            [("REQUESTS", "rq_total"), ("ERRORS", "rq_error"), ("ACTIVE REQUESTS", "rq_active"), ("CONNECT FAILURES", "cx_connect_fail")]
        {
            assert_eq!(cell(number, cluster, column), stat(name), "{cluster} {number} {column}");
        }
        assert_eq!(cell(number, cluster, "WEIGHT"), host["weight"].to_string());
        assert_eq!(cell(number, cluster, "PRIORITY"), host["priority"].as_u64().unwrap_or(0).to_string());
        if cluster == "weighted" {
            let share: f64 = cell(number, cluster, "SHARE").trim_end_matches('%').parse().unwrap();
            let total: f64 = stat("rq_total").parse().unwrap();
            assert!((total / 4.0 - share).abs() < 2.0, "{number}: {share}% of 400 requests, and Envoy sent {total}");
        }
    }
    assert_eq!([3, 4, 5, 6].map(|number| cell(number, "weighted", "SHARE")), ["6.2%", "18.8%", "75%", "0%"]);
    assert_eq!([3, 5, 6].map(|number| cell(number, "weighted", "LOCALITY WEIGHT")), ["1", "3", "1"]);
    assert_eq!(cell(5, "weighted", "LOCALITY"), "r1/z2");
    assert_eq!(cell(1, "ejecting", "HEALTH"), "ejected by outlier detection");
    assert!(cell(1, "ejecting", "OUTLIER").starts_with("FAILED"));
    assert_eq!([0, 1].map(|number| cell(number, "ejecting", "SHARE")), ["100%", "0%"]);
    assert_eq!(cell(1, "checked", "HEALTH"), "failed its health check");
    assert_eq!(cell(2, "checked", "HEALTH"), "degraded by its health check");
    // The control plane's table tells the same of the same endpoints.
    let eds = wide(&envoy, "eds");
    for number in [3, 4, 5, 6] {
        assert_eq!(find(&eds, &[("NAME", &endpoint(number)), ("CLUSTER", "weighted")], "SHARE"), cell(number, "weighted", "SHARE"));
        assert_eq!(find(&eds, &[("NAME", &endpoint(number)), ("CLUSTER", "weighted")], "REQUESTS"), cell(number, "weighted", "REQUESTS"));
    }
}

/// The share is a promise of what happens, also where some endpoints are unhealthy.
#[test]
fn shares_are_what_envoy_does() {
    const REQUESTS: u32 = 600;
    let (envoy, upstreams) = scenes::wide();
    let client = client(&envoy);
    for cluster in ["panicking", "spilling", "degrading", "checked"] {
        // Once each endpoint is what its health checks say, and has been for longer than one of them.
        envoy.json_when("/clusters?format=json", "checked hosts", |clusters| {
            let statuses = clusters["cluster_statuses"].as_array().unwrap();
            let hosts = statuses.iter().find(|status| status["name"] == cluster).unwrap()["host_statuses"].as_array().unwrap();
            hosts.iter().all(|host| {
                let port = &host["address"]["socket_address"]["port_value"];
                let number = upstreams.iter().position(|upstream| *port == upstream.port()).unwrap();
                let has = |flag: &str| host["health_status"][flag] == true;
                (has("failed_active_health_check"), has("failed_active_degraded_check")) == (matches!(number, 1 | 7), number == 2)
            })
        });
        for _ in 0..REQUESTS {
            // An unhealthy endpoint answers 503, which is an error here and an answer for Envoy.
            let _ = client.get(&format!("/{cluster}"));
        }
    }
    let table = wide(&envoy, "endpoint");
    let rows = |cluster: &str| -> Vec<(usize, String, f64)> {
        (0..upstreams.len())
            .filter_map(|number| {
                let endpoint = format!("127.0.0.1:{}", upstreams[number].port());
                let row = [("ENDPOINT", endpoint.as_str()), ("CLUSTER", cluster)];
                let is_there = table.rows.iter().any(|cells| cells[0] == endpoint && cells[3] == cluster);
                let cell = |column| find(&table, &row, column).to_owned();
                is_there.then(|| (number, cell("SHARE"), cell("REQUESTS").parse().unwrap()))
            })
            .collect()
    };
    for (cluster, expected) in [
        ("panicking", vec![(0, "33.3% + panic"), (1, "33.3% + panic"), (7, "33.3% + panic")]),
        ("spilling", vec![(0, "70%"), (1, "0%"), (3, "10%"), (4, "20%")]),
        ("degrading", vec![(0, "50%"), (1, "0%"), (2, "50%")]),
        ("checked", vec![(0, "100%"), (1, "0%"), (2, "0%")]),
    ] {
        let found = rows(cluster);
        let shares: Vec<(usize, &str)> = found.iter().map(|(number, share, _)| (*number, share.as_str())).collect();
        assert_eq!(shares, expected, "{cluster}");
        for (number, share, requests) in found {
            let share: f64 = share.split('%').next().unwrap().parse().unwrap();
            let seen = requests * 100.0 / f64::from(REQUESTS);
            // Envoy chooses the priority by chance: of 600 requests, four standard deviations are 8 percent.
            assert!((seen - share).abs() < 8.5, "{cluster} {number}: a share of {share}%, and Envoy sent {seen}%");
        }
    }
}

#[test]
fn routes_and_listeners_are_as_configured() {
    let (envoy, _upstreams) = scenes::wide();
    let routes = wide(&envoy, "route");
    let cell = |route, column| find(&routes, &[("ROUTE", route)], column);
    assert_eq!(cell("faulty", "FAULTS"), "abort 418 of 100%");
    assert!(client(&envoy).get("/faulty").unwrap_err().to_string().contains("418"), "Envoy injects it");
    assert_eq!(cell("split", "DESTINATIONS"), "weighted 3, ejecting 1");
    assert_eq!(cell("split", "TIMEOUT"), "2s");
    assert_eq!(cell("split", "MIRRORS"), "weighted 100%");
    assert_eq!(cell("split", "REWRITES"), "prefix to /");
    assert_eq!(cell("split", "RETRIES"), "2 on 5xx (virtual host)");
    assert_eq!(cell("gone", "ACTION"), "direct response 410");
    assert_eq!((cell("gone", "TIMEOUT"), cell("rest", "TIMEOUT"), cell("eject", "TIMEOUT")), ("-", "none", "15s (default)"));

    let listeners = wide(&envoy, "listener");
    let cell = |listener, column| find(&listeners, &[("NAME", listener)], column);
    assert_eq!(cell("web", "HTTP FILTERS"), "fault (1 override), router last");
    assert_eq!(cell("web", "ROUTE CONFIGURATION"), "inline");
    assert_eq!((cell("web", "TLS"), cell("secure", "TLS")), ("none", "mTLS"));
    assert_eq!(cell("secure", "CONDITIONS"), "server names secure.example; application protocols h2");
    assert_eq!(cell("secure", "NETWORK FILTERS"), "tcp_proxy tcp");
}

#[test]
fn secrets_are_as_envoy_says() {
    let (envoy, _upstreams) = scenes::wide();
    let table = wide(&envoy, "secret");
    let certificate = &envoy.json("/certs")["certificates"][0]["cert_chain"][0];
    let cell = |column| find(&table, &[("RESOURCE NAME", "server")], column);
    let names: Vec<String> = certificate["subject_alt_names"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|name| name["dns"].as_str().or(name["uri"].as_str()).map(str::to_owned))
        .collect();
    assert_eq!(format!("{}, {}", cell("NAMES"), cell("SPIFFE ID")), names.join(", "));
    let days: u64 = certificate["days_until_expiration"].as_str().unwrap().parse().unwrap();
    assert_eq!(cell("EXPIRES IN"), format!("{days}d"));
    assert_eq!((cell("SUBJECT"), cell("ISSUER"), cell("KEY")), ("O=meshctl tests", "O=meshctl tests", "EC 256"));
    assert_eq!(cell("CHAIN"), "valid by authority");
    assert_eq!(cell("USED BY"), "listener/secure, cluster/encrypted");
    assert_eq!(find(&table, &[("RESOURCE NAME", "authority")], "USED BY"), "listener/secure");
    let late = pc("secret -o wide --now 2200-01-01T00:00:00Z", &["--admin", envoy.address()]).quietly().table();
    assert_eq!(find(&late, &[("RESOURCE NAME", "server")], "CHAIN"), "invalid: certificate 1 has expired");
    assert!(find(&late, &[("RESOURCE NAME", "server")], "EXPIRES IN").starts_with("expired "));
}

#[test]
fn all_and_many_are_wide_too() {
    let (envoy, _upstreams) = scenes::wide();
    let all = pc("all -o wide", &["--admin", envoy.address()]).quietly();
    for column in ["HEALTH CHECKS", "HTTP FILTERS", "FAULTS", "USED BY", "SHARE"] {
        assert!(all.text().contains(column), "{column}: {}", all.told());
    }
    assert!(all.text().contains("Node ID:"));
    let folder = envoy.folder().join("snapshot");
    let folder = folder.to_str().unwrap();
    meshctl(["snapshot", "--admin", envoy.address(), "-o", folder]).ends_with(0);
    for (section, column) in [("cluster", "ENDPOINTS"), ("endpoint", "SHARE"), ("eds", "SHARE"), ("listener", "TLS"), ("secret", "USED BY")]
    {
        let one = wide(&envoy, section);
        let many = pc(&format!("{section} -o wide --all-pods"), &["-f", folder]).ends_with(0).table();
        assert_eq!((many.columns[0].as_str(), &many.columns[1..]), ("POD", &one.columns[..]), "{section}");
        // How long ago something was changes from one answer to the next, and so does what was counted.
        assert_eq!(many.column(column), one.column(column), "{section}");
    }
}

/// The whole of what is printed, for an eye to see what a change changes.
#[test]
fn what_is_printed_of_the_fixtures_stays() {
    for (name, words) in [
        ("bootstrap", "bootstrap -f real-gateway/config_dump.json"),
        ("cluster", "cluster -f bookinfo-sidecar/config_dump.json --fqdn reviews"),
        ("cluster-checked", "cluster -f real-gateway/config_dump.json --fqdn default.svc"),
        ("route", "route -f bookinfo-sidecar/config_dump.json --name 9080"),
        ("listener", "listener -f bookinfo-sidecar/config_dump.json --port 15006"),
        ("endpoint", "endpoint -f real-gateway/clusters.json"),
        ("eds", "eds -f real-gateway/config_dump.json --port 9080"),
        ("secret", "secret -f bookinfo-sidecar/config_dump.json"),
    ] {
        let words = format!("{words} -o wide --now 2026-11-25T09:00:00Z");
        kept::check(&format!("tests/wide/{name}.txt"), meshctl(["pc"].into_iter().chain(words.split_whitespace())).ends_with(0).text());
    }
}
