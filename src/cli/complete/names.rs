//! Names that the program doesn't know by itself: those of a kubeconfig, a cluster, or a snapshot.

use std::path::{Path, PathBuf};

use super::LIMIT;
use super::line::Line;
use crate::source::pod::{Cluster, ClusterOptions, Kind, contexts};
use crate::source::snapshot::{Bundle, Proxy};

/// Which names.
pub enum Names {
    /// Those of contexts.
    Contexts,
    /// Those of namespaces.
    Namespaces,
    /// Those of pods and workloads, as `[TYPE/]NAME[.NAMESPACE]`, that go on from this text.
    Targets(String),
}

/// What a line says already of where to look.
pub struct Given {
    options: ClusterOptions,
    file: Option<PathBuf>,
}

impl Given {
    /// What this line says.
    pub fn of(line: &Line) -> Given {
        let value = |id| line.value(id).filter(|value| !value.is_empty());
        let options = ClusterOptions {
            kubeconfig: value("kubeconfig").map(expanded),
            context: value("context").map(str::to_owned),
            namespace: value("namespace").map(str::to_owned),
            is_unattended: true,
        };
        Given { options, file: value("file").map(expanded) }
    }

    fn cluster(&self) -> Option<Cluster> {
        Cluster::connect(&self.options, LIMIT).ok()
    }
}

/// A path as a shell reads it, which has it unread as long as the line is not run.
pub(super) fn expanded(path: &str) -> PathBuf {
    let below_home = ["~/", "$HOME/", "${HOME}/"].into_iter().find_map(|home| path.strip_prefix(home));
    match (below_home, std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
    }
}

/// The names; none where they can't be found out, for whatever reason.
pub fn find(names: &Names, given: &Given) -> Option<Vec<String>> {
    match (names, &given.file) {
        (Names::Contexts, _) => contexts(given.options.kubeconfig.as_deref()).ok(),
        (Names::Namespaces, None) => given.cluster()?.namespaces().ok(),
        (Names::Targets(typed), None) => {
            let cluster = given.cluster()?;
            targets(typed, &Kind::ALL, |kind, typed| of_cluster(&cluster, kind, typed))
        }
        (names, Some(file)) => of_file(names, file, given.options.namespace.as_deref()),
    }
}

/// Pods, types and, behind a type, its names.
fn targets(typed: &str, kinds: &[Kind], names: impl Fn(Kind, &str) -> Option<Vec<String>>) -> Option<Vec<String>> {
    if let Some((word, typed)) = typed.split_once('/') {
        let names = names(Kind::of(word)?, typed)?;
        return Some(names.into_iter().map(|name| format!("{word}/{name}")).collect());
    }
    let mut all = names(Kind::Pod, typed)?;
    // Of a type's names the longest is offered, and a short one to whoever begins to write it.
    let words = kinds.iter().filter_map(|kind| kind.words().iter().find(|word| word.starts_with(typed)));
    all.extend(words.map(|word| format!("{word}/")));
    Some(all)
}

/// The names of one type in the cluster's namespace; behind a dot, the namespaces that have an object of the name before it.
fn of_cluster(cluster: &Cluster, kind: Kind, typed: &str) -> Option<Vec<String>> {
    let mut names = if kind == Kind::Pod { cluster.proxies() } else { cluster.names(kind) }.ok()?;
    names.retain(|name| name.starts_with(typed));
    if names.is_empty()
        && let Some((name, _)) = typed.rsplit_once('.')
    {
        let namespaces = cluster.namespaces_with(kind, name).ok()?;
        names = namespaces.into_iter().map(|namespace| format!("{name}.{namespace}")).collect();
    }
    Some(names)
}

/// The names in a snapshot, or another tool's archive. A file of another kind has none.
fn of_file(names: &Names, file: &Path, namespace: Option<&str>) -> Option<Vec<String>> {
    let bundle = Bundle::open(file).ok()??;
    let proxies = || bundle.proxies().iter().filter(|proxy| namespace.is_none() || proxy.namespace.as_deref() == namespace);
    match names {
        Names::Targets(typed) => {
            let names = |kind, typed: &str| Some(distinct(proxies().filter_map(|proxy| of_saved(proxy, kind, typed)).collect()));
            let kinds: Vec<Kind> =
                Kind::ALL.into_iter().filter(|kind| proxies().any(|proxy| of_saved(proxy, *kind, "").is_some())).collect();
            targets(typed, &kinds, names)
        }
        Names::Namespaces => Some(distinct(bundle.proxies().iter().filter_map(|proxy| proxy.namespace.clone()).collect())),
        Names::Contexts => None,
    }
}

/// The name of a saved proxy as a pod, or that of its workload if it is of this type; with its namespace where that is begun to be written.
fn of_saved(proxy: &Proxy, kind: Kind, typed: &str) -> Option<String> {
    let name = match kind {
        Kind::Pod => &proxy.name,
        _ => proxy.workload.as_deref()?.split_once('/').filter(|(of, _)| of.eq_ignore_ascii_case(kind.word()))?.1,
    };
    let full = proxy.namespace.as_ref().map(|namespace| format!("{name}.{namespace}"));
    let is_full = typed.len() > name.len();
    Some(full.filter(|_| is_full).unwrap_or_else(|| name.to_owned()))
}

/// The names in order, each once.
pub(super) fn distinct(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}
