//! Walks a resource with the table of fields beside it, which tells the names of fields from keys that are data.

use super::path::{push_index, push_key};
use super::{Pattern, Place};
use crate::envoy::fields::{self, Field, Kind, Label, Message};
use crate::envoy::json::tape::{Elements, Members, Node, View};
use crate::envoy::transcode::resource_type;

/// What is known of a value.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Message(&'static Message),
    /// A map, and its values' type.
    Map(Kind),
    /// A list, and its elements' type.
    List(Kind),
    /// Nothing, or that all keys in it are data.
    Data,
    /// An object whose keys are the names of fields.
    Fields,
}

impl Shape {
    /// That of the message of this full name.
    pub(super) fn of_message(name: &str) -> Shape {
        fields::message(name).map_or(Shape::Fields, Shape::Message)
    }

    fn of_kind(kind: Kind) -> Shape {
        if let Kind::Message(message) = kind { Shape::Message(message.get()) } else { Shape::Data }
    }

    fn of_field(field: &'static Field) -> Shape {
        match field.label {
            Label::Repeated => Shape::List(field.kind),
            Label::Map => Shape::Map(field.kind),
            Label::Implicit | Label::Optional => Shape::of_kind(field.kind),
        }
    }

    /// The same, where the object itself tells its type.
    fn of_object(self, node: Node<'_, '_>) -> Shape {
        match self {
            Shape::Message(_) | Shape::Map(_) | Shape::Fields => self,
            Shape::Data | Shape::List(_) => resource_type(node).and_then(|name| fields::message(&name)).map_or(Shape::Data, Shape::Message),
        }
    }

    /// Whether a key of such an object is data, and what its value is.
    fn member(self, key: &str) -> (bool, Shape) {
        match self {
            Shape::Message(message) => (false, message.field(key).map_or(Shape::Data, Shape::of_field)),
            Shape::Map(kind) => (true, Shape::of_kind(kind)),
            Shape::Fields => (false, Shape::Fields),
            Shape::Data | Shape::List(_) => (key != "@type", Shape::Data),
        }
    }

    fn element(self) -> Shape {
        if let Shape::List(kind) = self { Shape::of_kind(kind) } else { Shape::Data }
    }
}

/// A container that is begun and not yet ended.
struct Frame<'t, 'a> {
    rest: Rest<'t, 'a>,
    shape: Shape,
    /// The length of the path that leads to it.
    path: usize,
}

enum Rest<'t, 'a> {
    Members(Members<'t, 'a>),
    /// The elements, and the next one's index.
    Elements(Elements<'t, 'a>, usize),
}

/// Adds each place below `root` where the pattern stands. The stack is its own: nesting costs memory, never stack.
pub(super) fn walk(root: Option<Node<'_, '_>>, shape: Shape, pattern: &Pattern, places: &mut Vec<Place>) {
    let mut path = String::new();
    let mut stack = Vec::new();
    stack.extend(root.and_then(|root| begin(root, shape, &path, pattern, places)));
    while let Some(frame) = stack.last_mut() {
        path.truncate(frame.path);
        let (node, shape) = match &mut frame.rest {
            Rest::Members(members) => {
                let Some((key, node)) = members.next() else {
                    stack.pop();
                    continue;
                };
                let key = key.unescaped();
                push_key(&mut path, &key);
                let (is_data, shape) = frame.shape.member(&key);
                if is_data {
                    add(&key, true, &path, pattern, places);
                }
                (node, shape)
            }
            Rest::Elements(elements, index) => {
                let Some(node) = elements.next() else {
                    stack.pop();
                    continue;
                };
                push_index(&mut path, *index);
                *index += 1;
                (node, frame.shape.element())
            }
        };
        stack.extend(begin(node, shape, &path, pattern, places));
    }
}

/// Looks at a scalar, or begins a container.
fn begin<'t, 'a>(node: Node<'t, 'a>, shape: Shape, path: &str, pattern: &Pattern, places: &mut Vec<Place>) -> Option<Frame<'t, 'a>> {
    let mut text = |text: &str| add(text, false, path, pattern, places);
    let rest = match node.view() {
        View::Object(members) => {
            return Some(Frame { rest: Rest::Members(members), shape: shape.of_object(node), path: path.len() });
        }
        View::Array(elements) => Rest::Elements(elements, 0),
        View::String(string) => {
            text(&string.unescaped());
            return None;
        }
        View::Number(spelling) => {
            text(spelling);
            return None;
        }
        View::Bool(value) => {
            text(if value { "true" } else { "false" });
            return None;
        }
        View::Null => return None,
    };
    Some(Frame { rest, shape, path: path.len() })
}

fn add(text: &str, is_key: bool, path: &str, pattern: &Pattern, places: &mut Vec<Place>) {
    if let Some(span) = pattern.find(text) {
        places.push(Place { path: path.to_owned(), value: text.to_owned(), span, is_key });
    }
}
