//! Laws of reading and writing, over generated documents: serde_json and a YAML reader are the referees.

use std::cmp::Ordering;

use meshctl::envoy::json::tape::{Node, Tape, View};
use meshctl::envoy::json::{Position, scan};
use meshctl::render::{json, yaml};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Whether `bytes` are JSON to serde_json. `IgnoredAny` has no limit of depth or of numbers and takes lone surrogates, as a tape does; it
/// does not look whether what it ignores is UTF-8.
fn is_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// White space as JSON has it.
fn blank() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 1 => "[ \n\r\t]{0,3}", 1 => "\r\n {0,40}"]
}

/// A string's text between its quotes: bare characters of all lengths, and escapes.
fn string_text(with_lone_surrogates: bool) -> impl Strategy<Value = String> {
    let escape = select(vec!["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u0041", "\\u2028", "\\uD83D\\uDe00"]);
    let bare = any::<char>().prop_map(|c| match c {
        '\0'..='\u{1f}' | '"' | '\\' => ' ',
        c => c,
    });
    // Short pieces of what means something in YAML.
    let pieces = select(vec![
        " ",
        "  ",
        ":",
        ": ",
        " #",
        "#",
        "- ",
        "-",
        "---",
        "...",
        "? ",
        "!",
        "&",
        "*",
        "|",
        ">",
        "%",
        "@",
        "'",
        ",",
        "[",
        "}",
        "<<",
        "~",
        "yes",
        "No",
        "null",
        "1",
        "0x",
        "1_0",
        ".5",
        "e3",
        "2001-01-01",
        "12:30",
        "word",
        "several words",
        "outbound|80||a.svc",
        "\\n",
        "\\n\\n",
        "\\u0085",
        "é",
        "\u{2028}",
        "\u{feff}",
        "😀",
    ]);
    let lone = select(if with_lone_surrogates { vec!["\\ud800", "\\uDFFFx", "\\ud800\\ud800"] } else { vec!["x"] });
    let piece = prop_oneof![
        4 => pieces.prop_map(str::to_owned),
        2 => bare.prop_map(String::from),
        2 => escape.prop_map(str::to_owned),
        2 => "[ a-zA-Z0-9./|_-]{0,40}",
        1 => lone.prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("JSON has finite numbers only", |number| number.is_finite()).prop_map(|number| format!("{number:e}")),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,2})?",
    ]
}

/// A document with all the freedom of spelling that JSON gives.
fn document(with_lone_surrogates: bool) -> impl Strategy<Value = String> {
    let string = string_text(with_lone_surrogates).prop_map(|text| format!("\"{text}\"")).boxed();
    let leaf = prop_oneof![
        4 => string.clone(),
        2 => number(),
        1 => select(vec!["null", "true", "false", "[]", "{ }"]).prop_map(str::to_owned),
    ];
    let key =
        prop_oneof![string, select(vec!["\"a\"", "\"b\"", "\"a1\"", "\"a10\"", "\"a9\"", "\"\\u0061\""]).prop_map(str::to_owned)].boxed();
    leaf.prop_recursive(5, 60, 6, move |value| {
        let element = (blank(), value.clone(), blank()).prop_map(|(before, value, after)| before + &value + &after).boxed();
        let member =
            (blank(), key.clone(), blank(), element.clone()).prop_map(|(before, key, after, value)| before + &key + &after + ":" + &value);
        prop_oneof![
            prop::collection::vec(element, 0..6).prop_map(|elements| format!("[{}]", elements.join(","))),
            prop::collection::vec(member, 0..6).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

/// A document that was damaged.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let junk = select(vec![
        "\u{feff}", "\r\n", "\0", "\"", "\\", "{", "[", "}", "]", ",", ":", "-", "1", "e", ".", "t", "nul", "//", "\u{7f}", "é",
    ]);
    let damage = prop_oneof![
        any::<Index>().prop_map(|at| (at, Damage::Cut)),
        (any::<Index>(), 0..8u8).prop_map(|(at, bit)| (at, Damage::Flip(bit))),
        (any::<Index>(), junk).prop_map(|(at, junk)| (at, Damage::Insert(junk.as_bytes().to_vec()))),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| (at, Damage::Insert(vec![byte]))),
        (any::<Index>(), 1..400usize).prop_map(|(at, depth)| (at, Damage::Insert("[{\"a\":".repeat(depth).into_bytes()))),
    ];
    (document(true), prop::collection::vec(damage, 0..3)).prop_map(|(document, damages)| {
        let mut bytes = document.into_bytes();
        for (at, damage) in damages {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match damage {
                Damage::Cut => bytes.truncate(at),
                Damage::Flip(bit) => bytes[at] ^= 1 << bit,
                Damage::Insert(junk) => drop(bytes.splice(at..at, junk)),
            }
        }
        bytes
    })
}

#[derive(Clone, Debug)]
enum Damage {
    Cut,
    Flip(u8),
    Insert(Vec<u8>),
}

fn parsed(text: &str) -> Tape<'_> {
    let mut tape = Tape::default();
    tape.parse(text.as_bytes()).unwrap();
    tape
}

