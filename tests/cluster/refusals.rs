//! Who may not, and what can't be reached: one line of cause, and one of what to do next.

use std::net::TcpListener;

use libtest_mimic::Trial;
use serde_json::json;

use super::trial;
use super::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("refusals::missing_verbs_are_named", verbs),
        trial("refusals::logins", logins),
        trial("refusals::servers", servers),
        trial("refusals::kubeconfigs", kubeconfigs),
        trial("refusals::a_file_needs_no_kubeconfig", files),
    ]
}

fn verbs(world: &World) {
    let page = "productpage-v1-7c9d8f5b6d-x0001";
    for (user, args, cause, hint) in [
        ("nobody", format!("pc cluster {page}"), "does not allow to get pods in namespace default", "get and list on pods"),
        ("nobody", "proxies -A".to_owned(), "does not allow to list pods in all namespaces", "get and list on pods"),
        (
            "nobody",
            "pc cluster deploy/productpage-v1".to_owned(),
            "does not allow to get deployments in namespace default",
            "get deployments",
        ),
        ("get-only", "pc cluster deploy/productpage-v1".to_owned(), "does not allow to list pods in namespace default", "list pods"),
        ("reader", format!("pc cluster {page}"), "it lacks get and create on pods/portforward", "get and create on pods/portforward"),
        ("pf-get", format!("pc cluster {page}"), "it lacks create on pods/portforward", "auth can-i create pods/portforward -n default"),
        ("pf-create", format!("pc cluster {page}"), "it lacks get on pods/portforward", "get and create on pods/portforward"),
        ("default-only", "pc cluster web.v1 -n v1".to_owned(), "does not allow to get pods in namespace v1", "get and list on pods"),
        ("pf-both", "pc cluster deploy/socket.kuma-demo".to_owned(), "it lacks get and create on pods/exec", "get and create on pods/exec"),
    ] {
        world.run_as(user, &args).fails(cause, hint);
    }
    world.run_as("pf-both", &format!("pc cluster {page}")).ends_with(0);
    world.run_as("default-only", "pc cluster deploy/productpage-v1").ends_with(0);
    // Who may not list gets no names, but the same cause.
    world.run_as("get-only", "pc cluster nosuch").fails("there is no pod nosuch in namespace default", "lists what there is");
}

fn logins(world: &World) {
    let cluster = &world.cluster;
    let run = |name: &str, user: serde_json::Value| {
        let kubeconfig = cluster.write(name, &cluster.kubeconfig_text(&user));
        world.prepared("pc cluster x").env("PATH", "/usr/bin:/bin").env("KUBECONFIG", kubeconfig.to_str().unwrap()).run()
    };
    let plugin = |command: &str, script: &str| json!({ "exec": { "apiVersion": "client.authentication.k8s.io/v1", "command": command, "args": ["-c", script], "interactiveMode": "Never" } });
    run("expired.yaml", json!({ "token": "expired" }))
        .fails("does not accept the login of context test: it may have expired", "log in again");
    let run_failed = run("plugin.yaml", plugin("sh", "echo token-of-nobody; echo the session has expired >&2; exit 1"));
    let failed = run_failed.fails("the kubeconfig's login command sh failed: the session has expired", "log in again");
    assert!(!failed.stderr.contains("token-of-nobody"), "{}", failed.told());
    run("absent.yaml", plugin("no-such-login", "")).fails("login command no-such-login can't be started", "log in again");
    run("garbage.yaml", plugin("sh", "echo '{'")).fails("login command sh gave no credentials", "log in again");
    let token = format!(
        "echo '{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{{\"token\":\"{}\"}}}}'",
        cluster.token("pf-both")
    );
    run("works.yaml", plugin("sh", &token)).fails("there is no pod x in namespace default", "lists what there is");
}

