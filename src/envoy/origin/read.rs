//! Reading the origins out of a message's own bytes: its name, its `metadata`, and the few fields in which a product tells more.

use std::borrow::Cow;

use super::{Origin, add, contour, envoy_gateway, gloo, istio, kuma, of_cluster_name};
use crate::envoy::json::reader::{Reader, Result};

/// What one message tells of its origins, for whoever reads its fields anyway. What can't be read tells nothing.
#[derive(Clone, Debug, Default)]
pub struct Traces<'a> {
    name: Cow<'a, str>,
    alt_stat_name: Cow<'a, str>,
    /// The name that a cluster asks EDS for.
    eds_name: Cow<'a, str>,
    /// What its metadata tells.
    told: Vec<Origin>,
}

impl<'a> Traces<'a> {
    /// Looks at a field of the message.
    pub fn see(&mut self, field: &str, mut value: Reader<'a>) {
        match field {
            "name" => self.name = value.text().unwrap_or_default(),
            "alt_stat_name" => self.alt_stat_name = value.text().unwrap_or_default(),
            "eds_cluster_config" => self.eds_name = value.text_of("service_name").unwrap_or_default(),
            // Metadata of another shape costs itself alone.
            "metadata" => drop(read_metadata(&mut value, &mut self.told)),
            _ => {}
        }
    }

    /// Whether no name and no metadata was seen.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.told.is_empty()
    }

    /// Looks at all fields of a message. What is broken ends the reading.
    fn of(message: &'a [u8]) -> Self {
        let mut traces = Traces::default();
        let _ = Reader::new(message, 0).fields(|field, value| {
            traces.see(field, *value);
            Ok(())
        });
        traces
    }

    /// The origins of a `Cluster`.
    pub fn of_cluster(&self) -> Vec<Origin> {
        let mut found = of_cluster_name(&self.name);
        add(&mut found, contour::of_cluster(&self.name, &self.eds_name));
        add(&mut found, gloo::of_cluster(&self.name, &self.eds_name, &self.alt_stat_name));
        add(&mut found, self.told.iter().cloned());
        found
    }

    /// The origins of a `VirtualHost` or a `RouteConfiguration`, without those of its parts.
    pub fn of_hosts(&self) -> Vec<Origin> {
        let mut found = of_host_name(&self.name);
        add(&mut found, self.told.iter().cloned());
        found
    }

    /// The origins of a `Route`.
    pub fn of_route(&self) -> Vec<Origin> {
        let mut found: Vec<Origin> = envoy_gateway::of_name(&self.name).or_else(|| kuma::of_name(&self.name)).into_iter().collect();
        add(&mut found, self.told.iter().cloned());
        found
    }

    /// The origins of a `Listener`, without those of its filter chains.
    pub fn of_listener(&self) -> Vec<Origin> {
        let mut found: Vec<Origin> = kuma::of_name(&self.name).into_iter().collect();
        add(&mut found, self.told.iter().cloned());
        found
    }
}

/// The origins of a `Cluster`.
pub fn of_cluster(cluster: &[u8]) -> Vec<Origin> {
    Traces::of(cluster).of_cluster()
}

