//! What `-o wide` adds to a route: its action in full, timeouts, retries, every condition, rewrites, mirrors and faults.

use std::borrow::Cow;

use super::super::route_match::{
    Action, CERTIFICATE, FILTER_STATE, METADATA, read_fraction, read_range, read_regex, read_string_matcher, read_weighted,
};
use super::super::wide::{Lens, STAMP, Stamp, cell, list, table};
use super::super::{Table, gather, one_line};
use super::{At, COLUMNS, RouteConfiguration, SUMMARY, fault, rows, summary_cells};
use crate::envoy::address::CidrRange;
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Origin, Traces, Wanted};

/// The fields of a `envoy.config.route.v3.RouteConfiguration` that only `wide` shows.
#[derive(Clone, Debug, Default)]
pub struct More<'a> {
    hosts: Vec<Host<'a>>,
    /// The routes of all hosts, one host's after the other's.
    routes: Vec<Route<'a>>,
    defaults: Defaults,
    traces: Traces<'a>,
}

/// The fields of a `VirtualHost`.
#[derive(Clone, Debug, Default)]
struct Host<'a> {
    /// The place of its first route among all.
    first: usize,
    defaults: Defaults,
    origins: Vec<Origin>,
    /// `require_tls`, where it asks for any.
    tls: Option<Cow<'a, str>>,
}

/// What a virtual host or a route configuration says for all of its routes that do not say it themselves.
#[derive(Clone, Debug, Default)]
struct Defaults {
    retries: Option<String>,
    mirrors: Option<String>,
    fault: Option<String>,
}

/// The fields of a `Route`.
#[derive(Clone, Debug, Default)]
struct Route<'a> {
    origins: Vec<Origin>,
    name: Cow<'a, str>,
    action: Cow<'a, str>,
    destinations: Cow<'a, str>,
    timeout: Cow<'a, str>,
    /// The conditions of which `short` only says that they are there.
    conditions: Vec<String>,
    rewrites: Vec<String>,
    own: Defaults,
}

impl<'a> Lens<'a> for More<'a> {
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        self.traces.see(name, *value);
        if name == "virtual_hosts" {
            self.hosts = value.list(|host| Host::read(host, &mut self.routes))?;
            return Ok(());
        }
        self.defaults.read_field(name, value)
    }
}

impl<'a> More<'a> {
    /// The objects behind a row's route; where none is known, those behind what holds it.
    fn origins(&self, at: &At) -> Cow<'_, [Origin]> {
        let host = at.host.and_then(|at| self.hosts.get(at));
        let route = host.zip(at.route).and_then(|(host, at)| self.routes.get(host.first + at));
        let levels = [route.map(|route| &route.origins), host.map(|host| &host.origins)];
        match levels.into_iter().flatten().find(|origins| !origins.is_empty()) {
            Some(nearest) => Cow::Borrowed(nearest),
            None => Cow::Owned(self.traces.of_hosts()),
        }
    }

    /// The cells of a row. Those of one route are given once.
    fn take_cells(&mut self, At { host, route, mut conditions }: At) -> [Cow<'a, str>; 9] {
        let host = host.and_then(|at| self.hosts.get(at));
        let route = host.zip(route).and_then(|(host, at)| Some((host, self.routes.get_mut(host.first + at).map(std::mem::take)?)));
        let Some((host, route)) = route else { return [const { Cow::Borrowed("-") }; 9] };
        // What is told for a virtual host or for all of them counts only where nothing nearer tells it.
        let nearest = |own: Option<String>, field: fn(&Defaults) -> &Option<String>| {
            let far = || field(&self.defaults).as_ref().map(|text| format!("{text} (route configuration)"));
            let near = || field(&host.defaults).as_ref().map(|text| format!("{text} (virtual host)"));
            own.or_else(near).or_else(far).unwrap_or_default()
        };
        let action = match &host.tls {
            Some(tls) => Cow::Owned(format!("{} + TLS required: {tls}", route.action)),
            None => route.action,
        };
        conditions.retain(|condition| ![CERTIFICATE, METADATA, FILTER_STATE].contains(&&**condition));
        conditions.extend(route.conditions);
        [
            cell(one_line(route.name)),
            cell(one_line(action)),
            cell(route.destinations),
            cell(one_line(route.timeout)),
            cell(one_line(nearest(route.own.retries, |level| &level.retries))),
            cell(one_line(conditions.join(" + "))),
            list(route.rewrites),
            cell(one_line(nearest(route.own.mirrors, |level| &level.mirrors))),
            cell(one_line(nearest(route.own.fault, |level| &level.fault))),
        ]
    }
}

