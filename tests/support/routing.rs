//! A trace held to what a real Envoy answered: a line of `fixtures/routing`, or one that the referee has just made.
//!
//! A line is a proxy with its dump, and requests with Envoy's answers. What a trace claims must be equal.

use meshctl::envoy::document;
use meshctl::envoy::dump::Dump;
use meshctl::trace::action::{Action, ClusterSpecifier};
use meshctl::trace::answer::Answer;
use meshctl::trace::asked::Asked;
use meshctl::trace::disposition::{Details, Disposition};
use meshctl::trace::model::{Model, SECTIONS};
use meshctl::trace::walk::{Trace, trace};
use serde_json::Value;

/// How a case ended here.
pub enum Verdict {
    /// As Envoy's.
    Agrees,
    /// A configuration and a request can't tell, for this reason.
    Undetermined(String),
    /// Otherwise than Envoy's: what differs.
    Differs(String),
}

/// The verdict on each case of a proxy, in order.
pub fn judge(proxy: &Value) -> Vec<Verdict> {
    let json = proxy["config_dump"].to_string();
    let mut dump = Dump::new(&SECTIONS);
    document::read(json.as_bytes(), &mut dump).unwrap();
    let (model, problems) = Model::new(&dump);
    assert!(problems.is_empty(), "{}: {problems:?}", proxy["name"]);
    let judged = proxy["cases"].as_array().unwrap().iter().map(|case| {
        let asked = Asked::read(case["request"].to_string().as_bytes()).unwrap();
        let entry = asked.listener.as_deref().unwrap();
        let listener = model.listeners.iter().find(|listener| listener.name == entry).unwrap();
        let answer = trace(&model, listener, &asked.connection, asked.request.as_ref());
        let mut differences = Differences(Vec::new());
        // A case without a request is one of a connection.
        let compare = if asked.request.is_some() { compare_route } else { compare_chain };
        compare(case, &answer, &mut differences);
        if differences.0.is_empty() {
            Verdict::Agrees
        } else if answer.disposition == Disposition::Undetermined {
            Verdict::Undetermined(answer.reason)
        } else {
            Verdict::Differs(format!(
                "{} case {} {}: {}\n    request {}\n    expect  {}\n    reason  {}",
                proxy["name"],
                case["id"],
                case.get("label").unwrap_or(&Value::Null),
                differences.0.join("; "),
                case["request"],
                case["expect"],
                answer.reason
            ))
        }
    });
    judged.collect()
}

struct Differences(Vec<String>);

impl Differences {
    fn text(&mut self, what: &str, expect: &Value, ours: Option<&str>) {
        if expect.as_str() != ours {
            self.0.push(format!("{what}: expected {expect}, found {ours:?}"));
        }
    }

    fn number(&mut self, what: &str, expect: &Value, ours: Option<u64>) {
        if expect.as_u64() != ours {
            self.0.push(format!("{what}: expected {expect}, found {ours:?}"));
        }
    }
}

/// The word of the corpus for how a trace ended.
fn outcome(trace: &Trace<'_, '_>) -> &'static str {
    match (trace.disposition, trace.details) {
        (Disposition::Forwarded, _) => "forward",
        (Disposition::Redirected, Some(Details::PathNormalization)) => "normalize_redirect",
        (Disposition::Redirected, _) if trace.route.is_none() => "https_redirect",
        (Disposition::Redirected, _) => "redirect",
        (Disposition::NoCluster, _) => "cluster_not_found",
        (Disposition::UpgradeRejected, _) => "upgrade_rejected",
        (disposition, _) => disposition.word(),
    }
}

