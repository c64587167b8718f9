//! Random matcher trees of filter chains.

use serde_json::{Map, Value, json};

use crate::chains::ranges;
use crate::random::Random;
use crate::scene::extension;

/// What a tree looks at, with values that it may have.
const INPUTS: [(&str, &[&str]); 9] = [
    ("DestinationIPInput", &["10.0.0.1", "8.8.8.8", "::1", "10.0"]),
    ("DestinationPortInput", &["80", "443", "8080", "8"]),
    ("SourceIPInput", &["10.0.0.1", "127.0.0.1", "2001:db8::1", "10."]),
    ("SourcePortInput", &["1000", "33333", "3"]),
    ("DirectSourceIPInput", &["127.0.0.1", "127."]),
    ("SourceTypeInput", &["local"]),
    ("ServerNameInput", &["foo.com", "api.foo.com", "bar.org", "foo", ""]),
    ("TransportProtocolInput", &["tls", "raw_buffer", "t"]),
    ("ApplicationProtocolInput", &["'h2'", "'h2','http/1.1'", "'http/1.1'", "'h2c'", "'h"]),
];

/// A `Matcher` that leads to these filter chains, and now and then to one that is not there.
pub fn tree(random: &mut Random, names: &[String]) -> Value {
    matcher(random, names, 0)
}

fn input_of(kind: &str) -> Value {
    extension("input", &format!("envoy.extensions.matching.common_inputs.network.v3.{kind}"), json!({}))
}

fn matcher(random: &mut Random, names: &[String], depth: usize) -> Value {
    let (kind, values) = INPUTS[random.count(0, INPUTS.len() - 1)];
    let mut found = match random.below(4) {
        0 => {
            let entries: Vec<_> = (0..random.count(1, 3))
                .map(|_| json!({"predicate": predicate(random), "on_match": on_match(random, names, depth)}))
                .collect();
            json!({"matcher_list": {"matchers": entries}})
        }
        1 => {
            let kind = random.pick(&["DestinationIPInput", "SourceIPInput", "DirectSourceIPInput"]);
            let entries: Vec<_> =
                (0..random.count(1, 3)).map(|_| json!({"ranges": ranges(random), "on_match": on_match(random, names, depth)})).collect();
            let custom = extension("ip", "xds.type.matcher.v3.IPMatcher", json!({"range_matchers": entries}));
            json!({"matcher_tree": {"input": input_of(kind), "custom_match": custom}})
        }
        2 if random.chance(60) => {
            let domains = ["foo.com", "api.foo.com", "*.foo.com", "*.com", "*", "bar.org", "*.b.foo.com"];
            let mut left = random.some(&domains, 1, 5);
            let mut entries = Vec::new();
            while !left.is_empty() {
                let own: Vec<_> = left.drain(..random.count(1, left.len().min(2))).collect();
                entries.push(json!({"domains": own, "on_match": on_match(random, names, depth)}));
            }
            let custom = extension("names", "xds.type.matcher.v3.ServerNameMatcher", json!({"domain_matchers": entries}));
            json!({"matcher_tree": {"input": input_of("ServerNameInput"), "custom_match": custom}})
        }
        _ => {
            let entries: Map<_, _> =
                random.some(values, 1, 3).into_iter().map(|key| (key.to_owned(), on_match(random, names, depth))).collect();
            let map = random.pick(&["exact_match_map", "prefix_match_map"]);
            json!({"matcher_tree": {"input": input_of(kind), map: {"map": entries}}})
        }
    };
    if random.chance(50) {
        found["on_no_match"] = on_match(random, names, depth);
    }
    found
}

fn predicate(random: &mut Random) -> Value {
    let (kind, values) = INPUTS[random.count(0, INPUTS.len() - 1)];
    let value = random.pick(values);
    let value = if value.is_empty() { "x" } else { value };
    let how = random.pick(&["exact", "prefix", "suffix", "contains"]);
    let single = json!({"single_predicate": {"input": input_of(kind), "value_match": {how: value}}});
    match random.below(6) {
        0 => json!({"not_matcher": single}),
        1 => json!({"or_matcher": {"predicate": [single, predicate(random)]}}),
        2 => json!({"and_matcher": {"predicate": [single, predicate(random)]}}),
        _ => single,
    }
}

fn on_match(random: &mut Random, names: &[String], depth: usize) -> Value {
    if depth < 2 && random.chance(25) {
        return json!({"matcher": matcher(random, names, depth + 1)});
    }
    let name = if random.chance(4) { "gone" } else { &names[random.count(0, names.len() - 1)] };
    let action = extension("chain", "google.protobuf.StringValue", json!({"value": name}));
    json!({"action": action})
}
