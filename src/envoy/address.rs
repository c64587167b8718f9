//! `envoy.config.core.v3.Address`: where a listener listens and an endpoint is reached; and ranges of addresses.

use std::borrow::Cow;
use std::fmt;

use super::json::reader::{Reader, Result};

/// An address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Address<'a> {
    /// An IP address or host name, and a port (0 where the port has a name).
    Socket {
        /// The IP address or host name.
        address: Cow<'a, str>,
        /// The port.
        port: u64,
    },
    /// A unix socket's path; an abstract one begins with `@`.
    Pipe(Cow<'a, str>),
    /// An internal listener.
    Internal {
        /// The listener's name.
        listener: Cow<'a, str>,
        /// What tells this endpoint from others that name the same listener.
        endpoint: Cow<'a, str>,
    },
    /// Absent, or of a kind that this program does not know.
    #[default]
    Unknown,
}

impl<'a> Address<'a> {
    /// Reads an `Address`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = Address::Unknown;
        reader.fields(|name, value| {
            match name {
                "socket_address" => {
                    let (mut address, mut port) = (Cow::Borrowed(""), 0);
                    // This is read of each endpoint of a mesh, so it is read in one go.
                    value.fields(|name, value| {
                        match name {
                            "address" => address = value.text()?,
                            "port_value" => port = value.number()?,
                            _ => {}
                        }
                        Ok(())
                    })?;
                    found = Address::Socket { address, port };
                }
                "pipe" => found = Address::Pipe(value.text_of("path")?),
                "envoy_internal_address" => {
                    let (listener, endpoint) = (value.text_of("server_listener_name")?, value.text_of("endpoint_id")?);
                    found = Address::Internal { listener, endpoint };
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The port; 0 where the address has none.
    pub fn port(&self) -> u64 {
        match self {
            Address::Socket { port, .. } => *port,
            _ => 0,
        }
    }

    /// The address without its port, as istioctl's listener table prints it: IP or host name, or a pipe's path.
    pub fn host(&self) -> Cow<'a, str> {
        match self {
            Address::Socket { address, .. } => address.clone(),
            Address::Pipe(path) => path.clone(),
            Address::Internal { listener, endpoint } if endpoint.is_empty() => Cow::Owned(format!("envoy://{listener}")),
            Address::Internal { listener, endpoint } => Cow::Owned(format!("envoy://{listener}/{endpoint}")),
            Address::Unknown => Cow::Borrowed(""),
        }
    }
}

/// `envoy.config.core.v3.CidrRange`: prints as `10.0.0.0/8`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CidrRange<'a> {
    /// The first address.
    pub prefix: Cow<'a, str>,
    /// How many bits count.
    pub length: u64,
}

impl<'a> CidrRange<'a> {
    /// Reads a `CidrRange`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut range = CidrRange::default();
        reader.fields(|name, value| {
            match name {
                "address_prefix" => range.prefix = value.text()?,
                "prefix_len" => range.length = value.number()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(range)
    }
}

impl fmt::Display for CidrRange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.prefix, self.length)
    }
}
