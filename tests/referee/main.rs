//! The referee of `src/trace`: random configurations and requests, of which a real Envoy tells what becomes of them.
//!
//! `MESHCTL_SEED=7` tries that seed alone, and `MESHCTL_SEED=100-200` all of these. Where a trace and the Envoy disagree, the case is made
//! as small as it still disagrees, and printed as a line that belongs into `fixtures/routing/found.jsonl`.

mod actions;
mod chains;
mod client;
mod connections;
#[path = "../support/envoy.rs"]
#[allow(dead_code)]
mod envoy;
mod expect;
mod hello;
mod http2;
mod managers;
mod matchers;
mod oracle;
mod random;
mod requests;
mod routes;
#[path = "../support/routing.rs"]
mod routing;
mod scene;
mod shrink;
mod trees;
mod upstream;

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use oracle::{Answered, Oracle};
use random::Random;
use routing::{Verdict, judge};
use scene::Scene;
use serde_json::{Value, json};
use shrink::shrink;

/// How many scenes a seed makes, which share an Envoy.
const SCENES: usize = 8;

/// What a seed's runtime has: what conditions and weights name, and now and then a guard that is not as by default.
fn runtime(random: &mut Random) -> Value {
    let mut runtime = json!({
        "routing": {"off": 0, "on": 100, "all": {"numerator": 10_000, "denominator": "TEN_THOUSAND"}, "none": {"numerator": 0}},
        "weights": {"a": 0, "b": 3},
    });
    for guard in ["match_headers_individually", "http_reject_path_with_fragment", "strip_path_parameters_per_segment"] {
        if random.chance(10) {
            runtime[format!("envoy.reloadable_features.{guard}")] = json!(false);
        }
    }
    runtime
}

fn route_scenes(seed: u64) -> Vec<Scene> {
    let mut random = Random::new(seed);
    let runtime = runtime(&mut random);
    (0..SCENES).map(|number| managers::scene(&mut random, format!("routes-{seed}-{number}"), &runtime)).collect()
}

fn chain_scenes(seed: u64) -> Vec<Scene> {
    let mut random = Random::new(seed);
    let runtime = json!({});
    (0..SCENES).map(|number| chains::scene(&mut random, format!("chains-{seed}-{number}"), &runtime)).collect()
}

/// The seeds to try: some that are always the same, and one that never was before; or what the environment asks for.
fn seeds() -> Vec<u64> {
    let fresh = UNIX_EPOCH.elapsed().unwrap().as_secs();
    match std::env::var("MESHCTL_SEED") {
        Err(_) => (1..=8).chain([fresh]).collect(),
        Ok(text) => match text.split_once('-') {
            Some((first, last)) => (first.parse().unwrap()..=last.parse().unwrap()).collect(),
            None => vec![text.parse().unwrap()],
        },
    }
}

#[test]
fn requests_go_where_a_real_envoy_sends_them() {
    check(route_scenes);
}

#[test]
fn connections_take_the_filter_chains_that_a_real_envoy_takes() {
    check(chain_scenes);
}

/// How many disagreements are made small; what is wrong shows in few.
const SHRUNK: usize = 3;

fn check(scenes: fn(u64) -> Vec<Scene>) {
    let oracle = Oracle::new();
    let seeds = seeds();
    println!("seeds {seeds:?}");
    let (mut agreed, mut lost, mut failed) = (0, 0, Vec::new());
    let (mut refused, mut undetermined) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for seed in seeds {
        let scenes = scenes(seed);
        for (scene, answered) in scenes.iter().zip(oracle.ask(&scenes)) {
            let line = match answered {
                Answered::Line(line) => line,
                Answered::Refused(words) => {
                    *refused.entry(words).or_default() += 1;
                    continue;
                }
            };
            let cases = line["cases"].as_array().unwrap();
            lost += scene.questions.len() - cases.len();
            for (case, verdict) in cases.iter().zip(judge(&line)) {
                match verdict {
                    Verdict::Agrees => agreed += 1,
                    Verdict::Undetermined(reason) => *undetermined.entry(reason).or_default() += 1,
                    Verdict::Differs(what) => failed.push((what, scene.clone(), case["id"].as_u64().unwrap())),
                }
            }
        }
    }
    println!("{agreed} agree, {lost} left no word in the access log");
    println!("undetermined: {undetermined:#?}\nconfigurations refused by Envoy: {refused:#?}");
    for (what, scene, id) in failed.iter().take(SHRUNK) {
        println!("{what}");
        match shrink(&oracle, scene, usize::try_from(*id).unwrap()) {
            Some(line) => println!("made small, for fixtures/routing/found.jsonl:\n{line}"),
            None => println!("alone in an Envoy it does not differ"),
        }
    }
    for (what, ..) in failed.iter().skip(SHRUNK) {
        println!("{what}");
    }
    assert!(failed.is_empty(), "{} of {} differ", failed.len(), failed.len() + agreed);
    assert!(agreed > 100 && lost < agreed / 50, "too few cases: {agreed} agree, {lost} are lost");
}
