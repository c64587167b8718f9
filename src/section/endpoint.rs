//! Endpoints: the hosts of `/clusters` with their health (`envoy.admin.v3.HostStatus`), and those of EDS
//! (`envoy.config.endpoint.v3.LbEndpoint`). Both of istioctl's tables can be made of either.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Table, gather, same_word};
use crate::envoy::address::Address;
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::{Reader, Result};

/// One endpoint of a cluster.
#[derive(Clone, Debug, Default)]
pub struct Endpoint<'a> {
    /// Its address.
    pub address: Address<'a>,
    /// Its additional addresses, for a host of several IP families.
    pub additional: Vec<Address<'a>>,
    /// Its health.
    pub health: Health<'a>,
    /// Where it runs.
    pub locality: Locality<'a>,
}

/// A `Locality`.
#[derive(Clone, Debug, Default)]
pub struct Locality<'a> {
    /// The region.
    pub region: Cow<'a, str>,
    /// The zone.
    pub zone: Cow<'a, str>,
    /// The sub-zone.
    pub sub_zone: Cow<'a, str>,
}

/// An endpoint's health.
#[derive(Clone, Debug, Default)]
pub struct Health<'a> {
    /// What EDS says: `HEALTHY`, `UNHEALTHY`, `DRAINING`, `TIMEOUT`, `DEGRADED`; empty for `UNKNOWN`.
    pub eds: Cow<'a, str>,
    /// Whether outlier detection has ejected it.
    pub failed_outlier_check: bool,
    /// The other flags of `HostHealthStatus` that are set, by their names.
    pub flags: Vec<String>,
}

impl Health<'_> {
    /// Envoy's own view in one word. An active health check that failed or degraded an endpoint counts, whatever EDS said; an ejection
    /// stands in a column of its own.
    pub fn word(&self) -> &str {
        let has = |flag: &str| self.flags.iter().any(|set| set == flag);
        match &*self.eds {
            "HEALTHY" | "" | "UNKNOWN" | "DEGRADED" if has("failed_active_health_check") => "UNHEALTHY",
            "HEALTHY" | "" | "UNKNOWN" if has("failed_active_degraded_check") || has("failed_degraded_outlier_detection") => "DEGRADED",
            "" => "UNKNOWN",
            word => word,
        }
    }

    /// The cell: the word, then the flags.
    fn cell(&self) -> Cow<'static, str> {
        match (self.word(), &*self.flags) {
            ("HEALTHY", []) => Cow::Borrowed("HEALTHY"),
            (word, []) => Cow::Owned(word.to_owned()),
            (word, flags) => Cow::Owned(format!("{word} + {}", flags.join(", "))),
        }
    }

    /// Whether `--status` means this health. An ejected endpoint is found as unhealthy too.
    fn is(&self, status: &str) -> bool {
        same_word(self.word(), status) || self.failed_outlier_check && same_word("UNHEALTHY", status)
    }
}

/// The endpoints of one cluster.
#[derive(Clone, Debug, Default)]
pub struct Assignment<'a> {
    /// The cluster's name; of EDS, the name that the cluster asks EDS for.
    pub cluster: Cow<'a, str>,
    /// The name that a cluster of `/clusters` asks EDS for, where it is another than its own.
    pub service_name: Cow<'a, str>,
    /// Its endpoints, in order.
    pub endpoints: Vec<Endpoint<'a>>,
}

