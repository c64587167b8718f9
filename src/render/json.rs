//! JSON, laid out as Go's `json.MarshalIndent(value, "", "    ")` does it: the form in which Istio's tools print it.

use super::{LAID_OUT, pad};
use crate::envoy::json::tape::{Elements, Members, Node, View};

/// Spaces a level.
const STEP: usize = 4;

/// A container that is being written, and what of it is still to come.
enum Frame<'t, 'a> {
    Array(Elements<'t, 'a>),
    Object(Members<'t, 'a>),
}

/// Appends `node` without a line break at its end. `depth` is the level of the line on which it starts, which the caller has
/// indented; the lines that follow are indented by four spaces a level.
///
/// Numbers keep their spelling and strings their escapes, so that what is read back is what was read. Members keep their order.
/// Containers below a thousand levels are written without line breaks.
pub fn write(out: &mut Vec<u8>, node: Node<'_, '_>, depth: usize) {
    lay_out::<LAID_OUT>(out, node, depth);
}

/// Appends `node` in one line, without any blanks, as Go's `json.Marshal` does. Spelling and order stay as they are.
pub fn write_compact(out: &mut Vec<u8>, node: Node<'_, '_>) {
    lay_out::<0>(out, node, 0);
}

/// Appends `node`; containers below so many `LEVELS` are written without line breaks.
fn lay_out<const LEVELS: usize>(out: &mut Vec<u8>, node: Node<'_, '_>, depth: usize) {
    let mut frames = Vec::new();
    let mut value = Some(node);
    // Whether the innermost container has had no element yet.
    let mut first = true;
    loop {
        if let Some(node) = value.take()
            && let Some(frame) = open(out, node)
        {
            frames.push(frame);
            first = true;
        }
        let level = depth + frames.len();
        let Some(frame) = frames.last_mut() else { return };
        let (next, close) = match frame {
            Frame::Array(elements) => (elements.next().map(|value| (None, value)), b']'),
            Frame::Object(members) => (members.next().map(|(key, value)| (Some(key), value)), b'}'),
        };
        match next {
            Some((key, node)) => {
                if !first {
                    out.push(b',');
                }
                new_line::<LEVELS>(out, level, frames.len());
                if let Some(key) = key {
                    quote(out, key.escaped());
                    out.extend_from_slice(if LEVELS > 0 { b": " } else { b":" });
                }
                value = Some(node);
            }
            None => {
                // An empty container stays on its line.
                if !first {
                    new_line::<LEVELS>(out, level - 1, frames.len());
                }
                out.push(close);
                frames.pop();
            }
        }
        first = false;
    }
}

/// Writes a scalar, or a container's opening bracket, in which case the container is given back.
fn open<'t, 'a>(out: &mut Vec<u8>, node: Node<'t, 'a>) -> Option<Frame<'t, 'a>> {
    match node.view() {
        View::Null => out.extend_from_slice(b"null"),
        View::Bool(true) => out.extend_from_slice(b"true"),
        View::Bool(false) => out.extend_from_slice(b"false"),
        View::Number(spelling) => out.extend_from_slice(spelling.as_bytes()),
        View::String(text) => quote(out, text.escaped()),
        View::Array(elements) => {
            out.push(b'[');
            return Some(Frame::Array(elements));
        }
        View::Object(members) => {
            out.push(b'{');
            return Some(Frame::Object(members));
        }
    }
    None
}

fn quote(out: &mut Vec<u8>, escaped: &str) {
    out.push(b'"');
    out.extend_from_slice(escaped.as_bytes());
    out.push(b'"');
}

/// Starts a line of `level` levels, where the value's own nesting still allows lines.
fn new_line<const LEVELS: usize>(out: &mut Vec<u8>, level: usize, nesting: usize) {
    if nesting <= LEVELS {
        out.push(b'\n');
        pad(out, level * STEP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::json::tape::Tape;

    fn check(input: &str, depth: usize, expect: &str) {
        let mut tape = Tape::default();
        tape.parse(input.as_bytes()).unwrap();
        let mut out = Vec::new();
        write(&mut out, tape.root().unwrap(), depth);
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn values_are_laid_out_as_go_does() {
        check(r#" 1.0e+2 "#, 0, "1.0e+2");
        check("[ ]", 0, "[]");
        check(
            r#"{"a":[],"b":{ },"c":[1,{"d":null}]}"#,
            0,
            "{\n    \"a\": [],\n    \"b\": {},\n    \"c\": [\n        1,\n        {\n            \"d\": null\n        }\n    ]\n}",
        );
    }

    #[test]
    fn a_line_has_no_blanks() {
        let check = |input: &str, expect: &str| {
            let mut tape = Tape::default();
            tape.parse(input.as_bytes()).unwrap();
            let mut out = Vec::new();
            write_compact(&mut out, tape.root().unwrap());
            assert_eq!(String::from_utf8(out).unwrap(), expect);
        };
        check(" {\n\"a\" : [ 1.0, { \"b c\": \"d\\n e\" }, [] ], \"a\": { } }\n", r#"{"a":[1.0,{"b c":"d\n e"},[]],"a":{}}"#);
        check("\"x y\"", "\"x y\"");
    }

    #[test]
    fn the_first_line_is_the_callers() {
        check("[true]", 2, "[\n            true\n        ]");
    }

    #[test]
    fn spelling_and_duplicates_stay() {
        check(r#"{"\u0041":"\/<\u003c","\u0041":1e400}"#, 0, "{\n    \"\\u0041\": \"\\/<\\u003c\",\n    \"\\u0041\": 1e400\n}");
    }

    #[test]
    fn depth_costs_neither_stack_nor_squares() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        let mut tape = Tape::default();
        tape.parse(deep.as_bytes()).unwrap();
        let mut out = Vec::new();
        write(&mut out, tape.root().unwrap(), 0);
        assert!(out.len() < 20_000_000, "{}", out.len());
        out.retain(|byte| !byte.is_ascii_whitespace());
        assert!(out == deep.as_bytes());
    }
}
