//! Configurations that are wide: many routes in a virtual host, many virtual hosts in a route configuration.

use std::fmt::Write;
use std::time::{Duration, Instant};

use meshctl::envoy::document;
use meshctl::envoy::dump::Dump;
use meshctl::trace::asked::Asked;
use meshctl::trace::model::{Model, SECTIONS};
use meshctl::trace::walk::trace;

use crate::markdown;

/// The host and the path of a request of this number.
type Asks = dyn Fn(usize) -> (String, String);

/// How many of either there are.
const MANY: usize = 10_000;
/// How long a trace may take.
const LIMIT: Duration = Duration::from_micros(100);

/// Measures and prints the promises on single traces.
pub fn promises() -> Result<(), String> {
    let hosts = |domain: &dyn Fn(usize) -> String| {
        let host = |number| {
            format!(
                r#"{{"name":"h{number}","domains":["{}"],"routes":[{{"match":{{"prefix":"/"}},"route":{{"cluster":"c"}}}}]}}"#,
                domain(number)
            )
        };
        (0..MANY).map(host).collect::<Vec<_>>().join(",")
    };
    let routes = |matches: &dyn Fn(usize) -> String| {
        let mut all = String::new();
        for number in 0..MANY {
            let comma = if number == 0 { "" } else { "," };
            let _ = write!(all, r#"{comma}{{"match":{},"route":{{"cluster":"c"}}}}"#, matches(number));
        }
        format!(r#"{{"name":"all","domains":["*"],"routes":[{all}]}}"#)
    };
    let cases: [(&str, String, &Asks); 6] = [
        ("routes by path", routes(&|n| format!(r#"{{"path":"/item/{n}"}}"#)), &|n| ("a.example".into(), format!("/item/{n}"))),
        ("routes by prefix", routes(&|n| format!(r#"{{"prefix":"/item/{n}/"}}"#)), &|n| ("a.example".into(), format!("/item/{n}/x"))),
        ("routes by regex", routes(&|n| format!(r#"{{"safe_regex":{{"regex":"/item/{n}/[a-z]+"}}}}"#)), &|n| {
            ("a.example".into(), format!("/item/{n}/x"))
        }),
        (
            "routes by header",
            routes(&|n| format!(r#"{{"prefix":"/","headers":[{{"name":"x-tenant","string_match":{{"exact":"t{n}"}}}}]}}"#)),
            &|n| (format!("t{n}"), "/".into()),
        ),
        ("virtual hosts", hosts(&|n| format!("h{n}.example")), &|n| (format!("h{n}.example"), "/".into())),
        ("virtual hosts by suffix", hosts(&|n| format!("*.h{n}.example")), &|n| (format!("a.h{n}.example"), "/".into())),
    ];
    for (name, virtual_hosts, request) in cases {
        let time = measure(&virtual_hosts, request)?;
        let figure = format!("{:.1} µs", time.as_secs_f64() * 1e6);
        markdown::promise(
            time <= LIMIT,
            &format!("a trace among {MANY} {name} in at most {} µs after loading", LIMIT.as_micros()),
            &figure,
        );
    }
    Ok(())
}

/// The mean time of a trace, over requests to each of the many. What the first of them decodes is not counted.
fn measure(virtual_hosts: &str, request: &dyn Fn(usize) -> (String, String)) -> Result<Duration, String> {
    let manager = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
    let text = format!(
        r#"{{"static_resources":{{"clusters":[{{"name":"c"}}],"listeners":[{{"name":"l","address":{{"socket_address":{{"address":"0.0.0.0","port_value":80}}}},
        "filter_chains":[{{"filters":[{{"name":"h","typed_config":{{"@type":"{manager}","route_config":{{"name":"r","virtual_hosts":[{virtual_hosts}]}}}}}}]}}]}}]}}}}"#
    );
    let mut dump = Dump::new(&SECTIONS);
    document::read(text.as_bytes(), &mut dump).map_err(|_| "the configuration can't be read".to_owned())?;
    let (model, _) = Model::new(&dump);
    let listener = model.listeners.first().ok_or("the configuration has no listener")?;
    let ask = |number: usize| {
        let (host, path) = request(number);
        let line = format!(r#"{{"authority":"{host}","path":"{path}","headers":[["x-tenant","{host}"]]}}"#);
        Asked::read(line.as_bytes()).map_err(|error| error.to_string())
    };
    let asked = (0..MANY).step_by(7).map(ask).collect::<Result<Vec<_>, _>>()?;
    let follow = |asked: &Asked| {
        let found = trace(&model, listener, &asked.connection, asked.request.as_ref());
        if found.route.is_some() { Ok(()) } else { Err(format!("no route: {}", found.reason)) }
    };
    follow(&asked[0])?;
    let start = Instant::now();
    asked.iter().try_for_each(follow)?;
    Ok(start.elapsed() / u32::try_from(asked.len()).unwrap_or(u32::MAX))
}
