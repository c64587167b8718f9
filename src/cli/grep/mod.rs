//! `meshctl grep TEXT`: each place in a configuration, or in many, where a text stands.

mod print;

use std::io::Write;

use super::args::{GrepArgs, GrepSection};
use super::exit::{DONE, FOUND, Failure, INCOMPLETE, UNREACHABLE, USAGE};
use super::fleet::{self, Told};
use super::load::Loaded;
use super::notes::{Note, Notes};
use super::sources::{self, Proxies, Proxy};
use crate::envoy::dump::Section;
use crate::render::table::Screen;
use crate::section::search::{Pattern, Place, search};

/// A place where the text stands.
struct Hit {
    section: GrepSection,
    /// The resource's name.
    resource: String,
    place: Place,
}

/// What was found in one proxy's configuration.
struct Part {
    hits: Vec<Hit>,
    /// The sections that the source has.
    sections: Vec<GrepSection>,
    is_incomplete: bool,
}

/// What was found of a pod's proxy, or of the one source.
struct Titled {
    pod: Option<String>,
    part: Part,
}

/// Prints the places. Gives the exit code: 1 where there are none.
///
/// # Errors
/// Where the text is no regular expression, the source can't be reached or used, or the output fails.
pub fn run(args: &GrepArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let pattern = Pattern::new(&args.text, args.options()).map_err(|error| {
        Failure::new(USAGE, format!("{} is no regular expression: {error}", args.text)).advise("without -E the text is looked for as it is")
    })?;
    let (parts, failed) = match sources::named(&args.source)? {
        Proxies::One(proxy) => {
            let loaded = proxy.load(args.wanted(), Notes::default())?;
            (vec![Titled { pod: None, part: in_source(args, &pattern, &loaded)? }], 0)
        }
        Proxies::All(proxies) => in_all(args, &pattern, &proxies)?,
    };
    print::print(args, &parts, screen, out)?;
    let is_found = parts.iter().any(|titled| !titled.part.hits.is_empty());
    Ok(match () {
        () if failed > 0 => UNREACHABLE,
        () if parts.iter().any(|titled| titled.part.is_incomplete) => INCOMPLETE,
        () if is_found => DONE,
        () => FOUND,
    })
}

/// What is found in each proxy's configuration, in the order of their names, and how many failed.
fn in_all(args: &GrepArgs, pattern: &Pattern, proxies: &[Proxy]) -> Result<(Vec<Titled>, usize), Failure> {
    let work = |proxy: &Proxy| -> (Result<Part, Failure>, Vec<Note>) {
        match proxy.load(args.wanted(), Notes::kept()) {
            Ok(loaded) => (in_source(args, pattern, &loaded), loaded.notes.take()),
            Err(failure) => (Err(failure), Vec::new()),
        }
    };
    let namespace = proxies.first().and_then(Proxy::namespace);
    let is_one_namespace = proxies.iter().all(|proxy| proxy.namespace() == namespace);
    let (mut parts, mut told) = (Vec::new(), Told::default());
    let at_once = fleet::at_once(proxies.iter().any(Proxy::is_read_in_order));
    fleet::each(proxies, at_once, "proxies", work, |proxy, (part, notes), _| {
        let name = proxy.name();
        told.notes(&name, notes);
        match part {
            Ok(part) => parts.push(Titled { pod: Some(if is_one_namespace { proxy.short_name() } else { name }), part }),
            Err(failure) => told.failure(&name, failure),
        }
        Ok::<(), Failure>(())
    })?;
    parts.sort_by(|one, other| one.pod.cmp(&other.pod));
    told.say(proxies.len());
    Ok((parts, told.failed()))
}

/// What is found in one source. What could not be read is said.
fn in_source(args: &GrepArgs, pattern: &Pattern, loaded: &Loaded) -> Result<Part, Failure> {
    let wanted = args.sections();
    let read = loaded.dump(&wanted.iter().map(|section| section.section()).collect::<Vec<Section>>())?;
    let mut part = Part { hits: Vec::new(), sections: Vec::new(), is_incomplete: read.is_incomplete };
    let mut problems = read.dump.problems.clone();
    for section in wanted {
        if !read.dump.has(section.section()) {
            if !args.section.is_empty() && !read.is_incomplete {
                loaded.notes.say("note", format!("this source has no {}", section.section().container()));
            }
            continue;
        }
        let (found, unread) = search(&read.dump, section.section(), pattern);
        problems.extend(unread);
        part.sections.push(section);
        for one in found {
            part.hits.extend(one.places.into_iter().map(|place| Hit { section, resource: one.name.clone(), place }));
        }
    }
    for problem in problems {
        loaded.notes.say("warning", problem.to_string());
        part.is_incomplete = true;
    }
    if args.section.is_empty() {
        for foreign in &read.dump.foreign {
            loaded.notes.say("note", format!("a section of another type is not searched: {foreign}"));
        }
    }
    Ok(part)
}
