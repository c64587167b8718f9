//! Snapshots: what is saved, what is read back, and what must not be in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Trial;
use serde_json::Value;

use super::support::envoy::Envoy;
use super::support::run::Run;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("snapshots::a_snapshot_is_read_back_as_the_pod_was", read_back),
        trial("snapshots::the_manifest_tells_what_failed", manifest),
        trial("snapshots::no_private_key_gets_into_one", keys),
        trial("snapshots::one_that_is_there_stays", existing),
        trial("snapshots::a_pod_is_named_behind_it", named),
        trial("snapshots::a_pods_copy_may_be_shared", redacted),
        trial("snapshots::of_an_admin_port", port),
    ]
}

fn path(world: &World, name: &str) -> PathBuf {
    world.cluster.folder().join(name)
}

fn read_back(world: &World) {
    for name in ["whole", "whole.tar.zst"] {
        let snapshot = path(world, name);
        world.run(&format!("snapshot -n fixtures -l app=real-gateway -o {}", snapshot.display())).ends_with(0);
        for section in [
            "bootstrap",
            "listener",
            "route",
            "cluster",
            "endpoint",
            "eds",
            "ecds",
            "secret --now 2026-06-01T00:00:00Z",
            "all --now 2026-06-01T00:00:00Z",
            "cluster -o json",
            "route -o yaml",
            "endpoint -o json",
            "all -o json",
            "all -o name",
            "bootstrap -o short",
            "bootstrap -o wide --now 2026-06-01T00:00:00Z",
            "listener -o wide --now 2026-06-01T00:00:00Z",
            "route -o csv --now 2026-06-01T00:00:00Z",
            "cluster -o wide --now 2026-06-01T00:00:00Z",
            "endpoint -o wide --now 2026-06-01T00:00:00Z",
            "eds -o csv --now 2026-06-01T00:00:00Z",
            "secret -o wide --now 2026-06-01T00:00:00Z",
            "cluster --where healthy>0",
            "endpoint --where cluster.contains('9080')&&errors==0 --sort-by -endpoint",
            "status --now 2026-06-01T00:00:00Z",
            "status -o json --now 2026-06-01T00:00:00Z",
        ] {
            let of_pod = world.run(&format!("pc {section} real-gateway.fixtures"));
            let of_file = world.run(&format!("pc {section} -f {}", snapshot.display()));
            // The keys of JSON have the order of whoever served them.
            let is_same = match serde_json::from_slice::<Value>(&of_pod.stdout) {
                Ok(json) => json == of_file.json(),
                Err(_) => of_pod.stdout == of_file.stdout,
            };
            let differing = of_pod.lines().into_iter().zip(of_file.lines()).find(|(one, other)| one != other);
            assert!(is_same, "{section} of {name}: {differing:#?}");
            assert_eq!(of_file.code, of_pod.code, "{section} of {name}\n{}\n{}", of_pod.told(), of_file.told());
        }
        for grep in ["grep 9080 --section cluster", "grep reviews --count", "grep -E ^10[.]"] {
            let [of_pod, of_file] = ["real-gateway.fixtures".to_owned(), format!("-f {}", snapshot.display())]
                .map(|source| world.run(&format!("{grep} {source}")));
            let sorted = |run: &Run| run.lines().into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
            assert!(of_pod.code == 0 && sorted(&of_pod) == sorted(&of_file), "{grep} of {name}\n{}\n{}", of_pod.told(), of_file.told());
        }
        let list = world.run(&format!("proxies -f {}", snapshot.display())).ends_with(0);
        assert!(list.lines()[1].starts_with("real-gateway     fixtures      Istio"), "{}", list.text());
    }
    // Other tools read both.
    let list = Command::new("tar").args(["--zstd", "-tf"]).arg(path(world, "whole.tar.zst")).output().unwrap();
    let names = String::from_utf8(list.stdout).unwrap();
    for file in ["config_dump", "clusters", "listeners", "certs", "server_info", "stats", "init_dump"] {
        assert!(names.contains(&format!("proxies/fixtures/real-gateway/{file}.json\n")), "{names}");
        let text = fs::read(path(world, "whole").join(format!("proxies/fixtures/real-gateway/{file}.json"))).unwrap();
        assert!(serde_json::from_slice::<Value>(&text).is_ok(), "{file}");
    }
    assert!(names.ends_with("manifest.json\n") && names.contains("ready.txt\n"), "{names}");
}

/// A copy of a pod's configuration has the same tables with other names, and no word of the pod's own.
fn redacted(world: &World) {
    let copy = path(world, "copy.json");
    world.run(&format!("redact real-gateway.fixtures --salt pepper -o {}", copy.display())).ends_with(0);
    for section in ["listener", "route", "cluster", "endpoint", "eds", "secret"] {
        let of_pod = world.run(&format!("pc {section} real-gateway.fixtures")).table();
        let of_copy = world.run(&format!("pc {section} -f {}", copy.display())).table();
        assert!(!of_pod.rows.is_empty() && of_pod.columns == of_copy.columns, "{section}");
        assert_eq!(of_pod.rows.len(), of_copy.rows.len(), "{section}");
    }
    let text = fs::read_to_string(&copy).unwrap();
    for word in ["reviews", "bookinfo", "PRIVATE KEY"] {
        assert!(!text.contains(word), "{word}");
    }
}

