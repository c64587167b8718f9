//! `envoy.config.route.v3.HeaderMatcher`.

use std::borrow::Cow;
use std::fmt;

use super::headers::HttpRequest;
use super::read::integer;
use super::runtime::Runtime;
use super::string_matcher::{LazyRegex, Pattern, StringMatcher};
use super::truth::Truth;
use crate::envoy::json::reader::{Reader, Result};

/// A condition on a header.
#[derive(Clone, Debug)]
pub struct HeaderMatcher<'a> {
    /// The header's name, in lower case.
    pub name: String,
    test: Test<'a>,
    invert: bool,
    treat_missing_as_empty: bool,
}

/// What a header must be.
#[derive(Clone, Debug)]
enum Test<'a> {
    /// There, or not there.
    Present(bool),
    /// A text.
    String(StringMatcher<'a>),
    /// The old `exact_match`, whose empty text means any.
    OldExact(Cow<'a, str>),
    /// A number from the first on and below the second.
    Range(i64, i64),
}

impl<'a> HeaderMatcher<'a> {
    /// Reads a `HeaderMatcher`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = HeaderMatcher { name: String::new(), test: Test::Present(true), invert: false, treat_missing_as_empty: false };
        reader.fields(|name, value| {
            let old = |pattern| Test::String(StringMatcher::of(pattern));
            match name {
                "name" => found.name = value.text()?.to_ascii_lowercase(),
                "string_match" => found.test = Test::String(StringMatcher::read(value)?),
                "exact_match" => found.test = Test::OldExact(value.text()?),
                "prefix_match" => found.test = old(Pattern::Prefix(value.text()?)),
                "suffix_match" => found.test = old(Pattern::Suffix(value.text()?)),
                "contains_match" => found.test = old(Pattern::Contains(value.text()?)),
                "safe_regex_match" => found.test = old(Pattern::Regex(LazyRegex::read(value)?)),
                "present_match" => found.test = Test::Present(value.flag()?),
                "range_match" => found.test = read_range(value)?,
                "invert_match" => found.invert = value.flag()?,
                "treat_missing_header_as_empty" => found.treat_missing_as_empty = value.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a request meets it.
    pub fn matches(&self, request: &HttpRequest<'_>, runtime: &Runtime) -> Truth {
        let mut values = request.all(&self.name).peekable();
        let is_there = values.peek().is_some() || self.treat_missing_as_empty;
        if let Test::Present(wanted) = self.test {
            return ((is_there == wanted) != self.invert).into();
        }
        if !is_there {
            return Truth::No;
        }
        if request.has_random_id && self.name == "x-request-id" && self.test.is_on_parts() {
            return Truth::Unknown;
        }
        let holds = if values.peek().is_none() {
            self.test.holds("")
        } else if runtime.match_headers_individually() {
            Truth::any(values.map(|value| self.test.holds(value)))
        } else {
            self.test.holds(&values.collect::<Vec<_>>().join(","))
        };
        holds.inverted(self.invert)
    }
}

impl Test<'_> {
    /// Whether a text that is not known may meet it.
    fn is_on_parts(&self) -> bool {
        matches!(self, Test::String(matcher) if !matches!(matcher.pattern, Pattern::Exact(_)))
    }

    fn holds(&self, value: &str) -> Truth {
        match self {
            Test::Present(wanted) => (*wanted).into(),
            Test::String(matcher) => matcher.matches(value),
            Test::OldExact(wanted) => (wanted.is_empty() || value == wanted).into(),
            Test::Range(start, end) => value.trim_ascii().parse::<i64>().is_ok_and(|number| (*start..*end).contains(&number)).into(),
        }
    }
}

fn read_range<'a>(reader: &mut Reader<'a>) -> Result<Test<'a>> {
    let (mut start, mut end) = (0, 0);
    reader.fields(|name, value| {
        match name {
            "start" => start = integer(value)?,
            "end" => end = integer(value)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Test::Range(start, end))
}

impl fmt::Display for HeaderMatcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Test::Present(wanted) = self.test {
            return f.write_str(if wanted == self.invert { "absent" } else { "present" });
        }
        f.write_str(if self.invert { "not " } else { "" })?;
        match &self.test {
            Test::String(matcher) => write!(f, "{matcher}"),
            Test::OldExact(wanted) => write!(f, "exact {wanted:?}"),
            Test::Range(start, end) => write!(f, "range [{start},{end})"),
            Test::Present(_) => Ok(()),
        }
    }
}
