//! Pods and workloads by their names, namespaces, labels and contexts.

use std::fs;

use libtest_mimic::Trial;
use serde_json::json;

use super::support::shell::bash;
use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("targets::each_kind_leads_to_its_pods", kinds),
        trial("targets::namespaces_are_named_in_three_ways", namespaces),
        trial("targets::a_ready_pod_is_taken", ready),
        trial("targets::a_pod_that_is_not_ready_is_named_as_such", unready),
        trial("targets::labels_choose", labels),
        trial("targets::gateways_lead_to_what_was_made_for_them", gateways),
        trial("targets::an_ambiguous_name_is_refused", ambiguous),
        trial("targets::what_is_not_there_is_told_with_what_is", missing),
        trial("targets::contexts_and_kubeconfigs", contexts),
        trial("targets::in_a_pod_without_an_account_both_ways_are_told", without_an_account),
        #[cfg(target_os = "linux")]
        trial("targets::in_a_pod_its_own_account_is_used", with_an_account),
    ]
}

fn kinds(world: &World) {
    for (target, pod) in [
        ("deployment/productpage-v1", "productpage-v1-7c9d8f5b6d-x0001"),
        ("Deployment/productpage-v1", "productpage-v1-7c9d8f5b6d-x0001"),
        ("deployments.apps/productpage-v1", "productpage-v1-7c9d8f5b6d-x0001"),
        ("deploy/productpage-v1.default", "productpage-v1-7c9d8f5b6d-x0001"),
        ("replicaset/productpage-v1-7c9d8f5b6d", "productpage-v1-7c9d8f5b6d-x0001"),
        ("service/productpage", "productpage-v1-7c9d8f5b6d-x0001"),
        ("svc/three.workloads", "three-7c9d8f5b6d-x0002"),
        ("statefulset/store.workloads", "store-"),
        ("sts/store.workloads", "store-"),
        ("daemonset/agent.workloads", "agent-x0001"),
        ("ds/agent.workloads", "agent-x0001"),
        ("rs/loose.workloads", "loose-x0001"),
        ("replicationcontroller/legacy.workloads", "legacy-x0001"),
        ("rc/legacy.workloads", "legacy-x0001"),
        ("job/migrate.workloads", "migrate-x0001"),
        ("cronjob/nightly.workloads", "nightly-29000000-x0001"),
        ("cj/nightly.workloads", "nightly-29000000-x0001"),
    ] {
        let run = world.run(&format!("pc bootstrap {target}")).ends_with(0);
        assert!(run.stderr.contains(&format!("pod {pod}")), "{target}\n{}", run.told());
        assert!(run.json()["bootstrap"]["node"]["id"].as_str().unwrap().starts_with("sidecar~"), "{target}");
    }
    for target in ["productpage-v1-7c9d8f5b6d-x0001", "pod/productpage-v1-7c9d8f5b6d-x0001", "po/reviews-v1-7c9d8f5b6d-x0001"] {
        let run = world.run(&format!("pc bootstrap {target}")).ends_with(0);
        assert!(run.stderr.is_empty(), "{}", run.told());
    }
}

fn namespaces(world: &World) {
    for args in [
        "istio-ingressgateway-7c9d8f5b6d-x0001.istio-system",
        "istio-ingressgateway-7c9d8f5b6d-x0001 -n istio-system",
        "deploy/istio-ingressgateway.istio-system",
        "deploy/istio-ingressgateway --namespace istio-system",
        // As in istioctl, the name's own namespace counts.
        "deploy/istio-ingressgateway.istio-system -n default",
    ] {
        let run = world.run(&format!("pc bootstrap {args}")).ends_with(0);
        assert!(run.json()["bootstrap"]["node"]["id"].as_str().unwrap().starts_with("router~"), "{args}");
    }
}

fn ready(world: &World) {
    let run = world.run("pc cluster deploy/three -n workloads").ends_with(0);
    assert!(
        run.stderr.contains("deployment/three: pod three-7c9d8f5b6d-x0002 in namespace workloads (ready; 1 of 3 are ready"),
        "{}",
        run.told()
    );
    let run = world.run("pc cluster deploy/productpage-v1").ends_with(0);
    assert_eq!(run.stderr, "note: deployment/productpage-v1: pod productpage-v1-7c9d8f5b6d-x0001 in namespace default (ready)\n");
}

