//! What kind of text is this? A file's kind is found from its content, never from its name.

use std::borrow::Cow;

use serde::Deserialize;

use super::dump::{Dump, Path, Section, State};
use super::json::reader::{Reader, Result};
use super::json::{SyntaxError, scan};
use super::{bootstrap, clusters_text};

/// A text that is not an Envoy's configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is {looks_like}, not an Envoy configuration")]
pub struct NotEnvoy {
    /// What it looks like: "an HTML page (a login page?)".
    pub looks_like: String,
    /// What to do instead.
    pub advice: &'static str,
}

/// What could not be read of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// It is something else.
    #[error(transparent)]
    NotEnvoy(#[from] NotEnvoy),
    /// It is cut off or broken; what was whole before that place has been read.
    #[error(transparent)]
    Broken(#[from] SyntaxError),
}

const TAKE_A_DUMP: &str = "take a dump with: curl -s 'http://localhost:15000/config_dump?include_eds' > dump.json";

fn not_envoy(looks_like: impl Into<String>, advice: &'static str) -> NotEnvoy {
    NotEnvoy { looks_like: looks_like.into(), advice }
}

/// The text as JSON: as it is where it is JSON already (a byte order mark is left out), translated where it is the text of `/clusters`
/// or YAML (a bootstrap, or what istioctl prints with `-o yaml`).
///
/// # Errors
/// Where it is neither, with what it looks like.
pub fn to_json(bytes: &[u8]) -> std::result::Result<Cow<'_, [u8]>, NotEnvoy> {
    if let Some(text) = from_utf16(bytes) {
        return to_json(text.as_bytes()).map(|json| Cow::Owned(json.into_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = scan::white_space(bytes, 0);
    match bytes.get(start) {
        None => return Err(not_envoy("empty", TAKE_A_DUMP)),
        Some(b'{' | b'[') => return Ok(Cow::Borrowed(bytes)),
        Some(b'<') => return Err(not_envoy("an HTML page (a login page?)", "check the address that it came from, and log in there")),
        Some(_) => {}
    }
    let text = match std::str::from_utf8(&bytes[start..]) {
        Ok(text) => text,
        Err(error) => {
            let place = super::json::Position::of(bytes, start + error.valid_up_to());
            return Err(not_envoy(format!("neither JSON nor text (invalid UTF-8 at {place})"), TAKE_A_DUMP));
        }
    };
    let first_line = text.lines().next().unwrap_or_default();
    if first_line.starts_with("invalid path") || first_line.contains("not found in config dump") {
        return Err(not_envoy("an error of the admin port: 404, no such path", TAKE_A_DUMP));
    }
    if first_line.starts_with("request to path") {
        return Err(not_envoy("an error of the admin port: 403, the path is not among its allow_paths", TAKE_A_DUMP));
    }
    if let Some(rest) = without_banner(text) {
        return to_json(rest.as_bytes());
    }
    if clusters_text::is_clusters_text(first_line) {
        return Ok(Cow::Owned(clusters_text::to_json(text)));
    }
    yaml_to_json(text).map(Cow::Owned)
}

/// What lines of kubectl begin with that get into a file with the answer: of `exec`, by `2>&1` or a terminal, and of `port-forward`.
const BANNERS: [&str; 7] = [
    "Defaulted container ",
    "Defaulting container name to ",
    "Use 'kubectl describe ",
    "Unable to use a TTY",
    "Forwarding from ",
    "Handling connection for ",
    "Warning: ",
];

/// The text behind the lines that kubectl has put in front of it; nothing where there are none.
fn without_banner(text: &str) -> Option<&str> {
    let is_banner = |line: &str| line.trim().is_empty() || BANNERS.iter().any(|banner| line.starts_with(banner));
    let length: usize = text.split_inclusive('\n').take_while(|line| is_banner(line)).map(str::len).sum();
    (length > 0 && text.len() > length).then(|| &text[length..])
}

/// A text in UTF-16 with a byte order mark, as PowerShell's `>` writes what a program printed.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let units: fn([u8; 2]) -> u16 = match bytes.get(..2)? {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes[2..].as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| units(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The documents of a YAML text as JSON, one after the other.
fn yaml_to_json(text: &str) -> std::result::Result<Vec<u8>, NotEnvoy> {
    if nests_deeper_than(MOST_BRACKETS, text) {
        return Err(not_envoy("neither JSON nor YAML (brackets are nested too deep)", TAKE_A_DUMP));
    }
    let mut json = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        match serde_json::Value::deserialize(document) {
            Ok(value @ (serde_json::Value::Object(_) | serde_json::Value::Array(_))) => json.extend(value.to_string().into_bytes()),
            // Nothing stands between two lines `---`.
            Ok(serde_json::Value::Null) => {}
            Ok(_) => {
                json.clear();
                break;
            }
            Err(error) => {
                let reason: String = error.to_string().lines().next().unwrap_or_default().chars().take(160).collect();
                return Err(not_envoy(format!("neither JSON nor YAML ({reason})"), TAKE_A_DUMP));
            }
        }
    }
    if json.is_empty() {
        let start: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
        return Err(not_envoy(format!("a text that begins `{start}`"), TAKE_A_DUMP));
    }
    Ok(json)
}

/// The YAML library takes time that grows with the square of this, and refuses far less in the end.
const MOST_BRACKETS: usize = 1000;

/// Whether brackets stand open in more than `most` levels, wherever they stand.
fn nests_deeper_than(most: usize, text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > most
    })
}

