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
    /// The name of each row's resource, where the first column is not that.
    names: Vec<Cow<'a, str>>,
    states: Vec<Option<String>>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub fn new(columns: &[&'static str], gap: usize) -> Self {
        Table { columns: columns.to_vec(), gap, ..Table::default() }
    }

    /// Appends a row: as many cells as there are columns, of which the first is the resource's name.
    pub fn push<const N: usize>(&mut self, cells: [Cow<'a, str>; N], resource: &Resource<'_>) {
        debug_assert_eq!(N, self.columns.len(), "a row has a cell for each column");
        self.cells.extend(cells);
        self.states.push((!resource.state.is_ordinary()).then(|| state_cell(resource)));
    }

    /// Appends a row of a resource whose name is not in the first column. A table has either such rows only, or none.
    pub fn push_named<const N: usize>(&mut self, name: Cow<'a, str>, cells: [Cow<'a, str>; N], resource: &Resource<'_>) {
        self.names.push(name);
        self.push(cells, resource);
    }

    /// The name of each row's resource.
    pub fn names(&self) -> Box<dyn Iterator<Item = &Cow<'a, str>> + '_> {
        if self.names.is_empty() { Box::new(self.rows().filter_map(<[_]>::first)) } else { Box::new(self.names.iter()) }
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Cow<'a, str>]> {
        self.cells.chunks(self.columns.len().max(1))
    }

    /// Puts a column NAME with `KIND/NAME` in front of all others.
    pub fn prepend_name(&mut self, kind: &str) {
        let width = self.columns.len();
        let mut old = std::mem::take(&mut self.cells).into_iter();
        for name in &self.names {
            self.cells.push(Cow::Owned(if name.is_empty() { String::new() } else { format!("{kind}/{name}") }));
            self.cells.extend(old.by_ref().take(width));
        }
        self.columns.insert(0, "NAME");
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
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A resource with the fields that its lens read.
#[derive(Clone, Debug)]
pub struct Item<'d, 'a, T> {
    /// The resource.
    pub resource: &'d Resource<'a>,
    /// Its fields.
    pub fields: T,
}

/// A section of fewer bytes than this is read on one thread: more would cost more than they gain.
const WORTH_THREADS: usize = 4 << 20;

/// A section's resources with the fields that `read` reads of each, in the order of the input. A resource that can't be read keeps its
/// place, with default fields and a problem.
pub fn decode<'d, 'a, T: Default + Send>(
    dump: &'d Dump<'a>,
    section: Section,
    read: impl Fn(&mut Reader<'a>) -> Result<T> + Sync,
) -> (Vec<Item<'d, 'a, T>>, Vec<Problem>) {
    let resources: Vec<&Resource<'a>> = dump.of(section).collect();
    let size = |resource: &&Resource<'a>| resource.body.map_or(0, <[u8]>::len);
    let total: usize = resources.iter().map(size).sum();
    let threads = if total < WORTH_THREADS { 1 } else { std::thread::available_parallelism().map_or(1, std::num::NonZero::get) };
    if threads == 1 {
        return decode_all(&resources, &read);
    }
    // Each thread takes a run of resources of about the same number of bytes; the runs are put together in their order.
    let share = total.div_ceil(threads);
    let mut runs: Vec<&[&'d Resource<'a>]> = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (index, resource) in resources.iter().enumerate() {
        taken += size(resource);
        if taken >= share {
            runs.push(&resources[start..=index]);
            (start, taken) = (index + 1, 0);
        }
    }
    runs.push(&resources[start..]);
    std::thread::scope(|scope| {
        let workers: Vec<_> = runs.into_iter().map(|run| scope.spawn(|| decode_all(run, &read))).collect();
        let mut all = (Vec::with_capacity(resources.len()), Vec::new());
        for worker in workers {
            match worker.join() {
                Ok((items, problems)) => {
                    all.0.extend(items);
                    all.1.extend(problems);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

fn decode_all<'d, 'a, T: Default>(
    resources: &[&'d Resource<'a>],
    read: &impl Fn(&mut Reader<'a>) -> Result<T>,
) -> (Vec<Item<'d, 'a, T>>, Vec<Problem>) {
    let mut problems = Vec::new();
    let items = resources
        .iter()
        .map(|resource| {
            let fields =
                resource.body.map_or_else(|| Ok(T::default()), |body| read(&mut Reader::new(body, 0)).map_err(|error| error.in_text(body)));
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
