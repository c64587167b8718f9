//! The levels of loggers in pods: read, set, reset, and set for a while.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use super::support::cluster::wait;
use super::support::envoy::Envoy;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("logs::levels_are_printed_below_the_pods_name", printed),
        trial("logs::levels_are_set_and_reset", set),
        trial("logs::levels_are_put_back_after_a_while", put_back),
        trial("logs::levels_are_put_back_at_ctrl_c", interrupted),
        trial("logs::what_can_not_be_set_leaves_all_as_it_is", refused),
    ]
}

/// Two Envoys of their own behind two pods, so that no other test sees their levels. Gives the port that leads to them.
fn own(world: &World, port: u16) -> [Envoy; 2] {
    let start = || Envoy::start(include_str!("../support/envoy/plain.yaml"), &[], &["-l", "warning"]);
    let envoys = [start(), start()];
    for (pod, envoy) in ["store-0", "store-1"].iter().zip(&envoys) {
        world.cluster.forward(&format!("workloads/{pod}"), port, envoy.address().trim_start_matches("http://"));
    }
    envoys
}

fn levels(envoy: &Envoy) -> String {
    String::from_utf8(envoy.admin().post("/logging").unwrap()).unwrap()
}

fn level_of(envoy: &Envoy, logger: &str) -> String {
    let text = levels(envoy);
    text.lines().find_map(|line| line.trim().strip_prefix(&format!("{logger}: "))).unwrap().to_owned()
}

fn printed(world: &World) {
    // As istioctl prints it, of one pod too.
    let one = world.run("pc log productpage-v1-7c9d8f5b6d-x0001").quietly();
    assert!(one.text().starts_with("productpage-v1-7c9d8f5b6d-x0001.default:\nactive loggers:\n  "), "{}", one.text());
    // A workload means all of its pods here.
    for args in ["pc log sts/store -n workloads", "pc log -l app=store -n workloads"] {
        let all = world.run(args).ends_with(0);
        let heads: Vec<&str> = all.lines().into_iter().filter(|line| line.ends_with(".workloads:")).collect();
        assert_eq!(heads, ["store-0.workloads:", "store-1.workloads:"], "{args}");
    }
    world.run("pc log deadproxy").fails("connection refused", "--proxy-admin-port");
}

fn set(world: &World) {
    let envoys = own(world, 301);
    let run = world.run("pc log sts/store -n workloads --proxy-admin-port 301 --level http:debug,router:trace").ends_with(0);
    assert_eq!(run.text().matches("  http: debug\n").count(), 2, "{}", run.text());
    for envoy in &envoys {
        assert_eq!(
            (level_of(envoy, "http"), level_of(envoy, "router"), level_of(envoy, "conn_handler")),
            ("debug".into(), "trace".into(), "warning".into())
        );
    }
    world.run("pc log -l app=store -n workloads --proxy-admin-port 301 -r").ends_with(0);
    for envoy in &envoys {
        assert!(levels(envoy).lines().skip(1).filter(|line| !line.is_empty()).all(|line| line.ends_with(": warning")), "{}", levels(envoy));
    }
}

fn put_back(world: &World) {
    let envoys = own(world, 302);
    envoys[0].admin().post("/logging?http=error").unwrap();
    let start = Instant::now();
    let before = levels(&envoys[0]);
    let run = world.run("pc log sts/store -n workloads --proxy-admin-port 302 --level debug --for 700ms").ends_with(0);
    assert!(start.elapsed() >= Duration::from_millis(700));
    assert!(run.text().contains("  http: debug\n"), "{}", run.text());
    let run = run.says("will be put back in 700ms, or at Ctrl-C").says("the levels of 2 proxies are as they were");
    assert_eq!(levels(&envoys[0]), before, "{}", run.told());
    assert_eq!(level_of(&envoys[1], "http"), "warning");
}

fn interrupted(world: &World) {
    for (signal, port) in [("INT", 303), ("TERM", 304)] {
        let envoys = own(world, port);
        let mut child = Command::new(env!("CARGO_BIN_EXE_meshctl"))
            .args(["pc", "log", "-l", "app=store", "-n", "workloads", "--level", "trace", "--for", "10m"])
            .args(["--proxy-admin-port", &port.to_string()])
            .env("KUBECONFIG", world.cluster.kubeconfig())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        wait("levels that are set", || envoys.iter().all(|envoy| level_of(envoy, "http") == "trace").then_some(()));
        thread::sleep(Duration::from_millis(50));
        Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(envoys.iter().all(|envoy| level_of(envoy, "http") == "warning"), "{signal}");
    }
}

fn refused(world: &World) {
    let envoys = own(world, 305);
    let before = levels(&envoys[0]);
    let run = world.run("pc log store-0 -n workloads --proxy-admin-port 305 --level debug,htp:trace").ends_with(2).prints_nothing();
    run.says("the proxy has no logger \"htp\"; did you mean \"http\"?");
    world.run("pc log store-0 -n workloads --proxy-admin-port 305 --level loud").ends_with(2).prints_nothing();
    assert_eq!(levels(&envoys[0]), before);
}
