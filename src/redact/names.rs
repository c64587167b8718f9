//! Which names there are: namespaces, services, workloads, hosts. They are gathered from the places that tell what a name is of, and then
//! replaced wherever they stand.

use core::net::IpAddr;
use std::collections::{HashMap, HashSet};

use super::pieces::{Piece, REGEX_DOT, pieces};
use super::pseudonym::{Kind, is_kept};
use super::rules::{self, Treatment};
use super::walk::Place;
use super::words::{is_extension, is_public, is_top, is_word, may_be_top};

/// What is known to be a name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: HashMap<String, Kind>,
    hosts: HashSet<String>,
    /// Host names as they stood, without those that their parents add.
    whole_hosts: HashSet<String>,
    addresses: HashSet<IpAddr>,
}

/// Where a run is cut into labels.
pub(super) fn is_dot(character: char) -> bool {
    matches!(character, '.' | REGEX_DOT)
}

impl Names {
    /// What a name is of.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        self.names.get(name).copied()
    }

    /// Whether this is a host's name, or the end of one. In lower case.
    pub fn is_host(&self, host: &str) -> bool {
        self.hosts.contains(host)
    }

    /// All addresses that may not be seen.
    pub fn addresses(&self) -> &HashSet<IpAddr> {
        &self.addresses
    }

    /// All names, and what they are of.
    pub fn names(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.names.iter().map(|(name, kind)| (&**name, *kind))
    }

    /// All host names that have several labels.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.whole_hosts.iter().map(String::as_str)
    }

    /// Adds a name. Where it is known already, the kind that stands first counts.
    pub fn add(&mut self, kind: Kind, name: &str) {
        let name = name.trim_matches(|character: char| matches!(character, '.' | '*'));
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if is_word(name) || !is_name || name.len() > 253 {
            return;
        }
        let known = self.names.entry(name.to_owned()).or_insert(kind);
        *known = kind.min(*known);
    }

    /// Adds a host name, and what its labels tell.
    pub fn add_host(&mut self, host: &str) {
        let host = host.trim_matches('.').to_ascii_lowercase();
        // In Istio's names for TLS, what stands before the host ends in `_`: `outbound_.80_.v1_.HOST`.
        let labels: Vec<&str> = host.split('.').collect();
        let start = labels.iter().rposition(|label| label.ends_with('_')).map_or(0, |at| at + 1);
        let host = labels[start..].join(".");
        let labels = &labels[start..];
        if labels.len() == 1 {
            // `localhost` and the like are words; a bare name is a service's.
            self.add(Kind::Service, &host);
            return;
        }
        if let Some(svc) = labels.iter().position(|label| *label == "svc").filter(|at| *at >= 1) {
            self.add(Kind::Namespace, labels[svc - 1]);
            if svc >= 2 {
                self.add(Kind::Service, labels[svc - 2]);
            }
        }
        if let [.., owner, top] = labels
            && may_be_top(top)
            && owner.len() >= 4
            && !is_public(&host)
        {
            // The name that somebody has registered stands for them in other places too.
            self.add(Kind::Host, owner);
        }
        let mut at = 0;
        for label in labels {
            let parent = &host[at..];
            at += label.len() + 1;
            let is_common =
                ["cluster.local", "svc.cluster.local", "local"].contains(&parent) || parent.starts_with('*') || is_public(parent);
            if parent.contains('.') && !is_common && parent.split('.').any(|label| !is_word(label) && !may_be_top(label)) {
                self.hosts.insert(parent.to_owned());
            }
        }
        let plain = host.trim_start_matches("*.");
        if self.hosts.contains(plain) {
            self.whole_hosts.insert(plain.to_owned());
        }
    }

    /// Adds what a text tells by its place and its form.
    pub fn gather(&mut self, place: Place<'_>, text: &str) {
        if text.is_empty() || is_extension(text) || matches!(place.treatment, Treatment::Keep | Treatment::Serial) {
            return;
        }
        let plain;
        let text = if text.contains("\\.") {
            plain = text.replace("\\.", "\u{1}");
            &*plain
        } else {
            text
        };
        if matches!(place.treatment, Treatment::Rewrite) {
            self.by_place(place, text);
        }
        self.by_form(text);
    }

    fn by_place(&mut self, place: Place<'_>, text: &str) {
        let host = |names: &mut Names, text: &str| {
            for piece in pieces(text) {
                if let Piece::Run(run, _) = piece
                    && !is_word(run)
                {
                    names.add_host(run);
                }
            }
        };
        match (rules::short(place.message), place.field) {
            (
                _,
                "domains"
                | "server_names"
                | "sni"
                | "hostname"
                | "host_rewrite_literal"
                | "host_rewrite"
                | "host_redirect"
                | "authority"
                | "host"
                | "target_uri",
            ) => {
                // What stands behind a colon is a port.
                let text = text.rsplit_once("://").map_or(text, |(_, rest)| rest);
                host(self, text.split([':', '/', '?']).next().unwrap_or_default());
            }
            ("SocketAddress", "address") => host(self, text),
            ("HttpUri", "uri") | (_, "discoveryAddress") => {
                let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
                host(self, rest.split([':', '/', '?']).next().unwrap_or_default());
            }
            ("Cluster" | "ClusterStatus", "name") | (_, "cluster" | "cluster_name" | "service_name") => self.add_cluster(text),
            ("ClusterWeight" | "StaticCluster" | "DynamicCluster", "name") => self.add_cluster(text),
            (_, "NAMESPACE" | "namespace") => self.add(Kind::Namespace, text),
            (_, "NAME") => self.add(Kind::Pod, text),
            (_, "WORKLOAD_NAME") => self.add(Kind::Workload, text),
            (_, "SERVICE_ACCOUNT") => self.add(Kind::Account, text),
            (_, "NODE_NAME") => self.add(Kind::Node, text),
            (_, "CLUSTER_ID") => self.add(Kind::Cluster, text),
            (_, "MESH_ID" | "trust_domain") => self.add_trust_domain(text),
            (_, "app" | "service.istio.io/canonical-name" | "app.kubernetes.io/name" | "k8s-app") => self.add(Kind::Workload, text),
            // What Istio says of an endpoint: WORKLOAD;NAMESPACE;SERVICE;REVISION;CLUSTER.
            (_, "workload") => {
                let parts: Vec<&str> = text.split(';').collect();
                for (part, kind) in parts.iter().zip([Kind::Workload, Kind::Namespace, Kind::Service]) {
                    self.add(kind, part);
                }
                if let (5, Some(cluster)) = (parts.len(), parts.last()) {
                    self.add(Kind::Cluster, cluster);
                }
            }
            ("Metadata" | "", "name") => self.add(Kind::Service, text),
            _ => {}
        }
    }

    /// Adds what a cluster's name tells, in the form of each product.
    fn add_cluster(&mut self, name: &str) {
        if let Some((front, host)) = name.rsplit_once('|') {
            if front.contains('|') && !host.is_empty() {
                self.add_host(host);
            }
            return;
        }
        // Kuma: NAME_NAMESPACE_svc_PORT.
        if let Some((front, _)) = name.rsplit_once("_svc_")
            && let Some((service, namespace)) = front.rsplit_once('_')
        {
            self.add(Kind::Service, service);
            self.add(Kind::Namespace, namespace);
        }
        let mut parts: Vec<&str> = name.split('/').collect();
        if parts.len() >= 2 {
            // Envoy Gateway: httproute/NAMESPACE/NAME/rule/0; Contour: NAMESPACE/NAME/PORT/HASH.
            if parts[0].ends_with("route") {
                parts.remove(0);
            }
            for (part, kind) in parts.iter().zip([Kind::Namespace, Kind::Service]) {
                self.add(kind, part);
            }
            return;
        }
        for piece in pieces(name) {
            match piece {
                Piece::Run(run, _) if is_public(run) => {}
                Piece::Run(run, _) if run.contains('.') => self.add_host(run),
                Piece::Run(run, _) => self.add(Kind::Service, run),
                _ => {}
            }
        }
    }

    /// Adds a trust domain: a host's name by its form.
    fn add_trust_domain(&mut self, domain: &str) {
        if domain.contains('.') { self.add_host(domain) } else { self.add(Kind::Host, domain) }
    }

    /// Adds what a text's form tells, wherever it stands.
    fn by_form(&mut self, text: &str) {
        for (at, _) in text.match_indices("spiffe://") {
            let mut parts = text[at + 9..].split(['/', ' ', '"', ',', ';']);
            self.add_trust_domain(parts.next().unwrap_or_default());
            while let Some(word) = parts.next() {
                match (word, parts.next()) {
                    ("ns", Some(namespace)) => self.add(Kind::Namespace, namespace),
                    ("sa", Some(account)) => self.add(Kind::Account, account),
                    _ => break,
                }
            }
        }
        if let Some((_, rest)) = text.split_once("/namespaces/") {
            let mut parts = rest.split('/');
            self.add(Kind::Namespace, parts.next().unwrap_or_default());
            let kind = parts.next().unwrap_or_default();
            let kind = if ["deployments", "statefulsets", "daemonsets", "replicasets", "jobs"].contains(&kind) {
                Kind::Workload
            } else {
                Kind::Object
            };
            self.add(kind, parts.next().unwrap_or_default());
        }
        // In regular expressions of Istio's: `.*/ns/NAMESPACE/.*`.
        for (word, kind) in [("/ns/", Kind::Namespace), ("/sa/", Kind::Account)] {
            for (at, _) in text.match_indices(word) {
                let rest = &text[at + 4..];
                let end = rest.find(|character: char| !(character.is_ascii_alphanumeric() || character == '-')).unwrap_or(rest.len());
                self.add(kind, &rest[..end]);
            }
        }
        // A node's id: TYPE~IP~POD.NAMESPACE~DOMAIN.
        let id: Vec<&str> = text.split('~').collect();
        if let [_, _, pod, domain] = id[..]
            && let Some((pod, namespace)) = pod.rsplit_once('.')
            && domain.contains('.')
        {
            self.add(Kind::Pod, pod);
            self.add(Kind::Namespace, namespace);
        }
        for piece in pieces(text) {
            match piece {
                Piece::Address(address) if !is_kept(address) => {
                    self.addresses.insert(address);
                }
                Piece::Run(run, after) => self.run(run, after),
                _ => {}
            }
        }
    }

    /// Adds what looks like a host's name: one with a label `svc`, or one that ends in a label that only these end in.
    fn run(&mut self, run: &str, after: &str) {
        let run = run.replace(REGEX_DOT, ".");
        let run = run.trim_matches('.');
        if !run.contains('.') || after.starts_with('/') && is_public(run) || is_public(run) {
            return;
        }
        let labels: Vec<&str> = run.split('.').collect();
        let svc = labels.iter().position(|label| *label == "svc").is_some_and(|at| at >= 1);
        let is_host = labels.len() >= 2 && labels.last().is_some_and(|last| is_top(last)) && labels.iter().all(|label| !label.is_empty());
        if svc || is_host {
            self.add_host(&labels.join("."));
        }
    }
}
