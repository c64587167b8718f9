//! `--state` in each section and output, and `status` of files: one proxy's, several ones', and a snapshot's.

use serde_json::{Value, json};

use crate::support::run::{Run, fed, meshctl, read_fixture};
use crate::support::table::Table;

const SECTIONS: [&str; 11] = [
    "cluster",
    "listener",
    "listener --verbose=false",
    "listener --waypoint",
    "route",
    "route --verbose=false",
    "endpoint",
    "eds",
    "secret",
    "ecds",
    "all",
];

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

#[test]
fn all_states_together_are_no_filter() {
    let all = "active,STATIC,Warming --state uninitialized,draining,rejected";
    for section in SECTIONS {
        for output in ["short", "csv", "json", "jsonl", "yaml", "name"] {
            if section == "all" && output == "csv" {
                continue;
            }
            let args = format!("pc {section} -f tcp-sidecar/config_dump.json -o {output} --now 2026-11-24T00:00:00Z");
            let args = if matches!(section, "secret" | "all") { &*args } else { args.split(" --now").next().unwrap() };
            let (whole, filtered) = (run(args), run(&format!("{args} --state {all}")));
            assert!(whole.stdout == filtered.stdout && whole.code == filtered.code, "{}\n{}", whole.told(), filtered.told());
        }
    }
}

#[test]
fn active_and_static_resources_are_all_there_are_in_a_quiet_proxy() {
    for section in ["cluster", "listener", "route", "eds", "secret"] {
        let names = |state: &str| -> Vec<String> {
            let run = run(&format!("pc {section} -f tcp-sidecar/config_dump.json -o name {state}")).ends_with(0);
            run.text().lines().map(str::to_owned).collect()
        };
        let (active, fixed, whole) = (names("--state active"), names("--state static"), names(""));
        assert!(whole.iter().all(|name| active.contains(name) || fixed.contains(name)), "{section}");
        assert!(active.iter().chain(&fixed).all(|name| whole.contains(name)), "{section}");
    }
    // Static clusters have hosts, and of /clusters only a flag tells so.
    let hosts = run("pc endpoint -f real-gateway/clusters.json --state static").quietly().table();
    let clusters = run("pc cluster -f real-gateway/config_dump.json --state static -o name").quietly();
    let names: Vec<&str> = clusters.text().lines().map(|line| line.trim_start_matches("cluster/")).collect();
    assert!(!hosts.rows.is_empty() && hosts.column("CLUSTER").iter().all(|name| names.contains(name)), "{hosts:?}");
}

#[test]
fn a_state_that_nothing_is_in_is_told() {
    let missed =
        run("pc cluster -f tcp-sidecar/config_dump.json --state warming").ends_with(0).says("note: nothing here is WARMING; all is");
    assert_eq!(missed.table().rows.len(), 0);
    run("pc cluster -f tcp-sidecar/config_dump.json --state nack").ends_with(2).prints_nothing();
}

/// The dump of a fixture.
fn dump(name: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{name}/config_dump.json"))).unwrap()
}

#[test]
fn several_proxies_have_a_column_each_for_their_pods() {
    let both = json!({ "one.web": dump("bookinfo-sidecar"), "two.web": dump("bookinfo-gateway") }).to_string();
    let run = fed("pc status -f - --all-pods", both.clone()).ends_with(0);
    let [types, nowhere] = <[&str; 2]>::try_from(run.text().split("\n\n").collect::<Vec<_>>()).unwrap();
    let (types, nowhere) = (Table::parse(types), Table::parse(nowhere));
    assert_eq!((types.rows.len(), types.named("one").len(), types.named("two").len()), (14, 7, 7));
    assert_eq!((nowhere.columns[0].as_str(), nowhere.rows.len(), nowhere.named("one").len()), ("POD", 5, 5));
    let json = fed("pc status -f - --all-pods -o json", both).ends_with(0).json();
    let alone = meshctl(["pc", "status", "-f", "bookinfo-sidecar/config_dump.json", "-o", "json"]).ends_with(0).json();
    assert_eq!(json["one.web"], alone);
    assert_eq!(alone["dangling"].as_array().unwrap().len(), 5);
}

#[test]
fn a_snapshots_statistics_are_read() {
    let status = run("pc status -f real-gateway -o json").quietly().json();
    assert_eq!(status["types"][0]["updates"], json!({ "attempt": 2, "success": 1, "failure": 0, "rejected": 0 }));
    // Istio's proxies keep no others.
    assert_eq!(status["types"][3]["updates"], Value::Null);
    let age = run("pc st -f real-gateway --now 2026-11-23T07:35:04Z").quietly().table();
    assert_eq!(age.column("AGE")[1], "-");
    assert_eq!(age.column("VERSION")[0], "2026-11-23T06:35:04Z/1");
    assert_eq!(run("pc st -f real-gateway --jq .types[2].type").quietly().text(), "listeners\n");
    let yaml: Value = serde_yaml::from_str(run("pc st -f real-gateway -o yaml").quietly().text()).unwrap();
    assert_eq!(yaml, status);
}

#[test]
fn a_bootstrap_file_tells_its_own_resources_alone() {
    let status = run("pc status -f ../bootstrap/edge.json -o json").ends_with(0).json();
    let counts: Vec<bool> = status["types"].as_array().unwrap().iter().map(|one| one["count"].is_null()).collect();
    // What the proxy gets when it runs is not known, so no name in it leads nowhere yet.
    assert_eq!(counts, [false, false, false, false, true, false, true], "{status}");
    assert_eq!(status["dangling"], json!([]));
}
