//! `pc status` and `--state` against real Envoys: what they say is what that Envoy's own `/config_dump` and `/stats` say.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::dump::items;
use support::envoy::Envoy;
use support::run::{Run, meshctl};
use support::scenes;

/// Each type with the lists of a dump that hold it, and where its counters stand in the tree of statistics.
type Type = (&'static str, &'static [(&'static str, &'static str)], fn(&str) -> bool);

const TYPES: [Type; 7] = [
    (
        "clusters",
        &[("static_clusters", "static"), ("dynamic_active_clusters", "active"), ("dynamic_warming_clusters", "warming")],
        |place| place == "cluster_manager.cds",
    ),
    // Of the tests' proxies, these are the clusters that ask EDS.
    ("endpoints", &[("static_endpoint_configs", "static"), ("dynamic_endpoint_configs", "active")], |place| {
        matches!(place, "cluster.by_eds" | "cluster.active" | "cluster.warming-eds")
    }),
    ("listeners", &[("static_listeners", "static")], |place| place == "listener_manager.lds"),
    ("routes", &[("static_route_configs", "static"), ("dynamic_route_configs", "active")], |place| place.contains(".rds.")),
    ("scoped routes", &[("inline_scoped_route_configs", "static"), ("dynamic_scoped_route_configs", "active")], |place| {
        place.contains(".scoped_rds.")
    }),
    ("secrets", &[("static_secrets", "static"), ("dynamic_active_secrets", "active"), ("dynamic_warming_secrets", "warming")], |place| {
        place.starts_with("sds.")
    }),
    ("ecds", &[("ecds_filters", "active")], |place| place.starts_with("extension_config_discovery.")),
];

/// Runs `pc` with these arguments, which hold no blanks, on an Envoy.
fn ask(envoy: &Envoy, args: &str) -> Run {
    meshctl(["pc"].into_iter().chain(args.split_whitespace()).chain(["--admin", envoy.address()]))
}

/// The states of each type that a dump tells, without those that nothing is in.
fn states(dump: &Value, (name, lists, _): &Type) -> Value {
    let mut count = serde_json::Map::new();
    let mut add = |state: &str, more: usize| {
        if more > 0 {
            let now = count.get(state).and_then(Value::as_u64).unwrap_or(0);
            count.insert(state.to_owned(), json!(now + more as u64));
        }
    };
    for (list, state) in *lists {
        let size = |item: &&Value| item["scoped_route_configs"].as_array().map_or(1, Vec::len);
        add(state, items(dump, list).iter().map(size).sum());
    }
    if *name == "listeners" {
        for (field, state) in [("active", "active"), ("warming", "warming"), ("draining", "draining"), ("error", "rejected")] {
            // Each refused listener has a name here, so that what has none says it again.
            let has = |item: &&&Value| !item[format!("{field}_state")].is_null() && !item["name"].is_null();
            add(state, items(dump, "dynamic_listeners").iter().filter(has).count());
        }
    }
    Value::Object(count)
}

/// The counters of a type that `/stats` tells; null where it tells of none.
fn updates(stats: &Value, (_, _, is_here): &Type) -> Value {
    let mut sums = json!({ "attempt": 0, "success": 0, "failure": 0, "rejected": 0 });
    let mut is_any = false;
    for stat in stats["stats"].as_array().unwrap() {
        let Some((place, kind)) = stat["name"].as_str().and_then(|name| name.rsplit_once(".update_")) else { continue };
        if is_here(place) && !sums[kind].is_null() {
            is_any = true;
            sums[kind] = json!(sums[kind].as_u64().unwrap() + stat["value"].as_u64().unwrap());
        }
    }
    if is_any { sums } else { Value::Null }
}

/// Checks what is told of each type.
#[track_caller]
fn is_as_told(status: &Value, dump: &Value, stats: &Value) {
    let told = status["types"].as_array().unwrap();
    assert_eq!(told.len(), TYPES.len());
    for (told, expect) in told.iter().zip(&TYPES) {
        let used: Value = told["states"].as_object().unwrap().clone().into_iter().filter(|(_, count)| *count != 0).collect();
        assert_eq!((&told["type"], &used, &told["updates"]), (&json!(expect.0), &states(dump, expect), &updates(stats, expect)), "{told}");
    }
}

