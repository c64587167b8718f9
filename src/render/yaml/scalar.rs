//! Choosing a string's style: plain where a reader gets the same string, else quoted, or a block for text of several lines.

use super::fold::{self, Site};
use super::resolve;
use crate::envoy::json::tape::Text;

/// What a byte may be in a plain text. A text made of such bytes only needs no closer look.
const ANYWHERE: u8 = 1;
/// The byte can begin a plain text, and no text that begins with it is a word or number.
const FIRST: u8 = 2;
/// The byte can begin a plain text, but also a word or number.
const DOUBTFUL: u8 = 4;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        classes[byte as usize] = match byte {
            // A backslash is JSON's, and the text behind it not yet known.
            b':' | b'#' | b'\\' => 0,
            b'0'..=b'9' | b'+' | b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => ANYWHERE | DOUBTFUL,
            b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'_' | b'$' | b'(' | b')' | b'^' | b';' | b'<' | b'=' => ANYWHERE | FIRST,
            _ => ANYWHERE,
        };
        byte += 1;
    }
    classes
}

/// How a string is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// The quick answer for nearly all strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quick {
    /// The text holds blanks, and is to be written as it is where its line has room for it.
    PlainWithBlanks,
    /// The text is to be written as it is.
    Plain,
    /// [`style`] must decide.
    Unknown,
}

/// Whether a text can be written as it stands in the JSON.
#[inline]
pub(super) fn quick(text: Text<'_, '_>) -> Quick {
    let bytes = text.escaped().as_bytes();
    let Some(&first) = bytes.first() else { return Quick::Unknown };
    let class = CLASSES[first as usize];
    if class & (FIRST | DOUBTFUL) == 0 {
        return Quick::Unknown;
    }
    let plain = if text.is_simple() { Quick::Plain } else { quick_look(bytes) };
    if class & DOUBTFUL != 0 && may_be_ambiguous(text.escaped()) { Quick::Unknown } else { plain }
}

/// Whether what follows the first byte can be written as it is.
fn quick_look(text: &[u8]) -> Quick {
    let mut plain = Quick::Plain;
    let mut at = 1;
    while let Some(length) = text[at..].iter().position(|byte| CLASSES[*byte as usize] & ANYWHERE == 0) {
        at += length;
        // A colon before a blank or at the end, a `#` after a blank, and a blank at the end mean something.
        match (text[at], text.get(at + 1)) {
            (b':', Some(next)) if *next != b' ' => {}
            (b' ', Some(next)) if *next != b'#' => plain = Quick::PlainWithBlanks,
            (b'#', _) if text[at - 1] != b' ' => {}
            _ => return Quick::Unknown,
        }
        at += 1;
    }
    plain
}

/// Whether a text that starts like a word or a number is one.
#[inline]
fn may_be_ambiguous(text: &str) -> bool {
    // Words have at most five letters.
    !(text.len() > 5 && text.as_bytes()[0].is_ascii_alphabetic()) && resolve::is_ambiguous(text)
}

/// What the emitter has to know of a text.
#[derive(Clone, Copy, Default)]
struct Traits {
    /// A character that only double quotes can hold.
    special: bool,
    /// Any line break.
    breaks: bool,
    /// A character that means something in front of a plain text, or `: ` or ` #` in it.
    indicators: bool,
    /// A blank or line break at either end.
    loose_end: bool,
    /// A blank at the end.
    trailing_blank: bool,
    /// A blank in front of a line break.
    blank_break: bool,
    /// A blank behind a line break.
    break_blank: bool,
}

impl Traits {
    fn of(text: &str) -> Traits {
        let is_break = |c: char| c == '\n' || c == '\r' || c == '\u{85}' || fold::is_separator(c);
        let mut traits = Traits { indicators: text.starts_with("---") || text.starts_with("..."), ..Traits::default() };
        let mut before = None;
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let after = rest.as_str().chars().next();
            let before_blank = after.is_none_or(|c| matches!(c, ' ' | '\t'));
            traits.indicators |= match (c, before) {
                ('#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`', None) => true,
                ('?' | '-', None) => before_blank,
                (':', _) => before_blank,
                ('#', Some(' ')) => true,
                _ => false,
            };
            traits.special |= !fold::is_printable(c);
            let at_end = before.is_none() || after.is_none();
            if c == ' ' {
                traits.loose_end |= at_end;
                traits.trailing_blank |= after.is_none();
                traits.break_blank |= before.is_some_and(is_break);
            } else if is_break(c) {
                traits.breaks = true;
                traits.loose_end |= at_end;
                traits.blank_break |= before == Some(' ');
            }
            before = Some(c);
        }
        traits
    }
}

/// The style of a text, and whether it has several lines.
pub(super) fn style(text: &str) -> (Style, bool) {
    let traits = Traits::of(text);
    let style = if text.contains('\n') {
        if traits.special || traits.blank_break || traits.trailing_blank { Style::Double } else { Style::Literal }
    } else if traits.special || resolve::is_ambiguous(text) {
        Style::Double
    } else if !(traits.breaks || traits.indicators || traits.loose_end) {
        Style::Plain
    } else if traits.blank_break || traits.break_blank {
        Style::Double
    } else {
        Style::Single
    };
    (style, traits.breaks)
}

/// Appends `text` in `style`.
pub(super) fn write(out: &mut Vec<u8>, text: &str, style: Style, site: Site) {
    match style {
        Style::Plain if site.has_room_for(text.len()) => out.extend_from_slice(text.as_bytes()),
        Style::Plain => fold::plain(out, text, site),
        Style::Single => fold::single_quoted(out, text, site),
        Style::Double => fold::double_quoted(out, text, site),
        Style::Literal => fold::literal(out, text, site.indent),
    }
}
