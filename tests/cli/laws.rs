//! What holds for every configuration, held on every fixture.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::dump;
use crate::support::run::{Run, fed, meshctl, read_fixture};
use crate::support::table::Table;

const DUMPS: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];

fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// Numbers from a seed, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // https://prng.di.unimi.it/splitmix64.c
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

#[test]
fn what_comes_in_goes_out() {
    let files = DUMPS.iter().flat_map(|dump| [format!("{dump}/config_dump.json"), format!("{dump}/clusters.json")]);
    let more = ["config_dump_noeds", "config_dump_mask_clusters", "config_dump_resource_dac", "listeners", "server_info"];
    for file in files.chain(more.map(|name| format!("real-gateway/{name}.json"))).chain(["../bootstrap/edge.json".to_owned()]) {
        let mut input = parsed(&read_fixture(&format!("istio/{file}")));
        if file.starts_with("../bootstrap") {
            // Its secret is the one thing that must not go out.
            input["static_resources"]["secrets"][1]["generic_secret"]["secret"]["inline_string"] = "[redacted]".into();
        }
        let json = run(&format!("pc all -f {file} -o json")).quietly();
        assert!(json.json() == input, "{file}");
        let yaml = run(&format!("pc all -f {file} -o yaml")).quietly();
        assert!(serde_yaml::from_str::<Value>(yaml.text()).unwrap() == input, "{file}");
    }
}

#[test]
fn json_and_yaml_say_the_same() {
    for dump in ["tcp-sidecar", "real-gateway"] {
        for section in ["bootstrap", "cluster", "listener", "route", "eds", "secret", "ecds", "endpoint"] {
            for names in ["json", "proto"] {
                let printed =
                    |output| run(&format!("pc {section} -f {dump}/config_dump.json -o {output} --field-names {names}")).ends_with(0);
                let yaml = printed("yaml");
                assert!(serde_yaml::from_str::<Value>(yaml.text()).unwrap() == printed("json").json(), "{dump} {section}");
            }
        }
    }
}

/// The order of an object's keys is that of whoever wrote it: Envoy has its protos' order, jq -S and Go's maps the alphabet's.
#[test]
fn tables_do_not_depend_on_the_order_of_keys() {
    for dump in DUMPS {
        let file = format!("{dump}/config_dump.json");
        let sorted = serde_json::to_vec(&parsed(&read_fixture(&format!("istio/{file}")))).unwrap();
        for section in ["bootstrap", "listener", "listener --waypoint", "route", "cluster", "endpoint", "eds", "secret", "ecds"] {
            for output in ["short", "wide"] {
                let args = format!("pc {section} -o {output} --now 2026-06-01T00:00:00Z -f");
                let whole = run(&format!("{args} {file}"));
                let other = fed(&format!("{args} -"), sorted.clone());
                let differing = whole.text().lines().zip(other.text().lines()).find(|(one, other)| one != other);
                assert!(whole.stdout == other.stdout, "{section} of {file}: {differing:#?}");
            }
        }
    }
}

/// The resources in a section's JSON, by name.
fn names(section: &str, list: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let elements = |value: &Value| value.as_array().cloned().unwrap_or_default();
    match section {
        "eds" => {
            let groups = elements(list).into_iter().flat_map(|cluster| elements(&cluster["endpoints"]));
            groups.flat_map(|group| elements(&group["lbEndpoints"])).map(|endpoint| address(&endpoint["endpoint"]["address"])).collect()
        }
        "endpoint" => {
            let hosts = elements(list).into_iter().flat_map(|cluster| elements(&cluster["hostStatuses"]));
            hosts.map(|host| address(&host["address"])).collect()
        }
        "secret" => list.as_object().unwrap().values().flat_map(elements).map(|entry| text(&entry["name"])).collect(),
        _ => elements(list).iter().map(|resource| text(&resource["name"])).collect(),
    }
}

fn address(address: &Value) -> String {
    let socket = &address["socketAddress"];
    match &address["pipe"]["path"] {
        Value::String(path) => path.clone(),
        _ => format!("{}:{}", socket["address"].as_str().unwrap_or_default(), socket["portValue"]),
    }
}

