//! What real Envoys answer: each request of the plan, the loggers' levels, and the states that the tests' proxies are in.

mod support;

use meshctl::source::logging::{self, Change, Level, LevelError, LoggingError};
use meshctl::source::requests::{Answer, Wanted, classify, requests};
use serde_json::{Value, json};
use support::envoy::Envoy;
use support::scenes::{self, items};
use support::upstream::Mood;

/// Every section with the `@type`s of its parts of a dump, without their common start and end.
const SECTIONS: [(Wanted, &[&str]); 7] = [
    (Wanted::Bootstrap, &["Bootstrap"]),
    (Wanted::Listeners, &["Listeners"]),
    (Wanted::Routes, &["Routes", "ScopedRoutes"]),
    (Wanted::Clusters, &["Clusters"]),
    (Wanted::Eds, &["Endpoints"]),
    (Wanted::Secrets, &["Secrets"]),
    (Wanted::Ecds, &["Ecds"]),
];

/// The parts of a dump that have one of these `@type`s.
fn parts(dump: &Value, types: &[&str]) -> Vec<Value> {
    let wanted = |part: &&Value| {
        let name = part["@type"].as_str().and_then(|name| name.strip_prefix("type.googleapis.com/envoy.admin.v3."));
        name.and_then(|name| name.strip_suffix("ConfigDump")).is_some_and(|name| types.contains(&name))
    };
    dump["configs"].as_array().unwrap().iter().filter(wanted).cloned().collect()
}

/// What a proxy answers to the requests for one section that ask for a dump, and how many of them found no such section.
fn asked(envoy: &Envoy, wanted: Wanted) -> (Vec<Value>, usize) {
    let admin = envoy.admin();
    let (mut found, mut absent) = (Vec::new(), 0);
    for request in requests(wanted).iter().filter(|request| request.path.starts_with("/config_dump")) {
        match classify(admin.get(request.path)).unwrap() {
            Answer::Found(bytes) => {
                let answer: Value = serde_json::from_slice(&bytes).unwrap();
                found.extend(answer["configs"].as_array().unwrap().iter().cloned());
            }
            Answer::Absent => absent += 1,
            Answer::Refused(error) => panic!("{error}"),
        }
    }
    (found, absent)
}

/// Asking for a section gives what a dump of everything has of it, without loss and without anything else.
fn each_section_is_whole(envoy: &Envoy, absent: &[(Wanted, usize)]) {
    let dump = envoy.json("/config_dump?include_eds");
    for (wanted, types) in SECTIONS {
        let expected_absent = absent.iter().find(|(section, _)| *section == wanted).map_or(0, |(_, count)| *count);
        let (mut found, missing) = asked(envoy, wanted);
        let mut expected = parts(&dump, types);
        // A dump of everything has its parts in another order than requests that follow each other.
        for parts in [&mut found, &mut expected] {
            parts.sort_by_key(Value::to_string);
        }
        assert_eq!(found, expected, "{wanted:?}");
        assert_eq!(missing, expected_absent, "{wanted:?}");
    }
    assert_eq!(asked(envoy, Wanted::All), (dump["configs"].as_array().unwrap().clone(), 0));
}

#[test]
fn a_proxy_without_a_control_plane_answers_each_request_of_the_plan() {
    let envoy = scenes::plain();
    each_section_is_whole(&envoy, &[(Wanted::Ecds, 1)]);

    let dump = envoy.json("/config_dump?include_eds");
    let count = |list| items(&dump, list).len();
    assert_eq!(["static_listeners", "static_clusters", "static_secrets", "static_endpoint_configs"].map(count), [3; 4]);
    assert_eq!(["static_route_configs", "inline_scoped_route_configs"].map(count), [1; 2]);

    // The requests that are no dump.
    for wanted in [Wanted::Endpoints, Wanted::Secrets, Wanted::All] {
        for request in requests(wanted).iter().filter(|request| !request.path.starts_with("/config_dump")) {
            let answer = envoy.json(request.path);
            let (key, expected) = match request.path {
                "/clusters?format=json" => ("cluster_statuses", 3),
                "/certs" => ("certificates", 1),
                "/server_info" => ("command_line_options", 0),
                other => panic!("{other}"),
            };
            assert!(answer[key].as_array().map_or(0, Vec::len) == expected && !answer[key].is_null(), "{answer}");
        }
    }
}

#[test]
fn a_proxy_with_a_control_plane_answers_each_request_of_the_plan() {
    let envoy = scenes::dynamic();
    each_section_is_whole(&envoy, &[]);

    let dump = envoy.json("/config_dump?include_eds");
    let listeners: Value = items(&dump, "dynamic_listeners").iter().map(|item| json!([item["name"], states(item)])).collect();
    assert_eq!(
        listeners,
        json!([
            ["web", ["active"]],
            ["scoped", ["active"]],
            ["replaced", ["active", "draining"]],
            ["kept", ["active", "error"]],
            ["warming-rds", ["warming"]],
            ["warming-sds", ["warming"]],
            ["removed", ["draining"]],
            ["rejected", ["error"]],
            // Envoy tells every rejection once more, without a name.
            [null, ["error"]],
            [null, ["error"]],
        ])
    );
    let names = |list, path| -> Vec<&str> {
        items(&dump, list).into_iter().map(|item| item.pointer(path).and_then(Value::as_str).unwrap_or("?")).collect()
    };
    assert_eq!(names("dynamic_active_clusters", "/cluster/name"), ["active"]);
    assert_eq!(names("dynamic_warming_clusters", "/cluster/name"), ["warming-eds", "warming-sds"]);
    assert_eq!(names("dynamic_route_configs", "/route_config/name"), ["routes"]);
    assert_eq!(names("dynamic_scoped_route_configs", "/scoped_route_configs/0/name"), ["second-tenant"]);
    assert_eq!(names("dynamic_active_secrets", "/name"), ["server"]);
    let mut warming = names("dynamic_warming_secrets", "/name");
    warming.sort_unstable();
    assert_eq!(warming, ["missing-for-cluster", "missing-for-listener"]);
    assert_eq!(names("ecds_filters", "/ecds_filter/name"), ["discovered-http", "discovered-network"]);
    assert_eq!(parts(&dump, &["Ecds"]).len(), 2);
}

