//! `manifest.json`: what a snapshot is of.
//!
//! Unknown fields are passed over and missing ones are empty, so that snapshots of other versions of this program can be read. What
//! can't be read so has another number behind `meshctl/snapshot/v`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The form that is written.
pub(super) const API_VERSION: &str = "meshctl/snapshot/v1";

/// The newest form that can be read.
const MAJOR: u32 = 1;

/// The manifest's file name, in the snapshot's root.
pub(super) const FILE_NAME: &str = "manifest.json";

/// What a snapshot is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The form of the snapshot: `meshctl/snapshot/v1`.
    pub api_version: String,
    /// When the first proxy was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// When the last answer was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Timestamp>,
    /// The version of the program that wrote it.
    #[serde(default)]
    pub meshctl: String,
    /// The cluster that the pods are in; none for admin ports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<Cluster>,
    /// What was asked for, in the words of the command line: `--namespace`, `default`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    /// The proxies, also those that gave no answer.
    #[serde(default)]
    pub proxies: Vec<ProxyEntry>,
}

impl Manifest {
    /// A manifest without proxies, of a snapshot that starts now.
    pub fn new(asked: Vec<String>) -> Manifest {
        Manifest {
            api_version: API_VERSION.to_owned(),
            started: Some(Timestamp::now()),
            ended: None,
            meshctl: env!("CARGO_PKG_VERSION").to_owned(),
            cluster: None,
            asked,
            proxies: Vec::new(),
        }
    }

    /// The manifest as the text of its file.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a manifest; none where the text is some other tool's.
    pub(super) fn read(json: &[u8]) -> Result<Option<Manifest>, Unreadable> {
        let Ok(Form { api_version }) = serde_json::from_slice(json) else { return Ok(None) };
        let Some(version) = api_version.strip_prefix("meshctl/snapshot/v") else { return Ok(None) };
        let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
        match version[..digits].parse::<u32>() {
            Ok(major) if major <= MAJOR => serde_json::from_slice(json).map(Some).map_err(|error| Unreadable::Broken(error.to_string())),
            _ => Err(Unreadable::Newer(api_version)),
        }
    }
}

/// The one field that every form has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Form {
    api_version: String,
}

/// Why a manifest of ours can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Its form is newer.
    Newer(String),
    /// It says something unexpected.
    Broken(String),
}

/// A Kubernetes cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Cluster {
    /// The kubeconfig's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The API server's URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The API server's version: `v1.33.1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kubernetes: Option<String>,
}

/// One proxy, and what it answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProxyEntry {
    /// The pod's namespace; none for an admin port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The pod's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pod: Option<String>,
    /// The admin address, of a proxy that is no pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What the pod belongs to, where that is known: `Deployment/productpage-v1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workload: Option<String>,
    /// The Kubernetes node that the pod runs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// The container with the proxy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// Whose proxy it is: `Istio`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The product's version, by the image's tag: `1.30.0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_version: Option<String>,
    /// Envoy's version: `1.34.1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub envoy_version: Option<String>,
    /// When the proxy was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Timestamp>,
    /// The folder with its files: `proxies/NAMESPACE/POD`.
    pub folder: String,
    /// Its files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// What was asked of it and not answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
}

/// One file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FileEntry {
    /// Its name in the proxy's folder.
    pub name: String,
    /// The request that it is the answer to: `/certs`.
    pub request: String,
    /// Its size in bytes, not compressed.
    pub bytes: u64,
}

/// What was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Failure {
    /// The request, or `reach` where the proxy could not be reached at all.
    pub request: String,
    /// Why, in one line.
    pub message: String,
}

/// A time, written by RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub OffsetDateTime);

impl Timestamp {
    /// The present time in UTC, to the second.
    pub fn now() -> Timestamp {
        let now = OffsetDateTime::now_utc();
        Timestamp(now.replace_nanosecond(0).unwrap_or(now))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.format(&Rfc3339).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        OffsetDateTime::parse(&text, &Rfc3339).map(Timestamp).map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let mut manifest = Manifest::new(vec!["--namespace".into(), "default".into()]);
        manifest.ended = Some(Timestamp::now());
        manifest.cluster = Some(Cluster { context: Some("kind".into()), ..Cluster::default() });
        manifest.proxies.push(ProxyEntry {
            pod: Some("a".into()),
            folder: "proxies/default/a".into(),
            files: vec![FileEntry { name: "certs.json".into(), request: "/certs".into(), bytes: 3 }],
            failures: vec![Failure { request: "reach".into(), message: "no such pod".into() }],
            ..ProxyEntry::default()
        });
        assert_eq!(Manifest::read(&manifest.to_json()), Ok(Some(manifest)));
    }

    #[test]
    fn other_forms_are_told_apart() {
        let check = |json: &str, expect: Result<Option<&str>, Unreadable>| {
            let read = Manifest::read(json.as_bytes());
            assert_eq!(read.as_ref().map(|manifest| manifest.as_ref().map(|manifest| &*manifest.api_version)), expect.as_ref().map(|e| *e));
        };
        check("", Ok(None));
        check("{\"name\":\"a web page\"}", Ok(None));
        check("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}", Ok(None));
        check("{\"apiVersion\":\"meshctl/snapshot/v1\",\"later\":1}", Ok(Some("meshctl/snapshot/v1")));
        check("{\"apiVersion\":\"meshctl/snapshot/v1.7\"}", Ok(Some("meshctl/snapshot/v1.7")));
        check("{\"apiVersion\":\"meshctl/snapshot/v2\"}", Err(Unreadable::Newer("meshctl/snapshot/v2".into())));
        check("{\"apiVersion\":\"meshctl/snapshot/v12\"}", Err(Unreadable::Newer("meshctl/snapshot/v12".into())));
        let wrong = "{\"apiVersion\":\"meshctl/snapshot/v1\",\"started\":\"yesterday\"}";
        assert!(matches!(Manifest::read(wrong.as_bytes()), Err(Unreadable::Broken(why)) if why.contains("yesterday")));
    }
}