#[test]
fn each_output_counts_the_same_resources() {
    for dump in DUMPS {
        for (section, file) in [
            ("cluster", "config_dump.json"),
            ("listener --verbose=false", "config_dump.json"),
            ("route --verbose=false", "config_dump.json"),
            ("eds", "config_dump.json"),
            ("secret", "config_dump.json"),
            ("endpoint", "clusters.json"),
        ] {
            let printed = |output: &str| run(&format!("pc {section} -f {dump}/{file} -o {output}")).quietly();
            let documents = names(section.split(' ').next().unwrap(), &printed("json").json());
            assert_eq!(printed("short").table().rows.len(), documents.len(), "{dump} {section}");
            assert!(!documents.is_empty(), "{dump} {section}");
            let lines: Vec<String> =
                printed("name").text().lines().map(|line| line.split_once('/').unwrap().1.replace("unix://", "")).collect();
            let distinct = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
            assert_eq!(distinct(&lines), distinct(&documents), "{dump} {section}");
            assert_eq!(distinct(&lines).len(), lines.len(), "{dump} {section}: a name is printed once");
        }
    }
}

/// The places of `part`'s rows in `whole`, which are in the same order; an error where one is not there.
fn is_part(part: &Table, whole: &Table) -> bool {
    let mut rows = whole.rows.iter();
    part.columns == whole.columns && part.rows.iter().all(|row| rows.any(|other| other == row))
}

/// Some of a column's values, each once.
fn values(table: &Table, column: &str, random: &mut Random) -> Vec<String> {
    let mut values: Vec<String> = table.column(column).into_iter().map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect();
    while values.len() > 4 {
        values.swap_remove(random.below(values.len()));
    }
    values
}

#[test]
fn a_filter_only_removes_rows() {
    let random = &mut Random(7);
    for dump in ["bookinfo-sidecar", "real-gateway"] {
        for (section, file, filters) in [
            (
                "cluster",
                "config_dump.json",
                &[("--fqdn", "SERVICE FQDN"), ("--port", "PORT"), ("--subset", "SUBSET"), ("--direction", "DIRECTION")][..],
            ),
            ("listener", "config_dump.json", &[("--address", "ADDRESSES"), ("--port", "PORT")]),
            ("listener --verbose=false", "config_dump.json", &[("--address", "ADDRESSES"), ("--port", "PORT"), ("--type", "TYPE")]),
            ("route", "config_dump.json", &[("--name", "NAME")]),
            ("route --verbose=false", "config_dump.json", &[("--name", "NAME")]),
            ("eds", "config_dump.json", &[("--address", "NAME"), ("--status", "STATUS"), ("--cluster", "CLUSTER")]),
            ("endpoint", "clusters.json", &[("--address", "ENDPOINT"), ("--status", "STATUS"), ("--cluster", "CLUSTER")]),
        ] {
            let whole = run(&format!("pc {section} -f {dump}/{file}")).quietly().table();
            let documents = names(section.split(' ').next().unwrap(), &run(&format!("pc {section} -f {dump}/{file} -o json")).json());
            for (flag, column) in filters {
                for value in values(&whole, column, random) {
                    // A cell says more than its word behind ` + `, and istioctl shows a missing part as a dash.
                    let value = value.split(" + ").next().unwrap().split(',').next().unwrap();
                    if matches!(value, "-" | "") {
                        continue;
                    }
                    let filtered = |output: &str| {
                        let args = format!("pc {section} -f {dump}/{file} -o {output}");
                        meshctl(args.split_whitespace().chain([*flag, value])).quietly()
                    };
                    let table = filtered("short").table();
                    assert!(is_part(&table, &whole), "{section} {flag} {value}");
                    assert!(!table.rows.is_empty(), "{section} {flag} {value} is a row's own value");
                    let rest = names(section.split(' ').next().unwrap(), &filtered("json").json());
                    assert!(!rest.is_empty() && rest.iter().all(|name| documents.contains(name)), "{section} {flag} {value}");
                    // One row of a table is one document in these.
                    if !matches!(section, "listener" | "route" | "endpoint") {
                        assert_eq!(rest.len(), table.rows.len(), "{section} {flag} {value}");
                    }
                }
            }
            let nothing = meshctl(format!("pc {section} -f {dump}/{file}").split_whitespace().chain([filters[0].0, "no such value"]));
            assert!(nothing.quietly().table().rows.is_empty(), "{section}");
        }
    }
}

