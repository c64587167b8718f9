//! The Kubernetes objects behind a resource, as the control plane tells of them in names and metadata. One file each product.
//!
//! A resource can have several: the cluster of a Service is changed by a DestinationRule, a route configuration has the routes of many
//! HTTPRoutes. The object that a resource was made from stands before those that only changed it. What a product does not tell is not
//! guessed: then there is none. Metadata that can't be read is none, too.

mod consul;
mod contour;
mod envoy_gateway;
mod gloo;
mod istio;
mod kuma;
mod read;
mod wanted;

use std::fmt;

pub use read::{
    Traces, of_cluster, of_filter_chain, of_listener, of_listener_alone, of_route, of_route_configuration, of_route_configuration_alone,
    of_virtual_host,
};
pub use wanted::{Wanted, WantedError};

use super::dump::{Resource, Section};
use super::json::reader::Reader;

/// A Kubernetes object: prints as `KIND/NAMESPACE/NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The kind in lower case, without hyphens: `virtualservice`, `httproute`.
    pub kind: String,
    /// The namespace.
    pub namespace: String,
    /// The name.
    pub name: String,
}

impl Origin {
    /// An object of this kind, in any spelling; nothing where a part is not what an object can have, as in a name that only looks like a
    /// product's.
    fn new(kind: &str, namespace: &str, name: &str) -> Option<Origin> {
        let kind: String = kind.chars().filter(|character| *character != '-').map(|character| character.to_ascii_lowercase()).collect();
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        (is_kind && is_object_name(namespace) && is_object_name(name)).then(|| Origin {
            kind,
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.kind, self.namespace, self.name)
    }
}

/// Whether an object can be called so: a DNS subdomain, or such a name with the tildes of objects that Istio makes up.
fn is_object_name(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_any = |byte: u8| is_inner(byte) || matches!(byte, b'-' | b'.' | b'~');
    text.bytes().all(is_any) && text.bytes().next().is_some_and(is_inner) && text.bytes().last().is_some_and(is_inner)
}

/// The origins of a resource of any section; of a listener and a route configuration those of their parts, too.
pub fn of_resource(resource: &Resource<'_>) -> Vec<Origin> {
    let body = resource.body.unwrap_or(b"null");
    let named = |field: &str| {
        let name = Reader::new(body, 0).text_of(field).unwrap_or_default();
        if name.is_empty() { resource.name.clone() } else { name }
    };
    match resource.section {
        Section::Clusters if resource.body.is_some() => of_cluster(body),
        Section::Clusters => of_cluster_name(&resource.name),
        Section::Listeners => of_listener(body),
        Section::Routes => of_route_configuration(body),
        Section::Endpoints => of_cluster_name(&named("cluster_name")),
        Section::Hosts => of_cluster_name(&named("name")),
        Section::Secrets => of_secret_name(&named("name")),
        Section::Ecds => of_extension_name(&named("name")),
        Section::Bootstrap | Section::ScopedRoutes => Vec::new(),
    }
}

/// The origins that a cluster's name tells alone, as where only its endpoints are known.
pub fn of_cluster_name(name: &str) -> Vec<Origin> {
    let found = istio::of_cluster_name(name)
        .or_else(|| kuma::of_name(name))
        .or_else(|| contour::of_cluster_name(name))
        .or_else(|| envoy_gateway::of_name(name))
        .or_else(|| consul::of_cluster_name(name))
        .or_else(|| gloo::of_cluster_name(name));
    found.into_iter().collect()
}

/// The Secret or ConfigMap that a secret's name tells.
pub fn of_secret_name(name: &str) -> Vec<Origin> {
    istio::of_secret_name(name)
        .or_else(|| contour::of_secret_name(name))
        .or_else(|| envoy_gateway::of_secret_name(name))
        .into_iter()
        .collect()
}

/// The origin that the name of an extension configuration tells.
pub fn of_extension_name(name: &str) -> Vec<Origin> {
    istio::of_extension_name(name).into_iter().collect()
}

/// Adds an origin that is not there yet.
fn add(found: &mut Vec<Origin>, origin: impl IntoIterator<Item = Origin>) {
    for origin in origin {
        if !found.contains(&origin) {
            found.push(origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_have_names_that_kubernetes_allows() {
        let check = |parts: [&str; 3], expect: Option<&str>| {
            let [kind, namespace, name] = parts;
            assert_eq!(Origin::new(kind, namespace, name).map(|origin| origin.to_string()).as_deref(), expect, "{parts:?}");
        };
        check(["virtual-service", "default", "bookinfo"], Some("virtualservice/default/bookinfo"));
        check(["HTTPRoute", "default", "web.v1"], Some("httproute/default/web.v1"));
        check(
            ["virtual-service", "default", "web~0~istio-autogenerated-k8s-gateway"],
            Some("virtualservice/default/web~0~istio-autogenerated-k8s-gateway"),
        );
        check(["service", "", "web"], None);
        check(["service", "default", "Web"], None);
        check(["service", "default", "web-"], None);
        check(["", "default", "web"], None);
    }
}
