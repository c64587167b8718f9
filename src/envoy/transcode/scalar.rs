//! Scalars, and the well-known types that JSON writes as scalars, in protobuf's canonical JSON.

use std::borrow::Cow;

use super::{base64, number, time};
use crate::envoy::fields::{Enum, Field, Kind, Label, camel_case};
use crate::envoy::json::tape::{Node, Text, View};

/// The canonical form of a value.
pub(super) enum Canonical<'a> {
    /// The value has it, or is not of its field's type.
    Already,
    /// A string, by its JSON text.
    String(Cow<'a, str>),
    /// A number, by its spelling.
    Number(Cow<'a, str>),
    Bool(bool),
    Null,
}

/// Whether canonical JSON leaves the field out: it is null, an empty list or map, or a scalar without presence that holds its default.
pub(super) fn is_absent(node: Node<'_, '_>, field: &Field) -> bool {
    match (node.view(), field.label) {
        // Null is a value of these two, and of no other type.
        (View::Null, Label::Optional) => !matches!(field.kind, Kind::Value | Kind::Null),
        (View::Null, _) => true,
        (View::Array(mut elements), Label::Repeated) => elements.next().is_none(),
        (View::Object(mut members), Label::Map) => members.next().is_none(),
        (_, Label::Implicit) => is_default(node, field.kind),
        _ => false,
    }
}

fn is_default(node: Node<'_, '_>, kind: Kind) -> bool {
    match (kind, node.view()) {
        (Kind::String, View::String(text)) => text.escaped().is_empty(),
        // Line breaks do not count in base64.
        (Kind::Bytes, View::String(text)) => {
            text.escaped().is_empty() || text.escaped().starts_with("\\") && text.unescaped().bytes().all(|byte| b"\r\n".contains(&byte))
        }
        (Kind::Bool, View::Bool(value)) => !value,
        (Kind::Bool, View::String(text)) => text.is("false"),
        (Kind::Enum(values), View::String(text)) => values.get().number(&text.unescaped()) == Some(0),
        (Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64 | Kind::Enum(_), View::Number(spelling)) => is_zero(spelling),
        (Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64, View::String(text)) => is_zero(&text.unescaped()),
        // A negative zero is not the default.
        (Kind::F32 | Kind::F64, View::Number(spelling)) => !spelling.starts_with('-') && is_float_zero(spelling, kind),
        (Kind::F32 | Kind::F64, View::String(text)) => {
            let text = text.unescaped();
            !text.starts_with('-') && is_float_zero(&text, kind)
        }
        _ => false,
    }
}

fn is_zero(spelling: &str) -> bool {
    spelling.starts_with(['0', '-']) && number::integer(spelling) == Some(0)
}

fn is_float_zero(spelling: &str, kind: Kind) -> bool {
    number::float(spelling, matches!(kind, Kind::F32)).is_some_and(|canonical| canonical == "0")
}

/// The canonical form of a value of type `kind`.
pub(super) fn canonical<'a>(node: Node<'_, 'a>, kind: Kind) -> Canonical<'a> {
    match (kind, node.view()) {
        (Kind::Bool, View::String(text)) if text.is("true") => Canonical::Bool(true),
        (Kind::Bool, View::String(text)) if text.is("false") => Canonical::Bool(false),
        (Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64, View::Number(spelling)) => integer(spelling, kind, false),
        (Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64, View::String(text)) => with_text(text, |text| integer(text, kind, true)),
        (Kind::F32 | Kind::F64, View::Number(spelling)) => float(spelling, kind, false),
        (Kind::F32 | Kind::F64, View::String(text)) => with_text(text, |text| float(text, kind, true)),
        (Kind::Enum(values), View::String(text)) => enum_name(values.get(), &text.unescaped()),
        (Kind::Enum(values), View::Number(spelling)) => enum_number(values.get(), spelling),
        (Kind::Bytes, View::String(text)) => changed(base64::standard(&text.unescaped())),
        (Kind::Duration, View::String(text)) => changed(time::duration(&text.unescaped())),
        (Kind::Timestamp, View::String(text)) => changed(time::timestamp(&text.unescaped())),
        (Kind::FieldMask, View::String(text)) => with_text(text, field_mask),
        (Kind::Null, View::String(text)) if text.is("NULL_VALUE") => Canonical::Null,
        (Kind::Null, View::Number(spelling)) if is_zero(spelling) => Canonical::Null,
        _ => Canonical::Already,
    }
}

/// Applies `read` to the text's JSON spelling where that has no escapes, so that the result can borrow it.
fn with_text<'a>(text: Text<'_, 'a>, read: impl Fn(&Cow<'a, str>) -> Canonical<'a>) -> Canonical<'a> {
    if text.escaped().contains('\\') { read(&Cow::Owned(text.unescaped().into_owned())) } else { read(text.escaped()) }
}

fn changed<'a>(text: Option<String>) -> Canonical<'a> {
    text.map_or(Canonical::Already, |text| Canonical::String(text.into()))
}

/// Numbers of 64 bits are strings, those of 32 bits are numbers; both are read from either.
fn integer<'a>(text: &Cow<'a, str>, kind: Kind, is_string: bool) -> Canonical<'a> {
    let long = matches!(kind, Kind::I64 | Kind::U64);
    let canonical = if number::is_plain(text, if long { 18 } else { 9 }) {
        text.clone()
    } else {
        let Some(value) = number::integer(text) else { return Canonical::Already };
        let fits = match kind {
            Kind::I32 => i32::try_from(value).is_ok(),
            Kind::U32 => u32::try_from(value).is_ok(),
            Kind::I64 => i64::try_from(value).is_ok(),
            _ => u64::try_from(value).is_ok(),
        };
        if !fits {
            return Canonical::Already;
        }
        Cow::Owned(value.to_string())
    };
    match (long, is_string) {
        (true, _) => Canonical::String(canonical),
        (false, _) => Canonical::Number(canonical),
    }
}

fn float<'a>(text: &Cow<'a, str>, kind: Kind, is_string: bool) -> Canonical<'a> {
    match number::float(text, matches!(kind, Kind::F32)) {
        Some(Cow::Owned(canonical)) => Canonical::Number(canonical.into()),
        Some(Cow::Borrowed(_)) if is_string => Canonical::Number(text.clone()),
        _ => Canonical::Already,
    }
}

/// A value's name may be an alias: protobuf writes the first name of its number.
fn enum_name<'a>(values: &'static Enum, name: &str) -> Canonical<'a> {
    match values.number(name).and_then(|number| values.value_name(number)) {
        Some(first) if first != name => Canonical::String(first.into()),
        _ => Canonical::Already,
    }
}

fn enum_number<'a>(values: &'static Enum, spelling: &str) -> Canonical<'a> {
    let Some(number) = number::integer(spelling).and_then(|number| i32::try_from(number).ok()) else { return Canonical::Already };
    match values.value_name(number) {
        Some(name) => Canonical::String(name.into()),
        None => Canonical::Number(number.to_string().into()),
    }
}

fn field_mask<'a>(text: &Cow<'a, str>) -> Canonical<'a> {
    if text.contains(['_', ' ']) { Canonical::String(camel_case(text.trim()).into_owned().into()) } else { Canonical::Already }
}
