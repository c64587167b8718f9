//! What is asked of a section beyond its filters: columns, an order, values separated by commas, filters of jq's.

use std::process::Command;

use serde_json::Value;

use crate::support::run::{Run, fixture, meshctl, read_fixture};

const DUMP: &str = "bookinfo-sidecar/config_dump.json";

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

/// The records of an output in comma-separated values.
fn records(run: &Run) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(run.text().as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn comma_separated_values_have_the_tables_cells() {
    for section in ["cluster", "listener", "route", "eds", "secret", "endpoint -f real-gateway/clusters.json"] {
        let source = if section.contains(" -f ") { String::new() } else { format!(" -f {DUMP}") };
        let table = run(&format!("pc {section}{source} -o wide --now 2026-06-01T00:00:00Z")).quietly().table();
        let csv = format!("pc {section}{source} -o csv --now 2026-06-01T00:00:00Z");
        let found = records(&run(&csv).quietly());
        assert_eq!(found[0], table.columns, "{section}");
        // A cell of the aligned table ends where two blanks stand.
        let plain = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows: Vec<Vec<String>> = found[1..].iter().map(|row| row.iter().map(plain).collect()).collect();
        let expect: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(plain).collect()).collect();
        assert_eq!(rows, expect, "{section}");
        let bare = run(&format!("{csv} --no-headers")).quietly();
        assert_eq!(records(&bare), found[1..], "{section}");
    }
    run(&format!("pc all -f {DUMP} -o csv")).ends_with(2).prints_nothing().says("-o csv goes with one section");
    run(&format!("pc bootstrap -f {DUMP} -o csv")).ends_with(2).prints_nothing().says("a bootstrap is no table");
}

#[test]
fn columns_and_an_order_can_be_asked_for() {
    let all = records(&run(&format!("pc cluster -f {DUMP} -o csv --no-headers")).quietly());
    let mut expect: Vec<[String; 2]> = all.iter().map(|row| [row[1].clone(), row[0].clone()]).collect();
    // Numbers come first and by their size; rows that are equal stay as they were.
    expect.sort_by_key(|[port, _]| port.parse::<u32>().unwrap_or(u32::MAX));
    let sorted = run(&format!("pc cluster -f {DUMP} -o csv --columns port,service-fqdn --sort-by PORT")).quietly();
    let sorted = records(&sorted);
    assert_eq!(sorted[0], ["PORT", "SERVICE FQDN"]);
    assert!(sorted[1..].iter().zip(&expect).all(|(row, expect)| row[..] == expect[..]) && sorted.len() == all.len() + 1, "{sorted:#?}");
    let first = records(&run(&format!("pc cluster -f {DUMP} -o csv --sort-by=-port --no-headers")).quietly()).swap_remove(0);
    assert_eq!(first[1], "-", "what is no number is the greatest");
    // The table itself, and one with a column that is there only when it is needed.
    let table = run(&format!("pc cluster -f {DUMP} --columns=SERVICE_FQDN,state")).quietly().table();
    assert_eq!(table.columns, ["SERVICE FQDN", "STATE"]);
    assert!(table.rows.iter().all(|row| row[1] == "OK"));
    run(&format!("pc cluster -f {DUMP} --columns port,ports"))
        .ends_with(2)
        .prints_nothing()
        .says("there is no column ports")
        .says("the columns are: service-fqdn, port, subset, direction, type, destination-rule");
    run(&format!("pc cluster -f {DUMP} --sort-by age")).ends_with(2).prints_nothing().says("there is no column age");
    run(&format!("pc cluster -f {DUMP} --sort-by -")).ends_with(2).prints_nothing().says("called by its heading");
    run(&format!("pc cluster -f {DUMP} --sort-by port -o json")).ends_with(2).prints_nothing().says("--jq");
}

