//! How an Envoy is: `/server_info`, and what `/stats` says of its control plane.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

/// What `/server_info` tells (`envoy.admin.v3.ServerInfo`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerInfo {
    /// Envoy's version, such as `1.40.0`.
    pub version: String,
    /// `LIVE`, `DRAINING`, `PRE_INITIALIZING` or `INITIALIZING`.
    pub state: String,
    /// How long it has been running, in seconds.
    pub uptime: u64,
    /// The ID that the control plane knows it by.
    pub node_id: String,
}

impl ServerInfo {
    /// Reads an answer to `/server_info`.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(json: &[u8]) -> Result<ServerInfo, String> {
        #[derive(Deserialize)]
        struct Message {
            version: String,
            #[serde(default)]
            state: String,
            #[serde(default)]
            uptime_current_epoch: String,
            #[serde(default)]
            node: Node,
        }
        #[derive(Default, Deserialize)]
        struct Node {
            #[serde(default)]
            id: String,
        }
        let message: Message = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        // "9e5580933739775e8bce696a57a2e1bc99368f23/1.40.0/Clean/RELEASE/BoringSSL"
        let version = message.version.split('/').nth(1).unwrap_or(&message.version).to_owned();
        // The enum's first value is left out, as proto3 does.
        let state = if message.state.is_empty() { "LIVE".to_owned() } else { message.state };
        let seconds = message.uptime_current_epoch.trim_end_matches('s').split('.').next().unwrap_or_default();
        Ok(ServerInfo { version, state, uptime: seconds.parse().unwrap_or(0), node_id: message.node.id })
    }
}

/// The request for the counters that [`Xds`] reads. `usedonly` leaves out what was never written: of thousands of clusters, most.
///
/// Istio's proxies keep no statistics of the control plane, but those of the cluster by which it is reached.
pub const XDS_STATS: &str = "/stats?usedonly&filter=\
    ^control_plane\\.connected_state$|^cluster\\.xds-grpc\\.upstream_cx_active$|\\.update_(success|rejected)$|\\.config_(reload|fail)$";

/// How an Envoy stands with its control plane, by its counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xds {
    /// Whether a stream is open; nothing where no control plane is configured.
    pub connected: Option<bool>,
    /// Whether updates came at all, be it from files.
    pub has_updates: bool,
    /// How many updates were rejected since the start, by type: `cds`, `lds`, `rds`, `eds`, `sds`, `ecds`.
    pub rejected: BTreeMap<&'static str, u64>,
}

impl Xds {
    /// Reads an answer to [`XDS_STATS`], a line `NAME: VALUE` each.
    pub fn parse(text: &str) -> Xds {
        Xds::of(text.lines().filter_map(|line| line.rsplit_once(": ")).filter_map(|(name, value)| Some((name, value.trim().parse().ok()?))))
    }

    /// Reads all statistics, as `/stats?format=json` gives them.
    ///
    /// # Errors
    /// Where the text is something else.
    pub fn parse_json(json: &[u8]) -> Result<Xds, String> {
        #[derive(Deserialize)]
        struct Stats<'a> {
            #[serde(borrow)]
            stats: Vec<Stat<'a>>,
        }
        // Histograms stand among the others, with neither of the two.
        #[derive(Deserialize)]
        struct Stat<'a> {
            #[serde(borrow, default)]
            name: Cow<'a, str>,
            #[serde(default)]
            value: serde_json::Value,
        }
        let all: Stats<'_> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        let is_wanted = |name: &str| {
            let is_connection = matches!(name, "control_plane.connected_state" | "cluster.xds-grpc.upstream_cx_active");
            is_connection || [".update_success", ".update_rejected", ".config_reload", ".config_fail"].iter().any(|end| name.ends_with(end))
        };
        let values = all.stats.iter().filter(|stat| is_wanted(&stat.name));
        Ok(Xds::of(values.filter_map(|stat| Some((&*stat.name, stat.value.as_u64()?)))))
    }

    fn of<'n>(values: impl Iterator<Item = (&'n str, u64)>) -> Xds {
        let mut xds = Xds::default();
        let mut by_connection = None;
        for (name, value) in values {
            match name {
                "control_plane.connected_state" => xds.connected = Some(value > 0),
                "cluster.xds-grpc.upstream_cx_active" => by_connection = Some(value > 0),
                _ => {
                    let is_rejection = name.ends_with(".update_rejected") || name.ends_with(".config_fail");
                    // A cluster whose hosts come from DNS counts these as updates too.
                    xds.has_updates |= value > 0 && !name.starts_with("cluster.");
                    if is_rejection && value > 0 {
                        *xds.rejected.entry(discovery_service(name)).or_default() += value;
                    }
                }
            }
        }
        xds.connected = xds.connected.or(by_connection);
        xds
    }

    /// In a word: `CONNECTED`, `DISCONNECTED`, `FILES` (updates come, and from no control plane) or `NONE`.
    pub fn word(&self) -> &'static str {
        match self.connected {
            Some(true) => "CONNECTED",
            Some(false) => "DISCONNECTED",
            None if self.has_updates => "FILES",
            None => "NONE",
        }
    }
}

