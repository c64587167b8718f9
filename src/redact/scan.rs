//! Looks through what was written for what may not be in it. This goes by the bytes of what is known, and not by the rules that replaced
//! it, so that a place which the rules have missed is found.

use core::net::IpAddr;
use std::collections::{HashMap, HashSet};

use super::names::Names;
use super::pseudonym::Kind;
use super::rules::Treatment;
use super::secrets;
use super::walk::{Place, Visitor};
use super::words::{is_extension, is_public, is_word};

/// Something that should not be there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leak {
    /// What it is: `a namespace's name`, never the name.
    pub what: &'static str,
    /// Where: the list and the field.
    pub place: String,
}

/// How many of a text's first bytes lead to it. Nothing shorter is searched for.
const HEAD: usize = 4;

/// A text that may not be in the output.
#[derive(Debug)]
struct Needle {
    text: String,
    what: &'static str,
    /// Whether it only counts as a whole word.
    is_word: bool,
    /// Whether it only counts where names are replaced, and not in paths and names of headers.
    is_name: bool,
}

/// What is searched for.
#[derive(Debug, Default)]
pub struct Scan {
    needles: Vec<Needle>,
    by_head: HashMap<[u8; HEAD], Vec<usize>>,
    /// Short secrets: these count as a whole text only.
    short: HashSet<String>,
    /// What was found.
    pub leaks: Vec<Leak>,
    /// The list that is looked through.
    pub list: String,
}

impl Scan {
    /// A search for these names, their addresses, and these secrets.
    pub fn new(names: &Names, secrets: &HashSet<String>) -> Self {
        let mut scan = Scan::default();
        for secret in secrets {
            // A short word of letters alone may stand anywhere, and mean something else there.
            let is_plain = secret.len() < 12 && secret.bytes().all(|byte| byte.is_ascii_lowercase());
            if secret.len() >= 8 && !is_plain {
                scan.add(secret, "a removed secret", false, false);
            } else {
                scan.short.insert(secret.clone());
            }
        }
        for host in names.hosts() {
            scan.add(host, "a host name", true, false);
        }
        for address in names.addresses() {
            scan.add(&address.to_string(), "an IP address", true, false);
        }
        for (name, kind) in names.names() {
            if name.len() >= HEAD {
                let what = match kind {
                    Kind::Namespace => "the name of a namespace",
                    Kind::Service => "the name of a service",
                    Kind::Workload | Kind::Pod => "the name of a workload or pod",
                    _ => "a name",
                };
                scan.add(name, what, true, true);
            }
        }
        scan
    }

    fn add(&mut self, text: &str, what: &'static str, is_word: bool, is_name: bool) {
        let Some(head) = text.as_bytes().first_chunk::<HEAD>() else { return };
        self.by_head.entry(*head).or_default().push(self.needles.len());
        self.needles.push(Needle { text: text.to_owned(), what, is_word, is_name });
    }

    /// Looks through a text.
    fn look(&mut self, place: Place<'_>, text: &str) {
        let takes_names = !matches!(place.treatment, Treatment::Path | Treatment::HeaderName | Treatment::Keep) && !is_extension(text);
        let mut found: Vec<&'static str> = Vec::new();
        if text.contains("-----BEGIN ") || text.contains("LS0tLS1CRUdJTi") {
            found.push("PEM");
        }
        if text.contains("eyJ") && text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.=".contains(c))).any(secrets::is_jwt) {
            found.push("a JSON web token");
        }
        if !text.is_empty() && self.short.contains(text) && !is_word(text) && takes_names && self.is_opaque(place) {
            found.push("a removed secret");
        }
        for (at, head) in text.as_bytes().windows(HEAD).enumerate() {
            let Some(numbers) = self.by_head.get(head) else { continue };
            for needle in numbers.iter().map(|number| &self.needles[*number]) {
                let is_here = text.as_bytes()[at..].starts_with(needle.text.as_bytes());
                let is_type = needle.is_word && is_extension(text);
                if is_here && !is_type && (takes_names || !needle.is_name) && (!needle.is_word || is_whole(text, at, needle)) {
                    found.push(needle.what);
                }
            }
        }
        for what in found {
            let field = place.path();
            let place = if self.list.is_empty() { field } else { format!("{}: {field}", self.list) };
            let leak = Leak { what, place };
            if !self.leaks.contains(&leak) {
                self.leaks.push(leak);
            }
        }
    }

    /// Whether a text at this place may be a short secret, and not an ordinary word that happens to be one somewhere else.
    fn is_opaque(&self, place: Place<'_>) -> bool {
        matches!(place.treatment, Treatment::Remove(_) | Treatment::Value)
    }
}

