//! The templates, and the places in the fixtures where they are cut out.

use std::path::Path;

use super::template::{Array, Template, find, split};

/// Text that surrounds a list of other resources.
pub struct Frame {
    pub head: Template,
    pub tail: Template,
}

/// What stands between two generated lists of a dump: the end of one section and the beginning of the next, as it was.
pub struct Sections {
    pub before_clusters: String,
    pub before_endpoints: String,
    pub before_listeners: String,
    pub before_routes: String,
    pub after_routes: String,
    /// The clusters, endpoints and listeners of the sidecar itself (inbound, pass-through, virtual listeners), kept as they are.
    pub own_clusters: Vec<String>,
    pub own_endpoints: Vec<String>,
    pub own_listeners: Vec<String>,
}

pub struct Templates {
    pub sections: Sections,
    /// A cluster without and with a DestinationRule, one of its subsets, an HTTP/2 cluster.
    pub cluster: [Template; 4],
    /// A TCP service's cluster without and with a DestinationRule, one of its subsets.
    pub tcp_cluster: [Template; 3],
    pub assignment: Frame,
    pub locality: Frame,
    pub endpoint: Template,
    pub http_listener: Template,
    pub tcp_listener: Template,
    pub route_config: Frame,
    /// A service's virtual host without a VirtualService, with its one route.
    pub plain_host: Template,
    pub virtual_host: Frame,
    /// A VirtualService's routes, the last of which matches any path.
    pub routes: [Template; 4],
    pub allow_any: String,
}

impl Templates {
    /// Cuts the templates out of the dumps in `folder`.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let http = read(folder, "bookinfo-sidecar/config_dump.json")?;
        let tcp = read(folder, "tcp-sidecar/config_dump.json")?;
        let clusters = split(&http, "dynamic_active_clusters")?;
        let endpoints = split(clusters.tail, "dynamic_endpoint_configs")?;
        let listeners = split(endpoints.tail, "dynamic_listeners")?;
        let routes = split(listeners.tail, "dynamic_route_configs")?;
        let tcp_clusters = split(&tcp, "dynamic_active_clusters")?.items;
        let tcp_listeners = split(&tcp, "dynamic_listeners")?.items;

        let reviews = Origin { name: "reviews", namespace: "default", account: "bookinfo-reviews", port: 9080 };
        let prometheus = Origin { name: "prometheus", namespace: "istio-system", account: "default", port: 9090 };
        let jaeger = Origin { name: "jaeger-collector", namespace: "istio-system", account: "default", port: 14250 };
        let echo = Origin { name: "tcp-echo", namespace: "data", account: "tcp-echo", port: 9000 };
        let kafka = Origin { name: "kafka", namespace: "data", account: "kafka", port: 9092 };

        let assignment = split(find(&endpoints.items, "\"outbound|9080||reviews.default.svc.cluster.local\"")?, "endpoints")?;
        let locality = split(find(&assignment.items, "us-east-1a")?, "lb_endpoints")?;
        let config = split(find(&routes.items, "\"name\": \"9080\"")?, "virtual_hosts")?;
        let host = split(find(&config.items, "\"name\": \"reviews.default.svc.cluster.local:9080\"")?, "routes")?;
        let ratings = split(find(&config.items, "\"name\": \"ratings.default.svc.cluster.local:9080\"")?, "routes")?;
        let plain = split(find(&routes.items, "\"name\": \"9090\"")?, "virtual_hosts")?;

