//! What a command has to say beside its output, on standard error.

use std::sync::{Mutex, PoisonError};

use super::exit;

/// What is said of one proxy: at once, or kept until its turn where several are asked side by side.
#[derive(Debug, Default)]
pub struct Notes(Option<Mutex<Vec<Note>>>);

/// One line: its kind, such as `note`, and its text.
pub type Note = (&'static str, String);

impl Notes {
    /// Notes that are kept.
    pub fn kept() -> Notes {
        Notes(Some(Mutex::default()))
    }

    /// Says something, in one line.
    pub fn say(&self, kind: &'static str, text: impl Into<String>) {
        match &self.0 {
            Some(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).push((kind, text.into())),
            None => exit::say(kind, &text.into()),
        }
    }

    /// What was kept.
    pub fn take(&self) -> Vec<Note> {
        self.0.as_ref().map(|kept| std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner))).unwrap_or_default()
    }
}
