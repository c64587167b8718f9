//! From arguments to a question.

use core::net::SocketAddr;

use super::curl;
use crate::cli::args::TraceArgs;
use crate::cli::exit::{Failure, USAGE};
use crate::trace::asked::{Asked, Url, parse_address};
use crate::trace::headers::split_port;
use crate::trace::request::{Plaintext, Request, Transport};

/// A question, and where the client connects to.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// The host that the client connects to.
    pub host: String,
    /// The port that the client connects to.
    pub port: u16,
    /// The question in one line: `GET http://HOST/PATH`.
    pub shown: String,
}

const GIVE_A_URL: &str = "http://HOST/PATH is a request, HOST:PORT a connection; --curl takes a command of curl, --requests a file of many";

/// The question that the arguments ask.
///
/// # Errors
/// Where something is missing or mistyped.
pub fn read(args: &TraceArgs) -> Result<Question, Failure> {
    let mut asked = Asked { listener: args.listener.clone(), port: args.port, ..Asked::default() };
    let connection = &mut asked.connection;
    let bad = |what: String| Failure::new(USAGE, what);
    if let Some(text) = &args.destination {
        let address = parse_address(text).ok_or_else(|| bad(format!("--destination {text} is no address")).advise("IP or IP:PORT"))?;
        connection.destination = Some(address);
    }
    connection.source = args.source_ip.map(|ip| SocketAddr::new(ip, 0));
    connection.sni.clone_from(&args.sni);
    connection.alpn.clone_from(&args.alpn);
    let command = args.curl.as_deref().map(curl::parse).transpose().map_err(|what| bad(format!("--curl: {what}")))?;
    if let Some(address) = command.as_ref().and_then(|command| command.address) {
        connection.destination.get_or_insert(address);
    }
    let url = match &command {
        Some(command) => command.url.as_str(),
        None => args.target_and_url().1.ok_or_else(|| bad("no request given: what should be followed?".to_owned()).advise(GIVE_A_URL))?,
    };
    let is_tcp = command.is_none() && !url.contains("://") && !url.contains('/') && args.method.is_none() && args.headers.is_empty();
    if is_tcp {
        return tcp(args, asked, url);
    }
    // Like curl, a host without a scheme is taken for HTTP where more than a host is given.
    let url = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let url = Url::parse(&url).map_err(|what| bad(what).advise(GIVE_A_URL))?;
    let (method, headers) = match command {
        Some(command) => (command.method, command.headers),
        None => (args.method.clone().unwrap_or_else(|| "GET".to_owned()), headers(&args.headers)?),
    };
    check_method(&method)?;
    let connection = &mut asked.connection;
    if args.tls || url.scheme == "https" {
        connection.transport = Transport::Tls;
        if connection.alpn.is_empty() {
            connection.alpn = vec!["h2".to_owned(), "http/1.1".to_owned()];
        }
    }
    let port = url.port();
    let host = url.authority.clone();
    let is_connect = method == "CONNECT";
    let shown = if is_connect { format!("CONNECT {host}:{port}") } else { format!("{method} {}://{host}{}", url.scheme, url.path) };
    let authority = if is_connect && split_port(&host).1.is_none() { format!("{host}:{port}") } else { url.authority };
    let path = (!is_connect).then_some(url.path);
    let request = Request { method, scheme: url.scheme, authority, path, headers, ..Request::default() };
    asked.set_request(request);
    Ok(Question { asked, host, port, shown })
}

/// A connection without a request.
fn tcp(args: &TraceArgs, mut asked: Asked, word: &str) -> Result<Question, Failure> {
    let (host, port) = split_port(word);
    let port = match port.map(u16::try_from) {
        Some(Ok(port)) => port,
        Some(Err(_)) => return Err(Failure::new(USAGE, format!("{word}: a port is at most 65535"))),
        None if args.tls => 443,
        None => args.port.or(asked.connection.destination.map(|address| address.port()).filter(|port| *port != 0)).unwrap_or(80),
    };
    if host.is_empty() {
        return Err(Failure::new(USAGE, format!("{word} has no host")).advise(GIVE_A_URL));
    }
    asked.connection.plaintext = Plaintext::Http11;
    let mut shown = format!("TCP {host}:{port}");
    if args.tls {
        asked.connection.transport = Transport::Tls;
        if asked.connection.sni.is_none() && host.parse::<core::net::IpAddr>().is_err() {
            asked.connection.sni = Some(host.to_owned());
        }
        shown.push_str(" with TLS");
    }
    Ok(Question { asked, host: host.to_owned(), port, shown })
}

fn headers(lines: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let parse = |line: &String| {
        let found = parse_header(line);
        found.ok_or_else(|| Failure::new(USAGE, format!("-H {line:?} is no header")).advise("a header has a colon: -H 'x-user: jason'"))
    };
    lines.iter().map(parse).collect()
}

/// `NAME: VALUE`, or `NAME;` for an empty value, as curl has it.
pub fn parse_header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':').or_else(|| line.strip_suffix(';').map(|name| (name, "")))?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&byte));
    is_name.then(|| (name.to_owned(), value.trim().to_owned()))
}

fn check_method(method: &str) -> Result<(), Failure> {
    if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') {
        return Ok(());
    }
    let failure = Failure::new(USAGE, format!("{method} is no method"));
    let upper = method.to_ascii_uppercase();
    Err(if upper != method && !upper.is_empty() { failure.advise(format!("methods are in upper case: -X {upper}")) } else { failure })
}
