//! What `-o wide` adds to a cluster: its endpoints' health, TLS, load balancing, limits, outlier detection and health checks.

use std::borrow::Cow;

use super::super::endpoint::{Count, Counts};
use super::super::route_match::short_type;
use super::super::tls::{Mode, TransportSocket};
use super::super::wide::{Lens, STAMP, Stamp, cell, list, table};
use super::super::{Table, one_line};
use super::{COLUMNS, Cluster, cells};
use crate::envoy::dump::{Dump, Problem, Resource};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Traces};

/// The largest 32 bit number, by which control planes switch a circuit breaker off.
const UNLIMITED: &str = "4294967295";

/// The messages in a cluster's `typed_extension_protocol_options` that hold options of HTTP.
const HTTP_OPTIONS: &str = "HttpProtocolOptions";

/// The fields of a `envoy.config.cluster.v3.Cluster` that only `wide` shows.
#[derive(Clone, Debug, Default)]
pub struct More<'a> {
    /// The name that it asks EDS for, where that is another than its own.
    service_name: Cow<'a, str>,
    socket: Option<TransportSocket<'a>>,
    /// `transport_socket_matches`: name and socket.
    matches: Vec<(Cow<'a, str>, TransportSocket<'a>)>,
    /// Whether the server name is taken from the request (`auto_sni`).
    has_auto_sni: bool,
    policy: Policy<'a>,
    breakers: Vec<String>,
    outliers: Option<String>,
    checks: Vec<String>,
    traces: Traces<'a>,
}

/// How a cluster balances load.
#[derive(Clone, Debug, Default)]
struct Policy<'a> {
    /// `lb_policy`, an enum by name or number.
    word: Cow<'a, str>,
    /// The first of `load_balancing_policy`, which counts instead where it is there.
    extension: Option<String>,
    is_locality_weighted: bool,
    has_subsets: bool,
}

impl<'a> Lens<'a> for More<'a> {
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        self.traces.see(name, *value);
        match name {
            "eds_cluster_config" => self.service_name = value.text_of("service_name")?,
            "transport_socket" => self.socket = Some(TransportSocket::read(value)?),
            "transport_socket_matches" => self.matches = value.list(read_socket_match)?,
            "upstream_http_protocol_options" => self.has_auto_sni |= read_auto_sni(value)?,
            "typed_extension_protocol_options" => value.entries(|name, value| {
                if name.ends_with(HTTP_OPTIONS)
                    && let Some(mut options) = value.find("upstream_http_protocol_options")?
                {
                    self.has_auto_sni |= read_auto_sni(&mut options)?;
                }
                Ok(())
            })?,
            "lb_policy" => self.policy.word = value.text()?,
            "load_balancing_policy" => self.policy.read_extension(value)?,
            "common_lb_config" => self.policy.is_locality_weighted |= value.find("locality_weighted_lb_config")?.is_some(),
            "lb_subset_config" => self.policy.has_subsets = true,
            "circuit_breakers" => self.breakers = read_breakers(value)?,
            "outlier_detection" => self.outliers = Some(read_outliers(value)?),
            "health_checks" => self.checks = value.list(read_check)?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a> More<'a> {
    /// The cell TLS: of several sockets, each by the name of its match.
    fn tls(&self) -> Cow<'static, str> {
        let default = self.socket.as_ref().map(|socket| &socket.mode);
        if self.matches.is_empty() {
            return default.unwrap_or(&Mode::None).cell();
        }
        let matches = self.matches.iter().map(|(name, socket)| (&**name, &socket.mode));
        let parts = matches.chain(default.map(|mode| ("else", mode))).map(|(when, mode)| [when, " ", &mode.cell()].concat());
        Cow::Owned(parts.collect::<Vec<_>>().join(", "))
    }

    /// The cell SNI: each name once.
    fn sni(&self) -> Cow<'a, str> {
        let mut names: Vec<Cow<'a, str>> = Vec::new();
        for socket in self.socket.iter().chain(self.matches.iter().map(|(_, socket)| socket)) {
            let name = match &*socket.sni {
                "" if socket.is_auto_sni => Cow::Borrowed("the endpoint's host name"),
                _ => socket.sni.clone(),
            };
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if self.has_auto_sni {
            names.insert(0, Cow::Borrowed("the request's host"));
        }
        list(names)
    }
}

