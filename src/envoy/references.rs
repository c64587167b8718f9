//! The clusters and secrets that a message names, wherever in it they stand.
//!
//! Extensions name them in a few messages that all of them share: the gRPC and HTTP services of authorization, rate limits, access logs and
//! tracing, and the secrets of SDS. So they are found by the types of messages, as the field table has them, not by a list of extensions.

use std::borrow::Cow;

use super::fields::{self, Field, Kind, Label, Message};
use super::json::reader::{Reader, Result};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A cluster.
    Cluster,
    /// A secret.
    Secret,
}

/// The message that names a secret, in its field `name`.
const SECRET: &str = "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig";

/// The message that says where xDS comes from. The clusters in it are those of the bootstrap, which each resource names again.
const SOURCE: &str = "envoy.config.core.v3.ConfigSource";

/// The fields that name clusters: first those that extensions share, then those of single ones. A field that only compares a name, as
/// `HTTPFault.upstream_cluster` does, is not among them.
const CLUSTERS: [(&str, &str); 28] = [
    ("envoy.config.core.v3.GrpcService.EnvoyGrpc", "cluster_name"),
    ("envoy.config.core.v3.HttpUri", "cluster"),
    ("envoy.config.route.v3.RouteAction", "cluster"),
    ("envoy.config.route.v3.RouteAction.RequestMirrorPolicy", "cluster"),
    ("envoy.config.route.v3.WeightedCluster.ClusterWeight", "name"),
    ("envoy.config.trace.v3.DatadogConfig", "collector_cluster"),
    ("envoy.config.trace.v3.LightstepConfig", "collector_cluster"),
    ("envoy.config.trace.v3.ZipkinConfig", "collector_cluster"),
    ("envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig", "cluster"),
    ("envoy.extensions.clusters.mcp_multicluster.v3.ClusterConfig.McpCluster", "cluster"),
    ("envoy.extensions.filters.http.cache_v2.v3.CacheV2Config", "override_upstream_cluster"),
    ("envoy.extensions.filters.http.gcp_authn.v3.GcpAuthnFilterConfig", "cluster"),
    ("envoy.extensions.filters.http.mcp_router.v3.McpRouter.McpCluster", "cluster"),
    ("envoy.extensions.filters.network.client_ssl_auth.v3.ClientSSLAuth", "auth_api_cluster"),
    ("envoy.extensions.filters.network.dubbo_proxy.v3.RouteAction", "cluster"),
    ("envoy.extensions.filters.network.generic_proxy.action.v3.RouteAction", "cluster"),
    ("envoy.extensions.filters.network.kafka_mesh.v3alpha.KafkaClusterDefinition", "cluster_name"),
    ("envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route", "cluster"),
    ("envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.ReadCommandPolicy", "cluster"),
    ("envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.RequestMirrorPolicy", "cluster"),
    ("envoy.extensions.filters.network.rocketmq_proxy.v3.RouteAction", "cluster"),
    ("envoy.extensions.filters.network.sip_proxy.v3alpha.RouteAction", "cluster"),
    ("envoy.extensions.filters.network.thrift_proxy.v3.RouteAction", "cluster"),
    ("envoy.extensions.filters.network.thrift_proxy.v3.RouteAction.RequestMirrorPolicy", "cluster"),
    ("envoy.extensions.filters.network.thrift_proxy.v3.WeightedCluster.ClusterWeight", "name"),
    ("envoy.extensions.filters.udp.udp_proxy.v3.Route", "cluster"),
    ("envoy.extensions.router.cluster_specifiers.matcher.v3.ClusterAction", "cluster"),
    ("envoy.extensions.tracers.fluentd.v3.FluentdConfig", "cluster"),
];

/// Messages are walked no deeper than this: the bound keeps a hostile text from using up the stack.
const DEEPEST: usize = 64;

/// What is done with a name: it gets the fields in which the name stands, from the outermost, what the name is of, and the name.
pub type Each<'e, 'a> = &'e mut dyn FnMut(&[&'static str], Named, Cow<'a, str>);

/// Gives `each` the names in a message of this type.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn visit<'a>(message: &'static Message, reader: &mut Reader<'a>, each: Each<'_, 'a>) -> Result<()> {
    Walk { path: Vec::new(), each }.message(message, reader, 0)
}

/// Gives `each` the names in an `Any`, by its `@type`.
///
/// # Errors
/// As [`visit`].
pub fn visit_any<'a>(reader: &mut Reader<'a>, each: Each<'_, 'a>) -> Result<()> {
    Walk { path: Vec::new(), each }.any(reader, 0)
}

/// Gives `each` the names in the field called `name` of a message of this type.
///
/// # Errors
/// As [`visit`].
pub fn visit_field<'a>(message: &'static Message, name: &str, value: &mut Reader<'a>, each: Each<'_, 'a>) -> Result<()> {
    Walk { path: Vec::new(), each }.field(message, name, value, 0)
}

struct Walk<'e, 'a> {
    path: Vec<&'static str>,
    each: Each<'e, 'a>,
}

