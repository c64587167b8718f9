//! What an Envoy is asked: listeners with their route configurations, and the questions.

use serde_json::{Value, json};

/// Listeners that belong together, and what is sent to the first of them.
///
/// In all of its texts `@SCENE@` stands for its name, and `@PORT@` for the port of the first listener, which is free on 127.0.0.1.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What it is called: its kind, its seed, its number.
    pub name: String,
    /// The values of Envoy's runtime.
    pub runtime: Value,
    /// The listeners. The first one is bound.
    pub listeners: Vec<Value>,
    /// The route configurations that RDS gives.
    pub route_configurations: Vec<Value>,
    /// What is sent: requests or connections in the form of `fixtures/routing`, without the listener and its address.
    pub questions: Vec<Value>,
    /// Whether no other scene may be in the same Envoy.
    pub is_alone: bool,
}

/// The clusters that every Envoy has, with the echoing upstream behind them; the last one has no endpoint.
pub const CLUSTERS: [&str; 6] = ["a", "b", "outbound|9080|v1|reviews.default.svc.cluster.local", "inbound|8080||", "hosted", "empty"];

/// The static clusters, whose endpoint has this port.
pub fn clusters(port: u16) -> Value {
    let cluster = |name: &&str| {
        let mut endpoint = json!({"address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}});
        if *name == "hosted" {
            endpoint["hostname"] = json!("endpoint.internal");
        }
        let endpoints = if *name == "empty" { json!([]) } else { json!([{"lb_endpoints": [{"endpoint": endpoint}]}]) };
        json!({"name": name, "type": "STATIC", "connect_timeout": "2s", "load_assignment": {"cluster_name": name, "endpoints": endpoints}})
    };
    CLUSTERS.iter().map(cluster).collect()
}

/// An extension: its name, and its configuration with the type's full name.
pub fn extension(name: &str, kind: &str, mut config: Value) -> Value {
    config["@type"] = json!(format!("type.googleapis.com/{kind}"));
    json!({"name": name, "typed_config": config})
}

/// An access log of JSON lines, which is where the answers are.
pub fn access_log(fields: &Value) -> Value {
    let log = json!({"path": "@DIR@/access.log", "log_format": {"json_format": fields}});
    json!([extension("envoy.access_loggers.file", "envoy.extensions.access_loggers.file.v3.FileAccessLog", log)])
}
