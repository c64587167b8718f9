//! The proxies of a source, of which those are read that a request comes to.

use core::net::SocketAddr;
use std::cell::OnceCell;

use super::super::fleet;
use super::super::load::Loaded;
use super::super::notes::Notes;
use super::super::sources::Proxy;
use crate::envoy::dump::Section;
use crate::source::requests::Wanted;
use crate::trace::hops::{self, Identity};
use crate::trace::model::{Model, SECTIONS};

/// Where what is read of each proxy stays.
pub type Shelf = Vec<OnceCell<Option<Loaded>>>;

/// The proxies.
pub struct Mesh<'p> {
    proxies: &'p [Proxy],
    shelf: &'p Shelf,
    models: Vec<OnceCell<Option<Model<'p>>>>,
    first: Identity,
    identities: OnceCell<Vec<Identity>>,
}

impl<'p> Mesh<'p> {
    /// The proxies, of which the first has been read already.
    pub fn new(proxies: &'p [Proxy], shelf: &'p Shelf, model: Model<'p>, first: Identity) -> Self {
        let models: Vec<OnceCell<Option<Model<'p>>>> = proxies.iter().map(|_| OnceCell::new()).collect();
        if let Some(place) = models.first() {
            place.get_or_init(|| Some(model));
        }
        Mesh { proxies, shelf, models, first, identities: OnceCell::new() }
    }

    /// A proxy's name.
    pub fn name(&self, proxy: usize) -> String {
        self.proxies.get(proxy).map(Proxy::name).unwrap_or_default()
    }

    /// Whether there are others than the first.
    pub fn has_others(&self) -> bool {
        self.proxies.len() > 1
    }

    /// What each proxy says of its addresses; nothing of one that can't be read.
    fn identities(&self) -> &[Identity] {
        self.identities.get_or_init(|| {
            let mut all = vec![self.first.clone()];
            let others = self.proxies.get(1..).unwrap_or_default();
            let at_once = fleet::at_once(others.iter().any(Proxy::is_read_in_order));
            let read = |proxy: &Proxy| {
                let loaded = proxy.load(Wanted::All, Notes::kept()).ok()?;
                let read = loaded.dump(&[Section::Bootstrap, Section::Listeners]).ok()?;
                Some(Identity::of(&read.dump))
            };
            let done = |_: &Proxy, identity: Option<Identity>, _: &fleet::Progress| {
                all.push(identity.unwrap_or_default());
                Ok::<(), ()>(())
            };
            // It never fails: what can't be read has no address.
            let _ = fleet::each(others, at_once, "proxies", read, done);
            all
        })
    }
}

impl<'m, 'p> hops::Mesh<'m, 'p> for &'m Mesh<'p> {
    fn at(&self, address: SocketAddr) -> Option<usize> {
        let identities = self.identities();
        let places = identities.iter().enumerate().filter_map(|(at, identity)| Some((at, identity.takes(address)?)));
        // Of several that are as good, the one that comes first, so that the answer does not change.
        places.max_by_key(|(at, how)| (*how, std::cmp::Reverse(*at))).map(|(at, _)| at)
    }

    fn identity(&self, proxy: usize) -> &Identity {
        if proxy == 0 { &self.first } else { &self.identities()[proxy] }
    }

    fn model(&self, proxy: usize) -> Option<&'m Model<'p>> {
        let model = self.models.get(proxy)?.get_or_init(|| {
            let loaded = self.shelf.get(proxy)?.get_or_init(|| self.proxies[proxy].load(Wanted::All, Notes::kept()).ok());
            let read = loaded.as_ref()?.dump(&SECTIONS).ok()?;
            Some(Model::new(&read.dump).0)
        });
        model.as_ref()
    }
}
