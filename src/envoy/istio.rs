//! What Istio writes into names and metadata, in one place: `outbound|9080|v1|reviews.default.svc.cluster.local`, and
//! `filter_metadata.istio.config`, the Kubernetes object that a resource was made from.

use std::borrow::Cow;

use super::json::reader::{Reader, Result};

/// A cluster's name, taken apart: `DIRECTION|PORT|SUBSET|FQDN`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClusterName<'n> {
    /// `outbound`, `inbound`, `inbound-vip`, …
    pub direction: &'n str,
    /// The service's port, 0 where the name's is not a number.
    pub port: i64,
    /// The DestinationRule's subset; empty for none.
    pub subset: &'n str,
    /// The service's host name.
    pub fqdn: &'n str,
}

impl<'n> ClusterName<'n> {
    /// Takes a name apart; `None` for a name that is not Istio's (fewer than three `|`).
    pub fn parse(name: &'n str) -> Option<Self> {
        let mut bars = memchr::memchr_iter(b'|', name.as_bytes());
        let (first, second, third) = (bars.next()?, bars.next()?, bars.next()?);
        let is_longer = bars.next().is_some();
        if name.starts_with("outbound_") || name.starts_with("inbound_") {
            // Istio's other form, for TLS server names, is cut at `_.`, which a name with three `|` does not have.
            return Some(ClusterName::default());
        }
        Some(ClusterName {
            direction: &name[..first],
            port: name[first + 1..second].parse().unwrap_or(0),
            subset: &name[second + 1..third],
            fqdn: if is_longer { "" } else { &name[third + 1..] },
        })
    }

    /// The key of istioctl's order of clusters: host name, subset, port, direction. Names that are not Istio's count as host names.
    pub fn sort_key(name: &'n str) -> (&'n str, &'n str, i64, &'n str) {
        match ClusterName::parse(name) {
            Some(parsed) => (parsed.fqdn, parsed.subset, parsed.port, parsed.direction),
            None => (name, "", 0, ""),
        }
    }
}

/// Reads `filter_metadata.istio.config` of a resource's `metadata`: the path of the Kubernetes object behind it.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn read_config_path<'a>(metadata: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>> {
    let mut path = None;
    metadata.fields(|name, filters| {
        if name != "filter_metadata" {
            return Ok(());
        }
        filters.entries(|name, fields| {
            if name != "istio" {
                return Ok(());
            }
            fields.entries(|name, value| {
                if name == "config" && matches!(value.peek(), Some(b'"')) {
                    path = Some(value.text()?);
                }
                Ok(())
            })
        })
    })?;
    Ok(path)
}

/// The Kubernetes object behind a resource as istioctl's tables print it: `NAME.NAMESPACE`, nothing for a path of another shape of
/// Istio's own API, `<unknown>` for that of another API.
pub fn render_config_path(path: &str) -> String {
    if !path.starts_with("/apis/networking.istio.io/") {
        return "<unknown>".to_owned();
    }
    let mut pieces = path.split('/');
    match (pieces.nth(5), pieces.nth(1), pieces.next()) {
        (Some(namespace), Some(name), None) => [name, ".", namespace].concat(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cluster_names_come_apart() {
        let check = |name: &str, expect: (&str, i64, &str, &str)| {
            let parsed = ClusterName::parse(name).unwrap();
            assert_eq!((parsed.direction, parsed.port, parsed.subset, parsed.fqdn), expect, "{name}");
        };
        check("outbound|9080|v1|reviews.default.svc.cluster.local", ("outbound", 9080, "v1", "reviews.default.svc.cluster.local"));
        check("inbound|7001||", ("inbound", 7001, "", ""));
        check("a|b|c|d|e", ("a", 0, "c", ""));
        assert_eq!(ClusterName::parse("outbound_.9080_.v1_.reviews.default"), None);
        assert_eq!(ClusterName::sort_key("BlackHoleCluster"), ("BlackHoleCluster", "", 0, ""));
    }

    #[test]
    fn config_paths_render_as_istioctl_does() {
        assert_eq!(
            render_config_path("/apis/networking.istio.io/v1alpha3/namespaces/default/virtual-service/bookinfo"),
            "bookinfo.default"
        );
        assert_eq!(render_config_path("/apis/networking.istio.io/v1alpha3/virtual-service/bookinfo"), "");
        assert_eq!(render_config_path("/apis/gateway.networking.k8s.io/v1/namespaces/default/httproute/x"), "<unknown>");
    }
}
