//! What `-o wide` adds to a listener's filter chains: the whole match, all filters in order, TLS, and the route configuration.

use std::borrow::Cow;

use super::super::overrides::{Counts, Overrides};
use super::super::route_match::short_type;
use super::super::tls::TransportSocket;
use super::super::wide::{STAMP, Stamp, cell, list};
use super::super::{Item, Table, decode, one_line};
use super::{COLUMNS, ChainRow, Listener, SUMMARY, WAYPOINT, name_of, rows, sorted, summary_cells, waypoint_rows};
use crate::envoy::address::CidrRange;
use crate::envoy::dump::{Dump, Problem, Resource};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Origin, Traces, Wanted};

/// The fields of a `envoy.config.listener.v3.Listener` that only `wide` shows: those of its filter chains, the default one last.
#[derive(Clone, Debug, Default)]
pub struct More<'a> {
    chains: Vec<Chain<'a>>,
    /// The objects behind the listener, without those behind its chains.
    origins: Vec<Origin>,
}

/// The fields of a `FilterChain`.
#[derive(Clone, Debug, Default)]
struct Chain<'a> {
    name: Cow<'a, str>,
    origins: Vec<Origin>,
    /// Each field of its match, with Envoy's own name.
    conditions: Vec<String>,
    /// Its network filters in order.
    filters: Vec<Filter<'a>>,
    /// Its HTTP filters in order, of all of its connection managers (there is one, as a rule).
    http: Vec<Filter<'a>>,
    socket: TransportSocket<'a>,
    /// The name of the route configuration, or of the scoped ones.
    routes: Option<Cow<'a, str>>,
    /// The overrides in a route configuration that stands in the chain itself.
    inline: Option<Counts>,
}

/// A network or HTTP filter.
#[derive(Clone, Debug, Default)]
struct Filter<'a> {
    name: Cow<'a, str>,
    /// What its `@type` calls it, as [`kind`] tells; empty where that is not known.
    kind: String,
    is_discovered: bool,
    is_disabled: bool,
}

impl<'a> More<'a> {
    /// Reads a `Listener`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut more = More::default();
        let mut traces = Traces::default();
        let mut default = None;
        reader.fields(|name, value| {
            traces.see(name, *value);
            match name {
                "filter_chains" => more.chains = value.list(Chain::read)?,
                "default_filter_chain" => {
                    let chain = Chain::read(value)?;
                    default = Some(Chain { conditions: vec!["default".to_owned()], ..chain });
                }
                _ => {}
            }
            Ok(())
        })?;
        more.chains.extend(default);
        more.origins = traces.of_listener();
        Ok(more)
    }
}

impl<'a> Chain<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let start = *reader;
        let mut chain = Chain::default();
        reader.fields(|name, value| {
            match name {
                "name" => chain.name = value.text()?,
                "filter_chain_match" => chain.conditions = read_match(value)?,
                "filters" => value.elements(|filter| {
                    let read = chain.read_filter(filter)?;
                    chain.filters.push(read);
                    Ok(())
                })?,
                "transport_socket" => chain.socket = TransportSocket::read(value)?,
                _ => {}
            }
            Ok(())
        })?;
        chain.origins = origin::of_filter_chain(start.raw_until(reader));
        Ok(chain)
    }

    /// Reads a network filter, and what its connection manager holds.
    fn read_filter(&mut self, reader: &mut Reader<'a>) -> Result<Filter<'a>> {
        Filter::read(reader, |kind, config| {
            if kind != "HttpConnectionManager" {
                return Ok(());
            }
            config.fields(|name, value| {
                match name {
                    "http_filters" => self.http.extend(value.list(|filter| Filter::read(filter, |_, _| Ok(())))?),
                    "rds" => self.routes = Some(value.text_of("route_config_name")?),
                    "scoped_routes" => self.routes = Some(value.text_of("name")?),
                    "route_config" => {
                        self.routes = Some(value.text_of("name")?);
                        self.inline = Some(super::super::overrides::read(value)?);
                    }
                    _ => {}
                }
                Ok(())
            })
        })
    }

    /// The cells of a row. The overrides of a route configuration by RDS are in `overrides`, where the source has it.
    fn cells(&self, overrides: &Overrides<'_>) -> [Cow<'a, str>; 6] {
        let counts = self.inline.as_ref().or_else(|| overrides.of(self.routes.as_deref()?));
        let network: Vec<String> = self.filters.iter().map(|filter| filter.cell(None)).collect();
        let http: Vec<String> = self.http.iter().map(|filter| filter.cell(counts)).collect();
        [
            cell(one_line(self.name.clone())),
            if self.conditions.is_empty() { Cow::Borrowed("all") } else { cell(one_line(self.conditions.join("; "))) },
            list(network),
            list(http),
            self.socket.mode.cell(),
            cell(self.routes.clone().unwrap_or_default()),
        ]
    }
}

