//! The help of every command as it stands in `tests/help/`, its examples, and what is said about wrong command lines.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use support::help::{commands, examples, needs_a_cluster, page};
use support::run::{Meshctl, fixture};
use support::shell::{Folder, bash};
use support::{kept, scenes};

#[test]
fn help_is_as_kept() {
    let mut names = vec!["mistakes.txt".to_owned()];
    for command in commands() {
        let name = format!("{}.txt", [&["meshctl".to_owned()], &*command].concat().join("-"));
        let mut text = String::new();
        for flag in ["-h", "--help"] {
            let words = [&["meshctl".to_owned()], &*command, &[flag.to_owned()]].concat().join(" ");
            write!(text, "$ {words}\n{}\n", page(&command, flag)).unwrap();
        }
        kept::check(&format!("tests/help/{name}"), &text);
        names.push(name);
    }
    kept::check_names("tests/help", names.iter().map(String::as_str));
}

/// Lines of a page of help are not cut off or wrapped into each other on a terminal of 100 columns.
#[test]
fn examples_stand_on_one_line_each() {
    for command in commands() {
        let page = page(&command, "--help");
        assert!(page.starts_with("Examples:\n"), "{command:?} begins with examples");
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{command:?}");
    }
}

#[test]
fn every_example_works() {
    let envoy = scenes::dynamic();
    let folder = Folder::new();
    for name in ["dump.json", "before.json", "after.json", "clusters.json"] {
        let fixture = if name == "clusters.json" { name } else { "config_dump.json" };
        fs::copy(self::fixture("istio/bookinfo-sidecar/") + fixture, folder.path().join(name)).unwrap();
    }
    for place in [".zfunc", ".config/fish/completions"] {
        fs::create_dir_all(folder.path().join(place)).unwrap();
    }
    let mut count = 0;
    for command in commands() {
        for example in examples(&page(&command, "--help")).filter(|example| !needs_a_cluster(example)) {
            let script = example.replace("http://localhost:15000", envoy.address());
            let output = bash(&script, folder.path()).output().unwrap();
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{example}: {}\n{err}", output.status);
            // What is saved or loaded into the shell prints nothing; anything else finds something to show.
            let is_saved = example.contains(['>', '<']) || example.starts_with("meshctl redact");
            let rows = if is_saved { 0 } else { 2 };
            assert!(out.lines().count() >= rows || example.contains("--admin"), "{example}\n{out}\n{err}");
            assert!(!err.contains("error:") && !err.contains("warning:"), "{example}\n{err}");
            count += 1;
        }
    }
    assert!(count > commands().len(), "{count} examples");
    assert!(fs::read_to_string(folder.path().join(".zfunc/_meshctl")).unwrap().starts_with("#compdef meshctl\n"));
}

/// What groff has to say of a page; nothing where it is not installed.
fn groff_on(page: &[u8]) -> Option<(String, String)> {
    let child =
        Command::new("groff").args(["-man", "-Tutf8", "-ww"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: groff is not installed, so manual pages are not set");
        return None;
    };
    child.stdin.take().unwrap().write_all(page).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // What is bold is so by escapes of the terminal or by letters that are struck twice.
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => drop(letters.by_ref().find(char::is_ascii_alphabetic)),
            '\u{8}' => drop(plain.pop()),
            _ => plain.push(letter),
        }
    }
    Some((plain, String::from_utf8(output.stderr).unwrap()))
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    let written = Meshctl::new(["man", "--dir", "pages/man1"]).folder(folder.path()).run().quietly();
    assert_eq!(written.text().lines().count(), commands().len());
    for command in commands() {
        let words: Vec<&str> = ["man"].into_iter().chain(command.iter().map(String::as_str)).collect();
        let run = Meshctl::new(&words).run().quietly();
        let name = [&["meshctl".to_owned()], &*command].concat().join("-");
        let file = format!("pages/man1/{name}.1");
        assert!(written.text().lines().any(|line| line == file), "{file}");
        assert_eq!(fs::read(folder.path().join(&file)).unwrap(), run.stdout, "{file}");
        for heading in [".TH ", ".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n", ".SH \"EXAMPLES\"\n", ".SH \"SEE ALSO\"\n"] {
            assert!(run.text().contains(heading), "{name} has no {heading}");
        }
        let Some((text, said)) = groff_on(&run.stdout) else { continue };
        assert_eq!(said, "", "{name}");
        let long = page(&command, "--help");
        let flags = long.split_whitespace().filter_map(|word| word.strip_prefix("--"));
        for flag in flags.map(|flag| flag.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap()) {
            assert!(text.contains(&format!("--{flag}")), "{name} does not tell of --{flag}\n{text}");
        }
        for example in examples(&long) {
            assert!(text.contains(example), "{name} lacks the example {example}\n{text}");
        }
    }
    Meshctl::new(["man", "pc", "rooute"]).run().ends_with(2).says("has no command rooute").says("route").prints_nothing();
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let mut text = String::new();
    for mistake in [
        "pc cluster",
        "pc all",
        "pc log",
        "pc cluster -f",
        "pc cluster -f dump.json --admin http://localhost:15000",
        "pc cluster -f dump.json --fqnd reviews",
        "pc cluster pod/web/productpage",
        "pc cluster configmap/web",
        "pc cluster web -f bookinfo-gateway/config_dump.json",
        "pc cluster -l app=web --admin http://localhost:15000",
        "pc cluster -A -n web --all-pods",
        "pc endpoint -f dump.json --port 70000",
        "pc endpoint -f dump.json --port -1",
        "pc endpoint -f dump.json --status ill",
        "pc listener -f dump.json --type UDP",
        "pc route -f dump.json --origin bookinfo",
        "pc listener -f dump.json --state nacked",
        "pc status -f dump.json -o name",
        "pc route -f dump.json -o xml",
        "pc route --admin /run/admin.sock",
        "pc secret -f dump.json --now tomorrow",
        "pc log --admin http://localhost:15000 --level loud",
        "pc log --admin http://localhost:15000 --level debug --reset",
        "pc log -f dump.json",
        "pc log --admin http://localhost:15000 --for 1m",
        "pc rootca-compare a",
        "pc clutser -f dump.json",
        "completion",
        "proxyconfig",
    ] {
        let run = Meshctl::new(mistake.split(' ')).env("COLUMNS", "100").run().ends_with(2).prints_nothing();
        writeln!(text, "$ meshctl {mistake}\n{}", run.stderr).unwrap();
    }
    kept::check("tests/help/mistakes.txt", &text);
}
