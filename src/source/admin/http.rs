//! The way to an admin interface over HTTP, to a port or a unix socket of this machine's network.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use reqwest::{Client, Response, StatusCode};
use tokio::runtime::Runtime;

use super::address::Address;
use super::{AdminError, MESSAGE_LIMIT, Method, Transport, first_line};

/// A client for one address.
pub(super) struct Http {
    address: Address,
    shown: String,
    timeout: Duration,
    client: Client,
    // It is only empty while the value is dropped.
    runtime: Option<Runtime>,
}

impl Http {
    /// A client for `address`. Nothing is sent yet.
    pub(super) fn new(address: Address, timeout: Duration) -> Result<Http, AdminError> {
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
        Ok(Http { shown: address.shown(), address, timeout, client, runtime: Some(runtime) })
    }

    async fn answer(&self, method: Method, path: &str) -> Result<Vec<u8>, AdminError> {
        let method = match method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let sent = self.client.request(method, self.address.url(path)).send().await;
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
        let code = response.status().as_u16();
        AdminError::Status { address: self.shown.clone(), path: path.to_owned(), code, message: first_line(&body) }
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

impl Transport for Http {
    fn ask(&mut self, method: Method, path_and_query: &str) -> Result<Vec<u8>, AdminError> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(self.answer(method, path_and_query)),
            None => Err(AdminError::Client("the client is closed".to_owned())),
        }
    }
}

impl Drop for Http {
    /// Ends without waiting: looking up a host's name blocks a thread, possibly for much longer than the time-out.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
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