/// Each reference that is told to lead nowhere: `TYPE RESOURCE (PLACE): TARGET/NAME`.
fn dangling(status: &Value) -> Vec<String> {
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    let line = |one: &Value| {
        let [kind, resource, place, target, name] = ["type", "resource", "place", "target", "name"].map(|field| text(one, field));
        format!("{kind} {resource} ({place}): {target}/{name}")
    };
    status["dangling"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn refused_updates_are_counted_as_envoy_counts_them() {
    let scenes::Refusing { envoy, .. } = &scenes::refusing();
    let (dump, stats) = (envoy.json("/config_dump?include_eds"), envoy.json("/stats?format=json"));
    let status = ask(envoy, "status -o json").quietly().json();
    is_as_told(&status, &dump, &stats);
    let rejected: Vec<&Value> = status["types"].as_array().unwrap().iter().map(|one| &one["updates"]["rejected"]).collect();
    assert_eq!(json!(rejected), json!([1, 1, 1, 1, null, 1, null]));
    assert_eq!(
        dangling(&status),
        [
            "listeners tcp (filter chain 0, filter tcp, weighted): cluster/gone-tcp",
            "routes routes (virtual host all, route lost): cluster/gone",
            "routes routes (virtual host all, route 2, weighted): cluster/gone-weighted",
            "routes routes (virtual host tree, route 0): cluster/gone-in-a-tree",
            "routes routes (mirror): cluster/gone-mirror",
        ]
    );

    let table = ask(envoy, "st").quietly();
    let [types, nowhere] = <[&str; 2]>::try_from(table.text().split("\n\n").collect::<Vec<_>>()).unwrap();
    let types = support::table::Table::parse(types);
    assert_eq!(types.column("TYPE"), TYPES.map(|(name, ..)| name));
    assert_eq!(types.column("COUNT"), ["3", "2", "3", "1", "0", "1", "0"]);
    assert_eq!(types.column("WARMING"), ["1", "0", "0", "0", "0", "0", "0"]);
    assert_eq!(types.column("REJECTED"), ["0", "0", "1", "0", "0", "0", "0"]);
    assert_eq!(types.column("DANGLING"), ["0", "0", "1", "4", "0", "0", "0"]);
    assert_eq!(types.column("UPDATES")[3], "1 of 2 + 1 rejected");
    assert_eq!(support::table::Table::parse(nowhere).column("LEADS TO NO").len(), 5);
    let age = types.column("AGE");
    assert!(age[0].ends_with('s') && age[1] == "-", "{age:?}");

    assert_eq!(ask(envoy, "cluster --state warming -o name").quietly().text(), "cluster/checked\n");
    assert_eq!(ask(envoy, "listener --state REJECTED,warming -o name").quietly().text(), "listener/bad\n");
}

/// What an Envoy says, saved as a snapshot is, so that its counters stand still.
fn saved(envoy: &Envoy) -> (std::path::PathBuf, Value, Value) {
    let folder = envoy.folder().join("saved");
    fs::create_dir_all(&folder).unwrap();
    let get = |path: &str, file: &str| {
        let bytes = envoy.admin().get(path).unwrap();
        fs::write(folder.join(file), &bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    let (dump, stats) = (get("/config_dump?include_eds", "config_dump.json"), get("/stats?format=json", "stats.json"));
    (folder, dump, stats)
}

#[test]
fn resources_in_each_state_are_counted_and_found() {
    let envoy = scenes::dynamic();
    let (folder, dump, stats) = saved(&envoy);
    let run = |args: &str| meshctl(["pc"].into_iter().chain(args.split_whitespace()).chain(["-f", folder.to_str().unwrap()]));
    let status = run("status -o json").quietly().json();
    is_as_told(&status, &dump, &stats);
    assert_eq!(
        dangling(&status),
        [
            "clusters warming-eds (): endpoint/warming-eds",
            "clusters warming-sds (TLS): secret/missing-for-cluster",
            "listeners warming-rds (filter chain 0, filter http): route/missing",
            "listeners warming-sds (filter chain 0, TLS): secret/missing-for-listener",
        ]
    );
    let names = |args: &str| run(&format!("{args} -o name")).quietly().text().to_owned();
    assert_eq!(names("listener --state draining"), "listener/replaced\nlistener/removed\n");
    assert_eq!(names("listener --state rejected"), "listener/kept\nlistener/rejected\n");
    assert_eq!(names("cluster --state static"), "cluster/silent\n");
    assert_eq!(names("secret --state warming"), "secret/missing-for-cluster\nsecret/missing-for-listener\n");
    let missed = run("ecds --state warming,static -o name").ends_with(0).prints_nothing();
    missed.says("nothing here is WARMING or STATIC; all is ACTIVE");
    // A row, a document and an entry of the whole are the same resources.
    let warming = ["warming-eds", "warming-sds"];
    let json = run("cluster --state warming -o json").quietly().json();
    assert_eq!(json.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(), warming);
    let all = run("all --state warming -o json").ends_with(0).json();
    assert_eq!(items(&all, "dynamic_warming_clusters").len(), 2);
    assert_eq!((items(&all, "static_clusters").len(), items(&all, "dynamic_active_clusters").len()), (0, 0));
}

#[test]
fn what_a_source_does_not_tell_is_not_counted() {
    let envoy = scenes::dynamic();
    let mask = envoy.folder().join("mask.json");
    let path = "/config_dump?mask=dynamic_active_clusters,dynamic_warming_clusters";
    fs::write(&mask, envoy.admin().get(path).unwrap()).unwrap();
    let run = meshctl(["pc", "status", "-o", "json", "-f", mask.to_str().unwrap()]).ends_with(0);
    let status = run.json();
    let told: Vec<Value> =
        status["types"].as_array().unwrap().iter().map(|one| json!([one["count"], one["updates"], one["dangling"]])).collect();
    // Whether the clusters' endpoints and secrets are there is as unknown as all else.
    let nothing = json!([null, null, null]);
    assert_eq!(
        told,
        [json!([3, null, null]), nothing.clone(), nothing.clone(), nothing.clone(), nothing.clone(), nothing.clone(), nothing]
    );
    let note = run.stderr.lines().collect::<Vec<_>>();
    assert!(
        note.len() == 1 && note[0].contains("ListenersConfigDump") && note[0].contains("/config_dump?include_eds and /stats?"),
        "{}",
        run.told()
    );

    let bare = "{ address: { socket_address: { address: 127.0.0.1, port_value: 0 } }, allow_paths: [ { prefix: /config_dump } ] }";
    let refused = ask(&scenes::bare(bare), "status").ends_with(0).says("not shown: how updates went");
    assert_eq!(refused.table().column("COUNT"), ["0"; 7]);
    assert_eq!(refused.table().column("UPDATES"), ["-"; 7]);
}
