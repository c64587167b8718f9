//! Whether the cluster itself does what the other tests rely on, seen by `kubectl`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ops::Not;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use meshctl::source::admin::Admin;
use serde_json::{Value, json};

use super::support::cluster::{Keeper, PATIENCE, PortForward, wait};
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("smoke::pods_are_as_their_files_say", pods),
        trial("smoke::ports_lead_to_the_right_envoys", ports),
        trial("smoke::contours_listener_only_reads", contour),
        trial("smoke::a_closed_port_is_refused", closed),
        trial("smoke::slow_and_broken_connections", slow_and_broken),
        trial("smoke::commands_run_in_containers", commands),
        trial("smoke::a_container_without_commands", no_commands),
        trial("smoke::users_have_their_rights", users),
        trial("smoke::a_fleet_is_ready", fleet),
        trial("smoke::a_dump_of_any_size", big),
        trial("smoke::nothing_outlives_a_killed_test", |_| killed()),
    ]
}

fn pods(world: &World) {
    let list = world.cluster.get(&["pods", "-A"]);
    let is_ready = |pod: &&Value| {
        let conditions = pod["status"]["conditions"].as_array();
        conditions.is_some_and(|all| all.iter().any(|condition| condition["type"] == "Ready" && condition["status"] == "True"))
    };
    let name = |pod: &Value| format!("{}/{}", pod["metadata"]["namespace"].as_str().unwrap(), pod["metadata"]["name"].as_str().unwrap());
    // Other tests make pods of their own.
    let made_here = |pod: &&Value| pod["metadata"]["namespace"] != "fleet";
    let pods: Vec<&Value> = list["items"].as_array().unwrap().iter().filter(made_here).collect();
    let mut not_ready: Vec<String> = pods.iter().filter(|pod| !is_ready(pod)).map(|pod| name(pod)).collect();
    not_ready.sort();
    assert_eq!(
        not_ready,
        [
            "default/crashing",
            "default/creating",
            "default/failed",
            "default/pending",
            "default/succeeded",
            "default/unready",
            "workloads/three-7c9d8f5b6d-x0001",
            "workloads/three-7c9d8f5b6d-x0003",
        ]
    );
    let names: Vec<String> = pods.iter().map(|pod| name(pod)).collect();
    for expected in [
        "istio-system/istio-ingressgateway-7c9d8f5b6d-x0001",
        "workloads/store-0",
        "workloads/store-1",
        "workloads/agent-x0001",
        "workloads/loose-x0001",
        "workloads/legacy-x0001",
        "workloads/migrate-x0001",
        "workloads/nightly-29000000-x0001",
        "kube-system/cilium-envoy-x0001",
    ] {
        assert!(names.iter().any(|name| name == expected), "no {expected} in {names:#?}");
    }
}

fn ports(world: &World) {
    for (namespace, pod, port, node) in [
        ("istio-system", "deploy/istio-ingressgateway", 15000, "router~"),
        ("default", "deploy/productpage-v1", 15000, "sidecar~"),
        ("default", "pod/web.v1", 15000, "sidecar~"),
        ("projectcontour", "ds/envoy", 9001, "contour-envoy"),
        ("consul", "deploy/multiport", 19000, "sidecar~"),
        ("consul", "deploy/multiport", 19001, "edge"),
        ("others", "pod/unnamed", 9901, "edge"),
        ("fixtures", "pod/real-gateway", 15000, "router~"),
    ] {
        let forward = world.cluster.port_forward(namespace, pod, port);
        let info: Value = serde_json::from_slice(&ask(&forward, "/server_info")).unwrap();
        let id = info["node"]["id"].as_str().unwrap_or_default();
        assert!(id.starts_with(node), "{pod}:{port} leads to {id:?}, not to {node:?}");
    }
}

fn contour(world: &World) {
    let forward = world.cluster.port_forward("projectcontour", "ds/envoy", 9001);
    let through = ask(&forward, "/listeners?format=json");
    assert_eq!(through, Admin::new(&world.contour.address, PATIENCE).unwrap().get("/listeners?format=json").unwrap());
    assert!(ask_raw(&forward, "/logging").starts_with(b"HTTP/1.1 404 "));
}

fn closed(world: &World) {
    for (pod, port) in [("deadproxy", 15000), ("plain", 15000), ("crashing", 15000)] {
        let forward = world.cluster.port_forward("default", pod, port);
        assert_eq!(ask_raw(&forward, "/server_info"), b"");
        let expected = format!("dial tcp4 127.0.0.1:{port}: connect: connection refused");
        assert!(forward.said().contains(&expected), "{}", forward.said());
    }
}

fn slow_and_broken(world: &World) {
    let pods = "default/productpage-v1-*";
    world.cluster.forward_rule(pods, 101, json!({ "to": world.sidecar.target, "delay": "700ms" }));
    world.cluster.forward_rule(pods, 102, json!({ "to": world.sidecar.target, "cut": 1000 }));
    let slow = world.cluster.port_forward("default", "deploy/productpage-v1", 101);
    let start = Instant::now();
    assert!(ask(&slow, "/server_info").starts_with(b"{"));
    assert!(start.elapsed() >= Duration::from_millis(700));
    let broken = world.cluster.port_forward("default", "deploy/productpage-v1", 102);
    let rest = ask_raw(&broken, "/config_dump").len();
    assert!((1..=1000).contains(&rest), "{rest} bytes");
}

fn exec(world: &World, namespace: &str, target: &str, container: &str, command: &[&str]) -> Output {
    let args = [&["exec", "-n", namespace, target, "-c", container, "--"], command].concat();
    world.cluster.try_kubectl(&args)
}

