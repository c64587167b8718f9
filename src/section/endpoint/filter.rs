//! Which endpoints: istioctl's filters.

use std::borrow::Cow;

use super::{Assignment, Endpoint, address_with_port, bare_address};
use crate::envoy::dump::{Dump, Problem, Resource, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::section::{gather, same_word};

/// istioctl's filters of endpoints.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `--address`: `IP`, `IP:PORT`, or as the table prints it.
    pub address: Option<String>,
    /// `--port`: the first address's.
    pub port: Option<u64>,
    /// `--cluster`: the whole name, in any case.
    pub cluster: Option<String>,
    /// `--status`
    pub status: Option<String>,
}

impl Filter {
    /// Whether all endpoints pass.
    pub fn is_empty(&self) -> bool {
        self.address.is_none() && self.port.is_none() && self.cluster.is_none() && self.status.is_none()
    }

    pub(super) fn matches_cluster(&self, cluster: &str) -> bool {
        self.cluster.as_deref().is_none_or(|wanted| same_word(cluster, wanted))
    }

    pub(super) fn matches(&self, endpoint: &Endpoint<'_>) -> bool {
        let address = self.address.as_deref().is_none_or(|wanted| {
            endpoint.addresses().any(|address| same_word(&address_with_port(address), wanted) || same_word(&bare_address(address), wanted))
        });
        address
            && self.port.is_none_or(|port| endpoint.address.port() == port)
            && self.status.as_deref().is_none_or(|status| endpoint.health.is(status))
    }
}

/// Reads a cluster's endpoints, without those that the filter leaves out.
pub(super) fn read_filtered<'a>(reader: &mut Reader<'a>, section: Section, filter: &Filter) -> Result<Assignment<'a>> {
    if filter.cluster.is_some() {
        // The endpoints of other clusters are not worth reading.
        let cluster = reader.text_of(name_field(section))?;
        if !filter.matches_cluster(&cluster) {
            return Ok(Assignment::default());
        }
    }
    let mut found = if section == Section::Hosts { Assignment::read_hosts(reader)? } else { Assignment::read(reader)? };
    if !filter.is_empty() {
        found.endpoints.retain(|endpoint| filter.matches(endpoint));
    }
    Ok(found)
}

/// The field of a resource of this section that has the cluster's name.
pub(super) fn name_field(section: Section) -> &'static str {
    if section == Section::Hosts { "name" } else { "cluster_name" }
}

/// The section's resources: of EDS in istioctl's order of clusters, of `/clusters` in its own.
pub(super) fn ordered<'d, 'a>(dump: &'d Dump<'a>, section: Section) -> Vec<&'d Resource<'a>> {
    match section {
        Section::Endpoints => gather::sorted_by_cluster(&gather::named(dump.of(section), name_field(section))),
        _ => dump.of(section).collect(),
    }
}

/// The clusters that have endpoints which pass the filter: of EDS in istioctl's order of clusters, of `/clusters` in its own.
pub fn select<'d, 'a>(dump: &'d Dump<'a>, section: Section, filter: &Filter) -> (Vec<&'d Resource<'a>>, Vec<Problem>) {
    let read = |reader: &mut Reader<'a>| read_filtered(reader, section, filter);
    let (runs, problems) = gather::gather(&ordered(dump, section), read, |resource, found, run: &mut Vec<&'d Resource<'a>>| {
        if !found.endpoints.is_empty() {
            run.push(resource);
        }
    });
    (runs.into_iter().flatten().collect(), problems)
}

/// An EDS resource with only the endpoints that pass the filter, as istioctl prints it; the resource itself where all pass.
///
/// # Errors
/// Where the text is broken or of another shape.
pub fn filtered_body<'a>(body: &'a [u8], filter: &Filter) -> Result<Cow<'a, [u8]>> {
    let by_endpoint = Filter { cluster: None, ..filter.clone() };
    if by_endpoint.is_empty() {
        return Ok(Cow::Borrowed(body));
    }
    // Everything but the endpoints that are left out is copied as it stands.
    let mut kept = Vec::with_capacity(body.len());
    let mut copied = 0;
    Reader::new(body, 0).fields(|name, value| {
        if name != "endpoints" {
            return Ok(());
        }
        value.elements(|group| {
            group.fields(|name, value| {
                if name != "lb_endpoints" {
                    return Ok(());
                }
                kept.extend_from_slice(&body[copied..value.offset()]);
                kept.push(b'[');
                let mut first = true;
                value.elements(|element| {
                    let start = *element;
                    if by_endpoint.matches(&Endpoint::read(element)?) {
                        if !std::mem::take(&mut first) {
                            kept.push(b',');
                        }
                        kept.extend_from_slice(start.raw_until(element));
                    }
                    Ok(())
                })?;
                kept.push(b']');
                copied = value.offset();
                Ok(())
            })
        })
    })?;
    kept.extend_from_slice(&body[copied..]);
    Ok(Cow::Owned(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filtered_body_keeps_all_but_the_endpoints() {
        let body = br#"{"cluster_name":"a","endpoints":[{"locality":{"region":"r"},"lb_endpoints":[
            {"endpoint":{"address":{"socket_address":{"address":"10.0.0.1","port_value":80}}}},
            {"endpoint":{"address":{"socket_address":{"address":"10.0.0.2","port_value":81}}}, "load_balancing_weight":2}]}],"policy":{}}"#;
        let filter = Filter { address: Some("10.0.0.2:81".to_owned()), ..Filter::default() };
        let kept: serde_json::Value = serde_json::from_slice(&filtered_body(body, &filter).unwrap()).unwrap();
        assert_eq!(kept["endpoints"][0]["lb_endpoints"].as_array().unwrap().len(), 1);
        assert_eq!(kept["endpoints"][0]["lb_endpoints"][0]["load_balancing_weight"], 2);
        assert_eq!(kept["endpoints"][0]["locality"]["region"], "r");
        assert!(kept["policy"].is_object());
    }
}