fn unready(world: &World) {
    world.run("pc cluster unready").ends_with(0).says("note: pod unready in namespace default is not ready: ");
    let run = world.run("pc cluster -l app=unready").ends_with(0);
    run.says("-l app=unready: pod unready in namespace default (not ready: ");
}

fn labels(world: &World) {
    world.run("pc cluster -l app=productpage,version=v1").ends_with(0).says("pod productpage-v1-7c9d8f5b6d-x0001");
    world.run("pc cluster -A -l app=store").ends_with(0).says("pod store-");
    world.run("pc cluster -l app=nothing").fails("there are no pods with labels app=nothing in namespace default", "-A everywhere");
    world.run("pc cluster -l app=nothing -A").fails("there are no pods with labels app=nothing in the cluster", "--show-labels");
    world.run("pc cluster -l app=nothing -n nowhere").fails("there is no namespace nowhere", "kubectl get namespaces");
    let run = world.run("pc cluster -l app==,").ends_with(3).prints_nothing();
    run.says("refuses to list pods in namespace default: status 400");
}

fn gateways(world: &World) {
    for (gateway, pod, id) in [
        ("gateway/public", "pod public-istio-", "router~"),
        ("gtw/waypoint.default", "pod waypoint-", "router~"),
        // Envoy Gateway's pods stand in its own namespace.
        ("gateway/eg", "pod envoy-default-eg-", "edge"),
    ] {
        let run = world.run(&format!("pc bootstrap {gateway}")).ends_with(0).says(pod);
        assert!(run.json()["bootstrap"]["node"]["id"].as_str().unwrap().starts_with(id), "{gateway}");
    }
    world.run("pc cluster gateway/nothing").fails("there is no gateway nothing in namespace default", "lists what there is");
}

fn ambiguous(world: &World) {
    world.run("pc cluster web.v1").fails(
        "pod/web.v1 means two things: pod web in namespace v1, and pod web.v1 in default",
        "write pod/web -n v1, or pod/web.v1.default",
    );
    for (args, pod) in [("pod/web -n v1", "web"), ("pod/web.v1.default", "web.v1"), ("web.v1.default", "web.v1")] {
        world.run(&format!("pc cluster {args} --all-pods -o name")).ends_with(0);
        let run = world.run(&format!("pc log {args}")).ends_with(0);
        assert!(run.text().starts_with(&format!("{pod}.")), "{}", run.told());
    }
}

fn missing(world: &World) {
    for (target, cause, hint) in [
        ("nosuch", "there is no pod nosuch in namespace default", "`kubectl get pods -n default` lists what there is"),
        ("productpage-v1", "there is no pod productpage-v1 in namespace default", "did you mean deployment/productpage-v1?"),
        ("reviews-v1-7c9d", "there is no pod reviews-v1-7c9d", "did you mean pod reviews-v1-7c9d8f5b6d-x0001?"),
        ("deadprox", "there is no pod deadprox", "did you mean pod deadproxy?"),
        ("x.nowhere", "there is no namespace nowhere", "kubectl get namespaces"),
        ("x.workload", "there is no namespace workload", "did you mean workloads?"),
        ("deploy/nosuch", "there is no deployment nosuch in namespace default", "lists what there is"),
        ("svc/no-selector.workloads", "service no-selector in namespace workloads has no selector", "name a pod or a workload"),
        ("svc/external.workloads", "service external in namespace workloads is an ExternalName", "name a pod or a workload"),
        ("deploy/none.workloads", "deployment/none in namespace workloads has no pods", "scaled to 0"),
        ("svc/none.workloads", "service/none in namespace workloads has no pods", "scaled to 0"),
        ("productpage-v1-7c9d8f5b6d-x0001 -c nosuch", "has no container of the name", "its containers are: productpage, istio-proxy"),
    ] {
        world.run(&format!("pc cluster {target}")).fails(cause, hint);
    }
}