impl<'a> Filter<'a> {
    /// Reads a network or an HTTP filter; `each` gets its type and its configuration.
    fn read(reader: &mut Reader<'a>, mut each: impl FnMut(&str, &mut Reader<'a>) -> Result<()>) -> Result<Self> {
        let mut filter = Filter::default();
        reader.fields(|name, value| {
            match name {
                "name" => filter.name = value.text()?,
                "typed_config" => {
                    let type_url = value.text_of("@type")?;
                    // A TypedStruct, by which control planes send what Envoy's API does not know, tells the type inside.
                    let inner = if type_url.ends_with(".TypedStruct") { value.text_of("type_url")? } else { Cow::Borrowed("") };
                    let type_url = if inner.is_empty() { type_url } else { inner };
                    kind(&type_url).clone_into(&mut filter.kind);
                    each(short_type(&type_url), value)?;
                }
                "config_discovery" => {
                    filter.is_discovered = true;
                    if let Some(mut types) = value.find("type_urls")? {
                        filter.kind = types.list(Reader::text)?.first().map(|url| kind(url).to_owned()).unwrap_or_default();
                    }
                }
                "disabled" => filter.is_disabled = value.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(filter)
    }

    /// What the filter's type calls it, its name where that tells more, and in brackets what is special about it.
    fn cell(&self, counts: Option<&Counts>) -> String {
        // A name of Envoy's own, such as `envoy.filters.http.router`, says the same as the type.
        let says_no_more = self.name.is_empty() || self.name.starts_with("envoy.") || *self.name == *self.kind;
        // Others say the same and more: `istio.stats`.
        let says_both = self.name.rsplit('.').next() == Some(&*self.kind);
        let mut text = match &*self.kind {
            kind if !kind.is_empty() && says_no_more => kind.to_owned(),
            kind if !kind.is_empty() && !says_both => format!("{kind} {}", self.name),
            _ => self.name.to_string(),
        };
        let mut special = Vec::new();
        if self.is_discovered {
            special.push("ECDS".to_owned());
        }
        if self.is_disabled {
            special.push("disabled".to_owned());
        }
        match counts.and_then(|counts| counts.get(&*self.name)) {
            None | Some(0) => {}
            Some(1) => special.push("1 override".to_owned()),
            Some(count) => special.push(format!("{count} overrides")),
        }
        if !special.is_empty() {
            text.push_str(&format!(" ({})", special.join(", ")));
        }
        text
    }
}

/// What a filter's `@type` calls it: the package without version and the word `config`, as in `envoy.extensions.filters.http.grpc_stats.v3.FilterConfig`,
/// since many messages are called alike.
fn kind(type_url: &str) -> &str {
    let is_version = |part: &str| part.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    let says_nothing = |part: &str| part == "config" || is_version(part);
    let name = type_url.rsplit('/').next().unwrap_or(type_url);
    name.rsplit('.').skip(1).find(|part| !says_nothing(part)).unwrap_or(name)
}

/// The fields of a `FilterChainMatch` in the order in which Envoy compares them, as its documentation gives it.
const ORDER: [&str; 9] = [
    "destination_port",
    "prefix_ranges",
    "server_names",
    "transport_protocol",
    "application_protocols",
    "direct_source_prefix_ranges",
    "source_type",
    "source_prefix_ranges",
    "source_ports",
];

/// Each field of a `FilterChainMatch`, by Envoy's name, in Envoy's order.
fn read_match(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut conditions = Vec::new();
    reader.fields(|name, value| {
        let text = match value.peek() {
            Some(b'[') if name.ends_with("prefix_ranges") => {
                value.list(CidrRange::read)?.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
            }
            Some(b'[') => value.list(Reader::text)?.join(","),
            Some(b'{') => String::from_utf8_lossy(value.raw()?).into_owned(),
            _ => value.text()?.into_owned(),
        };
        if !text.is_empty() {
            let place = ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
            conditions.push((place, format!("{} {text}", name.replace('_', " "))));
        }
        Ok(())
    })?;
    conditions.sort_by_key(|(place, _)| *place);
    Ok(conditions.into_iter().map(|(_, text)| text).collect())
}

/// The columns behind those of istioctl.
const MORE: [&str; 7] = ["NAME", "FILTER CHAIN", "CONDITIONS", "NETWORK FILTERS", "HTTP FILTERS", "TLS", "ROUTE CONFIGURATION"];

/// The table of listeners with all columns, one row a filter chain. Overrides of HTTP filters are counted in the route configurations of
/// `dump`, where it has them. Where an origin is wanted, the rows are those of the short table; `now` is in seconds since 1970.
pub fn wide_table<'a>(listeners: &[&Resource<'a>], dump: &Dump<'a>, wanted: Option<&Wanted>, now: i64) -> (Table<'a>, Vec<Problem>) {
    chain_table(listeners, &COLUMNS, |item| rows(item, wanted), dump, now)
}