/// Which of its four states a listener has.
fn states(listener: &Value) -> Vec<&'static str> {
    let all = ["active", "warming", "draining", "error"];
    all.into_iter().filter(|state| !listener[format!("{state}_state")].is_null()).collect()
}

#[test]
fn an_empty_proxy_tells_empty_sections_from_absent_ones() {
    let envoy = scenes::bare("{ address: { socket_address: { address: 127.0.0.1, port_value: 0 } } }");
    // Two requests are for routes: there are neither routes nor scopes.
    each_section_is_whole(&envoy, &[(Wanted::Routes, 2), (Wanted::Eds, 1), (Wanted::Ecds, 1)]);
    let (clusters, _) = asked(&envoy, Wanted::Clusters);
    assert_eq!(clusters, [json!({ "@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump" })]);
    assert_eq!(envoy.json("/clusters?format=json"), json!({}));
}

#[test]
fn where_masks_are_refused_the_fallback_answers() {
    let admin = "{ address: { socket_address: { address: 127.0.0.1, port_value: 0 } }, allow_paths: [ { exact: /config_dump } ] }";
    let envoy = scenes::bare(admin);
    for request in requests(Wanted::Clusters) {
        assert!(matches!(classify(envoy.admin().get(request.path)), Ok(Answer::Refused(_))));
        let answer = envoy.json(request.fallback.unwrap());
        assert_eq!(parts(&answer, &["Clusters"]).len(), 1);
    }
}

#[test]
fn hosts_change_as_their_health_checks_say() {
    let health = scenes::health();
    let is = |key: &'static str| move |status: &Value| status[key] == true;
    health.status_when(1, "unhealthy host", is("failed_active_health_check"));
    health.status_when(2, "degraded host", is("failed_active_degraded_check"));
    let fine = |status: &Value| *status == json!({ "eds_health_status": "HEALTHY" });
    health.status_when(0, "healthy host", fine);

    health.upstreams[0].set(Mood::Unhealthy);
    health.upstreams[1].set(Mood::Healthy);
    health.status_when(0, "host that has failed", is("failed_active_health_check"));
    health.status_when(1, "host that is well again", fine);
}

/// The loggers whose level is not `from`.
fn changed(loggers: logging::Loggers, from: &str) -> Vec<String> {
    loggers.0.iter().filter(|logger| logger.level != from).map(|logger| logger.to_string()).collect()
}

#[test]
fn levels_are_read_and_set() {
    let envoy = scenes::plain();
    let admin = envoy.admin();
    let text = String::from_utf8(admin.post("/logging").unwrap()).unwrap();
    let before = logging::levels(&admin).unwrap();
    assert_eq!(before.to_string(), text, "levels print as Envoy prints them");
    assert!(before.0.len() > 50 && before.0.iter().all(|logger| logger.level == "info"));

    let set = |notation: &str| logging::set(&admin, &notation.parse::<Change>().unwrap());
    for level in Level::ALL {
        assert_eq!(changed(set(level.name()).unwrap(), level.name()), [""; 0]);
    }
    assert_eq!(changed(set("warn,http:debug").unwrap(), "warning"), ["http: debug"]);
    assert_eq!(changed(set("upstream:trace,ns::redis=off").unwrap(), "warning"), ["http: debug", "redis: off", "upstream: trace"]);

    let error = set("off,htpt:debug").unwrap_err();
    let expected = LevelError::Logger { given: "htpt".into(), nearest: Some("http".into()) };
    assert!(matches!(&error, LoggingError::Level(error) if *error == expected), "{error:?}");
    assert_eq!(changed(logging::levels(&admin).unwrap(), "warning").len(), 3, "nothing changes when one logger is unknown");
}

#[test]
fn a_reset_goes_back_to_the_command_line() {
    for (flags, level, others) in [
        (&[][..], "info", &[][..]),
        (&["-l", "warn", "--component-log-level", "misc:error,http:warn,upstream:debug"], "warning", &["misc: error", "upstream: debug"]),
    ] {
        let envoy = scenes::plain_with(flags);
        let admin = envoy.admin();
        logging::set(&admin, &"off,upstream:trace".parse().unwrap()).unwrap();
        assert_eq!(changed(logging::reset(&admin).unwrap(), level), others);
        assert_eq!(changed(logging::levels(&admin).unwrap(), level), others);
    }
}

#[test]
fn loggers_of_source_files_are_set_by_globs() {
    let envoy = scenes::plain_with(&["--enable-fine-grain-logging"]);
    let admin = envoy.admin();
    logging::set(&admin, &"source/common/*:trace,nobody:debug".parse().unwrap()).unwrap();
    // Envoy lists hardly any of these loggers, but they speak: here about the requests themselves.
    let traced = || envoy.log().lines().filter(|line| line.contains("[trace] [source/common/")).count();
    assert!(traced() > 0);
    logging::reset(&admin).unwrap();
    let before = traced();
    logging::levels(&admin).unwrap();
    assert_eq!(traced(), before);
}
