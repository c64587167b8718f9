//! What several of the test programs need: runs of the program, files that it writes, real Envoys, and upstreams for them.

// Each test program compiles this module for itself and uses another part of it.
#![allow(dead_code)]

pub mod cluster;
pub mod complete;
pub mod dump;
pub mod envoy;
pub mod help;
pub mod kept;
pub mod recorded;
pub mod recorder;
pub mod run;
pub mod scenes;
pub mod shell;
pub mod table;
pub mod upstream;
