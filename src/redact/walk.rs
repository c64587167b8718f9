//! Walks a resource with the field table beside it, and writes it anew, with each text as a visitor wants it.
//!
//! The walk holds its place in a list of its own, so that no input is nested too deep for it.

use super::rules::{self, Treatment};
use crate::envoy::fields::{self, Field, Kind, Label, Message};
use crate::envoy::json::tape::{Elements, Members, Node, Text, View};

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// What is done with it.
    pub treatment: Treatment,
    /// The full name of the message, nothing where the table does not know it.
    pub message: &'static str,
    /// The field's name, or the key of a map or `Struct`.
    pub field: &'p str,
}

impl Place<'_> {
    /// The place for a report: `TlsCertificate.private_key`.
    pub fn path(&self) -> String {
        let owner = rules::short(self.message);
        if owner.is_empty() { self.field.to_owned() } else { format!("{owner}.{}", self.field) }
    }
}

/// What becomes of texts.
pub trait Visitor {
    /// A text of a value; none where it stays.
    fn text(&mut self, place: Place<'_>, text: &str) -> Option<String>;
    /// A key that is data; none where it stays. Where it may be a name of its own, others may refer to it; else it may be a field's name.
    fn key(&mut self, text: &str, is_name: bool) -> Option<String>;
    /// A number below what is removed.
    fn number(&mut self, _place: Place<'_>) {}
}

/// What an object is.
#[derive(Clone, Copy)]
enum Shape {
    Message(&'static Message, Option<&'static Message>),
    Map(Kind),
    Struct,
    Unknown,
}

/// What a key is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Field,
    Name,
    Data,
}

enum Rest<'t, 'a> {
    Members(Members<'t, 'a>, Shape, Node<'t, 'a>),
    Elements(Elements<'t, 'a>, Option<Kind>),
}

struct Frame<'t, 'a> {
    rest: Rest<'t, 'a>,
    place: Place<'t>,
    is_first: bool,
}

/// A walk's settings.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// Whether the paths of requests are kept.
    pub keep_paths: bool,
    /// How deep in its document the value stands.
    pub depth: usize,
}

impl Walk {
    /// Walks a value: a message of the type `message`, or of the type that its `@type` tells.
    pub fn value<'t>(
        self,
        root: Node<'t, '_>,
        kind: Option<Kind>,
        message: Option<&'static Message>,
        place: Place<'t>,
        visitor: &mut dyn Visitor,
        out: &mut Vec<u8>,
    ) {
        let mut walker = Walker { walk: self, visitor, out };
        let mut stack = Vec::new();
        let first = match (message, root.view()) {
            (Some(message), View::Object(members)) => Some(walker.object(members, Shape::Message(message, None), root, place)),
            _ => walker.begin(root, kind, place),
        };
        stack.extend(first);
        while let Some(frame) = stack.last_mut() {
            let depth = self.depth;
            let next = match &mut frame.rest {
                Rest::Members(members, shape, node) => members.next().map(|(key, value)| (Some((key, *shape, *node)), value)),
                Rest::Elements(elements, _) => elements.next().map(|value| (None, value)),
            };
            let Some((member, value)) = next else {
                let (is_object, is_empty) = (matches!(frame.rest, Rest::Members(..)), frame.is_first);
                stack.pop();
                if !is_empty {
                    newline(walker.out, depth + stack.len());
                }
                walker.out.push(if is_object { b'}' } else { b']' });
                continue;
            };
            if !std::mem::take(&mut frame.is_first) {
                walker.out.push(b',');
            }
            let (place, kind) = (frame.place, if let Rest::Elements(_, kind) = frame.rest { kind } else { None });
            newline(walker.out, depth + stack.len());
            let child = match member {
                Some((key, shape, node)) => walker.member(key, value, shape, node, place),
                None => walker.begin(value, kind, place),
            };
            stack.extend(child);
        }
    }
}

struct Walker<'w> {
    walk: Walk,
    visitor: &'w mut dyn Visitor,
    out: &'w mut Vec<u8>,
}

