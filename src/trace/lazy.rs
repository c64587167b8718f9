//! What is decoded when it is first asked for.

use std::fmt;
use std::sync::OnceLock;

use super::connection_manager::ConnectionManager;
use super::route_configuration::RouteConfiguration;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};

/// A message that knows how to read itself.
pub trait Message<'a>: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    fn decode(reader: &mut Reader<'a>) -> Result<Self>;
}

/// A message's text, and the message once it has been asked for.
#[derive(Clone)]
pub struct Lazy<'a, T> {
    raw: &'a [u8],
    value: OnceLock<std::result::Result<T, SyntaxError>>,
}

impl<'a, T: Message<'a>> Lazy<'a, T> {
    /// A message's text.
    pub fn new(raw: &'a [u8]) -> Self {
        Lazy { raw, value: OnceLock::new() }
    }

    /// The message.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn get(&self) -> std::result::Result<&T, &SyntaxError> {
        self.value.get_or_init(|| T::decode(&mut Reader::new(self.raw, 0))).as_ref()
    }

    /// The message's text.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }
}

impl<T> fmt::Debug for Lazy<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lazy({} bytes)", self.raw.len())
    }
}

impl<'a> Message<'a> for RouteConfiguration<'a> {
    fn decode(reader: &mut Reader<'a>) -> Result<Self> {
        RouteConfiguration::read(reader)
    }
}

impl<'a> Message<'a> for ConnectionManager<'a> {
    fn decode(reader: &mut Reader<'a>) -> Result<Self> {
        ConnectionManager::read(reader)
    }
}
