//! A text in pieces: IP addresses, runs of what names are made of, and what stands between them.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A dot as it stands in a regular expression, `\.`, while a text is taken apart.
pub(super) const REGEX_DOT: char = '\u{1}';

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// An IP address.
    Address(IpAddr),
    /// A run of letters, digits, `-`, `_`, `.` and `*`, and what stands behind it.
    Run(&'t str, &'t str),
    /// Anything else.
    Other(&'t str),
}

/// The pieces of a text.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0 }
}

/// The pieces of a text, in order.
#[derive(Clone, Debug)]
pub struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

fn is_name_char(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '*' | REGEX_DOT)
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        if let Some((address, length)) = self.address_at(self.at) {
            self.at += length;
            return Some(Piece::Address(address));
        }
        let is_run = is_name_char(first);
        let mut end = self.at + first.len_utf8();
        for (offset, character) in rest.char_indices().skip(1) {
            let at = self.at + offset;
            if is_name_char(character) != is_run || self.address_at(at).is_some() {
                break;
            }
            end = at + character.len_utf8();
        }
        let piece = &self.text[self.at..end];
        self.at = end;
        Some(if is_run { Piece::Run(piece, &self.text[end..]) } else { Piece::Other(piece) })
    }
}

impl Pieces<'_> {
    /// The address that starts at `at`, and its length.
    fn address_at(&self, at: usize) -> Option<(IpAddr, usize)> {
        let bytes = self.text.as_bytes();
        let first = bytes[at];
        if !(first.is_ascii_hexdigit() || first == b':') {
            return None;
        }
        let before = if at == 0 { 0 } else { bytes[at - 1] };
        if before.is_ascii_alphanumeric() || before == b':' {
            return None;
        }
        v4_at(bytes, at).or_else(|| v6_at(self.text, at))
    }
}

fn v4_at(bytes: &[u8], at: usize) -> Option<(IpAddr, usize)> {
    // A number before the dot means that this is no address, but a longer row of numbers.
    if at >= 2 && bytes[at - 1] == b'.' && bytes[at - 2].is_ascii_digit() {
        return None;
    }
    let mut octets = [0_u8; 4];
    let mut end = at;
    for (number, octet) in octets.iter_mut().enumerate() {
        if number > 0 {
            // In a regular expression a dot is written with a backslash, which stands as one character here.
            if !matches!(bytes.get(end), Some(b'.' | 1)) {
                return None;
            }
            end += 1;
        }
        let digits = bytes[end..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        *octet = std::str::from_utf8(&bytes[end..end + digits]).ok()?.parse().ok()?;
        end += digits;
    }
    let is_longer = match (bytes.get(end), bytes.get(end + 1)) {
        (Some(next), _) if next.is_ascii_alphanumeric() => true,
        (Some(b'.'), Some(next)) => next.is_ascii_digit(),
        _ => false,
    };
    (!is_longer).then_some((IpAddr::V4(Ipv4Addr::from(octets)), end - at))
}

fn v6_at(text: &str, at: usize) -> Option<(IpAddr, usize)> {
    let rest = &text[at..];
    let mut length = rest.bytes().take(45).take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')).count();
    if rest[..length].bytes().filter(|byte| *byte == b':').count() < 2 {
        return None;
    }
    if rest[length..].starts_with(|next: char| next.is_ascii_alphanumeric()) {
        return None;
    }
    // A dot or a colon at the end belongs to the sentence.
    if rest[..length].ends_with('.') || rest[..length].ends_with(':') && !rest[..length].ends_with("::") {
        length -= 1;
    }
    let address: Ipv6Addr = rest[..length].parse().ok()?;
    Some((IpAddr::V6(address), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_where_they_stand() {
        let check = |text: &str, expect: &[&str]| {
            let found: Vec<String> =
                pieces(text).filter_map(|piece| if let Piece::Address(ip) = piece { Some(ip.to_string()) } else { None }).collect();
            assert_eq!(found, expect, "{text}");
            let whole: usize = pieces(text)
                .map(|piece| match piece {
                    Piece::Run(run, _) | Piece::Other(run) => run.len(),
                    Piece::Address(_) => 0,
                })
                .sum();
            assert!(whole <= text.len());
        };
        check("10.0.0.1", &["10.0.0.1"]);
        check("10.0.0.0/8,192.168.0.0/16", &["10.0.0.0", "192.168.0.0"]);
        check("outbound_10.96.0.1_443;", &["10.96.0.1"]);
        check("listener.10.96.0.1_443.downstream_cx", &["10.96.0.1"]);
        check("sidecar~10.244.0.17~pod.ns~ns.svc", &["10.244.0.17"]);
        check("[fd00::1]:80 and fd00::2_80", &["fd00::1", "fd00::2"]);
        check("::", &["::"]);
        check("x::b is a path, 12:34:56 a time, 1.30.2 and 1.2.3.4.5 versions", &[]);
        check("std::string v::c", &[]);
        check("^10\u{1}0\u{1}0\u{1}1$", &["10.0.0.1"]);
        check("1.2.3.400 v1.2.3.4", &[]);
    }

    #[test]
    fn runs_know_what_follows() {
        let found: Vec<Piece<'_>> = pieces("kubernetes://a.b/c").collect();
        assert_eq!(
            found,
            [Piece::Run("kubernetes", "://a.b/c"), Piece::Other("://"), Piece::Run("a.b", "/c"), Piece::Other("/"), Piece::Run("c", "")]
        );
    }
}