impl Defaults {
    /// Reads the field called `name` of a `RouteAction`, `Route`, `VirtualHost` or `RouteConfiguration`, where it is one of these.
    fn read_field(&mut self, name: &str, value: &mut Reader<'_>) -> Result<()> {
        match name {
            "retry_policy" => self.retries = Some(read_retries(value)?),
            "request_mirror_policies" => self.mirrors = Some(value.list(read_mirror)?.join(", ")).filter(|mirrors| !mirrors.is_empty()),
            "typed_per_filter_config" => self.fault = fault::read(value)?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a> Host<'a> {
    /// Reads a `VirtualHost`, and adds its routes to those of the others.
    fn read(reader: &mut Reader<'a>, routes: &mut Vec<Route<'a>>) -> Result<Self> {
        let mut host = Host { first: routes.len(), ..Host::default() };
        let mut traces = Traces::default();
        reader.fields(|name, value| {
            traces.see(name, *value);
            match name {
                "routes" => value.elements(|route| {
                    routes.push(Route::read(route)?);
                    Ok(())
                })?,
                "require_tls" => {
                    host.tls = match value.text()? {
                        word if matches!(&*word, "NONE" | "0" | "") => None,
                        word if matches!(&*word, "EXTERNAL_ONLY" | "1") => Some(Cow::Borrowed("external requests")),
                        word if matches!(&*word, "ALL" | "2") => Some(Cow::Borrowed("all requests")),
                        other => Some(other),
                    }
                }
                _ => host.defaults.read_field(name, value)?,
            }
            Ok(())
        })?;
        host.origins = traces.of_hosts();
        Ok(host)
    }
}

impl<'a> Route<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut route = Route::default();
        let mut traces = Traces::default();
        reader.fields(|name, value| {
            traces.see(name, *value);
            match name {
                "name" => route.name = value.text()?,
                "match" => route.conditions = read_conditions(value)?,
                "route" => {
                    route.action = Cow::Borrowed("route");
                    route.read_action(value)?;
                }
                "redirect" | "direct_response" | "non_forwarding_action" | "filter_action" => {
                    let mut action = Action::None;
                    action.read_field(name, value)?;
                    route.action = Cow::Owned(action.cell().unwrap_or_default());
                }
                _ => route.own.read_field(name, value)?,
            }
            Ok(())
        })?;
        route.origins = traces.of_route();
        Ok(route)
    }

