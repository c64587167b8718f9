//! Regular expressions as Google's RE2 reads them, which is what Envoy matches with.
//!
//! Rust's `regex` crate is a cousin of RE2, but not of the same syntax: in it `[a&&b]` is an intersection and `\d` means each digit of
//! Unicode, it does not know `\Q…\E`, `\C` or `\101`, and it takes `a**`, `(?x)` and `a{2000}`, which RE2 refuses. So an expression is
//! read here by rules of RE2's, and handed to the engine of the `regex` crate as its meaning. Both engines prefer alternatives in the
//! order in which they are written, so they also agree about what is found where.
//!
//! One difference is known, and only of what is replaced, not of what matches in full: where repetitions of something that may be empty
//! stand in each other, as in `(?:K??(?m)*)+?\S`, RE2 does not always find the match that its own order of preference says.

mod class;
mod escape;
mod factor;
mod flags;
mod group;
mod meaning;
mod named;
mod parser;
mod program;
mod refusal;
mod repetition;
mod replace;
mod runes;
mod tree;

use std::sync::OnceLock;

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Hir, Look};

pub use refusal::Refusal;
pub use runes::Encoding;

/// How many instructions Envoy takes if its runtime does not say.
pub const DEFAULT_MAX_PROGRAM_SIZE: usize = 100;

/// How much memory the engine's program may take, in bytes: more than for any expression that RE2 takes.
const MAX_PROGRAM: usize = 128 << 20;

/// A regular expression as RE2 reads it.
#[derive(Clone, Debug)]
pub struct Regex {
    pattern: String,
    meaning: Hir,
    captures: u32,
    program_size: usize,
    encoding: Encoding,
    /// Matches nothing less than a whole text.
    whole: meta::Regex,
    /// Finds matches in a text. Only few expressions are ever asked for those.
    search: OnceLock<Option<meta::Regex>>,
}

impl Regex {
    /// Reads an expression as Envoy does since 1.39.1: each byte, of expression and text, is a character.
    ///
    /// # Errors
    ///
    /// What RE2, and so Envoy, says where it refuses the expression.
    pub fn new(pattern: &str) -> Result<Regex, Refusal> {
        Regex::with_encoding(pattern, Encoding::Latin1)
    }

    /// Reads an expression in the given encoding.
    ///
    /// # Errors
    ///
    /// What RE2, and so Envoy, says where it refuses the expression.
    pub fn with_encoding(pattern: &str, encoding: Encoding) -> Result<Regex, Refusal> {
        let parsed = parser::parse(pattern, encoding)?;
        let meaning = meaning::of(&parsed.tree, encoding);
        let program_size = program::size(parsed.tree, encoding).ok_or(Refusal::TooLarge)?;
        let ends = [Hir::look(Look::Start), meaning.clone(), Hir::look(Look::End)];
        // Neither groups nor literals help to know whether a whole text matches.
        let config = meta::Config::new().which_captures(WhichCaptures::None).auto_prefilter(false).onepass(false).backtrack(false);
        let whole = compiled(&Hir::concat(ends.to_vec()), config).ok_or(Refusal::TooLarge)?;
        Ok(Regex {
            pattern: pattern.to_owned(),
            meaning,
            captures: parsed.captures,
            program_size,
            encoding,
            whole,
            search: OnceLock::new(),
        })
    }

    /// How many instructions RE2's program for the expression has.
    #[must_use]
    pub fn program_size(&self) -> usize {
        self.program_size
    }

    /// Refuses the expression as Envoy does where its program has more than `max` instructions.
    ///
    /// The limit is the value of Envoy's runtime key `re2.max_program_size.error_level`, or [`DEFAULT_MAX_PROGRAM_SIZE`]; Istio sets 32768.
    ///
    /// # Errors
    ///
    /// What Envoy says of a program that is too large.
    pub fn check_program_size(&self, max: usize) -> Result<(), Refusal> {
        if self.program_size > max {
            return Err(Refusal::ProgramSize { pattern: self.pattern.clone(), size: self.program_size, max });
        }
        Ok(())
    }

    /// Whether the expression matches the whole text: `RE2::FullMatch`.
    #[must_use]
    pub fn is_full_match(&self, text: &[u8]) -> bool {
        self.whole.is_match(Input::new(text).anchored(Anchored::Yes))
    }

    /// Replaces each match in a text: `RE2::GlobalReplace`, which Envoy's `regex_rewrite` is.
    ///
    /// In the substitution `\0` is the match, `\1` to `\9` are its groups, and `\\` is a backslash. A substitution with the number of a
    /// group that the expression does not have leaves the text as it is.
    #[must_use]
    pub fn replace_all(&self, text: &[u8], substitution: &str) -> Vec<u8> {
        match self.search.get_or_init(|| compiled(&self.meaning, meta::Config::new())) {
            Some(search) => replace::replace_all(search, self.captures, self.encoding, text, substitution),
            None => text.to_vec(),
        }
    }
}

/// Compiles an expression; none where it is too large.
fn compiled(hir: &Hir, config: meta::Config) -> Option<meta::Regex> {
    let config = config.utf8_empty(false).nfa_size_limit(Some(MAX_PROGRAM));
    meta::Builder::new().configure(config).build_from_hir(hir).ok()
}
