//! Random route configurations.

use serde_json::{Value, json};

use crate::actions::{action, mutate_headers};
use crate::matchers::{route_match, string_matcher};
use crate::random::Random;
use crate::scene::extension;

const DOMAINS: [&str; 24] = [
    "foo.com",
    "FOO.com",
    "www.foo.com",
    "*.foo.com",
    "*.com",
    "*foo.com",
    "*-x.foo.com",
    "foo.*",
    "www.foo.*",
    "foo.com:*",
    "*:8080",
    "foo.com:8080",
    "foo.com:@PORT@",
    "a*b.com",
    "*mid*",
    "10.*",
    "10.0.0.1",
    "[::1]",
    "[::1]:*",
    "bar.org",
    "*.org",
    "x",
    "abc",
    "",
];

/// A `RouteConfiguration` of this name.
pub fn configuration(random: &mut Random, name: &str) -> Value {
    let mut domains: Vec<&str> = random.some(&DOMAINS, 1, 8);
    if random.chance(70) {
        domains.push("*");
    }
    // Two domains that differ in case are one.
    if domains.contains(&"FOO.com") {
        domains.retain(|domain| *domain != "foo.com");
    }
    let mut hosts: Vec<Value> = Vec::new();
    while !domains.is_empty() {
        let own: Vec<_> = domains.drain(..random.count(1, domains.len().min(3))).collect();
        let host = virtual_host(random, &format!("host{}", hosts.len()), &own, name);
        hosts.push(host);
    }
    let mut found = json!({"name": name, "virtual_hosts": hosts, "validate_clusters": false});
    let mut flag = |field: &str, percent: u64| {
        if random.chance(percent) {
            found[field] = json!(true);
        }
    };
    flag("ignore_port_in_host_matching", 15);
    flag("ignore_path_parameters_in_path_matching", 20);
    flag("most_specific_header_mutations_wins", 30);
    if random.chance(10) {
        found["vhost_header"] = json!(random.pick(&["x-a", "X-Mixed", ":authority"]));
    }
    if random.chance(10) {
        found["internal_only_headers"] = json!(random.some(&["x-a", "X-B", "x-mixed"], 1, 2));
    }
    mutate_headers(random, &mut found);
    found
}

fn virtual_host(random: &mut Random, name: &str, domains: &[&str], configuration: &str) -> Value {
    let metadata = json!({"filter_metadata": {"referee": {"name": name, "configuration": configuration}}});
    let mut host = json!({"name": name, "domains": domains, "metadata": metadata});
    if random.chance(12) {
        host["require_tls"] = json!(random.pick(&["ALL", "EXTERNAL_ONLY"]));
    }
    mutate_headers(random, &mut host);
    let mut number = 0;
    let mut next = |random: &mut Random| {
        number += 1;
        route(random, &format!("{name}-route{number}"))
    };
    if random.chance(12) {
        host["matcher"] = matcher(random, &mut next, 0);
    } else {
        let mut routes: Vec<_> = (0..random.count(0, 5)).map(|_| next(random)).collect();
        if random.chance(50) {
            routes.push(json!({"name": format!("{name}-last"), "match": {"prefix": "/"}, "route": {"cluster": "a"}}));
        }
        host["routes"] = json!(routes);
    }
    host
}

fn route(random: &mut Random, name: &str) -> Value {
    let route_match = route_match(random);
    let (field, action) = action(random, &route_match);
    let mut route = json!({"name": name, "match": route_match});
    route[field] = action;
    if field == "route" {
        mutate_headers(random, &mut route);
    }
    route
}

fn input(random: &mut Random) -> Value {
    let name = random.pick(&["x-a", "x-b", "x-mixed", ":path", ":method", "user-agent", "cookie"]);
    extension("input", "envoy.type.matcher.v3.HttpRequestHeaderMatchInput", json!({"header_name": name}))
}

/// A `Matcher` of a virtual host.
fn matcher(random: &mut Random, next: &mut impl FnMut(&mut Random) -> Value, depth: usize) -> Value {
    let mut matcher = if random.chance(50) {
        let entries: Vec<_> = (0..random.count(1, 3))
            .map(|_| json!({"predicate": predicate(random, 0), "on_match": on_match(random, next, depth)}))
            .collect();
        json!({"matcher_list": {"matchers": entries}})
    } else {
        let keys = ["abc", "ab", "a", "/a", "/", "/api", "GET", "xyz", "abc,xyz"];
        let map: serde_json::Map<_, _> =
            random.some(&keys, 1, 4).into_iter().map(|key| (key.to_owned(), on_match(random, next, depth))).collect();
        let kind = random.pick(&["exact_match_map", "prefix_match_map"]);
        let mut tree = json!({"input": input(random)});
        tree[kind] = json!({"map": map});
        json!({"matcher_tree": tree})
    };
    if random.chance(60) {
        matcher["on_no_match"] = on_match(random, next, depth);
    }
    matcher
}

fn predicate(random: &mut Random, depth: usize) -> Value {
    let several = |random: &mut Random| (0..2).map(|_| predicate(random, depth + 1)).collect::<Vec<_>>();
    match random.below(if depth > 1 { 1 } else { 6 }) {
        4 => json!({"or_matcher": {"predicate": several(random)}}),
        5 if random.chance(50) => json!({"and_matcher": {"predicate": several(random)}}),
        5 => json!({"not_matcher": predicate(random, depth + 1)}),
        _ => json!({"single_predicate": {"input": input(random), "value_match": string_matcher(random)}}),
    }
}

fn on_match(random: &mut Random, next: &mut impl FnMut(&mut Random) -> Value, depth: usize) -> Value {
    match random.below(4) {
        0 if depth < 2 => json!({"matcher": matcher(random, next, depth + 1)}),
        1 => {
            let routes: Vec<_> = (0..random.count(1, 3)).map(|_| next(random)).collect();
            json!({"action": extension("routes", "envoy.config.route.v3.RouteList", json!({"routes": routes}))})
        }
        _ => json!({"action": extension("route", "envoy.config.route.v3.Route", next(random))}),
    }
}
