//! What is removed, and what stands in its place: secrets by the API's own word, by their place, by the name of what holds them, and by
//! their looks.

use super::rules::Treatment;

/// What stands in place of a secret, as Envoy writes it.
pub const REDACTED: &str = "[redacted]";
/// The same in base64, in a field of bytes.
pub const REDACTED_BYTES: &str = "W3JlZGFjdGVkXQ==";
/// What stands in place of a certificate. It can't be rewritten: its signature would not hold, and without one it says who made it.
pub const CERTIFICATE: &str = "[certificate removed]";
/// The same in base64.
pub const CERTIFICATE_BYTES: &str = "W2NlcnRpZmljYXRlIHJlbW92ZWRd";

/// Parts of a name (in lower case, without `_` and `-`) whose value is a secret, where the table does not know the message.
const SECRET_PARTS: [&str; 19] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "credential",
    "authorization",
    "cookie",
    "bearer",
    "pkcs12",
    "sessionkey",
    "hmackey",
    "hashsalt",
    "connectionstring",
];

/// Ends of such a name that say where a secret is, or how it is called, and not what it is.
const NO_SECRET_ENDS: [&str; 20] = [
    "name",
    "file",
    "filename",
    "path",
    "uri",
    "url",
    "type",
    "config",
    "configs",
    "endpoint",
    "cluster",
    "expiration",
    "timeout",
    "ttl",
    "enabled",
    "header",
    "headers",
    "size",
    "sds",
    "cookies",
];

/// The headers whose values are credentials; and, of any other header's name, the parts that say so.
const CREDENTIAL_HEADERS: [&str; 10] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "x-amz-security-token",
    "x-forwarded-client-cert",
    "www-authenticate",
    "x-goog-iap-jwt-assertion",
    "x-csrf-token",
];
const CREDENTIAL_PARTS: [&str; 9] = ["token", "secret", "password", "api-key", "apikey", "auth-key", "credential", "session", "jwt"];

/// Parameters of a URL whose values are credentials.
const CREDENTIAL_PARAMETERS: [&str; 12] =
    ["token", "access_token", "key", "api_key", "apikey", "password", "secret", "client_secret", "sig", "signature", "auth", "code"];

/// How tokens of well-known issuers begin, and how many letters follow at least.
const TOKENS: [(&str, usize); 10] = [
    ("AKIA", 16),
    ("ASIA", 16),
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("hvs.", 20),
    ("AIza", 30),
];

/// Whether a name that the table does not know holds a secret.
pub fn is_secret_name(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    SECRET_PARTS.iter().any(|part| name.contains(part)) && !NO_SECRET_ENDS.iter().any(|end| name.ends_with(end))
}

/// Whether a header's value is a credential.
pub fn is_credential_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    CREDENTIAL_HEADERS.contains(&&*name) || CREDENTIAL_PARTS.iter().any(|part| name.contains(part)) || name.ends_with("-auth")
}

/// Whether a query parameter's value is a credential.
pub fn is_credential_parameter(name: &str) -> bool {
    CREDENTIAL_PARAMETERS.iter().any(|known| name.eq_ignore_ascii_case(known)) || is_secret_name(name)
}

/// A text without what looks like a secret in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Stripped {
    /// What is left.
    pub text: String,
    /// What was removed, for whoever makes sure that it is gone, each with its kind.
    pub removed: Vec<(String, &'static str)>,
}