/// The discovery service that a counter is of, by where it stands
/// (<https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/mgmt_server#xds-subscription-statistics>).
fn discovery_service(name: &str) -> &'static str {
    if name.starts_with("listener_manager.lds.") {
        "lds"
    } else if name.starts_with("cluster_manager.cds.") {
        "cds"
    } else if name.contains(".rds.") {
        "rds"
    } else if name.contains(".scoped_rds.") {
        "srds"
    } else if name.contains("sds.") && !name.starts_with("cluster.") {
        "sds"
    } else if name.starts_with("extension_config_discovery.") {
        "ecds"
    } else if name.starts_with("cluster.") {
        "eds"
    } else {
        "other"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_info_is_read() {
        let json =
            br#"{"version":"9e55/1.40.0/Clean/RELEASE/BoringSSL","state":"DRAINING","uptime_current_epoch":"125s","node":{"id":"n"}}"#;
        let info = ServerInfo::parse(json).unwrap();
        assert_eq!(info, ServerInfo { version: "1.40.0".into(), state: "DRAINING".into(), uptime: 125, node_id: "n".into() });
        assert!(ServerInfo::parse(b"LIVE").is_err());
    }

    #[test]
    fn the_control_plane_is_told_by_counters() {
        let check = |text: &str, word: &str, rejected: &[(&'static str, u64)]| {
            let xds = Xds::parse(text);
            assert_eq!((xds.word(), xds.rejected), (word, rejected.iter().copied().collect()), "{text}");
        };
        check("", "NONE", &[]);
        check("cluster_manager.cds.update_success: 3\n", "FILES", &[]);
        check("cluster.by-dns.update_success: 3\n", "NONE", &[]);
        check("control_plane.connected_state: 1\ncluster_manager.cds.update_rejected: 0\n", "CONNECTED", &[]);
        check("cluster.xds-grpc.upstream_cx_active: 0\n", "DISCONNECTED", &[]);
        check(
            "control_plane.connected_state: 1\nlistener_manager.lds.update_rejected: 2\nhttp.a.rds.b.update_rejected: 1\n\
             cluster.outbound|80||a: b.update_rejected: 4\nsds.default.update_rejected: 1\n",
            "CONNECTED",
            &[("eds", 4), ("lds", 2), ("rds", 1), ("sds", 1)],
        );
    }

    #[test]
    fn all_statistics_tell_the_same() {
        let json = br#"{"stats":[{"name":"a","value":3},{"name":"control_plane.connected_state","value":1},{"name":"text","value":"x"},
            {"name":"cluster_manager.cds.update_rejected","value":2},{"histograms":{"supported_quantiles":[0]}}]}"#;
        let xds = Xds::parse_json(json).unwrap();
        assert_eq!(xds, Xds::parse("control_plane.connected_state: 1\ncluster_manager.cds.update_rejected: 2\n"));
        assert!(Xds::parse_json(b"{}").is_err());
    }
}
