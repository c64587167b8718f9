//! The admin interface's client, against servers that break in every way, and against real Envoys.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use meshctl::source::admin::{Admin, AdminError};
use support::scenes;

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(300);

/// A server that treats every connection as `serve` does, once it has read the request's head; gives its address.
fn server(serve: impl Fn(&mut TcpStream, String) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let head = head(&stream);
            serve(&mut stream, head);
        }
    });
    address
}

/// A server that sends `answer`, then ends the connection.
fn answering(answer: &'static str) -> String {
    server(move |stream, _| drop(stream.write_all(answer.as_bytes())))
}

fn head(stream: impl Read) -> String {
    BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

fn get(address: &str, timeout: Duration) -> Result<Vec<u8>, AdminError> {
    Admin::new(address, timeout).unwrap().get("/config_dump?mask=bootstrap")
}

#[test]
fn a_request_is_plain_and_says_who_asks() {
    let (sender, heads) = mpsc::channel();
    let address = server(move |stream, head| {
        sender.send(head).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
    });
    let admin = Admin::new(&address, LONG).unwrap();
    assert_eq!(admin.get("/config_dump?name_regex=%5Ea%7Cb$").unwrap(), b"ok");
    let head = heads.recv().unwrap();
    assert!(head.starts_with("GET /config_dump?name_regex=%5Ea%7Cb$ HTTP/1.1\n"), "{head}");
    assert!(head.contains(&format!("user-agent: meshctl/{}\n", env!("CARGO_PKG_VERSION"))), "{head}");
    // An answer that is packed is neither smaller for Envoy to build nor read here.
    assert!(!head.contains("accept-encoding") && !head.contains("cookie"), "{head}");
    assert_eq!(admin.post("/logging?level=info").unwrap(), b"ok");
    assert!(heads.recv().unwrap().starts_with("POST /logging?level=info HTTP/1.1\n"));
}

#[test]
fn an_answer_that_breaks_off_is_an_error() {
    for (answer, bytes) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"configs\":", 11),
        ("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551000\r\n\r\n{", 1),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n", 5),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense", 5),
    ] {
        let error = get(&answering(answer), LONG).unwrap_err();
        assert!(matches!(&error, AdminError::Cut { received, .. } if *received == bytes), "{answer}: {error:?}");
        assert!(error.to_string().contains("/config_dump?mask=bootstrap broke off after"), "{error}");
    }
}

#[test]
fn an_answer_without_a_length_ends_with_the_connection() {
    // Envoy always gives one, but what stands before it may not; a dump that is cut here is found by whoever reads it.
    assert_eq!(get(&answering("HTTP/1.0 200 OK\r\n\r\n{}"), Duration::MAX).unwrap(), b"{}");
    assert_eq!(get(&answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"), LONG).unwrap(), b"");
}

#[test]
fn what_is_not_http_is_an_error() {
    for answer in [
        "",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\u{15}\u{3}\u{3}\0\u{2}\u{2}P",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
    ] {
        let error = get(&answering(answer), LONG).unwrap_err();
        assert!(matches!(error, AdminError::NotHttp { .. }), "{answer:?}: {error:?}");
        assert!(error.hint().unwrap().contains("admin port"), "{error}");
    }
}

#[test]
fn the_timeout_is_for_the_whole_request() {
    let silent = server(|_, _| sleep(LONG));
    let start = Instant::now();
    let error = get(&silent, SHORT).unwrap_err();
    assert!(matches!(error, AdminError::TimedOut { received: None, after: SHORT, .. }), "{error:?}");
    assert!(error.to_string().ends_with("no whole answer to /config_dump?mask=bootstrap within 300ms"), "{error}");
    assert!(error.hint().unwrap().contains("--timeout"));

    let dripping = server(|stream, _| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            sleep(Duration::from_millis(10));
        }
    });
    let error = get(&dripping, SHORT).unwrap_err();
    assert!(matches!(error, AdminError::TimedOut { received: Some(1..), .. }), "{error:?}");
    assert!(error.to_string().ends_with("bytes had come)"), "{error}");
    assert!(start.elapsed() < LONG / 2);
}

#[test]
fn another_status_tells_the_first_line_of_the_body() {
    let status = |answer| match get(&answering(answer), LONG).unwrap_err() {
        AdminError::Status { code, message, .. } => (code, message),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        status("HTTP/1.1 403 Forbidden\r\ncontent-length: 40\r\n\r\nrequest to path /config_dump not allowed"),
        (403, "request to path /config_dump not allowed".into())
    );
    assert_eq!(status("HTTP/1.1 405 No\r\ncontent-length: 9\r\n\r\nPOST\nmore"), (405, "POST".into()));
    assert_eq!(status("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n"), (503, String::new()));
    // What comes from outside must not steer a terminal, and its end does not matter here.
    assert_eq!(status("HTTP/1.1 500 No\r\ncontent-length: 100\r\n\r\n\u{1b}[31mred"), (500, "[31mred".into()));
    assert_eq!(status("HTTP/1.1 204 No Content\r\n\r\n"), (204, String::new()));
    assert!(get(&answering("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n"), LONG).unwrap_err().is_refused_path());
}

