//! Random listeners and filter chains: a scene of connections.

use serde_json::{Map, Value, json};

use crate::connections::{NAMES, connection};
use crate::random::Random;
use crate::scene::{CLUSTERS, Scene, access_log, extension};
use crate::trees::tree;

const PORTS: [&u16; 4] = [&80, &443, &8080, &9000];

const WILDCARDS: [&str; 5] = ["*.foo.com", "*.b.foo.com", "*.com", "*.Upper.com", "*.org"];

const PROTOCOLS: [&str; 5] = ["h2", "http/1.1", "http/1.0", "h2c", "istio"];

/// A scene of connections.
pub fn scene(random: &mut Random, name: String, runtime: &Value) -> Scene {
    let (is_restored, has_proxy_protocol) = (random.chance(25), random.chance(85));
    let mut main = listener(random, "@SCENE@", ("127.0.0.1", json!("@PORT@")), has_proxy_protocol);
    let mut listeners = Vec::new();
    if is_restored {
        main["use_original_dst"] = json!(true);
        let addresses = [&("10.0.0.1", 8080), &("0.0.0.0", 8080), &("0.0.0.0", 80), &("::", 443), &("127.0.0.1", 9000)];
        for (number, (address, port)) in random.some(&addresses, 1, 3).into_iter().enumerate() {
            let mut other = listener(random, &format!("@SCENE@-{number}"), (address, json!(port)), false);
            other["bind_to_port"] = json!(false);
            listeners.push(other);
        }
    }
    listeners.insert(0, main);
    let questions = (0..40).map(|_| connection(random, has_proxy_protocol)).collect();
    // Another scene's listeners could be the original destination.
    Scene { name, runtime: runtime.clone(), listeners, route_configurations: Vec::new(), questions, is_alone: is_restored }
}

fn listener(random: &mut Random, name: &str, (address, port): (&str, Value), has_proxy_protocol: bool) -> Value {
    let has_tree = random.chance(25);
    let mut chains: Vec<Value> = Vec::new();
    for number in 0..random.count(1, 6) {
        let mut chain = chain(random, &format!("chain{number}"));
        if !has_tree || random.chance(20) {
            let conditions = conditions(random);
            // Envoy refuses two chains that ask for the same.
            if !has_tree && chains.iter().any(|other| other["filter_chain_match"] == conditions) {
                continue;
            }
            chain["filter_chain_match"] = conditions;
        }
        chains.push(chain);
    }
    let log = json!({
        "scene": "@SCENE@",
        "listener": name,
        "peer": "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
        "chain": "%FILTER_CHAIN_NAME%",
        "cluster": "%UPSTREAM_CLUSTER_RAW%",
        "details": "%RESPONSE_CODE_DETAILS%",
        "flags": "%RESPONSE_FLAGS%",
    });
    let mut listener = json!({
        "name": name,
        "address": {"socket_address": {"address": address, "port_value": port}},
        "filter_chains": chains,
        "listener_filters": listener_filters(random, has_proxy_protocol),
        "access_log": access_log(&log),
    });
    if has_tree {
        let names: Vec<_> =
            listener["filter_chains"].as_array().unwrap().iter().map(|chain| chain["name"].as_str().unwrap().to_owned()).collect();
        listener["filter_chain_matcher"] = tree(random, &names);
    }
    if random.chance(40) {
        listener["default_filter_chain"] = chain(random, "default");
    }
    listener
}

fn listener_filters(random: &mut Random, has_proxy_protocol: bool) -> Value {
    let mut filters = Vec::new();
    let mut add = |name: &str, kind: &str, is_there: bool| {
        if is_there {
            let kind = format!("envoy.extensions.filters.listener.{kind}");
            filters.push(extension(&format!("envoy.filters.listener.{name}"), &kind, json!({})));
        }
    };
    add("proxy_protocol", "proxy_protocol.v3.ProxyProtocol", has_proxy_protocol);
    add("tls_inspector", "tls_inspector.v3.TlsInspector", random.chance(80));
    add("http_inspector", "http_inspector.v3.HttpInspector", random.chance(40));
    if random.chance(15) {
        let ports = json!({"destination_port_range": {"start": 80, "end": 444}});
        let last = filters.last_mut();
        if let Some(last) = last.filter(|last| last["name"] != "envoy.filters.listener.proxy_protocol") {
            last["filter_disabled"] = if random.chance(50) { ports } else { json!({"not_match": ports}) };
        }
    }
    json!(filters)
}

