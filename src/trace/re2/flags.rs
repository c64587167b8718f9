//! The flags `i`, `m`, `s` and `U`, and what else stands behind `(?`.

use super::named;
use super::parser::Parser;
use super::refusal::Refusal;

/// The flags that hold at one place of an expression. All are off at its start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    /// `i`: letters match in either case.
    pub(super) const FOLD_CASE: Flags = Flags(1);
    /// `m`: `^` and `$` match at lines, not at the text.
    pub(super) const MULTI_LINE: Flags = Flags(2);
    /// `s`: `.` matches a line feed.
    pub(super) const DOT_NEWLINE: Flags = Flags(4);
    /// `U`: repetitions are lazy, and those with `?` greedy.
    pub(super) const LAZY: Flags = Flags(8);

    pub(super) fn has(self, flag: Flags) -> bool {
        self.0 & flag.0 != 0
    }

    /// The flags of a repetition, which `?` behind it makes lazy, or greedy.
    pub(super) fn of_repetition(self, has_question_mark: bool) -> Flags {
        if has_question_mark { Flags(self.0 ^ Flags::LAZY.0) } else { self }
    }

    fn set(&mut self, flag: Flags, is_on: bool) {
        if is_on {
            self.0 |= flag.0;
        } else {
            self.0 &= !flag.0;
        }
    }
}

/// Reads what begins with `(?`: flags, a group without a number, or a group with a name.
pub(super) fn read(parser: &mut Parser) -> Result<(), Refusal> {
    let start = parser.at();
    let rest = parser.rest();
    for (look_around, shortest) in [("(?=", 4), ("(?!", 4), ("(?<=", 5), ("(?<!", 5)] {
        // RE2 names the whole operator where something stands behind it.
        if rest.starts_with(look_around) && rest.len() >= shortest {
            return Err(Refusal::PerlOperator(look_around.to_owned()));
        }
    }
    for name_start in ["(?P<", "(?<"] {
        if rest.starts_with(name_start) && rest.len() > name_start.len() {
            return read_name(parser, name_start.len());
        }
    }
    parser.skip(2);
    let mut flags = parser.flags();
    let mut is_negated = false;
    let mut is_flag_missing = false;
    loop {
        match parser.take() {
            Some('-') if !is_negated => {
                is_negated = true;
                is_flag_missing = true;
                continue;
            }
            Some('i') => flags.set(Flags::FOLD_CASE, !is_negated),
            Some('m') => flags.set(Flags::MULTI_LINE, !is_negated),
            Some('s') => flags.set(Flags::DOT_NEWLINE, !is_negated),
            Some('U') => flags.set(Flags::LAZY, !is_negated),
            Some(end @ (':' | ')')) if !is_flag_missing => {
                if end == ':' {
                    parser.open(None);
                }
                parser.set_flags(flags);
                return Ok(());
            }
            _ => return Err(Refusal::PerlOperator(parser.since(start))),
        }
        is_flag_missing = false;
    }
}

/// Reads `(?P<name>` or `(?<name>`, of which `(?P<` is so many bytes long.
fn read_name(parser: &mut Parser, start: usize) -> Result<(), Refusal> {
    let rest = parser.rest();
    let Some(length) = rest[start..].find('>') else {
        return Err(Refusal::GroupName(rest.to_owned()));
    };
    let end = start + length + 1;
    let name = &rest[start..start + length];
    if !named::is_name(name) {
        return Err(Refusal::GroupName(rest[..end].to_owned()));
    }
    parser.skip(end);
    parser.open_capture();
    Ok(())
}
