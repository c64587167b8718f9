//! `-o jsonpath=TEMPLATE`: what a template gives of a section's JSON, and what kubectl itself gives of the same.

use std::process::Command;

use meshctl::render::jsonpath::Template;
use serde_json::Value;

use crate::support::run::{Run, fed, meshctl, read_fixture};
use crate::support::shell::Folder;

const DUMP: &str = "bookinfo-sidecar/config_dump.json";

/// Runs the program on a section with this template.
fn run(args: &[&str], template: &str) -> Run {
    meshctl([&["pc"], args, &["-o", &format!("jsonpath={template}")]].concat())
}

#[test]
fn templates_choose_of_the_json() {
    let clusters = meshctl(["pc", "cluster", "-f", DUMP, "-o", "json"]).quietly().json();
    let names: Vec<&str> = clusters.as_array().unwrap().iter().map(|cluster| cluster["name"].as_str().unwrap()).collect();
    let check = |args: &[&str], template: &str, expect: &str| {
        let run = run(args, template).ends_with(0);
        assert_eq!(run.text(), expect, "{args:?} {template}");
    };
    check(&["cluster", "-f", DUMP], "{.[*].name}", &names.join(" "));
    let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
    check(&["cluster", "-f", DUMP], "{range .[*]}{.name}{\"\\n\"}{end}", &lines);
    check(&["cluster", "-f", DUMP, "--fqdn", "reviews"], "{range .[?(@.type==\"EDS\")]}x{end}", "xxxx");
    check(&["cluster", "-f", DUMP, "--field-names", "proto", "--fqdn", "BlackHole"], "{.[0].alt_stat_name}", "BlackHoleCluster;");
    let dump: Value = serde_json::from_slice(&read_fixture(&format!("istio/{DUMP}"))).unwrap();
    let types: Vec<&str> = dump["configs"].as_array().unwrap().iter().map(|config| config["@type"].as_str().unwrap()).collect();
    check(&["all", "-f", DUMP], "{.configs[*].@type}", &types.join(" "));
    check(&["bootstrap", "-f", DUMP], "{.bootstrap.node.id}", dump["configs"][0]["bootstrap"]["node"]["id"].as_str().unwrap());
    // Of several proxies there is an object.
    let both = ["cluster", "-f", DUMP, "-f", "tcp-sidecar/config_dump.json", "--fqdn", "BlackHole"];
    check(&both, "{.*[*].name} {['bookinfo-sidecar/config_dump'][0].type}", "BlackHoleCluster BlackHoleCluster STATIC");
    // No private key is there to be chosen.
    let keys = run(&["secret", "-f", "real-gateway"], "{..privateKey.inlineBytes}").quietly();
    assert_eq!(keys.text(), "W3JlZGFjdGVkXQ==");
}

#[test]
fn a_template_may_stand_in_a_file() {
    let folder = Folder::new();
    let path = folder.path().join("names.txt");
    std::fs::write(&path, "{range .[*]}\n- {.name}{end}\n").unwrap();
    let run = meshctl(["pc", "cluster", "-f", DUMP, "--fqdn", "BlackHole", "-o", &format!("jsonpath-file={}", path.display())]).quietly();
    assert_eq!(run.text(), "\n- BlackHoleCluster\n");
    meshctl(["pc", "cluster", "-f", DUMP, "-o", "jsonpath-file=no/such"]).ends_with(2).prints_nothing().says("cannot read no/such");
}

#[test]
fn what_cannot_be_used_is_told() {
    let refused = |args: &[&str], template: &str, part: &str| run(args, template).ends_with(2).prints_nothing().says(part);
    // Before anything is read.
    refused(&["cluster", "-f", "no/such"], "{.[0", "a ] is missing at column 5 of the template: its end");
    refused(&["cluster", "-f", DUMP], "{.[99].name}", "there is no element 99 in a list of 42").says("-o json prints what it is given");
    refused(&["cluster", "-f", DUMP, "--jq", "."], "{.}", "--jq filters JSON");
    refused(&["cluster", "-f", DUMP, "--columns", "port"], "{.}", "--columns and --sort-by are for tables");
    for word in ["jsonpath", "yml", "jsno"] {
        let run = fed(&format!("pc cluster -f - -o {word}"), "").ends_with(2).prints_nothing();
        run.says("possible values: short, wide, json, jsonl, yaml, name, csv, jsonpath=, jsonpath-file=]")
            .says("a similar value exists: '");
    }
}

/// kubectl itself gives the same, where it is installed.
#[test]
fn kubectl_itself_gives_the_same() {
    let pod = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"app.io/x":"y z","q":"<&>"}},"spec":{"containers":[
        {"name":"a","image":"i","ports":[{"containerPort":80},{"containerPort":443,"name":"tls"}]},
        {"name":"b","image":"j","tty":true,"args":["x\ny","\u00e4"],"ports":[{"containerPort":1}]}]}}"#;
    let folder = Folder::new();
    std::fs::write(folder.path().join("pod.json"), pod).unwrap();
    let kubectl = |output: &str| {
        let args = ["label", "--local", "-f", "pod.json", "more=x", "-o", output];
        Command::new("kubectl").args(args).current_dir(folder.path()).env("HOME", folder.path()).output()
    };
    let Some(json) = kubectl("json").ok().filter(|json| json.status.success()) else {
        eprintln!("SKIPPED: kubectl is not installed, so its answers are not compared");
        return;
    };
    for template in [
        "{.kind}|{.metadata.name}|{.nope}|{.spec.nope.deep}",
        "{.spec.containers[*].name}{\"\\n\"}{.spec.containers[*]['name','image']}",
        "{range .spec.containers[*]}{.name}{\"\\t\"}{range .ports[*]}{.containerPort}, {end}{.args}{\"\\n\"}{end}",
        "{.spec.containers[?(@.name==\"b\")].image}{.spec.containers[?(@.tty)].name}{.spec.containers[?(@.tty==true)].args[*]}",
        "{..containerPort}|{..ports[?(@.containerPort>=80)].containerPort}|{..name}",
        "{.metadata.labels.app\\.io/x}{.metadata.labels['app\\.io/x']}{.metadata.labels.q}",
        "{.spec.containers[0:1].name}{.spec.containers[-1:].name}{.spec.containers[::2].name}{.spec.containers[0,1].name}",
        "{.spec.containers[0].ports}{$.kind}{@.kind}{\"a\"}{1}{true}x}y",
        "{.spec.containers[0].ports[0]['containerPort', 'name']}{.spec.containers[*].ports[0].containerPort}",
    ] {
        let theirs = kubectl(&format!("jsonpath={template}")).unwrap();
        let mut ours = Vec::new();
        Template::new(template).unwrap().write(&json.stdout, &mut ours).unwrap();
        assert_eq!(String::from_utf8(ours).unwrap(), String::from_utf8(theirs.stdout).unwrap(), "{template}");
    }
    for template in ["{.spec.containers[5]}", "{.spec.containers[0:9]}", "{.kind[0]}", "{.spec[?(@.a)]}"] {
        assert!(!kubectl(&format!("jsonpath={template}")).unwrap().status.success(), "{template}");
        assert!(Template::new(template).unwrap().write(&json.stdout, &mut Vec::new()).is_err(), "{template}");
    }
    for template in ["{.a", "{.a[}", "{.a[x]}", "{\"a}", "{.a[?(@.b==]}", "{foo}", "{end}", "{....a}"] {
        assert!(!kubectl(&format!("jsonpath={template}")).unwrap().status.success(), "{template}");
        assert!(Template::new(template).is_err(), "{template}");
    }
}
