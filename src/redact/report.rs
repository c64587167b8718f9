//! What was done, in numbers and places; never what stood there.

use std::collections::BTreeMap;

use serde::Serialize;

/// The form of the report.
const API_VERSION: &str = "meshctl/redact/v1";

/// What was done.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The form of this report.
    pub api_version: &'static str,
    /// How many names and addresses of each kind have been replaced.
    pub replaced: BTreeMap<&'static str, usize>,
    /// How many texts have another name in them.
    pub texts: usize,
    /// How many texts were removed, by what they were.
    pub removed: BTreeMap<String, usize>,
    /// The fields of which texts were removed, and how many.
    pub fields: BTreeMap<String, usize>,
    /// What is as it was.
    pub kept: Vec<&'static str>,
}

impl Default for Report {
    fn default() -> Self {
        Report {
            api_version: API_VERSION,
            replaced: BTreeMap::new(),
            texts: 0,
            removed: BTreeMap::new(),
            fields: BTreeMap::new(),
            kept: Vec::new(),
        }
    }
}

impl Report {
    /// Counts a text that was removed.
    pub(super) fn removed(&mut self, what: &str, field: String) {
        *self.removed.entry(what.to_owned()).or_default() += 1;
        *self.fields.entry(field).or_default() += 1;
    }
}
