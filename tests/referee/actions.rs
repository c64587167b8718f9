//! Random actions of routes.

use serde_json::{Value, json};

use crate::random::Random;
use crate::scene::{CLUSTERS, extension};

const REWRITE_REGEXES: [(&str, &str); 7] =
    [("/a", "/N"), ("a", ""), ("^/([^/]*)(.*)$", r"\2/\1"), (".*", ""), ("[ab]+", "<"), ("/", "//"), ("b?", "-")];

fn substitution(random: &mut Random) -> Value {
    let (regex, text) = REWRITE_REGEXES[random.count(0, REWRITE_REGEXES.len() - 1)];
    json!({"pattern": {"regex": regex}, "substitution": text})
}

fn cluster_name(random: &mut Random) -> &'static str {
    if random.chance(8) { "gone" } else { random.pick(&CLUSTERS) }
}

/// The action of a route with this match: the field's name, and its value.
pub fn action(random: &mut Random, route_match: &Value) -> (&'static str, Value) {
    match random.below(20) {
        0..12 => ("route", route(random, route_match)),
        12..16 => ("redirect", redirect(random, route_match)),
        16..19 => ("direct_response", json!({"status": random.pick(&[&200, &204, &301, &403, &404, &503, &599])})),
        _ => ("non_forwarding_action", json!({})),
    }
}

fn route(random: &mut Random, route_match: &Value) -> Value {
    let mut action = match random.below(10) {
        0..6 => json!({"cluster": cluster_name(random)}),
        6 => json!({"cluster_header": random.pick(&["x-a", "X-Mixed", ":authority", "x-absent"])}),
        _ => json!({"weighted_clusters": weighted(random)}),
    };
    if random.chance(20) {
        action["cluster_not_found_response_code"] = json!(random.pick(&["NOT_FOUND", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"]));
    }
    // A rewrite would give a CONNECT a path, with which Envoy lets it end.
    if route_match.get("connect_matcher").is_none() && random.chance(40) {
        match random.below(5) {
            // Envoy refuses it beside a template.
            0 | 1 if route_match.get("path_match_policy").is_none() => {
                action["prefix_rewrite"] = json!(random.pick(&["/", "/N", "/N/", "N", "/n?x=y"]))
            }
            2 => action["regex_rewrite"] = substitution(random),
            3 => action["path_rewrite"] = json!(random.pick(&["/v/%REQ(x-a)%", "%REQ(:path)%", "%REQ(x-absent)%", "/%REQ(x-b?x-a):2%/%%"])),
            _ if route_match.get("path_match_policy").is_some() => {
                let template = route_match["path_match_policy"]["typed_config"]["path_template"].as_str().unwrap();
                let variable =
                    ["{x", "{v", "{y"].iter().find(|variable| template.contains(**variable)).map(|variable| format!("/{variable}}}"));
                let config = json!({"path_template_rewrite": format!("/n{}", variable.unwrap_or_default())});
                let kind = "envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig";
                action["path_rewrite_policy"] = extension("envoy.path.rewrite.uri_template.uri_template_rewriter", kind, config);
            }
            _ => {}
        }
    }
    if random.chance(30) {
        match random.below(5) {
            0 => action["host_rewrite_literal"] = json!(random.pick(&["new.com", "new.com:81"])),
            1 => action["host_rewrite_header"] = json!(random.pick(&["x-a", "x-absent", "X-Mixed", "user-agent"])),
            2 => action["host_rewrite_path_regex"] = substitution(random),
            3 => action["host_rewrite"] = json!(random.pick(&["%REQ(x-a)%.com", "%REQ(x-absent)%", "%REQ(:authority)%"])),
            _ => action["auto_host_rewrite"] = json!(true),
        }
    }
    if random.chance(10) {
        action["append_x_forwarded_host"] = json!(true);
    }
    if random.chance(12) {
        let kind = random.pick(&["websocket", "CONNECT", "WebSocket"]);
        action["upgrade_configs"] = json!([{"upgrade_type": kind, "enabled": random.chance(60)}]);
    }
    action
}

fn weighted(random: &mut Random) -> Value {
    let names: Vec<_> = CLUSTERS[..5].to_vec();
    let mut clusters: Vec<_> = random.some(&names, 1, 3).iter().map(|name| json!({"name": name})).collect();
    for cluster in &mut clusters {
        cluster["weight"] = json!(random.pick(&[&0, &1, &10, &50, &100]));
        if random.chance(20) {
            cluster["host_rewrite_literal"] = json!("weighted.com");
        }
    }
    // All weights together may not be 0.
    clusters[0]["weight"] = json!(7);
    let mut weighted = json!({"clusters": clusters});
    match random.below(4) {
        0 | 1 => weighted["header_name"] = json!("x-number"),
        2 => weighted["runtime_key_prefix"] = json!(random.pick(&["weights", "absent"])),
        _ => {}
    }
    weighted
}

fn redirect(random: &mut Random, route_match: &Value) -> Value {
    let mut redirect = json!({});
    match random.below(4) {
        0 => redirect["https_redirect"] = json!(true),
        1 => redirect["scheme_redirect"] = json!(random.pick(&["https", "http"])),
        _ => {}
    }
    if random.chance(30) {
        redirect["host_redirect"] = json!(random.pick(&["new.com", "new.com:81"]));
    }
    if random.chance(25) {
        redirect["port_redirect"] = json!(random.pick(&[&80, &443, &8443]));
    }
    match random.below(6) {
        0 => redirect["path_redirect"] = json!(random.pick(&["/new", "/new?own=1", "new"])),
        1 if route_match.get("path_match_policy").is_none() => redirect["prefix_rewrite"] = json!(random.pick(&["/", "/N", "/N?own=1"])),
        2 => redirect["regex_rewrite"] = substitution(random),
        _ => {}
    }
    if random.chance(25) {
        redirect["strip_query"] = json!(true);
    }
    if random.chance(40) {
        let codes = ["MOVED_PERMANENTLY", "FOUND", "SEE_OTHER", "TEMPORARY_REDIRECT", "PERMANENT_REDIRECT"];
        redirect["response_code"] = json!(random.pick(&codes));
    }
    redirect
}

/// Adds what changes headers on the way to the upstream, none of which a rewrite looks at: at any level: a route's, a virtual host's, a cluster's of several.
pub fn mutate_headers(random: &mut Random, place: &mut Value) {
    if random.chance(20) {
        let name = random.pick(&["x-added", "accept-language", "x_under"]);
        let value = random.pick(&["set", "%REQ(x-b)%", "%PROTOCOL%", "%REQ(:authority)%"]);
        let how = random.pick(&["APPEND_IF_EXISTS_OR_ADD", "ADD_IF_ABSENT", "OVERWRITE_IF_EXISTS_OR_ADD", "OVERWRITE_IF_EXISTS"]);
        place["request_headers_to_add"] = json!([{"header": {"key": name, "value": value}, "append_action": how}]);
    }
    if random.chance(6) {
        place["request_headers_to_remove"] = json!([random.pick(&["accept-language", "x_under", "range"])]);
    }
}
