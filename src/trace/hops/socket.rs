//! How a connection to an endpoint is made: its transport socket, server name and protocols.

use std::borrow::Cow;

use crate::envoy::json::reader::{Reader, Result};
use crate::section::tls::{Mode, TransportSocket};
use crate::trace::connection_manager::ConnectionManager;
use crate::trace::endpoint::Endpoint;
use crate::trace::headers::split_port;
use crate::trace::metadata::MetadataMatch;
use crate::trace::request::{Connection, Plaintext, Transport};

/// What a cluster says of connections to its endpoints.
#[derive(Clone, Debug, Default)]
pub(super) struct Upstream<'a> {
    /// `transport_socket_matches`: the first whose entries an endpoint has is taken.
    matches: Vec<(MetadataMatch, TransportSocket<'a>)>,
    /// The socket of endpoints that no entry is for.
    socket: TransportSocket<'a>,
    protocol: Protocol,
    /// Whether the request's host is the server name (`auto_sni`).
    is_auto_sni: bool,
    /// Whether Istio's filter that replaces the protocols leaves it alone.
    is_alpn_kept: bool,
}

/// Which HTTP is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Protocol {
    #[default]
    Http1,
    Http2,
    /// What the client speaks.
    Downstream,
    /// What both sides can, by ALPN.
    Negotiated,
}

impl<'a> Upstream<'a> {
    /// Reads of a `Cluster` what connections to its endpoints are like.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Upstream::default();
        reader.fields(|name, value| {
            match name {
                "transport_socket" => found.socket = TransportSocket::read(value)?,
                "transport_socket_matches" => {
                    found.matches = value.list(|one| {
                        let entries = one.find("match")?.map(|mut entries| MetadataMatch::read_struct(&mut entries)).transpose()?;
                        let socket = one.find("transport_socket")?.map(|mut socket| TransportSocket::read(&mut socket)).transpose()?;
                        Ok((entries.unwrap_or_default(), socket.unwrap_or_default()))
                    })?;
                }
                "http2_protocol_options" => found.protocol = Protocol::Http2,
                "typed_extension_protocol_options" => value
                    .entries(|name, options| if name.ends_with("HttpProtocolOptions") { found.read_options(options) } else { Ok(()) })?,
                "metadata" => {
                    let istio = MetadataMatch::read_under("istio", value)?;
                    found.is_alpn_kept = istio.is_some_and(|istio| istio.entries.get("alpn_override").is_some_and(|text| text == "false"));
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn read_options(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| {
            match name {
                "explicit_http_config" if value.find("http2_protocol_options")?.is_some() => self.protocol = Protocol::Http2,
                "use_downstream_protocol_config" => self.protocol = Protocol::Downstream,
                "auto_config" => self.protocol = Protocol::Negotiated,
                "upstream_http_protocol_options" => {
                    self.is_auto_sni = value.find("auto_sni")?.map_or(Ok(false), |mut flag| flag.flag())?;
                }
                _ => {}
            }
            Ok(())
        })
    }

    fn socket(&self, endpoint: &Endpoint) -> &TransportSocket<'a> {
        let found = self.matches.iter().find(|(entries, _)| entries.holds(endpoint.socket_match.as_ref()));
        found.map_or(&self.socket, |(_, socket)| socket)
    }

    /// Whether HTTP/2 is spoken, where the client speaks it or not.
    fn is_http2(&self, by_client: bool) -> bool {
        match self.protocol {
            Protocol::Http1 | Protocol::Negotiated => false,
            Protocol::Http2 => true,
            Protocol::Downstream => by_client,
        }
    }

    /// Makes a connection to an endpoint what this says; without TLS it stays what it is. `http` is the request that goes over it: its host,
    /// the connection manager that sends it, and whether the client speaks HTTP/2.
    pub(super) fn dress(
        &self,
        endpoint: &Endpoint,
        http: Option<(&str, Option<&ConnectionManager<'_>>, bool)>,
        connection: &mut Connection,
    ) {
        let socket = self.socket(endpoint);
        let is_http2 = http.is_some_and(|(_, _, by_client)| self.is_http2(by_client));
        if http.is_some() {
            connection.plaintext = if is_http2 { Plaintext::H2c } else { Plaintext::Http11 };
        }
        if !matches!(socket.mode, Mode::Tls | Mode::Mutual) {
            return;
        }
        // TLS inside of TLS is only bytes for the one who takes the outer off.
        if connection.transport == Transport::Tls {
            connection.plaintext = Plaintext::Binary;
        }
        connection.transport = Transport::Tls;
        connection.has_certificate = Some(socket.mode == Mode::Mutual);
        let host = http.filter(|_| self.is_auto_sni).map(|(host, _, _)| split_port(host).0).filter(|host| !host.is_empty());
        let sni = match (host, socket.is_auto_sni) {
            (Some(host), _) => host,
            (None, true) if !endpoint.hostname.is_empty() => &endpoint.hostname,
            _ => &socket.sni,
        };
        connection.sni = Some(sni.to_owned()).filter(|sni| !sni.is_empty());
        let by_filter = http.and_then(|(_, manager, _)| manager).filter(|_| !self.is_alpn_kept);
        let by_filter = by_filter.and_then(|manager| istio_protocols(manager, is_http2));
        connection.alpn = match (by_filter, socket.alpn.is_empty(), http.is_some()) {
            (Some(protocols), _, _) => protocols,
            (None, false, _) => socket.alpn.iter().map(|name| name.clone().into_owned()).collect(),
            // What is offered where nothing is said: the protocols that the connection pool can speak.
            (None, true, true) if self.protocol == Protocol::Negotiated => vec!["h2".to_owned(), "http/1.1".to_owned()],
            (None, true, true) => vec![if is_http2 { "h2" } else { "http/1.1" }.to_owned()],
            (None, true, false) => Vec::new(),
        };
    }
}

/// The protocols that Istio's filter (`istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig`) offers in place of the socket's.
fn istio_protocols(manager: &ConnectionManager<'_>, is_http2: bool) -> Option<Vec<String>> {
    let filter = manager.http_filters.iter().find(|filter| filter.kind.contains(".filter.http.alpn."))?;
    let wanted = if is_http2 { "HTTP2" } else { "HTTP11" };
    let overrides = filter.config?.find("alpn_override").ok()??.list(|one| {
        let protocol = one.text_of("upstream_protocol")?;
        let names = one.find("alpn_override")?.map_or(Ok(Vec::new()), |mut names| names.list(Reader::text))?;
        Ok((protocol, names.into_iter().map(Cow::into_owned).collect::<Vec<_>>()))
    });
    overrides.ok()?.into_iter().find(|(protocol, _)| protocol == wanted).map(|(_, names)| names)
}
