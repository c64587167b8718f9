//! How a section's items are printed: as a table, as names, or as documents.

use std::collections::HashSet;
use std::io::{self, Write};

use super::super::args::{FieldStyle, Output, OutputArgs};
use super::super::exit::{Failure, USAGE};
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::transcode::FieldNames;
use crate::render::csv::write as write_csv;
use crate::render::resource::{Body, Format, Writer};
use crate::render::table::{self, Screen};
use crate::section::{NoColumn, Order, Table};

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
    pub(super) fn table(&mut self, title: &'static str, table: Table<'_>, layout: &Layout) -> Result<(), Failure> {
        match &mut self.kept {
            Some(kept) => {
                kept.push((title, table.into_owned()));
                Ok(())
            }
            None => layout.write(&table, self.screen, self.out),
        }
    }
}

/// How a table is laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) headers: bool,
    is_csv: bool,
    /// The columns that are printed; all, where none is named.
    columns: Vec<String>,
    order: Option<Order>,
}

impl Layout {
    /// A table with all of its columns.
    pub(super) fn plain(headers: bool) -> Layout {
        Layout { headers, is_csv: false, columns: Vec::new(), order: None }
    }

    pub(super) fn of(args: &OutputArgs) -> Layout {
        Layout {
            headers: !args.no_headers,
            is_csv: args.output() == Output::Csv,
            columns: args.columns.clone(),
            order: args.sort_by.clone(),
        }
    }

    /// Whether columns are chosen, or rows ordered.
    pub(super) fn is_arranged(&self) -> bool {
        !self.columns.is_empty() || self.order.is_some()
    }

    /// Writes a table.
    ///
    /// # Errors
    /// Where it lacks a column that is asked for, or the output fails.
    pub(super) fn write(&self, table: &Table<'_>, screen: Screen, out: &mut dyn Write) -> Result<(), Failure> {
        let arranged;
        let table = if self.is_arranged() {
            arranged = table.arranged(&self.columns, self.order.as_ref()).map_err(|error| no_column(&error))?;
            &arranged
        } else {
            table
        };
        if self.is_csv {
            write_csv(out, table, self.headers)?
        } else {
            table::write(out, table, self.headers, screen)?
        }
        Ok(())
    }
}

fn no_column(error: &NoColumn) -> Failure {
    let names: Vec<String> = error.headings.iter().map(|heading| heading.to_lowercase().replace(' ', "-")).collect();
    Failure::new(USAGE, error).advise(format!("the columns are: {}", names.join(", ")))
}

/// How a section's items are printed.
pub(super) struct Print<'p, 'o> {
    output: Output,
    layout: Layout,
    names: FieldNames,
    /// The kind for `-o name`.
    kind: &'static str,
    paper: &'p mut Paper<'o>,
}

impl<'p, 'o> Print<'p, 'o> {
    pub(super) fn new(args: &OutputArgs, kind: &'static str, paper: &'p mut Paper<'o>) -> Self {
        Print { output: args.output(), layout: Layout::of(args), names: field_names(args.field_names), kind, paper }
    }

    /// Prints the table or the names of it, or the documents.
    ///
    /// # Errors
    /// Where the table can't be made, or the output fails.
    pub(super) fn print<'b, B: IntoIterator<Item = Body<'b>>>(
        self,
        table: impl FnOnce() -> Result<(Table<'b>, Vec<Problem>), Failure>,
        bodies: impl FnOnce() -> B,
    ) -> Result<Vec<Problem>, Failure> {
        match self.output {
            Output::Short | Output::Wide | Output::Csv | Output::Name => {
                let (table, problems) = table()?;
                match self.output {
                    Output::Name => print_names(self.paper.out, self.kind, &table)?,
                    _ => self.paper.table("", table, &self.layout)?,
                }
                Ok(problems)
            }
            Output::Json | Output::Jsonl | Output::Yaml => {
                let mut writer = Writer::new(self.paper.out, format(self.output), self.names);
                if self.output == Output::Jsonl {
                    writer.lines(bodies(), None)?
                } else {
                    writer.list(bodies())?
                }
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
