//! One JSON value as a flat list of tokens that borrow their text from the input.
//!
//! A dump is never held as a tree: a [`Tape`] holds one resource at a time, keeps the order of keys, duplicate keys and the
//! exact spelling of numbers, and is reused from resource to resource, so that reading a resource allocates nothing.

use std::borrow::Cow;

use super::SyntaxError;

mod parse;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    False,
    True,
    Number,
    String,
    Key,
    Array,
    Object,
}

/// One token. `text` is a number's spelling, or a string's or key's text between its quotes, escapes left as they are; whether it has
/// any, and whether it is [simple](Text::is_simple), was found when it was read. `end` is the index after a container's last token (for all others, the index after the token itself).
#[derive(Clone, Debug)]
struct Token<'a> {
    kind: Kind,
    has_escapes: bool,
    is_simple: bool,
    text: Cow<'a, str>,
    end: u32,
}

/// One JSON value, as a flat list of tokens.
#[derive(Clone, Debug, Default)]
pub struct Tape<'a> {
    tokens: Vec<Token<'a>>,
}

/// A container that [`Tape::begin_object`] or [`Tape::begin_array`] opened, for [`Tape::end`].
#[derive(Debug)]
#[must_use = "a container that was begun must be ended"]
pub struct Open(usize);

impl<'a> Tape<'a> {
    /// Replaces this tape's content by the one JSON value in `bytes` (with white space around it).
    ///
    /// # Errors
    /// Where `bytes` is not UTF-8, not exactly one JSON value (RFC 8259), or 4 GB or more, which no resource is: the offset in `bytes`,
    /// in bytes, and what is wrong there. Depth is bounded by memory only.
    pub fn parse(&mut self, bytes: &'a [u8]) -> Result<(), SyntaxError> {
        self.tokens.clear();
        if u32::try_from(bytes.len()).is_err() {
            return Err(SyntaxError::new(0, "a value of 4 GB or more"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| SyntaxError::new(error.valid_up_to(), "invalid UTF-8"))?;
        let result = parse::document(text, &mut self.tokens);
        if result.is_err() {
            self.tokens.clear();
        }
        result
    }

    /// Makes the tape empty and keeps its memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
    }

    /// The value on the tape; `None` when the tape is empty.
    pub fn root(&self) -> Option<Node<'_, 'a>> {
        (!self.tokens.is_empty()).then_some(Node { tape: self, at: 0 })
    }

    /// Appends `null`.
    pub fn push_null(&mut self) {
        self.push(Kind::Null, Cow::Borrowed(""));
    }

    /// Appends `true` or `false`.
    pub fn push_bool(&mut self, value: bool) {
        self.push(if value { Kind::True } else { Kind::False }, Cow::Borrowed(""));
    }

    /// Appends a number by its JSON spelling.
    pub fn push_number(&mut self, spelling: impl Into<Cow<'a, str>>) {
        self.push(Kind::Number, spelling.into());
    }

    /// Appends a string by its JSON text without the quotes, escapes included.
    pub fn push_string(&mut self, escaped: impl Into<Cow<'a, str>>) {
        self.push(Kind::String, escaped.into());
    }

    /// Appends an object's key by its JSON text without the quotes, escapes included. Its value must follow.
    pub fn push_key(&mut self, escaped: impl Into<Cow<'a, str>>) {
        self.push(Kind::Key, escaped.into());
    }

    /// Appends the start of an object: keys and values follow, then [`Tape::end`].
    pub fn begin_object(&mut self) -> Open {
        self.push(Kind::Object, Cow::Borrowed(""));
        Open(self.tokens.len() - 1)
    }

    /// Appends the start of an array: values follow, then [`Tape::end`].
    pub fn begin_array(&mut self) -> Open {
        self.push(Kind::Array, Cow::Borrowed(""));
        Open(self.tokens.len() - 1)
    }

    /// Closes a container.
    pub fn end(&mut self, open: Open) {
        self.tokens[open.0].end = index(self.tokens.len());
    }

    /// Appends a value of another tape as it is.
    pub fn push_node(&mut self, node: Node<'_, 'a>) {
        let offset = self.tokens.len();
        let end = node.token().end as usize;
        self.tokens.extend(node.tape.tokens[node.at..end].iter().cloned().map(|mut token| {
            token.end = index(token.end as usize - node.at + offset);
            token
        }));
    }

    fn push(&mut self, kind: Kind, text: Cow<'a, str>) {
        let end = index(self.tokens.len() + 1);
        let has_escapes = matches!(kind, Kind::String | Kind::Key) && memchr::memchr(b'\\', text.as_bytes()).is_some();
        let is_simple = text.bytes().all(is_simple);
        self.tokens.push(Token { kind, has_escapes, is_simple, text, end });
    }
}

/// A token's index as it is stored. A tape holds one resource; four thousand million tokens would need more than 100 GB.
fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a resource of more than 4 G tokens")
}

