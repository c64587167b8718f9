//! A bootstrap file: what its `static_resources` hold, as Envoy itself would list them after its start.

use super::dump::{Dump, Path, Section, State};
use super::json::reader::{Reader, Result};

/// The `@type` (without its host) of the HTTP connection manager's configuration, whose inline routes Envoy lists as static ones.
pub const HTTP_CONNECTION_MANAGER: &str = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";

/// Adds the bootstrap in front of `reader`, and the static resources in it, to `dump`.
///
/// # Errors
/// Where the text is broken.
pub fn read<'a>(reader: &mut Reader<'a>, dump: &mut Dump<'a>) -> Result<()> {
    let start = *reader;
    for section in [Section::Bootstrap, Section::Clusters, Section::Endpoints, Section::Listeners, Section::Routes, Section::Secrets] {
        dump.see(section);
    }
    reader.fields(|name, value| if name == "static_resources" { static_resources(value, dump) } else { Ok(()) })?;
    if dump.wanted.contains(&Section::Bootstrap) {
        let body = start.raw_until(reader);
        dump.push(Section::Bootstrap, State::Static, Some(body), body, Path::default());
    }
    Ok(())
}

fn static_resources<'a>(reader: &mut Reader<'a>, dump: &mut Dump<'a>) -> Result<()> {
    reader.fields(|name, value| {
        let (section, list) = match name {
            "listeners" => (Section::Listeners, "static_resources.listeners"),
            "clusters" => (Section::Clusters, "static_resources.clusters"),
            "secrets" => (Section::Secrets, "static_resources.secrets"),
            _ => return Ok(()),
        };
        let mut index = 0;
        value.elements(|element| {
            let start = *element;
            let path = Path { list, index, ..Path::default() };
            index += 1;
            let body = element.raw()?;
            if dump.wanted.contains(&section) {
                dump.push(section, State::Static, Some(body), body, path);
            }
            match section {
                Section::Clusters if dump.wanted.contains(&Section::Endpoints) => load_assignment(start, dump, path),
                Section::Listeners if dump.wanted.contains(&Section::Routes) => inline_routes(start, dump, path),
                _ => Ok(()),
            }
        })
    })
}

/// A static cluster's endpoints stand in the cluster.
fn load_assignment<'a>(mut cluster: Reader<'a>, dump: &mut Dump<'a>, path: Path) -> Result<()> {
    cluster.fields(|name, value| {
        if name == "load_assignment" {
            let body = value.raw()?;
            dump.push(Section::Endpoints, State::Static, Some(body), body, path);
        }
        Ok(())
    })
}

/// A listener's inline route configurations stand in its HTTP connection managers.
fn inline_routes<'a>(mut listener: Reader<'a>, dump: &mut Dump<'a>, path: Path) -> Result<()> {
    let mut chain = |chain: &mut Reader<'a>| {
        chain.fields(|name, filters| {
            if name != "filters" {
                return Ok(());
            }
            filters.elements(|filter| {
                filter.fields(|name, config| {
                    if name != "typed_config" {
                        return Ok(());
                    }
                    let (mut is_http, mut routes) = (false, None);
                    config.fields(|name, value| {
                        match name {
                            "@type" => is_http = value.text()?.ends_with(HTTP_CONNECTION_MANAGER),
                            "route_config" => routes = Some(value.raw()?),
                            _ => {}
                        }
                        Ok(())
                    })?;
                    if let (true, Some(body)) = (is_http, routes) {
                        dump.push(Section::Routes, State::Static, Some(body), body, path);
                    }
                    Ok(())
                })
            })
        })
    };
    listener.fields(|name, value| match name {
        "filter_chains" => value.elements(&mut chain),
        "default_filter_chain" => chain(value),
        _ => Ok(()),
    })
}