fn commands(world: &World) {
    let by_hand = "curl -s --unix-socket /tmp/kuma-dp-*/kuma-envoy-admin.sock http://localhost/server_info";
    let found = "curl -s --unix-socket \"$(find /tmp -name kuma-envoy-admin.sock | head -n 1)\" http://localhost/server_info";
    for (namespace, target, container, command) in [
        ("kuma-demo", "deploy/socket", "kuma-sidecar", &["sh", "-c", by_hand][..]),
        ("kuma-demo", "deploy/native", "kuma-sidecar", &["/bin/sh", "-c", found]),
        (
            "kube-system",
            "ds/cilium-envoy",
            "cilium-envoy",
            &["curl", "-s", "--unix-socket", "/var/run/cilium/envoy/sockets/admin.sock", "http://localhost/server_info"],
        ),
    ] {
        let output = exec(world, namespace, target, container, command);
        let info: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{target}: {error}: {output:?}"));
        assert_eq!(info["node"]["id"], "on-a-socket");
    }
    let mut fed = world.cluster.kubectl_command(&["exec", "-i", "-n", "kuma-demo", "deploy/socket", "-c", "kuma-sidecar", "--", "cat"]);
    let mut fed = fed.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    fed.stdin.take().unwrap().write_all(b"what is read").unwrap();
    assert_eq!(fed.wait_with_output().unwrap().stdout, b"what is read");
    let output = exec(world, "kuma-demo", "deploy/socket", "kuma-sidecar", &["sh", "-c", "echo out; echo err >&2; exit 7"]);
    assert_eq!((output.status.code(), &output.stdout[..]), (Some(7), &b"out\n"[..]));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("err\n") && said.contains("command terminated with exit code 7"), "{said}");
}

fn no_commands(world: &World) {
    let fails = |target: &str, container: &str, command: &[&str], expected: &str| {
        let output = exec(world, if target == "pod/crashing" { "default" } else { "kuma-demo" }, target, container, command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(expected), "{said}");
    };
    fails("deploy/distroless", "kuma-sidecar", &["curl", "localhost"], "exec: \"curl\": executable file not found in $PATH: unknown");
    fails(
        "deploy/distroless",
        "kuma-sidecar",
        &["/bin/sh", "-c", "true"],
        "exec: \"/bin/sh\": stat /bin/sh: no such file or directory: unknown",
    );
    fails("pod/crashing", "istio-proxy", &["sh"], "container not found (\"istio-proxy\")");
}

fn users(world: &World) {
    let can = |user: &str, verb: &str, resource: &str, namespace: &str| {
        let kubeconfig = world.cluster.kubeconfig_of(user);
        let (resource, part) = resource.split_once('/').unwrap_or((resource, ""));
        let part = format!("--subresource={part}");
        let args = ["auth", "can-i", verb, resource, &part, "-n", namespace, "--kubeconfig", kubeconfig.to_str().unwrap()];
        world.cluster.try_kubectl(&args).status.success()
    };
    for (user, verb, resource, expected) in [
        ("nobody", "get", "pods", false),
        ("reader", "list", "pods", true),
        ("reader", "create", "pods/portforward", false),
        ("list-only", "get", "pods", false),
        ("list-only", "list", "pods", true),
        ("get-only", "list", "pods", false),
        ("pf-get", "create", "pods/portforward", false),
        ("pf-create", "get", "pods/portforward", false),
        ("pf-both", "create", "pods/portforward", true),
        ("exec-create", "get", "pods/exec", false),
        ("default-only", "create", "pods/exec", true),
    ] {
        assert_eq!(can(user, verb, resource, "default"), expected, "{user} {verb} {resource}");
    }
    assert!(!can("default-only", "get", "pods", "istio-system"));
}

fn fleet(world: &World) {
    world.cluster.fleet(20, &world.sidecar.target);
    let forward = world.cluster.port_forward("fleet", "pod/fleet-019", 15000);
    assert!(ask(&forward, "/server_info").starts_with(b"{"));
}

fn big(world: &World) {
    world.big();
    let forward = world.cluster.port_forward("fixtures", "pod/big", 15000);
    let length = ask(&forward, "/config_dump?include_eds").len();
    assert!(length.abs_diff(100_000_000) < 5_000_000, "{length} bytes");
}

/// The variable that makes this program the victim of [`killed`].
pub const VICTIM: &str = "MESHCTL_TEST_VICTIM";

/// Starts what must not outlive this program, says what it is, and waits to be killed.
pub fn be_a_victim() -> ! {
    let keeper = Keeper::start();
    let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
    keeper.adopt(child.id());
    println!("{} {}", child.id(), keeper.folder().display());
    child.wait().unwrap();
    std::process::exit(1)
}

fn killed() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let mut victim = command.env(VICTIM, "1").stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(victim.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let (child, folder) = line.trim_end().split_once(' ').unwrap();
    victim.kill().unwrap();
    victim.wait().unwrap();
    // A process that has ended but that nobody has asked about yet has a folder in /proc, and no command line.
    wait("end of the child", || fs::read(format!("/proc/{child}/cmdline")).is_ok_and(|line| !line.is_empty()).not().then_some(()));
    wait("end of the folder", || Path::new(folder).exists().not().then_some(()));
}

/// The body of an answer.
fn ask(forward: &PortForward, path: &str) -> Vec<u8> {
    let address = format!("http://{}", forward.address);
    let answer = Admin::new(&address, PATIENCE).unwrap().get(path);
    answer.unwrap_or_else(|error| panic!("{path}: {error}\n{}", forward.said())).to_vec()
}

/// All that comes, be it an answer or a part of one.
fn ask_raw(forward: &PortForward, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(&forward.address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    // Of a connection that is broken off, what came before is left.
    let _ = stream.read_to_end(&mut answer);
    answer
}
