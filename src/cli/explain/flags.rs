//! The flags of all commands, with what their own help says of them.

use clap::{Arg, Command};

/// A flag, as one or several commands have it.
pub(super) struct Flag {
    long: String,
    short: Option<char>,
    /// What follows it: ` <NAME>`.
    value: String,
    /// Its help.
    pub(super) text: String,
    /// The commands that have it with this help.
    pub(super) commands: Vec<String>,
}

impl Flag {
    fn of(arg: &Arg) -> Option<Flag> {
        let names = arg.get_value_names().filter(|_| arg.get_action().takes_values()).unwrap_or_default();
        let value = names.iter().map(|name| format!(" <{name}>")).collect();
        let text = arg.get_long_help().or_else(|| arg.get_help()).map(ToString::to_string).unwrap_or_default();
        Some(Flag { long: arg.get_long()?.to_owned(), short: arg.get_short(), value, text, commands: Vec::new() })
    }

    /// How it is written: `-f, --file <FILE>`.
    pub(super) fn forms(&self) -> String {
        let short = self.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
        format!("{short}--{}{}", self.long, self.value)
    }

    /// Its names: `--file`, `-f`.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        std::iter::once(format!("--{}", self.long)).chain(self.short.map(|letter| format!("-{letter}")))
    }

    /// Whether it is called so. A letter alone is no name: it needs its hyphen.
    pub(super) fn is(&self, word: &str) -> bool {
        self.names().any(|name| name == word) || self.long == word.to_lowercase()
    }
}

/// All flags, by their names; those that have one name and another help stand beside each other.
pub(super) fn all(command: &Command) -> Vec<Flag> {
    let mut flags = Vec::new();
    add(command, "", &mut flags);
    flags.sort_by(|one, other| one.long.cmp(&other.long));
    flags
}

/// Adds the flags of a command that is called by this path, and of those below it. The program itself is called by none.
fn add(command: &Command, path: &str, flags: &mut Vec<Flag>) {
    let shown = if path.is_empty() { command.get_name() } else { path };
    for flag in command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(Flag::of) {
        match flags.iter_mut().find(|known| known.forms() == flag.forms() && known.text == flag.text) {
            Some(known) => known.commands.push(shown.to_owned()),
            None => flags.push(Flag { commands: vec![shown.to_owned()], ..flag }),
        }
    }
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        add(inner, format!("{path} {}", inner.get_name()).trim_start(), flags);
    }
}
