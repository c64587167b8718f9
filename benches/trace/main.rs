//! How long it takes to follow a request: in a route configuration with 10,000 virtual hosts, and in a virtual host with 10,000 routes.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use meshctl::envoy::document;
use meshctl::envoy::dump::Dump;
use meshctl::trace::asked::Asked;
use meshctl::trace::model::{Model, SECTIONS};
use meshctl::trace::walk::trace;

/// How many virtual hosts or routes there are.
const MANY: usize = 10_000;
/// How many requests are followed.
const REQUESTS: usize = 20_000;

fn main() {
    let hosts: Vec<_> = (0..MANY)
        .map(|number| {
            let domain = if number % 3 == 0 { format!("*.s{number}.example") } else { format!("s{number}.example") };
            format!(r#"{{"name":"h{number}","domains":["{domain}"],"routes":[{{"match":{{"prefix":"/"}},"route":{{"cluster":"c"}}}}]}}"#)
        })
        .collect();
    measure("10,000 virtual hosts", &hosts.join(","), |number| (format!("a.s{}.example", number % MANY / 3 * 3), "/".to_owned()));
    let mut routes = String::new();
    for number in 0..MANY {
        let kind = if number % 2 == 0 { "prefix" } else { "path" };
        let comma = if number == 0 { "" } else { "," };
        write!(routes, r#"{comma}{{"match":{{"{kind}":"/api/v1/resource-{number}/"}},"route":{{"cluster":"c"}}}}"#)
            .expect("a string takes all");
    }
    let host = format!(r#"{{"name":"h","domains":["*"],"routes":[{routes}]}}"#);
    measure("10,000 routes", &host, |number| ("a.example".to_owned(), format!("/api/v1/resource-{}/x", number % MANY / 2 * 2)));
}

/// Prints how long a request takes in a configuration with these virtual hosts.
#[expect(clippy::cast_precision_loss, reason = "a count of requests is small")]
fn measure(what: &str, virtual_hosts: &str, request: impl Fn(usize) -> (String, String)) {
    let manager = format!(
        r#"{{"@type":"t/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager","route_config":{{"name":"r","virtual_hosts":[{virtual_hosts}]}}}}"#
    );
    let json = format!(
        r#"{{"configs":[{{"@type":"type.googleapis.com/envoy.admin.v3.ListenersConfigDump","static_listeners":[{{"listener":{{
            "name":"l","filter_chains":[{{"filters":[{{"name":"h","typed_config":{manager}}}]}}]}}}}]}}]}}"#
    );
    let mut dump = Dump::new(&SECTIONS);
    document::read(json.as_bytes(), &mut dump).expect("the configuration is one");
    let (model, problems) = Model::new(&dump);
    assert!(problems.is_empty(), "{problems:?}");
    let asked: Vec<_> = (0..REQUESTS)
        .map(|number| {
            let (authority, path) = request(number * 7919);
            Asked::read(format!(r#"{{"authority":"{authority}","path":"{path}"}}"#).as_bytes()).expect("a question is one")
        })
        .collect();
    let follow = |asked: &Asked| {
        let found = trace(&model, &model.listeners[0], &asked.connection, asked.request.as_ref());
        assert!(found.route.is_some(), "{}", found.reason);
        black_box(found);
    };
    let start = Instant::now();
    follow(&asked[0]);
    println!("{what:<22} first request {:8.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    asked.iter().for_each(follow);
    println!("{what:<22} each request  {:8.2} µs", start.elapsed().as_secs_f64() * 1e6 / REQUESTS as f64);
}
