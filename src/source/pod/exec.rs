//! HTTP over a unix socket in a container, by a client that the image has: curl, run through the API server.

use std::sync::Arc;

use k8s_openapi::api::core::v1::Pod as Object;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Status;
use kube::Api;
use kube::api::AttachParams;
use tokio::io::AsyncReadExt;

use super::{Inner, PodError};
use crate::source::admin::{AdminError, Method, Transport, first_line};

/// Standard output is read in pieces of this, in bytes.
const PIECE: usize = 1 << 20;

/// The way to an admin interface through a client in the container.
pub(super) struct Exec {
    cluster: Arc<Inner>,
    name: String,
    namespace: String,
    container: String,
    /// The socket's path, maybe with a `*`.
    socket: String,
    shown: String,
}

/// What a command gave.
struct Ran {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// How it ended; nothing where the stream was cut off before.
    status: Option<Status>,
}

impl Exec {
    /// A way to the socket. Nothing is run yet.
    pub(super) fn new(cluster: Arc<Inner>, name: &str, namespace: &str, container: &str, socket: &str) -> Exec {
        Exec {
            cluster,
            name: name.to_owned(),
            namespace: namespace.to_owned(),
            container: container.to_owned(),
            socket: socket.to_owned(),
            shown: format!("pod {name}.{namespace} socket {socket}"),
        }
    }

    /// The command. What curl writes behind the body tells whether all of it has come: a stream that ends early ends without it.
    fn command(&self, method: Method, path: &str) -> Vec<String> {
        let seconds = self.cluster.timeout.as_secs().max(1).to_string();
        let url = format!("http://localhost{path}");
        let curl =
            ["curl", "-sS", "-X", method.name(), "--max-time", &seconds, "-w", "\\n%{http_code} %{size_download}", &url, "--unix-socket"];
        let curl = curl.map(str::to_owned).into_iter();
        if !self.socket.contains('*') {
            return curl.chain([self.socket.clone()]).collect();
        }
        // Only a shell finds the path; all else comes to it as arguments, which it does not read as code.
        let script = format!("for socket in {}; do exec \"$@\" \"$socket\"; done", self.socket);
        ["sh".to_owned(), "-c".to_owned(), script, "sh".to_owned()].into_iter().chain(curl).collect()
    }

    async fn run(&self, command: Vec<String>) -> Result<Ran, AdminError> {
        let api: Api<Object> = Api::namespaced(self.cluster.client.clone(), &self.namespace);
        let params = AttachParams::default().container(&self.container).stdin(false).max_stdout_buf_size(PIECE);
        let mut process = match api.exec(&self.name, command, &params).await {
            Ok(process) => process,
            Err(error) => return Err(AdminError::Pod(self.refused(&error).await)),
        };
        let status = process.take_status();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let (out, err) = (process.stdout(), process.stderr());
        let read = async |stream: Option<_>, bytes: &mut Vec<u8>| match stream {
            Some(stream) => read_all(stream, bytes).await,
            None => Ok(()),
        };
        let (first, second) = tokio::join!(read(out, &mut stdout), read(err, &mut stderr));
        first.and(second).map_err(|error| self.unreachable(error.to_string()))?;
        let status = match status {
            Some(status) => status.await,
            None => None,
        };
        Ok(Ran { stdout, stderr, status })
    }

    /// What came of one request.
    fn answer(&self, ran: Ran, path: &str) -> Result<Vec<u8>, AdminError> {
        let (address, path) = (self.shown.clone(), path.to_owned());
        let Some(status) = ran.status else {
            let why = "the connection to the API server was closed".to_owned();
            return Err(AdminError::Cut { address, path, received: ran.stdout.len() as u64, why });
        };
        let mut stdout = ran.stdout;
        let end = stdout.iter().rposition(|byte| *byte == b'\n').unwrap_or(stdout.len());
        let told = String::from_utf8_lossy(stdout.get(end + 1..).unwrap_or_default()).into_owned();
        let told = told.split_once(' ').and_then(|(code, size)| Some((code.parse::<u16>().ok()?, size.parse::<usize>().ok()?)));
        let (true, Some((code, size))) = (status.status.as_deref() == Some("Success"), told) else {
            return Err(self.failed(&status, &ran.stderr));
        };
        stdout.truncate(end);
        if end != size {
            return Err(AdminError::Cut { address, path, received: end as u64, why: format!("curl received {size}") });
        }
        match code {
            200 => Ok(stdout),
            _ => Err(AdminError::Status { address, path, code, message: first_line(&stdout) }),
        }
    }

    /// Why the command failed: there is none, or it says why.
    fn failed(&self, status: &Status, stderr: &[u8]) -> AdminError {
        let said = String::from_utf8_lossy(stderr);
        let said = said.trim();
        let message = status.message.clone().unwrap_or_default();
        let container = format!("container {} of pod {} in namespace {}", self.container, self.name, self.namespace);
        let is_missing = |text: &str| text.contains("not found") || text.contains("no such file or directory");
        if is_missing(&message) || said.contains("not found") {
            return AdminError::Pod(PodError::new(
                format!("the admin interface of {container} is the unix socket {}, and its image has no curl to ask it", self.socket),
                format!(
                    "ask it from a debug container: kubectl debug {} -n {} --image=curlimages/curl --target={} --profile=sysadmin, then \
                     curl --unix-socket /proc/1/root{} 'http://localhost/config_dump?include_eds'",
                    self.name, self.namespace, self.container, self.socket
                ),
            ));
        }
        // The shell gives back what it was given where no file fits the pattern, and curl says that there is no such socket.
        let why = if said.is_empty() { message } else { said.to_owned() };
        let lower = why.to_ascii_lowercase();
        if lower.contains("refused") {
            AdminError::Refused { address: self.shown.clone() }
        } else if lower.contains("could not connect") || lower.contains("failed to connect") || lower.contains("couldn't connect") {
            AdminError::NoSocket { address: self.shown.clone() }
        } else {
            self.unreachable(first_line(why.as_bytes()))
        }
    }

    fn unreachable(&self, why: String) -> AdminError {
        AdminError::Unreachable { address: self.shown.clone(), why }
    }

    async fn refused(&self, error: &kube::Error) -> PodError {
        let doing = format!("run a command in pod {} in namespace {}", self.name, self.namespace);
        match error {
            kube::Error::Api(status) if status.code == 403 => self.cluster.lacking(&self.namespace, "exec", &doing).await,
            other => self.cluster.place.failure(other, &doing),
        }
    }
}

async fn read_all(mut stream: impl tokio::io::AsyncRead + Unpin, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    stream.read_to_end(bytes).await.map(|_| ())
}

impl Transport for Exec {
    fn ask(&mut self, method: Method, path: &str) -> Result<Vec<u8>, AdminError> {
        let command = self.command(method, path);
        let timeout = self.cluster.timeout;
        let ran = self.cluster.runtime.block_on(async { tokio::time::timeout(timeout, self.run(command)).await });
        match ran {
            Ok(ran) => self.answer(ran?, path),
            Err(_) => Err(AdminError::TimedOut { address: self.shown.clone(), path: path.to_owned(), after: timeout, received: None }),
        }
    }
}
