//! Replaces the known names in a text. What becomes of a text depends on nothing but itself, so that what was equal in two places still is:
//! a route's cluster and the cluster, a cluster and its endpoints, a server name and the name that it is matched with.

use std::collections::HashMap;

use super::names::{Names, is_dot};
use super::pieces::{Piece, REGEX_DOT, pieces};
use super::pseudonym::{Kind, Pseudonyms};
use super::rules::Treatment;
use super::words::{is_extension, is_public, is_word, may_be_top};

/// Names of this length or more are replaced in the middle of others: `reviews` in `reviews-canary`.
const WITHIN: usize = 4;

/// How many texts are remembered with what became of them.
const REMEMBERED: usize = 100_000;

/// Replaces names.
#[derive(Debug)]
pub struct Rewriter<'n> {
    /// What is known to be a name.
    pub names: &'n Names,
    /// What stands in place of each.
    pub pseudonyms: Pseudonyms,
    known: HashMap<(Mode, String), Option<String>>,
}

/// Which names are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mode {
    /// All.
    All,
    /// Those that are a whole word.
    Whole,
    /// Host names of several labels, and addresses.
    Hosts,
}

impl<'n> Rewriter<'n> {
    /// A rewriter with these names.
    pub fn new(names: &'n Names, pseudonyms: Pseudonyms) -> Self {
        Rewriter { names, pseudonyms, known: HashMap::new() }
    }

    /// The text with other names; none where it has none.
    pub fn text(&mut self, treatment: Treatment, text: &str) -> Option<String> {
        let mode = match treatment {
            Treatment::Path => Mode::Hosts,
            Treatment::HeaderName => Mode::Whole,
            Treatment::Value => return self.value(text),
            _ => Mode::All,
        };
        self.rewrite(mode, text)
    }

    /// A key that is data. Where it is no name, a single word in it may be a field's name, and stays.
    pub fn key(&mut self, text: &str, is_name: bool) -> Option<String> {
        self.rewrite(if is_name { Mode::All } else { Mode::Hosts }, text)
    }

    /// A value of metadata: a known name's word, or one of its own.
    fn value(&mut self, text: &str) -> Option<String> {
        // In the format of an access log, `%` stands around what the log will say.
        let is_format = text.len() > 2 && text.starts_with('%') && text.ends_with('%');
        if is_word(text) || is_quantity(text) || is_extension(text) || is_format || text == "cluster.local" {
            return None;
        }
        let is_name = self.names.kind(text).is_some() || self.names.is_host(&text.to_ascii_lowercase());
        let mut all = pieces(text);
        let is_address = matches!((all.next(), all.next()), (Some(Piece::Address(_)), None));
        if is_name || is_address { self.rewrite(Mode::All, text) } else { Some(self.pseudonyms.word(Kind::Value, text)) }
    }