/// Whether two values are spelled the same, white space aside.
fn is_same_spelling(a: Node<'_, '_>, b: Node<'_, '_>) -> bool {
    match (a.view(), b.view()) {
        (View::Null, View::Null) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Number(a), View::Number(b)) => a == b,
        (View::String(a), View::String(b)) => a.escaped() == b.escaped(),
        (View::Array(a), View::Array(b)) => a.clone().count() == b.clone().count() && a.zip(b).all(|(a, b)| is_same_spelling(a, b)),
        (View::Object(a), View::Object(b)) => {
            a.clone().count() == b.clone().count() && a.zip(b).all(|((x, a), (y, b))| x.escaped() == y.escaped() && is_same_spelling(a, b))
        }
        _ => false,
    }
}

/// Whether two values are the same but for the kind of their numbers: YAML writes 1.0 as 1.
fn is_same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_value(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_same_value(a, b)))
        }
        _ => a == b,
    }
}

/// Whether a string or key in the value is one that this YAML reader takes for a float though Go, whose rules the writer follows, does not.
fn has_overflow(value: &Value) -> bool {
    let is_overflow = |text: &str| text.parse::<f64>().is_ok_and(|number| !number.is_finite());
    match value {
        Value::String(text) => is_overflow(text),
        Value::Array(elements) => elements.iter().any(has_overflow),
        Value::Object(members) => members.iter().any(|(key, value)| is_overflow(key) || has_overflow(value)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tape_takes_what_serde_json_takes(bytes in damaged()) {
        let mut tape = Tape::default();
        match tape.parse(&bytes) {
            Ok(()) => {
                prop_assert!(is_json(&bytes));
                prop_assert!(tape.root().is_some());
            }
            Err(error) => {
                prop_assert!(!is_json(&bytes), "{}", error);
                prop_assert!(error.offset <= bytes.len());
                prop_assert!(Position::of(&bytes, error.offset).line >= 1);
                prop_assert!(tape.root().is_none());
            }
        }
    }

    #[test]
    fn what_is_damaged_is_written_where_it_is_still_json(bytes in damaged()) {
        let mut tape = Tape::default();
        if tape.parse(&bytes).is_ok() && let Some(root) = tape.root() {
            let mut out = Vec::new();
            json::write(&mut out, root, 0);
            prop_assert!(is_json(&out));
            out.clear();
            yaml::write(&mut out, root);
            prop_assert!(String::from_utf8(out).is_ok());
        }
    }

    #[test]
    fn json_keeps_every_spelling(text in document(true), depth in 0..3usize) {
        let tape = parsed(&text);
        let mut out = Vec::new();
        json::write(&mut out, tape.root().unwrap(), depth);
        let out = String::from_utf8(out).unwrap();
        prop_assert!(is_same_spelling(tape.root().unwrap(), parsed(&out).root().unwrap()));
        // Numbers beyond a float's range and lone surrogates are errors to serde_json.
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            prop_assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), value);
        }
    }

    #[test]
    fn yaml_reads_back(text in document(false)) {
        let tape = parsed(&text);
        let mut out = Vec::new();
        yaml::write(&mut out, tape.root().unwrap());
        let out = String::from_utf8(out).unwrap();
        if let Ok(value) = serde_json::from_str::<Value>(&text) && !has_overflow(&value) {
            let read: Value = serde_yaml::from_str(&out).map_err(|error| TestCaseError::fail(format!("{error} in\n{out}")))?;
            prop_assert!(is_same_value(&read, &value), "{:?}\n{:?}\n{}", value, read, out);
        }
    }

    #[test]
    fn a_sequence_is_its_elements(elements in prop::collection::vec(document(true), 1..5)) {
        let whole = format!("[{}]", elements.join(","));
        let mut expect = Vec::new();
        yaml::write(&mut expect, parsed(&whole).root().unwrap());
        let mut parts = Vec::new();
        for element in &elements {
            yaml::write_element(&mut parts, parsed(element).root().unwrap(), 0);
        }
        prop_assert_eq!(String::from_utf8(parts), String::from_utf8(expect));
    }

    #[test]
    fn keys_have_opposite_orders_both_ways_round(a in "[a-c0-2_é٣-]{0,6}", b in "[a-c0-2_é٣-]{0,6}") {
        prop_assert_eq!(yaml::compare_keys(&a, &b), yaml::compare_keys(&b, &a).reverse());
        prop_assert_eq!(yaml::compare_keys(&a, &b) == Ordering::Equal, a == b);
    }

    #[test]
    fn a_scan_ends_where_the_value_ends(text in document(true), before in 0..130usize, after in select(vec!["", ",", " ]", "\n}", "  :"])) {
        let input = " ".repeat(before) + &text + after;
        prop_assert_eq!(scan::skip(input.as_bytes(), 0), Ok(before..before + text.len()));
        prop_assert_eq!(scan::skip(input.as_bytes(), before), Ok(before..before + text.len()));
    }

    #[test]
    fn a_scan_of_anything_stays_inside(bytes in damaged(), at in any::<Index>()) {
        let at = at.index(bytes.len() + 2);
        match scan::skip(&bytes, at) {
            Ok(range) => prop_assert!(at <= range.start && range.start < range.end && range.end <= bytes.len()),
            Err(error) => prop_assert!(error.offset <= bytes.len().max(at)),
        }
    }

    #[test]
    fn what_is_cut_off_is_an_error(text in document(true), at in any::<Index>()) {
        let container = format!("[{text}]");
        let cut = &container.as_bytes()[..at.index(container.len())];
        let mut tape = Tape::default();
        let error = tape.parse(cut).unwrap_err();
        prop_assert!(error.offset <= cut.len());
        prop_assert!(scan::skip(cut, 0).is_err_and(|error| error.is_truncation(cut.len())));
    }
}
