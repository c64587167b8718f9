//! The command lines of istioctl, and what it gave for them.

use crate::support::run::{Meshctl, Run, read_fixture};

/// One command line, and what istioctl gave for it.
#[derive(Debug)]
pub struct Golden {
    /// Its name: `FIXTURE/WHAT`.
    pub name: String,
    /// The words behind the program's name.
    pub args: Vec<String>,
    /// The file that it reads from, in the folder of the dumps.
    pub input: Option<String>,
    /// The exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
}

/// What an output is compared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tables.
    Tables,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// All of them.
pub fn read() -> Vec<Golden> {
    let index = text("goldens/index.tsv");
    let mut lines = index.lines();
    assert_eq!(lines.next(), Some("name\targv\tfile\texit\tstderr_file\tstdout_bytes\trerun"));
    let golden = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let (args, input) = words(fields[1]);
        let stdout = text(fields[2]);
        assert_eq!(stdout.len().to_string(), fields[5], "{}", fields[0]);
        Golden { name: fields[0].to_owned(), args, input, code: fields[3].parse().unwrap(), stdout }
    };
    lines.map(golden).collect()
}

fn text(path: &str) -> String {
    String::from_utf8(read_fixture(&format!("istio/{path}"))).unwrap()
}

/// The words of a shell's line behind its first, and the file from which standard input comes.
fn words(line: &str) -> (Vec<String>, Option<String>) {
    let mut words = Vec::new();
    let (mut word, mut is_quoted, mut is_open) = (String::new(), false, false);
    for character in line.chars().chain([' ']) {
        match character {
            '\'' => (is_quoted, is_open) = (!is_quoted, true),
            ' ' if !is_quoted => {
                if std::mem::take(&mut is_open) {
                    words.push(std::mem::take(&mut word));
                }
            }
            other => {
                word.push(other);
                is_open = true;
            }
        }
    }
    assert_eq!(words.remove(0), "istioctl", "{line}");
    let input = words.iter().position(|word| word == "<").map(|at| words.split_off(at)[1].clone());
    (words, input)
}

impl Golden {
    /// Runs this program with the same words.
    pub fn run(&self) -> Run {
        self.run_with(&self.args, |run| run)
    }

    /// Runs this program with other words for the same, in a place that `prepare` makes.
    pub fn run_with(&self, args: &[String], prepare: impl FnOnce(Meshctl) -> Meshctl) -> Run {
        let mut args = args.to_vec();
        // Whether a certificate is valid depends on the clock; those of the dumps are valid at this time.
        if matches!(self.section(), "secret" | "secrets" | "s" | "all" | "a") {
            args.extend(["--now".to_owned(), "2026-06-01T00:00:00Z".to_owned()]);
        }
        let run = prepare(Meshctl::new(&args));
        match &self.input {
            Some(file) => run.input(read_fixture(&format!("istio/{file}"))).run(),
            None => run.run(),
        }
    }

    /// What its output is.
    pub fn kind(&self) -> Kind {
        let output = self.args.iter().skip_while(|arg| *arg != "-o").nth(1);
        match output.map(String::as_str) {
            Some("json") => Kind::Json,
            Some("yaml") => Kind::Yaml,
            None if matches!(self.section(), "bootstrap" | "b") => Kind::Json,
            _ => Kind::Tables,
        }
    }

    fn section(&self) -> &str {
        self.args.get(1).map_or("", String::as_str)
    }
}
