//! jq's filters over JSON that is printed, as [jaq](https://github.com/01mf02/jaq) runs them.

use std::io::{self, Write};

use jaq_core::compile::Undefined;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::Val;
use jaq_json::read::parse_many;
use jaq_json::write::{Pp, write};

/// What a filter runs on: a value, and nothing else.
type Data = data::JustLut<Val>;

/// A filter of jq's language.
pub struct Filter(jaq_core::Filter<Data>);

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at column {column} of the filter: {rest}")]
pub struct NoFilter {
    /// What is wrong there.
    pub reason: String,
    /// The place, in characters from 1 on.
    pub column: usize,
    /// The filter from there on, or `its end`.
    pub rest: String,
}

/// Why a filter gives nothing more.
#[derive(Debug, thiserror::Error)]
pub enum FilterError {
    /// It failed on a value.
    #[error("--jq: {0}")]
    Failed(String),
    /// The output failed.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl Filter {
    /// The filter of this text.
    ///
    /// # Errors
    /// Where it is none, with the place.
    pub fn new(text: &str) -> Result<Filter, NoFilter> {
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let arena = Arena::default();
        let file = File { path: (), code: text };
        let modules = Loader::new(definitions).load(&arena, file).map_err(|errors| {
            let error = errors.into_iter().next().map(|(_, error)| error);
            let expected = |expected: &str, found| (format!("expected {expected}"), found);
            let first = match &error {
                Some(load::Error::Lex(errors)) => errors.first().map(|(what, found)| expected(what.as_str(), *found)),
                Some(load::Error::Parse(errors)) => errors.first().map(|(what, found)| expected(what.as_str(), *found)),
                Some(load::Error::Io(errors)) => errors.first().map(|(path, _)| ("other files are not read".to_owned(), *path)),
                None => None,
            };
            let (reason, found) = first.unwrap_or(("cannot be read".to_owned(), text));
            no_filter(text, reason, found)
        })?;
        Compiler::default().with_funs(functions).compile(modules).map(Filter).map_err(|errors| {
            let first = errors.into_iter().flat_map(|(_, errors)| errors).next();
            let (found, reason) =
                first.map_or((text, "cannot be compiled".to_owned()), |(found, undefined)| (found, undefined_text(&undefined)));
            no_filter(text, reason, found)
        })
    }

    /// Writes what the filter gives of each of these JSON texts: each value on lines of its own, or in one where it is `compact`, and strings
    /// without quotes, as `jq -r` and `gh --jq` do.
    ///
    /// # Errors
    /// Where the filter fails on a value, or `out` fails.
    pub fn write(&self, json: &[u8], compact: bool, out: &mut dyn Write) -> Result<(), FilterError> {
        let layout = Pp { indent: (!compact).then(|| "  ".to_owned()), sep_space: !compact, ..Pp::default() };
        for value in parse_many(json) {
            let value = value.map_err(|error| FilterError::Failed(error.to_string()))?;
            let context = Ctx::<Data>::new(&self.0.lut, Vars::new([]));
            for result in self.0.id.run((context, value)).map(unwrap_valr) {
                match result.map_err(|error| FilterError::Failed(error.to_string()))? {
                    Val::TStr(text) | Val::BStr(text) => out.write_all(&text)?,
                    value => write(out, &layout, 0, &value)?,
                }
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }
}

fn undefined_text(undefined: &Undefined) -> String {
    match undefined {
        Undefined::Filter(arity) => format!("there is no function with {arity} arguments of this name"),
        other => format!("there is no {} of this name", other.as_str()),
    }
}

/// `found` is a part of `text`.
fn no_filter(text: &str, reason: String, found: &str) -> NoFilter {
    let place = load::span(text, found).start;
    let rest = if place >= text.len() { "its end".to_owned() } else { text[place..].chars().take(40).collect() };
    NoFilter { reason, column: text[..place].chars().count() + 1, rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(filter: &str, json: &str) -> String {
        let filter = match Filter::new(filter) {
            Ok(filter) => filter,
            Err(error) => return error.to_string(),
        };
        let mut out = Vec::new();
        match filter.write(json.as_bytes(), false, &mut out) {
            Ok(()) => String::from_utf8(out).unwrap(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn filters_run_as_in_jq() {
        let check = |filter: &str, json: &str, expect: &str| assert_eq!(run(filter, json), expect, "{filter}");
        check(".[].name", r#"[{"name":"a"},{"name":"b\n"}]"#, "a\nb\n\n");
        check("map(select(.n > 1)) | length", r#"[{"n":1},{"n":2}]"#, "1\n");
        check(".", r#"{"a":[1.50,{}]}"#, "{\n  \"a\": [\n    1.50,\n    {}\n  ]\n}\n");
        check("[.[] | test(\"^out\")]", r#"["outbound","in"]"#, "[\n  true,\n  false\n]\n");
        check(".a", "{}\n{\"a\":2}", "null\n2\n");
        check("empty", "1", "");
        check(".x", "[]", "--jq: cannot index [] with \"x\"");
    }

    #[test]
    fn what_is_no_filter_is_told_with_its_place() {
        let check = |filter: &str, expect: &str| assert_eq!(run(filter, "1"), expect, "{filter}");
        check(".a | foo(", "expected closing parenthesis at column 10 of the filter: its end");
        check(".a | nosuch", "there is no function with 0 arguments of this name at column 6 of the filter: nosuch");
        check("$x", "there is no variable of this name at column 1 of the filter: $x");
        check(".a §", "expected token at column 4 of the filter: §");
        check("import \"x\" as x; 1", "other files are not read at column 9 of the filter: x\" as x; 1");
    }
}
