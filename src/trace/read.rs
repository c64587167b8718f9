//! Reading messages that stand inside others.

use std::borrow::Cow;

use crate::envoy::json::reader::{Reader, Result};

/// Envoy's own messages are nested a handful deep; the bound keeps a hostile text from using up the stack.
pub const MAX_DEPTH: usize = 64;

/// A message of any type (`google.protobuf.Any`, as JSON): the type's full name, and a reader in front of its fields. What a `TypedStruct`
/// wraps is given as itself.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn any<'a>(reader: &Reader<'a>) -> Result<(Cow<'a, str>, Reader<'a>)> {
    let mut name = reader.text_of("@type")?;
    let mut fields = *reader;
    if name.ends_with(".TypedStruct") {
        name = reader.text_of("type_url")?;
        if let Some(value) = reader.find("value")? {
            fields = value;
        }
    }
    let short = match name {
        Cow::Borrowed(name) => Cow::Borrowed(name.rsplit('/').next().unwrap_or(name)),
        Cow::Owned(name) => Cow::Owned(name.rsplit('/').next().unwrap_or(&name).to_owned()),
    };
    Ok((short, fields))
}

/// An extension (`TypedExtensionConfig`, or a filter of the same shape): its name, its type's full name, and a reader in front of the
/// fields of its configuration.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn extension<'a>(reader: &mut Reader<'a>) -> Result<Extension<'a>> {
    let mut found = Extension { name: Cow::Borrowed(""), kind: Cow::Borrowed(""), config: None };
    reader.fields(|name, value| {
        match name {
            "name" => found.name = value.text()?,
            "typed_config" => {
                let (kind, config) = any(value)?;
                (found.kind, found.config) = (kind, Some(config));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// An extension: what it is, and where its configuration stands.
#[derive(Clone, Debug)]
pub struct Extension<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// The full name of its configuration's type; empty where it has none.
    pub kind: Cow<'a, str>,
    /// Its configuration.
    pub config: Option<Reader<'a>>,
}

/// The value of a wrapper such as `google.protobuf.UInt32Value`, which JSON writes as the number itself.
///
/// # Errors
/// Where the value is no number of 64 bits.
pub fn integer(reader: &mut Reader<'_>) -> Result<i64> {
    let at = *reader;
    let text = reader.text()?;
    text.parse().map_err(|_| at.expected("a whole number"))
}
