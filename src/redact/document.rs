//! A document, taken apart into the values that are walked one at a time: the resources of its lists, and what stands beside them. So
//! memory is that of one resource.

use super::walk::newline;
use crate::envoy::document::Shape;
use crate::envoy::fields::{self, Kind, Message};
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// One value of a document that is walked as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Part<'b> {
    /// Its bytes.
    pub raw: &'b [u8],
    /// The message that it is, where its place tells it.
    pub message: Option<&'static Message>,
    /// The type of its field, where its place tells it.
    pub kind: Option<Kind>,
    /// The list or field that it stands in.
    pub name: &'b str,
    /// How deep it stands.
    pub depth: usize,
}

/// The messages of an admin interface's answers whose fields are not lists of resources.
const ANSWERS: [&str; 4] =
    ["envoy.admin.v3.ServerInfo", "envoy.admin.v3.Certificates", "envoy.admin.v3.Listeners", "envoy.admin.v3.ConfigDump"];

/// Writes the documents in `json` (one, or several that follow each other) with each part as `part` writes it.
///
/// # Errors
/// Where the text is cut off or broken, or `part` fails.
pub fn write(json: &[u8], out: &mut Vec<u8>, part: &mut dyn FnMut(Part<'_>, &mut Vec<u8>) -> Result<()>) -> Result<()> {
    let mut reader = Reader::new(json, 0);
    while reader.peek().is_some() {
        let shape = Shape::of(&json[reader.offset()..]);
        let mut writer = Writer { shape, json, out: &mut *out, part: &mut *part };
        match reader.peek() {
            Some(b'[') => writer.list("", &mut reader, 0)?,
            Some(b'{') if !shape.is_one_message() => writer.object(&mut reader, 0)?,
            Some(b'{') => writer.leaf("", &mut reader, 0)?,
            _ => return Err(reader.expected("`{` or `[`")),
        }
        out.push(b'\n');
        reader = Reader::new(json, reader.offset());
    }
    Ok(())
}

struct Writer<'w, 'b> {
    shape: Shape,
    json: &'b [u8],
    out: &'w mut Vec<u8>,
    part: &'w mut dyn FnMut(Part<'_>, &mut Vec<u8>) -> Result<()>,
}

impl<'b> Writer<'_, 'b> {
    /// An object whose lists are taken apart: the document, or a section of it.
    fn object(&mut self, reader: &mut Reader<'b>, depth: usize) -> Result<()> {
        self.out.push(b'{');
        let mut is_first = true;
        reader.entries(|name, value| {
            if !std::mem::take(&mut is_first) {
                self.out.push(b',');
            }
            newline(self.out, depth + 1);
            super::walk::put_text(self.out, name);
            self.out.extend_from_slice(b": ");
            if value.peek() == Some(b'[') { self.list(name, value, depth + 1) } else { self.leaf(name, value, depth + 1) }
        })?;
        if !is_first {
            newline(self.out, depth);
        }
        self.out.push(b'}');
        Ok(())
    }

    fn list(&mut self, name: &str, reader: &mut Reader<'b>, depth: usize) -> Result<()> {
        self.out.push(b'[');
        let mut is_first = true;
        reader.elements(|element| {
            if !std::mem::take(&mut is_first) {
                self.out.push(b',');
            }
            newline(self.out, depth + 1);
            if name == "configs" && element.peek() == Some(b'{') {
                return self.object(element, depth + 1);
            }
            self.leaf(name, element, depth + 1)
        })?;
        if !is_first {
            newline(self.out, depth);
        }
        self.out.push(b']');
        Ok(())
    }

    fn leaf(&mut self, name: &str, reader: &mut Reader<'b>, depth: usize) -> Result<()> {
        let range = reader.skip()?;
        let message = self.shape.message(name).and_then(fields::message);
        let field = || ANSWERS.iter().find_map(|answer| fields::message(answer)?.field(name));
        let kind = if message.is_some() { None } else { field().map(|field| field.kind) };
        let part = Part { raw: &self.json[range.clone()], message, kind, name, depth };
        (self.part)(part, self.out).map_err(|error: SyntaxError| error.at(range.start))
    }
}
