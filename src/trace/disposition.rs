//! How a trace ends.

use super::headers::HttpRequest;

/// How a trace ends: one of a documented list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// It goes to an upstream.
    Forwarded,
    /// It is answered with a redirect.
    Redirected,
    /// It is answered by the route itself.
    DirectResponse,
    /// No listener takes the connection.
    NoListener,
    /// No filter chain takes the connection, which is closed.
    NoFilterChain,
    /// The filter chain has no filter that does anything with the connection, which is closed.
    Closed,
    /// No virtual host has the request's host among its domains.
    NoVirtualHost,
    /// No route of the virtual host matches.
    NoRoute,
    /// The route's cluster is not there.
    NoCluster,
    /// The route's action is for gRPC servers, and forwards nothing.
    NonForwarding,
    /// The cluster has no host that would be used.
    NoHealthyEndpoint,
    /// The request is refused before routes are looked at.
    Rejected,
    /// The upgrade that the request asks for is not allowed.
    UpgradeRejected,
    /// A configuration and a request can't tell.
    Undetermined,
}

impl Disposition {
    /// All of them.
    pub const ALL: [Disposition; 14] = [
        Disposition::Forwarded,
        Disposition::Redirected,
        Disposition::DirectResponse,
        Disposition::NoListener,
        Disposition::NoFilterChain,
        Disposition::Closed,
        Disposition::NoVirtualHost,
        Disposition::NoRoute,
        Disposition::NoCluster,
        Disposition::NonForwarding,
        Disposition::NoHealthyEndpoint,
        Disposition::Rejected,
        Disposition::UpgradeRejected,
        Disposition::Undetermined,
    ];

    /// The word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Disposition::Forwarded => "forwarded",
            Disposition::Redirected => "redirected",
            Disposition::DirectResponse => "direct_response",
            Disposition::NoListener => "no_listener",
            Disposition::NoFilterChain => "no_filter_chain",
            Disposition::Closed => "closed",
            Disposition::NoVirtualHost => "no_virtual_host",
            Disposition::NoRoute => "no_route",
            Disposition::NoCluster => "no_cluster",
            Disposition::NonForwarding => "non_forwarding",
            Disposition::NoHealthyEndpoint => "no_healthy_endpoint",
            Disposition::Rejected => "rejected",
            Disposition::UpgradeRejected => "upgrade_rejected",
            Disposition::Undetermined => "undetermined",
        }
    }

    /// Whether the request is answered, or reaches an upstream.
    pub fn is_answered(self) -> bool {
        matches!(self, Disposition::Forwarded | Disposition::Redirected | Disposition::DirectResponse)
    }
}

/// Envoy's words for how an answer came about (`%RESPONSE_CODE_DETAILS%`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Details {
    /// `http1.invalid_url`
    InvalidUrl,
    /// `http1.https_url_on_plaintext_connection`
    HttpsInPlaintext,
    /// `http.invalid_authority`
    InvalidAuthority,
    /// `http1.codec_error`: the path has bytes that none may have.
    InvalidPath,
    /// `http1.unexpected_underscore`
    Underscore,
    /// `absolute_path_rejected`
    AbsolutePath,
    /// `path_normalization_failed`
    PathNormalization,
    /// `upgrade_failed`
    Upgrade,
    /// `route_not_found`
    RouteNotFound,
    /// `cluster_not_found`
    ClusterNotFound,
    /// `no_healthy_upstream`
    NoHealthyUpstream,
    /// `direct_response`
    DirectResponse,
    /// `filter_chain_not_found`
    FilterChainNotFound,
}

impl Details {
    /// Envoy's word.
    pub fn word(self) -> &'static str {
        match self {
            Details::InvalidUrl => "http1.invalid_url",
            Details::HttpsInPlaintext => "http1.https_url_on_plaintext_connection",
            Details::InvalidAuthority => "http.invalid_authority",
            Details::InvalidPath => "http1.codec_error",
            Details::Underscore => "http1.unexpected_underscore",
            Details::AbsolutePath => "absolute_path_rejected",
            Details::PathNormalization => "path_normalization_failed",
            Details::Upgrade => "upgrade_failed",
            Details::RouteNotFound => "route_not_found",
            Details::ClusterNotFound => "cluster_not_found",
            Details::NoHealthyUpstream => "no_healthy_upstream",
            Details::DirectResponse => "direct_response",
            Details::FilterChainNotFound => "filter_chain_not_found",
        }
    }

    /// What it means, as a clause.
    pub fn meaning(self) -> &'static str {
        match self {
            Details::InvalidUrl => "the target's host or port is none",
            Details::HttpsInPlaintext => "the target is a https:// URL, and the connection is plain",
            Details::InvalidAuthority => "the host has characters that none may have",
            Details::InvalidPath => "the path has bytes that must be escaped",
            Details::Underscore => "a header's name has an underscore, which headers_with_underscores_action refuses",
            Details::AbsolutePath => "the path does not start with a slash",
            Details::PathNormalization => "the path can't be normalized, or has escaped slashes or a fragment that are refused",
            Details::Upgrade => "neither the connection manager nor the route allows the upgrade",
            Details::RouteNotFound => "no route matches",
            Details::ClusterNotFound => "the cluster is not there",
            Details::NoHealthyUpstream => "the cluster has no usable host",
            Details::DirectResponse => "the route answers itself",
            Details::FilterChainNotFound => "no filter chain matches",
        }
    }
}

/// An answer of Envoy's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status as it goes over the wire: 200 to gRPC, whatever the trouble.
    pub status: u16,
    /// The gRPC status, where the request is gRPC.
    pub grpc_status: Option<u8>,
}

impl Answer {
    /// An answer with this status.
    pub fn new(status: u16, is_grpc: bool) -> Self {
        if is_grpc { Answer { status: 200, grpc_status: Some(grpc_status(status)) } } else { Answer { status, grpc_status: None } }
    }

    /// An answer with this status to a request.
    pub fn to(request: &HttpRequest<'_>, status: u16) -> Self {
        Answer::new(status, request.is_grpc())
    }
}

/// gRPC's status for one of HTTP, as `Grpc::Utility::httpToGrpcStatus` has it.
fn grpc_status(status: u16) -> u8 {
    match status {
        400 => 13,
        401 => 16,
        403 => 7,
        404 => 12,
        429 | 502..=504 => 14,
        _ => 2,
    }
}

/// An answer that a request gets in front of the routes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub details: Details,
    /// `DPE` where the codec refuses it; else empty.
    pub flags: &'static str,
    /// Where it is redirected to, if it is.
    pub location: Option<String>,
}

impl Rejection {
    /// The connection manager's.
    pub fn new(status: u16, details: Details, is_grpc: bool) -> Self {
        Rejection { answer: Answer::new(status, is_grpc), details, flags: "", location: None }
    }

    /// The codec's, which knows nothing of gRPC.
    pub fn codec(details: Details) -> Self {
        Rejection { flags: "DPE", ..Rejection::new(400, details, false) }
    }
}
