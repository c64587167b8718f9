//! `meshctl explain WORD`: what a word of the output or of the command line means, where it comes from, and what to do.

mod flags;
mod topics;

use std::borrow::Cow;
use std::io::Write;

use super::args::ExplainArgs;
use super::exit::{DONE, Failure, USAGE};
use super::name;
use super::nearest::nearest;
use crate::render::table::{self, Screen};
use crate::section::Table;
use topics::{TOPICS, Topic};

/// Explains a word, or lists all. Gives the exit code.
///
/// # Errors
/// Where the word is not known, or the output fails.
pub fn run(args: &ExplainArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let word = args.word.join(" ");
    let mut command = name::command();
    command.build();
    let flags = flags::all(&command);
    if word.is_empty() {
        let mut list = Table::new(&["WORD", "KIND", "MEANING"], 5);
        for topic in TOPICS {
            let kind = if topic.of.is_empty() { Cow::Borrowed(topic.kind) } else { Cow::Owned(format!("{} of {}", topic.kind, topic.of)) };
            list.push_cells([Cow::Borrowed(topic.word), kind, Cow::Borrowed(first_sentence(topic.text))]);
        }
        for flag in &flags {
            list.push_cells([flag.forms(), "flag".to_owned(), first_sentence(&flag.text).to_owned()].map(Cow::Owned));
        }
        table::write(out, &list, true, screen)?;
        return Ok(DONE);
    }
    let plain = plain(&word);
    let mut is_known = false;
    for topic in TOPICS.iter().filter(|topic| self::plain(topic.word) == plain) {
        separate(&mut is_known, out)?;
        write_topic(topic, out)?;
    }
    for flag in flags.iter().filter(|flag| flag.is(&word)) {
        separate(&mut is_known, out)?;
        writeln!(out, "{} (flag of {})", flag.forms(), flag.commands.join(", "))?;
        flag.text.lines().try_for_each(|line| writeln!(out, "{}", format!("  {line}").trim_end()))?;
    }
    if is_known { Ok(DONE) } else { Err(unknown(&word, &flags)) }
}

/// Puts an empty line in front of each explanation but the first.
fn separate(is_known: &mut bool, out: &mut dyn Write) -> std::io::Result<()> {
    if std::mem::replace(is_known, true) { writeln!(out) } else { Ok(()) }
}

fn write_topic(topic: &Topic, out: &mut dyn Write) -> std::io::Result<()> {
    let of = if topic.of.is_empty() { String::new() } else { format!(" of {}", topic.of) };
    writeln!(out, "{} ({}{of})\n  {}\n  Source: {}", topic.word, topic.kind, topic.text, topic.source)?;
    if topic.advice.is_empty() { Ok(()) } else { writeln!(out, "  What to do: {}", topic.advice) }
}

fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(". ").map_or(line, |(first, _)| first).trim_end_matches('.')
}

/// A word as words are compared: in any case, and with `-` or `_` for a blank.
fn plain(word: &str) -> String {
    word.replace(['-', '_'], " ").trim().to_uppercase()
}

fn unknown(word: &str, flags: &[flags::Flag]) -> Failure {
    let topics = TOPICS.iter().map(|topic| topic.word.to_owned());
    let known = topics.chain(flags.iter().flat_map(flags::Flag::names));
    let failure = Failure::new(USAGE, format!("nothing is known of {word}"));
    let own = name::shown();
    match nearest(&plain(word), known, plain) {
        Some(near) => failure.advise(format!("`{own} explain {near}` may be meant; `{own} explain` lists all")),
        None => failure.advise(format!("`{own} explain` lists what is known")),
    }
}