fn manifest(world: &World) {
    let snapshot = path(world, "partly");
    let run = world.run(&format!("snapshot -n default -o {}", snapshot.display())).ends_with(3);
    let manifest: Value = serde_json::from_slice(&fs::read(snapshot.join("manifest.json")).unwrap()).unwrap();
    assert_eq!((&manifest["cluster"]["context"], &manifest["cluster"]["kubernetes"]), (&"test".into(), &"v1.35.4".into()));
    let of = |pod: &str| {
        let found = manifest["proxies"].as_array().unwrap().iter().find(|proxy| proxy["pod"] == pod);
        found.unwrap_or_else(|| panic!("no {pod}\n{}", run.told())).clone()
    };
    let page = of("productpage-v1-7c9d8f5b6d-x0001");
    let expected = [
        ("workload", "Deployment/productpage-v1"),
        ("product", "Istio"),
        ("envoyVersion", "1.40.0"),
        ("container", "istio-proxy"),
        ("node", "node-1"),
    ];
    expected.iter().for_each(|(key, value)| assert_eq!(page[key], *value));
    assert_eq!(page["files"].as_array().unwrap().len(), 8);
    for file in page["files"].as_array().unwrap() {
        let path = snapshot.join(page["folder"].as_str().unwrap()).join(file["name"].as_str().unwrap());
        assert_eq!(fs::metadata(path).unwrap().len(), file["bytes"].as_u64().unwrap());
    }
    assert_eq!(of("deadproxy")["failures"][0]["request"], "reach");
    // It says the same when it is read.
    let read = world.run(&format!("pc cluster -f {} deadproxy", snapshot.display())).ends_with(3).prints_nothing();
    read.says("(reach: pod deadproxy.default port 15000: connection refused");
}

/// A proxy with private keys wherever one can be: Envoy redacts those that it knows, and its command line not at all.
fn keys(world: &World) {
    let key = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/envoy/test-only.key")).unwrap();
    let line = key.lines().nth(1).unwrap();
    let own = format!("layered_runtime: {{ layers: [ {{ name: own, static_layer: {{ note: {:?} }} }} ] }}", key);
    let envoy = Envoy::start(include_str!("../support/envoy/plain.yaml"), &[], &["--config-yaml", &own]);
    world.cluster.forward("workloads/agent-x0001", 401, envoy.address().trim_start_matches("http://"));
    // It is there.
    assert!(String::from_utf8(envoy.admin().get("/server_info").unwrap()).unwrap().contains(line));
    let folder = path(world, "keys");
    world.run(&format!("snapshot agent-x0001 -n workloads --proxy-admin-port 401 -o {}", folder.display())).ends_with(0);
    let mut count = 0;
    each_file(&folder, &mut |path, bytes| {
        count += 1;
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(line) && !text.contains("PRIVATE KEY"), "{}", path.display());
    });
    assert_eq!(count, 9);
}

fn each_file(folder: &Path, look: &mut dyn FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { each_file(&path, look) } else { look(&path, &fs::read(&path).unwrap()) }
    }
}

fn existing(world: &World) {
    let snapshot = path(world, "kept.tar.zst");
    let take = |more: &str| world.run(&format!("snapshot agent-x0001 -n workloads -o {} {more}", snapshot.display()));
    take("").ends_with(0);
    let before = fs::read(&snapshot).unwrap();
    take("").ends_with(2).says("exists already").says("--force");
    assert_eq!(fs::read(&snapshot).unwrap(), before);
    take("--force").ends_with(0);
    // Where nothing could be saved, nothing is left.
    let none = path(world, "none.tar.zst");
    world.run(&format!("snapshot deadproxy -o {}", none.display())).ends_with(3).says("connection refused");
    assert!(!none.exists() && !path(world, "none.tar.zst.partial").exists());
    world.run("snapshot agent-x0001 -n workloads -o /dev/null/x").ends_with(2).prints_nothing();
}

fn named(world: &World) {
    let snapshot = path(world, "several.tar.zst");
    world.run(&format!("snapshot -n workloads -o {}", snapshot.display())).ends_with(0);
    let run = |args: &str| world.prepared(&format!("pc cluster -f {} {args}", snapshot.display())).run();
    run("store-0").quietly();
    run("store-0.workloads").quietly();
    run("store-0 -n workloads").quietly();
    run("sts/store").ends_with(0).says("(of 2; --all-pods reads each)");
    run("deploy/three.workloads").ends_with(0);
    run("").ends_with(2).prints_nothing().says("which one?").says("store-0.workloads");
    run("nosuch").ends_with(3).prints_nothing().says("holds no proxy of pod/nosuch").says("it holds: ");
    run("deploy/nosuch").ends_with(3).prints_nothing();
    run("-n nowhere --all-pods").ends_with(3).prints_nothing().says("no proxies of namespace nowhere");
    let all = run("--all-pods").quietly().table();
    assert!(all.columns[0] == "POD" && all.column("POD").contains(&"legacy-x0001"));
    // A folder of it, as `tar` unpacks it.
    let folder = path(world, "several");
    fs::create_dir_all(&folder).unwrap();
    assert!(Command::new("tar").args(["--zstd", "-xf"]).arg(&snapshot).arg("-C").arg(&folder).status().unwrap().success());
    let unpacked = world.prepared(&format!("pc cluster -f {} store-0", folder.display())).run().quietly();
    assert_eq!(unpacked.stdout, run("store-0").stdout);
}

fn port(world: &World) {
    let snapshot = path(world, "port.tar.zst");
    world.prepared(&format!("snapshot --admin {} -o {}", world.socket.address, snapshot.display())).run().ends_with(0);
    let read = world.prepared(&format!("pc bootstrap -f {}", snapshot.display())).run().quietly();
    assert_eq!(read.json()["bootstrap"]["node"]["id"], "on-a-socket");
}
