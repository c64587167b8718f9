//! The parts of a JSON text, as ranges of its bytes: for texts that hold several answers.

use std::ops::Range;

/// The fields of the object that a text is, in its order, as far as it is whole: each name, and where its value stands.
pub(super) fn fields(json: &[u8]) -> Vec<(String, Range<usize>)> {
    let mut fields = Vec::new();
    let mut at = space(json, 0);
    if json.get(at) != Some(&b'{') {
        return fields;
    }
    loop {
        at = space(json, at + 1);
        let Some(end) = string(json, at) else { break };
        let Ok(name) = serde_json::from_slice(&json[at..end]) else { break };
        at = space(json, end);
        if json.get(at) != Some(&b':') {
            break;
        }
        at = space(json, at + 1);
        let Some(end) = value(json, at) else { break };
        fields.push((name, at..end));
        at = space(json, end);
        if json.get(at) != Some(&b',') {
            break;
        }
    }
    fields
}

/// The first place from `at` that is no white space.
fn space(json: &[u8], at: usize) -> usize {
    at + json.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The end of the string that begins at `at`.
fn string(json: &[u8], at: usize) -> Option<usize> {
    let mut rest = json.get(at..)?.iter().enumerate();
    rest.next().filter(|(_, byte)| **byte == b'"')?;
    while let Some((index, byte)) = rest.next() {
        match byte {
            b'\\' => drop(rest.next()),
            b'"' => return Some(at + index + 1),
            _ => {}
        }
    }
    None
}

/// The end of the value that begins at `at`.
fn value(json: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0usize;
    loop {
        match *json.get(at)? {
            b'"' => at = string(json, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                at += 1;
            }
            b',' if depth == 0 => return None,
            // Numbers and words have no end of their own.
            byte if depth == 0 && !byte.is_ascii_whitespace() => {
                let rest = json[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b',' | b'}' | b']'));
                at += rest.count();
            }
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_an_object_are_found() {
        let check = |json: &str, expect: &[(&str, &str)]| {
            let found = fields(json.as_bytes());
            let found: Vec<(&str, &str)> = found.iter().map(|(name, range)| (&**name, &json[range.clone()])).collect();
            assert_eq!(found, expect, "{json}");
        };
        check("{}", &[]);
        check("[1]", &[]);
        check(
            " {\"a\" : {\"b\":[1,{\"c\":\"}\\\"\"}]} , \"d\\u0041\":-1.5e3,\"e\":null}",
            &[("a", "{\"b\":[1,{\"c\":\"}\\\"\"}]}"), ("dA", "-1.5e3"), ("e", "null")],
        );
        check("{\"a\":\"b\",\"c\":{\"d\":", &[("a", "\"b\"")]);
        check("{\"a\":,\"b\":1}", &[]);
        check("{\"a\"", &[]);
        check("{\"a\\", &[]);
    }
}
