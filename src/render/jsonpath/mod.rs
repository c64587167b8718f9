//! Templates of paths, as `kubectl get -o jsonpath=TEMPLATE` has them: <https://kubernetes.io/docs/reference/kubectl/jsonpath/>.
//!
//! kubectl's paths are older than RFC 9535 and differ from it: `$` may be left out, a name in brackets may be a path with dots and escapes,
//! `{range}` and texts stand between them. What kubectl prints is printed here, but that numbers keep their spelling, and that objects keep
//! their order.

mod eval;
mod parse;

use std::io::{self, Write};

use crate::envoy::json::reader::Reader;
use crate::envoy::json::tape::Tape;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// What stands outside of braces.
    Text(String),
    /// What stands between braces.
    Path(Vec<Step>),
    /// `{range PATH}`, and what stands before its `{end}`: it is written for each value of the path.
    Range(Vec<Step>, Vec<Piece>),
}

/// A step of a path: from some values to others.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// `.name`
    Field(String),
    /// `['name']`: the member of this name or, as in kubectl, what the path in the quotes leads to.
    Quoted(String, Vec<Step>),
    /// `.*`
    Wildcard,
    /// `..`: the values themselves and all that is in them.
    Recursive,
    /// `[0]`, `[*]`, `[1:-1:2]`
    Slice(Slice),
    /// `[0,2]`, `['a','b']`
    Union(Vec<Vec<Step>>),
    /// `[?(@.name=="x")]`
    Filter(Vec<Step>, Option<(Operator, Vec<Step>)>),
    /// A string in quotes, a number, `true` or `false`, whatever the values are.
    Literal(Literal),
}

/// Some of a list's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slice {
    start: Option<i64>,
    end: Option<i64>,
    step: usize,
    /// Whether it is one element, and not a list of one: then it must be there.
    is_index: bool,
}

/// What stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Literal {
    Text(String),
    Number(String),
    Bool(bool),
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at column {column} of the template: {rest}")]
pub struct NoTemplate {
    /// What is wrong there.
    pub reason: String,
    /// The place, in characters from 1 on.
    pub column: usize,
    /// The template from there on, or `its end`.
    pub rest: String,
}

/// Why a template gives nothing more.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It does not fit the value.
    #[error("-o jsonpath: {0}")]
    Failed(String),
    /// The output failed.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl Template {
    /// The template of this text.
    ///
    /// # Errors
    /// Where it is none, with the place.
    pub fn new(text: &str) -> Result<Template, NoTemplate> {
        parse::template(text).map(Template).map_err(|(offset, reason)| {
            let rest = if offset >= text.len() { "its end".to_owned() } else { text[offset..].chars().take(40).collect() };
            NoTemplate { reason, column: text[..offset].chars().count() + 1, rest }
        })
    }

    /// Writes what the template gives of each of these JSON texts. The values of a path are separated by blanks; strings stand without
    /// quotes, objects and lists as JSON in one line. Nothing else is written, no line break at the end either.
    ///
    /// # Errors
    /// Where an element is asked for that a list does not have, or of what is no list; or `out` fails.
    pub fn write(&self, json: &[u8], out: &mut dyn Write) -> Result<(), TemplateError> {
        let failed = |error: &dyn std::fmt::Display| TemplateError::Failed(error.to_string());
        let mut reader = Reader::new(json, 0);
        let mut tape = Tape::default();
        let mut text = Vec::new();
        while reader.peek().is_some() {
            let place = reader.skip().map_err(|error| failed(&error))?;
            reader = Reader::new(json, place.end);
            tape.parse(&json[place]).map_err(|error| failed(&error))?;
            if let Some(root) = tape.root() {
                eval::write(&self.0, root, &mut text).map_err(TemplateError::Failed)?;
            }
        }
        out.write_all(&text)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
