//! Which addresses a proxy has.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::envoy::address::Address;
use crate::envoy::dump::{Dump, Section, State};
use crate::envoy::json::reader::{Reader, Result};
use crate::trace::listener::socket;

/// What a proxy says of its addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The addresses of its pod: `node.metadata.INSTANCE_IPS`, and the one in Istio's `node.id` (`TYPE~IP~POD.NAMESPACE~DOMAIN`).
    pub ips: Vec<IpAddr>,
    /// The addresses that its listeners are bound to.
    pub bound: Vec<SocketAddr>,
}

impl Identity {
    /// The identity that a dump tells; what can't be read of it is passed over. It wants the sections of the bootstrap and of listeners.
    pub fn of(dump: &Dump<'_>) -> Self {
        let mut found = Identity::default();
        for resource in &dump.resources {
            let Some(body) = resource.body else { continue };
            let mut reader = Reader::new(body, 0);
            // A resource that can't be read says nothing of addresses; the model tells of it.
            let _ = match (resource.section, resource.state) {
                (Section::Bootstrap, _) => found.read_bootstrap(&reader),
                (Section::Listeners, State::Active | State::Static) => found.read_listener(&mut reader),
                _ => Ok(()),
            };
        }
        found
    }

    fn read_bootstrap(&mut self, reader: &Reader<'_>) -> Result<()> {
        let Some(node) = reader.find("node")? else { return Ok(()) };
        let id = node.text_of("id")?;
        let metadata = node.find("metadata")?;
        let listed = metadata.map_or(Ok("".into()), |metadata| metadata.text_of("INSTANCE_IPS"))?;
        let by_id = id.split('~').nth(1).unwrap_or_default();
        for ip in std::iter::once(by_id).chain(listed.split(',')).filter_map(|text| text.trim().parse::<IpAddr>().ok()) {
            if !ip.is_unspecified() && !ip.is_loopback() && !self.ips.contains(&ip) {
                self.ips.push(ip);
            }
        }
        Ok(())
    }

    fn read_listener(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let mut is_bound = true;
        let mut addresses = Vec::new();
        reader.fields(|name, value| {
            match name {
                "address" => addresses.extend(socket(&Address::read(value)?)),
                "additional_addresses" => {
                    let more = value.list(|more| more.find("address")?.map(|mut address| Address::read(&mut address)).transpose())?;
                    addresses.extend(more.iter().flatten().filter_map(socket));
                }
                "bind_to_port" => is_bound = value.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        if is_bound {
            self.bound.append(&mut addresses);
        }
        Ok(())
    }

    /// How surely connections to an address come to this proxy; `None` where they don't. More is surer.
    ///
    /// Proxies that tell no address of a pod are taken to be on one machine, where a loopback address is the same one for all.
    pub fn takes(&self, address: SocketAddr) -> Option<u8> {
        if self.ips.contains(&address.ip()) {
            return Some(if self.bound.iter().any(|bound| bound.port() == address.port()) { 3 } else { 2 });
        }
        let is_on_machine = address.ip().is_loopback();
        if is_on_machine && !self.ips.is_empty() {
            return None;
        }
        let all = if address.is_ipv4() { IpAddr::V4(Ipv4Addr::UNSPECIFIED) } else { IpAddr::V6(Ipv6Addr::UNSPECIFIED) };
        let is_bound = |ip: IpAddr| self.bound.contains(&SocketAddr::new(ip, address.port()));
        match () {
            () if is_bound(address.ip()) => Some(1),
            () if is_on_machine && is_bound(all) => Some(0),
            () => None,
        }
    }
}
