//! Reading the few fields that a table needs, and stepping over the rest.
//!
//! A [`Reader`] walks a JSON text once, front to back. A *lens* (a small struct with a `read` function) names the fields that it wants
//! inside [`Reader::fields`]; whatever its closure does not read is stepped over at the speed of memory. Nothing is copied but strings
//! that hold escapes.

use std::borrow::Cow;
use std::ops::Range;

use super::{SyntaxError, scan, tape};

/// A place in a JSON text, in front of a value.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// A reading's result.
pub type Result<T> = std::result::Result<T, SyntaxError>;

impl<'a> Reader<'a> {
    /// A reader in front of the value that starts at `at`, an offset in bytes.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Reader { bytes, at: scan::white_space(bytes, at) }
    }

    /// The offset of the next byte to read.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The first byte of the value, which tells its kind; `None` at the end of the input.
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over the value, and gives its range in the input.
    ///
    /// # Errors
    /// Where no value starts here, or the input ends in it.
    pub fn skip(&mut self) -> Result<Range<usize>> {
        let range = scan::skip(self.bytes, self.at)?;
        self.at = range.end;
        Ok(range)
    }

    /// The bytes of the value.
    ///
    /// # Errors
    /// As [`Reader::skip`].
    pub fn raw(&mut self) -> Result<&'a [u8]> {
        self.skip().map(|range| &self.bytes[range])
    }

    /// The bytes from this place to `end`, a reader of the same text that went on from here.
    pub fn raw_until(&self, end: &Reader<'a>) -> &'a [u8] {
        self.bytes[self.at..end.at].trim_ascii_end()
    }

    /// Calls `each` with the name and the value of each field of a message. Names come in snake_case, also where the input has
    /// lowerCamelCase, as both are proto JSON. A `null` has no fields.
    ///
    /// # Errors
    /// Where the value is not an object, is broken, or `each` fails.
    pub fn fields(&mut self, mut each: impl FnMut(&str, &mut Reader<'a>) -> Result<()>) -> Result<()> {
        self.entries(|name, value| {
            // Without a way out of the loop, it is done for 16 bytes at a time.
            let has_upper = name.bytes().fold(false, |found, byte| found | byte.is_ascii_uppercase());
            if has_upper { each(&snake_case(name), value) } else { each(name, value) }
        })
    }

    /// The value of the first field called `field` (in snake_case), without moving this reader. Fields after it are not looked at.
    ///
    /// # Errors
    /// Where the value is not an object, or is broken before that field.
    pub fn find(&self, field: &str) -> Result<Option<Reader<'a>>> {
        let mut reader = *self;
        let mut found = None;
        let read = reader.fields(|name, value| {
            if name == field {
                found = Some(*value);
                // An error is the way out of the walk; it goes no further than this function.
                return Err(SyntaxError::new(value.at, String::new()));
            }
            Ok(())
        });
        match (found, read) {
            (None, Err(error)) => Err(error),
            (found, _) => Ok(found),
        }
    }

    /// The text of the first field called `field`, without moving this reader; empty where there is none.
    ///
    /// # Errors
    /// As [`Reader::find`] and [`Reader::text`].
    pub fn text_of(&self, field: &str) -> Result<Cow<'a, str>> {
        self.find(field)?.map_or(Ok(Cow::Borrowed("")), |mut value| value.text())
    }

    /// Calls `each` with the key and the value of each entry of a map or Struct. A `null` has no entries.
    ///
    /// # Errors
    /// Where the value is not an object, is broken, or `each` fails.
    pub fn entries(&mut self, mut each: impl FnMut(&str, &mut Reader<'a>) -> Result<()>) -> Result<()> {
        if !self.enter(b'{', "an object")? {
            return Ok(());
        }
        while self.peek() != Some(b'}') {
            if self.peek() != Some(b'"') {
                return Err(self.expected("a key in quotes"));
            }
            let key = self.string()?;
            self.step(b':', "`:`")?;
            self.value(|value| each(&key, value))?;
            if !self.separator(b'}', "`,` or `}`")? {
                break;
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Calls `each` with each element of an array. A `null` has no elements.
    ///
    /// # Errors
    /// Where the value is not an array, is broken, or `each` fails.
    pub fn elements(&mut self, mut each: impl FnMut(&mut Reader<'a>) -> Result<()>) -> Result<()> {
        if !self.enter(b'[', "an array")? {
            return Ok(());
        }
        while self.peek() != Some(b']') {
            self.value(&mut each)?;
            if !self.separator(b']', "`,` or `]`")? {
                break;
            }
        }
        self.at += 1;
        Ok(())
    }

    /// The elements of an array, each read by `read`.
    ///
    /// # Errors
    /// As [`Reader::elements`].
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Reader<'a>) -> Result<T>) -> Result<Vec<T>> {
        let mut list = Vec::new();
        self.elements(|element| {
            list.push(read(element)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// The text of a string; a number's or boolean's spelling; nothing for `null`.
    ///
    /// # Errors
    /// Where the value is an object or array, or is not UTF-8.
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{' | b'[') | None => Err(self.expected("a string")),
            Some(_) => match self.raw()? {
                b"null" => Ok(Cow::Borrowed("")),
                other => Ok(String::from_utf8_lossy(other)),
            },
        }
    }

    /// The text of the string whose opening quote is here.
    fn string(&mut self) -> Result<Cow<'a, str>> {
        let found = scan::string(self.bytes, self.at)
            .ok_or_else(|| SyntaxError::new(self.bytes.len(), "the input ends in the middle of a string"))?;
        let start = found.inner.start;
        self.at = found.inner.end + 1;
        let inner = &self.bytes[found.inner];
        let text = if found.is_ascii {
            // SAFETY: ASCII is UTF-8, and each byte was looked at while the string's end was searched. A second look would cost a
            // twentieth of the time that a table takes.
            unsafe { std::str::from_utf8_unchecked(inner) }
        } else {
            std::str::from_utf8(inner).map_err(|error| SyntaxError::new(start + error.valid_up_to(), "invalid UTF-8 in a string"))?
        };
        Ok(if found.has_escapes { tape::unescape(text) } else { Cow::Borrowed(text) })
    }

    /// A number that fits 64 bits without sign, or one in quotes, as proto JSON allows; 0 for `null`.
    ///
    /// # Errors
    /// Where the value is something else.
    pub fn number(&mut self) -> Result<u64> {
        let at = self.at;
        let text = self.text()?;
        if text.is_empty() {
            return Ok(0);
        }
        let parsed = text.parse::<u64>().ok().or_else(|| whole(text.parse::<f64>().ok()?));
        parsed.ok_or_else(|| SyntaxError::new(at, format!("expected a whole number, found `{text}`")))
    }

    /// `true` or `false` (also in quotes); false for `null`.
    ///
    /// # Errors
    /// Where the value is an object or array.
    pub fn flag(&mut self) -> Result<bool> {
        Ok(self.text()? == "true")
    }

    /// An error at this place, where `expected` should stand.
    pub fn expected(&self, expected: &str) -> SyntaxError {
        SyntaxError::expected(self.at, expected, self.bytes)
    }

    /// Steps into a container; false for `null`, which is stepped over.
    fn enter(&mut self, open: u8, expected: &str) -> Result<bool> {
        if self.bytes[self.at..].starts_with(b"null") {
            self.at += 4;
            return Ok(false);
        }
        self.step(open, expected)?;
        Ok(true)
    }

    /// Lets `read` read the value, and steps over it where `read` did not.
    fn value(&mut self, read: impl FnOnce(&mut Reader<'a>) -> Result<()>) -> Result<()> {
        let start = self.at;
        read(self)?;
        if self.at == start {
            self.skip()?;
        }
        self.at = scan::white_space(self.bytes, self.at);
        Ok(())
    }

    /// After a value: true when a comma and one more follow, false when the container closes here.
    fn separator(&mut self, close: u8, expected: &str) -> Result<bool> {
        if self.peek() == Some(close) {
            return Ok(false);
        }
        self.step(b',', expected)?;
        if self.peek() == Some(close) { Err(self.expected("a value after `,`")) } else { Ok(true) }
    }

    fn step(&mut self, byte: u8, expected: &str) -> Result<()> {
        let at = scan::white_space(self.bytes, self.at);
        self.at = at;
        if self.peek() != Some(byte) {
            return Err(self.expected(expected));
        }
        self.at = scan::white_space(self.bytes, at + 1);
        Ok(())
    }
}

/// `value` as a whole number, where it is one that a float holds exactly.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(value: f64) -> Option<u64> {
    (value.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&value)).then_some(value as u64)
}

/// A proto field's name, from its JSON name (the inverse of protobuf's lowerCamelCase).
pub(in crate::envoy) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_is_stepped_over() {
        let text = br#" { "skipped" : {"a": [1, 2]}, "portValue": "80", "list": [ "x", 7, null, true ], "last": {} } "#;
        let mut reader = Reader::new(text, 0);
        let (mut port, mut list) = (0, Vec::new());
        reader
            .fields(|name, value| {
                match name {
                    "port_value" => port = value.number()?,
                    "list" => list = value.list(Reader::text)?,
                    _ => {}
                }
                Ok(())
            })
            .unwrap();
        assert_eq!((port, list), (80, ["x", "7", "", "true"].map(Cow::from).to_vec()));
        assert_eq!(reader.offset(), text.len() - 1);
    }

    #[test]
    fn what_is_broken_is_an_error_with_its_place() {
        let check = |text: &str, offset: usize| {
            let error = Reader::new(text.as_bytes(), 0).fields(|_, _| Ok(())).unwrap_err();
            assert_eq!(error.offset, offset, "{text}: {error}");
        };
        check("[]", 0);
        check(r#"{"a" 1}"#, 5);
        check(r#"{"a":1 "b":2}"#, 7);
        check(r#"{"a":1,}"#, 7);
        check(r#"{"a":{"b":1}"#, 12);
        check(r#"{"a":"#, 5);
        check("", 0);
    }
}
