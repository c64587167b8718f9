//! The walls between the rooms of `src/`: who may use whom, and which room may use which crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the other rooms that it may use. Bytes go one way: nobody uses `cli`.
const ROOMS: [(&str, &[&str]); 7] = [
    ("source", &[]),
    ("envoy", &[]),
    ("section", &["envoy"]),
    ("render", &["envoy", "section"]),
    ("redact", &["envoy"]),
    ("trace", &["envoy", "section"]),
    ("cli", &["source", "envoy", "section", "render", "redact", "trace"]),
];

/// Crates that belong to one concern, and the paths below `src/` that may name them.
const CRATES: [(&str, &[&str]); 31] = [
    ("reqwest", &["source/admin"]),
    ("kube", &["source/pod"]),
    ("k8s_openapi", &["source/pod"]),
    ("hyper", &["source/pod"]),
    ("hyper_util", &["source/pod"]),
    ("http_body_util", &["source/pod"]),
    ("tower", &["source/pod"]),
    ("indicatif", &["cli/fleet.rs"]),
    ("tokio", &["source"]),
    ("memmap2", &["source/file.rs"]),
    ("flate2", &["source/file.rs", "source/snapshot"]),
    ("zstd", &["source/file.rs", "source/snapshot"]),
    ("tar", &["source/snapshot"]),
    ("zip", &["source/snapshot"]),
    ("comfy_table", &["render"]),
    ("csv", &["render/csv.rs"]),
    ("jaq_core", &["render/jq.rs"]),
    ("jaq_json", &["render/jq.rs"]),
    ("jaq_std", &["render/jq.rs"]),
    ("colored", &["render", "cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("terminal_size", &["cli"]),
    ("serde_yaml", &["envoy/document.rs", "source/pod/proxy.rs"]),
    ("x509_parser", &["section/certificate.rs"]),
    ("wide", &["envoy/json"]),
    ("ring", &["redact/pseudonym.rs", "cli/redact.rs"]),
    ("regex", &["section/search"]),
    ("regex_automata", &["trace/re2"]),
    ("regex_syntax", &["trace/re2"]),
];

/// What the rooms in the middle must not do: read, write, or end the program.
const EFFECTS: [&str; 8] =
    ["std::fs", "std::net", "std::process", "std::env", "println!", "eprintln!", "std::io::stdout", "std::io::stderr"];

/// All source files: the path below `src/`, and the code without comments and without the tests at a file's end.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let code = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
                sources.insert(path.strip_prefix(&root).unwrap().display().to_string(), code);
            }
        }
    }
    assert!(sources.len() > 30, "the sources have moved");
    sources
}

/// The words that follow `prefix` in a text, up to what cannot be in a name; also each of a list in braces.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        // `pub(crate)` and `$crate` are no uses.
        if code[..at].ends_with(|character: char| is_name(character) || character == '$') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                for part in list.split_inclusive([',', '{', '}']) {
                    if depth == 0 {
                        names.insert(part.trim_start().chars().take_while(|c| is_name(*c)).collect());
                    }
                    match part.chars().last() {
                        Some('{') => depth += 1,
                        Some('}') if depth == 0 => break,
                        Some('}') => depth -= 1,
                        _ => {}
                    }
                }
            }
            None => drop(names.insert(rest.chars().take_while(|c| is_name(*c)).collect())),
        }
    }
    names.remove("");
    names
}

fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn rooms_use_each_other_in_one_direction() {
    let mut used = BTreeSet::new();
    for (path, code) in sources() {
        let room = room_of(&path);
        // The library's root only names the rooms, and the program calls the command line.
        let allowed: &[&str] = match ROOMS.iter().find(|(name, _)| *name == room) {
            Some((_, allowed)) => allowed,
            None if path == "lib.rs" => &[],
            None if path == "main.rs" => {
                assert_eq!(names_after(&code, "meshctl::"), BTreeSet::from(["cli".to_owned()]));
                &[]
            }
            None => panic!("{path} is in no room: say in this test what it may use"),
        };
        for name in names_after(&code, "crate::") {
            let is_room = ROOMS.iter().any(|(room, _)| *room == name);
            assert!(is_room, "{path} uses crate::{name}, which is no room");
            assert!(name == room || allowed.contains(&&*name), "{path} must not use {name}");
            used.insert((room.to_owned(), name));
        }
        // As many steps up as a module has names lead out of its room.
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        assert!(!code.contains(&"super::".repeat(module.split('/').count())), "{path} climbs out of its room");
    }
    for (room, allowed) in ROOMS {
        for name in allowed {
            assert!(used.contains(&(room.to_owned(), (*name).to_owned())), "{room} no longer uses {name}: take it off this test's list");
        }
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    let sources = sources();
    for (name, places) in CRATES {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (path, code) in &sources {
            let is_named = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code[..at].chars().last();
                !before.is_some_and(|character| character.is_alphanumeric() || matches!(character, '_' | ':'))
            });
            if is_named {
                let place = places.iter().find(|place| path.starts_with(**place));
                seen.insert(place.unwrap_or_else(|| panic!("{path} must not use {name}: {places:?}")));
            }
        }
        assert_eq!(seen, places.iter().copied().collect(), "where {name} is used");
    }
}

#[test]
fn the_middle_does_nothing_but_think() {
    for (path, code) in sources() {
        if matches!(room_of(&path), "envoy" | "section" | "redact" | "trace") {
            for effect in EFFECTS {
                assert!(!code.contains(effect), "{path} has {effect}: what comes in and goes out belongs to source and cli");
            }
        }
    }
}

#[test]
fn names_are_found_in_each_form_of_use() {
    let names = |code: &str| names_after(code, "crate::").into_iter().collect::<Vec<_>>();
    assert_eq!(names("use crate::envoy::json;\nlet a = crate::section::table();"), ["envoy", "section"]);
    assert_eq!(names("use crate::{render, envoy::{dump, json}, cli};"), ["cli", "envoy", "render"]);
    assert_eq!(names("pub(crate) fn a() {} my_crate::b(); $crate::c!();"), [] as [&str; 0]);
}
