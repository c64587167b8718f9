//! Regular expressions as RE2 and Envoy read them: what they said is in `fixtures/re2`.

use meshctl::trace::re2::{DEFAULT_MAX_PROGRAM_SIZE, Encoding, Refusal, Regex};
use serde::Deserialize;

const PATTERNS: &str = include_str!("../fixtures/re2/patterns.json");
const ANSWERS: &str = include_str!("../fixtures/re2/answers.json");
const ENVOY: &str = include_str!("../fixtures/re2/envoy.json");
const FOUND: &str = include_str!("../fixtures/re2/found.json");

#[derive(Deserialize)]
struct Envoy {
    regexes: Vec<EnvoyAnswer>,
}

#[derive(Deserialize)]
struct EnvoyAnswer {
    regex: String,
    error: Option<String>,
    #[serde(default)]
    tried: Vec<String>,
    #[serde(default)]
    matches: Vec<String>,
}

#[derive(Deserialize)]
struct Found {
    encoding: String,
    pattern: String,
    error: Option<String>,
    program_size: Option<usize>,
    #[serde(default)]
    substitution: String,
    #[serde(default)]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    full_match: bool,
    replaced: String,
}

#[test]
fn re2_matches_the_same() {
    let patterns: Vec<(String, Vec<String>)> = serde_json::from_str(PATTERNS).unwrap();
    let answers: Vec<Option<Vec<bool>>> = serde_json::from_str(ANSWERS).unwrap();
    assert_eq!(patterns.len(), answers.len());
    for ((pattern, texts), answer) in patterns.iter().zip(answers) {
        let regex = Regex::with_encoding(pattern, Encoding::Utf8).ok();
        let found = regex.map(|regex| texts.iter().map(|text| regex.is_full_match(text.as_bytes())).collect::<Vec<_>>());
        assert_eq!(found, answer, "{pattern}");
    }
}

#[test]
fn envoy_takes_and_matches_the_same() {
    for answer in serde_json::from_str::<Envoy>(ENVOY).unwrap().regexes {
        let pattern = &answer.regex;
        let read = Regex::new(pattern).and_then(|regex| regex.check_program_size(DEFAULT_MAX_PROGRAM_SIZE).map(|()| regex));
        match (read, answer.error) {
            // Envoy's words, or their end.
            (Err(refusal), Some(error)) => assert!(refusal.to_string().ends_with(&error), "{pattern}: {refusal}"),
            (Ok(regex), None) => {
                let found: Vec<_> = answer.tried.into_iter().filter(|path| regex.is_full_match(path.as_bytes())).collect();
                assert_eq!(found, answer.matches, "{pattern}");
            }
            (read, error) => panic!("{pattern}: {:?}, but Envoy says {error:?}", read.err()),
        }
    }
}

#[test]
fn re2_says_the_same_and_replaces_the_same() {
    for row in serde_json::from_str::<Vec<Found>>(FOUND).unwrap() {
        let encoding = if row.encoding == "latin1" { Encoding::Latin1 } else { Encoding::Utf8 };
        let named = format!("{} in {}", row.pattern, row.encoding);
        let regex = match Regex::with_encoding(&row.pattern, encoding) {
            Ok(regex) => regex,
            Err(refusal) => {
                assert_eq!(Some(refusal.to_string()), row.error, "{named}");
                continue;
            }
        };
        assert_eq!((None, Some(regex.program_size())), (row.error, row.program_size), "{named}");
        for case in row.cases {
            assert_eq!(regex.is_full_match(case.text.as_bytes()), case.full_match, "{named} on {:?}", case.text);
            let replaced = String::from_utf8(regex.replace_all(case.text.as_bytes(), &row.substitution)).unwrap();
            assert_eq!(replaced, case.replaced, "{named} on {:?}", case.text);
        }
    }
}

#[test]
fn a_program_may_have_as_many_instructions_as_envoy_says() {
    let size_of_95 = Regex::new("/a{95}").unwrap();
    assert_eq!(size_of_95.check_program_size(DEFAULT_MAX_PROGRAM_SIZE), Ok(()));
    let refusal = Regex::new("/a{96}").unwrap().check_program_size(DEFAULT_MAX_PROGRAM_SIZE).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "regex '/a{96}' RE2 program size of 101 > max program size of 100 set for the error level threshold. \
         Increase configured max program size if necessary."
    );
}

#[test]
fn what_is_deep_or_large_is_refused() {
    let check = |pattern: String, expect: Refusal| assert_eq!(Regex::new(&pattern).unwrap_err(), expect, "{pattern:.20}");
    let starts = "(a".repeat(100_000);
    check(starts.clone(), Refusal::MissingParenthesis(starts));
    check("(a".repeat(5000) + &")*".repeat(5000), Refusal::TooDeep);
    check("a".to_owned() + &"{1}(?i)".repeat(5000), Refusal::TooDeep);
    check(".{1000}".repeat(400), Refusal::TooLarge);
    assert!(Regex::new(&("(a".repeat(80) + &")*".repeat(80))).is_ok());
}
