//! From proxy to proxy: the endpoint that a proxy sends a request to belongs to a pod whose own proxy takes it in, and so on.
//!
//! [`follow`] walks depth first, and hands each hop to the caller as it gets there, so that no more than one way is in memory.

mod answer;
mod identity;
mod sent;
mod socket;

use core::net::{IpAddr, SocketAddr};

pub use answer::HopAnswer;
pub use identity::Identity;
pub use sent::Sent;

use super::entry;
use super::listener::Listener;
use super::model::Model;
use super::walk::{Trace, trace};

/// The proxies that a request may come to, by their numbers.
pub trait Mesh<'m, 'a> {
    /// The proxy that takes connections to this address.
    fn at(&self, address: SocketAddr) -> Option<usize>;
    /// What a proxy says of itself.
    fn identity(&self, proxy: usize) -> &Identity;
    /// A proxy's model; `None` where it can't be read.
    fn model(&self, proxy: usize) -> Option<&'m Model<'a>>;
}

/// A step from one proxy to what comes behind it.
#[derive(Debug)]
pub struct Hop<'h, 'm, 'a> {
    /// Its number, from 1; the way through the first proxy is 0.
    pub number: usize,
    /// The hop that it comes from.
    pub from: usize,
    /// The address that the request is sent to; empty where several are told of at once.
    pub address: &'h str,
    /// The cluster that it belongs to.
    pub cluster: &'h str,
    /// The part of such requests that goes this way, in percent of what the first proxy got.
    pub share: f64,
    /// What is sent.
    pub sent: &'h Sent,
    /// What is there.
    pub there: There<'h, 'm, 'a>,
}

/// What is at the end of a hop.
#[derive(Debug)]
pub enum There<'h, 'm, 'a> {
    /// A proxy of the source, and the request's way through it.
    Proxy(usize, &'h Trace<'m, 'a>, &'m Model<'a>),
    /// The application of the proxy's own pod.
    Application,
    /// Something that no proxy of the source stands for.
    Unknown,
    /// A proxy that had this request already: at this hop.
    Loop(usize, usize),
    /// A proxy, and the request has come through as many as may be followed.
    TooFar(usize),
    /// A proxy that can't be read, or that has nobody to take the request.
    Broken(usize, String),
    /// So many more endpoints, which are not followed.
    More(usize),
}

/// How many endpoints of a cluster are followed, and how many hops in all.
const ENDPOINTS: usize = 8;
const HOPS: usize = 256;

/// Follows what the first proxy sends on. `visit` gets each hop, and may end all of it with an error.
///
/// # Errors
/// Those of `visit`.
pub fn follow<'m, 'a, M: Mesh<'m, 'a>, E>(
    mesh: &M,
    first: usize,
    trace: &Trace<'_, '_>,
    sent: &Sent,
    max_hops: usize,
    visit: &mut dyn FnMut(&Hop<'_, '_, '_>) -> Result<(), E>,
) -> Result<(), E>
where
    'a: 'm,
{
    let mut walk = Walk { mesh, visit, max_hops, hops: 0, before: Vec::new() };
    walk.before.push(Before { hop: 0, proxy: first, key: key(sent) });
    walk.from(0, first, trace, sent, 100.0)
}

struct Walk<'w, M, E> {
    mesh: &'w M,
    visit: &'w mut dyn FnMut(&Hop<'_, '_, '_>) -> Result<(), E>,
    max_hops: usize,
    hops: usize,
    /// The proxies on the way to here, from the first on.
    before: Vec<Before>,
}

/// A proxy that the request came through, and what it was then.
struct Before {
    hop: usize,
    proxy: usize,
    key: Key,
}

/// What makes two requests to a proxy the same.
type Key = (Option<SocketAddr>, Option<String>, Option<(String, Option<String>)>);

fn key(sent: &Sent) -> Key {
    let request = sent.request.as_ref().map(|request| (request.authority.clone(), request.path.clone()));
    (sent.connection.destination, sent.internal.clone(), request)
}

