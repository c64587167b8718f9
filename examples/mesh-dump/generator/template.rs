//! Text of one resource with holes in it, and the values that fill them.
//!
//! A template is cut out of a real dump as text, not parsed and printed again: so the key order, the indentation and the escapes
//! stay what Envoy wrote.

use std::fmt::{Display, Write};

/// The holes by name, in the order of [`Var`].
const NAMES: [&str; 17] = [
    "host",
    "name",
    "namespace",
    "ip",
    "port",
    "subset",
    "updated",
    "path",
    "user",
    "weight",
    "rest",
    "address",
    "workload",
    "version",
    "zone",
    "health",
    "count",
];

/// A hole in a template. `{name}` in a replacement text stands for it.
#[derive(Clone, Copy, Debug)]
pub enum Var {
    Host,
    Name,
    Namespace,
    Ip,
    Port,
    Subset,
    Updated,
    Path,
    User,
    Weight,
    Rest,
    Address,
    Workload,
    Version,
    Zone,
    Health,
    Count,
}

/// What stands in the holes now. Each text is kept from one resource to the next, so that filling does not allocate.
#[derive(Default)]
pub struct Values([String; NAMES.len()]);

impl Values {
    /// Puts a value into a hole, in place of the last one.
    pub fn set(&mut self, var: Var, value: impl Display) {
        let text = &mut self.0[var as usize];
        text.clear();
        write!(text, "{value}").expect("a String takes any text");
    }
}

/// A resource's text: literal pieces, each followed by a hole, and the last piece.
pub struct Template {
    parts: Vec<(String, usize)>,
    tail: String,
}

impl Template {
    /// Makes a template of `text`. Each change is a text to look for and what stands in its place, with `{…}` for holes; where two
    /// changes could begin at the same byte, the one named first wins. A change that is found nowhere is an error, because the
    /// fixture is then not the one that this program was written for.
    pub fn cut(text: &str, changes: &[(&str, &str)]) -> Result<Self, String> {
        let mut template = Self { parts: Vec::new(), tail: String::new() };
        let mut found = vec![false; changes.len()];
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            match changes.iter().position(|(from, _)| rest.starts_with(from)) {
                Some(n) => {
                    found[n] = true;
                    template.push(changes[n].1)?;
                    rest = &rest[changes[n].0.len()..];
                }
                None => {
                    template.tail.push(next);
                    rest = &rest[next.len_utf8()..];
                }
            }
        }
        match found.iter().position(|found| !found) {
            Some(n) => Err(format!("the fixture has no {:?} where a template expects it", changes[n].0)),
            None => Ok(template),
        }
    }

    /// Adds a replacement text, whose `{…}` become holes.
    fn push(&mut self, mut text: &str) -> Result<(), String> {
        while let Some((before, after)) = text.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| format!("no closing brace in {text:?}"))?;
            let var = NAMES.iter().position(|n| *n == name).ok_or_else(|| format!("no hole is called {name:?}"))?;
            self.tail.push_str(before);
            self.parts.push((std::mem::take(&mut self.tail), var));
            text = after;
        }
        self.tail.push_str(text);
        Ok(())
    }

    /// Writes the text with its holes filled.
    pub fn fill(&self, values: &Values, out: &mut String) {
        for (literal, var) in &self.parts {
            out.push_str(literal);
            out.push_str(&values.0[*var]);
        }
        out.push_str(&self.tail);
    }
}

/// An array in a dump's text, taken apart by its indentation, which in Envoy's layout is one space a level.
pub struct Array<'a> {
    /// Everything up to and with the opening bracket's line.
    pub head: &'a str,
    /// The elements, from their indentation to their closing brace, without commas.
    pub items: Vec<&'a str>,
    /// The line break before the closing bracket, and everything after it.
    pub tail: &'a str,
}

/// Takes the first array that is called `key` apart. Its elements must be objects.
pub fn split<'a>(text: &'a str, key: &str) -> Result<Array<'a>, String> {
    let opening = format!("\"{key}\": [\n");
    let at = text.find(&opening).ok_or_else(|| format!("the fixture has no array {key:?}"))?;
    let depth = at - text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let start = at + opening.len();
    let (first, last, end) = (format!("{:>1$}{{", "", depth + 1), format!("{:>1$}}}", "", depth + 1), format!("{:>1$}]", "", depth));
    let (mut items, mut item, mut pos) = (Vec::new(), start, start);
    for line in text[start..].split_inclusive('\n') {
        if line.starts_with(&end) {
            return Ok(Array { head: &text[..start], items, tail: &text[pos - 1..] });
        } else if line.starts_with(&first) {
            item = pos;
        } else if line.starts_with(&last) {
            items.push(&text[item..pos + last.len()]);
        }
        pos += line.len();
    }
    Err(format!("the array {key:?} in the fixture has no end"))
}

/// The one of `items` that contains `text`.
pub fn find<'a>(items: &[&'a str], text: &str) -> Result<&'a str, String> {
    items.iter().copied().find(|item| item.contains(text)).ok_or_else(|| format!("no resource in the fixture has {text:?}"))
}
