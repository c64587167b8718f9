//! Where do bytes come from? Each source answers with the bytes as Envoy wrote them; what they mean is for [`crate::envoy`].
//!
//! All asynchronous code of the program stands in this room, behind functions that block until they have the whole answer.

pub mod admin;
pub mod file;
pub mod logging;
pub mod pod;
pub mod requests;
pub mod snapshot;
