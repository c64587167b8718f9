//! Where in a pod is the Envoy, whose product is it, and how is its admin interface reached? Read off the pod's description; nothing is
//! asked here.
//!
//! The facts on each product are of its own charts and injectors; the functions say which.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Container, PodSpec};
use serde::Deserialize;

/// A product that runs Envoys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Istio: sidecars, gateways and waypoints.
    Istio,
    /// Envoy Gateway.
    EnvoyGateway,
    /// Contour.
    Contour,
    /// Consul's dataplane.
    Consul,
    /// Kuma and Kong Mesh.
    Kuma,
    /// Cilium's Envoy, one a node.
    Cilium,
    /// Gloo Edge and Gloo Gateway.
    Gloo,
    /// kgateway.
    Kgateway,
    /// An Envoy of no product that is known here.
    Envoy,
}

impl Product {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Product::Istio => "Istio",
            Product::EnvoyGateway => "Envoy Gateway",
            Product::Contour => "Contour",
            Product::Consul => "Consul",
            Product::Kuma => "Kuma",
            Product::Cilium => "Cilium",
            Product::Gloo => "Gloo",
            Product::Kgateway => "kgateway",
            Product::Envoy => "Envoy",
        }
    }
}

/// A way to an admin interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A TCP port of the pod, reached by forwarding it.
    Port {
        /// The port.
        port: u16,
        /// Whether it answers only what reads, as Contour's listener does.
        is_read_only: bool,
    },
    /// A unix socket in the container, reached by running a client there. The path may have a `*` in it.
    Socket(String),
}

impl Way {
    fn port(port: u16) -> Way {
        Way::Port { port, is_read_only: false }
    }
}

/// The Envoy of a pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// Whose it is.
    pub product: Product,
    /// The product's version, by the image's tag.
    pub version: Option<String>,
    /// The container that it runs in.
    pub container: String,
    /// The ways to its admin interface, the likeliest first.
    pub ways: Vec<Way>,
    /// Whether the first way is known, and not only likely: then nothing is asked there but what is wanted.
    pub is_certain: bool,
    /// Other containers that are Envoys too.
    pub others: Vec<String>,
}

/// Why a pod has no Envoy to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoProxy {
    /// Its proxy is another program: its name, and what asks it.
    Other(&'static str, &'static str),
    /// It has no container of this name; these are there.
    NoContainer(String),
}

/// The admin ports that products and examples use, for a container that says nothing: Istio, Consul and Envoy Gateway, Envoy's own
/// examples, Contour's read-only listener, Emissary.
const USUAL_PORTS: [u16; 5] = [15000, 19000, 9901, 9001, 8001];

/// The proxies that are not Envoy, by a word in the image's name: what it is, and what asks it.
const OTHERS: [(&str, &str, &str); 3] = [
    ("ztunnel", "Istio's ztunnel, which is not Envoy", "`istioctl ztunnel-config all POD.NAMESPACE` prints its configuration"),
    ("linkerd", "Linkerd's proxy, which is not Envoy", "`linkerd diagnostics proxy-metrics po/POD` asks it"),
    ("haproxy", "HAProxy, which is not Envoy", "its statistics socket tells its state"),
];

/// What is known of a pod's labels and annotations.
pub(super) type Labels = BTreeMap<String, String>;

/// A pod's description, as far as it tells of its proxy.
pub(super) struct Description<'p> {
    pub(super) spec: &'p PodSpec,
    pub(super) labels: &'p Labels,
    pub(super) annotations: &'p Labels,
}

