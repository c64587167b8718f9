//! A table's rows, as `short` prints them.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{gather, state_cell};
use crate::envoy::dump::Resource;

/// A table, one cell a column and row.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The columns' headings, without those that [`Table::headings`] adds.
    pub columns: Vec<&'static str>,
    /// Blanks between two columns, as istioctl has them: 5, or 1 for listeners.
    pub gap: usize,
    /// Where the kind and name of each row's resource stand, if anywhere.
    pub lead: Lead,
    /// Of a wide table, what `short` has of it.
    short: Option<Short>,
    /// The rows, in runs that were made side by side.
    runs: Vec<Run<'a>>,
}

/// What `short` has of a wide table: its first columns, and another gap.
#[derive(Clone, Copy, Debug)]
struct Short {
    columns: usize,
    gap: usize,
}

/// Where a row has its resource's kind and name, as in istioctl's `all`.
#[derive(Clone, Copy, Debug, Default)]
pub enum Lead {
    /// Nowhere but in the cells themselves.
    #[default]
    None,
    /// In a column NAME of its own, the first: `cluster/NAME`.
    Column(&'static str),
    /// In front of the first cell: `route/CELL`.
    Prefix(&'static str),
}

/// Some rows.
#[derive(Clone, Debug, Default)]
struct Run<'a> {
    /// The pod that the rows are of, where the table is made of several.
    pod: Option<String>,
    cells: Vec<Cow<'a, str>>,
    /// The name of each row's resource, where the first column is not that.
    names: Vec<Cow<'a, str>>,
    /// The rows that are neither static nor active: row and state.
    states: Vec<(usize, String)>,
    /// The bytes of each row's resource ([`Resource::bytes`]), where the rows are of resources.
    resources: Vec<&'a [u8]>,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t, 'a> {
    /// The pod, where the table is made of several.
    pub pod: Option<&'t str>,
    /// The cells.
    pub cells: &'t [Cow<'a, str>],
    /// The resource's name.
    pub name: &'t str,
    /// The resource's state, where it is neither static nor active.
    pub state: Option<&'t str>,
    /// The resource's bytes ([`Resource::bytes`]), where the row is of one.
    pub resource: Option<&'a [u8]>,
}

impl<'a> Table<'a> {
    /// An empty table.
    pub fn new(columns: &[&'static str], gap: usize) -> Self {
        Table { columns: columns.to_vec(), gap, ..Table::default() }
    }

    /// An empty wide table: the columns and the gap of `short`, then what `short` does not have.
    pub fn wide(short: &[&'static str], gap: usize, more: &[&[&'static str]]) -> Self {
        let columns = [short, &more.concat()].concat();
        Table { columns, gap: WIDE_GAP, short: Some(Short { columns: short.len(), gap }), ..Table::default() }
    }

    /// An empty table of the same columns.
    pub fn like(&self) -> Self {
        Table { columns: self.columns.clone(), gap: self.gap, short: self.short, ..Table::default() }
    }

    /// Appends a row: as many cells as there are columns, of which the first is the resource's name.
    pub fn push<const N: usize>(&mut self, cells: [Cow<'a, str>; N], resource: &Resource<'a>) {
        self.push_of(cells, resource);
        self.tell_state(resource);
    }

    /// Appends a row of a resource whose name is not in the first column. A table has either such rows only, or none.
    pub fn push_named<const N: usize>(&mut self, name: Cow<'a, str>, cells: [Cow<'a, str>; N], resource: &Resource<'a>) {
        self.run().names.push(without_control(name));
        self.push(cells, resource);
    }

    /// Appends a row of a wide table: the cells of `short`, then those that `short` has not, of which one tells the state.
    pub fn push_wide(
        &mut self,
        name: Cow<'a, str>,
        short: impl IntoIterator<Item = Cow<'a, str>>,
        more: impl IntoIterator<Item = Cow<'a, str>>,
        resource: &Resource<'a>,
    ) {
        self.push_stated(name, short.into_iter().chain(more), resource);
        self.tell_state(resource);
    }