    fn rewrite(&mut self, mode: Mode, text: &str) -> Option<String> {
        if text.len() < 2 || is_extension(text) {
            return None;
        }
        let key = (mode, text.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let is_regex = text.contains("\\.");
        let plain = if is_regex { text.replace("\\.", "\u{1}") } else { text.to_owned() };
        let mut out = String::with_capacity(text.len());
        for piece in pieces(&plain) {
            match piece {
                Piece::Address(address) => out += &self.pseudonyms.address(address).to_string(),
                Piece::Other(other) => out += other,
                Piece::Run(run, after) => self.run(mode, run, after, &plain, &mut out),
            }
        }
        if is_regex {
            out = out.replace(REGEX_DOT, "\\.");
        }
        let changed = (out != text).then_some(out);
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(key, changed.clone());
        changed
    }

    /// Writes a run of letters, digits, dots and dashes.
    fn run(&mut self, mode: Mode, run: &str, after: &str, text: &str, out: &mut String) {
        let is_scheme = after.starts_with("://") && !run.contains('.');
        let is_group = is_public(run) && (text.starts_with("/apis/") || text.starts_with("kubernetes://") || after.starts_with('/'));
        if is_scheme || is_group {
            *out += run;
            return;
        }
        if after.starts_with('@')
            && after[1..].starts_with(|next: char| next.is_ascii_alphanumeric())
            && !is_word(run)
            && mode != Mode::Whole
        {
            *out += &self.pseudonyms.word(Kind::Mail, run);
            return;
        }
        // Each label with the dot before it.
        let mut labels: Vec<(&str, &str)> = Vec::new();
        let (mut dot, mut start) = ("", 0);
        for (at, character) in run.char_indices().filter(|(_, character)| is_dot(*character)) {
            labels.push((dot, &run[start..at]));
            dot = &run[at..at + character.len_utf8()];
            start = at + character.len_utf8();
        }
        labels.push((dot, &run[start..]));
        let mut at = 0;
        while at < labels.len() {
            let end = self.host_end(&labels, at);
            if end > at {
                self.host(&labels[at..end], out);
                at = end;
            } else if self.is_below_host(&labels, at) {
                // A host that only a wildcard names.
                self.host(&labels[at..=at], out);
                at += 1;
            } else {
                *out += labels[at].0;
                self.label(mode, labels[at].1, labels.len() > 1, out);
                at += 1;
            }
        }
    }

    /// Where the longest known host name ends that starts at the label numbered `at`.
    fn host_end(&self, labels: &[(&str, &str)], at: usize) -> usize {
        // Names of hosts have few labels; what has more is no name.
        let most = labels.len().min(at + 16);
        let mut joined = labels[at].1.to_ascii_lowercase();
        let mut found = at;
        for (end, (_, label)) in labels.iter().enumerate().take(most).skip(at + 1) {
            joined.push('.');
            joined += &label.to_ascii_lowercase();
            if self.names.is_host(&joined) {
                found = end + 1;
            }
        }
        found
    }

    /// Whether the label numbered `at` is one more in front of a known host name.
    fn is_below_host(&self, labels: &[(&str, &str)], at: usize) -> bool {
        let label = labels[at].1;
        at + 1 < labels.len() && !is_word(label) && !label.contains('_') && self.host_end(labels, at + 1) > at + 1
    }

    /// Writes a host name, label by label.
    fn host(&mut self, labels: &[(&str, &str)], out: &mut String) {
        let svc = labels.iter().position(|(_, label)| *label == "svc").filter(|at| *at >= 1);
        let is_local = labels.len() >= 2 && labels[labels.len() - 2].1 == "cluster" && labels[labels.len() - 1].1 == "local";
        for (at, (dot, label)) in labels.iter().enumerate() {
            *out += dot;
            let is_suffix =
                svc == Some(at) || is_local && at + 2 >= labels.len() || labels.len() > 1 && at + 1 == labels.len() && may_be_top(label);
            if is_suffix || is_word(label) {
                *out += label;
                continue;
            }
            *out += &self.host_label(label);
        }
    }

    fn host_label(&mut self, label: &str) -> String {
        let lower = label.to_ascii_lowercase();
        if let Some((name, kind)) = [label, &lower].into_iter().find_map(|name| Some((name, self.names.kind(name)?))) {
            return self.pseudonyms.word(kind, name);
        }
        // `*` may be a part of a label.
        let name = lower.trim_matches('*');
        let word = self.pseudonyms.word(Kind::Host, name);
        let (front, back) = (if lower.starts_with('*') { "*" } else { "" }, if lower.ends_with('*') { "*" } else { "" });
        format!("{front}{word}{back}")
    }

    /// Writes a label, or a run without dots, that is in no known host name.
    fn label(&mut self, mode: Mode, label: &str, is_among_others: bool, out: &mut String) {
        if mode == Mode::Hosts || is_word(label) {
            *out += label;
            return;
        }
        let bare = label.trim_matches('*');
        if let Some(kind) = self.names.kind(bare) {
            let word = self.pseudonyms.word(kind, bare);
            *out += &label.replace(bare, &word);
            return;
        }
        if mode == Mode::Whole && !is_among_others {
            *out += label;
            return;
        }
        self.within(label, out);
    }

    /// Writes a label in which a name may stand beside something else, with `-` or `_` between them.
    fn within(&mut self, label: &str, out: &mut String) {
        let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'-' | b'_' | b'*'));
        let bytes = label.as_bytes();
        let ends: Vec<usize> = (1..=bytes.len()).filter(|at| is_edge(bytes.get(*at))).collect();
        let mut at = 0;
        while at < bytes.len() {
            let starts = at == 0 || is_edge(bytes.get(at - 1));
            let longest = ends.iter().rev().take_while(|end| starts && **end >= at + WITHIN).find_map(|end| {
                let name = &label[at..*end];
                Some((name, self.names.kind(name)?))
            });
            match longest {
                Some((name, kind)) => {
                    *out += &self.pseudonyms.word(kind, name);
                    at += name.len();
                }
                None => {
                    out.push(char::from(bytes[at]));
                    at += 1;
                }
            }
        }
    }
}

