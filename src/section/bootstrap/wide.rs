//! What `-o wide` adds to the versions in a bootstrap: the node, the xDS servers, the admin interface and tracing.

use std::borrow::Cow;

use super::super::age::age;
use super::super::route_match::short_type;
use super::super::{Item, decode};
use super::{Line, Versions};
use crate::envoy::address::Address;
use crate::envoy::dump::{Dump, Problem, Section};
use crate::envoy::json::reader::{Reader, Result};

/// The fields of a `envoy.config.bootstrap.v3.Bootstrap` that only `wide` shows.
#[derive(Clone, Debug, Default)]
pub struct More<'a> {
    id: Cow<'a, str>,
    cluster: Cow<'a, str>,
    /// Region, zone and sub-zone.
    locality: [Cow<'a, str>; 3],
    user_agent: Cow<'a, str>,
    /// The product that wrote the node's metadata, with its version.
    product: Option<String>,
    /// Where the configuration comes from: `ADS`, `CDS`, `LDS`, and by what.
    sources: Vec<(&'static str, String)>,
    admin: Option<Address<'a>>,
    tracing: Option<String>,
    /// The addresses of the static clusters, of which some are xDS servers.
    clusters: Vec<(Cow<'a, str>, Vec<Address<'a>>)>,
}

impl<'a> More<'a> {
    /// Reads a `Bootstrap`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut more = More::default();
        reader.fields(|name, value| {
            match name {
                "node" => more.read_node(value)?,
                "dynamic_resources" => value.fields(|name, value| {
                    let kind = match name {
                        "ads_config" => "ADS",
                        "cds_config" => "CDS",
                        "lds_config" => "LDS",
                        _ => return Ok(()),
                    };
                    let source = if kind == "ADS" { read_api(value)? } else { read_source(value)? };
                    more.sources.push((kind, source));
                    Ok(())
                })?,
                "static_resources" => {
                    if let Some(mut clusters) = value.find("clusters")? {
                        more.clusters = clusters.list(read_cluster)?;
                    }
                }
                "admin" => {
                    more.admin = value.find("address")?.map(|mut address| Address::read(&mut address)).transpose()?;
                }
                "tracing" => {
                    if let Some(http) = value.find("http")? {
                        more.tracing = Some(read_tracer(&http)?);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        // The order of a JSON object is that of whoever wrote it.
        more.sources.sort_by_key(|(kind, _)| *kind);
        Ok(more)
    }

    fn read_node(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| {
            match name {
                "id" => self.id = value.text()?,
                "cluster" => self.cluster = value.text()?,
                "user_agent_name" => self.user_agent = value.text()?,
                "locality" => {
                    for (part, field) in self.locality.iter_mut().zip(["region", "zone", "sub_zone"]) {
                        *part = value.text_of(field)?;
                    }
                }
                "metadata" => self.product = read_product(value)?,
                _ => {}
            }
            Ok(())
        })
    }

    /// The lines behind those of the versions. `age` is the time since the bootstrap was read.
    fn lines(&self, age: Option<String>) -> Vec<Line> {
        let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let locality: Vec<&str> = self.locality.iter().map(|part| &**part).take_while(|part| !part.is_empty()).collect();
        let mut lines = vec![
            ("Node ID:", or_dash(&self.id)),
            ("Node Cluster:", or_dash(&self.cluster)),
            ("Locality:", or_dash(&locality.join("/"))),
            ("Product:", or_dash(self.product.as_deref().unwrap_or(&self.user_agent))),
        ];
        for (kind, source) in &self.sources {
            lines.push(("xDS Server:", format!("{kind} {}", self.with_address(source))));
        }
        if self.sources.is_empty() {
            lines.push(("xDS Server:", "-".to_owned()));
        }
        lines.push(("Admin:", or_dash(&self.admin.as_ref().map(shown).unwrap_or_default())));
        lines.push(("Tracing:", or_dash(self.tracing.as_deref().map(|tracer| self.with_address(tracer)).unwrap_or_default().as_str())));
        lines.push(("Age:", or_dash(&age.unwrap_or_default())));
        lines
    }

    /// A text that ends in a static cluster's name, with that cluster's addresses.
    fn with_address(&self, text: &str) -> String {
        let cluster = text.split_once(" by ").map(|(_, cluster)| cluster);
        let Some((_, addresses)) = self.clusters.iter().find(|(name, _)| Some(&**name) == cluster) else { return text.to_owned() };
        let addresses: Vec<String> = addresses.iter().map(shown).collect();
        if addresses.is_empty() { text.to_owned() } else { format!("{text} ({})", addresses.join(", ")) }
    }
}

/// An address with its port.
fn shown(address: &Address<'_>) -> String {
    match address {
        Address::Socket { address, port } if address.contains(':') => format!("[{address}]:{port}"),
        Address::Socket { address, port } => format!("{address}:{port}"),
        Address::Pipe(path) => format!("unix://{path}"),
        other => other.host().into_owned(),
    }
}

/// The product whose control plane or agent wrote the node's metadata, where these tell it.
fn read_product(metadata: &mut Reader<'_>) -> Result<Option<String>> {
    let mut product = None;
    metadata.entries(|name, value| {
        match name {
            "ISTIO_VERSION" if value.peek() == Some(b'"') => product = Some(format!("Istio {}", value.text()?)),
            // Kuma's and Kong Mesh's data plane: {"version": {"kumaDp": {"version": "2.9.0"}}}.
            "version" if value.peek() == Some(b'{') => value.entries(|name, value| {
                if name == "kumaDp" && value.peek() == Some(b'{') {
                    product = Some(format!("Kuma {}", value.text_of("version")?));
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(product)
}

/// A static cluster's name and the addresses of its endpoints.
fn read_cluster<'a>(reader: &mut Reader<'a>) -> Result<(Cow<'a, str>, Vec<Address<'a>>)> {
    let (mut cluster, mut addresses) = (Cow::Borrowed(""), Vec::new());
    reader.fields(|name, value| {
        match name {
            "name" => cluster = value.text()?,
            "load_assignment" => {
                let Some(mut groups) = value.find("endpoints")? else { return Ok(()) };
                groups.elements(|group| {
                    let Some(mut endpoints) = group.find("lb_endpoints")? else { return Ok(()) };
                    endpoints.elements(|endpoint| {
                        let address = endpoint.find("endpoint")?.map_or(Ok(None), |endpoint| endpoint.find("address"))?;
                        if let Some(mut address) = address {
                            addresses.push(Address::read(&mut address)?);
                        }
                        Ok(())
                    })
                })?;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((cluster, addresses))
}

/// A `ConfigSource`: a file, ADS, or an API of its own.
fn read_source(reader: &mut Reader<'_>) -> Result<String> {
    let mut source = "-".to_owned();
    reader.fields(|name, value| {
        match name {
            "ads" => "by ADS".clone_into(&mut source),
            "path" => source = format!("of file {}", value.text()?),
            "path_config_source" => source = format!("of file {}", value.text_of("path")?),
            "api_config_source" => source = read_api(value)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(source)
}

/// An `ApiConfigSource`: its protocol, and the cluster or address of its server.
fn read_api(reader: &mut Reader<'_>) -> Result<String> {
    let (mut kind, mut server) = (String::new(), String::new());
    reader.fields(|name, value| {
        match name {
            "api_type" => kind = value.text()?.into_owned(),
            "grpc_services" => value.elements(|service| {
                server = read_grpc(service)?;
                Ok(())
            })?,
            "cluster_names" => server = format!("by {}", value.list(Reader::text)?.join(",")),
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{kind} {server}").trim().to_owned())
}

/// A `GrpcService`: the cluster of Envoy's own client, or the address of Google's.
fn read_grpc(reader: &mut Reader<'_>) -> Result<String> {
    let mut server = String::new();
    reader.fields(|name, value| {
        match name {
            "envoy_grpc" => server = format!("by {}", value.text_of("cluster_name")?),
            "google_grpc" => server = format!("by {}", value.text_of("target_uri")?),
            _ => {}
        }
        Ok(())
    })?;
    Ok(server)
}

/// A `Tracing.Http`: the tracer by its type, and the cluster of its collector.
fn read_tracer(reader: &Reader<'_>) -> Result<String> {
    let Some(mut config) = reader.find("typed_config")? else { return Ok(reader.text_of("name")?.into_owned()) };
    let type_url = config.text_of("@type")?;
    let mut server = String::new();
    config.fields(|name, value| {
        match name {
            "collector_cluster" => server = format!(" by {}", value.text()?),
            "grpc_service" => server = format!(" {}", read_grpc(value)?),
            _ => {}
        }
        Ok(())
    })?;
    Ok(format!("{}{server}", short_type(&type_url).trim_end_matches("Config")))
}

/// The lines of each bootstrap in the dump: istioctl's, then what only `wide` tells. `now` is in seconds since 1970.
pub fn wide_lines(dump: &Dump<'_>, now: i64) -> (Vec<Vec<Line>>, Vec<Problem>) {
    let resources: Vec<_> = dump.of(Section::Bootstrap).collect();
    let (versions, mut problems) = decode(&resources, Versions::read);
    let (more, found) = decode(&resources, More::read);
    problems.extend(found);
    let lines = versions.into_iter().zip(more).map(|(versions, Item { resource, fields })| {
        // The section around the bootstrap has the time.
        let updated = Reader::new(resource.entry, 0).text_of("last_updated").unwrap_or_default();
        let mut lines = versions.fields.lines();
        lines.extend(fields.lines(age(&updated, now)));
        lines
    });
    (lines.collect(), problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bootstrap_is_told_in_lines() {
        let json = r#"{"node":{"id":"n","cluster":"c","locality":{"region":"r","zone":"z"},"metadata":{"ISTIO_VERSION":"1.30.0"}},
            "dynamic_resources":{"ads_config":{"api_type":"GRPC","grpc_services":[{"envoy_grpc":{"cluster_name":"xds-grpc"}}]},
                "lds_config":{"path_config_source":{"path":"/etc/lds.yaml"}},"cds_config":{"ads":{}}},
            "admin":{"address":{"socket_address":{"address":"127.0.0.1","port_value":15000}}},
            "static_resources":{"clusters":[{"name":"xds-grpc","load_assignment":{"endpoints":[{"lb_endpoints":[
                {"endpoint":{"address":{"pipe":{"path":"/etc/XDS"}}}}]}]}}]},
            "tracing":{"http":{"typed_config":{"@type":"t/envoy.config.trace.v3.ZipkinConfig","collector_cluster":"zipkin"}}}}"#;
        let more = More::read(&mut Reader::new(json.as_bytes(), 0)).unwrap();
        let lines: Vec<String> = more.lines(Some("3h5m".to_owned())).into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        assert_eq!(
            lines,
            [
                "Node ID: n",
                "Node Cluster: c",
                "Locality: r/z",
                "Product: Istio 1.30.0",
                "xDS Server: ADS GRPC by xds-grpc (unix:///etc/XDS)",
                "xDS Server: CDS by ADS",
                "xDS Server: LDS of file /etc/lds.yaml",
                "Admin: 127.0.0.1:15000",
                "Tracing: Zipkin by zipkin",
                "Age: 3h5m",
            ]
        );
    }
}
