//! How does it look? One writer a format, over one neutral value.
//!
//! The writers append to a `Vec<u8>` that the caller empties as often as it likes, so that an output of any size needs the memory
//! of one resource. None of them recurses: a value's depth costs memory, never stack.

pub mod csv;
pub mod document;
pub mod jq;
pub mod json;
pub mod jsonpath;
pub mod resource;
pub mod table;
pub mod value;
pub mod yaml;

/// Levels of nesting up to which a value is laid out over lines; what lies deeper is written without line breaks.
///
/// Indentation makes the output grow with the square of the depth: 100 KB of brackets would become 40 GB. Envoy itself reads
/// protobuf messages of at most 100 levels, so no configuration that a proxy runs gets there.
const LAID_OUT: usize = 1_000;

/// Appends `count` spaces.
#[inline]
fn pad(out: &mut Vec<u8>, count: usize) {
    // Copying a fixed number is much faster than copying `count` of them.
    const SPACES: &[u8; 32] = &[b' '; 32];
    let length = out.len() + count;
    if count <= SPACES.len() {
        out.extend_from_slice(SPACES);
        out.truncate(length);
    } else {
        out.resize(length, b' ');
    }
}
