//! Endpoints: the hosts of `/clusters` with their health (`envoy.admin.v3.HostStatus`), and those of EDS
//! (`envoy.config.endpoint.v3.LbEndpoint`). Both of istioctl's tables can be made of either.

mod count;
pub mod facts;
mod filter;
mod health;
pub mod share;
mod table;
mod wide;

use std::borrow::Cow;

pub use self::wide::{wide_eds_table, wide_table};
pub use count::{Count, Counts};
pub use filter::{Filter, filtered_body, select};
pub use health::Health;
pub use table::{eds_table, table};

use crate::envoy::address::Address;
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locality<'a> {
    /// The region.
    pub region: Cow<'a, str>,
    /// The zone.
    pub zone: Cow<'a, str>,
    /// The sub-zone.
    pub sub_zone: Cow<'a, str>,
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
        reader.fields(|name, value| found.read_field(name, value))?;
        Ok(found)
    }

    /// Reads the field of an `LbEndpoint` called `name`, where it is one of these.
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        match name {
            "endpoint" => value.fields(|name, value| {
                match name {
                    "address" => self.address = Address::read(value)?,
                    "additional_addresses" => value.elements(|additional| {
                        if let Some(mut value) = additional.find("address")? {
                            self.additional.push(Address::read(&mut value)?);
                        }
                        Ok(())
                    })?,
                    _ => {}
                }
                Ok(())
            })?,
            "health_status" => self.health.eds = health::health_status(value.text()?),
            _ => {}
        }
        Ok(())
    }

    /// Reads a `HostStatus` of `/clusters`.
    fn read_host(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Endpoint::default();
        reader.fields(|name, value| found.read_host_field(name, value))?;
        Ok(found)
    }

    /// Reads the field of a `HostStatus` called `name`, where it is one of these.
    fn read_host_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        match name {
            "address" => self.address = Address::read(value)?,
            "health_status" => self.health = Health::read(value)?,
            "locality" => self.locality = Locality::read(value)?,
            _ => {}
        }
        Ok(())
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

/// The address with its port: `IP:PORT`, a pipe's path, `envoy://LISTENER/ENDPOINT`.
pub fn address_with_port(address: &Address<'_>) -> String {
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