    /// Appends a row that tells its state itself, in every format.
    pub fn push_stated(&mut self, name: Cow<'a, str>, cells: impl IntoIterator<Item = Cow<'a, str>>, resource: &Resource<'a>) {
        self.run().names.push(without_control(name));
        self.push_of(cells, resource);
    }

    /// Appends a row of a resource.
    fn push_of(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>, resource: &Resource<'a>) {
        self.push_cells(cells);
        debug_assert!(self.run().cells.len().is_multiple_of(self.columns.len()), "a row has a cell for each column");
        self.run().resources.push(resource.bytes());
    }

    /// Keeps the state of the last row's resource, where it is neither static nor active.
    fn tell_state(&mut self, resource: &Resource<'_>) {
        if !resource.state.is_ordinary() {
            let run = self.run();
            run.states.push((run.resources.len() - 1, state_cell(resource)));
        }
    }

    /// Appends a row that is of no resource.
    pub fn push_cells(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>) {
        self.run().cells.extend(cells.into_iter().map(without_control));
    }

    /// Leaves out the rows for whose judgement `keep` is not true. Several rows are judged at a time, and kept or not in their order.
    pub fn retain<V: Send>(&mut self, judge: impl Fn(&Row<'_, 'a>) -> V + Sync, keep: impl FnMut(V) -> bool) {
        let rows: Vec<Row<'_, 'a>> = self.rows().collect();
        let kept: Vec<bool> = gather::side_by_side(&rows, judge).into_iter().map(keep).collect();
        let width = self.columns.len().max(1);
        let mut kept = kept.into_iter();
        for run in &mut self.runs {
            let count = run.cells.len() / width;
            let kept: Vec<bool> = kept.by_ref().take(count).collect();
            let mut states = std::mem::take(&mut run.states).into_iter().peekable();
            for (new, row) in (0..count).filter(|row| kept[*row]).enumerate() {
                while states.next_if(|(at, _)| *at < row).is_some() {}
                run.states.extend(states.next_if(|(at, _)| *at == row).map(|(_, state)| (new, state)));
            }
            keep_rows(&mut run.cells, width, &kept);
            keep_rows(&mut run.names, 1, &kept);
            keep_rows(&mut run.resources, 1, &kept);
        }
    }

    /// Of a wide table, what `short` has of it.
    pub fn narrowed(mut self) -> Self {
        let Some(short) = self.short.take() else { return self };
        let width = self.columns.len();
        for run in &mut self.runs {
            let kept: Vec<bool> = (0..run.cells.len()).map(|at| at % width < short.columns).collect();
            keep_rows(&mut run.cells, 1, &kept);
        }
        self.columns.truncate(short.columns);
        self.gap = short.gap;
        self
    }

    /// Of a wide table, whether this column is one of those that `short` has too. Of another, all are.
    pub fn is_short(&self, column: &str) -> bool {
        let count = self.short.map_or(self.columns.len(), |short| short.columns);
        self.columns[..count].contains(&column)
    }

    /// Appends another table's rows, which has the same columns, or fewer or more: what is not there is `-`.
    pub fn append(&mut self, mut other: Table<'a>) {
        if !self.columns.starts_with(&other.columns) && !other.columns.starts_with(&self.columns) {
            // A column in the middle is missing in one of them: the longer has it.
            let longer = if self.columns.len() < other.columns.len() { &other.columns } else { &self.columns };
            let all = longer.clone();
            self.align(&all);
            other.align(&all);
        }
        let width = self.columns.len().max(other.columns.len());
        self.widen(width);
        other.widen(width);
        if other.columns.len() > self.columns.len() {
            self.columns = other.columns;
        }
        self.short = self.short.or(other.short);
        self.runs.extend(other.runs);
    }

