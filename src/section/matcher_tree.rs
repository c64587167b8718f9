//! A listener's `filter_chain_matcher`: the tree (`xds.type.matcher.v3.Matcher`) that chooses a filter chain by its name.

use std::borrow::Cow;

use crate::envoy::address::CidrRange;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// Envoy's own trees are a handful deep; the bound keeps a hostile text from using up the stack.
const MAX_DEPTH: usize = 64;

/// A matcher tree.
#[derive(Clone, Debug, Default)]
pub struct MatcherTree<'a> {
    /// What the tree looks at: the input's name, such as `ip` or `port`.
    input: Cow<'a, str>,
    /// The ways on, each with its condition's text: `=80`, `^10.0.0.0`.
    branches: Vec<(String, OnMatch<'a>)>,
    /// How many matchers stand around this one.
    depth: usize,
    /// The way where no branch matches.
    on_no_match: Option<Box<OnMatch<'a>>>,
}

/// Where a matcher leads.
#[derive(Clone, Debug)]
enum OnMatch<'a> {
    /// To the filter chain of this name.
    Chain(Cow<'a, str>),
    /// To another matcher.
    Tree(MatcherTree<'a>),
}

impl<'a> MatcherTree<'a> {
    /// Reads a `Matcher`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        Self::read_at(reader, 0)
    }

    fn read_at(reader: &mut Reader<'a>, depth: usize) -> Result<Self> {
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(reader.offset(), format!("matchers nested more than {MAX_DEPTH} deep")));
        }
        let mut tree = MatcherTree { depth, ..MatcherTree::default() };
        reader.fields(|name, value| match name {
            "matcher_tree" => value.fields(|name, value| match name {
                "input" => {
                    if let Some(mut name) = value.find("name")? {
                        tree.input = name.text()?;
                    }
                    Ok(())
                }
                "exact_match_map" => tree.read_map(value, "="),
                "prefix_match_map" => tree.read_map(value, "^"),
                "custom_match" => value.find("typed_config")?.map_or(Ok(()), |mut config| tree.read_ranges(&mut config)),
                _ => Ok(()),
            }),
            "matcher_list" => value.fields(|name, value| if name == "matchers" { tree.read_list(value) } else { Ok(()) }),
            "on_no_match" => {
                tree.on_no_match = OnMatch::read(value, depth)?.map(Box::new);
                Ok(())
            }
            _ => Ok(()),
        })?;
        Ok(tree)
    }

    fn read_map(&mut self, reader: &mut Reader<'a>, sign: &str) -> Result<()> {
        let depth = self.depth;
        reader.fields(|name, value| {
            if name != "map" {
                return Ok(());
            }
            value.entries(|key, value| {
                self.branches.extend(OnMatch::read(value, depth)?.map(|next| (format!("{sign}{key}"), next)));
                Ok(())
            })
        })
    }

    /// An `IPMatcher`: ranges of addresses.
    fn read_ranges(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let depth = self.depth;
        reader.fields(|name, value| {
            if name != "range_matchers" {
                return Ok(());
            }
            value.elements(|matcher| {
                let (mut ranges, mut next) = (Vec::new(), None);
                matcher.fields(|name, value| {
                    match name {
                        "ranges" => ranges = value.list(CidrRange::read)?,
                        "on_match" => next = OnMatch::read(value, depth)?,
                        _ => {}
                    }
                    Ok(())
                })?;
                if let Some(next) = next {
                    self.branches.extend(ranges.iter().map(|range| (range_condition(range), next.clone())));
                }
                Ok(())
            })
        })
    }

    /// A `matcher_list`: predicates in order, which are told by their number.
    fn read_list(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let depth = self.depth;
        let mut index = 0;
        reader.elements(|matcher| {
            index += 1;
            if let Some(mut next) = matcher.find("on_match")? {
                self.branches.extend(OnMatch::read(&mut next, depth)?.map(|next| (format!("predicate {index}"), next)));
            }
            Ok(())
        })
    }

    /// The ways through the tree that lead to the filter chain called `chain`, as istioctl writes them, in the order of the configuration:
    /// `ip=10.0.0.1 -> port=80`. `UNMATCHED` is the way of what matches nothing, `NONE` says that no way leads there.
    pub fn paths_to(&self, chain: &str) -> Vec<String> {
        if let Some(OnMatch::Chain(name)) = self.on_no_match.as_deref()
            && name == chain
        {
            return vec!["UNMATCHED".to_owned()];
        }
        let mut paths = self.inner_paths(chain);
        if paths.is_empty() {
            paths.push("NONE".to_owned());
        }
        paths
    }

    fn inner_paths(&self, chain: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for (condition, next) in &self.branches {
            let step = format!("{}{condition}", self.input);
            match next {
                OnMatch::Chain(name) if name == chain => paths.push(step),
                OnMatch::Chain(_) => {}
                OnMatch::Tree(tree) => paths.extend(tree.inner_paths(chain).into_iter().map(|path| format!("{step} -> {path}"))),
            }
        }
        match self.on_no_match.as_deref() {
            Some(OnMatch::Chain(name)) if name == chain => paths.push("ANY".to_owned()),
            Some(OnMatch::Tree(tree)) => paths.extend(tree.inner_paths(chain)),
            _ => {}
        }
        paths
    }
}

impl<'a> OnMatch<'a> {
    fn read(reader: &mut Reader<'a>, depth: usize) -> Result<Option<Self>> {
        let mut next = None;
        reader.fields(|name, value| {
            match name {
                // Envoy takes the chain's name from the action's value; istioctl reads the action's name, which Istio makes the same.
                "action" => {
                    let chosen = value.find("typed_config")?.map_or(Ok(None), |config| config.find("value"))?;
                    if let Some(mut name) = chosen.map_or_else(|| value.find("name"), |value| Ok(Some(value)))? {
                        next = Some(OnMatch::Chain(name.text()?));
                    }
                }
                "matcher" => next = Some(OnMatch::Tree(MatcherTree::read_at(value, depth + 1)?)),
                _ => {}
            }
            Ok(())
        })?;
        Ok(next)
    }
}

/// A range as istioctl prints it: a single address without its length.
fn range_condition(range: &CidrRange<'_>) -> String {
    if matches!(range.length, 32 | 128) { format!("={}", range.prefix) } else { format!("={range}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_through_a_tree() {
        let json = r#"{"matcher_tree": {"input": {"name": "ip"}, "exact_match_map": {"map": {
            "10.0.0.1": {"matcher": {"matcher_tree": {"input": {"name": "port"}, "exact_match_map": {"map": {
                "80": {"action": {"name": "http"}}, "90": {"action": {"name": "tcp"}}}}}}},
            "10.0.0.2": {"action": {"name": "tcp"}}}}},
            "on_no_match": {"action": {"name": "rest"}}}"#;
        let tree = MatcherTree::read(&mut Reader::new(json.as_bytes(), 0)).unwrap();
        assert_eq!(tree.paths_to("http"), ["ip=10.0.0.1 -> port=80"]);
        assert_eq!(tree.paths_to("tcp"), ["ip=10.0.0.1 -> port=90", "ip=10.0.0.2"]);
        assert_eq!(tree.paths_to("rest"), ["UNMATCHED"]);
        assert_eq!(tree.paths_to("other"), ["NONE"]);
    }
}
