//! Transport sockets: whether a connection is encrypted, and who proves what he is (`envoy.config.core.v3.TransportSocket`).

use std::borrow::Cow;

use super::route_match::short_type;
use crate::envoy::json::reader::{Reader, Result};

/// A socket may be wrapped by others, such as the PROXY protocol's. The bound keeps a hostile text from using up the stack.
const MAX_DEPTH: usize = 16;

/// The fields of a transport socket that tables show.
#[derive(Clone, Debug, Default)]
pub struct TransportSocket<'a> {
    /// How the connection is protected.
    pub mode: Mode,
    /// The server name that an `UpstreamTlsContext` sends; empty for none.
    pub sni: Cow<'a, str>,
    /// Whether an `UpstreamTlsContext` sends the endpoint's host name (`auto_host_sni`).
    pub is_auto_sni: bool,
    /// The protocols that it offers or takes by ALPN, in order.
    pub alpn: Vec<Cow<'a, str>>,
}

/// How a connection is protected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Not at all.
    #[default]
    None,
    /// TLS, in which the server alone must show a certificate.
    Tls,
    /// TLS, in which both sides show one: a `DownstreamTlsContext` requires it, an `UpstreamTlsContext` has it.
    Mutual,
    /// Another transport socket, by its type.
    Other(String),
}

impl Mode {
    /// The words for a cell.
    pub fn cell(&self) -> Cow<'static, str> {
        match self {
            Mode::None => Cow::Borrowed("none"),
            Mode::Tls => Cow::Borrowed("TLS"),
            Mode::Mutual => Cow::Borrowed("mTLS"),
            Mode::Other(name) => Cow::Owned(name.clone()),
        }
    }
}

impl<'a> TransportSocket<'a> {
    /// Reads a `TransportSocket`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        Self::read_at(reader, 0)
    }

    fn read_at(reader: &mut Reader<'a>, depth: usize) -> Result<Self> {
        let mut name = Cow::Borrowed("");
        let mut found = None;
        reader.fields(|field, value| {
            match field {
                "name" => name = value.text()?,
                "typed_config" => found = Some(Self::read_config(value, depth)?),
                _ => {}
            }
            Ok(())
        })?;
        // Without a configuration, only the name tells what it is.
        Ok(found.unwrap_or_else(|| {
            let mode = if name.ends_with("raw_buffer") { Mode::None } else { Mode::Other(name.into_owned()) };
            TransportSocket { mode, ..TransportSocket::default() }
        }))
    }

    fn read_config(reader: &mut Reader<'a>, depth: usize) -> Result<Self> {
        let mut found = TransportSocket::default();
        let type_url = reader.text_of("@type")?;
        match short_type(&type_url) {
            "UpstreamTlsContext" => found.read_upstream(reader)?,
            "DownstreamTlsContext" => found.read_downstream(reader)?,
            "RawBuffer" => {}
            other => {
                found.mode = Mode::Other(other.to_owned());
                reader.fields(|name, value| {
                    match name {
                        "upstream_tls_context" => found.read_upstream(value)?,
                        "downstream_tls_context" => found.read_downstream(value)?,
                        // What is wrapped decides how the connection is protected.
                        "transport_socket" if depth < MAX_DEPTH => found = Self::read_at(value, depth + 1)?,
                        _ => {}
                    }
                    Ok(())
                })?;
            }
        }
        Ok(found)
    }

    fn read_upstream(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let mut has_certificate = false;
        reader.fields(|name, value| {
            match name {
                "sni" => self.sni = value.text()?,
                "auto_host_sni" => self.is_auto_sni = value.flag()?,
                "common_tls_context" => has_certificate = self.read_common(value)?,
                _ => {}
            }
            Ok(())
        })?;
        self.mode = if has_certificate { Mode::Mutual } else { Mode::Tls };
        Ok(())
    }

    fn read_downstream(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let mut is_mutual = false;
        reader.fields(|name, value| {
            match name {
                "require_client_certificate" => is_mutual = value.flag()?,
                "common_tls_context" => {
                    self.read_common(value)?;
                }
                _ => {}
            }
            Ok(())
        })?;
        self.mode = if is_mutual { Mode::Mutual } else { Mode::Tls };
        Ok(())
    }

    /// Reads a `CommonTlsContext`: whether it has a certificate of its own, and its protocols.
    fn read_common(&mut self, reader: &mut Reader<'a>) -> Result<bool> {
        let mut has_certificate = false;
        reader.fields(|name, value| {
            match name {
                "tls_certificates" | "tls_certificate_sds_secret_configs" => value.elements(|_| {
                    has_certificate = true;
                    Ok(())
                })?,
                "tls_certificate_provider_instance"
                | "tls_certificate_certificate_provider_instance"
                | "custom_tls_certificate_selector" => {
                    has_certificate = true;
                }
                "alpn_protocols" => self.alpn = value.list(Reader::text)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(has_certificate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_told_by_what_the_contexts_hold() {
        let check = |json: &str, mode: &str, sni: &str| {
            let socket = TransportSocket::read(&mut Reader::new(json.as_bytes(), 0)).unwrap();
            assert_eq!((&*socket.mode.cell(), &*socket.sni), (mode, sni), "{json}");
        };
        check(r#"{"name":"tls","typed_config":{"@type":"t/a.UpstreamTlsContext","sni":"a.example"}}"#, "TLS", "a.example");
        check(
            r#"{"name":"tls","typed_config":{"@type":"t/a.UpstreamTlsContext","commonTlsContext":{
                "tlsCertificateSdsSecretConfigs":[{"name":"default","sds_config":{}}],
                "combined_validation_context":{"default_validation_context":{},"validation_context_sds_secret_config":{"name":"ROOTCA"}}}}}"#,
            "mTLS",
            "",
        );
        check(r#"{"typed_config":{"@type":"t/a.DownstreamTlsContext","require_client_certificate":true}}"#, "mTLS", "");
        check(
            r#"{"typed_config":{"@type":"t/a.QuicDownstreamTransport","downstream_tls_context":{"common_tls_context":{
                "tls_certificates":[{}]}}}}"#,
            "TLS",
            "",
        );
        check(
            r#"{"typed_config":{"@type":"t/a.ProxyProtocolUpstreamTransport","transport_socket":{
                "typed_config":{"@type":"t/a.UpstreamTlsContext","sni":"in.example"}}}}"#,
            "TLS",
            "in.example",
        );
        check(r#"{"typed_config":{"@type":"t/a.RawBuffer"}}"#, "none", "");
        check(r#"{"typed_config":{"@type":"t/a.Alts"}}"#, "Alts", "");
    }
}
