//! Several files with an `-f` each, as several proxies.

use serde_json::{Value, json};

use crate::support::run::{Meshctl, Run, fed, meshctl, read_fixture};
use crate::support::shell::Folder;

const SIDECAR: &str = "bookinfo-sidecar/config_dump.json";
const GATEWAY: &str = "bookinfo-gateway/config_dump.json";

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

fn dump(file: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{file}"))).unwrap()
}

#[test]
fn each_file_is_a_proxy() {
    let one = |section: &str, file: &str| run(&format!("pc {section} -f {file}")).ends_with(0);
    for section in ["cluster", "listener", "route", "eds", "secret --now 2026-06-01T00:00:00Z"] {
        let table = run(&format!("pc {section} -f {SIDECAR} -f {GATEWAY}")).ends_with(0).table();
        assert_eq!(table.columns[0], "POD", "{section}");
        for (name, file) in [("bookinfo-sidecar/config_dump", SIDECAR), ("bookinfo-gateway/config_dump", GATEWAY)] {
            let rows: Vec<Vec<String>> = table.named(name).into_iter().map(|row| row[1..].to_vec()).collect();
            assert_eq!(rows, one(section, file).table().rows, "{section} {name}");
        }
    }
    // What comes from standard input is one of them.
    let both = fed(&format!("pc cluster -f {GATEWAY} -f - -o json"), read_fixture(&format!("istio/{SIDECAR}"))).ends_with(0).json();
    assert_eq!(both["stdin"], one("cluster -o json", SIDECAR).json());
    assert_eq!(both["config_dump"], one("cluster -o json", GATEWAY).json());
    let yaml = run(&format!("pc cluster -f {SIDECAR} -f {GATEWAY} -o yaml")).ends_with(0);
    let yaml: Value = serde_yaml::from_str(yaml.text()).unwrap();
    assert_eq!(yaml["bookinfo-sidecar/config_dump"], one("cluster -o json", SIDECAR).json());
    // Each other command that takes several proxies.
    let status = run(&format!("pc status -f {SIDECAR} -f {GATEWAY} -o json")).ends_with(0).json();
    assert_eq!(status.as_object().unwrap().keys().collect::<Vec<_>>(), ["bookinfo-gateway/config_dump", "bookinfo-sidecar/config_dump"]);
    let found = run(&format!("grep reviews-v1 -f {SIDECAR} -f {GATEWAY} -o name")).text().to_owned();
    assert!(found.lines().all(|line| line.starts_with("bookinfo-")), "{found}");
}

#[test]
fn files_with_several_proxies_and_snapshots_give_all_of_them() {
    let folder = Folder::new();
    let write = |name: &str, value: &Value| std::fs::write(folder.path().join(name), value.to_string()).unwrap();
    write("before.json", &json!({ "web.shop": dump(SIDECAR), "edge.shop": dump(GATEWAY) }));
    write("after.json", &json!({ "web.shop": dump(GATEWAY), "new.shop": dump(GATEWAY) }));
    write("yes: no.json", &dump(SIDECAR));
    std::fs::create_dir(folder.path().join("snap")).unwrap();
    write("snap/config_dump.json", &dump(SIDECAR));
    let run = |args: &[&str]| Meshctl::new([&["pc", "cluster"], args].concat()).folder(folder.path()).run();
    let names = |args: &[&str]| {
        let json = run(&[args, &["-o", "json"]].concat()).ends_with(0).json();
        json.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    // A pod that is in two files is told apart by these.
    assert_eq!(
        names(&["-f", "before.json", "-f", "after.json", "-f", "snap"]),
        ["after/web.shop", "before/web.shop", "edge.shop", "new.shop", "snap"]
    );
    assert_eq!(names(&["-f", "before.json", "-f", "after.json", "web"]), ["after/web.shop", "before/web.shop"]);
    // Any name of a file is a key of YAML, too.
    let yaml = run(&["-f", "yes: no.json", "-f", "snap", "-o", "yaml"]).ends_with(0);
    let yaml: Value = serde_yaml::from_str(yaml.text()).unwrap();
    assert_eq!(yaml["yes: no"], yaml["snap"]);
    assert!(yaml["snap"].as_array().is_some_and(|list| list.len() > 30));
    run(&["-f", "before.json", "-f", "snap/config_dump.json", "web"]).ends_with(2).prints_nothing().says("which has no pod web");
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let run = run(&format!("pc cluster -f {SIDECAR} -f no/such.json -f real-gateway/ready.txt")).ends_with(3);
    assert_eq!(run.table().rows.len(), meshctl(["pc", "cluster", "-f", SIDECAR]).table().rows.len());
    let run = run
        .says("2 of 3 proxies failed")
        .says("error: such: cannot read no/such.json")
        .says("error: ready: real-gateway/ready.txt: this is");
    run.says("hint: take a dump with");
}

#[test]
fn where_one_proxy_is_meant_several_files_are_refused() {
    let refused = |args: &str, part: &str| run(args).ends_with(2).prints_nothing().says(part);
    refused(&format!("redact -f {SIDECAR} -f {GATEWAY} -o -"), "one proxy is redacted at a time");
    refused(&format!("redact -f {SIDECAR} -f {GATEWAY} -o x.tar.zst"), "one proxy is redacted at a time");
    refused(&format!("pc log -f {SIDECAR} -f {GATEWAY}"), "a file has no loggers");
    refused(&format!("pc cluster -f {SIDECAR} -f {SIDECAR}"), "is given twice");
    refused("pc cluster -f - -f -", "standard input is given twice");
    refused(&format!("pc cluster -f {SIDECAR} -f {GATEWAY} --admin http://localhost:1"), "cannot be used with");
    // A shell's pattern gives the second file without its flag.
    refused(&format!("pc cluster -f {SIDECAR} {GATEWAY}"), "of several files, each needs its own -f");
}