impl<'p> Description<'p> {
    /// The containers that stay: native sidecars are init containers that do.
    fn containers(&self) -> impl Iterator<Item = &'p Container> {
        let stays = |container: &&Container| container.restart_policy.as_deref() == Some("Always");
        self.spec.containers.iter().chain(self.spec.init_containers.iter().flatten().filter(stays))
    }

    fn label(&self, name: &str) -> Option<&'p str> {
        self.labels.get(name).map(String::as_str)
    }

    /// Whether some container's image has this word in its name.
    fn has_image(&self, word: &str) -> bool {
        self.containers().any(|container| image_name(container).contains(word))
    }

    /// The pod's Envoy. `container` and `port` overrule what is found.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) fn proxy(&self, container: Option<&str>, port: Option<u16>) -> Result<Proxy, NoProxy> {
        let mut found: Vec<Proxy> = match container {
            Some(name) => {
                let Some(named) = self.containers().find(|container| container.name == name) else {
                    let names: Vec<&str> = self.containers().map(|container| container.name.as_str()).collect();
                    return Err(NoProxy::NoContainer(names.join(", ")));
                };
                if let Some(other) = other(named) {
                    return Err(other);
                }
                vec![self.recognise(named).unwrap_or_else(|| unknown(&named.name))]
            }
            None => self.containers().filter_map(|container| self.recognise(container)).collect(),
        };
        // A product's own container says more than an image's name.
        found.sort_by_key(|proxy| proxy.product == Product::Envoy);
        let mut proxy = if found.is_empty() {
            match self.containers().find_map(other) {
                Some(other) if port.is_none() => return Err(other),
                _ => unknown(self.spec.containers.first().map_or("", |container| container.name.as_str())),
            }
        } else {
            found.remove(0)
        };
        proxy.others = found.into_iter().map(|other| other.container).collect();
        if let Some(port) = port {
            proxy.ways = vec![Way::port(port)];
            proxy.is_certain = true;
        }
        Ok(proxy)
    }

    /// Whether the container is known to be an Envoy, of whatever product, or is a guess. Without any sign there is none to list.
    pub(super) fn has_envoy(&self) -> bool {
        self.containers().any(|container| self.recognise(container).is_some())
    }

    /// The Envoy that a container is by its name, image, labels and arguments.
    fn recognise(&self, container: &Container) -> Option<Proxy> {
        if other(container).is_some() {
            return None;
        }
        let name = container.name.as_str();
        let image = image_name(container);
        let is_envoy = image.contains("envoy") || calls_envoy(container);
        let product = match name {
            // Istio's injector, and its gateways' charts; a proxyless gRPC agent has no Envoy, and no admin port either.
            "istio-proxy" => Product::Istio,
            _ if image.contains("proxyv2") => Product::Istio,
            // consul-k8s names the container of a pod with several services `consul-dataplane-SERVICE`.
            _ if name.starts_with("consul-dataplane") || image.contains("consul-dataplane") => Product::Consul,
            "kuma-sidecar" | "kuma-gateway" | "kuma-ingress" | "kuma-egress" => Product::Kuma,
            _ if image.contains("kuma-dp") => Product::Kuma,
            "cilium-envoy" => Product::Cilium,
            _ if image.contains("cilium-envoy") => Product::Cilium,
            "kgateway-proxy" => Product::Kgateway,
            _ if self.label("kgateway").is_some() && is_envoy => Product::Kgateway,
            "gateway-proxy" | "gloo-gateway" => Product::Gloo,
            _ if self.label("gloo").is_some() && is_envoy => Product::Gloo,
            "envoy" if self.label("app.kubernetes.io/managed-by") == Some("envoy-gateway") => Product::EnvoyGateway,
            "envoy" if self.label("gateway.envoyproxy.io/owning-gateway-name").is_some() => Product::EnvoyGateway,
            // Contour's chart and its provisioner run Envoy beside their own `shutdown-manager`, whose image is Contour's.
            "envoy" if self.has_image("contour") => Product::Contour,
            "envoy" => Product::Envoy,
            _ if is_envoy => Product::Envoy,
            _ => return None,
        };
        let (ways, is_certain) = self.ways(product, container);
        Some(Proxy { product, version: image_tag(container), container: name.to_owned(), ways, is_certain, others: Vec::new() })
    }

    /// The ways to the admin interface of a product's container, and whether the first is sure.
    fn ways(&self, product: Product, container: &Container) -> (Vec<Way>, bool) {
        let configured = configured(container);
        let mut ways = match product {
            // `proxyAdminPort` of the mesh's configuration, which a pod may set for itself.
            Product::Istio => vec![Way::port(self.istio_port(container).unwrap_or(15000))],
            // `-envoy-admin-bind-port`, which consul-k8s sets where a pod has several services.
            Product::Consul => vec![Way::port(flag(container, "envoy-admin-bind-port").unwrap_or(19000))],
            Product::EnvoyGateway | Product::Gloo | Product::Kgateway => vec![Way::port(19000)],
            // The read-only listener of Contour's bootstrap, and the socket in the volume that it shares with its shutdown manager.
            Product::Contour => vec![Way::Port { port: 9001, is_read_only: true }, Way::Socket("/admin/admin.sock".to_owned())],
            // A port until 2.13, a socket that only its own user may open since 2.14.
            Product::Kuma => {
                let annotated = self.annotations.get("kuma.io/envoy-admin-port").and_then(|port| port.parse().ok());
                let set = env(container, "KUMA_DATAPLANE_ADMIN_PORT").and_then(|port| port.parse().ok());
                vec![Way::port(annotated.or(set).unwrap_or(9901)), Way::Socket("/tmp/kuma-dp-*/kuma-envoy-admin.sock".to_owned())]
            }
            // A socket, and a port where the chart's `envoy.debug.admin` is enabled, which it then declares.
            Product::Cilium => vec![Way::Socket("/var/run/cilium/envoy/sockets/admin.sock".to_owned())],
            Product::Envoy => USUAL_PORTS.map(Way::port).to_vec(),
        };
        let is_known = product != Product::Envoy || configured.is_some();
        let declared = container.ports.iter().flatten().filter(|port| port.name.as_deref().is_some_and(|name| name.contains("admin")));
        let declared = declared.filter_map(|port| u16::try_from(port.container_port).ok()).map(Way::port);
        for way in declared.chain(configured) {
            ways.retain(|other| *other != way);
            ways.insert(0, way);
        }
        (ways, is_known)
    }

    fn istio_port(&self, container: &Container) -> Option<u16> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct ProxyConfig {
            proxy_admin_port: Option<u16>,
        }
        let read = |text: &str| serde_yaml::from_str::<ProxyConfig>(text).ok().and_then(|config| config.proxy_admin_port);
        let annotated = self.annotations.get("proxy.istio.io/config").map(String::as_str);
        annotated.and_then(read).or_else(|| env(container, "PROXY_CONFIG").and_then(read)).filter(|port| *port != 0)
    }
}

