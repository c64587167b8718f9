//! An upstream that tells in its answer's headers what it got, so that it stands in the proxy's access log.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// Starts it on a free port of 127.0.0.1, until the test program ends. Its port.
pub fn start() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that goes away in mid-request is no concern of the server.
            std::thread::spawn(|| answer(stream));
        }
    });
    port
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while let Some(first) = lines.next() {
        let first = first?;
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
        let (mut host, mut upgrade) = (String::new(), None);
        while let Some(line) = lines.next().transpose()?.filter(|line| !line.is_empty()) {
            match line.split_once(": ") {
                Some(("host", value)) => value.clone_into(&mut host),
                Some(("upgrade", value)) => upgrade = Some(value.to_owned()),
                _ => {}
            }
        }
        // A body is at most what a chunked empty one has, and read as a request that makes no sense: then the connection ends.
        if method.is_empty() || path.is_empty() {
            break;
        }
        let head = match upgrade {
            Some(kind) => format!("101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: {kind}"),
            None if method == "CONNECT" => "200 OK".to_owned(),
            None => "200 OK\r\ncontent-length: 0".to_owned(),
        };
        let head = format!("HTTP/1.1 {head}\r\nx-saw-method: {method}\r\nx-saw-path: {path}\r\nx-saw-host: {host}\r\n\r\n");
        // In one piece: the kernel holds back small ones that follow another.
        stream.write_all(head.as_bytes())?;
    }
    Ok(())
}
