//! What does Envoy say? A text of Envoy's admin interface is split into its resources here, without losing a byte.
//!
//! [`document`] tells what kind of text it is, [`enclosed`] finds several proxies in one, [`dump`] finds the resources, [`transcode`] writes
//! one as istioctl does, [`istio`] knows what Istio writes into names and metadata, [`origin`] which Kubernetes objects each product
//! tells of there, and [`references`] which clusters and secrets a message names.

pub mod address;
pub mod bootstrap;
pub mod clusters_text;
pub mod counters;
pub mod csds;
pub mod document;
pub mod dump;
pub mod enclosed;
pub mod fields;
pub mod istio;
pub mod json;
pub mod origin;
pub mod references;
pub mod status;
pub mod transcode;
