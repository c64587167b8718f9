//! Which words call which function? The command line, its errors and exit codes.

pub mod args;
pub mod complete;
pub mod examples;
pub mod exit;
pub mod explain;
pub mod fleet;
pub mod grep;
pub mod load;
pub mod man;
pub mod name;
pub mod notes;
pub mod proxies;
pub mod proxy_config;
pub mod redact;
pub mod snapshot;
pub mod sources;
pub mod trace;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue};

use crate::render::table::Screen;
use args::{Cli, ColorChoice, Command};
use exit::Failure;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    if let Some(words) = complete::asked() {
        complete::answer(&words);
        return ExitCode::from(exit::DONE);
    }
    let mut command = name::command();
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))) {
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

fn run(cli: Cli, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    match cli.command {
        Command::ProxyConfig { section } => proxy_config::run(&section, screen, out),
        Command::Grep(args) => grep::run(&args, screen, out),
        Command::Trace(args) => trace::run(&args, screen, out),
        Command::Snapshot(args) => snapshot::run(&args),
        Command::Proxies(args) => proxies::run(&args, screen, out),
        Command::Redact(args) => redact::run(&args, out),
        Command::Man(args) => man::run(&args, out),
        Command::Explain(args) => explain::run(&args, screen, out),
        Command::Completion { shell } => {
            out.write_all(complete::script(shell).as_bytes())?;
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
