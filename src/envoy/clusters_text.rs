//! The text form of `/clusters`, as support bundles keep it: `CLUSTER::HOST::KEY::VALUE` lines.
//!
//! It is translated to the JSON form, so that everything after it reads one shape. The keys are those of Envoy's
//! `source/server/admin/clusters_handler.cc`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Whether a text that begins with this line is the text form of `/clusters`.
pub fn is_clusters_text(first_line: &str) -> bool {
    first_line.matches("::").count() >= 2
}

/// One host's keys and values.
type Host<'t> = BTreeMap<&'t str, &'t str>;

/// A cluster's name, its own fields, and its hosts by address.
type Cluster<'t> = (&'t str, Map<String, Value>, Vec<(&'t str, Host<'t>)>);

/// The JSON form of the text: `{"cluster_statuses": […]}`. Lines of another shape have nothing to tell and are left out.
pub fn to_json(text: &str) -> Vec<u8> {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for line in text.lines() {
        let Some((cluster, rest)) = line.split_once("::") else { continue };
        if clusters.last().is_none_or(|(name, ..)| *name != cluster) {
            clusters.push((cluster, Map::new(), Vec::new()));
        }
        let Some((_, fields, hosts)) = clusters.last_mut() else { continue };
        if let Some((key, value)) = cluster_field(rest) {
            fields.insert(key.to_owned(), value);
        } else if let Some((address, key, value)) = host_field(rest) {
            if hosts.last().is_none_or(|(last, _)| *last != address) {
                hosts.push((address, Host::new()));
            }
            if let Some((_, host)) = hosts.last_mut() {
                host.insert(key, value);
            }
        }
    }
    let statuses: Vec<Value> = clusters
        .into_iter()
        .map(|(name, mut fields, hosts)| {
            fields.insert("name".to_owned(), json!(name));
            if !hosts.is_empty() {
                fields.insert("host_statuses".to_owned(), hosts.iter().map(|(address, host)| host_status(address, host)).collect());
            }
            Value::Object(fields)
        })
        .collect();
    json!({ "cluster_statuses": statuses }).to_string().into_bytes()
}

/// A field of the cluster itself.
fn cluster_field(rest: &str) -> Option<(&'static str, Value)> {
    let (key, value) = rest.split_once("::")?;
    match key {
        "added_via_api" => Some(("added_via_api", json!(value == "true"))),
        "observability_name" => Some(("observability_name", json!(value))),
        "eds_service_name" => Some(("eds_service_name", json!(value))),
        _ => None,
    }
}

/// Every key that Envoy prints of a host. An IPv6 address holds `::`, so a host's line can be taken apart only at a known key.
const HOST_KEYS: [&str; 19] = [
    "cx_active",
    "cx_connect_fail",
    "cx_total",
    "rq_active",
    "rq_error",
    "rq_pending_active",
    "rq_success",
    "rq_timeout",
    "rq_total",
    "hostname",
    "health_flags",
    "weight",
    "region",
    "zone",
    "sub_zone",
    "canary",
    "priority",
    "success_rate",
    "local_origin_success_rate",
];

/// A field of a host: address, key and value.
fn host_field(rest: &str) -> Option<(&str, &str, &str)> {
    let (at, key) = HOST_KEYS
        .iter()
        .filter_map(|key| {
            let at = rest.find(&format!("::{key}::"))?;
            Some((at, *key))
        })
        .min()?;
    Some((&rest[..at], &rest[at + 2..at + 2 + key.len()], &rest[at + key.len() + 4..]))
}

fn host_status(address: &str, host: &Host<'_>) -> Value {
    let text = |key: &str| host.get(key).copied().unwrap_or_default();
    let mut status = Map::new();
    status.insert("address".to_owned(), host_address(address));
    let stats: Vec<Value> = HOST_KEYS[..9]
        .iter()
        .filter(|key| host.contains_key(*key))
        .map(|key| {
            let mut stat = Map::new();
            if key.ends_with("active") {
                stat.insert("type".to_owned(), json!("GAUGE"));
            }
            stat.insert("name".to_owned(), json!(key));
            if text(key) != "0" {
                stat.insert("value".to_owned(), json!(text(key)));
            }
            Value::Object(stat)
        })
        .collect();
    status.insert("stats".to_owned(), Value::Array(stats));
    status.insert("health_status".to_owned(), health_status(text("health_flags")));
    for key in ["weight", "priority"] {
        if let Ok(number) = text(key).parse::<u64>()
            && number > 0
        {
            status.insert(key.to_owned(), json!(number));
        }
    }
    if !text("hostname").is_empty() {
        status.insert("hostname".to_owned(), json!(text("hostname")));
    }
    let mut locality = Map::new();
    for key in ["region", "zone", "sub_zone"] {
        if !text(key).is_empty() {
            locality.insert(key.to_owned(), json!(text(key)));
        }
    }
    status.insert("locality".to_owned(), Value::Object(locality));
    Value::Object(status)
}