/// A container that says nothing of an Envoy: the usual ports are tried.
fn unknown(container: &str) -> Proxy {
    Proxy {
        product: Product::Envoy,
        version: None,
        container: container.to_owned(),
        ways: USUAL_PORTS.map(Way::port).to_vec(),
        is_certain: false,
        others: Vec::new(),
    }
}

/// Another program's proxy that a container is.
fn other(container: &Container) -> Option<NoProxy> {
    let image = image_name(container);
    let words = || container.args.iter().flatten().chain(container.command.iter().flatten());
    OTHERS.iter().find_map(|(word, what, hint)| {
        // Istio's injector and charts call ztunnel's container `istio-proxy`, and a private image may have any name.
        let is_it =
            image.contains(word) || (*word != "haproxy" && container.name.starts_with(word)) || words().any(|argument| argument == word);
        is_it.then_some(NoProxy::Other(what, hint))
    })
}

/// The last part of an image's name, without its tag: `proxyv2` of `docker.io/istio/proxyv2:1.30.0`.
fn image_name(container: &Container) -> &str {
    let image = container.image.as_deref().unwrap_or_default();
    let image = image.split('@').next().unwrap_or_default();
    let name = image.rsplit('/').next().unwrap_or_default();
    name.split(':').next().unwrap_or_default()
}

