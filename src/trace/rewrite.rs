//! How a path is rewritten, for a redirect or the upstream.

use std::borrow::Cow;

use super::formatter;
use super::headers::HttpRequest;
use super::path_matcher::PathMatcher;
use super::read::extension;
use super::string_matcher::{Substitution, starts_with};
use crate::envoy::json::reader::{Reader, Result};

/// A path's rewrite: those fields of `RouteAction` and `RedirectAction`.
#[derive(Clone, Debug)]
pub enum PathRewrite<'a> {
    /// The matched text is replaced: `prefix_rewrite`.
    Prefix(Cow<'a, str>),
    /// Every match is replaced: `regex_rewrite`.
    Regex(Substitution<'a>),
    /// A format makes the path: `path_rewrite`.
    Format(Cow<'a, str>),
    /// A template makes the path: `path_rewrite_policy`.
    Template(Cow<'a, str>),
    /// An extension of this type makes the path.
    Other(Cow<'a, str>),
}

/// What becomes of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// It stays.
    Same,
    /// It becomes this one, with its query.
    New(String),
    /// A configuration and a request can't tell.
    Unknown,
}

impl<'a> PathRewrite<'a> {
    /// The rewrite that the field `name` of a `RouteAction` or `RedirectAction` holds; `None` where it holds none.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(name: &str, value: &mut Reader<'a>) -> Result<Option<Self>> {
        let text = |value: Cow<'a, str>, make: fn(Cow<'a, str>) -> Self| (!value.is_empty()).then(|| make(value));
        Ok(match name {
            "prefix_rewrite" => text(value.text()?, PathRewrite::Prefix),
            "path_rewrite" => text(value.text()?, PathRewrite::Format),
            "regex_rewrite" => Some(PathRewrite::Regex(Substitution::read(value)?)),
            "path_rewrite_policy" => {
                let policy = extension(value)?;
                Some(match policy.config {
                    Some(config) if policy.kind.ends_with(".UriTemplateRewriteConfig") => {
                        PathRewrite::Template(config.text_of("path_template_rewrite")?)
                    }
                    _ => PathRewrite::Other(policy.kind),
                })
            }
            _ => None,
        })
    }

    /// What becomes of a request's path, which `matcher` matched. The query is kept.
    pub fn apply(&self, request: &HttpRequest<'_>, matcher: &PathMatcher<'_>, ignore_case: bool) -> Rewritten {
        let Some(path) = request.path.as_deref() else { return Rewritten::Same };
        let alone = request.path_alone();
        let query = &path[alone.len()..];
        let new = match self {
            PathRewrite::Prefix(rewrite) => {
                let matched = matcher.matched(alone);
                // Where parameters are passed over in matching, the path need not start with what it matched.
                if !starts_with(path, matched, ignore_case) {
                    return Rewritten::Same;
                }
                format!("{rewrite}{}", &path[matched.len()..])
            }
            PathRewrite::Regex(substitution) => match substitution.apply(alone) {
                text if text.is_empty() => return Rewritten::Same,
                text => text + query,
            },
            PathRewrite::Format(format) => match formatter::format(format, request, "") {
                Some(text) if text.is_empty() => return Rewritten::Same,
                Some(text) => text + query,
                None => return Rewritten::Unknown,
            },
            PathRewrite::Template(rewrite) => match matcher {
                PathMatcher::Template(template) => match template.rewrite(alone, rewrite) {
                    Some(text) => text + query,
                    None => return Rewritten::Same,
                },
                _ => return Rewritten::Same,
            },
            PathRewrite::Other(_) => return Rewritten::Unknown,
        };
        if new.is_empty() { Rewritten::Same } else { Rewritten::New(new) }
    }
}
