//! The HTTP connection manager: `envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`.
//!
//! What it does to a request in front of its routes, in Envoy's order; the rules are those of `source/common/http/conn_manager_utility.cc`
//! and of the HTTP/1 codec.

mod clean;

use std::borrow::Cow;

use super::action::Upgrade;
use super::cidr::Range;
use super::disposition::{Answer, Details, Rejection};
use super::headers::{Headers, HttpRequest, port_start, split_port};
use super::http_filter::HttpFilter;
use super::lazy::Lazy;
use super::normalize;
use super::request::{Connection, Request, TargetForm, Transport};
use super::route_configuration::RouteConfiguration;
use super::runtime::Runtime;
use super::scope::ScopedRoutes;
use crate::envoy::json::reader::{Reader, Result};

/// A HTTP connection manager.
#[derive(Clone, Debug, Default)]
pub struct ConnectionManager<'a> {
    /// Where its routes come from.
    pub routes: RouteSpecifier<'a>,
    /// Its HTTP filters, in order.
    pub http_filters: Vec<HttpFilter<'a>>,
    /// Which upgrades it allows.
    pub upgrades: Vec<Upgrade<'a>>,
    normalize_path: bool,
    merge_slashes: bool,
    escaped_slashes: EscapedSlashes,
    strip_port: StripPort,
    strip_trailing_dot: bool,
    underscores: Underscores,
    use_remote_address: bool,
    trusted_hops: u64,
    skip_append: bool,
    scheme_to_overwrite: Option<Cow<'a, str>>,
    internal_ranges: Option<Vec<Range>>,
    forward_certificate_always: bool,
}

