//! The mesh that a dump shows: which services there are, with which ports, subsets and pods.
//!
//! A service is its number: everything about it follows from the number and the seed, so a mesh of any size needs only the sorted
//! list of its clusters, 12 bytes for each.

use super::template::{Values, Var};

const WORDS: [&str; 24] = [
    "account", "audit", "basket", "billing", "cart", "catalog", "checkout", "customer", "fraud", "invoice", "ledger", "media", "notify",
    "orders", "payment", "pricing", "profile", "promo", "rating", "search", "session", "shipping", "stock", "tracking",
];
const COMMON_PORTS: [u16; 5] = [80, 8080, 9080, 3000, 8000];

/// The port that every service has.
const METRICS: u16 = 9090;

/// How a port's protocol shapes its resources.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Http,
    Grpc,
    Tcp,
}

/// A port of a service.
#[derive(Clone, Copy)]
pub struct Port {
    pub number: u16,
    pub protocol: Protocol,
}

/// An outbound cluster: a port of a service, whole (subset 0) or one version of it.
#[derive(Clone, Copy)]
pub struct Cluster {
    pub service: u32,
    pub port: Port,
    pub subset: u8,
}

/// An outbound listener.
#[derive(Clone, Copy)]
pub enum Listener {
    /// All HTTP services of one port share a listener on 0.0.0.0.
    Http(u16),
    /// A TCP service has a listener on its own address.
    Tcp(Cluster),
}

/// The services, and what follows from them in the order of a dump.
pub struct Mesh {
    seed: u64,
    /// Services with several ports; those with a higher number are small ones, which bring a dump to its exact size.
    full: u32,
    pub clusters: Vec<Cluster>,
    pub listeners: Vec<Listener>,
    /// The services of each HTTP port.
    pub routes: Vec<(u16, Vec<u32>)>,
}

impl Mesh {
    pub fn new(seed: u64, full: u32, small: u32) -> Self {
        let mut mesh = Self { seed, full, clusters: Vec::new(), listeners: Vec::new(), routes: Vec::new() };
        let mut routes = std::collections::BTreeMap::<u16, Vec<u32>>::new();
        for service in 0..full + small {
            for port in mesh.ports(service) {
                for subset in 0..=mesh.subsets(service) {
                    mesh.clusters.push(Cluster { service, port, subset });
                }
                match port.protocol {
                    Protocol::Tcp => mesh.listeners.push(Listener::Tcp(Cluster { service, port, subset: 0 })),
                    _ => routes.entry(port.number).or_default().push(service),
                }
            }
        }
        mesh.listeners.extend(routes.keys().map(|port| Listener::Http(*port)));
        mesh.routes = routes.into_iter().collect();
        // Envoy prints clusters by name, and the others in the order of a hash table.
        let mut clusters = std::mem::take(&mut mesh.clusters);
        clusters.sort_unstable_by_key(|c| (decimal(c.port.number), c.subset.wrapping_sub(1), mesh.word(c.service), c.service));
        mesh.clusters = clusters;
        let mut listeners = std::mem::take(&mut mesh.listeners);
        listeners.sort_by_key(|listener| match listener {
            Listener::Http(port) => mesh.pick(0, u64::from(*port), u64::MAX),
            Listener::Tcp(c) => mesh.pick(c.service, 1, u64::MAX),
        });
        mesh.listeners = listeners;
        let mut routes = std::mem::take(&mut mesh.routes);
        routes.sort_by_key(|(port, _)| mesh.pick(0, u64::from(*port), u64::MAX));
        mesh.routes = routes;
        mesh
    }

    /// The service's place in a pattern of features that repeats; the seed turns it. A pattern, and not chance, keeps the
    /// proportions of the sections the same in a small mesh and in a large one.
    fn phase(&self, service: u32) -> u64 {
        u64::from(service) + self.seed % 180
    }

