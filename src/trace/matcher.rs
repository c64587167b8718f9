//! Matcher trees: `xds.type.matcher.v3.Matcher`, for filter chains and for the routes of a virtual host.
//!
//! The rules are those of Envoy's `source/common/matcher`: a nested matcher that matches nothing falls through to the next entry, then to
//! `on_no_match`.

use std::borrow::Cow;

use super::cidr::Range;
use super::read::{MAX_DEPTH, any, extension};
use super::string_matcher::{StringMatcher, starts_with};
use super::truth::Truth;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// A matcher that leads to an `A`.
#[derive(Clone, Debug)]
pub struct Matcher<'a, A> {
    kind: Kind<'a, A>,
    on_no_match: Option<Box<OnMatch<'a, A>>>,
}

#[derive(Clone, Debug)]
enum Kind<'a, A> {
    /// Predicates, tried in order.
    List(Vec<(Predicate<'a>, OnMatch<'a, A>)>),
    /// One input, looked up.
    Tree(Input<'a>, Lookup<'a, A>),
    /// Neither, which no Envoy accepts.
    Nothing,
}

#[derive(Clone, Debug)]
enum Lookup<'a, A> {
    Exact(Vec<(String, OnMatch<'a, A>)>),
    /// The longest first.
    Prefix(Vec<(String, OnMatch<'a, A>)>),
    /// The narrowest first.
    Ranges(Vec<(Range, OnMatch<'a, A>)>),
    /// Exact names, then wildcards from the longest on, then `*`.
    Names(Vec<(String, OnMatch<'a, A>)>),
    /// An extension of this type.
    Other,
}

#[derive(Clone, Debug)]
enum OnMatch<'a, A> {
    Action(A),
    Matcher(Matcher<'a, A>),
    /// `keep_matching`, or nothing.
    Nothing,
}

#[derive(Clone, Debug)]
enum Predicate<'a> {
    Single(Input<'a>, StringMatcher<'a>),
    Any(Vec<Predicate<'a>>),
    All(Vec<Predicate<'a>>),
    Not(Box<Predicate<'a>>),
    Unknown,
}

/// Reads an action: it gets the type's full name, and a reader in front of the fields.
pub type ReadAction<'f, 'a, A> = dyn FnMut(&str, Reader<'a>) -> Result<A> + 'f;

/// What a matcher looks at.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The type's name without its package: `DestinationPortInput`.
    pub kind: String,
    /// The header's name in lower case, where it is one.
    pub header: Cow<'a, str>,
}

/// A value that a matcher looks at.
#[derive(Clone, Debug)]
pub enum Value<'r> {
    /// This text.
    Text(Cow<'r, str>),
    /// There is none.
    Absent,
    /// It can't be told.
    Unknown,
}

/// Where a matcher leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<'m, A> {
    /// Here.
    Action(&'m A),
    /// Nowhere.
    NoMatch,
    /// That can't be told.
    Unknown,
}

impl<'a, A> Matcher<'a, A> {
    /// Reads a `Matcher`, whose actions `action` reads.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>, action: &mut ReadAction<'_, 'a, A>) -> Result<Self>
    where
        A: Clone,
    {
        Self::read_at(reader, action, 0)
    }

    fn read_at(reader: &mut Reader<'a>, action: &mut ReadAction<'_, 'a, A>, depth: usize) -> Result<Self>
    where
        A: Clone,
    {
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(reader.offset(), format!("matchers nested more than {MAX_DEPTH} deep")));
        }
        let mut found = Matcher { kind: Kind::Nothing, on_no_match: None };
        reader.fields(|name, value| {
            match name {
                "matcher_list" => {
                    if let Some(mut list) = value.find("matchers")? {
                        found.kind = Kind::List(list.list(|entry| {
                            let (mut predicate, mut next) = (Predicate::Unknown, OnMatch::Nothing);
                            entry.fields(|name, value| {
                                match name {
                                    "predicate" => predicate = Predicate::read(value, 0)?,
                                    "on_match" => next = OnMatch::read(value, action, depth)?,
                                    _ => {}
                                }
                                Ok(())
                            })?;
                            Ok((predicate, next))
                        })?);
                    }
                }
                "matcher_tree" => {
                    let (mut input, mut lookup) = (Input { kind: String::new(), header: Cow::Borrowed("") }, Lookup::Other);
                    value.fields(|name, value| {
                        match name {
                            "input" => input = Input::read(value)?,
                            "exact_match_map" => lookup = Lookup::Exact(read_map(value, action, depth)?),
                            "prefix_match_map" => {
                                let mut map = read_map(value, action, depth)?;
                                map.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
                                lookup = Lookup::Prefix(map);
                            }
                            "custom_match" => lookup = read_custom(value, action, depth)?,
                            _ => {}
                        }
                        Ok(())
                    })?;
                    found.kind = Kind::Tree(input, lookup);
                }
                "on_no_match" => found.on_no_match = Some(Box::new(OnMatch::read(value, action, depth)?)),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Where it leads, with the inputs that `get` gives.
    pub fn find<'r>(&self, get: &impl Fn(&Input<'_>) -> Value<'r>) -> Outcome<'_, A> {
        let found = match &self.kind {
            Kind::List(entries) => first(entries.iter().map(|(predicate, next)| (predicate.holds(get), next)), get),
            Kind::Tree(input, lookup) => match get(input) {
                Value::Unknown => Outcome::Unknown,
                Value::Absent => Outcome::NoMatch,
                Value::Text(text) => lookup.find(&text, get),
            },
            Kind::Nothing => Outcome::NoMatch,
        };
        match (found, &self.on_no_match) {
            (Outcome::NoMatch, Some(next)) => next.find(get),
            (found, _) => found,
        }
    }
}

/// The first entry whose condition holds and that leads somewhere.
fn first<'m, 'r, 'a: 'm, A: 'm>(
    entries: impl Iterator<Item = (Truth, &'m OnMatch<'a, A>)>,
    get: &impl Fn(&Input<'_>) -> Value<'r>,
) -> Outcome<'m, A> {
    for (truth, next) in entries {
        match truth {
            Truth::No => {}
            Truth::Unknown => return Outcome::Unknown,
            Truth::Yes => match next.find(get) {
                Outcome::NoMatch => {}
                found => return found,
            },
        }
    }
    Outcome::NoMatch
}

impl<'a, A> Lookup<'a, A> {
    fn find<'r>(&self, text: &str, get: &impl Fn(&Input<'_>) -> Value<'r>) -> Outcome<'_, A> {
        match self {
            Lookup::Exact(map) => first(map.iter().map(|(key, next)| ((key == text).into(), next)), get),
            Lookup::Prefix(map) => first(map.iter().map(|(key, next)| (starts_with(text, key, false).into(), next)), get),
            Lookup::Ranges(ranges) => {
                let address = text.parse().ok();
                let holds = |range: &Range| address.is_some_and(|address| range.contains(address));
                first(ranges.iter().map(|(range, next)| (holds(range).into(), next)), get)
            }
            Lookup::Names(names) => {
                let holds = |name: &str| match name.strip_prefix('*') {
                    Some("") => true,
                    // What stands in front may be nothing: `.foo.com` is below `*.foo.com`.
                    Some(suffix) => text.ends_with(suffix),
                    None => name == text,
                };
                first(names.iter().map(|(name, next)| (holds(name).into(), next)), get)
            }
            Lookup::Other => Outcome::Unknown,
        }
    }
}

impl<'a, A: Clone> OnMatch<'a, A> {
    fn read(reader: &mut Reader<'a>, action: &mut ReadAction<'_, 'a, A>, depth: usize) -> Result<Self> {
        let mut found = OnMatch::Nothing;
        reader.fields(|name, value| {
            match name {
                "action" => {
                    if let Some(config) = value.find("typed_config")? {
                        let (kind, fields) = any(&config)?;
                        found = OnMatch::Action(action(&kind, fields)?);
                    }
                }
                "matcher" => found = OnMatch::Matcher(Matcher::read_at(value, action, depth + 1)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl<'a, A> OnMatch<'a, A> {
    fn find<'r>(&self, get: &impl Fn(&Input<'_>) -> Value<'r>) -> Outcome<'_, A> {
        match self {
            OnMatch::Action(action) => Outcome::Action(action),
            OnMatch::Matcher(matcher) => matcher.find(get),
            OnMatch::Nothing => Outcome::NoMatch,
        }
    }
}

/// A `MatchMap`.
fn read_map<'a, A: Clone>(
    reader: &mut Reader<'a>,
    action: &mut ReadAction<'_, 'a, A>,
    depth: usize,
) -> Result<Vec<(String, OnMatch<'a, A>)>> {
    let mut entries = Vec::new();
    if let Some(mut map) = reader.find("map")? {
        map.entries(|key, value| {
            entries.push((key.to_owned(), OnMatch::read(value, action, depth)?));
            Ok(())
        })?;
    }
    Ok(entries)
}

/// A `custom_match`: ranges of addresses, or server names.
fn read_custom<'a, A: Clone>(reader: &mut Reader<'a>, action: &mut ReadAction<'_, 'a, A>, depth: usize) -> Result<Lookup<'a, A>> {
    let custom = extension(reader)?;
    let Some(mut config) = custom.config else { return Ok(Lookup::Other) };
    let (mut ranges, mut names) = (Vec::new(), Vec::new());
    config.fields(|field, list| {
        if !matches!(field, "range_matchers" | "domain_matchers") {
            return Ok(());
        }
        list.elements(|entry| {
            let (mut own_ranges, mut own_names, mut next) = (Vec::new(), Vec::new(), OnMatch::Nothing);
            entry.fields(|name, value| {
                match name {
                    "ranges" => own_ranges = value.list(Range::read)?,
                    "domains" => own_names = value.list(|name| Ok(name.text()?.to_ascii_lowercase()))?,
                    "on_match" => next = OnMatch::read(value, action, depth)?,
                    _ => {}
                }
                Ok(())
            })?;
            ranges.extend(own_ranges.into_iter().flatten().map(|range| (range, next.clone())));
            names.extend(own_names.into_iter().map(|name| (name, next.clone())));
            Ok(())
        })
    })?;
    Ok(if custom.kind.ends_with(".IPMatcher") {
        ranges.sort_by_key(|(range, _)| std::cmp::Reverse(range.length));
        Lookup::Ranges(ranges)
    } else if custom.kind.ends_with(".ServerNameMatcher") || custom.kind.ends_with(".DomainMatcher") {
        names.sort_by_key(|(name, _): &(String, _)| (name.starts_with('*'), std::cmp::Reverse(name.len())));
        Lookup::Names(names)
    } else {
        Lookup::Other
    })
}

impl<'a> Input<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let input = extension(reader)?;
        let header = input.config.map_or(Ok(Cow::Borrowed("")), |config| config.text_of("header_name"))?;
        let kind = input.kind.rsplit('.').next().unwrap_or_default().to_owned();
        Ok(Input { kind, header: Cow::Owned(header.to_ascii_lowercase()) })
    }
}

impl<'a> Predicate<'a> {
    fn read(reader: &mut Reader<'a>, depth: usize) -> Result<Self> {
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(reader.offset(), format!("predicates nested more than {MAX_DEPTH} deep")));
        }
        let mut found = Predicate::Unknown;
        let list = |value: &mut Reader<'a>| {
            value.find("predicate")?.map_or(Ok(Vec::new()), |mut list| list.list(|predicate| Predicate::read(predicate, depth + 1)))
        };
        reader.fields(|name, value| {
            match name {
                "single_predicate" => {
                    let (mut input, mut matcher) = (None, None);
                    value.fields(|name, value| {
                        match name {
                            "input" => input = Some(Input::read(value)?),
                            "value_match" => matcher = Some(StringMatcher::read(value)?),
                            _ => {}
                        }
                        Ok(())
                    })?;
                    if let (Some(input), Some(matcher)) = (input, matcher) {
                        found = Predicate::Single(input, matcher);
                    }
                }
                "or_matcher" => found = Predicate::Any(list(value)?),
                "and_matcher" => found = Predicate::All(list(value)?),
                "not_matcher" => found = Predicate::Not(Box::new(Predicate::read(value, depth + 1)?)),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn holds<'r>(&self, get: &impl Fn(&Input<'_>) -> Value<'r>) -> Truth {
        match self {
            Predicate::Single(input, matcher) => match get(input) {
                Value::Text(text) => matcher.matches(&text),
                Value::Absent => Truth::No,
                Value::Unknown => Truth::Unknown,
            },
            Predicate::Any(list) => Truth::any(list.iter().map(|predicate| predicate.holds(get))),
            Predicate::All(list) => Truth::all(list.iter().map(|predicate| predicate.holds(get))),
            Predicate::Not(predicate) => predicate.holds(get).inverted(true),
            Predicate::Unknown => Truth::Unknown,
        }
    }
}