fn compare_route(case: &Value, ours: &Trace<'_, '_>, differences: &mut Differences) {
    let expect = &case["expect"];
    let clusters = expect.get("clusters").and_then(Value::as_array);
    // Of what chance decides, each way must be possible; the corpus has the one that was taken.
    let is_chance = ours.targets.iter().filter(|target| target.share > 0.0).count() > 1;
    if is_chance {
        assert!(clusters.is_some());
    } else {
        differences.text("outcome", &expect["outcome"], Some(outcome(ours)));
        differences.text(
            "details",
            &Value::from(expect["details"].as_str().filter(|details| !matches!(*details, "via_upstream" | "downstream_remote_disconnect"))),
            ours.details.map(Details::word),
        );
        let flags = expect["flags"].as_str().filter(|flags| !matches!(*flags, "-" | "DC")).unwrap_or_default();
        differences.text("flags", &Value::from(flags), Some(ours.flags));
        let own_status = expect["outcome"] != "forward";
        let status = ours.answer.as_ref().map(|answer| u64::from(answer.status));
        differences.number("status", if own_status { &expect["status"] } else { &Value::Null }, status);
        let grpc_status = ours.answer.as_ref().and_then(|answer| answer.grpc_status).map(|status| status.to_string());
        differences.text("grpc status", expect.get("grpc_status").unwrap_or(&Value::Null), grpc_status.as_deref());
    }
    differences.text("virtual host", &expect["virtual_host"], ours.host.map(|host| &*host.virtual_host.name));
    let route = ours.route.map(|(_, route)| &*route.name);
    differences.text("route", &expect["route"], route);
    differences.text("route configuration", &expect["route_config"], Answer::of(ours).route_config);
    differences.text("location", expect.get("location").unwrap_or(&Value::Null), ours.location.as_deref());
    if let (Some(path), Some(arrived)) = (expect.get("path_at_match"), &ours.arrived) {
        differences.text("path at match", path, arrived.http.path.as_deref());
    }
    if let (Some(domain), Some(host), Some(configuration), Some(arrived)) =
        (case["derived"].get("domain"), ours.host, ours.route_configuration, &ours.arrived)
    {
        let compared = configuration.host(&arrived.http).unwrap_or_default();
        differences.text("domain", domain, Some(host.domain(&compared)));
    }
    if let Some(cluster) = expect.get("cluster") {
        differences.text("cluster", cluster, ours.targets.first().map(|target| &*target.name));
    }
    if let Some(clusters) = clusters {
        let Some((_, route)) = ours.route else { return };
        let Action::Route(action) = &route.action else { return };
        assert!(matches!(action.cluster, ClusterSpecifier::Weighted(_)));
        let expected: Vec<_> = clusters
            .iter()
            .map(|cluster| (cluster["name"].as_str(), cluster["cluster_header"].as_str(), cluster["weight"].as_u64().unwrap_or(0)))
            .collect();
        let found: Vec<_> = ours
            .targets
            .iter()
            .map(|target| (Some(&*target.name).filter(|_| target.header.is_none()), target.header, target.weight.unwrap_or(0)))
            .collect();
        if expected != found {
            differences.0.push(format!("clusters: expected {expected:?}, found {found:?}"));
        }
        let possible: Vec<_> = ours.targets.iter().filter(|target| target.share > 0.0).map(|target| &*target.name).collect();
        let picked = expect["picked_cluster"].as_str().unwrap_or_default();
        if !possible.contains(&picked) {
            differences.0.push(format!("cluster: {picked} was picked, found possible {possible:?}"));
        }
        if let Some(expected) = case["derived"].get("possible_clusters").and_then(Value::as_array) {
            let mut expected: Vec<_> = expected.iter().filter_map(Value::as_str).collect();
            let mut possible = possible.clone();
            expected.sort_unstable();
            possible.sort_unstable();
            possible.dedup();
            if expected != possible {
                differences.0.push(format!("possible clusters: expected {expected:?}, found {possible:?}"));
            }
        }
    }
    // What a cluster's own host rewrite makes is known where the cluster is.
    if let Some(upstream) = expect.get("upstream")
        && !is_chance
    {
        // A CONNECT over HTTP/1 has its target in the path's place.
        if ours.arrived.as_ref().is_some_and(|arrived| arrived.http.path.is_some()) {
            differences.text("upstream path", &upstream["path"], ours.path.as_deref());
        }
        differences.text("upstream host", &upstream["authority"], ours.authority.as_deref());
    }
}

fn compare_chain(case: &Value, ours: &Trace<'_, '_>, differences: &mut Differences) {
    let expect = &case["expect"];
    differences.text("listener", &expect["listener"], ours.listener.map(|listener| &*listener.name));
    differences.text("filter chain", &expect["filter_chain"], ours.chain.map(|chain| &*chain.name));
    if expect["default"].as_bool() != Some(ours.is_default_chain) {
        differences.0.push(format!("default: expected {}", expect["default"]));
    }
    let filter = expect.get("filter").and_then(Value::as_str).and_then(|name| name.rsplit('.').next());
    differences.text("filter", &Value::from(filter), ours.filter.map(|filter| filter.word()));
    let possible: Vec<_> = ours.targets.iter().filter(|target| target.share > 0.0).collect();
    if let Some(cluster) = expect.get("cluster") {
        differences.text("cluster", cluster, ours.targets.first().map(|target| &*target.name));
    }
    if let Some(clusters) = expect.get("clusters").and_then(Value::as_array) {
        let expected: Vec<_> = clusters.iter().map(|cluster| (cluster["name"].as_str().unwrap(), cluster["weight"].as_u64())).collect();
        let found: Vec<_> = ours.targets.iter().map(|target| (&*target.name, target.weight)).collect();
        if expected != found {
            differences.0.push(format!("clusters: expected {expected:?}, found {found:?}"));
        }
    }
    // The flag of a chosen target, or of no chain.
    let flags = expect["flags"].as_str().filter(|flags| !matches!(*flags, "-" | "DPE")).unwrap_or_default();
    if ours.filter.is_none_or(|filter| filter.word() == "tcp_proxy") && possible.len() < 2 {
        differences.text("flags", &Value::from(flags), Some(ours.flags));
    }
    if let Some(details) = expect.get("details") {
        differences.text("details", details, ours.details.map(Details::word));
    }
}
