//! A virtual host: `envoy.config.route.v3.VirtualHost`.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::headers::HttpRequest;
use super::matcher::{Input, Matcher, Outcome, Value};
use super::route::{Mismatch, Route, Seen, read_keys};
use super::route_index::RouteIndex;
use super::runtime::Runtime;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin;

/// A virtual host.
#[derive(Clone, Debug, Default)]
pub struct VirtualHost<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its domains.
    pub domains: Vec<Cow<'a, str>>,
    /// Which requests it sends to TLS.
    pub require_tls: RequireTls,
    /// Its routes; those of a matcher tree, where it has one, in the order in which they stand there.
    pub routes: Vec<Route<'a>>,
    /// The tree that leads to routes, by their numbers.
    matcher: Option<Matcher<'a, Vec<usize>>>,
    /// The names of the filters that it configures for itself.
    pub overrides: Vec<String>,
    raw: &'a [u8],
    index: OnceLock<RouteIndex>,
    origin: OnceLock<Option<String>>,
}

/// `TlsRequirementType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequireTls {
    /// None.
    #[default]
    None,
    /// Those that are not internal.
    ExternalOnly,
    /// All.
    All,
}

/// Which route a request takes.
#[derive(Clone, Copy, Debug)]
pub enum Found<'m> {
    /// The one of this number.
    Route(usize),
    /// None.
    Nothing,
    /// That can't be told: whether it takes the route of this number hangs on a condition.
    Undetermined(usize, Mismatch<'m>),
    /// That can't be told: the matcher tree looks at what a configuration and a request don't have.
    UndeterminedTree,
}

impl<'a> VirtualHost<'a> {
    /// Reads a `VirtualHost`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = VirtualHost::default();
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "domains" => found.domains = value.list(Reader::text)?,
                "routes" => found.routes = value.list(Route::read)?,
                "require_tls" => {
                    found.require_tls = match &*value.text()? {
                        "EXTERNAL_ONLY" | "1" => RequireTls::ExternalOnly,
                        "ALL" | "2" => RequireTls::All,
                        _ => RequireTls::None,
                    }
                }
                "matcher" => {
                    let routes = &mut found.routes;
                    found.matcher = Some(Matcher::read(value, &mut |kind, mut fields| read_routes(kind, &mut fields, routes))?);
                }
                "typed_per_filter_config" => found.overrides = read_keys(value)?,
                _ => {}
            }
            Ok(())
        })?;
        found.raw = start.raw_until(reader);
        Ok(found)
    }

    /// The Kubernetes object that it was made from itself, as `KIND/NAMESPACE/NAME`.
    pub fn origin(&self) -> Option<&str> {
        self.origin.get_or_init(|| origin::of_virtual_host(self.raw).first().map(ToString::to_string)).as_deref()
    }

    /// Whether its routes stand in a matcher tree.
    pub fn has_matcher(&self) -> bool {
        self.matcher.is_some()
    }

    /// Which route a request takes: the first whose conditions all hold.
    pub fn find(&self, request: &HttpRequest<'_>, path: &Seen<'_>, runtime: &Runtime) -> Found<'_> {
        match &self.matcher {
            None => {
                let index = self.index.get_or_init(|| RouteIndex::new(&self.routes));
                self.first(index.candidates(request, path, self.routes.len()), request, path, runtime)
            }
            Some(matcher) => match matcher.find(&|input| value_of(input, request)) {
                Outcome::Action(numbers) => self.first(numbers.iter().copied(), request, path, runtime),
                Outcome::NoMatch => Found::Nothing,
                Outcome::Unknown => Found::UndeterminedTree,
            },
        }
    }

    fn first(&self, numbers: impl Iterator<Item = usize>, request: &HttpRequest<'_>, path: &Seen<'_>, runtime: &Runtime) -> Found<'_> {
        for number in numbers {
            match self.routes[number].matches.check(request, path, runtime) {
                Ok(()) => return Found::Route(number),
                Err(mismatch) if mismatch.is_certain => {}
                Err(mismatch) => return Found::Undetermined(number, mismatch),
            }
        }
        Found::Nothing
    }
}

/// The routes of an action of a matcher tree, a `Route` or a `RouteList`: gives their numbers among all.
fn read_routes<'a>(kind: &str, fields: &mut Reader<'a>, routes: &mut Vec<Route<'a>>) -> Result<Vec<usize>> {
    let first = routes.len();
    if kind.ends_with(".RouteList") {
        if let Some(mut list) = fields.find("routes")? {
            routes.extend(list.list(Route::read)?);
        }
    } else {
        routes.push(Route::read(fields)?);
    }
    Ok((first..routes.len()).collect())
}

/// What a matcher tree of routes looks at. Unlike a header matcher, it sees a repeated header's values joined.
fn value_of<'r>(input: &Input<'_>, request: &'r HttpRequest<'_>) -> Value<'r> {
    if input.kind != "HttpRequestHeaderMatchInput" {
        return Value::Unknown;
    }
    let name = input.header.clone().into_owned();
    if request.has_random_id && name == "x-request-id" {
        return Value::Unknown;
    }
    if let Some(first) = request.first(&name) {
        let values: Vec<_> = request.headers.all(&name).collect();
        return Value::Text(if values.len() > 1 { Cow::Owned(values.join(",")) } else { Cow::Borrowed(first) });
    }
    Value::Absent
}
