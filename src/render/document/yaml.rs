//! The document as YAML: keys sorted, as Go's `JSONToYAML` does.

use std::io::{self, Write};
use std::ops::Range;

use super::{Gaps, Keep, PIECE, parse};
use crate::envoy::document::Shape;
use crate::envoy::dump::Problem;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::Reader;
use crate::envoy::json::tape::Tape;
use crate::render::yaml;

/// Writes the document in front of `reader`, which steps over it.
pub(super) fn write<'b>(
    out: &mut dyn Write,
    reader: &mut Reader<'b>,
    bytes: &'b [u8],
    shape: &Shape,
    keep: Option<Keep<'_>>,
    gaps: &mut Gaps,
) -> io::Result<()> {
    let mut printer = Printer { out, bytes, shape, keep, text: Vec::with_capacity(2 * PIECE), gaps };
    let mut end = None;
    match reader.peek() {
        Some(b'[') => {
            if printer.elements("", *reader, 0)? == 0 {
                printer.text.extend_from_slice(b"[]\n");
            }
        }
        Some(b'{') if !shape.is_one_message() => end = printer.object(*reader, 0)?,
        _ => printer.leaf("", *reader, |text, tape| {
            if let Some(root) = tape.root() {
                yaml::write(text, root);
            }
        }),
    }
    printer.text.push(b'\n');
    printer.out.write_all(&printer.text)?;
    match end {
        Some(end) => *reader = end,
        None => {
            if let Err(error) = reader.skip() {
                gaps.broken.get_or_insert(error);
            }
        }
    }
    Ok(())
}

struct Printer<'o, 'b> {
    out: &'o mut dyn Write,
    bytes: &'b [u8],
    shape: &'o Shape,
    keep: Option<Keep<'o>>,
    text: Vec<u8>,
    gaps: &'o mut Gaps,
}

impl<'b> Printer<'_, 'b> {
    /// An object whose lists are taken apart, its keys in `column`: the document, or a section of it behind a dash.
    ///
    /// Gives the place after it; `None` where it breaks off.
    fn object(&mut self, reader: Reader<'b>, column: usize) -> io::Result<Option<Reader<'b>>> {
        let (members, end) = self.members(reader);
        // Go keeps the last of several members of one name.
        let mut order: Vec<&(String, Reader<'b>)> = members.iter().rev().collect();
        yaml::sort(&mut order, |member| &member.0);
        order.dedup_by(|later, first| later.0 == first.0);
        if members.is_empty() {
            self.text.extend_from_slice(if column == 0 { b"{}\n" } else { b"- {}\n" });
        }
        for (index, (name, value)) in order.into_iter().enumerate() {
            let value = *value;
            let start = self.text.len();
            let is_list = value.peek() == Some(b'[') && name.len() <= 100 && !name.contains(['\n', '\r']);
            if is_list {
                yaml::write_key(&mut self.text, name, column);
            } else {
                self.leaf(name, value, |text, tape| {
                    if let Some(root) = tape.root() {
                        yaml::write_member(text, name, root, column);
                    }
                });
            }
            if index == 0 && column > 0 && self.text.len() > start {
                self.text[start + column - 2] = b'-';
            }
            if is_list && self.elements(name, value, column)? == 0 {
                // The line ends in the key's colon and a line feed.
                self.text.pop();
                self.text.extend_from_slice(b" []\n");
            }
        }
        Ok(end)
    }

    /// An object's members: names, and where the values stand; and the place after it. Of a text that breaks off, also the member in which
    /// it does, and no such place.
    fn members(&mut self, mut reader: Reader<'b>) -> (Vec<(String, Reader<'b>)>, Option<Reader<'b>>) {
        let mut members = Vec::new();
        let read = reader.entries(|name, value| {
            members.push((name.to_owned(), *value));
            value.skip().map(|_| ())
        });
        match read {
            Ok(()) => (members, Some(reader)),
            Err(error) => {
                self.gaps.broken.get_or_insert(error);
                (members, None)
            }
        }
    }

    /// A list's elements, their dashes in `column`. Gives their number.
    fn elements(&mut self, name: &str, mut reader: Reader<'b>, column: usize) -> io::Result<usize> {
        let mut count = 0;
        let mut failed = Ok(());
        let read = reader.elements(|element| {
            // It goes no further than this function, which has noted the place already.
            let broken_off = SyntaxError::new(element.offset(), "");
            if name == "configs" && element.peek() == Some(b'{') {
                // A section that breaks off may hold resources that are whole; anything else that does is left out.
                match self.object(*element, column + 2) {
                    Ok(Some(end)) => *element = end,
                    Ok(None) => {
                        count += 1;
                        return Err(broken_off);
                    }
                    Err(error) => {
                        failed = Err(error);
                        return Err(broken_off);
                    }
                }
            } else {
                let range = element.skip()?;
                if self.keep.is_some_and(|keep| !keep(name, &self.bytes[range.clone()])) {
                    return Ok(());
                }
                self.leaf_in(name, range, |text, tape| {
                    if let Some(root) = tape.root() {
                        yaml::write_element(text, root, column);
                    }
                });
            }
            count += 1;
            failed = self.flush_pieces();
            if failed.is_err() { Err(broken_off) } else { Ok(()) }
        });
        failed?;
        if let Err(error) = read {
            self.gaps.broken.get_or_insert(error);
        }
        Ok(count)
    }

    /// A value without its secrets, for `write`; one that is not JSON becomes `null` and a problem, one that breaks off is left out.
    fn leaf(&mut self, name: &str, mut reader: Reader<'b>, write: impl FnOnce(&mut Vec<u8>, &Tape<'_>)) {
        match reader.skip() {
            Ok(range) => self.leaf_in(name, range, write),
            Err(error) => {
                self.gaps.broken.get_or_insert(error);
            }
        }
    }

    /// The same, of a value that is known to be whole.
    fn leaf_in(&mut self, name: &str, range: Range<usize>, write: impl FnOnce(&mut Vec<u8>, &Tape<'_>)) {
        let mut tape = Tape::default();
        if let Err(error) = parse(&self.bytes[range.clone()], self.shape.message(name), &mut tape) {
            self.gaps.problems.push(Problem { path: name.to_owned(), what: error.at(range.start).in_text(self.bytes) });
            tape.push_null();
        }
        write(&mut self.text, &tape);
    }

    fn flush_pieces(&mut self) -> io::Result<()> {
        if self.text.len() >= PIECE {
            self.out.write_all(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }
}
