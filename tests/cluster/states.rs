//! Pods that are not as they should be, and ways to them that are slow or break.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use serde_json::json;

use super::support::cluster::wait;
use super::support::envoy::Envoy;
use super::support::run::read_fixture;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("states::pods_that_do_not_run_are_named_as_such", not_running),
        trial("states::a_dead_admin_port", dead),
        trial("states::a_slow_pod_is_waited_for", slow),
        trial("states::a_tunnel_that_is_cut_is_an_error", cut),
        trial("states::a_proxy_that_restarts_is_asked_again", restarting),
        trial("states::a_pod_that_comes_back_under_another_name", replaced),
        trial("states::a_hundred_megabytes", big),
    ]
}

fn not_running(world: &World) {
    for (pod, cause, hint) in [
        ("pending", "pod pending in namespace default is not running (Pending: not scheduled to a node)", "kubectl describe pod pending"),
        ("creating", "pod creating in namespace default is not running (Pending: ContainerCreating)", "kubectl describe pod creating"),
        ("failed", "pod failed in namespace default is not running (Failed", "kubectl describe pod failed"),
        ("succeeded", "pod succeeded in namespace default is not running (Succeeded", "kubectl describe pod succeeded"),
        ("crashing", "container istio-proxy of pod crashing in namespace default does not run: CrashLoopBackOff", "--previous"),
    ] {
        world.run(&format!("pc cluster {pod}")).fails(cause, hint);
    }
}

fn dead(world: &World) {
    world
        .run("pc cluster deadproxy")
        .fails("pod deadproxy.default port 15000: connection refused", "does container istio-proxy run an Envoy?");
}

fn slow(world: &World) {
    let pods = "default/productpage-v1-*";
    world.cluster.forward_rule(pods, 201, json!({ "to": world.sidecar.target, "delay": "1s" }));
    let start = Instant::now();
    world.run("pc cluster deploy/productpage-v1 --proxy-admin-port 201").ends_with(0);
    assert!(start.elapsed() >= Duration::from_secs(1));
    world
        .run("pc cluster productpage-v1-7c9d8f5b6d-x0001 --proxy-admin-port 201 --timeout 300ms")
        .fails("port 201: no whole answer to /config_dump?mask=", "--timeout gives the proxy longer");
}

fn cut(world: &World) {
    let pods = "default/productpage-v1-*";
    world.cluster.forward_rule(pods, 202, json!({ "to": world.sidecar.target, "cut": 20000 }));
    for section in ["all", "all -o json", "bootstrap -o yaml"] {
        let run = world.run(&format!("pc {section} productpage-v1-7c9d8f5b6d-x0001 --proxy-admin-port 202"));
        let run = run.ends_with(3).prints_nothing();
        assert!(run.stderr.contains("broke off after ") && run.stderr.contains("ask again"), "{}", run.told());
    }
    // Before a whole head is there.
    world.cluster.forward_rule(pods, 203, json!({ "to": world.sidecar.target, "cut": 20 }));
    world.run("pc cluster productpage-v1-7c9d8f5b6d-x0001 --proxy-admin-port 203").ends_with(3).prints_nothing();
}

/// A server that answers `/server_info`, and then closes its connection, as a proxy that restarts does.
fn restarting(world: &World) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = listener.local_addr().unwrap().to_string();
    static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);
    let info = read_fixture("istio/real-gateway/server_info.json");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            CONNECTIONS.fetch_add(1, Ordering::Relaxed);
            let info = info.clone();
            thread::spawn(move || {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap_or(0);
                let is_info = String::from_utf8_lossy(&request[..length]).contains("/server_info");
                let body = if is_info { info } else { br#"{"stats":[]}"#.to_vec() };
                let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
                // It promises to keep the connection, and does not.
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
            });
        }
    });
    world.cluster.forward("default/productpage-v1-*", 204, &target);
    let output = world.cluster.folder().join("restarting");
    let run = world.run(&format!("snapshot productpage-v1-7c9d8f5b6d-x0001 --proxy-admin-port 204 -o {}", output.display()));
    run.ends_with(0);
    assert_eq!(CONNECTIONS.load(Ordering::Relaxed), 8, "one for each request");
}

fn replaced(world: &World) {
    // A workload is looked up each time, so a new pod is found under its new name.
    let target = || {
        let run = world.run("pc cluster deploy/productpage-v1").ends_with(0);
        run.stderr.split("pod ").nth(1).unwrap().split(' ').next().unwrap().to_owned()
    };
    assert_eq!(target(), "productpage-v1-7c9d8f5b6d-x0001");
    // A proxy of its own, which ends and starts again at another port.
    let bootstrap = include_str!("../support/envoy/plain.yaml").replace("id: plain", "id: first");
    let first = Envoy::start(&bootstrap, &[], &[]);
    world.cluster.forward("default/productpage-v1-*", 205, first.address().trim_start_matches("http://"));
    let id = || world.run("pc bootstrap deploy/productpage-v1 --proxy-admin-port 205");
    assert_eq!(id().ends_with(0).json()["bootstrap"]["node"]["id"], "first");
    drop(first);
    id().ends_with(3).prints_nothing();
    let second = Envoy::start(&bootstrap.replace("id: first", "id: second"), &[], &[]);
    world.cluster.forward("default/productpage-v1-*", 205, second.address().trim_start_matches("http://"));
    let again = wait("a proxy that is back", || Some(id()).filter(|run| run.code == 0));
    assert_eq!(again.json()["bootstrap"]["node"]["id"], "second");
}

fn big(world: &World) {
    world.big();
    let run = world.run("pc cluster big.fixtures --timeout 2m -o name").ends_with(0);
    assert!(run.lines().len() > 5000, "{} clusters", run.lines().len());
    let whole = world.run("pc all big.fixtures --timeout 2m -o json").ends_with(0);
    assert!(whole.stdout.len() > 90_000_000, "{} bytes", whole.stdout.len());
    // Cut near its end, it is no dump at all.
    world.cluster.forward_rule("fixtures/big", 206, json!({ "to": world.big().target, "cut": 90_000_000 }));
    let run = world.run("pc cluster big.fixtures --proxy-admin-port 206 --timeout 2m").ends_with(3).prints_nothing();
    assert!(run.stderr.contains("broke off after "), "{}", run.told());
}
