//! The completion scripts as they stand in `completions/`, and what shells and kubectl offer by them.

mod support;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use meshctl::source::snapshot::{Existing, Folder as Saved, Manifest, ProxyEntry, SnapshotWriter};
use support::complete::Shell;
use support::kept;
use support::run::{Meshctl, meshctl, read_fixture};
use support::scenes;
use support::shell::{Folder, PROGRAM, ROOT, bash};

/// Each shell's script, under the name that the shell wants it to have.
const SCRIPTS: [(&str, &str); 5] =
    [("bash", "meshctl.bash"), ("zsh", "_meshctl"), ("fish", "meshctl.fish"), ("powershell", "_meshctl.ps1"), ("elvish", "meshctl.elv")];

#[test]
fn scripts_are_as_kept() {
    for (shell, name) in SCRIPTS {
        kept::check(&format!("completions/{name}"), meshctl(["completion", shell]).ends_with(0).text());
    }
    kept::check_names("completions", SCRIPTS.map(|(_, name)| name));
}

/// The shells that ask the program.
fn shells() -> impl Iterator<Item = Shell> {
    ["bash", "zsh", "fish"].into_iter().filter_map(|name| Shell::new(name, Path::new(PROGRAM)))
}

/// Checks what every shell offers for a line, in whatever order.
#[track_caller]
fn check_shells(shells: &[Shell], place: &Path, line: &str, expect: &[&str]) {
    for shell in shells {
        let mut offered = shell.offers(line, place);
        offered.sort();
        let mut expect = expect.to_vec();
        expect.sort_unstable();
        assert_eq!(offered, expect, "{} of {line:?}", shell.name());
    }
}

#[test]
fn shells_complete_words() {
    let shells: Vec<Shell> = shells().collect();
    let check = |line: &str, expect: &[&str]| check_shells(&shells, Path::new(ROOT), line, expect);
    check("meshctl comp", &["completion"]);
    check("meshctl pc rou", &["route", "routes"]);
    check("meshctl proxy-config boo", &["bootstrap"]);
    check("meshctl pc routes --na", &["--namespace", "--name"]);
    check("meshctl pc cluster --direction ", &["inbound", "outbound", "inbound-vip"]);
    check("meshctl pc cluster --direction=inb", &["inbound", "inbound-vip"]);
    check("meshctl pc listener --type HTTP+", &["HTTP+TCP"]);
    check("meshctl pc route -o y", &["yaml"]);
    check("meshctl pc route -f Cargo.t", &["Cargo.toml"]);
    check("meshctl pc route --file=Cargo.t", &["Cargo.toml"]);
    check("meshctl completion z", &["zsh"]);
    check("meshctl pc cluster --naem", &[]);
    check("./not/there/meshctl pc boo", &["bootstrap"]);
    // Files are offered only where a file can stand.
    check("meshctl pc route Cargo.t", &[]);
    check("meshctl pc route --port Cargo.t", &[]);
}

/// What the program offers for the last of these words, without help.
fn answered(words: &[&str]) -> (Vec<String>, String) {
    let run = meshctl([&["__complete"], words].concat()).quietly();
    let (words, directive) = run.text().trim_end().rsplit_once('\n').unwrap_or(("", run.text().trim_end()));
    let words = words.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    (words, directive.to_owned())
}

#[test]
fn flags_are_offered_where_they_can_stand() {
    let flags = |words: &[&str]| answered(words).0;
    let all = flags(&["pc", "route", "-"]);
    for flag in ["-f", "--file", "--admin", "-n", "--name", "--color", "-h"] {
        assert!(all.contains(&flag.to_owned()), "{flag}");
    }
    // Neither a second time nor beside what excludes them; no old names, and none of other commands.
    let rest = flags(&["pc", "route", "--admin", "http://localhost:15000", "-n", "default", "--"]);
    for flag in ["--file", "--admin", "--namespace", "--all-namespaces", "--kubeclient-timeout", "--fqdn"] {
        assert!(!rest.contains(&flag.to_owned()), "{flag}");
    }
    assert!(rest.contains(&"--name".to_owned()));
    // Behind the pod nothing but flags can come.
    assert!(flags(&["pc", "route", "web", ""]).contains(&"--name".to_owned()));
    assert_eq!(answered(&["pc", "cluster", "--direction=o"]), (vec!["outbound".to_owned()], ":4".to_owned()));
    assert_eq!(answered(&["pc", "route", "-oy"]), (vec!["-oyaml".to_owned()], ":4".to_owned()));
    assert_eq!(answered(&["pc", "route", "-f", ""]), (vec![], ":0".to_owned()));
    assert_eq!(answered(&["pc", "endpoint", "--status", "UNH"]), (vec!["unhealthy".to_owned()], ":4".to_owned()));
}

