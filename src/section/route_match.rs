//! A route's match and action as a table's cell: `envoy.config.route.v3.RouteMatch` and the actions of `Route`.
//!
//! The cell begins with istioctl's text, which knows paths only, and goes on after ` + ` with what istioctl leaves out.

use std::borrow::Cow;

use crate::envoy::json::reader::{Reader, Result};

/// The cluster to which Istio sends what it does not know. istioctl hides routes to it.
pub const PASSTHROUGH: &str = "PassthroughCluster";

/// The words for a condition on the client's certificate.
pub(super) const CERTIFICATE: &str = "client certificate";
/// The words for conditions on dynamic metadata.
pub(super) const METADATA: &str = "dynamic metadata";
/// The words for conditions on filter state.
pub(super) const FILTER_STATE: &str = "filter state";

/// A route's conditions: the path, then all others, each as a short text.
#[derive(Clone, Debug, Default)]
pub struct RouteMatch {
    /// The path's condition, as istioctl prints it; for the kinds that it doesn't know, in the same manner.
    pub path: String,
    /// The other conditions: `header end-user exact jason`.
    pub conditions: Vec<String>,
}

impl RouteMatch {
    /// Reads a `RouteMatch`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut found = RouteMatch::default();
        // A match has one path; where a broken one has several, istioctl prints them in this order.
        let mut rank = 0;
        let RouteMatch { path, conditions } = &mut found;
        let mut put = |at: u8, text: String| {
            if path.is_empty() {
                *path = text;
            } else if at < rank {
                *path = format!("{text} {path}");
            } else {
                *path = format!("{path} {text}");
            }
            rank = rank.max(at);
        };
        reader.fields(|name, value| {
            match name {
                "prefix" => put(0, concat(&value.text()?, "*")),
                "path_separated_prefix" => put(1, concat("PathPrefix:", &value.text()?)),
                "path" => put(2, value.text()?.into_owned()),
                "safe_regex" => put(3, concat("regex ", &read_regex(value)?)),
                "connect_matcher" => put(4, "CONNECT".to_owned()),
                "path_match_policy" => put(5, read_path_policy(value)?),
                "case_sensitive" if !value.flag()? => conditions.push("any case".to_owned()),
                "headers" => value.elements(|header| {
                    conditions.push(concat("header ", &read_named_matcher(header)?));
                    Ok(())
                })?,
                "query_parameters" => value.elements(|query| {
                    conditions.push(concat("query ", &read_named_matcher(query)?));
                    Ok(())
                })?,
                "cookies" => value.elements(|cookie| {
                    conditions.push(concat("cookie ", &read_named_matcher(cookie)?));
                    Ok(())
                })?,
                "runtime_fraction" => conditions.push(read_fraction(value)?),
                "grpc" => conditions.push("gRPC".to_owned()),
                "tls_context" => conditions.push(CERTIFICATE.to_owned()),
                "dynamic_metadata" => conditions.push(METADATA.to_owned()),
                "filter_state" => conditions.push(FILTER_STATE.to_owned()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The cell: path, conditions, and the action where it is not simply a cluster.
    pub fn cell(&self, action: Option<&str>) -> String {
        let parts = std::iter::once(self.path.as_str()).chain(self.conditions.iter().map(String::as_str)).chain(action);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" + ")
    }

    /// The same, without a copy where the path is all that there is. The path is gone then.
    pub fn take_cell(&mut self, action: Option<&str>) -> String {
        if self.conditions.is_empty() && action.is_none() { std::mem::take(&mut self.path) } else { self.cell(action) }
    }
}

/// Two texts put together, in one allocation.
fn concat(a: &str, b: &str) -> String {
    [a, b].concat()
}

pub(super) fn read_regex<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>> {
    let mut regex = Cow::Borrowed("");
    reader.fields(|name, value| {
        if name == "regex" {
            regex = value.text()?;
        }
        Ok(())
    })?;
    Ok(regex)
}

/// `path_match_policy`: a URI template, or another extension by its type.
fn read_path_policy(reader: &mut Reader<'_>) -> Result<String> {
    let (mut kind, mut template) = (String::new(), None);
    reader.fields(|name, value| {
        if name == "typed_config" {
            value.fields(|name, value| {
                match name {
                    "@type" => kind = short_type(&value.text()?).to_owned(),
                    "path_template" => template = Some(value.text()?.into_owned()),
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(template.map_or(kind, |template| format!("template {template}")))
}

/// The last part of a `@type`: `type.googleapis.com/envoy.extensions.filters.http.router.v3.Router` gives `Router`.
pub fn short_type(type_url: &str) -> &str {
    type_url.rsplit(['.', '/']).next().unwrap_or(type_url)
}

/// A `HeaderMatcher`, `QueryParameterMatcher` or `CookieMatcher`: `end-user exact jason`.
fn read_named_matcher(reader: &mut Reader<'_>) -> Result<String> {
    let mut header = Cow::Borrowed("");
    let (mut text, mut invert) = ("present".to_owned(), false);
    reader.fields(|name, value| {
        match name {
            "name" => header = value.text()?,
            "string_match" => text = read_string_matcher(value)?,
            "exact_match" | "prefix_match" | "suffix_match" | "contains_match" => {
                text = format!("{} {}", name.trim_end_matches("_match"), value.text()?);
            }
            "safe_regex_match" => text = format!("regex {}", read_regex(value)?),
            "range_match" => text = read_range(value)?,
            "present_match" if !value.flag()? => text = "absent".to_owned(),
            "invert_match" => invert = value.flag()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{header} {}{text}", if invert { "not " } else { "" }))
}

/// A `StringMatcher`: `exact jason`, `prefix /api`, `regex a.*b`.
pub(super) fn read_string_matcher(reader: &mut Reader<'_>) -> Result<String> {
    let (mut text, mut any_case) = (String::new(), "");
    reader.fields(|name, value| {
        match name {
            "exact" | "prefix" | "suffix" | "contains" => text = format!("{name} {}", value.text()?),
            "safe_regex" => text = format!("regex {}", read_regex(value)?),
            "custom" => "custom matcher".clone_into(&mut text),
            "ignore_case" if value.flag()? => any_case = " (any case)",
            _ => {}
        }
        Ok(())
    })?;
    Ok(text + any_case)
}

/// An `Int64Range`, from its start to before its end.
pub(super) fn read_range(reader: &mut Reader<'_>) -> Result<String> {
    let (mut start, mut end) = (Cow::Borrowed("0"), Cow::Borrowed("0"));
    reader.fields(|name, value| {
        match name {
            "start" => start = value.text()?,
            "end" => end = value.text()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("range [{start},{end})"))
}

/// A `RuntimeFractionalPercent`: `5%`, and the runtime key that may change it.
pub(super) fn read_fraction(reader: &mut Reader<'_>) -> Result<String> {
    let ((mut numerator, mut denominator), mut key) = ((0, 100), None);
    reader.fields(|name, value| {
        match name {
            "default_value" => (numerator, denominator) = read_percent(value)?,
            "runtime_key" => key = Some(value.text()?.into_owned()),
            _ => {}
        }
        Ok(())
    })?;
    let percent = match denominator {
        100 => format!("{numerator}%"),
        _ => format!("{numerator}/{denominator}"),
    };
    Ok(key.map_or_else(|| percent.clone(), |key| format!("{percent} (runtime {key})")))
}

/// The number that a `FractionalPercent.DenominatorType` stands for.
pub fn denominator_of(name: &str) -> u64 {
    match name {
        "TEN_THOUSAND" | "1" => 10_000,
        "MILLION" | "2" => 1_000_000,
        _ => 100,
    }
}

/// A `FractionalPercent`: numerator and denominator.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn read_percent(reader: &mut Reader<'_>) -> Result<(u64, u64)> {
    let (mut numerator, mut denominator) = (0, 100);
    reader.fields(|name, value| {
        match name {
            "numerator" => numerator = value.number()?,
            "denominator" => denominator = denominator_of(&value.text()?),
            _ => {}
        }
        Ok(())
    })?;
    Ok((numerator, denominator))
}

/// What a route does with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Action<'a> {
    /// Forwards it to this cluster.
    Cluster(Cow<'a, str>),
    /// Anything else, as a short text: `redirect 301 https://…`, `direct response 404`, `weighted v1 90, v2 10`.
    Other(String),
    /// The route has no action.
    #[default]
    None,
}

impl<'a> Action<'a> {
    /// What a cell says of the action: nothing for a plain cluster, which istioctl's table does not tell either.
    pub fn cell(&self) -> Option<String> {
        match self {
            Action::Cluster(cluster) if cluster == PASSTHROUGH => Some(format!("to {cluster}")),
            Action::Other(text) => Some(text.clone()),
            Action::Cluster(_) | Action::None => None,
        }
    }

    /// Reads the field of a `Route` called `name`, where it is one of the actions.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()> {
        match name {
            "route" => *self = read_route_action(value)?,
            "redirect" => *self = Action::Other(read_redirect(value)?),
            "direct_response" => {
                let mut status = 0;
                value.fields(|name, value| {
                    if name == "status" {
                        status = value.number()?;
                    }
                    Ok(())
                })?;
                *self = Action::Other(format!("direct response {status}"));
            }
            "non_forwarding_action" => *self = Action::Other("non-forwarding".to_owned()),
            "filter_action" => *self = Action::Other("filter action".to_owned()),
            _ => {}
        }
        Ok(())
    }
}

fn read_route_action<'a>(reader: &mut Reader<'a>) -> Result<Action<'a>> {
    let mut action = Action::None;
    reader.fields(|name, value| {
        match name {
            "cluster" => action = Action::Cluster(value.text()?),
            "cluster_header" => action = Action::Other(format!("to the cluster in header {}", value.text()?)),
            "weighted_clusters" => action = Action::Other(format!("weighted {}", read_weighted(value)?.join(", "))),
            "cluster_specifier_plugin" => action = Action::Other(format!("cluster by plugin {}", value.text()?)),
            "inline_cluster_specifier_plugin" => action = Action::Other("cluster by inline plugin".to_owned()),
            _ => {}
        }
        Ok(())
    })?;
    Ok(action)
}

/// The clusters of a `WeightedCluster` (of HTTP routes or of a TCP proxy), each with its weight: `NAME 90`.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn read_weighted(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    let mut clusters = Vec::new();
    reader.fields(|name, value| {
        if name != "clusters" {
            return Ok(());
        }
        value.elements(|cluster| {
            let (mut name, mut weight) = (String::new(), 0);
            cluster.fields(|field, value| {
                match field {
                    "name" => name = value.text()?.into_owned(),
                    "cluster_header" => name = format!("header {}", value.text()?),
                    "weight" => weight = value.number()?,
                    _ => {}
                }
                Ok(())
            })?;
            clusters.push(format!("{name} {weight}"));
            Ok(())
        })
    })?;
    Ok(clusters)
}

/// A `RedirectAction`: `redirect 301 https://host:port/path`, with `…` for what stays as it was.
fn read_redirect(reader: &mut Reader<'_>) -> Result<String> {
    let (mut scheme, mut host, mut port, mut path, mut code) = (None, None, None, None, "301".to_owned());
    reader.fields(|name, value| {
        match name {
            "https_redirect" if value.flag()? => scheme = Some("https".to_owned()),
            "scheme_redirect" => scheme = Some(value.text()?.into_owned()),
            "host_redirect" => host = Some(value.text()?.into_owned()),
            "port_redirect" => port = Some(value.number()?),
            "path_redirect" => path = Some(value.text()?.into_owned()),
            "prefix_rewrite" => path = Some(format!("{}…", value.text()?)),
            "path_rewrite" => path = Some(format!("template {}", value.text()?)),
            "regex_rewrite" => path = Some("/(by regex)".to_owned()),
            "response_code" => {
                code = match &*value.text()? {
                    "MOVED_PERMANENTLY" | "0" => "301".to_owned(),
                    "FOUND" | "1" => "302".to_owned(),
                    "SEE_OTHER" | "2" => "303".to_owned(),
                    "TEMPORARY_REDIRECT" | "3" => "307".to_owned(),
                    "PERMANENT_REDIRECT" | "4" => "308".to_owned(),
                    other => other.to_owned(),
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    let kept = || "…".to_owned();
    let port = port.filter(|port| *port != 0).map_or_else(String::new, |port| format!(":{port}"));
    let target = match (scheme, host.filter(|host| !host.is_empty())) {
        (None, None) if port.is_empty() => path.unwrap_or_else(kept),
        (scheme, host) => {
            format!("{}://{}{port}{}", scheme.unwrap_or_else(kept), host.unwrap_or_else(kept), path.unwrap_or_else(|| "/…".to_owned()))
        }
    };
    Ok(format!("redirect {code} {target}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expect: &str) {
        let mut found = RouteMatch::default();
        let mut action = Action::default();
        Reader::new(json.as_bytes(), 0)
            .fields(|name, value| {
                if name == "match" {
                    found = RouteMatch::read(value)?;
                    return Ok(());
                }
                action.read_field(name, value)
            })
            .unwrap();
        assert_eq!(found.cell(action.cell().as_deref()), expect, "{json}");
    }

    #[test]
    fn istioctls_text_comes_first() {
        check(r#"{"match":{"prefix":"/static"},"route":{"cluster":"a"}}"#, "/static*");
        check(r#"{"match":{"path":"/login"}}"#, "/login");
        check(r#"{"match":{"safeRegex":{"regex":"/a.*"}}}"#, "regex /a.*");
        check(r#"{"match":{"path_separated_prefix":"/api"}}"#, "PathPrefix:/api");
    }

    #[test]
    fn what_istioctl_leaves_out_goes_on_after_a_plus() {
        check(
            r#"{"match":{"prefix":"/","headers":[{"name":"end-user","string_match":{"exact":"jason"}},{"name":"x","present_match":true,"invert_match":true}]}}"#,
            "/* + header end-user exact jason + header x not present",
        );
        check(r#"{"match":{"connect_matcher":{}},"route":{"cluster":"PassthroughCluster"}}"#, "CONNECT + to PassthroughCluster");
        check(
            r#"{"match":{"prefix":"/","runtime_fraction":{"default_value":{"numerator":5}},"query_parameters":[{"name":"q","string_match":{"prefix":"a","ignore_case":true}}]}}"#,
            "/* + 5% + query q prefix a (any case)",
        );
        check(r#"{"match":{"path":"/"},"redirect":{"https_redirect":true}}"#, "/ + redirect 301 https://…/…");
        check(r#"{"match":{"path":"/"},"redirect":{"path_redirect":"/x","response_code":"FOUND"}}"#, "/ + redirect 302 /x");
        check(r#"{"match":{"path":"/"},"direct_response":{"status":404}}"#, "/ + direct response 404");
        check(
            r#"{"match":{"prefix":"/"},"route":{"weighted_clusters":{"clusters":[{"name":"v1","weight":90},{"name":"v2","weight":10}]}}}"#,
            "/* + weighted v1 90, v2 10",
        );
    }
}