    /// Reads a `RouteAction`.
    fn read_action(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        // Envoy's own default of `RouteAction.timeout`.
        self.timeout = Cow::Borrowed("15s (default)");
        // In an order of their own: the keys of the input have that of whoever wrote them.
        let (mut idle, mut stream, mut grpc) = (String::new(), String::new(), String::new());
        let (mut path, mut host) = (None, None);
        reader.fields(|name, value| {
            match name {
                "cluster" => self.destinations = value.text()?,
                "weighted_clusters" => self.destinations = Cow::Owned(read_weighted(value)?.join(", ")),
                "cluster_header" => self.destinations = Cow::Owned(format!("the cluster in header {}", value.text()?)),
                "cluster_specifier_plugin" => self.destinations = Cow::Owned(format!("by plugin {}", value.text()?)),
                "inline_cluster_specifier_plugin" => self.destinations = Cow::Borrowed("by inline plugin"),
                "timeout" => self.timeout = limit(value.text()?),
                "idle_timeout" => idle = format!(" + idle {}", limit(value.text()?)),
                "max_stream_duration" => value.fields(|name, value| {
                    match name {
                        "max_stream_duration" => stream = format!(" + stream {}", limit(value.text()?)),
                        "grpc_timeout_header_max" => grpc = format!(" + gRPC's own, up to {}", limit(value.text()?)),
                        _ => {}
                    }
                    Ok(())
                })?,
                "prefix_rewrite" => path = Some(format!("prefix to {}", value.text()?)),
                "regex_rewrite" => path = Some(format!("path {}", read_substitution(value)?)),
                "path_rewrite" => path = Some(format!("path to {}", value.text()?)),
                "path_rewrite_policy" => path = Some(format!("path to template {}", read_template(value)?)),
                "host_rewrite_literal" => host = Some(format!("host to {}", value.text()?)),
                "host_rewrite" => host = Some(format!("host to {}", value.text()?)),
                "host_rewrite_header" => host = Some(format!("host to that in header {}", value.text()?)),
                "host_rewrite_path_regex" => host = Some(format!("host by path {}", read_substitution(value)?)),
                "auto_host_rewrite" if value.flag()? => host = Some("host to the endpoint's".to_owned()),
                _ => self.own.read_field(name, value)?,
            }
            Ok(())
        })?;
        for more in [idle, stream, grpc].iter().filter(|more| !more.is_empty()) {
            self.timeout.to_mut().push_str(more);
        }
        self.rewrites.extend(path.into_iter().chain(host));
        Ok(())
    }
}

/// A duration as a limit: Envoy takes zero as none.
fn limit(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_zero = text.trim_end_matches('s').parse::<f64>().is_ok_and(|seconds| seconds == 0.0);
    if is_zero { Cow::Borrowed("none") } else { text }
}

