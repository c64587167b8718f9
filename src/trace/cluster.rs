//! Clusters: `envoy.config.cluster.v3.Cluster`, as far as it decides where a request goes.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::endpoint::{self, Endpoint};
use super::metadata::MetadataMatch;
use super::read::extension;
use crate::envoy::json::reader::{Reader, Result};
use crate::section::endpoint::facts::Balancing;
use crate::section::endpoint::share::Balance;
use crate::section::tls::TransportSocket;

/// A cluster.
#[derive(Clone, Debug, Default)]
pub struct Cluster<'a> {
    /// How its endpoints are found.
    pub discovery: Discovery<'a>,
    /// The name that it asks EDS for, where that is another than its own.
    pub service_name: Cow<'a, str>,
    /// How it balances load; `None` where it chooses endpoints itself.
    pub balance: Option<Balance>,
    /// The policy's name: `ROUND_ROBIN`, `LEAST_REQUEST`, …; empty for the default, round robin.
    pub policy: Cow<'a, str>,
    /// Its subsets.
    pub subsets: Option<Subsets>,
    /// How connections to endpoints are protected.
    pub transport_socket: Option<TransportSocket<'a>>,
    /// Whether the endpoint's metadata chooses among several transport sockets.
    pub has_transport_socket_matches: bool,
    /// The port that connections to their original destination go to, where that is another (`upstream_port_override`).
    pub port_override: Option<u16>,
    /// The key of the metadata passed with internal connections that tells another destination (`metadata_key`).
    pub address_key: Option<Cow<'a, str>>,
    /// Its own endpoints (`load_assignment`).
    pub load_assignment: Option<&'a [u8]>,
}

/// How a cluster's endpoints are found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Discovery<'a> {
    /// They stand in it.
    #[default]
    Static,
    /// DNS tells all addresses.
    StrictDns,
    /// DNS tells the address of each new connection.
    LogicalDns,
    /// EDS tells them.
    Eds,
    /// The connection's original destination is the endpoint.
    OriginalDst,
    /// The endpoints of these clusters, as if of one with their priorities one after the other.
    Aggregate(Vec<Cow<'a, str>>),
    /// DNS tells the address of the request's host.
    DynamicForwardProxy,
    /// An extension of this type.
    Other(Cow<'a, str>),
}

/// `LbSubsetConfig`.
#[derive(Clone, Debug, Default)]
pub struct Subsets {
    /// The sets of keys that make subsets.
    pub selectors: Vec<Vec<String>>,
    /// What is done where no subset is meant, or the one that is meant is empty.
    pub fallback: Fallback,
    /// The subset of `DEFAULT_SUBSET`.
    pub default_subset: Option<MetadataMatch>,
}

/// `LbSubsetFallbackPolicy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// No endpoint.
    #[default]
    None,
    /// Any endpoint.
    Any,
    /// Those of the default subset.
    Default,
}

/// A cluster in a model: where it stands, and what is known of it once it has been asked for.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// The message's bytes.
    pub raw: &'a [u8],
    pub(super) cluster: OnceLock<Cluster<'a>>,
    pub(super) endpoints: OnceLock<Option<Vec<Endpoint>>>,
}

impl<'a> Entry<'a> {
    /// A cluster of this name.
    pub fn new(name: Cow<'a, str>, raw: &'a [u8]) -> Self {
        Entry { name, raw, cluster: OnceLock::new(), endpoints: OnceLock::new() }
    }

    /// What stands in it; nothing where it can't be read.
    pub fn get(&self) -> &Cluster<'a> {
        self.cluster.get_or_init(|| Cluster::read(&mut Reader::new(self.raw, 0)).unwrap_or_default())
    }
}