impl Walker<'_> {
    fn member<'t, 'a>(
        &mut self,
        key: Text<'t, 'a>,
        value: Node<'t, 'a>,
        shape: Shape,
        node: Node<'t, 'a>,
        place: Place<'t>,
    ) -> Option<Frame<'t, 'a>> {
        let name: &'t str = key.escaped();
        match shape {
            Shape::Message(message, inner) => {
                if let Some(field) = message.field(name) {
                    self.put_key(key, Key::Field);
                    let treatment = rules::of_field(message, field, place.treatment, node, self.walk.keep_paths);
                    let here = Place { treatment, message: message.name(), field: field.name };
                    // What is removed with all below it is told of by its top.
                    let place = if rules::is_removed(treatment) && place.treatment == treatment { place } else { here };
                    return self.field(value, field, inner, place);
                }
                self.unknown(key, value, node, Place { message: message.name(), ..place })
            }
            Shape::Map(kind) => {
                self.put_key(key, Key::Name);
                // Of messages, the key is a name and tells nothing of what they hold.
                let is_text = matches!(kind, Kind::String);
                let treatment = if is_text { rules::of_member(name, place.treatment) } else { place.treatment };
                self.begin(value, Some(kind), Place { treatment, ..place })
            }
            Shape::Struct => {
                self.put_key(key, Key::Data);
                let treatment = rules::of_member(name, place.treatment);
                self.begin(value, Some(Kind::Value), Place { treatment, field: name, ..place })
            }
            Shape::Unknown => self.unknown(key, value, node, place),
        }
    }

    fn unknown<'t, 'a>(&mut self, key: Text<'t, 'a>, value: Node<'t, 'a>, node: Node<'t, 'a>, place: Place<'t>) -> Option<Frame<'t, 'a>> {
        // A key that is a plain word is a field's name.
        let is_plain = key.escaped().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@'));
        self.put_key(key, if is_plain { Key::Field } else { Key::Data });
        let treatment = rules::of_unknown(key.escaped(), place.treatment, node);
        self.begin(value, None, Place { treatment, field: key.escaped(), ..place })
    }

    fn field<'t, 'a>(
        &mut self,
        value: Node<'t, 'a>,
        field: &'static Field,
        inner: Option<&'static Message>,
        place: Place<'t>,
    ) -> Option<Frame<'t, 'a>> {
        match (field.label, value.view()) {
            (Label::Repeated, View::Array(elements)) => Some(self.array(elements, Some(field.kind), place)),
            (Label::Map, View::Object(members)) => Some(self.object(members, Shape::Map(field.kind), value, place)),
            // A `Struct` that stands for a message has its fields.
            (_, View::Object(members)) if inner.is_some() && matches!(field.kind, Kind::Struct) => {
                inner.map(|inner| self.object(members, Shape::Message(inner, None), value, place))
            }
            _ => self.begin(value, Some(field.kind), place),
        }
    }

    /// Writes a scalar, or the start of what is none.
    fn begin<'t, 'a>(&mut self, node: Node<'t, 'a>, kind: Option<Kind>, place: Place<'t>) -> Option<Frame<'t, 'a>> {
        match node.view() {
            View::Object(members) => {
                let own_type = node.get("@type").and_then(Node::as_str).and_then(|url| fields::message_of_type_url(&url));
                let (shape, place) = match (kind, own_type) {
                    (Some(Kind::Message(message)), _) => (shape_of(message.get(), node), place),
                    (Some(Kind::Struct | Kind::Value), None) => {
                        (Shape::Struct, Place { treatment: rules::of_struct(place.message, place.field, place.treatment), ..place })
                    }
                    (_, Some(message)) => (shape_of(message, node), place),
                    _ => (Shape::Unknown, place),
                };
                return Some(self.object(members, shape, node, place));
            }
            View::Array(elements) => {
                let kind = kind.filter(|kind| matches!(kind, Kind::Struct | Kind::Value)).map(|_| Kind::Value);
                return Some(self.array(elements, kind, place));
            }
            View::String(text) => {
                let is_word = matches!(
                    kind,
                    Some(
                        Kind::Enum(_)
                            | Kind::Duration
                            | Kind::Timestamp
                            | Kind::FieldMask
                            | Kind::I64
                            | Kind::U64
                            | Kind::Bool
                            | Kind::U32
                            | Kind::I32
                    )
                );
                let changed = if is_word { None } else { self.visitor.text(place, &text.unescaped()) };
                match changed {
                    Some(changed) => put_text(self.out, &changed),
                    None => put_escaped(self.out, text.escaped()),
                }
            }
            View::Number(spelling) => {
                let is_removed = matches!(place.treatment, Treatment::Remove(_));
                if is_removed {
                    self.visitor.number(place);
                }
                self.out.extend_from_slice(if is_removed { b"0" } else { spelling.as_bytes() });
            }
            View::Bool(value) => self.out.extend_from_slice(if value { b"true" } else { b"false" }),
            View::Null => self.out.extend_from_slice(b"null"),
        }
        None
    }

    fn object<'t, 'a>(&mut self, members: Members<'t, 'a>, shape: Shape, node: Node<'t, 'a>, place: Place<'t>) -> Frame<'t, 'a> {
        self.out.push(b'{');
        Frame { rest: Rest::Members(members, shape, node), place, is_first: true }
    }

    fn array<'t, 'a>(&mut self, elements: Elements<'t, 'a>, kind: Option<Kind>, place: Place<'t>) -> Frame<'t, 'a> {
        self.out.push(b'[');
        Frame { rest: Rest::Elements(elements, kind), place, is_first: true }
    }

    fn put_key(&mut self, key: Text<'_, '_>, kind: Key) {
        let changed = if kind == Key::Field { None } else { self.visitor.key(&key.unescaped(), kind == Key::Name) };
        match changed {
            Some(changed) => put_text(self.out, &changed),
            None => put_escaped(self.out, key.escaped()),
        }
        self.out.extend_from_slice(b": ");
    }
}

/// A message, and for a `TypedStruct` the message that its `Struct` stands for.
fn shape_of(message: &'static Message, node: Node<'_, '_>) -> Shape {
    let inner = message.name().ends_with(".TypedStruct").then(|| {
        let url = node.get("type_url").or_else(|| node.get("typeUrl")).and_then(Node::as_str).unwrap_or_default();
        fields::message_of_type_url(&url)
    });
    Shape::Message(message, inner.flatten())
}

/// The deepest indentation. Without an end to it, what is nested deep would be written as the square of its size.
const INDENTED: usize = 100;

/// A new line at this depth, indented as Envoy does.
pub(super) fn newline(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', depth.min(INDENTED)));
}

fn put_escaped(out: &mut Vec<u8>, escaped: &str) {
    out.push(b'"');
    out.extend_from_slice(escaped.as_bytes());
    out.push(b'"');
}

/// A text as JSON.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(serde_json::Value::from(text).to_string().as_bytes());
}
