//! A command line of curl, as it is pasted.

use core::net::SocketAddr;

use super::question::parse_header;

/// What a command line of curl asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The address that `--resolve` gives the host.
    pub address: Option<SocketAddr>,
}

/// Short flags that take a value.
const WITH_VALUE: &str = "AbcCdDeEFhHKmoPQrTuUwxXyYzt";

/// Long flags that take none, of those that are often pasted. All others are taken to have a value.
const WITHOUT_VALUE: [&str; 24] = [
    "silent",
    "show-error",
    "verbose",
    "insecure",
    "location",
    "include",
    "compressed",
    "fail",
    "http1.1",
    "http1.0",
    "http2",
    "http2-prior-knowledge",
    "http3",
    "ipv4",
    "ipv6",
    "globoff",
    "no-buffer",
    "progress-bar",
    "location-trusted",
    "fail-with-body",
    "tlsv1.2",
    "tlsv1.3",
    "no-keepalive",
    "path-as-is",
];

/// Reads a command line.
///
/// # Errors
/// Where it can't be read: what is wrong.
pub fn parse(line: &str) -> Result<Command, String> {
    let mut words = split(line)?.into_iter().peekable();
    if words.peek().is_some_and(|word| word.rsplit('/').next() == Some("curl")) {
        words.next();
    }
    let mut command = Command::default();
    let (mut method, mut implied, mut is_get) = (None, "GET", false);
    let mut data = Vec::new();
    while let Some(word) = words.next() {
        let (flag, mut value) = match word.strip_prefix("--") {
            Some(long) => match long.split_once('=') {
                Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
                None => (long.to_owned(), None),
            },
            None => match word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                Some(short) => {
                    // Flags without a value may stand together in front of one with a value: -skXPOST.
                    let at = short.find(|flag| WITH_VALUE.contains(flag));
                    if short[..at.unwrap_or(short.len())].contains('I') {
                        implied = "HEAD";
                    }
                    is_get |= short[..at.unwrap_or(short.len())].contains('G');
                    let Some(at) = at else { continue };
                    (short[at..=at].to_owned(), Some(short[at + 1..].to_owned()).filter(|rest| !rest.is_empty()))
                }
                None => {
                    if !command.url.is_empty() {
                        return Err(format!("it has two URLs, {} and {word}", command.url));
                    }
                    command.url = word;
                    continue;
                }
            },
        };
        match &*flag {
            "head" => implied = "HEAD",
            "get" => is_get = true,
            flag if WITHOUT_VALUE.contains(&flag) || flag.starts_with("no-") => {}
            flag => {
                let value = match value.take() {
                    Some(value) => value,
                    None => words.next().ok_or_else(|| format!("{flag} has no value"))?,
                };
                match flag {
                    "X" | "request" => method = Some(value),
                    "H" | "header" => command.headers.push(parse_header(&value).ok_or_else(|| format!("{value:?} is no header"))?),
                    "url" => command.url = value,
                    "A" | "user-agent" => command.headers.push(("user-agent".to_owned(), value)),
                    "e" | "referer" => command.headers.push(("referer".to_owned(), value)),
                    "b" | "cookie" if value.contains('=') => command.headers.push(("cookie".to_owned(), value)),
                    "u" | "user" => command.headers.push(("authorization".to_owned(), "Basic (of -u)".to_owned())),
                    "T" | "upload-file" => implied = "PUT",
                    "F" | "form" => implied = "POST",
                    "d" | "data" | "data-raw" | "data-binary" | "data-ascii" | "data-urlencode" | "json" => {
                        let kind = if flag == "json" { "application/json" } else { "application/x-www-form-urlencoded" };
                        if !command.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
                            command.headers.push(("content-type".to_owned(), kind.to_owned()));
                        }
                        implied = "POST";
                        data.push(value);
                    }
                    "resolve" => {
                        let mut parts = value.trim_start_matches('+').splitn(3, ':');
                        let (_, port, address) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
                        let first = address.split(',').next().unwrap_or_default().trim_matches(['[', ']']);
                        command.address =
                            first.parse().ok().zip(port.and_then(|port| port.parse().ok())).map(|(ip, port)| SocketAddr::new(ip, port));
                    }
                    _ => {}
                }
            }
        }
    }
    if command.url.is_empty() {
        return Err("it has no URL".to_owned());
    }
    if is_get && !data.is_empty() {
        implied = "GET";
        command.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        let joint = if command.url.contains('?') { '&' } else { '?' };
        command.url = format!("{}{joint}{}", command.url, data.join("&"));
    }
    // A later header of one name stands beside an earlier one, but what -d implies gives way.
    let has_own = |kind: &(String, String)| kind.0.eq_ignore_ascii_case("content-type") && kind.1 != "application/x-www-form-urlencoded";
    if command.headers.iter().any(has_own) {
        command.headers.retain(|header| header.1 != "application/x-www-form-urlencoded");
    }
    command.method = method.unwrap_or_else(|| implied.to_owned());
    Ok(command)
}

/// The words of a command line, as a shell reads them.
fn split(line: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut is_word) = (Vec::new(), String::new(), false);
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (Some('"') | None, '\\') => match characters.next() {
                Some('\n') => {}
                Some(next) => {
                    // Between double quotes a backslash is one in front of most characters.
                    if quote.is_some() && !matches!(next, '"' | '\\' | '$' | '`') {
                        word.push('\\');
                    }
                    word.push(next);
                    is_word = true;
                }
                None => {}
            },
            (Some(_), _) => word.push(character),
            (None, '\'' | '"') => (quote, is_word) = (Some(character), true),
            (None, '$') if characters.peek() == Some(&'\'') => {}
            (None, character) if character.is_whitespace() => {
                if std::mem::take(&mut is_word) {
                    words.push(std::mem::take(&mut word));
                }
            }
            (None, _) => {
                word.push(character);
                is_word = true;
            }
        }
    }
    if quote.is_some() {
        return Err("a quote is not closed".to_owned());
    }
    if is_word {
        words.push(word);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_as_curl_reads_them() {
        let check = |line: &str, method: &str, url: &str, headers: &[(&str, &str)]| {
            let command = parse(line).unwrap();
            let headers: Vec<_> = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            assert_eq!((command.method.as_str(), command.url.as_str(), command.headers), (method, url, headers), "{line}");
        };
        check("curl http://a/", "GET", "http://a/", &[]);
        check("curl -sSk -XPOST 'https://a/b?c=d' -H 'x-user: jason'", "POST", "https://a/b?c=d", &[("x-user", "jason")]);
        check("curl -I \\\n  http://a/", "HEAD", "http://a/", &[]);
        let form = [("content-type", "application/x-www-form-urlencoded")];
        check("curl http://a/ -d x=1 -o out.txt --max-time 3", "POST", "http://a/", &form);
        check(
            "curl http://a/ --data-raw '{}' -H 'Content-Type: application/json'",
            "POST",
            "http://a/",
            &[("Content-Type", "application/json")],
        );
        check("curl -G http://a/ -d x=1 -d y=2", "GET", "http://a/?x=1&y=2", &[]);
        check(
            "curl --url http://a/ -b 'a=1; b=2' -A 'my agent'",
            "GET",
            "http://a/",
            &[("cookie", "a=1; b=2"), ("user-agent", "my agent")],
        );
        assert_eq!(parse("curl --resolve a:80:10.0.0.1 http://a/").unwrap().address, "10.0.0.1:80".parse().ok());
        assert!(parse("curl -s").unwrap_err().contains("no URL"));
        assert!(parse("curl 'http://a").unwrap_err().contains("not closed"));
    }
}
