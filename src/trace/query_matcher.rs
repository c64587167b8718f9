//! `envoy.config.route.v3.QueryParameterMatcher` and `CookieMatcher`.

use std::borrow::Cow;
use std::fmt;

use super::headers::HttpRequest;
use super::runtime::Runtime;
use super::string_matcher::StringMatcher;
use super::truth::Truth;
use crate::envoy::json::reader::{Reader, Result};

/// A condition on a query parameter.
#[derive(Clone, Debug)]
pub struct QueryMatcher<'a> {
    /// The parameter's name, which is compared as it stands in the query.
    pub name: Cow<'a, str>,
    test: Test<'a>,
}

#[derive(Clone, Debug)]
enum Test<'a> {
    Present(bool),
    String(StringMatcher<'a>),
}

impl<'a> QueryMatcher<'a> {
    /// Reads a `QueryParameterMatcher`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = QueryMatcher { name: Cow::Borrowed(""), test: Test::Present(true) };
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "string_match" => found.test = Test::String(StringMatcher::read(value)?),
                "present_match" => found.test = Test::Present(value.flag()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a request meets it.
    pub fn matches(&self, request: &HttpRequest<'_>, runtime: &Runtime) -> Truth {
        let value = self.value(request);
        match &self.test {
            Test::Present(wanted) => (value.is_some() == *wanted || !runtime.query_absence_is_matched() && value.is_some()).into(),
            Test::String(matcher) => value.map_or(Truth::No, |value| matcher.matches(value)),
        }
    }

    /// The parameter's first value. Nothing in it is decoded.
    pub fn value<'r>(&self, request: &'r HttpRequest<'_>) -> Option<&'r str> {
        let (_, query) = request.path.as_deref()?.split_once('?')?;
        query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).find(|(name, _)| *name == self.name).map(|(_, value)| value)
    }
}

impl fmt::Display for QueryMatcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::Present(true) => f.write_str("present"),
            Test::Present(false) => f.write_str("absent"),
            Test::String(matcher) => write!(f, "{matcher}"),
        }
    }
}

/// A condition on a cookie.
#[derive(Clone, Debug)]
pub struct CookieMatcher<'a> {
    /// The cookie's name.
    pub name: Cow<'a, str>,
    test: Option<StringMatcher<'a>>,
    invert: bool,
}

impl<'a> CookieMatcher<'a> {
    /// Reads a `CookieMatcher`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = CookieMatcher { name: Cow::Borrowed(""), test: None, invert: false };
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "string_match" => found.test = Some(StringMatcher::read(value)?),
                "invert_match" => found.invert = value.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a request meets it. Unlike a header, a cookie that is not there meets an inverted condition.
    pub fn matches(&self, request: &HttpRequest<'_>) -> Truth {
        let holds = self.value(request).map_or(Truth::No, |value| self.test.as_ref().map_or(Truth::Yes, |test| test.matches(value)));
        holds.inverted(self.invert)
    }

    /// The cookie's first value.
    pub fn value<'r>(&'r self, request: &'r HttpRequest<'_>) -> Option<&'r str> {
        let pairs = request.headers.all("cookie").flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
        let value = pairs.map(|(name, value)| (name.trim_start_matches(' '), value)).find(|(name, _)| *name == self.name)?.1;
        Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
    }
}

impl fmt::Display for CookieMatcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.invert { "not " } else { "" })?;
        match &self.test {
            Some(test) => write!(f, "{test}"),
            None => f.write_str("present"),
        }
    }
}