    pub fn ports(&self, service: u32) -> Vec<Port> {
        let phase = self.phase(service);
        let port = |number, protocol| Port { number, protocol };
        if service >= self.full {
            return vec![port(8080, Protocol::Http)];
        }
        // One service in 45 has a port number of its own, so the HTTP listeners grow with the mesh too.
        let main = if phase % 45 == 7 { 20_000 + (phase / 45 % 40_000) as u16 } else { COMMON_PORTS[(phase % 5) as usize] };
        let mut ports = vec![port(main, Protocol::Http), port(METRICS, Protocol::Http)];
        if phase.is_multiple_of(4) {
            ports.push(port(15_120, Protocol::Grpc));
        }
        if phase.is_multiple_of(5) {
            ports.push(port(5000 + (phase / 5 % 7) as u16, Protocol::Tcp));
        }
        ports
    }

    /// How many versions a DestinationRule sets apart: none for most services.
    pub fn subsets(&self, service: u32) -> u8 {
        if service < self.full && self.phase(service).is_multiple_of(3) { 2 } else { 0 }
    }

    /// How many routes a VirtualService gives a port of the service: none for most services, and for fewer on the port of the
    /// metrics, so that the largest route configuration, which is that port's, is about a tenth of the dump as in a real mesh.
    pub fn routes_of(&self, service: u32, port: u16) -> u32 {
        let virtual_service = match self.phase(service) % 12 {
            0 | 6 => true,
            3 => port != METRICS,
            _ => false,
        };
        if virtual_service && service < self.full { 20 + self.pick(service, 2, 9) as u32 } else { 0 }
    }

    /// The pods of a service, by number: sixteen numbers are set aside for each.
    pub fn pods(&self, service: u32, subset: u8) -> impl Iterator<Item = u32> {
        let count = if service < self.full { 6 + self.pick(service, 3, 5) as u32 } else { 1 };
        (0..count).filter(move |pod| subset == 0 || pod % 3 == u32::from(subset) - 1).map(move |pod| service * 16 + pod)
    }

    /// Fills the holes that say which service it is.
    pub fn name(&self, service: u32, values: &mut Values) {
        let (word, namespace) = (self.word(service), service / 50);
        values.set(Var::Name, format_args!("{word}-{service:05}"));
        values.set(Var::Namespace, format_args!("team-{namespace:03}"));
        values.set(Var::Host, format_args!("{word}-{service:05}.team-{namespace:03}.svc.cluster.local"));
        values.set(Var::Ip, format_args!("10.{}.{}.{}", 96 + (service >> 16) % 16, service >> 8 & 255, service & 255));
        values.set(Var::Updated, format_args!("2026-11-20T09:14:07.{:03}Z", 200 + self.pick(service, 4, 300)));
    }

    /// Fills the holes that say which pod of the service it is.
    pub fn pod(&self, pod: u32, values: &mut Values) {
        let (version, service) = (pod % 16 % 3 + 1, pod / 16);
        values.set(Var::Address, format_args!("10.{}.{}.{}", 128 + (pod >> 16) % 128, pod >> 8 & 255, pod & 255));
        values.set(Var::Workload, format_args!("{}-{service:05}-v{version}-{:09x}", self.word(service), self.pick(pod, 5, 1 << 36)));
        values.set(Var::Version, format_args!("v{version}"));
        values.set(Var::Health, if self.pick(pod, 6, 64) == 0 { "UNHEALTHY" } else { "HEALTHY" });
    }

    pub fn word(&self, service: u32) -> &'static str {
        WORDS[self.pick(service, 7, WORDS.len() as u64) as usize]
    }

    /// A number below `limit` that looks like chance and is the same in every run with this seed (SplitMix64's last step).
    pub fn pick(&self, item: u32, purpose: u64, limit: u64) -> u64 {
        let mut x = self.seed.wrapping_add(u64::from(item) << 20).wrapping_add(purpose).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % limit
    }
}

/// The number as left-aligned decimal digits, which compare as the text does.
fn decimal(number: u16) -> [u8; 5] {
    let mut digits = [0; 5];
    for (to, from) in digits.iter_mut().zip(number.to_string().bytes()) {
        *to = from;
    }
    digits
}
