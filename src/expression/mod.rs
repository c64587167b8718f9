//! Does an expression hold? CEL (<https://cel.dev>), as Envoy's own RBAC and Kubernetes' admission policies use it, over the columns of a
//! table's row and over the resource behind the row.
//!
//! A resource is not decoded for an expression: a [`Given::Message`] is a place in its JSON, and a field is read when the expression asks
//! for it. As of any protobuf message in CEL, a field that is not set has its type's default, and `has()` tells whether it is set; the
//! names are those of Envoy's protos. [`Expression::new`] finds names that don't exist before any row is looked at.

mod check;
mod functions;
mod message;

use std::sync::Arc;

use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString};
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::parser::Expression as Tree;
use cel::{Context, Env, ExecutionError};

use crate::envoy::fields;
use message::Message;

/// A name that expressions may use.
#[derive(Clone, Copy, Debug)]
pub struct Name<'n> {
    /// The name.
    pub name: &'n str,
    /// What it stands for.
    pub of: Of,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// A text or a number.
    Value,
    /// A resource of this message.
    Message(&'static fields::Message),
    /// A resource of one of several messages: only the row tells of which.
    Resource,
}

/// What a name stands for in one row.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Decimal(f64),
    /// What this row doesn't have: `null`.
    Missing,
    /// The JSON of a message; where there is none, all of its fields are unset.
    Message(Option<&'a [u8]>, &'static fields::Message),
}

/// The row that an expression is asked of.
pub trait Row: Send + Sync {
    /// What a name stands for; `None` for a name that is not one of those that the expression was made with.
    fn given(&self, name: &str) -> Option<Given<'_>>;
}

/// An expression that is true or false of a row.
pub struct Expression {
    tree: Tree,
    env: Arc<Env>,
    used: Vec<String>,
}

/// Why a text is no expression over the names that there are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at column {column} of the expression: {rest}")]
pub struct NoExpression {
    /// What is wrong there.
    pub reason: String,
    /// The place, in characters from 1 on.
    pub column: usize,
    /// The expression from there on, or `its end`.
    pub rest: String,
    /// The name that doesn't exist, where that is what is wrong.
    pub found: String,
    /// The names that there are instead of it.
    pub choices: Vec<String>,
}

/// Why an expression is neither true nor false of a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It asks for what the row doesn't have: an unset field without a default, an element behind the end of a list, an absent number.
    #[error("{0}")]
    Absent(String),
    /// It does with a value what can't be done with it.
    #[error("{0}")]
    Mistyped(String),
}

impl Expression {
    /// The expression of this text over the names that there are.
    ///
    /// # Errors
    /// Where it is none, or uses a name or a field that doesn't exist, with the place.
    pub fn new(text: &str, names: &[Name<'_>]) -> Result<Expression, NoExpression> {
        if let Some(place) = check::too_deep(text) {
            return Err(NoExpression::at(text, place, "too much is nested".to_owned()));
        }
        let env = functions::environment();
        let program = with_room(|| env.compile(text)).map_err(|errors| {
            let first = errors.errors.into_iter().next();
            let (message, (line, column)) = first.map_or((String::new(), (1, 1)), |error| (error.msg, error.pos));
            let place = offset(text, line, column);
            NoExpression::at(text, place, syntax_reason(&message, &text[place..]))
        })?;
        if check::depth(program.expression()) > check::DEEPEST {
            return Err(NoExpression::at(text, 0, "too much is chained".to_owned()));
        }
        let used = check::check(text, &program, names)?;
        let tree = check::mark_presence(program.expression());
        let expression = Expression { tree, env: Arc::new(env), used };
        expression.try_out(text, names)?;
        Ok(expression)
    }

    /// Whether it uses this name.
    pub fn uses(&self, name: &str) -> bool {
        self.used.iter().any(|used| used == name)
    }

    /// Whether it holds.
    ///
    /// # Errors
    /// Where it is neither true nor false.
    pub fn holds(&self, row: &dyn Row) -> Result<bool, Misfit> {
        self.evaluate(row, |value| {
            let value = value.map_err(|error| misfit(&error))?;
            match value.downcast_ref::<CelBool>() {
                Some(verdict) => Ok(*verdict.inner()),
                None => Err(Misfit::Mistyped(format!("it gives {}, and must be true or false", article(value.get_type().name())))),
            }
        })
    }

    /// Lets `read` read its value for a row, which lives no longer than the row is looked at.
    fn evaluate<R>(&self, row: &dyn Row, read: impl FnOnce(Result<CowVal<'_, '_>, ExecutionError>) -> R) -> R {
        let resolver = Resolver(row);
        let mut context = Context::with_env(Arc::clone(&self.env));
        context.set_variable_resolver(&resolver);
        read(cel::Value::resolve_val(&self.tree, &context))
    }

    /// Asks it of a row in which nothing is set: functions that don't exist show only when they are called.
    fn try_out(&self, text: &str, names: &[Name<'_>]) -> Result<(), NoExpression> {
        struct Empty<'n>(&'n [Name<'n>]);
        impl Row for Empty<'_> {
            fn given(&self, name: &str) -> Option<Given<'_>> {
                let known = self.0.iter().find(|known| known.name == name)?;
                Some(if let Of::Message(message) = known.of { Given::Message(None, message) } else { Given::Missing })
            }
        }
        self.evaluate(&Empty(names), |value| match value {
            Err(ExecutionError::UndeclaredReference(function)) => {
                let place = text.find(function.as_str()).unwrap_or(0);
                Err(NoExpression::at(text, place, format!("there is no function {function}")))
            }
            _ => Ok(()),
        })
    }
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tree.fmt(f)
    }
}

