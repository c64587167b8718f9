//! What a connection manager does to a request's headers in front of the routes, and whether the request is internal.

use core::net::{IpAddr, SocketAddr};
use std::borrow::Cow;

use super::ConnectionManager;
use crate::trace::headers::{HttpRequest, lower};
use crate::trace::request::{Connection, Plaintext, Request, TargetForm, Transport};
use crate::trace::runtime::Runtime;

impl ConnectionManager<'_> {
    /// What is done to headers; whether the request is internal.
    pub(super) fn clean_headers(&self, http: &mut HttpRequest<'_>, request: &Request, connection: &Connection, runtime: &Runtime) -> bool {
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
