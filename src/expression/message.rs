//! A resource's JSON as CEL sees it: read field by field, when it is asked for.

use cel::ExecutionError;
use cel::common::traits::{Container, Indexer, Iterable, Iterator as ValIterator, Sizer};
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString, CelUInt, Kind as CelKind, MAP_TYPE, Type};
use cel::common::value::{CowVal, Val};

use crate::envoy::fields::{self, Field, Kind, Label};
use crate::envoy::json::reader::Reader;

/// Stands before a field's name where only its presence is asked for. No field's name has it.
pub(super) const PRESENCE: char = '?';

static MESSAGE_TYPE: Type = Type::simple_type(CelKind::Struct, "message");

/// A message in its JSON form.
#[derive(Clone, Debug)]
pub(super) struct Message<'v> {
    reader: Reader<'v>,
    /// Its type; `None` where the field table doesn't know it.
    message: Option<&'static fields::Message>,
}

impl<'v> Message<'v> {
    pub(super) fn new(body: &'v [u8], message: &'static fields::Message) -> Self {
        Message { reader: Reader::new(body, 0), message: Some(message) }
    }

    /// The value of a field, or its default; with [`PRESENCE`] in front, whether it is set.
    fn field(&self, name: &str) -> Result<Box<dyn Val + 'v>, ExecutionError> {
        let (name, asks_presence) = name.strip_prefix(PRESENCE).map_or((name, false), |name| (name, true));
        let field = self.message.and_then(|message| message.field(name));
        let name = field.map_or(name, |field| field.name);
        // What is broken is said where the resource is read for the table.
        let found = self.reader.find(name).ok().flatten().filter(|value| value.peek() != Some(b'n'));
        match (found, field) {
            (Some(_), _) if asks_presence => Ok(Box::new(CelBool::from(true))),
            (Some(value), Some(field)) => Ok(of_field(value, field)),
            (Some(value), None) => Ok(dynamic(value)),
            (None, Some(field)) if !asks_presence => Ok(default(field)),
            (None, _) => Err(ExecutionError::no_such_key(name)),
        }
    }
}

/// A field's value.
fn of_field<'v>(mut reader: Reader<'v>, field: &Field) -> Box<dyn Val + 'v> {
    match field.label {
        Label::Repeated => Box::new(list(&mut reader, |element| of_kind(element, field.kind))),
        Label::Map => Box::new(Entries::read(reader, |value| of_kind(value, field.kind))),
        Label::Implicit | Label::Optional => of_kind(reader, field.kind),
    }
}

/// What a field has that is not set, as CEL has it of protobuf messages: a wrapper (`google.protobuf.UInt32Value`, …) is `null`, as is a
/// scalar of a oneof, which proto JSON does not tell from one.
fn default<'v>(field: &Field) -> Box<dyn Val + 'v> {
    let empty = Reader::new(b"{}", 0);
    match (field.label, field.kind) {
        (Label::Repeated, _) => Box::new(CelList::from(Vec::new())),
        (Label::Map, _) | (_, Kind::Struct) => Box::new(Entries::default()),
        (_, Kind::Message(message)) => Box::new(Message { reader: empty, message: Some(message.get()) }),
        (_, Kind::Any) => Box::new(Message { reader: empty, message: None }),
        (Label::Implicit, Kind::Bool) => Box::new(CelBool::from(false)),
        (Label::Implicit, Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64) => Box::new(CelInt::from(0)),
        (Label::Implicit, Kind::F32 | Kind::F64) => Box::new(CelDouble::from(0.0)),
        (Label::Implicit, Kind::String | Kind::Bytes | Kind::FieldMask) => Box::new(CelString::from("")),
        (Label::Implicit, Kind::Enum(of)) => Box::new(CelString::from(of.get().value_name(0).unwrap_or_default())),
        _ => Box::new(CelNull),
    }
}

/// A value of a known type.
fn of_kind<'v>(mut reader: Reader<'v>, kind: Kind) -> Box<dyn Val + 'v> {
    match kind {
        Kind::Message(message) => Box::new(Message { reader, message: Some(message.get()) }),
        Kind::Any => any(reader),
        Kind::Enum(of) => match reader.peek() {
            Some(b'"') => text(reader),
            _ => {
                let number = reader.number().ok().and_then(|number| i32::try_from(number).ok());
                Box::new(CelString::from(number.and_then(|number| of.get().value_name(number)).unwrap_or_default()))
            }
        },
        // Whole numbers of 64 bits stand in quotes in proto JSON.
        Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64 | Kind::F32 | Kind::F64 => number(reader),
        Kind::Bool | Kind::Struct | Kind::Value | Kind::Null => dynamic(reader),
        Kind::String | Kind::Bytes | Kind::Duration | Kind::Timestamp | Kind::FieldMask => text(reader),
    }
}

/// The message of an `Any`.
fn any<'v>(reader: Reader<'v>) -> Box<dyn Val + 'v> {
    let message = reader.text_of("@type").ok().and_then(|url| fields::message_of_type_url(&url));
    Box::new(Message { reader, message })
}

/// A value whose JSON alone tells what it is.
fn dynamic<'v>(mut reader: Reader<'v>) -> Box<dyn Val + 'v> {
    match reader.peek() {
        Some(b'{') => Box::new(Entries::read(reader, dynamic)),
        Some(b'[') => Box::new(list(&mut reader, dynamic)),
        Some(b'"') => text(reader),
        Some(b't' | b'f') => Box::new(CelBool::from(reader.flag().unwrap_or(false))),
        Some(b'n') | None => Box::new(CelNull),
        Some(_) => number(reader),
    }
}