impl NoExpression {
    /// `place` is an offset in bytes.
    fn at(text: &str, place: usize, reason: String) -> Self {
        let place = (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
        let rest: String = text[place..].chars().take(40).collect();
        let rest = if rest.trim().is_empty() { "its end".to_owned() } else { rest };
        NoExpression { reason, column: text[..place].chars().count() + 1, rest, found: String::new(), choices: Vec::new() }
    }

    /// The same, for a name that doesn't exist.
    fn of_name(self, found: &str, choices: impl Iterator<Item = String>) -> Self {
        NoExpression { found: found.to_owned(), choices: choices.collect(), ..self }
    }
}

/// The parser needs more than 100 kB of stack a level: more than a thread has for as many as may be written.
const ROOM: usize = 64 << 20;

/// Does this on a thread with enough stack for the parser.
fn with_room<R: Send>(parse: impl FnOnce() -> R + Send) -> R {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, parse);
        thread.expect("a thread can be started").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// The parser's message in words of the language; `rest` is the text from the place on.
fn syntax_reason(message: &str, rest: &str) -> String {
    let message = message.lines().next().unwrap_or_default().trim_start_matches("Syntax error: ");
    let expected = message.split_once("expecting ").map(|(_, expected)| expected.trim_matches(['{', '}']));
    match expected {
        Some("<EOF>") => "expected an operator or the end".to_owned(),
        Some(expected) if expected.contains("IDENTIFIER") => "expected a value".to_owned(),
        Some(expected) => format!("expected {}", expected.replace(", ", " or ")),
        None if message.starts_with("missing ") => format!("expected {}", message[8..].split(" at ").next().unwrap_or_default()),
        None if !message.contains("token recognition") && !message.contains("no viable alternative") => message.to_owned(),
        None if rest.starts_with('=') => "a comparison is ==, not =".to_owned(),
        None if rest.starts_with(['"', '\'']) => "a text without its closing quote".to_owned(),
        None => "this can't be read".to_owned(),
    }
}

/// The offset in bytes of a line and a column, both from 1 on.
fn offset(text: &str, line: isize, column: isize) -> usize {
    let [line, column] = [line, column].map(|number| usize::try_from(number - 1).unwrap_or(0));
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    text[start..].char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}

fn misfit(error: &ExecutionError) -> Misfit {
    match error {
        ExecutionError::NoSuchKey(_) | ExecutionError::IndexOutOfBounds(_) => Misfit::Absent(error.to_string()),
        // What a row doesn't have can't be computed with.
        ExecutionError::NoSuchOverload(overload) if overload.argument_types().iter().any(|name| name == "null_type") => {
            Misfit::Absent(error.to_string())
        }
        _ => Misfit::Mistyped(error.to_string()),
    }
}

/// A type with its article.
fn article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// Looks names up in a row.
struct Resolver<'r>(&'r dyn Row);

impl VariableResolver for Resolver<'_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        Some(match self.0.given(name)? {
            Given::Text(text) => CowVal::owned(CelString::from(text)),
            Given::Whole(number) => CowVal::owned(CelInt::from(number)),
            Given::Decimal(number) => CowVal::owned(CelDouble::from(number)),
            Given::Missing => CowVal::owned(CelNull),
            Given::Message(body, message) => CowVal::owned(Message::new(body.unwrap_or(b"{}"), message)),
        })
    }
}

#[cfg(test)]
mod tests;