/// Where a connection manager's routes come from.
#[derive(Clone, Debug, Default)]
pub enum RouteSpecifier<'a> {
    /// They stand in it.
    Inline(Lazy<'a, RouteConfiguration<'a>>),
    /// RDS gives the route configuration of this name.
    Rds(Cow<'a, str>),
    /// A header chooses among several.
    Scoped(ScopedRoutes<'a>),
    /// Nowhere.
    #[default]
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum EscapedSlashes {
    #[default]
    Keep,
    Reject,
    Redirect,
    Forward,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StripPort {
    #[default]
    Keep,
    Matching,
    Any,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Underscores {
    #[default]
    Allow,
    Reject,
    Drop,
}

/// A request in front of its routes.
#[derive(Clone, Debug)]
pub struct Arrived<'r> {
    /// The request.
    pub http: HttpRequest<'r>,
    /// Whether it is internal.
    pub is_internal: bool,
    /// What changed its path or host: a word for each.
    pub changes: Vec<&'static str>,
}

impl<'a> ConnectionManager<'a> {
    /// Reads a `HttpConnectionManager`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = ConnectionManager::default();
        reader.fields(|name, value| {
            match name {
                "route_config" => found.routes = RouteSpecifier::Inline(Lazy::new(value.raw()?)),
                "rds" => found.routes = RouteSpecifier::Rds(value.text_of("route_config_name")?),
                "scoped_routes" => found.routes = RouteSpecifier::Scoped(ScopedRoutes::read(value)?),
                "http_filters" => found.http_filters = value.list(HttpFilter::read)?,
                "upgrade_configs" => found.upgrades = value.list(Upgrade::read)?,
                "normalize_path" => found.normalize_path = value.flag()?,
                "merge_slashes" => found.merge_slashes = value.flag()?,
                "path_with_escaped_slashes_action" => {
                    found.escaped_slashes = match &*value.text()? {
                        "REJECT_REQUEST" | "2" => EscapedSlashes::Reject,
                        "UNESCAPE_AND_REDIRECT" | "3" => EscapedSlashes::Redirect,
                        "UNESCAPE_AND_FORWARD" | "4" => EscapedSlashes::Forward,
                        _ => EscapedSlashes::Keep,
                    }
                }
                "strip_any_host_port" if value.flag()? => found.strip_port = StripPort::Any,
                "strip_matching_host_port" if value.flag()? => found.strip_port = StripPort::Matching,
                "strip_trailing_host_dot" => found.strip_trailing_dot = value.flag()?,
                "common_http_protocol_options" => {
                    found.underscores = match &*value.text_of("headers_with_underscores_action")? {
                        "REJECT_REQUEST" | "1" => Underscores::Reject,
                        "DROP_HEADER" | "2" => Underscores::Drop,
                        _ => Underscores::Allow,
                    }
                }
                "use_remote_address" => found.use_remote_address = value.flag()?,
                "xff_num_trusted_hops" => found.trusted_hops = value.number()?,
                "skip_xff_append" => found.skip_append = value.flag()?,
                "scheme_header_transformation" => {
                    found.scheme_to_overwrite = Some(value.text_of("scheme_to_overwrite")?).filter(|scheme| !scheme.is_empty());
                }
                "internal_address_config" => {
                    let ranges = value.find("cidr_ranges")?.map_or(Ok(Vec::new()), |mut ranges| ranges.list(Range::read))?;
                    found.internal_ranges = Some(ranges.into_iter().flatten().collect());
                }
                "forward_client_cert_details" => {
                    found.forward_certificate_always = matches!(&*value.text()?, "ALWAYS_FORWARD_ONLY" | "4");
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// What becomes of a request in front of the routes.
    ///
    /// # Errors
    /// Where the request gets an answer here already.
    pub fn receive<'r>(
        &self,
        request: &'r Request,
        connection: &Connection,
        runtime: &Runtime,
    ) -> std::result::Result<Arrived<'r>, Rejection> {
        let headers = self.decode(request)?;
        let host = request.host();
        let is_connect = request.method == "CONNECT";
        if is_connect && request.path.is_none() && !is_host_and_port(host) {
            return Err(Rejection::codec(Details::InvalidUrl));
        }
        if request.target_form == TargetForm::Absolute {
            if !is_url_host(host) {
                return Err(Rejection::codec(Details::InvalidUrl));
            }
            // Only the first proxy of a mesh is sure that nobody in front of it has taken TLS off.
            let is_first = self.use_remote_address && self.trusted_hops == 0;
            if is_first && connection.transport == Transport::Plaintext && request.scheme.eq_ignore_ascii_case("https") {
                return Err(Rejection { answer: Answer::new(403, false), ..Rejection::codec(Details::HttpsInPlaintext) });
            }
        }
        if !host.bytes().all(is_authority_byte) {
            return Err(Rejection::codec(Details::InvalidAuthority));
        }
        if request.path.as_ref().is_some_and(|path| !path.bytes().all(|byte| (0x21..0x7f).contains(&byte))) {
            return Err(Rejection::codec(Details::InvalidPath));
        }
        let mut http = HttpRequest {
            method: Cow::Borrowed(&request.method),
            authority: Cow::Borrowed(host),
            path: request.path.as_deref().map(Cow::Borrowed),
            headers,
            has_certificate: connection.has_certificate,
            ..HttpRequest::default()
        };
        let is_grpc = http.is_grpc();
        if !is_connect && !http.path.as_deref().is_some_and(|path| path.starts_with('/')) {
            return Err(Rejection::new(404, Details::AbsolutePath, is_grpc));
        }
        let mut changes = Vec::new();
        self.normalize(&mut http, runtime, &mut changes)?;
        self.strip_host(&mut http, connection, &mut changes);
        let is_internal = self.clean_headers(&mut http, request, connection, runtime);
        Ok(Arrived { http, is_internal, changes })
    }

    /// What the codec does: headers of one name folded, those with underscores kept or not.
    fn decode<'r>(&self, request: &'r Request) -> std::result::Result<Headers<'r>, Rejection> {
        let pairs = request.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("host"));
        let mut headers = Headers::new(pairs.map(|(name, value)| (&**name, &**value)));
        let has_underscore = |name: &str| name.contains('_');
        match self.underscores {
            Underscores::Reject if headers.names().any(has_underscore) => return Err(Rejection::codec(Details::Underscore)),
            Underscores::Drop => headers.remove_if(has_underscore),
            _ => {}
        }
        Ok(headers)
    }

    /// The path's normalisation.
    fn normalize(
        &self,
        http: &mut HttpRequest<'_>,
        runtime: &Runtime,
        changes: &mut Vec<&'static str>,
    ) -> std::result::Result<(), Rejection> {
        let is_grpc = http.is_grpc();
        let bad = || Rejection::new(400, Details::PathNormalization, is_grpc);
        let Some(path) = &mut http.path else { return Ok(()) };
        if let Some(fragment) = path.find('#') {
            if runtime.rejects_fragment() {
                return Err(bad());
            }
            *path = Cow::Owned(path[..fragment].to_owned());
            changes.push("fragment cut off");
        }
        let mut is_redirect = false;
        if self.escaped_slashes != EscapedSlashes::Keep
            && let Some(new) = normalize::unescape_slashes(path)
        {
            if self.escaped_slashes == EscapedSlashes::Reject {
                return Err(bad());
            }
            is_redirect = self.escaped_slashes == EscapedSlashes::Redirect;
            *path = Cow::Owned(new);
            changes.push("escaped slashes unescaped");
        }
        if self.normalize_path {
            let new = normalize::canonical(path).ok_or_else(bad)?;
            if new != *path {
                changes.push("path normalized");
                *path = Cow::Owned(new);
            }
        }
        if self.merge_slashes
            && let Cow::Owned(new) = normalize::merge_slashes(path)
        {
            *path = Cow::Owned(new);
            changes.push("slashes merged");
        }
        match is_redirect {
            true if is_grpc => Err(bad()),
            true => Err(Rejection { location: Some(path.clone().into_owned()), ..Rejection::new(307, Details::PathNormalization, false) }),
            false => Ok(()),
        }
    }

    /// The host's normalisation.
    fn strip_host(&self, http: &mut HttpRequest<'_>, connection: &Connection, changes: &mut Vec<&'static str>) {
        if self.strip_trailing_dot
            && let new = normalize::without_trailing_dot(&http.authority)
            && new.len() != http.authority.len()
        {
            http.authority = Cow::Owned(new.into_owned());
            changes.push("host's trailing dot stripped");
        }
        let (host, port) = split_port(&http.authority);
        let Some(port) = port else { return };
        let is_stripped = match self.strip_port {
            StripPort::Keep => false,
            StripPort::Any => true,
            StripPort::Matching => connection.destination.is_some_and(|destination| u32::from(destination.port()) == port),
        };
        if is_stripped {
            http.connect_port = http.is_connect().then_some(port);
            http.authority = Cow::Owned(host.to_owned());
            changes.push("host's port stripped");
        }
    }

    /// Whether an upgrade is allowed, where the route says this of it.
    pub fn allows_upgrade(&self, kind: &str, by_route: Option<bool>) -> bool {
        by_route.unwrap_or_else(|| Upgrade::find(&self.upgrades, kind).unwrap_or(false))
    }
}

/// Whether a CONNECT's target is one: a host and a port.
fn is_host_and_port(target: &str) -> bool {
    let (host, port) = split_port(target);
    port.is_some() && !host.is_empty()
}

/// Whether a text may be the host and port of a URL, as the HTTP/1 codec's parser of absolute targets has it.
fn is_url_host(text: &str) -> bool {
    let (host, has_port) = match port_start(text) {
        Some(at) => (&text[..at], split_port(text).1.is_some_and(|port| port <= u32::from(u16::MAX))),
        None => (text, true),
    };
    let is_name = |host: &str| !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    has_port && address.map_or_else(|| is_name(host), |address| address.parse::<core::net::Ipv6Addr>().is_ok())
}

/// Whether a byte may stand in an authority: nghttp2's table, which Envoy uses for every protocol.
fn is_authority_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!$%&'()*+,-.:;=@[]_~".contains(&byte)
}
