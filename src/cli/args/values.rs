//! How the values of flags are read.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::envoy::origin::{Wanted, WantedError};
use crate::section::Order;
use crate::section::certificate::parse_rfc3339;
use crate::section::listener::ListenerType;

/// A filter's text. As in istioctl, an empty one is none: it comes from a script's variable that is not set.
pub fn given(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

pub(super) fn port(port: Option<u16>) -> Option<u64> {
    port.filter(|port| *port != 0).map(u64::from)
}

/// Reads a listener's type. The words stand in help and completions, as those of an enum do.
pub(super) fn listener_type() -> impl TypedValueParser<Value = ListenerType> {
    PossibleValuesParser::new(ListenerType::ALL.map(ListenerType::word)).map(|word| {
        let found = ListenerType::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(&word));
        found.expect("the word is one of these")
    })
}

/// A column, with a hyphen in front where the greatest value comes first.
pub(super) fn parse_order(text: &str) -> Result<Order, String> {
    let (column, is_descending) = text.strip_prefix('-').map_or((text, false), |column| (column, true));
    if column.is_empty() {
        return Err("a column is called by its heading: PORT, or -PORT for the greatest first".to_owned());
    }
    Ok(Order { column: column.to_owned(), is_descending })
}

/// An origin that is wanted. As of other filters, an empty one is none.
#[derive(Clone, Debug)]
pub struct WantedOrigin(Option<Wanted>);

impl WantedOrigin {
    /// The origin, where one is wanted.
    pub fn given(origin: &Option<WantedOrigin>) -> Option<&Wanted> {
        origin.as_ref()?.0.as_ref()
    }
}

pub(super) fn parse_origin(text: &str) -> Result<WantedOrigin, WantedError> {
    if text.is_empty() { Ok(WantedOrigin(None)) } else { text.parse().map(|wanted| WantedOrigin(Some(wanted))) }
}

pub(super) fn parse_time(text: &str) -> Result<i64, String> {
    parse_rfc3339(text).ok_or_else(|| "a time looks like 2026-11-23T09:00:00Z".to_owned())
}

/// A container's name. In istioctl the flag's letter is the kubeconfig's, whose path is no such name.
pub(super) fn parse_container(text: &str) -> Result<String, String> {
    if text.contains(['/', '.', '~']) || text.is_empty() {
        return Err("a container's name has no slashes or dots; --kubeconfig names the kubeconfig".to_owned());
    }
    Ok(text.to_owned())
}

/// A duration as Go and kubectl write it, one unit only: `15s`, `500ms`, `2m`; bare digits are seconds.
pub(super) fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "ms" => 0.001,
        "s" | "" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => return Err("a duration looks like 500ms, 15s or 2m".to_owned()),
    };
    let number: f64 = digits.parse().map_err(|_| "a duration looks like 500ms, 15s or 2m".to_owned())?;
    let duration = Duration::try_from_secs_f64(number * unit).map_err(|error| error.to_string())?;
    if duration.is_zero() { Err("a duration must be longer than nothing".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_one_unit() {
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_mins(2)));
        assert_eq!(parse_duration("7"), Ok(Duration::from_secs(7)));
        for bad in ["", "s", "0s", "-1s", "1d", "1m30s", "nan", "1e400s"] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }
}
