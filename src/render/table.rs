//! Tables: plain and aligned in a pipe, fitted to the width and coloured on a terminal.

use std::io::{self, Write};

use colored::Colorize;
use comfy_table::{ContentArrangement, presets};

use crate::section::Table;

/// What the output goes to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    /// The terminal's width in columns; `None` for a pipe or a file.
    pub width: Option<usize>,
    /// Whether to colour.
    pub color: bool,
}

/// Writes a table.
///
/// # Errors
/// Where `out` fails.
pub fn write(out: &mut dyn Write, table: &Table<'_>, headers: bool, screen: Screen) -> io::Result<()> {
    let widths = widths(table, headers);
    let total: usize = widths.iter().sum::<usize>() + table.gap * widths.len().saturating_sub(1);
    match screen.width {
        Some(width) if total > width => write_fitted(out, table, headers, screen, width),
        _ => write_aligned(out, table, headers, screen, &widths),
    }
}

/// Each column's width in characters.
fn widths(table: &Table<'_>, headers: bool) -> Vec<usize> {
    let mut widths: Vec<usize> = table.headings().map(|heading| if headers { heading.len() } else { 0 }).collect();
    let has_states = table.has_states();
    for row in table.rows() {
        for (width, (kind, text)) in widths.iter_mut().zip(row.texts(table.lead, has_states)) {
            // Bytes are an upper bound of characters, so most cells need no count.
            if kind_length(kind) + text.len() > *width {
                *width = (*width).max(kind_length(kind) + characters(text));
            }
        }
    }
    widths
}

/// The length of a kind and the slash after it.
fn kind_length(kind: &str) -> usize {
    if kind.is_empty() { 0 } else { kind.len() + 1 }
}

fn characters(cell: &str) -> usize {
    if cell.is_ascii() { cell.len() } else { cell.chars().count() }
}

/// Lines are handed on in pieces of about this size, in bytes.
const PIECE: usize = 1 << 16;

/// Cells are filled up with pieces of this.
const BLANKS: &str = "                                                                                ";

fn write_aligned(out: &mut dyn Write, table: &Table<'_>, headers: bool, screen: Screen, widths: &[usize]) -> io::Result<()> {
    let mut text = String::with_capacity(2 * PIECE);
    let put = |line: &mut String, texts: &mut dyn Iterator<Item = (&'static str, &str)>, is_header: bool| {
        let start = line.len();
        for ((kind, cell), width) in texts.zip(widths) {
            if !kind.is_empty() {
                line.push_str(kind);
                line.push('/');
            }
            line.push_str(cell);
            let mut blanks = width + table.gap - kind_length(kind) - characters(cell);
            while blanks > 0 {
                let piece = blanks.min(BLANKS.len());
                line.push_str(&BLANKS[..piece]);
                blanks -= piece;
            }
        }
        line.truncate(start + line[start..].trim_end_matches(' ').len());
        if screen.color {
            let painted = paint(&line[start..], is_header);
            line.truncate(start);
            line.push_str(&painted);
        }
        line.push('\n');
    };
    if headers {
        put(&mut text, &mut table.headings().map(|heading| ("", heading)), true);
    }
    let has_states = table.has_states();
    for row in table.rows() {
        put(&mut text, &mut row.texts(table.lead, has_states), false);
        if text.len() >= PIECE {
            out.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    out.write_all(text.as_bytes())
}

/// A table that is wider than the terminal: its cells are wrapped.
fn write_fitted(out: &mut dyn Write, table: &Table<'_>, headers: bool, screen: Screen, width: usize) -> io::Result<()> {
    let mut fitted = comfy_table::Table::new();
    fitted.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    fitted.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if headers {
        fitted.set_header(table.headings());
    }
    let has_states = table.has_states();
    for row in table.rows() {
        let texts = row.texts(table.lead, has_states);
        fitted.add_row(texts.map(|(kind, text)| if kind.is_empty() { text.to_owned() } else { format!("{kind}/{text}") }));
    }
    for (index, line) in fitted.lines().enumerate() {
        let line = line.trim_end();
        if screen.color { writeln!(out, "{}", paint(line, headers && index == 0))? } else { writeln!(out, "{line}")? }
    }
    Ok(())
}

/// Words that say that something is broken.
const RED: [&str; 5] = ["UNHEALTHY", "REJECTED", "FAILED", "TIMEOUT", "false"];
/// Words that say that something needs a look.
const YELLOW: [&str; 5] = ["DEGRADED", "DRAINING", "WARMING", "UNINITIALIZED", "UNKNOWN"];

/// A line with its meaning coloured: red is broken, yellow needs a look.
fn paint(line: &str, is_header: bool) -> String {
    if is_header {
        return line.bold().to_string();
    }
    line.split_inclusive(' ')
        .map(|piece| {
            let word = piece.trim_end();
            let blanks = &piece[word.len()..];
            if RED.contains(&word) {
                format!("{}{blanks}", word.red())
            } else if YELLOW.contains(&word) {
                format!("{}{blanks}", word.yellow())
            } else {
                piece.to_owned()
            }
        })
        .collect()
}
