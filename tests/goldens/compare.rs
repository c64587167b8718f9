//! Whether an output says what istioctl's says, and what it may say besides.

use std::fmt::Debug;

use serde_json::Value;

use crate::index::Kind;
use crate::support::dump::is_part;
use crate::support::table::Table;

/// A way in which our output differs from istioctl's, and is meant to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// istioctl leaves names of routes that are not numbers where they stand, so that numbers around them come out unsorted. Ours have one
    /// order: numbers by number, then names, then those without a name.
    RouteOrder,
    /// In `all`, istioctl writes `cluster/` also in front of the host name, where that is the name itself.
    BareClusterNames,
    /// istioctl's endpoint table says HEALTHY of an endpoint whose health check failed. Ours tells the flags.
    HealthFlags,
    /// istioctl hides the routes to `PassthroughCluster`.
    HiddenRoutes,
}

/// Compares two outputs of the same kind.
pub fn outputs(kind: Kind, theirs: &str, ours: &str, allowed: &[Allow]) -> Result<(), String> {
    let by_name = allowed.contains(&Allow::RouteOrder);
    match kind {
        Kind::Json => {
            let (mut theirs, ours) = (json(theirs)?, json(ours)?);
            if by_name {
                sort(theirs.as_array_mut().ok_or("no list")?, |config| config["name"].as_str().unwrap_or_default().to_owned());
            }
            if theirs == ours { Ok(()) } else { Err(difference(&theirs, &ours, "$")) }
        }
        Kind::Yaml if by_name => {
            let mut theirs = elements(theirs);
            let name = |element: &String| {
                let line = element.lines().find_map(|line| line[2..].strip_prefix("name: ")).unwrap_or_default();
                line.trim_matches('"').to_owned()
            };
            sort(&mut theirs, name);
            same(&theirs, &elements(ours))
        }
        Kind::Yaml => same(&theirs.split('\n').collect::<Vec<_>>(), &ours.split('\n').collect::<Vec<_>>()),
        Kind::Tables => {
            let blocks = |text: &str| text.trim_end().split("\n\n").map(str::to_owned).collect::<Vec<_>>();
            let (theirs, ours) = (blocks(theirs), blocks(ours));
            if theirs.len() != ours.len() {
                return Err(format!("istioctl prints {} blocks of lines, and this {}", theirs.len(), ours.len()));
            }
            theirs.iter().zip(&ours).try_for_each(|(theirs, ours)| {
                // Titles and versions are no tables.
                if theirs.starts_with("------ ") || theirs.contains("Envoy Version:") {
                    return same(&[theirs], &[ours]);
                }
                tables(Table::parse(theirs), &Table::parse(ours), allowed)
            })
        }
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))
}

/// The elements of a YAML list, each with its lines.
fn elements(text: &str) -> Vec<String> {
    text.trim_end().split("\n- ").map(|element| format!("- {}", element.trim_start_matches("- "))).collect()
}

/// Sorts route configurations as ours are.
fn sort<T>(list: &mut [T], name: impl Fn(&T) -> String) {
    list.sort_by_cached_key(|item| {
        let name = name(item);
        let number = name.parse::<u64>().ok();
        (number.is_none(), name.is_empty(), number, name)
    });
}

fn same<T: PartialEq<U> + Debug, U: Debug>(theirs: &[T], ours: &[U]) -> Result<(), String> {
    match theirs.iter().zip(ours).find(|(a, b)| a != b) {
        Some((theirs, ours)) => Err(format!("\n  istioctl {theirs:?}\n  ours     {ours:?}")),
        None if theirs.len() == ours.len() => Ok(()),
        None => Err(format!("istioctl prints {} lines, and this {}", theirs.len(), ours.len())),
    }
}

