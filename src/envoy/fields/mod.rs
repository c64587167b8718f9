//! The messages, fields and enums of Envoy's API (1.36 to 1.40, with contrib) and of Istio's, by name.
//!
//! The table `fields.tsv` is written by `tools/field-table` from the descriptors in the Go modules of these APIs; its first lines say
//! how to read it. It is embedded as text. The first use indexes its lines; a line is parsed when its message is first asked for.

mod index;
mod line;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use index::NameIndex;
pub(in crate::envoy) use line::camel_case;

/// A message: its fields, in the order of their declaration.
#[derive(Debug)]
pub struct Message {
    name: String,
    fields: Box<[Field]>,
    index: NameIndex,
}

/// A field of a message.
#[derive(Debug)]
pub struct Field {
    /// The name in the `.proto` file: snake_case, as Envoy prints it.
    pub name: &'static str,
    json_name: Cow<'static, str>,
    /// How many values it has.
    pub label: Label,
    /// The type of its value, or of its elements, or of its map's values.
    pub kind: Kind,
    /// Whether the API declares it a secret (`udpa.annotations.sensitive`), so that Envoy redacts it and all below it.
    pub sensitive: bool,
}

/// How many values a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// One scalar that is absent when it holds its type's default (zero, empty, false).
    Implicit,
    /// One value or none; a default that is set is a value.
    Optional,
    /// A JSON array.
    Repeated,
    /// A JSON object, whose keys are data.
    Map,
}

/// The type of a value. Wrappers (`google.protobuf.UInt32Value` and the like) are, in JSON, what they wrap.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `string`
    String,
    /// `bytes`: base64 in JSON.
    Bytes,
    /// `bool`
    Bool,
    /// `int32`, `sint32`, `sfixed32`
    I32,
    /// `uint32`, `fixed32`
    U32,
    /// `int64`, `sint64`, `sfixed64`: a string in JSON.
    I64,
    /// `uint64`, `fixed64`: a string in JSON.
    U64,
    /// `float`
    F32,
    /// `double`
    F64,
    /// An enum: the value's name in JSON.
    Enum(Lazy<Enum>),
    /// A message that has no JSON form of its own.
    Message(Lazy<Message>),
    /// `google.protobuf.Any`: the message that its `@type` names.
    Any,
    /// `google.protobuf.Struct` or `ListValue`: any JSON object or array, whose keys are data.
    Struct,
    /// `google.protobuf.Value`: any JSON, also null, whose keys are data.
    Value,
    /// `google.protobuf.NullValue`: `null`.
    Null,
    /// `google.protobuf.Duration`: seconds, such as `"1.500s"`.
    Duration,
    /// `google.protobuf.Timestamp`: RFC 3339.
    Timestamp,
    /// `google.protobuf.FieldMask`: paths in lowerCamelCase, between commas.
    FieldMask,
}

/// An enum: its values' names and numbers, in the order of their declaration.
#[derive(Debug)]
pub struct Enum {
    name: String,
    values: Box<[(&'static str, i32)]>,
}

/// A message or an enum that is parsed when it is first asked for.
pub struct Lazy<T: 'static>(&'static Line<T>);

/// A line of the table.
struct Line<T> {
    package: &'static str,
    name: &'static str,
    cells: &'static str,
    parsed: OnceLock<T>,
}

/// All lines, by full name.
struct Table {
    messages: HashMap<String, Line<Message>>,
    enums: HashMap<String, Line<Enum>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| line::table(include_str!("fields.tsv")));

/// The message of this full name, such as `envoy.config.cluster.v3.Cluster`; `None` where the table does not know it.
///
/// A type of `google.protobuf` with a JSON form of its own (`Duration`, `Struct`, the wrappers, …) is given as it stands in an `Any`:
/// as a message with the one field `value`.
pub fn message(name: &str) -> Option<&'static Message> {
    TABLE.messages.get(name).map(|line| Lazy(line).get())
}

/// The message that an `@type` names: what follows its last `/`.
pub fn message_of_type_url(url: &str) -> Option<&'static Message> {
    message(url.rsplit('/').next().unwrap_or(url))
}

/// All messages of the table, in no particular order. This parses the whole table.
pub fn messages() -> impl Iterator<Item = &'static Message> {
    TABLE.messages.values().map(|line| Lazy(line).get())
}

impl Message {
    /// The full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The fields, in the order of their declaration.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field of this name, in snake_case or in lowerCamelCase: protobuf's JSON readers take both.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.index.find(name, &self.fields)
    }
}

impl Field {
    /// The name in JSON, lowerCamelCase.
    pub fn json_name(&self) -> &str {
        &self.json_name
    }
}

impl Enum {
    /// The full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values' names and numbers, in the order of their declaration.
    pub fn values(&self) -> &[(&'static str, i32)] {
        &self.values
    }

    /// The number of the value of this name.
    pub fn number(&self, name: &str) -> Option<i32> {
        self.values.iter().find(|value| value.0 == name).map(|value| value.1)
    }

    /// The name of the value of this number: the first one, where it has several.
    pub fn value_name(&self, number: i32) -> Option<&'static str> {
        self.values.iter().find(|value| value.1 == number).map(|value| value.0)
    }
}

impl<T: line::Parse> Lazy<T> {
    /// The message or enum.
    pub fn get(self) -> &'static T {
        self.0.parsed.get_or_init(|| T::parse(self.0.package, self.0.name, self.0.cells))
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Lazy<T> {}

impl<T> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0.package, self.0.name)
    }
}
