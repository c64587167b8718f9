//! YAML, byte for byte as Go's `sigs.k8s.io/yaml` writes it: the form in which Istio's and Kubernetes' tools print it.
//!
//! Blocks all through, a sequence not indented below its key, keys in their [natural order](compare_keys) and of equal keys the
//! last, strings folded at 80 columns and quoted where a reader of YAML 1.1 would see something else, emoji escaped. The rules are
//! those of go-yaml 2.4, which follows libyaml. What Go refuses to convert (an emoji that JSON spells as two escapes, a number that
//! no float can hold) is written all the same. A surrogate without its half becomes U+FFFD.
//!
//! Containers below a thousand levels are written in braces and brackets, without line breaks.

mod flow;
mod fold;
mod mapping;
mod number;
mod order;
mod resolve;
mod scalar;
mod timestamp;

use super::{LAID_OUT, pad};
use crate::envoy::json::tape::{Elements, Node, Text, View};
use fold::Site;
use mapping::Member;
use scalar::{Quick, Style};

pub use order::{compare_keys, sort};

/// Spaces a level.
const STEP: usize = 2;

/// The longest key that stands in front of its colon, in bytes.
const SHORT_KEY: usize = 128;

/// Appends `node` as a whole document, with one line break at its end.
pub fn write(out: &mut Vec<u8>, node: Node<'_, '_>) {
    Writer::new(out).run(node, Place::Root);
}

/// Appends one element of a sequence whose dashes stand in column `indent`, from the start of a line to its end.
///
/// All elements of an array, one after the other, make the same bytes as the array as a whole.
pub fn write_element(out: &mut Vec<u8>, node: Node<'_, '_>, indent: usize) {
    let mut writer = Writer::new(out);
    pad(writer.out, indent);
    writer.out.push(b'-');
    writer.run(node, Place::Element(indent));
}

/// Appends one member of a mapping whose keys stand in column `indent`, from the start of a line to its end.
///
/// All members of an object in their order, one after the other, make the same bytes as the object as a whole.
pub fn write_member(out: &mut Vec<u8>, key: &str, node: Node<'_, '_>, indent: usize) {
    let mut writer = Writer::new(out);
    pad(writer.out, indent);
    let place = writer.difficult_key(key, indent);
    writer.run(node, place);
}

/// Appends a key in column `indent` and its colon, from the start of a line to its end, for a value whose lines the caller writes: the
/// elements of a sequence in the same column, or the members of a mapping two columns further.
///
/// Not for keys of more than 128 bytes or several lines: behind those, Go starts the value on the colon's line.
pub fn write_key(out: &mut Vec<u8>, key: &str, indent: usize) {
    let mut writer = Writer::new(out);
    pad(writer.out, indent);
    writer.difficult_key(key, indent);
    writer.out.push(b'\n');
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum Place {
    /// At the start of the document.
    Root,
    /// Behind a dash in this column.
    Element(usize),
    /// Behind the colon of a key in this column.
    Value(usize),
    /// Behind a colon in this column, the key being above it.
    LoneValue(usize),
}

impl Place {
    /// The indentation of a scalar's further lines.
    fn scalar(self) -> usize {
        match self {
            Place::Root => STEP,
            Place::Element(column) | Place::Value(column) | Place::LoneValue(column) => column + STEP,
        }
    }

    /// The column of a container's keys or dashes.
    fn container(self, is_sequence: bool) -> usize {
        match self {
            Place::Root => 0,
            Place::Value(column) if is_sequence => column,
            Place::Element(column) | Place::Value(column) | Place::LoneValue(column) => column + STEP,
        }
    }
}

/// A container that is being written.
struct Frame<'t, 'a> {
    /// The column of its keys or dashes.
    column: usize,
    /// Whether its first line has begun already, with the dash or colon in front of it.
    begun: bool,
    rest: Rest<'t, 'a>,
}

/// What of a container is still to come.
enum Rest<'t, 'a> {
    Elements(Elements<'t, 'a>),
    /// Members, from `at` to the end of the writer's list; from `start` on, the list is this mapping's.
    Members {
        start: usize,
        at: usize,
    },
}

struct Writer<'o, 't, 'a> {
    out: &'o mut Vec<u8>,
    /// Where in `out` a line starts.
    start: usize,
    frames: Vec<Frame<'t, 'a>>,
    /// The members of all open mappings, sorted, an inner mapping's behind an outer one's.
    members: Vec<Member<'t, 'a>>,
}

