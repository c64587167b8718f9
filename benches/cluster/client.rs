//! The other side: `kubectl port-forward`, `curl`, and requests without either.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::support::cluster::Cluster;

/// What kubectl speaks with the API server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// What it speaks by itself: SPDY in a WebSocket.
    Default,
    /// SPDY alone, the older way, which is the faster one.
    Spdy,
}

/// A port of this machine that `kubectl port-forward` leads to a pod's, for as long as the value lives.
pub struct Forward {
    process: Child,
    /// It says a line for each connection, and must not find the pipe closed.
    _said: BufReader<ChildStdout>,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
}

impl Forward {
    /// Starts kubectl and waits until the port is open.
    pub fn open(cluster: &Cluster, pod: &str, protocol: Protocol) -> Result<Forward, String> {
        let mut command = cluster.kubectl_command(&["port-forward", "-n", "fleet", pod, ":15000", "--address", "127.0.0.1"]);
        if protocol == Protocol::Spdy {
            command.env("KUBECTL_PORT_FORWARD_WEBSOCKETS", "false");
        }
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| format!("kubectl: {error}"))?;
        let mut said = BufReader::new(process.stdout.take().expect("standard output is a pipe"));
        let mut line = String::new();
        said.read_line(&mut line).map_err(|error| format!("kubectl: {error}"))?;
        let address = line.strip_prefix("Forwarding from ").and_then(|rest| rest.split_once(" -> "));
        let url = address.map(|(address, _)| format!("http://{address}")).unwrap_or_default();
        let forward = Forward { process, _said: said, url };
        if forward.url.is_empty() { Err(format!("kubectl port-forward {pod} said {line:?}")) } else { Ok(forward) }
    }
}

impl Drop for Forward {
    fn drop(&mut self) {
        // Either fails only when the process has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A `curl` that prints these answers, over one connection.
pub fn curl(url: &str, paths: &[&str]) -> Vec<OsString> {
    let plain = ["curl", "-q", "-sS", "--noproxy", "*"].map(OsString::from);
    plain.into_iter().chain(paths.iter().map(|path| format!("{url}{path}").into())).collect()
}

/// Runs a `curl` that writes each of these answers into a file whose name begins with `target`.
pub fn save(url: &str, paths: &[&str], target: &str) -> Result<(), String> {
    let mut command = Command::new("curl");
    command.args(["-q", "-sS", "--noproxy", "*"]);
    for (n, path) in paths.iter().enumerate() {
        command.arg("-o").arg(format!("{target}-{n}")).arg(format!("{url}{path}"));
    }
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("curl {url}: {status}")),
        Err(error) => Err(format!("curl: {error}")),
    }
}

/// A connection that stays open, so that a request costs no more than itself.
pub struct Kept {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
    url: String,
}

impl Kept {
    /// Connects, by a first request.
    pub fn open(url: &str) -> Result<Kept, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        let client = reqwest::Client::builder().no_proxy().tcp_nodelay(true).build().map_err(|error| error.to_string())?;
        let kept = Kept { runtime, client, url: url.to_owned() };
        kept.get(&["/ready"])?;
        Ok(kept)
    }

    /// Receives these answers, one after the other.
    pub fn get(&self, paths: &[&str]) -> Result<(), String> {
        let failure = |error: reqwest::Error| format!("{}: {error}", self.url);
        self.runtime.block_on(async {
            for path in paths {
                let answer = self.client.get(format!("{}{path}", self.url)).send().await.map_err(failure)?;
                answer.bytes().await.map_err(failure)?;
            }
            Ok(())
        })
    }
}
