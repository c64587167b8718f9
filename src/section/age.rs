//! Ages and durations, as kubectl writes them.

use super::certificate::parse_rfc3339;

/// A duration in seconds as kubectl writes ages: in two units where one would tell too little.
pub fn duration(seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
    match seconds {
        0..120 => format!("{seconds}s"),
        120..600 => format!("{minutes}m{}s", seconds % 60),
        600..10800 => format!("{minutes}m"),
        10800..28800 => format!("{hours}h{}m", minutes % 60),
        28800..172_800 => format!("{hours}h"),
        172_800..691_200 => format!("{days}d{}h", hours % 24),
        _ => format!("{days}d"),
    }
}

/// The time from `then` (RFC 3339) to `now` (seconds since 1970); nothing where `then` is no time, or has not come yet.
pub fn age(then: &str, now: i64) -> Option<String> {
    let seconds = now - parse_rfc3339(then)?;
    // Envoy's clock and this machine's differ a little, so an age may be just below zero.
    (seconds >= -1).then(|| duration(seconds.max(0).cast_unsigned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_count_from_the_last_update() {
        let now = parse_rfc3339("2026-11-25T12:00:00Z").unwrap();
        let check = |then: &str, expect: Option<&str>| assert_eq!(age(then, now).as_deref(), expect, "{then}");
        check("2026-11-25T11:59:53.120Z", Some("7s"));
        check("2026-11-25T12:00:00.900Z", Some("0s"));
        check("2026-11-25T11:47:59Z", Some("12m"));
        check("2026-11-25T08:54:59Z", Some("3h5m"));
        check("2026-11-15T11:00:00Z", Some("10d"));
        check("2026-11-25T12:00:05Z", None);
        check("", None);
    }
}
