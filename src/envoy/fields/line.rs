//! Reads the table's lines: all of them once, to index them by name, and one to the end when its message or enum is asked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Enum, Field, Kind, Label, Lazy, Line, Message, NameIndex, TABLE, Table};

/// What a line's cells are read into.
pub trait Parse {
    /// Reads the cells (between tabs) of the line `name` of `package`. What cannot be read is left out; a test sees to it that
    /// nothing is.
    fn parse(package: &str, name: &str, cells: &'static str) -> Self;
}

/// The lines of `text`, by full name.
pub(super) fn table(text: &'static str) -> Table {
    // The numbers of lines are those of the table as committed, rounded up, so that the maps need not grow.
    let mut table = Table { messages: HashMap::with_capacity(2500), enums: HashMap::with_capacity(400) };
    let mut package = "";
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("package ") {
            package = name;
        } else if !line.starts_with("//") {
            let (name, cells) = line.split_once('\t').unwrap_or((line, ""));
            if let Some(name) = name.strip_prefix('#') {
                table.enums.insert(full_name(package, name), Line { package, name, cells, parsed: OnceLock::new() });
            } else {
                table.messages.insert(full_name(package, name), Line { package, name, cells, parsed: OnceLock::new() });
            }
        }
    }
    table
}

fn full_name(package: &str, name: &str) -> String {
    [package, ".", name].concat()
}

fn cells(cells: &'static str) -> impl Iterator<Item = &'static str> {
    cells.split('\t').filter(|cell| !cell.is_empty())
}

impl Parse for Message {
    fn parse(package: &str, name: &str, text: &'static str) -> Self {
        let fields: Box<[Field]> = cells(text).filter_map(|cell| field(package, cell)).collect();
        Message { name: full_name(package, name), index: NameIndex::new(&fields), fields }
    }
}

impl Parse for Enum {
    fn parse(package: &str, name: &str, text: &'static str) -> Self {
        let mut next: i32 = 0;
        let value = |cell: &'static str| {
            let (name, number) = cell.split_once('=').map_or((cell, next), |(name, digits)| (name, digits.parse().unwrap_or(next)));
            next = number.saturating_add(1);
            (name, number)
        };
        Enum { name: full_name(package, name), values: cells(text).map(value).collect() }
    }
}

/// Reads `name:type`.
fn field(package: &str, cell: &'static str) -> Option<Field> {
    let (name, code) = cell.split_once(':')?;
    let (sensitive, code) = strip(code, "!");
    let (repeated, code) = strip(code, "[]");
    let (map, code) = strip(code, "{}");
    let (optional, code) = strip(code, "?");
    let kind = kind(package, code)?;
    let label = match kind {
        _ if repeated => Label::Repeated,
        _ if map => Label::Map,
        Kind::String | Kind::Bytes | Kind::Bool | Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64 | Kind::F32 | Kind::F64 | Kind::Enum(_)
            if !optional =>
        {
            Label::Implicit
        }
        _ => Label::Optional,
    };
    Some(Field { name, json_name: camel_case(name), label, kind, sensitive })
}

fn strip<'a>(text: &'a str, prefix: &str) -> (bool, &'a str) {
    text.strip_prefix(prefix).map_or((false, text), |rest| (true, rest))
}

fn kind(package: &str, code: &str) -> Option<Kind> {
    Some(match code {
        "string" => Kind::String,
        "bytes" => Kind::Bytes,
        "bool" => Kind::Bool,
        "i32" => Kind::I32,
        "u32" => Kind::U32,
        "i64" => Kind::I64,
        "u64" => Kind::U64,
        "f32" => Kind::F32,
        "f64" => Kind::F64,
        "any" => Kind::Any,
        "struct" | "listvalue" => Kind::Struct,
        "value" => Kind::Value,
        "nullvalue" => Kind::Null,
        "duration" => Kind::Duration,
        "timestamp" => Kind::Timestamp,
        "fieldmask" => Kind::FieldMask,
        _ => match code.strip_prefix('#') {
            Some(name) => Kind::Enum(Lazy(TABLE.enums.get(&*resolve(package, name))?)),
            None => Kind::Message(Lazy(TABLE.messages.get(&*resolve(package, code))?)),
        },
    })
}

fn resolve<'a>(package: &str, name: &'a str) -> Cow<'a, str> {
    name.strip_prefix('.').map_or_else(|| full_name(package, name).into(), Cow::Borrowed)
}

/// The JSON name that protobuf gives a field: each `_` goes, and a lower-case letter after it becomes upper-case.
pub(in crate::envoy) fn camel_case(name: &str) -> Cow<'_, str> {
    if !name.contains('_') {
        return name.into();
    }
    let mut camel = String::with_capacity(name.len());
    let mut after_underscore = false;
    for character in name.chars() {
        if character != '_' {
            camel.push(if after_underscore { character.to_ascii_uppercase() } else { character });
        }
        after_underscore = character == '_';
    }
    camel.into()
}
