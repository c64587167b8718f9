//! What `-o wide` adds to a route: its action in full, timeouts, retries, every condition, rewrites, mirrors and faults.

use std::borrow::Cow;

use super::super::route_match::{
    Action, CERTIFICATE, FILTER_STATE, METADATA, RouteMatch, read_fraction, read_range, read_regex, read_string_matcher, read_weighted,
};
use super::super::wide::{STAMP, cell, list, stamp, table};
use super::super::{Table, one_line};
use super::{COLUMNS, RouteConfiguration, SUMMARY, fault, rows, summary_cells};
use crate::envoy::address::CidrRange;
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::{self, Origin, Wanted};

/// The fields of a `envoy.config.route.v3.RouteConfiguration` that only `wide` shows.
#[derive(Clone, Debug, Default)]
pub struct More {
    hosts: Vec<Host>,
    defaults: Defaults,
    /// The objects behind the route configuration, without those behind its parts.
    origins: Vec<Origin>,
}

/// The fields of a `VirtualHost`.
#[derive(Clone, Debug, Default)]
struct Host {
    routes: Vec<Route>,
    defaults: Defaults,
    origins: Vec<Origin>,
    /// `require_tls`, where it asks for any.
    tls: Option<String>,
}

/// What a virtual host or a route configuration says for all of its routes that do not say it themselves.
#[derive(Clone, Debug, Default)]
struct Defaults {
    retries: Option<String>,
    mirrors: Vec<String>,
    fault: Option<String>,
}

/// The fields of a `Route`.
#[derive(Clone, Debug, Default)]
struct Route {
    name: String,
    origins: Vec<Origin>,
    action: String,
    destinations: Vec<String>,
    timeout: String,
    conditions: Vec<String>,
    rewrites: Vec<String>,
    own: Defaults,
}

impl More {
    /// Reads a `RouteConfiguration`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = *reader;
        let mut more = More::default();
        reader.fields(|name, value| {
            if name == "virtual_hosts" {
                more.hosts = value.list(Host::read)?;
                return Ok(());
            }
            more.defaults.read_field(name, value)
        })?;
        more.origins = origin::of_route_configuration_alone(start.raw_until(reader));
        Ok(more)
    }

    /// The objects behind a row's route; where none is known, those behind what holds it.
    fn origins(&self, (host, route): super::At) -> &[Origin] {
        let host = host.and_then(|at| self.hosts.get(at));
        let route = host.zip(route).and_then(|(host, at)| host.routes.get(at));
        let levels = [route.map(|route| &route.origins), host.map(|host| &host.origins), Some(&self.origins)];
        levels.into_iter().flatten().find(|origins| !origins.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// The cells of a row.
    fn cells(&self, (host, route): super::At) -> [Cow<'static, str>; 9] {
        let host = host.and_then(|at| self.hosts.get(at));
        let route = host.zip(route).and_then(|(host, at)| Some((host, host.routes.get(at)?)));
        let Some((host, route)) = route else { return [const { Cow::Borrowed("-") }; 9] };
        // What is told for a virtual host or for all of them counts only where nothing nearer tells it.
        let levels = [(&route.own, ""), (&host.defaults, " (virtual host)"), (&self.defaults, " (route configuration)")];
        let nearest = |field: fn(&Defaults) -> Option<String>| {
            levels.iter().find_map(|(level, told)| field(level).map(|text| format!("{text}{told}"))).unwrap_or_default()
        };
        let action = match &host.tls {
            Some(tls) => format!("{} + TLS required: {tls}", route.action),
            None => route.action.clone(),
        };
        let text = |text: String| cell(one_line(&text));
        [
            text(route.name.clone()),
            text(action),
            list(&route.destinations),
            text(route.timeout.clone()),
            text(nearest(|level| level.retries.clone())),
            text(route.conditions.join(" + ")),
            list(&route.rewrites),
            text(nearest(|level| (!level.mirrors.is_empty()).then(|| level.mirrors.join(", ")))),
            text(nearest(|level| level.fault.clone())),
        ]
    }
}

impl Defaults {
    /// Reads the field called `name` of a `RouteAction`, `Route`, `VirtualHost` or `RouteConfiguration`, where it is one of these.
    fn read_field(&mut self, name: &str, value: &mut Reader<'_>) -> Result<()> {
        match name {
            "retry_policy" => self.retries = Some(read_retries(value)?),
            "request_mirror_policies" => self.mirrors = value.list(read_mirror)?,
            "typed_per_filter_config" => self.fault = fault::read(value)?,
            _ => {}
        }
        Ok(())
    }
}

impl Host {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = *reader;
        let mut host = Host::default();
        reader.fields(|name, value| {
            match name {
                "routes" => host.routes = value.list(Route::read)?,
                "require_tls" => {
                    host.tls = match &*value.text()? {
                        "NONE" | "0" | "" => None,
                        "EXTERNAL_ONLY" | "1" => Some("external requests".to_owned()),
                        "ALL" | "2" => Some("all requests".to_owned()),
                        other => Some(other.to_owned()),
                    }
                }
                _ => host.defaults.read_field(name, value)?,
            }
            Ok(())
        })?;
        host.origins = origin::of_virtual_host(start.raw_until(reader));
        Ok(host)
    }
}

