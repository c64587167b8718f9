//! Consul: the names of clusters, which are TLS server names.

use super::Origin;

/// The service of a cluster called `[SUBSET.]SERVICE.NAMESPACE[.PARTITION].DATACENTER.internal[-v1].TRUST-DOMAIN` (`ServiceSNI` in
/// `agent/connect/sni.go`), with what stands before a `~` in front of it. This is a service of Consul's own catalogue, in a namespace of
/// Consul's, which without Consul Enterprise is always `default`: which Service of Kubernetes it was made from is not told. So its kind is
/// a word of ours.
pub(super) fn of_cluster_name(name: &str) -> Option<Origin> {
    let pieces: Vec<&str> = name.rsplit('~').next()?.split('.').collect();
    let (before, internal) = match *pieces {
        [ref before @ .., internal, _, "consul"] => (before, internal),
        _ => return None,
    };
    // What stands in front of the service's name is its subset.
    let namespace = match internal {
        "internal" => before.len().checked_sub(2)?,
        "internal-v1" => before.len().checked_sub(3)?,
        _ => return None,
    };
    let service = namespace.checked_sub(1)?;
    if service > 1 { None } else { Origin::new("consulservice", before[namespace], before[service]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_server_names() {
        let check = |name: &str, expect: &str| {
            assert_eq!(of_cluster_name(name).map(|origin| origin.to_string()).unwrap_or_default(), expect, "{name}");
        };
        check("frontend.default.dc1.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "consulservice/default/frontend");
        check("v2.frontend.web.dc1.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "consulservice/web/frontend");
        check("frontend.web.part.dc1.internal-v1.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "consulservice/web/frontend");
        check("v2.frontend.web.part.dc1.internal-v1.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "consulservice/web/frontend");
        check("2f1b3c4d~frontend.default.dc1.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "consulservice/default/frontend");
        check("dc1.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "");
        check("a.b.c.d.e.internal.bc3815c2-1a0f-f3ff-a2e9-20d791f08d00.consul", "");
        check("local_app", "");
        check("consul", "");
    }
}
