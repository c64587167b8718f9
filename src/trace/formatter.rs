//! Substitution formats in rewrites: `/v2/%REQ(x-tenant)%`.
//!
//! Source: <https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators>, of which those that a
//! request decides are known here.

use super::headers::{HttpRequest, without_query};

/// The text that a format makes of a request, with `missing` for what the request has not; `None` where it holds a command that
/// a configuration and a request can't tell.
pub fn format(format: &str, request: &HttpRequest<'_>, missing: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = format;
    while let Some(start) = rest.find('%') {
        text.push_str(&rest[..start]);
        let command = &rest[start + 1..];
        if let Some(after) = command.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let open = command.find('(').filter(|open| command.find('%').is_none_or(|end| *open < end));
        let arguments_end = open.map_or(Some(0), |open| command[open..].find(')').map(|end| open + end))?;
        let end = arguments_end + command[arguments_end..].find('%')?;
        let word = &command[..open.unwrap_or(end)];
        let arguments = open.map_or("", |open| &command[open + 1..arguments_end]);
        let length = command[arguments_end..end].split_once(':').and_then(|(_, length)| length.parse().ok());
        let value = value(word, arguments, request)?;
        let value = value.as_deref().unwrap_or(missing);
        text.push_str(length.and_then(|length: usize| value.get(..length)).unwrap_or(value));
        rest = &command[end + 1..];
    }
    text.push_str(rest);
    Some(text)
}

/// A command's value, where it is known: there may be none.
#[expect(clippy::option_option, reason = "the outer one says whether it is known, the inner one whether there is one")]
fn value(word: &str, arguments: &str, request: &HttpRequest<'_>) -> Option<Option<String>> {
    let header = || {
        let mut names = arguments.split('?').map(str::to_ascii_lowercase);
        names.find_map(|name| request.first(&name).map(str::to_owned))
    };
    match word {
        "REQ" => Some(header()),
        "REQ_WITHOUT_QUERY" => Some(header().map(|value| without_query(&value).to_owned())),
        "PATH" => {
            let path = request.path.as_deref().unwrap_or_default();
            Some(Some(if arguments.contains("NQ") { without_query(path) } else { path }.to_owned()))
        }
        _ => None,
    }
}
