//! A route: `envoy.config.route.v3.Route` and its conditions, `RouteMatch`.

use std::borrow::Cow;
use std::fmt;

use super::action::Action;
use super::header_matcher::HeaderMatcher;
use super::headers::HttpRequest;
use super::path_matcher::{PathMatcher, without_parameters};
use super::query_matcher::{CookieMatcher, QueryMatcher};
use super::runtime::{Fraction, Runtime};
use super::truth::Truth;
use crate::envoy::json::reader::{Reader, Result};
use crate::section::route_match::read_percent;

/// A route.
#[derive(Clone, Debug, Default)]
pub struct Route<'a> {
    /// Its name; often empty.
    pub name: Cow<'a, str>,
    /// Its conditions.
    pub matches: RouteMatch<'a>,
    /// What it does.
    pub action: Action<'a>,
    /// The names of the filters that it configures for itself.
    pub overrides: Vec<String>,
    /// The message's bytes.
    pub raw: &'a [u8],
}

/// A route's conditions. All of them must hold.
#[derive(Clone, Debug, Default)]
pub struct RouteMatch<'a> {
    /// The path.
    pub path: PathMatcher<'a>,
    /// Whether upper and lower case are the same in the path.
    pub ignore_case: bool,
    headers: Vec<HeaderMatcher<'a>>,
    queries: Vec<QueryMatcher<'a>>,
    cookies: Vec<CookieMatcher<'a>>,
    is_grpc: bool,
    fraction: Option<RuntimeFraction<'a>>,
    certificate: Option<Certificate>,
    has_dynamic_metadata: bool,
    has_filter_state: bool,
}

/// `RuntimeFractionalPercent`.
#[derive(Clone, Debug)]
pub struct RuntimeFraction<'a> {
    /// The runtime's key; may be empty.
    pub key: Cow<'a, str>,
    default: Fraction,
}

/// `TlsContextMatchOptions`.
#[derive(Clone, Copy, Debug)]
pub struct Certificate {
    presented: Option<bool>,
    validated: Option<bool>,
}

/// One condition of a route.
#[derive(Clone, Copy, Debug)]
pub enum Condition<'m> {
    /// On the path.
    Path(&'m PathMatcher<'m>),
    /// On a header.
    Header(&'m HeaderMatcher<'m>),
    /// On a query parameter.
    Query(&'m QueryMatcher<'m>),
    /// On a cookie.
    Cookie(&'m CookieMatcher<'m>),
    /// That it is gRPC.
    Grpc,
    /// A share of requests.
    Fraction(&'m RuntimeFraction<'m>),
    /// On the client's certificate.
    Certificate(Certificate),
    /// On what a filter wrote into dynamic metadata.
    DynamicMetadata,
    /// On what a filter wrote into filter state.
    FilterState,
}

/// The first condition that a request does not meet.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch<'m> {
    /// The condition.
    pub condition: Condition<'m>,
    /// Whether the request is known not to meet it, or a configuration and a request can't tell.
    pub is_certain: bool,
}

impl<'a> Route<'a> {
    /// Reads a `Route`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Route::default();
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "match" => found.matches = RouteMatch::read(value)?,
                "typed_per_filter_config" => found.overrides = read_keys(value)?,
                _ => {
                    if let Some(action) = Action::read(name, value)? {
                        found.action = action;
                    }
                }
            }
            Ok(())
        })?;
        found.raw = start.raw_until(reader);
        Ok(found)
    }
}

/// The keys of a map.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn read_keys(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut keys = Vec::new();
    reader.entries(|key, _| {
        keys.push(key.to_owned());
        Ok(())
    })?;
    Ok(keys)
}

