//! What `trace` prints, of which the routing itself is held to Envoy's answers by `tests/routing.rs`.

use serde_json::Value;

use crate::support::run::{Run, fed, meshctl};

const SIDECAR: &str = "bookinfo-sidecar/config_dump.json";
const GATEWAY: &str = "bookinfo-gateway/config_dump.json";

fn trace(file: &str, args: &[&str]) -> Run {
    meshctl(["trace", "-f", file].iter().chain(args))
}

/// The answer has each of these texts, and the run ends so.
fn check(file: &str, args: &[&str], code: i32, texts: &[&str]) {
    let run = trace(file, args);
    let printed = String::from_utf8_lossy(&run.stdout).into_owned() + &run.stderr;
    assert_eq!(run.code, code, "{}: {printed}", run.args);
    for text in texts {
        assert!(printed.contains(text), "{}: no {text:?} in\n{printed}", run.args);
    }
}

#[test]
fn a_way_is_told_from_listener_to_endpoint() {
    let to_v2 = "→ forwarded to 10.244.0.15:9080 as GET /reviews/0, Host reviews:9080";
    check(
        SIDECAR,
        &["http://reviews:9080/reviews/0", "-H", "end-user: jason"],
        0,
        &["virtualOutbound", "0.0.0.0_9080", "of 2: path prefix /", to_v2],
    );
    check(
        GATEWAY,
        &["http://bookinfo.example/productpage"],
        0,
        &["(only one)", "\"*\": no closer domain for bookinfo.example", "virtualservice/default/bookinfo", "10.244.0.17:9080"],
    );
    check(SIDECAR, &["--inbound", "http://me:9080/"], 0, &["0.0.0.0_9080", "inbound|9080||"]);
    check("tcp-sidecar/config_dump.json", &["somewhere:27017"], 0, &["TCP somewhere:27017", "tcp_proxy", "PassthroughCluster"]);
    // Redirected connections are those of a sidecar; a URL with an address needs no name.
    check(SIDECAR, &["http://10.96.0.1:9080/x"], 0, &["0.0.0.0:9080, for 10.96.0.1:9080"]);
}

#[test]
fn what_was_passed_over_is_told_where_that_is_asked() {
    let mismatch = "- #1: header end-user: wants exact \"jason\", request has \"mary\"";
    let url = "http://reviews:9080/reviews/0";
    check(SIDECAR, &[url, "-H", "end-user: mary", "--explain"], 0, &[mismatch, "(80 %)"]);
    assert!(!String::from_utf8_lossy(&trace(SIDECAR, &[url, "-H", "end-user: mary"]).stdout).contains("jason"));
    check(SIDECAR, &["--inbound", "http://me:9080/", "--explain"], 0, &["destination_port wants 15006, connection has 9080"]);
}

#[test]
fn what_fails_stands_first_with_what_is_near() {
    let run = trace(GATEWAY, &["http://bookinfo.example/cart"]);
    let printed = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.code, 1);
    assert_eq!(printed.lines().nth(2), Some("→ 404 NR: no route of virtual host *:80 matches /cart"));
    assert!(printed.contains("closest: #1: path = /productpage: request has /cart"), "{printed}");
}

#[test]
fn json_has_the_fields_that_scripts_rely_on() {
    let answer = trace(SIDECAR, &["http://reviews:9080/reviews/0", "-H", "end-user: jason", "-o", "json"]).json();
    for (field, expect) in [
        ("disposition", "forwarded"),
        ("listener", "0.0.0.0_9080"),
        ("filter", "http_connection_manager"),
        ("routeConfig", "9080"),
        ("virtualHost", "reviews.default.svc.cluster.local:9080"),
        ("action", "cluster"),
        ("path", "/reviews/0"),
        ("host", "reviews:9080"),
        ("origin", "virtualservice/default/reviews"),
    ] {
        assert_eq!(answer[field], expect, "{field}");
    }
    assert_eq!((&answer["routeIndex"], &answer["status"], &answer["location"]), (&Value::from(0), &Value::Null, &Value::Null));
    assert_eq!(answer["clusters"][0]["name"], "outbound|9080|v2|reviews.default.svc.cluster.local");
    assert_eq!(answer["endpoints"][0]["address"], "10.244.0.15:9080");
    assert_eq!(answer["endpoints"][0]["status"], "HEALTHY");
}

#[test]
fn many_requests_are_answered_in_order() {
    let file = std::env::temp_dir().join(format!("meshctl-requests-{}", std::process::id()));
    let lines: Vec<_> = (0..1000)
        .map(|number| format!(r#"{{"authority":"reviews:9080","path":"/reviews/{number}","headers":[["end-user","jason"]]}}"#))
        .collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let run = trace(SIDECAR, &["--requests", file.to_str().unwrap()]);
    std::fs::remove_file(&file).unwrap();
    let paths: Vec<_> =
        String::from_utf8(run.stdout).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["path"].clone()).collect();
    let expect: Vec<_> = (0..1000).map(|number| Value::from(format!("/reviews/{number}"))).collect();
    assert_eq!((run.code, paths), (0, expect));
    let run =
        fed(&format!("trace -f {SIDECAR} --requests -"), "{\"url\":\"http://reviews:9080/\"}\n\n{\"headers\":[1]}\n{\"port\":15006}\n");
    let words: Vec<_> = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["disposition"].clone())
        .collect();
    assert_eq!((run.code, words), (4, vec!["forwarded".into(), "error".into(), "undetermined".into()]));
    assert!(run.stderr.contains("line 3"), "{}", run.stderr);
}

#[test]
fn a_way_can_be_drawn() {
    check(SIDECAR, &["http://reviews:9080/", "--mermaid"], 0, &["flowchart TD", "-->|\"80 %\"|"]);
    check(SIDECAR, &["http://reviews:9080/", "--dot"], 0, &["digraph trace {", "[label=\"20 %\"]"]);
}

#[test]
fn a_question_that_is_mistyped_is_told() {
    let url = "http://reviews:9080/";
    check(SIDECAR, &[], 2, &["no request given", "http://HOST/PATH"]);
    check(SIDECAR, &["http:///x"], 2, &["has no host"]);
    check(SIDECAR, &["ftp://a/"], 2, &["ftp is no scheme"]);
    check(SIDECAR, &[url, "-X", "get"], 2, &["get is no method", "-X GET"]);
    check(SIDECAR, &[url, "-H", "end-user jason"], 2, &["is no header", "colon"]);
    check(SIDECAR, &[url, "--destination", "reviews"], 2, &["--destination reviews is no address"]);
    check(SIDECAR, &[url, "--runtime", "x"], 2, &["--runtime x is no KEY=VALUE"]);
    check(SIDECAR, &["--curl", "curl -s"], 2, &["it has no URL"]);
    check(SIDECAR, &[url, "--listener", "none"], 1, &["there is no listener none"]);
    check("bookinfo-sidecar/clusters.json", &[url], 4, &["no listeners", "config_dump?include_eds"]);
    check(
        SIDECAR,
        &["--curl", "curl -X POST http://reviews:9080/x -H 'end-user: jason'"],
        0,
        &["POST http://reviews:9080/x", "10.244.0.15:9080"],
    );
}
