//! Faults that a route injects: `envoy.extensions.filters.http.fault.v3.HTTPFault`.

use crate::envoy::json::reader::{Reader, Result};
use crate::section::route_match::{read_percent, short_type};

/// A configuration may be wrapped in a `FilterConfig`, but not that in another.
const MAX_DEPTH: usize = 2;

/// The fault in a `typed_per_filter_config`, whatever name its filter has.
///
/// # Errors
/// Where the text is broken or of another shape.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Option<String>> {
    let mut found = None;
    reader.entries(|_, config| {
        found = read_config(config, 0)?.or(found.take());
        Ok(())
    })?;
    Ok(found)
}

/// One filter's configuration: the fault that it is, or that a `FilterConfig` wraps.
fn read_config(reader: &mut Reader<'_>, depth: usize) -> Result<Option<String>> {
    let type_url = reader.text_of("@type")?;
    match short_type(&type_url) {
        "HTTPFault" => read_fault(reader).map(Some),
        "FilterConfig" if depth < MAX_DEPTH => {
            let is_disabled = reader.find("disabled")?.map_or(Ok(false), |mut flag| flag.flag())?;
            let config = reader.find("config")?;
            match config {
                Some(mut config) if !is_disabled => read_config(&mut config, depth + 1),
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// A `FractionalPercent` as a percentage: `0.1%`.
#[expect(clippy::cast_precision_loss, reason = "numerators are 32 bit numbers")]
fn percent_of(reader: &mut Reader<'_>) -> Result<String> {
    let (numerator, denominator) = read_percent(reader)?;
    Ok(format!("{}%", numerator as f64 * 100.0 / denominator as f64))
}

fn read_fault(reader: &mut Reader<'_>) -> Result<String> {
    let mut parts = Vec::new();
    let mut condition = "";
    reader.fields(|name, value| {
        match name {
            "delay" => {
                let (mut what, mut percent) = ("delay".to_owned(), "0%".to_owned());
                value.fields(|name, value| {
                    match name {
                        "fixed_delay" => what = format!("delay {}", value.text()?),
                        "header_delay" => "delay by header".clone_into(&mut what),
                        "percentage" => percent = percent_of(value)?,
                        _ => {}
                    }
                    Ok(())
                })?;
                parts.push(format!("{what} of {percent}"));
            }
            "abort" => {
                let (mut what, mut percent) = ("abort".to_owned(), "0%".to_owned());
                value.fields(|name, value| {
                    match name {
                        "http_status" => what = format!("abort {}", value.number()?),
                        "grpc_status" => what = format!("abort gRPC {}", value.number()?),
                        "header_abort" => "abort by header".clone_into(&mut what),
                        "percentage" => percent = percent_of(value)?,
                        _ => {}
                    }
                    Ok(())
                })?;
                parts.push(format!("{what} of {percent}"));
            }
            "response_rate_limit" => parts.push("slow responses".to_owned()),
            "headers" | "downstream_nodes" | "upstream_cluster" => condition = " (some requests)",
            _ => {}
        }
        Ok(())
    })?;
    Ok(parts.join(", ") + condition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_by_type_not_by_name() {
        let check = |json: &str, expect: Option<&str>| {
            assert_eq!(read(&mut Reader::new(json.as_bytes(), 0)).unwrap().as_deref(), expect, "{json}");
        };
        let fault = r#"{"@type":"type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault",
            "delay":{"fixedDelay":"5s","percentage":{"numerator":10}},
            "abort":{"http_status":503,"percentage":{"numerator":1,"denominator":"TEN_THOUSAND"}}}"#;
        check(&format!(r#"{{"x":{fault}}}"#), Some("delay 5s of 10%, abort 503 of 0.01%"));
        let wrapped = format!(r#"{{"@type":"type.googleapis.com/envoy.config.route.v3.FilterConfig","config":{fault}}}"#);
        check(&format!(r#"{{"envoy.filters.http.fault":{wrapped}}}"#), Some("delay 5s of 10%, abort 503 of 0.01%"));
        check(r#"{"envoy.filters.http.cors":{"@type":"t/a.CorsPolicy"}}"#, None);
    }
}