impl<'a> Assignment<'a> {
    /// Reads a `ClusterLoadAssignment`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Assignment::default();
        reader.fields(|name, value| match name {
            "cluster_name" => {
                found.cluster = value.text()?;
                Ok(())
            }
            "endpoints" => value.elements(|group| {
                let first = found.endpoints.len();
                let mut locality = Locality::default();
                group.fields(|name, value| {
                    match name {
                        "locality" => locality = Locality::read(value)?,
                        "lb_endpoints" => value.elements(|endpoint| {
                            found.endpoints.push(Endpoint::read(endpoint)?);
                            Ok(())
                        })?,
                        _ => {}
                    }
                    Ok(())
                })?;
                for endpoint in &mut found.endpoints[first..] {
                    endpoint.locality = locality.clone();
                }
                Ok(())
            }),
            _ => Ok(()),
        })?;
        Ok(found)
    }

    /// Reads a `ClusterStatus` of `/clusters`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read_hosts(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Assignment::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.cluster = value.text()?,
                "eds_service_name" => found.service_name = value.text()?,
                "host_statuses" => found.endpoints = value.list(Endpoint::read_host)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl<'a> Endpoint<'a> {
    /// Reads an `LbEndpoint`.
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Endpoint::default();
        reader.fields(|name, value| match name {
            "endpoint" => value.fields(|name, value| {
                match name {
                    "address" => found.address = Address::read(value)?,
                    "additional_addresses" => value.elements(|additional| {
                        if let Some(mut value) = additional.find("address")? {
                            found.additional.push(Address::read(&mut value)?);
                        }
                        Ok(())
                    })?,
                    _ => {}
                }
                Ok(())
            }),
            "health_status" => {
                found.health.eds = health_status(value.text()?);
                Ok(())
            }
            _ => Ok(()),
        })?;
        Ok(found)
    }

    /// Reads a `HostStatus` of `/clusters`.
    fn read_host(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Endpoint::default();
        reader.fields(|name, value| {
            match name {
                "address" => found.address = Address::read(value)?,
                "health_status" => value.fields(|name, value| {
                    match name {
                        "eds_health_status" => found.health.eds = health_status(value.text()?),
                        "failed_outlier_check" => found.health.failed_outlier_check = value.flag()?,
                        flag if value.flag()? => found.health.flags.push(flag.to_owned()),
                        _ => {}
                    }
                    Ok(())
                })?,
                "locality" => found.locality = Locality::read(value)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn addresses(&self) -> impl Iterator<Item = &Address<'a>> {
        std::iter::once(&self.address).chain(&self.additional)
    }

    /// The addresses as istioctl's `eds` table prints them: `IP:PORT`, a pipe's path.
    fn addresses_cell(&self) -> String {
        let mut cell = address_with_port(&self.address);
        for address in &self.additional {
            cell.push(',');
            cell.push_str(&address_with_port(address));
        }
        cell
    }
}

fn address_with_port(address: &Address<'_>) -> String {
    match address {
        Address::Socket { address, port } => format!("{address}:{port}"),
        // istioctl prints the slash of an internal address also where nothing follows it.
        Address::Internal { listener, endpoint } => format!("envoy://{listener}/{endpoint}"),
        Address::Pipe(path) => path.to_string(),
        Address::Unknown => "unknown".to_owned(),
    }
}

/// The address alone, as istioctl's `endpoint` table prints it: an IP address, `unix://PATH`.
fn bare_address(address: &Address<'_>) -> String {
    match address {
        Address::Socket { address, .. } => address.to_string(),
        Address::Pipe(path) => format!("unix://{path}"),
        other => address_with_port(other),
    }
}

/// `envoy.config.core.v3.HealthStatus` by name; proto JSON also allows its numbers.
fn health_status(text: Cow<'_, str>) -> Cow<'_, str> {
    match &*text {
        "0" => Cow::Borrowed("UNKNOWN"),
        "1" => Cow::Borrowed("HEALTHY"),
        "2" => Cow::Borrowed("UNHEALTHY"),
        "3" => Cow::Borrowed("DRAINING"),
        "4" => Cow::Borrowed("TIMEOUT"),
        "5" => Cow::Borrowed("DEGRADED"),
        _ => text,
    }
}

impl<'a> Locality<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Locality::default();
        reader.fields(|name, value| {
            match name {
                "region" => found.region = value.text()?,
                "zone" => found.zone = value.text()?,
                "sub_zone" => found.sub_zone = value.text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// istioctl's cell: `REGION/ZONE/SUBZONE`, without what follows an empty part.
    fn cell(&self) -> Cow<'a, str> {
        match (&*self.zone, &*self.sub_zone) {
            ("", _) => self.region.clone(),
            (zone, "") => Cow::Owned([&*self.region, "/", zone].concat()),
            (zone, sub_zone) => Cow::Owned([&*self.region, "/", zone, "/", sub_zone].concat()),
        }
    }
}

/// istioctl's filters of endpoints.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `--address`: `IP`, `IP:PORT`, or as the table prints it.
    pub address: Option<String>,
    /// `--port`: the first address's.
    pub port: Option<u64>,
    /// `--cluster`: the whole name, in any case.
    pub cluster: Option<String>,
    /// `--status`
    pub status: Option<String>,
}

impl Filter {
    /// Whether all endpoints pass.
    pub fn is_empty(&self) -> bool {
        self.address.is_none() && self.port.is_none() && self.cluster.is_none() && self.status.is_none()
    }

    fn matches_cluster(&self, cluster: &str) -> bool {
        self.cluster.as_deref().is_none_or(|wanted| same_word(cluster, wanted))
    }

    fn matches(&self, endpoint: &Endpoint<'_>) -> bool {
        let address = self.address.as_deref().is_none_or(|wanted| {
            endpoint.addresses().any(|address| same_word(&address_with_port(address), wanted) || same_word(&bare_address(address), wanted))
        });
        address
            && self.port.is_none_or(|port| endpoint.address.port() == port)
            && self.status.as_deref().is_none_or(|status| endpoint.health.is(status))
    }
}

/// Reads a cluster's endpoints, without those that the filter leaves out.
fn read_filtered<'a>(reader: &mut Reader<'a>, section: Section, filter: &Filter) -> Result<Assignment<'a>> {
    if filter.cluster.is_some() {
        // The endpoints of other clusters are not worth reading.
        let cluster = reader.find(name_field(section))?.map_or(Ok(Cow::Borrowed("")), |mut value| value.text())?;
        if !filter.matches_cluster(&cluster) {
            return Ok(Assignment::default());
        }
    }
    let mut found = if section == Section::Hosts { Assignment::read_hosts(reader)? } else { Assignment::read(reader)? };
    if !filter.is_empty() {
        found.endpoints.retain(|endpoint| filter.matches(endpoint));
    }
    Ok(found)
}

/// The field of a resource of this section that has the cluster's name.
fn name_field(section: Section) -> &'static str {
    if section == Section::Hosts { "name" } else { "cluster_name" }
}