/// The tag of an image, without what distributions append.
fn image_tag(container: &Container) -> Option<String> {
    let image = container.image.as_deref()?;
    let name = image.split('@').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let (_, tag) = name.split_once(':')?;
    Some(tag.strip_suffix("-distroless").unwrap_or(tag).to_owned())
}

/// Whether a container's command is Envoy itself.
fn calls_envoy(container: &Container) -> bool {
    let words = || container.command.iter().flatten().chain(container.args.iter().flatten());
    words().next().is_some_and(|word| word.rsplit('/').next() == Some("envoy"))
        || words().any(|word| word == "--config-yaml" || word.starts_with("--config-yaml="))
}

fn env<'c>(container: &'c Container, name: &str) -> Option<&'c str> {
    container.env.iter().flatten().find(|variable| variable.name == name)?.value.as_deref()
}

/// The value of a flag among a container's words: `-name=VALUE`, `--name=VALUE`, `-name VALUE`.
fn value<'c>(container: &'c Container, name: &str) -> Option<&'c str> {
    let mut words = container.command.iter().flatten().chain(container.args.iter().flatten());
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix('-').map(|word| word.trim_start_matches('-')) else { continue };
        match flag.split_once('=') {
            Some((found, value)) if found == name => return Some(value),
            None if flag == name => return words.next().map(String::as_str),
            _ => {}
        }
    }
    None
}

fn flag(container: &Container, name: &str) -> Option<u16> {
    value(container, name)?.parse().ok()
}

/// The admin address of a bootstrap that stands in the container's arguments, as Envoy Gateway writes it.
fn configured(container: &Container) -> Option<Way> {
    #[derive(Deserialize)]
    struct Bootstrap {
        admin: Admin,
    }
    #[derive(Deserialize)]
    struct Admin {
        address: Address,
    }
    #[derive(Deserialize)]
    struct Address {
        #[serde(alias = "socketAddress")]
        socket_address: Option<SocketAddress>,
        pipe: Option<Pipe>,
    }
    #[derive(Deserialize)]
    struct SocketAddress {
        #[serde(alias = "portValue")]
        port_value: u16,
    }
    #[derive(Deserialize)]
    struct Pipe {
        path: String,
    }
    let Bootstrap { admin } = serde_yaml::from_str(value(container, "config-yaml")?).ok()?;
    let socket = admin.address.pipe.map(|pipe| Way::Socket(pipe.path));
    socket.or_else(|| admin.address.socket_address.map(|address| Way::port(address.port_value)))
}

#[cfg(test)]
mod tests {
    use k8s_openapi::api::core::v1::Pod;

    use super::*;

    /// What is found in a pod of this description, which is YAML without a pod's first lines.
    fn found(pod: &str, container: Option<&str>, port: Option<u16>) -> String {
        let pod: Pod = serde_yaml::from_str(pod).unwrap();
        let (spec, metadata) = (pod.spec.unwrap(), pod.metadata);
        let (labels, annotations) = (metadata.labels.unwrap_or_default(), metadata.annotations.unwrap_or_default());
        let description = Description { spec: &spec, labels: &labels, annotations: &annotations };
        let proxy = match description.proxy(container, port) {
            Ok(proxy) => proxy,
            Err(NoProxy::Other(what, _)) => return what.to_owned(),
            Err(NoProxy::NoContainer(names)) => return format!("none, but {names}"),
        };
        let ways = proxy.ways.iter().map(|way| match way {
            Way::Port { port, is_read_only: false } => port.to_string(),
            Way::Port { port, is_read_only: true } => format!("{port} to read"),
            Way::Socket(path) => path.clone(),
        });
        let version = proxy.version.map(|version| format!(" {version}")).unwrap_or_default();
        let certain = if proxy.is_certain { "" } else { "?" };
        let others: String = proxy.others.iter().map(|other| format!(" and {other}")).collect();
        let ways = ways.collect::<Vec<_>>().join(", ");
        format!("{}{version} in {}{others}: {ways}{certain}", proxy.product.name(), proxy.container)
    }

