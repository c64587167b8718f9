//! Route configurations: `envoy.config.route.v3.RouteConfiguration`.

mod fault;
mod wide;

use std::borrow::Cow;

pub use self::wide::{wide_summary, wide_table};
use super::origin::is_wanted;
use super::route_match::{Action, RouteMatch};
use super::wide::Lens;
use super::{Table, gather};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::istio;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Wanted};

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
    /// The message's bytes.
    pub raw: &'a [u8],
}

/// The fields of a route.
#[derive(Clone, Debug, Default)]
pub struct Route<'a> {
    /// Its conditions.
    pub matches: RouteMatch,
    /// Its action.
    pub action: Action<'a>,
    /// The Kubernetes object that it was made from: its path in `filter_metadata.istio.config`.
    pub config_path: Option<Cow<'a, str>>,
    /// The message's bytes.
    pub raw: &'a [u8],
}

impl<'a> RouteConfiguration<'a> {
    /// Reads a `RouteConfiguration`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RouteConfiguration::default();
        reader.fields(|name, value| found.read_field(name, value))?;
        Ok(found)
    }
}

impl<'a> Lens<'a> for RouteConfiguration<'a> {
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        match name {
            "name" => self.name = value.text()?,
            "virtual_hosts" => self.virtual_hosts = value.list(VirtualHost::read)?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a> VirtualHost<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = VirtualHost::default();
        let start = *reader;
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
        found.raw = start.raw_until(reader);
        Ok(found)
    }
}

impl<'a> Route<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Route::default();
        let start = *reader;
        reader.fields(|name, value| {
            match name {
                "match" => found.matches = RouteMatch::read(value)?,
                "metadata" => found.config_path = istio::read_config_path(value)?,
                _ => found.action.read_field(name, value)?,
            }
            Ok(())
        })?;
        found.raw = start.raw_until(reader);
        Ok(found)
    }
}

/// The route configurations that pass the filter, in one total order: names that are numbers by number, then other names, then those
/// without a name, each in the order of the dump.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, name: Option<&str>) -> Vec<&'d Resource<'a>> {
    let mut named = gather::named(dump.of(Section::Routes), "name");
    named.retain(|(own, _)| name.is_none_or(|name| own == name));
    gather::sorted(&named, order)
}

/// The place of a name in the order of route configurations.
fn order(name: &str) -> (u8, u64, &str) {
    match name.parse::<u64>() {
        Ok(number) => (0, number, ""),
        Err(_) => (1 + u8::from(name.is_empty()), 0, name),
    }
}

/// istioctl's columns.
const COLUMNS: [&str; 5] = ["NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE"];
/// istioctl's columns with `--verbose=false`.
const SUMMARY: [&str; 2] = ["NAME", "VIRTUAL HOSTS"];

/// istioctl's table of routes, one row a route, with the routes to `PassthroughCluster` that istioctl hides. Where an origin is wanted, the
/// rows whose route, virtual host or route configuration has it.
pub fn table<'a>(configurations: &[&Resource<'a>], wanted: Option<&Wanted>) -> (Table<'a>, Vec<Problem>) {
    gather::table(Table::new(&COLUMNS, 5), configurations, RouteConfiguration::read, |resource, configuration, table| {
        rows(resource, configuration, wanted, |_, cells| table.push(cells, resource));
    })
}

/// What a row is about. Not every row has a virtual host, nor every virtual host a route.
#[derive(Default)]
struct At {
    /// The number of the virtual host.
    host: Option<usize>,
    /// The number of the route in that.
    route: Option<usize>,
    /// The route's conditions but the path.
    conditions: Vec<String>,
}