fn contexts(world: &World) {
    let cluster = &world.cluster;
    let first = cluster.write("first.yaml", &cluster.kubeconfig_text(&json!({ "token": cluster.token("pf-both") })));
    // The second file has other contexts: one leads nowhere, and one to another namespace.
    let text = cluster.kubeconfig_text(&json!({ "token": cluster.token("nobody") }));
    let mut second: serde_json::Value = serde_json::from_str(&text).unwrap();
    let context = |cluster: &str, namespace: &str| json!({ "cluster": cluster, "user": "test", "namespace": namespace });
    second["clusters"].as_array_mut().unwrap().push(json!({ "name": "nowhere", "cluster": { "server": "https://127.0.0.1:9" } }));
    second["contexts"] = json!([
        { "name": "away", "context": context("nowhere", "default") },
        { "name": "gateways", "context": context("test", "istio-system") },
    ]);
    second["current-context"] = json!("away");
    let second = cluster.write("second.yaml", &second.to_string());
    let none = cluster.folder().join("not-there.yaml");
    let both = format!("{}:{}:{}", none.display(), first.display(), second.display());
    let run = |args: &str| world.prepared(args).env("KUBECONFIG", &both).run();
    // Of equal names the first counts: the context, and the user with the rights.
    run("pc cluster deploy/productpage-v1").ends_with(0);
    run("pc cluster deploy/istio-ingressgateway --context gateways").ends_with(0);
    run("pc cluster deploy/productpage-v1 --context away").fails("https://127.0.0.1:9 cannot be reached", "kubectl --context away");
    run("pc cluster x --context nosuch").fails("has no context \"nosuch\"", "--context takes one of: test, away, gateways");
    let path = second.display();
    run(&format!("pc cluster x --kubeconfig {path}")).fails("https://127.0.0.1:9 cannot be reached", "is the cluster up");
    // Without the variable it is the one in the home folder.
    let home = cluster.folder().join("home");
    fs::create_dir_all(home.join(".kube")).unwrap();
    fs::copy(&first, home.join(".kube/config")).unwrap();
    world.prepared("pc cluster deploy/productpage-v1").env("HOME", home.to_str().unwrap()).run().ends_with(0);
}

fn without_an_account(world: &World) {
    let server = world.cluster.server().trim_start_matches("https://").to_owned();
    let (host, port) = server.rsplit_once(':').unwrap();
    let run = world.prepared("pc cluster x").env("KUBERNETES_SERVICE_HOST", host).env("KUBERNETES_SERVICE_PORT", port).run();
    run.fails("there is no kubeconfig (--kubeconfig, KUBECONFIG, ~/.kube/config), and the pod's account can't be used", "-f dump.json");
}

/// In namespaces of its own a process may have at that path what a container has there.
#[cfg(target_os = "linux")]
fn with_an_account(world: &World) {
    let folder = world.cluster.folder().join("account");
    fs::create_dir_all(&folder).unwrap();
    let server = world.cluster.server().trim_start_matches("https://").to_owned();
    let (host, port) = server.rsplit_once(':').unwrap();
    for (name, content) in [
        ("token", world.cluster.token("pf-both").into_bytes()),
        ("namespace", b"istio-system".to_vec()),
        ("ca.crt", fs::read(world.cluster.ca()).unwrap()),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    let within = |command: &str| {
        let script = format!(
            "account=/run/secrets/kubernetes.io/serviceaccount\n\
             unshare --mount --map-root-user bash -c 'mount -t tmpfs none /run && mkdir -p '$account' && cp * '$account' && {command}'"
        );
        bash(&script, &folder).env("KUBERNETES_SERVICE_HOST", host).env("KUBERNETES_SERVICE_PORT", port).output().unwrap()
    };
    if !within("true").status.success() {
        eprintln!("SKIPPED: this machine allows no namespaces, so a pod's own account is not tried");
        return;
    }
    // The account's namespace is that of names without one.
    let output = within("meshctl pc bootstrap deploy/istio-ingressgateway");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let bootstrap: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(bootstrap["bootstrap"]["node"]["id"].as_str().unwrap().starts_with("router~"), "{said}");
}