/// Adds the resources of `json` to `dump`: one document, or several one after the other.
///
/// # Errors
/// Where the text is something else, or is cut off or broken. What was whole before that is in `dump`.
pub fn read<'a>(json: &'a [u8], dump: &mut Dump<'a>) -> std::result::Result<(), DocumentError> {
    let mut reader = Reader::new(json, 0);
    loop {
        match reader.peek() {
            Some(b'[') => list(&mut reader, dump)?,
            Some(b'{') => object(&mut reader, dump)?,
            _ => return Err(reader.expected("the end of the input").into()),
        }
        reader = Reader::new(json, reader.offset());
        if reader.peek().is_none() {
            return Ok(());
        }
    }
}

/// Reads an object: a dump, one section of it, `/clusters`, another answer of the admin port, or a bootstrap.
fn object<'a>(reader: &mut Reader<'a>, dump: &mut Dump<'a>) -> std::result::Result<(), DocumentError> {
    let (start, before) = (*reader, dump.resources.len());
    let mut keys: Vec<String> = Vec::new();
    let mut known = false;
    reader.fields(|name, value| {
        match name {
            "configs" => {
                known = true;
                dump.configs(value)?;
            }
            _ if dump.field(name, value, Path::default())? => known = true,
            _ => keys.push(name.to_owned()),
        }
        Ok(())
    })?;
    // The bootstrap of one section's object stands beside its time.
    dump.own_bootstrap(before, start.raw_until(reader));
    let has = |key: &str| keys.iter().any(|name| name == key);
    if has("@type") && !known {
        // One section by itself, such as an empty one.
        known = dump.section_of_type(start)?;
    }
    if known || keys.is_empty() {
        return Ok(());
    }
    if keys.iter().any(|key| is_bootstrap_field(key)) {
        bootstrap::read(&mut { start }, dump)?;
        return Ok(());
    }
    // Other answers of the admin port are Envoy's, but hold no resource.
    if has("listener_statuses") || has("command_line_options") || has("certificates") && !has("workloads") {
        return Ok(());
    }
    Err(foreign_object(&keys, start).into())
}

/// What an object looks like that is not Envoy's.
fn foreign_object(keys: &[String], mut start: Reader<'_>) -> NotEnvoy {
    let has = |key: &str| keys.iter().any(|name| name == key);
    if has("api_version") && has("kind") {
        let mut kind = String::new();
        let read = start.fields(|name, value| {
            if name == "kind" {
                kind = value.text()?.into_owned();
            }
            Ok(())
        });
        let looks_like =
            if read.is_ok() && !kind.is_empty() { format!("a Kubernetes object (kind {kind})") } else { "a Kubernetes object".to_owned() };
        return not_envoy(
            looks_like,
            "take the proxy's own dump: kubectl exec POD -c istio-proxy -- curl -s 'localhost:15000/config_dump?include_eds'",
        );
    }
    if has("workloads") && has("services") {
        return not_envoy("a ztunnel dump", "ztunnel is not an Envoy: use istioctl ztunnel-config");
    }
    let shown: Vec<&str> = keys.iter().take(4).map(String::as_str).collect();
    not_envoy(format!("an object with the keys {}", shown.join(", ")), TAKE_A_DUMP)
}

