//! Who uses a secret: the clusters and listeners whose TLS contexts and filters name it for SDS.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::envoy::dump::{Dump, Section};
use crate::envoy::fields;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::references::{self, Named};
use crate::section::gather;

/// As many users are named; of Istio's own certificate there are as many as clusters.
const NAMED: usize = 3;

/// The users of each secret, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Users {
    of_secret: BTreeMap<String, Vec<String>>,
}

impl Users {
    /// Finds the users among the clusters and listeners of a dump. What can't be read is a problem of their own tables.
    pub(super) fn of<'a>(dump: &Dump<'a>) -> Self {
        let mut users = Users::default();
        for (section, kind, read) in [
            (Section::Listeners, "listener", read_listener as fn(&mut Reader<'a>) -> Result<Found<'a>>),
            (Section::Clusters, "cluster", read_cluster),
        ] {
            let resources: Vec<_> = dump.of(section).collect();
            let (runs, _) = gather::gather(&resources, read, |resource, (name, secrets): Found<'_>, run: &mut Vec<_>| {
                let name = if name.is_empty() { resource.name.clone() } else { name };
                run.push((format!("{kind}/{name}"), secrets));
            });
            for (user, secrets) in runs.into_iter().flatten() {
                for secret in secrets {
                    let known = users.of_secret.entry(secret.into_owned()).or_default();
                    // Of one resource several sockets, or several states, may name the same secret.
                    if known.last() != Some(&user) {
                        known.push(user.clone());
                    }
                }
            }
        }
        users
    }

    /// The users of the secret called `name`: the first ones, and how many more.
    pub(super) fn cell(&self, name: &str) -> String {
        let Some(users) = self.of_secret.get(name) else { return String::new() };
        let named = users.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if users.len() > NAMED { format!("{named} + {} more", users.len() - NAMED) } else { named }
    }
}

/// The name of a listener or cluster, and the secrets that it uses.
type Found<'a> = (Cow<'a, str>, Vec<Cow<'a, str>>);

/// Reads a `Listener`, of which any part may name a secret.
fn read_listener<'a>(reader: &mut Reader<'a>) -> Result<Found<'a>> {
    read(reader, Section::Listeners.message(), |_| true)
}

/// Reads a `Cluster`. Its other fields name none, and those of all clusters together are long.
fn read_cluster<'a>(reader: &mut Reader<'a>) -> Result<Found<'a>> {
    read(reader, Section::Clusters.message(), |field| {
        matches!(field, "transport_socket" | "transport_socket_matches" | "typed_extension_protocol_options" | "filters")
    })
}

fn read<'a>(reader: &mut Reader<'a>, message: &str, is_concerned: fn(&str) -> bool) -> Result<Found<'a>> {
    let mut found: Found<'a> = Default::default();
    let Some(message) = fields::message(message) else { return Ok(found) };
    reader.fields(|name, value| match name {
        "name" => {
            found.0 = value.text()?;
            Ok(())
        }
        _ if is_concerned(name) => references::visit_field(message, name, value, &mut |_, named, name| {
            if named == Named::Secret {
                found.1.push(name);
            }
        }),
        _ => Ok(()),
    })?;
    Ok(found)
}
