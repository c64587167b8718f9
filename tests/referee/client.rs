//! The client: bytes over a socket of their own, until the other side has answered.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// How long an answer may take; only a machine that is far too busy needs so much.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends bytes to a port of 127.0.0.1, and waits until `is_answered` of what comes back, or the end. The client's port; `None` where nobody listens.
pub fn send(port: u16, bytes: &str, is_answered: fn(&[u8]) -> bool) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    let own = stream.local_addr().unwrap().port();
    let bytes: Vec<u8> = bytes.chars().map(|character| u8::try_from(character).unwrap()).collect();
    // A proxy may close before it has read all.
    let _ = stream.write_all(&bytes);
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while !is_answered(&answer) {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => answer.extend_from_slice(&buffer[..count]),
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
    Some(own)
}
