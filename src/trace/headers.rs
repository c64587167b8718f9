//! A request as a HTTP connection manager hands it to its routes.

use std::borrow::Cow;

/// The headers of which Envoy keeps one, whose values it joins when they are repeated: the inline ("O(1)") headers of Envoy's
/// `source/common/http/header_map.h` and of the filters that register their own.
const JOINED: [&str; 35] = [
    "accept",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "access-control-request-private-network",
    "authorization",
    "cache-control",
    "content-type",
    "grpc-accept-encoding",
    "grpc-timeout",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "origin",
    "pragma",
    "referer",
    "user-agent",
    "via",
    "x-client-trace-id",
    "x-envoy-decorator-operation",
    "x-envoy-downstream-service-cluster",
    "x-envoy-downstream-service-node",
    "x-envoy-external-address",
    "x-envoy-original-host",
    "x-envoy-original-path",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-request-id",
    "connection",
    "upgrade",
    "te",
];

/// A request's headers, without those that begin with a colon: names in lower case, values without white space around them.
#[derive(Clone, Debug, Default)]
pub struct Headers<'r> {
    entries: Vec<(Cow<'r, str>, Cow<'r, str>)>,
}

impl<'r> Headers<'r> {
    /// Headers as they came over the wire.
    pub fn new(pairs: impl IntoIterator<Item = (&'r str, &'r str)>) -> Self {
        let mut headers = Headers::default();
        for (name, value) in pairs {
            headers.add(lower(name), Cow::Borrowed(value.trim_matches([' ', '\t'])));
        }
        headers
    }

    fn add(&mut self, name: Cow<'r, str>, value: Cow<'r, str>) {
        if JOINED.contains(&&*name)
            && let Some((_, first)) = self.entries.iter_mut().find(|(own, _)| *own == name)
        {
            if first.is_empty() {
                *first = value;
            } else if !value.is_empty() {
                *first = Cow::Owned(format!("{first},{value}"));
            }
            return;
        }
        self.entries.push((name, value));
    }

    /// The values of a header, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(move |(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// The first value of a header.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.entries.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// Whether there is a header of this name.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Takes a header off.
    pub fn remove(&mut self, name: &str) {
        self.entries.retain(|(own, _)| own != name);
    }

    /// Takes off the headers of whose names this is true.
    pub fn remove_if(&mut self, is_removed: impl Fn(&str) -> bool) {
        self.entries.retain(|(name, _)| !is_removed(name));
    }

    /// Makes this the only value of a header.
    pub fn set(&mut self, name: &'static str, value: impl Into<Cow<'r, str>>) {
        self.remove(name);
        self.entries.push((Cow::Borrowed(name), value.into()));
    }

    /// Names and values, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| &**name)
    }
}

/// A text in lower case.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
}

/// A request after the connection manager's work on it, which is what routes are matched with.
#[derive(Clone, Debug, Default)]
pub struct HttpRequest<'r> {
    /// `:method`
    pub method: Cow<'r, str>,
    /// `:scheme`
    pub scheme: Cow<'r, str>,
    /// `:authority`
    pub authority: Cow<'r, str>,
    /// `:path`, with the query; CONNECT has none.
    pub path: Option<Cow<'r, str>>,
    /// All other headers.
    pub headers: Headers<'r>,
    /// The port that was taken off a CONNECT's authority, and is put back for the upstream.
    pub connect_port: Option<u32>,
    /// Whether `x-request-id` is one that the proxy made, as its value can't be known.
    pub has_random_id: bool,
    /// Whether the client's TLS certificate is known to be there, or not to be.
    pub has_certificate: Option<bool>,
}

impl HttpRequest<'_> {
    /// The path without the query.
    pub fn path_alone(&self) -> &str {
        without_query(self.path.as_deref().unwrap_or_default())
    }

    /// Whether this is a CONNECT.
    pub fn is_connect(&self) -> bool {
        self.method == "CONNECT"
    }

    /// Whether the content type is one of gRPC's. A CONNECT without a path is no call.
    pub fn is_grpc(&self) -> bool {
        self.path.is_some() && self.headers.first("content-type").is_some_and(is_grpc)
    }

    /// The kind of an upgrade that is asked for: `websocket`, or `CONNECT`.
    pub fn upgrade(&self) -> Option<&str> {
        if self.is_connect() {
            return Some("CONNECT");
        }
        let is_asked = self.headers.first("connection")?.split(',').any(|word| word.trim().eq_ignore_ascii_case("upgrade"));
        self.headers.first("upgrade").filter(|kind| is_asked && !kind.is_empty())
    }

    /// The first value of a header, of those with a colon too.
    pub fn first(&self, name: &str) -> Option<&str> {
        match name {
            ":method" => Some(&self.method),
            ":scheme" => Some(&self.scheme),
            ":authority" | "host" => Some(&self.authority),
            ":path" => self.path.as_deref(),
            _ => self.headers.first(name),
        }
    }

    /// The values of a header, of those with a colon too.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let own = name.starts_with(':') || name == "host";
        self.first(name).filter(|_| own).into_iter().chain(self.headers.all(name).filter(move |_| !own))
    }
}

/// Whether a content type is one of gRPC's: `application/grpc`, or that and a subtype.
pub fn is_grpc(content_type: &str) -> bool {
    content_type.strip_prefix("application/grpc").is_some_and(|rest| rest.is_empty() || rest.starts_with('+'))
}

/// A path without its query and fragment.
pub fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Where the port of a host starts, at its colon.
pub fn port_start(host: &str) -> Option<usize> {
    let colon = host.rfind(':')?;
    // The last colon of an IPv6 address stands inside its brackets.
    if host.rfind(']').is_some_and(|bracket| bracket > colon) { None } else { Some(colon) }
}

/// A host with its numeric port, if it has one. Envoy takes any number of 32 bits for one.
pub fn split_port(host: &str) -> (&str, Option<u32>) {
    let port = port_start(host).and_then(|at| {
        let digits = &host[at + 1..];
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        Some((at, digits.parse().ok().filter(|_| is_number)?))
    });
    port.map_or((host, None), |(at, port)| (&host[..at], Some(port)))
}
