//! The README's examples, run as they stand there.
//!
//! A block ```` ```sh ```` is a script whose lines are comments, `cd`, or commands of ours, and which works. A block ```` ```console ````
//! has commands after `$ `, each with all that it prints. A block ```` ```sh cluster ```` needs a cluster, and is run in `tests/cluster`.
//! A block ```` ```sh not-run ```` can't be run here: it installs. There is no other kind.

mod support;

use std::fs;
use std::path::Path;

use support::envoy::Envoy;
use support::kept;
use support::scenes;
use support::shell::{Folder, ROOT, bash};

/// How many blocks are not run. Another one should be a decision, not a habit.
const NOT_RUN: usize = 6;

/// The proxies that the README speaks of by these addresses.
struct Proxies {
    http: Envoy,
    socket: Envoy,
}

impl Proxies {
    fn start() -> Proxies {
        let socket = scenes::bare("{ address: { pipe: { path: \"@DIR@/admin.sock\", mode: 384 } } }");
        Proxies { http: scenes::dynamic(), socket }
    }

    /// What a shell runs for `line`: ours is the built program, and the addresses are those of these proxies.
    fn real(&self, line: &str) -> String {
        line.replace("cargo run --release -- ", "meshctl ")
            .replace("http://localhost:9901", self.http.address())
            .replace("unix:///run/envoy/admin.sock", self.socket.address())
    }

    /// What a terminal would show of a command, which must work.
    fn run(&self, command: &str) -> String {
        let home = Folder::new();
        let script = format!("exec 2>&1\n{}", self.real(command));
        let output = bash(&script, Path::new(ROOT)).env("HOME", home.path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{command}\n{}\n{text}", output.status);
        // Shown as it is called in the README, not as it is called here.
        text.replace(self.http.address(), "http://localhost:9901").replace(self.socket.address(), "unix:///run/envoy/admin.sock")
    }
}

/// Whether a line of an example is one of those that a test should run.
fn is_ours(line: &str) -> bool {
    ["meshctl ", "cargo run --release -- ", "cd "].iter().any(|start| line.starts_with(start))
}

/// The text with the outputs of its `console` blocks as they are now, and how many blocks were not run.
fn run_examples(text: &str) -> (String, usize) {
    let proxies = Proxies::start();
    let (mut new, mut not_run) = (String::new(), 0);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        new += &format!("{line}\n");
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind {
            "sh" => {
                let commands: Vec<&str> = block.iter().copied().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
                assert!(commands.iter().all(|line| is_ours(line)), "a line of this block is no command of ours:\n{}", block.join("\n"));
                proxies.run(&commands.join(" &&\n"));
                new += &block.iter().map(|line| format!("{line}\n")).collect::<String>();
            }
            "console" => {
                assert!(block.first().is_some_and(|line| line.starts_with("$ ")), "a console begins with a command:\n{}", block.join("\n"));
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    assert!(is_ours(command), "{command}");
                    let shown = proxies.run(command);
                    let shown = shown.lines().fold(String::new(), |shown, line| shown + line.trim_end() + "\n");
                    new += &format!("$ {command}\n{}\n", shown.trim_end());
                }
            }
            "sh cluster" => new += &block.iter().map(|line| format!("{line}\n")).collect::<String>(),
            "sh not-run" => {
                not_run += 1;
                new += &block.iter().map(|line| format!("{line}\n")).collect::<String>();
            }
            other => panic!("unknown kind of block: {other:?}"),
        }
        new += "```\n";
    }
    (new, not_run)
}

#[test]
fn the_examples_do_what_the_readme_says() {
    let text = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let (new, not_run) = run_examples(&text);
    kept::check("README.md", &new);
    assert_eq!(not_run, NOT_RUN, "blocks that are not run");
}

/// The texts for people, and what they say.
fn texts() -> [(&'static str, String); 4] {
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benches/README.md"].map(|name| {
        let text = fs::read_to_string(Path::new(ROOT).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, text)
    })
}

#[test]
fn lines_are_not_too_wide_to_read() {
    for (name, text) in texts() {
        for line in text.lines().filter(|line| !line.starts_with('|')) {
            assert!(line.chars().count() <= 140, "{name}: {line}");
        }
    }
}

/// What a text calls `tests/run` must be there. Capitals stand for any name: `fixtures/istio/NAME/`.
#[test]
fn files_that_the_texts_name_are_there() {
    const FOLDERS: [&str; 8] = ["src/", "tests/", "fixtures/", "tools/", "benches/", "completions/", "examples/", ".ci/"];
    let mut count = 0;
    for (name, text) in texts() {
        // What stands between an odd backtick and the next one.
        for path in text.split('`').skip(1).step_by(2).filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder))) {
            if !path.contains(|character: char| character.is_ascii_uppercase()) {
                assert!(Path::new(ROOT).join(path).exists(), "{name} tells of {path}");
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count} files");
}