/// The rows of a route configuration that have a wanted origin, or all: what each one is about, and its cells under istioctl's
/// columns.
fn rows<'a>(
    resource: &Resource<'a>,
    configuration: RouteConfiguration<'a>,
    wanted: Option<&Wanted>,
    mut row: impl FnMut(At, [Cow<'a, str>; 5]),
) {
    let none = || Cow::Borrowed("");
    let name = name_of(resource, configuration.name);
    let is_whole = is_wanted(wanted, || resource.body.map(origin::of_route_configuration_alone).unwrap_or_default());
    if configuration.virtual_hosts.is_empty() && is_whole {
        // istioctl prints nothing of a route configuration without virtual hosts, or one that has no body.
        row(At::default(), [name.clone(), none(), none(), none(), none()]);
    }
    for (host_at, host) in configuration.virtual_hosts.into_iter().enumerate() {
        let domains: Cow<'a, str> = describe_domains(&host.domains);
        let is_whole = is_whole || is_wanted(wanted, || origin::of_virtual_host(host.raw));
        if host.routes.is_empty() && is_whole {
            let (matches, rule) = if host.has_matcher { ("matcher tree", "") } else { ("/*", "404") };
            let cells = [name.clone(), host.name.clone(), domains.clone(), Cow::Borrowed(matches), Cow::Borrowed(rule)];
            row(At { host: Some(host_at), ..At::default() }, cells);
        }
        for (route_at, mut route) in host.routes.into_iter().enumerate() {
            if !is_whole && !is_wanted(wanted, || origin::of_route(route.raw)) {
                continue;
            }
            let action = route.action.cell();
            let rule = route.config_path.as_deref().map_or(none(), |path| Cow::Owned(istio::render_config_path(path)));
            let matches = Cow::Owned(route.matches.take_cell(action.as_deref()));
            let at = At { host: Some(host_at), route: Some(route_at), conditions: route.matches.conditions };
            row(at, [name.clone(), host.name.clone(), domains.clone(), matches, rule]);
        }
    }
}

/// A route configuration's own name, or else the dump's for it.
fn name_of<'a>(resource: &Resource<'a>, own: Cow<'a, str>) -> Cow<'a, str> {
    if own.is_empty() { resource.name.clone() } else { own }
}

/// istioctl's table with `--verbose=false`, one row a route configuration.
pub fn summary<'a>(configurations: &[&Resource<'a>]) -> (Table<'a>, Vec<Problem>) {
    gather::table(Table::new(&SUMMARY, 5), configurations, RouteConfiguration::read, |resource, configuration, table| {
        table.push(summary_cells(resource, configuration), resource);
    })
}

fn summary_cells<'a>(resource: &Resource<'a>, configuration: RouteConfiguration<'a>) -> [Cow<'a, str>; 2] {
    let count = configuration.virtual_hosts.len();
    [name_of(resource, configuration.name), Cow::Owned(count.to_string())]
}

/// istioctl's cell for a virtual host's domains: the first two that are not the others with a port or in full, and a count of the rest.
fn describe_domains<'a>(domains: &[Cow<'a, str>]) -> Cow<'a, str> {
    if let [domain] = domains {
        return domain.clone();
    }
    let without_port = || domains.iter().map(|domain| &**domain).filter(|domain| !has_port(domain));
    let is_expanded = |domain: &str| {
        let shorter = [".svc.cluster.local", ".svc"].into_iter().filter_map(|suffix| domain.strip_suffix(suffix));
        shorter.into_iter().any(|short| without_port().any(|other| other == short))
    };
    let mut shown = without_port().filter(|domain| !is_expanded(domain));
    let (first, second, more) = (shown.next().unwrap_or_default(), shown.next(), shown.count());
    Cow::Owned(match (second, more) {
        (None, _) => first.to_owned(),
        (Some(second), 0) => [first, ", ", second].concat(),
        (Some(second), more) => format!("{first}, {second} + {more} more..."),
    })
}

/// Whether a domain ends in a port. A bare IPv6 address, which has colons and ends in a bracket, does not.
fn has_port(domain: &str) -> bool {
    match memchr::memchr_iter(b':', domain.as_bytes()).count() {
        0 => false,
        colons => colons <= 2 || !domain.ends_with(']'),
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
