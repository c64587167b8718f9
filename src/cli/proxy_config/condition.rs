//! `--where`: the rows of a section's table of which an expression holds, and the resources that have such a row.

use super::super::args::{OutputArgs, WhereArgs, given};
use super::super::exit::{Failure, USAGE};
use super::super::nearest::distance;
use super::super::notes::Notes;
use crate::envoy::dump::{Problem, Section};
use crate::envoy::fields;
use crate::expression::{self, Expression, Given, Misfit, Name, NoExpression, Of};
use crate::section::{Row, Table};

/// An expression over the columns of a section's wide table and over the section's resources.
pub(super) struct Condition {
    expression: Expression,
    variables: Vec<Variable>,
    /// Whether a column of the wide table is used that the short one doesn't have.
    needs_wide: bool,
}

/// What an expression may name.
struct Variable {
    name: String,
    meaning: Meaning,
}

/// What a variable stands for.
#[derive(Clone, Copy)]
enum Meaning {
    /// The text of a column.
    Text(&'static str),
    /// The number in a column; of a share, without its sign of per cent.
    Number(&'static str),
    /// One of the two numbers of a column that has them with a slash between.
    Part(&'static str, usize),
    /// The row's resource, where it is of this section.
    Resource(Section),
    /// The row's resource, of whatever section.
    AnyResource,
}

/// The columns whose cells are numbers, or `-`.
const NUMBERS: [&str; 10] = [
    "PORT",
    "VIRTUAL HOSTS",
    "PRIORITY",
    "LOCALITY WEIGHT",
    "WEIGHT",
    "SHARE",
    "ACTIVE REQUESTS",
    "REQUESTS",
    "ERRORS",
    "CONNECT FAILURES",
];

/// The numbers of a column that are named by themselves: a cluster's endpoints are `HEALTHY/TOTAL`,
/// and behind a blank what else there is to say.
const PARTS: [(&str, &str, usize); 2] = [("ENDPOINTS", "healthy", 0), ("ENDPOINTS", "total", 1)];

impl Condition {
    /// The condition that is given for a section: `table` makes its wide table without rows, and its resources are of one of `sections`.
    ///
    /// # Errors
    /// Where the text is no expression, or names what is not there.
    pub(super) fn given(
        args: &WhereArgs,
        table: impl FnOnce() -> Table<'static>,
        sections: &[Section],
    ) -> Result<Option<Condition>, Failure> {
        given(&args.condition).map(|text| Condition::new(&text, &table(), sections)).transpose()
    }

    fn new(text: &str, table: &Table<'_>, sections: &[Section]) -> Result<Condition, Failure> {
        let mut variables: Vec<Variable> = Vec::new();
        let mut add = |name: String, meaning| {
            // A column is meant before the resource that is called the same.
            if !variables.iter().any(|known| known.name == name) {
                variables.push(Variable { name, meaning });
            }
        };
        for heading in &table.columns {
            let meaning = if NUMBERS.contains(heading) { Meaning::Number(heading) } else { Meaning::Text(heading) };
            add(heading.to_lowercase().replace(' ', "_"), meaning);
            for (_, name, part) in PARTS.iter().filter(|(column, ..)| column == heading) {
                add((*name).to_owned(), Meaning::Part(heading, *part));
            }
        }
        for section in sections {
            add(snake_case(section.message()), Meaning::Resource(*section));
        }
        add("resource".to_owned(), if let [section] = sections { Meaning::Resource(*section) } else { Meaning::AnyResource });
        let names: Vec<Name<'_>> = variables.iter().map(Variable::name).collect();
        let expression = Expression::new(text, &names).map_err(|error| no_expression(&error))?;
        let is_wide = |variable: &Variable| match variable.meaning {
            Meaning::Text(column) | Meaning::Number(column) | Meaning::Part(column, _) => !table.is_short(column),
            Meaning::Resource(_) | Meaning::AnyResource => false,
        };
        let needs_wide = variables.iter().any(|variable| is_wide(variable) && expression.uses(&variable.name));
        variables.retain(|variable| expression.uses(&variable.name));
        Ok(Condition { expression, variables, needs_wide })
    }

    /// Leaves out of a section's table the rows of which it does not hold.
    ///
    /// # Errors
    /// Where it fits no row, as its values are of other types.
    fn retain(&self, table: &mut Table<'_>, section: Section, notes: &Notes) -> Result<(), Failure> {
        let columns = table.columns.clone();
        let place = |column: &str| columns.iter().position(|own| *own == column);
        let places: Vec<Option<usize>> = self
            .variables
            .iter()
            .map(|variable| match variable.meaning {
                Meaning::Text(column) | Meaning::Number(column) | Meaning::Part(column, _) => place(column),
                Meaning::Resource(_) | Meaning::AnyResource => None,
            })
            .collect();
        let message = fields::message(section.message());
        let judge = |row: &Row<'_, '_>| self.expression.holds(&RowView { condition: self, places: &places, row, section, message });
        let (mut asked, mut fitted, mut absent, mut mistyped) = (0, 0, None, None);
        table.retain(judge, |verdict| {
            asked += 1;
            match verdict {
                Ok(verdict) => {
                    fitted += 1;
                    return verdict;
                }
                Err(Misfit::Absent(reason)) => {
                    absent.get_or_insert(reason);
                }
                Err(Misfit::Mistyped(reason)) => {
                    mistyped.get_or_insert(reason);
                }
            }
            false
        });
        match (absent, mistyped) {
            (_, Some(reason)) if fitted == 0 => {
                Err(Failure::new(USAGE, format!("--where: {reason}")).advise("-o wide and -o json show what there is to compare with"))
            }
            (_, Some(reason)) => {
                notes.say("note", format!("--where: {} of {asked} rows do not fit: {reason}", asked - fitted));
                Ok(())
            }
            (Some(reason), None) if fitted == 0 => {
                notes.say("note", format!("--where: no row has what is asked for: {reason}"));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Variable {
    fn name(&self) -> Name<'_> {
        let of = match self.meaning {
            Meaning::Text(_) | Meaning::Number(_) | Meaning::Part(..) => Of::Value,
            Meaning::Resource(section) => fields::message(section.message()).map_or(Of::Resource, Of::Message),
            Meaning::AnyResource => Of::Resource,
        };
        Name { name: &self.name, of }
    }
}

/// A row as an expression sees it.
struct RowView<'r, 't, 'a> {
    condition: &'r Condition,
    /// Where each variable's column stands, if it has one.
    places: &'r [Option<usize>],
    row: &'r Row<'t, 'a>,
    section: Section,
    message: Option<&'static fields::Message>,
}

impl expression::Row for RowView<'_, '_, '_> {
    fn given(&self, name: &str) -> Option<Given<'_>> {
        let at = self.condition.variables.iter().position(|variable| variable.name == name)?;
        // A column may be there for some sources only.
        let cell = self.places[at].map_or("-", |place| &*self.row.cells[place]);
        Some(match (self.condition.variables[at].meaning, self.message) {
            (Meaning::Text(_), _) => Given::Text(cell),
            (Meaning::Number(_), _) => number(cell.trim_end_matches('%')),
            (Meaning::Part(_, part), _) => cell.split(['/', ' ']).nth(part).map_or(Given::Missing, number),
            (Meaning::Resource(section), _) if section != self.section => Given::Missing,
            (Meaning::Resource(_) | Meaning::AnyResource, Some(message)) => Given::Message(self.row.resource, message),
            (Meaning::Resource(_) | Meaning::AnyResource, None) => Given::Missing,
        })
    }
}

/// A cell's number.
fn number(cell: &str) -> Given<'_> {
    match (cell.parse(), cell.parse()) {
        (Ok(whole), _) => Given::Whole(whole),
        (_, Ok(decimal)) => Given::Decimal(decimal),
        _ => Given::Missing,
    }
}

/// A section's table, short or wide, with the rows of which the condition holds, where one is given.
///
/// # Errors
/// Where the condition fits no row.
pub(super) fn rows<'a>(
    condition: Option<&Condition>,
    is_wide: bool,
    section: Section,
    notes: &Notes,
    table: impl FnOnce(bool) -> (Table<'a>, Vec<Problem>),
) -> Result<(Table<'a>, Vec<Problem>), Failure> {
    let Some(condition) = condition else { return Ok(table(is_wide)) };
    let (mut rows, problems) = table(is_wide || condition.needs_wide);
    condition.retain(&mut rows, section, notes)?;
    Ok((if is_wide { rows } else { rows.narrowed() }, problems))
}

/// Whether the sections are read that a wide table joins.
pub(super) fn reads_wide(args: &OutputArgs, condition: Option<&Condition>) -> bool {
    args.is_wide() || condition.is_some_and(|condition| condition.needs_wide)
}

/// A message's name without its package, as fields are named: `route_configuration`.
fn snake_case(message: &str) -> String {
    let mut name = String::new();
    for letter in message.rsplit('.').next().unwrap_or_default().chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// So many names are told where one is wrong.
const TOLD: usize = 12;

fn no_expression(error: &NoExpression) -> Failure {
    let failure = Failure::new(USAGE, format!("--where: {error}"));
    if error.choices.is_empty() {
        return failure.advise("meshctl explain EXPR tells what can be written, and https://cel.dev how");
    }
    let mut choices: Vec<&str> = error.choices.iter().map(String::as_str).collect();
    if choices.len() <= 2 * TOLD {
        return failure.advise(format!("there are: {}", choices.join(", ")));
    }
    choices.sort_by_cached_key(|choice| distance(&error.found, choice));
    failure.advise(format!("the nearest of {} are: {}", choices.len(), choices[..TOLD].join(", ")))
}
