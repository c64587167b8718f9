//! How often routes override an HTTP filter: `typed_per_filter_config` of route configurations, virtual hosts, routes and their weighted
//! clusters.

use std::borrow::Cow;
use std::collections::HashMap;

use super::gather;
use crate::envoy::dump::{Dump, Section};
use crate::envoy::json::reader::{Reader, Result};

/// The number of overrides in one route configuration, by the filter's name.
pub(super) type Counts = HashMap<String, usize>;

/// The overrides of a source's route configurations.
#[derive(Clone, Debug, Default)]
pub(super) struct Overrides<'a> {
    configurations: HashMap<Cow<'a, str>, Counts>,
}

impl<'a> Overrides<'a> {
    /// Counts the overrides in all route configurations. What can't be read is a problem of the table of routes.
    pub(super) fn of_dump(dump: &Dump<'a>) -> Self {
        let resources: Vec<_> = dump.of(Section::Routes).collect();
        let named = |reader: &mut Reader<'a>| Ok((reader.text_of("name")?, read(reader)?));
        let (runs, _) = gather::gather(&resources, named, |_, found, run: &mut Vec<_>| run.push(found));
        Overrides { configurations: runs.into_iter().flatten().collect() }
    }

    /// The overrides in the route configuration of this name, where the source has it.
    pub(super) fn of(&self, name: &str) -> Option<&Counts> {
        self.configurations.get(name)
    }
}

/// Counts the overrides in a `RouteConfiguration`.
///
/// # Errors
/// Where the text is broken or of another shape.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Counts> {
    let mut counts = Counts::new();
    reader.fields(|name, value| {
        if name != "virtual_hosts" {
            return count(name, value, &mut counts);
        }
        value.elements(|host| {
            host.fields(|name, value| {
                if name != "routes" {
                    return count(name, value, &mut counts);
                }
                value.elements(|route| {
                    route.fields(|name, value| {
                        if name != "route" {
                            return count(name, value, &mut counts);
                        }
                        let weighted = value.find("weighted_clusters")?;
                        let Some(mut clusters) = weighted.map_or(Ok(None), |weighted| weighted.find("clusters"))? else { return Ok(()) };
                        clusters.elements(|cluster| cluster.fields(|name, value| count(name, value, &mut counts)))
                    })
                })
            })
        })
    })?;
    Ok(counts)
}

/// Counts the filters of the field called `name`, where that has overrides.
fn count(name: &str, value: &mut Reader<'_>, counts: &mut Counts) -> Result<()> {
    if name != "typed_per_filter_config" {
        return Ok(());
    }
    value.entries(|filter, _| {
        *counts.entry(filter.to_owned()).or_default() += 1;
        Ok(())
    })
}
