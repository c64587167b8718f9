//! A route configuration: `envoy.config.route.v3.RouteConfiguration`, and which of its virtual hosts a request belongs to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::headers::{HttpRequest, lower, port_start};
use super::virtual_host::VirtualHost;
use crate::envoy::json::reader::{Reader, Result};

/// A route configuration.
#[derive(Clone, Debug, Default)]
pub struct RouteConfiguration<'a> {
    /// Its name; may be empty.
    pub name: Cow<'a, str>,
    /// Its virtual hosts.
    pub virtual_hosts: Vec<VirtualHost<'a>>,
    /// Whether paths are matched without the parameters of their segments.
    pub ignore_path_parameters: bool,
    /// Headers that only internal requests may bring, in lower case.
    pub internal_only_headers: Vec<String>,
    /// Whether virtual hosts may come on demand, so that none of them is no answer.
    pub has_vhds: bool,
    ignore_port: bool,
    /// The header that is looked at in place of the host, in lower case; empty for none.
    vhost_header: String,
    domains: Domains,
}

/// Virtual hosts by their domains, as Envoy keeps them.
#[derive(Clone, Debug, Default)]
struct Domains {
    exact: HashMap<String, usize>,
    /// `*.example.com`, without the star: by length, the longest last.
    suffixes: BTreeMap<usize, HashMap<String, usize>>,
    /// `www.example.*`, without the star.
    prefixes: BTreeMap<usize, HashMap<String, usize>>,
    /// `*`
    any: Option<usize>,
}

/// The virtual host that a request belongs to, and why.
#[derive(Clone, Copy, Debug)]
pub struct Host<'m, 'a> {
    /// The virtual host.
    pub virtual_host: &'m VirtualHost<'a>,
    /// How its domain was found.
    pub tier: Tier,
}

/// How a domain was found. Earlier ones win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// It is the host.
    Exact,
    /// It is the longest with a star in front that the host ends in: of this length, without the star.
    Suffix(usize),
    /// It is the longest with a star behind that the host starts with.
    Prefix(usize),
    /// It is `*`.
    Any,
}

impl<'a> RouteConfiguration<'a> {
    /// Reads a `RouteConfiguration`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut found = RouteConfiguration::default();
        reader.fields(|name, value| {
            match name {
                "name" => found.name = value.text()?,
                "virtual_hosts" => found.virtual_hosts = value.list(VirtualHost::read)?,
                "ignore_path_parameters_in_path_matching" => found.ignore_path_parameters = value.flag()?,
                "ignore_port_in_host_matching" => found.ignore_port = value.flag()?,
                "vhost_header" => found.vhost_header = value.text()?.to_ascii_lowercase(),
                "internal_only_headers" => {
                    found.internal_only_headers = value.list(|name| Ok(name.text()?.to_ascii_lowercase()))?;
                }
                "vhds" => found.has_vhds = true,
                _ => {}
            }
            Ok(())
        })?;
        found.domains = Domains::of(&found.virtual_hosts);
        Ok(found)
    }

    /// The virtual host that a request belongs to.
    pub fn find(&self, request: &HttpRequest<'_>) -> Option<Host<'_, 'a>> {
        let (at, tier) = self.domains.find(|| self.host(request))?;
        Some(Host { virtual_host: &self.virtual_hosts[at], tier })
    }

    /// The text that domains are compared with.
    pub fn host<'r>(&self, request: &'r HttpRequest<'_>) -> Option<Cow<'r, str>> {
        let host = if self.vhost_header.is_empty() { &request.authority } else { request.first(&self.vhost_header)? };
        let host = if self.ignore_port { &host[..port_start(host).unwrap_or(host.len())] } else { host };
        Some(lower(host))
    }
}

impl Domains {
    fn of(hosts: &[VirtualHost<'_>]) -> Self {
        let mut found = Domains::default();
        for (at, host) in hosts.iter().enumerate() {
            for domain in &host.domains {
                let domain = domain.to_ascii_lowercase();
                // A star is one at the start first, and one in the middle is a character like any other.
                if domain == "*" {
                    found.any.get_or_insert(at);
                } else if let Some(suffix) = domain.strip_prefix('*') {
                    found.suffixes.entry(suffix.len()).or_default().entry(suffix.to_owned()).or_insert(at);
                } else if let Some(prefix) = domain.strip_suffix('*') {
                    found.prefixes.entry(prefix.len()).or_default().entry(prefix.to_owned()).or_insert(at);
                } else {
                    found.exact.entry(domain).or_insert(at);
                }
            }
        }
        found
    }

    fn find<'r>(&self, host: impl FnOnce() -> Option<Cow<'r, str>>) -> Option<(usize, Tier)> {
        if self.exact.is_empty() && self.suffixes.is_empty() && self.prefixes.is_empty() {
            // Then Envoy doesn't look at any header.
            return self.any.map(|at| (at, Tier::Any));
        }
        let host = host()?;
        if let Some(at) = self.exact.get(&*host) {
            return Some((*at, Tier::Exact));
        }
        // A star stands for one character or more.
        for (length, domains) in self.suffixes.range(..host.len()).rev() {
            if let Some(at) = host.get(host.len() - length..).and_then(|suffix| domains.get(suffix)) {
                return Some((*at, Tier::Suffix(*length)));
            }
        }
        for (length, domains) in self.prefixes.range(..host.len()).rev() {
            if let Some(at) = host.get(..*length).and_then(|prefix| domains.get(prefix)) {
                return Some((*at, Tier::Prefix(*length)));
            }
        }
        self.any.map(|at| (at, Tier::Any))
    }
}

impl Host<'_, '_> {
    /// The domain by which it was found, as the configuration spells it; `*` where it is none of these any more.
    pub fn domain(&self, host: &str) -> &str {
        let domains = || self.virtual_host.domains.iter().map(|domain| &**domain);
        let found = match self.tier {
            Tier::Exact => domains().find(|domain| domain.eq_ignore_ascii_case(host)),
            Tier::Suffix(length) => domains().find(|domain| {
                let suffix = domain.strip_prefix('*').filter(|suffix| suffix.len() == length);
                suffix.is_some_and(|suffix| host.to_ascii_lowercase().ends_with(&suffix.to_ascii_lowercase()))
            }),
            Tier::Prefix(length) => domains().find(|domain| {
                let prefix = domain.strip_suffix('*').filter(|prefix| prefix.len() == length && !domain.starts_with('*'));
                prefix.is_some_and(|prefix| host.to_ascii_lowercase().starts_with(&prefix.to_ascii_lowercase()))
            }),
            Tier::Any => None,
        };
        found.unwrap_or("*")
    }
}
