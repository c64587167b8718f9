//! Which routes of a virtual host may match a path, without a look at each of thousands.

use std::collections::{BTreeSet, HashMap};

use super::headers::HttpRequest;
use super::path_matcher::PathMatcher;
use super::route::{Route, Seen};

/// Routes by the paths that they want, where these say so. Most virtual hosts have few routes, and no index.
#[derive(Clone, Debug, Default)]
pub struct RouteIndex {
    is_used: bool,
    paths: HashMap<String, Vec<usize>>,
    prefixes: HashMap<String, Vec<usize>>,
    /// The lengths of the prefixes.
    lengths: BTreeSet<usize>,
    /// The routes that have to be looked at for any path.
    others: Vec<usize>,
}

/// The number of routes from which on an index pays.
const MANY: usize = 32;

impl RouteIndex {
    /// The index of these routes.
    pub fn new(routes: &[Route<'_>]) -> Self {
        let mut index = RouteIndex { is_used: routes.len() >= MANY, ..RouteIndex::default() };
        for (number, route) in routes.iter().enumerate().filter(|_| index.is_used) {
            match &route.matches.path {
                PathMatcher::Path(path) if !route.matches.ignore_case => {
                    index.paths.entry(path.clone().into_owned()).or_default().push(number);
                }
                PathMatcher::Prefix(prefix) | PathMatcher::SeparatedPrefix(prefix) if !route.matches.ignore_case => {
                    index.lengths.insert(prefix.len());
                    index.prefixes.entry(prefix.clone().into_owned()).or_default().push(number);
                }
                _ => index.others.push(number),
            }
        }
        index
    }

    /// The numbers of the routes that may match, in order, of `count` routes.
    pub fn candidates(&self, request: &HttpRequest<'_>, path: &Seen<'_>, count: usize) -> impl Iterator<Item = usize> + use<'_> {
        let is_used = self.is_used && request.path.is_some();
        let mut lists: Vec<&[usize]> = Vec::new();
        if is_used {
            let plain = &*path.plain;
            let prefixes = self.lengths.iter().map_while(|length| (*length <= plain.len()).then(|| plain.get(..*length))).flatten();
            lists.extend(prefixes.filter_map(|prefix| self.prefixes.get(prefix)).map(Vec::as_slice));
            lists.extend(self.paths.get(plain).map(Vec::as_slice));
            lists.push(&self.others);
        }
        let mut all = 0..if is_used { 0 } else { count };
        std::iter::from_fn(move || {
            let list = lists.iter_mut().filter(|list| !list.is_empty()).min_by_key(|list| list[0]);
            match list {
                Some(list) => {
                    let (first, rest) = list.split_first()?;
                    *list = rest;
                    Some(*first)
                }
                None => all.next(),
            }
        })
    }
}
