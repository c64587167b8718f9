//! istioctl's two tables of endpoints.

use std::borrow::Cow;
use std::collections::HashMap;

use super::filter::{Filter, name_field, ordered, read_filtered};
use super::{Assignment, Endpoint, address_with_port, bare_address};
use crate::envoy::address::Address;
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::Reader;
use crate::section::{Table, gather};

/// Why hosts are not healthy, as `/clusters` tells: the flags by the cluster's name of EDS and the host's address.
pub(super) type Flags<'a> = HashMap<(Cow<'a, str>, String), Vec<String>>;

/// The flags of all hosts of `/clusters` that have some.
pub(super) fn flags<'a>(dump: &Dump<'a>) -> Flags<'a> {
    let hosts: Vec<_> = dump.of(Section::Hosts).collect();
    let (runs, _) = gather::gather(&hosts, Assignment::read_hosts, |_, cluster, run: &mut Vec<_>| {
        let name = if cluster.service_name.is_empty() { cluster.cluster } else { cluster.service_name };
        for host in cluster.endpoints {
            let ejected = host.health.failed_outlier_check.then(|| "failed_outlier_check".to_owned());
            let set: Vec<String> = host.health.flags.into_iter().chain(ejected).collect();
            if !set.is_empty() {
                run.push(((name.clone(), address_with_port(&host.address)), set));
            }
        }
    });
    runs.into_iter().flatten().collect()
}

/// A row of istioctl's table of endpoints, and what sorts it: address, port and cluster.
pub(super) struct Row<'d, 'a> {
    /// The first 16 bytes of the address as one number, which settles most comparisons.
    prefix: u128,
    /// The whole address, where it is longer.
    address: Option<Box<str>>,
    port: u64,
    pub(super) cells: [Cow<'a, str>; 4],
    pub(super) resource: &'d Resource<'a>,
}

impl<'d, 'a> Row<'d, 'a> {
    pub(super) fn new(endpoint: Endpoint<'a>, cluster: Cow<'a, str>, resource: &'d Resource<'a>) -> Self {
        let port = endpoint.address.port();
        let address = match endpoint.address {
            Address::Socket { address, .. } => address,
            other => Cow::Owned(bare_address(&other)),
        };
        let mut prefix = [0; 16];
        let length = address.len().min(16);
        prefix[..length].copy_from_slice(&address.as_bytes()[..length]);
        let whole = (address.len() > 16).then(|| address.as_ref().into());
        let mut name = if port == 0 { address } else { Cow::Owned(format!("{address}:{port}")) };
        for additional in &endpoint.additional {
            name.to_mut().push(',');
            name.to_mut().push_str(&address_with_port(additional));
        }
        let outlier = Cow::Borrowed(if endpoint.health.failed_outlier_check { "FAILED" } else { "OK" });
        let cells = [name, endpoint.health.cell(), outlier, cluster];
        Row { prefix: u128::from_be_bytes(prefix), address: whole, port, cells, resource }
    }

    pub(super) fn key(&self) -> (u128, Option<&str>, u64, &str) {
        (self.prefix, self.address.as_deref(), self.port, &self.cells[3])
    }
}

/// istioctl's columns of endpoints.
pub(super) const COLUMNS: [&str; 4] = ["ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER"];
/// istioctl's columns of EDS.
pub(super) const EDS_COLUMNS: [&str; 4] = ["NAME", "STATUS", "LOCALITY", "CLUSTER"];

/// istioctl's table of endpoints, by address, port and cluster.
pub fn table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter) -> (Table<'a>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let (runs, problems) = gather::gather(&ordered(dump, section), read, |resource, found, run: &mut Vec<Row<'_, 'a>>| {
        run.extend(found.endpoints.into_iter().map(|endpoint| Row::new(endpoint, found.cluster.clone(), resource)));
    });
    let mut rows = Vec::with_capacity(runs.iter().map(Vec::len).sum());
    rows.extend(runs.into_iter().flatten());
    rows.sort_by(|a, b| a.key().cmp(&b.key()));
    let mut table = Table::new(&COLUMNS, 5);
    for Row { cells, resource, .. } in rows {
        table.push(cells, resource);
    }
    (table, problems)
}

/// istioctl's table of EDS, by cluster; with what `/clusters` knows of the same hosts, where the source has both.
pub fn eds_table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter) -> (Table<'a>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let flags = if section == Section::Endpoints { flags(dump) } else { Flags::new() };
    let empty = Table::new(&EDS_COLUMNS, 5);
    // /clusters has no order of its own.
    let sorted = gather::sorted_by_cluster(&gather::named(dump.of(section), name_field(section)));
    gather::table(empty, &sorted, read, |resource, found, table| {
        for mut endpoint in found.endpoints {
            table.push(eds_cells(&mut endpoint, &found.cluster, &flags), resource);
        }
    })
}

/// An endpoint's cells under istioctl's columns of EDS, with the flags that `/clusters` tells of it.
pub(super) fn eds_cells<'a>(endpoint: &mut Endpoint<'a>, cluster: &Cow<'a, str>, flags: &Flags<'a>) -> [Cow<'a, str>; 4] {
    if !flags.is_empty()
        && let Some(set) = flags.get(&(cluster.clone(), address_with_port(&endpoint.address)))
    {
        endpoint.health.flags.clone_from(set);
    }
    [Cow::Owned(endpoint.addresses_cell()), endpoint.health.cell(), endpoint.locality.cell(), cluster.clone()]
}
