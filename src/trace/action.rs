//! What a route does with a request: the actions of `envoy.config.route.v3.Route`.

use std::borrow::Cow;

use super::formatter;
use super::headers::HttpRequest;
use super::metadata::MetadataMatch;
use super::read::extension;
use super::redirect::Redirect;
use super::rewrite::PathRewrite;
use super::runtime::Runtime;
use super::string_matcher::Substitution;
use crate::envoy::json::reader::{Reader, Result};

/// A route's action.
#[derive(Clone, Debug, Default)]
pub enum Action<'a> {
    /// Forwards the request.
    Route(Box<RouteAction<'a>>),
    /// Answers with a redirect.
    Redirect(Box<Redirect<'a>>),
    /// Answers with this status.
    DirectResponse(u16),
    /// `non_forwarding_action`, which is for gRPC servers: an Envoy answers 503.
    NonForwarding,
    /// `filter_action`: a filter decides.
    Filter,
    /// None.
    #[default]
    None,
}

impl<'a> Action<'a> {
    /// The action that the field `name` of a `Route` holds; `None` where it holds none.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(name: &str, value: &mut Reader<'a>) -> Result<Option<Self>> {
        Ok(Some(match name {
            "route" => Action::Route(Box::new(RouteAction::read(value)?)),
            "redirect" => Action::Redirect(Box::new(Redirect::read(value)?)),
            "direct_response" => {
                let mut status = value.find("status")?.map_or(Ok(0), |mut status| status.number())?;
                if status > 999 {
                    status = 0;
                }
                Action::DirectResponse(u16::try_from(status).unwrap_or_default())
            }
            "non_forwarding_action" => Action::NonForwarding,
            "filter_action" => Action::Filter,
            _ => return Ok(None),
        }))
    }
}

/// `RouteAction`: forwards a request.
#[derive(Clone, Debug)]
pub struct RouteAction<'a> {
    /// Which cluster it goes to.
    pub cluster: ClusterSpecifier<'a>,
    /// The status where that cluster is not there.
    pub cluster_not_found_status: u16,
    /// The path's rewrite.
    pub path_rewrite: Option<PathRewrite<'a>>,
    /// The host's rewrite.
    pub host_rewrite: Option<HostRewrite<'a>>,
    /// Whether the host that a rewrite replaces is kept in `x-forwarded-host`.
    pub append_forwarded_host: bool,
    /// Which upgrades the route allows or forbids.
    pub upgrades: Vec<Upgrade<'a>>,
    /// Which hosts of the cluster it is meant for.
    pub metadata_match: Option<MetadataMatch>,
    /// Where copies of the request go.
    pub mirrors: Vec<Cow<'a, str>>,
    /// Whether redirects of the upstream are followed.
    pub has_internal_redirect: bool,
}

/// Which cluster a request goes to.
#[derive(Clone, Debug)]
pub enum ClusterSpecifier<'a> {
    /// This one.
    Cluster(Cow<'a, str>),
    /// The one that a header names; the header's name is in lower case.
    Header(String),
    /// One of these, by chance.
    Weighted(WeightedClusters<'a>),
    /// The one that an extension chooses.
    Plugin(Cow<'a, str>),
}

/// `WeightedCluster`.
#[derive(Clone, Debug, Default)]
pub struct WeightedClusters<'a> {
    /// The clusters.
    pub clusters: Vec<WeightedCluster<'a>>,
    /// The header whose number chooses, in lower case; empty for none.
    pub header_name: String,
    runtime_key_prefix: Cow<'a, str>,
}

/// One of several clusters.
#[derive(Clone, Debug, Default)]
pub struct WeightedCluster<'a> {
    /// Its name; empty where a header names it.
    pub name: Cow<'a, str>,
    /// The header that names it, in lower case; empty for none.
    pub header: String,
    /// Its weight in the configuration.
    pub weight: u64,
    /// The host for the upstream.
    pub host_rewrite: Option<Cow<'a, str>>,
    /// Which hosts of the cluster it is meant for.
    pub metadata_match: Option<MetadataMatch>,
}

