//! Many requests, one a line: answers in the same order.

use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::exit::{DONE, Failure, INCOMPLETE, UNREACHABLE, say};
use crate::source::file;
use crate::trace::answer::Answer;
use crate::trace::asked::{Asked, Url};
use crate::trace::entry::{self, Entry};
use crate::trace::model::Model;
use crate::trace::walk::{Trace, trace};

/// How many lines a thread takes at once.
const LINES: usize = 256;

/// Answers each line. Gives the exit code.
///
/// # Errors
/// Where the file can't be read, or the output fails.
pub fn run(path: &Path, model: &Model<'_>, out: &mut dyn Write) -> Result<u8, Failure> {
    let content = file::read(path).map_err(|error| Failure::new(UNREACHABLE, error))?;
    let lines: Vec<(usize, &[u8])> =
        content.bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()).collect();
    let parts: Vec<&[(usize, &[u8])]> = lines.chunks(LINES).collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<Vec<u8>>>> = Mutex::new(vec![None; parts.len()]);
    let wrong: Mutex<Vec<(usize, String)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(at) else { return };
            let mut text = Vec::with_capacity(part.len() * 512);
            for (number, line) in *part {
                if let Err(what) = answer(line, model, &mut text) {
                    wrong.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((number + 1, what));
                }
            }
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner)[at] = Some(text);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(parts.len().max(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    for text in done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).into_iter().flatten() {
        out.write_all(&text)?;
    }
    let mut wrong = wrong.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    wrong.sort();
    if let Some((number, what)) = wrong.first() {
        say("error", &format!("{}: line {number}: {what}", path.display()));
        if wrong.len() > 1 {
            say("error", &format!("{} more lines can't be read", wrong.len() - 1));
        }
        return Ok(INCOMPLETE);
    }
    Ok(DONE)
}

/// Appends a line's answer. A line that can't be read gets one too, so that the answers stand beside the questions.
///
/// # Errors
/// Where it can't be read: what is wrong.
fn answer(line: &[u8], model: &Model<'_>, text: &mut Vec<u8>) -> Result<(), String> {
    let mut asked = match Asked::read(line) {
        Ok(asked) => asked,
        Err(error) => {
            let what = error.to_string();
            text.extend_from_slice(serde_json::json!({"disposition": "error", "reason": what}).to_string().as_bytes());
            text.push(b'\n');
            return Err(what);
        }
    };
    let (host, port) = target(&asked);
    let found = match entry::find(model, &mut asked, &host, port, false) {
        Entry::One(listener) => trace(model, listener, &asked.connection, asked.request.as_ref()),
        Entry::None(reason) => Trace::without_listener(reason),
        Entry::Several(listeners) => {
            let names: Vec<_> = listeners.iter().take(4).map(|listener| &*listener.name).collect();
            Trace::without_listener(format!("{} listeners fit, say which with listener or port: {} …", listeners.len(), names.join(", ")))
        }
    };
    let written = serde_json::to_writer(&mut *text, &Answer::of(&found)).map_err(|error| error.to_string());
    text.push(b'\n');
    written
}

/// Where the client connects to.
fn target(asked: &Asked) -> (String, u16) {
    match &asked.request {
        Some(request) => {
            let url = Url { scheme: request.scheme.clone(), authority: request.authority.clone(), path: String::new() };
            let port = url.port();
            (url.authority, port)
        }
        None => (String::new(), asked.connection.destination.map_or(80, |destination| destination.port())),
    }
}
