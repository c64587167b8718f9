//! Gloo and kgateway: the names of clusters.

use super::{Origin, add};

/// The object of a name that tells itself whose it is: Gloo's cluster of a Service without an Upstream, `kube-svc:NAMESPACE-SERVICE-PORT_…`
/// (`fakeUpstreamName` in `projects/gloo/pkg/upstreams/kubernetes/conversions.go`), or kgateway's `kube_NAMESPACE_SERVICE_PORT`
/// (`ClusterName` in `internal/kgateway/ir/upstream.go`).
pub(super) fn of_cluster_name(name: &str) -> Option<Origin> {
    if let Some(name) = name.strip_prefix("kube-svc:") {
        let (name, namespace) = name.rsplit_once('_')?;
        let (service, port) = name.strip_prefix(namespace)?.strip_prefix('-')?.rsplit_once('-')?;
        // Where the name was too long, it ends in a hash.
        return if is_port(port) { Origin::new("service", namespace, service) } else { None };
    }
    match *name.split('_').collect::<Vec<_>>() {
        ["kube", namespace, service, port] if is_port(port) => Origin::new("service", namespace, service),
        _ => None,
    }
}

/// The Upstream of a cluster `UPSTREAM_NAMESPACE` (`UpstreamToClusterName` in `projects/gloo/pkg/translator/utils.go`), and the Service
/// behind it where the name for statistics tells it (`UpstreamToClusterStatsName`). Any name may look like that: Gloo's are known by the name
/// for EDS, which is the cluster's with a hash (`GetEndpointClusterName` in `projects/gloo/pkg/translator/translator.go`).
pub(super) fn of_cluster(name: &str, eds_name: &str, alt_stat_name: &str) -> Vec<Origin> {
    let mut found = Vec::new();
    let stats: Vec<&str> = alt_stat_name.strip_prefix("kube-upstream_").unwrap_or_default().split('_').collect();
    let hash = eds_name.strip_prefix(name).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
    let is_hashed = !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_digit());
    let Some((upstream, namespace)) = name.split_once('_').filter(|_| is_hashed || stats.len() == 5) else { return found };
    add(&mut found, Origin::new("upstream", namespace, upstream));
    if let [_, _, namespace, service, port] = *stats
        && is_port(port)
    {
        add(&mut found, Origin::new("service", namespace, service));
    }
    found
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_have_services_and_upstreams() {
        let check = |name: &str, expect: &str| {
            assert_eq!(of_cluster_name(name).map(|origin| origin.to_string()).unwrap_or_default(), expect, "{name}");
        };
        check("kube-svc:default-petstore-8080_default", "service/default/petstore");
        check("kube_default_petstore_8080", "service/default/petstore");
        check("kube_default_petstore", "");
        check("xds_cluster", "");
        let check = |names: [&str; 3], expect: &str| {
            let [name, eds_name, alt_stat_name] = names;
            let found: Vec<String> = of_cluster(name, eds_name, alt_stat_name).iter().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), expect, "{names:?}");
        };
        let name = "default-petstore-8080_gloo-system";
        check([name, "default-petstore-8080_gloo-system-1234567890", ""], "upstream/gloo-system/default-petstore-8080");
        check(
            [name, "", "kube-upstream_default-petstore-8080_gloo-system_default_petstore_8080"],
            "upstream/gloo-system/default-petstore-8080 service/default/petstore",
        );
        check(["xds_cluster", "", ""], "");
    }
}
