//! How each field is treated: by its message and name, from the field table; by its name alone where the table does not know the message.

use super::secrets::{is_credential_header, is_credential_parameter, is_secret_name};
use crate::envoy::fields::{Field, Kind, Message};
use crate::envoy::json::tape::Node;

/// What is done with the texts of a field, and of all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// Names and addresses in it are replaced.
    Rewrite,
    /// It is a word of Envoy's.
    Keep,
    /// It is the path of a request: only addresses and host names in it are replaced.
    Path,
    /// It is the name of a header: replaced only where all of it is a name.
    HeaderName,
    /// It is a value of metadata: another word stands in its place, but for known names.
    Value,
    /// It is removed; the word says what it was.
    Remove(&'static str),
    /// It is a certificate, which is removed.
    Certificate,
    /// It is the serial number of a certificate.
    Serial,
}

impl Treatment {
    /// Whether nothing below it can say otherwise, but for where a secret is.
    pub fn is_final(self) -> bool {
        matches!(self, Treatment::Remove(_) | Treatment::Certificate | Treatment::Keep | Treatment::Path | Treatment::Serial)
    }
}

/// What a field's value is removed as, by the last part of its message's name, and its own.
const REMOVED: [(&str, &str, &str); 18] = [
    ("Lua", "inline_code", "code"),
    ("Lua", "source_codes", "code"),
    ("Lua", "default_source_code", "code"),
    ("Lua", "source_code", "code"),
    ("LuaPerRoute", "source_code", "code"),
    ("VmConfig", "code", "code"),
    ("VmConfig", "configuration", "an extension's configuration"),
    ("VmConfig", "environment_variables", "environment"),
    ("VmConfig", "env", "environment"),
    ("PluginConfig", "configuration", "an extension's configuration"),
    ("Config", "plugin_config", "an extension's configuration"),
    ("RouterPlugin", "config", "an extension's configuration"),
    ("JwtProvider", "local_jwks", "JWKS"),
    ("CommandLineOptions", "config_yaml", "configuration in YAML"),
    ("TlsSessionTicketKeys", "keys", "secret"),
    ("GenericSecret", "secret", "secret"),
    ("DirectResponseAction", "body", "a response's body"),
    ("Payload", "text", "a health check's payload"),
];

/// The fields that hold certificates.
const CERTIFICATES: [(&str, &str); 8] = [
    ("TlsCertificate", "certificate_chain"),
    ("TlsCertificate", "ocsp_staple"),
    ("TlsCertificate", "signed_certificate_timestamp"),
    ("CertificateValidationContext", "trusted_ca"),
    ("CertificateValidationContext", "crl"),
    ("TrustDomain", "trust_bundle"),
    ("SslCredentials", "root_certs"),
    ("SslCredentials", "cert_chain"),
];

/// The fields that hold the path of a request.
const PATHS: [(&str, &str); 18] = [
    ("RouteMatch", "prefix"),
    ("RouteMatch", "path"),
    ("RouteMatch", "path_separated_prefix"),
    ("RouteMatch", "safe_regex"),
    ("RouteMatch", "path_match_policy"),
    ("RouteAction", "prefix_rewrite"),
    ("RouteAction", "regex_rewrite"),
    ("RouteAction", "path_rewrite"),
    ("RouteAction", "path_rewrite_policy"),
    ("RedirectAction", "path_redirect"),
    ("RedirectAction", "prefix_rewrite"),
    ("RedirectAction", "regex_rewrite"),
    ("RedirectAction", "path_rewrite"),
    ("HttpHealthCheck", "path"),
    ("PathMatcher", "path"),
    ("Permission", "url_path"),
    ("Principal", "url_path"),
    ("Cookie", "path"),
];

/// Keys of `node.metadata` and of Istio's filter metadata whose values this program reads, or that are names which have to stay those of
/// the rest of the dump.
const KNOWN_METADATA: [&str; 39] = [
    "APP_CONTAINERS",
    "CLUSTER_ID",
    "ENVOY_PROMETHEUS_PORT",
    "ENVOY_STATUS_PORT",
    "INSTANCE_IPS",
    "INTERCEPTION_MODE",
    "ISTIO_PROXY_SHA",
    "ISTIO_VERSION",
    "MESH_ID",
    "METADATA_DISCOVERY",
    "NAME",
    "NAMESPACE",
    "NODE_NAME",
    "OWNER",
    "PILOT_SAN",
    "SERVICE_ACCOUNT",
    "WORKLOAD_NAME",
    "app",
    "istio",
    "version",
    "service.istio.io/canonical-name",
    "service.istio.io/canonical-revision",
    "security.istio.io/tlsMode",
    "tlsMode",
    "app.kubernetes.io/name",
    "app.kubernetes.io/version",
    "discoveryAddress",
    "serviceCluster",
    "controlPlaneAuthPolicy",
    "config",
    "host",
    "name",
    "namespace",
    "subset",
    "workload",
    "alpn_override",
    "default_original_port",
    "external",
    "k8s-app",
];

/// The last part of a full name.
pub(super) fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether nothing of the text stays.
pub(super) fn is_removed(treatment: Treatment) -> bool {
    matches!(treatment, Treatment::Remove(_) | Treatment::Certificate)
}

/// Whether a field holds a secret by its name, also where the API does not call it sensitive, such as a token for Google's gRPC.
fn is_secret_field(owner: &str, field: &Field) -> bool {
    let holds_text = match field.kind {
        Kind::String | Kind::Bytes => true,
        Kind::Message(message) => short(message.get().name()) == "DataSource",
        _ => false,
    };
    let is_called_so = owner == "CookieNames" || field.name.contains("cookie");
    let is_reference = matches!(field.name, "image_pull_secret" | "token_metadata_key" | "prefetch_secret_names" | "credential_names");
    holds_text && !is_called_so && !is_reference && (is_secret_name(field.name) || field.name == "json_key")
}

