//! What may be shared? A configuration without secrets, and with other names, that says the same of what goes where.
//!
//! It is made in two passes. The first ([`Gatherer`]) finds which names there are ([`names`]) and which secrets ([`secrets`]). The second
//! ([`Redactor`]) removes and replaces ([`rewrite`]), and looks through what it has written ([`scan`]). Both walk the field table beside
//! the resource ([`walk`]), one resource at a time ([`document`]); what is done with a field stands in [`rules`].

pub mod document;
pub mod names;
pub mod pieces;
pub mod pseudonym;
pub mod report;
pub mod rewrite;
pub mod rules;
pub mod scan;
pub mod secrets;
pub mod walk;
pub mod words;

use std::collections::HashSet;

use crate::envoy::json::SyntaxError;
use crate::envoy::json::tape::Tape;
use document::Part;
use names::Names;
use pseudonym::{Kind, Pseudonyms};
use report::Report;
use rewrite::Rewriter;
use rules::Treatment;
use scan::Scan;
use walk::{Place, Visitor, Walk};

/// What is written is handed on in pieces of about this size, in bytes.
const PIECE: usize = 1 << 16;

/// How a configuration is redacted.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether the paths of requests stay as they are, but for host names and addresses in them.
    pub keep_paths: bool,
}

/// The first pass: which names there are, and which secrets.
#[derive(Debug)]
pub struct Gatherer {
    options: Options,
    names: Names,
    secrets: HashSet<String>,
}

impl Gatherer {
    /// One that knows of nothing yet.
    pub fn new(options: Options) -> Self {
        Gatherer { options, names: Names::default(), secrets: HashSet::new() }
    }

    /// Adds a name that is known from elsewhere.
    pub fn name(&mut self, kind: Kind, name: &str) {
        self.names.add(kind, name);
    }

    /// Adds what a text tells that is no JSON.
    pub fn text(&mut self, text: &str) {
        self.visit(PLAIN, text);
    }

    /// Adds what the documents in `json` tell.
    ///
    /// # Errors
    /// Where the text is cut off or broken.
    pub fn document(&mut self, json: &[u8]) -> Result<(), SyntaxError> {
        let mut nowhere = Vec::new();
        let options = self.options;
        document::write(json, &mut nowhere, &mut |part, out| {
            walk_part(part, options, self, out)?;
            // Nothing of this pass is kept.
            out.clear();
            Ok(())
        })
    }

    fn visit(&mut self, place: Place<'_>, text: &str) {
        if rules::is_removed(place.treatment) {
            // The rest of what is removed may be an ordinary word that stands elsewhere too.
            let is_secret = !matches!(
                place.treatment,
                Treatment::Remove("a response's body" | "a health check's payload" | "environment" | "query parameter")
            );
            if is_secret && !secrets::is_replacement(text) && !text.is_empty() {
                self.secrets.insert(text.to_owned());
            }
            return;
        }
        match secrets::strip(text) {
            Some(stripped) => {
                self.secrets.extend(stripped.removed.into_iter().map(|(secret, _)| secret));
                self.names.gather(place, &stripped.text);
            }
            None => self.names.gather(place, text),
        }
    }
}

impl Visitor for Gatherer {
    fn text(&mut self, place: Place<'_>, text: &str) -> Option<String> {
        self.visit(place, text);
        None
    }

    fn key(&mut self, text: &str, _is_name: bool) -> Option<String> {
        self.visit(Place { treatment: Treatment::Path, ..PLAIN }, text);
        None
    }
}

/// A text that stands nowhere in particular.
const PLAIN: Place<'static> = Place { treatment: Treatment::Rewrite, message: "", field: "" };

/// Walks one part of a document.
fn walk_part(part: Part<'_>, options: Options, visitor: &mut dyn Visitor, out: &mut Vec<u8>) -> Result<(), SyntaxError> {
    let mut tape = Tape::default();
    tape.parse(part.raw)?;
    let Some(root) = tape.root() else { return Ok(()) };
    let treatment = match part.name {
        "@type" => Treatment::Keep,
        // The bootstrap on the command line, in a text.
        "config_yaml" => Treatment::Remove("configuration in YAML"),
        _ => Treatment::Rewrite,
    };
    let walk = Walk { keep_paths: options.keep_paths, depth: part.depth };
    walk.value(root, part.kind, part.message, Place { treatment, message: "", field: part.name }, visitor, out);
    Ok(())
}

/// The second pass: removes and replaces.
#[derive(Debug)]
pub struct Redactor<'n> {
    options: Options,
    rewriter: Rewriter<'n>,
    scan: Scan,
    report: Report,
}

