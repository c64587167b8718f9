//! How places are printed: a row, a line or an object each, or how many there are.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Write;
use std::ops::Range;

use serde_json::{Value, json};

use super::super::args::{GrepArgs, GrepOutput, GrepSection};
use super::super::exit::Failure;
use super::{Hit, Titled};
use crate::render::resource::Format;
use crate::render::table::{self, Screen};
use crate::render::value;
use crate::section::Table;

/// How many characters of a value a terminal shows at the least.
const NARROWEST: usize = 24;

/// Blanks between two columns.
const GAP: usize = 5;

/// Prints what was found.
pub(super) fn print(args: &GrepArgs, parts: &[Titled], screen: Screen, out: &mut dyn Write) -> Result<(), Failure> {
    match (args.count, args.output) {
        (true, GrepOutput::Json) => {
            let objects: Vec<Value> = counts(parts).map(|(pod, section, count)| count_object(pod, section, count)).collect();
            value::write(out, &Value::from(objects), Format::Json)?;
        }
        (false, GrepOutput::Json) => {
            let objects = parts.iter().flat_map(|titled| titled.part.hits.iter().map(|hit| object(titled.pod.as_deref(), hit)));
            value::write(out, &Value::from(objects.collect::<Vec<_>>()), Format::Json)?;
        }
        (_, GrepOutput::Name) => names(parts, out)?,
        (true, GrepOutput::Short) => {
            let mut all = Table::new(&["SECTION", "COUNT"], GAP);
            for (pod, section, count) in counts(parts) {
                let mut table = Table::new(&["SECTION", "COUNT"], GAP);
                table.push_cells([Cow::Borrowed(section.word()), Cow::Owned(count.to_string())]);
                all.append(of_pod(table, pod));
            }
            table::write(out, &all, !args.no_headers, screen)?;
        }
        (false, GrepOutput::Short) => {
            let room = screen.width.map(|width| room(parts, width));
            let mut all = Table::new(&["SECTION", "RESOURCE", "PATH", "VALUE"], GAP);
            for titled in parts.iter().filter(|titled| !titled.part.hits.is_empty()) {
                let mut table = Table::new(&["SECTION", "RESOURCE", "PATH", "VALUE"], GAP);
                for hit in &titled.part.hits {
                    let value = room.map_or(hit.place.value.clone(), |room| shortened(&hit.place.value, &hit.place.span, room));
                    let cells = [hit.section.word(), name(hit), &hit.place.path];
                    table.push_cells(cells.map(Cow::Borrowed).into_iter().chain([Cow::Owned(value)]));
                }
                all.append(of_pod(table, titled.pod.as_deref()));
            }
            // A table without rows would be headings alone.
            if all.rows().next().is_some() {
                table::write(out, &all, !args.no_headers, screen)?;
            }
        }
    }
    Ok(())
}

fn of_pod<'a>(table: Table<'a>, pod: Option<&str>) -> Table<'a> {
    if let Some(pod) = pod { table.of_pod(pod) } else { table }
}

/// A resource's name, or a dash.
fn name(hit: &Hit) -> &str {
    if hit.resource.is_empty() { "-" } else { &hit.resource }
}

/// How many places each section has that is there.
fn counts(parts: &[Titled]) -> impl Iterator<Item = (Option<&str>, GrepSection, usize)> {
    parts.iter().flat_map(|titled| {
        let count = |section: GrepSection| titled.part.hits.iter().filter(|hit| hit.section == section).count();
        titled.part.sections.iter().map(move |section| (titled.pod.as_deref(), *section, count(*section)))
    })
}

/// A line a resource, once: `KIND/NAME`, behind the pod's name where there are several.
fn names(parts: &[Titled], out: &mut dyn Write) -> std::io::Result<()> {
    for titled in parts {
        let mut said = HashSet::new();
        for hit in titled.part.hits.iter().filter(|hit| said.insert((hit.section.word(), &hit.resource))) {
            let pod = titled.pod.as_ref().map(|pod| format!("{pod} ")).unwrap_or_default();
            let kind = hit.section.word();
            // A name comes from a control plane, and must not break the line.
            let resource = one_line(&hit.resource);
            if resource.is_empty() { writeln!(out, "{pod}{kind}")? } else { writeln!(out, "{pod}{kind}/{resource}")? }
        }
    }
    Ok(())
}

fn object(pod: Option<&str>, hit: &Hit) -> Value {
    let mut object = json!({
        "section": hit.section.word(),
        "resource": hit.resource,
        "path": hit.place.path,
        "value": hit.place.value,
    });
    if hit.place.is_key {
        object["key"] = json!(true);
    }
    if let Some(pod) = pod {
        object["pod"] = json!(pod);
    }
    object
}

fn count_object(pod: Option<&str>, section: GrepSection, count: usize) -> Value {
    let mut object = json!({ "section": section.word(), "count": count });
    if let Some(pod) = pod {
        object["pod"] = json!(pod);
    }
    object
}

/// The columns of the terminal that are left for values.
fn room(parts: &[Titled], width: usize) -> usize {
    let characters = |text: &str| text.chars().count();
    let widest = |heading: &str, text: &dyn Fn(&Titled, &Hit) -> usize| {
        let hits = parts.iter().flat_map(|titled| titled.part.hits.iter().map(move |hit| (titled, hit)));
        hits.map(|(titled, hit)| text(titled, hit)).max().unwrap_or(0).max(heading.len()) + GAP
    };
    let pods = if parts.iter().any(|titled| titled.pod.is_some()) {
        widest("POD", &|titled, _| titled.pod.as_deref().map_or(0, characters))
    } else {
        0
    };
    let taken = pods
        + widest("SECTION", &|_, hit| hit.section.word().len())
        + widest("RESOURCE", &|_, hit| characters(name(hit)))
        + widest("PATH", &|_, hit| characters(&hit.place.path));
    width.saturating_sub(taken).max(NARROWEST)
}

/// At most `room` characters of a value in one line, with the match in their middle: what is left out is `…`.
fn shortened(value: &str, span: &Range<usize>, room: usize) -> String {
    let count = value.chars().count();
    if count <= room {
        return value.to_owned();
    }
    let start = value[..span.start].chars().count();
    let length = value[span.clone()].chars().count().min(room);
    let first = start.saturating_sub((room - length) / 2).min(count - room);
    let kept: String = value.chars().skip(first).take(room).collect();
    let mut kept: Vec<char> = kept.chars().collect();
    if first > 0 {
        kept[0] = '…';
    }
    if first + room < count
        && let Some(last) = kept.last_mut()
    {
        *last = '…';
    }
    kept.into_iter().collect()
}

fn one_line(text: &str) -> String {
    crate::section::one_line(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shortened_around_the_match() {
        let check = |value: &str, text: &str, room: usize, expect: &str| {
            let start = value.find(text).unwrap();
            assert_eq!(shortened(value, &(start..start + text.len()), room), expect);
        };
        check("short", "or", 10, "short");
        check("0123456789abcdef", "0", 6, "01234…");
        check("0123456789abcdef", "f", 6, "…bcdef");
        check("0123456789abcdef", "89", 6, "…789a…");
        check("0123ÄÖÜ789abcdef", "ÖÜ", 6, "…ÄÖÜ7…");
        check("0123456789abcdef", "123456789abcdef", 6, "…2345…");
    }
}
