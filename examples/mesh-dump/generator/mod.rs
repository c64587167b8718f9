//! Makes `/config_dump` of a sidecar in a mesh of any size.
//!
//! Every resource is a copy of a real one, cut out of the dumps in `fixtures/istio`, with another service's names, ports and
//! addresses in it: so Envoy's layout, key order and the proportions of the sections stay. Nothing is kept in memory but the
//! templates and the list of clusters (12 bytes for each, where a cluster brings 16 KB to the dump).

pub mod mesh;
pub mod resources;
pub mod template;
pub mod templates;

use std::io::{self, Write};
use std::path::Path;

use mesh::Mesh;
use template::Values;
use templates::Templates;

/// A dump to be: how large its mesh is, and how its resources look.
pub struct Generator {
    pub templates: Templates,
    pub mesh: Mesh,
}

impl Generator {
    /// Plans a dump of `size` bytes out of the fixtures in `folder`. It falls short of that by less than one small service
    /// (6 KB); what a sidecar has without any mesh (200 KB) is the least.
    pub fn new(folder: &Path, size: u64, seed: u64) -> Result<Self, String> {
        let mut planned = Self { templates: Templates::read(folder)?, mesh: Mesh::new(seed, 0, 0) };
        let mut bytes = |full, small| {
            planned.mesh = Mesh::new(seed, full, small);
            planned.write_dump(&mut io::sink()).expect("a sink takes everything")
        };
        // The size is very nearly a straight line over the number of services, so a slope finds the number, and the services of
        // one kind fill what remains.
        let (base, some) = (bytes(0, 0), bytes(180, 0));
        let slope = (some - base) / 180;
        let mut full = (size.saturating_sub(base) / slope) as u32;
        let mut now = bytes(full, 0);
        while now > size && full > 0 {
            full -= ((now - size) / slope).clamp(1, u64::from(full)) as u32;
            now = bytes(full, 0);
        }
        let small = (bytes(0, 20) - bytes(0, 10)) / 10;
        let mut rest = (size.saturating_sub(now) / small) as u32;
        while bytes(full, rest) > size && rest > 0 {
            rest -= 1;
        }
        Ok(planned)
    }

    /// Writes the dump and says how long it is.
    pub fn write_dump(&self, out: &mut impl Write) -> io::Result<u64> {
        let (mut out, sections, mut values) = (Output::new(out), &self.templates.sections, Values::default());
        out.list(&sections.before_clusters);
        for text in &sections.own_clusters {
            out.item()?.push_str(text);
        }
        for cluster in &self.mesh.clusters {
            self.cluster(*cluster, &mut values, out.item()?);
        }
        out.list(&sections.before_endpoints);
        for text in &sections.own_endpoints {
            out.item()?.push_str(text);
        }
        for cluster in &self.mesh.clusters {
            self.endpoints(*cluster, &mut values, out.item()?);
        }
        out.list(&sections.before_listeners);
        for listener in &self.mesh.listeners {
            self.listener(*listener, &mut values, out.item()?);
        }
        for text in &sections.own_listeners {
            out.item()?.push_str(text);
        }
        out.list(&sections.before_routes);
        for (port, services) in &self.mesh.routes {
            self.route_config_head(*port, &mut values, out.item()?);
            out.list("");
            for service in services {
                self.virtual_host(*service, *port, &mut values, out.item()?);
            }
            out.item()?.push_str(&self.templates.allow_any);
            self.route_config_tail(*port, &mut values, &mut out.text);
        }
        out.text.push_str(&sections.after_routes);
        out.finish()
    }
}

/// Gathers text and passes it on in large pieces, with commas between the items of a list.
pub struct Output<W> {
    to: W,
    /// What is gathered so far, for text that belongs to the last item.
    pub text: String,
    bytes: u64,
    first: bool,
}

impl<W: Write> Output<W> {
    pub fn new(to: W) -> Self {
        Self { to, text: String::new(), bytes: 0, first: true }
    }

    /// Begins a list, after the text that ends with its opening bracket.
    pub fn list(&mut self, head: &str) {
        self.text.push_str(head);
        self.first = true;
    }

    /// The place for the list's next item.
    pub fn item(&mut self) -> io::Result<&mut String> {
        if !std::mem::take(&mut self.first) {
            self.text.push_str(",\n");
        }
        if self.text.len() > 1 << 18 {
            self.flush()?;
        }
        Ok(&mut self.text)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(self.text.as_bytes())?;
        self.bytes += self.text.len() as u64;
        self.text.clear();
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<u64> {
        self.flush()?;
        self.to.flush()?;
        Ok(self.bytes)
    }
}
