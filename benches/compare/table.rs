//! The tables, as Markdown, so that they can be kept in a page.

use std::path::Path;
use std::time::Duration;

use crate::Round;
use crate::contenders::{Kind, Measured};

/// Says what was measured, and where.
pub fn print_machine(program: &Path) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")).map_or("", |name| name.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} on {}, {cores} cores {cpu}", program.display(), std::env::consts::OS);
    println!("Output goes into a pipe that is read to the end. Memory is anonymous memory: beyond the mapped file.");
}

/// Prints what was measured on one dump.
pub fn print(path: &Path, round: &Round) {
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
    println!("\n## {} ({})\n", name.display(), round.size());
    let header = ["command", "best", "median", "runs", "MB/s", "time ÷ (a)", "(c) ÷ time", "memory", "printed"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(round.measured.iter().map(|measured| row(round, measured)));
    let widths: Vec<usize> = (0..header.len()).map(|n| rows.iter().map(|row| row[n].chars().count()).max().unwrap_or(0)).collect();
    for (n, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| align(cell, *width, column)).collect();
        println!("| {} |", cells.join(" | "));
        if n == 0 {
            let lines: Vec<String> = widths
                .iter()
                .enumerate()
                .map(|(column, width)| if column == 0 { "-".repeat(*width) } else { "-".repeat(width - 1) + ":" })
                .collect();
            println!("| {} |", lines.join(" | "));
        }
    }
    if round.of(Kind::Tree).is_some() && round.of(Kind::List).is_none() {
        println!("\n(b) is missing: neither jq nor jaq is on PATH.");
    }
}

fn row(round: &Round, measured: &Measured) -> Vec<String> {
    let ratio = |up: Option<Duration>, down: Option<Duration>| match (up, down) {
        (Some(up), Some(down)) => format!("{:.2}", up.as_secs_f64() / down.as_secs_f64()),
        _ => "-".to_owned(),
    };
    let best = measured.best();
    vec![
        measured.label.clone(),
        millis(best),
        millis(measured.median()),
        measured.times.len().to_string(),
        format!("{:.0}", round.speed(measured)),
        ratio(Some(best), round.of(Kind::Pipe).map(Measured::best)),
        ratio(round.of(Kind::Tree).map(Measured::best), Some(best)),
        measured.memory.map_or("-".to_owned(), megabytes),
        size(measured.printed),
    ]
}

impl Round {
    /// The first command of a kind, which is the only one of (a) and (c).
    pub fn of(&self, kind: Kind) -> Option<&Measured> {
        self.measured.iter().find(|measured| measured.kind == kind)
    }

    /// Megabytes of the dump in a second.
    pub fn speed(&self, measured: &Measured) -> f64 {
        self.bytes as f64 / 1e6 / measured.best().as_secs_f64()
    }
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

/// Text to the left, numbers to the right.
fn align(cell: &str, width: usize, column: usize) -> String {
    if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
}
