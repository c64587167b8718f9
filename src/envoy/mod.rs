//! What does Envoy say? A dump is split into its resources here, without losing a byte.

pub mod fields;
pub mod json;
pub mod transcode;