/// What is done with a field of a message, of which `node` is the object.
pub(super) fn of_field(
    message: &'static Message,
    field: &'static Field,
    above: Treatment,
    node: Node<'_, '_>,
    keep_paths: bool,
) -> Treatment {
    let (owner, name) = (short(message.name()), field.name);
    if owner == "DataSource" && matches!(name, "filename" | "environment_variable" | "watched_directory") {
        // Where a secret is, is none.
        return Treatment::Rewrite;
    }
    if (owner, name) == ("TypedStruct", "type_url") {
        return Treatment::Keep;
    }
    if matches!(above, Treatment::Remove(_)) {
        return above;
    }
    if field.sensitive || is_secret_field(owner, field) {
        return Treatment::Remove("secret");
    }
    if CERTIFICATES.contains(&(owner, name)) {
        return Treatment::Certificate;
    }
    if owner.starts_with("DynamicModule") && name == "filter_config" {
        return Treatment::Remove("an extension's configuration");
    }
    if let Some((_, _, what)) = REMOVED.iter().find(|(of, known, _)| (*of, *known) == (owner, name)) {
        return Treatment::Remove(what);
    }
    if above.is_final() {
        return above;
    }
    if keep_paths && PATHS.contains(&(owner, name)) {
        return Treatment::Path;
    }
    let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default();
    match (owner, name) {
        ("HeaderValue" | "HeaderMatcher", "key" | "name") | ("Header", "header_name") => Treatment::HeaderName,
        ("HeaderValue", _) if is_credential_header(&text("key")) => Treatment::Remove("header"),
        ("HeaderMatcher", _) if is_credential_header(&text("name")) => Treatment::Remove("header"),
        ("QueryParameterMatcher" | "CookieMatcher", "name") => Treatment::HeaderName,
        ("QueryParameterMatcher", _) if is_credential_parameter(&text("name")) => Treatment::Remove("query parameter"),
        ("CookieMatcher", _) => Treatment::Remove("header"),
        ("EnvironmentVariables", "key_values") | ("EnvVar", "value") => Treatment::Remove("environment"),
        // What a tag of a trace says is up to whoever wrote it.
        ("Literal", "value") => Treatment::Value,
        ("CertificateDetails", "serial_number") => Treatment::Serial,
        ("CertificateValidationContext", "verify_certificate_spki" | "verify_certificate_hash") => Treatment::Value,
        ("StatsTag" | "TagSpecifier", "regex") | ("Extension", _) => Treatment::Keep,
        (
            _,
            "alpn_protocols"
            | "application_protocols"
            | "cipher_suites"
            | "text_format"
            | "transport_protocol"
            | "retry_on"
            | "content_type",
        ) => Treatment::Keep,
        // Names can't be replaced in what they are hidden in.
        _ if matches!(field.kind, Kind::Bytes) => Treatment::Remove("bytes"),
        _ => Treatment::Rewrite,
    }
}

/// What is done with the values of a `Struct` in this field.
pub(super) fn of_struct(message: &str, field: &str, above: Treatment) -> Treatment {
    match (short(message), field) {
        _ if above != Treatment::Rewrite => above,
        // What Envoy says of its own build.
        ("BuildVersion", "metadata") => Treatment::Keep,
        _ => Treatment::Value,
    }
}

/// What is done with a member of a `Struct`, by its key.
pub(super) fn of_member(key: &str, above: Treatment) -> Treatment {
    match above {
        Treatment::Value | Treatment::Rewrite if is_secret_name(key) => Treatment::Remove("metadata"),
        Treatment::Value if KNOWN_METADATA.contains(&key) => Treatment::Rewrite,
        above => above,
    }
}

/// What is done with a member of an object that the table does not know.
pub(super) fn of_unknown(key: &str, above: Treatment, node: Node<'_, '_>) -> Treatment {
    let named = || {
        let name = node.get("key").or_else(|| node.get("name")).and_then(Node::as_str).unwrap_or_default();
        // Statistics have names too, in dots.
        !name.contains('.') && is_credential_header(&name)
    };
    match (above, key) {
        (_, "@type" | "type_url" | "typeUrl") => Treatment::Keep,
        (Treatment::Remove(_), "filename" | "environment_variable" | "environmentVariable") => Treatment::Rewrite,
        (above, _) if above.is_final() => above,
        // A message that Envoy itself doesn't know is bytes.
        (_, "value") if node.get("@type").is_some() => Treatment::Remove("bytes"),
        (_, "inline_code" | "inlineCode" | "source_code" | "inline_bytes" | "inlineBytes" | "config_yaml") => Treatment::Remove("code"),
        (above, "key" | "name") => above,
        _ if is_secret_name(key) => Treatment::Remove("secret"),
        _ if named() => Treatment::Remove("header"),
        _ => above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::fields;

    /// A field that Envoy's API does not have guards nothing.
    #[test]
    fn the_fields_are_those_of_the_api() {
        let named = REMOVED.iter().map(|(owner, name, _)| (*owner, *name)).chain(CERTIFICATES).chain(PATHS);
        for (owner, name) in named {
            let is_there = fields::messages().any(|message| short(message.name()) == owner && message.field(name).is_some());
            assert!(is_there, "{owner}.{name}");
        }
    }
}
