//! A whole document as it is: `all -o json|yaml`, like istioctl's, with the dump's own names and sections.
//!
//! It is walked once, and its resources are looked at one at a time, so that memory is the size of one resource.

mod json;
mod yaml;

use std::borrow::Cow;
use std::io::{self, Write};

use super::resource::Format;
use crate::envoy::document::Shape;
use crate::envoy::dump::Problem;
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::Reader;
use crate::envoy::json::tape::Tape;
use crate::envoy::transcode::{may_hold_secret, redact};

/// Whether an entry of the list of this name is to be written.
pub type Keep<'k> = &'k dyn Fn(&str, &[u8]) -> bool;

/// What could not be written of a document.
#[derive(Debug, Default)]
pub struct Gaps {
    /// Where the document breaks off; what was whole before that place has been written.
    pub broken: Option<SyntaxError>,
    /// Resources that are not JSON, written as `null`.
    pub problems: Vec<Problem>,
}

/// Writes the document in `bytes`, or several that follow each other, without the entries that `keep` does not want, and without secrets.
///
/// # Errors
/// Where the output fails.
pub fn write(out: &mut dyn Write, bytes: &[u8], format: Format, keep: Option<Keep<'_>>) -> io::Result<Gaps> {
    let mut gaps = Gaps::default();
    let mut reader = Reader::new(bytes, 0);
    loop {
        let shape = Shape::of(&bytes[reader.offset()..]);
        match format {
            Format::Json => json::write(out, &mut reader, bytes, &shape, keep, &mut gaps)?,
            Format::Yaml => yaml::write(out, &mut reader, bytes, &shape, keep, &mut gaps)?,
        }
        reader = Reader::new(bytes, reader.offset());
        match reader.peek() {
            _ if gaps.broken.is_some() => return Ok(gaps),
            None => return Ok(gaps),
            Some(b'{' | b'[') if format == Format::Yaml => out.write_all(b"---\n")?,
            Some(b'{' | b'[') => {}
            Some(_) => {
                gaps.broken = Some(reader.expected("the end of the input"));
                return Ok(gaps);
            }
        }
    }
}

/// An answer of an admin interface as it may be kept: without secrets. What has none stays as it is, be it JSON or text.
///
/// # Errors
/// Where it may hold one and can't be read, so that it must not be kept.
pub fn without_secrets(bytes: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    if !may_hold_secret(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut safe = Vec::with_capacity(bytes.len());
    let gaps = write(&mut safe, bytes, Format::Json, None).map_err(|error| error.to_string())?;
    match (gaps.broken, gaps.problems.first()) {
        (None, None) => Ok(Cow::Owned(safe)),
        (Some(error), _) => Err(error.in_text(bytes).to_string()),
        (None, Some(problem)) => Err(problem.to_string()),
    }
}

/// Output is handed on in pieces of about this size, in bytes.
const PIECE: usize = 1 << 16;

/// Takes the value in `raw` apart without its secrets: `message` is its type's full name, where its place tells it.
fn parse<'a>(raw: &'a [u8], message: Option<&str>, tape: &mut Tape<'a>) -> Result<(), SyntaxError> {
    tape.parse(raw)?;
    if may_hold_secret(raw)
        && let Some(root) = tape.root()
    {
        let mut safe = Tape::default();
        redact(root, message, &mut safe);
        *tape = safe;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_no_private_key() {
        let key = "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n-----END PRIVATE KEY-----";
        let check = |text: String, expect: Option<&str>| {
            let kept = without_secrets(text.as_bytes()).map(|kept| String::from_utf8(kept.into_owned()).unwrap());
            match expect {
                Some(words) => {
                    let kept = kept.unwrap();
                    assert!(kept.contains(words) && !kept.contains("MIIEvQ"), "{kept}");
                }
                None => assert!(kept.is_err(), "{kept:?}"),
            }
        };
        check("{\"a\": 1}".to_owned(), Some("{\"a\": 1}"));
        check("LIVE\n".to_owned(), Some("LIVE\n"));
        // A bootstrap on the command line, as /server_info tells it.
        check(format!("{{\"command_line_options\":{{\"config_yaml\":\"key: {key}\",\"mode\":\"Serve\"}}}}"), Some("Serve"));
        check(
            format!("{{\"configs\":[{{\"@type\":\"x/acme.Dump\",\"private_key\":{{\"inline_string\":\"{key}\"}},\"kept\":true}}]}}"),
            Some("\"kept\""),
        );
        check(format!("{{\"a\":\"{key}\""), None);
        check(format!("text {key}"), None);
    }
}
