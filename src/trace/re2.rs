//! Regular expressions as Envoy reads them: RE2, on bytes.

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Regex {
    whole: regex::bytes::Regex,
    part: regex::bytes::Regex,
}

/// Why a pattern is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Regex {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Where it is none.
    pub fn new(pattern: &str) -> Result<Regex, Refusal> {
        let build =
            |pattern: &str| regex::bytes::RegexBuilder::new(pattern).unicode(false).build().map_err(|error| Refusal(error.to_string()));
        Ok(Regex { whole: build(&format!(r"\A(?:{pattern})\z"))?, part: build(pattern)? })
    }

    /// Whether the whole text matches.
    pub fn is_full_match(&self, text: &[u8]) -> bool {
        self.whole.is_match(text)
    }

    /// The text with each match replaced by `substitution`, in which `\0` to `\9` stand for groups and `\\` for a backslash.
    pub fn replace_all(&self, text: &[u8], substitution: &str) -> Vec<u8> {
        let replace = |captures: &regex::bytes::Captures<'_>| {
            let mut out = Vec::new();
            let mut bytes = substitution.bytes();
            while let Some(byte) = bytes.next() {
                match byte {
                    b'\\' => match bytes.next() {
                        Some(digit @ b'0'..=b'9') => {
                            out.extend_from_slice(captures.get(usize::from(digit - b'0')).map_or(&[][..], |group| group.as_bytes()));
                        }
                        Some(other) => out.push(other),
                        None => {}
                    },
                    other => out.push(other),
                }
            }
            out
        };
        self.part.replace_all(text, replace).into_owned()
    }
}
