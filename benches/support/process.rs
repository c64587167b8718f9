//! Runs a command once: how long it takes, how much it prints, and how much memory it holds.

// Each benchmark compiles this module for itself and uses another part of it.
#![allow(dead_code)]

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What a run was like.
pub struct Run {
    pub elapsed: Duration,
    /// How many bytes it printed on standard output.
    pub printed: u64,
    /// Its standard output, when that is short.
    pub text: String,
    /// The most anonymous memory that it was seen to hold, in kilobytes; none where the system does not tell.
    pub memory: Option<u64>,
}

/// How closely a run is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// Only the clock runs.
    Time,
    /// Another thread reads the process's memory again and again, which costs it some time.
    Memory,
}

/// Runs the command and reads its output to the end. It must succeed and print something, if only on standard error.
pub fn run(command: &[OsString], watch: Watch) -> Result<Run, String> {
    let shown = command.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    let stderr = std::env::temp_dir().join(format!("compare-{}.stderr", std::process::id()));
    let file = File::create(&stderr).map_err(|error| format!("{}: {error}", stderr.display()))?;
    let start = Instant::now();
    let mut child = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(file)
        .spawn()
        .map_err(|error| format!("{shown}: {error}"))?;
    let mut out = child.stdout.take().expect("standard output is a pipe");
    let (id, done) = (child.id(), AtomicBool::new(false));
    let (printed, status, elapsed, text, memory) = thread::scope(|scope| {
        let watcher = (watch == Watch::Memory).then(|| scope.spawn(|| highest(id, &done)));
        let (mut buffer, mut printed, mut text) = (vec![0; 1 << 16], 0, Vec::new());
        let printed = loop {
            match out.read(&mut buffer) {
                Ok(0) => break Ok(printed),
                Ok(n) => {
                    printed += n as u64;
                    if text.len() < 1 << 12 {
                        text.extend_from_slice(&buffer[..n]);
                    }
                }
                Err(error) => break Err(error),
            }
        };
        let status = child.wait();
        let elapsed = start.elapsed();
        done.store(true, Ordering::Relaxed);
        (printed, status, elapsed, text, watcher.and_then(|watcher| watcher.join().expect("the watcher does not panic")))
    });
    let said = std::fs::read_to_string(&stderr).unwrap_or_default();
    // What is left in a temporary folder is no reason to stop.
    let _ = std::fs::remove_file(&stderr);
    let printed = printed.map_err(|error| format!("{shown}: {error}"))?;
    match status {
        Ok(status) if !status.success() => Err(format!("{shown}: {status}\n{}", said.trim_end())),
        Err(error) => Err(format!("{shown}: {error}")),
        Ok(_) if printed == 0 && said.is_empty() => Err(format!("{shown}: printed nothing")),
        Ok(_) => Ok(Run { elapsed, printed, text: String::from_utf8_lossy(&text).into_owned(), memory }),
    }
}

/// Whether the command succeeds where the kernel refuses it more than so many kilobytes of private memory; none where there is no
/// such limit.
pub fn fits(command: &[OsString], kilobytes: u64) -> Option<bool> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let limit = format!("ulimit -d {kilobytes} && exec \"$@\"");
    let shell: Vec<OsString> = ["sh", "-c", &limit, "sh"].iter().map(OsString::from).chain(command.iter().cloned()).collect();
    Some(run(&shell, Watch::Time).is_ok())
}

/// The highest `RssAnon` of a process until `done`.
fn highest(id: u32, done: &AtomicBool) -> Option<u64> {
    let mut highest = None;
    while !done.load(Ordering::Relaxed) {
        highest = highest.max(anonymous(&id.to_string()));
        thread::sleep(Duration::from_micros(250));
    }
    highest
}

/// How many kilobytes of anonymous memory a process holds now; `self` is this process.
pub fn anonymous(id: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
