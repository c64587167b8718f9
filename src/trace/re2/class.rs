//! Classes of characters: what stands in brackets, and those with a name.

use super::escape;
use super::flags::Flags;
use super::named;
use super::parser::Parser;
use super::refusal::Refusal;
use super::runes::Runes;

/// Reads `[…]`.
pub(super) fn read_brackets(parser: &mut Parser) -> Result<Runes, Refusal> {
    let start = parser.at();
    parser.skip(1);
    let is_negated = parser.take_if(|character| character == '^').is_some();
    let mut runes = Runes::none(parser.encoding());
    let mut is_first = true;
    // A bracket that comes first is a character.
    while !parser.rest().is_empty() && (is_first || !parser.rest().starts_with(']')) {
        is_first = false;
        if let Some(named) = read_named(parser)? {
            runes.add_all(&named);
            continue;
        }
        let range_start = parser.at();
        let low = read_character(parser, start)?;
        let is_range = parser.rest().strip_prefix('-').is_some_and(|after| !after.is_empty() && !after.starts_with(']'));
        let high = if is_range {
            parser.skip(1);
            read_character(parser, start)?
        } else {
            low
        };
        if high < low {
            return Err(Refusal::ClassRange(parser.since(range_start)));
        }
        let mut range = Runes::none(parser.encoding());
        range.add(low, high);
        runes.add_all(&range);
    }
    if parser.take().is_none() {
        return Err(Refusal::MissingBracket(parser.since(start)));
    }
    if parser.flags().has(Flags::FOLD_CASE) {
        runes.fold_case();
    }
    if is_negated {
        runes.negate();
    }
    Ok(runes)
}

/// Reads a character of the class that began at `class`.
fn read_character(parser: &mut Parser, class: usize) -> Result<u32, Refusal> {
    if parser.rest().starts_with('\\') {
        return escape::read(parser);
    }
    parser.take().map(u32::from).ok_or_else(|| Refusal::MissingBracket(parser.since(class)))
}

/// Reads a class with a name, if one begins here in brackets.
fn read_named(parser: &mut Parser) -> Result<Option<Runes>, Refusal> {
    let rest = parser.rest();
    let is_folded = parser.flags().has(Flags::FOLD_CASE);
    if let Some(after) = rest.strip_prefix("[:")
        && let Some(length) = after.find(":]")
    {
        let name = &after[..length];
        let end = length + "[::]".len();
        let Some(runes) = named::posix(name, parser.encoding(), is_folded) else {
            return Err(Refusal::ClassRange(rest[..end].to_owned()));
        };
        parser.skip(end);
        return Ok(Some(runes));
    }
    // RE2 sees no Unicode class where the expression ends behind its letter.
    if matches!(rest, r"\p" | r"\P") { Ok(None) } else { read_escaped(parser) }
}

/// Reads a class with a backslash, such as `\d` or `\p{Greek}`, if one begins here.
pub(super) fn read_escaped(parser: &mut Parser) -> Result<Option<Runes>, Refusal> {
    let start = parser.at();
    let Some(letter) = parser.rest().strip_prefix('\\').and_then(|after| after.chars().next()) else {
        return Ok(None);
    };
    let is_folded = parser.flags().has(Flags::FOLD_CASE);
    if !matches!(letter, 'p' | 'P') {
        let runes = named::perl(letter, parser.encoding(), is_folded);
        if runes.is_some() {
            parser.skip(2);
        }
        return Ok(runes);
    }
    parser.skip(2);
    let rest = parser.rest();
    let name = if rest.starts_with('{') {
        let Some(length) = rest.find('}') else {
            parser.skip(rest.len());
            return Err(Refusal::ClassRange(parser.since(start)));
        };
        parser.skip(length + 1);
        &rest[1..length]
    } else {
        let length = parser.take().map_or(0, char::len_utf8);
        &rest[..length]
    };
    let positive = name.strip_prefix('^');
    let is_negated = (letter == 'P') != positive.is_some();
    named::unicode(positive.unwrap_or(name), is_negated, parser.encoding(), is_folded)
        .map(Some)
        .ok_or_else(|| Refusal::ClassRange(parser.since(start)))
}
