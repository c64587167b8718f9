//! Bytes as protobuf's JSON spells them: standard base64, padded.

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

/// The standard spelling of base64 that protobuf's JSON readers take: URL-safe, unpadded, with line breaks, with stray bits at the end.
/// `None` where `text` is spelled so already, or is no base64.
pub(super) fn standard(text: &str) -> Option<String> {
    if is_standard(text) {
        return None;
    }
    let compact: String = text.chars().filter(|character| !matches!(character, '\r' | '\n')).collect();
    let alphabet = if compact.contains(['-', '_']) { alphabet::URL_SAFE } else { alphabet::STANDARD };
    // A text of whole groups must be padded where it ends early, any other must not be.
    let padding = if text.len().is_multiple_of(4) { DecodePaddingMode::RequireCanonical } else { DecodePaddingMode::RequireNone };
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(padding).with_decode_allow_trailing_bits(true);
    let bytes = GeneralPurpose::new(&alphabet, config).decode(compact).ok()?;
    Some(STANDARD.encode(bytes)).filter(|standard| standard != text)
}

/// Whether the text is standard base64, if it is base64 at all.
fn is_standard(text: &str) -> bool {
    let bytes = text.as_bytes();
    let no_stray_bits = match bytes {
        [.., last, b'=', b'='] => b"AQgw".contains(last),
        [.., last, b'='] => b"AEIMQUYcgkosw048".contains(last),
        _ => true,
    };
    bytes.len().is_multiple_of(4)
        && no_stray_bits
        && memchr::memchr2(b'-', b'_', bytes).is_none()
        && memchr::memchr2(b'\r', b'\n', bytes).is_none()
}

/// The bytes of a text that is base64, whatever white space stands in it.
pub(super) fn decode_loosely(text: &str) -> Option<Vec<u8>> {
    let compact: String = text.chars().filter(|character| !character.is_ascii_whitespace()).collect();
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true);
    let alphabet = if compact.contains(['-', '_']) { alphabet::URL_SAFE } else { alphabet::STANDARD };
    GeneralPurpose::new(&alphabet, config).decode(compact).ok()
}