/// The same, with the rows of `--waypoint`.
pub fn wide_waypoint<'a>(listeners: &[&Resource<'a>], dump: &Dump<'a>, wanted: Option<&Wanted>, now: i64) -> (Table<'a>, Vec<Problem>) {
    chain_table(listeners, &WAYPOINT, |item| waypoint_rows(item, wanted), dump, now)
}

fn chain_table<'a>(
    listeners: &[&Resource<'a>],
    short: &[&'static str],
    rows: impl Fn(&Item<'_, 'a, Listener<'a>>) -> Vec<ChainRow<'a>>,
    dump: &Dump<'a>,
    now: i64,
) -> (Table<'a>, Vec<Problem>) {
    let overrides = Overrides::of_dump(dump);
    let (items, mut problems) = sorted(listeners);
    let ordered: Vec<_> = items.iter().map(|item| item.resource).collect();
    let (more, found) = decode(&ordered, More::read);
    problems.extend(found);
    let mut table = Table::wide(short, 1, &[&STAMP, &MORE]);
    for (item, more) in items.iter().zip(&more) {
        let stamp = Stamp::in_section(item.resource, dump, now);
        for (at, short) in rows(item) {
            let chain = at.and_then(|at| more.fields.chains.get(at));
            let rest = chain.map_or([const { Cow::Borrowed("-") }; 6], |chain| chain.cells(&overrides));
            let name = std::iter::once(cell(name_of(item)));
            let own = chain.map(|chain| &chain.origins).filter(|origins| !origins.is_empty());
            let stamp = stamp.cells(own.unwrap_or(&more.fields.origins));
            table.push_wide(name_of(item), short, stamp.into_iter().chain(name).chain(rest), item.resource);
        }
    }
    (table, problems)
}

/// The table with one row a listener.
pub fn wide_summary<'a>(listeners: &[&Resource<'a>], dump: &Dump<'a>, now: i64) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = sorted(listeners);
    let mut table = Table::wide(&SUMMARY, 1, &[&STAMP, &["NAME"]]);
    for item in &items {
        let more =
            Stamp::in_section(item.resource, dump, now).cells(&origin::of_resource(item.resource)).into_iter().chain([cell(name_of(item))]);
        table.push_wide(name_of(item), summary_cells(item), more, item.resource);
    }
    (table, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_told_in_full() {
        let json = r#"{"filter_chains":[{"name":"c","filter_chain_match":{"destination_port":443,"server_names":["a.example","b.example"],
                "source_type":"EXTERNAL","sourcePrefixRanges":[{"address_prefix":"10.0.0.0","prefix_len":8}]},
            "transport_socket":{"typed_config":{"@type":"t/a.DownstreamTlsContext","require_client_certificate":true}},
            "filters":[{"name":"envoy.filters.network.rbac","typed_config":{"@type":"t/envoy.extensions.filters.network.rbac.v3.RBAC"}},
                {"name":"http","typed_config":{"@type":"t/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager","route_config":{"name":"inline","virtual_hosts":[
                    {"typed_per_filter_config":{"cors":{}},"routes":[{"typed_per_filter_config":{"cors":{}}},{}]}]},
                  "http_filters":[{"name":"cors","typed_config":{"@type":"t/envoy.extensions.filters.http.cors.v3.Cors"}},{"name":"istio.stats","typed_config":{"@type":"t/stats.PluginConfig"}},{"name":"late","config_discovery":{}},
                    {"name":"envoy.filters.http.router","disabled":true,"typed_config":{"@type":"t/envoy.extensions.filters.http.router.v3.Router"}}]}}]}],
            "default_filter_chain":{"filters":[{"name":"envoy.filters.network.tcp_proxy","typed_config":{"@type":"t/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy"}}]}}"#;
        let more = More::read(&mut Reader::new(json.as_bytes(), 0)).unwrap();
        let cells: Vec<_> = more.chains.iter().map(|chain| chain.cells(&Overrides::default())).collect();
        assert_eq!(
            cells[0],
            [
                "c",
                "destination port 443; server names a.example,b.example; source type EXTERNAL; source prefix ranges 10.0.0.0/8",
                "rbac, http_connection_manager http",
                "cors (2 overrides), istio.stats, late (ECDS), router (disabled)",
                "mTLS",
                "inline",
            ]
        );
        assert_eq!(cells[1], ["-", "default", "tcp_proxy", "-", "none", "-"]);
    }
}