impl<'m, 'a: 'm, M: Mesh<'m, 'a>, E> Walk<'_, M, E> {
    /// Follows what a proxy sends on to each endpoint of each cluster.
    fn from(&mut self, hop: usize, proxy: usize, trace: &Trace<'_, '_>, sent: &Sent, share: f64) -> Result<(), E> {
        let source = self.mesh.identity(proxy).ips.first().copied();
        for target in trace.targets.iter().filter(|target| target.share > 0.0) {
            let endpoints = target.endpoints.as_deref().unwrap_or_default();
            let used: Vec<_> = endpoints.iter().filter(|endpoint| endpoint.share > 0.0).collect();
            let part = |endpoint: f64| share * target.share / 100.0 * endpoint / 100.0;
            for endpoint in used.iter().take(ENDPOINTS) {
                let next = Sent::upstream(trace, target, endpoint, sent, source);
                self.step(
                    hop,
                    proxy,
                    trace,
                    Step { address: &endpoint.address, cluster: &target.name, share: part(endpoint.share), next },
                )?;
            }
            if used.len() > ENDPOINTS {
                let rest = used.iter().skip(ENDPOINTS).map(|endpoint| endpoint.share).sum();
                let step = Step { address: "", cluster: &target.name, share: part(rest), next: Sent::default() };
                self.tell(hop, &step, There::More(used.len() - ENDPOINTS))?;
            }
        }
        Ok(())
    }

    fn tell(&mut self, from: usize, step: &Step<'_>, there: There<'_, '_, '_>) -> Result<(), E> {
        self.hops += 1;
        let Step { address, cluster, share, next } = step;
        (self.visit)(&Hop { number: self.hops, from, address, cluster, share: *share, sent: next, there })
    }

    /// Follows what is sent to one endpoint.
    fn step(&mut self, hop: usize, proxy: usize, trace: &Trace<'_, '_>, step: Step<'_>) -> Result<(), E> {
        let there = match self.place(proxy, trace, &step.next) {
            Ok(there) => there,
            Err(there) => return self.tell(hop, &step, there),
        };
        let key = key(&step.next);
        if let Some(before) = self.before.iter().find(|before| before.proxy == there && before.key == key) {
            let there = There::Loop(there, before.hop);
            return self.tell(hop, &step, there);
        }
        if self.before.len() > self.max_hops || self.hops >= HOPS {
            return self.tell(hop, &step, There::TooFar(there));
        }
        let listener =
            self.mesh.model(there).ok_or_else(|| "it can't be read".to_owned()).and_then(|model| Ok((model, listener(model, &step.next)?)));
        let (model, listener) = match listener {
            Ok(found) => found,
            Err(why) => return self.tell(hop, &step, There::Broken(there, why)),
        };
        let through = self::trace(model, listener, &step.next.connection, step.next.request.as_ref());
        self.tell(hop, &step, There::Proxy(there, &through, model))?;
        let number = self.hops;
        self.before.push(Before { hop: number, proxy: there, key });
        let result = self.from(number, there, &through, &step.next, step.share);
        self.before.pop();
        result
    }

    /// The proxy that takes what is sent, or what else is there.
    fn place<'h>(&self, proxy: usize, trace: &Trace<'_, '_>, next: &Sent) -> Result<usize, There<'h, 'm, 'a>> {
        if next.internal.is_some() {
            return Ok(proxy);
        }
        let Some(address) = next.connection.destination else { return Err(There::Unknown) };
        let own = self.mesh.identity(proxy);
        // What a pod's proxy has taken in goes to the pod's application, and is not redirected again.
        let is_own = own.ips.contains(&address.ip()) || !own.ips.is_empty() && is_loopback(address.ip());
        if is_own && trace.entry.or(trace.listener).is_some_and(|listener| listener.direction == "INBOUND") {
            return Err(There::Application);
        }
        if own.ips.contains(&address.ip()) {
            return Ok(proxy);
        }
        self.mesh.at(address).ok_or(There::Unknown)
    }
}

/// What is sent to one endpoint.
struct Step<'s> {
    address: &'s str,
    cluster: &'s str,
    share: f64,
    next: Sent,
}

/// The listener that takes what is sent.
fn listener<'m, 'a>(model: &'m Model<'a>, next: &Sent) -> Result<&'m Listener<'a>, String> {
    match (&next.internal, next.connection.destination) {
        (Some(name), _) => {
            let found = model.listeners.iter().find(|listener| listener.name == *name);
            found.ok_or_else(|| format!("there is no internal listener {name}"))
        }
        (None, Some(destination)) => entry::of_arrival(model, destination),
        (None, None) => Err("it has no address".to_owned()),
    }
}

fn is_loopback(ip: IpAddr) -> bool {
    ip.is_loopback()
}
