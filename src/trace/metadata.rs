//! Which hosts of a cluster a route is meant for: `metadata_match`, against the metadata of hosts under `envoy.lb`.

use std::collections::BTreeMap;

use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::json::tape::Tape;

/// The entries of a metadata's struct, `envoy.lb` in most cases: each key with its value as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataMatch {
    /// Keys, and the values' JSON.
    pub entries: BTreeMap<String, String>,
}

impl MetadataMatch {
    /// Reads a `Metadata`; `None` where it has nothing under `envoy.lb`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'_>) -> Result<Option<Self>> {
        Self::read_under("envoy.lb", reader)
    }

    /// Reads a `Metadata`; `None` where it has nothing under this name.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read_under(name: &str, reader: &mut Reader<'_>) -> Result<Option<Self>> {
        let filters = reader.find("filter_metadata")?;
        reader.skip()?;
        let mut found = None;
        if let Some(mut filters) = filters {
            filters.entries(|filter, value| {
                if filter == name {
                    found = Some(Self::read_struct(value)?);
                }
                Ok(())
            })?;
        }
        Ok(found.filter(|found: &MetadataMatch| !found.entries.is_empty()))
    }

    /// Reads a `Struct`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read_struct(reader: &mut Reader<'_>) -> Result<Self> {
        let mut found = MetadataMatch::default();
        reader.entries(|key, value| {
            let text = if value.peek() == Some(b'"') { value.text()?.into_owned() } else { written(value.raw()?) };
            found.entries.insert(key.to_owned(), text);
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a host with this metadata has all of these entries.
    pub fn holds(&self, host: Option<&MetadataMatch>) -> bool {
        self.entries.iter().all(|(key, value)| host.is_some_and(|host| host.entries.get(key) == Some(value)))
    }
}

/// A value's JSON without white space, so that two spellings of one value are the same.
fn written(json: &[u8]) -> String {
    let mut tape = Tape::default();
    match tape.parse(json) {
        Ok(()) => String::from_utf8_lossy(json).split_ascii_whitespace().collect(),
        Err(_) => String::new(),
    }
}
