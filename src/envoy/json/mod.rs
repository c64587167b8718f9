//! JSON as Envoy's admin interface writes it, read without copying.
//!
//! [`scan`] steps over values at the speed of memory; [`reader`] walks a text once and reads the fields that a lens names; [`tape`] takes one
//! resource apart, in full.

pub mod reader;
pub mod scan;
pub mod tape;

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct SyntaxError {
    /// The place, in bytes from the start of the text that was read.
    pub offset: usize,
    /// What is wrong there, as a clause: "expected `,`, found `x`".
    pub what: String,
}

impl SyntaxError {
    /// An error at `offset`.
    pub fn new(offset: usize, what: impl Into<String>) -> Self {
        SyntaxError { offset, what: what.into() }
    }

    /// An error at `offset` of `bytes`, where `expected` should stand.
    pub(crate) fn expected(offset: usize, expected: &str, bytes: &[u8]) -> Self {
        let found = match bytes.get(offset) {
            None => "the input ends".to_owned(),
            Some(byte @ 0x21..=0x7e) => format!("found `{}`", char::from(*byte)),
            Some(byte) => format!("found byte 0x{byte:02x}"),
        };
        SyntaxError::new(offset, format!("expected {expected}, {found}"))
    }

    /// Whether the text was cut off: it is JSON up to its end.
    pub fn is_truncation(&self, length: usize) -> bool {
        self.offset >= length
    }

    /// The same error, in a text in which this one starts at `base`.
    pub fn at(mut self, base: usize) -> Self {
        self.offset += base;
        self
    }
}

/// A place in a text as people count: line and column from 1, the column in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
}

impl Position {
    /// The place of the byte at `offset` of `bytes`.
    pub fn of(bytes: &[u8], offset: usize) -> Position {
        let before = &bytes[..offset.min(bytes.len())];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1) + 1;
        Position { line, column }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}