impl<'a> RouteMatch<'a> {
    /// Reads a `RouteMatch`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RouteMatch::default();
        reader.fields(|name, value| {
            match name {
                "case_sensitive" => found.ignore_case = !value.flag()?,
                "headers" => found.headers = value.list(HeaderMatcher::read)?,
                "query_parameters" => found.queries = value.list(QueryMatcher::read)?,
                "cookies" => found.cookies = value.list(CookieMatcher::read)?,
                "grpc" => found.is_grpc = true,
                "runtime_fraction" => found.fraction = Some(RuntimeFraction::read(value)?),
                "tls_context" => found.certificate = Some(Certificate::read(value)?),
                "dynamic_metadata" => found.has_dynamic_metadata = true,
                "filter_state" => found.has_filter_state = true,
                _ => {
                    if let Some(path) = PathMatcher::read(name, value)? {
                        found.path = path;
                    }
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a request meets every condition.
    ///
    /// # Errors
    /// Where it does not: the first condition that it is known not to meet, else the first that can't be told.
    pub fn check(&self, request: &HttpRequest<'_>, path: &Seen<'_>, runtime: &Runtime) -> std::result::Result<(), Mismatch<'_>> {
        let mut unknown = None;
        macro_rules! check {
            ($truth:expr, $condition:expr) => {
                match $truth {
                    Truth::Yes => {}
                    Truth::No => return Err(Mismatch { condition: $condition, is_certain: true }),
                    Truth::Unknown => {
                        unknown.get_or_insert(Mismatch { condition: $condition, is_certain: false });
                    }
                }
            };
        }
        check!(self.path.matches(request, path.alone, &path.plain, self.ignore_case), Condition::Path(&self.path));
        if self.is_grpc {
            check!(Truth::from(request.is_grpc()), Condition::Grpc);
        }
        for header in &self.headers {
            check!(header.matches(request, runtime), Condition::Header(header));
        }
        for query in &self.queries {
            check!(query.matches(request, runtime), Condition::Query(query));
        }
        for cookie in &self.cookies {
            check!(cookie.matches(request), Condition::Cookie(cookie));
        }
        if let Some(certificate) = self.certificate {
            check!(certificate.matches(request), Condition::Certificate(certificate));
        }
        if let Some(fraction) = &self.fraction {
            check!(fraction.matches(runtime), Condition::Fraction(fraction));
        }
        if self.has_dynamic_metadata {
            check!(Truth::Unknown, Condition::DynamicMetadata);
        }
        if self.has_filter_state {
            check!(Truth::Unknown, Condition::FilterState);
        }
        unknown.map_or(Ok(()), Err)
    }
}

/// A request's path as routes are matched with it.
#[derive(Clone, Debug)]
pub struct Seen<'r> {
    /// Without its query.
    pub alone: &'r str,
    /// Without its parameters too, where these are passed over.
    pub plain: Cow<'r, str>,
}

impl<'r> Seen<'r> {
    /// A request's path.
    pub fn of(request: &'r HttpRequest<'_>, ignore_parameters: bool, runtime: &Runtime) -> Self {
        let alone = request.path_alone();
        let plain =
            if ignore_parameters { without_parameters(alone, runtime.strips_parameters_per_segment()) } else { Cow::Borrowed(alone) };
        Seen { alone, plain }
    }
}

impl<'a> RuntimeFraction<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RuntimeFraction { key: Cow::Borrowed(""), default: Fraction { numerator: 0, denominator: 100 } };
        reader.fields(|name, value| {
            match name {
                "runtime_key" => found.key = value.text()?,
                "default_value" => {
                    let (numerator, denominator) = read_percent(value)?;
                    found.default = Fraction { numerator, denominator };
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The fraction that counts.
    pub fn fraction(&self, runtime: &Runtime) -> Fraction {
        runtime.fraction(&self.key).unwrap_or(self.default)
    }

    fn matches(&self, runtime: &Runtime) -> Truth {
        let Fraction { numerator, denominator } = self.fraction(runtime);
        match numerator {
            0 => Truth::No,
            many if many >= denominator => Truth::Yes,
            _ => Truth::Unknown,
        }
    }
}

impl Certificate {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut found = Certificate { presented: None, validated: None };
        reader.fields(|name, value| {
            match name {
                "presented" => found.presented = Some(value.flag()?),
                "validated" => found.validated = Some(value.flag()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn matches(self, request: &HttpRequest<'_>) -> Truth {
        let wanted = [self.presented, self.validated].into_iter().flatten();
        Truth::all(wanted.map(|wanted| request.has_certificate.map_or(Truth::Unknown, |has| (has == wanted).into())))
    }
}

impl Mismatch<'_> {
    /// What would settle a condition that can't be told; empty where nothing would.
    pub fn settle(&self) -> String {
        match self.condition {
            Condition::Fraction(fraction) if !fraction.key.is_empty() => {
                format!("--runtime {}=100 or --runtime {}=0", fraction.key, fraction.key)
            }
            _ => String::new(),
        }
    }

    /// The mismatch as a sentence: what the route asks for, and what the request has.
    pub fn describe(&self, request: &HttpRequest<'_>, runtime: &Runtime) -> String {
        let has = |value: Option<&str>| value.map_or_else(|| "request has none".to_owned(), |value| format!("request has {value:?}"));
        match self.condition {
            Condition::Path(PathMatcher::Regex(regex)) if let Err(refusal) = regex.compiled() => {
                format!("path regex {}, which RE2 refuses: {refusal}", regex.pattern)
            }
            Condition::Path(path) => format!("{path}: request has {}", request.path.as_deref().map_or("no path", |_| request.path_alone())),
            Condition::Header(header) => {
                let values: Vec<_> = request.all(&header.name).collect();
                let values = (!values.is_empty()).then(|| values.join(", "));
                format!("header {}: wants {header}, {}", header.name, has(values.as_deref()))
            }
            Condition::Query(query) => format!("query parameter {}: wants {query}, {}", query.name, has(query.value(request))),
            Condition::Cookie(cookie) => format!("cookie {}: wants {cookie}, {}", cookie.name, has(cookie.value(request))),
            Condition::Grpc => format!("wants gRPC, content-type: {}", has(request.headers.first("content-type"))),
            Condition::Fraction(fraction) => {
                let Fraction { numerator, denominator } = fraction.fraction(runtime);
                let key = if fraction.key.is_empty() { String::new() } else { format!(" (runtime key {})", fraction.key) };
                format!("takes {numerator} of {denominator} requests{key}")
            }
            Condition::Certificate(_) => "wants or refuses a client certificate".to_owned(),
            Condition::DynamicMetadata => "depends on dynamic metadata, which filters write".to_owned(),
            Condition::FilterState => "depends on filter state, which filters write".to_owned(),
        }
    }
}

impl fmt::Display for RouteMatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if self.ignore_case {
            f.write_str(" in any case")?;
        }
        if self.is_grpc {
            f.write_str(", gRPC")?;
        }
        for header in &self.headers {
            write!(f, ", header {} {header}", header.name)?;
        }
        for query in &self.queries {
            write!(f, ", query {} {query}", query.name)?;
        }
        for cookie in &self.cookies {
            write!(f, ", cookie {} {cookie}", cookie.name)?;
        }
        if let Some(RuntimeFraction { key, default }) = &self.fraction {
            write!(f, ", {} of {} requests", default.numerator, default.denominator)?;
            if !key.is_empty() {
                write!(f, " (runtime key {key})")?;
            }
        }
        if self.certificate.is_some() {
            f.write_str(", client certificate")?;
        }
        if self.has_dynamic_metadata {
            f.write_str(", dynamic metadata")?;
        }
        if self.has_filter_state {
            f.write_str(", filter state")?;
        }
        Ok(())
    }
}
