//! The levels of an Envoy's loggers: reading, setting, and putting them back.
//!
//! `/logging` answers a POST with the levels after it, in text; nothing else of the admin interface tells them. [`Change`] reads the
//! notation of `--level`.

mod change;
mod interrupt;

use std::fmt;

use serde::Deserialize;

use super::admin::{Admin, AdminError};
pub(super) use change::distance;
pub use change::{Change, Level, LevelError};
pub use interrupt::Interrupt;

/// A logger of an Envoy, and its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logger {
    /// The logger's name: `http`, or a source file's path when the proxy was started with `--enable-fine-grain-logging`.
    pub name: String,
    /// Its level, in Envoy's word: one that is unknown here stays readable.
    pub level: String,
}

impl fmt::Display for Logger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.level)
    }
}

/// An Envoy's loggers, in Envoy's order. They print as Envoy prints them, which is also what `istioctl proxy-config log` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loggers(pub Vec<Logger>);

impl Loggers {
    /// Reads the text that `/logging` answers with, or `None` if it is none.
    pub fn parse(text: &str) -> Option<Loggers> {
        let mut lines = text.lines().skip_while(|line| line.trim_end() != "active loggers:");
        lines.next()?;
        let logger = |line: &str| {
            let (name, level) = line.trim().rsplit_once(':')?;
            Some(Logger { name: name.to_owned(), level: level.trim_start().to_owned() })
        };
        lines.filter(|line| !line.trim().is_empty()).map(logger).collect::<Option<Vec<_>>>().map(Loggers)
    }

    /// What sets each of them to the level that it has now.
    ///
    /// # Errors
    /// Where a level is none that can be set.
    pub fn as_change(&self) -> Result<Change, LevelError> {
        self.0.iter().map(|Logger { name, level }| format!("{name}:{level}")).collect::<Vec<_>>().join(",").parse()
    }

    /// Whether the names are those of source files, which may be given as globs
    /// (`--enable-fine-grain-logging`). Envoy 1.40 then lists hardly any of them, often none, so none can be called unknown.
    fn are_fine_grained(&self) -> bool {
        self.0.iter().all(|logger| logger.name.contains('/'))
    }
}

impl fmt::Display for Loggers {
    /// Envoy's own text: it ends with an empty line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "active loggers:")?;
        self.0.iter().try_for_each(|logger| writeln!(f, "  {logger}"))?;
        writeln!(f)
    }
}

/// Why levels could not be read or set.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The admin interface gave no answer.
    #[error(transparent)]
    Admin(#[from] AdminError),
    /// The levels that were asked for cannot be set on this proxy; nothing was changed.
    #[error(transparent)]
    Level(#[from] LevelError),
    /// The answer is not a list of loggers.
    #[error("{address}: the answer to {path} is not what Envoy answers: {why}")]
    Answer {
        /// The admin address.
        address: String,
        /// The path that was asked for.
        path: &'static str,
        /// What is wrong with it, as a clause.
        why: String,
    },
}

/// The levels as they are.
///
/// # Errors
/// [`LoggingError::Admin`] without an answer, [`LoggingError::Answer`] when it is no list of loggers.
pub fn levels(admin: &Admin) -> Result<Loggers, LoggingError> {
    read(admin, "/logging")
}

/// Sets levels, and gives all of them as they are afterwards.
///
/// The loggers' names are compared with the proxy's own first, so that nothing is changed when one of them does not exist.
///
/// # Errors
/// As [`levels`], and [`LoggingError::Level`] for a logger that the proxy does not have.
pub fn set(admin: &Admin, change: &Change) -> Result<Loggers, LoggingError> {
    let mut now = levels(admin)?;
    if !now.are_fine_grained() {
        change.check(now.0.iter().map(|logger| logger.name.as_str()))?;
    }
    for path in change.requests() {
        now = read(admin, &path)?;
    }
    Ok(now)
}

/// Sets every level back to what the proxy was started with, and gives all of them as they are afterwards.
///
/// `/server_info` tells the command line: Envoy's own default is `info`, Istio starts its proxies with `warning` (and `misc:error`), and
/// an owner may have chosen another one.
///
/// # Errors
/// As [`set`]; [`LoggingError::Answer`] also when the command line cannot be read.
pub fn reset(admin: &Admin) -> Result<Loggers, LoggingError> {
    const PATH: &str = "/server_info";
    let change = started_with(&admin.get(PATH)?);
    let change = change.map_err(|why| LoggingError::Answer { address: admin.address().to_owned(), path: PATH, why })?;
    set(admin, &change)
}

/// The levels that a proxy was started with, from the bytes of its `/server_info`.
///
/// # Errors
/// What is wrong with the answer, as a clause.
pub fn started_with(server_info: &[u8]) -> Result<Change, String> {
    #[derive(Deserialize)]
    struct ServerInfo {
        command_line_options: CommandLine,
    }
    #[derive(Deserialize)]
    struct CommandLine {
        log_level: String,
        #[serde(default)]
        component_log_level: String,
    }
    let info: ServerInfo = serde_json::from_slice(server_info).map_err(|error| error.to_string())?;
    let CommandLine { log_level, component_log_level } = info.command_line_options;
    // Envoy reads --component-log-level in the same notation, so that all of it reads as one change.
    let mut notation = log_level;
    if !component_log_level.is_empty() {
        notation = format!("{notation},{component_log_level}");
    }
    notation.parse::<Change>().map_err(|error| error.to_string())
}

fn read(admin: &Admin, path: &str) -> Result<Loggers, LoggingError> {
    let body = admin.post(path)?;
    Loggers::parse(&String::from_utf8_lossy(&body)).ok_or_else(|| LoggingError::Answer {
        address: admin.address().to_owned(),
        path: "/logging",
        why: "it has no list of loggers".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_loggers_reads_and_prints_as_envoy_prints_it() {
        let text = "active loggers:\n  admin: info\n  http2: off\n\n";
        let loggers = Loggers::parse(text).unwrap();
        assert_eq!(loggers.0[1], Logger { name: "http2".into(), level: "off".into() });
        assert_eq!(loggers.to_string(), text);
        assert!(!loggers.are_fine_grained());
        assert!(Loggers::parse("active loggers:\n\n").unwrap().are_fine_grained());
        assert!(Loggers::parse("active loggers:\n  source/common/a.cc: info\n").unwrap().are_fine_grained());
        for other in ["", "LIVE\n", "active loggers:\n  admin\n", "<html>"] {
            assert_eq!(Loggers::parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_command_line_tells_what_to_reset_to() {
        let started = |options: &str| started_with(format!(r#"{{"state":"LIVE","command_line_options":{options}}}"#).as_bytes());
        let istio = started(r#"{"log_level":"warning","component_log_level":"misc:error"}"#).unwrap();
        assert_eq!(istio.requests(), ["/logging?level=warning", "/logging?misc=error"]);
        let plain = started(r#"{"log_level":"info","component_log_level":""}"#).unwrap();
        assert_eq!(plain.requests(), ["/logging?level=info"]);
        for bad in [r#"{}"#, r#"{"log_level":"loud"}"#, r#"{"log_level":3}"#] {
            assert!(started(bad).is_err(), "{bad}");
        }
    }
}
