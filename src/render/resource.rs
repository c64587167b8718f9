//! Resources as JSON or YAML: from their raw bytes, one at a time, so that memory for any output is the size of one resource.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{json, yaml};
use crate::envoy::dump::{Failure, Problem, Resource, State};
use crate::envoy::json::tape::{Tape, View};
use crate::envoy::transcode::{FieldNames, transcode};

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, indented by 4 as istioctl's.
    Json,
    /// YAML, as Go's `sigs.k8s.io/yaml` writes it.
    Yaml,
}

/// One resource to print.
#[derive(Clone, Debug)]
pub struct Body<'b> {
    /// The message's bytes.
    pub bytes: Cow<'b, [u8]>,
    /// The message's full name.
    pub message: &'static str,
    /// The resource's state and failure, where it is neither static nor active.
    pub state: Option<(State, Option<&'b Failure<'b>>)>,
    /// Where it stands, for problems.
    pub path: String,
}

impl<'b> Body<'b> {
    /// The body of a resource; of a refused one that Envoy did not keep, an object with its name alone.
    pub fn of(resource: &'b Resource<'b>) -> Self {
        let bytes =
            resource.body.map_or_else(|| Cow::Owned(serde_json::json!({ "name": resource.name }).to_string().into_bytes()), Cow::Borrowed);
        let state = (!resource.state.is_ordinary()).then_some((resource.state, resource.error.as_deref()));
        Body { bytes, message: resource.section.message(), state, path: resource.path.to_string() }
    }
}

/// Writes resources, keeping its memory from one to the next.
pub struct Writer<'o> {
    out: &'o mut dyn Write,
    format: Format,
    names: FieldNames,
    text: Vec<u8>,
    /// What could not be written.
    pub problems: Vec<Problem>,
}

/// Output is handed on in pieces of about this size, in bytes.
const PIECE: usize = 1 << 16;

impl<'o> Writer<'o> {
    /// A writer to `out`.
    pub fn new(out: &'o mut dyn Write, format: Format, names: FieldNames) -> Self {
        Writer { out, format, names, text: Vec::with_capacity(2 * PIECE), problems: Vec::new() }
    }

