//! What several of the test programs need: runs of the program, real Envoys, and upstreams for them.

// Each test program compiles this module for itself and uses another part of it.
#![allow(dead_code)]

pub mod envoy;
pub mod run;
pub mod scenes;
pub mod table;
pub mod upstream;
