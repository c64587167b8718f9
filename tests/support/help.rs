//! The pages of help, and the examples that they begin with.

use clap::CommandFactory;
use meshctl::cli::args::Cli;

use super::run::Meshctl;

/// The arguments that name each command: none for the program itself, then `proxy-config`, `proxy-config bootstrap`, …
pub fn commands() -> Vec<Vec<String>> {
    fn add(command: &clap::Command, path: &[String], all: &mut Vec<Vec<String>>) {
        all.push(path.to_vec());
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            add(inner, &[path, &[inner.get_name().to_owned()]].concat(), all);
        }
    }
    let mut all = Vec::new();
    add(&Cli::command(), &[], &mut all);
    all
}

/// A page of help: what the program prints with the command's words and `flag`.
pub fn page(command: &[String], flag: &str) -> String {
    let arguments: Vec<&str> = command.iter().map(String::as_str).chain([flag]).collect();
    // The width of a terminal that is not too narrow.
    let run = Meshctl::new(arguments).env("COLUMNS", "100").run().ends_with(0);
    assert!(run.stderr.is_empty(), "{}", run.told());
    // clap pads empty lines.
    run.text().lines().fold(String::new(), |page, line| page + line.trim_end() + "\n")
}

/// The lines of a page's examples that are commands.
pub fn examples(page: &str) -> impl Iterator<Item = &str> {
    let lines = page.lines().skip(1).take_while(|line| line.is_empty() || line.starts_with("  "));
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether an example takes a cluster, or a snapshot of one: those are run in `tests/cluster`.
pub fn needs_a_cluster(example: &str) -> bool {
    example.contains(" before.tar.zst")
        || !["-f ", "--admin ", "completion ", " man ", " explain "].iter().any(|words| example.contains(words))
}
