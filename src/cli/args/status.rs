//! What `status` takes.

use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};

use super::sections::{JqArgs, Output};
use super::source::SourceArgs;
use super::values::parse_time;

/// What `status` takes.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Where the configuration comes from
    #[command(flatten)]
    pub source: SourceArgs,
    /// The format
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "short",
        default_value_if("jq", ArgPredicate::IsPresent, "json"),
        help_heading = "Output"
    )]
    pub output: StatusOutput,
    /// Leave out the tables' headings
    #[arg(long, help_heading = "Output")]
    pub no_headers: bool,
    /// What of the JSON is printed
    #[command(flatten)]
    pub jq: JqArgs,
    /// Count ages up to this time, not to the clock's: 2026-11-23T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_time, help_heading = "Output")]
    pub now: Option<i64>,
}

/// How a status is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusOutput {
    /// A row each type, and one each reference that leads nowhere
    #[value(alias = "table")]
    Short,
    /// An object, in which null is what the source does not tell
    Json,
    /// The same in YAML
    Yaml,
}

impl StatusOutput {
    /// The same of all sections' formats.
    pub fn general(self) -> Output {
        match self {
            StatusOutput::Short => Output::Short,
            StatusOutput::Json => Output::Json,
            StatusOutput::Yaml => Output::Yaml,
        }
    }
}
