//! Ways through several proxies: what `trace` says of each hop, and what real Envoys logged of the same request.

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::envoy::Envoy;
use support::run::{Run, meshctl};
use support::upstream::{Mood, Upstream};

/// A folder of proxies' configurations, as a snapshot has them. It is gone when this is dropped.
struct Fleet(PathBuf);

impl Fleet {
    fn new(name: &str, proxies: &[(&str, &Value)]) -> Fleet {
        let folder = std::env::temp_dir().join(format!("meshctl-hops-{name}-{}", std::process::id()));
        for (name, content) in proxies {
            fs::create_dir_all(folder.join(name)).unwrap();
            fs::write(folder.join(name).join("config_dump.json"), content.to_string()).unwrap();
        }
        Fleet(folder)
    }

    fn trace(&self, args: &[&str]) -> Run {
        meshctl(["trace", "-f", self.0.to_str().unwrap()].iter().chain(args))
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A pod's proxy with one listener, whose route `/` goes to clusters with these weights and one endpoint each.
fn proxy(ip: &str, kind: &str, port: u16, to: &[(&str, u64)]) -> Value {
    let clusters: Vec<_> = to
        .iter()
        .map(|(address, _)| {
            let (ip, port) = address.split_once(':').unwrap();
            let socket = json!({"socket_address": {"address": ip, "port_value": port.parse::<u16>().unwrap()}});
            json!({"name": address, "load_assignment": {"cluster_name": address, "endpoints": [{"lb_endpoints": [{"endpoint": {"address": socket}}]}]}})
        })
        .collect();
    let weighted: Vec<_> = to.iter().map(|(name, weight)| json!({"name": name, "weight": weight})).collect();
    let routes = json!([{"match": {"prefix": "/"}, "route": {"weighted_clusters": {"clusters": weighted}}}]);
    let manager = json!({
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "route_config": {"name": "all", "virtual_hosts": [{"name": "all", "domains": ["*"], "routes": routes}]}});
    let mut listener = json!({
        "name": kind,
        "address": {"socket_address": {"address": "0.0.0.0", "port_value": port}},
        "filter_chains": [{"filters": [{"name": "http", "typed_config": manager}]}]});
    if kind == "sidecar" {
        let original = "type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst";
        listener["listener_filters"] = json!([{"name": "original_dst", "typed_config": {"@type": original}}]);
        listener["traffic_direction"] = json!("INBOUND");
    }
    json!({"node": {"id": format!("{kind}~{ip}~a.b~b.svc")}, "static_resources": {"listeners": [listener], "clusters": clusters}})
}

/// The hops' numbers, origins, addresses, shares, proxies and ends.
fn hops(run: &Run) -> Vec<Value> {
    let each = run.json()["hops"].as_array().cloned().unwrap_or_default();
    let fields = ["hop", "from", "address", "share", "proxy", "end"];
    each.iter().map(|hop| Value::Array(fields.iter().map(|field| hop[*field].clone()).collect())).collect()
}

#[test]
fn weights_multiply_and_each_way_is_told_to_its_end() {
    let gateway = proxy("10.0.0.1", "gateway", 8080, &[("10.0.0.2:9080", 75), ("10.0.0.9:9080", 25)]);
    let sidecar = proxy("10.0.0.2", "sidecar", 15006, &[("10.0.0.2:9080", 80), ("10.0.0.3:9090", 20)]);
    let fleet = Fleet::new("weights", &[("gateway", &gateway), ("sidecar", &sidecar)]);
    let run = fleet.trace(&["gateway", "http://shop.example/cart", "-o", "json"]).ends_with(0);
    assert_eq!(
        hops(&run),
        [
            json!([1, 0, "10.0.0.2:9080", 75.0, "sidecar", null]),
            json!([2, 1, "10.0.0.2:9080", 60.0, null, "application"]),
            json!([3, 1, "10.0.0.3:9090", 15.0, null, "unknown"]),
            json!([4, 0, "10.0.0.9:9080", 25.0, null, "unknown"]),
        ]
    );
    assert_eq!(run.json()["hops"][0]["answer"]["listener"], "sidecar");
    let run = fleet.trace(&["gateway", "http://shop.example/cart"]).ends_with(0);
    for text in [
        "GET http://shop.example/cart  at gateway",
        "hop 1: 10.0.0.2:9080, 75 % to sidecar",
        "  GET /cart, Host shop.example; no TLS",
        "0.0.0.0:15006, for 10.0.0.2:9080",
        "hop 2: 10.0.0.2:9080, 60 %: the application of this pod",
        "hop 4 from the first proxy: 10.0.0.9:9080, 25 %: no proxy of it in this source",
    ] {
        assert!(run.text().contains(text), "{text:?}\n{}", run.text());
    }
    let drawn = fleet.trace(&["gateway", "http://shop.example/cart", "--mermaid"]).ends_with(0);
    assert!(drawn.text().contains("proxy<br>sidecar") && drawn.text().contains("|\"60 %\"|"), "{}", drawn.text());
    // Which of the proxies is the first has to be said.
    fleet.trace(&["http://shop.example/cart"]).ends_with(2).says("which one?");
}

#[test]
fn circles_are_found_and_long_ways_end() {
    let one = proxy("10.0.0.1", "gateway", 8080, &[("10.0.0.2:8080", 1)]);
    let two = proxy("10.0.0.2", "gateway", 8080, &[("10.0.0.1:8080", 1)]);
    let fleet = Fleet::new("circle", &[("one", &one), ("two", &two)]);
    let run = fleet.trace(&["one", "http://shop.example/", "--destination", "10.0.0.1:8080"]).ends_with(1);
    assert!(run.text().contains("to one: a loop: the request came through here at the beginning"), "{}", run.text());
    let run = fleet.trace(&["one", "http://shop.example/", "--max-hops", "0", "-o", "json"]).ends_with(0);
    assert_eq!(hops(&run), [json!([1, 0, "10.0.0.2:8080", 100.0, "two", "max_hops"])]);
    // Nobody listens at the port that the first one sends to.
    let fleet = Fleet::new("deaf", &[("one", &one), ("two", &proxy("10.0.0.2", "gateway", 80, &[]))]);
    let run = fleet.trace(&["one", "http://shop.example/", "-o", "json"]).ends_with(1);
    assert_eq!(hops(&run), [json!([1, 0, "10.0.0.2:8080", 100.0, "two", "broken"])]);
    assert_eq!(run.json()["hops"][0]["reason"], "no listener takes connections to 10.0.0.2:8080");
}

#[test]
fn a_gateway_enters_a_sidecar_as_istio_has_it() {
    let run = meshctl(["trace", "-f", ".", "bookinfo-gateway", "http://bookinfo.example/productpage", "-o", "json"]).ends_with(0);
    let answer = run.json();
    let hop = &answer["hops"][0];
    assert_eq!(hop["sni"], "outbound_.9080_._.productpage.default.svc.cluster.local");
    assert_eq!(hop["alpn"], json!(["istio-http/1.1", "istio", "http/1.1"]));
    assert_eq!((&hop["answer"]["listener"], &hop["answer"]["filterChain"]), (&json!("virtualInbound"), &json!("0.0.0.0_9080")));
    assert_eq!(answer["hops"][1]["end"], "application");
    // A proxy alone that comes back to itself: an application that calls its own service.
    let run = meshctl(["trace", "-f", "bookinfo-sidecar/config_dump.json", "http://productpage:9080/x", "-o", "json"]).ends_with(0);
    assert_eq!(run.json()["hops"].as_array().map(Vec::len), Some(1));
    let run = meshctl(["trace", "-f", "bookinfo-sidecar/config_dump.json", "http://reviews:9080/x", "-o", "json"]).ends_with(0);
    assert_eq!(run.json()["hops"], Value::Null);
}

#[test]
fn a_waypoint_is_entered_through_its_tunnel_as_istio_has_it() {
    let listener = |name: &str, address: Value, filter: Value| {
        let mut listener = json!({"name": name, "filter_chains": [{"name": name, "filters": [{"name": "f", "typed_config": filter}]}]});
        listener.as_object_mut().unwrap().extend(address.as_object().unwrap().clone());
        listener
    };
    let internal = json!({"internal_listener": {}});
    let socket = |port: u16| json!({"address": {"socket_address": {"address": "0.0.0.0", "port_value": port}}});
    let http = |route: Value| {
        json!({
            "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [route]}]},
            "upgrade_configs": [{"upgrade_type": "CONNECT"}]})
    };
    let to = |cluster: &str| json!({"match": {"prefix": "/"}, "route": {"cluster": cluster}});
    let originate = json!({
        "@type": "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
        "cluster": "connect_originate", "tunneling_config": {"hostname": "%DOWNSTREAM_LOCAL_ADDRESS%"}});
    let to_internal = |name: &str, listener: &str, metadata: Value| {
        let address = json!({"envoy_internal_address": {"server_listener_name": listener, "endpoint_id": metadata["local"]}});
        let metadata = json!({"filter_metadata": {"envoy.filters.listener.original_dst": metadata}});
        json!({"name": name, "load_assignment": {"cluster_name": name, "endpoints": [
            {"lb_endpoints": [{"endpoint": {"address": address}, "metadata": metadata}]}]}})
    };
    let out = json!({"name": "connect_originate", "type": "ORIGINAL_DST", "original_dst_lb_config": {"upstream_port_override": 15008,
        "metadata_key": {"key": "envoy.filters.listener.original_dst", "path": [{"key": "waypoint"}]}}});
    let proxy = |id: &str, listeners: Value, clusters: Value| json!({"node": {"id": id}, "static_resources": {"listeners": listeners, "clusters": clusters}});
    let gateway = proxy(
        "router~10.0.0.1~gateway.a~a.svc",
        json!([listener("front", socket(8080), http(to("shop"))), listener("connect_originate", internal.clone(), originate.clone())]),
        json!([to_internal("shop", "connect_originate", json!({"local": "10.96.0.9:80", "waypoint": "10.0.0.5:15008"})), out]),
    );
    let connect = json!({"match": {"connect_matcher": {}}, "route": {"cluster": "main_internal",
        "upgrade_configs": [{"upgrade_type": "CONNECT", "connect_config": {}}]}});
    let waypoint = proxy(
        "waypoint~10.0.0.5~waypoint.a~a.svc",
        json!([
            listener("connect_terminate", socket(15008), http(connect)),
            listener("main_internal", internal.clone(), http(to("vip"))),
            listener("connect_originate", internal, originate),
        ]),
        json!([
            to_internal("main_internal", "main_internal", json!({})),
            to_internal("vip", "connect_originate", json!({"local": "10.0.0.7:8080"})),
            out
        ]),
    );
    let fleet = Fleet::new("waypoint", &[("gateway", &gateway), ("waypoint", &waypoint)]);
    let run = fleet.trace(&["gateway", "http://shop.example/cart", "-o", "json"]).ends_with(0);
    let way: Vec<_> = run.json()["hops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hop| json!([hop["address"], hop["proxy"], hop["answer"]["listener"], hop["end"]]))
        .collect();
    assert_eq!(
        way,
        [
            json!(["envoy://connect_originate/10.96.0.9:80", "gateway", "connect_originate", null]),
            json!(["10.0.0.5:15008", "waypoint", "connect_terminate", null]),
            json!(["envoy://main_internal/", "waypoint", "main_internal", null]),
            json!(["envoy://connect_originate/10.0.0.7:8080", "waypoint", "connect_originate", null]),
            json!(["10.0.0.7:15008", null, null, "unknown"]),
        ]
    );
    let run = fleet.trace(&["gateway", "http://shop.example/cart"]).ends_with(0);
    assert!(run.text().contains("CONNECT 10.96.0.9:80") && run.text().contains("inside: GET /cart"), "{}", run.text());
}

/// A free port of this machine, which no other test gets at the same time but by bad luck.
fn free_ports<const N: usize>() -> [u16; N] {
    let held = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap().port())
}

/// Sends a request, and gives the first line of the answer.
fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

/// What the Envoys' access logs have of a path, once each of so many hops has logged it: listener, filter chain, route, cluster, and server name.
fn logged(envoys: &[&Envoy], marker: &str, many: usize) -> Vec<Value> {
    let start = Instant::now();
    loop {
        let mut lines = Vec::new();
        for envoy in envoys {
            let text = fs::read_to_string(envoy.folder().join("access")).unwrap_or_default();
            lines.extend(text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()));
        }
        let known: Vec<_> = lines.iter().filter(|line| line["path"].as_str().is_none_or(|path| path.contains(marker))).cloned().collect();
        if known.len() >= many {
            return known;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{many} lines of {marker}: {lines:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Each proxy on the way and what it took, in the order of names: what logs have has no other.
fn ways(lines: impl Iterator<Item = Value>) -> Vec<String> {
    let mut each: Vec<_> = lines.map(|line| line.to_string()).collect();
    each.sort();
    each
}

#[test]
fn real_envoys_log_what_is_said_of_each_hop() {
    let [front, mesh, tunnel] = free_ports();
    let upstream = Upstream::start(Mood::Healthy);
    let fill = |text: &str| {
        let ports = [("@FRONT@", front), ("@MESH@", mesh), ("@TUNNEL@", tunnel), ("@UPSTREAM@", upstream.port())];
        ports.iter().fold(text.to_owned(), |text, (name, port)| text.replace(name, &port.to_string()))
    };
    let flags = ["--file-flush-interval-msec", "20"];
    let sidecar = Envoy::start(&fill(include_str!("support/envoy/hops-sidecar.yaml")), &[], &flags);
    let gateway = Envoy::start(&fill(include_str!("support/envoy/hops-gateway.yaml")), &[], &flags);
    sidecar.live();
    gateway.live();
    let (first, second) = (gateway.json("/config_dump?include_eds"), sidecar.json("/config_dump?include_eds"));
    let fleet = Fleet::new("envoys", &[("gateway", &first), ("sidecar", &second)]);
    for (path, many) in [("/mesh/1", 2), ("/other/1", 2), ("/tunnel/1", 4)] {
        let status = get(front, path);
        let run = fleet.trace(&["gateway", &format!("http://shop.example:{front}{path}"), "-o", "json"]);
        let answer = run.json();
        let followed = answer["hops"].as_array().unwrap().iter().filter(|hop| !hop["answer"].is_null());
        let said =
            std::iter::once(json!([answer["listener"], answer["filterChain"], answer["route"], answer["clusters"][0]["name"], null]))
                .chain(followed.map(|hop| {
                    let way = &hop["answer"];
                    json!([way["listener"], way["filterChain"], way["route"], way["clusters"][0]["name"], hop["sni"]])
                }))
                .collect::<Vec<_>>();
        let lines = logged(&[&gateway, &sidecar], path.split('/').nth(1).unwrap(), many);
        let seen = ways(lines.iter().map(|line| json!([line["listener"], line["chain"], line["route"], line["cluster"], line["sni"]])));
        assert_eq!(ways(said.into_iter()), seen, "{path}: {status}\n{}", run.told());
        fs::write(gateway.folder().join("access"), "").unwrap();
        fs::write(sidecar.folder().join("access"), "").unwrap();
    }
}
