//! The same work for many proxies, side by side.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::exit::{Failure, say};
use super::notes::Note;

/// How many proxies are asked at once. More would make the API server, which all of it goes through, no faster.
pub const AT_ONCE: usize = 16;

/// How many proxies are read at once: one after the other where they have to be read in order.
pub fn at_once(in_order: bool) -> usize {
    if in_order { 1 } else { AT_ONCE }
}

/// How many results may wait for one that was begun before them, so that memory does not grow with the number of proxies.
const WAITING: usize = 2 * AT_ONCE;

/// Does `work` for each item, `at_once` at a time, and hands the results to `done` in the items' order.
///
/// # Errors
/// The first of `done`; what was not begun by then is not begun any more.
pub fn each<I: Sync, T: Send, E>(
    items: &[I],
    at_once: usize,
    what: &'static str,
    work: impl Fn(&I) -> T + Sync,
    mut done: impl FnMut(&I, T, &Progress) -> Result<(), E>,
) -> Result<(), E> {
    let progress = Progress::new(items.len(), what);
    // The next item to begin, and how many have been handed on.
    let turn = (Mutex::new((0_usize, 0_usize)), Condvar::new());
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..at_once.min(items.len()) {
            let (sender, turn, work) = (sender.clone(), &turn, &work);
            scope.spawn(move || {
                loop {
                    let guard = turn.0.lock().unwrap_or_else(PoisonError::into_inner);
                    let is_far_ahead = |(next, handed): &mut (usize, usize)| *next < items.len() && *next >= handed.saturating_add(WAITING);
                    let mut guard = turn.1.wait_while(guard, is_far_ahead).unwrap_or_else(PoisonError::into_inner);
                    let index = guard.0;
                    guard.0 += 1;
                    drop(guard);
                    let Some(item) = items.get(index) else { return };
                    // Nobody receives any more once the output has failed.
                    if sender.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut next = 0;
        let mut result = Ok(());
        for (index, answer) in receiver {
            progress.bar.inc(1);
            early.insert(index, answer);
            while let Some(answer) = early.remove(&next) {
                if result.is_ok() {
                    result = done(&items[next], answer, &progress);
                }
                next += 1;
                let mut guard = turn.0.lock().unwrap_or_else(PoisonError::into_inner);
                guard.1 = next;
                if result.is_err() {
                    guard.0 = items.len();
                }
                turn.1.notify_all();
            }
        }
        progress.bar.finish_and_clear();
        result
    })
}

/// How far the work has come, on a terminal.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    fn new(length: usize, what: &'static str) -> Progress {
        let target =
            if std::io::stderr().is_terminal() && length > 1 { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(length as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len} {msg}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar }
    }

    /// Does something with the terminal while the bar is away.
    pub fn suspend<T>(&self, output: impl FnOnce() -> T) -> T {
        self.bar.suspend(output)
    }
}

/// What was said of many proxies, and which of them failed: told at the end, each line once.
#[derive(Debug, Default)]
pub struct Told {
    /// Each note, and whose it is.
    notes: Vec<(Note, Vec<String>)>,
    failures: Vec<(String, Failure)>,
}

impl Told {
    /// Adds what was said of a proxy.
    pub fn notes(&mut self, proxy: &str, notes: Vec<Note>) {
        for note in notes {
            // What names the proxy itself is different for each.
            match self.notes.iter_mut().find(|(known, _)| *known == note) {
                Some((_, proxies)) if proxies.last().is_some_and(|last| last == proxy) => {}
                Some((_, proxies)) => proxies.push(proxy.to_owned()),
                None => self.notes.push((note, vec![proxy.to_owned()])),
            }
        }
    }

    /// Adds a proxy that failed.
    pub fn failure(&mut self, proxy: &str, failure: Failure) {
        self.failures.push((proxy.to_owned(), failure));
    }

    /// How many failed.
    pub fn failed(&self) -> usize {
        self.failures.len()
    }

    /// Says all of it on standard error: the failures last, with what to do next once. `total` is the number of proxies.
    pub fn say(&self, total: usize) {
        for ((kind, text), proxies) in &self.notes {
            let more = proxies.len() - 1;
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            say(kind, &format!("{}{more}: {text}", proxies[0]));
        }
        if self.failures.is_empty() {
            return;
        }
        if let ([(_, failure)], 1) = (&self.failures[..], total) {
            failure.say();
            return;
        }
        say("error", &format!("{} of {total} proxies failed; the others' answers are whole", self.failures.len()));
        let mut hints: Vec<&str> = Vec::new();
        for (proxy, failure) in &self.failures {
            say("error", &format!("{proxy}: {}", failure.cause));
            hints.extend(failure.advice.as_deref());
        }
        let mut said = Vec::new();
        for hint in hints {
            if !said.contains(&hint) {
                say("hint", hint);
                said.push(hint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_not_too_far_ahead() {
        let items: Vec<usize> = (0..300).collect();
        let begun = Mutex::new(0);
        let mut handed = Vec::new();
        let work = |item: &usize| {
            *begun.lock().unwrap() += 1;
            // The first takes long.
            if *item == 0 {
                thread::sleep(Duration::from_millis(100));
            }
            item * 2
        };
        let done = |item: &usize, answer, _: &Progress| {
            if handed.is_empty() {
                assert!(*begun.lock().unwrap() <= WAITING + AT_ONCE);
            }
            assert_eq!(answer, item * 2);
            handed.push(*item);
            Ok::<(), ()>(())
        };
        assert_eq!(each(&items, AT_ONCE, "items", work, done), Ok(()));
        assert_eq!(handed, items);
    }

    #[test]
    fn an_output_that_fails_ends_the_work() {
        let items: Vec<usize> = (0..1000).collect();
        let begun = Mutex::new(0);
        let result =
            each(&items, AT_ONCE, "items", |_| *begun.lock().unwrap() += 1, |item, (), _| if *item == 3 { Err("closed") } else { Ok(()) });
        assert_eq!(result, Err("closed"));
        assert!(*begun.lock().unwrap() < 1000);
    }
}
