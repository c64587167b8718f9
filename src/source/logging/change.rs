//! The notation of `--level`, which is istioctl's: `LEVEL` for all loggers, `LOGGER:LEVEL` for one, several with commas between them.

use std::fmt;
use std::str::FromStr;

/// A level of logging, from the one that says most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Everything.
    Trace,
    /// What a developer needs.
    Debug,
    /// What happens; Envoy's own default.
    Info,
    /// What may be wrong; Istio's default.
    Warning,
    /// What is wrong.
    Error,
    /// What ends the proxy.
    Critical,
    /// Nothing.
    Off,
}

impl Level {
    /// All levels, from the one that says most.
    pub const ALL: [Level; 7] = [Level::Trace, Level::Debug, Level::Info, Level::Warning, Level::Error, Level::Critical, Level::Off];

    /// The level's name, as Envoy takes and prints it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Trace => "trace",
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
            Level::Critical => "critical",
            Level::Off => "off",
        }
    }
}

impl FromStr for Level {
    type Err = LevelError;

    /// Reads a level in any case; `warn` is `warning`, which the admin interface itself does not take.
    fn from_str(text: &str) -> Result<Level, LevelError> {
        if text.eq_ignore_ascii_case("warn") {
            return Ok(Level::Warning);
        }
        let known = Level::ALL.into_iter().find(|level| text.eq_ignore_ascii_case(level.name()));
        known.ok_or_else(|| LevelError::Level { given: text.to_owned() })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why levels cannot be set as they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelError {
    /// No level has this name.
    #[error("{given:?} is not a level; the levels are {}", names())]
    Level {
        /// The name that was given.
        given: String,
    },
    /// There is nothing before the colon of a logger's level.
    #[error("{given:?} names no logger; write LOGGER:LEVEL, or LEVEL for all of them")]
    NoLogger {
        /// The item that was given.
        given: String,
    },
    /// The proxy has no logger of this name.
    #[error("the proxy has no logger {given:?}{}", nearest.as_ref().map(|name| format!("; did you mean {name:?}?")).unwrap_or_default())]
    Logger {
        /// The name that was given.
        given: String,
        /// The logger whose name is most like it, if one is.
        nearest: Option<String>,
    },
}

/// What `--level` asks for: a level for all loggers, then levels for some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The level for all loggers.
    pub all: Option<Level>,
    /// The level of each of some loggers, in the order in which they were named first.
    pub loggers: Vec<(String, Level)>,
}

impl FromStr for Change {
    type Err = LevelError;

    /// Reads `[LOGGER:]LEVEL,…` as istioctl does: `=` serves for `:`, a namespace before `::` is ignored, the logger `level` means all of
    /// them, the last level of a logger counts, and a bare level undoes everything before it.
    fn from_str(text: &str) -> Result<Change, LevelError> {
        let mut change = Change::default();
        for item in text.split(',').map(str::trim) {
            let logger_and_level = item.rsplit_once("::").map_or(item, |(_, rest)| rest);
            let Some((logger, level)) = logger_and_level.split_once([':', '=']) else {
                change = Change { all: Some(item.parse()?), loggers: Vec::new() };
                continue;
            };
            let level = level.trim().parse()?;
            match logger.trim() {
                "" => return Err(LevelError::NoLogger { given: item.to_owned() }),
                "level" => change.all = Some(level),
                logger => match change.loggers.iter_mut().find(|(name, _)| name == logger) {
                    Some((_, before)) => *before = level,
                    None => change.loggers.push((logger.to_owned(), level)),
                },
            }
        }
        Ok(change)
    }
}

impl Change {
    /// The paths to post, in order: first the level of all loggers, then those of single ones in one request, which Envoy carries out
    /// whole or not at all (`paths` is known since Envoy 1.22; one logger alone is set in the older notation).
    pub fn requests(&self) -> Vec<String> {
        let all = self.all.map(|level| format!("/logging?level={level}"));
        let some = match self.loggers.as_slice() {
            [] => None,
            [(logger, level)] => Some(format!("/logging?{}={level}", encoded(logger))),
            several => {
                let items: Vec<String> = several.iter().map(|(logger, level)| format!("{}:{level}", encoded(logger))).collect();
                Some(format!("/logging?paths={}", items.join(",")))
            }
        };
        all.into_iter().chain(some).collect()
    }

    /// Compares the loggers' names with those that exist.
    ///
    /// # Errors
    /// [`LevelError::Logger`] for the first that does not exist, with the one whose name is nearest to it.
    pub fn check<'a>(&self, existing: impl Iterator<Item = &'a str> + Clone) -> Result<(), LevelError> {
        match self.loggers.iter().find(|(logger, _)| !existing.clone().any(|name| name == logger)) {
            None => Ok(()),
            Some((given, _)) => {
                let near = existing.map(|name| (distance(given, name), name)).min();
                // A name of which more than half would have to change is no mistyping.
                let near = near.filter(|(distance, _)| *distance * 2 <= given.chars().count());
                Err(LevelError::Logger { given: given.clone(), nearest: near.map(|(_, name)| name.to_owned()) })
            }
        }
    }
}

/// The levels' names, for people.
fn names() -> String {
    Level::ALL.map(Level::name).join(", ")
}

/// A logger's name in a query: what has a meaning there, and what is not ASCII, is percent-encoded.
fn encoded(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'/' | b'*' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

/// How many characters must be put in, left out or replaced to make one name of the other (Levenshtein's distance).
pub(in crate::source) fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(notation: &str) -> Vec<String> {
        notation.parse::<Change>().unwrap().requests()
    }

    #[test]
    fn the_notation_reads_as_istioctls() {
        for (notation, expected) in [
            ("debug", &["/logging?level=debug"][..]),
            ("warn", &["/logging?level=warning"]),
            ("Off", &["/logging?level=off"]),
            ("http:debug", &["/logging?http=debug"]),
            ("http=debug", &["/logging?http=debug"]),
            ("ns::http:debug", &["/logging?http=debug"]),
            ("http:debug,redis:info", &["/logging?paths=http:debug,redis:info"]),
            ("http:debug, http:trace", &["/logging?http=trace"]),
            ("http:debug,info", &["/logging?level=info"]),
            ("info,http:debug", &["/logging?level=info", "/logging?http=debug"]),
            ("http:debug,level:info", &["/logging?level=info", "/logging?http=debug"]),
            ("source/*&quit:debug", &["/logging?source/*%26quit=debug"]),
        ] {
            assert_eq!(requests(notation), expected, "{notation}");
        }
    }

    #[test]
    fn a_wrong_level_is_answered_with_the_right_ones() {
        for notation in ["", "none", "http:", "http:loud", "info,", "http:debug:info"] {
            let error = notation.parse::<Change>().unwrap_err();
            assert!(error.to_string().ends_with("the levels are trace, debug, info, warning, error, critical, off"), "{error}");
        }
        assert_eq!(":debug".parse::<Change>().unwrap_err(), LevelError::NoLogger { given: ":debug".into() });
    }

    #[test]
    fn an_unknown_logger_is_answered_with_the_nearest() {
        let check = |notation: &str| {
            let change: Change = notation.parse().unwrap();
            change.check(["http", "http2", "upstream"].into_iter()).map_err(|error| error.to_string())
        };
        assert_eq!(check("info,http:debug,upstream:off"), Ok(()));
        assert_eq!(check("htp:debug"), Err(r#"the proxy has no logger "htp"; did you mean "http"?"#.into()));
        assert_eq!(check("up:debug"), Err(r#"the proxy has no logger "up""#.into()));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
