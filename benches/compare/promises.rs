//! What meshctl promises about speed and memory, and the figure measured for each promise.

use std::time::Duration;

use crate::Round;
use crate::contenders::{AS_WHERE, AS_WIDE, Kind, Measured};
use crate::markdown::{megabytes, millis, promise as line};

/// Prints a line for each promise. Where it holds for many commands, the line shows the one that is nearest to breaking it.
pub fn print(rounds: &[Round], small: &Round) {
    println!("\n## Promises\n");
    // Most promises are made for 100 MB; another run shows the size that is nearest to it. A table's memory grows with its rows.
    if let Some(round) = rounds.iter().min_by_key(|round| round.bytes.abs_diff(100_000_000)) {
        against_tree(round);
        against_pipe(round);
        against_short(round, Kind::Wide, AS_WIDE, "a wide table");
        against_short(round, Kind::Where, AS_WHERE, "the rows of an expression");
        memory(round, &[Kind::Short, Kind::Json], "sections, filters and JSON");
        memory(round, &[Kind::Yaml], "YAML");
    }
    yaml(rounds);
    if let [first, .., last] = rounds {
        linear(first, last);
    }
    start(small);
}

fn against_tree(round: &Round) {
    let (Some(tree), Some(slowest)) = (round.of(Kind::Tree), slowest(round)) else { return };
    let ratio = tree.best().as_secs_f64() / slowest.best().as_secs_f64();
    let promise = format!("any section or filter of {} at least 7 times as fast as (c)", round.size());
    line(
        ratio >= 7.0,
        &promise,
        &format!("{ratio:.1} times ({}, {} against {})", slowest.label, millis(slowest.best()), millis(tree.best())),
    );
}

fn against_pipe(round: &Round) {
    let (Some(pipe), Some(slowest)) = (round.of(Kind::Pipe), slowest(round)) else { return };
    let limit = 3 * pipe.best() + Duration::from_millis(30);
    let promise = format!("any section or filter of {} in at most 3 times (a) and 30 ms", round.size());
    let ratio = slowest.best().as_secs_f64() / pipe.best().as_secs_f64();
    let figure = format!("{} of {} ({}, {ratio:.2} times (a))", millis(slowest.best()), millis(limit), slowest.label);
    line(slowest.best() <= limit, &promise, &figure);
}

/// Each section in one more way against its short table.
fn against_short(round: &Round, kind: Kind, suffix: &str, what: &str) {
    let ratios = round.measured.iter().filter(|measured| measured.kind == kind).filter_map(|other| {
        let short = round.measured.iter().find(|short| other.label.strip_suffix(suffix) == Some(&*short.label))?;
        Some((other.best().as_secs_f64() / short.best().as_secs_f64(), other))
    });
    let Some((ratio, slowest)) = ratios.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    let promise = format!("{what} of {} in at most twice the time of the short table", round.size());
    line(ratio <= 2.0, &promise, &format!("{ratio:.2} times ({}, {})", slowest.label, millis(slowest.best())));
}

fn memory(round: &Round, kinds: &[Kind], what: &str) {
    let all = round.measured.iter().filter(|measured| kinds.contains(&measured.kind));
    let Some(most) = all.clone().max_by_key(|measured| measured.memory) else { return };
    let Some(limit) = most.kind.memory() else { return };
    let promise = format!("{what} of {} in less than {} beyond the mapped file", round.size(), megabytes(limit));
    let Some(used) = most.memory else { return println!("- unknown: {promise}: memory is not measured here") };
    let refused: Vec<&str> = all.filter(|measured| measured.fits == Some(false)).map(|measured| &*measured.label).collect();
    let proof = match refused.as_slice() {
        [] => "all run under a limit of that size, too".to_owned(),
        [one] => format!("under a limit of that size, {one} failed"),
        [first, others @ ..] => format!("under a limit of that size, {first} and {} more failed", others.len()),
    };
    line(used < limit, &promise, &format!("{} ({}); {proof}", megabytes(used), most.label));
}

fn yaml(rounds: &[Round]) {
    let all = rounds.iter().filter_map(|round| Some((round, round.speed(round.of(Kind::Yaml)?))));
    let Some((round, speed)) = all.min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    line(speed >= 150.0, "everything as YAML at 150 MB/s of dump or more", &format!("{speed:.0} MB/s (on {})", round.size()));
}

/// Time for a megabyte of the largest dump against that of the smallest. It must not grow; a half more is left for noise and caches.
fn linear(first: &Round, last: &Round) {
    let ratios = first.measured.iter().filter(|m| matches!(m.kind, Kind::Short | Kind::Json | Kind::Yaml)).filter_map(|small| {
        let large = last.measured.iter().find(|large| large.label == small.label)?;
        Some((first.speed(small) / last.speed(large), &small.label))
    });
    let Some((ratio, label)) = ratios.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    let promise = format!("linear: a megabyte of {} costs at most 1.5 times one of {}", last.size(), first.size());
    line(ratio <= 1.5, &promise, &format!("{ratio:.2} times ({label})"));
}

fn start(small: &Round) {
    let Some(slowest) = slowest(small) else { return };
    let promise = format!("any section of {} in less than 15 ms from start to end", small.size());
    line(slowest.best() < Duration::from_millis(15), &promise, &format!("{} ({})", millis(slowest.best()), slowest.label));
}

/// The slowest of the tables.
fn slowest(round: &Round) -> Option<&Measured> {
    round.measured.iter().filter(|measured| measured.kind == Kind::Short).max_by_key(|measured| measured.best())
}
