//! A request over HTTP/2, as few frames as can be.

use serde_json::Value;

/// Kinds of frames.
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

/// The bytes of a connection with a request, in Latin-1.
pub fn bytes(asked: &Value) -> String {
    let text = |key: &str| asked[key].as_str().unwrap_or_default();
    let mut block = Vec::new();
    for (name, key) in [(":method", "method"), (":scheme", "scheme"), (":authority", "authority"), (":path", "path")] {
        field(&mut block, name, text(key));
    }
    for pair in asked["headers"].as_array().unwrap() {
        field(&mut block, pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
    }
    // Both the headers and the stream end with this frame.
    let frames = [frame(SETTINGS, 0, 0, &[]), frame(HEADERS, 5, 1, &block)].concat();
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".chars().chain(frames.into_iter().map(char::from)).collect()
}

/// Whether a server's bytes have the head of its answer, or its refusal of one.
pub fn is_answered(mut bytes: &[u8]) -> bool {
    while let [a, b, c, kind, rest @ ..] = bytes {
        if matches!(*kind, HEADERS | RST_STREAM | GOAWAY) {
            return true;
        }
        let length = u32::from_be_bytes([0, *a, *b, *c]) as usize;
        bytes = rest.get(5 + length..).unwrap_or_default();
    }
    false
}

/// A header that neither is compressed nor goes into a table. No value here is so long that its length needs a second byte.
fn field(block: &mut Vec<u8>, name: &str, value: &str) {
    block.push(0);
    for text in [name, value] {
        assert!(text.len() < 127);
        block.push(u8::try_from(text.len()).unwrap());
        block.extend(text.bytes());
    }
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}