/// Removes what looks like a secret: PEM, also in base64; JSON web tokens; credentials in URLs and after `Bearer` and `Basic`; tokens of
/// well-known issuers. None where the text has nothing of it.
pub fn strip(text: &str) -> Option<Stripped> {
    // Nothing shorter is a secret by its looks.
    if text.len() < 8 {
        return None;
    }
    if text.contains("-----BEGIN ") {
        return Some(whole(text, if text.contains("PRIVATE KEY") { REDACTED } else { CERTIFICATE }));
    }
    if text.contains("LS0tLS1CRUdJTi") {
        let is_key = ["UFJJVkFURSBLRVkt", "BSSVZBVEUgS0VZL", "QUklWQVRFIEtFWS"].iter().any(|part| text.contains(part));
        return Some(whole(text, if is_key { REDACTED_BYTES } else { CERTIFICATE_BYTES }));
    }
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    find_tokens(text, &mut found);
    find_credentials(text, &mut found);
    find_assigned(text, &mut found);
    found.sort_unstable();
    let (mut left, mut removed, mut at) = (String::new(), Vec::new(), 0);
    for (start, end, kind) in found {
        if start >= at && end > start && &text[start..end] != REDACTED {
            left += &text[at..start];
            left += REDACTED;
            removed.push((text[start..end].to_owned(), kind));
            at = end;
        }
    }
    left += &text[at..];
    (!removed.is_empty()).then_some(Stripped { text: left, removed })
}

fn whole(text: &str, by: &str) -> Stripped {
    Stripped { text: by.to_owned(), removed: vec![(text.to_owned(), "PEM")] }
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=' | b'~')
}

/// The end of the run of token letters that starts at `start`.
fn token_end(text: &str, start: usize) -> usize {
    text.as_bytes()[start..].iter().position(|byte| !is_token_byte(*byte)).map_or(text.len(), |length| start + length)
}

fn find_tokens(text: &str, found: &mut Vec<(usize, usize, &'static str)>) {
    for (start, _) in text.match_indices("eyJ") {
        let end = token_end(text, start);
        if is_jwt(&text[start..end]) {
            found.push((start, end, "JSON web token"));
        }
    }
    for (prefix, length) in TOKENS {
        for (start, _) in text.match_indices(prefix) {
            let end = token_end(text, start);
            let is_start = start == 0 || !is_token_byte(text.as_bytes()[start - 1]) || text.as_bytes()[start - 1] == b'=';
            if is_start && end - start >= prefix.len() + length {
                found.push((start, end, "token"));
            }
        }
    }
    for scheme in ["Bearer ", "bearer ", "Basic ", "basic "] {
        for (at, _) in text.match_indices(scheme) {
            let start = at + scheme.len();
            let end = token_end(text, start);
            // "Bearer token" in a sentence is no credential; what has a digit or is long may be one.
            let token = &text[start..end];
            if token.len() >= 16 || token.len() >= 6 && token.bytes().any(|byte| byte.is_ascii_digit() || byte == b'=') {
                found.push((start, end, "credential"));
            }
        }
    }
}

/// Whether a text looks like a JSON web token: three parts in base64 of which the first is an object.
pub fn is_jwt(text: &str) -> bool {
    let mut parts = text.split('.');
    let is_part =
        |part: &str| part.len() >= 4 && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'='));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(header), Some(claims), Some(_)) => header.starts_with("eyJ") && header.len() >= 12 && is_part(header) && is_part(claims),
        _ => false,
    }
}

/// Credentials in a URL: `https://USER:PASSWORD@HOST` and `?token=…`.
fn find_credentials(text: &str, found: &mut Vec<(usize, usize, &'static str)>) {
    for (at, _) in text.match_indices("://") {
        let start = at + 3;
        let end = text[start..].find(['/', '?', '#', ' ', '"', '\'']).map_or(text.len(), |length| start + length);
        if let Some(length) = text[start..end].rfind('@') {
            found.push((start, start + length, "credential in a URL"));
        }
    }
    for (at, _) in text.match_indices(['?', '&']) {
        let Some((name, _)) = text[at + 1..].split_once('=') else { continue };
        if name.len() < 24 && is_credential_parameter(name) {
            let start = at + 1 + name.len() + 1;
            let end = text[start..].find(['&', '#', ' ', '"', '\'']).map_or(text.len(), |length| start + length);
            // A place where a value is put in later is none.
            if !text[start..end].starts_with(['%', '{', '$']) {
                found.push((start, end, "credential in a URL"));
            }
        }
    }
}

/// Words behind which, after `:` or `=`, a secret stands in any text, such as JSON in a string.
const ASSIGNED: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "client_secret",
    "clientSecret",
    "secret_key",
    "secretKey",
    "api_key",
    "apiKey",
    "access_token",
    "auth_token",
];

