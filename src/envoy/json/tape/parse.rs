//! From text to tokens.
//!
//! A dump is mostly strings and indentation, and both are stepped over 16 bytes at a time.

use std::borrow::Cow;

use wide::u8x16;

use super::{Kind, Token, index};
use crate::envoy::json::SyntaxError;

/// Appends the tokens of the one value in `text`, with white space around it.
pub(super) fn document<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) -> Result<(), SyntaxError> {
    Parser { text, bytes: text.as_bytes(), at: 0 }.document(tokens)
}

/// A recursion-free parser: nesting costs memory, never stack.
struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parser<'a> {
    fn document(mut self, tokens: &mut Vec<Token<'a>>) -> Result<(), SyntaxError> {
        // The open containers, and whether they are objects.
        let mut open: Vec<(u32, bool)> = Vec::new();
        loop {
            // A value is due here.
            let at = index(tokens.len());
            match self.next() {
                Some(b'"') => {
                    self.string(Kind::String, tokens)?;
                }
                Some(b'{') => {
                    self.at += 1;
                    tokens.push(token(Kind::Object, "", at));
                    if self.next() == Some(b'}') {
                        self.at += 1;
                    } else {
                        open.push((at, true));
                        self.key(tokens)?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    tokens.push(token(Kind::Array, "", at));
                    if self.next() == Some(b']') {
                        self.at += 1;
                    } else {
                        open.push((at, false));
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => tokens.push(token(Kind::Number, self.number()?, at)),
                Some(b't') => tokens.push(token(Kind::True, self.word("true")?, at)),
                Some(b'f') => tokens.push(token(Kind::False, self.word("false")?, at)),
                Some(b'n') => tokens.push(token(Kind::Null, self.word("null")?, at)),
                _ => return Err(self.error("a value")),
            }
            // A value is complete: close what ends with it.
            loop {
                let next = self.next();
                let Some(&(container, is_object)) = open.last() else {
                    return if next.is_none() { Ok(()) } else { Err(self.error("the end of the input")) };
                };
                match (next, is_object) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.key(tokens)?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        tokens[container as usize].end = index(tokens.len());
                        open.pop();
                    }
                    (_, true) => return Err(self.error("`,` or `}`")),
                    (_, false) => return Err(self.error("`,` or `]`")),
                }
            }
        }
    }

    fn key(&mut self, tokens: &mut Vec<Token<'a>>) -> Result<(), SyntaxError> {
        if self.next() != Some(b'"') {
            return Err(self.error("a key in quotes"));
        }
        self.string(Kind::Key, tokens)?;
        if self.next() != Some(b':') {
            return Err(self.error("`:`"));
        }
        self.at += 1;
        Ok(())
    }

    /// Reads the string whose opening quote comes next.
    #[inline]
    fn string(&mut self, kind: Kind, tokens: &mut Vec<Token<'a>>) -> Result<(), SyntaxError> {
        let start = self.at + 1;
        // Most strings end within the next 16 bytes.
        if let Some(block) = self.bytes.get(start..).and_then(<[u8]>::first_chunk) {
            let (length, is_simple) = Block::of(block).run();
            if block.get(length) == Some(&b'"') {
                self.end_string(kind, start, start + length, false, is_simple, tokens);
                return Ok(());
            }
        }
        self.long_string(kind, tokens)
    }

    /// Reads a string of any length.
    fn long_string(&mut self, kind: Kind, tokens: &mut Vec<Token<'a>>) -> Result<(), SyntaxError> {
        let start = self.at + 1;
        let mut at = start;
        let mut has_escapes = false;
        let mut is_simple = true;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let padded;
            let block = match rest.first_chunk() {
                Some(block) => block,
                None => {
                    // What stands behind the end of the input ends every string.
                    padded = pad(rest);
                    &padded
                }
            };
            let (length, simple) = Block::of(block).run();
            at += length;
            is_simple &= simple;
            if length == block.len() {
                continue;
            }
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.end_string(kind, start, at, has_escapes, is_simple && !has_escapes, tokens);
                    return Ok(());
                }
                Some(b'\\') => {
                    has_escapes = true;
                    at += self.escape(at)?;
                }
                Some(_) => return Err(SyntaxError::new(at, "a control character in a string")),
                None => return Err(SyntaxError::new(self.bytes.len(), "the string does not end")),
            }
        }
    }

    /// Appends the token of a string whose closing quote is at `end`, and steps over the quote.
    #[inline]
    fn end_string(&mut self, kind: Kind, start: usize, end: usize, has_escapes: bool, is_simple: bool, tokens: &mut Vec<Token<'a>>) {
        self.at = end + 1;
        let text = Cow::Borrowed(&self.text[start..end]);
        tokens.push(Token { kind, has_escapes, is_simple, text, end: index(tokens.len() + 1) });
    }

    /// The length of the escape at `at`.
    fn escape(&self, at: usize) -> Result<usize, SyntaxError> {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
            Some(b'u') => {
                let digits = self.bytes[at + 2..].iter().take(4);
                let found = digits.clone().take_while(|byte| byte.is_ascii_hexdigit()).count();
                match found {
                    4 => Ok(6),
                    _ if found == digits.len() => Err(SyntaxError::new(self.bytes.len(), "the string does not end")),
                    _ => Err(SyntaxError::new(at, "an escape that JSON does not have")),
                }
            }
            None => Err(SyntaxError::new(self.bytes.len(), "the string does not end")),
            Some(_) => Err(SyntaxError::new(at, "an escape that JSON does not have")),
        }
    }

    fn number(&mut self) -> Result<&'a str, SyntaxError> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start { Err(self.error("a digit")) } else { Ok(()) }
    }

    fn word(&mut self, word: &'static str) -> Result<&'a str, SyntaxError> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok("")
        } else {
            Err(self.error("a value"))
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    /// The next byte that is not white space, which stays the next.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        if byte > b' ' {
            return Some(byte);
        }
        self.at += white_space(&self.bytes[self.at..]);
        self.bytes.get(self.at).copied()
    }

    fn error(&self, expected: &'static str) -> SyntaxError {
        SyntaxError::expected(self.at, expected, self.bytes)
    }
}

