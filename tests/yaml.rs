//! YAML as Go writes it.

use meshctl::envoy::json::tape::{Tape, View};
use meshctl::render::yaml;

const CASES: &str = include_str!("../fixtures/yaml/cases.jsonl");
const ANSWERS: &str = include_str!("../fixtures/yaml/go-yaml-answers.jsonl");

fn yaml_of(tape: &Tape<'_>) -> String {
    let mut out = Vec::new();
    yaml::write(&mut out, tape.root().unwrap());
    String::from_utf8(out).unwrap()
}

#[test]
fn documents_are_written_as_go_writes_them() {
    assert_eq!(CASES.lines().count(), ANSWERS.lines().count());
    let mut tape = Tape::default();
    let mut wrong = Vec::new();
    for (case, answer) in CASES.lines().zip(ANSWERS.lines()) {
        tape.parse(case.as_bytes()).unwrap();
        let found = yaml_of(&tape);
        match serde_json::from_str::<Option<String>>(answer).unwrap() {
            Some(answer) if answer != found => wrong.push(format!("{case}\nGo:\n{answer}\nmeshctl:\n{found}")),
            Some(_) => {}
            // Go refuses the document; what is written must still mean the same.
            None => {
                let expect: serde_json::Value = serde_json::from_str(case).unwrap();
                assert_eq!(serde_yaml::from_str::<serde_json::Value>(&found).unwrap(), expect, "{case}");
            }
        }
    }
    assert!(wrong.is_empty(), "{} documents differ, such as\n{}", wrong.len(), wrong[0]);
}

/// A whole document and its parts, one after the other, are the same bytes.
#[test]
fn parts_make_the_whole() {
    let mut tape = Tape::default();
    for case in CASES.lines() {
        tape.parse(case.as_bytes()).unwrap();
        let mut parts = Vec::new();
        match tape.root().unwrap().view() {
            View::Array(elements) if elements.clone().count() > 0 => {
                elements.for_each(|element| yaml::write_element(&mut parts, element, 0));
            }
            View::Object(members) if members.clone().count() > 0 => {
                let mut members: Vec<_> = members.map(|(key, value)| (key.unescaped().into_owned(), value)).collect();
                members.sort_by(|a, b| yaml::compare_keys(&a.0, &b.0));
                for (at, (key, value)) in members.iter().enumerate() {
                    if members.get(at + 1).is_some_and(|next| next.0 == *key) {
                        continue;
                    }
                    yaml::write_member(&mut parts, key, *value, 0);
                }
            }
            _ => continue,
        }
        assert_eq!(String::from_utf8(parts).unwrap(), yaml_of(&tape), "{case}");
    }
}
