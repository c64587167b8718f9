//! An Envoy admin interface, over HTTP or a unix socket.
//!
//! The interface is served by the proxy's main thread, which builds each answer whole before it sends it, so a client that asks for
//! much at once delays the proxy's own work. [`Admin`] therefore asks one request at a time and takes each answer whole.

mod address;
mod error;

use std::error::Error as _;
use std::future::Future;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode, Url};
use tokio::runtime::Runtime;

use address::Address;
pub use error::AdminError;

/// How many bytes of an answer that is not 200 are read to find what it says.
const MESSAGE_LIMIT: usize = 16 * 1024;

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

/// One Envoy admin interface, which is asked one request at a time.
///
/// It only reads: requests that change the proxy are refused before they are sent, but for the levels of its loggers. Its methods
/// block, and must not be called from asynchronous code.
#[derive(Debug)]
pub struct Admin {
    address: Address,
    shown: String,
    timeout: Duration,
    client: Client,
    // The lock makes requests from several threads follow each other; it is only empty while the value is dropped.
    runtime: Mutex<Option<Runtime>>,
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
        let builder = Client::builder()
            .user_agent(concat!("meshctl/", env!("CARGO_PKG_VERSION")))
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(timeout)
            // A connection is used once, so one that broke while it was idle cannot fail the next request.
            .pool_max_idle_per_host(0);
        let builder = match &address {
            Address::Http(_) => builder,
            Address::Socket(path) => builder.unix_socket(path.as_path()),
        };
        let client = builder.build().map_err(|error| AdminError::Client(innermost(&error).0))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| AdminError::Client(error.to_string()))?;
        Ok(Admin { shown: address.shown(), address, timeout, client, runtime: Mutex::new(Some(runtime)) })
    }

    /// The address as it stands in messages: `http://HOST:PORT` or `unix:///path`.
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
        let url = self.url(path_and_query).filter(|url| !CHANGING.contains(&url.path().trim_matches('/')));
        let url = url.ok_or_else(|| AdminError::NotReadOnly { method: "GET", path: path_and_query.to_owned() })?;
        self.ask(Method::GET, path_and_query, url)
    }

    /// The whole body of the answer to a POST, which `/logging` needs even to be read. No other path is posted to.
    ///
    /// # Errors
    /// [`AdminError::NotReadOnly`] for any other path, else whatever kept the whole answer from coming, each its own variant.
    pub fn post(&self, path_and_query: &str) -> Result<Vec<u8>, AdminError> {
        let url = self.url(path_and_query).filter(|url| url.path() == "/logging");
        let url = url.ok_or_else(|| AdminError::NotReadOnly { method: "POST", path: path_and_query.to_owned() })?;
        self.ask(Method::POST, path_and_query, url)
    }

    /// The URL as it would be sent, so that no other spelling of a path (`/./quitquitquit`) gets past a look at it.
    fn url(&self, path_and_query: &str) -> Option<Url> {
        if !path_and_query.starts_with('/') {
            return None;
        }
        Url::parse(&self.address.url(path_and_query)).ok()
    }

    /// Sends one request and waits for the end of its answer.
    fn ask(&self, method: Method, path: &str, url: Url) -> Result<Vec<u8>, AdminError> {
        self.block_on(async {
            let sent = self.client.request(method, url).send().await;
            let mut response = sent.map_err(|error| self.not_answered(path, &error))?;
            if response.status() != StatusCode::OK {
                return Err(self.status(path, response).await);
            }
            // The announced length is only a hint for one allocation: a server can announce anything.
            let expected = response.content_length().unwrap_or(0).min(64 << 20);
            let mut body = Vec::with_capacity(expected as usize);
            while let Some(chunk) = response.chunk().await.map_err(|error| self.broken_off(path, body.len(), &error))? {
                body.extend_from_slice(&chunk);
            }
            Ok(body)
        })?
    }

    /// Runs `future` on this interface's runtime, after whatever runs there now.
    fn block_on<F: Future>(&self, future: F) -> Result<F::Output, AdminError> {
        // A panic elsewhere leaves nothing half-done in the runtime, so a poisoned lock is as good as another.
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        match runtime.as_ref() {
            Some(runtime) => Ok(runtime.block_on(future)),
            None => Err(AdminError::Client("the client is closed".to_owned())),
        }
    }

    /// The error for an answer that is not 200, with the first line of its body, as far as that can be had.
    async fn status(&self, path: &str, mut response: Response) -> AdminError {
        let mut body = Vec::new();
        while let Ok(Some(chunk)) = response.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() >= MESSAGE_LIMIT || body.contains(&b'\n') {
                break;
            }
        }
        let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
        // What a server says may go to a terminal, so its control characters are not repeated.
        let message: String = String::from_utf8_lossy(line).chars().filter(|c| !c.is_control()).take(500).collect();
        let code = response.status().as_u16();
        AdminError::Status { address: self.shown.clone(), path: path.to_owned(), code, message: message.trim().to_owned() }
    }

    /// The error for a request to which not even a status came.
    fn not_answered(&self, path: &str, error: &reqwest::Error) -> AdminError {
        let (why, io) = innermost(error);
        if error.is_timeout() {
            self.timed_out(path, None)
        } else if error.is_connect() {
            AdminError::connecting(&self.shown, matches!(self.address, Address::Socket(_)), io, why)
        } else {
            AdminError::NotHttp { address: self.shown.clone(), path: path.to_owned(), why }
        }
    }

    /// The error for a body that did not come to its end.
    fn broken_off(&self, path: &str, received: usize, error: &reqwest::Error) -> AdminError {
        let received = received as u64;
        if error.is_timeout() {
            return self.timed_out(path, Some(received));
        }
        AdminError::Cut { address: self.shown.clone(), path: path.to_owned(), received, why: innermost(error).0 }
    }

    fn timed_out(&self, path: &str, received: Option<u64>) -> AdminError {
        AdminError::TimedOut { address: self.shown.clone(), path: path.to_owned(), after: self.timeout, received }
    }
}

impl Drop for Admin {
    /// Ends without waiting: looking up a host's name blocks a thread, possibly for much longer than the time-out.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            runtime.shutdown_background();
        }
    }
}

/// The last cause of an error, in its own words, and the first operating system error among its causes.
///
/// The outer errors only repeat the URL and name the library's own stages.
fn innermost(error: &reqwest::Error) -> (String, Option<&io::Error>) {
    let mut last = error.to_string();
    let mut io = None;
    let mut cause = error.source();
    while let Some(inner) = cause {
        last = inner.to_string();
        io = io.or_else(|| inner.downcast_ref::<io::Error>());
        cause = inner.source();
    }
    (last, io)
}
