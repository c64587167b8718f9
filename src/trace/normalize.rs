//! What becomes of a path and a host before routes are looked at.
//!
//! Source: Envoy's `source/common/http/path_utility.cc`, and the path canonicalisation of googleurl that it calls.

use std::borrow::Cow;

/// The path part and the rest, from the question mark on.
fn split(path: &str) -> (&str, &str) {
    path.split_at(path.find('?').unwrap_or(path.len()))
}

/// The path with escaped slashes and backslashes unescaped; `None` where there are none.
pub fn unescape_slashes(path: &str) -> Option<String> {
    let (alone, query) = split(path);
    let new = alone.replace("%2F", "/").replace("%2f", "/").replace("%5C", "\\").replace("%5c", "\\");
    (new.len() != alone.len()).then(|| new + query)
}

/// The path with runs of slashes made one, but for the first and the last character, which stay.
pub fn merge_slashes(path: &str) -> Cow<'_, str> {
    let (alone, query) = split(path);
    if !alone.contains("//") {
        return Cow::Borrowed(path);
    }
    let start = if alone.starts_with('/') { "/" } else { "" };
    let end = if alone.ends_with('/') { "/" } else { "" };
    let segments: Vec<_> = alone.split('/').filter(|segment| !segment.is_empty()).collect();
    Cow::Owned(format!("{start}{}{end}{query}", segments.join("/")))
}

/// The path in its canonical form: without `.` and `..`, with unreserved characters unescaped and some others escaped; `None` where it has none.
pub fn canonical(path: &str) -> Option<String> {
    let (alone, query) = split(path);
    let alone = without_dots_parameters(alone);
    let mut segments: Vec<String> = Vec::new();
    let mut pieces = alone.strip_prefix('/').unwrap_or(&alone).split(['/', '\\']).peekable();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        match dots(piece) {
            Some(count) => {
                if count == 2 {
                    segments.pop();
                }
                if is_last {
                    segments.push(String::new());
                }
            }
            None => segments.push(canonical_segment(piece)?),
        }
    }
    Some(format!("/{}{query}", segments.join("/")))
}

/// The path with segments `..;PARAMETERS` and `.;PARAMETERS` made `..` and `.`, where they stand between slashes.
fn without_dots_parameters(path: &str) -> Cow<'_, str> {
    if !path.contains(".;") {
        return Cow::Borrowed(path);
    }
    let each = path.split('/').map(|segment| match segment.split_once(';') {
        Some((dots @ ("." | ".."), _)) => dots,
        _ => segment,
    });
    Cow::Owned(each.collect::<Vec<_>>().join("/"))
}

/// How many dots a segment is made of, one or two; they may be escaped.
fn dots(segment: &str) -> Option<usize> {
    let mut count = 0;
    let mut rest = segment;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').or_else(|| rest.strip_prefix("%2e")).or_else(|| rest.strip_prefix("%2E"))?;
        count += 1;
    }
    (1..=2).contains(&count).then_some(count)
}

/// A segment in its canonical form; `None` where it holds what no path may.
fn canonical_segment(segment: &str) -> Option<String> {
    let mut text = String::with_capacity(segment.len());
    let bytes = segment.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'%' => {
                let value = bytes
                    .get(at + 1..at + 3)
                    .and_then(|digits| std::str::from_utf8(digits).ok())
                    .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
                match value.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(0) => return None,
                    Some(value) if is_unreserved(value) => {
                        text.push(char::from(value));
                        at += 3;
                        continue;
                    }
                    Some(_) => {
                        text.push_str(&segment[at..at + 3]);
                        at += 3;
                        continue;
                    }
                    None => text.push('%'),
                }
            }
            b'"' | b'<' | b'>' | b'^' | b'{' | b'|' | b'}' | b'`' | 0..=0x20 | 0x7f.. => text.push_str(&format!("%{byte:02X}")),
            _ => text.push(char::from(*byte)),
        }
        at += 1;
    }
    Some(text)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A host without the dot at its end, in front of its port.
pub fn without_trailing_dot(host: &str) -> Cow<'_, str> {
    match host.rfind(':').filter(|colon| !host[*colon..].contains(']')) {
        Some(colon) if host[..colon].ends_with('.') => Cow::Owned(format!("{}{}", &host[..colon - 1], &host[colon..])),
        None if host.ends_with('.') => Cow::Borrowed(&host[..host.len() - 1]),
        _ => Cow::Borrowed(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_canonical() {
        let check = |path: &str, expect: &str| assert_eq!(canonical(path).as_deref(), Some(expect), "{path}");
        check("/a/./b", "/a/b");
        check("/a/../b?x=/../y", "/b?x=/../y");
        check("/..", "/");
        check("/a/%2e%2E/b", "/b");
        check("/a/..;x/b", "/b");
        check("/a/%2e%2e;x/b", "/a/..;x/b");
        check(r"/a/..;x\c", "/");
        check(r"/a\..;x/c", "/a/..;x/c");
        check("/a/;../b", "/a/;../b");
        check(r"/a\b", "/a/b");
        check("/a//b", "/a//b");
        check("/a/..", "/");
        check("/a/b/..", "/a/");
        check("/%41%2d%3a%zz", "/A-%3a%zz");
        check("/{a}|", "/%7Ba%7D%7C");
        assert_eq!(canonical("/%00"), None);
    }

    #[test]
    fn slashes_are_merged_but_for_the_ends() {
        let check = |path: &str, expect: &str| assert_eq!(merge_slashes(path), expect);
        check("/a//b///c?x=//", "/a/b/c?x=//");
        check("////", "//");
        check("//a", "/a");
    }

    #[test]
    fn dots_at_the_end_of_hosts() {
        let check = |host: &str, expect: &str| assert_eq!(without_trailing_dot(host), expect);
        check("foo.com.", "foo.com");
        check("foo.com.:80", "foo.com:80");
        check("[::1]", "[::1]");
        check("foo.com", "foo.com");
    }
}
