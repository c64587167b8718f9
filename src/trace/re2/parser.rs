//! From an expression as it is written to what it means.

use super::class;
use super::escape;
use super::flags::{self, Flags};
use super::group::{Group, Piece};
use super::refusal::Refusal;
use super::repetition::Bounds;
use super::runes::{Encoding, Runes};
use super::tree::{Mark, Node, Place};

/// What an expression means.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) tree: Node,
    /// How many groups have a number.
    pub(super) captures: u32,
}

/// Reads an expression as RE2 does with the options that Envoy gives it.
pub(super) fn parse(pattern: &str, encoding: Encoding) -> Result<Parsed, Refusal> {
    // In Latin-1 each byte of an expression is a character. RE2 turns those into UTF-8 to read them, and its errors show that.
    let runes = match encoding {
        Encoding::Latin1 => pattern.bytes().map(char::from).collect(),
        Encoding::Utf8 => pattern.to_owned(),
    };
    let mut parser = Parser { pattern: &runes, at: 0, encoding, flags: Flags::default(), captures: 0, open: vec![Group::default()] };
    parser.read_all(pattern)?;
    let whole = parser.open.pop().unwrap_or_default();
    if !parser.open.is_empty() {
        return Err(Refusal::MissingParenthesis(pattern.to_owned()));
    }
    Ok(Parsed { tree: whole.finish(encoding)?.node, captures: parser.captures })
}

/// Where in an expression the parser is, and what it has read so far.
pub(super) struct Parser<'p> {
    pattern: &'p str,
    /// In bytes of the pattern.
    at: usize,
    encoding: Encoding,
    flags: Flags,
    captures: u32,
    /// The groups that are open here, from outermost to innermost. The expression itself is the first.
    open: Vec<Group>,
}