#[test]
fn a_filter_of_everything_only_removes_entries() {
    let whole = parsed(&read_fixture("istio/bookinfo-sidecar/config_dump.json"));
    for (filter, list, left) in [
        ("--fqdn reviews", "dynamic_active_clusters", 4),
        ("--port 9080", "dynamic_listeners", 1),
        ("--name 9080", "dynamic_route_configs", 1),
        ("--cluster agent", "static_endpoint_configs", 1),
        ("--status unhealthy", "dynamic_endpoint_configs", 0),
        ("--type UNKNOWN", "static_listeners", 0),
        ("--subset v1 --direction outbound", "dynamic_active_clusters", 4),
    ] {
        let json = run(&format!("pc all -f bookinfo-sidecar/config_dump.json {filter} -o json")).quietly().json();
        let yaml = run(&format!("pc all -f bookinfo-sidecar/config_dump.json {filter} -o yaml")).quietly();
        assert!(serde_yaml::from_str::<Value>(yaml.text()).unwrap() == json, "{filter}");
        assert!(dump::is_part(&json, &whole), "{filter}");
        assert_eq!(dump::items(&json, list).len(), left, "{filter} {list}");
    }
}

#[test]
fn an_empty_filter_is_none() {
    // It comes from a script's variable that is not set.
    for filters in
        ["listener --address=", "route --name=", "cluster --fqdn= --subset=", "eds --address= --cluster=", "all --address= --name="]
    {
        let (section, filters) = filters.split_once(' ').unwrap();
        for output in ["short", "json"] {
            let all = run(&format!("pc {section} -f real-gateway/config_dump.json -o {output}")).quietly();
            let filtered = run(&format!("pc {section} -f real-gateway/config_dump.json -o {output} {filters} --color never")).quietly();
            assert_eq!(filtered.text(), all.text(), "{section} {filters}");
        }
    }
}

/// What a damaged dump gives: an answer, or an error that says where. The harness fails a run that panics or is killed.
fn is_clear(run: &Run) {
    assert!(matches!(run.code, 0 | 4), "{}", run.told());
    assert_eq!(run.code != 0, !run.stderr.is_empty(), "{}", run.told());
    assert!(
        run.stderr.lines().all(|line| ["error: ", "warning: ", "hint: ", "note: "].iter().any(|kind| line.starts_with(kind))),
        "{}",
        run.told()
    );
}

/// The outputs that one round of damage looks at: the tables, and in turn the two documents.
fn outputs(round: usize) -> [&'static str; 2] {
    ["all", if (round / 2).is_multiple_of(2) { "all -o json" } else { "all -o yaml" }]
}

#[test]
fn any_beginning_of_a_dump_gives_an_answer() {
    let whole = read_fixture("istio/real-gateway/config_dump.json");
    let names: BTreeSet<String> = fed("pc all -o name -f -", &*whole).text().lines().map(str::to_owned).collect();
    let random = &mut Random(11);
    for part in 0..60 {
        let cut = &whole[..whole.len() * part / 60 + random.below(whole.len() / 60)];
        for output in outputs(part) {
            let run = fed(&format!("pc {output} -f -"), cut).ends_with(4);
            is_clear(&run);
            if output == "all -o json" && !run.stdout.is_empty() {
                run.json();
            }
        }
        let shown = fed("pc all -o name -f -", cut).ends_with(4);
        assert!(shown.text().lines().all(|name| names.contains(name)), "{}", shown.told());
    }
}

#[test]
fn any_changed_byte_of_a_dump_gives_an_answer() {
    let whole = read_fixture("istio/real-gateway/config_dump.json");
    let random = &mut Random(13);
    for round in 0..60 {
        let mut bytes = whole.clone();
        let at = random.below(bytes.len());
        // Half of them are brackets and quotes, which tear a text apart as others don't.
        bytes[at] = if round % 2 == 0 { b"{}[]\",:\\"[random.below(8)] } else { bytes[at] ^ (1 << random.below(8)) };
        for output in outputs(round) {
            is_clear(&fed(&format!("pc {output} -f -"), &*bytes));
        }
    }
}
