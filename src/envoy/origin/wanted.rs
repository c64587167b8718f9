//! Which origins are wanted: what `--origin` takes.

use std::fmt;
use std::str::FromStr;

use super::{Origin, kuma};

/// Origins of this kind, namespace and name, each of which may be any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The kind, as it was written, and in the singular; none for any.
    kind: Option<(String, String)>,
    namespace: Option<String>,
    name: Option<String>,
}

/// Why a text names no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an origin is KIND/NAMESPACE/NAME, as in virtualservice/default/bookinfo; each part may be *")]
pub struct WantedError;

/// The short names by which kubectl knows the kinds that are origins (`shortNames` of their resource definitions), but for Kuma's.
const SHORT: [(&str, &str); 20] = [
    ("svc", "service"),
    ("cm", "configmap"),
    ("ing", "ingress"),
    ("vs", "virtualservice"),
    ("dr", "destinationrule"),
    ("se", "serviceentry"),
    ("gw", "gateway"),
    ("gtw", "gateway"),
    ("btp", "backendtrafficpolicy"),
    ("ctp", "clienttrafficpolicy"),
    ("sp", "securitypolicy"),
    ("eep", "envoyextensionpolicy"),
    ("proxy", "httpproxy"),
    ("proxies", "httpproxy"),
    ("gus", "upstream"),
    ("us", "upstream"),
    ("lset", "listenerset"),
    ("be", "backend"),
    ("btlspolicy", "backendtlspolicy"),
    ("svcim", "serviceimport"),
];

impl Wanted {
    /// Whether this origin is wanted.
    pub fn matches(&self, origin: &Origin) -> bool {
        let is = |wanted: &Option<String>, text: &str| wanted.as_deref().is_none_or(|wanted| wanted == text);
        let is_kind = self.kind.as_ref().is_none_or(|(written, singular)| origin.kind == *written || origin.kind == *singular);
        is_kind && is(&self.namespace, &origin.namespace) && is(&self.name, &origin.name)
    }

    /// Whether one of these origins is wanted.
    pub fn matches_any(&self, origins: &[Origin]) -> bool {
        origins.iter().any(|origin| self.matches(origin))
    }

    /// How far an origin is from what is wanted: the parts that differ, then the letters.
    pub fn distance(&self, origin: &Origin) -> (usize, usize) {
        let kind = self.kind.as_ref().map(|(_, singular)| singular.as_str());
        let parts = [(kind, &*origin.kind), (self.namespace.as_deref(), &*origin.namespace), (self.name.as_deref(), &*origin.name)];
        let parts = parts.into_iter().filter_map(|(wanted, text)| wanted.map(|wanted| letters(wanted, text)));
        parts.fold((0, 0), |(differ, sum), letters| (differ + usize::from(letters > 0), sum + letters))
    }
}

impl FromStr for Wanted {
    type Err = WantedError;

    fn from_str(text: &str) -> Result<Self, WantedError> {
        let mut parts = text.split('/');
        let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or(WantedError);
        let (kind, namespace, name) = (part()?, part()?, part()?);
        if parts.next().is_some() {
            return Err(WantedError);
        }
        let given = |part: &str| (part != "*").then(|| part.to_owned());
        Ok(Wanted { kind: given(kind).map(|kind| read_kind(&kind)), namespace: given(namespace), name: given(name) })
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_ref().map(|(written, _)| written);
        let part = |part: Option<&String>| part.map_or("*", String::as_str).to_owned();
        write!(f, "{}/{}/{}", part(kind), part(self.namespace.as_ref()), part(self.name.as_ref()))
    }
}

/// A kind as a person writes it: in any case, with hyphens, with its API's group, in the plural, or by kubectl's short name. Gives what was
/// written and what it means: `meshtls` looks like a plural, and is none.
fn read_kind(text: &str) -> (String, String) {
    let written = text.split('.').next().unwrap_or_default().replace('-', "").to_ascii_lowercase();
    let short = SHORT.iter().find(|(short, _)| *short == written).map(|(_, kind)| *kind);
    let singular = match short.or_else(|| kuma::kind_of(&written)) {
        Some(kind) => kind.to_owned(),
        None => match (written.strip_suffix("ies"), written.strip_suffix("sses"), written.strip_suffix('s')) {
            (Some(stem), _, _) => format!("{stem}y"),
            (_, Some(stem), _) => format!("{stem}ss"),
            (_, _, Some(stem)) if !stem.ends_with('s') => stem.to_owned(),
            _ => written.clone(),
        },
    };
    (written, singular)
}

/// How many letters must be put in, left out or changed to make one text of another (Levenshtein's distance).
fn letters(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (at, other_letter) in other.bytes().enumerate() {
            let changed = diagonal + usize::from(letter != other_letter);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        let parts: Vec<&str> = text.split('/').collect();
        Origin::new(parts[0], parts[1], parts[2]).unwrap()
    }

    #[test]
    fn kinds_are_written_in_many_ways() {
        let check = |wanted: &str, text: &str, expect: bool| {
            assert_eq!(wanted.parse::<Wanted>().unwrap().matches(&origin(text)), expect, "{wanted} {text}");
        };
        for kind in [
            "virtualservice",
            "VirtualService",
            "virtual-service",
            "virtualservices",
            "vs",
            "VS",
            "virtualservices.networking.istio.io",
            "*",
        ] {
            check(&format!("{kind}/default/bookinfo"), "virtualservice/default/bookinfo", true);
        }
        check("svc/*/*", "service/a/b", true);
        check("ingress/a/b", "ingress/a/b", true);
        check("ingresses/a/b", "ingress/a/b", true);
        check("httpproxies/a/b", "httpproxy/a/b", true);
        check("meshtls/a/b", "meshtls/a/b", true);
        check("msvc/a/b", "meshservice/a/b", true);
        check("backendtrafficpolicies/a/b", "backendtrafficpolicy/a/b", true);
        check("vs/default/bookinfo", "virtualservice/default/other", false);
        check("vs/other/bookinfo", "virtualservice/default/bookinfo", false);
        check("vs/*/bookinfo", "virtualservice/default/bookinfo", true);
        check("dr/default/bookinfo", "virtualservice/default/bookinfo", false);
        check("vs/Default/bookinfo", "virtualservice/default/bookinfo", false);
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "bookinfo", "vs/bookinfo", "vs/default/", "/default/bookinfo", "vs//bookinfo", "vs/default/bookinfo/more"] {
            assert_eq!(text.parse::<Wanted>(), Err(WantedError), "{text}");
        }
    }

    #[test]
    fn distances_count_parts_then_letters() {
        let check = |wanted: &str, text: &str, expect: (usize, usize)| {
            assert_eq!(wanted.parse::<Wanted>().unwrap().distance(&origin(text)), expect, "{wanted} {text}");
        };
        check("vs/default/bookinf", "virtualservice/default/bookinfo", (1, 1));
        check("vs/default/bookinfo", "virtualservice/default/bookinfo", (0, 0));
        check("vs/*/kitten", "virtualservice/default/sitting", (1, 3));
        check("service/a/b", "gateway/c/d", (3, 9));
    }
}
