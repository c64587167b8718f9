//! A document of this program's own, in JSON or YAML.

use std::io::{self, Write};

use serde_json::Value;

use super::resource::Format;
use super::{json, yaml};
use crate::envoy::json::tape::Tape;

/// Writes a document, laid out as all others are, with one line break at its end.
///
/// # Errors
/// Where the output fails.
pub fn write(out: &mut dyn Write, value: &Value, format: Format) -> io::Result<()> {
    let text = value.to_string();
    let mut tape = Tape::default();
    let mut bytes = Vec::new();
    tape.parse(text.as_bytes()).map_err(io::Error::other)?;
    if let Some(root) = tape.root() {
        match format {
            Format::Json => {
                json::write(&mut bytes, root, 0);
                bytes.push(b'\n');
            }
            Format::Yaml => yaml::write(&mut bytes, root),
        }
    }
    out.write_all(&bytes)
}
