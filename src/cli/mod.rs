//! Which words call which function? The command line, its errors and exit codes.

pub mod all;
pub mod args;
pub mod exit;
pub mod load;
pub mod log;
pub mod proxy_config;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser};

use crate::render::table::Screen;
use args::{Cli, ColorChoice, Command};
use exit::Failure;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| nearest(error).exit());
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

/// The error with the best of its suggestions alone, which is the last: `l` is not near to `clutser`.
fn nearest(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::Strings(words)) = error.get(ContextKind::SuggestedSubcommand) {
        let best = words.last().cloned().into_iter().collect();
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(best));
    }
    error
}

fn run(cli: Cli, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    match cli.command {
        Command::ProxyConfig { section } => proxy_config::run(*section, screen, out),
        Command::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "meshctl", &mut script);
            out.write_all(&script)?;
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