fn text<'v>(mut reader: Reader<'v>) -> Box<dyn Val + 'v> {
    match reader.text() {
        Ok(std::borrow::Cow::Borrowed(text)) => Box::new(CelString::from(text)),
        Ok(std::borrow::Cow::Owned(text)) => Box::new(CelString::from(text)),
        Err(_) => Box::new(CelNull),
    }
}

fn number<'v>(mut reader: Reader<'v>) -> Box<dyn Val + 'v> {
    let raw = reader.raw().ok().and_then(|raw| std::str::from_utf8(raw).ok()).unwrap_or_default().trim_matches('"');
    match (raw.parse::<i64>(), raw.parse::<u64>(), raw.parse::<f64>()) {
        (Ok(number), ..) => Box::new(CelInt::from(number)),
        (_, Ok(number), _) => Box::new(CelUInt::from(number)),
        (_, _, Ok(number)) => Box::new(CelDouble::from(number)),
        _ => Box::new(CelNull),
    }
}

/// A list, whose elements are read no further than where they stand.
fn list<'v>(reader: &mut Reader<'v>, element: impl Fn(Reader<'v>) -> Box<dyn Val + 'v>) -> CelList<'v> {
    let mut elements = Vec::new();
    // What is whole of a broken list is there.
    let _ = reader.elements(|value| {
        elements.push(element(*value));
        Ok(())
    });
    CelList::from(elements)
}

impl Val for Message<'_> {
    fn get_type(&self) -> &Type {
        &MESSAGE_TYPE
    }

    fn cel_type() -> &'static Type {
        &MESSAGE_TYPE
    }

    fn as_indexer<'b, 'w>(&'b self) -> Option<&'b (dyn Indexer + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn clone_as_boxed<'w>(&self) -> Box<dyn Val + 'w>
    where
        Self: 'w,
    {
        Box::new(self.clone())
    }
}

impl Indexer for Message<'_> {
    fn get<'b, 'w>(&'b self, name: &dyn Val) -> Result<CowVal<'b, 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.field(key(name)?).map(CowVal::Owned)
    }

    fn steal<'w>(self: Box<Self>, name: &dyn Val) -> Result<Box<dyn Val + 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.field(key(name)?)
    }
}

/// The text of a key.
fn key<'k>(key: &'k dyn Val) -> Result<&'k str, ExecutionError> {
    let text = key.downcast_ref::<CelString<'k>>().map(CelString::inner);
    text.ok_or_else(|| ExecutionError::UnexpectedType { got: key.get_type().name().to_owned(), want: "string".to_owned() })
}

/// A map or a Struct, whose keys are data.
#[derive(Clone, Debug, Default)]
struct Entries<'v>(Vec<(CelString<'v>, Box<dyn Val + 'v>)>);

impl<'v> Entries<'v> {
    fn read(mut reader: Reader<'v>, value: impl Fn(Reader<'v>) -> Box<dyn Val + 'v>) -> Self {
        let mut entries = Vec::new();
        let _ = reader.entries(|key, entry| {
            entries.push((CelString::from(key.to_owned()), value(*entry)));
            Ok(())
        });
        Entries(entries)
    }

    fn find(&self, key: &str) -> Option<&(dyn Val + 'v)> {
        let name = key.strip_prefix(PRESENCE).unwrap_or(key);
        self.0.iter().find(|(own, _)| own.inner() == name).map(|(_, value)| &**value)
    }
}

impl Val for Entries<'_> {
    fn get_type(&self) -> &Type {
        &MAP_TYPE
    }

    fn cel_type() -> &'static Type {
        &MAP_TYPE
    }

    fn as_container(&self) -> Option<&dyn Container> {
        Some(self)
    }

    fn as_indexer<'b, 'w>(&'b self) -> Option<&'b (dyn Indexer + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn as_iterable<'b, 'w>(&'b self) -> Option<&'b (dyn Iterable + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn as_sizer(&self) -> Option<&dyn Sizer> {
        Some(self)
    }

    fn clone_as_boxed<'w>(&self) -> Box<dyn Val + 'w>
    where
        Self: 'w,
    {
        Box::new(self.clone())
    }
}

impl Container for Entries<'_> {
    fn contains(&self, value: &dyn Val) -> Result<bool, ExecutionError> {
        Ok(self.find(key(value)?).is_some())
    }
}

impl Indexer for Entries<'_> {
    fn get<'b, 'w>(&'b self, name: &dyn Val) -> Result<CowVal<'b, 'w>, ExecutionError>
    where
        Self: 'w,
    {
        let name = key(name)?;
        self.find(name).map(CowVal::Borrowed).ok_or_else(|| ExecutionError::no_such_key(name))
    }

    fn steal<'w>(self: Box<Self>, name: &dyn Val) -> Result<Box<dyn Val + 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.get(name).map(CowVal::into_owned)
    }
}

impl Sizer for Entries<'_> {
    fn size(&self) -> CelInt {
        CelInt::from(i64::try_from(self.0.len()).unwrap_or(i64::MAX))
    }
}

impl Iterable for Entries<'_> {
    fn iter<'b, 'w>(&'b self) -> Box<dyn ValIterator<'b, 'w> + 'b>
    where
        Self: 'w,
    {
        Box::new(Keys(self.0.iter()))
    }
}

/// The keys of a map, in the dump's order.
struct Keys<'b, 'v>(std::slice::Iter<'b, (CelString<'v>, Box<dyn Val + 'v>)>);

impl<'b, 'v: 'w, 'w> ValIterator<'b, 'w> for Keys<'b, 'v> {
    fn next(&mut self) -> Option<&'b (dyn Val + 'w)> {
        self.0.next().map(|(key, _)| key as &dyn Val)
    }
}
