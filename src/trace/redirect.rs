//! `envoy.config.route.v3.RedirectAction`: the Location that a redirect answers with.
//!
//! The rules are those of `newUri` in Envoy's `source/common/http/utility.cc`.

use std::borrow::Cow;

use super::headers::{HttpRequest, port_start};
use super::path_matcher::PathMatcher;
use super::rewrite::{PathRewrite, Rewritten};
use crate::envoy::json::reader::{Reader, Result};

/// A redirect.
#[derive(Clone, Debug, Default)]
pub struct Redirect<'a> {
    /// The status: 301, 302, 303, 307 or 308.
    pub status: u16,
    scheme: Option<Cow<'a, str>>,
    host: Option<Cow<'a, str>>,
    port: Option<u64>,
    path: Option<Cow<'a, str>>,
    rewrite: Option<PathRewrite<'a>>,
    strip_query: bool,
}

impl<'a> Redirect<'a> {
    /// Reads a `RedirectAction`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Redirect { status: 301, ..Redirect::default() };
        let filled = |text: Cow<'a, str>| Some(text).filter(|text| !text.is_empty());
        reader.fields(|name, value| {
            match name {
                "https_redirect" if value.flag()? => found.scheme = Some(Cow::Borrowed("https")),
                "scheme_redirect" => found.scheme = filled(value.text()?),
                "host_redirect" => found.host = filled(value.text()?),
                "port_redirect" => found.port = Some(value.number()?).filter(|port| *port != 0),
                "path_redirect" => found.path = filled(value.text()?),
                "strip_query" => found.strip_query = value.flag()?,
                "response_code" => found.status = status_of(&value.text()?),
                _ => {
                    if let Some(rewrite) = PathRewrite::read(name, value)? {
                        found.rewrite = Some(rewrite);
                    }
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Where a request is sent; `None` where a configuration and a request can't tell.
    pub fn location(&self, request: &HttpRequest<'_>, matcher: &PathMatcher<'_>, ignore_case: bool) -> Option<String> {
        let scheme = self.scheme.as_deref().unwrap_or(&request.scheme);
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        let host = self.host.as_deref().unwrap_or_else(|| kept_host(request, scheme, !port.is_empty()));
        let current = request.path.as_deref().unwrap_or_default();
        let rewritten = match self.rewrite.as_ref().map(|rewrite| rewrite.apply(request, matcher, ignore_case)) {
            Some(Rewritten::New(path)) => Cow::Owned(path),
            Some(Rewritten::Unknown) => return None,
            Some(Rewritten::Same) | None => Cow::Borrowed(current),
        };
        let has_own_query = self.path.as_deref().is_some_and(|path| path.contains('?'));
        let mut path = match &self.path {
            Some(path) if has_own_query => Cow::Borrowed(&**path),
            Some(path) => Cow::Owned(format!("{path}{}", current.find('?').map_or("", |query| &current[query..]))),
            None => rewritten,
        };
        if self.strip_query
            && !has_own_query
            && let Some(query) = path.find('?')
        {
            path = Cow::Owned(path[..query].to_owned());
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Some(format!("{scheme}://{host}{port}{slash}{path}"))
    }
}

/// The request's host, without its port where that would be wrong: another port is given, or it was the default of the scheme that is left.
fn kept_host<'r>(request: &'r HttpRequest<'_>, scheme: &str, has_port: bool) -> &'r str {
    let host = &*request.authority;
    let Some(at) = port_start(host) else { return host };
    let from = request.headers.first("x-forwarded-proto").unwrap_or_default();
    let was_default = matches!((from, &host[at..]), ("https", ":443") | ("http", ":80"));
    if has_port || scheme != from && was_default { &host[..at] } else { host }
}

fn status_of(name: &str) -> u16 {
    match name {
        "FOUND" | "1" => 302,
        "SEE_OTHER" | "2" => 303,
        "TEMPORARY_REDIRECT" | "3" => 307,
        "PERMANENT_REDIRECT" | "4" => 308,
        _ => 301,
    }
}
