//! Kuma and Kong Mesh: names that are KRIs, and the older ones of services and MeshServices.

use super::{Origin, add};
use crate::envoy::json::reader::{Reader, Result};

/// The kinds of Kuma's short names (`ShortName` in `zz_generated.resource.go` of each resource), for those that may stand behind a
/// proxy's resources.
const KINDS: [(&str, &str); 24] = [
    ("msvc", "meshservice"),
    ("mzsvc", "meshmultizoneservice"),
    ("extsvc", "meshexternalservice"),
    ("mhttpr", "meshhttproute"),
    ("mtcpr", "meshtcproute"),
    ("mza", "meshzoneaddress"),
    ("mid", "meshidentity"),
    ("mtrust", "meshtrust"),
    ("motb", "meshopentelemetrybackend"),
    ("mal", "meshaccesslog"),
    ("mcb", "meshcircuitbreaker"),
    ("mfi", "meshfaultinjection"),
    ("mhc", "meshhealthcheck"),
    ("mlbs", "meshloadbalancingstrategy"),
    ("mm", "meshmetric"),
    ("mp", "meshpassthrough"),
    ("mpp", "meshproxypatch"),
    ("mr", "meshretry"),
    ("mrl", "meshratelimit"),
    ("mt", "meshtimeout"),
    ("mtls", "meshtls"),
    ("mtp", "meshtrafficpermission"),
    ("mtr", "meshtrace"),
    ("dp", "dataplane"),
];

/// The kind of a short name, which is also kubectl's.
pub(super) fn kind_of(short: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == short).map(|(_, kind)| *kind)
}

/// Reads `filter_metadata["io.kuma.tags"]` of a listener: its name in `kuma.io/unified-name` (`OutboundListenerTags` in
/// `pkg/plugins/policies/core/xds/meshroute/listeners.go`), before Kuma 3 the service's in `kuma.io/service`.
pub(super) fn read(metadata: &mut Reader<'_>, found: &mut Vec<Origin>) -> Result<()> {
    metadata.entries(|key, value| {
        if matches!(key, "kuma.io/unified-name" | "kuma.io/service") {
            add(found, of_name(&value.text()?));
        }
        Ok(())
    })
}

/// The object of a name: a KRI, a MeshService's older name, or a Service's. An object that was not made in a namespace has none there.
pub(super) fn of_name(name: &str) -> Option<Origin> {
    match *name.split('_').collect::<Vec<_>>() {
        // `pkg/core/kri/kri.go`: type, mesh, zone, namespace, name, section.
        ["kri", short, _, _, namespace, name, ..] => Origin::new(kind_of(short)?, namespace, name),
        // `DestinationName` in `pkg/core/resources/apis/meshservice/api/v1alpha1/helpers.go` before Kuma 3.
        [_, name, namespace, _, short @ ("msvc" | "mzsvc" | "extsvc"), port] if is_port(port) => {
            Origin::new(kind_of(short)?, namespace, name)
        }
        // `ServiceTag` in `pkg/plugins/runtime/k8s/util/util.go`.
        [name, namespace, "svc", port] if is_port(port) => Origin::new("service", namespace, name),
        _ => None,
    }
}

/// Whether this is a port, or one with the hash that a cluster of a part of a service has.
fn is_port(text: &str) -> bool {
    let (port, hash) = text.split_once('-').unwrap_or((text, ""));
    port.parse::<u16>().is_ok() && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kris_or_older_ones() {
        let check = |name: &str, expect: &str| {
            assert_eq!(of_name(name).map(|origin| origin.to_string()).unwrap_or_default(), expect, "{name}");
        };
        check("kri_msvc_default_zone-1_other-ns_backend_27777", "meshservice/other-ns/backend");
        check("kri_mhttpr_default_zone-1_demo_route-1_", "meshhttproute/demo/route-1");
        check("kri_extsvc_default__kuma-system_external_80", "meshexternalservice/kuma-system/external");
        check("kri_mhttpr_default___route-1_", "");
        check("kri_unknown_default_zone-1_demo_a_", "");
        check("default_backend_kuma-demo_zone-1_msvc_3001", "meshservice/kuma-demo/backend");
        check("backend_kuma-demo_svc_3001", "service/kuma-demo/backend");
        check("backend_kuma-demo_svc_3001-bb38a94289f18fb9", "service/kuma-demo/backend");
        check("localhost_3001", "");
        check("a_b_c_d", "");
    }
}
