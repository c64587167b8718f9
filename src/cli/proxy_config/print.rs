//! How a section's items are printed: as a table, as names, or as documents.

use std::collections::HashSet;
use std::io::{self, Write};

use super::super::args::{FieldStyle, Output, OutputArgs};
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::transcode::FieldNames;
use crate::render::resource::{Body, Format, Writer};
use crate::render::table::{self, Screen};
use crate::section::Table;

/// What is printed on: the output itself, or the place where one proxy's part waits for the others'.
pub(super) struct Paper<'o> {
    /// What the output goes to.
    pub(super) screen: Screen,
    /// The output; of several proxies, one's own part of it.
    pub(super) out: &'o mut dyn Write,
    /// The tables that are kept, to become one with those of the other proxies.
    pub(super) kept: Option<Vec<Titled>>,
}

/// A table under its title; only `all` has several.
pub(super) type Titled = (&'static str, Table<'static>);

impl<'o> Paper<'o> {
    /// The output itself.
    pub(super) fn new(screen: Screen, out: &'o mut dyn Write) -> Self {
        Paper { screen, out, kept: None }
    }

    /// A place where tables are kept.
    pub(super) fn keeping(out: &'o mut dyn Write) -> Self {
        Paper { screen: Screen::default(), out, kept: Some(Vec::new()) }
    }

    /// Prints a table, or keeps it.
    pub(super) fn table(&mut self, title: &'static str, table: Table<'_>, headers: bool) -> io::Result<()> {
        match &mut self.kept {
            Some(kept) => {
                kept.push((title, table.into_owned()));
                Ok(())
            }
            None => table::write(self.out, &table, headers, self.screen),
        }
    }
}

/// How a section's items are printed.
pub(super) struct Print<'p, 'o> {
    output: Output,
    headers: bool,
    names: FieldNames,
    /// The kind for `-o name`.
    kind: &'static str,
    paper: &'p mut Paper<'o>,
}

impl<'p, 'o> Print<'p, 'o> {
    pub(super) fn new(args: &OutputArgs, kind: &'static str, paper: &'p mut Paper<'o>) -> Self {
        Print { output: args.output, headers: !args.no_headers, names: field_names(args.field_names), kind, paper }
    }

    /// Prints the table or the names of it, or the documents.
    pub(super) fn print<'b, B: IntoIterator<Item = Body<'b>>>(
        self,
        table: impl FnOnce() -> (Table<'b>, Vec<Problem>),
        bodies: impl FnOnce() -> B,
    ) -> io::Result<Vec<Problem>> {
        match self.output {
            Output::Short | Output::Wide | Output::Name => {
                let (table, problems) = table();
                match self.output {
                    Output::Name => print_names(self.paper.out, self.kind, &table)?,
                    _ => self.paper.table("", table, self.headers)?,
                }
                Ok(problems)
            }
            Output::Json | Output::Yaml => {
                let mut writer = Writer::new(self.paper.out, format(self.output), self.names);
                writer.list(bodies())?;
                Ok(writer.problems)
            }
        }
    }
}

pub(super) fn field_names(style: FieldStyle) -> FieldNames {
    match style {
        FieldStyle::Json => FieldNames::Json,
        FieldStyle::Proto => FieldNames::Proto,
    }
}

/// The format of documents that an output is; JSON for those that are none.
pub(super) fn format(output: Output) -> Format {
    if output == Output::Yaml { Format::Yaml } else { Format::Json }
}

/// Prints each resource's name once, as `KIND/NAME`.
pub(super) fn print_names(out: &mut dyn Write, kind: &str, table: &Table<'_>) -> io::Result<()> {
    let mut seen = HashSet::new();
    table.rows().filter(|row| seen.insert(row.name)).try_for_each(|row| writeln!(out, "{kind}/{}", row.name))
}

pub(super) fn bodies<'b>(resources: &'b [&'b Resource<'b>]) -> impl Iterator<Item = Body<'b>> {
    resources.iter().map(|resource| Body::of(resource))
}
