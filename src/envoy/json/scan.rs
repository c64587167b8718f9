//! Stepping over JSON values at the speed of memory.
//!
//! Finding resources means mostly skipping them. [`skip`] finds a value's end by counting brackets outside strings, 64 bytes
//! at a time (the bit masks of simdjson's first stage, arXiv:1902.08318), and does not look at what it skips: whoever decodes the
//! value checks it. White space, keys and commas between the values that are stepped over are checked.

use std::ops::Range;

use wide::u8x16;

use super::SyntaxError;

/// The range of the value that starts at `at`, after white space, and nothing behind it.
///
/// # Errors
/// Where no value starts there, or the input ends in it.
pub fn skip(bytes: &[u8], at: usize) -> Result<Range<usize>, SyntaxError> {
    let start = white_space(bytes, at);
    let end = match bytes.get(start) {
        Some(b'{' | b'[') => skip_container(bytes, start),
        Some(b'"') => string(bytes, start).map(|found| found.inner.end + 1),
        Some(b'-' | b'0'..=b'9' | b'a'..=b'z') => {
            let rest = &bytes[start..];
            let length = rest.iter().position(|byte| !matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z'));
            Some(start + length.unwrap_or(rest.len()))
        }
        _ => return Err(SyntaxError::expected(start, "a value", bytes)),
    };
    match end {
        Some(end) => Ok(start..end),
        None => Err(SyntaxError::new(bytes.len(), "the input ends in the middle of a value")),
    }
}

/// The index of the first byte from `at` on that is not white space.
#[inline]
pub fn white_space(bytes: &[u8], at: usize) -> usize {
    // Mostly there is none, or one blank; else a line feed and an indentation follow, which 16 bytes hold as a rule.
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(first), _) if *first > b' ' => at,
        (Some(b' '), Some(second)) if *second > b' ' => at + 1,
        _ => long_white_space(bytes, at),
    }
}

#[inline]
fn long_white_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(lane) = lane(bytes, at) {
        let is = |byte| lane.simd_eq(u8x16::splat(byte));
        let blanks = is(b' ') | is(b'\n') | is(b'\r') | is(b'\t');
        let run = blanks.to_bitmask().trailing_ones() as usize;
        if run < 16 {
            return at + run;
        }
        at += 16;
    }
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The 16 bytes from `at` on, where there are as many.
#[inline]
fn lane(bytes: &[u8], at: usize) -> Option<u8x16> {
    bytes.get(at..at + 16).and_then(|bytes| bytes.try_into().ok()).map(u8x16::new)
}

/// A string's place: its text between the quotes, and whether escapes stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringRange {
    /// The text's range, without the quotes.
    pub inner: Range<usize>,
    /// Whether a backslash stands in it.
    pub has_escapes: bool,
    /// Whether all of it is ASCII.
    pub is_ascii: bool,
}

/// The string whose opening quote is at `start`; `None` where it does not end.
#[inline]
pub fn string(bytes: &[u8], start: usize) -> Option<StringRange> {
    let (mut has_escapes, mut is_ascii) = (false, true);
    let mut at = start + 1;
    loop {
        let found = match lane(bytes, at) {
            Some(lane) => {
                let mask = (lane.simd_eq(u8x16::splat(b'"')) | lane.simd_eq(u8x16::splat(b'\\'))).to_bitmask();
                // The highest bit of each byte; those behind the end of the string do not count.
                let high = lane.to_bitmask();
                if mask == 0 {
                    is_ascii &= high == 0;
                    at += 16;
                    continue;
                }
                let found = mask.trailing_zeros();
                is_ascii &= high & ((1 << found) - 1) == 0;
                found as usize
            }
            None => {
                let rest = bytes.get(at..)?;
                let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
                is_ascii &= rest[..found].is_ascii();
                found
            }
        };
        at += found;
        if bytes[at] == b'"' {
            return Some(StringRange { inner: start + 1..at, has_escapes, is_ascii });
        }
        has_escapes = true;
        // What is escaped is looked at where it may be part of a longer character.
        is_ascii &= bytes.get(at + 1).is_some_and(u8::is_ascii);
        at += 2;
    }
}

/// The index after the object or array whose opening bracket is at `start`; `None` where it does not end.
fn skip_container(bytes: &[u8], start: usize) -> Option<usize> {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("popcnt") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has just been asked whether it has these instructions.
        return unsafe { skip_container_with_popcnt(bytes, start) };
    }
    skip_container_anywhere(bytes, start)
}

