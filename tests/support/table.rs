//! Printed tables, taken apart again.

/// A table as it was printed, by istioctl or by this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub columns: Vec<String>,
    /// The rows' cells, without the blanks after them.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Takes a text apart: its first line is the headings, below whose starts the cells stand.
    pub fn parse(text: &str) -> Table {
        let mut lines = text.lines();
        let header: Vec<char> = lines.next().unwrap_or_default().chars().collect();
        let starts = starts(&header);
        let cells = |line: &[char]| -> Vec<String> {
            let ends = starts.iter().skip(1).copied().chain([line.len()]);
            let cell = |start: usize, end: usize| line.get(start.min(line.len())..end.min(line.len())).unwrap_or_default().iter();
            starts.iter().zip(ends).map(|(start, end)| cell(*start, end).collect::<String>().trim_end().to_owned()).collect()
        };
        let rows = lines.map(|line| cells(&line.chars().collect::<Vec<_>>())).collect();
        Table { columns: cells(&header), rows }
    }

    /// The cells of one column.
    #[track_caller]
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name);
        let at = at.unwrap_or_else(|| panic!("no column {name} in {:?}", self.columns));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// The rows whose first cell is `name`.
    pub fn named(&self, name: &str) -> Vec<&[String]> {
        self.rows.iter().filter(|row| row[0] == name).map(Vec::as_slice).collect()
    }
}

/// Where the columns start. Listeners' tables have one blank between headings of one word each, all others (and wide ones) several.
fn starts(header: &[char]) -> Vec<usize> {
    let text: String = header.iter().collect();
    let has = |heading: &str| text.split_whitespace().any(|word| word == heading);
    let is_narrow = (has("ADDRESSES") || has("LISTENER")) && !has("VERSION");
    let blanks = if is_narrow { 1 } else { 2 };
    let begins = |at: usize| header[at] != ' ' && (at == 0 || (at >= blanks && header[at - blanks..at].iter().all(|c| *c == ' ')));
    (0..header.len()).filter(|at| begins(*at)).collect()
}
