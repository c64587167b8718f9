//! Which tool made a bundle, and which of its files belong to which proxy.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, base, stem};
use super::store::Member;

/// Who made a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// This program: `manifest.json`, `proxies/NAMESPACE/POD/config_dump.json` and so on.
    Snapshot,
    /// `istioctl bug-report`: `bug-report/proxies/NAMESPACE/POD/` with `config_dump?include_eds`, `clusters`, `listeners`, `certs`,
    /// `memory`, `server_info`, `stats/prometheus` and `runtime`, each named by its request, which is without `format=json`
    /// (source: istio/istio, tools/bug-report/pkg/archive/archive.go and pkg/common/common.go). A ztunnel's folder has a `config_dump`
    /// that is not Envoy's, and is left out.
    IstioBugReport,
    /// `egctl x collect`: `config-dumps/NAMESPACE/POD.json`, with endpoints, in a folder named by the time (source: envoyproxy/gateway,
    /// internal/troubleshoot/collect/config_dump.go).
    EnvoyGateway,
    /// `glooctl proxy snapshot`: a zip file of one proxy with `config.json`, `clusters.txt`, `listeners.txt`, `stats.txt` and
    /// `server_info.json` (source: solo-io/gloo, pkg/utils/envoyutils/admincli/client.go, which kgateway has too); and
    /// `glooctl debug`: `NAMESPACE/config.log`, `clusters.log` and so on (source: solo-io/gloo, test/helpers/kube_dump.go).
    Gloo,
    /// `consul-k8s debug`: `proxy/NAMESPACE/KIND/POD/` with `stats.json` and `config_dumps.json`, which has
    /// `{"SERVICE": {"config_dump": …, "clusters": …}}` with an entry for each proxy of the pod, KIND being `Sidecar` or a gateway's
    /// (source: hashicorp/consul-k8s, cli/cmd/debug/debugProxyData.go and cli/common/envoy/http.go).
    ConsulK8s,
    /// Anything else with config dumps: each folder with a `config_dump.json` is a proxy with the folder's path for a name, each
    /// other dump one with the file's.
    Other,
}

/// A proxy in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// The pod's namespace, where it is a pod for all that the bundle says.
    pub namespace: Option<String>,
    /// The pod's name; of another proxy, its admin address or its path in the bundle.
    pub name: String,
    /// Which of the pod's proxies it is, where it has several.
    pub service: Option<String>,
    /// What the pod belongs to, where that is known: `Deployment/productpage-v1`.
    pub workload: Option<String>,
    /// Where its files stand in the bundle; a file's path where there is one for all.
    pub folder: String,
    pub(super) files: BTreeMap<Answer, Part>,
    /// Its number in the manifest.
    pub(super) entry: Option<usize>,
}

/// Where an answer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The number of the file.
    pub member: usize,
    /// The field of the file's object, and the field of that one's, where the file has several answers.
    pub field: Option<(String, &'static str)>,
}

impl Proxy {
    pub(super) fn new(namespace: Option<&str>, name: &str, folder: &str) -> Proxy {
        Proxy {
            namespace: namespace.map(str::to_owned),
            name: name.to_owned(),
            service: None,
            workload: None,
            folder: folder.to_owned(),
            files: BTreeMap::new(),
            entry: None,
        }
    }

    /// The answers that the bundle has of it.
    pub fn answers(&self) -> impl Iterator<Item = Answer> {
        self.files.keys().copied()
    }

    /// Where its first file stands among all files; those without files come last.
    pub(super) fn position(&self) -> usize {
        self.files.values().map(|part| part.member).min().unwrap_or(usize::MAX)
    }

    /// Takes the best of these files for each answer.
    fn take(&mut self, members: &[Member], numbers: impl IntoIterator<Item = usize>) {
        for number in numbers {
            let Some(answer) = members[number].answer else { continue };
            let order = |number: usize| (members[number].rank, &members[number].path);
            let part = self.files.entry(answer).or_insert(Part { member: number, field: None });
            if order(number) < order(part.member) {
                part.member = number;
            }
        }
    }
}

/// The kinds of proxies that consul-k8s has, as it spells them.
const CONSUL_KINDS: [&str; 6] =
    ["Sidecar", "API Gateway", "API Gateway(Depricated)", "Ingress Gateway", "Mesh Gateway", "Terminating Gateway"];