        Ok(Self {
            cluster: [
                prometheus.cluster(&clusters.items, "", false)?,
                reviews.cluster(&clusters.items, "", true)?,
                reviews.cluster(&clusters.items, "v1", true)?,
                jaeger.cluster(&clusters.items, "", false)?,
            ],
            tcp_cluster: [
                kafka.cluster(&tcp_clusters, "", false)?,
                echo.cluster(&tcp_clusters, "", true)?,
                echo.cluster(&tcp_clusters, "v1", true)?,
            ],
            assignment: Frame {
                head: Template::cut(
                    assignment.head,
                    &[("outbound|9080||reviews.default.svc.cluster.local", "outbound|{port}|{subset}|{host}")],
                )?,
                tail: Template::cut(assignment.tail, &[])?,
            },
            locality: Frame {
                head: Template::cut(locality.head, &[("us-east-1a", "us-east-1{zone}")])?,
                tail: Template::cut(locality.tail, &[("\"load_balancing_weight\": 1", "\"load_balancing_weight\": {count}")])?,
            },
            endpoint: Template::cut(
                locality.items[0],
                &[
                    ("10.244.0.15", "{address}"),
                    ("9080", "{port}"),
                    ("HEALTHY", "{health}"),
                    ("reviews-v2-jbwc87w74;default;reviews;v2;", "{workload};{namespace};{name};{version};"),
                ],
            )?,
            http_listener: Template::cut(
                find(&listeners.items, "\"name\": \"0.0.0.0_9080\"")?,
                &[("9080", "{port}"), ("2026-11-20T09:14:07.220Z", "{updated}")],
            )?,
            tcp_listener: Template::cut(
                &unversioned(find(&tcp_listeners, "\"name\": \"10.96.119.26_9001\"")?),
                &[
                    ("10.96.119.26", "{ip}"),
                    ("9001||tcp-echo.data.svc.cluster.local", "{port}||{host}"),
                    ("9001", "{port}"),
                    ("2026-11-20T09:14:07.224Z", "{updated}"),
                ],
            )?,
            route_config: Frame {
                head: Template::cut(config.head, &[("9080", "{port}")])?,
                tail: Template::cut(config.tail, &[("2026-11-20T09:14:07.223Z", "{updated}")])?,
            },
            plain_host: Template::cut(
                find(&plain.items, "\"name\": \"kiali.istio-system.svc.cluster.local:9090\"")?,
                &[
                    ("kiali.istio-system.svc.cluster.local", "{host}"),
                    ("kiali.istio-system", "{name}.{namespace}"),
                    ("9090", "{port}"),
                    ("10.96.23.48", "{ip}"),
                ],
            )?,
            virtual_host: Frame {
                head: Template::cut(
                    host.head,
                    &[
                        ("reviews.default.svc.cluster.local", "{host}"),
                        ("reviews.default", "{name}.{namespace}"),
                        ("\"reviews\"", "\"{name}\""),
                        ("9080", "{port}"),
                        ("10.96.45.94", "{ip}"),
                    ],
                )?,
                tail: Template::cut(host.tail, &[])?,
            },
            routes: [
                route(host.items[1], "reviews", &[("v3|", "v2|"), ("80\n", "{weight}\n"), ("20\n", "{rest}\n")])?,
                route(host.items[0], "reviews", &[("jason", "{user}")])?,
                route(ratings.items[0], "ratings", &[("jason", "{user}")])?,
                route(ratings.items[1], "ratings", &[])?,
            ],
            allow_any: find(&config.items, "\"name\": \"allow_any\"")?.to_owned(),
            sections: Sections {
                before_clusters: clusters.head.to_owned(),
                before_endpoints: endpoints.head.to_owned(),
                before_listeners: listeners.head.to_owned(),
                before_routes: routes.head.to_owned(),
                after_routes: routes.tail.to_owned(),
                own_clusters: own(&clusters, |item| !item.contains("\"name\": \"outbound|")),
                own_endpoints: own(&endpoints, |item| !item.contains("\"cluster_name\": \"outbound|")),
                own_listeners: own(&listeners, |item| item.contains("\"name\": \"virtual")),
            },
        })
    }
}

/// The service that a cluster's template was cut from.
struct Origin {
    name: &'static str,
    namespace: &'static str,
    account: &'static str,
    port: u16,
}

impl Origin {
    fn cluster(&self, items: &[&str], subset: &str, rule: bool) -> Result<Template, String> {
        let Self { name, namespace, account, port } = self;
        let host = format!("{name}.{namespace}.svc.cluster.local");
        let text = find(items, &format!("\"name\": \"outbound|{port}|{subset}|{host}\""))?;
        let text = unversioned(text);
        let updated = text.rsplit_once("\"last_updated\": ").map_or("", |(_, after)| after.lines().next().unwrap_or(""));
        let full = format!("outbound|{port}|{subset}|{host}");
        let sni = format!("outbound_.{port}_.{subset}_.{host}");
        let quoted = [format!("\"{host}\""), format!("\"name\": \"{name}\""), format!("\"namespace\": \"{namespace}\"")];
        let san = format!("/ns/{namespace}/sa/{account}");
        let from = format!("/namespaces/{namespace}/destination-rule/{name}");
        let version = format!("\"subset\": \"{subset}\"");
        let mut changes = vec![
            (full.as_str(), "outbound|{port}|{subset}|{host}"),
            (&sni, "outbound_.{port}_.{subset}_.{host}"),
            (&quoted[0], "\"{host}\""),
            (&quoted[1], "\"name\": \"{name}\""),
            (&quoted[2], "\"namespace\": \"{namespace}\""),
            (&san, "/ns/{namespace}/sa/{name}"),
            (updated, "\"{updated}\""),
        ];
        if rule {
            changes.push((&from, "/namespaces/{namespace}/destination-rule/{name}"));
        }
        if !subset.is_empty() {
            changes.push((&version, "\"subset\": \"{subset}\""));
        }
        Template::cut(&text, &changes)
    }
}

/// A template of one of the routes that a VirtualService gave to `name`.
fn route(text: &str, name: &str, more: &[(&str, &str)]) -> Result<Template, String> {
    let (host, short) = (format!("{name}.default.svc.cluster.local:9080/*"), format!("{name}:9080/*"));
    let full = format!("{name}.default.svc.cluster.local");
    let from = format!("/namespaces/default/virtual-service/{name}");
    let mut changes = vec![
        ("\"prefix\": \"/\"", "\"prefix\": \"{path}\""),
        (full.as_str(), "{host}"),
        ("|9080|", "|{port}|"),
        (&from, "/namespaces/{namespace}/virtual-service/{name}"),
    ];
    if text.contains(&host) {
        changes.insert(0, (&host, "{host}:{port}{path}*"));
    } else {
        changes.insert(0, (&short, "{name}:{port}{path}*"));
    }
    changes.extend(more);
    Template::cut(text, &changes)
}

/// The text without a version of its own, which a resource does not have over delta xDS, as Istio speaks it by default.
fn unversioned(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("\"version_info\"")).collect::<Vec<_>>().join("\n")
}

fn own(array: &Array, keep: impl Fn(&str) -> bool) -> Vec<String> {
    array.items.iter().filter(|item| keep(item)).map(|item| (*item).to_owned()).collect()
}

/// The text of a fixture.
pub fn read(folder: &Path, name: &str) -> Result<String, String> {
    let path = folder.join(name);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}