fn chain(random: &mut Random, name: &str) -> Value {
    let filter = match random.below(4) {
        0 => {
            let routes = json!({"name": "routes", "virtual_hosts": [{
                "name": "all", "domains": ["*"], "routes": [{"match": {"prefix": "/"}, "direct_response": {"status": 200}}],
            }]});
            let router = extension("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router", json!({}));
            extension(
                "envoy.filters.network.http_connection_manager",
                "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                json!({"stat_prefix": "referee", "route_config": routes, "http_filters": [router]}),
            )
        }
        kind => {
            let mut proxy = json!({"stat_prefix": "referee"});
            if kind == 1 {
                let names = random.some(&CLUSTERS[..5], 2, 3);
                let clusters: Vec<_> = names.iter().map(|name| json!({"name": name, "weight": random.count(1, 50)})).collect();
                proxy["weighted_clusters"] = json!({"clusters": clusters});
            } else {
                proxy["cluster"] = json!(if random.chance(10) { "gone" } else { random.pick(&CLUSTERS) });
            }
            extension("envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", proxy)
        }
    };
    let mut chain = json!({"name": name, "filters": [filter]});
    if random.chance(15) {
        let file = |name: &str| json!({"filename": format!("@HERE@/test-only.{name}")});
        let certificate = json!({"certificate_chain": file("crt"), "private_key": file("key")});
        chain["transport_socket"] = extension(
            "envoy.transport_sockets.tls",
            "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
            json!({"common_tls_context": {"tls_certificates": [certificate], "alpn_protocols": ["h2", "http/1.1"]}}),
        );
    }
    chain
}

/// Ranges of addresses; one without a length is all of them.
pub fn ranges(random: &mut Random) -> Value {
    let all = [
        &("10.0.0.0", Some(8)),
        &("10.0.0.1", Some(32)),
        &("10.0.0.5", Some(24)),
        &("8.8.8.8", Some(32)),
        &("127.0.0.0", Some(8)),
        &("127.0.0.2", Some(32)),
        &("0.0.0.0", Some(0)),
        &("2001:db8::", Some(32)),
        &("2001:db8::1", Some(128)),
        &("::1", Some(128)),
        &("10.1.0.0", Some(16)),
        &("9.9.9.9", None),
    ];
    let ranges = random.some(&all, 1, 2);
    ranges.iter().map(|(address, length)| json!({"address_prefix": address, "prefix_len": length})).collect()
}

/// A `FilterChainMatch`.
fn conditions(random: &mut Random) -> Value {
    let mut found = Map::new();
    for _ in 0..random.count(0, 3) {
        let (field, value) = match random.below(10) {
            0 | 1 => ("destination_port", json!(random.pick(&PORTS))),
            2 => ("prefix_ranges", ranges(random)),
            3 | 4 => {
                let mut names = random.some(&NAMES[..6], 0, 2);
                names.extend(random.some(&WILDCARDS, 1, 2));
                ("server_names", json!(names))
            }
            5 => ("transport_protocol", json!(random.pick(&["tls", "raw_buffer"]))),
            6 => ("application_protocols", json!(random.some(&PROTOCOLS, 1, 2))),
            7 => ("source_type", json!(random.pick(&["SAME_IP_OR_LOOPBACK", "EXTERNAL"]))),
            8 => ("source_prefix_ranges", ranges(random)),
            _ if random.chance(50) => ("direct_source_prefix_ranges", ranges(random)),
            _ => ("source_ports", json!(random.some(&[&1000, &33333], 1, 2))),
        };
        found.insert(field.to_owned(), value);
    }
    Value::Object(found)
}