#[test]
fn a_redirect_is_not_followed() {
    let (sender, asked) = mpsc::channel();
    let elsewhere = server(move |_, head| sender.send(head).unwrap());
    let address = server(move |stream, _| {
        write!(stream, "HTTP/1.1 302 Found\r\nlocation: {elsewhere}/\r\ncontent-length: 0\r\n\r\n").unwrap();
    });
    let error = get(&address, LONG).unwrap_err();
    assert!(matches!(error, AdminError::Status { code: 302, .. }), "{error:?}");
    assert!(asked.try_recv().is_err());
}

#[test]
fn what_changes_a_proxy_is_not_even_sent() {
    let (sender, asked) = mpsc::channel();
    let admin = Admin::new(&server(move |_, head| sender.send(head).unwrap()), LONG).unwrap();
    for path in ["/quitquitquit", "/drain_listeners?graceful", "/healthcheck/fail", "/runtime_modify?a=b", "/loggings", "/clusters", ""] {
        assert!(matches!(admin.post(path), Err(AdminError::NotReadOnly { method: "POST", .. })), "{path}");
    }
    for path in [
        "/quitquitquit",
        "/quitquitquit?",
        "/healthcheck/ok/",
        "/./quitquitquit",
        "/a/%2E./quitquitquit",
        "//reset_counters",
        "/logging?level=off",
        "config_dump",
        "",
    ] {
        assert!(matches!(admin.get(path), Err(AdminError::NotReadOnly { method: "GET", .. })), "{path}");
    }
    assert!(asked.try_recv().is_err());
}

#[test]
fn where_nobody_listens_the_error_says_so() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = get(&format!("http://{free}"), LONG).unwrap_err();
    assert!(matches!(error, AdminError::Refused { .. }), "{error:?}");
    assert_eq!(error.to_string(), format!("http://{free}: connection refused"));

    // The name never exists (RFC 2606); a machine without any name server may take its time to say so.
    let error = get("http://no-such-host.invalid:15000", LONG).unwrap_err();
    assert!(matches!(error, AdminError::Unreachable { .. } | AdminError::TimedOut { .. }), "{error:?}");
}

#[test]
fn a_socket_that_nobody_serves_says_which_way_it_is_missing() {
    let folder = scratch("sockets");
    let at = |name: &str| get(&format!("unix://{}", folder.join(name).display()), LONG).unwrap_err();
    let error = at("missing.sock");
    assert!(matches!(error, AdminError::NoSocket { .. }), "{error:?}");
    drop(UnixListener::bind(folder.join("left.sock")).unwrap());
    let error = at("left.sock");
    assert!(matches!(error, AdminError::Refused { .. }), "{error:?}");
    assert!(error.hint().unwrap().contains("no process listens"));
    std::fs::write(folder.join("file"), "").unwrap();
    assert!(matches!(at("file"), AdminError::Refused { .. }));
    assert!(matches!(at(&"long".repeat(100)), AdminError::Unreachable { .. }));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_socket_breaks_as_a_port_does() {
    let folder = scratch("cut");
    let path = folder.join("admin.sock");
    let listener = UnixListener::bind(&path).unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            head(&stream);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345");
        }
    });
    let error = get(&format!("unix://{}", path.display()), LONG).unwrap_err();
    assert!(matches!(error, AdminError::Cut { received: 5, .. }), "{error:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_real_envoy_answers_on_a_port_and_on_a_socket() {
    let port = scenes::bare("{ address: { socket_address: { address: 127.0.0.1, port_value: 0 } } }");
    let socket = scenes::bare("{ address: { pipe: { path: \"@DIR@/admin.sock\", mode: 384 } } }");
    assert!(socket.address().starts_with("unix:///") && port.address().starts_with("http://127.0.0.1:"));
    for envoy in [&port, &socket] {
        let admin = envoy.admin();
        assert_eq!(admin.get("/ready").unwrap(), b"LIVE\n");
        // Several requests in a row, the last of them large.
        assert!(admin.get("/server_info").unwrap().starts_with(b"{"));
        assert!(admin.get("/config_dump?include_eds").unwrap().len() > 50_000);
        let error = admin.get("/no-such-path").unwrap_err();
        assert!(error.is_refused_path() && error.to_string().contains("invalid path"), "{error}");
        assert!(String::from_utf8(admin.post("/logging").unwrap()).unwrap().starts_with("active loggers:\n"));
    }
}

#[test]
fn a_real_envoy_refuses_paths_that_it_does_not_allow() {
    let envoy = scenes::bare(
        "{ address: { socket_address: { address: 127.0.0.1, port_value: 0 } }, allow_paths: [ { exact: /config_dump }, { prefix: /ready } ] }",
    );
    let admin = envoy.admin();
    assert!(admin.get("/config_dump").is_ok());
    assert!(admin.get("/ready").is_ok());
    // The query counts too.
    for path in ["/clusters", "/config_dump?mask=bootstrap"] {
        let error = admin.get(path).unwrap_err();
        assert!(error.is_refused_path(), "{error:?}");
        assert!(error.to_string().ends_with(&format!("{path}: status 403: request to path {path} not allowed")), "{error}");
        assert!(error.hint().unwrap().contains("allow_paths"));
    }
}

/// An empty folder whose path is short enough for sockets.
fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("meshctl-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
