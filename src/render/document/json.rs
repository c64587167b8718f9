//! The document as JSON: its own bytes, but for secrets that are replaced and entries that are left out.

use std::io::{self, Write};

use super::{Gaps, Keep, parse};
use crate::envoy::document::Shape;
use crate::envoy::dump::Problem;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::json::tape::Tape;
use crate::envoy::transcode::may_hold_secret;
use crate::render;

/// Writes the document in front of `reader`, which steps over it.
pub(super) fn write<'b>(
    out: &mut dyn Write,
    reader: &mut Reader<'b>,
    bytes: &'b [u8],
    shape: &Shape,
    keep: Option<Keep<'_>>,
    gaps: &mut Gaps,
) -> io::Result<()> {
    let mut patcher = Patcher { out, bytes, shape, keep, copied: reader.offset(), open: Vec::new(), failed: Ok(()), gaps };
    let read = match reader.peek() {
        Some(b'[') => patcher.list("", reader),
        Some(b'{') if !shape.is_one_message() => patcher.object(reader),
        _ => patcher.leaf("", reader),
    };
    std::mem::replace(&mut patcher.failed, Ok(()))?;
    match read {
        Ok(()) => patcher.copy_until(reader.offset())?,
        Err(error) => {
            // What is open is closed, so that what is whole stays JSON.
            for bracket in patcher.open.iter().rev() {
                patcher.out.write_all(&[b'\n', *bracket])?;
            }
            patcher.gaps.broken = Some(error);
        }
    }
    patcher.out.write_all(b"\n")
}

struct Patcher<'o, 'b> {
    out: &'o mut dyn Write,
    bytes: &'b [u8],
    shape: &'o Shape,
    keep: Option<Keep<'o>>,
    /// What stands before this place has been written, or replaced.
    copied: usize,
    /// The brackets that would close what is open.
    open: Vec<u8>,
    failed: io::Result<()>,
    gaps: &'o mut Gaps,
}

impl<'b> Patcher<'_, 'b> {
    /// An object whose lists are taken apart: the document, or a section of it.
    fn object(&mut self, reader: &mut Reader<'b>) -> Result<()> {
        self.copy(reader.offset() + 1)?;
        self.open.push(b'}');
        reader.entries(|name, value| {
            if value.peek() == Some(b'[') {
                self.list(name, value)?
            } else {
                self.leaf(name, value)?
            }
            self.copy(value.offset())
        })?;
        self.open.pop();
        self.copy(reader.offset())
    }

    fn list(&mut self, name: &str, reader: &mut Reader<'b>) -> Result<()> {
        let (mut kept, mut dropped) = (false, false);
        let mut first = true;
        let list_start = reader.offset();
        reader.elements(|element| {
            let start = *element;
            if std::mem::take(&mut first) {
                // The opening bracket is written with the first element, so that a list that breaks off at once is left out with its key.
                self.copy(list_start + 1)?;
                self.open.push(b']');
            }
            if name == "configs" && start.peek() == Some(b'{') {
                return self.object(element);
            }
            let range = element.skip()?;
            if self.keep.is_some_and(|keep| !keep(name, &self.bytes[range.clone()])) {
                dropped = true;
                return Ok(());
            }
            if std::mem::take(&mut dropped) {
                self.put(if kept { b",\n" } else { b"\n" })?;
                self.copied = range.start;
            }
            kept = true;
            let mut again = start;
            self.leaf(name, &mut again)?;
            self.copy(range.end)
        })?;
        if !first {
            self.open.pop();
        }
        if dropped {
            self.copied = reader.offset() - 1;
        }
        self.copy(reader.offset())
    }

    /// A value that is printed as it stands, without its secrets.
    fn leaf(&mut self, name: &str, reader: &mut Reader<'b>) -> Result<()> {
        let range = reader.skip()?;
        let raw = &self.bytes[range.clone()];
        if !may_hold_secret(raw) {
            return Ok(());
        }
        let mut tape = Tape::default();
        let mut text = Vec::new();
        match parse(raw, self.shape.message(name), &mut tape) {
            Ok(()) => {
                if let Some(root) = tape.root() {
                    render::json::write(&mut text, root, 0);
                }
            }
            Err(error) => {
                self.gaps.problems.push(Problem { path: name.to_owned(), what: error.at(range.start).in_text(self.bytes) });
                text.extend_from_slice(b"null");
            }
        }
        self.copy(range.start)?;
        self.put(&text)?;
        self.copied = range.end;
        Ok(())
    }

    /// Writes what stands before `end` and is not written yet.
    fn copy_until(&mut self, end: usize) -> io::Result<()> {
        if end > self.copied {
            self.out.write_all(&self.bytes[self.copied..end])?;
            self.copied = end;
        }
        Ok(())
    }

    fn copy(&mut self, end: usize) -> Result<()> {
        let written = self.copy_until(end);
        self.note(written)
    }

    fn put(&mut self, text: &[u8]) -> Result<()> {
        let written = self.out.write_all(text);
        self.note(written)
    }

    /// A failure of the output ends the walk, by way of an error that goes no further than [`write`].
    fn note(&mut self, written: io::Result<()>) -> Result<()> {
        written.map_err(|error| {
            self.failed = Err(error);
            SyntaxError::new(self.copied, "")
        })
    }
}
