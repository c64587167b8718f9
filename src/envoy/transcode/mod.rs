//! Writes a resource as istioctl does, or as Envoy printed it, and in both cases without secrets.
//!
//! A resource is walked with the field table beside it. What the table does not know (a field, an `@type`, the keys of a map or of a
//! `Struct`) passes through under its own name.

mod base64;
mod number;
mod scalar;
mod secret;
#[cfg(test)]
mod tests;
mod time;
mod walk;

use std::borrow::Cow;

pub use secret::may_hold_secret;

use super::fields;
use super::json::tape::{Node, Tape, Text, View};
use walk::Mode;

/// How fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldNames {
    /// protobuf's canonical JSON, as istioctl prints it: names in lowerCamelCase, values in their canonical form, no defaults.
    Json,
    /// As the dump has them: names (Envoy's are in snake_case) and values stay as they are.
    Proto,
}

/// Appends `node`, a message of type `message` (its full name, such as `envoy.config.cluster.v3.Cluster`), to `out`.
///
/// With [`FieldNames::Json`] the result equals what Go's protojson writes after reading `node` (the order of keys aside), plus all that
/// protojson drops because it does not know it; the `@type` of `node` itself is dropped (a resource is an `Any` in a dump), those below
/// stay. A value that is not of its field's type stays as it is. With [`FieldNames::Proto`] nothing but secrets changes.
///
/// Secrets are replaced in both: see [`redact`].
pub fn transcode<'a>(node: Node<'_, 'a>, message: &str, names: FieldNames, out: &mut Tape<'a>) {
    let mode = Mode { canonical: names == FieldNames::Json, sensitive: false };
    walk::resource(node, fields::message(message), mode, out);
}

/// Appends `node`, a message of the type that its own `@type` names, to `out`; the `@type` stays.
/// A node without `@type`, or with one that the table does not know, stays as it is but for secrets.
pub fn transcode_any<'a>(node: Node<'_, 'a>, names: FieldNames, out: &mut Tape<'a>) {
    let mode = Mode { canonical: names == FieldNames::Json, sensitive: false };
    walk::any(node, mode, out);
}

/// Appends `node` to `out` as it is, without secrets. `message` is its type's full name; without one, its `@type` tells.
///
/// What is a secret is Envoy's own rule where the table knows the message: below a field that the API declares sensitive, strings become
/// `[redacted]`, bytes the base64 of this, numbers, bools and enums go, and messages are kept. There is one exception: a `DataSource`
/// keeps its file name and the name of its environment variable, which say where a secret is and not what it is.
/// In what the table does not know, all below a key such as `private_key` or `password` is treated so. And wherever it stands, a
/// string that holds a private key as PEM, bare or in base64, is replaced.
pub fn redact<'a>(node: Node<'_, 'a>, message: Option<&str>, out: &mut Tape<'a>) {
    let mode = Mode { canonical: false, sensitive: false };
    match message {
        Some(message) => walk::resource(node, fields::message(message), mode, out),
        None => walk::any(node, mode, out),
    }
}

/// The full name of the message that the `@type` of `node` names: what follows the last `/`.
pub fn resource_type<'t>(node: Node<'t, '_>) -> Option<Cow<'t, str>> {
    let View::Object(mut members) = node.view() else { return None };
    // It is the first member wherever Envoy writes. With escapes in it, each makes it five bytes longer.
    let is_type = |key: Text<'_, '_>| match key.escaped().len() {
        5 => key.escaped() == "@type",
        length => length.is_multiple_of(5) && key.is("@type"),
    };
    let (_, url) = members.find(|(key, _)| is_type(*key))?;
    let url = url.as_str()?;
    let start = url.rfind('/').map_or(0, |slash| slash + 1);
    Some(match url {
        Cow::Borrowed(url) => Cow::Borrowed(&url[start..]),
        Cow::Owned(url) => Cow::Owned(url[start..].to_owned()),
    })
}
