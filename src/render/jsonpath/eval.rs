//! What a template gives of a value.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Literal, Operator, Piece, Slice, Step};
use crate::envoy::json::tape::{Node, View};
use crate::render::json;

/// A value that a path leads to: one of the document's, or one that stands in the path.
#[derive(Clone, Copy)]
enum Value<'t, 'a> {
    Node(Node<'t, 'a>),
    Literal(&'t Literal),
}

type Values<'t, 'a> = Vec<Value<'t, 'a>>;

/// Appends what these parts give of a value.
pub(super) fn write<'t>(pieces: &'t [Piece], root: Node<'t, '_>, out: &mut Vec<u8>) -> Result<(), String> {
    write_of(pieces, Value::Node(root), out)
}

fn write_of<'t, 'a>(pieces: &'t [Piece], root: Value<'t, 'a>, out: &mut Vec<u8>) -> Result<(), String> {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.extend_from_slice(text.as_bytes()),
            Piece::Path(steps) => {
                for (index, value) in walk(steps, vec![root])?.into_iter().enumerate() {
                    if index > 0 {
                        out.push(b' ');
                    }
                    print(value, out);
                }
            }
            Piece::Range(steps, inner) => {
                for value in walk(steps, vec![root])? {
                    write_of(inner, value, out)?;
                }
            }
        }
    }
    Ok(())
}

fn print(value: Value<'_, '_>, out: &mut Vec<u8>) {
    match value {
        Value::Literal(Literal::Text(text) | Literal::Number(text)) => out.extend_from_slice(text.as_bytes()),
        Value::Literal(Literal::Bool(value)) => out.extend_from_slice(value.to_string().as_bytes()),
        Value::Node(node) => match node.view() {
            View::String(text) => out.extend_from_slice(text.unescaped().as_bytes()),
            _ => json::write_compact(out, node),
        },
    }
}

/// The values that a path leads to from these.
fn walk<'t, 'a>(steps: &'t [Step], from: Values<'t, 'a>) -> Result<Values<'t, 'a>, String> {
    let mut values = from;
    for step in steps {
        values = match step {
            // As in kubectl, a text is there once, be there many values or none.
            Step::Literal(text @ Literal::Text(_)) => vec![Value::Literal(text)],
            // What the first path leads to from all values stands in front of what the second one does.
            Step::Union(paths) => {
                let mut all = Vec::new();
                for path in paths {
                    all.append(&mut walk(path, values.clone())?);
                }
                all
            }
            _ => {
                let mut next = Vec::new();
                for value in values {
                    take(step, value, &mut next)?;
                }
                next
            }
        };
    }
    Ok(values)
}

/// Appends the values that one step leads to from one value.
fn take<'t, 'a>(step: &'t Step, value: Value<'t, 'a>, next: &mut Values<'t, 'a>) -> Result<(), String> {
    if let Step::Literal(literal) = step {
        next.push(Value::Literal(literal));
        return Ok(());
    }
    // What stands in a path has nothing in it.
    let Value::Node(node) = value else { return Ok(()) };
    match step {
        Step::Field(name) => next.extend(node.get(name).map(Value::Node)),
        Step::Quoted(name, path) => match node.get(name) {
            Some(found) => next.push(Value::Node(found)),
            None => next.extend(walk(path, vec![value])?),
        },
        Step::Wildcard => next.extend(children(node).into_iter().map(Value::Node)),
        Step::Recursive => descend(node, next),
        Step::Slice(slice) => next.extend(elements(node, *slice)?.into_iter().map(Value::Node)),
        Step::Filter(left, comparison) => {
            let View::Array(elements) = node.view() else {
                return Err(format!("{} is no list, and can't be filtered", kind(node)));
            };
            for element in elements.map(Value::Node) {
                if passes(left, comparison.as_ref(), element)? {
                    next.push(element);
                }
            }
        }
        Step::Union(_) | Step::Literal(_) => {}
    }
    Ok(())
}