impl Route {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = *reader;
        let mut route = Route::default();
        reader.fields(|name, value| {
            match name {
                "name" => route.name = value.text()?.into_owned(),
                "match" => route.conditions = read_conditions(value)?,
                "route" => {
                    "route".clone_into(&mut route.action);
                    route.read_action(value)?;
                }
                "redirect" | "direct_response" | "non_forwarding_action" | "filter_action" => {
                    let mut action = Action::None;
                    action.read_field(name, value)?;
                    route.action = action.cell().unwrap_or_default();
                }
                _ => route.own.read_field(name, value)?,
            }
            Ok(())
        })?;
        route.origins = origin::of_route(start.raw_until(reader));
        Ok(route)
    }

    /// Reads a `RouteAction`.
    fn read_action(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        // Envoy's own default of `RouteAction.timeout`.
        let mut timeout = "15s (default)".to_owned();
        let mut more = Vec::new();
        reader.fields(|name, value| {
            match name {
                "cluster" => self.destinations = vec![value.text()?.into_owned()],
                "weighted_clusters" => self.destinations = read_weighted(value)?,
                "cluster_header" => self.destinations = vec![format!("the cluster in header {}", value.text()?)],
                "cluster_specifier_plugin" => self.destinations = vec![format!("by plugin {}", value.text()?)],
                "inline_cluster_specifier_plugin" => self.destinations = vec!["by inline plugin".to_owned()],
                "timeout" => timeout = limit(&value.text()?),
                "idle_timeout" => more.push(format!("idle {}", limit(&value.text()?))),
                "max_stream_duration" => value.fields(|name, value| {
                    match name {
                        "max_stream_duration" => more.push(format!("stream {}", limit(&value.text()?))),
                        "grpc_timeout_header_max" => more.push(format!("gRPC's own, up to {}", limit(&value.text()?))),
                        _ => {}
                    }
                    Ok(())
                })?,
                "prefix_rewrite" => self.rewrites.push(format!("prefix to {}", value.text()?)),
                "regex_rewrite" => self.rewrites.push(format!("path {}", read_substitution(value)?)),
                "path_rewrite" => self.rewrites.push(format!("path to {}", value.text()?)),
                "path_rewrite_policy" => self.rewrites.push(format!("path to template {}", read_template(value)?)),
                "host_rewrite_literal" => self.rewrites.push(format!("host to {}", value.text()?)),
                "host_rewrite" => self.rewrites.push(format!("host to {}", value.text()?)),
                "host_rewrite_header" => self.rewrites.push(format!("host to that in header {}", value.text()?)),
                "host_rewrite_path_regex" => self.rewrites.push(format!("host by path {}", read_substitution(value)?)),
                "auto_host_rewrite" if value.flag()? => self.rewrites.push("host to the endpoint's".to_owned()),
                _ => self.own.read_field(name, value)?,
            }
            Ok(())
        })?;
        self.timeout = std::iter::once(timeout).chain(more).collect::<Vec<_>>().join(" + ");
        Ok(())
    }
}

/// A duration as a limit: Envoy takes zero as none.
fn limit(text: &str) -> String {
    let is_zero = text.trim_end_matches('s').parse::<f64>().is_ok_and(|seconds| seconds == 0.0);
    if is_zero { "none".to_owned() } else { text.to_owned() }
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
    let (mut number, mut on, mut more) = ("1".to_owned(), String::new(), Vec::new());
    reader.fields(|name, value| {
        match name {
            "num_retries" => number = value.text()?.into_owned(),
            "retry_on" => on = value.text()?.into_owned(),
            "per_try_timeout" => more.push(format!("each up to {}", value.text()?)),
            "per_try_idle_timeout" => more.push(format!("each idle up to {}", value.text()?)),
            "retriable_status_codes" => more.push(format!("codes {}", value.list(Reader::text)?.join(","))),
            _ => {}
        }
        Ok(())
    })?;
    let on = if on.is_empty() { String::new() } else { format!(" on {on}") };
    Ok(std::iter::once(format!("{number}{on}")).chain(more).collect::<Vec<_>>().join(", "))
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

/// All conditions of a `RouteMatch` but the path, in full.
fn read_conditions(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut again = *reader;
    let mut conditions = RouteMatch::read(reader)?.conditions;
    // `short` only says that these are there.
    conditions.retain(|condition| ![CERTIFICATE, METADATA, FILTER_STATE].contains(&&**condition));
    again.fields(|name, value| {
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
    table(
        Table::wide(&COLUMNS, 5, &[&STAMP, &more]),
        configurations,
        RouteConfiguration::read,
        |reader| More::read(reader),
        |resource, configuration, more, table| {
            rows(resource, configuration, wanted, |at, short| {
                let rest = stamp(resource, now, more.origins(at)).into_iter().chain(more.cells(at));
                table.push_wide(short[0].clone(), short, rest, resource);
            });
        },
    )
}

/// The same with one row a route configuration.
pub fn wide_summary<'a>(configurations: &[&Resource<'a>], now: i64) -> (Table<'a>, Vec<Problem>) {
    table(
        Table::wide(&SUMMARY, 5, &[&STAMP]),
        configurations,
        RouteConfiguration::read,
        |_| Ok(()),
        |resource, configuration, (), table| {
            let short = summary_cells(resource, configuration);
            table.push_wide(short[0].clone(), short, stamp(resource, now, &origin::of_resource(resource)), resource);
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the first route of a configuration.
    fn check(json: &str, expect: [&str; 9]) {
        let more = More::read(&mut Reader::new(json.as_bytes(), 0)).unwrap();
        assert_eq!(more.cells((Some(0), Some(0))), expect, "{json}");
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