    /// Gives the table these columns: the cells move below their headings.
    fn align(&mut self, columns: &[&'static str]) {
        let places: Vec<Option<usize>> = columns.iter().map(|column| self.columns.iter().position(|own| own == column)).collect();
        let now = self.columns.len().max(1);
        for run in &mut self.runs {
            let rows = run.cells.chunks(now);
            let cell = |row: &[Cow<'a, str>], place: Option<usize>| place.map_or(Cow::Borrowed("-"), |at| row[at].clone());
            run.cells = rows.flat_map(|row| places.iter().map(move |place| cell(row, *place))).collect();
        }
        self.columns = columns.to_vec();
    }

    /// Fills each row up to a number of columns. The headings stay.
    fn widen(&mut self, width: usize) {
        let now = self.columns.len().max(1);
        let missing = width.saturating_sub(now);
        for run in self.runs.iter_mut().filter(|_| missing > 0) {
            let cells = std::mem::take(&mut run.cells).into_iter().enumerate();
            let filled = cells.flat_map(|(index, cell)| {
                let is_last = index % now == now - 1;
                std::iter::once(cell).chain(std::iter::repeat_n(Cow::Borrowed("-"), if is_last { missing } else { 0 }))
            });
            run.cells = filled.collect();
        }
    }

    /// The table as the part of one pod in a table of several: a column POD stands first.
    pub fn of_pod(mut self, pod: &str) -> Self {
        self.runs.iter_mut().for_each(|run| run.pod = Some(pod.to_owned()));
        self
    }

    /// The table with texts of its own, so that what it was made of need not be kept.
    pub fn into_owned(self) -> Table<'static> {
        let own = |cells: Vec<Cow<'a, str>>| cells.into_iter().map(|cell| Cow::Owned(cell.into_owned())).collect();
        let runs = self.runs.into_iter();
        // What is kept without the input has no resources to look into.
        let runs =
            runs.map(|run| Run { pod: run.pod, cells: own(run.cells), names: own(run.names), states: run.states, resources: Vec::new() });
        Table { columns: self.columns, gap: self.gap, lead: self.lead, short: self.short, runs: runs.collect() }
    }

    fn run(&mut self) -> &mut Run<'a> {
        if self.runs.is_empty() {
            self.runs.push(Run::default());
        }
        self.runs.last_mut().expect("a table has a run once it has rows")
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        let width = self.columns.len().max(1);
        self.runs.iter().flat_map(move |run| {
            let mut states = run.states.iter().peekable();
            run.cells.chunks(width).enumerate().map(move |(index, cells)| {
                let state = states.next_if(|(row, _)| *row == index).map(|(_, state)| state.as_str());
                let name = run.names.get(index).or(cells.first()).map_or("", |name| &**name);
                Row { pod: run.pod.as_deref(), cells, name, state, resource: run.resources.get(index).copied() }
            })
        })
    }

    /// Whether some row is neither static nor active: then a column STATE stands last, so that scripts that read the first columns keep
    /// working. Wide tables have such a column always, in its place.
    pub fn has_states(&self) -> bool {
        self.short.is_none() && self.runs.iter().any(|run| !run.states.is_empty())
    }

    /// The table with only these columns, in this order, or all; and its rows by the values of `order`, numbers by their size. Columns are
    /// known by their headings, in any case and with `-` or `_` for a blank. STATE is there even where no row needs it.
    ///
    /// # Errors
    /// Where there is no such column.
    pub fn arranged(&self, columns: &[String], order: Option<&Order>) -> Result<Table<'_>, NoColumn> {
        let names: Vec<&str> = columns.iter().map(String::as_str).chain(order.map(|order| order.column.as_str())).collect();
        let has_states = self.has_states() || names.iter().any(|name| is_heading("STATE", name));
        let mut headings: Vec<&'static str> = self.headings().collect();
        if has_states && !self.has_states() {
            headings.push("STATE");
        }
        let place = |name: &str| {
            let found = headings.iter().position(|heading| is_heading(heading, name));
            found.ok_or_else(|| NoColumn { name: name.to_owned(), headings: headings.clone() })
        };
        let kept: Vec<usize> = if columns.is_empty() {
            (0..headings.len()).collect()
        } else {
            columns.iter().map(|name| place(name)).collect::<Result<_, _>>()?
        };
        let text = |(kind, text): (&'static str, _)| match kind {
            "" => Cow::Borrowed(text),
            _ => Cow::Owned(format!("{kind}/{text}")),
        };
        let mut rows: Vec<Vec<Cow<'_, str>>> = self.rows().map(|row| row.texts(self.lead, has_states).map(text).collect()).collect();
        if let Some(order) = order {
            let by = place(&order.column)?;
            rows.sort_by(|one, other| {
                let ordering = by_value(&one[by], &other[by]);
                if order.is_descending { ordering.reverse() } else { ordering }
            });
        }
        let headings: Vec<&'static str> = kept.iter().map(|place| headings[*place]).collect();
        let mut table = Table::new(&headings, self.gap);
        for mut row in rows {
            table.push_cells(kept.iter().map(|place| std::mem::take(&mut row[*place])));
        }
        Ok(table)
    }

