//! Walks a resource and the field table side by side, with a stack of its own: nesting costs memory, never stack.

use std::borrow::Cow;

use super::resource_type;
use super::scalar::{self, Canonical};
use super::secret;
use crate::envoy::fields::{self, Field, Kind, Label, Message};
use crate::envoy::json::tape::{Elements, Members, Node, Open, Tape, Text, View};

/// How values are written.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    /// In protobuf's canonical JSON, or as they are.
    pub canonical: bool,
    /// Whether a field above is sensitive.
    pub sensitive: bool,
}

/// A container that is begun and not yet ended.
struct Frame<'t, 'a> {
    open: Open,
    mode: Mode,
    rest: Rest<'t, 'a>,
}

/// What is left of a container, and what the table says of it.
enum Rest<'t, 'a> {
    Message {
        members: Members<'t, 'a>,
        message: &'static Message,
        /// The `@type` is that of the resource itself, which is dropped.
        resource: bool,
        /// What a `TypedStruct` holds, by its `type_url`.
        typed_struct: Option<&'static Message>,
    },
    List(Elements<'t, 'a>, Kind),
    Map(Members<'t, 'a>, Kind),
    /// Elements of an array that the table knows nothing of.
    Elements(Elements<'t, 'a>),
    /// Members of an object that the table knows nothing of.
    Members(Members<'t, 'a>),
}

/// Where values are written. `'t` is the life of the input's tape, `'a` that of its bytes.
///
/// A value that is a container is only begun: its frame is returned, and [`Walker::run`] goes on from there.
struct Walker<'o, 'a>(&'o mut Tape<'a>);

/// Writes `node` as a message whose own `@type` says nothing.
pub(super) fn resource<'t, 'a>(node: Node<'t, 'a>, message: Option<&'static Message>, mode: Mode, out: &mut Tape<'a>) {
    let mut walker = Walker(out);
    let first = match message {
        Some(message) => walker.message(node, message, mode, mode.canonical),
        None => walker.unknown(node, mode),
    };
    walker.run(first);
}

/// Writes `node` as the message that its `@type` names.
pub(super) fn any<'a>(node: Node<'_, 'a>, mode: Mode, out: &mut Tape<'a>) {
    let mut walker = Walker(out);
    let first = walker.value(node, Kind::Any, mode);
    walker.run(first);
}

