//! Replacement of whatever an expression finds in a text.

use regex_automata::Input;
use regex_automata::meta;

use super::runes::Encoding;

/// What stands for a match: text, and `\0` to `\9` for the match and its groups.
struct Substitution<'s> {
    text: &'s [u8],
}

impl Substitution<'_> {
    /// The largest number of a group in it.
    fn largest_group(&self) -> usize {
        let mut largest = 0;
        let mut bytes = self.text.iter();
        while let Some(byte) = bytes.next() {
            if *byte == b'\\'
                && let Some(digit @ b'0'..=b'9') = bytes.next()
            {
                largest = largest.max(usize::from(digit - b'0'));
            }
        }
        largest
    }

    /// Appends it for one match. RE2 leaves out what follows a backslash that means nothing, and that backslash.
    fn append_to(&self, out: &mut Vec<u8>, text: &[u8], found: &regex_automata::util::captures::Captures) {
        let mut bytes = self.text.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' => match bytes.next() {
                    Some(digit @ b'0'..=b'9') => {
                        if let Some(span) = found.get_group(usize::from(digit - b'0')) {
                            out.extend_from_slice(&text[span.range()]);
                        }
                    }
                    Some(b'\\') => out.push(b'\\'),
                    _ => return,
                },
                _ => out.push(*byte),
            }
        }
    }
}

/// Replaces each match in a text. `groups` is how many groups the expression has; a substitution with a larger number changes nothing.
pub(super) fn replace_all(search: &meta::Regex, groups: u32, encoding: Encoding, text: &[u8], substitution: &str) -> Vec<u8> {
    let substitution = Substitution { text: substitution.as_bytes() };
    if substitution.largest_group() > groups as usize {
        return text.to_vec();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut captures = search.create_captures();
    let mut at = 0;
    let mut last_end = None;
    while at <= text.len() {
        search.search_captures(&Input::new(text).range(at..), &mut captures);
        let Some(found) = captures.get_match() else { break };
        out.extend_from_slice(&text[at..found.start()]);
        if found.is_empty() && last_end == Some(found.start()) {
            // An empty match right behind a match does not count: go on behind the next character.
            let next = at + next_length(&text[at..], encoding);
            out.extend_from_slice(&text[at..next.min(text.len())]);
            at = next;
            continue;
        }
        substitution.append_to(&mut out, text, &captures);
        at = found.end();
        last_end = Some(at);
    }
    out.extend_from_slice(text.get(at..).unwrap_or_default());
    out
}

/// How many bytes the first character of a text has; 1 also for an empty text and for bytes that are no character.
fn next_length(text: &[u8], encoding: Encoding) -> usize {
    let head = match encoding {
        Encoding::Latin1 => return 1,
        Encoding::Utf8 => &text[..text.len().min(4)],
    };
    let valid = head.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    valid.chars().next().map_or(1, char::len_utf8)
}
