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
    let mut widths: Vec<usize> = table.columns.iter().map(|column| if headers { column.len() } else { 0 }).collect();
    for row in table.rows() {
        for (width, cell) in widths.iter_mut().zip(row) {
            // Bytes are an upper bound of characters, so most cells need no count.
            if cell.len() > *width {
                *width = (*width).max(characters(cell));
            }
        }
    }
    widths
}

fn characters(cell: &str) -> usize {
    if cell.is_ascii() { cell.len() } else { cell.chars().count() }
}

/// Cells are filled up with pieces of this.
const BLANKS: &str = "                                                                                ";

fn write_aligned(out: &mut dyn Write, table: &Table<'_>, headers: bool, screen: Screen, widths: &[usize]) -> io::Result<()> {
    let mut line = String::new();
    let mut write_line = |cells: &mut dyn Iterator<Item = &str>, is_header: bool| {
        line.clear();
        for (cell, width) in cells.zip(widths) {
            line.push_str(cell);
            let mut blanks = width + table.gap - characters(cell);
            while blanks > 0 {
                let piece = blanks.min(BLANKS.len());
                line.push_str(&BLANKS[..piece]);
                blanks -= piece;
            }
        }
        line.truncate(line.trim_end_matches(' ').len());
        if screen.color {
            writeln!(out, "{}", paint(&line, is_header))
        } else {
            line.push('\n');
            out.write_all(line.as_bytes())
        }
    };
    if headers {
        write_line(&mut table.columns.iter().copied(), true)?;
    }
    for row in table.rows() {
        write_line(&mut row.iter().map(|cell| &**cell), false)?;
    }
    Ok(())
}

/// A table that is wider than the terminal: its cells are wrapped.
fn write_fitted(out: &mut dyn Write, table: &Table<'_>, headers: bool, screen: Screen, width: usize) -> io::Result<()> {
    let mut fitted = comfy_table::Table::new();
    fitted.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    fitted.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if headers {
        fitted.set_header(table.columns.clone());
    }
    for row in table.rows() {
        fitted.add_row(row.iter().map(|cell| &**cell));
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