/// The section's resources: of EDS in istioctl's order of clusters, of `/clusters` in its own.
fn ordered<'d, 'a>(dump: &'d Dump<'a>, section: Section) -> Vec<&'d Resource<'a>> {
    match section {
        Section::Endpoints => gather::sorted_by_cluster(&gather::named(dump.of(section), name_field(section))),
        _ => dump.of(section).collect(),
    }
}

/// The clusters that have endpoints which pass the filter: of EDS in istioctl's order of clusters, of `/clusters` in its own.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, section: Section, filter: &Filter) -> (Vec<&'d Resource<'a>>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let (runs, problems) = gather::gather(&ordered(dump, section), read, |resource, found, run: &mut Vec<&'d Resource<'a>>| {
        if !found.endpoints.is_empty() {
            run.push(resource);
        }
    });
    (runs.into_iter().flatten().collect(), problems)
}

/// Why hosts are not healthy, as `/clusters` tells: the flags by the cluster's name of EDS and the host's address.
type Flags<'a> = HashMap<(Cow<'a, str>, String), Vec<String>>;

/// The flags of all hosts of `/clusters` that have some.
fn flags<'a>(dump: &Dump<'a>) -> Flags<'a> {
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
struct Row<'d, 'a> {
    /// The first 16 bytes of the address as one number, which settles most comparisons.
    prefix: u128,
    /// The whole address, where it is longer.
    address: Option<Box<str>>,
    port: u64,
    cells: [Cow<'a, str>; 4],
    resource: &'d Resource<'a>,
}

impl<'d, 'a> Row<'d, 'a> {
    fn new(endpoint: Endpoint<'a>, cluster: Cow<'a, str>, resource: &'d Resource<'a>) -> Self {
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

    fn key(&self) -> (u128, Option<&str>, u64, &str) {
        (self.prefix, self.address.as_deref(), self.port, &self.cells[3])
    }
}

/// istioctl's table of endpoints, by address, port and cluster.
pub fn table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter) -> (Table<'a>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let (runs, problems) = gather::gather(&ordered(dump, section), read, |resource, found, run: &mut Vec<Row<'_, 'a>>| {
        run.extend(found.endpoints.into_iter().map(|endpoint| Row::new(endpoint, found.cluster.clone(), resource)));
    });
    let mut rows = Vec::with_capacity(runs.iter().map(Vec::len).sum());
    rows.extend(runs.into_iter().flatten());
    rows.sort_by(|a, b| a.key().cmp(&b.key()));
    let mut table = Table::new(&["ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER"], 5);
    for Row { cells, resource, .. } in rows {
        table.push(cells, resource);
    }
    (table, problems)
}

