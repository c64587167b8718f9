//! Why an admin interface gave no answer, in words for the person who asked.

use std::io;
use std::time::Duration;

use crate::source::pod::PodError;

/// Why an admin interface gave no answer.
///
/// The text is one line: what failed, and on what. What to do about it is in [`AdminError::hint`], so that whoever prints the error
/// decides where the advice stands.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The address is not one of the two forms that an admin address has.
    #[error("{given:?} is not the address of an admin interface: {why}")]
    BadAddress {
        /// The address as it was given.
        given: String,
        /// What is wrong with it, as a clause.
        why: String,
    },
    /// The machine answered that nobody listens there.
    #[error("{address}: connection refused")]
    Refused {
        /// The admin address.
        address: String,
    },
    /// The machine, or the way to it, could not be found.
    #[error("{address} cannot be reached: {why}")]
    Unreachable {
        /// The admin address.
        address: String,
        /// What the operating system says.
        why: String,
    },
    /// There is no file at a unix socket's path.
    #[error("{address}: there is no such socket file")]
    NoSocket {
        /// The admin address.
        address: String,
    },
    /// The operating system does not let this user use the address.
    #[error("{address}: permission denied")]
    Permission {
        /// The admin address.
        address: String,
        /// Whether it is a unix socket, so that a file's mode decides.
        socket: bool,
    },
    /// The whole answer was not there in time.
    #[error("{address}: no whole answer to {path} within {after:?}{}", progress(*.received))]
    TimedOut {
        /// The admin address.
        address: String,
        /// The path and query that were asked for.
        path: String,
        /// How long the whole request was allowed to take.
        after: Duration,
        /// How many bytes of the body had come by then; `None` when not even the status had.
        received: Option<u64>,
    },
    /// Envoy, or what stands before it, answered with another status than 200.
    #[error("{address}: {path}: status {code}{}", said(.message))]
    Status {
        /// The admin address.
        address: String,
        /// The path and query that were asked for.
        path: String,
        /// The HTTP status.
        code: u16,
        /// The first line of the answer's body, where Envoy says why; empty if there is none.
        message: String,
    },
    /// The connection ended before the answer did, so what came is not used.
    #[error("{address}: the answer to {path} broke off after {received} bytes: {why}")]
    Cut {
        /// The admin address.
        address: String,
        /// The path and query that were asked for.
        path: String,
        /// How many bytes of the body had come.
        received: u64,
        /// What the connection says.
        why: String,
    },
    /// What came, if anything, is not an HTTP answer.
    #[error("{address} did not answer {path} with HTTP: {why}")]
    NotHttp {
        /// The admin address.
        address: String,
        /// The path and query that were asked for.
        path: String,
        /// Where reading stopped.
        why: String,
    },
    /// The request would change the proxy, which this client never does.
    #[error("{method} {path} is not a request that only reads")]
    NotReadOnly {
        /// The HTTP method.
        method: &'static str,
        /// The path and query.
        path: String,
    },
    /// The pod, or the cluster that it is in, can't be reached.
    #[error(transparent)]
    Pod(#[from] PodError),
    /// The client itself could not be set up.
    #[error("cannot start an HTTP client: {0}")]
    Client(String),
}

impl AdminError {
    /// Whether the proxy answers, but not for this path (403 or 404), so that a caller can go on without that answer.
    ///
    /// 403 is what the bootstrap's `admin.allow_paths` gives for other paths, 404 what an older or a trimmed Envoy gives for an
    /// unknown one (source: Envoy's "Administration interface" page).
    pub fn is_refused_path(&self) -> bool {
        matches!(self, AdminError::Status { code: 403 | 404, .. })
    }

    /// Whether the proxy answered, though not with what was asked for: other requests may do better.
    pub fn is_answer(&self) -> bool {
        matches!(self, AdminError::Status { .. })
    }

    /// What the person who asked can do next, as a sentence without an end stop.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            AdminError::BadAddress { .. } => "an admin address is http://HOST:PORT or unix:///path/to/socket".into(),
            AdminError::Refused { address } if address.starts_with("unix:") => {
                "the file is there, but no process listens on it: is the proxy still running?".into()
            }
            AdminError::Refused { .. } => "is the proxy running, and is this the port of its `admin` address?".into(),
            AdminError::Unreachable { .. } => "check the host's name, or forward the port and use http://localhost:PORT".into(),
            AdminError::NoSocket { .. } => "compare with `admin.address.pipe.path` of the proxy's bootstrap".into(),
            AdminError::Permission { socket: true, .. } => "admin sockets are often mode 0600: ask as the user that runs the proxy".into(),
            AdminError::TimedOut { .. } => "--timeout gives the proxy longer".into(),
            AdminError::Status { code: 403, .. } => "the bootstrap's `admin.allow_paths` decides which paths are answered".into(),
            AdminError::Status { code: 404, .. } => "is this an Envoy admin interface, and a version that has this path?".into(),
            AdminError::Status { code: 300..=399, .. } => "an admin interface never redirects: give the address that answers itself".into(),
            AdminError::Status { code: 500.., .. } => "Envoy itself never answers so: look at what stands before it".into(),
            AdminError::Cut { .. } => "ask again; if it breaks off again, look at the proxy's log and memory limit".into(),
            AdminError::Pod(error) => error.hint.clone(),
            AdminError::NotHttp { .. } => "is this the admin port? A port that expects TLS or gRPC answers like this".into(),
            AdminError::Permission { socket: false, .. }
            | AdminError::Status { .. }
            | AdminError::NotReadOnly { .. }
            | AdminError::Client(_) => return None,
        };
        Some(hint)
    }

    /// The error for a connection that could not be made: `socket` says whether `address` is a unix socket.
    pub(super) fn connecting(address: &str, socket: bool, io: Option<&io::Error>, why: String) -> AdminError {
        let address = address.to_owned();
        match io.map(io::Error::kind) {
            Some(io::ErrorKind::ConnectionRefused) => AdminError::Refused { address },
            Some(io::ErrorKind::NotFound) if socket => AdminError::NoSocket { address },
            Some(io::ErrorKind::PermissionDenied) => AdminError::Permission { address, socket },
            _ => AdminError::Unreachable { address, why },
        }
    }
}

/// How far a request had come when its time was over.
fn progress(received: Option<u64>) -> String {
    received.map(|bytes| format!(" ({bytes} bytes had come)")).unwrap_or_default()
}

/// What a server says beside its status.
fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_error_says_which_of_the_usual_causes_it_is() {
        let at = |kind, socket| {
            let io = io::Error::from(kind);
            AdminError::connecting("unix:///a", socket, Some(&io), "no route".into())
        };
        assert!(matches!(at(io::ErrorKind::NotFound, true), AdminError::NoSocket { .. }));
        assert!(matches!(at(io::ErrorKind::NotFound, false), AdminError::Unreachable { .. }));
        let denied = at(io::ErrorKind::PermissionDenied, true);
        assert_eq!(denied.to_string(), "unix:///a: permission denied");
        assert!(denied.hint().unwrap().contains("0600"));
        assert!(at(io::ErrorKind::ConnectionRefused, true).hint().unwrap().contains("no process listens"));
    }

    #[test]
    fn only_403_and_404_are_refused_paths() {
        let status = |code| AdminError::Status { address: "a".into(), path: "/p".into(), code, message: String::new() };
        let refused: Vec<u16> = (100..600).filter(|code| status(*code).is_refused_path()).collect();
        assert_eq!(refused, [403, 404]);
        assert_eq!(status(503).to_string(), "a: /p: status 503");
    }
}
