//! An admin port that answers what the one of another proxy has answered before.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use serde_json::{Value, json};

use super::run::fixture;

/// What is answered: by path and query, or else by path alone.
pub type Answers = HashMap<String, Vec<u8>>;

/// A server on a free port of 127.0.0.1, until the test program ends.
pub struct Recorded {
    /// `127.0.0.1:PORT`.
    pub target: String,
}

/// The files of a fixture, and the requests that they are the answers to.
const FILES: [(&str, &str); 18] = [
    ("config_dump.json", "/config_dump"),
    ("clusters.json", "/clusters?format=json"),
    ("clusters.txt", "/clusters"),
    ("listeners.json", "/listeners?format=json"),
    ("listeners.txt", "/listeners"),
    ("certs.json", "/certs"),
    ("contention.txt", "/contention"),
    ("help.txt", "/help"),
    ("init_dump.json", "/init_dump"),
    ("logging.txt", "/logging"),
    ("memory.json", "/memory"),
    ("ready.txt", "/ready"),
    ("runtime.json", "/runtime"),
    ("server_info.json", "/server_info"),
    ("stats.json", "/stats?format=json"),
    ("stats.prom", "/stats/prometheus"),
    ("stats.prom", "/stats?format=prometheus"),
    ("stats.txt", "/stats"),
];

impl Recorded {
    /// A server with all that the fixture `istio/NAME` has. Of `/config_dump` a mask gives one section, as Envoy does.
    pub fn fixture(name: &str) -> Recorded {
        let folder = fixture(&format!("istio/{name}"));
        let file = |(file, request): &(&str, &str)| Some(((*request).to_owned(), fs::read(format!("{folder}/{file}")).ok()?));
        let mut answers: Answers = FILES.iter().filter_map(file).collect();
        let dump = &answers["/config_dump"];
        let info = info(dump);
        let sections = sections(dump);
        answers.extend(sections);
        answers.entry("/server_info".to_owned()).or_insert(info);
        Recorded::start(answers)
    }

    /// A server with these answers.
    pub fn start(answers: Answers) -> Recorded {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let target = listener.local_addr().unwrap().to_string();
        let answers = Arc::new(answers);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answers = Arc::clone(&answers);
                // A client that goes away in mid-answer is no concern of the server.
                std::thread::spawn(move || serve(stream, &answers));
            }
        });
        Recorded { target }
    }
}

/// Each section of a dump by itself, under the masks that begin with the name of one of its lists.
fn sections(dump: &[u8]) -> Answers {
    let dump: Value = serde_json::from_slice(dump).unwrap();
    let mut sections = Answers::new();
    for (mask, message) in [
        ("bootstrap", "BootstrapConfigDump"),
        ("static_listeners", "ListenersConfigDump"),
        ("static_route_configs", "RoutesConfigDump"),
        ("inline_scoped_route_configs", "ScopedRoutesConfigDump"),
        ("static_clusters", "ClustersConfigDump"),
        ("static_endpoint_configs", "EndpointsConfigDump"),
        ("static_secrets", "SecretsConfigDump"),
        ("ecds_filters", "EcdsConfigDump"),
    ] {
        let is_it = |part: &&Value| part["@type"].as_str().is_some_and(|name| name.ends_with(&format!(".{message}")));
        let parts: Vec<&Value> = dump["configs"].as_array().unwrap().iter().filter(is_it).collect();
        sections.insert(mask.to_owned(), if parts.is_empty() { Vec::new() } else { json!({ "configs": parts }).to_string().into_bytes() });
    }
    sections
}

/// The name under which [`sections`] keeps what is asked for by a mask.
fn masked(asked: &str) -> Option<&str> {
    let mask = asked.split_once("mask=")?.1;
    mask.split(',').find(|field| *field != "version_info")
}

/// What `/server_info` would say of the proxy of a dump, as far as the dump tells.
fn info(dump: &[u8]) -> Vec<u8> {
    let dump: Value = serde_json::from_slice(dump).unwrap();
    let bootstrap = dump["configs"].as_array().unwrap().iter().find(|part| !part["bootstrap"].is_null());
    let node = bootstrap.map(|part| part["bootstrap"]["node"].clone()).unwrap_or_default();
    json!({ "version": "0/1.0.0/Clean/RELEASE/BoringSSL", "state": "LIVE", "node": node }).to_string().into_bytes()
}

/// Answers request after request, as long as the client sends some.
fn serve(stream: TcpStream, answers: &Answers) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let (mut length, mut is_last) = (0, false);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
            is_last |= line == "connection: close";
        }
        std::io::copy(&mut (&mut reader).take(length), &mut std::io::sink())?;
        let asked = first.split(' ').nth(1).unwrap_or_default();
        let answer = masked(asked).and_then(|section| answers.get(section)).or_else(|| answers.get(asked));
        let answer = answer.or_else(|| answers.get(asked.split('?').next().unwrap_or_default()));
        let answer = answer.map(|body| match body {
            body if body.is_empty() => ("400 Bad Request", &b"FieldMask could not be successfully applied to any configs.\n"[..]),
            body => ("200 OK", &body[..]),
        });
        let (status, body) = answer.unwrap_or(("404 Not Found", &b"invalid path. admin commands are:\n"[..]));
        let kind = if body.starts_with(b"{") { "application/json" } else { "text/plain; charset=UTF-8" };
        let kept = if is_last { "close" } else { "keep-alive" };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nserver: envoy\r\ncontent-length: {}\r\nconnection: {kept}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        if is_last {
            return Ok(());
        }
    }
}