impl<'a> Cluster<'a> {
    /// Reads a `Cluster`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Cluster { balance: Balancing::read(&mut { *reader })?.balance, ..Cluster::default() };
        reader.fields(|name, value| {
            match name {
                "type" => {
                    found.discovery = match &*value.text()? {
                        "STRICT_DNS" | "1" => Discovery::StrictDns,
                        "LOGICAL_DNS" | "2" => Discovery::LogicalDns,
                        "EDS" | "3" => Discovery::Eds,
                        "ORIGINAL_DST" | "4" => Discovery::OriginalDst,
                        _ => Discovery::Static,
                    }
                }
                "cluster_type" => {
                    let kind = extension(value)?;
                    found.discovery = match (kind.kind.as_ref(), kind.config) {
                        (name, Some(config)) if name.contains("clusters.aggregate.") => {
                            let clusters = config.find("clusters")?.map_or(Ok(Vec::new()), |mut list| list.list(Reader::text))?;
                            Discovery::Aggregate(clusters)
                        }
                        (name, _) if name.contains("clusters.dynamic_forward_proxy.") => Discovery::DynamicForwardProxy,
                        (name, _) if name.ends_with(".DnsCluster") => Discovery::StrictDns,
                        _ => Discovery::Other(kind.kind),
                    }
                }
                "eds_cluster_config" => found.service_name = value.text_of("service_name")?,
                "lb_policy" => found.policy = value.text()?,
                "lb_subset_config" => found.subsets = Some(Subsets::read(value)?),
                "transport_socket" => found.transport_socket = Some(TransportSocket::read(value)?),
                "transport_socket_matches" => found.has_transport_socket_matches = true,
                "original_dst_lb_config" => {
                    let port = value.find("upstream_port_override")?.map(|mut port| port.number()).transpose()?;
                    found.port_override = port.and_then(|port| u16::try_from(port).ok());
                    if let Some(key) = value.find("metadata_key")?
                        && key.text_of("key")? == endpoint::PASSED
                        && let Some(mut path) = key.find("path")?
                    {
                        found.address_key = path.list(|segment| segment.text_of("key"))?.pop();
                    }
                }
                "load_assignment" => found.load_assignment = Some(value.raw()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl Subsets {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut found = Subsets::default();
        reader.fields(|name, value| {
            match name {
                "fallback_policy" => {
                    found.fallback = match &*value.text()? {
                        "ANY_ENDPOINT" | "1" => Fallback::Any,
                        "DEFAULT_SUBSET" | "2" => Fallback::Default,
                        _ => Fallback::None,
                    }
                }
                "subset_selectors" => {
                    found.selectors = value.list(|selector| {
                        let keys = selector.find("keys")?.map_or(Ok(Vec::new()), |mut keys| keys.list(Reader::text))?;
                        Ok(keys.into_iter().map(Cow::into_owned).collect())
                    })?;
                }
                "default_subset" => {
                    let mut entries = MetadataMatch::default();
                    value.entries(|key, value| {
                        entries.entries.insert(key.to_owned(), value.text()?.into_owned());
                        Ok(())
                    })?;
                    found.default_subset = Some(entries);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The endpoints that requests with this metadata go to.
    pub fn select<'e>(&self, wanted: Option<&MetadataMatch>, endpoints: &'e [Endpoint]) -> Vec<&'e Endpoint> {
        let meant = |wanted: &MetadataMatch| -> Vec<&'e Endpoint> {
            endpoints.iter().filter(|endpoint| wanted.holds(endpoint.metadata.as_ref())).collect()
        };
        if let Some(wanted) = wanted {
            let is_a_subset =
                |keys: &Vec<String>| keys.len() == wanted.entries.len() && keys.iter().all(|key| wanted.entries.contains_key(key));
            let found = if self.selectors.iter().any(is_a_subset) { meant(wanted) } else { Vec::new() };
            if !found.is_empty() {
                return found;
            }
        }
        match self.fallback {
            Fallback::None => Vec::new(),
            Fallback::Any => endpoints.iter().collect(),
            Fallback::Default => self.default_subset.as_ref().map_or_else(Vec::new, meant),
        }
    }
}

/// The endpoints of a cluster that has its own.
pub(super) fn own_endpoints(cluster: &Cluster<'_>) -> Vec<Endpoint> {
    cluster.load_assignment.map(|raw| endpoint::read(raw, false)).unwrap_or_default()
}
