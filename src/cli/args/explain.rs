//! What `explain` takes.

use clap::Args;

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A column, a state, a health, an exit code or a flag: VALID CERT, WARMING, --all-pods; without one, all that are known
    #[arg(value_name = "WORD", allow_hyphen_values = true)]
    pub word: Vec<String>,
}
