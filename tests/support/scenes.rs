//! Real Envoys in the states that matter, each as one function. Their configurations stand in `support/envoy/`.

use serde_json::Value;

pub use super::dump::items;
use super::envoy::Envoy;
use super::upstream::{Mood, Upstream};

/// An Envoy without a control plane: static listeners (HTTP, scoped routes, TCP with TLS), clusters and secrets.
pub fn plain() -> Envoy {
    plain_with(&[])
}

/// The same, with more command line flags.
pub fn plain_with(flags: &[&str]) -> Envoy {
    let envoy = Envoy::start(include_str!("envoy/plain.yaml"), &[], flags);
    envoy.live();
    envoy
}

/// The same as [`plain`], its admin interface on a unix socket.
pub fn plain_on_a_socket() -> Envoy {
    let port = "{ socket_address: { address: 127.0.0.1, port_value: 0 } }";
    let bootstrap = include_str!("envoy/plain.yaml").replacen(port, "{ pipe: { path: \"@DIR@/admin.sock\" } }", 1);
    let envoy = Envoy::start(&bootstrap, &[], &[]);
    envoy.live();
    envoy
}

/// An Envoy with nothing but an admin interface, whose YAML is `admin`.
pub fn bare(admin: &str) -> Envoy {
    Envoy::start(&format!("admin: {admin}\n"), &[], &[])
}

/// An Envoy that gets its configuration from files, with one resource in each state:
///
/// | resource | states |
/// | --- | --- |
/// | listener | `web`, `scoped`: active; `replaced`: active and draining; `removed`: draining; `kept`: active with a rejected update; `rejected`: never accepted; `warming-rds`, `warming-sds` |
/// | cluster | `active`; `warming-eds`, `warming-sds`; `silent`: static |
/// | route configuration | `routes`; `missing` was asked for and never came |
/// | scoped route | `second-tenant` |
/// | secret | `server`: active; `missing-for-listener`, `missing-for-cluster`: warming |
/// | extension configuration | `discovered-http`, `discovered-network` |
pub fn dynamic() -> Envoy {
    let files = [
        ("cds.yaml", include_str!("envoy/cds-1.yaml")),
        ("lds.yaml", include_str!("envoy/lds-1.yaml")),
        ("eds.yaml", include_str!("envoy/eds.yaml")),
        ("rds.yaml", include_str!("envoy/rds.yaml")),
        ("srds.yaml", include_str!("envoy/srds.yaml")),
        ("sds.yaml", include_str!("envoy/sds.yaml")),
        ("ecds-http.yaml", include_str!("envoy/ecds-http.yaml")),
        ("ecds-network.yaml", include_str!("envoy/ecds-network.yaml")),
    ];
    // A listener drains for as long as the test lasts.
    let envoy = Envoy::start(include_str!("envoy/dynamic.yaml"), &files, &["--drain-time-s", "600"]);
    // What never comes would keep a starting proxy from ever being live, so it is only asked for afterwards.
    envoy.live();
    envoy.replace("cds.yaml", include_str!("envoy/cds-2.yaml"));
    envoy.dump_when("warming clusters", |dump| items(dump, "dynamic_warming_clusters").len() == 2);
    envoy.replace("lds.yaml", include_str!("envoy/lds-2.yaml"));
    envoy.dump_when("a draining and a rejected listener", |dump| {
        let with = |state: &str| items(dump, "dynamic_listeners").iter().filter(|item| !item[state].is_null()).count();
        with("draining_state") == 2 && with("warming_state") == 2 && with("error_state") >= 2
    });
    envoy
}

/// An Envoy that asks three upstreams for their health, in this order: a healthy, an unhealthy and a degraded one.
pub struct Health {
    /// The proxy, with one cluster: `checked`.
    pub envoy: Envoy,
    /// The upstreams, which can change.
    pub upstreams: [Upstream; 3],
}

/// See [`Health`].
pub fn health() -> Health {
    let upstreams = [Mood::Healthy, Mood::Unhealthy, Mood::Degraded].map(Upstream::start);
    let bootstrap = upstreams.iter().enumerate().fold(include_str!("envoy/health.yaml").to_owned(), |text, (i, upstream)| {
        text.replace(&format!("@PORT{i}@"), &upstream.port().to_string())
    });
    let health = Health { envoy: Envoy::start(&bootstrap, &[], &[]), upstreams };
    health.envoy.live();
    health
}

/// An Envoy with what wide tables tell of (see `envoy/wide.yaml`), and its upstreams: a healthy, an unhealthy and a degraded one, then four
/// healthy and an unhealthy one.
pub fn wide() -> (Envoy, Vec<Upstream>) {
    let first = [Mood::Healthy, Mood::Unhealthy, Mood::Degraded];
    let moods = first.into_iter().chain([Mood::Healthy; 4]).chain([Mood::Unhealthy]);
    let upstreams: Vec<Upstream> = moods.map(Upstream::start).collect();
    let certificate = include_str!("envoy/test-only.crt").replace('\n', "\\n");
    let bootstrap = include_str!("envoy/wide.yaml").replace("@CERTIFICATE@", &certificate);
    let bootstrap = upstreams
        .iter()
        .enumerate()
        .fold(bootstrap, |text, (number, upstream)| text.replace(&format!("@PORT{number}@"), &upstream.port().to_string()));
    let envoy = Envoy::start(&bootstrap, &[], &[]);
    envoy.live();
    (envoy, upstreams)
}

impl Health {
    /// The `health_status` that `/clusters` tells of an upstream, once `done` holds for it.
    pub fn status_when(&self, upstream: usize, what: &str, done: impl Fn(&Value) -> bool) -> Value {
        let status = |clusters: &Value| {
            let hosts = clusters["cluster_statuses"][0]["host_statuses"].as_array().cloned().unwrap_or_default();
            let port = self.upstreams[upstream].port();
            let host = hosts.into_iter().find(|host| host["address"]["socket_address"]["port_value"] == port);
            host.map(|host| host["health_status"].clone()).unwrap_or_default()
        };
        status(&self.envoy.json_when("/clusters?format=json", what, |clusters| done(&status(clusters))))
    }
}