/// Whether a name at `at` is a whole word there.
fn is_whole(text: &str, at: usize, needle: &Needle) -> bool {
    let bytes = text.as_bytes();
    let joins = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let before = at.checked_sub(1).map(|at| bytes[at]);
    let end = at + needle.text.len();
    let after = bytes.get(end).copied();
    if needle.text.parse::<IpAddr>().is_ok() {
        // `10.0.0.1` is not in `110.0.0.1`, nor `fd00::1` in `fd00::12`.
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b':');
        let is_longer = after == Some(b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let is_port = after == Some(b':') && needle.text.contains('.');
        let is_after_dot = before == Some(b'.') && needle.text.contains('.');
        let is_part = is_digit(before) || is_digit(after) && !is_port || is_longer || is_after_dot;
        return !is_part;
    }
    // Nor is a part of a public name, such as `networking.istio.io`.
    let is_run = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    let start =
        text[..at].rfind(|character| !is_run(character)).map_or(0, |last| last + text[last..].chars().next().map_or(0, char::len_utf8));
    let run = text[start..].split(|character| !is_run(character)).next().unwrap_or_default();
    if needle.is_name && run.contains('.') && is_public(run) {
        return false;
    }
    // A scheme, such as `kubernetes://`, is no name.
    !before.is_some_and(joins) && !after.is_some_and(joins) && !text[end..].starts_with("://")
}

impl Visitor for Scan {
    fn text(&mut self, place: Place<'_>, text: &str) -> Option<String> {
        self.look(place, text);
        None
    }

    fn key(&mut self, text: &str, is_name: bool) -> Option<String> {
        // A key may be a field's name, but no host's.
        let treatment = if is_name { Treatment::Rewrite } else { Treatment::Keep };
        self.look(Place { treatment, message: "", field: "a key" }, text);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(treatment: Treatment, text: &str) -> Vec<&'static str> {
        let mut names = Names::default();
        let place = |field| Place { treatment: Treatment::Rewrite, message: "x.Cluster", field };
        names.gather(place("name"), "outbound|80||reviews.backend.svc.cluster.local");
        names.gather(place("x"), "10.0.0.1 fd00::1 db.acme.com");
        let mut scan = Scan::new(&names, &HashSet::from(["a long secret".to_owned(), "pin".to_owned()]));
        scan.text(Place { treatment, message: "x.Message", field: "field" }, text);
        assert!(scan.leaks.iter().all(|leak| leak.place == "Message.field"));
        scan.leaks.into_iter().map(|leak| leak.what).collect()
    }

    #[test]
    fn what_is_left_is_found() {
        let check = |text: &str, expect: &[&str]| assert_eq!(found(Treatment::Rewrite, text), expect, "{text}");
        check("in backend.", &["the name of a namespace"]);
        check("my-backend backend_x backends", &[]);
        check("reviews", &["the name of a service"]);
        check("a.db.acme.com:80", &["a host name", "a name"]);
        check("/apis/backend.istio.io/v1 reviews://x", &[]);
        check("10.0.0.1:80", &["an IP address"]);
        check("10.0.0.10 110.0.0.1 10.0.0.1.5", &[]);
        check("[fd00::1]:80", &["an IP address"]);
        check("this is a long secret, is it", &["a removed secret"]);
        check("-----BEGIN CERTIFICATE-----", &["PEM"]);
        check("x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", &["a JSON web token"]);
        check("ns-1234.svc.cluster.local pin", &[]);
        check("é…backend", &["the name of a namespace"]);
        assert_eq!(found(Treatment::Value, "pin"), ["a removed secret"]);
        assert_eq!(found(Treatment::Path, "/backend/reviews"), [] as [&str; 0]);
        assert_eq!(found(Treatment::Path, "/a long secret/db.acme.com"), ["a removed secret", "a host name"]);
    }
}
