//! Many pods at once.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use libtest_mimic::Trial;
use serde_json::json;

use super::support::run::read_fixture;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("fleets::a_column_tells_the_pods_apart", column),
        trial("fleets::one_pods_failure_leaves_the_others_answers_whole", failures),
        trial("fleets::every_format_has_every_pod", formats),
        trial("fleets::two_hundred_pods", two_hundred),
        trial("fleets::a_proxy_is_asked_one_request_at_a_time", one_at_a_time),
        trial("fleets::what_has_no_envoy_is_left_out", without),
    ]
}

fn column(world: &World) {
    let one = world.run("pc cluster store-0 -n workloads").ends_with(0).table();
    let all = world.run("pc cluster sts/store -n workloads --all-pods").quietly().table();
    assert_eq!(all.columns[0], "POD");
    assert_eq!(all.columns[1..], one.columns[..]);
    let of = |pod: &str| all.rows.iter().filter(|row| row[0] == pod).map(|row| row[1..].to_vec()).collect::<Vec<_>>();
    assert_eq!(of("store-0"), one.rows);
    assert_eq!(of("store-1"), one.rows);
    assert_eq!(all.rows.len(), 2 * one.rows.len());
    // Over several namespaces a pod's name is not enough.
    let wide = world.run("pc cluster -A -l app=web --all-pods").ends_with(0).table();
    let pods: BTreeSet<&str> = wide.column("POD").into_iter().collect();
    assert_eq!(pods, BTreeSet::from(["web.v1", "web.v1.default"]));
    // The filters are those of one pod.
    let filtered = world.run("pc cluster sts/store -n workloads --all-pods --fqdn two").ends_with(0).table();
    assert!(filtered.rows.iter().all(|row| row.iter().any(|cell| cell.contains("two"))) && !filtered.rows.is_empty());
    // Every section has the column, and `all` has it in each.
    for section in ["listener", "route", "endpoint", "eds", "secret", "ecds", "listener --waypoint", "route --verbose=false"] {
        let run = world.run(&format!("pc {section} sts/store -n workloads --all-pods")).ends_with(0);
        assert!(run.text().starts_with("POD ") || run.lines().len() == 1, "{section}\n{}", run.text());
    }
    let all = world.run("pc all sts/store -n workloads --all-pods --with-headers").ends_with(0);
    assert_eq!(all.lines().iter().filter(|line| line.starts_with("POD ")).count(), all.text().matches(" INFO ------").count());
    let short = world.run("pc bootstrap sts/store -n workloads --all-pods -o short").ends_with(0);
    assert!(short.text().starts_with("store-0:\n") && short.text().contains("\nstore-1:\n"), "{}", short.text());
}

fn failures(world: &World) {
    let run = world.run("pc cluster -n default --all-pods").ends_with(3);
    let pods: BTreeSet<String> = run.table().column("POD").into_iter().map(str::to_owned).collect();
    for pod in ["productpage-v1-7c9d8f5b6d-x0001", "reviews-v1-7c9d8f5b6d-x0001", "unready", "web.v1"] {
        assert!(pods.contains(pod), "{pod}\n{}", run.told());
    }
    let said: Vec<&str> = run.stderr.lines().collect();
    let start = said.iter().position(|line| line.contains("proxies failed; the others' answers are whole")).unwrap();
    for (pod, why) in [
        ("deadproxy", "connection refused"),
        ("pending", "is not running (Pending: not scheduled to a node)"),
        ("creating", "is not running (Pending"),
        ("crashing", "does not run: CrashLoopBackOff"),
    ] {
        let line = said[start..]
            .iter()
            .find(|line| line.starts_with(&format!("error: {pod}.default: ")))
            .unwrap_or_else(|| panic!("{}", run.told()));
        assert!(line.contains(why), "{line}");
    }
    assert!(said.last().unwrap().starts_with("hint: "), "{}", run.told());
    // What has ended on purpose is no failure.
    assert!(!run.stderr.contains("succeeded.default"), "{}", run.told());
    // All fail: nothing but headings, and why.
    world.run("pc cluster deadproxy --all-pods").ends_with(3).says("deadproxy.default port 15000: connection refused");
}