#[test]
fn rows_of_several_proxies_are_ordered_together() {
    let run = run("pc cluster -f . --all-pods -o csv --columns pod,port,service-fqdn --sort-by service-fqdn");
    let rows = records(&run);
    assert_eq!(rows[0], ["POD", "PORT", "SERVICE FQDN"]);
    assert!(rows.len() > 100 && rows[1..].windows(2).all(|pair| pair[0][2] <= pair[1][2]), "{}", run.told());
    assert!(rows[1..].windows(2).filter(|pair| pair[0][0] != pair[1][0]).count() > 10, "the proxies' rows are among each other");
}

#[test]
fn filters_of_jq_choose_of_the_json() {
    let dump: Value = serde_json::from_slice(&read_fixture(&format!("istio/{DUMP}"))).unwrap();
    let json: Value = run(&format!("pc cluster -f {DUMP} -o json")).quietly().json();
    let names: Vec<&str> = json.as_array().unwrap().iter().map(|cluster| cluster["name"].as_str().unwrap()).collect();
    let check = |args: &[&str], expect: &str| {
        let run = meshctl([&["pc"], args].concat()).quietly();
        assert_eq!(run.text().trim_end(), expect, "{args:?}");
    };
    check(&["cluster", "-f", DUMP, "--jq", ".[].name"], &names.join("\n"));
    check(&["cluster", "-f", DUMP, "-o", "json", "--jq", "length"], &names.len().to_string());
    check(&["cluster", "-f", DUMP, "--fqdn", "reviews", "--jq", "length"], "4");
    check(&["cluster", "-f", DUMP, "--field-names", "proto", "--fqdn", "reviews", "--jq", ".[0].eds_cluster_config|keys[0]"], "eds_config");
    check(&["all", "-f", DUMP, "--jq", ".configs | length"], &dump["configs"].as_array().unwrap().len().to_string());
    check(&["bootstrap", "-f", DUMP, "--jq", ".bootstrap.node.id"], dump["configs"][0]["bootstrap"]["node"]["id"].as_str().unwrap());
    // No private key is there to be chosen.
    let keys = "[.. | .privateKey?.inlineBytes? // empty | @base64d] | unique[]";
    check(&["secret", "-f", "real-gateway/config_dump.json", "--jq", keys], "[redacted]");
    let refused = |args: &[&str], part: &str| meshctl([&["pc"], args].concat()).ends_with(2).says(part);
    refused(&["cluster", "-f", DUMP, "--jq", ".[] | nosuch"], "of this name at column 7 of the filter: nosuch").prints_nothing();
    refused(&["cluster", "-f", DUMP, "--jq", ".["], "at column 3 of the filter: its end").prints_nothing();
    refused(&["cluster", "-f", DUMP, "--jq", ".x"], "cannot index").prints_nothing();
    refused(&["cluster", "-f", DUMP, "-o", "yaml", "--jq", "."], "--jq filters JSON").prints_nothing();
    refused(&["cluster", "-f", DUMP, "--columns", "port", "--jq", "."], "cannot be used with").prints_nothing();
}

/// jq itself gives the same, where it is installed.
#[test]
fn jq_itself_gives_the_same() {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("SKIPPED: jq is not installed, so its answers are not compared");
        return;
    }
    for filter in [
        "map({name, type}) | sort_by(.name)",
        "[.[] | select(.name | startswith(\"outbound|\")) | .connectTimeout] | group_by(.) | map({(.[0]): length}) | add",
        "[.. | objects | keys[]] | unique",
        ".[0] | to_entries[] | \"\\(.key)=\\(.value | tostring)\"",
        "[paths(scalars)] | length",
        "map(.metadata.filterMetadata.istio // {}) | unique",
    ] {
        let ours = meshctl(["pc", "cluster", "-f", DUMP, "--jq", filter]).quietly();
        let path = fixture(&format!("istio/{DUMP}"));
        let json = meshctl(["pc", "cluster", "-f", &path, "-o", "json"]).quietly();
        let folder = crate::support::shell::Folder::new();
        std::fs::write(folder.path().join("clusters.json"), &json.stdout).unwrap();
        let theirs = Command::new("jq").args(["-r", filter, "clusters.json"]).current_dir(folder.path()).output().unwrap();
        assert_eq!(ours.text(), String::from_utf8(theirs.stdout).unwrap(), "{filter}");
    }
}
