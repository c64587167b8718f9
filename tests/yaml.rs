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

/// A mapping can be streamed down to the elements of a sequence deep in it.
#[test]
fn a_document_can_be_streamed() {
    let elements: Vec<&str> = CASES.lines().collect();
    let document = format!(r#"{{"configs": {{"list": [{}], "name": "after"}}}}"#, elements.join(","));
    let mut tape = Tape::default();
    tape.parse(document.as_bytes()).unwrap();
    let whole = yaml_of(&tape);

    let mut parts = Vec::new();
    yaml::write_key(&mut parts, "configs", 0);
    yaml::write_key(&mut parts, "list", 2);
    for element in elements {
        tape.parse(element.as_bytes()).unwrap();
        yaml::write_element(&mut parts, tape.root().unwrap(), 2);
    }
    tape.parse(br#""after""#).unwrap();
    yaml::write_member(&mut parts, "name", tape.root().unwrap(), 2);
    assert!(whole.as_bytes() == parts);
}

fn check(input: &str, expect: &str) {
    let mut tape = Tape::default();
    tape.parse(input.as_bytes()).unwrap();
    assert_eq!(yaml_of(&tape), expect, "{input}");
}

/// What Go refuses, or reads wrongly because it takes JSON for YAML.
#[test]
fn nothing_is_lost_where_go_gives_up() {
    check(r#"["\ud83d\ude00", "\ud83d", "\ude00x"]"#, "- \"\\U0001F600\"\n- \u{fffd}\n- \u{fffd}x\n");
    check("[\"\u{7f}\", \"\u{85} \", \"\u{fffe}\"]", "- \"\\x7F\"\n- \"\\N \"\n- \"\\uFFFE\"\n");
    check("[1e400, -1E999]", "- 1e400\n- -1E999\n");
}

#[test]
fn the_last_of_equal_keys_wins() {
    check(r#"{"a": 1, "b": 2, "\u0061": 3}"#, "a: 3\nb: 2\n");
    // These keys have no order: each comes before the next, and the last before the first.
    check(r#"{"12": 1, "1a": 2, "9": 3, "12": 4}"#, "1a: 2\n\"9\": 3\n\"12\": 4\n");
}

#[test]
fn depth_costs_neither_stack_nor_squares() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"a":"#, "}]")] {
        let depth = 200_000;
        let input = open.repeat(depth) + "\"x\"" + &close.repeat(depth);
        let mut tape = Tape::default();
        tape.parse(input.as_bytes()).unwrap();
        let output = yaml_of(&tape);
        assert!(output.len() < 6_000_000 && output.contains("\"x\"}") | output.contains("\"x\"]"), "{}", output.len());
    }
}
