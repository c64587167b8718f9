//! An Envoy admin interface, wherever it is.
//!
//! The interface is served by the proxy's main thread, which builds each answer whole before it sends it, so a client that asks for
//! much at once delays the proxy's own work. [`Admin`] therefore asks one request at a time and takes each answer whole.

mod address;
mod error;
mod http;

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;

use address::Address;
pub use error::AdminError;
use http::Http;

/// How many bytes of an answer that is not 200 are read to find what it says.
pub(super) const MESSAGE_LIMIT: usize = 16 * 1024;

/// The paths that change a proxy, or make it work hard (source: `/help` of Envoy 1.40, where these are the ones marked POST).
///
/// Envoy answers 405 to a GET of these since version 1.10; an older one obeys it, so they are not even asked for.
const CHANGING: &[&str] = &[
    "allocprofiler",
    "cpuprofiler",
    "drain_listeners",
    "healthcheck/fail",
    "healthcheck/ok",
    "heapprofiler",
    "logging",
    "quitquitquit",
    "reopen_logs",
    "reset_counters",
    "runtime_modify",
    "stats/recentlookups/clear",
    "stats/recentlookups/disable",
    "stats/recentlookups/enable",
    "tap",
];

/// A request's method: of the admin interface's paths, one is posted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
}

impl Method {
    /// The method's name in HTTP.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// The way to an admin interface. It carries one request at a time, and gives an answer only when it is whole.
pub trait Transport: Send {
    /// Sends one request and waits for the end of its answer: the body of a 200.
    ///
    /// # Errors
    /// Whatever kept the whole answer from coming, or its status, where that is not 200.
    fn ask(&mut self, method: Method, path_and_query: &str) -> Result<Vec<u8>, AdminError>;
}

/// One Envoy admin interface, which is asked one request at a time.
///
/// It only reads: requests that change the proxy are refused before they are sent, but for the levels of its loggers. Its methods
/// block, and must not be called from asynchronous code.
pub struct Admin {
    shown: String,
    // The lock makes requests from several threads follow each other.
    transport: Mutex<Box<dyn Transport>>,
}

impl Admin {
    /// An admin interface at `url`: `http://HOST:PORT`, `HOST:PORT` or `unix:///path/to/socket`. Nothing is sent yet.
    ///
    /// `timeout` is for each request as a whole: connecting, waiting and receiving the body.
    ///
    /// # Errors
    /// [`AdminError::BadAddress`] when `url` has another form, [`AdminError::Client`] when the operating system refuses what a client needs.
    pub fn new(url: &str, timeout: Duration) -> Result<Admin, AdminError> {
        let address = Address::parse(url)?;
        Ok(Admin::over(address.shown(), Box::new(Http::new(address, timeout)?)))
    }

    /// An admin interface that is reached by `transport`, and is called `shown` in messages.
    pub fn over(shown: String, transport: Box<dyn Transport>) -> Admin {
        Admin { shown, transport: Mutex::new(transport) }
    }

    /// The address as it stands in messages: `http://HOST:PORT`, `unix:///path`, or a pod's name.
    pub fn address(&self) -> &str {
        &self.shown
    }

    /// The whole body of the answer to a GET, for example of `/config_dump?include_eds`. Values in the query must be percent-encoded.
    ///
    /// An answer that is shorter than it announced is an error. One that announces no length ends with the connection, as in HTTP/1.0;
    /// Envoy itself always announces one (a length, or chunks).
    ///
    /// # Errors
    /// [`AdminError::NotReadOnly`] for paths that change a proxy, else whatever kept the whole answer from coming, each its own variant.
    pub fn get(&self, path_and_query: &str) -> Result<Vec<u8>, AdminError> {
        let may_be = |path: &str| !CHANGING.contains(&path.trim_matches('/'));
        self.ask(Method::Get, path_and_query, may_be)
    }

    /// The whole body of the answer to a POST, which `/logging` needs even to be read. No other path is posted to.
    ///
    /// # Errors
    /// [`AdminError::NotReadOnly`] for any other path, else whatever kept the whole answer from coming, each its own variant.
    pub fn post(&self, path_and_query: &str) -> Result<Vec<u8>, AdminError> {
        self.ask(Method::Post, path_and_query, |path| path == "/logging")
    }

    fn ask(&self, method: Method, path_and_query: &str, may_be: impl Fn(&str) -> bool) -> Result<Vec<u8>, AdminError> {
        if !sent_path(path_and_query).is_some_and(|path| may_be(&path)) {
            return Err(AdminError::NotReadOnly { method: method.name(), path: path_and_query.to_owned() });
        }
        // A panic elsewhere leaves at worst a connection that is no longer usable, which the transport finds out.
        self.transport.lock().unwrap_or_else(PoisonError::into_inner).ask(method, path_and_query)
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Admin").field(&self.shown).finish()
    }
}

/// The path as a URL's reader would have it, so that no other spelling of a path (`/./quitquitquit`) gets past a look at it.
fn sent_path(path_and_query: &str) -> Option<String> {
    if !path_and_query.starts_with('/') {
        return None;
    }
    Url::parse(&format!("http://localhost{path_and_query}")).ok().map(|url| url.path().to_owned())
}

/// The first line of the body of an answer that is not 200, fit to be repeated.
pub(super) fn first_line(body: &[u8]) -> String {
    let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // What a server says may go to a terminal, so its control characters are not repeated.
    let message: String = String::from_utf8_lossy(line).chars().filter(|c| !c.is_control()).take(500).collect();
    message.trim().to_owned()
}