impl<'p> Parser<'p> {
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'p str {
        &self.pattern[self.at..]
    }

    /// What stands between `start` and here.
    pub(super) fn since(&self, start: usize) -> String {
        self.pattern[start..self.at].to_owned()
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    pub(super) fn take(&mut self) -> Option<char> {
        self.take_if(|_| true)
    }

    pub(super) fn take_if(&mut self, is_taken: impl Fn(char) -> bool) -> Option<char> {
        let next = self.rest().chars().next().filter(|next| is_taken(*next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(super) fn flags(&self) -> Flags {
        self.flags
    }

    pub(super) fn set_flags(&mut self, flags: Flags) {
        self.flags = flags;
    }

    /// Reads the whole expression; errors show it as `written`.
    fn read_all(&mut self, written: &str) -> Result<(), Refusal> {
        // Where a repetition begins that stands right before.
        let mut repetition = None;
        while let Some(next) = self.rest().chars().next() {
            let start = self.at;
            if let Some((bounds, length)) = Bounds::read(self.rest()) {
                self.skip(length);
                self.read_repetition(bounds, Mark::of(next), start, repetition)?;
                repetition = Some(start);
                continue;
            }
            repetition = None;
            match next {
                '(' if self.rest().starts_with("(?") => flags::read(self)?,
                '[' => {
                    let runes = class::read_brackets(self)?;
                    self.push(Node::class(runes, self.flags));
                }
                '\\' => self.read_backslash()?,
                _ => {
                    self.take();
                    self.read_mark(next, written)?;
                }
            }
        }
        Ok(())
    }

    /// A character that is already taken, and means itself or something of one character.
    fn read_mark(&mut self, mark: char, written: &str) -> Result<(), Refusal> {
        let is_multi_line = self.flags.has(Flags::MULTI_LINE);
        match mark {
            '(' => self.open_capture(),
            ')' => return self.close(written),
            '|' => {
                if let Some(group) = self.open.last_mut() {
                    group.end_alternative();
                }
            }
            '^' => self.push(Node::Place(if is_multi_line { Place::LineStart } else { Place::TextStart })),
            '$' => self.push(Node::Place(if is_multi_line { Place::LineEnd } else { Place::Dollar })),
            '.' if self.flags.has(Flags::DOT_NEWLINE) => self.push(Node::AnyRune),
            '.' => {
                let mut runes = Runes::of(0x0A, false, self.encoding);
                runes.negate();
                self.push(Node::class(runes, self.flags));
            }
            _ => self.push_literal(u32::from(mark)),
        }
        Ok(())
    }

    fn read_backslash(&mut self) -> Result<(), Refusal> {
        let place = match self.rest().as_bytes().get(1) {
            Some(b'b') => Place::WordEdge,
            Some(b'B') => Place::NoWordEdge,
            Some(b'A') => Place::TextStart,
            Some(b'z') => Place::TextEnd,
            Some(b'C') => {
                self.skip(2);
                self.push(Node::AnyByte);
                return Ok(());
            }
            Some(b'Q') => {
                self.skip(2);
                self.read_quotation();
                return Ok(());
            }
            _ => {
                match class::read_escaped(self)? {
                    Some(runes) => self.push(Node::class(runes, self.flags)),
                    None => {
                        let code = escape::read(self)?;
                        self.push_literal(code);
                    }
                }
                return Ok(());
            }
        };
        self.skip(2);
        self.push(Node::Place(place));
        Ok(())
    }

    /// Reads what stands behind `\Q`, up to `\E` or the end.
    fn read_quotation(&mut self) {
        let (quoted, length) = match self.rest().split_once("\\E") {
            Some((quoted, _)) => (quoted, quoted.len() + 2),
            None => (self.rest(), self.rest().len()),
        };
        for character in quoted.chars() {
            self.push_literal(u32::from(character));
        }
        self.skip(length);
    }

    /// Repeats the last piece. The repetition began at `start`, and one right before it at `before`.
    fn read_repetition(&mut self, bounds: Bounds, mark: Option<Mark>, start: usize, before: Option<usize>) -> Result<(), Refusal> {
        let has_question_mark = self.take_if(|next| next == '?').is_some();
        if let Some(before) = before {
            return Err(Refusal::RepetitionOfRepetition(self.since(before)));
        }
        let written = self.since(start);
        bounds.check(&written)?;
        let Some(piece) = self.open.last_mut().and_then(Group::take_last) else {
            return Err(Refusal::RepetitionOfNothing(written));
        };
        let Some(copies) = bounds.copies(piece.copies) else {
            return Err(Refusal::RepetitionSize(written));
        };
        let flags = self.flags.of_repetition(has_question_mark);
        let node = match mark {
            Some(mark) => piece.node.marked(mark, flags),
            None => Node::Repeat { bounds, flags, of: Box::new(piece.node) },
        };
        self.push_piece(Piece { node, copies, depth: piece.depth + 1 }.checked()?);
        Ok(())
    }

    fn push(&mut self, node: Node) {
        self.push_piece(Piece { node, copies: 1, depth: 0 });
    }

    fn push_piece(&mut self, piece: Piece) {
        if let Some(group) = self.open.last_mut() {
            group.push(piece);
        }
    }

    fn push_literal(&mut self, code: u32) {
        // RE2 writes a surrogate as the character that replaces what is no character.
        let rune = char::from_u32(code).map_or(0xFFFD, u32::from);
        self.push(Node::class(Runes::of(rune, self.flags.has(Flags::FOLD_CASE), self.encoding), self.flags));
    }

    pub(super) fn open_capture(&mut self) {
        self.captures += 1;
        self.open(Some(self.captures));
    }

    pub(super) fn open(&mut self, number: Option<u32>) {
        self.open.push(Group::new(number, self.flags));
    }

    fn close(&mut self, written: &str) -> Result<(), Refusal> {
        if self.open.len() < 2 {
            return Err(Refusal::UnexpectedParenthesis(written.to_owned()));
        }
        if let Some(group) = self.open.pop() {
            self.flags = group.flags_behind();
            let piece = group.finish(self.encoding)?;
            self.push_piece(piece);
        }
        Ok(())
    }
}
