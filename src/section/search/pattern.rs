//! What is looked for, and how it is compared.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};
use regex::{Regex, RegexBuilder, bytes};

/// How a text is compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The text is a regular expression.
    pub is_regex: bool,
    /// Upper and lower case are the same.
    pub ignores_case: bool,
    /// No letter, digit or underscore may stand beside it.
    pub is_word: bool,
    /// It must be all of the value.
    pub is_whole: bool,
}

/// A text or a regular expression that is looked for.
#[derive(Clone, Debug)]
pub struct Pattern {
    matcher: Matcher,
    raw: Raw,
}

/// What a value is compared with.
#[derive(Clone, Debug)]
enum Matcher {
    Text(Box<Finder<'static>>),
    Regex(Regex),
}

/// What raw JSON must hold where a value of it is to match.
#[derive(Clone, Debug)]
enum Raw {
    /// Nothing that is known.
    Anything,
    Text(Box<Finder<'static>>),
    /// The same in any case; what is not ASCII may match it too.
    Folded(bytes::Regex),
}

/// A regular expression that is none.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(String);

/// What may hide any character.
static ESCAPE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\\u"));

/// What stands in a secret's place, which raw bytes don't have.
const PLACEHOLDERS: [&str; 2] = ["[redacted]", "W3JlZGFjdGVkXQ=="];

impl Pattern {
    /// A pattern.
    ///
    /// # Errors
    /// Where the text is to be a regular expression, and is none.
    pub fn new(text: &str, options: Options) -> Result<Pattern, PatternError> {
        let is_plain = !options.is_regex && !options.ignores_case && !options.is_word && !options.is_whole;
        let matcher = if is_plain { Matcher::Text(finder(text)) } else { Matcher::Regex(regex(text, options)?) };
        let mut pattern = Pattern { matcher, raw: Raw::Anything };
        if !options.is_regex && PLACEHOLDERS.iter().all(|placeholder| pattern.find(placeholder).is_none()) {
            pattern.raw = raw(text, options.ignores_case);
        }
        Ok(pattern)
    }

    /// Where it first stands in a value.
    pub fn find(&self, value: &str) -> Option<Range<usize>> {
        match &self.matcher {
            Matcher::Text(finder) => finder.find(value.as_bytes()).map(|start| start..start + finder.needle().len()),
            Matcher::Regex(regex) => regex.find(value).map(|found| found.range()),
        }
    }

    /// Whether it may stand in some value of this JSON. It errs to one side only: a no is certain.
    pub fn may_stand_in(&self, json: &[u8]) -> bool {
        let is_there = match &self.raw {
            Raw::Anything => return true,
            Raw::Text(finder) => finder.find(json).is_some(),
            Raw::Folded(regex) => !json.is_ascii() || regex.is_match(json),
        };
        is_there || ESCAPE.find(json).is_some()
    }
}

fn finder(text: &str) -> Box<Finder<'static>> {
    Box::new(memmem::Finder::new(text).into_owned())
}

fn regex(text: &str, options: Options) -> Result<Regex, PatternError> {
    let build = |text: &str| {
        let regex = RegexBuilder::new(text).case_insensitive(options.ignores_case).build();
        regex.map_err(|error| PatternError(one_line(&error)))
    };
    let plain = if options.is_regex { text.to_owned() } else { regex::escape(text) };
    // By itself first: what is wrong is to be told of what was written, and `)(` must not become right by what is put around it.
    let mut regex = build(&plain)?;
    let mut whole = plain;
    if options.is_word {
        whole = format!(r"\b{{start-half}}(?:{whole})\b{{end-half}}");
        regex = build(&whole)?;
    }
    if options.is_whole {
        regex = build(&format!(r"\A(?:{whole})\z"))?;
    }
    Ok(regex)
}

/// The last line of what the crate says; the others draw the place.
fn one_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// What raw JSON must hold of a text: its longest part without characters that JSON may escape by a letter or by themselves.
fn raw(text: &str, ignores_case: bool) -> Raw {
    let pieces = text.split(|character: char| matches!(character, '"' | '\\' | '/') || character.is_control());
    let piece = pieces.max_by_key(|piece| piece.len()).unwrap_or_default();
    if piece.is_empty() || (ignores_case && !piece.is_ascii()) {
        return Raw::Anything;
    }
    if !ignores_case {
        return Raw::Text(finder(piece));
    }
    let folded = bytes::RegexBuilder::new(&regex::escape(piece)).case_insensitive(true).unicode(false).build();
    folded.map_or(Raw::Anything, Raw::Folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The options by grep's letters.
    fn options(letters: &str) -> Options {
        let has = |letter| letters.contains(letter);
        Options { is_regex: has('E'), ignores_case: has('i'), is_word: has('w'), is_whole: has('x') }
    }

    #[test]
    fn values_are_compared_as_grep_does() {
        let check = |text: &str, letters: &str, value: &str, expect: Option<&str>| {
            let pattern = Pattern::new(text, options(letters)).unwrap();
            assert_eq!(pattern.find(value).map(|span| &value[span]), expect, "{text} -{letters} in {value}");
            let json = serde_json::Value::from(value).to_string();
            assert!(expect.is_none() || pattern.may_stand_in(json.as_bytes()), "{text} -{letters} in {json}");
        };
        check("view", "", "reviews", Some("view"));
        check("VIEW", "", "reviews", None);
        check("VIEW", "i", "reviews", Some("view"));
        check("STRASSE", "i", "ſtrasse", Some("ſtrasse"));
        check("reviews", "w", "outbound|80||reviews.default", Some("reviews"));
        check("review", "w", "reviews review_s review-s", Some("review"));
        check("review", "w", "reviews", None);
        check("reviews", "x", "reviews", Some("reviews"));
        check("reviews", "x", "reviews.default", None);
        check("a.c", "", "abc", None);
        check("a.c", "E", "abc", Some("abc"));
        check("a|ab", "Ex", "ab", Some("ab"));
        check("80", "wx", "8080", None);
        check("a\"b", "", "a\"b", Some("a\"b"));
        check("a\nb", "i", "A\nB", Some("A\nB"));
        check("", "", "anything", Some(""));
    }

    #[test]
    fn raw_bytes_tell_what_need_not_be_decoded() {
        let check = |text: &str, letters: &str, json: &str, expect: bool| {
            let pattern = Pattern::new(text, options(letters)).unwrap();
            assert_eq!(pattern.may_stand_in(json.as_bytes()), expect, "{text} -{letters} in {json}");
        };
        check("reviews", "", r#"{"a":"ratings"}"#, false);
        check("reviews", "", r#"{"a":"r\u0065views"}"#, true);
        check("reviews", "i", r#"{"a":"REVIEWS"}"#, true);
        check("reviews", "i", r#"{"a":"RATINGS"}"#, false);
        check("a/b", "", r#"{"a":"a\/b"}"#, true);
        check("redacted", "", "{}", true);
    }

    #[test]
    fn a_bad_expression_is_told_by_itself() {
        let error = Pattern::new("a)(b", options("Ex")).unwrap_err().to_string();
        assert!(error.contains("unopened group"), "{error}");
    }
}