impl<'o, 'a> Walker<'o, 'a> {
    /// Writes all that is left of `first` and of what is below it.
    fn run<'t>(&mut self, first: Option<Frame<'t, 'a>>) {
        let Some(mut frame) = first else { return };
        let mut above = Vec::with_capacity(16);
        loop {
            match self.children(&mut frame) {
                Some(child) => above.push(std::mem::replace(&mut frame, child)),
                None => {
                    self.0.end(frame.open);
                    match above.pop() {
                        Some(parent) => frame = parent,
                        None => return,
                    }
                }
            }
        }
    }

    /// Writes what is left of a container up to its next child that is a container.
    fn children<'t>(&mut self, frame: &mut Frame<'t, 'a>) -> Option<Frame<'t, 'a>> {
        let mode = frame.mode;
        match &mut frame.rest {
            Rest::Message { members, message, resource, typed_struct } => members.find_map(|(key, node)| match field(message, key) {
                Some(field) => self.field(key, node, field, message, *typed_struct, mode),
                None if *resource && key.is("@type") => None,
                None => self.unknown_member(key, node, mode),
            }),
            Rest::List(elements, kind) => elements.find_map(|node| self.value(node, *kind, mode)),
            Rest::Map(members, kind) => members.find_map(|(key, node)| {
                self.0.push_key(key.escaped().clone());
                self.value(node, *kind, mode)
            }),
            Rest::Elements(elements) => elements.find_map(|node| self.unknown(node, mode)),
            Rest::Members(members) => members.find_map(|(key, node)| self.unknown_member(key, node, mode)),
        }
    }

    fn begin_object<'t>(&mut self, rest: Rest<'t, 'a>, mode: Mode) -> Option<Frame<'t, 'a>> {
        Some(Frame { open: self.0.begin_object(), mode, rest })
    }

    fn begin_array<'t>(&mut self, rest: Rest<'t, 'a>, mode: Mode) -> Option<Frame<'t, 'a>> {
        Some(Frame { open: self.0.begin_array(), mode, rest })
    }

    /// Writes one field of `message`.
    fn field<'t>(
        &mut self,
        key: Text<'t, 'a>,
        node: Node<'t, 'a>,
        field: &'static Field,
        message: &'static Message,
        typed_struct: Option<&'static Message>,
        mode: Mode,
    ) -> Option<Frame<'t, 'a>> {
        let sensitive = (mode.sensitive || field.sensitive) && !secret::tells_where(message, field);
        if mode.canonical && scalar::is_absent(node, field) || sensitive && secret::is_cleared(field) {
            return None;
        }
        if mode.canonical {
            self.0.push_key(field.json_name());
        } else {
            self.0.push_key(key.escaped().clone());
        }
        let below = Mode { sensitive, ..mode };
        match (field.label, node.view()) {
            (Label::Repeated, View::Array(elements)) => self.begin_array(Rest::List(elements, field.kind), below),
            (Label::Map, View::Object(members)) => self.begin_object(Rest::Map(members, field.kind), below),
            (Label::Repeated | Label::Map, _) => self.unknown(node, below),
            _ => match (field.kind, typed_struct) {
                // The keys of a `Struct` are data, whatever message it stands for: only its secrets are those of the message.
                (Kind::Struct, Some(inner)) => self.message(node, inner, Mode { canonical: false, ..below }, false),
                (kind, _) => self.value(node, kind, below),
            },
        }
    }

    /// Writes one value of type `kind`.
    fn value<'t>(&mut self, node: Node<'t, 'a>, kind: Kind, mode: Mode) -> Option<Frame<'t, 'a>> {
        match kind {
            Kind::Message(message) => return self.message(node, message.get(), mode, false),
            Kind::Any => return self.unknown_or_any(node, true, mode),
            Kind::Struct | Kind::Value => return self.unknown(node, mode),
            _ if mode.sensitive => secret::push_redacted(node, kind, self.0),
            _ if mode.canonical => match scalar::canonical(node, kind) {
                Canonical::String(text) => self.0.push_string(secret::private_key_in_plain(&text).map_or(text, Cow::Borrowed)),
                Canonical::Number(spelling) => self.0.push_number(spelling),
                Canonical::Bool(value) => self.0.push_bool(value),
                Canonical::Null => self.0.push_null(),
                Canonical::Already => return self.unknown(node, mode),
            },
            _ => return self.unknown(node, mode),
        }
        None
    }

    fn message<'t>(&mut self, node: Node<'t, 'a>, message: &'static Message, mode: Mode, resource: bool) -> Option<Frame<'t, 'a>> {
        let View::Object(members) = node.view() else { return self.unknown(node, mode) };
        let typed_struct = if message.name().ends_with(".TypedStruct") { typed_struct(node) } else { None };
        self.begin_object(Rest::Message { members, message, resource, typed_struct }, mode)
    }

    /// Writes a member that the table does not know, and all below it, as it is but for secrets.
    fn unknown_member<'t>(&mut self, key: Text<'t, 'a>, node: Node<'t, 'a>, mode: Mode) -> Option<Frame<'t, 'a>> {
        self.0.push_key(key.escaped().clone());
        let sensitive = if mode.sensitive { !secret::names_no_secret(key) } else { secret::names_secret(key) };
        self.unknown(node, Mode { sensitive, ..mode })
    }

    /// Writes a value of which only its own `@type` may tell the type.
    fn unknown<'t>(&mut self, node: Node<'t, 'a>, mode: Mode) -> Option<Frame<'t, 'a>> {
        self.unknown_or_any(node, false, mode)
    }

    /// Writes a value of which only its own `@type` may tell the type. Fields are renamed in an `any` alone.
    fn unknown_or_any<'t>(&mut self, node: Node<'t, 'a>, is_any: bool, mode: Mode) -> Option<Frame<'t, 'a>> {
        let raw = Mode { canonical: false, ..mode };
        match node.view() {
            View::Object(members) => {
                return match resource_type(node).and_then(|name| fields::message(&name)) {
                    Some(message) => self.message(node, message, if is_any { mode } else { raw }, false),
                    None => self.begin_object(Rest::Members(members), raw),
                };
            }
            View::Array(elements) => return self.begin_array(Rest::Elements(elements), raw),
            View::String(_) | View::Number(_) if mode.sensitive => secret::push_redacted(node, Kind::Value, self.0),
            View::String(text) => match secret::private_key_in(text) {
                Some(redacted) => self.0.push_string(redacted),
                None => self.0.push_string(text.escaped().clone()),
            },
            View::Number(spelling) => self.0.push_number(spelling.clone()),
            View::Bool(value) => self.0.push_bool(value),
            View::Null => self.0.push_null(),
        }
        None
    }
}

/// What a `TypedStruct` holds.
fn typed_struct(node: Node<'_, '_>) -> Option<&'static Message> {
    let url = node.get("type_url").or_else(|| node.get("typeUrl")).and_then(Node::as_str)?;
    fields::message_of_type_url(&url)
}

/// The field that a key names. No field's name has a backslash: only a key that names none can be spelled with escapes.
fn field(message: &'static Message, key: Text<'_, '_>) -> Option<&'static Field> {
    let field = message.field(key.escaped());
    if field.is_none() && key.escaped().contains('\\') { message.field(&key.unescaped()) } else { field }
}
