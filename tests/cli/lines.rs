//! `-o jsonl`: each resource in a line, and what stands in front of it.

use serde_json::{Value, json};

use crate::support::run::{Meshctl, Run, fed, meshctl, read_fixture};

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

/// The values of an output's lines.
fn lines(run: &Run) -> Vec<Value> {
    run.text().lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{}", run.told()))).collect()
}

/// The resources of a section's JSON: a list's elements, those of an object's lists, or the one that it is.
fn resources(section: &str, json: Value) -> Vec<Value> {
    match json {
        Value::Array(list) => list,
        Value::Object(lists) if section != "bootstrap" => lists.values().flat_map(|list| list.as_array().unwrap().clone()).collect(),
        one => vec![one],
    }
}

/// A dump with a cluster and a secret that wait for something, and a resource that can't be read.
fn waiting() -> String {
    json!({ "configs": [
        { "@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
          "static_clusters": [{ "cluster": { "name": "quiet", "connect_timeout": "1s" } }],
          "dynamic_warming_clusters": [{ "cluster": { "name": "cold" } }] },
        { "@type": "type.googleapis.com/envoy.admin.v3.SecretsConfigDump",
          "dynamic_warming_secrets": [{ "name": "later", "version_info": "uninitialized" }] },
    ] })
    .to_string()
}

#[test]
fn lines_say_what_the_list_says() {
    for dump in ["tcp-sidecar", "real-gateway"] {
        for section in ["bootstrap", "cluster", "listener --port 80", "route", "eds", "endpoint", "secret", "ecds"] {
            for names in ["json", "proto"] {
                let file = if section == "endpoint" { "clusters.json" } else { "config_dump.json" };
                let printed = |output: &str| run(&format!("pc {section} -f {dump}/{file} -o {output} --field-names {names}")).ends_with(0);
                assert_eq!(lines(&printed("jsonl")), resources(section, printed("json").json()), "{dump} {section}");
            }
        }
    }
}

#[test]
fn states_stand_in_front_in_each_section() {
    let check = |args: &str, expect: &str| assert_eq!(fed(args, waiting()).ends_with(0).text(), expect, "{args}");
    check("pc cluster -f - -o jsonl", "{\"@state\":\"WARMING\",\"name\":\"cold\"}\n{\"connectTimeout\":\"1s\",\"name\":\"quiet\"}\n");
    check("pc cluster -f - -o jsonl --state warming --jq .name", "cold\n");
    // The list, which would tell a secret's state, is not there.
    let secret = "{\"@state\":\"WARMING\",\"name\":\"later\",\"versionInfo\":\"uninitialized\"}\n";
    check("pc secret -f - -o jsonl", secret);
    check(
        "pc all -f - -o jsonl --fqdn cold",
        &format!(
            "{{\"@section\":\"cluster\",\"@state\":\"WARMING\",\"name\":\"cold\"}}\n{}",
            secret.replacen('{', "{\"@section\":\"secret\",", 1)
        ),
    );
}

#[test]
fn all_has_the_lines_of_its_sections() {
    for filter in ["", " --port 9080", " --origin destinationrule/default/reviews"] {
        let all = lines(&run(&format!("pc all -f bookinfo-sidecar/config_dump.json -o jsonl{filter}")).ends_with(0));
        for section in ["bootstrap", "cluster", "listener", "route", "eds", "secret"] {
            let has_filter = match section {
                "bootstrap" | "secret" => false,
                "route" => !filter.contains("--port"),
                _ => true,
            };
            // An origin leaves out of all what has another; a section without the flag is whole.
            if filter.contains("--origin") && section == "secret" {
                continue;
            }
            let filter = if has_filter { filter } else { "" };
            let expect = lines(&run(&format!("pc {section} -f bookinfo-sidecar/config_dump.json -o jsonl{filter}")).ends_with(0));
            let of_section = all.iter().filter(|line| line["@section"] == section).map(|line| {
                let mut line = line.clone();
                line.as_object_mut().unwrap().remove("@section");
                line
            });
            assert_eq!(of_section.collect::<Vec<_>>(), expect, "{section}{filter}");
        }
    }
}

#[test]
fn each_line_of_many_says_whose_it_is() {
    let dump = |name: &str| serde_json::from_slice::<Value>(&read_fixture(&format!("istio/{name}/config_dump.json"))).unwrap();
    let both = json!({ "ns": { "one": dump("bookinfo-sidecar"), "two": dump("bookinfo-gateway") } }).to_string();
    let all = lines(&fed("pc cluster -f - --all-pods -o jsonl", both.clone()).ends_with(0));
    for (pod, name) in [("one.ns", "bookinfo-sidecar"), ("two.ns", "bookinfo-gateway")] {
        let mut expect = lines(&run(&format!("pc cluster -f {name}/config_dump.json -o jsonl")).ends_with(0));
        for line in &mut expect {
            line["@pod"] = pod.into();
        }
        assert_eq!(all.iter().filter(|line| line["@pod"] == pod).cloned().collect::<Vec<_>>(), expect);
    }
    let pods = fed("pc all -f - --all-pods --type tcp -o jsonl --jq [.\"@pod\",.\"@section\"]", both).ends_with(0);
    assert!(pods.text().starts_with("[\"one.ns\",\"bootstrap\"]\n[\"one.ns\",\"cluster\"]\n"), "{}", pods.told());
}

#[test]
fn what_cannot_be_read_has_no_line() {
    let broken = waiting().replace("\"connect_timeout\":\"1s\"", "\"connect_timeout\":\"\\x\"");
    let run = fed("pc cluster -f - -o jsonl", broken).ends_with(4);
    assert_eq!(run.text(), "{\"@state\":\"WARMING\",\"name\":\"cold\"}\n", "{}", run.told());
}

#[test]
fn whoever_stops_reading_has_enough() {
    let run = Meshctl::new("pc listener -f bookinfo-sidecar/config_dump.json -o jsonl".split_whitespace()).first_line();
    assert!(run.code == 0 && run.stderr.is_empty() && serde_json::from_str::<Value>(run.text()).is_ok(), "{}", run.told());
}
