//! Which plain texts a YAML reader would take for something other than a string.
//!
//! The rules are those of Go's YAML, which knows the words and numbers of YAML 1.1: whoever reads `on`, `1_000` or `2001-01-01`
//! with kubectl, istioctl or Go gets no string.

use super::timestamp;

/// Whether the text, written plainly, would be read as null, a boolean, a number or a time (or, by readers that still know it, as
/// a number to the base of 60), and so must be quoted.
pub(super) fn is_ambiguous(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => is_word(text),
        Some(b'.') => is_special_float(text) || is_fraction(text),
        Some(b'+' | b'-' | b'0'..=b'9') => {
            is_special_float(text) || timestamp::is_timestamp(text) || is_number(text) || is_base_60(text.as_bytes())
        }
        Some(_) => false,
    }
}

/// Null and the booleans, in lower case, upper case, or with a capital.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    if text.len() > 5 {
        return false;
    }
    text == "~" || {
        let is_cased = text.bytes().all(|byte| byte.is_ascii_uppercase()) || text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        is_cased && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
    }
}

/// `.inf` with a sign, and `.nan` without one.
fn is_special_float(text: &str) -> bool {
    let (sign, rest) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    matches!(rest, ".inf" | ".Inf" | ".INF") || !sign && matches!(rest, ".nan" | ".NaN" | ".NAN")
}

/// A float that starts with its point. Underscores may stand between digits only.
fn is_fraction(text: &str) -> bool {
    if !text.contains('_') {
        return is_float(text);
    }
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b'_', bytes).all(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1)) && is_float(&text.replace('_', ""))
}

/// An integer (decimal, `0x`, `0o` or `0b`) or a float. Underscores may stand anywhere.
fn is_number(text: &str) -> bool {
    if is_float(text) || is_based_integer(text) {
        return true;
    }
    memchr::memchr(b'_', text.as_bytes()).is_some() && {
        let plain = text.replace('_', "");
        is_float(&plain) || is_based_integer(&plain)
    }
}

/// Decimal digits with at most one point, perhaps a sign and an exponent, and a value that a 64-bit float can hold: what overflows
/// is a string to Go. Decimal integers are floats in this respect, those with a leading zero too.
fn is_float(text: &str) -> bool {
    let without_sign = |text: &[u8]| usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let bytes = text.as_bytes();
    let mut rest = &bytes[without_sign(bytes)..];
    let mut digits = count_digits(rest);
    rest = &rest[digits..];
    if let [b'.', fraction @ ..] = rest {
        let length = count_digits(fraction);
        digits += length;
        rest = &fraction[length..];
    }
    if digits == 0 {
        return false;
    }
    match rest {
        // Fewer digits cannot overflow.
        [] if digits < 300 => true,
        [] => is_finite(text),
        [b'e' | b'E', exponent @ ..] => {
            let exponent = &exponent[without_sign(exponent)..];
            !exponent.is_empty() && count_digits(exponent) == exponent.len() && is_finite(text)
        }
        _ => false,
    }
}

fn count_digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn is_finite(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// An integer with a base prefix that fits in 64 bits, signed or unsigned.
fn is_based_integer(text: &str) -> bool {
    let (sign, unsigned) = match text.as_bytes().first() {
        Some(sign @ (b'+' | b'-')) => (Some(*sign), &text[1..]),
        _ => (None, text),
    };
    let (base, digits) = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &unsigned[2..]),
        [b'0', b'o' | b'O', ..] => (8, &unsigned[2..]),
        [b'0', b'b' | b'B', ..] => (2, &unsigned[2..]),
        _ => return false,
    };
    if base == 2 && sign.is_none() && unsigned.starts_with("0b") && digits.starts_with(['+', '-']) {
        // `0b-1`: a sign behind the prefix, which Go accepts.
        return i64::from_str_radix(digits, 2).is_ok();
    }
    if digits.starts_with(['+', '-']) {
        return false;
    }
    match (u64::from_str_radix(digits, base), sign) {
        (Err(_), _) => false,
        (Ok(_), None) => true,
        (Ok(value), Some(b'-')) => value <= 1 << 63,
        (Ok(value), Some(_)) => value < 1 << 63,
    }
}

/// YAML 1.1's numbers to the base of 60: `12:30:45`. Go reads them as strings, but quotes them for readers that do not.
fn is_base_60(text: &[u8]) -> bool {
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let is_counted = |byte: &u8| byte.is_ascii_digit() || *byte == b'_';
    let first = unsigned.iter().take_while(|byte| is_counted(byte)).count();
    if first == 0 || unsigned[0] == b'_' || unsigned.get(first) != Some(&b':') {
        return false;
    }
    let (whole, fraction) = match memchr::memchr(b'.', unsigned) {
        Some(point) if point > first => (&unsigned[first + 1..point], &unsigned[point + 1..]),
        _ => (&unsigned[first + 1..], &[][..]),
    };
    whole.split(|byte| *byte == b':').all(|part| matches!(part, [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']))
        && fraction.iter().all(is_counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ambiguous: bool, texts: &str) {
        for text in texts.split_ascii_whitespace() {
            assert_eq!(is_ambiguous(text), ambiguous, "{text}");
        }
    }

    #[test]
    fn words_are_words_in_three_cases() {
        check(true, "~ null Null NULL y Y n N yes Yes YES no on On ON off OFF true True TRUE false FALSE");
        check(false, "nUll yEs YEs TrUE oN tru nulls yesterday o t name");
    }

    #[test]
    fn numbers_are_those_of_go() {
        check(
            true,
            "0 1 -1 +1 01 0x1f 0X1F -0x1 0o17 0b1 0b-1 1_000 1_ 1. .5 .5_0 .5_0e1_0 -.5 -._5 +.5e3 1e3 1E-5 .inf -.INF .nan 12345678901234567890123",
        );
        check(true, "0xffffffffffffffff -0x8000000000000000 0x7fffffffffffffff");
        check(
            false,
            "- + . -. e3 1e 0x 0xg 0o8 0b2 0b--1 -0b-1 0x-1 1..2 1.2.3 10.0.0.1 1e400 .5_ ._5 .5__0 .5_e1 -.nan 5s 1a 0x10000000000000000 +0xffffffffffffffff",
        );
    }

    #[test]
    fn base_60_is_quoted() {
        check(true, "1:2 12:30:45 -1:59 1_0:5 1:2.5 1:2. 1:2._");
        check(false, "1:60 1: :1 _1:2 1::2 1:2:x 1:200 1.5:2 10.0.0.1:80");
    }
}
