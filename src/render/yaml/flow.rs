//! Values in braces and brackets, on one line: for what is nested too deeply to be indented.

use super::fold::{self, Site};
use super::mapping::{self, Member};
use super::number;
use crate::envoy::json::tape::{Elements, Node, View};

/// A container that is being written, and what of it is still to come.
enum Frame<'t, 'a> {
    Sequence(Elements<'t, 'a>),
    /// Members, from `at` to the end of the list; from `start` on, the list is this mapping's.
    Mapping {
        start: usize,
        at: usize,
    },
}

/// Appends `node` without line breaks, every string in double quotes.
pub(super) fn write<'t, 'a>(out: &mut Vec<u8>, node: Node<'t, 'a>) {
    let mut frames: Vec<Frame<'t, 'a>> = Vec::new();
    let mut list: Vec<Member<'t, 'a>> = Vec::new();
    let mut value = Some(node);
    let mut first = true;
    loop {
        if let Some(node) = value.take()
            && let Some(frame) = open(out, node, &mut list)
        {
            frames.push(frame);
            first = true;
        }
        let (next, close) = match frames.last_mut() {
            None => return,
            Some(Frame::Sequence(elements)) => (elements.next().map(|value| (None, value)), b']'),
            Some(Frame::Mapping { start, at }) => {
                *at += 1;
                let next = list.get(*at - 1).map(|member| (Some(member.key.unescaped()), member.value));
                if next.is_none() {
                    list.truncate(*start);
                }
                (next, b'}')
            }
        };
        match next {
            Some((key, node)) => {
                if !first {
                    out.extend_from_slice(b", ");
                }
                if let Some(key) = key {
                    // A reader looks for a colon behind the first thousand bytes only where it was told that a key comes.
                    if key.len() > super::SHORT_KEY {
                        out.extend_from_slice(b"? ");
                    }
                    quote(out, &key);
                    out.extend_from_slice(b": ");
                }
                value = Some(node);
            }
            None => {
                out.push(close);
                frames.pop();
            }
        }
        first = false;
    }
}

/// Writes a scalar, or a container's opening bracket, in which case the container is given back.
fn open<'t, 'a>(out: &mut Vec<u8>, node: Node<'t, 'a>, list: &mut Vec<Member<'t, 'a>>) -> Option<Frame<'t, 'a>> {
    match node.view() {
        View::Null => out.extend_from_slice(b"null"),
        View::Bool(true) => out.extend_from_slice(b"true"),
        View::Bool(false) => out.extend_from_slice(b"false"),
        View::Number(spelling) => number::write(out, spelling),
        View::String(text) => quote(out, &text.unescaped()),
        View::Array(elements) => {
            out.push(b'[');
            return Some(Frame::Sequence(elements));
        }
        View::Object(members) => {
            out.push(b'{');
            let start = list.len();
            mapping::collect(list, members);
            return Some(Frame::Mapping { start, at: start });
        }
    }
    None
}

fn quote(out: &mut Vec<u8>, text: &str) {
    fold::double_quoted(out, text, Site { column: 0, indent: 0, may_fold: false });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::json::tape::Tape;

    #[test]
    fn any_value_fits_on_one_line() {
        let long = "k".repeat(2000);
        let input = format!(
            r##"{{"b": [1, -0.5, null, true, {{}}, [], "a\n\"# : '\u2028"], "a10": 1, "a9": {{"": [[]]}}, "{long}": "x", "b": []}}"##
        );
        for input in [input.clone(), input.replace("\"b\": []", "\"c\": []")] {
            let mut tape = Tape::default();
            tape.parse(input.as_bytes()).unwrap();
            let mut out = Vec::new();
            write(&mut out, tape.root().unwrap());
            let out = String::from_utf8(out).unwrap();
            assert!(!out.contains(['\n', '\u{2028}']), "{out}");
            let expect: serde_json::Value = serde_json::from_str(&input).unwrap();
            assert_eq!(serde_yaml::from_str::<serde_json::Value>(&out).unwrap(), expect, "{out}");
        }
    }
}
