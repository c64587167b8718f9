//! From a source to its documents, and from these to the resources of the wanted sections.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::exit::{Failure, INCOMPLETE};
use super::notes::Notes;
use crate::envoy::document::{self, DocumentError, NotEnvoy};
use crate::envoy::dump::{Dump, Section};
use crate::envoy::enclosed::Part;
use crate::envoy::json::SyntaxError;
use crate::source::admin::Admin;
use crate::source::file::{Bytes, Content};
use crate::source::requests::{self, Answer, Wanted};

/// A source's documents, in JSON.
pub struct Loaded {
    documents: Vec<Document>,
    /// The answer to `/stats`, where it was asked for.
    stats: Option<Vec<u8>>,
    /// Whether something was cut off, so that the command ends with exit code 4.
    pub is_incomplete: bool,
    /// Whether the source is an admin port, which was asked for what is wanted and nothing else.
    pub is_admin: bool,
    /// What is said of the source.
    pub notes: Notes,
}

/// A document in JSON, or a place in a text with several. Copies share the text.
#[derive(Clone)]
pub struct Document {
    name: String,
    bytes: Arc<Bytes>,
    place: Range<usize>,
    /// Why it ends early, where it was cut off before it was JSON.
    cut: Option<String>,
}

impl Document {
    /// A content as JSON: the bytes themselves, but where they need translation.
    ///
    /// # Errors
    /// Where it is something else than JSON, YAML or an answer of Envoy's.
    pub fn new(name: String, content: Content) -> Result<Self, Failure> {
        let Content { bytes, cut } = content;
        let (start, json) = match document::to_json(&bytes) {
            // What stands in front of the JSON, as a byte order mark does, is no part of it.
            Ok(Cow::Borrowed(json)) => (bytes.len() - json.len(), None),
            Ok(Cow::Owned(json)) => (0, Some(json)),
            Err(other) => return Err(not_envoy(&name, &other)),
        };
        let bytes = json.map_or(bytes, Bytes::Owned);
        Ok(Document { name, place: start..bytes.len(), bytes: Arc::new(bytes), cut })
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        &self.bytes[self.place.clone()]
    }

    /// The same under a name that also tells whose it is.
    pub fn of_proxy(mut self, proxy: &str) -> Document {
        self.name = format!("{}: {proxy}", self.name);
        self
    }

    /// What a proxy in it says of itself.
    pub fn part(&self, part: &Part) -> Document {
        let (name, cut) = (self.name.clone(), self.cut.clone());
        match part {
            Part::Place(place) => {
                let start = self.place.start;
                Document { name, bytes: Arc::clone(&self.bytes), place: start + place.start..start + place.end, cut }
            }
            Part::Text(text) => Document { name, bytes: Arc::new(Bytes::Owned(text.clone())), place: 0..text.len(), cut },
        }
    }
}

/// The failure of a document that is something else.
fn not_envoy(name: &str, other: &NotEnvoy) -> Failure {
    Failure::new(INCOMPLETE, format!("{name}: {other}")).advise(other.advice)
}

impl Loaded {
    /// A source without documents yet.
    pub fn new(is_admin: bool, notes: Notes) -> Loaded {
        Loaded { documents: Vec::new(), stats: None, is_incomplete: false, is_admin, notes }
    }

    /// Adds a document.
    pub fn add(&mut self, document: Document) {
        if let Some(cut) = &document.cut {
            self.notes.say("error", format!("{}: {cut}", document.name));
            self.is_incomplete = true;
        }
        self.documents.push(document);
    }

    /// Adds an answer to `/stats`.
    pub fn add_stats(&mut self, stats: Vec<u8>) {
        self.stats = Some(stats);
    }

    /// The answer to `/stats`, where it was asked for and given.
    pub fn stats(&self) -> Option<&[u8]> {
        self.stats.as_deref()
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
                Answer::Found(bytes) if path.starts_with("/stats") => self.stats = Some(bytes),
                Answer::Found(bytes) => {
                    let content = Content { bytes: Bytes::Owned(bytes), cut: None };
                    self.documents.push(Document::new(document_name(admin.address(), path), content)?);
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
        self.documents.iter().map(|document| (&*document.name, document.text()))
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