/// A kubeconfig in `folder` with contexts of these names, all of them of one server.
fn kubeconfig(folder: &Path, contexts: &[&str], server: &str, user: &str) -> PathBuf {
    let contexts: String = contexts.iter().map(|name| format!("- {{ name: \"{name}\", context: {{ cluster: c, user: u }} }}\n")).collect();
    let text = format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: one\nclusters: [{{ name: c, cluster: {{ server: \"{server}\" }} }}]\n\
         users: [{{ name: u, user: {{ {user} }} }}]\ncontexts:\n{contexts}"
    );
    let path = folder.join("kubeconfig");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn shells_complete_contexts() {
    let folder = Folder::new();
    // The names that clouds give have signs in them that bash takes for a word's end.
    kubeconfig(
        folder.path(),
        &["one", "admin@kind", "arn:aws:eks:eu:1:cluster/web", "arn:aws:eks:eu:1:cluster/shop"],
        "http://127.0.0.1:9",
        "",
    );
    let shells: Vec<Shell> = shells().collect();
    let check = |line: &str, expect: &[&str]| check_shells(&shells, folder.path(), line, expect);
    check("meshctl proxies --kubeconfig kubeconfig --context o", &["one"]);
    check("meshctl pc route --kubeconfig=kubeconfig --context=o", &["one"]);
    for shell in &shells {
        let place = folder.path();
        let whole = |line| shell.offers(line, place).iter().all(|word| word.starts_with("arn:") || word.starts_with("cluster/"));
        assert!(whole("meshctl pc route --kubeconfig kubeconfig --context arn:aws:eks:eu:1:"), "{}", shell.name());
        let offered = shell.offers("meshctl pc route --kubeconfig kubeconfig --context=arn:aws:eks:eu:1:cluster/w", place);
        let expect = if shell.name() == "bash" { "cluster/web" } else { "arn:aws:eks:eu:1:cluster/web" };
        assert_eq!(offered, [expect], "{}", shell.name());
        let offered = shell.offers("meshctl pc route --kubeconfig kubeconfig --context admin@", place);
        assert_eq!(offered, [if shell.name() == "bash" { "kind" } else { "admin@kind" }], "{}", shell.name());
    }
}

/// Saves some pods in `folder`, as `saved.tar.zst`.
fn snapshot(folder: &Path) {
    let path = folder.join("saved.tar.zst");
    let writer = SnapshotWriter::create(&path, Existing::Keep).unwrap();
    let mut manifest = Manifest::new(Vec::new());
    for (namespace, pod, workload) in [
        ("default", "web-5d-a", Some("Deployment/web")),
        ("default", "web-5d-b", Some("Deployment/web")),
        ("shop", "cart-0", Some("StatefulSet/cart")),
        ("shop", "bare", None),
    ] {
        let folder = Saved::pod(namespace, pod).unwrap();
        writer.add(&folder, "ready.txt", b"LIVE\n").unwrap();
        manifest.proxies.push(ProxyEntry {
            namespace: Some(namespace.into()),
            pod: Some(pod.into()),
            workload: workload.map(str::to_owned),
            folder: folder.to_string(),
            ..ProxyEntry::default()
        });
    }
    writer.finish(&manifest).unwrap();
}

#[test]
fn shells_complete_what_a_snapshot_holds() {
    let folder = Folder::new();
    snapshot(folder.path());
    let shells: Vec<Shell> = shells().collect();
    let check = |line: &str, expect: &[&str]| check_shells(&shells, folder.path(), line, expect);
    check("meshctl pc route -f sav", &["saved.tar.zst"]);
    check("meshctl pc route -f saved.tar.zst ", &["bare", "cart-0", "web-5d-a", "web-5d-b", "pod/", "deployment/", "statefulset/"]);
    check("meshctl pc route --file=saved.tar.zst w", &["web-5d-a", "web-5d-b"]);
    check("meshctl pc route -f saved.tar.zst -n shop c", &["cart-0"]);
    check("meshctl pc route -f saved.tar.zst cart-0.", &["cart-0.shop"]);
    check("meshctl pc route -f saved.tar.zst deploy/", &["deploy/web"]);
    check("meshctl pc route -f saved.tar.zst sts", &["sts/"]);
    check("meshctl pc route -f saved.tar.zst -n ", &["default", "shop"]);
    check("meshctl pc route -f saved.tar.zst nothing/", &[]);
    check("meshctl pc route -f kubeconfig ", &[]);
}

#[test]
fn shells_complete_what_a_configuration_holds() {
    let shells: Vec<Shell> = shells().collect();
    let folder = Path::new(ROOT).join("fixtures/istio");
    let check = |line: &str, expect: &[&str]| check_shells(&shells, &folder, line, expect);
    let dump = "-f bookinfo-sidecar/config_dump.json";
    check(&format!("meshctl pc route {dump} --name 908"), &["9080"]);
    check(&format!("meshctl pc cluster {dump} --fqdn=reviews.d"), &["reviews.default.svc.cluster.local"]);
    check(&format!("meshctl pc cluster {dump} --fqdn reviews --subset "), &["v1", "v2", "v3"]);
    check(&format!("meshctl pc cluster {dump} --fqdn reviews --port "), &["9080"]);
    check(&format!("meshctl pc listener {dump} --port 1500"), &["15001", "15006"]);
    check(&format!("meshctl pc listener {dump} --address 0.0."), &["0.0.0.0"]);
    check("meshctl pc endpoint -f real-gateway/clusters.json --address 10.244.0.15", &["10.244.0.15"]);
    check("meshctl pc eds -f real-gateway/clusters.json --port 90", &["9080", "9090"]);
    check("meshctl pc route -f no-such-file --name ", &[]);
    // Files are not offered where a name is meant.
    check(&format!("meshctl pc route {dump} --name real"), &[]);
}

/// The names of clusters have signs in them that shells read: the program's own answer is looked at.
#[test]
fn names_of_clusters_are_offered_whole() {
    let file = format!("{ROOT}/fixtures/istio/bookinfo-sidecar/config_dump.json");
    let offered = answered(&["pc", "eds", "-f", &file, "--cluster", "outbound|9080|v2"]);
    assert_eq!(offered, (vec!["outbound|9080|v2|reviews.default.svc.cluster.local".to_owned()], ":4".to_owned()));
    // Of standard input nothing is known yet.
    assert_eq!(answered(&["pc", "route", "-f", "-", "--name", ""]).0, [] as [&str; 0]);
    // A shell has not read the line.
    let (home, rest) = ROOT.rsplit_once('/').unwrap();
    for start in ["~", "$HOME", "${HOME}"] {
        let file = format!("{start}/{rest}/fixtures/istio/bookinfo-sidecar/config_dump.json");
        let run = Meshctl::new(["__complete", "pc", "route", "-f", &file, "--name", "908"]).env("HOME", home).run().quietly();
        assert_eq!(run.text(), "9080\n:4\n", "{start}");
    }
}

/// A pod of a snapshot, and an Envoy's port.
#[test]
fn names_come_from_the_source_on_the_line() {
    let envoy = scenes::plain();
    let place = Folder::new();
    let saved = place.path().join("saved.tar.zst");
    let writer = SnapshotWriter::create(&saved, Existing::Keep).unwrap();
    let mut manifest = Manifest::new(Vec::new());
    for (pod, dump) in [("web-a", "bookinfo-sidecar"), ("web-b", "bookinfo-gateway")] {
        let folder = Saved::pod("default", pod).unwrap();
        writer.add(&folder, "config_dump.json", &read_fixture(&format!("istio/{dump}/config_dump.json"))).unwrap();
        let (namespace, pod) = (Some("default".to_owned()), Some(pod.to_owned()));
        manifest.proxies.push(ProxyEntry { namespace, pod, folder: folder.to_string(), ..ProxyEntry::default() });
    }
    writer.finish(&manifest).unwrap();
    let saved = saved.to_str().unwrap();
    assert_eq!(answered(&["pc", "route", "-f", saved, "web-b", "--name", "http"]).0, ["http.8080"]);
    assert!(answered(&["pc", "route", "-f", saved, "web-a", "--name", "http"]).0.is_empty());
    // Which of the two is not said.
    assert!(answered(&["pc", "route", "-f", saved, "--name", ""]).0.is_empty());
    let table = meshctl(["pc", "cluster", "--admin", envoy.address()]).quietly().table();
    let mut names: Vec<&str> = table.column("SERVICE FQDN");
    names.sort_unstable();
    names.dedup();
    assert_eq!(answered(&["pc", "cluster", "--admin", envoy.address(), "--fqdn", ""]).0, names);
}

#[test]
fn an_admin_port_that_hangs_costs_little_time() {
    // The system accepts connections, and nobody reads what comes by them.
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", server.local_addr().unwrap());
    let start = Instant::now();
    assert_eq!(answered(&["pc", "route", "--admin", &address, "--name", ""]), (vec![], ":4".to_owned()));
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    assert_eq!(answered(&["pc", "route", "--admin", "http://127.0.0.1:9", "--name", ""]), (vec![], ":4".to_owned()));
}

/// Runs a completion that asks a cluster which does not answer.
fn check_gives_up(kubeconfig: &Path) {
    let kubeconfig = kubeconfig.to_str().unwrap();
    for words in [
        &["pc", "route", ""][..],
        &["pc", "route", "web."],
        &["pc", "route", "web", "--name", ""],
        &["proxies", "-n", ""],
        &["pc", "rootca-compare", "deploy/"],
    ] {
        let start = Instant::now();
        let run = Meshctl::new([&["__complete"], words].concat()).env("KUBECONFIG", kubeconfig).run().quietly();
        let took = start.elapsed();
        assert!(run.text() == ":4\n" || run.text() == ":0\n", "{}", run.told());
        // Far less than what it would wait for, and much more than it needs on a busy machine.
        assert!(took < Duration::from_secs(15), "{words:?} took {took:?}");
    }
}

#[test]
fn a_server_that_gives_no_answer_costs_little_time() {
    let folder = Folder::new();
    // The system accepts connections, and nobody reads what comes by them.
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    check_gives_up(&kubeconfig(folder.path(), &["one"], &format!("http://{}", server.local_addr().unwrap()), ""));
}

#[cfg(unix)]
#[test]
fn a_login_that_hangs_costs_little_time() {
    let folder = Folder::new();
    let login = "exec: { apiVersion: client.authentication.k8s.io/v1, command: sleep, args: [\"60\"], interactiveMode: IfAvailable }";
    check_gives_up(&kubeconfig(folder.path(), &["one"], "http://127.0.0.1:9", login));
}

/// What can't be reached at all, or is not there, offers nothing at once.
#[test]
fn failures_are_silent() {
    let folder = Folder::new();
    let refused = kubeconfig(folder.path(), &["one"], "http://127.0.0.1:9", "");
    for words in [
        &["pc", "route", "--kubeconfig", refused.to_str().unwrap(), ""][..],
        &["pc", "route", "--kubeconfig", "no-such-file", ""],
        &["pc", "route", "--kubeconfig", "no-such-file", "--context", ""],
        &["pc", "route", "-f", "no-such-file", "w"],
        &["pc", "route", "-f", "-", "w"],
        &["pc", "route", "\u{1b}", "\n"],
    ] {
        assert_eq!(answered(words), (vec![], ":4".to_owned()), "{words:?}");
    }
}

/// Makes a link of this name to the program.
#[cfg(unix)]
fn link(folder: &Folder, name: &str) -> PathBuf {
    let link = folder.path().join(name);
    std::os::unix::fs::symlink(PROGRAM, &link).unwrap();
    link
}

/// Where another program has the name already, a link with another name gets completions of its own, and leaves the other's alone.
#[cfg(unix)]
#[test]
fn a_link_under_another_name_completes_that_name() {
    let folder = Folder::new();
    let link = link(&folder, "envoy-meshctl");
    for shell in ["bash", "zsh", "fish"].into_iter().filter_map(|name| Shell::new(name, &link)) {
        let mut offered = shell.offers("envoy-meshctl pc rou", folder.path());
        offered.sort();
        assert_eq!(offered, ["route", "routes"], "{}", shell.name());
    }
    let output = Command::new(&link).args(["completion", "bash"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.lines().any(|line| line.trim_start().starts_with("complete ") && line.ends_with(" meshctl")));
    let script = folder.path().join("script");
    fs::write(&script, &text).unwrap();
    let both = format!("source {0}; source {1}/completions/meshctl.bash; complete -p meshctl envoy-meshctl", script.display(), ROOT);
    assert!(bash(&both, folder.path()).output().unwrap().status.success());
}

/// The answer to kubectl, which calls this link with the words behind `kubectl meshctl`.
#[cfg(unix)]
#[test]
fn kubectl_is_answered_in_its_form() {
    let folder = Folder::new();
    let link = link(&folder, "kubectl_complete-meshctl");
    snapshot(folder.path());
    let check = |words: &[&str], expect: &str| {
        let output = Command::new(&link).args(words).env_clear().current_dir(folder.path()).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {output:?}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expect, "{words:?}");
    };
    check(&["pc", "boo"], "bootstrap\tWhat the proxy was started with; -o short prints versions\n:4\n");
    check(&["pc", "route", "-f", "saved.tar.zst", "-n", "shop", ""], "bare\ncart-0\npod/\nstatefulset/\n:4\n");
    check(&["pc", "route", "-f", "saved.tar.zst", "dep"], "deployment/\n:6\n");
    check(&["pc", "route", "--field-names=p"], "proto\tsnake_case, as Envoy dumps\n:4\n");
    check(&["pc", "route", "-f", "sa"], ":0\n");
    check(&["__complete"], ":4\n");
}

/// kubectl itself, with the two links.
#[cfg(unix)]
#[test]
fn kubectl_runs_and_completes_its_plugin() {
    let kept = Path::new(ROOT).join(".tools/cluster/kubectl");
    let kubectl = if kept.exists() { kept } else { "kubectl".into() };
    let folder = Folder::new();
    link(&folder, "kubectl-meshctl");
    link(&folder, "kubectl_complete-meshctl");
    snapshot(folder.path());
    let given = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([folder.path().to_owned()].into_iter().chain(std::env::split_paths(&given))).unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(&kubectl);
        command.args(words).env_clear().env("PATH", &path).env("HOME", folder.path()).current_dir(folder.path()).output()
    };
    if run(&["version", "--client"]).is_err() {
        eprintln!("SKIPPED: kubectl is not installed, so its plugin is not tried");
        return;
    }
    let text = |words: &[&str]| {
        let output = run(words).unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let help = text(&["meshctl", "--help"]);
    assert!(help.contains("\n  kubectl meshctl pc route deployment/productpage-v1\n"), "{help}");
    assert!(help.contains("\nUsage: kubectl meshctl "), "{help}");
    assert_eq!(text(&["__complete", "meshctl", "pc", "route", "-f", "saved.tar.zst", "c"]), "cart-0\n:4\n");
    // There is no cluster here, so no pods either.
    assert_eq!(text(&["__complete", "meshctl", "pc", "route", "-n", "default", ""]), ":4\n");
}
