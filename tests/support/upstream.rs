//! A tiny HTTP server that an Envoy asks for its health.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// What an upstream answers to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mood {
    /// 200.
    Healthy,
    /// 503.
    Unhealthy,
    /// 200, with the header that calls it degraded.
    Degraded,
}

const MOODS: [Mood; 3] = [Mood::Healthy, Mood::Unhealthy, Mood::Degraded];

/// A server on a free port of 127.0.0.1, until the test program ends.
pub struct Upstream {
    port: u16,
    mood: Arc<AtomicU8>,
}

impl Upstream {
    /// Starts a server that answers as `mood` says.
    pub fn start(mood: Mood) -> Upstream {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mood = Arc::new(AtomicU8::new(mood as u8));
        let shared = Arc::clone(&mood);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away in mid-request is no concern of the server.
                let _ = answer(stream, MOODS[usize::from(shared.load(Ordering::Relaxed))]);
            }
        });
        Upstream { port, mood }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Changes what it answers from now on.
    pub fn set(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::Relaxed);
    }
}

fn answer(mut stream: TcpStream, mood: Mood) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let head = match mood {
        Mood::Healthy => "200 OK",
        Mood::Unhealthy => "503 Service Unavailable",
        Mood::Degraded => "200 OK\r\nx-envoy-degraded: true",
    };
    write!(stream, "HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}
