//! `all -o jsonl`: what each section prints in lines, with the section's name in front of each.

use std::io::{self, Write};

use super::super::args::FieldStyle;
use super::all::Filters;
use super::entries::entries;
use super::print::bodies;
use super::sections::{bootstrap_bodies, endpoint_bodies};
use crate::envoy::dump::{Dump, Problem, Section};
use crate::envoy::transcode::FieldNames;
use crate::render::resource::{Format, Writer};
use crate::section::{cluster, listener, route};

/// Prints all sections of a dump. What the section `routes` alone can't print, scoped routes, are a section here.
pub(super) fn print(dump: &Dump<'_>, filters: &Filters<'_>, out: &mut dyn Write) -> io::Result<Vec<Problem>> {
    let mut writer = Writer::new(out, Format::Json, FieldNames::Json);
    writer.lines(bootstrap_bodies(dump), Some("bootstrap"))?;
    writer.lines(bodies(&cluster::select(dump, &filters.cluster)), Some("cluster"))?;
    let (listeners, mut problems) = listener::select(dump, &filters.listener);
    writer.lines(bodies(&listeners), Some("listener"))?;
    writer.lines(bodies(&route::select(dump, filters.route.as_deref())), Some("route"))?;
    writer.lines(endpoint_bodies(dump, Section::Endpoints, &filters.endpoint), Some("eds"))?;
    writer.lines(endpoint_bodies(dump, Section::Hosts, &filters.endpoint), Some("endpoint"))?;
    for (section, name) in [(Section::ScopedRoutes, "scoped-route"), (Section::Secrets, "secret"), (Section::Ecds, "ecds")] {
        let lists = entries(dump, section, FieldStyle::Json);
        writer.lines(lists.into_iter().flat_map(|(_, bodies)| bodies), Some(name))?;
    }
    problems.append(&mut writer.problems);
    Ok(problems)
}
