//! Dumps as values.

use serde_json::Value;

/// Whether `part` is the dump `whole` without some of the entries of its sections' lists, and with nothing else.
pub fn is_part(part: &Value, whole: &Value) -> bool {
    let sections = |dump: &Value| dump["configs"].as_array().cloned().unwrap_or_default();
    let (parts, wholes) = (sections(part), sections(whole));
    let is_less = |part: &Value, whole: &Value| match (part, whole) {
        (Value::Array(part), Value::Array(whole)) => part.iter().all(|entry| whole.contains(entry)),
        _ => part == whole,
    };
    parts.len() == wholes.len()
        && parts.iter().zip(&wholes).all(|(part, whole)| match (part, whole) {
            (Value::Object(a), Value::Object(b)) => a.keys().eq(b.keys()) && a.iter().all(|(key, value)| is_less(value, &b[key])),
            _ => false,
        })
}

/// The entries of one list of a dump, over all of its sections.
pub fn items<'a>(dump: &'a Value, list: &str) -> Vec<&'a Value> {
    let sections = dump["configs"].as_array().map(Vec::as_slice).unwrap_or_default();
    sections.iter().filter_map(|section| section[list].as_array()).flatten().collect()
}
