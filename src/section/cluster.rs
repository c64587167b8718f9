//! Clusters: `envoy.config.cluster.v3.Cluster`.

mod wide;

use std::borrow::Cow;

pub use self::wide::wide_table;
use super::wide::Lens;
use super::{Table, gather};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::istio::{self, ClusterName};
use crate::envoy::json::reader::{Reader, Result};

/// The fields of a cluster that its table needs.
#[derive(Clone, Debug, Default)]
pub struct Cluster<'a> {
    /// The cluster's name.
    pub name: Cow<'a, str>,
    /// The discovery type: `EDS`, `STATIC` (the default), …; a custom cluster type's name.
    pub discovery_type: Cow<'a, str>,
    /// The Kubernetes object that it was made from: its path in `filter_metadata.istio.config`.
    pub config_path: Option<Cow<'a, str>>,
}

impl<'a> Cluster<'a> {
    /// Reads a `Cluster`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut cluster = Cluster::default();
        reader.fields(|name, value| cluster.read_field(name, value))?;
        Ok(cluster)
    }
}

impl<'a> Lens<'a> for Cluster<'a> {
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        match name {
            "name" => self.name = value.text()?,
            "type" => self.discovery_type = discovery_type(value.text()?),
            "metadata" => self.config_path = istio::read_config_path(value)?,
            _ => {}
        }
        Ok(())
    }
}

/// The enum `Cluster.DiscoveryType` by name; proto JSON also allows its numbers.
fn discovery_type(text: Cow<'_, str>) -> Cow<'_, str> {
    match &*text {
        "0" => Cow::Borrowed("STATIC"),
        "1" => Cow::Borrowed("STRICT_DNS"),
        "2" => Cow::Borrowed("LOGICAL_DNS"),
        "3" => Cow::Borrowed("EDS"),
        "4" => Cow::Borrowed("ORIGINAL_DST"),
        _ => text,
    }
}

/// istioctl's filters of clusters. They are substrings of the cluster's whole name, as in istioctl.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `--fqdn`
    pub fqdn: Option<String>,
    /// `--direction`
    pub direction: Option<String>,
    /// `--subset`
    pub subset: Option<String>,
    /// `--port`
    pub port: Option<u64>,
}

impl Filter {
    /// Whether a cluster of this name passes.
    pub fn matches(&self, name: &str) -> bool {
        let contains = |part: &Option<String>| part.as_deref().is_none_or(|part| name.contains(part));
        contains(&self.fqdn)
            && contains(&self.direction)
            && contains(&self.subset)
            && self.port.is_none_or(|port| name.contains(&format!("|{port}|")))
    }
}

/// The clusters that pass the filter, in istioctl's order: host name, subset, port, direction; then state and place in the dump.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, filter: &Filter) -> Vec<&'d Resource<'a>> {
    let mut named = gather::named(dump.of(Section::Clusters), "name");
    named.retain(|(name, _)| filter.matches(name));
    gather::sorted_by_cluster(&named)
}

/// istioctl's columns.
const COLUMNS: [&str; 6] = ["SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE"];

/// istioctl's table of clusters.
pub fn table<'a>(clusters: &[&Resource<'a>]) -> (Table<'a>, Vec<Problem>) {
    gather::table(Table::new(&COLUMNS, 5), clusters, Cluster::read, |resource, cluster, table| {
        let (name, cells) = cells(resource, cluster);
        table.push_named(name, cells, resource);
    })
}

/// A cluster's name, and its cells under istioctl's columns.
fn cells<'a>(resource: &Resource<'a>, cluster: Cluster<'a>) -> (Cow<'a, str>, [Cow<'a, str>; 6]) {
    let name = if cluster.name.is_empty() { resource.name.clone() } else { cluster.name };
    let discovery_type = if cluster.discovery_type.is_empty() { Cow::Borrowed("STATIC") } else { cluster.discovery_type };
    let rule = cluster.config_path.as_deref().map_or(Cow::Borrowed(""), |path| Cow::Owned(istio::render_config_path(path)));
    let dash = Cow::Borrowed("-");
    let cells = match &name {
        Cow::Borrowed(text) => name_cells(text).map(|cells| cells.map(Cow::Borrowed)),
        Cow::Owned(text) => name_cells(text).map(|cells| cells.map(|cell| Cow::Owned(cell.to_owned()))),
    };
    let [fqdn, port, subset, direction] = cells.unwrap_or_else(|| [name.clone(), dash.clone(), dash.clone(), dash]);
    (name, [fqdn, port, subset, direction, discovery_type, rule])
}

/// The first four cells of a cluster whose name is Istio's: parts of the name.
fn name_cells(name: &str) -> Option<[&str; 4]> {
    let parsed = ClusterName::parse(name)?;
    let subset = if parsed.subset.is_empty() { "-" } else { parsed.subset };
    // istioctl prints the port as the number that it reads: 0 for what is none, and no leading zeros.
    let text = name.split('|').nth(1).filter(|text| text.parse::<i64>().is_ok()).unwrap_or_default();
    let digits = text.trim_start_matches(['+', '0']);
    let port = if digits.is_empty() { "0" } else { digits };
    Some([parsed.fqdn, port, subset, parsed.direction])
}
