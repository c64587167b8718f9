//! Network filters, and what ends a filter chain: a connection manager, a TCP proxy, or something else.

use std::borrow::Cow;

use super::action::WeightedClusters;
use super::connection_manager::ConnectionManager;
use super::lazy::Lazy;
use super::metadata::MetadataMatch;
use super::read::extension;
use crate::envoy::json::reader::{Reader, Result};

/// A network filter.
#[derive(Clone, Debug)]
pub struct NetworkFilter<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// The full name of its configuration's type; empty where it comes by ECDS.
    pub kind: Cow<'a, str>,
    /// What it is.
    pub role: Role<'a>,
}

/// What a network filter is.
#[derive(Clone, Debug)]
pub enum Role<'a> {
    /// A HTTP connection manager.
    Http(Box<Lazy<'a, ConnectionManager<'a>>>),
    /// A TCP proxy.
    Tcp(Box<TcpProxy<'a>>),
    /// A filter that ends a chain in its own way, as this clause says.
    Ends(&'static str),
    /// A filter that may close the connection, as this clause says.
    MayClose(&'static str),
    /// A filter that makes the server name the TCP proxy's cluster.
    SniCluster,
    /// A filter that lets connections pass.
    Passes,
    /// A filter of which nothing is known.
    Unknown,
}

/// `envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy`.
#[derive(Clone, Debug, Default)]
pub struct TcpProxy<'a> {
    /// Its cluster; empty where it has several.
    pub cluster: Cow<'a, str>,
    /// Its clusters, by chance.
    pub weighted: Option<WeightedClusters<'a>>,
    /// Which hosts of the cluster it is meant for.
    pub metadata_match: Option<MetadataMatch>,
    /// The host of the CONNECT requests that it wraps connections into, if it does.
    pub tunnel: Option<Cow<'a, str>>,
}

impl<'a> NetworkFilter<'a> {
    /// Reads a `Filter` of a filter chain.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let filter = extension(reader)?;
        let role = match (filter.kind.rsplit('.').next().unwrap_or_default(), filter.config) {
            ("HttpConnectionManager", Some(mut config)) => Role::Http(Box::new(Lazy::new(config.raw()?))),
            ("TcpProxy", Some(mut config)) => Role::Tcp(Box::new(TcpProxy::read(&mut config)?)),
            ("RedisProxy", _) => Role::Ends("speaks Redis, and chooses a cluster for each command"),
            ("ThriftProxy", _) => Role::Ends("speaks Thrift, and chooses a cluster for each call"),
            ("DubboProxy", _) => Role::Ends("speaks Dubbo, and chooses a cluster for each call"),
            ("GenericProxy", _) => Role::Ends("speaks a protocol of its own, and chooses a cluster for each request"),
            ("UdpProxyConfig", _) => Role::Ends("proxies UDP"),
            ("Echo", _) => Role::Ends("sends back what it gets"),
            ("Config", _) if filter.kind.contains(".direct_response.") => Role::Ends("answers by itself"),
            ("RBAC", _) => Role::MayClose("closes connections that no policy allows"),
            ("ExtAuthz", _) => Role::MayClose("closes connections that an authorization service refuses"),
            ("RateLimit" | "LocalRateLimit" | "ConnectionLimit", _) => Role::MayClose("closes connections above a limit"),
            ("SniCluster", _) => Role::SniCluster,
            ("MongoProxy" | "MySQLProxy" | "PostgresProxy" | "ZooKeeperProxy" | "KafkaBroker", _) => Role::Passes,
            ("MetadataExchange" | "PeerMetadata" | "StatsConfig" | "PluginConfig" | "SetFilterState" | "Config", _) => Role::Passes,
            _ => Role::Unknown,
        };
        Ok(NetworkFilter { name: filter.name, kind: filter.kind, role })
    }

    /// Its word in answers: `http_connection_manager`, `tcp_proxy`, or the last part of its type's package.
    pub fn word(&self) -> &str {
        self.kind.split('.').rev().nth(2).filter(|word| !word.is_empty()).unwrap_or(&self.name)
    }
}

impl<'a> TcpProxy<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = TcpProxy::default();
        reader.fields(|name, value| {
            match name {
                "cluster" => found.cluster = value.text()?,
                "weighted_clusters" => found.weighted = Some(WeightedClusters::read(value)?),
                "metadata_match" => found.metadata_match = MetadataMatch::read(value)?,
                "tunneling_config" => found.tunnel = Some(value.text_of("hostname")?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}
