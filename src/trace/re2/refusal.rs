//! Why a regular expression is refused, in RE2's own words.

use thiserror::Error;

/// Why RE2 refuses a regular expression. The text is what RE2 says, and so what Envoy says of a configuration with this expression.
///
/// Each carries the part of the expression that is at fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A backslash before a letter that has no meaning, a bad number, or a back-reference.
    #[error("invalid escape sequence: {0}")]
    Escape(String),
    /// A range that runs backwards, or the name of a class that does not exist.
    #[error("invalid character class range: {0}")]
    ClassRange(String),
    /// A class without its end.
    #[error("missing ]: {0}")]
    MissingBracket(String),
    /// A group without its end; carries the whole expression.
    #[error("missing ): {0}")]
    MissingParenthesis(String),
    /// The end of a group that did not begin; carries the whole expression.
    #[error("unexpected ): {0}")]
    UnexpectedParenthesis(String),
    /// A backslash as the last character.
    #[error("trailing \\")]
    TrailingBackslash,
    /// A repetition of nothing.
    #[error("no argument for repetition operator: {0}")]
    RepetitionOfNothing(String),
    /// More than 1000 copies, also by repetitions in repetitions, or a range that runs backwards.
    #[error("invalid repetition size: {0}")]
    RepetitionSize(String),
    /// A repetition right behind a repetition.
    #[error("bad repetition operator: {0}")]
    RepetitionOfRepetition(String),
    /// Something behind `(?` that RE2 does not know, such as look-around.
    #[error("invalid perl operator: {0}")]
    PerlOperator(String),
    /// The name of a group without its end, or with a character that a name must not have.
    #[error("invalid named capture group: {0}")]
    GroupName(String),
    /// RE2 says this of `\x{` at the end.
    #[error("invalid UTF-8")]
    Utf8,
    /// The compiled program is larger than RE2 allows.
    #[error("pattern too large - compile failed")]
    TooLarge,
    /// The compiled program is larger than Envoy allows. All other texts are RE2's, this one is Envoy's.
    #[error(
        "regex '{pattern}' RE2 program size of {size} > max program size of {max} set for the error level threshold. \
         Increase configured max program size if necessary."
    )]
    ProgramSize {
        /// The whole expression.
        pattern: String,
        /// How many instructions its program has.
        size: usize,
        /// How many it may have.
        max: usize,
    },
    /// Deeper than is read here. RE2 has no such limit, but Envoy's default limit of a program's size comes before this one.
    #[error("nested deeper than 250 levels")]
    TooDeep,
}