    #[track_caller]
    fn check(pod: &str, expect: &str) {
        assert_eq!(found(pod, None, None), expect, "{pod}");
    }

    /// A pod with only these containers.
    #[track_caller]
    fn check_containers(containers: &str, expect: &str) {
        check(&format!("{{ spec: {{ containers: [ {containers} ] }} }}"), expect);
    }

    const APP: &str = "{ name: app, image: \"example/app:1\" }";

    #[test]
    fn istio() {
        let proxy = "name: istio-proxy, image: \"docker.io/istio/proxyv2:1.30.0-distroless\"";
        check_containers(&format!("{APP}, {{ {proxy} }}"), "Istio 1.30.0 in istio-proxy: 15000");
        // A native sidecar is an init container that stays; one that ends is none.
        let init = |more: &str| format!("{{ spec: {{ containers: [ {APP} ], initContainers: [ {{ {proxy}{more} }} ] }} }}");
        check(&init(", restartPolicy: Always"), "Istio 1.30.0 in istio-proxy: 15000");
        check(&init(""), "Envoy in app: 15000, 19000, 9901, 9001, 8001?");
        // The pod's own word on the port counts before the mesh's.
        let mesh = "env: [ { name: PROXY_CONFIG, value: '{\"proxyAdminPort\":15020}' } ]";
        check_containers(&format!("{{ {proxy}, {mesh} }}"), "Istio 1.30.0 in istio-proxy: 15020");
        let annotated = "metadata: { annotations: { proxy.istio.io/config: \"proxyAdminPort: 15010\" } }";
        check(&format!("{{ {annotated}, spec: {{ containers: [ {{ {proxy}, {mesh} }} ] }} }}"), "Istio 1.30.0 in istio-proxy: 15010");
        let broken = "metadata: { annotations: { proxy.istio.io/config: \"{\" } }";
        check(&format!("{{ {broken}, spec: {{ containers: [ {{ {proxy} }} ] }} }}"), "Istio 1.30.0 in istio-proxy: 15000");
        check_containers("{ name: proxy, image: \"reg.example:5000/proxyv2@sha256:00\" }", "Istio in proxy: 15000");
    }