/// Reads a list of resources, as `istioctl proxy-config … -o json` prints.
fn list<'a>(reader: &mut Reader<'a>, dump: &mut Dump<'a>) -> std::result::Result<(), DocumentError> {
    let start = *reader;
    // The first element whose fields tell its message tells that of all: istioctl prints lists of one kind.
    let mut section = None;
    let mut elements = 0;
    let scanned = reader.elements(|element| {
        elements += 1;
        if section.is_none() {
            if element.peek() != Some(b'{') {
                return Ok(());
            }
            element.fields(|name, _| {
                section = section.or(section_of_field(name));
                Ok(())
            })?;
        }
        Ok(())
    });
    let Some(section) = section else {
        scanned?;
        if elements == 0 {
            for section in dump.wanted.clone() {
                dump.see(section);
            }
            return Ok(());
        }
        return Err(not_envoy("a JSON list of something else", TAKE_A_DUMP).into());
    };
    dump.see(section);
    if dump.wanted.contains(&section) {
        *reader = start;
        let mut index = 0;
        reader.elements(|element| {
            // This program's own lists tell the state of a resource that is not in use.
            let state = element.find("@state").ok().flatten().and_then(|mut word| word.text().ok());
            let state = state.and_then(|word| State::of_word(&word)).unwrap_or(State::Active);
            let body = element.raw()?;
            dump.push(section, state, Some(body), body, Path { index, ..Path::default() });
            index += 1;
            Ok(())
        })?;
    }
    Ok(scanned?)
}

/// The message that has a field of this name, where only one of those that istioctl lists has it.
fn section_of_field(name: &str) -> Option<Section> {
    Some(match name {
        "filter_chains" | "default_filter_chain" | "listener_filters" | "filter_chain_matcher" | "traffic_direction" | "address" => {
            Section::Listeners
        }
        "virtual_hosts" | "validate_clusters" => Section::Routes,
        "host_statuses" | "added_via_api" | "observability_name" => Section::Hosts,
        "cluster_name" => Section::Endpoints,
        "connect_timeout" | "load_assignment" | "eds_cluster_config" | "lb_policy" | "cluster_type" | "type" => Section::Clusters,
        "tls_certificate" | "validation_context" | "generic_secret" | "session_ticket_keys" => Section::Secrets,
        "typed_config" => Section::Ecds,
        _ => return None,
    })
}

/// How a document is made, for whoever prints it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object of lists: `/config_dump`, a section of it, `/clusters`, or something else.
    Lists,
    /// One message: a bootstrap.
    Bootstrap,
    /// A list of one section's resources.
    Resources(Option<Section>),
}

impl Shape {
    /// The shape of the document in `json`, by the first field that tells it.
    pub fn of(json: &[u8]) -> Shape {
        let mut reader = Reader::new(json, 0);
        if reader.peek() == Some(b'[') {
            let mut section = None;
            // The first element tells; an error only ends the walk.
            let _ = reader.elements(|element| {
                element.fields(|name, _| {
                    section = section.or(section_of_field(name));
                    Ok(())
                })?;
                if section.is_some() { Err(SyntaxError::new(element.offset(), "")) } else { Ok(()) }
            });
            return Shape::Resources(section);
        }
        let mut shape = None;
        let _ = reader.fields(|name, value| {
            shape = match name {
                _ if is_bootstrap_field(name) => Some(Shape::Bootstrap),
                _ if name == "configs" || Section::of_list(name).is_some() => Some(Shape::Lists),
                _ => None,
            };
            if shape.is_some() { Err(SyntaxError::new(value.offset(), "")) } else { Ok(()) }
        });
        shape.unwrap_or(Shape::Lists)
    }

    /// Whether the document is one resource as a whole.
    pub fn is_one_message(self) -> bool {
        self == Shape::Bootstrap
    }

    /// The full name of the message of the elements of the list called `name`, or of the field called so; the document's own are those of
    /// the empty name.
    pub fn message(self, name: &str) -> Option<&'static str> {
        match (self, name) {
            (Shape::Bootstrap, "") | (Shape::Lists, "bootstrap") => Some(Section::Bootstrap.message()),
            (Shape::Resources(section), "") => section.map(Section::message),
            (_, name) => Section::entry_message(name),
        }
    }
}

/// Whether a field of this name tells a bootstrap.
pub(super) fn is_bootstrap_field(name: &str) -> bool {
    matches!(name, "static_resources" | "dynamic_resources" | "admin" | "layered_runtime")
}

impl<'a> Dump<'a> {
    /// Notes the section whose `@type` the object in front of `reader` has. True where it is one of Envoy's.
    fn section_of_type(&mut self, mut reader: Reader<'a>) -> Result<bool> {
        let mut section = None;
        reader.fields(|name, value| {
            if name == "@type" {
                section = Section::of_type(&value.text()?);
            }
            Ok(())
        })?;
        if let Some(section) = section {
            self.see(section);
        }
        Ok(section.is_some())
    }
}
