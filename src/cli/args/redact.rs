//! What `redact` takes.

use std::path::PathBuf;

use clap::Args;

use super::source::SourceArgs;

/// What `redact` takes.
#[derive(Debug, Args)]
pub struct RedactArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// Where to: a file, - for standard output; of a snapshot, a folder or a file NAME.tar.zst
    #[arg(short, long, value_name = "FILE|DIR|FILE.tar.zst", value_hint = clap::ValueHint::AnyPath, help_heading = "Output")]
    pub output: PathBuf,
    /// Replace what is there
    #[arg(long, help_heading = "Output")]
    pub force: bool,
    /// Make words by this text: the same gives the same words, in every file; else by chance
    ///
    /// Who knows it can find out whether a word stands for a name that they guess.
    #[arg(long, value_name = "TEXT", env = "MESHCTL_SALT", hide_env_values = true, help_heading = "Output")]
    pub salt: Option<String>,
    /// Write which word stands for what into this file, which only you may read
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, help_heading = "Output")]
    pub map: Option<PathBuf>,
    /// Write what was done into this file, as JSON; else it is said in short
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, help_heading = "Output")]
    pub report: Option<PathBuf>,
    /// Replace names in the paths of requests too: routes then match other paths
    #[arg(long, help_heading = "Output")]
    pub rewrite_paths: bool,
}
