//! `meshctl proxy-config log`: reads and sets the levels of a proxy's loggers.

use std::io::Write;

use super::args::LogArgs;
use super::exit::{DONE, Failure, INCOMPLETE, USAGE};
use super::load::admin_failure;
use crate::source::admin::Admin;
use crate::source::logging::{self, Change, LoggingError};

/// Prints the levels, after setting those that are asked for.
///
/// # Errors
/// Where the proxy can't be reached, or the levels can't be used.
pub fn run(args: &LogArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let change = match args.level.as_deref().map(str::parse::<Change>) {
        Some(Ok(change)) => Some(change),
        Some(Err(error)) => return Err(Failure::new(USAGE, error)),
        None => None,
    };
    let Some(url) = &args.admin else {
        return Err(Failure::new(USAGE, "no source given: whose loggers?").advise("a running Envoy with --admin http://localhost:15000"));
    };
    let admin = Admin::new(url, args.timeout).map_err(|error| admin_failure(&error))?;
    let loggers = match change {
        Some(change) => logging::set(&admin, &change),
        None if args.reset => logging::reset(&admin),
        None => logging::levels(&admin),
    };
    let loggers = loggers.map_err(|error| match error {
        LoggingError::Admin(error) => admin_failure(&error),
        LoggingError::Level(error) => Failure::new(USAGE, error),
        answer @ LoggingError::Answer { .. } => Failure::new(INCOMPLETE, answer),
    })?;
    write!(out, "{loggers}")?;
    Ok(DONE)
}
