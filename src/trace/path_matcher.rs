//! A route's condition on the path: `path_specifier` of `envoy.config.route.v3.RouteMatch`.

use std::borrow::Cow;
use std::fmt;

use super::headers::HttpRequest;
use super::read::extension;
use super::string_matcher::{LazyRegex, starts_with};
use super::truth::Truth;
use super::uri_template::UriTemplate;
use crate::envoy::json::reader::{Reader, Result};

/// What a path must be. It is compared without its query.
#[derive(Clone, Debug, Default)]
pub enum PathMatcher<'a> {
    /// One that starts so.
    Prefix(Cow<'a, str>),
    /// This one.
    Path(Cow<'a, str>),
    /// This one, or one with more segments.
    SeparatedPrefix(Cow<'a, str>),
    /// One that the expression matches from start to end.
    Regex(LazyRegex<'a>),
    /// One that a template matches.
    Template(UriTemplate<'a>),
    /// A CONNECT request, which has no path.
    Connect,
    /// What an extension of this type decides.
    Other(Cow<'a, str>),
    /// Nothing is asked for, which no Envoy accepts.
    #[default]
    None,
}

impl<'a> PathMatcher<'a> {
    /// The condition that the field `name` of a `RouteMatch` holds; `None` where it holds none.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(name: &str, value: &mut Reader<'a>) -> Result<Option<Self>> {
        Ok(Some(match name {
            "prefix" => PathMatcher::Prefix(value.text()?),
            "path" => PathMatcher::Path(value.text()?),
            "path_separated_prefix" => PathMatcher::SeparatedPrefix(value.text()?),
            "safe_regex" => PathMatcher::Regex(LazyRegex::read(value)?),
            "connect_matcher" => PathMatcher::Connect,
            "path_match_policy" => {
                let policy = extension(value)?;
                match policy.config {
                    Some(config) if policy.kind.ends_with(".UriTemplateMatchConfig") => {
                        PathMatcher::Template(UriTemplate::new(config.text_of("path_template")?))
                    }
                    _ => PathMatcher::Other(policy.kind),
                }
            }
            _ => return Ok(None),
        }))
    }

    /// Whether a request's path is what it must be. `seen` is the path without its query, and `plain` without its parameters too, where
    /// these are passed over.
    pub fn matches(&self, request: &HttpRequest<'_>, seen: &str, plain: &str, ignore_case: bool) -> Truth {
        if matches!(self, PathMatcher::Connect) || request.path.is_none() {
            // A CONNECT with a path, as HTTP/2 has them, is matched by both kinds of condition.
            return (matches!(self, PathMatcher::Connect) && request.is_connect()).into();
        }
        match self {
            PathMatcher::Prefix(prefix) => starts_with(plain, prefix, ignore_case).into(),
            PathMatcher::Path(path) if ignore_case => plain.eq_ignore_ascii_case(path).into(),
            PathMatcher::Path(path) => (plain == path).into(),
            PathMatcher::SeparatedPrefix(prefix) => {
                let goes_on = plain.as_bytes().get(prefix.len()).is_none_or(|next| *next == b'/');
                (goes_on && starts_with(plain, prefix, ignore_case)).into()
            }
            PathMatcher::Regex(regex) => regex.is_full_match(plain),
            PathMatcher::Template(template) => template.matches(seen),
            PathMatcher::Other(_) => Truth::Unknown,
            PathMatcher::Connect | PathMatcher::None => Truth::No,
        }
    }

    /// The part of a path that a prefix rewrite replaces.
    pub fn matched<'s>(&'s self, path: &'s str) -> &'s str {
        match self {
            PathMatcher::Prefix(prefix) | PathMatcher::SeparatedPrefix(prefix) => prefix,
            PathMatcher::Path(own) => own,
            PathMatcher::Template(template) => &template.template,
            _ => path,
        }
    }
}

/// A path without the parameters of its segments (`;a=b`), or without all that stands behind the first semicolon.
pub fn without_parameters(path: &str, per_segment: bool) -> Cow<'_, str> {
    let Some(first) = path.find(';') else { return Cow::Borrowed(path) };
    if !per_segment {
        return Cow::Borrowed(&path[..first]);
    }
    let segments = path.split('/').map(|segment| segment.split(';').next().unwrap_or_default());
    Cow::Owned(segments.collect::<Vec<_>>().join("/"))
}

impl fmt::Display for PathMatcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathMatcher::Prefix(prefix) => write!(f, "path prefix {prefix}"),
            PathMatcher::Path(path) => write!(f, "path = {path}"),
            PathMatcher::SeparatedPrefix(prefix) => write!(f, "path {prefix} or below"),
            PathMatcher::Regex(regex) => write!(f, "path regex {}", regex.pattern),
            PathMatcher::Template(template) => write!(f, "path template {}", template.template),
            PathMatcher::Connect => f.write_str("CONNECT"),
            PathMatcher::Other(kind) => write!(f, "path by extension {kind}"),
            PathMatcher::None => f.write_str("no condition on the path"),
        }
    }
}
