//! How does it look? One writer a format.

pub mod json;
pub mod resource;
pub mod table;
pub mod yaml;
