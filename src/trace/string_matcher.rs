//! `envoy.type.matcher.v3.StringMatcher` and its twin `xds.type.matcher.v3.StringMatcher`.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use super::re2::{Refusal, Regex};
use super::truth::Truth;
use crate::envoy::json::reader::{Reader, Result};

/// A regular expression that is compiled when it is first asked.
#[derive(Debug, Default)]
pub struct LazyRegex<'a> {
    /// The pattern, in RE2's syntax.
    pub pattern: Cow<'a, str>,
    compiled: OnceLock<std::result::Result<Regex, Refusal>>,
}

impl Clone for LazyRegex<'_> {
    fn clone(&self) -> Self {
        LazyRegex::new(self.pattern.clone())
    }
}

impl<'a> LazyRegex<'a> {
    /// The expression of this pattern.
    pub fn new(pattern: Cow<'a, str>) -> Self {
        LazyRegex { pattern, compiled: OnceLock::new() }
    }

    /// Reads a `RegexMatcher`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let pattern = reader.text_of("regex")?;
        reader.skip()?;
        Ok(LazyRegex::new(pattern))
    }

    /// The compiled expression.
    ///
    /// # Errors
    /// Where Envoy would refuse the pattern, with its reason.
    pub fn compiled(&self) -> std::result::Result<&Regex, &Refusal> {
        self.compiled.get_or_init(|| Regex::new(&self.pattern)).as_ref()
    }

    /// Whether the whole text matches; unknown where the pattern is one that Envoy would have refused.
    pub fn is_full_match(&self, text: &str) -> Truth {
        self.compiled().map_or(Truth::Unknown, |regex| regex.is_full_match(text.as_bytes()).into())
    }
}

/// `RegexMatchAndSubstitute`.
#[derive(Clone, Debug)]
pub struct Substitution<'a> {
    /// What is replaced.
    pub pattern: LazyRegex<'a>,
    /// What it is replaced by, in which `\0` to `\9` stand for groups.
    pub substitution: Cow<'a, str>,
}

impl<'a> Substitution<'a> {
    /// Reads a `RegexMatchAndSubstitute`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let (mut pattern, mut substitution) = (LazyRegex::default(), Cow::Borrowed(""));
        reader.fields(|name, value| {
            match name {
                "pattern" => pattern = LazyRegex::read(value)?,
                "substitution" => substitution = value.text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Substitution { pattern, substitution })
    }

    /// The text with every match replaced, as RE2's `GlobalReplace` does; the text itself where the pattern is none.
    pub fn apply(&self, text: &str) -> String {
        match self.pattern.compiled() {
            Ok(regex) => String::from_utf8_lossy(&regex.replace_all(text.as_bytes(), &self.substitution)).into_owned(),
            Err(_) => text.to_owned(),
        }
    }
}

/// What a text must be.
#[derive(Clone, Debug)]
pub enum Pattern<'a> {
    /// This text.
    Exact(Cow<'a, str>),
    /// A text that starts so.
    Prefix(Cow<'a, str>),
    /// A text that ends so.
    Suffix(Cow<'a, str>),
    /// A text with this in it.
    Contains(Cow<'a, str>),
    /// A text that this expression matches from its start to its end.
    Regex(LazyRegex<'a>),
    /// What an extension of this type decides, which nothing is known of.
    Custom(Cow<'a, str>),
}

/// A condition on a text.
#[derive(Clone, Debug)]
pub struct StringMatcher<'a> {
    /// What the text must be.
    pub pattern: Pattern<'a>,
    /// Whether upper and lower case are the same. A regular expression does not obey it.
    pub ignore_case: bool,
}

impl<'a> StringMatcher<'a> {
    /// A condition that tells upper from lower case.
    pub fn of(pattern: Pattern<'a>) -> Self {
        StringMatcher { pattern, ignore_case: false }
    }

    /// Reads a `StringMatcher`. One without a pattern, which no Envoy accepts, matches the empty text.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = StringMatcher::of(Pattern::Exact(Cow::Borrowed("")));
        reader.fields(|name, value| {
            match name {
                "exact" => found.pattern = Pattern::Exact(value.text()?),
                "prefix" => found.pattern = Pattern::Prefix(value.text()?),
                "suffix" => found.pattern = Pattern::Suffix(value.text()?),
                "contains" => found.pattern = Pattern::Contains(value.text()?),
                "safe_regex" => found.pattern = Pattern::Regex(LazyRegex::read(value)?),
                "custom" => found.pattern = Pattern::Custom(super::read::extension(value)?.kind),
                "ignore_case" => found.ignore_case = value.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether `text` is what it must be.
    pub fn matches(&self, text: &str) -> Truth {
        match &self.pattern {
            Pattern::Regex(regex) => regex.is_full_match(text),
            Pattern::Custom(_) => Truth::Unknown,
            Pattern::Exact(wanted) if self.ignore_case => text.eq_ignore_ascii_case(wanted).into(),
            Pattern::Exact(wanted) => (text == wanted).into(),
            Pattern::Prefix(wanted) => starts_with(text, wanted, self.ignore_case).into(),
            Pattern::Suffix(wanted) if self.ignore_case => {
                let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
                text.len().checked_sub(wanted.len()).is_some_and(|from| text[from..].eq_ignore_ascii_case(wanted)).into()
            }
            Pattern::Suffix(wanted) => text.ends_with(&**wanted).into(),
            Pattern::Contains(wanted) if self.ignore_case => text.to_ascii_lowercase().contains(&wanted.to_ascii_lowercase()).into(),
            Pattern::Contains(wanted) => text.contains(&**wanted).into(),
        }
    }
}

/// Whether a text starts with `prefix`.
pub fn starts_with(text: &str, prefix: &str, ignore_case: bool) -> bool {
    let head = text.as_bytes().get(..prefix.len());
    head.is_some_and(|head| if ignore_case { head.eq_ignore_ascii_case(prefix.as_bytes()) } else { head == prefix.as_bytes() })
}

impl fmt::Display for StringMatcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.pattern {
            Pattern::Exact(text) => write!(f, "exact {text:?}"),
            Pattern::Prefix(text) => write!(f, "prefix {text:?}"),
            Pattern::Suffix(text) => write!(f, "suffix {text:?}"),
            Pattern::Contains(text) => write!(f, "contains {text:?}"),
            Pattern::Regex(regex) => write!(f, "regex {}", regex.pattern),
            Pattern::Custom(kind) => write!(f, "extension {kind}"),
        }?;
        if self.ignore_case { f.write_str(" in any case") } else { Ok(()) }
    }
}
