//! The document as YAML: keys sorted, as Go's `JSONToYAML` does.

use std::io::{self, Write};

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
    match reader.peek() {
        Some(b'[') => {
            if printer.elements("", *reader, 0)? == 0 {
                printer.text.extend_from_slice(b"[]\n");
            }
        }
        Some(b'{') if !shape.is_one_message() => printer.object(*reader, 0)?,
        _ => printer.leaf("", *reader, |text, tape| {
            if let Some(root) = tape.root() {
                yaml::write(text, root);
            }
        }),
    }
    printer.text.push(b'\n');
    printer.out.write_all(&printer.text)?;
    if let Err(error) = reader.skip() {
        gaps.broken.get_or_insert(error);
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
    fn object(&mut self, reader: Reader<'b>, column: usize) -> io::Result<()> {
        let members = self.members(reader);
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
        Ok(())
    }

    /// An object's members: names, and where the values stand. Of a text that breaks off, also the one in which it does.
    fn members(&mut self, mut reader: Reader<'b>) -> Vec<(String, Reader<'b>)> {
        let mut members = Vec::new();
        let read = reader.entries(|name, value| {
            members.push((name.to_owned(), *value));
            value.skip().map(|_| ())
        });
        if let Err(error) = read {
            self.gaps.broken.get_or_insert(error);
        }
        members
    }

    /// A list's elements, their dashes in `column`. Gives their number.
    fn elements(&mut self, name: &str, mut reader: Reader<'b>, column: usize) -> io::Result<usize> {
        let mut count = 0;
        let mut failed = Ok(());
        let read = reader.elements(|element| {
            let start = *element;
            let range = element.skip();
            let is_section = name == "configs" && start.peek() == Some(b'{');
            let written = match &range {
                // A section that breaks off may hold resources that are whole; anything else that does is left out.
                _ if is_section => self.object(start, column + 2),
                Err(error) => return Err(error.clone()),
                Ok(range) if self.keep.is_some_and(|keep| !keep(name, &self.bytes[range.clone()])) => return Ok(()),
                Ok(_) => {
                    self.leaf(name, start, |text, tape| {
                        if let Some(root) = tape.root() {
                            yaml::write_element(text, root, column);
                        }
                    });
                    Ok(())
                }
            };
            count += 1;
            failed = written.and_then(|()| self.flush_pieces());
            if failed.is_err() { Err(SyntaxError::new(start.offset(), "")) } else { range.map(|_| ()) }
        });
        failed?;
        if let Err(error) = read {
            self.gaps.broken.get_or_insert(error);
        }
        Ok(count)
    }

    /// A value without its secrets, for `write`; one that is not JSON becomes `null` and a problem, one that breaks off is left out.
    fn leaf(&mut self, name: &str, mut reader: Reader<'b>, write: impl FnOnce(&mut Vec<u8>, &Tape<'_>)) {
        let mut tape = Tape::default();
        match reader.skip() {
            Ok(range) => {
                if let Err(error) = parse(&self.bytes[range.clone()], self.shape.message(name), &mut tape) {
                    self.gaps.problems.push(Problem { path: name.to_owned(), what: error.at(range.start).in_text(self.bytes) });
                    tape.push_null();
                }
                write(&mut self.text, &tape);
            }
            Err(error) => {
                self.gaps.broken.get_or_insert(error);
            }
        }
    }

    fn flush_pieces(&mut self) -> io::Result<()> {
        if self.text.len() >= PIECE {
            self.out.write_all(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }
}