    #[test]
    fn other_products() {
        let gateway =
            |label: &str, container: &str| format!("{{ metadata: {{ labels: {{ {label} }} }}, spec: {{ containers: [ {container} ] }} }}");
        let bootstrap = "--config-yaml, \"admin: { address: { socket_address: { address: 127.0.0.1, port_value: 19010 } } }\"";
        let envoy = "name: envoy, image: \"envoyproxy/envoy:distroless-v1.38.0\"";
        check(
            &gateway(
                "app.kubernetes.io/managed-by: envoy-gateway",
                &format!("{{ {envoy}, args: [ {bootstrap} ] }}, {{ name: shutdown-manager }}"),
            ),
            "Envoy Gateway distroless-v1.38.0 in envoy: 19010, 19000",
        );
        check_containers(
            &format!("{{ name: shutdown-manager, image: \"ghcr.io/projectcontour/contour:v1.33\" }}, {{ {envoy} }}"),
            "Contour distroless-v1.38.0 in envoy: 9001 to read, /admin/admin.sock",
        );
        check_containers(
            "{ name: consul-dataplane-a, image: \"hashicorp/consul-dataplane:1.7\" }, \
             { name: consul-dataplane-b, image: \"hashicorp/consul-dataplane:1.7\", args: [ \"-envoy-admin-bind-port=19001\" ] }",
            "Consul 1.7 in consul-dataplane-a and consul-dataplane-b: 19000",
        );
        let kuma = "{ name: kuma-sidecar, image: \"kumahq/kuma-dp:2.13.0\" }";
        check_containers(kuma, "Kuma 2.13.0 in kuma-sidecar: 9901, /tmp/kuma-dp-*/kuma-envoy-admin.sock");
        check(
            &format!("{{ metadata: {{ annotations: {{ kuma.io/envoy-admin-port: \"9911\" }} }}, spec: {{ containers: [ {kuma} ] }} }}"),
            "Kuma 2.13.0 in kuma-sidecar: 9911, /tmp/kuma-dp-*/kuma-envoy-admin.sock",
        );
        let cilium = "{ name: cilium-envoy, image: \"quay.io/cilium/cilium-envoy:v1.36\"PORTS }";
        check_containers(&cilium.replace("PORTS", ""), "Cilium v1.36 in cilium-envoy: /var/run/cilium/envoy/sockets/admin.sock");
        check_containers(
            &cilium.replace("PORTS", ", ports: [ { name: envoy-admin, containerPort: 9901 } ]"),
            "Cilium v1.36 in cilium-envoy: 9901, /var/run/cilium/envoy/sockets/admin.sock",
        );
        check(
            &gateway("gloo: gateway-proxy", "{ name: gateway-proxy, image: \"gloo-envoy-wrapper:1.21\" }"),
            "Gloo 1.21 in gateway-proxy: 19000",
        );
        check(
            &gateway("kgateway: kube-gateway", "{ name: kgateway-proxy, image: \"kgateway-dev/envoy-wrapper:v2.1\" }"),
            "kgateway v2.1 in kgateway-proxy: 19000",
        );
    }

    #[test]
    fn any_envoy() {
        check_containers("{ name: edge, image: \"envoyproxy/envoy:v1.38\" }", "Envoy v1.38 in edge: 15000, 19000, 9901, 9001, 8001?");
        let command = "command: [ /usr/local/bin/envoy, --config-yaml, \"admin: { address: { pipe: { path: /a.sock } } }\" ]";
        check_containers(
            &format!("{APP}, {{ name: edge, image: \"example/private:1\", {command} }}"),
            "Envoy 1 in edge: /a.sock, 15000, 19000, 9901, 9001, 8001",
        );
        // A bootstrap that can't be read says nothing.
        check_containers(
            "{ name: edge, image: \"x\", command: [ envoy, --config-yaml, \"{\" ] }",
            "Envoy in edge: 15000, 19000, 9901, 9001, 8001?",
        );
        check_containers(
            "{ name: edge, image: \"x\", command: [ envoy, --config-yaml ] }",
            "Envoy in edge: 15000, 19000, 9901, 9001, 8001?",
        );
    }

    #[test]
    fn what_is_no_envoy() {
        check_containers("{ name: istio-proxy, image: \"docker.io/istio/ztunnel:1.30.0\" }", "Istio's ztunnel, which is not Envoy");
        check_containers("{ name: istio-proxy, image: \"private/x\", args: [ proxy, ztunnel ] }", "Istio's ztunnel, which is not Envoy");
        check_containers(
            &format!("{APP}, {{ name: linkerd-proxy, image: \"cr.l5d.io/linkerd/proxy:v2\" }}"),
            "Linkerd's proxy, which is not Envoy",
        );
    }

    #[test]
    fn flags_overrule() {
        let pod = format!("{{ spec: {{ containers: [ {APP}, {{ name: istio-proxy, image: \"istio/proxyv2:1.30.0\" }} ] }} }}");
        assert_eq!(found(&pod, None, Some(15001)), "Istio 1.30.0 in istio-proxy: 15001");
        assert_eq!(found(&pod, Some("app"), None), "Envoy in app: 15000, 19000, 9901, 9001, 8001?");
        assert_eq!(found(&pod, Some("app"), Some(9000)), "Envoy in app: 9000");
        assert_eq!(found(&pod, Some("nope"), None), "none, but app, istio-proxy");
    }
}
