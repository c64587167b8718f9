//! Tables as comma-separated values, in the form of [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), with line feeds.

use std::io::{self, Write};

use csv::{ByteRecord, Terminator, WriterBuilder};

use crate::section::Table;

/// Writes a table, one line a row.
///
/// # Errors
/// Where `out` fails.
pub fn write(out: &mut dyn Write, table: &Table<'_>, headers: bool) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    if headers {
        writer.write_byte_record(&table.headings().collect())?;
    }
    let has_states = table.has_states();
    for row in table.rows() {
        let mut record = ByteRecord::new();
        for (kind, text) in row.texts(table.lead, has_states) {
            if kind.is_empty() { record.push_field(text.as_bytes()) } else { record.push_field(format!("{kind}/{text}").as_bytes()) }
        }
        writer.write_byte_record(&record)?;
    }
    writer.flush()
}
