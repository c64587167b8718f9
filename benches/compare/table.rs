//! The tables.

use std::path::Path;
use std::time::Duration;

use crate::Round;
use crate::contenders::{Kind, Measured};
use crate::markdown::{self, megabytes, millis, size};

/// Prints what was measured on one dump.
pub fn print(path: &Path, round: &Round) {
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
    println!("\n## {} ({})\n", name.display(), round.size());
    let header = ["command", "best", "median", "runs", "MB/s", "time ÷ (a)", "(c) ÷ time", "memory", "printed"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(round.measured.iter().map(|measured| row(round, measured)));
    markdown::table(&rows);
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
