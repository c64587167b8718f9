//! A question: a request or a connection, and where it arrives; as one JSON object, which a line of a file holds.

use core::net::{IpAddr, SocketAddr};

use super::headers::split_port;
use super::request::{Connection, Plaintext, Request, TargetForm, Transport};
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The name of the listener that takes the connection.
    pub listener: Option<String>,
    /// The port of the listener that takes it.
    pub port: Option<u16>,
    /// The connection.
    pub connection: Connection,
    /// The request; `None` where only the connection is followed.
    pub request: Option<Request>,
}

impl Asked {
    /// Reads a question: an object with any of `method`, `scheme`, `authority`, `path`, `headers` (a list of pairs), `url`, `listener`, `port`,
    /// `destination`, `source`, `directSource`, `sni`, `alpn`, `transport` (`tls`, `plaintext`), `plaintext` (`http/1.1`, `http/1.0`, `h2c`,
    /// `binary`) and `targetForm`. Other keys are passed over.
    ///
    /// # Errors
    /// Where the text is broken, or a value is not what its key wants.
    pub fn read(line: &[u8]) -> Result<Self> {
        let mut asked = Asked::default();
        let mut request = Request { method: "GET".to_owned(), scheme: "http".to_owned(), ..Request::default() };
        let (mut is_http, mut path, mut transport) = (false, Some(String::from("/")), None);
        let mut reader = Reader::new(line, 0);
        reader.fields(|name, value| {
            let is_null = value.peek() == Some(b'n');
            let at = value.offset();
            match name {
                "method" => request.method = value.text()?.into_owned(),
                "scheme" => request.scheme = value.text()?.into_owned(),
                "authority" => (is_http, request.authority) = (true, value.text()?.into_owned()),
                "path" if is_null => path = None,
                "path" => path = Some(value.text()?.into_owned()),
                "url" => {
                    let url = Url::parse(&value.text()?).map_err(|what| SyntaxError::new(at, what))?;
                    is_http = true;
                    (request.scheme, request.authority, path) = (url.scheme, url.authority, Some(url.path));
                }
                "headers" => {
                    request.headers = value.list(|pair| {
                        let mut pair = pair.list(|text| Ok(text.text()?.into_owned()))?.into_iter();
                        match (pair.next(), pair.next(), pair.next()) {
                            (Some(name), Some(value), None) => Ok((name, value)),
                            _ => Err(SyntaxError::new(at, "a header is a pair: [NAME, VALUE]")),
                        }
                    })?;
                }
                "target_form" => {
                    request.target_form = if value.text()? == "absolute" { TargetForm::Absolute } else { TargetForm::Origin };
                }
                _ if is_null => {}
                "listener" | "entry_listener" => asked.listener = Some(value.text()?.into_owned()),
                "port" => asked.port = Some(u16::try_from(value.number()?).map_err(|_| SyntaxError::new(at, "a port is at most 65535"))?),
                "destination" => asked.connection.destination = Some(address(&value.text()?, at)?),
                "address" | "entry_address" => {
                    let address = address(&value.text()?, at)?;
                    asked.connection.destination.get_or_insert(address);
                }
                "source" => asked.connection.source = Some(address(&value.text()?, at)?),
                "direct_source" => {
                    let text = value.text()?;
                    let ip = text.parse::<IpAddr>().map_err(|_| SyntaxError::new(at, format!("expected an IP address, found `{text}`")))?;
                    asked.connection.direct_source = Some(ip);
                }
                "sni" => asked.connection.sni = Some(value.text()?.into_owned()),
                "alpn" => asked.connection.alpn = value.list(|name| Ok(name.text()?.into_owned()))?,
                "transport" => transport = Some(if value.text()? == "tls" { Transport::Tls } else { Transport::Plaintext }),
                "plaintext" => {
                    asked.connection.plaintext = match &*value.text()? {
                        "http/1.1" => Plaintext::Http11,
                        "http/1.0" => Plaintext::Http10,
                        "h2c" => Plaintext::H2c,
                        _ => Plaintext::Binary,
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        let is_https = is_http && request.scheme.eq_ignore_ascii_case("https");
        asked.connection.transport = transport.unwrap_or(if is_https { Transport::Tls } else { Transport::Plaintext });
        if is_http {
            asked.set_request(Request { path, ..request });
        }
        Ok(asked)
    }

    /// Asks with this request. A server name that is not given is the request's host, as clients have it.
    pub fn set_request(&mut self, request: Request) {
        let (host, _) = split_port(&request.authority);
        let is_name = !host.is_empty() && !host.starts_with('[') && host.parse::<IpAddr>().is_err();
        if self.connection.transport == Transport::Tls && self.connection.sni.is_none() && is_name {
            self.connection.sni = Some(host.to_owned());
        }
        self.request = Some(request);
    }
}

/// An address with a port, or without: then it is 0.
fn address(text: &str, at: usize) -> Result<SocketAddr> {
    parse_address(text).ok_or_else(|| SyntaxError::new(at, format!("expected IP:PORT, found `{text}`")))
}

/// `IP:PORT`, or an IP address alone, whose port is 0.
pub fn parse_address(text: &str) -> Option<SocketAddr> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(|ip| SocketAddr::new(ip, 0)))
}

/// A URL's parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// `http` or `https`, in lower case.
    pub scheme: String,
    /// The host, with its port where it has one.
    pub authority: String,
    /// The path with the query, `/` where there is none. A fragment is left out, as clients do not send it.
    pub path: String,
}

impl Url {
    /// Reads a URL, as clients do.
    ///
    /// # Errors
    /// Where it is none: what is wrong.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        let (scheme, rest) = text.split_once("://").ok_or_else(|| format!("{text} has no scheme: http://HOST/PATH"))?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(&*scheme, "http" | "https") {
            return Err(format!("{scheme} is no scheme of HTTP: http://HOST/PATH or https://HOST/PATH"));
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let authority = authority.rsplit('@').next().unwrap_or_default();
        if split_port(authority).0.is_empty() {
            return Err(format!("{text} has no host: http://HOST/PATH"));
        }
        let path = path.split('#').next().unwrap_or_default();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Url { scheme, authority: authority.to_owned(), path })
    }

    /// The port: the authority's, else the scheme's.
    pub fn port(&self) -> u16 {
        let own = split_port(&self.authority).1.and_then(|port| u16::try_from(port).ok());
        own.unwrap_or(if self.scheme == "https" { 443 } else { 80 })
    }
}
