//! Every word that a table prints as a heading, a state or a health is explained.

use meshctl::envoy::dump::State;

use crate::support::help::commands;
use crate::support::run::{Run, fed, meshctl};

const DUMPS: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];

fn explained(word: &str) -> Run {
    meshctl(["explain", word]).quietly()
}

/// Checks that a word is explained as something of this kind.
#[track_caller]
fn check(word: &str, kind: &str) {
    let run = explained(word);
    assert!(run.text().lines().any(|line| line.starts_with(&format!("{word} ({kind}"))), "{word} is no {kind}:\n{}", run.text());
}

#[test]
fn each_column_is_explained() {
    let mut columns = std::collections::BTreeSet::new();
    for dump in DUMPS {
        for section in [
            "pc listener",
            "pc listener --verbose=false",
            "pc listener --waypoint",
            "pc route",
            "pc route --verbose=false",
            "pc cluster",
            "pc endpoint",
            "pc eds",
            "pc secret",
            "pc ecds",
            "pc status",
            "grep reviews",
            "grep reviews --count",
        ] {
            for output in ["short", "wide"] {
                let file = format!("{dump}/config_dump.json");
                let run = meshctl(section.split(' ').chain(["-f", &file, "-o", output]));
                // Not every command has wide tables.
                if run.code != 2 {
                    columns.extend(run.table().columns.into_iter().filter(|column| !column.is_empty()));
                }
            }
        }
    }
    let waits = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
        "dynamic_warming_clusters":[{"cluster":{"name":"w"}}]}]}"#;
    columns.extend(fed("pc cluster -f -", waits).table().columns);
    columns.extend(["DANGLING IN", "RESOURCE", "PLACE", "LEADS TO NO"].map(str::to_owned));
    columns.extend(meshctl(["explain"]).quietly().table().columns);
    columns.extend(["POD", "NAMESPACE", "PRODUCT", "VERSION", "ENVOY", "STATE", "XDS", "UPTIME", "TRUST DOMAIN"].map(str::to_owned));
    assert!(columns.len() > 30 && columns.contains("OUTLIER CHECK"), "{columns:?}");
    columns.iter().for_each(|column| check(column, "column"));
}

#[test]
fn each_state_and_health_is_explained() {
    for state in [State::Active, State::Static, State::Warming, State::Uninitialized, State::Draining, State::Rejected] {
        assert_eq!(State::of_word(state.word()), Some(state));
        check(state.word(), "state");
    }
    for health in ["HEALTHY", "UNHEALTHY", "DEGRADED", "DRAINING", "TIMEOUT", "UNKNOWN"] {
        check(health, "health");
    }
    for code in ["0", "1", "2", "3", "4"] {
        check(code, "exit code");
    }
    // In any case, and as a flag names a column.
    assert_eq!(explained("outlier-check").text(), explained("OUTLIER CHECK").text());
    assert_eq!(meshctl(["explain", "outlier", "check"]).quietly().text(), explained("OUTLIER CHECK").text());
    meshctl(["explain", "WARMNIG"]).ends_with(2).says("explain WARMING").prints_nothing();
    meshctl(["explain", "--all-pod"]).ends_with(2).says("--all-pods").prints_nothing();
    meshctl(["explain", "xyzzy"]).ends_with(2).says("lists what is known").prints_nothing();
}

#[test]
fn each_flag_is_explained_by_its_own_help() {
    let mut count = 0;
    for command in commands() {
        let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["-h"]).collect();
        let help = meshctl(&arguments).quietly();
        let words = help.text().split_whitespace().filter_map(|word| word.strip_prefix("--"));
        for flag in words.map(|word| word.trim_end_matches(|letter: char| !letter.is_ascii_lowercase())).filter(|flag| !flag.is_empty()) {
            if flag.contains(|letter: char| !letter.is_ascii_lowercase() && letter != '-') || matches!(flag, "help" | "version" | "color") {
                continue;
            }
            let run = explained(&format!("--{flag}"));
            assert!(run.text().contains(&format!("--{flag}")) && run.text().contains("(flag of "), "{flag}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} flags");
    assert!(explained("--selector").text().contains("app=reviews"));
    assert!(explained("help").text().contains("(flag of "));
}