/// Whether a text is a number, or one with a unit of time.
fn is_quantity(text: &str) -> bool {
    let number = text.trim_end_matches(['n', 'u', 'm', 's', 'h']);
    text.len() - number.len() <= 2
        && number.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && number.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::walk::Place;
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        let place = |message, field| Place { treatment: Treatment::Rewrite, message, field };
        names.gather(place("a.Cluster", "name"), "outbound|9080|v1|reviews.default.svc.cluster.local");
        names.gather(place("a.VirtualHost", "domains"), "*.shop.acme.com");
        names.gather(place("a.Node", "id"), "sidecar~10.0.0.7~reviews-v1-abc.default~default.svc.cluster.local");
        names.gather(place("", "x"), "spiffe://acme.mesh/ns/backend/sa/bookinfo-reviews");
        names.gather(place("a.Cluster", "name"), "plain_one");
        names
    }

    /// The text, rewritten, with each word cut to its kind.
    fn rewritten(treatment: Treatment, text: &str) -> String {
        let names = names();
        let mut rewriter = Rewriter::new(&names, Pseudonyms::new(b"salt", HashSet::new()));
        let mut result = rewriter.text(treatment, text).unwrap_or_else(|| text.to_owned());
        for (kind, pairs) in rewriter.pseudonyms.pairs() {
            for (from, to) in pairs {
                result = result.replace(&to, &format!("<{}:{from}>", kind.prefix()));
            }
        }
        result
    }

    #[test]
    fn names_are_replaced_in_what_is_made_of_them() {
        let check = |text: &str, expect: &str| assert_eq!(rewritten(Treatment::Rewrite, text), expect);
        check("outbound|9080|v1|reviews.default.svc.cluster.local", "outbound|9080|v1|<svc:reviews>.<ns:default>.svc.cluster.local");
        check("outbound_.9080_._.reviews.default.svc.cluster.local", "outbound_.9080_._.<svc:reviews>.<ns:default>.svc.cluster.local");
        check("reviews.default.svc.cluster.local.", "<svc:reviews>.<ns:default>.svc.cluster.local.");
        check("reviews.default:9080/*", "<svc:reviews>.<ns:default>:9080/*");
        check("inbound|9080||", "inbound|9080||");
        check("http.8080", "http.8080");
        check("10.0.0.7_80", "<ip:10.0.0.7>_80");
        check("spiffe://acme.mesh/ns/backend/sa/bookinfo-reviews", "spiffe://<h:acme>.<h:mesh>/ns/<ns:backend>/sa/<sa:bookinfo-reviews>");
        check("*.shop.acme.com:443", "*.<h:shop>.<h:acme>.com:443");
        check("eu.shop.acme.com", "<h:eu>.<h:shop>.<h:acme>.com");
        check("^api\\.shop\\.acme\\.com$", "^<h:api>\\.<h:shop>\\.<h:acme>\\.com$");
        check(
            "/apis/networking.istio.io/v1/namespaces/default/x/reviews",
            "/apis/networking.istio.io/v1/namespaces/<ns:default>/x/<svc:reviews>",
        );
        check("reviews-canary_plain_one", "<svc:reviews>-canary_<svc:plain_one>");
        check("envoy.filters.http.router", "envoy.filters.http.router");
        check(
            "cluster.outbound|80||reviews.default.svc.cluster.local.upstream_rq",
            "cluster.outbound|80||<svc:reviews>.<ns:default>.svc.cluster.local.upstream_rq",
        );
        check("jane.doe@acme.com", "<m:jane.doe>@<h:acme>.com");
    }

    #[test]
    fn a_path_keeps_its_words() {
        assert_eq!(rewritten(Treatment::Path, "/reviews/default"), "/reviews/default");
        assert_eq!(rewritten(Treatment::HeaderName, "x-default-id"), "x-default-id");
        assert_eq!(rewritten(Treatment::Value, "blue"), "<v:blue>");
        assert_eq!(rewritten(Treatment::Value, "reviews"), "<svc:reviews>");
    }
}
