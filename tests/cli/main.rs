//! The program as it is run: what it reads, what it prints and says, and how it ends.

mod bad_input;
mod enclosed;
mod explain;
mod grep;
mod inputs;
mod laws;
mod origins;
mod output;
mod queries;
mod secrets;
mod states;
#[path = "../support/mod.rs"]
mod support;
mod trace;
