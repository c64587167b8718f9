//! What `man` takes.

use std::path::PathBuf;

use clap::Args;

/// What `man` takes.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command: pc route; without one, the program itself
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write the pages of all commands into this folder, and print their names
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = clap::ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}
