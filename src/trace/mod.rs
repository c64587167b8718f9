//! How Envoy answers one request, from its configuration alone: what it matches with, and in which order.

pub mod re2;
