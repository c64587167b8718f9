//! The names of what a proxy's configuration holds, for the filters: from the source that stands on the line.

use std::path::PathBuf;

use super::super::args::{KubeconfigArgs, PodArgs, SourceArgs};
use super::super::load::Loaded;
use super::super::notes::Notes;
use super::super::sources::{self, Proxies};
use super::LIMIT;
use super::line::Line;
use super::names::{distinct, expanded};
use crate::envoy::dump::Section;
use crate::section::{Table, cluster, endpoint, listener, route};
use crate::source::pod::{Cluster, ClusterOptions, Overrides, Target};
use crate::source::requests::Wanted;

/// Whose names are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Listeners,
    Routes,
    Clusters,
    Endpoints,
    Eds,
}

/// What a filter's value may be, and where that is found.
pub struct Resources {
    of: Of,
    filter: String,
    file: Option<PathBuf>,
    admin: Option<String>,
    target: Option<String>,
    options: ClusterOptions,
    overrides: Overrides,
    /// The other filters of clusters on the line.
    clusters: cluster::Filter,
}

impl Resources {
    /// What a line asks for whose last word is a value of the flag `filter`; nothing where that names no resource, or where there is no source.
    pub fn of(line: &Line, filter: &str) -> Option<Resources> {
        let of = match (line.command.get_name(), filter) {
            ("listener", "address" | "port") => Of::Listeners,
            ("route" | "all", "name") => Of::Routes,
            ("cluster", "fqdn" | "subset" | "port") => Of::Clusters,
            ("endpoint", "address" | "port" | "cluster") => Of::Endpoints,
            ("eds", "address" | "port" | "cluster") => Of::Eds,
            ("all", "address" | "port") => Of::Listeners,
            ("all", "fqdn" | "subset" | "cluster") => Of::Clusters,
            _ => return None,
        };
        let value = |id: &str| line.value(id).filter(|value| !value.is_empty());
        let other = |id: &str| value(id).filter(|_| id != filter).map(str::to_owned);
        let clusters = cluster::Filter {
            fqdn: other("fqdn"),
            direction: other("direction"),
            subset: other("subset"),
            port: other("port").and_then(|port| port.parse().ok()),
        };
        let options = ClusterOptions {
            kubeconfig: value("kubeconfig").map(expanded),
            context: value("context").map(str::to_owned),
            namespace: value("namespace").map(str::to_owned),
            is_unattended: true,
        };
        let overrides = Overrides {
            container: value("container").map(str::to_owned),
            port: value("proxy_admin_port").and_then(|port| port.parse().ok()),
        };
        let (file, admin, target) = (value("file"), value("admin").map(str::to_owned), value("target").map(str::to_owned));
        // Standard input is the shell's, and is not there yet.
        let is_there = file.map_or(admin.is_some() || target.is_some(), |file| file != "-");
        let file = file.map(expanded);
        is_there.then(|| Resources { of, filter: filter.to_owned(), file, admin, target, options, overrides, clusters })
    }

    /// The names; none where they can't be found out, for whatever reason.
    pub fn find(&self) -> Option<Vec<String>> {
        let loaded = self.load()?;
        let sections: &[Section] = match self.of {
            Of::Listeners => &[Section::Listeners],
            Of::Routes => &[Section::Routes],
            Of::Clusters => &[Section::Clusters],
            Of::Endpoints | Of::Eds => &[Section::Hosts, Section::Endpoints],
        };
        let dump = loaded.dump(sections).ok()?.dump;
        let (table, _) = match self.of {
            Of::Listeners => listener::summary(&listener::select(&dump, &listener::Filter::default()).0),
            Of::Routes => route::summary(&route::select(&dump, None)),
            Of::Clusters => cluster::table(&cluster::select(&dump, &self.clusters)),
            Of::Endpoints | Of::Eds => {
                let section = if dump.has(Section::Hosts) { Section::Hosts } else { Section::Endpoints };
                endpoint::table(&dump, section, &endpoint::Filter::default())
            }
        };
        Some(self.names(&table))
    }

    /// What of a table's rows the filter is compared with.
    fn names(&self, table: &Table<'_>) -> Vec<String> {
        let column = |index: usize| table.rows().filter_map(move |row| row.cells.get(index)).map(ToString::to_string);
        // An endpoint is an address and, behind its last colon, a port; behind a plus sign or a comma stand others.
        let endpoints = || column(0).map(|cell| cell.split([',', ' ']).next().unwrap_or_default().to_owned());
        let part = |is_address: bool| {
            endpoints().filter_map(move |cell| match cell.rsplit_once(':') {
                Some((address, port)) if port.parse::<u16>().is_ok() => Some(if is_address { address } else { port }.to_owned()),
                // A unix socket has no port.
                _ => is_address.then_some(cell),
            })
        };
        let names: Vec<String> = match (self.of, self.filter.as_str()) {
            (Of::Listeners, "address") => column(0).flat_map(|cell| cell.split(',').map(str::to_owned).collect::<Vec<_>>()).collect(),
            (Of::Listeners, _) | (Of::Clusters, "port") => column(1).collect(),
            (Of::Clusters, "subset") => column(2).collect(),
            (Of::Clusters, "cluster") => table.rows().map(|row| row.name.to_owned()).collect(),
            (Of::Endpoints | Of::Eds, "cluster") => column(3).collect(),
            (Of::Endpoints | Of::Eds, filter) => part(filter == "address").collect(),
            (Of::Routes | Of::Clusters, _) => column(0).collect(),
        };
        distinct(names.into_iter().filter(|name| !matches!(name.as_str(), "" | "-")).collect())
    }

    fn wanted(&self) -> Wanted {
        match self.of {
            Of::Listeners => Wanted::Listeners,
            Of::Routes => Wanted::Routes,
            Of::Clusters => Wanted::Clusters,
            Of::Endpoints => Wanted::Endpoints,
            Of::Eds => Wanted::Eds,
        }
    }

    /// The source, read.
    fn load(&self) -> Option<Loaded> {
        if self.file.is_some() || self.admin.is_some() {
            let pods = PodArgs { namespace: self.options.namespace.clone(), ..PodArgs::default() };
            let source = SourceArgs {
                target: self.target.clone(),
                file: self.file.clone().into_iter().collect(),
                admin: self.admin.clone(),
                timeout: LIMIT,
                pods,
                cluster: KubeconfigArgs::default(),
            };
            let Proxies::One(proxy) = sources::named(&source).ok()? else { return None };
            return proxy.load(self.wanted(), Notes::kept()).ok();
        }
        let target: Target = self.target.as_deref()?.parse().ok()?;
        let cluster = Cluster::connect(&self.options, LIMIT).ok()?;
        let pods = cluster.find(&target, &self.overrides).ok()?;
        let admin = cluster.admin(pods.best()).ok()?;
        let mut loaded = Loaded::new(true, Notes::kept());
        loaded.ask(&admin, self.wanted()).ok()?;
        Some(loaded)
    }
}