/// Whose file this is by its path: layout, namespace, name and folder.
fn place(member: &Member) -> Option<(Layout, Option<&str>, &str, &str)> {
    let path = &*member.path;
    let below = |folder: &str| {
        let parts: Vec<&str> = path.split('/').collect();
        let at = parts.iter().position(|part| *part == folder)?;
        Some(parts[at + 1..].to_vec())
    };
    // A part's end is where the path up to there ends.
    let up_to = |part: &str| &path[..part.as_ptr() as usize - path.as_ptr() as usize + part.len()];
    if let Some(parts) = below("proxies") {
        let layout = if base(path) == Answer::ConfigDump.file_name() { Layout::Snapshot } else { Layout::IstioBugReport };
        return match parts[..] {
            [namespace, pod, _, ..] => Some((layout, Some(namespace), pod, up_to(pod))),
            [name, _] => Some((layout, None, name, up_to(name))),
            _ => None,
        };
    }
    if let Some([namespace, file]) = below("config-dumps").as_deref()
        && member.answer == Some(Answer::ConfigDump)
    {
        return Some((Layout::EnvoyGateway, Some(namespace), stem_of(file), path));
    }
    if let Some([namespace, kind, pod, _]) = below("proxy").as_deref()
        && CONSUL_KINDS.contains(kind)
    {
        return Some((Layout::ConsulK8s, Some(namespace), pod, up_to(pod)));
    }
    None
}

/// A file's name without the ending that says its form; a pod's name may have points of its own.
fn stem_of(file: &str) -> &str {
    let file = [".gz", ".zst"].iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file);
    file.strip_suffix(".json").unwrap_or(file)
}

/// The proxies that files belong to. `title` names what stands in the bundle's root. With a manifest, which says what is a proxy,
/// none is left out for having too little.
pub(super) fn arrange(members: &[Member], title: &str, has_manifest: bool) -> (Layout, Vec<Proxy>) {
    let mut layout = None;
    let mut proxies: BTreeMap<&str, Proxy> = BTreeMap::new();
    for (number, member) in members.iter().enumerate().filter(|(_, member)| member.answer.is_some()) {
        let Some((found, namespace, name, folder)) = place(member) else { continue };
        if layout.is_none() || found == Layout::Snapshot {
            layout = Some(found);
        }
        proxies.entry(folder).or_insert_with(|| Proxy::new(namespace, name, folder)).take(members, [number]);
    }
    let proxies: Vec<Proxy> = proxies.into_values().filter(|proxy| has_manifest || is_an_envoy(proxy)).collect();
    match layout {
        _ if has_manifest => (Layout::Snapshot, proxies),
        Some(layout) if !proxies.is_empty() => (layout, proxies),
        _ => by_folder(members, title),
    }
}

/// Whether there is an answer that only an Envoy gives: `certs` and `stats` are no rare names.
fn is_an_envoy(proxy: &Proxy) -> bool {
    [Answer::ConfigDump, Answer::Clusters, Answer::ServerInfo].iter().any(|answer| proxy.files.contains_key(answer))
}

/// The proxies of folders whose path fits no tool's layout.
fn by_folder(members: &[Member], title: &str) -> (Layout, Vec<Proxy>) {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, member) in members.iter().enumerate() {
        folders.entry(member.path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().push(number);
    }
    let mut proxies = Vec::new();
    for (folder, numbers) in folders {
        let is_dump = |number: &&usize| members[**number].answer == Some(Answer::ConfigDump);
        let dumps: Vec<usize> = numbers.iter().filter(is_dump).copied().collect();
        let is_the_folders = |number: &usize| matches!(stem(&members[*number].path), "config_dump" | "config" | "config_dumps");
        let has_own = dumps.iter().any(is_the_folders);
        let name = if folder.is_empty() { title } else { folder };
        // A folder's one dump may have any name; of several, each is a proxy by itself, but not the parts of the folder's own dump.
        let alone: BTreeSet<usize> = match (has_own, dumps.len()) {
            (false, 0 | 1) => BTreeSet::new(),
            (false, _) => dumps.iter().copied().collect(),
            (true, _) => dumps.iter().copied().filter(|number| !stem(&members[*number].path).starts_with("config")).collect(),
        };
        let name = match (has_own, &dumps[..]) {
            (false, [dump]) => stem_of(&members[*dump].path),
            _ => name,
        };
        let mut proxy = Proxy::new(None, name, folder);
        proxy.take(members, numbers.iter().copied().filter(|number| !alone.contains(number)));
        if alone.is_empty() || has_own {
            proxies.push(proxy);
        }
        for number in alone {
            let path = &members[number].path;
            let mut proxy = Proxy::new(None, stem_of(path), path);
            proxy.take(members, [number]);
            proxies.push(proxy);
        }
    }
    proxies.retain(is_an_envoy);
    let is_gloo = !proxies.is_empty() && proxies.iter().all(|proxy| is_gloo(members, proxy));
    (if is_gloo { Layout::Gloo } else { Layout::Other }, proxies)
}

/// Whether a proxy's files are named as Gloo names them.
fn is_gloo(members: &[Member], proxy: &Proxy) -> bool {
    let name = |answer| proxy.files.get(&answer).map(|part| base(&members[part.member].path));
    matches!(name(Answer::ConfigDump), Some("config.json" | "config.log"))
        && matches!(name(Answer::Clusters), Some("clusters.txt" | "clusters.log"))
}
