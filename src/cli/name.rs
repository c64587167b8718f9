//! The name by which the program was called. A copy or a link under another name stands beside other programs that are called meshctl,
//! and kubectl runs `kubectl-NAME` for `kubectl NAME`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Command, CommandFactory};

use super::args::Cli;

/// The program's name.
pub const NAME: &str = "meshctl";

/// What the name of a kubectl plugin begins with.
const PLUGIN: &str = "kubectl-";

/// The file's name by which the program was called, for completions. What would need quotes in a script is not used.
pub fn own() -> String {
    plain(std::env::args_os().next())
}

fn plain(argument: Option<OsString>) -> String {
    let name = argument.as_deref().map(Path::new).and_then(Path::file_name).and_then(OsStr::to_str).unwrap_or_default();
    let name = name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(name);
    let is_plain =
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) && !name.is_empty() && !name.starts_with('-');
    if is_plain { name } else { NAME }.to_owned()
}

/// What a person writes to call the program, for help.
pub fn shown() -> String {
    written(&own())
}

/// What a person writes to call a program of this name. In a plugin's name a hyphen is a blank for kubectl, and an underscore a hyphen.
fn written(name: &str) -> String {
    match name.strip_prefix(PLUGIN) {
        Some(plugin) => format!("kubectl {}", plugin.replace('-', " ").replace('_', "-")),
        None => name.to_owned(),
    }
}

/// The description of the command line, with usage and examples as a person writes them.
pub fn command() -> Command {
    let (command, name) = (Cli::command(), own());
    if name == NAME { command } else { renamed(command.bin_name(written(&name)), &name) }
}

fn renamed(mut command: Command, name: &str) -> Command {
    // Only of commands is there a form for kubectl; the names of files stay.
    let in_text = |text: &str| match name.starts_with(PLUGIN) {
        true => text.replace(&format!("{NAME} "), &format!("{} ", written(name))),
        false => text.replace(NAME, name),
    };
    if let Some(text) = command.get_before_help().map(|text| in_text(&text.to_string())) {
        command = command.before_help(text);
    }
    if let Some(text) = command.get_before_long_help().map(|text| in_text(&text.to_string())) {
        command = command.before_long_help(text);
    }
    command.mut_subcommands(|inner| renamed(inner, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_are_for_the_name_that_was_called() {
        let check = |argument: &str, expect: &str| assert_eq!(plain(Some(argument.into())), expect);
        check("meshctl", "meshctl");
        check("/opt/bin/envoy-meshctl", "envoy-meshctl");
        check("/opt/my bin/$(x)", "meshctl");
        check("-meshctl", "meshctl");
        check("", "meshctl");
        assert_eq!(plain(None), "meshctl");
    }

    #[test]
    fn help_says_what_a_person_writes() {
        let check = |name: &str, expect: &str| assert_eq!(written(name), expect);
        check("meshctl", "meshctl");
        check("envoy-meshctl", "envoy-meshctl");
        check("kubectl-meshctl", "kubectl meshctl");
        check("kubectl-envoy-meshctl", "kubectl envoy meshctl");
        check("kubectl-envoy_meshctl", "kubectl envoy-meshctl");
    }
}
