//! Listeners: `envoy.config.listener.v3.Listener`.

mod wide;

use std::borrow::Cow;
use std::fmt;

pub use self::wide::{wide_summary, wide_table, wide_waypoint};
use super::filter_chain::FilterChain;
use super::matcher_tree::MatcherTree;
use super::origin::is_wanted;
use super::route_match::short_type;
use super::{Item, Table, decode, same_word, state_order};
use crate::envoy::address::Address;
use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Wanted};

/// The fields of a listener that its table needs.
#[derive(Clone, Debug, Default)]
pub struct Listener<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Where it listens: its address, then the additional ones.
    pub addresses: Vec<Address<'a>>,
    /// Its filter chains, the default one last.
    pub chains: Vec<FilterChain<'a>>,
    /// The tree that chooses the chain, where it has one.
    pub tree: Option<MatcherTree<'a>>,
    /// Whether it is an internal listener, which has no address.
    pub is_internal: bool,
    /// What it is, where it has no filter chains: an API listener, or one for UDP with these listener filters.
    pub kind: Option<String>,
}

/// What a listener takes, as istioctl's `--type` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerType {
    /// HTTP in each filter chain.
    Http,
    /// HTTP in some filter chains, TCP in others.
    HttpAndTcp,
    /// TCP.
    Tcp,
    /// Neither.
    Unknown,
}

impl ListenerType {
    /// All of them, as `--type` takes them.
    pub const ALL: [ListenerType; 4] = [ListenerType::Http, ListenerType::Tcp, ListenerType::HttpAndTcp, ListenerType::Unknown];

    /// The word that istioctl prints, by whose letters it also sorts.
    pub fn word(self) -> &'static str {
        match self {
            ListenerType::Http => "HTTP",
            ListenerType::HttpAndTcp => "HTTP+TCP",
            ListenerType::Tcp => "TCP",
            ListenerType::Unknown => "UNKNOWN",
        }
    }
}