/// The address as Envoy's `asStringView` prints it: `IP:PORT`, `[IPV6]:PORT`, `envoy://LISTENER/ID`, or a pipe's path.
fn host_address(text: &str) -> Value {
    if let Some(internal) = text.strip_prefix("envoy://") {
        let (listener, id) = internal.split_once('/').unwrap_or((internal, ""));
        return json!({ "envoy_internal_address": { "server_listener_name": listener, "endpoint_id": id } });
    }
    match text.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse::<u16>().ok()?))) {
        Some((host, port)) => {
            let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
            json!({ "socket_address": { "address": host, "port_value": port } })
        }
        None => json!({ "pipe": { "path": text } }),
    }
}

/// The flags of Envoy's `HostUtility::healthFlagsToString`, in the field names of `HostHealthStatus`.
fn health_status(flags: &str) -> Value {
    let mut status = Map::new();
    let mut eds = "HEALTHY";
    for flag in flags.split('/').filter(|flag| !flag.is_empty()) {
        match flag {
            "failed_eds_health" => eds = "UNHEALTHY",
            "degraded_eds_health" => eds = "DEGRADED",
            "eds_status_draining" => eds = "DRAINING",
            "failed_active_hc" => drop(status.insert("failed_active_health_check".to_owned(), json!(true))),
            "degraded_outlier_detection" => drop(status.insert("failed_degraded_outlier_detection".to_owned(), json!(true))),
            "failed_outlier_check"
            | "pending_dynamic_removal"
            | "pending_active_hc"
            | "excluded_via_immediate_hc_fail"
            | "active_hc_timeout" => {
                status.insert(flag.to_owned(), json!(true));
            }
            "degraded_active_hc" => drop(status.insert("failed_active_degraded_check".to_owned(), json!(true))),
            _ => {}
        }
    }
    status.insert("eds_health_status".to_owned(), json!(eds));
    Value::Object(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_every_kind_are_told_apart() {
        let text = "outbound|80||a::added_via_api::true\n\
                    outbound|80||a::10.0.0.1:80::cx_total::2\n\
                    outbound|80||a::10.0.0.1:80::health_flags::/failed_active_hc\n\
                    outbound|80||a::[2001:db8::a]:8000::health_flags::healthy\n\
                    xds-grpc::./etc/istio/proxy/XDS::health_flags::healthy\n\
                    inner::envoy://connect_originate/10.0.0.2:80::health_flags::/failed_eds_health/failed_outlier_check\n";
        let value: Value = serde_json::from_slice(&to_json(text)).unwrap();
        let clusters = &value["cluster_statuses"];
        assert_eq!(clusters[0]["added_via_api"], true);
        let hosts = &clusters[0]["host_statuses"];
        assert_eq!(hosts[0]["address"]["socket_address"], json!({ "address": "10.0.0.1", "port_value": 80 }));
        assert_eq!(hosts[0]["health_status"], json!({ "eds_health_status": "HEALTHY", "failed_active_health_check": true }));
        assert_eq!(hosts[1]["address"]["socket_address"], json!({ "address": "2001:db8::a", "port_value": 8000 }));
        assert_eq!(clusters[1]["host_statuses"][0]["address"]["pipe"]["path"], "./etc/istio/proxy/XDS");
        let internal = &clusters[2]["host_statuses"][0];
        assert_eq!(internal["address"]["envoy_internal_address"]["server_listener_name"], "connect_originate");
        assert_eq!(internal["health_status"], json!({ "eds_health_status": "UNHEALTHY", "failed_outlier_check": true }));
    }
}
