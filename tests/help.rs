//! The help of every command as it stands in `tests/help/`, its examples, and what is said about wrong command lines.

mod support;

use std::fmt::Write;
use std::fs;

use support::help::{commands, examples, needs_a_cluster, page};
use support::run::{Meshctl, fixture};
use support::shell::{Folder, bash};
use support::{kept, scenes};

#[test]
fn help_is_as_kept() {
    let mut names = vec!["mistakes.txt".to_owned()];
    for command in commands() {
        let name = format!("{}.txt", [&["meshctl".to_owned()], &*command].concat().join("-"));
        let mut text = String::new();
        for flag in ["-h", "--help"] {
            let words = [&["meshctl".to_owned()], &*command, &[flag.to_owned()]].concat().join(" ");
            write!(text, "$ {words}\n{}\n", page(&command, flag)).unwrap();
        }
        kept::check(&format!("tests/help/{name}"), &text);
        names.push(name);
    }
    kept::check_names("tests/help", names.iter().map(String::as_str));
}

/// Lines of a page of help are not cut off or wrapped into each other on a terminal of 100 columns.
#[test]
fn examples_stand_on_one_line_each() {
    for command in commands() {
        let page = page(&command, "--help");
        assert!(page.starts_with("Examples:\n"), "{command:?} begins with examples");
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{command:?}");
    }
}

#[test]
fn every_example_works() {
    let envoy = scenes::dynamic();
    let folder = Folder::new();
    for (name, fixture) in [("dump.json", "config_dump.json"), ("clusters.json", "clusters.json")] {
        fs::copy(self::fixture("istio/bookinfo-sidecar/") + fixture, folder.path().join(name)).unwrap();
    }
    for place in [".zfunc", ".config/fish/completions"] {
        fs::create_dir_all(folder.path().join(place)).unwrap();
    }
    let mut count = 0;
    for command in commands() {
        for example in examples(&page(&command, "--help")).filter(|example| !needs_a_cluster(example)) {
            let script = example.replace("http://localhost:15000", envoy.address());
            let output = bash(&script, folder.path()).output().unwrap();
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{example}: {}\n{err}", output.status);
            // What is saved or loaded into the shell prints nothing; anything else finds something to show.
            let rows = if example.contains(['>', '<']) { 0 } else { 2 };
            assert!(out.lines().count() >= rows || example.contains("--admin"), "{example}\n{out}\n{err}");
            assert!(!err.contains("error:") && !err.contains("warning:"), "{example}\n{err}");
            count += 1;
        }
    }
    assert!(count > commands().len(), "{count} examples");
    assert!(fs::read_to_string(folder.path().join(".zfunc/_meshctl")).unwrap().starts_with("#compdef meshctl\n"));
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let mut text = String::new();
    for mistake in [
        "pc cluster",
        "pc all",
        "pc log",
        "pc cluster -f",
        "pc cluster -f dump.json --admin http://localhost:15000",
        "pc cluster -f dump.json --fqnd reviews",
        "pc cluster pod/web/productpage",
        "pc cluster configmap/web",
        "pc cluster web -f bookinfo-gateway/config_dump.json",
        "pc cluster -l app=web --admin http://localhost:15000",
        "pc cluster -A -n web --all-pods",
        "pc endpoint -f dump.json --port 70000",
        "pc endpoint -f dump.json --port -1",
        "pc endpoint -f dump.json --status ill",
        "pc listener -f dump.json --type UDP",
        "pc route -f dump.json --origin bookinfo",
        "pc route -f dump.json -o xml",
        "pc route --admin /run/admin.sock",
        "pc secret -f dump.json --now tomorrow",
        "pc log --admin http://localhost:15000 --level loud",
        "pc log --admin http://localhost:15000 --level debug --reset",
        "pc log -f dump.json",
        "pc log --admin http://localhost:15000 --for 1m",
        "pc rootca-compare a",
        "pc clutser -f dump.json",
        "completion",
        "proxyconfig",
    ] {
        let run = Meshctl::new(mistake.split(' ')).env("COLUMNS", "100").run().ends_with(2).prints_nothing();
        writeln!(text, "$ meshctl {mistake}\n{}", run.stderr).unwrap();
    }
    kept::check("tests/help/mistakes.txt", &text);
}
