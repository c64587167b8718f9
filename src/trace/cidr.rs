//! Ranges of addresses.

use core::net::IpAddr;

use crate::envoy::address::CidrRange;
use crate::envoy::json::reader::{Reader, Result};

/// A range of addresses. Its bits behind the length are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    prefix: IpAddr,
    /// How many bits count.
    pub length: u32,
}

impl Range {
    /// Reads a `CidrRange`; `None` where its prefix is no address. A length that is left out is 0.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'_>) -> Result<Option<Self>> {
        let range = CidrRange::read(reader)?;
        Ok(range.prefix.parse().ok().map(|prefix| Range::new(prefix, u32::try_from(range.length).unwrap_or(u32::MAX))))
    }

    /// The range around an address.
    pub fn new(address: IpAddr, length: u32) -> Self {
        let length = length.min(bits(address));
        Range { prefix: masked(address, length), length }
    }

    /// Whether an address is in it. An IPv4 address that is written as an IPv6 one is an IPv6 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        bits(address) == bits(self.prefix) && masked(address, self.length) == self.prefix
    }

    /// Whether every address of a family is in it.
    pub fn is_everything(&self) -> bool {
        self.length == 0
    }
}

fn bits(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn masked(address: IpAddr, length: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::V4((address.to_bits() & u32::MAX.checked_shl(32 - length).unwrap_or(0)).into()),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & u128::MAX.checked_shl(128 - length).unwrap_or(0)).into()),
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.prefix, self.length)
    }
}
