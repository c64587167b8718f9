//! What is a bootstrap, a listener, a route, a cluster, an endpoint, a secret? One file each: the fields that a table needs (a lens),
//! filters, order and columns.

pub mod bootstrap;
pub mod certificate;
pub mod cluster;
pub mod ecds;
pub mod endpoint;
pub mod filter_chain;
pub mod listener;
pub mod matcher_tree;
pub mod route;
pub mod route_match;
pub mod secret;

use std::borrow::Cow;

use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};

/// A table's rows, one cell a column, as `short` prints them.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The columns' headings.
    pub columns: Vec<&'static str>,
    /// The cells, row by row.
    pub cells: Vec<Cow<'a, str>>,
    /// Blanks between two columns, as istioctl has them: 5, or 1 for listeners.
    pub gap: usize,
    /// The name of each row's resource, which not every table shows.
    pub names: Vec<Cow<'a, str>>,
    states: Vec<Option<String>>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub fn new(columns: &[&'static str], gap: usize) -> Self {
        Table { columns: columns.to_vec(), gap, ..Table::default() }
    }

    /// Appends a row: as many cells as there are columns.
    pub fn push<const N: usize>(&mut self, name: Cow<'a, str>, cells: [Cow<'a, str>; N], resource: &Resource<'_>) {
        debug_assert_eq!(N, self.columns.len(), "a row has a cell for each column");
        self.names.push(name);
        self.cells.extend(cells);
        self.states.push((!resource.state.is_ordinary()).then(|| state_cell(resource)));
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Cow<'a, str>]> {
        self.cells.chunks(self.columns.len().max(1))
    }

    /// Puts a column with `KIND/NAME` in front of all others.
    pub fn prepend_name(&mut self, column: &'static str, kind: &str) {
        let width = self.columns.len();
        let mut old = std::mem::take(&mut self.cells).into_iter();
        for name in &self.names {
            self.cells.push(Cow::Owned(if name.is_empty() { String::new() } else { format!("{kind}/{name}") }));
            self.cells.extend(old.by_ref().take(width));
        }
        self.columns.insert(0, column);
    }

    /// Makes each cell of the first column `KIND/CELL`.
    pub fn prefix_first(&mut self, kind: &str) {
        let width = self.columns.len().max(1);
        for cell in self.cells.iter_mut().step_by(width) {
            *cell = Cow::Owned(format!("{kind}/{cell}"));
        }
    }

    /// Adds the column STATE, last, where some row is neither static nor active: scripts that read the first columns keep working.
    pub fn add_states(&mut self) {
        if self.states.iter().all(Option::is_none) {
            return;
        }
        let width = self.columns.len();
        let mut old = std::mem::take(&mut self.cells).into_iter();
        for state in &mut self.states {
            self.cells.extend(old.by_ref().take(width));
            self.cells.push(state.take().map_or(Cow::Borrowed("OK"), Cow::Owned));
        }
        self.columns.push("STATE");
    }
}

/// A state, and why Envoy refused the resource, in one line.
pub fn state_cell(resource: &Resource<'_>) -> String {
    let mut cell = resource.state.word().to_owned();
    if let Some(error) = &resource.error
        && !error.details.is_empty()
    {
        cell.push_str(" + ");
        cell.push_str(&one_line(&error.details));
    }
    cell
}

/// A text with each run of white space and control characters made one blank, so that a row stays a row.
pub fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A resource with the fields that its lens read.
#[derive(Clone, Debug)]
pub struct Item<'d, 'a, T> {
    /// The resource.
    pub resource: &'d Resource<'a>,
    /// Its fields.
    pub fields: T,
}

/// A section's resources with the fields that `read` reads of each. A resource that can't be read keeps its place, with default fields and
/// a problem.
pub fn decode<'d, 'a, T: Default>(
    dump: &'d Dump<'a>,
    section: Section,
    read: impl Fn(&mut Reader<'a>) -> Result<T>,
) -> (Vec<Item<'d, 'a, T>>, Vec<Problem>) {
    let mut problems = Vec::new();
    let items = dump
        .of(section)
        .map(|resource| {
            let fields = resource.body.map_or_else(
                || Ok(T::default()),
                |body| read(&mut Reader::new(body, 0)).map_err(|error| error.in_text(body)),
            );
            let fields = fields.unwrap_or_else(|what| {
                problems.push(Problem { path: resource.path.to_string(), what });
                T::default()
            });
            Item { resource, fields }
        })
        .collect();
    (items, problems)
}

/// The order among resources of one name: the ones in use first.
pub fn state_order(state: State) -> State {
    if state == State::Static { State::Active } else { state }
}

/// Whether `text` equals a filter's word, as istioctl compares most: without regard to upper and lower case.
pub fn same_word(text: &str, word: &str) -> bool {
    text.len() == word.len() && text.eq_ignore_ascii_case(word) || text.to_lowercase() == word.to_lowercase()
}
