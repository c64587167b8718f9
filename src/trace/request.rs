//! A connection and a request, as a client makes them.

use core::net::{IpAddr, SocketAddr};

use super::metadata::MetadataMatch;

/// A connection.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// The address that it goes to, as the proxy sees it in the end: restored by iptables or the PROXY protocol, where that is so.
    pub destination: Option<SocketAddr>,
    /// The address that it comes from, as the proxy sees it in the end.
    pub source: Option<SocketAddr>,
    /// The address of the peer itself, where the PROXY protocol tells another source.
    pub direct_source: Option<IpAddr>,
    /// Whether it is TLS.
    pub transport: Transport,
    /// The server name of TLS.
    pub sni: Option<String>,
    /// The protocols that TLS offers, in the client's order.
    pub alpn: Vec<String>,
    /// What a connection without TLS begins with.
    pub plaintext: Plaintext,
    /// Whether the client has a certificate, where that is known.
    pub has_certificate: Option<bool>,
    /// The metadata that came with it, where it was made to an internal listener.
    pub passed: Option<MetadataMatch>,
}

/// What a connection is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// Bytes as they are.
    #[default]
    Plaintext,
    /// TLS.
    Tls,
}

/// What a connection without TLS begins with, as the HTTP inspector tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plaintext {
    /// HTTP/1.1
    #[default]
    Http11,
    /// HTTP/1.0
    Http10,
    /// HTTP/2
    H2c,
    /// No HTTP.
    Binary,
}

impl Plaintext {
    /// The protocol's name among `application_protocols`.
    pub fn protocol(self) -> Option<&'static str> {
        match self {
            Plaintext::Http11 => Some("http/1.1"),
            Plaintext::Http10 => Some("http/1.0"),
            Plaintext::H2c => Some("h2c"),
            Plaintext::Binary => None,
        }
    }
}

/// A HTTP request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method.
    pub method: String,
    /// `http` or `https`.
    pub scheme: String,
    /// The host, with its port where it has one.
    pub authority: String,
    /// The path with the query; a CONNECT has none.
    pub path: Option<String>,
    /// The headers in order, names in any case.
    pub headers: Vec<(String, String)>,
    /// How the target is written.
    pub target_form: TargetForm,
}

/// How a request's target is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetForm {
    /// The path alone, as to servers.
    #[default]
    Origin,
    /// The whole URL, as to proxies.
    Absolute,
}

impl Request {
    /// The host: the target's, else the header's.
    pub fn host(&self) -> &str {
        let own = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, value)| value.as_str());
        own.filter(|_| self.target_form == TargetForm::Origin && self.method != "CONNECT").unwrap_or(&self.authority)
    }
}
