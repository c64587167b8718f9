//! The answers of an admin port as files: their names, and how one is recognised.

/// An answer of a proxy's admin port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// `/config_dump`, with or without endpoints.
    ConfigDump,
    /// `/clusters`, in JSON or text.
    Clusters,
    /// `/listeners`, in JSON or text.
    Listeners,
    /// `/certs`.
    Certs,
    /// `/server_info`.
    ServerInfo,
    /// `/stats`, in JSON or text.
    Stats,
    /// `/init_dump`.
    InitDump,
    /// `/ready`.
    Ready,
    /// `/memory`.
    Memory,
    /// `/runtime`.
    Runtime,
    /// `/stats/prometheus`, which has no text readouts.
    Prometheus,
}

impl Answer {
    /// What a snapshot keeps of each proxy, in the order of what is missed most when the proxy goes away meanwhile.
    pub const SAVED: [Answer; 8] = [
        Answer::ConfigDump,
        Answer::Clusters,
        Answer::ServerInfo,
        Answer::Listeners,
        Answer::Certs,
        Answer::InitDump,
        Answer::Ready,
        Answer::Stats,
    ];

    /// The file's name in a snapshot.
    pub fn file_name(self) -> &'static str {
        match self {
            Answer::ConfigDump => "config_dump.json",
            Answer::Clusters => "clusters.json",
            Answer::Listeners => "listeners.json",
            Answer::Certs => "certs.json",
            Answer::ServerInfo => "server_info.json",
            Answer::Stats => "stats.json",
            Answer::InitDump => "init_dump.json",
            Answer::Ready => "ready.txt",
            Answer::Memory => "memory.json",
            Answer::Runtime => "runtime.json",
            Answer::Prometheus => "stats.prom",
        }
    }

    /// The request that tells most (source: Envoy's "Administration interface" page).
    ///
    /// Of the statistics, JSON and text have the same ones, text readouts and histograms that recorded nothing among them; only in
    /// JSON can a readout not be mistaken for a number, or the end of a name for its value.
    pub fn request(self) -> &'static str {
        match self {
            Answer::ConfigDump => "/config_dump?include_eds",
            Answer::Clusters => "/clusters?format=json",
            Answer::Listeners => "/listeners?format=json",
            Answer::Certs => "/certs",
            Answer::ServerInfo => "/server_info",
            Answer::Stats => "/stats?format=json",
            Answer::InitDump => "/init_dump",
            Answer::Ready => "/ready",
            Answer::Memory => "/memory",
            Answer::Runtime => "/runtime",
            Answer::Prometheus => "/stats/prometheus",
        }
    }

    /// Which answer a file holds, and how good a copy of it the file is: a lower rank is better.
    ///
    /// `head` gives the file's first bytes, decompressed, and is only called where the name leaves doubt: ztunnel, which is no Envoy,
    /// also has a `config_dump`, and anything may be called `config.json`.
    pub(super) fn of(path: &str, head: impl FnOnce() -> Vec<u8>) -> Option<(Answer, u8)> {
        if let Some(answer) = by_name(path) {
            return Some((answer, u8::from(!base(path).contains(".json") && answer != Answer::Ready)));
        }
        let answer = by_content(&head())?;
        Some((answer, if stem(path) == "config_dump" { 1 } else { 2 }))
    }
}

/// The bytes of a file's beginning that tell what it is.
pub(super) const HEAD: usize = 4096;

/// A file's name without folders, what a tool compressed it with, and the query of the request that it is named after.
pub(super) fn base(path: &str) -> &str {
    let base = path.rsplit('/').next().unwrap_or_default();
    let base = [".gz", ".zst"].iter().find_map(|ending| base.strip_suffix(ending)).unwrap_or(base);
    base.split('?').next().unwrap_or(base)
}

