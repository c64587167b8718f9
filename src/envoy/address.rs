//! `envoy.config.core.v3.Address`: where a listener listens and an endpoint is reached.

use std::borrow::Cow;

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
                "pipe" => {
                    let mut path = Cow::Borrowed("");
                    value.fields(|name, value| {
                        if name == "path" {
                            path = value.text()?;
                        }
                        Ok(())
                    })?;
                    found = Address::Pipe(path);
                }
                "envoy_internal_address" => {
                    let (mut listener, mut endpoint) = (Cow::Borrowed(""), Cow::Borrowed(""));
                    value.fields(|name, value| {
                        match name {
                            "server_listener_name" => listener = value.text()?,
                            "endpoint_id" => endpoint = value.text()?,
                            _ => {}
                        }
                        Ok(())
                    })?;
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
