//! `meshctl proxy-config status`: how each type of resource stands.

use super::super::args::{StatusArgs, StatusOutput};
use super::super::exit::{DONE, Failure, INCOMPLETE};
use super::super::load::Loaded;
use super::now;
use super::opened::say_problems;
use super::print::{Layout, Paper, format};
use crate::envoy::dump::{Dump, Section};
use crate::render::value;
use crate::section::status::{self, Gap};

/// Prints the status. Gives the exit code.
///
/// # Errors
/// Where the source can't be reached or used, or the output fails.
pub(super) fn print(args: &StatusArgs, loaded: &Loaded, paper: &mut Paper<'_>) -> Result<u8, Failure> {
    let read = loaded.dump(&Section::ALL)?;
    let mut code = if read.is_incomplete { INCOMPLETE } else { DONE };
    let is_whole = loaded.is_admin || is_whole(&read.dump);
    let (status, mut problems) = status::of(&read.dump, is_whole, loaded.stats());
    match args.output {
        StatusOutput::Short => {
            let layout = Layout::plain(!args.no_headers);
            paper.table("STATUS", status::table(&status, now(args.now)), &layout)?;
            if let Some(dangling) = status::dangling(&status) {
                if paper.kept.is_none() {
                    writeln!(paper.out)?;
                }
                paper.table("DANGLING", dangling, &layout)?;
            }
        }
        StatusOutput::Json | StatusOutput::Yaml => {
            value::write(paper.out, &status::object(&status), format(args.output.general()))?;
        }
    }
    say_gaps(&status.gaps, loaded);
    problems.extend(read.dump.problems);
    say_problems(problems.iter(), &loaded.notes, &mut code);
    Ok(code)
}

/// Whether a dump is all that `/config_dump` tells: then it has the bootstrap that a mask, or a bootstrap's own file, lacks.
fn is_whole(dump: &Dump<'_>) -> bool {
    dump.of(Section::Bootstrap).any(|resource| resource.path.config.is_some())
}

/// Says what is not known for want of which requests, in one note.
fn say_gaps(gaps: &[Gap], loaded: &Loaded) {
    let mut sections: Vec<&str> = Vec::new();
    let mut requests: Vec<&str> = Vec::new();
    for gap in gaps {
        let (what, request) = match gap {
            Gap::Section(section) => (section.container(), "/config_dump?include_eds"),
            // Where an admin port refuses its statistics, that has been said.
            Gap::Counters if loaded.is_admin => continue,
            Gap::Counters => ("counters of updates", "/stats?format=json"),
        };
        sections.push(what);
        if !requests.contains(&request) {
            requests.push(request);
        }
    }
    if !sections.is_empty() {
        let supply = if requests.len() == 1 { "supplies" } else { "supply" };
        let (missing, requests) = (sections.join(", "), requests.join(" and "));
        loaded.notes.say("note", format!("what is - is not known: this source has no {missing}; {requests} {supply} it"));
    }
}
