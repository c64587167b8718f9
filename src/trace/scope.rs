//! Scoped routes: a header chooses the route configuration (`envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes`).

use std::borrow::Cow;

use super::headers::HttpRequest;
use super::lazy::Lazy;
use super::read::any;
use super::route_configuration::RouteConfiguration;
use crate::envoy::json::reader::{Reader, Result};

/// How a request's scope is found.
#[derive(Clone, Debug, Default)]
pub struct ScopedRoutes<'a> {
    /// The name under which its scopes stand in a dump.
    pub name: Cow<'a, str>,
    fragments: Vec<Fragment<'a>>,
    /// The scopes that stand in the listener itself.
    pub inline: Vec<Scope<'a>>,
}

/// One part of a key.
#[derive(Clone, Debug, Default)]
struct Fragment<'a> {
    header: String,
    element_separator: Cow<'a, str>,
    index: usize,
    /// The key and its separator, where the part is the value behind a key.
    element: Option<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A scope: `ScopedRouteConfiguration`.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// The key that requests must have.
    pub key: Vec<Cow<'a, str>>,
    /// The name of its route configuration.
    pub route_configuration_name: Cow<'a, str>,
    /// Its route configuration, where it stands in the scope.
    pub route_configuration: Option<Lazy<'a, RouteConfiguration<'a>>>,
}

impl<'a> ScopedRoutes<'a> {
    /// Reads a `ScopedRoutes`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = ScopedRoutes::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "scope_key_builder" => {
                    if let Some(mut fragments) = value.find("fragments")? {
                        found.fragments = fragments.list(Fragment::read)?;
                    }
                }
                "scoped_route_configurations_list" => {
                    if let Some(mut scopes) = value.find("scoped_route_configurations")? {
                        found.inline = scopes.list(Scope::read)?;
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// A request's key; `None` where it has not all parts of one.
    pub fn key<'r>(&self, request: &'r HttpRequest<'_>) -> Option<Vec<&'r str>> {
        self.fragments.iter().map(|fragment| fragment.of(request)).collect()
    }
}

impl<'a> Fragment<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Fragment::default();
        if let Some(mut extractor) = reader.find("header_value_extractor")? {
            extractor.fields(|name, value| {
                match name {
                    "name" => found.header = value.text()?.to_ascii_lowercase(),
                    "element_separator" => found.element_separator = value.text()?,
                    "index" => found.index = usize::try_from(value.number()?).unwrap_or(usize::MAX),
                    "element" => found.element = Some((value.text_of("key")?, value.text_of("separator")?)),
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(found)
    }

    /// The part that a request has. White space is not trimmed.
    fn of<'r>(&self, request: &'r HttpRequest<'_>) -> Option<&'r str> {
        let value = request.first(&self.header)?;
        let mut elements: Box<dyn Iterator<Item = &'r str>> = if self.element_separator.is_empty() {
            Box::new(std::iter::once(value))
        } else {
            Box::new(value.split(&*self.element_separator).collect::<Vec<_>>().into_iter())
        };
        match &self.element {
            Some((key, separator)) => elements.find_map(|element| {
                let (name, value) = element.split_once(&**separator)?;
                (name == key).then_some(value)
            }),
            None => elements.nth(self.index),
        }
    }
}

impl<'a> Scope<'a> {
    /// Reads a `ScopedRouteConfiguration`, alone or as an `Any`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let (_, mut fields) = any(reader)?;
        reader.skip()?;
        let mut found = Scope::default();
        fields.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "route_configuration_name" => found.route_configuration_name = value.text()?,
                "route_configuration" => found.route_configuration = Some(Lazy::new(value.raw()?)),
                "key" => {
                    if let Some(mut fragments) = value.find("fragments")? {
                        found.key = fragments.list(|fragment| fragment.text_of("string_key"))?;
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether it is the one for this key.
    pub fn is_for(&self, key: &[&str]) -> bool {
        self.key.len() == key.len() && self.key.iter().zip(key).all(|(own, other)| own == other)
    }
}
