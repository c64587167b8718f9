//! What is a secret, and what stands in its place.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::base64;
use crate::envoy::fields::{Field, Kind, Label, Message};
use crate::envoy::json::tape::{Node, Tape, Text, View};

/// What Envoy prints for a secret string, and (the base64 of this) for secret bytes.
const STRING: &str = "[redacted]";
const BYTES: &str = "W3JlZGFjdGVkXQ==";

/// The end of the first line of a private key in PEM, of whatever kind: `-----BEGIN EC PRIVATE KEY-----`.
const PEM: &str = "PRIVATE KEY-----";

/// What [`PEM`] looks like in base64, by its place in a group of three bytes; only the digits that its neighbours cannot change.
const PEM_BASE64: [&str; 3] = ["UFJJVkFURSBLRVktLS0tL", "BSSVZBVEUgS0VZLS0tLS", "QUklWQVRFIEtFWS0tLS0t"];

/// The length of the shortest first line of a private key, in bytes; and, of the base64 of that line and of the shortest key, less.
const SHORTEST_KEY: usize = "-----BEGIN PRIVATE KEY-----".len();
const SHORTEST_BASE64: usize = 64;

/// How the base64 of a text that begins with `-----BEGIN` begins.
const PEM_BASE64_START: &str = "LS0tLS1CRUdJT";

static ESCAPE_FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\\u"));
static PEM_FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(PEM));
static PEM_BASE64_FINDERS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| PEM_BASE64.map(Finder::new));
static PEM_BASE64_START_FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(PEM_BASE64_START));

/// Names (in lower case, without `_` and `-`) of what holds a secret, also where the table does not know the message.
const SECRET_NAMES: [&str; 12] = [
    "accesstoken",
    "authpassword",
    "backendtoken",
    "clientsecret",
    "downstreamauthpassword",
    "passphrase",
    "passwd",
    "password",
    "pkcs12",
    "privatekey",
    "secretaccesskey",
    "sessiontoken",
];

/// The other sensitive fields of the API: their names are too common to mean a secret where the table does not know the message.
const SENSITIVE_FIELDS: [&str; 13] = [
    "authusername",
    "contextextensions",
    "credentials",
    "credentialsdatasource",
    "downstreamauthpasswords",
    "downstreamauthusername",
    "keys",
    "privatekeyprovider",
    "secret",
    "secretdata",
    "secrets",
    "users",
    "webidentitytokendatasource",
];

/// All names above, by their last letter: most keys of a dump end as one or two of them do.
static NAMES_BY_LAST_LETTER: LazyLock<[Vec<&'static str>; 256]> = LazyLock::new(|| {
    let names = || SECRET_NAMES.iter().chain(&SENSITIVE_FIELDS).copied();
    std::array::from_fn(|letter| names().filter(|name| name.as_bytes().last().copied().map(usize::from) == Some(letter)).collect())
});

/// Whether a resource's bytes may hold what [`redact`](super::redact) replaces. Where it says no, the bytes can be printed as they are.
///
/// It errs to one side only: every key that may name a secret counts, every private key, and every `\u` escape (which may hide either),
/// also where the secret is redacted already. Cost: a few scans of the bytes at the speed of memory.
pub fn may_hold_secret(bytes: &[u8]) -> bool {
    ESCAPE_FINDER.find(bytes).is_some() || has_secret_key(bytes) || has_private_key(bytes)
}

/// Whether a key of the JSON in `bytes` may name a secret. All that stands before a `:` is taken for a key, so that a text may be too.
fn has_secret_key(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b':', bytes).any(|colon| {
        let key = bytes[..colon].trim_ascii_end();
        let Some((b'"', key)) = key.split_last() else { return false };
        let Some(last) = key.iter().rfind(|byte| !matches!(byte, b'_' | b'-')) else { return false };
        NAMES_BY_LAST_LETTER[usize::from(last.to_ascii_lowercase())].iter().any(|name| ends_in_spelling_of(key, name))
    })
}

/// Whether JSON up to the end of a key ends in a key that is `name` in some case and with some `_` and `-` in it.
fn ends_in_spelling_of(json: &[u8], name: &str) -> bool {
    let mut before = json.iter().rev().filter(|byte| !matches!(byte, b'_' | b'-'));
    name.bytes().rev().all(|letter| before.next().is_some_and(|byte| byte.to_ascii_lowercase() == letter)) && before.next() == Some(&b'"')
}