impl<'n> Redactor<'n> {
    /// A redactor for what was gathered. The same salt gives the same words.
    pub fn new(gathered: &'n Gatherer, salt: &[u8]) -> Self {
        let pseudonyms = Pseudonyms::new(salt, gathered.names.addresses().clone());
        Redactor {
            options: gathered.options,
            rewriter: Rewriter::new(&gathered.names, pseudonyms),
            scan: Scan::new(&gathered.names, &gathered.secrets),
            report: Report::default(),
        }
    }

    /// Writes the documents in `json` anew, and hands on what is written piece by piece.
    ///
    /// # Errors
    /// Where the text is cut off or broken.
    pub fn document(&mut self, json: &[u8], written: &mut dyn FnMut(&[u8])) -> Result<(), SyntaxError> {
        let mut rest = Vec::with_capacity(2 * PIECE);
        let options = self.options;
        document::write(json, &mut rest, &mut |part, out| {
            let start = out.len();
            walk_part(part, options, self, out)?;
            let name = part.name.to_owned();
            self.scan.list = name;
            // What was written has the same form, so that it is looked through with the same types.
            walk_part(Part { raw: &out[start..], ..part }, options, &mut self.scan, &mut Vec::new())?;
            if out.len() >= PIECE {
                written(out);
                out.clear();
            }
            Ok(())
        })?;
        written(&rest);
        Ok(())
    }

    /// A text that is no JSON, with other names.
    pub fn plain(&mut self, text: &str) -> String {
        let rewritten = Visitor::text(self, PLAIN, text).unwrap_or_else(|| text.to_owned());
        self.scan.list.clear();
        self.scan.text(PLAIN, &rewritten);
        rewritten
    }

    /// The word for a name that is known from elsewhere.
    pub fn name(&mut self, kind: Kind, name: &str) -> String {
        let kind = self.rewriter.names.kind(name).unwrap_or(kind);
        if words::is_word(name) { name.to_owned() } else { self.rewriter.pseudonyms.word(kind, name) }
    }

    /// What is in the output and should not be.
    pub fn leaks(&self) -> &[scan::Leak] {
        &self.scan.leaks
    }

    /// What was done.
    pub fn report(&self) -> Report {
        let mut report = self.report.clone();
        for (kind, pairs) in self.rewriter.pseudonyms.pairs() {
            report.replaced.insert(kind.plural(), pairs.len());
        }
        report.kept = vec!["ports", "numbers", "types and extensions", "names of headers", "words of Envoy and Istio"];
        if self.options.keep_paths {
            report.kept.insert(0, "paths of requests, but for host names and addresses in them");
        }
        report
    }

    /// Each original with its word, for its owner.
    pub fn map(&self) -> std::collections::BTreeMap<&'static str, std::collections::BTreeMap<String, String>> {
        self.rewriter.pseudonyms.pairs().into_iter().map(|(kind, pairs)| (kind.plural(), pairs)).collect()
    }
}

impl Visitor for Redactor<'_> {
    fn text(&mut self, place: Place<'_>, text: &str) -> Option<String> {
        match place.treatment {
            Treatment::Remove(_) | Treatment::Certificate if text.is_empty() || secrets::is_replacement(text) => return None,
            Treatment::Remove(what) => {
                self.report.removed(what, place.path());
                return Some(secrets::replacement(place.treatment, text).to_owned());
            }
            Treatment::Certificate => {
                self.report.removed("certificate", place.path());
                return Some(secrets::replacement(place.treatment, text).to_owned());
            }
            Treatment::Serial => {
                self.report.removed("serial number", place.path());
                return Some(self.rewriter.pseudonyms.hexadecimal(text));
            }
            _ => {}
        }
        let stripped = secrets::strip(text);
        if let Some(stripped) = &stripped {
            for (_, what) in &stripped.removed {
                self.report.removed(what, place.path());
            }
        }
        let left = stripped.as_ref().map(|stripped| &*stripped.text);
        if place.treatment == Treatment::Keep || left.is_some_and(secrets::is_replacement) {
            return left.map(str::to_owned);
        }
        let changed = self.rewriter.text(place.treatment, left.unwrap_or(text));
        self.report.texts += usize::from(changed.is_some());
        changed.or_else(|| left.map(str::to_owned))
    }

    fn key(&mut self, text: &str, is_name: bool) -> Option<String> {
        let stripped = secrets::strip(text);
        let left = stripped.as_ref().map(|stripped| &*stripped.text);
        self.rewriter.key(left.unwrap_or(text), is_name).or_else(|| left.map(str::to_owned))
    }

    fn number(&mut self, place: Place<'_>) {
        self.report.removed("number", place.path());
    }
}