/// A file's [`base`] without its last ending.
pub(super) fn stem(path: &str) -> &str {
    let base = base(path);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

/// Names that nothing else has: ours, and those that other tools give, as [`Layout`](super::Layout) says.
fn by_name(path: &str) -> Option<Answer> {
    Some(match base(path) {
        // The second has several dumps in one text, as consul-k8s writes them.
        "config_dump.json" | "config_dumps.json" => Answer::ConfigDump,
        "config_dump" if path.contains("?include_eds") => Answer::ConfigDump,
        "clusters.json" | "clusters.txt" | "clusters" => Answer::Clusters,
        "listeners.json" | "listeners.txt" | "listeners" => Answer::Listeners,
        "certs.json" | "certs" => Answer::Certs,
        "server_info.json" | "server_info" => Answer::ServerInfo,
        "stats.json" | "stats.txt" => Answer::Stats,
        "init_dump.json" => Answer::InitDump,
        "ready.txt" => Answer::Ready,
        "memory.json" | "memory" => Answer::Memory,
        "runtime.json" | "runtime" => Answer::Runtime,
        "stats.prom" => Answer::Prometheus,
        "prometheus" if path.ends_with("stats/prometheus") => Answer::Prometheus,
        _ => return None,
    })
}

/// What a text is, by its first key or line.
fn by_content(head: &[u8]) -> Option<Answer> {
    let has = |text: &str| head.windows(text.len()).any(|window| window == text.as_bytes());
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if let Some(rest) = head.strip_prefix(b"{") {
        let key = rest.trim_ascii_start().strip_prefix(b"\"")?.split(|byte| *byte == b'"').next()?;
        return match key {
            b"configs" if has("envoy.admin.") => Some(Answer::ConfigDump),
            b"cluster_statuses" | b"clusterStatuses" => Some(Answer::Clusters),
            b"listener_statuses" | b"listenerStatuses" => Some(Answer::Listeners),
            b"certificates" => Some(Answer::Certs),
            b"stats" => Some(Answer::Stats),
            b"unready_targets_dumps" | b"unreadyTargetsDumps" => Some(Answer::InitDump),
            b"version" if has("\"command_line_options\"") || has("\"hot_restart_version\"") => Some(Answer::ServerInfo),
            _ => None,
        };
    }
    if head.starts_with(b"configs:") && has("envoy.admin.") {
        return Some(Answer::ConfigDump);
    }
    let line = head.split(|byte| *byte == b'\n').next()?;
    let marks: [&[u8]; 3] = [b"::observability_name::", b"::default_priority::", b"::added_via_api::"];
    let is_clusters = marks.iter().any(|mark| line.windows(mark.len()).any(|window| window == *mark));
    is_clusters.then_some(Answer::Clusters)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_file_is_recognised_by_its_name_or_its_first_bytes() {
        let check = |path: &str, head: &str, expect| assert_eq!(Answer::of(path, || head.into()).map(|found| found.0), expect, "{path}");
        let dump = "\n{ \"configs\": [{\"@type\": \"type.googleapis.com/envoy.admin.v3.BootstrapConfigDump\"";
        check("config_dump.json", "", Some(Answer::ConfigDump));
        check("a/b/config_dump?include_eds", "", Some(Answer::ConfigDump));
        check("a/config_dump?include_eds=true", "", Some(Answer::ConfigDump));
        check("config_dump", dump, Some(Answer::ConfigDump));
        check("config_dump", "{\"certificates\":[]}", Some(Answer::Certs));
        check("config_dump", "{\"services\":[], \"workloads\":[]}", None);
        check("config.json", dump, Some(Answer::ConfigDump));
        check("config.json", "{\"configs\":[{\"name\":\"eslint\"}]}", None);
        check("envoy.yaml", "configs:\n- '@type': type.googleapis.com/envoy.admin.v3.ClustersConfigDump", Some(Answer::ConfigDump));
        check("clusters.json.gz", "", Some(Answer::Clusters));
        check("clusters.log", "xds-grpc;::observability_name::xds-grpc;\n", Some(Answer::Clusters));
        check("info", "{\"version\": \"1\", \"command_line_options\": {}}", Some(Answer::ServerInfo));
        check("package.json", "{\"version\": \"1\"}", None);
        check("proxies/default/pod/stats/prometheus", "", Some(Answer::Prometheus));
        check("prometheus", "", None);
        check("0.core", "\u{0}\u{1}", None);
    }

    #[test]
    fn json_statistics_lack_none_that_the_text_has() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/istio/real-gateway/");
        let text = std::fs::read_to_string(format!("{folder}stats.txt")).unwrap();
        let json = std::fs::read_to_string(format!("{folder}stats.json")).unwrap();
        let names: BTreeSet<&str> = text.lines().map(|line| line.split_once(": ").unwrap().0).collect();
        assert!(names.iter().all(|name| json.contains(&format!("{{\"name\":\"{name}\""))));
    }

    #[test]
    fn each_answer_is_recognised_by_the_name_that_it_is_saved_under() {
        for answer in Answer::SAVED {
            assert_eq!(Answer::of(answer.file_name(), || panic!("{answer:?}")), Some((answer, 0)));
        }
    }
}
