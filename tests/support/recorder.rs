//! A relay in front of an Envoy's admin port that writes down what is asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A relay on a free port of 127.0.0.1, until the test program ends.
pub struct Recorder {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    /// Starts a relay to the admin port at `upstream`: `http://HOST:PORT`.
    pub fn start(upstream: &str) -> Recorder {
        let upstream = upstream.strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let recorder = Recorder { address: format!("http://{}", listener.local_addr().unwrap()), asked: Arc::default() };
        let asked = Arc::clone(&recorder.asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever asks sees where a relay breaks off.
                let _ = relay(stream, &upstream, &asked);
            }
        });
        recorder
    }

    /// The relay's own address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What has been asked since the last call, each as `METHOD PATH`.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn relay(mut client: TcpStream, upstream: &str, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(client.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    asked.lock().unwrap().push(first.trim_end_matches(" HTTP/1.1").to_owned());
    let mut server = TcpStream::connect(upstream)?;
    write!(server, "{first}\r\n")?;
    for line in lines {
        let line = line?;
        // One request a connection keeps the relay simple: what comes is copied to its end.
        if line.is_empty() {
            break;
        }
        write!(server, "{line}\r\n")?;
    }
    write!(server, "connection: close\r\n\r\n")?;
    std::io::copy(&mut server, &mut client).map(|_| ())
}