/// A `Cluster.TransportSocketMatch`.
fn read_socket_match<'a>(reader: &mut Reader<'a>) -> Result<(Cow<'a, str>, TransportSocket<'a>)> {
    let mut found = (Cow::Borrowed(""), TransportSocket::default());
    reader.fields(|name, value| {
        match name {
            "name" => found.0 = value.text()?,
            "transport_socket" => found.1 = TransportSocket::read(value)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// `auto_sni` of an `UpstreamHttpProtocolOptions`.
fn read_auto_sni(reader: &mut Reader<'_>) -> Result<bool> {
    reader.find("auto_sni")?.map_or(Ok(false), |mut flag| flag.flag())
}

impl<'a> Policy<'a> {
    /// A `LoadBalancingPolicy`, of which Envoy takes the first policy that it knows.
    fn read_extension(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let Some(mut policies) = reader.find("policies")? else { return Ok(()) };
        policies.elements(|policy| {
            let config = policy.find("typed_extension_config")?.map_or(Ok(None), |config| config.find("typed_config"))?;
            if let (None, Some(config)) = (&self.extension, config) {
                self.extension = Some(short_type(&config.text_of("@type")?).to_owned());
                if let Some(locality) = config.find("locality_lb_config")? {
                    self.is_locality_weighted |= locality.find("locality_weighted_lb_config")?.is_some();
                }
            }
            Ok(())
        })
    }

    fn cell(self) -> Cow<'a, str> {
        let mut cell = self.extension.map(Cow::Owned).unwrap_or(match &*self.word {
            "" | "0" => Cow::Borrowed("ROUND_ROBIN"),
            "1" => Cow::Borrowed("LEAST_REQUEST"),
            "2" => Cow::Borrowed("RING_HASH"),
            "3" => Cow::Borrowed("RANDOM"),
            "5" => Cow::Borrowed("MAGLEV"),
            "6" => Cow::Borrowed("CLUSTER_PROVIDED"),
            "7" => Cow::Borrowed("LOAD_BALANCING_POLICY_CONFIG"),
            _ => self.word,
        });
        if self.is_locality_weighted {
            cell.to_mut().push_str(" + locality weights");
        }
        if self.has_subsets {
            cell.to_mut().push_str(" + subsets");
        }
        cell
    }
}

/// The limits of `CircuitBreakers`, of which those of high priority and of each host are called so.
fn read_breakers(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut all = Vec::new();
    reader.fields(|name, value| {
        let scope = match name {
            "thresholds" => "",
            "per_host_thresholds" => "per host ",
            _ => return Ok(()),
        };
        value.elements(|thresholds| {
            let (mut limits, mut priority) = (Vec::new(), "");
            thresholds.fields(|name, value| {
                let what = match name {
                    "max_connections" => "connections",
                    "max_pending_requests" => "pending",
                    "max_requests" => "requests",
                    "max_retries" => "retries",
                    "max_connection_pools" => "pools",
                    "priority" => {
                        priority = if matches!(&*value.text()?, "HIGH" | "1") { "high priority " } else { "" };
                        return Ok(());
                    }
                    _ => return Ok(()),
                };
                limits.push((what, value.text()?));
                Ok(())
            })?;
            if limits.len() > 1 && limits.iter().all(|(_, limit)| limit == UNLIMITED) {
                all.push(format!("{priority}{scope}unlimited"));
            } else {
                all.extend(limits.into_iter().map(|(what, limit)| {
                    let limit = if limit == UNLIMITED { "unlimited" } else { &limit };
                    format!("{priority}{scope}{what} {limit}")
                }));
            }
            Ok(())
        })
    })?;
    Ok(all)
}

/// An `OutlierDetection`: what it ejects for, when and how long; what it leaves to Envoy's defaults is not told.
fn read_outliers(reader: &mut Reader<'_>) -> Result<String> {
    // In an order of their own: the keys of the input have that of whoever wrote them.
    let mut parts: [String; 9] = Default::default();
    reader.fields(|name, value| {
        let (at, text) = match name {
            "consecutive_5xx" => (0, format!("5xx {}", value.text()?)),
            "consecutive_gateway_failure" => (1, format!("gateway failures {}", value.text()?)),
            "consecutive_local_origin_failure" => (2, format!("local failures {}", value.text()?)),
            "success_rate_minimum_hosts" => (3, format!("success rate of {} hosts", value.text()?)),
            "failure_percentage_threshold" => (4, format!("failures {}%", value.text()?)),
            "interval" => (5, format!("every {}", value.text()?)),
            "base_ejection_time" => (6, format!("eject {}", value.text()?)),
            "max_ejection_time" => (7, format!("at most {}", value.text()?)),
            "max_ejection_percent" => (8, format!("at most {}%", value.text()?)),
            _ => return Ok(()),
        };
        parts[at] = text;
        Ok(())
    })?;
    let told: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    Ok(if told.is_empty() { "Envoy's defaults".to_owned() } else { told.join(", ") })
}

/// A `HealthCheck`: what it asks, how often, and how long it waits.
fn read_check(reader: &mut Reader<'_>) -> Result<String> {
    let (mut kind, mut interval, mut timeout) = (String::new(), Cow::Borrowed(""), Cow::Borrowed(""));
    reader.fields(|name, value| {
        match name {
            "http_health_check" => kind = format!("HTTP {}", value.text_of("path")?),
            "tcp_health_check" => kind.push_str("TCP"),
            "grpc_health_check" => kind = format!("gRPC {}", value.text_of("service_name")?).trim_end().to_owned(),
            "custom_health_check" => kind = value.text_of("name")?.into_owned(),
            "interval" => interval = value.text()?,
            "timeout" => timeout = value.text()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{kind} every {interval}, timeout {timeout}"))
}

/// How many of a cluster's endpoints are healthy, of how many: `2/3`.
fn endpoints(count: Option<&Count>) -> Cow<'static, str> {
    match count {
        None => Cow::Borrowed("-"),
        Some(Count { healthy, degraded: 0, total }) => Cow::Owned(format!("{healthy}/{total}")),
        Some(Count { healthy, degraded, total }) => Cow::Owned(format!("{healthy}/{total} + {degraded} degraded")),
    }
}

/// The table of clusters with all columns. Endpoints are counted in `dump`, where it has any; `now` is in seconds since 1970.
pub fn wide_table<'a>(clusters: &[&Resource<'a>], dump: &Dump<'a>, now: i64) -> (Table<'a>, Vec<Problem>) {
    let counts = Counts::of(dump);
    let more = ["ENDPOINTS", "TLS", "SNI", "LB POLICY", "CIRCUIT BREAKERS", "OUTLIER DETECTION", "HEALTH CHECKS"];
    table(Table::wide(&COLUMNS, 5, &[&STAMP, &more]), clusters, |resource, cluster: Cluster<'a>, more: More<'a>, table| {
        let is_read = !cluster.name.is_empty();
        let (name, short) = cells(resource, cluster);
        let count = counts.of_cluster(&name, &more.service_name);
        let known = |text: Cow<'a, str>| if is_read { cell(one_line(text)) } else { Cow::Borrowed("-") };
        let rest = [
            endpoints(count),
            known(more.tls()),
            known(more.sni()),
            known(more.policy.cell()),
            list(more.breakers),
            cell(more.outliers.unwrap_or_default()),
            list(more.checks),
        ];
        // Where a part can't be read, the others may still tell.
        let origins = if more.traces.is_empty() { origin::of_resource(resource) } else { more.traces.of_cluster() };
        table.push_wide(name, short, Stamp::in_section(resource, dump, now).cells(&origins).into_iter().chain(rest), resource);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> More<'_> {
        let mut more = More::default();
        Reader::new(json.as_bytes(), 0).fields(|name, value| more.read_field(name, value)).unwrap();
        more
    }

    #[test]
    fn limits_are_told_where_they_are_set() {
        let check = |json: &str, expect: &str| assert_eq!(list(read(json).breakers), expect, "{json}");
        check("{}", "-");
        check(
            r#"{"circuit_breakers":{"thresholds":[{"max_connections":4294967295,"max_requests":4294967295,"track_remaining":true}]}}"#,
            "unlimited",
        );
        check(
            r#"{"circuitBreakers":{"thresholds":[{"maxConnections":5,"maxRetries":4294967295},{"priority":"HIGH","maxPendingRequests":1}],
                "per_host_thresholds":[{"max_connections":2}]}}"#,
            "connections 5, retries unlimited, high priority pending 1, per host connections 2",
        );
    }

    #[test]
    fn the_policy_that_counts_is_told() {
        let check = |json: &str, expect: &str| assert_eq!(read(json).policy.cell(), expect, "{json}");
        check("{}", "ROUND_ROBIN");
        check(r#"{"lb_policy":"LEAST_REQUEST","common_lb_config":{"locality_weighted_lb_config":{}}}"#, "LEAST_REQUEST + locality weights");
        check(
            r#"{"lb_policy":"LEAST_REQUEST","load_balancing_policy":{"policies":[
                {"typed_extension_config":{"name":"x","typed_config":{"@type":"t/a.b.v3.Maglev"}}},
                {"typed_extension_config":{"name":"y","typed_config":{"@type":"t/a.b.v3.Random"}}}]}}"#,
            "Maglev",
        );
    }

    #[test]
    fn sockets_are_told_by_their_match() {
        let more = read(
            r#"{"transport_socket_matches":[
                {"name":"tlsMode-istio","transport_socket":{"typed_config":{"@type":"t/a.UpstreamTlsContext","sni":"s",
                    "common_tls_context":{"tls_certificate_sds_secret_configs":[{"name":"default"}]}}}},
                {"name":"tlsMode-disabled","transport_socket":{"name":"envoy.transport_sockets.raw_buffer"}}]}"#,
        );
        assert_eq!((&*more.tls(), &*more.sni()), ("tlsMode-istio mTLS, tlsMode-disabled none", "s"));
    }

    #[test]
    fn checks_and_ejections_are_told_in_words() {
        let more = read(
            r#"{"outlier_detection":{"consecutive_5xx":3,"interval":"5s","max_ejection_percent":50},
                "health_checks":[{"timeout":"1s","interval":"5s","http_health_check":{"path":"/healthz"}},
                    {"timeout":"1s","interval":"9s","tcp_health_check":{}}]}"#,
        );
        assert_eq!(more.outliers.unwrap(), "5xx 3, every 5s, at most 50%");
        assert_eq!(more.checks, ["HTTP /healthz every 5s, timeout 1s", "TCP every 9s, timeout 1s"]);
    }
}
