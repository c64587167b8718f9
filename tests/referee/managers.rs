//! Random HTTP connection managers, with all that belongs to them: a scene of requests.

use serde_json::{Value, json};

use crate::random::Random;
use crate::requests::request;
use crate::routes::configuration;
use crate::scene::{Scene, access_log, extension};

/// A scene of requests.
pub fn scene(random: &mut Random, name: String, runtime: &Value) -> Scene {
    let mut manager = manager(random);
    let mut route_configurations = Vec::new();
    match random.below(10) {
        0..4 => manager["route_config"] = configuration(random, "inline"),
        4..8 => {
            route_configurations.push(configuration(random, "@SCENE@-routes"));
            manager["rds"] = rds("@SCENE@-routes");
        }
        _ => manager["scoped_routes"] = scoped(random),
    }
    let filter = extension(
        "envoy.filters.network.http_connection_manager",
        "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        manager,
    );
    let listener = json!({
        "name": "@SCENE@",
        "address": {"socket_address": {"address": "127.0.0.1", "port_value": "@PORT@"}},
        "filter_chains": [{"name": "chain", "filters": [filter]}],
    });
    let questions = (0..30).map(|_| request(random)).collect();
    Scene { name, runtime: runtime.clone(), listeners: vec![listener], route_configurations, questions, is_alone: false }
}

fn rds(name: &str) -> Value {
    let source = json!({"path_config_source": {"path": format!("@DIR@/{name}.json")}, "resource_api_version": "V3"});
    json!({"route_config_name": name, "config_source": source})
}

fn scoped(random: &mut Random) -> Value {
    let mut extractor = json!({"name": random.pick(&["x-a", "X-Mixed", "x-b"])});
    match random.below(3) {
        0 => extractor["index"] = json!(0),
        1 => {
            extractor["element_separator"] = json!(",");
            extractor["index"] = json!(random.below(3));
        }
        _ => {
            extractor["element_separator"] = json!(random.pick(&[",", ";"]));
            extractor["element"] = json!({"separator": "=", "key": "s"});
        }
    }
    let scopes: Vec<_> = random
        .some(&["abc", "xyz", "1", "", "abc,xyz"], 1, 3)
        .iter()
        .enumerate()
        .map(|(number, key)| {
            let routes = configuration(random, &format!("scope{number}-routes"));
            json!({"name": format!("scope{number}"), "key": {"fragments": [{"string_key": key}]}, "route_configuration": routes})
        })
        .collect();
    json!({
        "name": "scopes",
        "scope_key_builder": {"fragments": [{"header_value_extractor": extractor}]},
        "scoped_route_configurations_list": {"scoped_route_configurations": scopes},
    })
}

fn manager(random: &mut Random) -> Value {
    let mut manager = json!({"stat_prefix": "referee", "access_log": access_log(&log_fields()), "http_filters": [router()]});
    let mut set = |field: &str, percent: u64, value: Value| {
        if random.chance(percent) {
            manager[field] = value;
        }
    };
    set("normalize_path", 35, json!(true));
    set("merge_slashes", 25, json!(true));
    set("use_remote_address", 30, json!(true));
    set("skip_xff_append", 10, json!(true));
    set("strip_trailing_host_dot", 20, json!(true));
    set("xff_num_trusted_hops", 10, json!(1));
    set("scheme_header_transformation", 8, json!({"scheme_to_overwrite": "https"}));
    set("internal_address_config", 30, json!({"cidr_ranges": [{"address_prefix": "10.0.0.0", "prefix_len": 8}]}));
    set("internal_address_config", 15, json!({"cidr_ranges": [{"address_prefix": "127.0.0.0", "prefix_len": 8}]}));
    if random.chance(40) {
        let action = random.pick(&["KEEP_UNCHANGED", "REJECT_REQUEST", "UNESCAPE_AND_REDIRECT", "UNESCAPE_AND_FORWARD"]);
        manager["path_with_escaped_slashes_action"] = json!(action);
    }
    match random.below(6) {
        0 => manager["strip_any_host_port"] = json!(true),
        1 => manager["strip_matching_host_port"] = json!(true),
        _ => {}
    }
    if random.chance(25) {
        let action = random.pick(&["REJECT_REQUEST", "DROP_HEADER"]);
        manager["common_http_protocol_options"] = json!({"headers_with_underscores_action": action});
    }
    if random.chance(40) {
        let kinds = random.some(&["websocket", "CONNECT"], 1, 2);
        manager["upgrade_configs"] = kinds.iter().map(|kind| json!({"upgrade_type": kind, "enabled": random.chance(70)})).collect();
    }
    manager
}

fn router() -> Value {
    extension("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router", json!({}))
}

/// What stands in the access log of requests.
fn log_fields() -> Value {
    json!({
        "scene": "@SCENE@",
        "peer": "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
        "route": "%ROUTE_NAME%",
        "virtual_host": "%METADATA(VIRTUAL_HOST:referee:name)%",
        "route_config": "%METADATA(VIRTUAL_HOST:referee:configuration)%",
        "cluster": "%UPSTREAM_CLUSTER_RAW%",
        "status": "%RESPONSE_CODE%",
        "details": "%RESPONSE_CODE_DETAILS%",
        "flags": "%RESPONSE_FLAGS%",
        "path_at_match": "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%",
        "location": "%RESP(LOCATION)%",
        "grpc_status": "%RESP(GRPC-STATUS)%",
        "saw_method": "%RESP(X-SAW-METHOD)%",
        "saw_path": "%RESP(X-SAW-PATH)%",
        "saw_host": "%RESP(X-SAW-HOST)%",
    })
}