impl<'a> Walk<'_, 'a> {
    fn message(&mut self, message: &'static Message, reader: &mut Reader<'a>, depth: usize) -> Result<()> {
        if depth > DEEPEST || message.name() == SOURCE {
            return Ok(());
        }
        if message.name() == SECRET {
            (self.each)(&self.path, Named::Secret, reader.text_of("name")?);
        }
        reader.fields(|name, value| self.field(message, name, value, depth))
    }

    fn field(&mut self, message: &'static Message, name: &str, value: &mut Reader<'a>, depth: usize) -> Result<()> {
        let Some(field) = message.field(name) else { return Ok(()) };
        self.path.push(field.name);
        let walked = match field.kind {
            Kind::String if CLUSTERS.contains(&(message.name(), field.name)) => values(field, value, |value| {
                (self.each)(&self.path, Named::Cluster, value.text()?);
                Ok(())
            }),
            Kind::Message(inner) => values(field, value, |value| self.message(inner.get(), value, depth + 1)),
            Kind::Any => values(field, value, |value| self.any(value, depth + 1)),
            _ => Ok(()),
        };
        self.path.pop();
        walked
    }

    fn any(&mut self, reader: &mut Reader<'a>, depth: usize) -> Result<()> {
        let type_url = reader.text_of("@type")?;
        if !type_url.ends_with(".TypedStruct") {
            return fields::message_of_type_url(&type_url).map_or(Ok(()), |message| self.message(message, reader, depth));
        }
        // A TypedStruct holds the fields of another message.
        match (fields::message_of_type_url(&reader.text_of("type_url")?), reader.find("value")?) {
            (Some(message), Some(mut value)) => self.message(message, &mut value, depth + 1),
            _ => Ok(()),
        }
    }
}

/// Lets `read` read each value that a field has.
fn values<'a>(field: &Field, value: &mut Reader<'a>, mut read: impl FnMut(&mut Reader<'a>) -> Result<()>) -> Result<()> {
    match field.label {
        Label::Repeated => value.elements(read),
        Label::Map => value.entries(|_, value| read(value)),
        Label::Implicit | Label::Optional => read(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in an `Any` of this type, as `PATH CLUSTER` or `PATH (SECRET)`.
    #[track_caller]
    fn check(kind: &str, config: &str, expect: &[&str]) {
        let text = format!(r#"{{"@type":"type.googleapis.com/{kind}",{config}}}"#);
        let mut found = Vec::new();
        let mut each = |path: &[&str], named, name: Cow<'_, str>| {
            let name = if named == Named::Cluster { name.into_owned() } else { format!("({name})") };
            found.push(format!("{} {name}", path.join(".")));
        };
        visit_any(&mut Reader::new(text.as_bytes(), 0), &mut each).unwrap();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_are_found_by_types() {
        let http = |name: &str| format!("envoy.extensions.filters.http.{name}");
        let grpc = r#"{"envoy_grpc":{"cluster_name":"c"}}"#;
        check(&http("ext_authz.v3.ExtAuthz"), &format!(r#""grpcService":{grpc}"#), &["grpc_service.envoy_grpc.cluster_name c"]);
        check(
            &http("oauth2.v3.OAuth2"),
            r#""config":{"token_endpoint":{"uri":"u","cluster":"c"},"credentials":{"token_secret":{"name":"t"},"hmac_secret":{"name":"h"}}}"#,
            &["config.token_endpoint.cluster c", "config.credentials.token_secret (t)", "config.credentials.hmac_secret (h)"],
        );
        // A secret's own source is not told.
        check(
            "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
            &format!(
                r#""common_tls_context":{{"tls_certificate_sds_secret_configs":[{{"name":"s","sds_config":{{"api_config_source":{{"grpc_services":[{grpc}]}}}}}}]}}"#
            ),
            &["common_tls_context.tls_certificate_sds_secret_configs (s)"],
        );
        check(
            &http("jwt_authn.v3.JwtAuthentication"),
            r#""providers":{"p":{"remote_jwks":{"http_uri":{"cluster":"c"}}}}"#,
            &["providers.remote_jwks.http_uri.cluster c"],
        );
        // An `Any` inside, and one for Envoy's older way to send what it does not know.
        check(
            "envoy.config.route.v3.FilterConfig",
            &format!(r#""config":{{"@type":"t/{}","overrides":{{"grpc_service":{grpc}}}}}"#, http("ext_proc.v3.ExtProcPerRoute")),
            &["config.overrides.grpc_service.envoy_grpc.cluster_name c"],
        );
        check(
            "xds.type.v3.TypedStruct",
            r#""type_url":"t/envoy.config.trace.v3.ZipkinConfig","value":{"collector_cluster":"c"}"#,
            &["collector_cluster c"],
        );
        // A name that is only compared, and types that nobody knows.
        check(&http("fault.v3.HTTPFault"), r#""upstream_cluster":"c""#, &[]);
        check("x.Unknown", r#""cluster":"c""#, &[]);
    }

    #[test]
    fn each_field_is_in_the_table() {
        for (message, field) in CLUSTERS {
            let kind = fields::message(message).and_then(|message| message.field(field)).map(|field| field.kind);
            assert!(matches!(kind, Some(Kind::String)), "{message} {field}");
        }
        assert!(fields::message(SECRET).is_some());
    }
}