fn formats(world: &World) {
    let alone = world.run("pc cluster store-0 -n workloads -o json").ends_with(0).json();
    let json = world.run("pc cluster sts/store -n workloads --all-pods -o json").ends_with(0);
    assert_eq!(json.json(), json!({ "store-0.workloads": alone, "store-1.workloads": alone }));
    let single = world.run("pc cluster store-0 -n workloads -o yaml").ends_with(0);
    let indented: String = single.text().trim_end().lines().map(|line| format!("  {line}\n")).collect();
    let yaml = world.run("pc cluster sts/store -n workloads --all-pods -o yaml").ends_with(0);
    assert_eq!(yaml.text(), format!("store-0.workloads:\n{indented}store-1.workloads:\n{indented}"));
    let names = world.run("pc cluster store-0 -n workloads -o name").ends_with(0);
    let all = world.run("pc cluster sts/store -n workloads --all-pods -o name").ends_with(0);
    let prefixed = |pod: &str| names.lines().iter().map(|line| format!("{pod}.workloads {line}\n")).collect::<String>();
    assert_eq!(all.text(), prefixed("store-0") + &prefixed("store-1"));
    let bootstraps = world.run("pc bootstrap sts/store -n workloads --all-pods").ends_with(0).json();
    assert_eq!(bootstraps.as_object().unwrap().len(), 2);
    let whole = world.run("pc all sts/store -n workloads --all-pods -o json").ends_with(0).json();
    assert!(whole["store-1.workloads"]["configs"].is_array());
}

fn two_hundred(world: &World) {
    world.cluster.fleet(200, &world.sidecar.target);
    let run = world.run("pc listener -n fleet --all-pods").ends_with(0);
    let pods: Vec<String> = run.table().column("POD").into_iter().map(str::to_owned).collect();
    let mut names = pods.clone();
    names.dedup();
    assert_eq!(names, (0..200).map(|i| format!("fleet-{i:03}")).collect::<Vec<_>>(), "in their order");
    // The same bytes each time, however the pods' answers come.
    assert_eq!(world.run("pc listener -n fleet --all-pods").stdout, run.stdout);
    let list = world.run("proxies -n fleet").ends_with(0);
    assert_eq!(list.lines().len(), 201);
    let output = world.cluster.folder().join("fleet.tar.zst");
    world.run(&format!("snapshot -n fleet -o {}", output.display())).ends_with(0).says("200 of 200 proxies are in ");
    let read = world.run(&format!("pc listener -f {} --all-pods", output.display())).quietly();
    assert_eq!(read.text(), run.text());
}

/// A server that counts how many of its requests overlap.
fn one_at_a_time(world: &World) {
    static MOST: AtomicUsize = AtomicUsize::new(0);
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = listener.local_addr().unwrap().to_string();
    let busy = Arc::new(AtomicUsize::new(0));
    let info = read_fixture("istio/real-gateway/server_info.json");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (busy, info) = (Arc::clone(&busy), info.clone());
            thread::spawn(move || {
                let mut request = [0; 4096];
                while stream.read(&mut request).is_ok_and(|length| length > 0) {
                    MOST.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    ASKED.fetch_add(1, Ordering::SeqCst);
                    thread::sleep(Duration::from_millis(30));
                    busy.fetch_sub(1, Ordering::SeqCst);
                    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", info.len());
                    if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&info)).is_err() {
                        return;
                    }
                }
            });
        }
    });
    world.cluster.forward("workloads/agent-x0001", 207, &target);
    let output = world.cluster.folder().join("one-at-a-time");
    world.run(&format!("snapshot agent-x0001 -n workloads --proxy-admin-port 207 -o {}", output.display())).ends_with(0);
    assert_eq!((MOST.load(Ordering::SeqCst), ASKED.load(Ordering::SeqCst)), (1, 8));
}

fn without(world: &World) {
    let run = world.run("pc cluster -n istio-system --all-pods").ends_with(0);
    let pods: BTreeSet<String> = run.table().column("POD").into_iter().map(str::to_owned).collect();
    assert_eq!(pods, BTreeSet::from(["istio-ingressgateway-7c9d8f5b6d-x0001".to_owned()]));
    run.says("of namespace istio-system have no Envoy");
    // Where none has one, it is said why of each.
    world.run("pc cluster deploy/web.emojivoto --all-pods").ends_with(3).says("Linkerd's proxy, which is not Envoy");
}
