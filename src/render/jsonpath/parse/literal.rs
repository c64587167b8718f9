//! What stands for itself in a template: numbers, and texts in quotes.

use super::super::{Literal, Step};
use super::{Parser, Result};

impl Parser<'_> {
    /// A number.
    pub(super) fn number(&mut self) -> Result<Step> {
        let at = self.at;
        let sign = usize::from(self.rest().starts_with(['+', '-']));
        let digits = &self.rest()[sign..];
        let length = sign + digits.find(|next: char| next != '.' && !next.is_ascii_digit()).unwrap_or(digits.len());
        let spelling = self.rest()[..length].trim_start_matches('+');
        if spelling.parse::<f64>().is_err() {
            return Err((at, "this is no number".to_owned()));
        }
        self.at += length;
        Ok(Step::Literal(Literal::Number(spelling.to_owned())))
    }

    /// A text in quotes, with Go's escapes.
    pub(super) fn quoted(&mut self) -> Result<String> {
        let start = self.at;
        let quote = self.next();
        let mut text = String::new();
        loop {
            let at = self.at;
            match self.next() {
                None | Some('\n') => return Err((start, "the quote is not closed".to_owned())),
                next if next == quote => return Ok(text),
                Some('\\') => text.push(self.escape().ok_or_else(|| (at, "this escape is not known".to_owned()))?),
                Some(next) => text.push(next),
            }
        }
    }

    /// What an escape stands for, behind its backslash.
    fn escape(&mut self) -> Option<char> {
        let digits = match self.next()? {
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'a' => return Some('\u{7}'),
            'b' => return Some('\u{8}'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            other @ ('\\' | '"' | '\'') => return Some(other),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        let code = u32::from_str_radix(self.rest().get(..digits)?, 16).ok()?;
        self.at += digits;
        char::from_u32(code)
    }
}
