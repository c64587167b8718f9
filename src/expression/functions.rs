//! What expressions may call: CEL's standard functions, and its extensions for texts, lists and numbers.

use std::cell::RefCell;
use std::collections::HashMap;

use cel::common::types::{CelBool, CelString, STRING_TYPE};
use cel::common::value::CowVal;
use cel::{Env, ExecutionError, extensions};
use regex::Regex;

/// The environment of all expressions.
pub(super) fn environment() -> Env {
    let mut env = Env::stdlib();
    for add in [extensions::strings, extensions::lists, extensions::math] {
        env.add_extension(add).expect("the extensions' functions have names of their own");
    }
    env.add_overload("matches", "matches", vec![STRING_TYPE, STRING_TYPE], matches).expect("the library is built without its own");
    env.add_member_overload("matches", "string_matches", STRING_TYPE, vec![STRING_TYPE], matches).expect("the same");
    env
}

thread_local! {
    /// The regular expressions that were used, since one is asked of every row.
    static PATTERNS: RefCell<HashMap<String, Regex>> = RefCell::new(HashMap::new());
}

/// So many patterns are kept; an expression has few, unless it makes them of what is in the rows.
const KEPT: usize = 64;

/// `text.matches(pattern)`: whether the pattern occurs in the text.
fn matches<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let [Some(text), Some(pattern)] = [0, 1].map(|at| arguments.get(at)?.downcast_ref::<CelString>()) else {
        return Err(ExecutionError::MissingArgumentOrTarget);
    };
    let is_match = PATTERNS.with_borrow_mut(|kept| {
        if let Some(regex) = kept.get(pattern.inner()) {
            return Ok(regex.is_match(text.inner()));
        }
        let regex =
            compile(pattern.inner()).map_err(|message| ExecutionError::FunctionError { function: "matches".to_owned(), message })?;
        let is_match = regex.is_match(text.inner());
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(pattern.inner().to_owned(), regex);
        Ok(is_match)
    })?;
    Ok(CowVal::owned(CelBool::from(is_match)))
}

/// A regular expression; of an error the last line, which tells what is wrong.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| {
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
        format!("{pattern} is no regular expression: {last}")
    })
}
