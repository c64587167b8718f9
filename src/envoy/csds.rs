//! What a client of xDS says of its configuration to a Client Status Discovery Service, which a gRPC program without a proxy serves too.
//!
//! The message is [`ClientConfig`](https://www.envoyproxy.io/docs/envoy/latest/api-v3/service/status/v3/csds.proto): its resources stand in
//! one list, each with its type, while `/config_dump` has a list for each type. It is translated into the latter, so that everything
//! that reads a dump reads this.

use super::dump::{Section, State};
use super::json::reader::{Reader, Result};

/// One resource of a client.
#[derive(Default)]
struct Generic<'a> {
    type_url: String,
    name: Option<&'a [u8]>,
    /// Members as an entry of `/config_dump` has them: `version_info`, `last_updated`, and `error_state`.
    members: Vec<(&'static str, &'a [u8])>,
    body: Option<&'a [u8]>,
    /// The word of `client_status`.
    status: String,
}

/// The id of a client's node, and its configuration as `/config_dump` has it. The older list `xds_config`, whose elements hold whole
/// sections of a dump, is read too.
///
/// # Errors
/// Where the object is broken.
pub fn to_dump(mut client: Reader<'_>) -> Result<(String, Vec<u8>)> {
    let mut id = String::new();
    let mut configs: Vec<Vec<u8>> = Vec::new();
    client.fields(|field, value| {
        match field {
            "node" => id = value.text_of("id")?.into_owned(),
            "generic_xds_configs" => value.elements(|element| {
                let generic = Generic::read(element)?;
                configs.extend(generic.to_config());
                Ok(())
            })?,
            "xds_config" => value.elements(|element| {
                element.fields(|name, section| {
                    let section_of = SECTIONS.iter().find(|(field, _)| *field == name);
                    if let Some((_, section_of)) = section_of {
                        let members = section.raw()?.strip_prefix(b"{").unwrap_or(b"}").trim_ascii_start();
                        configs.push(config(*section_of, members));
                    }
                    Ok(())
                })
            })?,
            _ => {}
        }
        Ok(())
    })?;
    let text = [&b"{\"configs\":["[..], &configs.join(&b","[..]), b"]}"].concat();
    Ok((id, text))
}

/// The fields of `PerXdsConfig` that hold a section of a dump.
const SECTIONS: [(&str, Section); 5] = [
    ("listener_config", Section::Listeners),
    ("cluster_config", Section::Clusters),
    ("route_config", Section::Routes),
    ("scoped_route_config", Section::ScopedRoutes),
    ("endpoint_config", Section::Endpoints),
];

/// An element of a dump's `configs`, of members that end with the object's bracket.
fn config(section: Section, members: &[u8]) -> Vec<u8> {
    let comma = if members.starts_with(b"}") { "" } else { "," };
    let start = format!("{{\"@type\":\"type.googleapis.com/envoy.admin.v3.{}\"{comma}", section.container());
    [start.as_bytes(), members].concat()
}

impl<'a> Generic<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Generic<'a>> {
        let mut generic = Generic::default();
        reader.fields(|field, value| {
            match field {
                "type_url" => generic.type_url = value.text()?.into_owned(),
                "name" => generic.name = Some(value.raw()?),
                "version_info" => generic.members.push(("version_info", value.raw()?)),
                "last_updated" => generic.members.push(("last_updated", value.raw()?)),
                "error_state" => generic.members.push(("error_state", value.raw()?)),
                "xds_config" => generic.body = Some(value.raw()?),
                "client_status" => generic.status = value.text()?.into_owned(),
                _ => {}
            }
            Ok(())
        })?;
        Ok(generic)
    }

    /// The resource as a dump's section with it alone; none where its type is no section's. What was asked for and is not there has no
    /// body, and stands there with its state.
    fn to_config(&self) -> Option<Vec<u8>> {
        let type_name = self.type_url.rsplit('/').next()?;
        let section = Section::ALL.into_iter().find(|section| section.message() == type_name)?;
        let (list, field) = section.list_of(State::Active)?;
        let status = format!("\"{}\"", self.status.escape_default());
        let mut members = Vec::new();
        if !self.status.is_empty() {
            members.push(member("client_status", status.as_bytes()));
        }
        let own = self.members.iter().map(|(name, value)| (*name, member(name, value)));
        if section == Section::Listeners {
            members.push(member("name", self.name.unwrap_or(b"\"\"")));
            // Of a listener, what is in use stands in an object of its own.
            let (error, mut state): (Vec<_>, Vec<_>) = own.partition(|(name, _)| *name == "error_state");
            members.extend(error.into_iter().map(|(_, member)| member));
            if let Some(body) = self.body {
                state.push((field, member(field, body)));
                members.push(member("active_state", &object(&state.into_iter().map(|(_, member)| member).collect::<Vec<_>>())));
            }
        } else {
            members.extend(own.map(|(_, member)| member));
            let key = if section == Section::Endpoints { "cluster_name" } else { "name" };
            let body = match (self.body, self.name) {
                (Some(body), _) => member(field, body),
                (None, Some(name)) => member(field, &object(&[member(key, name)])),
                (None, None) => return None,
            };
            members.push(body);
        }
        let list = member(list, &[b"[", &object(&members)[..], b"]"].concat());
        Some(config(section, &[&list[..], b"}"].concat()))
    }
}

fn member(name: &str, value: &[u8]) -> Vec<u8> {
    [format!("\"{name}\":").as_bytes(), value].concat()
}

fn object(members: &[Vec<u8>]) -> Vec<u8> {
    [b"{", &members.join(&b","[..])[..], b"}"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(client: &str, expect: &str) {
        let (id, text) = to_dump(Reader::new(client.as_bytes(), 0)).unwrap();
        assert_eq!(format!("{id}: {}", String::from_utf8(text).unwrap()), expect, "{client}");
    }

    #[test]
    fn resources_stand_in_the_lists_of_their_types() {
        check(
            r#"{"node":{"id":"n"},"genericXdsConfigs":[{"typeUrl":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"c","versionInfo":"1","xdsConfig":{"name":"c"},"clientStatus":"ACKED"}]}"#,
            r#"n: {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","dynamic_active_clusters":[{"client_status":"ACKED","version_info":"1","cluster":{"name":"c"}}]}]}"#,
        );
        check(
            r#"{"generic_xds_configs":[{"type_url":"x/envoy.config.listener.v3.Listener","name":"l","version_info":"2","xds_config":{"name":"l"},"error_state":{"details":"no"}}]}"#,
            r#": {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ListenersConfigDump","dynamic_listeners":[{"name":"l","error_state":{"details":"no"},"active_state":{"version_info":"2","listener":{"name":"l"}}}]}]}"#,
        );
        // What no section has is no resource here.
        check(r#"{"genericXdsConfigs":[{"typeUrl":"x/envoy.service.runtime.v3.Runtime","xdsConfig":{}}]}"#, r#": {"configs":[]}"#);
        check(
            r#"{"xdsConfig":[{"status":"SYNCED","clusterConfig":{"versionInfo":"1"}}]}"#,
            r#": {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","versionInfo":"1"}]}"#,
        );
    }
}
