//! A source that has been read, and what there is to say of it.

use std::collections::HashSet;

use super::super::args::OutputArgs;
use super::super::exit::{DONE, Failure, INCOMPLETE};
use super::super::load::Loaded;
use super::super::notes::Notes;
use super::condition::{self, Condition};
use crate::envoy::dump::{Dump, Problem, Section, State};
use crate::envoy::origin::{Origin, Wanted};
use crate::section::{Table, origin, state};

/// A source that has been read for one section.
pub(super) struct Opened<'s> {
    pub(super) dump: Dump<'s>,
    code: u8,
    notes: &'s Notes,
}

impl<'s> Opened<'s> {
    /// Reads `sections`, and says so where none of `required` is there, of which the first is the one that is printed.
    pub(super) fn read(loaded: &'s Loaded, sections: &[Section], required: &[Section]) -> Result<Self, Failure> {
        let read = loaded.dump(sections)?;
        let code = if read.is_incomplete { INCOMPLETE } else { DONE };
        let mut opened = Opened { dump: read.dump, code, notes: &loaded.notes };
        if !required.iter().any(|section| opened.dump.has(*section)) && !read.is_incomplete {
            opened.code = opened.code.max(say_missing(&opened.dump, required[0], loaded));
        }
        Ok(opened)
    }

    /// Leaves out of these sections what does not come from a wanted object, where one is wanted.
    pub(super) fn keep_origin(&mut self, sections: &[Section], wanted: Option<&Wanted>) {
        if let Some(wanted) = wanted
            && let Some(others) = origin::retain(&mut self.dump, sections, wanted)
        {
            say_no_origin(wanted, &others, self.notes);
        }
    }

    /// Leaves out of these sections what is in none of the wanted states, where some are wanted.
    pub(super) fn keep_states(&mut self, sections: &[Section], wanted: &[State]) {
        if !wanted.is_empty()
            && let Some(others) = state::retain(&mut self.dump, sections, wanted)
        {
            say_no_state(wanted, &others, self.notes);
        }
    }

    /// Leaves out of a section what has no row of which the condition holds, where one is given. `table` makes the section's, short or
    /// wide.
    pub(super) fn keep_where(
        &mut self,
        condition: Option<&Condition>,
        section: Section,
        table: impl FnOnce(&Dump<'s>, bool) -> (Table<'s>, Vec<Problem>),
    ) -> Result<(), Failure> {
        if condition.is_some() {
            let (rows, _) = condition::rows(condition, false, section, self.notes, |is_wide| table(&self.dump, is_wide))?;
            let kept: HashSet<*const u8> = rows.rows().filter_map(|row| row.resource.map(<[u8]>::as_ptr)).collect();
            self.dump.resources.retain(|resource| resource.section != section || kept.contains(&resource.bytes().as_ptr()));
        }
        Ok(())
    }

    /// A section's table with the rows of which the condition holds, where one is given.
    pub(super) fn rows(
        &self,
        args: &OutputArgs,
        condition: Option<&Condition>,
        section: Section,
        table: impl FnOnce(bool) -> (Table<'s>, Vec<Problem>),
    ) -> Result<(Table<'s>, Vec<Problem>), Failure> {
        condition::rows(condition, args.is_wide(), section, self.notes, table)
    }

    /// Says what could not be read, and gives the exit code.
    pub(super) fn end(self, problems: &[Problem]) -> u8 {
        let mut code = self.code;
        say_problems(problems.iter().chain(&self.dump.problems), self.notes, &mut code);
        code
    }
}

/// So many origins are named where none is the wanted one.
const FEW: usize = 3;

/// Says that nothing has a wanted origin, and which there are, the nearest first.
pub(super) fn say_no_origin(wanted: &Wanted, others: &[Origin], notes: &Notes) {
    let named: Vec<String> = others.iter().take(FEW).map(ToString::to_string).collect();
    let others = match others.len() {
        0 => "no origin is told here".to_owned(),
        1 => format!("there is {}", named.join(", ")),
        2..=FEW => format!("there are {}", named.join(", ")),
        count => format!("the nearest of {count} are {}", named.join(", ")),
    };
    notes.say("note", format!("nothing here has the origin {wanted}; {others}"));
}

/// Says that nothing is in a wanted state, and in which all is.
pub(super) fn say_no_state(wanted: &[State], others: &[State], notes: &Notes) {
    let words = |states: &[State], and: &str| states.iter().map(|state| state.word()).collect::<Vec<_>>().join(and);
    notes.say("note", format!("nothing here is {}; all is {}", words(wanted, " or "), words(others, " or ")));
}

/// Says each problem once: what a filter could not read, its table could not read either.
pub(super) fn say_problems<'p>(problems: impl Iterator<Item = &'p Problem>, notes: &Notes, code: &mut u8) {
    let mut said = HashSet::new();
    for problem in problems.map(ToString::to_string) {
        *code = INCOMPLETE;
        if !said.contains(&problem) {
            notes.say("warning", problem.as_str());
            said.insert(problem);
        }
    }
}

/// Says that a section is missing, and which request would supply it. Gives the exit code: a whole dump that lacks a section that the
/// proxy does not use is all right.
pub(super) fn say_missing(dump: &Dump<'_>, section: Section, loaded: &Loaded) -> u8 {
    let container = section.container();
    let say = |text: &str| loaded.notes.say("note", text);
    if loaded.is_admin {
        say(&format!("this proxy has no {container}"));
        return DONE;
    }
    match section {
        Section::Endpoints | Section::Hosts => {
            say("this source has no endpoints; /config_dump?include_eds or /clusters?format=json supplies them");
            INCOMPLETE
        }
        _ if dump.has(Section::Bootstrap) => {
            say(&format!("this dump has no {container}: the proxy has none, or /config_dump was asked for less"));
            DONE
        }
        _ => {
            say(&format!("this source has no {container}; /config_dump supplies it"));
            INCOMPLETE
        }
    }
}