/// A token that ends with itself; `at` is its own index.
#[inline]
fn token<'a>(kind: Kind, text: &'a str, at: u32) -> Token<'a> {
    Token { kind, has_escapes: false, is_simple: true, text: Cow::Borrowed(text), end: at + 1 }
}

/// The last, short block, filled up with zeros.
fn pad(rest: &[u8]) -> [u8; 16] {
    let mut block = [0; 16];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// Where in a block of 16 bytes a string may end: bit n is byte n.
struct Block {
    /// Quotes, backslashes and control characters.
    special: u32,
    /// What [is not simple](super::Text::is_simple), except backslashes.
    not_simple: u32,
}

impl Block {
    #[inline]
    fn of(bytes: &[u8; 16]) -> Block {
        let block = u8x16::new(*bytes);
        let is = |byte| block.simd_eq(u8x16::splat(byte));
        let up_to = |byte| block.min(u8x16::splat(byte)).simd_eq(block);
        let from = |byte| block.max(u8x16::splat(byte)).simd_eq(block);
        Block {
            special: (is(b'"') | is(b'\\') | up_to(0x1f)).to_bitmask(),
            not_simple: (up_to(b' ') | from(0x7f) | is(b':') | is(b'#')).to_bitmask(),
        }
    }

    /// How many bytes at the block's start stand in a string for themselves, and whether all of these are simple.
    #[inline]
    fn run(self) -> (usize, bool) {
        // The bit behind the block ends the run at the latest.
        let special = self.special | 1 << 16;
        let run = (special & special.wrapping_neg()) - 1;
        (special.trailing_zeros() as usize, self.not_simple & run == 0)
    }
}

/// How many bytes at the start of `bytes` are white space.
#[inline]
fn white_space(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(block) = bytes[at..].first_chunk() {
        let block = u8x16::new(*block);
        let is_blank = |byte| block.simd_eq(u8x16::splat(byte));
        let found = !(is_blank(b' ') | is_blank(b'\n') | is_blank(b'\r') | is_blank(b'\t')).to_bitmask() & 0xffff;
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += 16;
    }
    at + bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count()
}