fn servers(world: &World) {
    let cluster = &world.cluster;
    let text = cluster.kubeconfig_text(&json!({ "token": cluster.token("pf-both") }));
    let run = |name: &str, change: &dyn Fn(&mut serde_json::Value), args: &str| {
        let mut config: serde_json::Value = serde_json::from_str(&text).unwrap();
        change(&mut config["clusters"][0]["cluster"]);
        let kubeconfig = cluster.write(name, &config.to_string());
        world.prepared(args).env("KUBECONFIG", kubeconfig.to_str().unwrap()).run()
    };
    let refused = |cluster: &mut serde_json::Value| cluster["server"] = json!("https://127.0.0.1:9");
    run("refused.yaml", &refused, "pc cluster x").fails("https://127.0.0.1:9 cannot be reached: Connection refused", "is the cluster up");
    let unknown = |cluster: &mut serde_json::Value| cluster["server"] = json!("https://cluster.invalid:6443");
    run("unknown.yaml", &unknown, "pc cluster x").fails("https://cluster.invalid:6443 cannot be reached: ", "is a VPN needed");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", silent.local_addr().unwrap());
    let mute = |cluster: &mut serde_json::Value| cluster["server"] = json!(address);
    run("silent.yaml", &mute, "pc cluster x --timeout 300ms")
        .fails("gave no answer within 300ms (get pods in namespace default)", "--timeout");
    let untrusted = |cluster: &mut serde_json::Value| {
        let other = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/envoy/test-only.crt")).unwrap();
        let path = world.cluster.write("other-ca.crt", &String::from_utf8(other).unwrap());
        cluster.as_object_mut().unwrap().remove("certificate-authority-data");
        cluster["certificate-authority"] = json!(path);
    };
    run("untrusted.yaml", &untrusted, "pc cluster x").fails("shows a certificate that is not trusted", "certificate-authority");
    let plain = |cluster: &mut serde_json::Value| cluster["server"] = json!("no scheme");
    run("no-scheme.yaml", &plain, "pc cluster x").fails("context test of the kubeconfig can't be used", "--context takes one of: test");
}

fn kubeconfigs(world: &World) {
    let cluster = &world.cluster;
    let with = |name: &str, text: &str, args: &str| {
        let kubeconfig = cluster.write(name, text);
        world.prepared(args).env("KUBECONFIG", kubeconfig.to_str().unwrap()).run()
    };
    let none = "there is no kubeconfig (--kubeconfig, KUBECONFIG, ~/.kube/config), and this is not a pod of a cluster";
    world.prepared("pc cluster x").run().fails(none, "-f dump.json reads a file");
    world.prepared("pc cluster x").env("KUBECONFIG", "/no/such/file").run().fails(none, "--admin http://localhost:15000 a port");
    world
        .prepared("pc cluster x --kubeconfig /no/such/file")
        .run()
        .fails("/no/such/file: there is no such kubeconfig", "--kubeconfig takes a file");
    with("broken.yaml", "clusters: [", "pc cluster x").fails("the kubeconfig ", "`kubectl config view` reads the same files");
    with("empty.yaml", "", "pc cluster x").fails(none, "-f dump.json");
    let dangling = json!({ "contexts": [ { "name": "a", "context": { "cluster": "gone", "user": "u" } } ], "current-context": "a" });
    with("dangling.yaml", &dangling.to_string(), "pc cluster x")
        .fails("context a of the kubeconfig can't be used: there is no cluster \"gone\"", "--context takes one of: a");
    let undecided = json!({ "contexts": [ { "name": "a", "context": { "cluster": "gone", "user": "u" } } ] });
    with("undecided.yaml", &undecided.to_string(), "pc cluster x")
        .fails("the kubeconfig has no current context", "--context takes one of: a");
}

fn files(world: &World) {
    let broken = world.cluster.write("broken-for-files.yaml", "{");
    for args in [
        "pc cluster -f bookinfo-gateway/config_dump.json",
        "pc cluster -f bookinfo-gateway/config_dump.json --context nosuch --kubeconfig /no/such/file -n other",
        "pc rootca-compare bookinfo-gateway/config_dump.json bookinfo-sidecar/config_dump.json",
    ] {
        world.prepared(args).env("KUBECONFIG", broken.to_str().unwrap()).run().quietly();
    }
}
