//! Where would this request go, and why? Answered from a configuration alone, as Envoy itself would.
//!
//! A [`model::Model`] is made of a dump once; [`walk::trace`] follows a connection and its request through it. A trace is a value: what was
//! taken at each step, and how it ends. Matchers are small pure functions that tell a mismatch, or that they can't tell.

pub mod action;
pub mod answer;
pub mod asked;
pub mod cidr;
pub mod cluster;
pub mod connection_manager;
pub mod disposition;
pub mod endpoint;
pub mod entry;
pub mod filter_chain;
mod formatter;
pub mod header_matcher;
pub mod headers;
pub mod hops;
pub mod http_filter;
pub mod lazy;
pub mod listener;
pub mod matcher;
pub mod metadata;
pub mod model;
pub mod network_filter;
mod normalize;
pub mod path_matcher;
pub mod query_matcher;
pub mod re2;
mod read;
pub mod redirect;
pub mod request;
pub mod rewrite;
pub mod route;
pub mod route_configuration;
pub mod route_index;
pub mod runtime;
pub mod scope;
pub mod steps;
pub mod string_matcher;
pub mod truth;
pub mod upstream;
pub mod uri_template;
pub mod virtual_host;
pub mod walk;
