//! The HTTP connection manager: `envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`.
//!
//! What it does to a request in front of its routes, in Envoy's order; the rules are those of `source/common/http/conn_manager_utility.cc`
//! and of the HTTP/1 codec.

use core::net::{IpAddr, SocketAddr};
use std::borrow::Cow;

use super::action::Upgrade;
use super::cidr::Range;
use super::disposition::{Answer, Details, Rejection};
use super::headers::{Headers, HttpRequest, lower, port_start, split_port};
use super::http_filter::HttpFilter;
use super::lazy::Lazy;
use super::normalize;
use super::request::{Connection, Plaintext, Request, TargetForm, Transport};
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
    has_original_ip_detection: bool,
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
                "original_ip_detection_extensions" => found.has_original_ip_detection = true,
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

    /// What is done to headers; whether the request is internal.
    fn clean_headers(&self, http: &mut HttpRequest<'_>, request: &Request, connection: &Connection, runtime: &Runtime) -> bool {
        let is_upgrade = !http.is_connect() && http.upgrade().is_some();
        let headers = &mut http.headers;
        if !is_upgrade {
            headers.remove("connection");
            headers.remove("upgrade");
        }
        headers.remove_if(|name| matches!(name, "x-envoy-internal" | "keep-alive" | "proxy-connection" | "transfer-encoding"));
        // Of the codings that a client takes for the transfer, only its trailers concern anybody behind the proxy.
        if let Some(codings) = headers.first("te").filter(|codings| !codings.is_empty()) {
            let takes_trailers = codings.split(',').any(|coding| coding.trim_ascii() == "trailers");
            if takes_trailers { headers.set("te", "trailers") } else { headers.remove("te") }
        }
        if headers.first("referer").is_some_and(|referer| !is_referer(referer)) {
            headers.remove("referer");
        }
        let is_tls = connection.transport == Transport::Tls;
        let by_tls = if is_tls { "https" } else { "http" };
        let forwarded_for = headers.first("x-forwarded-for").map(str::to_owned);
        let peer = connection.source.map(|source| source.ip());
        let (address, is_trusted) = if self.use_remote_address {
            let trusted = (self.trusted_hops > 0)
                .then(|| last_address(forwarded_for.as_deref().unwrap_or_default(), self.trusted_hops - 1).map(|(address, _)| address));
            if !self.skip_append
                && let Some(peer) = peer
            {
                let all = forwarded_for.as_ref().map_or_else(|| peer.to_string(), |before| format!("{before},{peer}"));
                headers.set("x-forwarded-for", all);
            }
            if self.trusted_hops == 0 || !headers.has("x-forwarded-proto") {
                headers.set("x-forwarded-proto", by_tls);
            }
            (trusted.flatten().or(peer), forwarded_for.is_none())
        } else {
            match forwarded_for.as_deref().and_then(|all| last_address(all, self.trusted_hops)) {
                Some((address, is_single)) => (Some(address), is_single),
                None => (peer, false),
            }
        };
        if !headers.has("x-forwarded-proto") {
            headers.set("x-forwarded-proto", by_tls);
        }
        let is_http2 = !is_tls && connection.plaintext == Plaintext::H2c;
        let scheme = match &self.scheme_to_overwrite {
            Some(scheme) => {
                headers.set("x-forwarded-proto", scheme.clone().into_owned());
                scheme.clone().into_owned()
            }
            // Clients name the scheme in absolute targets, and over HTTP/2.
            None if request.target_form == TargetForm::Absolute || is_http2 => request.scheme.to_ascii_lowercase(),
            None => {
                let forwarded = lower(headers.first("x-forwarded-proto").unwrap_or_default()).into_owned();
                if matches!(&*forwarded, "http" | "https") { forwarded } else { by_tls.to_owned() }
            }
        };
        let is_internal = is_trusted && address.is_some_and(|address| self.is_internal_address(address, runtime));
        if is_internal {
            headers.set("x-envoy-internal", "true");
        } else {
            headers.remove_if(|name| EXTERNAL_MAY_NOT.contains(&name) || self.use_remote_address && EDGE_MAY_NOT.contains(&name));
            if self.use_remote_address
                && let Some(address) = address
            {
                headers.set("x-envoy-external-address", address.to_string());
            }
        }
        if !headers.has("x-request-id") {
            http.has_random_id = true;
            headers.set("x-request-id", "00000000-0000-4000-8000-000000000000");
        }
        if !self.forward_certificate_always && connection.has_certificate != Some(true) {
            headers.remove("x-forwarded-client-cert");
        }
        http.scheme = Cow::Owned(scheme);
        is_internal
    }

    fn is_internal_address(&self, address: IpAddr, runtime: &Runtime) -> bool {
        match &self.internal_ranges {
            Some(ranges) => ranges.iter().any(|range| range.contains(address)),
            None => runtime.private_is_internal() && is_private(address),
        }
    }

    /// Whether anything of a request's source is known by extensions alone.
    pub fn has_original_ip_detection(&self) -> bool {
        self.has_original_ip_detection
    }

    /// Whether an upgrade is allowed, where the route says this of it.
    pub fn allows_upgrade(&self, kind: &str, by_route: Option<bool>) -> bool {
        by_route.unwrap_or_else(|| Upgrade::find(&self.upgrades, kind).unwrap_or(false))
    }
}

/// Headers that a request loses when it is not internal.
const EXTERNAL_MAY_NOT: [&str; 13] = [
    "x-envoy-retriable-status-codes",
    "x-envoy-retriable-header-names",
    "x-envoy-retry-on",
    "x-envoy-retry-grpc-on",
    "x-envoy-max-retries",
    "x-envoy-upstream-alt-stat-name",
    "x-envoy-upstream-rq-timeout-ms",
    "x-envoy-upstream-rq-per-try-timeout-ms",
    "x-envoy-expected-rq-timeout-ms",
    "x-envoy-force-trace",
    "x-envoy-ip-tags",
    "x-envoy-original-url",
    "x-envoy-hedge-on-per-try-timeout",
];

/// Headers that it loses where the connection manager is the first one of a mesh.
const EDGE_MAY_NOT: [&str; 3] = ["x-envoy-decorator-operation", "x-envoy-downstream-service-cluster", "x-envoy-downstream-service-node"];

/// The address in `x-forwarded-for` in front of so many others, and whether it stands alone.
fn last_address(forwarded_for: &str, skipped: u64) -> Option<(IpAddr, bool)> {
    let skipped = usize::try_from(skipped).ok()?;
    let address = forwarded_for.rsplit(',').nth(skipped)?.trim();
    let address = address.parse().ok().or_else(|| address.parse::<SocketAddr>().ok().map(|address| address.ip()))?;
    Some((address, !forwarded_for.contains(',')))
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private() || address.is_loopback(),
        IpAddr::V6(address) => address.is_loopback() || address.segments()[0] & 0xfe00 == 0xfc00,
    }
}

/// Whether a text may be a `referer`: a URL without user and fragment, or a relative reference without fragment.
fn is_referer(text: &str) -> bool {
    if let Some((_, rest)) = text.split_once("://")
        && let host = rest.split(['/', '?', '#']).next().unwrap_or_default()
        && !host.is_empty()
    {
        return !host.contains('@') && !text.contains('#');
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte);
    // A colon in the first segment would make a scheme of what stands in front of it.
    text.bytes().all(is_allowed) && text.find(':').is_none_or(|colon| text[..colon].contains('/'))
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
