//! What the benchmarks print: tables in Markdown, so that they can be kept in a page, promises, and figures for people.

// Each benchmark compiles this module for itself and uses another part of it.
#![allow(dead_code)]

use std::path::Path;
use std::time::Duration;

/// Says what was measured, and where.
pub fn machine(program: &Path) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")).map_or("", |name| name.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} on {}, {cores} cores {cpu}", program.display(), std::env::consts::OS);
}

/// Prints a table, whose first row is its header: text to the left in the first column, numbers to the right in the others.
pub fn table(rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(|n| rows.iter().map(|row| row[n].chars().count()).max().unwrap_or(0)).collect();
    for (n, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| align(cell, *width, column)).collect();
        println!("| {} |", cells.join(" | "));
        if n == 0 {
            let line = |(column, width): (usize, &usize)| if column == 0 { "-".repeat(*width) } else { "-".repeat(width - 1) + ":" };
            println!("| {} |", widths.iter().enumerate().map(line).collect::<Vec<_>>().join(" | "));
        }
    }
}

fn align(cell: &str, width: usize, column: usize) -> String {
    if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
}

/// Prints the line of a promise.
pub fn promise(met: bool, promise: &str, figure: &str) {
    println!("- {}: {promise}: {figure}", if met { "met" } else { "MISSED" });
}

/// A number of bytes, for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..999_500 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.0} MB", bytes as f64 / 1e6),
    }
}

pub fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Kilobytes of the kernel, which are 1024 bytes, as megabytes of the same kind.
pub fn megabytes(kilobytes: u64) -> String {
    format!("{:.1} MiB", kilobytes as f64 / 1024.0)
}