    /// All headings.
    pub fn headings(&self) -> impl Iterator<Item = &'static str> + '_ {
        let pod = self.runs.iter().any(|run| run.pod.is_some()).then_some("POD");
        let lead = matches!(self.lead, Lead::Column(_)).then_some("NAME");
        pod.into_iter().chain(lead).chain(self.columns.iter().copied()).chain(self.has_states().then_some("STATE"))
    }
}

/// Blanks between two columns of a wide table. Its cells are sentences, which one blank would not tell apart.
const WIDE_GAP: usize = 5;

/// Leaves of a list, in which each row has `width` elements, those of the rows that are kept. A list that is empty stays so.
fn keep_rows<T>(list: &mut Vec<T>, width: usize, kept: &[bool]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        kept[(at - 1) / width]
    });
}

/// By which column rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column's heading.
    pub column: String,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

/// A column that a table doesn't have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no column {name}")]
pub struct NoColumn {
    /// What was asked for.
    pub name: String,
    /// What is there.
    pub headings: Vec<&'static str>,
}

/// Whether a heading is called so.
fn is_heading(heading: &str, name: &str) -> bool {
    let plain = |text: &str| text.replace(['-', '_'], " ").to_uppercase();
    plain(heading) == plain(name)
}

/// Numbers by their size and before all else, which goes by its characters.
fn by_value(one: &str, other: &str) -> Ordering {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => one.cmp(other),
    }
}

impl<'t> Row<'t, '_> {
    /// The row's texts under all headings, each in two parts of which the first is mostly empty: a kind with its slash, and the rest.
    pub fn texts(self, lead: Lead, has_states: bool) -> impl Iterator<Item = (&'static str, &'t str)> {
        let name = match lead {
            Lead::Column(kind) if !self.name.is_empty() => Some((kind, self.name)),
            Lead::Column(_) => Some(("", "")),
            _ => None,
        };
        let prefix = if let Lead::Prefix(kind) = lead { kind } else { "" };
        let cells = self.cells.iter().enumerate().map(move |(index, cell)| (if index == 0 { prefix } else { "" }, &**cell));
        self.pod.map(|pod| ("", pod)).into_iter().chain(name).chain(cells).chain(has_states.then_some(("", self.state.unwrap_or("OK"))))
    }
}