/// Whether JSON in `bytes` holds a private key in PEM, bare or in base64.
fn has_private_key(bytes: &[u8]) -> bool {
    PEM_FINDER.find(bytes).is_some()
        || PEM_BASE64_FINDERS.iter().any(|finder| finder.find(bytes).is_some())
        // A line break in base64 can hide the key from the search above.
        || PEM_BASE64_START_FINDER.find_iter(bytes)
            .any(|start| memchr::memchr2(b'"', b'\\', &bytes[start..]).is_some_and(|end| bytes[start + end] == b'\\'))
}

/// Where the text holds a private key in PEM: what to print in its place.
pub(super) fn private_key_in(text: Text<'_, '_>) -> Option<&'static str> {
    let spelling = text.escaped();
    if spelling.len() < SHORTEST_KEY {
        return None;
    }
    private_key_in_plain(spelling).or_else(|| {
        memchr::memchr(b'\\', spelling.as_bytes())?;
        let meaning = text.unescaped();
        let wrapped = || base64::decode_loosely(&meaning).filter(|key| PEM_FINDER.find(key).is_some()).map(|_| BYTES);
        private_key_in_plain(&meaning).or_else(|| if meaning.starts_with(PEM_BASE64_START) { wrapped() } else { None })
    })
}

/// The same for a text without escapes.
pub(super) fn private_key_in_plain(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    if bytes.len() < SHORTEST_KEY {
        return None;
    }
    if PEM_FINDER.find(bytes).is_some() {
        return Some(STRING);
    }
    let may_be_base64 = bytes.len() >= SHORTEST_BASE64;
    (may_be_base64 && PEM_BASE64_FINDERS.iter().any(|finder| finder.find(bytes).is_some())).then_some(BYTES)
}

/// Whether all below this key is a secret, where the table does not know the message.
pub(super) fn names_secret(key: Text<'_, '_>) -> bool {
    let key = key.unescaped();
    SECRET_NAMES.iter().any(|name| is_spelling_of(key.as_bytes(), name))
}

/// Whether this key's value is no secret even below a sensitive one, where the table does not know the message.
pub(super) fn names_no_secret(key: Text<'_, '_>) -> bool {
    ["@type", "filename", "environment_variable", "environmentVariable", "watched_directory", "watchedDirectory"]
        .iter()
        .any(|name| key.is(name))
}

/// Whether `key` is `name` in some case and with some `_` and `-` in it.
fn is_spelling_of(key: &[u8], name: &str) -> bool {
    let mut letters = name.bytes();
    key.iter().filter(|byte| !matches!(byte, b'_' | b'-')).all(|byte| letters.next() == Some(byte.to_ascii_lowercase()))
        && letters.next().is_none()
}

/// Whether a field below a sensitive one says where a secret is, and not what it is. Envoy prints `[redacted]` for these too.
pub(super) fn tells_where(message: &Message, field: &Field) -> bool {
    message.name() == "envoy.config.core.v3.DataSource" && matches!(field.name, "filename" | "environment_variable" | "watched_directory")
}

/// Whether Envoy leaves a sensitive field out: all scalars but strings and bytes.
pub(super) fn is_cleared(field: &Field) -> bool {
    field.label != Label::Map
        && matches!(
            field.kind,
            Kind::Bool | Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64 | Kind::F32 | Kind::F64 | Kind::Enum(_) | Kind::Null
        )
}

/// Writes what Envoy prints for a sensitive value of type `kind`.
pub(super) fn push_redacted<'a>(node: Node<'_, 'a>, kind: Kind, out: &mut Tape<'a>) {
    match (kind, node.view()) {
        (_, View::Null) => out.push_null(),
        (Kind::Bytes, _) => out.push_string(BYTES),
        // Envoy clears the numbers that these consist of.
        (Kind::Duration, _) => out.push_string("0s"),
        (Kind::Timestamp, _) => out.push_string("1970-01-01T00:00:00Z"),
        (
            Kind::Bool | Kind::Enum(_) | Kind::I32 | Kind::U32 | Kind::I64 | Kind::U64 | Kind::F32 | Kind::F64,
            View::Bool(_) | View::Number(_),
        ) => {
            out.push_node(node);
        }
        _ => out.push_string(STRING),
    }
}
