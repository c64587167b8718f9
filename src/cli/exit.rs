//! How a command ends: its exit code, and what it says on standard error.

use std::fmt::Display;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::source::admin::AdminError;
use crate::source::pod::PodError;
use crate::source::snapshot::{BundleError, WriteError};

/// Done.
pub const DONE: u8 = 0;
/// Done, and the answer is no: what was compared is not the same, or what was looked for is not there.
pub const FOUND: u8 = 1;
/// The arguments could not be used.
pub const USAGE: u8 = 2;
/// The source could not be reached, or refused.
pub const UNREACHABLE: u8 = 3;
/// The source is not what it should be, or only in part.
pub const INCOMPLETE: u8 = 4;

/// Why a command could not be done.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    /// What failed, on what.
    pub cause: String,
    /// What to do next.
    pub advice: Option<String>,
}

impl Failure {
    /// A failure with this exit code.
    pub fn new(code: u8, cause: impl Display) -> Self {
        Failure { code, cause: cause.to_string(), advice: None }
    }

    /// The same, with what to do next.
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// The same, with another exit code.
    pub fn with_code(self, code: u8) -> Self {
        Failure { code, ..self }
    }

    /// Says it on standard error.
    pub fn say(&self) {
        say("error", &self.cause);
        if let Some(advice) = &self.advice {
            say("hint", advice);
        }
    }
}

impl From<std::io::Error> for Failure {
    /// A failure to write the output. A closed pipe ends the program quietly: whoever read it has what it wanted.
    fn from(error: std::io::Error) -> Self {
        let code = if error.kind() == std::io::ErrorKind::BrokenPipe { DONE } else { UNREACHABLE };
        Failure::new(code, format!("cannot write the output: {error}"))
    }
}

impl From<AdminError> for Failure {
    fn from(error: AdminError) -> Self {
        Failure::of_admin(&error)
    }
}

impl Failure {
    /// A failure of an admin interface: a bad address is the caller's, anything else the source's.
    pub fn of_admin(error: &AdminError) -> Self {
        let is_usage = match error {
            AdminError::BadAddress { .. } => true,
            AdminError::Pod(error) => error.is_usage,
            _ => false,
        };
        Failure { code: if is_usage { USAGE } else { UNREACHABLE }, cause: error.to_string(), advice: error.hint() }
    }
}

impl From<WriteError> for Failure {
    /// A snapshot that can't be written where it should be.
    fn from(error: WriteError) -> Self {
        Failure { code: USAGE, cause: error.to_string(), advice: error.hint() }
    }
}

impl From<BundleError> for Failure {
    /// A folder or an archive that can't be read.
    fn from(error: BundleError) -> Self {
        let code = if matches!(error, BundleError::Io { .. }) { UNREACHABLE } else { INCOMPLETE };
        Failure { code, cause: error.to_string(), advice: error.hint() }
    }
}

impl From<PodError> for Failure {
    fn from(error: PodError) -> Self {
        AdminError::Pod(error).into()
    }
}

/// Whether nothing is said any more.
static IS_SILENT: AtomicBool = AtomicBool::new(false);

/// Keeps the process from saying anything from now on.
pub fn silence() {
    IS_SILENT.store(true, Ordering::Relaxed);
}

/// Says something on standard error, in one line. Nobody is left to hear of it where that fails.
pub fn say(kind: &str, text: &str) {
    if IS_SILENT.load(Ordering::Relaxed) {
        return;
    }
    let _ = writeln!(std::io::stderr(), "{kind}: {}", crate::section::one_line(text));
}
