//! The bootstrap: `envoy.config.bootstrap.v3.Bootstrap`, of which `short` prints the versions.

mod wide;

use std::borrow::Cow;

pub use self::wide::wide_lines;
use super::decode;
use crate::envoy::dump::{Dump, Problem, Section};
use crate::envoy::json::reader::{Reader, Result};

/// A line of the output: name and value.
pub type Line = (&'static str, String);

/// The versions in a bootstrap's node, as istioctl reads them.
#[derive(Clone, Debug, Default)]
pub struct Versions<'a> {
    /// `node.metadata.ISTIO_VERSION`
    pub istio: Cow<'a, str>,
    /// `node.metadata.ISTIO_PROXY_SHA`
    pub istio_proxy: Cow<'a, str>,
    /// `node.user_agent_build_version`: major, minor and patch number.
    pub envoy: [u64; 3],
    /// The parts of its metadata that tell one build from another: label, source state, type and TLS library.
    pub build: [Option<Cow<'a, str>>; 4],
}

impl<'a> Versions<'a> {
    /// Reads the versions of a `Bootstrap`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut versions = Versions::default();
        reader.fields(|name, node| {
            if name != "node" {
                return Ok(());
            }
            node.fields(|name, value| match name {
                "metadata" => value.entries(|name, value| {
                    match name {
                        "ISTIO_VERSION" if value.peek() == Some(b'"') => versions.istio = value.text()?,
                        "ISTIO_PROXY_SHA" if value.peek() == Some(b'"') => versions.istio_proxy = value.text()?,
                        _ => {}
                    }
                    Ok(())
                }),
                "user_agent_build_version" => versions.read_build(value),
                _ => Ok(()),
            })
        })?;
        Ok(versions)
    }

    fn read_build(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "version" => value.fields(|name, value| {
                let part = match name {
                    "major_number" => 0,
                    "minor_number" => 1,
                    "patch" => 2,
                    _ => return Ok(()),
                };
                self.envoy[part] = value.number()?;
                Ok(())
            }),
            "metadata" => value.entries(|name, value| {
                let part = match name {
                    "build.label" => 0,
                    "revision.status" => 1,
                    "build.type" => 2,
                    "ssl.version" => 3,
                    _ => return Ok(()),
                };
                self.build[part] = Some(value.text()?);
                Ok(())
            }),
            _ => Ok(()),
        })
    }

    /// istioctl's lines, name and value: what is not known is left out.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        if !self.istio.is_empty() {
            lines.push(("Istio Version:", self.istio.to_string()));
        }
        if !self.istio_proxy.is_empty() {
            let sha = self.istio_proxy.split(':').nth(1).unwrap_or(&self.istio_proxy);
            lines.push(("Istio Proxy Version:", sha.to_owned()));
        }
        let [major, minor, patch] = self.envoy;
        let mut envoy = format!("{major}.{minor}.{patch}");
        for (separator, part) in ['-', '/', '/', '/'].into_iter().zip(&self.build) {
            if let Some(part) = part {
                envoy.push(separator);
                envoy.push_str(part);
            }
        }
        lines.push(("Envoy Version:", envoy));
        lines
    }
}

/// The versions of each bootstrap in the dump (one, in a dump of one proxy).
pub fn select<'a>(dump: &Dump<'a>) -> (Vec<Versions<'a>>, Vec<Problem>) {
    let (items, problems) = decode(&dump.of(Section::Bootstrap).collect::<Vec<_>>(), Versions::read);
    (items.into_iter().map(|item| item.fields).collect(), problems)
}
