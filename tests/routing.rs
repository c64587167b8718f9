//! Where requests go, held to what a real Envoy 1.40 answered: `fixtures/routing`.

#[path = "support/routing.rs"]
mod routing;

use routing::{Verdict, judge};
use serde_json::Value;

/// All of the corpus's proxies whose names start so.
fn check(kinds: &[&str]) {
    let packed = include_bytes!("../fixtures/routing/cases.jsonl.zst");
    let text = String::from_utf8(zstd::decode_all(&packed[..]).unwrap()).unwrap();
    let count = check_lines(&text, kinds);
    assert!(count > 900, "the cases are gone: {count}");
}

/// Those of these lines; how many cases they have.
fn check_lines(text: &str, kinds: &[&str]) -> usize {
    let (mut count, mut failed) = (0, Vec::new());
    for line in text.lines() {
        let proxy: Value = serde_json::from_str(line).unwrap();
        if !kinds.contains(&proxy["name"].as_str().unwrap().split(['/', '-']).next().unwrap()) {
            continue;
        }
        for verdict in judge(&proxy) {
            count += 1;
            match verdict {
                Verdict::Agrees => {}
                Verdict::Undetermined(reason) => failed.push(format!("{}: undetermined: {reason}", proxy["name"])),
                Verdict::Differs(what) => failed.push(what),
            }
        }
    }
    assert!(failed.is_empty(), "{} of {count} differ:\n{}", failed.len(), failed[..failed.len().min(20)].join("\n"));
    count
}

#[test]
fn routes_are_those_that_envoy_takes() {
    check(&["routes", "probes"]);
}

#[test]
fn filter_chains_are_those_that_envoy_takes() {
    check(&["chains", "chain_probes"]);
}

#[test]
fn what_the_referee_found_stays_right() {
    assert!(check_lines(include_str!("../fixtures/routing/found.jsonl"), &["routes", "chains"]) > 0);
}
