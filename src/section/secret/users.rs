//! Who uses a secret: the clusters and listeners whose TLS contexts name it for SDS.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::envoy::dump::{Dump, Section};
use crate::envoy::json::reader::{Reader, Result};
use crate::section::gather;
use crate::section::tls::TransportSocket;

/// As many users are named; of Istio's own certificate there are as many as clusters.
const NAMED: usize = 3;

/// The users of each secret, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Users {
    of_secret: BTreeMap<String, Vec<String>>,
}

impl Users {
    /// Finds the users among the clusters and listeners of a dump. What can't be read is a problem of their own tables.
    pub(super) fn of(dump: &Dump<'_>) -> Self {
        let mut users = Users::default();
        for (section, kind) in [(Section::Listeners, "listener"), (Section::Clusters, "cluster")] {
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

/// Reads a `Listener` or a `Cluster`: both have their sockets under names that the other has not.
fn read<'a>(reader: &mut Reader<'a>) -> Result<Found<'a>> {
    let mut found: Found<'a> = Default::default();
    reader.fields(|name, value| {
        match name {
            "name" => found.0 = value.text()?,
            "transport_socket" => found.1.extend(TransportSocket::read(value)?.secrets),
            "filter_chains" | "transport_socket_matches" => value.elements(|part| read_part(part, &mut found.1))?,
            "default_filter_chain" => read_part(value, &mut found.1)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// The socket of a filter chain or of a match.
fn read_part<'a>(part: &Reader<'a>, secrets: &mut Vec<Cow<'a, str>>) -> Result<()> {
    if let Some(mut socket) = part.find("transport_socket")? {
        secrets.extend(TransportSocket::read(&mut socket)?.secrets);
    }
    Ok(())
}
