//! What can be said of an expression before any row is looked at: whether its names and fields exist.

use cel::Program;
use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue};
use cel::parser::Expression as Tree;

use super::message::PRESENCE;
use super::{Name, NoExpression, Of, functions};
use crate::envoy::fields::{self, Field, Kind, Label};

/// What is known of an expression's value.
#[derive(Clone)]
enum Shape {
    /// A message whose fields are known.
    Message(&'static fields::Message),
    /// A list of such.
    List(Box<Shape>),
    /// A map to such.
    Map(Box<Shape>),
    /// A text, a number, true or false.
    Scalar,
    /// What only a row can tell.
    Other,
}

/// Checks all names and fields. Gives the names that are used.
///
/// # Errors
/// For the first that doesn't exist.
pub(super) fn check(text: &str, program: &Program, names: &[Name<'_>]) -> Result<Vec<String>, NoExpression> {
    let mut check = Check { text, program, names, bound: Vec::new(), used: Vec::new() };
    check.shape(program.expression())?;
    Ok(check.used)
}

/// The parser and the evaluation go down by recursion, and this is how far any thread's stack lets them, with much to spare.
pub(super) const DEEPEST: usize = 128;

/// How many brackets may stand in each other, and how long a text may be.
const BRACKETS: usize = 32;
const LONGEST: usize = 4_000;

/// Where a text has more brackets in each other, or is longer, than the parser's stack has room for.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match (quote, byte) {
            (Some(_), b'\\') => drop(bytes.next()),
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') if depth == BRACKETS => return Some(at),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (text.len() > LONGEST).then_some(LONGEST)
}

/// How many levels an expression has.
pub(super) fn depth(tree: &Tree) -> usize {
    1 + children(tree).into_iter().map(depth).max().unwrap_or(0)
}

/// The expression with [`PRESENCE`] before each field that stands in `has()`: the library asks for the field itself there, which has a
/// default where it isn't set.
pub(super) fn mark_presence(tree: &Tree) -> Tree {
    let mut marked = tree.clone();
    mark(&mut marked);
    marked
}

fn mark(tree: &mut Tree) {
    if let Expr::Select(select) = &mut tree.expr
        && select.test
        // A map that the expression itself writes is the library's own.
        && !matches!(select.operand.expr, Expr::Map(_))
    {
        select.field.insert(0, PRESENCE);
    }
    children_mut(tree).into_iter().for_each(mark);
}

struct Check<'c> {
    text: &'c str,
    program: &'c Program,
    names: &'c [Name<'c>],
    /// The names that macros bind, the innermost last.
    bound: Vec<(String, Shape)>,
    used: Vec<String>,
}

impl Check<'_> {
    fn shape(&mut self, tree: &Tree) -> Result<Shape, NoExpression> {
        match &tree.expr {
            Expr::Ident(name) => self.name(tree, name),
            Expr::Select(select) => {
                let operand = self.shape(&select.operand)?;
                let shape = self.field(tree, operand, &select.field)?;
                Ok(if select.test { Shape::Scalar } else { shape })
            }
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(all) => {
                let element = match self.shape(&all.iter_range)? {
                    Shape::List(element) => *element,
                    _ => Shape::Other,
                };
                self.shape(&all.accu_init)?;
                let outer = self.bound.len();
                self.bound.push((all.iter_var.clone(), element));
                self.bound.extend(all.iter_var2.iter().map(|name| (name.clone(), Shape::Other)));
                self.bound.push((all.accu_var.clone(), Shape::Other));
                for part in [&all.loop_cond, &all.loop_step, &all.result] {
                    self.shape(part)?;
                }
                self.bound.truncate(outer);
                Ok(Shape::Other)
            }
            Expr::Literal(_) | Expr::Unspecified => Ok(Shape::Other),
            Expr::List(_) | Expr::Map(_) | Expr::Struct(_) => {
                for child in children(tree) {
                    self.shape(child)?;
                }
                Ok(Shape::Other)
            }
        }
    }

    fn name(&mut self, tree: &Tree, name: &str) -> Result<Shape, NoExpression> {
        if let Some((_, shape)) = self.bound.iter().rev().find(|(bound, _)| bound == name) {
            return Ok(shape.clone());
        }
        if let Some(known) = self.names.iter().find(|known| known.name == name) {
            self.used.push(name.to_owned());
            return Ok(match known.of {
                Of::Value => Shape::Scalar,
                Of::Message(message) => Shape::Message(message),
                Of::Resource => Shape::Other,
            });
        }
        // The types are names too: type(port) == int.
        if ["bool", "bytes", "double", "dyn", "int", "list", "map", "null_type", "string", "uint", "math", "strings"].contains(&name) {
            return Ok(Shape::Other);
        }
        let choices = self.names.iter().map(|known| known.name.to_owned());
        Err(self.error(tree, format!("there is no {name} here")).of_name(name, choices))
    }

    /// The field `name` of what has this shape.
    fn field(&self, tree: &Tree, shape: Shape, name: &str) -> Result<Shape, NoExpression> {
        let (reason, choices) = match shape {
            Shape::Message(message) => match message.field(name) {
                Some(field) => return Ok(shape_of(field)),
                None => {
                    let choices = message.fields().iter().map(|field| field.name.to_owned()).collect();
                    (format!("{} has no field {name}", message.name()), choices)
                }
            },
            Shape::Scalar => (format!("a text or a number has no field {name}"), Vec::new()),
            Shape::List(_) => {
                (format!("a list has no field {name}, its elements may have"), vec![".exists(x, x.…)".to_owned(), "[0]".to_owned()])
            }
            Shape::Map(value) => return Ok(*value),
            Shape::Other => return Ok(Shape::Other),
        };
        // The library gives the place of the dot, or of the parenthesis of has().
        let dot = offset(self.program, tree.id);
        let place = self.text.get(dot..).and_then(|rest| rest.find(name)).map_or(dot, |at| dot + at);
        Err(NoExpression::at(self.text, place, reason).of_name(name, choices.into_iter()))
    }

    fn call(&mut self, call: &CallExpr) -> Result<Shape, NoExpression> {
        if let Some(target) = call.target.as_deref() {
            self.shape(target)?;
        }
        let arguments = call.args.iter().map(|argument| self.shape(argument)).collect::<Result<Vec<_>, _>>()?;
        if call.func_name == "matches"
            && let Some(pattern) = call.args.last()
            && let Expr::Literal(LiteralValue::String(text)) = &pattern.expr
            && let Err(reason) = functions::compile(text.inner())
        {
            return Err(self.error(pattern, reason));
        }
        Ok(match (call.func_name.as_str(), arguments.first()) {
            ("_[_]", Some(Shape::List(element) | Shape::Map(element))) => (**element).clone(),
            _ => Shape::Other,
        })
    }

    fn error(&self, tree: &Tree, reason: String) -> NoExpression {
        NoExpression::at(self.text, offset(self.program, tree.id), reason)
    }
}