impl<'o, 't, 'a> Writer<'o, 't, 'a> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        let start = out.len();
        Writer { out, start, frames: Vec::new(), members: Vec::new() }
    }

    /// Writes `node` and all that is in it, to the end of its last line.
    fn run(&mut self, node: Node<'t, 'a>, place: Place) {
        self.value(node, place);
        while let Some(frame) = self.frames.last_mut() {
            let column = frame.column;
            let begun = std::mem::take(&mut frame.begun);
            match &mut frame.rest {
                Rest::Elements(elements) => {
                    let Some(node) = elements.next() else {
                        self.frames.pop();
                        continue;
                    };
                    self.begin_line(column, begun);
                    self.out.push(b'-');
                    self.value(node, Place::Element(column));
                }
                Rest::Members { start, at } => {
                    let Some(&member) = self.members.get(*at) else {
                        self.members.truncate(*start);
                        self.frames.pop();
                        continue;
                    };
                    *at += 1;
                    self.begin_line(column, begun);
                    let place = self.key(member.key, column);
                    self.value(member.value, place);
                }
            }
        }
    }

    #[inline]
    fn begin_line(&mut self, column: usize, begun: bool) {
        if !begun {
            self.start = self.out.len();
            pad(self.out, column);
        }
    }

    /// Writes a key that stands in `column`, and its colon.
    #[inline]
    fn key(&mut self, key: Text<'t, 'a>, column: usize) -> Place {
        let escaped = key.escaped();
        if escaped.len() <= SHORT_KEY && scalar::quick(key) != Quick::Unknown {
            self.out.extend_from_slice(escaped.as_bytes());
            self.out.push(b':');
            return Place::Value(column);
        }
        self.difficult_key(&key.unescaped(), column)
    }

    /// Writes a key that may need quotes or lines of its own.
    fn difficult_key(&mut self, key: &str, column: usize) -> Place {
        let (style, has_lines) = scalar::style(key);
        if key.len() <= SHORT_KEY && !has_lines {
            scalar::write(self.out, key, style, Site { column, indent: column + STEP, may_fold: false });
            self.out.push(b':');
            return Place::Value(column);
        }
        self.out.extend_from_slice(b"? ");
        self.difficult_string(key, column + STEP);
        pad(self.out, column);
        self.out.push(b':');
        Place::LoneValue(column)
    }

    /// Writes a value: a scalar to the end of its line; of a container, what stands in front of its first element.
    #[inline]
    fn value(&mut self, node: Node<'t, 'a>, place: Place) {
        match node.view() {
            View::Null => self.word(b"null", place),
            View::Bool(true) => self.word(b"true", place),
            View::Bool(false) => self.word(b"false", place),
            View::Number(spelling) => {
                self.separate(place);
                number::write(self.out, spelling);
                self.out.push(b'\n');
            }
            View::String(text) => self.string(text, place),
            View::Array(elements) if elements.is_empty() => self.word(b"[]", place),
            View::Object(members) if members.is_empty() => self.word(b"{}", place),
            _ if self.frames.len() == LAID_OUT => {
                self.separate(place);
                flow::write(self.out, node);
                self.out.push(b'\n');
            }
            View::Array(elements) => self.open(Rest::Elements(elements), place),
            View::Object(members) => {
                let start = self.members.len();
                mapping::collect(&mut self.members, members);
                self.open(Rest::Members { start, at: start }, place);
            }
        }
    }

    /// Begins a container that is not empty.
    fn open(&mut self, rest: Rest<'t, 'a>, place: Place) {
        let column = place.container(matches!(rest, Rest::Elements(_)));
        let begun = match place {
            // The first line is there already, and empty.
            Place::Root => true,
            Place::Value(_) => {
                self.out.push(b'\n');
                false
            }
            Place::Element(_) | Place::LoneValue(_) => {
                self.out.push(b' ');
                true
            }
        };
        self.frames.push(Frame { column, begun, rest });
    }

    /// Writes the blank between a value and what stands in front of it.
    #[inline]
    fn separate(&mut self, place: Place) {
        if !matches!(place, Place::Root) {
            self.out.push(b' ');
        }
    }

    fn word(&mut self, word: &[u8], place: Place) {
        self.separate(place);
        self.out.extend_from_slice(word);
        self.out.push(b'\n');
    }

    #[inline]
    fn string(&mut self, text: Text<'t, 'a>, place: Place) {
        self.separate(place);
        let escaped = text.escaped();
        let is_plain = match scalar::quick(text) {
            Quick::Unknown => false,
            Quick::Plain => true,
            Quick::PlainWithBlanks => self.out.len() - self.start + escaped.len() <= fold::WIDTH,
        };
        if is_plain {
            self.out.extend_from_slice(escaped.as_bytes());
            self.out.push(b'\n');
        } else {
            self.difficult_string(&text.unescaped(), place.scalar());
        }
    }

    /// Writes a string that may need quotes or several lines, to the end of its last line.
    fn difficult_string(&mut self, text: &str, indent: usize) {
        let (style, _) = scalar::style(text);
        let column = fold::column_after(&self.out[self.start..]);
        scalar::write(self.out, text, style, Site { column, indent, may_fold: true });
        // A block ends in the text's own line break.
        if style != Style::Literal || !text.ends_with(fold::is_line_break) {
            self.out.push(b'\n');
        }
    }
}