/// Secrets that a text gives a name to: `password=…`, `"client_secret": "…"`.
fn find_assigned(text: &str, found: &mut Vec<(usize, usize, &'static str)>) {
    for word in ASSIGNED {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start_matches(['"', '\'', '\\']).trim_start();
            let Some(rest) = rest.strip_prefix([':', '=']) else { continue };
            let value = rest.trim_start().trim_start_matches(['"', '\'', '\\']);
            let start = text.len() - value.len();
            let end = value.find(['"', '\'', '\\', ' ', ',', ';', '&', '}', '\n']).map_or(text.len(), |length| start + length);
            if !value.starts_with(['%', '$', '{', '[']) && end > start {
                found.push((start, end, "credential"));
            }
        }
    }
}

/// What stands in place of a text that is removed as a whole. A text that says so already stays.
pub(super) fn replacement(treatment: Treatment, text: &str) -> &'static str {
    // Base64 is told by its field; here its looks must do, so that a text that was bytes still is.
    let is_base64 =
        text.len().is_multiple_of(4) && text.len() >= 16 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    match (treatment, is_base64) {
        (Treatment::Certificate, true) => CERTIFICATE_BYTES,
        (Treatment::Certificate, false) => CERTIFICATE,
        (_, true) => REDACTED_BYTES,
        (_, false) => REDACTED,
    }
}

/// Whether a text says that something was removed.
pub fn is_replacement(text: &str) -> bool {
    [REDACTED, REDACTED_BYTES, CERTIFICATE, CERTIFICATE_BYTES].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_the_name_of_what_holds_them() {
        for name in ["password", "clientSecret", "api_key", "x-access-token", "DB_PASSWORD", "credentials", "aws_secret_access_key"] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["name", "secret_name", "token_endpoint", "password_file", "keys", "sds_secret_config", "route"] {
            assert!(!is_secret_name(name), "{name}");
        }
        for name in ["Authorization", "cookie", "X-API-Key", "x-session-id", "x-my-token"] {
            assert!(is_credential_header(name), "{name}");
        }
        assert!(!is_credential_header("x-request-id") && !is_credential_header(":authority") && !is_credential_header("end-user"));
    }

    #[test]
    fn secrets_are_known_by_their_looks() {
        let check = |text: &str, expect: &str| {
            let left = strip(text).map_or_else(|| text.to_owned(), |stripped| stripped.text);
            assert_eq!(left, expect);
        };
        let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        check(&format!("x {jwt} y"), "x [redacted] y");
        check(&format!("Bearer {jwt}"), "Bearer [redacted]");
        check("Basic dXNlcjpwYXNz=", "Basic [redacted]");
        check("https://user:pass@host.example:8/path", "https://[redacted]@host.example:8/path");
        check("https://host/x?token=abc&y=1&key=2", "https://host/x?token=[redacted]&y=1&key=[redacted]");
        check("redis://host:1/x", "redis://host:1/x");
        check(r#"{"client_secret": "abc", "x": 1}"#, r#"{"client_secret": "[redacted]", "x": 1}"#);
        check("user=u password=p4ss host=h", "user=u password=[redacted] host=h");
        check("password=%REQ(x)% and a password: it", "password=%REQ(x)% and a password: [redacted]");
        check("id AKIAABCDEFGHIJKLMNOP.", "id [redacted]");
        check("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----", CERTIFICATE);
        check("-----BEGIN EC PRIVATE KEY-----\nMII\n", REDACTED);
        check("eyJ is how JSON begins in base64", "eyJ is how JSON begins in base64");
        check("/path?key=%REQ(x)%", "/path?key=%REQ(x)%");
    }
}
