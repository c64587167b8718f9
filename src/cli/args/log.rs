//! What `proxy-config log` takes.

use std::time::Duration;

use clap::Args;

use super::source::SourceArgs;
use super::values::parse_duration;

/// What `log` takes.
#[derive(Debug, Args)]
pub struct LogArgs {
    /// Whose loggers
    #[command(flatten)]
    pub source: SourceArgs,
    /// Set levels: LEVEL for all loggers, LOGGER:LEVEL for one; several with commas
    ///
    /// The levels are trace, debug, info, warning, error, critical and off. Nothing is set if the proxy lacks one of the loggers.
    #[arg(long, value_name = "LEVELS", conflicts_with = "reset", help_heading = "Levels")]
    pub level: Option<String>,
    /// Set all levels back to what the proxy was started with
    #[arg(short, long, help_heading = "Levels")]
    pub reset: bool,
    /// Put the levels back as they were after this time, or at Ctrl-C: 30s, 5m
    #[arg(long = "for", value_name = "DURATION", requires = "level", value_parser = parse_duration, help_heading = "Levels")]
    pub duration: Option<Duration>,
}
