//! Contour: the metadata of routes, and names of clusters and secrets that end in a hash.

use std::borrow::Cow;

use super::{Origin, add};
use crate::envoy::json::reader::{Reader, Result};

/// The digits of the hash at a name's end (`Clustername` in `internal/envoy/cluster.go`, `Secretname` in `internal/envoy/secret.go`).
const HASH: usize = 10;

/// The digits of the hash at the end of a part that was cut because the name was too long (`truncate` in `internal/envoy/cluster.go`).
const SHORT_HASH: usize = 6;

/// Reads `filter_metadata["envoy.access_loggers.file"]`: HTTPProxy, Ingress or a route of the Gateway API (`getRouteMetadata` in
/// `internal/envoy/v3/route.go`).
pub(super) fn read(metadata: &mut Reader<'_>, found: &mut Vec<Origin>) -> Result<()> {
    let (mut kind, mut namespace, mut name) = (Cow::Borrowed(""), Cow::Borrowed(""), Cow::Borrowed(""));
    metadata.entries(|key, value| {
        match key {
            "io.projectcontour.kind" => kind = value.text()?,
            "io.projectcontour.namespace" => namespace = value.text()?,
            "io.projectcontour.name" => name = value.text()?,
            _ => {}
        }
        Ok(())
    })?;
    add(found, Origin::new(&kind, &namespace, &name));
    Ok(())
}

/// The object of a cluster: a Service's, `NAMESPACE/SERVICE/PORT/HASH`, or `extension/NAMESPACE/NAME` of an ExtensionService
/// (`ExtensionClusterName` in `internal/dag/extension_processor.go`).
pub(super) fn of_cluster_name(name: &str) -> Option<Origin> {
    match *name.split('/').collect::<Vec<_>>() {
        ["extension", namespace, name] => Origin::new("extensionservice", namespace, name),
        [namespace, service, _, _] if is_service_cluster(name) && !is_cut(namespace, 60 / 4) && !is_cut(service, 60 / 4) => {
            Origin::new("service", namespace, service)
        }
        _ => None,
    }
}

/// The Service of a cluster whose name is Contour's, by the name for EDS, `NAMESPACE/SERVICE/PORT`, which is never cut
/// (`ClusterLoadAssignmentName` in `internal/xds/util.go`).
pub(super) fn of_cluster(name: &str, eds_name: &str) -> Option<Origin> {
    let mut pieces = eds_name.split('/');
    let told = Origin::new("service", pieces.next()?, pieces.next()?);
    if is_service_cluster(name) { told } else { None }
}

/// Whether a name is `NAMESPACE/SERVICE/PORT/HASH`.
fn is_service_cluster(name: &str) -> bool {
    match *name.split('/').collect::<Vec<_>>() {
        [_, _, port, hash] => port.parse::<u16>().is_ok() && is_hash(hash, HASH),
        _ => false,
    }
}

/// The Secret of `NAMESPACE/NAME/HASH`.
pub(super) fn of_secret_name(name: &str) -> Option<Origin> {
    match *name.split('/').collect::<Vec<_>>() {
        [namespace, name, hash] if is_hash(hash, HASH) && !is_cut(namespace, 60 / 3) && !is_cut(name, 60 / 3) => {
            Origin::new("secret", namespace, name)
        }
        _ => None,
    }
}

fn is_hash(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

/// Whether a part of a name looks as if it had been cut to this length: then it is not the object's own.
fn is_cut(part: &str, length: usize) -> bool {
    part.len() == length && part.rsplit_once('-').is_some_and(|(_, hash)| is_hash(hash, SHORT_HASH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_clusters_and_secrets_end_in_a_hash() {
        let same = |found: Option<Origin>, expect: &str, of: &str| {
            assert_eq!(found.map(|origin| origin.to_string()).unwrap_or_default(), expect, "{of}");
        };
        let check = |name: &str, expect: &str| same(of_cluster_name(name), expect, name);
        check("default/kuard/80/da39a3ee5e", "service/default/kuard");
        check("extension/auth/htpasswd", "extensionservice/auth/htpasswd");
        check("default/a-very-l-0badc0/80/da39a3ee5e", "");
        check("default/a-very-lo-0badc/80/da39a3ee5e", "service/default/a-very-lo-0badc");
        check("default/a-very-lon-badc0f/80/da39a3ee5e", "service/default/a-very-lon-badc0f");
        check("projectcontour/the-name-0badc0/8080/da39a3ee5e", "");
        check("default/kuard/http/da39a3ee5e", "");
        check("default/kuard/80", "");
        check("dnsname/https/example.com", "");
        let long = "projectcontour/the-name-0badc0/8080/da39a3ee5e";
        same(of_cluster(long, "projectcontour/the-name-of-a-service/http"), "service/projectcontour/the-name-of-a-service", long);
        same(of_cluster("other", "projectcontour/the-name-of-a-service/http"), "", "other");
        let check = |name: &str, expect: &str| same(of_secret_name(name), expect, name);
        check("default/tls/28337303ac", "secret/default/tls");
        check("default/tls", "");
    }
}
