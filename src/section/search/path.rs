//! A path into a resource, as jq writes it: `virtual_hosts[2].metadata["istio.io"]`.

use std::fmt::Write;

/// Goes on by a key.
pub(super) fn push_key(path: &mut String, key: &str) {
    let is_plain =
        key.bytes().enumerate().all(|(at, byte)| byte == b'_' || byte.is_ascii_alphabetic() || (at > 0 && byte.is_ascii_digit()));
    if is_plain && !key.is_empty() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        // Writing to a string does not fail.
        let _ = write!(path, "[{}]", serde_json::Value::from(key));
    }
}

/// Goes on by an index.
pub(super) fn push_index(path: &mut String, index: usize) {
    let _ = write!(path, "[{index}]");
}
