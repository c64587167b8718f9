//! What Envoy's access log says, in the form of `fixtures/routing`.

use serde_json::{Map, Value, json};

/// The request and the expectation of a case: a question that came from the client's port `from` to `port`, and what was logged of it.
pub fn expect(
    listeners: &[Value],
    route_configurations: &[Value],
    port: u16,
    from: u16,
    question: &Value,
    lines: &[Value],
) -> (Value, Value) {
    let mut request = question.clone();
    request["listener"] = listeners[0]["name"].clone();
    request["address"] = json!(format!("127.0.0.1:{port}"));
    if request.get("source").is_none() {
        request["source"] = json!(format!("127.0.0.1:{from}"));
    }
    if request.get("method").is_none() {
        return (request, of_connection(&lines[0], listeners));
    }
    let line = &lines[0];
    let configured = line["route"].as_str().and_then(|name| {
        let mut all = listeners.iter().chain(route_configurations);
        all.find_map(|place| find_route(place, name))
    });
    (request, of_request(line, configured))
}

/// The route of this name.
fn find_route<'v>(place: &'v Value, name: &str) -> Option<&'v Value> {
    match place {
        Value::Object(fields) if fields.contains_key("match") && place["name"] == name => Some(place),
        Value::Object(fields) => fields.values().find_map(|value| find_route(value, name)),
        Value::Array(elements) => elements.iter().find_map(|value| find_route(value, name)),
        _ => None,
    }
}

fn of_connection(line: &Value, listeners: &[Value]) -> Value {
    let name = &line["chain"];
    let listener = listeners.iter().find(|listener| listener["name"] == line["listener"]).unwrap();
    let chains = listener["filter_chains"].as_array().into_iter().flatten().chain(listener.get("default_filter_chain"));
    let chain = chains.filter(|_| !name.is_null()).find(|chain| chain["name"] == *name);
    let filter = chain.and_then(|chain| chain["filters"].as_array()?.last());
    let mut found = json!({
        "listener": line["listener"],
        "filter_chain": name,
        "default": name == "default",
        "flags": line["flags"].as_str().unwrap_or("-"),
    });
    if let Some(filter) = filter {
        found["filter"] = filter["name"].clone();
        if let Some(clusters) = filter["typed_config"]["weighted_clusters"].get("clusters") {
            found["clusters"] = clusters.clone();
        } else if !line["cluster"].is_null() {
            found["cluster"] = line["cluster"].clone();
        }
    }
    if line["details"] == "filter_chain_not_found" {
        found["details"] = line["details"].clone();
    }
    found
}

fn of_request(line: &Value, route: Option<&Value>) -> Value {
    let outcome = outcome(line, route);
    let mut found = Map::new();
    let mut set = |key: &str, value: Value| found.insert(key.to_owned(), value);
    for key in ["virtual_host", "route", "route_config", "status", "details", "flags", "path_at_match"] {
        set(key, line[key].clone());
    }
    if line["flags"].is_null() {
        set("flags", json!("-"));
    }
    for key in ["location", "grpc_status"] {
        // An upstream's own would say nothing of the proxy, and a direct response's Location is the request's own.
        if !line[key].is_null() && outcome != "forward" && (key != "location" || outcome != "direct_response") {
            set(key, line[key].clone());
        }
    }
    if line["path_at_match"].is_null() {
        found.remove("path_at_match");
    }
    if matches!(outcome, "rejected" | "normalize_redirect") {
        // For its own answers Envoy looks for the virtual host whose settings these have.
        for key in ["virtual_host", "route", "route_config"] {
            found.insert(key.to_owned(), Value::Null);
        }
    }
    let mut set = |key: &str, value: Value| found.insert(key.to_owned(), value);
    if matches!(outcome, "forward" | "cluster_not_found" | "no_healthy_endpoint") {
        if let Some(clusters) = route.and_then(|route| route["route"]["weighted_clusters"]["clusters"].as_array()) {
            set("clusters", json!(clusters));
            set("picked_cluster", line["cluster"].clone());
        } else if !line["cluster"].is_null() {
            set("cluster", line["cluster"].clone());
        }
    }
    if outcome == "forward" {
        set("upstream", json!({"method": line["saw_method"], "path": line["saw_path"], "authority": line["saw_host"]}));
    }
    set("outcome", json!(outcome));
    Value::Object(found)
}

/// The corpus's word for how a request ended.
fn outcome(line: &Value, route: Option<&Value>) -> &'static str {
    if !line["saw_method"].is_null() {
        return "forward";
    }
    let has = |action: &str| route.is_some_and(|route| route.get(action).is_some());
    match line["details"].as_str().unwrap_or_default() {
        "cluster_not_found" if has("non_forwarding_action") => "non_forwarding",
        "cluster_not_found" => "cluster_not_found",
        "no_healthy_upstream" => "no_healthy_endpoint",
        "route_not_found" if line["virtual_host"].is_null() => "no_virtual_host",
        "route_not_found" => "no_route",
        "upgrade_failed" => "upgrade_rejected",
        "direct_response" if has("direct_response") => "direct_response",
        "direct_response" if has("redirect") => "redirect",
        "direct_response" => "https_redirect",
        "path_normalization_failed" if !line["location"].is_null() => "normalize_redirect",
        _ => "rejected",
    }
}