/// A `RegexMatchAndSubstitute`.
fn read_substitution(reader: &mut Reader<'_>) -> Result<String> {
    let (mut pattern, mut substitution) = (String::new(), String::new());
    reader.fields(|name, value| {
        match name {
            "pattern" => pattern = read_regex(value)?.into_owned(),
            "substitution" => substitution = value.text()?.into_owned(),
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("regex {pattern} to {substitution}"))
}

/// The template of a `path_rewrite_policy`, or the name of another extension.
fn read_template(reader: &mut Reader<'_>) -> Result<String> {
    let config = reader.find("typed_config")?;
    let template = config.map_or(Ok(Cow::Borrowed("")), |config| config.text_of("path_template_rewrite"))?;
    Ok(if template.is_empty() { reader.text_of("name")?.into_owned() } else { template.into_owned() })
}

/// A `RetryPolicy`: how often, when, and how long each try may take. Envoy retries once, where no number is given.
fn read_retries(reader: &mut Reader<'_>) -> Result<String> {
    let (mut number, mut on) = (Cow::Borrowed("1"), Cow::Borrowed(""));
    let (mut timeout, mut idle, mut codes) = (String::new(), String::new(), String::new());
    reader.fields(|name, value| {
        match name {
            "num_retries" => number = value.text()?,
            "retry_on" => on = value.text()?,
            "per_try_timeout" => timeout = format!(", each up to {}", value.text()?),
            "per_try_idle_timeout" => idle = format!(", each idle up to {}", value.text()?),
            "retriable_status_codes" => codes = format!(", codes {}", value.list(Reader::text)?.join(",")),
            _ => {}
        }
        Ok(())
    })?;
    let on = if on.is_empty() { String::new() } else { [" on ", &on].concat() };
    Ok([&*number, &on, &timeout, &codes, &idle].concat())
}

/// A `RequestMirrorPolicy`: the cluster, and the part of the requests that it gets too; without a fraction it is all.
fn read_mirror(reader: &mut Reader<'_>) -> Result<String> {
    let (mut cluster, mut part) = (String::new(), "100%".to_owned());
    reader.fields(|name, value| {
        match name {
            "cluster" => cluster = value.text()?.into_owned(),
            "cluster_header" => cluster = format!("the cluster in header {}", value.text()?),
            "runtime_fraction" => part = read_fraction(value)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{cluster} {part}"))
}

/// The conditions of a `RouteMatch` of which `short` only says that they are there, in full.
fn read_conditions(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut conditions = Vec::new();
    reader.fields(|name, value| {
        match name {
            "tls_context" => value.fields(|name, value| {
                let is = if value.flag()? { "" } else { "not " };
                conditions.push(format!("{CERTIFICATE} {is}{name}"));
                Ok(())
            })?,
            "dynamic_metadata" => value.elements(|matcher| {
                conditions.push(read_metadata_matcher(matcher)?);
                Ok(())
            })?,
            "filter_state" => value.elements(|matcher| {
                conditions.push(read_state_matcher(matcher)?);
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(conditions)
}

/// A `MetadataMatcher`: `dynamic metadata FILTER a.b exact x`.
fn read_metadata_matcher(reader: &mut Reader<'_>) -> Result<String> {
    let (mut filter, mut path, mut wanted, mut invert) = (String::new(), Vec::new(), String::new(), false);
    reader.fields(|name, value| {
        match name {
            "filter" => filter = value.text()?.into_owned(),
            "path" => value.elements(|segment| {
                path.push(segment.text_of("key")?.into_owned());
                Ok(())
            })?,
            "value" => wanted = read_value_matcher(value)?,
            "invert" => invert = value.flag()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{METADATA} {filter} {} {}{wanted}", path.join("."), if invert { "not " } else { "" }))
}

/// A `ValueMatcher`; of one in another, only the kind.
fn read_value_matcher(reader: &mut Reader<'_>) -> Result<String> {
    let mut text = String::new();
    reader.fields(|name, value| {
        text = match name {
            "string_match" => read_string_matcher(value)?,
            "bool_match" => value.text()?.into_owned(),
            "present_match" => if value.flag()? { "present" } else { "absent" }.to_owned(),
            "double_match" => match value.find("range")? {
                Some(mut range) => read_range(&mut range)?,
                None => format!("exact {}", value.text_of("exact")?),
            },
            "null_match" => "null".to_owned(),
            other => other.trim_end_matches("_match").to_owned() + " matcher",
        };
        Ok(())
    })?;
    Ok(text)
}

/// A `FilterStateMatcher`: `filter state KEY exact x`.
fn read_state_matcher(reader: &mut Reader<'_>) -> Result<String> {
    let (mut key, mut wanted) = (String::new(), String::new());
    reader.fields(|name, value| {
        match name {
            "key" => key = value.text()?.into_owned(),
            "string_match" => wanted = read_string_matcher(value)?,
            "address_match" => {
                let ranges = value.find("ranges")?.map_or(Ok(Vec::new()), |mut ranges| ranges.list(CidrRange::read))?;
                wanted = format!("in {}", ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{FILTER_STATE} {key} {wanted}"))
}

/// The table of routes with all columns, one row a route. Where an origin is wanted, as in the short one. `now` is in seconds since 1970.
pub fn wide_table<'a>(configurations: &[&Resource<'a>], wanted: Option<&Wanted>, now: i64) -> (Table<'a>, Vec<Problem>) {
    let more = ["ROUTE", "ACTION", "DESTINATIONS", "TIMEOUT", "RETRIES", "CONDITIONS", "REWRITES", "MIRRORS", "FAULTS"];
    let empty = Table::wide(&COLUMNS, 5, &[&STAMP, &more]);
    table(empty, configurations, |resource, configuration: RouteConfiguration<'a>, mut more: More<'a>, table| {
        let stamp = Stamp::of(resource, now);
        rows(resource, configuration, wanted, |at, short| {
            let stamp = stamp.cells(&more.origins(&at));
            table.push_wide(short[0].clone(), short, stamp.into_iter().chain(more.take_cells(at)), resource);
        });
    })
}

/// The same with one row a route configuration.
pub fn wide_summary<'a>(configurations: &[&Resource<'a>], now: i64) -> (Table<'a>, Vec<Problem>) {
    let empty = Table::wide(&SUMMARY, 5, &[&STAMP]);
    gather::table(empty, configurations, RouteConfiguration::read, |resource, configuration, table| {
        let short = summary_cells(resource, configuration);
        table.push_wide(short[0].clone(), short, Stamp::of(resource, now).cells(&origin::of_resource(resource)), resource);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::dump::{Dump, Section};

    /// The cells of the first route of a configuration.
    fn check(json: &str, expect: [&str; 9]) {
        let entry = format!(r#"{{"route_config":{json}}}"#);
        let dump = Dump::of_entry(Section::Routes, "dynamic_route_configs", entry.as_bytes()).unwrap();
        let resources: Vec<_> = dump.of(Section::Routes).collect();
        let (table, problems) = wide_table(&resources, None, 0);
        assert_eq!(problems, [], "{json}");
        let first = table.rows().next().unwrap();
        assert_eq!(first.cells[COLUMNS.len() + STAMP.len()..], expect, "{json}");
    }

    #[test]
    fn a_route_is_told_in_full() {
        check(
            r#"{"virtual_hosts":[{"routes":[{"name":"r","match":{"prefix":"/","headers":[{"name":"x","string_match":{"exact":"y"}}],
                    "tls_context":{"presented":true},
                    "dynamic_metadata":[{"filter":"f","path":[{"key":"a"},{"key":"b"}],"value":{"string_match":{"prefix":"c"}}}],
                    "filter_state":[{"key":"k","address_match":{"ranges":[{"address_prefix":"10.0.0.0","prefix_len":8}]}}]},
                "route":{"weighted_clusters":{"clusters":[{"name":"a","weight":90},{"name":"b","weight":10}]},"timeout":"0s",
                    "idle_timeout":"60s","retryPolicy":{"retry_on":"5xx,reset","num_retries":3,"per_try_timeout":"2s"},
                    "prefix_rewrite":"/v2","host_rewrite_literal":"b.example",
                    "request_mirror_policies":[{"cluster":"m","runtime_fraction":{"default_value":{"numerator":5}}}]}}]}]}"#,
            [
                "r",
                "route",
                "a 90, b 10",
                "none + idle 60s",
                "3 on 5xx,reset, each up to 2s",
                "header x exact y + client certificate presented + dynamic metadata f a.b prefix c + filter state k in 10.0.0.0/8",
                "prefix to /v2, host to b.example",
                "m 5%",
                "-",
            ],
        );
    }

    #[test]
    fn what_a_route_does_not_say_its_virtual_host_says() {
        check(
            r#"{"request_mirror_policies":[{"cluster":"far"}],"virtual_hosts":[{"require_tls":"ALL","retry_policy":{"retry_on":"5xx"},
                "routes":[{"match":{"path":"/"},"route":{"cluster":"a"}}]}]}"#,
            [
                "-",
                "route + TLS required: all requests",
                "a",
                "15s (default)",
                "1 on 5xx (virtual host)",
                "-",
                "-",
                "far 100% (route configuration)",
                "-",
            ],
        );
    }

    #[test]
    fn what_is_not_forwarded_has_no_timeout() {
        check(
            r#"{"virtual_hosts":[{"routes":[{"match":{"path":"/"},"direct_response":{"status":503}}]}]}"#,
            ["-", "direct response 503", "-", "-", "-", "-", "-", "-", "-"],
        );
    }
}
