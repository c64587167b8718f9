//! The built program, run as a user runs it, with nothing of the environment in which the tests themselves run.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::table::Table;

/// How long a run may take; only one that hangs, or a machine that is far too busy, takes so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// Its arguments, for messages.
    pub args: String,
    /// Its exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it said.
    pub stderr: String,
}

/// A run that is being prepared. Its folder is `fixtures/istio`, where the tests' dumps stand.
pub struct Meshctl {
    command: Command,
    args: String,
    input: Option<Vec<u8>>,
}

/// Runs the program with these arguments.
pub fn meshctl<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    Meshctl::new(args).run()
}

/// Runs the program with these arguments, separated by blanks, and this input.
pub fn fed(args: &str, input: impl Into<Vec<u8>>) -> Run {
    Meshctl::new(args.split_whitespace()).input(input).run()
}

/// The path of a fixture, from the folder `fixtures`.
pub fn fixture(path: &str) -> String {
    format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// The bytes of a fixture.
pub fn read_fixture(path: &str) -> Vec<u8> {
    std::fs::read(fixture(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Meshctl {
    /// A run with these arguments.
    pub fn new<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Meshctl {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meshctl"));
        command.env_clear().current_dir(fixture("istio"));
        let mut shown = Vec::new();
        for arg in args {
            command.arg(arg.as_ref());
            shown.push(arg.as_ref().to_string_lossy().into_owned());
        }
        Meshctl { command, args: shown.join(" "), input: None }
    }

    /// Gives it standard input.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Meshctl {
        self.input = Some(bytes.into());
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Meshctl {
        self.command.env(name, value);
        self
    }

    /// Sets the folder in which it runs.
    pub fn folder(mut self, path: impl AsRef<Path>) -> Meshctl {
        self.command.current_dir(path);
        self
    }

    /// Runs it, and closes its output after the first line, as `head -n 1` does. Gives the run with that line.
    pub fn first_line(mut self) -> Run {
        let mut child = self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = Vec::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_until(b'\n', &mut line).unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        Run { args: self.args, code: wait(&mut child).unwrap_or(-1), stdout: line, stderr }
    }

    /// Runs it to its end. A run that panics, is killed, hangs or ends with an undocumented exit code fails the test.
    pub fn run(mut self) -> Run {
        self.command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = self.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdin, mut out, mut err) = (child.stdin.take(), child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = thread::scope(|scope| {
            if let (Some(mut stdin), Some(input)) = (stdin, &self.input) {
                // A program that ends before it has read everything closes the pipe.
                scope.spawn(move || drop(stdin.write_all(input)));
            }
            scope.spawn(|| out.read_to_end(&mut stdout).unwrap());
            scope.spawn(|| err.read_to_end(&mut stderr).unwrap());
            wait(&mut child)
        });
        let stderr = String::from_utf8(stderr).unwrap_or_else(|error| panic!("{}: standard error is not UTF-8: {error}", self.args));
        let run = Run { args: self.args, code: code.unwrap_or(-1), stdout, stderr };
        assert!(matches!(run.code, 0..=4) && !run.stderr.contains("panicked"), "{}", run.told());
        run
    }
}

/// The child's exit code, if it ends by itself.
fn wait(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

impl Run {
    /// What it printed, as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap_or_else(|error| panic!("{}: the output is not UTF-8: {error}", self.args))
    }

    /// What it printed, as a table.
    pub fn table(&self) -> Table {
        Table::parse(self.text())
    }

    /// What it printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{}", self.told()))
    }

    /// Checks that it ended with `code`.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Run {
        assert_eq!(self.code, code, "{}", self.told());
        self
    }

    /// Checks that it was done without a word.
    #[track_caller]
    pub fn quietly(self) -> Run {
        assert!(self.code == 0 && self.stderr.is_empty(), "{}", self.told());
        self
    }

    /// Checks that it said this on standard error.
    #[track_caller]
    pub fn says(self, part: &str) -> Run {
        assert!(self.stderr.contains(part), "it does not say {part:?}\n{}", self.told());
        self
    }

    /// Checks that it printed nothing.
    #[track_caller]
    pub fn prints_nothing(self) -> Run {
        assert!(self.stdout.is_empty(), "{}", self.told());
        self
    }

    /// Everything about it, for a failed test; long output is cut.
    pub fn told(&self) -> String {
        let stdout: String = String::from_utf8_lossy(&self.stdout).chars().take(2000).collect();
        format!("meshctl {} gave {}\n--- standard error\n{}--- standard output\n{stdout}", self.args, self.code, self.stderr)
    }
}