/// How the host is rewritten for the upstream.
#[derive(Clone, Debug)]
pub enum HostRewrite<'a> {
    /// To this text.
    Literal(Cow<'a, str>),
    /// To a header's first value; the header's name is in lower case.
    Header(String),
    /// To what a substitution makes of the path.
    PathRegex(Substitution<'a>),
    /// To what a format makes.
    Format(Cow<'a, str>),
    /// To the endpoint's host name.
    Auto,
}

/// One of `upgrade_configs`.
#[derive(Clone, Debug, Default)]
pub struct Upgrade<'a> {
    /// The kind: `websocket`, `CONNECT`.
    pub kind: Cow<'a, str>,
    /// Whether it is allowed.
    pub enabled: bool,
    /// Whether a CONNECT ends here, and what is inside of it goes on alone (`connect_config`).
    pub is_terminated: bool,
}

impl<'a> Upgrade<'a> {
    /// Reads an `UpgradeConfig` of a route or of a connection manager.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Upgrade { kind: Cow::Borrowed(""), enabled: true, is_terminated: false };
        reader.fields(|name, value| {
            match name {
                "upgrade_type" => found.kind = value.text()?,
                "enabled" => found.enabled = value.flag()?,
                "connect_config" => found.is_terminated = true,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// What a list says of a kind of upgrade.
    pub fn find(list: &[Upgrade<'_>], kind: &str) -> Option<bool> {
        list.iter().find(|upgrade| upgrade.kind.eq_ignore_ascii_case(kind)).map(|upgrade| upgrade.enabled)
    }
}

impl<'a> RouteAction<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RouteAction {
            cluster: ClusterSpecifier::Cluster(Cow::Borrowed("")),
            cluster_not_found_status: 503,
            path_rewrite: None,
            host_rewrite: None,
            append_forwarded_host: false,
            upgrades: Vec::new(),
            metadata_match: None,
            mirrors: Vec::new(),
            has_internal_redirect: false,
        };
        reader.fields(|name, value| {
            match name {
                "cluster" => found.cluster = ClusterSpecifier::Cluster(value.text()?),
                "cluster_header" => found.cluster = ClusterSpecifier::Header(value.text()?.to_ascii_lowercase()),
                "weighted_clusters" => found.cluster = ClusterSpecifier::Weighted(WeightedClusters::read(value)?),
                "cluster_specifier_plugin" => found.cluster = ClusterSpecifier::Plugin(value.text()?),
                "inline_cluster_specifier_plugin" => {
                    let plugin = value.find("extension")?.map(|mut plugin| extension(&mut plugin)).transpose()?;
                    found.cluster = ClusterSpecifier::Plugin(plugin.map_or(Cow::Borrowed("inline"), |plugin| plugin.kind));
                }
                "cluster_not_found_response_code" => {
                    found.cluster_not_found_status = match &*value.text()? {
                        "NOT_FOUND" | "1" => 404,
                        "INTERNAL_SERVER_ERROR" | "2" => 500,
                        _ => 503,
                    }
                }
                "host_rewrite_literal" => found.host_rewrite = Some(HostRewrite::Literal(value.text()?)),
                "host_rewrite" => found.host_rewrite = Some(HostRewrite::Format(value.text()?)),
                "host_rewrite_header" => found.host_rewrite = Some(HostRewrite::Header(value.text()?.to_ascii_lowercase())),
                "host_rewrite_path_regex" => found.host_rewrite = Some(HostRewrite::PathRegex(Substitution::read(value)?)),
                "auto_host_rewrite" if value.flag()? => found.host_rewrite = Some(HostRewrite::Auto),
                "append_x_forwarded_host" => found.append_forwarded_host = value.flag()?,
                "upgrade_configs" => found.upgrades = value.list(Upgrade::read)?,
                "metadata_match" => found.metadata_match = MetadataMatch::read(value)?,
                "request_mirror_policies" => found.mirrors = value.list(|policy| policy.text_of("cluster"))?,
                "internal_redirect_policy" => found.has_internal_redirect = true,
                _ => {
                    if let Some(rewrite) = PathRewrite::read(name, value)? {
                        found.path_rewrite = Some(rewrite);
                    }
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The host for the upstream, where the route rewrites it; `None` where an endpoint or an unknown command decides.
    pub fn rewritten_host(&self, request: &HttpRequest<'_>) -> Option<String> {
        match self.host_rewrite.as_ref()? {
            HostRewrite::Literal(host) => Some(host.clone().into_owned()),
            HostRewrite::Header(name) => request.first(name).map(str::to_owned),
            HostRewrite::PathRegex(substitution) => Some(substitution.apply(request.path_alone())),
            HostRewrite::Format(format) => formatter::format(format, request, "-"),
            HostRewrite::Auto => None,
        }
        .filter(|host| !host.is_empty())
    }
}

impl<'a> WeightedClusters<'a> {
    /// Reads a `WeightedCluster` of routes, or of a TCP proxy.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = WeightedClusters::default();
        reader.fields(|name, value| {
            match name {
                "clusters" => found.clusters = value.list(WeightedCluster::read)?,
                "header_name" => found.header_name = value.text()?.to_ascii_lowercase(),
                "runtime_key_prefix" => found.runtime_key_prefix = value.text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The weights that count: the runtime's, where a key prefix is given and the runtime has one.
    pub fn weights(&self, runtime: &Runtime) -> Vec<u64> {
        let own = |cluster: &WeightedCluster<'_>| {
            let key = (!self.runtime_key_prefix.is_empty()).then(|| format!("{}.{}", self.runtime_key_prefix, cluster.name));
            key.and_then(|key| runtime.integer(&key)).unwrap_or(cluster.weight)
        };
        self.clusters.iter().map(own).collect()
    }

    /// The index of the cluster that a request's header chooses; `None` where chance decides.
    pub fn chosen(&self, request: &HttpRequest<'_>, weights: &[u64]) -> Option<usize> {
        let total: u64 = weights.iter().sum();
        let mut values = request.all(&self.header_name);
        let (Some(value), None, 1..) = (values.next(), values.next(), total) else { return None };
        let mut left = value.trim_ascii().parse::<u64>().ok()? % total;
        weights.iter().position(|weight| {
            let is_it = left < *weight;
            left = left.saturating_sub(*weight);
            is_it
        })
    }
}

impl<'a> WeightedCluster<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = WeightedCluster::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "cluster_header" => found.header = value.text()?.to_ascii_lowercase(),
                "weight" => found.weight = value.number()?,
                "host_rewrite_literal" => found.host_rewrite = Some(value.text()?).filter(|host| !host.is_empty()),
                "metadata_match" => found.metadata_match = MetadataMatch::read(value)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}
