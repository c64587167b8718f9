//! A backslash and what stands behind it, where it means one character.

use super::parser::Parser;
use super::refusal::Refusal;

/// Reads an escape sequence that stands for one character, and gives its code point.
pub(super) fn read(parser: &mut Parser) -> Result<u32, Refusal> {
    let start = parser.at();
    parser.skip(1);
    let refused = |parser: &Parser| Err(Refusal::Escape(parser.since(start)));
    match parser.take() {
        None => Err(Refusal::TrailingBackslash),
        Some(digit @ '0'..='7') => {
            // One digit but 0 is a back-reference.
            if digit != '0' && !parser.rest().starts_with(is_octal) {
                return refused(parser);
            }
            let mut code = value(digit);
            for _ in 0..2 {
                if let Some(digit) = parser.take_if(is_octal) {
                    code = code * 8 + value(digit);
                }
            }
            if code > parser.encoding().max() { refused(parser) } else { Ok(code) }
        }
        Some('x') => match parser.take() {
            Some('{') => read_braces(parser, start),
            Some(first) => match parser.take() {
                Some(second) if first.is_ascii_hexdigit() && second.is_ascii_hexdigit() => Ok(value(first) * 16 + value(second)),
                _ => refused(parser),
            },
            None => refused(parser),
        },
        Some('n') => Ok(u32::from('\n')),
        Some('r') => Ok(u32::from('\r')),
        Some('t') => Ok(u32::from('\t')),
        Some('a') => Ok(0x07),
        Some('f') => Ok(0x0C),
        Some('v') => Ok(0x0B),
        Some(mark) if mark.is_ascii() && !mark.is_ascii_alphanumeric() => Ok(u32::from(mark)),
        Some(_) => refused(parser),
    }
}

/// Reads the rest of `\x{…}`, which began at `start`.
fn read_braces(parser: &mut Parser, start: usize) -> Result<u32, Refusal> {
    let mut code = None;
    loop {
        match parser.take() {
            Some(digit) if digit.is_ascii_hexdigit() => {
                let next = code.unwrap_or(0) * 16 + value(digit);
                if next > parser.encoding().max() || parser.rest().is_empty() {
                    break;
                }
                code = Some(next);
            }
            Some('}') => match code {
                Some(code) => return Ok(code),
                None => break,
            },
            Some(_) => break,
            None => return Err(Refusal::Utf8),
        }
    }
    Err(Refusal::Escape(parser.since(start)))
}

fn is_octal(character: char) -> bool {
    matches!(character, '0'..='7')
}

fn value(digit: char) -> u32 {
    digit.to_digit(16).unwrap_or(0)
}
