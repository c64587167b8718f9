//! Which words go on from where a line ends.

use clap::builder::StyledStr;
use clap::{Arg, Command, ValueHint};

use super::line::{End, Line};
use super::names::{Given, Names};
use super::resources::Resources;
use super::{in_time, names};

/// What is offered for a word.
#[derive(Default)]
pub struct Offers {
    /// Words, each with its help in one line.
    pub words: Vec<(String, String)>,
    /// Whether the word may be a file's path; shells know best how to complete these.
    pub files: bool,
}

/// What is offered for the last word of a line.
pub fn offers(line: &Line) -> Offers {
    match &line.end {
        End::Flag(typed) => flags(line, typed),
        End::Value(arg, before, typed) => values(line, arg, before, typed),
        End::Word(arg, typed) => {
            let mut offers = Offers::default();
            // Behind a positional argument no sub-command can come.
            if line.command.get_positionals().next().is_none() {
                offers.words = commands(line.command, typed);
            }
            match arg {
                Some(arg) if line.is_free(arg) => values(line, arg, "", typed),
                // Where a flag is all that can come, it needs no hyphen to be asked for.
                _ if !line.command.has_subcommands() && typed.is_empty() => flags(line, typed),
                _ => offers,
            }
        }
    }
}

fn commands(command: &Command, typed: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        // Where nothing is written yet, other names of the same would only make the list long.
        let others = inner.get_visible_aliases().filter(|_| !typed.is_empty());
        let all = [inner.get_name()].into_iter().chain(others).filter(|name| name.starts_with(typed));
        words.extend(all.map(|name| (name.to_owned(), first_line(inner.get_about()))));
    }
    words
}

fn flags(line: &Line, typed: &str) -> Offers {
    let mut words = Vec::new();
    for arg in line.command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set() && line.is_free(arg)) {
        let short = arg.get_short().filter(|_| typed == "-").map(|letter| format!("-{letter}"));
        let long = arg.get_long().map(|name| format!("--{name}")).filter(|flag| flag.starts_with(typed));
        words.extend(short.into_iter().chain(long).map(|flag| (flag, first_line(arg.get_help()))));
    }
    Offers { words, files: false }
}

fn values(line: &Line, arg: &Arg, before: &str, typed: &str) -> Offers {
    let possible = arg.get_possible_values();
    let mut offers = Offers::default();
    if !possible.is_empty() {
        let is_meant = |word: &str| match arg.is_ignore_case_set() {
            true => word.to_lowercase().starts_with(&typed.to_lowercase()),
            false => word.starts_with(typed),
        };
        let possible = possible.iter().filter(|value| !value.is_hide_set() && is_meant(value.get_name()));
        offers.words = possible.map(|value| (value.get_name().to_owned(), first_line(value.get_help()))).collect();
    }
    offers.files = matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
    let names = match arg.get_id().as_str() {
        "context" => Some(Names::Contexts),
        "namespace" => Some(Names::Namespaces),
        "target" => Some(Names::Targets(typed.to_owned())),
        // Each of the two that are compared may also be a file.
        "first" | "second" => {
            offers.files = true;
            Some(Names::Targets(typed.to_owned()))
        }
        _ => None,
    };
    let resources = Resources::of(line, arg.get_id().as_str());
    if names.is_some() || resources.is_some() {
        let given = Given::of(line);
        let find = move || match (names, resources) {
            (Some(names), _) => names::find(&names, &given),
            (None, resources) => resources?.find(),
        };
        let found = in_time(find).flatten().unwrap_or_default();
        offers.words = found.into_iter().filter(|name| name.starts_with(typed)).map(|name| (name, String::new())).collect();
    }
    for (word, _) in &mut offers.words {
        word.insert_str(0, before);
    }
    offers
}

fn first_line(text: Option<&StyledStr>) -> String {
    text.map(StyledStr::to_string).unwrap_or_default().lines().next().unwrap_or_default().to_owned()
}