impl fmt::Display for ListenerType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl<'a> Listener<'a> {
    /// Reads a `Listener`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut listener = Listener::default();
        let mut default_chain = None;
        let mut address = Address::Unknown;
        reader.fields(|name, value| {
            match name {
                "name" => listener.name = value.text()?,
                "address" => address = Address::read(value)?,
                "additional_addresses" => value.elements(|additional| {
                    additional.fields(|name, value| {
                        if name == "address" {
                            listener.addresses.push(Address::read(value)?);
                        }
                        Ok(())
                    })
                })?,
                "filter_chains" => listener.chains = value.list(FilterChain::read)?,
                "default_filter_chain" => default_chain = Some(FilterChain::read(value)?),
                "filter_chain_matcher" => listener.tree = Some(MatcherTree::read(value)?),
                "internal_listener" => listener.is_internal = true,
                "api_listener" => listener.kind = Some("API listener".to_owned()),
                "udp_listener_config" => listener.kind = listener.kind.take().or_else(|| Some("UDP".to_owned())),
                "listener_filters" => value.elements(|filter| {
                    if let Some(mut type_url) = filter.find("typed_config")?.map_or(Ok(None), |config| config.find("@type"))? {
                        let type_url = type_url.text()?;
                        if type_url.contains("filters.udp.") {
                            listener.kind = Some(format!("UDP {}", short_type(&type_url)));
                        }
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        listener.chains.extend(default_chain);
        listener.addresses.insert(0, address);
        Ok(listener)
    }

    /// The first address's port; 0 where it has none.
    pub fn port(&self) -> u64 {
        self.addresses.first().map_or(0, Address::port)
    }

    /// What the listener takes.
    pub fn listener_type(&self) -> ListenerType {
        let (http, tcp) = self.chains.iter().map(FilterChain::count).fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        match (http > 0, tcp > 0) {
            (true, false) => ListenerType::Http,
            (true, true) => ListenerType::HttpAndTcp,
            (false, true) => ListenerType::Tcp,
            (false, false) => ListenerType::Unknown,
        }
    }

    /// The addresses without their ports, as istioctl joins them.
    fn addresses_cell(&self) -> String {
        if self.is_internal {
            return format!("envoy://{}", self.name);
        }
        self.addresses.iter().map(Address::host).collect::<Vec<_>>().join(",")
    }
}

/// istioctl's filters of listeners.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `--address`: one of the listener's addresses, in any case.
    pub address: Option<String>,
    /// `--port`: the first address's.
    pub port: Option<u64>,
    /// `--type`
    pub listener_type: Option<ListenerType>,
}

impl Filter {
    fn matches(&self, listener: &Listener<'_>) -> bool {
        let address = self.address.as_deref().is_none_or(|wanted| {
            listener.addresses.iter().any(|address| same_word(&address.host(), wanted))
                || listener.is_internal && same_word(&listener.addresses_cell(), wanted)
        });
        address
            && self.port.is_none_or(|port| listener.port() == port)
            && self.listener_type.is_none_or(|kind| listener.listener_type() == kind)
    }
}

/// The listeners that pass the filter, in the order of the dump: dynamic ones first, as istioctl prints them in JSON.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, filter: &Filter) -> (Vec<&'d Resource<'a>>, Vec<Problem>) {
    let listeners: Vec<_> = dump.of(Section::Listeners).collect();
    let refused: Vec<_> = listeners.iter().copied().filter(|resource| resource.error.is_some()).collect();
    let (mut items, problems) = decode(&listeners, Listener::read);
    items.retain(|item| !is_repeated(item.resource, &refused) && filter.matches(&item.fields));
    items.sort_by_key(|item| item.resource.state == State::Static);
    (items.into_iter().map(|item| item.resource).collect(), problems)
}

/// Whether an entry without a name says only what a named one says: Envoy tells of each listener that it refused twice.
fn is_repeated(resource: &Resource<'_>, refused: &[&Resource<'_>]) -> bool {
    let details = |resource: &Resource<'_>| resource.error.as_ref().map(|error| error.details.to_string());
    resource.name.is_empty()
        && resource.error.is_some()
        && refused.iter().any(|other| !other.name.is_empty() && other.body == resource.body && details(other) == details(resource))
}

/// Reads listeners and sorts them as istioctl's tables have them: port, address, type; then state.
fn sorted<'d, 'a>(listeners: &[&'d Resource<'a>]) -> (Vec<Item<'d, 'a, Listener<'a>>>, Vec<Problem>) {
    let (mut items, problems) = decode(listeners, Listener::read);
    items.sort_by_cached_key(|item| {
        let listener = &item.fields;
        let address = listener.addresses.first().map(|address| address.host().into_owned()).unwrap_or_default();
        let name = if listener.is_internal { listener.name.to_string() } else { String::new() };
        (listener.port(), address, name, listener.listener_type().word(), state_order(item.resource.state))
    });
    (items, problems)
}

/// The name of a listener: its own, or where it has no body the entry's.
fn name_of<'a>(item: &Item<'_, 'a, Listener<'a>>) -> Cow<'a, str> {
    if item.fields.name.is_empty() { item.resource.name.clone() } else { item.fields.name.clone() }
}

/// The filter chains that have a wanted origin, or all where the listener itself has it.
fn wanted_chains<'i, 'a>(
    item: &'i Item<'_, 'a, Listener<'a>>,
    wanted: Option<&Wanted>,
) -> impl Iterator<Item = (usize, &'i FilterChain<'a>)> {
    let is_whole = is_wanted(wanted, || item.resource.body.map(origin::of_listener_alone).unwrap_or_default());
    let is_shown = move |chain: &FilterChain<'a>| is_whole || is_wanted(wanted, || origin::of_filter_chain(chain.raw));
    item.fields.chains.iter().enumerate().filter(move |(_, chain)| is_shown(chain))
}

/// istioctl's columns.
const COLUMNS: [&str; 4] = ["ADDRESSES", "PORT", "MATCH", "DESTINATION"];
/// istioctl's columns with `--verbose=false`.
const SUMMARY: [&str; 3] = ["ADDRESSES", "PORT", "TYPE"];
/// istioctl's columns with `--waypoint`.
const WAYPOINT: [&str; 4] = ["LISTENER", "CHAIN", "MATCH", "DESTINATION"];

/// A row of one of the tables with a row for each filter chain: the number of that chain, where the row is about one, and the cells.
type ChainRow<'a> = (Option<usize>, [Cow<'a, str>; 4]);

/// istioctl's table of listeners, one row a filter chain. Where an origin is wanted, the rows whose filter chain or listener has it.
pub fn table<'a>(listeners: &[&Resource<'a>], wanted: Option<&Wanted>) -> (Table<'a>, Vec<Problem>) {
    chain_table(listeners, &COLUMNS, |item| rows(item, wanted))
}

