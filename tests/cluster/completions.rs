//! What a shell offers of the cluster's names, by the words that the scripts of completion send.

use std::path::Path;

use libtest_mimic::Trial;

use super::support::run::Meshctl;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("completions::pods_with_an_envoy_are_offered", pods),
        trial("completions::names_of_each_kind_are_offered", kinds),
        trial("completions::namespaces_are_offered_in_both_places", namespaces),
        trial("completions::who_may_list_nothing_is_offered_nothing", forbidden),
    ]
}

/// What is offered with a kubeconfig for the last word of this line, which may be empty.
fn offered(kubeconfig: &Path, line: &str) -> Vec<String> {
    let run = Meshctl::new(["__complete"].into_iter().chain(line.split(' '))).env("KUBECONFIG", kubeconfig.to_str().unwrap()).run();
    run.quietly().text().lines().filter(|line| !line.starts_with(':')).map(str::to_owned).collect()
}

#[track_caller]
fn check(world: &World, line: &str, expect: &[&str]) {
    assert_eq!(offered(&world.cluster.kubeconfig(), line), expect, "{line}");
}

fn pods(world: &World) {
    check(world, "pc route productp", &["productpage-v1-7c9d8f5b6d-x0001"]);
    check(world, "pc route -n istio-system istio-in", &["istio-ingressgateway-7c9d8f5b6d-x0001"]);
    check(world, "snapshot productp", &["productpage-v1-7c9d8f5b6d-x0001"]);
    let all = offered(&world.cluster.kubeconfig(), "pc log ");
    assert!(all.contains(&"custom-port".to_owned()) && all.contains(&"statefulset/".to_owned()), "{all:#?}");
    // Neither what has no Envoy nor what has ended.
    for name in ["plain", "linkerd", "succeeded", "failed"] {
        assert!(!all.contains(&name.to_owned()), "{name}");
    }
}

fn kinds(world: &World) {
    check(world, "pc cluster -n workloads sts/", &["sts/store"]);
    check(world, "pc cluster -n workloads daemonset/a", &["daemonset/agent"]);
    check(world, "pc cluster -n workloads rc/", &["rc/legacy"]);
    check(world, "pc cluster -n workloads cronjob/n", &["cronjob/nightly"]);
    check(world, "pc cluster -n workloads job/mi", &["job/migrate"]);
    check(world, "pc cluster svc/productp", &["svc/productpage"]);
    check(world, "pc rootca-compare deploy/productpage-v1 deploy/rev", &["deploy/reviews-v1"]);
    check(world, "pc cluster nonsense/", &[]);
}

fn namespaces(world: &World) {
    check(world, "proxies -n istio-s", &["istio-system"]);
    check(world, "pc route --namespace=workl", &["workloads"]);
    check(world, "pc route deploy/istio-ingressgateway.", &["deploy/istio-ingressgateway.istio-system"]);
    check(world, "pc route sts/store.w", &["sts/store.workloads"]);
    check(world, "pc route web.v1.", &["web.v1.default"]);
    check(world, "proxies --context te", &["test"]);
}

fn forbidden(world: &World) {
    let nobody = world.cluster.kubeconfig_of("nobody");
    for line in ["pc route ", "pc route deploy/", "pc route -n "] {
        let offered = offered(&nobody, line);
        assert!(offered.iter().all(|word| word.ends_with('/')), "{line}: {offered:?}");
    }
}