fn shape_of(field: &Field) -> Shape {
    let one = match field.kind {
        Kind::Message(message) => Shape::Message(message.get()),
        Kind::Any | Kind::Struct | Kind::Value => Shape::Other,
        _ => Shape::Scalar,
    };
    match field.label {
        Label::Repeated => Shape::List(Box::new(one)),
        Label::Map => Shape::Map(Box::new(one)),
        Label::Implicit | Label::Optional => one,
    }
}

fn offset(program: &Program, id: u64) -> usize {
    program.source_info().offset_for(id).map_or(0, |(start, _)| start as usize)
}

/// The parts of an expression.
fn children(tree: &Tree) -> Vec<&Tree> {
    match &tree.expr {
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).collect(),
        Expr::Comprehension(all) => {
            vec![&all.iter_range, &all.accu_init, &all.loop_cond, &all.loop_step, &all.result]
        }
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Map(map) => map.entries.iter().flat_map(|entry| entry_parts(&entry.expr)).collect(),
        Expr::Struct(value) => value.entries.iter().flat_map(|entry| entry_parts(&entry.expr)).collect(),
        Expr::Select(select) => vec![&select.operand],
        Expr::Ident(_) | Expr::Literal(_) | Expr::Unspecified => Vec::new(),
    }
}

fn entry_parts(entry: &EntryExpr) -> Vec<&Tree> {
    match entry {
        EntryExpr::MapEntry(entry) => vec![&entry.key, &entry.value],
        EntryExpr::StructField(field) => vec![&field.value],
    }
}

/// The parts of an expression, to change them.
fn children_mut(tree: &mut Tree) -> Vec<&mut Tree> {
    match &mut tree.expr {
        Expr::Call(call) => call.target.as_deref_mut().into_iter().chain(&mut call.args).collect(),
        Expr::Comprehension(all) => {
            let all = &mut **all;
            vec![&mut all.iter_range, &mut all.accu_init, &mut all.loop_cond, &mut all.loop_step, &mut all.result]
        }
        Expr::List(list) => list.elements.iter_mut().collect(),
        Expr::Map(map) => map.entries.iter_mut().flat_map(|entry| entry_parts_mut(&mut entry.expr)).collect(),
        Expr::Struct(value) => value.entries.iter_mut().flat_map(|entry| entry_parts_mut(&mut entry.expr)).collect(),
        Expr::Select(select) => vec![&mut select.operand],
        Expr::Ident(_) | Expr::Literal(_) | Expr::Unspecified => Vec::new(),
    }
}

fn entry_parts_mut(entry: &mut EntryExpr) -> Vec<&mut Tree> {
    match entry {
        EntryExpr::MapEntry(entry) => vec![&mut entry.key, &mut entry.value],
        EntryExpr::StructField(field) => vec![&mut field.value],
    }
}
