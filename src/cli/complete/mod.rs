//! What a shell offers for an unfinished command line.
//!
//! The scripts of bash, zsh and fish ask the program itself, by `meshctl __complete WORD…` (bash by `__complete_line LINE`), and kubectl
//! does so by a link that is called `kubectl_complete-meshctl`. The answer has the form that cobra gave such answers: a candidate a line,
//! with a tab and its help behind it, then a line with a colon and what the shell should do. The last word is the one to complete; of
//! `--flag=VALUE` only the value is offered.

mod line;
mod names;
mod offer;
mod resources;
mod script;

use std::env;
use std::io::{self, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{exit, name};
use offer::Offers;
pub use script::script;

/// The words that ask for an answer, by words and by a line.
const BY_WORDS: &str = "__complete";
const BY_LINE: &str = "__complete_line";

/// What the name of the link begins with that kubectl calls.
const FOR_KUBECTL: &str = "kubectl_complete-";

/// How long anything may take that is not known by the program itself: nobody waits longer for a tab.
const LIMIT: Duration = Duration::from_millis(1500);

/// Files are not offered.
const NO_FILES: u8 = 4;

/// No blank follows what is offered.
const NO_SPACE: u8 = 2;

/// The words to complete the last of, if that is what the program was called for.
pub fn asked() -> Option<Vec<String>> {
    let mut arguments = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).peekable();
    let mut words: Vec<String> = if name::own().starts_with(FOR_KUBECTL) {
        arguments.collect()
    } else {
        match arguments.next()?.as_str() {
            BY_WORDS => arguments.collect(),
            BY_LINE => line::split(&arguments.next().unwrap_or_default()).into_iter().skip(1).collect(),
            _ => return None,
        }
    };
    if words.is_empty() {
        words.push(String::new());
    }
    Some(words)
}

/// Prints what is offered for the last of these words.
pub fn answer(words: &[String]) {
    // A line of a shell that is being written is no place for words of ours.
    exit::silence();
    let mut command = name::command();
    command.build();
    let offers = offer::offers(&line::read(&command, words));
    let mut text = String::new();
    for (word, help) in &offers.words {
        // The form has no place for what breaks a line.
        if !word.contains(['\n', '\t']) {
            let tab = if help.is_empty() { "" } else { "\t" };
            text += &format!("{word}{tab}{help}\n");
        }
    }
    // Nobody is left to hear of it where this fails.
    let _ = io::stdout().write_all(format!("{text}:{}\n", directive(&offers)).as_bytes());
}

fn directive(offers: &Offers) -> u8 {
    let is_open = !offers.words.is_empty() && offers.words.iter().all(|(word, _)| word.ends_with(['/', '=']));
    (if offers.files { 0 } else { NO_FILES }) + (if is_open { NO_SPACE } else { 0 })
}

/// What the task gives, if it is done in time. One that is not is left behind, and ends with the process.
fn in_time<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || drop(sender.send(task())));
    receiver.recv_timeout(LIMIT).ok()
}
