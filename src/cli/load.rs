//! From a source to its documents, and from these to the resources of the wanted sections.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use super::args::SourceArgs;
use super::exit::{Failure, INCOMPLETE, UNREACHABLE, USAGE, say};
use crate::envoy::document::{self, DocumentError, NotEnvoy};
use crate::envoy::dump::{Dump, Section};
use crate::envoy::json::SyntaxError;
use crate::source::admin::{Admin, AdminError};
use crate::source::file::{self, Bytes};
use crate::source::requests::{self, Answer, Wanted};

const GIVE_A_SOURCE: &str =
    "-f dump.json reads a file, -f - standard input, --admin http://localhost:15000 asks a running Envoy; --help tells more";

/// A source's documents, in JSON.
pub struct Loaded {
    documents: Vec<Document>,
    /// Whether something was cut off, so that the command ends with exit code 4.
    pub is_incomplete: bool,
    /// Whether the source is an admin port, which was asked for what is wanted and nothing else.
    pub is_admin: bool,
}

struct Document {
    name: String,
    bytes: Bytes,
}

impl Document {
    /// The text as JSON: the bytes themselves, but where they need translation.
    fn new(name: String, bytes: Bytes) -> Result<Self, Failure> {
        let json = match document::to_json(&bytes) {
            Ok(Cow::Owned(json)) => Some(json),
            Ok(Cow::Borrowed(_)) => None,
            Err(other) => return Err(not_envoy(&name, &other)),
        };
        Ok(Document { name, bytes: json.map_or(bytes, Bytes::Owned) })
    }
}

/// The failure of a document that is something else.
fn not_envoy(name: &str, other: &NotEnvoy) -> Failure {
    Failure::new(INCOMPLETE, format!("{name}: {other}")).advise(other.advice)
}

impl Loaded {
    /// Reads the source: the file, or from an admin port what is wanted.
    ///
    /// # Errors
    /// Where it can't be reached, or holds something else than an Envoy's configuration.
    pub fn load(source: &SourceArgs, wanted: Wanted) -> Result<Loaded, Failure> {
        match (&source.file, &source.admin) {
            (Some(path), None) => Self::from_file(path),
            (None, Some(url)) => Self::from_admin(url, source.timeout, wanted),
            _ => Err(Failure::new(USAGE, "no source given: where should the configuration come from?").advise(GIVE_A_SOURCE)),
        }
    }

    fn from_file(path: &Path) -> Result<Loaded, Failure> {
        let content = file::read(path).map_err(|error| Failure::new(UNREACHABLE, error))?;
        let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
        if let Some(cut) = &content.cut {
            say("error", &format!("{name}: {cut}"));
        }
        let is_incomplete = content.cut.is_some();
        Ok(Loaded { documents: vec![Document::new(name, content.bytes)?], is_incomplete, is_admin: false })
    }

    fn from_admin(url: &str, timeout: Duration, wanted: Wanted) -> Result<Loaded, Failure> {
        let admin = Admin::new(url, timeout).map_err(|error| admin_failure(&error))?;
        let mut loaded = Loaded { documents: Vec::new(), is_incomplete: false, is_admin: true };
        let mut refused = None;
        for request in requests::requests(wanted) {
            let mut path = request.path;
            let mut answer = ask(&admin, path)?;
            if let (Answer::Refused(_), Some(fallback)) = (&answer, request.fallback) {
                if loaded.documents.iter().any(|document| document.name.ends_with(fallback)) {
                    continue;
                }
                path = fallback;
                answer = ask(&admin, path)?;
            }
            match answer {
                Answer::Found(bytes) => {
                    loaded.documents.push(Document::new(format!("{}{path}", admin.address()), Bytes::Owned(bytes))?);
                }
                Answer::Absent => {}
                Answer::Refused(error) if request.required => refused = Some(error),
                Answer::Refused(error) => say("note", &format!("{error}; not shown: {}", request.tells)),
            }
        }
        match refused {
            // Of several requests, one that was answered is enough to go on.
            Some(error) if loaded.documents.is_empty() => Err(admin_failure(&error)),
            Some(error) => {
                say("note", &error.to_string());
                Ok(loaded)
            }
            None => Ok(loaded),
        }
    }

    /// The documents' texts, with their names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        // A byte order mark may stand in front of JSON that needed no translation.
        self.documents.iter().map(|document| (&*document.name, document.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&document.bytes)))
    }

    /// Checks that a document is an Envoy's configuration.
    ///
    /// # Errors
    /// Where it is something else.
    pub fn check(name: &str, bytes: &[u8]) -> Result<(), Failure> {
        match document::read(bytes, &mut Dump::new(&[])) {
            Err(DocumentError::NotEnvoy(other)) => Err(not_envoy(name, &other)),
            Ok(()) | Err(DocumentError::Broken(_)) => Ok(()),
        }
    }

    /// The resources of these sections. What is cut off or broken is said on standard error, and what is whole is given.
    ///
    /// # Errors
    /// Where a document is something else than an Envoy's configuration.
    pub fn dump(&self, sections: &[Section]) -> Result<Read<'_>, Failure> {
        let mut dump = Dump::new(sections);
        let mut is_incomplete = self.is_incomplete;
        for (name, bytes) in self.texts() {
            match document::read(bytes, &mut dump) {
                Ok(()) => {}
                Err(DocumentError::NotEnvoy(other)) => return Err(not_envoy(name, &other)),
                Err(DocumentError::Broken(error)) => {
                    is_incomplete = true;
                    let last = dump.resources.last().map(|resource| resource.path.to_string());
                    say_broken(name, bytes, &error, last.as_deref());
                }
            }
        }
        Ok(Read { dump, is_incomplete })
    }
}

/// What was read of a source.
pub struct Read<'a> {
    /// The resources.
    pub dump: Dump<'a>,
    /// Whether something was cut off or broken.
    pub is_incomplete: bool,
}

/// Says where a document breaks off.
pub fn say_broken(name: &str, bytes: &[u8], error: &SyntaxError, last: Option<&str>) {
    let what = if error.is_truncation(bytes.len()) { "is cut off" } else { "is not whole JSON" };
    let last = last.map(|path| format!("; the last resource before that is {path}")).unwrap_or_default();
    say("error", &format!("{name} {what}: {}{last}", error.in_text(bytes)));
    say("hint", "what stands before that place is printed; take the dump again for the rest");
}

fn ask(admin: &Admin, path: &str) -> Result<Answer, Failure> {
    requests::classify(admin.get(path)).map_err(|error| admin_failure(&error))
}

/// A failure of the admin port: a bad address is the caller's, anything else the source's.
pub fn admin_failure(error: &AdminError) -> Failure {
    let code = if matches!(error, AdminError::BadAddress { .. }) { USAGE } else { UNREACHABLE };
    Failure { code, cause: error.to_string(), advice: error.hint() }
}