/// A value on a tape.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t, 'a> {
    tape: &'t Tape<'a>,
    at: usize,
}

/// A value, taken apart.
#[derive(Clone, Debug)]
pub enum View<'t, 'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was spelled.
    Number(&'t Cow<'a, str>),
    /// A string.
    String(Text<'t, 'a>),
    /// An array, by its elements.
    Array(Elements<'t, 'a>),
    /// An object, by its members in the order of the input, duplicates included.
    Object(Members<'t, 'a>),
}

impl<'t, 'a> Node<'t, 'a> {
    fn token(self) -> &'t Token<'a> {
        &self.tape.tokens[self.at]
    }

    /// The value, taken apart.
    pub fn view(self) -> View<'t, 'a> {
        let token = self.token();
        match token.kind {
            Kind::Null => View::Null,
            Kind::False => View::Bool(false),
            Kind::True => View::Bool(true),
            Kind::Number => View::Number(&token.text),
            Kind::String | Kind::Key => View::String(Text(token)),
            Kind::Array => View::Array(Elements { tape: self.tape, at: self.at + 1, end: token.end as usize }),
            Kind::Object => View::Object(Members { tape: self.tape, at: self.at + 1, end: token.end as usize }),
        }
    }

    /// The value of the last member named `key`, where this is an object that has one.
    pub fn get(self, key: &str) -> Option<Node<'t, 'a>> {
        match self.view() {
            View::Object(members) => members.filter(|(name, _)| name.is(key)).map(|(_, value)| value).last(),
            _ => None,
        }
    }

    /// The string's text, where this is a string.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        match self.view() {
            View::String(text) => Some(text.unescaped()),
            _ => None,
        }
    }
}

/// A string or key: its JSON text without the quotes.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t, 'a>(&'t Token<'a>);

impl<'t, 'a> Text<'t, 'a> {
    /// The text as it stands in the JSON, escapes included.
    pub fn escaped(self) -> &'t Cow<'a, str> {
        &self.0.text
    }

    /// Whether the text in the JSON is not itself what it means.
    pub fn has_escapes(self) -> bool {
        self.0.has_escapes
    }

    /// Whether the text has no escapes and is made only of visible ASCII characters other than `:` and `#`: one less thing to find out
    /// for a writer that must know whether the text needs quotes.
    pub fn is_simple(self) -> bool {
        self.0.is_simple
    }

    /// The text that the JSON means. A surrogate without its half becomes U+FFFD, as in Go's and JavaScript's readers.
    pub fn unescaped(self) -> Cow<'t, str> {
        if self.0.has_escapes { unescape(&self.0.text) } else { Cow::Borrowed(&self.0.text) }
    }

    /// Whether the text that the JSON means is `text`.
    pub fn is(self, text: &str) -> bool {
        if self.0.has_escapes { self.unescaped() == text } else { self.0.text == text }
    }
}

/// An array's elements, in order.
#[derive(Clone, Debug)]
pub struct Elements<'t, 'a> {
    tape: &'t Tape<'a>,
    at: usize,
    end: usize,
}

impl Elements<'_, '_> {
    /// Whether none is left.
    pub fn is_empty(&self) -> bool {
        self.at >= self.end
    }
}

