//! meshctl reads an Envoy proxy's configuration and answers questions about it.
//!
//! Bytes go one way through the rooms, and each room is entered once:
//! [`source`] (where do bytes come from?) → [`envoy`] (what does Envoy say?) → [`section`] (what is a listener, a route, a cluster, …?)
//! → [`render`] (how does it look?). [`redact`] (what may be shared?) and [`expression`] (does an expression hold?) stand behind
//! [`envoy`], and [`trace`] (where does a request go, and why?) behind [`section`]. [`cli`] calls all of them, and nobody calls `cli`.

pub mod cli;
pub mod envoy;
pub mod expression;
pub mod redact;
pub mod render;
pub mod section;
pub mod source;
pub mod trace;