/// The first difference of two values, and where it is.
fn difference(theirs: &Value, ours: &Value, path: &str) -> String {
    match (theirs, ours) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let differing = a.iter().zip(b).enumerate().find(|(_, (a, b))| a != b);
            differing.map(|(at, (a, b))| difference(a, b, &format!("{path}[{at}]"))).unwrap_or_default()
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            let differing = a.iter().zip(b.values()).find(|((_, a), b)| a != b);
            differing.map(|((key, a), b)| difference(a, b, &format!("{path}.{key}"))).unwrap_or_default()
        }
        _ => {
            let cut = |value: &Value| value.to_string().chars().take(300).collect::<String>();
            format!("{path}:\n  istioctl {}\n  ours     {}", cut(theirs), cut(ours))
        }
    }
}

/// Each of istioctl's rows must be there, in its order, and nothing else but rows that istioctl hides.
fn tables(mut theirs: Table, ours: &Table, allowed: &[Allow]) -> Result<(), String> {
    if theirs.columns != ours.columns {
        return Err(format!("istioctl's columns are {:?}, and ours {:?}", theirs.columns, ours.columns));
    }
    let is_routes = theirs.columns.iter().any(|column| column == "DOMAINS" || column == "VIRTUAL HOSTS");
    if is_routes && allowed.contains(&Allow::RouteOrder) {
        sort(&mut theirs.rows, |row| row[0].trim_start_matches("route/").to_owned());
    }
    let host_name = theirs.columns.iter().position(|column| column == "SERVICE FQDN");
    if let Some(at) = host_name.filter(|at| *at > 0 && allowed.contains(&Allow::BareClusterNames)) {
        theirs.rows.iter_mut().for_each(|row| row[at] = row[at].trim_start_matches("cluster/").to_owned());
    }
    let mut expected = theirs.rows.iter();
    for row in &ours.rows {
        if is_routes && allowed.contains(&Allow::HiddenRoutes) && row.iter().any(|cell| cell.ends_with(" + to PassthroughCluster")) {
            continue;
        }
        let next = expected.next();
        if !next.is_some_and(|next| says(&theirs.columns, next, row, allowed)) {
            return Err(format!("\n  istioctl {next:?}\n  ours     {row:?}"));
        }
    }
    expected.next().map_or(Ok(()), |row| Err(format!("missing: {row:?}")))
}

/// Whether our row says what istioctl's does, and goes on, if at all, only behind that.
fn says(columns: &[String], theirs: &[String], ours: &[String], allowed: &[Allow]) -> bool {
    columns.iter().zip(theirs).zip(ours).all(|((column, theirs), ours)| {
        let goes_on = ours.strip_prefix(theirs.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" + "));
        let flagged = || column == "STATUS" && theirs == "HEALTHY" && ours.contains(" + failed_active_");
        goes_on || allowed.contains(&Allow::HealthFlags) && flagged()
    })
}

/// Whether our output is a part of istioctl's, and not nothing.
pub fn part(kind: Kind, theirs: &str, ours: &str) -> Result<(), String> {
    if kind == Kind::Json {
        return if is_part(&json(ours)?, &json(theirs)?) { Ok(()) } else { Err("not a part of istioctl's".to_owned()) };
    }
    let (theirs, ours) = (Table::parse(theirs), Table::parse(ours));
    let foreign = ours.rows.iter().find(|row| !theirs.rows.contains(row));
    match foreign {
        Some(row) => Err(format!("{row:?} is not istioctl's")),
        None if ours.rows.is_empty() => Err("nothing is left".to_owned()),
        None => Ok(()),
    }
}

/// Whether our table of endpoints has the hosts of istioctl's `eds` table.
pub fn hosts(eds: &str, ours: &str) -> Result<(), String> {
    let hosts = |text: &str| {
        let table = Table::parse(text);
        let names = table.rows.iter().map(|row| row[0].trim_start_matches("unix://").to_owned());
        let mut hosts: Vec<_> = names.zip(table.column("CLUSTER").into_iter().map(str::to_owned)).collect();
        hosts.sort();
        hosts
    };
    same(&hosts(eds), &hosts(ours))
}