/// The text with its control characters escaped: names come from a control plane, and must neither break lines nor steer a terminal.
fn without_control(text: Cow<'_, str>) -> Cow<'_, str> {
    // All bytes are looked at, so that this goes at the speed of memory. 0xc2 begins the controls that are not ASCII.
    let may_be = text.bytes().fold(false, |found, byte| found | byte.is_ascii_control() | (byte == 0xc2));
    if !may_be || !text.contains(char::is_control) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character.is_control() { safe.extend(character.escape_default()) } else { safe.push(character) }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;
    use crate::envoy::dump::{Dump, Section};

    fn lines(table: &Table<'_>) -> Vec<String> {
        let headings = table.headings().collect::<Vec<_>>().join(" ");
        let row = |row: Row<'_, '_>| row.texts(table.lead, table.has_states()).map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        std::iter::once(headings).chain(table.rows().map(row)).collect()
    }

    #[test]
    fn tables_of_several_pods_become_one() {
        let table = |columns: &[&'static str], cells: &[&'static str]| {
            let mut table = Table::new(columns, 1);
            table.push_cells(cells.iter().map(|cell| Cow::Borrowed(*cell)));
            table
        };
        let mut all = Table::default();
        all.append(table(&["A", "B"], &["1", "2", "3", "4"]).of_pod("one"));
        all.append(table(&["A", "B", "C"], &["5", "6", "7"]).of_pod("two"));
        all.append(table(&["A"], &["8"]).of_pod("three"));
        assert_eq!(lines(&all), ["POD A B C", "one 1 2 -", "one 3 4 -", "two 5 6 7", "three 8 - -"]);
        assert_eq!(lines(&all.clone().into_owned()), ["POD A B C", "one 1 2 -", "one 3 4 -", "two 5 6 7", "three 8 - -"]);
    }

    #[test]
    fn rows_are_left_out_and_a_wide_table_becomes_a_short_one() {
        let text = br#"{"configs":[{"dynamic_active_clusters":[{"cluster":{"name":"a"}}],
            "dynamic_warming_clusters":[{"cluster":{"name":"b"}},{"cluster":{"name":"c"}}],"static_clusters":[{"cluster":{"name":"d"}}]}]}"#;
        let mut dump = Dump::new(&[Section::Clusters]);
        document::read(text, &mut dump).unwrap();
        let mut table = Table::wide(&["A"], 1, &[&["B", "STATE"]]);
        for (name, resource) in gather::named(dump.of(Section::Clusters), "name") {
            table.push_wide(name.clone(), [name], ["x", "y"].map(Cow::Borrowed), resource);
        }
        let second = dump.resources[1].body;
        assert_eq!((table.is_short("A"), table.is_short("B")), (true, false));
        table.retain(|row| row.resource != second && row.name != "d", |verdict| verdict);
        assert_eq!(lines(&table), ["A B STATE", "a x y", "c x y"]);
        assert_eq!(lines(&table.clone().narrowed()), ["A STATE", "a OK", "c WARMING"]);
        table.retain(|_| (), |()| false);
        assert_eq!(lines(&table), ["A B STATE"]);
    }

    #[test]
    fn columns_are_chosen_and_rows_ordered() {
        let mut table = Table::new(&["SERVICE FQDN", "PORT"], 1);
        table.push_cells(["b", "80", "a", "-", "c", "9080", "d", "443"].map(Cow::Borrowed));
        let check = |columns: &[&str], order: Option<&str>, expect: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
            let order = order.map(|name| Order { column: name.trim_start_matches('-').to_owned(), is_descending: name.starts_with('-') });
            assert_eq!(lines(&table.arranged(&columns, order.as_ref()).unwrap()), expect, "{columns:?} {order:?}");
        };
        check(&["port"], None, &["PORT", "80", "-", "9080", "443"]);
        check(&["port", "service-fqdn"], Some("PORT"), &["PORT SERVICE FQDN", "80 b", "443 d", "9080 c", "- a"]);
        check(&[], Some("-service_fqdn"), &["SERVICE FQDN PORT", "d 443", "c 9080", "b 80", "a -"]);
        check(&["Service FQDN", "STATE"], None, &["SERVICE FQDN STATE", "b OK", "a OK", "c OK", "d OK"]);
        let error = table.arranged(&["ports".to_owned()], None).unwrap_err();
        assert_eq!((error.to_string().as_str(), &*error.headings), ("there is no column ports", &["SERVICE FQDN", "PORT"][..]));
    }

    #[test]
    fn a_column_in_the_middle_moves_the_others() {
        let table = |columns: &[&'static str], cells: &[&'static str]| {
            let mut table = Table::new(columns, 1);
            table.push_cells(cells.iter().map(|cell| Cow::Borrowed(*cell)));
            table
        };
        let mut all = table(&["A", "C"], &["1", "3"]);
        all.append(table(&["A", "B", "C"], &["4", "5", "6"]));
        all.append(table(&["A", "C"], &["7", "9"]));
        assert_eq!(lines(&all), ["A B C", "1 - 3", "4 5 6", "7 - 9"]);
    }
}
