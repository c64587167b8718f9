//! HTTP filters: what they are, and which of them may answer a request themselves or change where it goes.

use std::borrow::Cow;

use super::read::extension;
use crate::envoy::json::reader::{Reader, Result};

/// A HTTP filter.
#[derive(Clone, Debug)]
pub struct HttpFilter<'a> {
    /// Its name, under which routes override it.
    pub name: Cow<'a, str>,
    /// The full name of its configuration's type; empty where it comes by ECDS.
    pub kind: Cow<'a, str>,
    /// Whether it does nothing until a route enables it: it is disabled, or its configuration is empty.
    pub is_idle: bool,
    /// Its configuration.
    pub config: Option<Reader<'a>>,
}

/// What a filter may do to a request on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that a trace has to know.
    None,
    /// It may answer in the upstream's place, as this clause says.
    MayAnswer(&'static str),
    /// It may change headers or the route, as this clause says.
    MayChange(&'static str),
    /// It is not known.
    Unknown,
}

impl<'a> HttpFilter<'a> {
    /// Reads a `HttpFilter`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let start = *reader;
        let filter = extension(reader)?;
        let mut is_empty = filter.config.is_some();
        if let Some(mut config) = filter.config {
            config.entries(|name, _| {
                is_empty &= name == "@type";
                Ok(())
            })?;
        }
        let is_disabled = start.find("disabled")?.map_or(Ok(false), |mut disabled| disabled.flag())?;
        Ok(HttpFilter { name: filter.name, kind: filter.kind, is_idle: is_disabled || is_empty, config: filter.config })
    }

    /// What it may do. It is known by its type, never by its name.
    pub fn effect(&self) -> Effect {
        match self.kind.rsplit('.').next().unwrap_or_default() {
            "HTTPFault" => Effect::MayAnswer("aborts or delays a share of requests"),
            "Cors" => Effect::MayAnswer("answers preflight requests"),
            "JwtAuthentication" => Effect::MayAnswer("answers 401 where a token is missing or bad"),
            "RBAC" => Effect::MayAnswer("answers 403 where no policy allows the request"),
            "ExtAuthz" => Effect::MayAnswer("answers what an authorization service says"),
            "RateLimit" | "LocalRateLimit" | "RateLimitQuotaFilterConfig" => Effect::MayAnswer("answers 429 above a limit"),
            "OAuth2" => Effect::MayAnswer("redirects to a login"),
            "BasicAuth" | "ApiKeyAuth" => Effect::MayAnswer("answers 401 without credentials"),
            "CsrfPolicy" => Effect::MayAnswer("answers 403 to other origins"),
            "HealthCheck" => Effect::MayAnswer("answers health checks"),
            "AdaptiveConcurrency" | "AdmissionControl" | "BandwidthLimit" => Effect::MayAnswer("answers 503 under load"),
            "Buffer" => Effect::MayAnswer("answers 413 above a size"),
            "CacheConfig" => Effect::MayAnswer("answers from a cache"),
            "CustomResponse" | "FileSystemBufferFilterConfig" => Effect::MayChange("changes answers"),
            "Lua" | "LuaPerRoute" => Effect::MayChange("is a script that may change or answer anything"),
            "Wasm" => Effect::MayChange("is a plugin that may change or answer anything"),
            "ExternalProcessor" => Effect::MayChange("lets a service change or answer anything"),
            "HeaderMutation" => Effect::MayChange("changes headers"),
            "Config" if self.kind.contains(".peer_metadata.") || self.kind.contains(".alpn.") => Effect::None,
            "Config" | "HeaderToMetadata" | "SetMetadata" => Effect::MayChange("writes metadata"),
            "FilterConfig" | "PeerMetadata" | "StatsConfig" | "PluginConfig" | "Router" | "GrpcStats" | "GrpcWeb" | "Alpn"
            | "Compressor" | "Decompressor" | "TapConfig" | "" | "ConnectGrpcBridge" => Effect::None,
            _ => Effect::Unknown,
        }
    }
}