/// istioctl's table with `--waypoint`: each filter chain by name, and the ways through the matcher tree that lead to it.
/// Where an origin is wanted, as in [`table`].
pub fn waypoint<'a>(listeners: &[&Resource<'a>], wanted: Option<&Wanted>) -> (Table<'a>, Vec<Problem>) {
    chain_table(listeners, &WAYPOINT, |item| waypoint_rows(item, wanted))
}

fn chain_table<'a>(
    listeners: &[&Resource<'a>],
    columns: &[&'static str],
    rows: impl Fn(&Item<'_, 'a, Listener<'a>>) -> Vec<ChainRow<'a>>,
) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = sorted(listeners);
    let mut table = Table::new(columns, 1);
    for item in &items {
        for (_, cells) in rows(item) {
            table.push_named(name_of(item), cells, item.resource);
        }
    }
    (table, problems)
}

/// A listener's rows in istioctl's table.
fn rows<'a>(item: &Item<'_, 'a, Listener<'a>>, wanted: Option<&Wanted>) -> Vec<ChainRow<'a>> {
    let Item { resource, fields: listener } = item;
    let port = listener.port().to_string();
    if resource.body.is_none() {
        // Only the name tells a resource that has no body.
        return vec![(None, [name_of(item), Cow::Borrowed("-"), Cow::Borrowed("-"), Cow::Borrowed("-")])];
    }
    let addresses: Cow<'a, str> = Cow::Owned(listener.addresses_cell());
    if listener.chains.is_empty() {
        let kind = listener.kind.as_deref().unwrap_or("no filter chain");
        let destination = Cow::Owned(format!("Non-HTTP/Non-TCP + {kind}"));
        return vec![(None, [addresses, Cow::Owned(port), Cow::Borrowed("ALL"), destination])];
    }
    let mut rows: Vec<(usize, String, String)> = wanted_chains(item, wanted)
        .map(|(at, chain)| {
            let matches = chain.matches.cell();
            let matches = match &listener.tree {
                Some(tree) => format!("{matches} + {}", tree.paths_to(&chain.name).join(" or ")),
                None => matches,
            };
            (at, chain.destination(), matches)
        })
        .collect();
    rows.sort_by(|(_, a, _), (_, b, _)| b.cmp(a));
    let row = |(at, destination, matches)| {
        (Some(at), [addresses.clone(), Cow::Owned(port.clone()), Cow::Owned(matches), Cow::Owned(destination)])
    };
    rows.into_iter().map(row).collect()
}

/// A listener's rows in istioctl's table with `--waypoint`.
fn waypoint_rows<'a>(item: &Item<'_, 'a, Listener<'a>>, wanted: Option<&Wanted>) -> Vec<ChainRow<'a>> {
    let listener = &item.fields;
    let own = format!("envoy://{}", name_of(item));
    let is_alone = listener.is_internal && matches!(&*listener.chains, [chain] if chain.name == own);
    let mut rows = Vec::new();
    for (at, chain) in wanted_chains(item, wanted) {
        let matches = listener.tree.as_ref().map_or_else(|| vec![chain.matches.cell()], |tree| tree.paths_to(&chain.name));
        for path in matches {
            let shown = if is_alone { Cow::Borrowed("internal") } else { Cow::Owned(own.clone()) };
            rows.push((Some(at), [shown, chain.name.clone(), Cow::Owned(path), Cow::Owned(chain.destination())]));
        }
    }
    rows
}

/// istioctl's table with `--verbose=false`, one row a listener.
pub fn summary<'a>(listeners: &[&Resource<'a>]) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = sorted(listeners);
    let mut table = Table::new(&SUMMARY, 1);
    for item in &items {
        table.push_named(name_of(item), summary_cells(item), item.resource);
    }
    (table, problems)
}

fn summary_cells<'a>(item: &Item<'_, 'a, Listener<'a>>) -> [Cow<'a, str>; 3] {
    let (addresses, port) = match item.resource.body {
        Some(_) => (Cow::Owned(item.fields.addresses_cell()), item.fields.port().to_string()),
        None => (name_of(item), "-".to_owned()),
    };
    [addresses, Cow::Owned(port), Cow::Borrowed(item.fields.listener_type().word())]
}
