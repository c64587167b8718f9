//! A proxy's status as tables, and as a value for JSON and YAML.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{Status, TYPES, TypeStatus};
use crate::envoy::counters::Updates;
use crate::envoy::dump::{Section, State};
use crate::section::{Table, age};

/// The states in which a resource is used.
const USED: [State; 2] = [State::Active, State::Static];

/// The states in which a resource, or what it needs, has not come.
const WAITING: [State; 2] = [State::Warming, State::Uninitialized];

/// The name of a type.
fn name(section: Section) -> &'static str {
    TYPES.iter().find(|(own, _)| *own == section).map_or("", |(_, name)| name)
}

/// One row a type.
pub fn table(status: &Status, now: i64) -> Table<'static> {
    let columns = ["TYPE", "COUNT", "VERSION", "AGE", "ACTIVE", "WARMING", "DRAINING", "REJECTED", "UPDATES", "DANGLING"];
    let mut table = Table::new(&columns, 3);
    let or_dash = |count: Option<usize>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    for one in &status.types {
        let states = |states: &[State]| or_dash(one.count.map(|_| one.count_in(states)));
        let cells = [
            name(one.section).to_owned(),
            or_dash(one.count),
            version(one),
            age::age(&one.last_updated, now).unwrap_or_else(|| "-".to_owned()),
            states(&USED),
            states(&WAITING),
            states(&[State::Draining]),
            states(&[State::Rejected]),
            one.updates.map_or_else(|| "-".to_owned(), updates),
            or_dash(one.dangling),
        ];
        table.push_cells(cells.map(Cow::Owned));
    }
    table
}

/// The only version, or how many there are.
fn version(one: &TypeStatus) -> String {
    match one.versions.len() {
        0 => "-".to_owned(),
        1 => one.versions.iter().cloned().collect(),
        count => format!("{count} versions"),
    }
}

/// Successes of attempts, then what went wrong.
fn updates(updates: Updates) -> String {
    let mut cell = format!("{} of {}", updates.success, updates.attempt);
    for (count, what) in [(updates.rejected, "rejected"), (updates.failure, "failed")] {
        if count > 0 {
            cell.push_str(&format!(" + {count} {what}"));
        }
    }
    cell
}

/// One row a reference that leads nowhere; nothing where none does.
pub fn dangling(status: &Status) -> Option<Table<'static>> {
    let mut table = Table::new(&["DANGLING IN", "RESOURCE", "PLACE", "LEADS TO NO"], 3);
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    for one in &status.dangling {
        let target = format!("{}/{}", one.target.kind(), one.name);
        table.push_cells([name(one.section).to_owned(), or_dash(&one.resource), or_dash(&one.place), target].map(Cow::Owned));
    }
    (!status.dangling.is_empty()).then_some(table)
}

/// The status as a value; what the source does not tell is null.
pub fn object(status: &Status) -> Value {
    let types: Vec<Value> = status.types.iter().map(of_type).collect();
    let dangling = status.dangling.iter().map(|one| {
        json!({
            "type": name(one.section),
            "resource": one.resource,
            "place": one.place,
            "target": one.target.kind(),
            "name": one.name,
        })
    });
    json!({ "types": types, "dangling": dangling.collect::<Vec<_>>() })
}

fn of_type(one: &TypeStatus) -> Value {
    let states: Map<String, Value> =
        State::ALL.iter().zip(one.states).map(|(state, count)| (state.word().to_ascii_lowercase(), Value::from(count))).collect();
    json!({
        "type": name(one.section),
        "count": one.count,
        "versions": one.versions,
        "lastUpdated": Some(&one.last_updated).filter(|time| !time.is_empty()),
        "states": one.count.map(|_| states),
        "updates": one.updates.map(|updates| {
            json!({
                "attempt": updates.attempt,
                "success": updates.success,
                "failure": updates.failure,
                "rejected": updates.rejected,
            })
        }),
        "dangling": one.dangling,
    })
}
