//! Extension configurations that Envoy got through ECDS: `envoy.config.core.v3.TypedExtensionConfig`.

use std::borrow::Cow;

use super::wide::{STAMP, Stamp};
use super::{Item, Table, decode, state_order};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin;

/// The fields of an extension configuration that its table needs.
#[derive(Clone, Debug, Default)]
pub struct Extension<'a> {
    /// The extension's name.
    pub name: Cow<'a, str>,
    /// The message of its configuration, by its full name.
    pub message: Cow<'a, str>,
}

impl<'a> Extension<'a> {
    /// Reads a `TypedExtensionConfig`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut extension = Extension::default();
        reader.fields(|name, value| {
            match name {
                "name" => extension.name = value.text()?,
                "typed_config" => value.entries(|name, value| {
                    if name == "@type" {
                        extension.message = match value.text()? {
                            Cow::Borrowed(url) => Cow::Borrowed(url.strip_prefix("type.googleapis.com/").unwrap_or(url)),
                            Cow::Owned(url) => Cow::Owned(url.strip_prefix("type.googleapis.com/").unwrap_or(&url).to_owned()),
                        };
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(extension)
    }
}

/// All extension configurations, in the order of the dump.
pub fn select<'d, 'a>(dump: &'d Dump<'a>) -> Vec<&'d Resource<'a>> {
    dump.of(Section::Ecds).collect()
}

/// istioctl's columns.
const COLUMNS: [&str; 2] = ["ECDS NAME", "TYPE"];

/// Reads extension configurations and sorts them by type, name and state.
fn sorted<'d, 'a>(extensions: &[&'d Resource<'a>]) -> (Vec<Item<'d, 'a, Extension<'a>>>, Vec<Problem>) {
    let (mut items, problems) = decode(extensions, Extension::read);
    items.sort_by(|a, b| {
        let state = |item: &Item<'_, 'a, Extension<'a>>| state_order(item.resource.state);
        (&a.fields.message, &a.fields.name, state(a)).cmp(&(&b.fields.message, &b.fields.name, state(b)))
    });
    (items, problems)
}

/// The table of extension configurations with all columns. `now` is in seconds since 1970.
pub fn wide_table<'a>(extensions: &[&Resource<'a>], now: i64) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = sorted(extensions);
    let mut table = Table::wide(&COLUMNS, 5, &[&STAMP]);
    for Item { resource, fields } in items {
        let name = fields.name.clone();
        table.push_wide(name, [fields.name, fields.message], Stamp::of(resource, now).cells(&origin::of_resource(resource)), resource);
    }
    (table, problems)
}

/// istioctl's table of extension configurations, by type and name.
pub fn table<'a>(extensions: &[&Resource<'a>]) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = sorted(extensions);
    let mut table = Table::new(&COLUMNS, 5);
    for Item { resource, fields } in items {
        table.push([fields.name, fields.message], resource);
    }
    (table, problems)
}