/// The same with instructions that all processors of the last decade have, and that counting bits needs: twice as fast.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt,bmi1,avx2")]
fn skip_container_with_popcnt(bytes: &[u8], start: usize) -> Option<usize> {
    skip_container_anywhere(bytes, start)
}

#[inline(always)]
fn skip_container_anywhere(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth: u64 = 0;
    // Both carry from one block to the next: all ones while inside a string, one after an odd run of backslashes.
    let mut in_string = 0u64;
    let mut escaped = 0u64;
    let mut at = start;
    while at < bytes.len() {
        let padded;
        let block: &[u8; 64] = match bytes[at..].first_chunk() {
            Some(block) => block,
            None => {
                padded = pad(&bytes[at..]);
                &padded
            }
        };
        let masks = Masks::of(block);
        let quotes = masks.quote & !escapes(masks.backslash, &mut escaped);
        let strings = prefix_xor(quotes) ^ in_string;
        in_string = (strings.cast_signed() >> 63).cast_unsigned();
        let opens = masks.open & !strings;
        let closes = masks.close & !strings;
        let closing = u64::from(closes.count_ones());
        if closing < depth {
            // The container can't end in this block.
            depth = depth + u64::from(opens.count_ones()) - closing;
        } else {
            let mut brackets = opens | closes;
            while brackets != 0 {
                let bit = brackets.trailing_zeros();
                brackets &= brackets - 1;
                if opens >> bit & 1 == 1 {
                    depth += 1;
                } else {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + bit as usize + 1);
                    }
                }
            }
        }
        at += 64;
    }
    None
}

/// The last, short block, filled up with spaces.
fn pad(rest: &[u8]) -> [u8; 64] {
    let mut block = [b' '; 64];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// Where the bytes that matter stand in a block of 64: bit n is byte n.
struct Masks {
    quote: u64,
    backslash: u64,
    open: u64,
    close: u64,
}

impl Masks {
    #[inline]
    fn of(block: &[u8; 64]) -> Masks {
        let mut masks = Masks { quote: 0, backslash: 0, open: 0, close: 0 };
        let (lanes, _) = block.as_chunks::<16>();
        for (lane, bytes) in lanes.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            // `[` and `{`, `]` and `}` differ in one bit only, and no other byte becomes a brace by setting it.
            let folded = bytes | u8x16::splat(0x20);
            let mask = |found: u8x16| u64::from(found.to_bitmask()) << (16 * lane);
            masks.quote |= mask(bytes.simd_eq(u8x16::splat(b'"')));
            masks.backslash |= mask(bytes.simd_eq(u8x16::splat(b'\\')));
            masks.open |= mask(folded.simd_eq(u8x16::splat(b'{')));
            masks.close |= mask(folded.simd_eq(u8x16::splat(b'}')));
        }
        masks
    }
}

/// The bytes that a backslash escapes. `carry` is 1 when the block before ended in a backslash that escapes this block's first byte.
#[inline]
fn escapes(backslash: u64, carry: &mut u64) -> u64 {
    if backslash == 0 {
        return std::mem::take(carry);
    }
    let mut escaped = *carry;
    // A backslash that is itself escaped escapes nothing.
    let mut rest = backslash & !escaped;
    *carry = 0;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        if bit == 63 {
            *carry = 1;
            break;
        }
        escaped |= 1 << (bit + 1);
        rest &= !(0b11 << bit);
    }
    escaped
}

/// Bit n is the exclusive or of the bits 0 to n: from an opening quote (included) to its closing quote (excluded), all ones.
#[inline]
fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<usize>) {
        // Every alignment to the blocks gives the same answer.
        for shift in 0..70 {
            let shifted = " ".repeat(shift) + text + " , 1";
            let cut = if expect.is_none() { shift + text.len() } else { shifted.len() };
            let found = skip(&shifted.as_bytes()[..cut], 0).ok().map(|range| range.end - shift);
            assert_eq!(found, expect, "{text} after {shift} blanks");
        }
    }

    #[test]
    fn values_end_where_they_end() {
        check("{}", Some(2));
        check(r#"{"a":[1,{"b":"}"}],"c":"\"]\\"}"#, Some(31));
        check(r#""a\"b""#, Some(6));
        check("-1.5e+3", Some(7));
        check("true", Some(4));
        let long = format!(r#"{{"{}":["{}"]}}"#, "x\\\\".repeat(50), "[{\\\"".repeat(90));
        check(&long, Some(long.len()));
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        check(r#"{"a":[1,{"b":"}"}]"#, None);
        check(r#"{"a":"b}"#, None);
        check(r#""a\""#, None);
    }
}
