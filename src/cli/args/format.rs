//! Formats as they are asked for: by a word, or by a template.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParserFactory};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error, ValueEnum};

use super::sections::Output;
use crate::render::jsonpath::Template;

/// A format.
#[derive(Clone, Debug)]
pub struct Format {
    /// What is printed; JSON, where a template is applied to it.
    pub output: Output,
    /// What of the JSON is printed.
    pub template: Option<Template>,
}

/// What stands in front of a template, and of a file with one. A word of both in help and completions ends there.
const TEMPLATE: &str = "jsonpath=";
const TEMPLATE_FILE: &str = "jsonpath-file=";

/// Reads a format.
#[derive(Clone, Debug)]
pub struct FormatParser;

impl ValueParserFactory for Format {
    type Parser = FormatParser;

    fn value_parser() -> FormatParser {
        FormatParser
    }
}

/// The words, those of templates last.
fn words() -> impl Iterator<Item = PossibleValue> {
    let words = Output::value_variants().iter().filter_map(Output::to_possible_value);
    words.chain([
        PossibleValue::new(TEMPLATE).help("What the template behind it, as kubectl's, gives of the JSON: jsonpath='{.[*].name}'"),
        PossibleValue::new(TEMPLATE_FILE).help("The same, with the template in a file"),
    ])
}

impl TypedValueParser for FormatParser {
    type Value = Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Format, Error> {
        let refuse = |reason: String| {
            let flag = arg.map(ToString::to_string).unwrap_or_default();
            Error::raw(ErrorKind::ValueValidation, format!("invalid value '{}' for '{flag}': {reason}\n", value.to_string_lossy()))
                .with_cmd(command)
        };
        let of_template = |text: &str| {
            let template = Template::new(text).map_err(|error| refuse(error.to_string()))?;
            Ok(Format { output: Output::Json, template: Some(template) })
        };
        let text = value.to_str().unwrap_or_default();
        if let Some(template) = text.strip_prefix(TEMPLATE) {
            return of_template(template);
        }
        if let Some(path) = text.strip_prefix(TEMPLATE_FILE) {
            let template = std::fs::read_to_string(path).map_err(|error| refuse(format!("cannot read {path}: {error}")))?;
            return of_template(&template);
        }
        // This says which words there are, and which is near.
        let word = PossibleValuesParser::new(words()).parse_ref(command, arg, value)?;
        let output = Output::from_str(&word, false).map_err(refuse)?;
        Ok(Format { output, template: None })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(words()))
    }
}
