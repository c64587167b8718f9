//! meshctl reads an Envoy proxy's configuration and answers questions about it.
//!
//! Bytes go one way through the rooms, and each room is entered once:
//! [`source`] (where do bytes come from?) → [`envoy`] (what does Envoy say?) → [`section`] (what is a listener, a route, a cluster, …?)
//! → [`render`] (how does it look?). [`redact`] (what may be shared?) stands behind [`envoy`], and [`trace`] (what does Envoy do with a
//! request?) by itself. [`cli`] calls all of them, and nobody calls `cli`.

pub mod cli;
pub mod envoy;
pub mod redact;
pub mod render;
pub mod section;
pub mod source;
pub mod trace;
