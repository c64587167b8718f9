//! Envoy Gateway: `filter_metadata["envoy-gateway"]`, and names that begin with a kind.

use std::borrow::Cow;

use super::{Origin, add};
use crate::envoy::json::reader::{Reader, Result};

/// The kinds with which Envoy Gateway's names begin: those of routes (`irRoutePrefix` in `internal/gatewayapi/helpers.go`), of policies with
/// clusters of their own (`irIndexedExtServiceDestinationName` in `internal/gatewayapi/ext_service.go`), and of backends that several routes
/// share (`irBackendClusterName`).
const ROUTES: [&str; 5] = ["httproute", "grpcroute", "tcproute", "tlsroute", "udproute"];
const POLICIES: [&str; 4] = ["securitypolicy", "envoyextensionpolicy", "backendtrafficpolicy", "clienttrafficpolicy"];
const BACKENDS: [&str; 3] = ["service", "backend", "serviceimport"];

/// Reads `filter_metadata["envoy-gateway"]`: the resource, then the policies that changed it (`internal/xds/translator/metadata.go`).
pub(super) fn read(metadata: &mut Reader<'_>, found: &mut Vec<Origin>) -> Result<()> {
    let mut policies = Vec::new();
    metadata.entries(|name, value| match name {
        "resources" => value.elements(|object| {
            add(found, read_object(object)?);
            Ok(())
        }),
        "policies" => value.elements(|object| {
            add(&mut policies, read_object(object)?);
            Ok(())
        }),
        _ => Ok(()),
    })?;
    add(found, policies);
    Ok(())
}

fn read_object(object: &mut Reader<'_>) -> Result<Option<Origin>> {
    let (mut kind, mut namespace, mut name) = (Cow::Borrowed(""), Cow::Borrowed(""), Cow::Borrowed(""));
    object.entries(|key, value| {
        match key {
            "kind" => kind = value.text()?,
            "namespace" => namespace = value.text()?,
            "name" => name = value.text()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Origin::new(&kind, &namespace, &name))
}

/// The object of a name such as `httproute/NAMESPACE/NAME/rule/0`, of a cluster, a filter chain or a route.
pub(super) fn of_name(name: &str) -> Option<Origin> {
    let mut pieces = name.split('/');
    let (kind, namespace, name) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let rest = pieces.next();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_own = match rest {
        None => ROUTES[2..].contains(&kind),
        Some("rule") => ROUTES.contains(&kind),
        Some(rest) => POLICIES.contains(&kind) || BACKENDS.contains(&kind) && is_number(rest),
    };
    if is_own { Origin::new(kind, namespace, name) } else { None }
}

/// The Gateway of a listener's name, `NAMESPACE/GATEWAY/LISTENER`, and the ListenerSet where it comes from one,
/// `NAMESPACE/GATEWAY/NAMESPACE/LISTENERSET/LISTENER` (`irListenerName` in `internal/gatewayapi/helpers.go`). Other products have names of
/// this shape, too: this is for names that are known to be Envoy Gateway's.
pub(super) fn of_listener_name(name: &str) -> Vec<Origin> {
    match *name.split('/').collect::<Vec<_>>() {
        [namespace, gateway, _] => Origin::new("gateway", namespace, gateway).into_iter().collect(),
        [namespace, gateway, set_namespace, set, _] => {
            let set = Origin::new("listenerset", set_namespace, set);
            set.into_iter().chain(Origin::new("gateway", namespace, gateway)).collect()
        }
        _ => Vec::new(),
    }
}

/// The Secret of a certificate, `NAMESPACE/NAME` (`irTLSListenerConfigName` in `internal/gatewayapi/helpers.go`). Cilium names those that it
/// hands on in the same way. A CA's, `NAMESPACE/NAME/ca.crt`, may be of a Secret or a ConfigMap.
pub(super) fn of_secret_name(name: &str) -> Option<Origin> {
    let (namespace, name) = name.split_once('/')?;
    Origin::new("secret", namespace, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(found: impl IntoIterator<Item = Origin>) -> String {
        found.into_iter().map(|origin| origin.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_begin_with_a_kind() {
        let check = |name: &str, expect: &str| assert_eq!(joined(of_name(name)), expect, "{name}");
        check("httproute/default/web/rule/0", "httproute/default/web");
        check("httproute/default/web/rule/0/match/0/www_example_com", "httproute/default/web");
        check("tcproute/default/db", "tcproute/default/db");
        check("tlsroute/default/db/rule/-1", "tlsroute/default/db");
        check("securitypolicy/default/oidc/extauth/0", "securitypolicy/default/oidc");
        check("service/default/web/8080", "service/default/web");
        check("service/default/web/http", "");
        check("httproute/default", "");
        check("httproute/default/web", "");
        check("default/eg/http", "");
    }

    #[test]
    fn listeners_and_secrets_have_namespaces() {
        let check = |name: &str, expect: &str| assert_eq!(joined(of_listener_name(name)), expect, "{name}");
        check("default/eg/http", "gateway/default/eg");
        check("default/eg/web/more/http", "listenerset/web/more gateway/default/eg");
        check("0.0.0.0_8080", "");
        let check = |name: &str, expect: &str| assert_eq!(joined(of_secret_name(name)), expect, "{name}");
        check("default/cert", "secret/default/cert");
        check("default/ca/ca.crt", "");
        check("/etc/certs", "");
    }
}