    /// Writes a list of resources as a document.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn list<'b>(&mut self, bodies: impl IntoIterator<Item = Body<'b>>) -> io::Result<()> {
        if self.elements(bodies, 0)? == 0 {
            self.text.extend_from_slice(b"[]");
            if self.format == Format::Yaml {
                self.text.push(b'\n');
            }
        }
        self.finish()
    }

    /// Writes each resource as a line of JSON. Where they are a `section` among others, its name stands in front of each. A resource that
    /// can't be read has no line.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn lines<'b>(&mut self, bodies: impl IntoIterator<Item = Body<'b>>, section: Option<&str>) -> io::Result<()> {
        for body in bodies {
            let unread = self.problems.len();
            let start = self.text.len();
            self.with_tape(&body, |text, tape, _| {
                if let Some(root) = tape.root() {
                    json::write_compact(text, root);
                }
            });
            if self.problems.len() > unread {
                self.text.truncate(start);
                continue;
            }
            if let Some(section) = section {
                let line = self.text.split_off(start);
                mark_line(&mut self.text, "@section", section, &line);
            }
            self.text.push(b'\n');
            self.flush_pieces()?;
        }
        self.out.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }

    /// Writes one resource as a document.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn single(&mut self, body: &Body<'_>) -> io::Result<()> {
        self.with_tape(body, |text, tape, format| {
            if let Some(root) = tape.root() {
                match format {
                    Format::Json => json::write(text, root, 0),
                    Format::Yaml => yaml::write(text, root),
                }
            }
        });
        self.finish()
    }

    /// Writes an object whose members are lists of resources, in the order of their names; empty lists are left out, as in proto JSON.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn lists(&mut self, mut lists: Vec<(&str, Vec<Body<'_>>)>) -> io::Result<()> {
        lists.retain(|(_, bodies)| !bodies.is_empty());
        lists.sort_by_key(|(name, _)| *name);
        if lists.is_empty() {
            self.text.extend_from_slice(if self.format == Format::Yaml { b"{}\n" } else { b"{}" });
            return self.finish();
        }
        let mut separator: &[u8] = b"{\n";
        for (name, bodies) in lists {
            match self.format {
                Format::Json => {
                    self.text.extend_from_slice(separator);
                    self.text.extend_from_slice(format!("    \"{name}\": ").as_bytes());
                    separator = b",\n";
                    self.elements(bodies, 1)?;
                }
                Format::Yaml => {
                    yaml::write_key(&mut self.text, name, 0);
                    self.elements(bodies, 0)?;
                }
            }
        }
        if self.format == Format::Json {
            self.text.extend_from_slice(b"\n}");
        }
        self.finish()
    }

    /// Writes the elements of a list that stands at `depth`; the brackets are written where there is an element. Gives their number.
    fn elements<'b>(&mut self, bodies: impl IntoIterator<Item = Body<'b>>, depth: usize) -> io::Result<usize> {
        let mut count = 0;
        for body in bodies {
            if self.format == Format::Json {
                self.text.extend_from_slice(if count == 0 { b"[\n" } else { b",\n" });
                self.text.extend(std::iter::repeat_n(b' ', 4 * (depth + 1)));
            }
            self.with_tape(&body, |text, tape, format| {
                if let Some(root) = tape.root() {
                    match format {
                        Format::Json => json::write(text, root, depth + 1),
                        Format::Yaml => yaml::write_element(text, root, 0),
                    }
                }
            });
            count += 1;
            self.flush_pieces()?;
        }
        if count > 0 && self.format == Format::Json {
            self.text.push(b'\n');
            self.text.extend(std::iter::repeat_n(b' ', 4 * depth));
            self.text.push(b']');
        }
        Ok(count)
    }

    /// Lets `write` write a resource's message, translated; a text that is not JSON becomes `null` and a problem.
    fn with_tape(&mut self, body: &Body<'_>, write: impl FnOnce(&mut Vec<u8>, &Tape<'_>, Format)) {
        let (mut raw, mut translated) = (Tape::default(), Tape::default());
        match raw.parse(&body.bytes) {
            Ok(()) => {
                if let Some(root) = raw.root() {
                    transcode(root, body.message, self.names, &mut translated);
                }
            }
            Err(error) => {
                self.problems.push(Problem { path: body.path.clone(), what: error.in_resource(&body.bytes) });
                translated.push_null();
            }
        }
        if let Some((state, failure)) = body.state {
            translated = with_state(&translated, state, failure);
        }
        write(&mut self.text, &translated, self.format);
    }

    fn flush_pieces(&mut self) -> io::Result<()> {
        if self.text.len() >= PIECE {
            self.out.write_all(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }

    /// Ends a document as istioctl does: JSON with a line feed, YAML with an empty line.
    fn finish(&mut self) -> io::Result<()> {
        self.text.push(b'\n');
        self.out.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }
}

/// Appends an object in one line with one more member in front. What is no object is left out of it.
///
/// `key` has to begin with `@`, as no proto field does.
pub fn mark_line(out: &mut Vec<u8>, key: &str, value: &str, line: &[u8]) {
    out.extend_from_slice(format!("{{\"{key}\":{}", serde_json::Value::from(value)).as_bytes());
    match line.strip_prefix(b"{") {
        None | Some(b"}") => out.push(b'}'),
        Some(members) => {
            out.push(b',');
            out.extend_from_slice(members);
        }
    }
}

/// The message with its state in front: `@state` and `@error` are no names of proto fields, so they can't be taken for a part of it.
fn with_state<'a>(tape: &Tape<'a>, state: State, failure: Option<&Failure<'_>>) -> Tape<'a> {
    let mut out = Tape::default();
    let object = out.begin_object();
    let text = |out: &mut Tape<'a>, key: &'static str, value: &str| {
        if !value.is_empty() {
            out.push_key(key);
            let quoted = serde_json::Value::from(value).to_string();
            out.push_string(quoted[1..quoted.len() - 1].to_owned());
        }
    };
    text(&mut out, "@state", state.word());
    if let Some(failure) = failure {
        out.push_key("@error");
        let error = out.begin_object();
        text(&mut out, "details", &failure.details);
        text(&mut out, "lastUpdateAttempt", &failure.last_update_attempt);
        text(&mut out, "versionInfo", &failure.version);
        out.end(error);
    }
    if let Some(View::Object(members)) = tape.root().map(crate::envoy::json::tape::Node::view) {
        // A list that was printed before has them already.
        for (key, value) in members.filter(|(key, _)| !key.is("@state") && !key.is("@error")) {
            out.push_key(key.escaped().clone());
            out.push_node(value);
        }
    }
    out.end(object);
    out
}
