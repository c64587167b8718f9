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

/// The walk's state. `'t` is the life of the input's tape, `'a` that of the bytes.
pub(super) struct Walker<'o, 't, 'a> {
    out: &'o mut Tape<'a>,
    stack: Vec<Frame<'t, 'a>>,
}

impl<'o, 't, 'a> Walker<'o, 't, 'a> {
    pub fn new(out: &'o mut Tape<'a>) -> Self {
        Walker { out, stack: Vec::with_capacity(16) }
    }

    /// Writes `node` as a message whose own `@type` is no field of interest.
    pub fn resource(mut self, node: Node<'t, 'a>, message: Option<&'static Message>, mode: Mode) {
        match message {
            Some(message) => self.message(node, message, mode, mode.canonical),
            None => self.unknown(node, mode),
        }
        self.run();
    }

    /// Writes `node` as the message that its `@type` names.
    pub fn any(mut self, node: Node<'t, 'a>, mode: Mode) {
        self.value(node, Kind::Any, mode);
        self.run();
    }

    /// Writes what is left of all containers begun.
    fn run(&mut self) {
        while let Some(frame) = self.stack.last_mut() {
            let mode = frame.mode;
            match &mut frame.rest {
                Rest::Message { members, message, resource, typed_struct } => {
                    let (message, resource, typed_struct) = (*message, *resource, *typed_struct);
                    if let Some((key, node)) = members.next() {
                        match field(message, key) {
                            Some(field) => self.field(key, node, field, message, typed_struct, mode),
                            None if resource && key.is("@type") => {}
                            None => self.unknown_member(key, node, mode),
                        }
                        continue;
                    }
                }
                Rest::List(elements, kind) => {
                    let kind = *kind;
                    if let Some(node) = elements.next() {
                        self.value(node, kind, mode);
                        continue;
                    }
                }
                Rest::Map(members, kind) => {
                    let kind = *kind;
                    if let Some((key, node)) = members.next() {
                        self.out.push_key(key.escaped().clone());
                        self.value(node, kind, mode);
                        continue;
                    }
                }
                Rest::Elements(elements) => {
                    if let Some(node) = elements.next() {
                        self.unknown(node, mode);
                        continue;
                    }
                }
                Rest::Members(members) => {
                    if let Some((key, node)) = members.next() {
                        self.unknown_member(key, node, mode);
                        continue;
                    }
                }
            }
            if let Some(frame) = self.stack.pop() {
                self.out.end(frame.open);
            }
        }
    }

    /// Writes one field of `message`.
    fn field(
        &mut self,
        key: Text<'t, 'a>,
        node: Node<'t, 'a>,
        field: &'static Field,
        message: &'static Message,
        typed_struct: Option<&'static Message>,
        mode: Mode,
    ) {
        let sensitive = (mode.sensitive || field.sensitive) && !secret::tells_where(message, field);
        let below = Mode { sensitive, ..mode };
        if mode.canonical && scalar::is_absent(node, field) || sensitive && secret::is_cleared(field) {
            return;
        }
        if mode.canonical {
            self.out.push_key(field.json_name());
        } else {
            self.out.push_key(key.escaped().clone());
        }
        match (field.label, node.view(), typed_struct) {
            (Label::Repeated, View::Array(elements), _) => self.begin_array(Rest::List(elements, field.kind), below),
            (Label::Map, View::Object(members), _) => self.begin_object(Rest::Map(members, field.kind), below),
            (Label::Repeated | Label::Map, ..) => self.unknown(node, below),
            // The keys of a `Struct` are data, whatever message it stands for: only its secrets are those of the message.
            (_, _, Some(inner)) if matches!(field.kind, Kind::Json) => {
                self.message(node, inner, Mode { canonical: false, ..below }, false);
            }
            _ => self.value(node, field.kind, below),
        }
    }

    /// Writes one value of type `kind`, or begins it.
    fn value(&mut self, node: Node<'t, 'a>, kind: Kind, mode: Mode) {
        match kind {
            Kind::Message(message) => self.message(node, message.get(), mode, false),
            Kind::Any => match resource_type(node).and_then(|name| fields::message(&name)) {
                Some(message) => self.message(node, message, mode, false),
                None => self.unknown(node, mode),
            },
            Kind::Json => self.unknown(node, mode),
            _ if mode.sensitive => secret::push_redacted(node, kind, self.out),
            _ if mode.canonical => match scalar::canonical(node, kind) {
                Canonical::String(text) => self.out.push_string(secret::private_key_in_plain(&text).map_or(text, Cow::Borrowed)),
                Canonical::Number(spelling) => self.out.push_number(spelling),
                Canonical::Bool(value) => self.out.push_bool(value),
                Canonical::Null => self.out.push_null(),
                Canonical::Already => self.unknown(node, mode),
            },
            _ => self.unknown(node, mode),
        }
    }

    fn message(&mut self, node: Node<'t, 'a>, message: &'static Message, mode: Mode, resource: bool) {
        match node.view() {
            View::Object(members) => {
                let typed_struct = if message.name().ends_with(".type.v1.TypedStruct") || message.name().ends_with(".type.v3.TypedStruct") {
                    let url = node.get("type_url").or_else(|| node.get("typeUrl")).and_then(Node::as_str);
                    url.and_then(|url| fields::message_of_type_url(&url))
                } else {
                    None
                };
                self.begin_object(Rest::Message { members, message, resource, typed_struct }, mode);
            }
            _ => self.unknown(node, mode),
        }
    }

    /// Writes a member that the table does not know, all below it as it is but for secrets.
    fn unknown_member(&mut self, key: Text<'t, 'a>, node: Node<'t, 'a>, mode: Mode) {
        self.out.push_key(key.escaped().clone());
        let sensitive = if mode.sensitive { !secret::names_no_secret(key) } else { secret::names_secret(key) };
        self.unknown(node, Mode { sensitive, ..mode });
    }

    /// Writes a value that the table does not know as it is, but for secrets.
    fn unknown(&mut self, node: Node<'t, 'a>, mode: Mode) {
        let mode = Mode { canonical: false, ..mode };
        match node.view() {
            View::String(_) if mode.sensitive => secret::push_redacted(node, Kind::Json, self.out),
            View::String(text) => match secret::private_key_in(text) {
                Some(redacted) => self.out.push_string(redacted),
                None => self.out.push_string(text.escaped().clone()),
            },
            View::Number(_) if mode.sensitive => secret::push_redacted(node, Kind::Json, self.out),
            View::Number(spelling) => self.out.push_number(spelling.clone()),
            View::Bool(value) => self.out.push_bool(value),
            View::Null => self.out.push_null(),
            View::Array(elements) => self.begin_array(Rest::Elements(elements), mode),
            View::Object(members) => match resource_type(node).and_then(|name| fields::message(&name)) {
                Some(message) => self.message(node, message, mode, false),
                None => self.begin_object(Rest::Members(members), mode),
            },
        }
    }

    fn begin_object(&mut self, rest: Rest<'t, 'a>, mode: Mode) {
        let open = self.out.begin_object();
        self.stack.push(Frame { open, mode, rest });
    }

    fn begin_array(&mut self, rest: Rest<'t, 'a>, mode: Mode) {
        let open = self.out.begin_array();
        self.stack.push(Frame { open, mode, rest });
    }
}

fn field(message: &'static Message, key: Text<'_, '_>) -> Option<&'static Field> {
    if key.escaped().contains('\\') { message.field(&key.unescaped()) } else { message.field(key.escaped()) }
}
