//! Which plain texts Go's YAML reads as a time.

/// Whether the text is a date, a date and time with a zone (`2001-01-01T00:00:00Z`), or a date, blanks and a time without one.
/// All but the year may have one digit or two, and the date must exist.
pub(super) fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 8 || bytes[4] != b'-' || !bytes[..4].iter().all(u8::is_ascii_digit) {
        return false;
    }
    is_date_and_time(bytes).is_some()
}

/// `Some` where the text is one; the parts give up with `None`.
fn is_date_and_time(text: &[u8]) -> Option<()> {
    let year = text[..4].iter().fold(0, |year, digit| year * 10 + u32::from(digit - b'0'));
    let (month, rest) = number(&text[5..])?;
    let (day, rest) = number(rest.strip_prefix(b"-")?)?;
    if !(1..=12).contains(&month) || !(1..=days(year, month)).contains(&day) {
        return None;
    }
    match rest {
        [] => Some(()),
        [b'T' | b't', rest @ ..] => zone(clock(rest)?),
        [b' ', ..] => {
            let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
            clock(&rest[blanks..])?.is_empty().then_some(())
        }
        _ => None,
    }
}

/// Hours, minutes, seconds and perhaps a fraction; gives what stands behind them.
fn clock(text: &[u8]) -> Option<&[u8]> {
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix(b":")?)?;
    let (second, rest) = number(rest.strip_prefix(b":")?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // A point or comma without digits belongs to no fraction, and makes the text no time.
    Some(match rest {
        [b'.' | b',', digits @ ..] if digits.first().is_some_and(u8::is_ascii_digit) => {
            &digits[digits.iter().take_while(|byte| byte.is_ascii_digit()).count()..]
        }
        _ => rest,
    })
}

/// `Z`, or an offset `+hh:mm` of at most 24 hours and 60 minutes.
fn zone(text: &[u8]) -> Option<()> {
    match text {
        b"Z" => Some(()),
        [b'+' | b'-', h1 @ b'0'..=b'9', h2 @ b'0'..=b'9', b':', m1 @ b'0'..=b'9', m2 @ b'0'..=b'9'] => {
            let two = |tens: &u8, ones: &u8| (tens - b'0') * 10 + (ones - b'0');
            (two(h1, h2) <= 24 && two(m1, m2) <= 60).then_some(())
        }
        _ => None,
    }
}

/// A number of one or two digits, and what stands behind it.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => Some((u32::from((tens - b'0') * 10 + (ones - b'0')), rest)),
        [digit @ b'0'..=b'9', rest @ ..] => Some((u32::from(digit - b'0'), rest)),
        _ => None,
    }
}

/// The days of a month in the Gregorian calendar.
fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_go() {
        for text in ["2001-01-01", "2001-1-2", "2000-02-29", "0000-12-31", "2001-01-01T00:00:00Z", "2001-1-1t1:2:3.5Z"] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in ["2001-01-01T00:00:00+02:00", "2001-01-01T00:00:00,123456789012Z", "2001-01-01 1:2:3", "2001-01-01    1:2:3.9"] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in ["2001-13-01", "2001-02-29", "1900-02-29", "2001-01-00", "201-01-01", "20010-01-01", "2001-01-01T00:00:00", "2001-1-1 "]
        {
            assert!(!is_timestamp(text), "{text}");
        }
        for text in ["2001-01-01T24:00:00Z", "2001-01-01 1:2:3Z", "2001-01-01T1:2:3.Z", "2001-01-01T1:2:3+2:00", "2001-01-012", "2001-01"] {
            assert!(!is_timestamp(text), "{text}");
        }
    }
}