impl<'t, 'a> Iterator for Elements<'t, 'a> {
    type Item = Node<'t, 'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let node = Node { tape: self.tape, at: self.at };
        self.at = node.token().end as usize;
        Some(node)
    }
}

/// An object's members, in the order of the input.
#[derive(Clone, Debug)]
pub struct Members<'t, 'a> {
    tape: &'t Tape<'a>,
    at: usize,
    end: usize,
}

impl Members<'_, '_> {
    /// Whether none is left.
    pub fn is_empty(&self) -> bool {
        self.at >= self.end
    }
}

impl<'t, 'a> Iterator for Members<'t, 'a> {
    type Item = (Text<'t, 'a>, Node<'t, 'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let key = Text(&self.tape.tokens[self.at]);
        let value = Node { tape: self.tape, at: self.at + 1 };
        self.at = value.token().end as usize;
        Some((key, value))
    }
}

/// Whether a text with this byte in it can be a [simple](Text::is_simple) one.
fn is_simple(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b':' | b'#' | b'\\')
}

/// A JSON string's text with its escapes replaced; the escapes are known to be well formed.
pub(super) fn unescape(escaped: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', escaped.as_bytes()) else {
        return Cow::Borrowed(escaped);
    };
    let mut text = String::with_capacity(escaped.len());
    text.push_str(&escaped[..first]);
    let mut rest = &escaped[first..];
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (replacement, length) = match rest.as_bytes().first() {
            Some(b'b') => ('\u{8}', 1),
            Some(b'f') => ('\u{c}', 1),
            Some(b'n') => ('\n', 1),
            Some(b'r') => ('\r', 1),
            Some(b't') => ('\t', 1),
            Some(b'u') => unescape_unicode(rest),
            Some(&other) if other.is_ascii() => (char::from(other), 1),
            _ => ('\\', 0),
        };
        text.push(replacement);
        rest = &rest[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character that `uXXXX` at the start of `text` (or `uXXXX\uXXXX`, a surrogate pair) stands for, and the length of what was read.
fn unescape_unicode(text: &str) -> (char, usize) {
    let unit = |from: usize| text.get(from..from + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(1) else { return (char::REPLACEMENT_CHARACTER, 1) };
    if let Some(character) = char::from_u32(first) {
        return (character, 5);
    }
    if first < 0xdc00
        && text.get(5..7) == Some("\\u")
        && let Some(second @ 0xdc00..=0xdfff) = unit(7)
        && let Some(character) = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    {
        return (character, 11);
    }
    (char::REPLACEMENT_CHARACTER, 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_order_duplicates_and_spelling() {
        let mut tape = Tape::default();
        tape.parse(br#" {"b": 1.0, "a": [1e400, {}, []], "b": "x\u00e9\ud83d\ude00\ud800"} "#).unwrap();
        let root = tape.root().unwrap();
        let View::Object(members) = root.view() else { panic!("not an object") };
        let keys: Vec<_> = members.map(|(key, _)| key.unescaped().into_owned()).collect();
        assert_eq!(keys, ["b", "a", "b"]);
        assert_eq!(root.get("b").unwrap().as_str().unwrap(), "xé😀\u{fffd}");
        let View::Array(elements) = root.get("a").unwrap().view() else { panic!("not an array") };
        assert_eq!(elements.count(), 3);
    }

    #[test]
    fn nesting_is_bounded_by_memory_only() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        Tape::default().parse(deep.as_bytes()).unwrap();
    }

    #[test]
    fn errors_name_the_place() {
        let check = |text: &str, offset: usize| {
            let error = Tape::default().parse(text.as_bytes()).unwrap_err();
            assert_eq!(error.offset, offset, "{text}: {error}");
        };
        check("", 0);
        check("[1,]", 3);
        check("{\"a\" 1}", 5);
        check("01", 1);
        check("\"\\x\"", 1);
        check("{} {}", 3);
        check("nul", 0);
        check("[\"ab\u{1}\"]", 4);
        check("[\"0123456789abcdef\u{1f}\"]", 18);
        check("[\"\\u12g4\"]", 2);
        check("\"a\\u12", 6);
        check("\"0123456789abcdef0123456789abcde", 32);
    }
}