/// What is directly in a value.
fn children<'t, 'a>(node: Node<'t, 'a>) -> Vec<Node<'t, 'a>> {
    match node.view() {
        View::Array(elements) => elements.collect(),
        View::Object(members) => members.map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

/// Appends a value and all that is in it. What can have nothing in it is no step on the way; as in kubectl, texts count as what can.
fn descend<'t, 'a>(node: Node<'t, 'a>, next: &mut Values<'t, 'a>) {
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        let inner = children(node);
        let is_text = matches!(node.view(), View::String(text) if !text.escaped().is_empty());
        if is_text || !inner.is_empty() {
            next.push(Value::Node(node));
        }
        waiting.extend(inner.into_iter().rev());
    }
}

/// The elements of a list that a slice or an index names. `null` has none.
fn elements<'t, 'a>(node: Node<'t, 'a>, slice: Slice) -> Result<Vec<Node<'t, 'a>>, String> {
    let all = match node.view() {
        View::Array(elements) => elements.collect::<Vec<_>>(),
        View::Null => return Ok(Vec::new()),
        _ => return Err(format!("{} is no list, and has no elements", kind(node))),
    };
    let length = i64::try_from(all.len()).unwrap_or(i64::MAX);
    // A negative place counts from the list's end.
    let place = |at: i64| if at < 0 { at.saturating_add(length) } else { at };
    let start = place(slice.start.unwrap_or(0));
    let end = if slice.is_index { start.saturating_add(1) } else { place(slice.end.unwrap_or(length)) };
    if start == end {
        return Ok(Vec::new());
    }
    let outside = |at: i64| format!("there is no element {at} in a list of {length}");
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) if start < end && end <= all.len() => Ok(all[start..end].iter().copied().step_by(slice.step).collect()),
        _ if start < 0 || start >= length => Err(outside(slice.start.unwrap_or(0))),
        _ if end > length => Err(outside(end - 1)),
        _ => Err(format!("the slice ends before it begins, in a list of {length}")),
    }
}

/// Whether a filter lets an element through.
fn passes<'t, 'a>(left: &'t [Step], comparison: Option<&'t (Operator, Vec<Step>)>, element: Value<'t, 'a>) -> Result<bool, String> {
    let Some((operator, right)) = comparison else {
        // What a list does not have is not there.
        return Ok(walk(left, vec![element]).is_ok_and(|found| !found.is_empty()));
    };
    let one = |values: Values<'t, 'a>| match values[..] {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err("a filter compares one value with one other, and not several".to_owned()),
    };
    let Some(left) = one(walk(left, vec![element])?)? else { return Ok(false) };
    let Some(right) = one(walk(right, vec![element])?)? else { return Ok(false) };
    let ordering = compare(left, right);
    Ok(match operator {
        Operator::Equal => ordering == Some(Ordering::Equal),
        Operator::NotEqual => ordering != Some(Ordering::Equal),
        Operator::Less => ordering == Some(Ordering::Less),
        Operator::LessOrEqual => ordering.is_some_and(Ordering::is_le),
        Operator::Greater => ordering == Some(Ordering::Greater),
        Operator::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
    })
}

/// What can be compared.
enum Plain<'t> {
    Text(Cow<'t, str>),
    Number(f64),
    Bool(bool),
}

fn plain<'t>(value: Value<'t, '_>) -> Option<Plain<'t>> {
    let number = |spelling: &str| spelling.parse().ok().map(Plain::Number);
    match value {
        Value::Literal(Literal::Text(text)) => Some(Plain::Text(Cow::Borrowed(text))),
        Value::Literal(Literal::Number(spelling)) => number(spelling),
        Value::Literal(Literal::Bool(value)) => Some(Plain::Bool(*value)),
        Value::Node(node) => match node.view() {
            View::String(text) => Some(Plain::Text(text.unescaped())),
            View::Number(spelling) => number(spelling),
            View::Bool(value) => Some(Plain::Bool(value)),
            View::Null | View::Array(_) | View::Object(_) => None,
        },
    }
}

/// How two values of one kind stand to each other; nothing of those that can't be compared, where kubectl ends with an error.
fn compare(left: Value<'_, '_>, right: Value<'_, '_>) -> Option<Ordering> {
    match (plain(left)?, plain(right)?) {
        (Plain::Text(left), Plain::Text(right)) => Some(left.cmp(&right)),
        (Plain::Number(left), Plain::Number(right)) => left.partial_cmp(&right),
        (Plain::Bool(left), Plain::Bool(right)) if left == right => Some(Ordering::Equal),
        _ => None,
    }
}

fn kind(node: Node<'_, '_>) -> &'static str {
    match node.view() {
        View::Null => "null",
        View::Bool(_) => "a truth value",
        View::Number(_) => "a number",
        View::String(_) => "a text",
        View::Array(_) => "a list",
        View::Object(_) => "an object",
    }
}
