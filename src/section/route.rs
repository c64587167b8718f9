//! Route configurations: `envoy.config.route.v3.RouteConfiguration`.

use std::borrow::Cow;

use super::route_match::{Action, RouteMatch};
use super::{Item, Table, decode, state_order};
use crate::envoy::dump::{Dump, Problem, Section};
use crate::envoy::istio;
use crate::envoy::json::reader::{Reader, Result};

/// The fields of a route configuration that its table needs.
#[derive(Clone, Debug, Default)]
pub struct RouteConfiguration<'a> {
    /// Its name; static ones often have none.
    pub name: Cow<'a, str>,
    /// Its virtual hosts.
    pub virtual_hosts: Vec<VirtualHost<'a>>,
}

/// The fields of a virtual host.
#[derive(Clone, Debug, Default)]
pub struct VirtualHost<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its domains.
    pub domains: Vec<Cow<'a, str>>,
    /// Its routes; for a virtual host with a `matcher` tree, none.
    pub routes: Vec<Route<'a>>,
    /// Whether a `matcher` tree holds its routes.
    pub has_matcher: bool,
}

/// The fields of a route.
#[derive(Clone, Debug, Default)]
pub struct Route<'a> {
    /// Its conditions.
    pub matches: RouteMatch,
    /// Its action.
    pub action: Action,
    /// The Kubernetes object that it was made from: its path in `filter_metadata.istio.config`.
    pub config_path: Option<Cow<'a, str>>,
}

impl<'a> RouteConfiguration<'a> {
    /// Reads a `RouteConfiguration`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RouteConfiguration::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "virtual_hosts" => found.virtual_hosts = value.list(VirtualHost::read)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl<'a> VirtualHost<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = VirtualHost::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "domains" => found.domains = value.list(Reader::text)?,
                "routes" => found.routes = value.list(Route::read)?,
                "matcher" => found.has_matcher = true,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl<'a> Route<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Route::default();
        reader.fields(|name, value| {
            match name {
                "match" => found.matches = RouteMatch::read(value)?,
                "metadata" => found.config_path = istio::read_config_path(value)?,
                _ => found.action.read_field(name, value)?,
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// The route configurations that pass the filter, in one total order: names that are numbers by number, then other names, then those
/// without a name, each in the order of the dump.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, name: Option<&str>) -> (Vec<Item<'d, 'a, RouteConfiguration<'a>>>, Vec<Problem>) {
    let (mut items, problems) = decode(dump, Section::Routes, |reader| {
        if let Some(wanted) = name {
            // What another name has is not worth reading.
            let name = reader.find("name")?.map_or(Ok(Cow::Borrowed("")), |mut value| value.text())?;
            if name != wanted {
                return Ok(RouteConfiguration { name, ..RouteConfiguration::default() });
            }
        }
        RouteConfiguration::read(reader)
    });
    items.retain(|item| name.is_none_or(|name| item.fields.name == name));
    items.sort_by_cached_key(|item| (order(&item.fields.name), state_order(item.resource.state)));
    (items, problems)
}

/// The place of a name in the order of route configurations.
fn order(name: &str) -> (u8, u64, String) {
    match name.parse::<u64>() {
        Ok(number) => (0, number, String::new()),
        Err(_) => (1 + u8::from(name.is_empty()), 0, name.to_owned()),
    }
}

/// istioctl's table of routes, one row a route, with the routes to `PassthroughCluster` that istioctl hides.
pub fn table<'i>(items: &'i [Item<'_, '_, RouteConfiguration<'_>>]) -> Table<'i> {
    let mut table = Table::new(&["NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE"], 5);
    for Item { resource, fields } in items {
        let name = || Cow::Borrowed(&*fields.name);
        let none = || Cow::Borrowed("");
        if fields.virtual_hosts.is_empty() {
            // istioctl prints nothing of a route configuration without virtual hosts, or one that has no body.
            let name = if fields.name.is_empty() { Cow::Borrowed(&*resource.name) } else { name() };
            table.push([name, none(), none(), none(), none()], resource);
        }
        for host in &fields.virtual_hosts {
            let domains = describe_domains(&host.domains);
            for route in &host.routes {
                let action = route.action.cell();
                let rule = route.config_path.as_deref().map_or(none(), |path| Cow::Owned(istio::render_config_path(path)));
                let cells = [name(), Cow::Borrowed(&*host.name), domains.clone(), route.matches.cell(action.as_deref()), rule];
                table.push(cells, resource);
            }
            if host.routes.is_empty() {
                let (matches, rule) = if host.has_matcher { ("matcher tree", "") } else { ("/*", "404") };
                table.push([name(), Cow::Borrowed(&*host.name), domains, Cow::Borrowed(matches), Cow::Borrowed(rule)], resource);
            }
        }
    }
    table
}

/// istioctl's table with `--verbose=false`, one row a route configuration.
pub fn summary<'a>(items: &[Item<'_, 'a, RouteConfiguration<'a>>]) -> Table<'a> {
    let mut table = Table::new(&["NAME", "VIRTUAL HOSTS"], 5);
    for Item { resource, fields } in items {
        table.push([fields.name.clone(), Cow::Owned(fields.virtual_hosts.len().to_string())], resource);
    }
    table
}

/// istioctl's cell for a virtual host's domains: the first two that are not the others with a port or in full, and a count of the rest.
fn describe_domains<'d>(domains: &'d [Cow<'_, str>]) -> Cow<'d, str> {
    if let [domain] = domains {
        return Cow::Borrowed(domain);
    }
    let without_port: Vec<&str> = domains
        .iter()
        .map(|domain| &**domain)
        .filter(|domain| match domain.bytes().filter(|byte| *byte == b':').count() {
            0 => true,
            // A bare IPv6 address has colons, and no port.
            colons => colons > 2 && domain.ends_with(']'),
        })
        .collect();
    let is_expanded = |domain: &str| {
        [".svc.cluster.local", ".svc"].iter().any(|suffix| domain.strip_suffix(suffix).is_some_and(|short| without_port.contains(&short)))
    };
    let shown: Vec<&str> = without_port.iter().copied().filter(|domain| !is_expanded(domain)).collect();
    match shown.len() {
        0..=2 => Cow::Owned(shown.join(", ")),
        count => Cow::Owned(format!("{} + {} more...", shown[..2].join(", "), count - 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_cut_as_istioctl_cuts_them() {
        let check = |domains: &[&str], expect: &str| {
            let domains: Vec<_> = domains.iter().map(|domain| Cow::Borrowed(*domain)).collect();
            assert_eq!(describe_domains(&domains), expect);
        };
        check(&["*"], "*");
        check(&["a:80"], "a:80");
        check(&["a.default.svc.cluster.local", "a", "a:80", "a.default.svc", "a.default"], "a, a.default");
        check(&["x", "y", "z", "[fd00:10:96::1]", "[fd00:10:96::1]:80"], "x, y + 2 more...");
    }
}