/// The origins of a `RouteConfiguration`: its own, then those of its virtual hosts and routes.
pub fn of_route_configuration(configuration: &[u8]) -> Vec<Origin> {
    let mut name = Cow::Borrowed("");
    let mut parts = Vec::new();
    let told = fields(configuration, |field, value| {
        match field {
            "name" => name = value.text()?,
            "virtual_hosts" => value.elements(|host| {
                let host = host.raw()?;
                add(&mut parts, of_virtual_host(host));
                fields(host, |field, value| {
                    if field == "routes" {
                        value.elements(|route| {
                            add(&mut parts, of_route(route.raw()?));
                            Ok(())
                        })?;
                    }
                    Ok(())
                });
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    });
    let mut found = of_host_name(&name);
    add(&mut found, told);
    add(&mut found, parts);
    found
}

/// The origins that a `RouteConfiguration` has itself, by its name and metadata.
pub fn of_route_configuration_alone(configuration: &[u8]) -> Vec<Origin> {
    Traces::of(configuration).of_hosts()
}

/// The origins of a `VirtualHost`, without those of its routes.
pub fn of_virtual_host(host: &[u8]) -> Vec<Origin> {
    Traces::of(host).of_hosts()
}

/// The origins of a `Route`.
pub fn of_route(route: &[u8]) -> Vec<Origin> {
    Traces::of(route).of_route()
}

/// The origins of a `Listener`: its own, then those of its filter chains.
pub fn of_listener(listener: &[u8]) -> Vec<Origin> {
    let mut parts = Vec::new();
    fields(listener, |field, value| {
        match field {
            "filter_chains" => value.elements(|chain| {
                add(&mut parts, of_filter_chain(chain.raw()?));
                Ok(())
            })?,
            "default_filter_chain" => add(&mut parts, of_filter_chain(value.raw()?)),
            _ => {}
        }
        Ok(())
    });
    let mut found = of_listener_alone(listener);
    add(&mut found, parts);
    found
}

/// The origins that a `Listener` has itself, by its name and metadata.
pub fn of_listener_alone(listener: &[u8]) -> Vec<Origin> {
    Traces::of(listener).of_listener()
}

/// The origins of a `FilterChain`, with those of routes that stand in it.
///
/// Istio's chain for a Service without a VirtualService has no metadata, and sends to the Service's own cluster
/// (`buildOutboundTCPFilterChainOpts` in `pilot/pkg/networking/core/tls.go`) or has routes of its name. Envoy Gateway's chain for HTTP has the
/// name of its listener and routes of the same name (`internal/xds/translator/listener.go`).
pub fn of_filter_chain(chain: &[u8]) -> Vec<Origin> {
    let mut name = Cow::Borrowed("");
    let mut way = Way::default();
    let told = fields(chain, |field, value| {
        match field {
            "name" => name = value.text()?,
            "filters" => value.elements(|filter| way.read(filter))?,
            _ => {}
        }
        Ok(())
    });
    let mut found: Vec<Origin> = envoy_gateway::of_name(&name).or_else(|| kuma::of_name(&name)).into_iter().collect();
    add(&mut found, told);
    if !name.is_empty() && name == way.routes {
        add(&mut found, envoy_gateway::of_listener_name(&name));
    }
    if found.is_empty() {
        add(&mut found, istio::of_cluster_name(&way.cluster));
        add(&mut found, istio::of_host(&way.routes));
    }
    add(&mut found, way.inline);
    found
}

/// Where a filter chain sends a connection.
#[derive(Default)]
struct Way<'a> {
    /// A TCP proxy's cluster.
    cluster: Cow<'a, str>,
    /// The name of the route configuration that an HTTP connection manager gets.
    routes: Cow<'a, str>,
    /// The origins of one that it has itself.
    inline: Vec<Origin>,
}

impl<'a> Way<'a> {
    /// Reads a network filter.
    fn read(&mut self, filter: &mut Reader<'a>) -> Result<()> {
        let Some(mut config) = filter.find("typed_config")? else { return Ok(()) };
        let type_url = config.text_of("@type")?;
        let is = |name: &str| type_url.ends_with(name);
        let (is_http, is_tcp) = (is(".HttpConnectionManager"), is(".TcpProxy"));
        config.fields(|field, value| {
            match field {
                "cluster" if is_tcp => self.cluster = value.text()?,
                "rds" if is_http => self.routes = value.text_of("route_config_name")?,
                "route_config" if is_http => add(&mut self.inline, of_route_configuration(value.raw()?)),
                _ => {}
            }
            Ok(())
        })
    }
}

/// The origin of a name that Istio makes of a Service's host name, or that is one of Kuma's.
fn of_host_name(name: &str) -> Vec<Origin> {
    istio::of_host(name).or_else(|| kuma::of_name(name)).into_iter().collect()
}

/// Lets `each` read the fields of a message, and gives what its metadata tells. What is broken ends the reading: it tells nothing more.
fn fields<'a>(message: &'a [u8], mut each: impl FnMut(&str, &mut Reader<'a>) -> Result<()>) -> Vec<Origin> {
    let mut found = Vec::new();
    let _ = Reader::new(message, 0).fields(|field, value| {
        if field == "metadata" {
            // Metadata of another shape costs itself alone.
            let _ = read_metadata(&mut value.clone(), &mut found);
            return Ok(());
        }
        each(field, value)
    });
    found
}

/// Reads a `Metadata`.
fn read_metadata(metadata: &mut Reader<'_>, found: &mut Vec<Origin>) -> Result<()> {
    metadata.fields(|field, filters| {
        if field != "filter_metadata" {
            return Ok(());
        }
        filters.entries(|filter, value| match filter {
            "istio" => istio::read(value, found),
            "envoy-gateway" => envoy_gateway::read(value, found),
            "envoy.access_loggers.file" => contour::read(value, found),
            "io.kuma.tags" => kuma::read(value, found),
            _ => Ok(()),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(found: &[Origin]) -> String {
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn clusters() {
        let check = |cluster: &str, expect: &str| assert_eq!(joined(&of_cluster(cluster.as_bytes())), expect, "{cluster}");
        check(
            r#"{"metadata":{"filter_metadata":{"istio":{"config":"/apis/networking.istio.io/v1/namespaces/default/destination-rule/reviews",
            "services":[{"host":"reviews.default.svc.mesh","name":"reviews","namespace":"default"}]}}},"name":"x"}"#,
            "service/default/reviews destinationrule/default/reviews",
        );
        // A ServiceEntry has a host name for its name.
        check(
            r#"{"name":"outbound|443||a.example","metadata":{"filterMetadata":{"istio":{"services":[{"host":"a.example","name":"a.example","namespace":"default"}]}}}}"#,
            "",
        );
        check(
            r#"{"name":"httproute/default/web/rule/0","metadata":{"filter_metadata":{"envoy-gateway":{
            "policies":[{"kind":"BackendTrafficPolicy","namespace":"default","name":"retries"}],
            "resources":[{"kind":"HTTPRoute","namespace":"default","name":"web","sectionName":"rule-0"}]}}}}"#,
            "httproute/default/web backendtrafficpolicy/default/retries",
        );
        check(
            r#"{"name":"projectcontour/the-name-0badc0/8080/da39a3ee5e","eds_cluster_config":{"service_name":"projectcontour/the-name-of-a-service/http"}}"#,
            "service/projectcontour/the-name-of-a-service",
        );
        check(
            r#"{"name":"web_default","alt_stat_name":"kube-upstream_web_default_default_web_80"}"#,
            "upstream/default/web service/default/web",
        );
        check(r#"{"name":"xds_cluster","eds_cluster_config":{}}"#, "");
        // What is broken tells nothing, and costs nothing else.
        check(r#"{"metadata":5,"name":"outbound|80||a.b.svc.cluster.local"}"#, "service/b/a");
        check(r#"{"metadata":{"filter_metadata":{"istio":[1]}},"name":"outbound|80||a.b.svc.cluster.local"}"#, "service/b/a");
        check(r#"{"name":"outbound|80||a.b.svc.cluster.local","metadata":{"filter_metadata":{"istio":{"config":{}}}}}"#, "service/b/a");
        check(r#"{"name":"outbound|80||a.b.svc.cluster.local","metadata":{"#, "service/b/a");
        check("", "");
    }

    const CONTOUR: &str = r#"{"name":"ingress_http","virtual_hosts":[{"name":"a.example","routes":[
        {"metadata":{"filter_metadata":{"envoy.access_loggers.file":{"io.projectcontour.kind":"HTTPProxy",
        "io.projectcontour.namespace":"default","io.projectcontour.name":"root"}}}},{"name":"other"}]}]}"#;

    #[test]
    fn route_configurations() {
        let check = |routes: &str, expect: &str| assert_eq!(joined(&of_route_configuration(routes.as_bytes())), expect, "{routes}");
        check(CONTOUR, "httpproxy/default/root");
        check(
            r#"{"name":"default/eg/http","virtual_hosts":[{"name":"default/eg/http/a_example",
            "metadata":{"filter_metadata":{"envoy-gateway":{"resources":[{"kind":"Gateway","namespace":"default","name":"eg"}]}}},
            "routes":[{"name":"httproute/default/web/rule/0/match/0/a_example"},{"name":"grpcroute/rpc/api/rule/1/match/0/a_example"}]}]}"#,
            "gateway/default/eg httproute/default/web grpcroute/rpc/api",
        );
        check(
            r#"{"name":"kri_msvc_default_z_demo_backend_80","virtual_hosts":[{"routes":[{"name":"kri_mhttpr_default_z_demo_canary_"}]}]}"#,
            "meshservice/demo/backend meshhttproute/demo/canary",
        );
        check(
            r#"{"name":"80","virtual_hosts":[{"name":"a.b.svc.cluster.local:80","routes":[{"name":"default"}]},{"name":"allow_any"}]}"#,
            "service/b/a",
        );
        check(r#"{"virtual_hosts":[5]}"#, "");
    }

    #[test]
    fn listeners() {
        let check = |listener: &str, expect: &str| assert_eq!(joined(&of_listener(listener.as_bytes())), expect, "{listener}");
        let chain = |name: &str, kind: &str, config: &str| {
            format!(r#"{{"name":"{name}","filters":[{{"typed_config":{{"@type":"type.googleapis.com/x.{kind}",{config}}}}}]}}"#)
        };
        let http = chain("default/eg/http", "HttpConnectionManager", r#""rds":{"route_config_name":"default/eg/http"}"#);
        check(&format!(r#"{{"name":"default/eg/http","default_filter_chain":{http}}}"#), "gateway/default/eg");
        // A name of this shape alone may be Cilium's.
        check(r#"{"name":"kube-system/cilium-ingress/listener","filter_chains":[{}]}"#, "");
        let tcp = chain("tcproute/default/db", "TcpProxy", r#""cluster":"tcproute/default/db/rule/-1""#);
        check(&format!(r#"{{"filter_chains":[{tcp}]}}"#), "tcproute/default/db");
        let service = chain("", "TcpProxy", r#""cluster":"outbound|3306||mysql.data.svc.cluster.local""#);
        check(&format!(r#"{{"filter_chains":[{service}]}}"#), "service/data/mysql");
        let routes = chain("", "HttpConnectionManager", r#""rds":{"route_config_name":"kafka.data.svc.cluster.local:9999"}"#);
        check(&format!(r#"{{"filter_chains":[{service},{routes}]}}"#), "service/data/mysql service/data/kafka");
        let inline = chain("", "HttpConnectionManager", &format!(r#""route_config":{CONTOUR}"#));
        check(&format!(r#"{{"filter_chains":[{inline}]}}"#), "httpproxy/default/root");
        // A VirtualService says itself where its chain comes from.
        let own = r#""metadata":{"filter_metadata":{"istio":{"config":"/apis/a/v1/namespaces/data/virtual-service/db"}}}"#;
        check(&format!(r#"{{"filter_chains":[{}]}}"#, service.replacen('{', &format!("{{{own},"), 1)), "virtualservice/data/db");
        check(
            r#"{"name":"outbound:10.0.0.1:80","metadata":{"filter_metadata":{"io.kuma.tags":{"kuma.io/service":"web_demo_svc_80"}}}}"#,
            "service/demo/web",
        );
        check(r#"{"filter_chains":{}}"#, "");
    }
}
