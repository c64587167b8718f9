//! Writing a scalar in one of YAML's four styles, folded at 80 columns as Go's YAML folds.

/// The column (in characters, from 0) behind which a line is folded at the next blank.
pub(super) const WIDTH: usize = 80;

/// Where a scalar is written.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// The column of the scalar's first character.
    pub column: usize,
    /// The indentation of its further lines.
    pub indent: usize,
    /// Whether it may have further lines: a key in front of its colon may not.
    pub may_fold: bool,
}

impl Site {
    /// Whether a text of `length` bytes certainly ends before any fold.
    pub fn has_room_for(self, length: usize) -> bool {
        !self.may_fold || self.column + length <= WIDTH
    }
}

/// The number of the column after `line`, which starts behind a line break.
pub(super) fn column_after(line: &[u8]) -> usize {
    let start = memchr::memrchr(b'\n', line).map_or(0, |at| at + 1);
    let line = String::from_utf8_lossy(&line[start..]);
    // Unicode's line and paragraph separators are line breaks in YAML 1.1.
    line.rsplit(is_separator).next().map_or(0, |line| line.chars().count())
}

/// Whether the character is one of the two line breaks of YAML 1.1 that are written as they are.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether the character ends a line of a block.
pub(super) fn is_line_break(c: char) -> bool {
    c == '\n' || is_separator(c)
}

/// Whether Go's YAML writes the character as it is.
pub(super) fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}')
}

/// An output line that knows its column.
struct Line<'o> {
    out: &'o mut Vec<u8>,
    site: Site,
    column: usize,
    /// Whether the character before was a blank: of several, only the first can become a line break.
    after_blank: bool,
}

impl<'o> Line<'o> {
    fn new(out: &'o mut Vec<u8>, site: Site) -> Self {
        Line { out, site, column: site.column, after_blank: false }
    }

    fn put(&mut self, c: char) {
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        self.column += 1;
    }

    /// Whether a blank at this place is to become a line break.
    fn is_full(&self) -> bool {
        self.site.may_fold && !self.after_blank && self.column > WIDTH
    }

    fn fold(&mut self) {
        self.out.push(b'\n');
        self.indent();
    }

    fn indent(&mut self) {
        crate::render::pad(self.out, self.site.indent);
        self.column = self.site.indent;
    }
}

/// Appends `text` without quotes.
pub(super) fn plain(out: &mut Vec<u8>, text: &str, site: Site) {
    let mut line = Line::new(out, site);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == ' ' && line.is_full() && !rest.as_str().starts_with(' ') {
            line.fold();
        } else {
            line.put(c);
        }
        line.after_blank = c == ' ';
    }
}

/// Appends `text` in single quotes.
pub(super) fn single_quoted(out: &mut Vec<u8>, text: &str, site: Site) {
    let mut line = Line::new(out, site);
    line.put('\'');
    let mut is_first = true;
    let mut after_break = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_inside = !is_first && !rest.as_str().is_empty();
        if c == ' ' && is_inside && line.is_full() && !rest.as_str().starts_with(' ') {
            line.fold();
        } else if is_separator(c) {
            line.put(c);
            line.column = 0;
        } else {
            if after_break {
                line.indent();
            }
            if c == '\'' {
                line.put('\'');
            }
            line.put(c);
        }
        after_break = is_separator(c);
        line.after_blank = c == ' ';
        is_first = false;
    }
    line.put('\'');
}

/// Appends `text` in double quotes, which can hold any text.
pub(super) fn double_quoted(out: &mut Vec<u8>, text: &str, site: Site) {
    let mut line = Line::new(out, site);
    line.put('"');
    // A text that starts with a byte order mark is escaped throughout.
    let escape_all = text.starts_with('\u{feff}');
    let mut is_first = true;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if escape_all || !is_printable(c) || is_separator(c) || matches!(c, '\n' | '"' | '\\') {
            escape(&mut line, c);
            line.after_blank = false;
        } else if c == ' ' && !is_first && !rest.as_str().is_empty() && line.is_full() {
            line.fold();
            if rest.as_str().starts_with(' ') {
                // A reader drops the blanks at a line's start, and so the next one is kept from it.
                line.put('\\');
            }
            line.after_blank = true;
        } else {
            line.put(c);
            line.after_blank = c == ' ';
        }
        is_first = false;
    }
    line.put('"');
}

fn escape(line: &mut Line<'_>, c: char) {
    line.put('\\');
    let short = match c {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' | '\\' => c,
        '\u{85}' => 'N',
        '\u{a0}' => '_',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        _ => {
            let code = u32::from(c);
            let (kind, digits) = match code {
                0..=0xff => ('x', 2),
                0x100..=0xffff => ('u', 4),
                _ => ('U', 8),
            };
            line.put(kind);
            for digit in (0..digits).rev() {
                line.put(char::from(b"0123456789ABCDEF"[(code >> (4 * digit) & 0xf) as usize]));
            }
            return;
        }
    };
    line.put(short);
}

/// Appends `text` as a block (`|`), without the line break behind its last line unless the text ends in one.
pub(super) fn literal(out: &mut Vec<u8>, text: &str, indent: usize) {
    out.push(b'|');
    if text.starts_with(|c| c == ' ' || is_line_break(c)) {
        // Without the number, a reader would take the first line's blanks for indentation.
        out.push(b'2');
    }
    let mut from_end = text.chars().rev();
    match (from_end.next().is_some_and(is_line_break), from_end.next().is_none_or(is_line_break)) {
        (false, _) => out.push(b'-'),
        (true, true) => out.push(b'+'),
        (true, false) => {}
    }
    out.push(b'\n');
    for line in text.split_inclusive(is_line_break) {
        if !line.starts_with(is_line_break) {
            crate::render::pad(out, indent);
        }
        out.extend_from_slice(line.as_bytes());
    }
}
