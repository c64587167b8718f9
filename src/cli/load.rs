//! From a source to its documents, and from these to the resources of the wanted sections.

use std::borrow::Cow;

use super::exit::{Failure, INCOMPLETE};
use super::notes::Notes;
use crate::envoy::document::{self, DocumentError, NotEnvoy};
use crate::envoy::dump::{Dump, Section};
use crate::envoy::json::SyntaxError;
use crate::source::admin::Admin;
use crate::source::file::{Bytes, Content};
use crate::source::requests::{self, Answer, Wanted};

/// A source's documents, in JSON.
pub struct Loaded {
    documents: Vec<Document>,
    /// Whether something was cut off, so that the command ends with exit code 4.
    pub is_incomplete: bool,
    /// Whether the source is an admin port, which was asked for what is wanted and nothing else.
    pub is_admin: bool,
    /// What is said of the source.
    pub notes: Notes,
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
    /// A source without documents yet.
    pub fn new(is_admin: bool, notes: Notes) -> Loaded {
        Loaded { documents: Vec::new(), is_incomplete: false, is_admin, notes }
    }

    /// Adds a file's content, under its name.
    ///
    /// # Errors
    /// Where it is something else than an Envoy's configuration.
    pub fn add(&mut self, name: String, content: Content) -> Result<(), Failure> {
        if let Some(cut) = &content.cut {
            self.notes.say("error", format!("{name}: {cut}"));
            self.is_incomplete = true;
        }
        self.documents.push(Document::new(name, content.bytes)?);
        Ok(())
    }

    /// Asks an admin interface for what is wanted.
    ///
    /// # Errors
    /// Where it can't be reached, or answers with something else than an Envoy's configuration.
    pub fn ask(&mut self, admin: &Admin, wanted: Wanted) -> Result<(), Failure> {
        let mut refused = None;
        for request in requests::requests(wanted) {
            let mut path = request.path;
            let mut answer = requests::classify(admin.get(path))?;
            if let (Answer::Refused(_), Some(fallback)) = (&answer, request.fallback) {
                if self.documents.iter().any(|document| document.name.ends_with(fallback)) {
                    continue;
                }
                path = fallback;
                answer = requests::classify(admin.get(path))?;
            }
            match answer {
                Answer::Found(bytes) => {
                    self.documents.push(Document::new(document_name(admin.address(), path), Bytes::Owned(bytes))?);
                }
                Answer::Absent => {}
                Answer::Refused(error) if request.required => refused = Some(error),
                Answer::Refused(error) => self.notes.say("note", format!("{error}; not shown: {}", request.tells)),
            }
        }
        match refused {
            // Of several requests, one that was answered is enough to go on.
            Some(error) if self.documents.is_empty() => Err(error.into()),
            Some(error) => {
                self.notes.say("note", error.to_string());
                Ok(())
            }
            None => Ok(()),
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

    /// The resources of these sections. What is cut off or broken is said, and what is whole is given.
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
                    self.say_broken(name, bytes, &error, last.as_deref());
                }
            }
        }
        Ok(Read { dump, is_incomplete })
    }

    /// Says where a document breaks off.
    pub fn say_broken(&self, name: &str, bytes: &[u8], error: &SyntaxError, last: Option<&str>) {
        let what = if error.is_truncation(bytes.len()) { "is cut off" } else { "is not whole JSON" };
        let last = last.map(|path| format!("; the last resource before that is {path}")).unwrap_or_default();
        self.notes.say("error", format!("{name} {what}: {}{last}", error.in_text(bytes)));
        self.notes.say("hint", "what stands before that place is printed; take the dump again for the rest");
    }
}

/// An answer's name in messages: the URL that it has, or the pod and the path.
fn document_name(address: &str, path: &str) -> String {
    if address.contains("://") { format!("{address}{path}") } else { format!("{address}: {path}") }
}

/// What was read of a source.
pub struct Read<'a> {
    /// The resources.
    pub dump: Dump<'a>,
    /// Whether something was cut off or broken.
    pub is_incomplete: bool,
}
