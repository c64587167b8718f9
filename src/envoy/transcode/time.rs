//! Durations and points in time as Go's protojson spells them: with 0, 3, 6 or 9 digits after the point, as few as do.

/// The canonical spelling of a `google.protobuf.Duration`. `None` where `text` is spelled so already, or is no duration that Go reads.
pub(super) fn duration(text: &str) -> Option<String> {
    let number = text.strip_suffix('s')?;
    let (negative, unsigned) = match number.as_bytes().first()? {
        b'-' => (true, &number[1..]),
        b'+' => (false, &number[1..]),
        _ => (false, number),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if unsigned.is_empty() || !is_digits(whole) || !is_digits(fraction) || fraction.len() > 9 || whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    // The API bounds a duration to about ten thousand years.
    if !whole.is_empty() && whole.parse::<u64>().ok()? > 315_576_000_000 {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = canonical_fraction(fraction);
    let sign = if negative && !(whole == "0" && fraction.is_empty()) { "-" } else { "" };
    changed(text, [sign, whole, &fraction, "s"].concat())
}

/// The canonical spelling of a `google.protobuf.Timestamp`: RFC 3339 in UTC. `None` where `text` is spelled so already, or is no
/// time that Go reads.
pub(super) fn timestamp(text: &str) -> Option<String> {
    let shape: String = text.chars().take(19).map(|character| if character.is_ascii_digit() { '0' } else { character }).collect();
    if shape != "0000-00-00T00:00:00" {
        return None;
    }
    let field = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (year, month, day) = (field(0, 4)?, field(5, 7)?, field(8, 10)?);
    let (hour, minute, second) = (field(11, 13)?, field(14, 16)?, field(17, 19)?);
    let valid = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day) && hour < 24 && minute < 60 && second < 60;
    let zone_at = 19 + text[19..].find(['Z', '+', '-'])?;
    let fraction = match text[19..zone_at].strip_prefix('.') {
        Some(digits) if (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) => digits,
        None if zone_at == 19 => "",
        _ => return None,
    };
    let offset = offset_seconds(&text[zone_at..])?;
    if !valid {
        return None;
    }
    let total = ((days_from_civil(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset;
    let (days, clock) = (total.div_euclid(86_400), total.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    if !(1..=9999).contains(&year) {
        return None;
    }
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    let fraction = canonical_fraction(fraction);
    changed(text, format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

fn changed(text: &str, canonical: String) -> Option<String> {
    (canonical != text).then_some(canonical)
}

/// `.` and 3, 6 or 9 digits, or nothing.
fn canonical_fraction(digits: &str) -> String {
    let digits = digits.trim_end_matches('0');
    let width = digits.len().div_ceil(3) * 3;
    if width == 0 { String::new() } else { format!(".{digits:0<width$}") }
}

/// The seconds east of UTC of `Z` or `+hh:mm`.
fn offset_seconds(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let two_digits = |text: &str| (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i64>().ok());
    let (hours, minutes) = (two_digits(hours)??, two_digits(minutes)??);
    (hours <= 24 && minutes <= 60).then_some(sign * (hours * 60 + minutes) * 60)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_from_civil(next.0, next.1, 1) - days_from_civil(year, month, 1)
}

/// The days from 1970-01-01 to a day of the Gregorian calendar. Years are counted from March, so that the leap day ends one.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let shifted_month = (month + 9) % 12;
    let leap_days = shifted_year.div_euclid(4) - shifted_year.div_euclid(100) + shifted_year.div_euclid(400);
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    shifted_year * 365 + leap_days + (153 * shifted_month + 2) / 5 + day - 1 - 719_468
}

/// The day of the Gregorian calendar so many days after 1970-01-01.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    // 400 years have 146,097 days. From an estimate of the year that is early by two at most, the day's year and month are counted up to.
    let mut year = 1970 + (days * 400).div_euclid(146_097) - 1;
    while days_from_civil(year + 1, 1, 1) <= days {
        year += 1;
    }
    let month = (1..=12).rev().find(|&month| days_from_civil(year, month, 1) <= days).unwrap_or(1);
    (year, month, days - days_from_civil(year, month, 1) + 1)
}
