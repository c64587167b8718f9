//! Numbers as protobuf's JSON spells them. A number may come as a JSON number or as a string; both are read here from their text.

use std::borrow::Cow;

/// A JSON number's parts. `None` from [`Parts::of`] where the text is no JSON number.
struct Parts<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], &rest[at + 1..]),
            None => (rest, "0"),
        };
        let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, "0"), |(whole, fraction)| (whole, fraction));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if !digits(whole) || !digits(fraction) || !digits(unsigned) || whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        // An exponent of more digits than an i64 has is as good as the largest.
        let magnitude = unsigned.parse::<i64>().unwrap_or(i64::MAX);
        Some(Parts { negative, whole, fraction, exponent: if exponent.starts_with('-') { -magnitude } else { magnitude } })
    }
}

/// The integer that the text of a JSON number means: `1e2` and `100.0` are 100. `None` for all else, and beyond 64 bits.
pub(super) fn integer(text: &str) -> Option<i128> {
    let parts = Parts::of(text)?;
    let digits = || parts.whole.bytes().chain(parts.fraction.bytes());
    // The number of digits that stand before the decimal point once the exponent is applied.
    let point = i64::try_from(parts.whole.len()).ok()?.saturating_add(parts.exponent);
    let mut value: i128 = 0;
    for (at, digit) in (0_i64..).zip(digits()) {
        if at < point {
            value = value.checked_mul(10)?.checked_add((digit - b'0').into())?;
        } else if digit != b'0' {
            return None;
        }
    }
    if value != 0 {
        let missing = point.saturating_sub(i64::try_from(digits().count()).ok()?).max(0);
        value = value.checked_mul(10_i128.checked_pow(u32::try_from(missing).ok()?)?)?;
    }
    let value = if parts.negative { -value } else { value };
    (i64::MIN.into()..=u64::MAX.into()).contains(&value).then_some(value)
}

/// Whether the text is an integer's canonical spelling of at most `digits` digits, without a sign.
pub(super) fn is_plain(text: &str, digits: usize) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.first(), Some(b'1'..=b'9')) && bytes.len() <= digits && bytes.iter().all(u8::is_ascii_digit) || text == "0"
}

/// The spelling that Go gives the floating-point number of this text (a JSON number), in 32 bits (`single`) or 64: the shortest that
/// reads back as the same. `None` where the text is no JSON number or out of range.
pub(super) fn float<'t>(text: &'t str, single: bool) -> Option<Cow<'t, str>> {
    if is_short_decimal(text, if single { 6 } else { 15 }) {
        return Some(text.into());
    }
    Parts::of(text)?;
    // serde_json breaks ties between equally short spellings as Go does; the standard library does not.
    let shortest = if single {
        let value = text.parse::<f32>().ok().filter(|value| value.is_finite())?;
        (serde_json::to_string(&value).ok()?, value.abs() >= 1e21, value != 0.0 && value.abs() < 1e-6)
    } else {
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
        (serde_json::to_string(&value).ok()?, value.abs() >= 1e21, value != 0.0 && value.abs() < 1e-6)
    };
    let spelling = go_spelling(&shortest.0, shortest.1 || shortest.2)?;
    Some(if spelling == text { text.into() } else { spelling.into() })
}

/// Whether the text is `12`, `0.25`, `-3.5`: few enough digits to be the shortest spelling of what it means, and none in vain.
fn is_short_decimal(text: &str, digits: usize) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let bytes = unsigned.as_bytes();
    if bytes.len() > digits || bytes.starts_with(b"0.0000") {
        return false;
    }
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.map_or(text != "-0", |fraction| is_digits(fraction) && !fraction.ends_with('0'))
}

/// Go's spelling of a number from another shortest spelling: an exponent only where `scientific`, and then with one digit before the point.
fn go_spelling(shortest: &str, scientific: bool) -> Option<String> {
    let parts = Parts::of(shortest)?;
    let all = [parts.whole, parts.fraction].concat();
    let digits = all.trim_start_matches('0');
    let mut point = i64::try_from(parts.whole.len()).ok()? + parts.exponent - i64::try_from(all.len() - digits.len()).ok()?;
    let digits = digits.trim_end_matches('0');
    let sign = if parts.negative { "-" } else { "" };
    if digits.is_empty() {
        return Some([sign, "0"].concat());
    }
    if scientific {
        point -= 1;
        let dot = if digits.len() > 1 { "." } else { "" };
        let exponent_sign = if point < 0 { '-' } else { '+' };
        return Some(format!("{sign}{}{dot}{}e{exponent_sign}{}", &digits[..1], &digits[1..], point.abs()));
    }
    Some(match usize::try_from(point) {
        Ok(point) if point >= digits.len() => format!("{sign}{digits}{}", "0".repeat(point - digits.len())),
        Ok(point) if point > 0 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ => format!("{sign}0.{}{digits}", "0".repeat(usize::try_from(-point).ok()?)),
    })
}