/// istioctl's table of EDS, by cluster; with what `/clusters` knows of the same hosts, where the source has both.
pub fn eds_table<'a>(dump: &Dump<'a>, section: Section, filter: &Filter) -> (Table<'a>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let flags = if section == Section::Endpoints { flags(dump) } else { Flags::new() };
    let empty = Table::new(&["NAME", "STATUS", "LOCALITY", "CLUSTER"], 5);
    // /clusters has no order of its own.
    let sorted = gather::sorted_by_cluster(&gather::named(dump.of(section), name_field(section)));
    gather::table(empty, &sorted, read, |resource, found, table| {
        for mut endpoint in found.endpoints {
            if !flags.is_empty()
                && let Some(set) = flags.get(&(found.cluster.clone(), address_with_port(&endpoint.address)))
            {
                endpoint.health.flags.clone_from(set);
            }
            let cells = [Cow::Owned(endpoint.addresses_cell()), endpoint.health.cell(), endpoint.locality.cell(), found.cluster.clone()];
            table.push(cells, resource);
        }
    })
}

/// An EDS resource with only the endpoints that pass the filter, as istioctl prints it; the resource itself where all pass.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn filtered_body<'a>(body: &'a [u8], filter: &Filter) -> Result<Cow<'a, [u8]>> {
    let by_endpoint = Filter { cluster: None, ..filter.clone() };
    if by_endpoint.is_empty() {
        return Ok(Cow::Borrowed(body));
    }
    // Everything but the endpoints that are left out is copied as it stands.
    let mut kept = Vec::with_capacity(body.len());
    let mut copied = 0;
    Reader::new(body, 0).fields(|name, value| {
        if name != "endpoints" {
            return Ok(());
        }
        value.elements(|group| {
            group.fields(|name, value| {
                if name != "lb_endpoints" {
                    return Ok(());
                }
                kept.extend_from_slice(&body[copied..value.offset()]);
                kept.push(b'[');
                let mut first = true;
                value.elements(|element| {
                    let start = *element;
                    if by_endpoint.matches(&Endpoint::read(element)?) {
                        if !std::mem::take(&mut first) {
                            kept.push(b',');
                        }
                        kept.extend_from_slice(start.raw_until(element));
                    }
                    Ok(())
                })?;
                kept.push(b']');
                copied = value.offset();
                Ok(())
            })
        })
    })?;
    kept.extend_from_slice(&body[copied..]);
    Ok(Cow::Owned(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filtered_body_keeps_all_but_the_endpoints() {
        let body = br#"{"cluster_name":"a","endpoints":[{"locality":{"region":"r"},"lb_endpoints":[
            {"endpoint":{"address":{"socket_address":{"address":"10.0.0.1","port_value":80}}}},
            {"endpoint":{"address":{"socket_address":{"address":"10.0.0.2","port_value":81}}}, "load_balancing_weight":2}]}],"policy":{}}"#;
        let filter = Filter { address: Some("10.0.0.2:81".to_owned()), ..Filter::default() };
        let kept: serde_json::Value = serde_json::from_slice(&filtered_body(body, &filter).unwrap()).unwrap();
        assert_eq!(kept["endpoints"][0]["lb_endpoints"].as_array().unwrap().len(), 1);
        assert_eq!(kept["endpoints"][0]["lb_endpoints"][0]["load_balancing_weight"], 2);
        assert_eq!(kept["endpoints"][0]["locality"]["region"], "r");
        assert!(kept["policy"].is_object());
    }
}
