//! What several of the test programs need: real Envoys, and upstreams for them.

// Each test program compiles this module for itself and uses another part of it.
#![allow(dead_code)]

pub mod envoy;
pub mod scenes;
pub mod upstream;
