//! Snapshots: what one or many proxies answered, in a folder or one file, and the archives that other tools make of the same.
//!
//! A snapshot is a folder, or a file `NAME.tar.zst` with the same content:
//!
//! ```text
//! manifest.json                                   what was asked for, when, of whom, and what failed
//! proxies/NAMESPACE/POD/config_dump.json          /config_dump?include_eds
//! proxies/NAMESPACE/POD/clusters.json             /clusters?format=json
//! proxies/NAMESPACE/POD/listeners.json            /listeners?format=json
//! proxies/NAMESPACE/POD/certs.json                /certs
//! proxies/NAMESPACE/POD/server_info.json          /server_info
//! proxies/NAMESPACE/POD/stats.json                /stats?format=json
//! proxies/NAMESPACE/POD/init_dump.json            /init_dump
//! proxies/NAMESPACE/POD/ready.txt                 /ready
//! proxies/HOST_PORT/config_dump.json              the same of a proxy that is no pod, by its admin address
//! ```
//!
//! [`SnapshotWriter`] writes them and [`Bundle`] reads them, and also what `istioctl bug-report`, `egctl x collect`,
//! `glooctl proxy snapshot` and `consul-k8s debug` leave ([`Layout`] says where each of these is described). Nothing here looks into
//! an answer beyond its first bytes: whoever writes a snapshot hands over what may be kept.

mod answer;
mod bundle;
mod error;
mod folder;
mod json;
mod layout;
mod manifest;
#[cfg(test)]
mod scratch;
mod store;
mod writer;

pub use answer::Answer;
pub use bundle::Bundle;
pub use error::{BundleError, WriteError};
pub use folder::Folder;
pub use layout::{Layout, Proxy};
pub use manifest::{Cluster, Failure, FileEntry, Manifest, ProxyEntry, Timestamp};
pub use writer::{Existing, SnapshotWriter};
