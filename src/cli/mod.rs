//! Which words call which function? The command line, its errors and exit codes.

pub mod args;
pub mod examples;
pub mod exit;
pub mod fleet;
pub mod load;
pub mod notes;
pub mod proxies;
pub mod proxy_config;
pub mod snapshot;
pub mod sources;

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser};

use crate::render::table::Screen;
use args::{Cli, ColorChoice, Command};
use exit::Failure;

/// The program's name.
const NAME: &str = "meshctl";

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(error),
    };
    let screen = screen(cli.color);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = run(cli, screen, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            // What was whole stays printed; nobody is left to hear where that fails as well.
            let _ = out.flush();
            if failure.code != exit::DONE {
                failure.say();
            }
            ExitCode::from(failure.code)
        }
    }
}

/// Prints what clap has to say: an error, or the help that was asked for.
fn refuse(mut error: clap::Error) -> ExitCode {
    // Of the names that are near to a wrong one the last is the nearest; one of a single letter is not near to anything.
    if let Some(ContextValue::Strings(names)) = error.get(ContextKind::SuggestedSubcommand) {
        let best = names.iter().rfind(|name| name.len() > 2).or(names.last()).cloned();
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(best.into_iter().collect()));
    }
    // Nobody is left to hear of it where this fails.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(exit::USAGE))
}

/// The name by which the program was called, for completions: a copy or a link under another name stands beside other programs that are
/// called meshctl. What would need quotes in a script is not used.
fn own_name(argument: Option<OsString>) -> String {
    let name = argument.as_deref().map(Path::new).and_then(Path::file_name).and_then(OsStr::to_str).unwrap_or_default();
    let name = name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(name);
    let is_plain =
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) && !name.is_empty() && !name.starts_with('-');
    if is_plain { name } else { NAME }.to_owned()
}

fn run(cli: Cli, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    match cli.command {
        Command::ProxyConfig { section } => proxy_config::run(&section, screen, out),
        Command::Snapshot(args) => snapshot::run(&args),
        Command::Proxies(args) => proxies::run(&args, screen, out),
        Command::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
            // Given a name with a hyphen, clap_complete writes a script for bash that completes nothing.
            let script = String::from_utf8_lossy(&script).replace(NAME, &own_name(std::env::args_os().next()));
            out.write_all(script.as_bytes())?;
            Ok(exit::DONE)
        }
    }
}

/// What the output goes to, by <https://no-color.org> and <https://bixense.com/clicolors>.
fn screen(choice: ColorChoice) -> Screen {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_terminal = io::stdout().is_terminal();
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let color = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => true,
        ColorChoice::Auto => is_terminal && !is_dumb,
    };
    colored::control::set_override(color);
    let width = is_terminal.then(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).flatten();
    Screen { width, color }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_are_for_the_name_that_was_called() {
        let check = |argument: &str, expect: &str| assert_eq!(own_name(Some(argument.into())), expect);
        check("meshctl", "meshctl");
        check("/opt/bin/envoy-meshctl", "envoy-meshctl");
        check("/opt/my bin/$(x)", "meshctl");
        check("-meshctl", "meshctl");
        check("", "meshctl");
        assert_eq!(own_name(None), "meshctl");
    }
}
