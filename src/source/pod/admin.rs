//! From a pod to its Envoy's admin interface: the ways to it are tried, the likeliest first.

use std::sync::Arc;

use serde::Deserialize;

use super::exec::Exec;
use super::forward::{Forward, PodPort};
use super::proxy::{Proxy, Way};
use super::{Cluster, Inner, Pod, PodError};
use crate::source::admin::{Admin, AdminError, Method, Transport};

impl Cluster {
    /// The admin interface of the pod's Envoy. Nothing is sent yet: the first request finds the way.
    ///
    /// # Errors
    /// Where the pod does not run, or has no Envoy.
    pub fn admin(&self, pod: &Pod) -> Result<Admin, PodError> {
        let ways = Ways {
            cluster: Arc::clone(&self.0),
            name: pod.name.clone(),
            namespace: pod.namespace.clone(),
            proxy: pod.proxy()?.clone(),
            current: None,
        };
        Ok(Admin::over(format!("pod {}", pod.full_name()), Box::new(ways)))
    }
}

/// The ways to one admin interface, of which the first that works is kept.
struct Ways {
    cluster: Arc<Inner>,
    name: String,
    namespace: String,
    proxy: Proxy,
    current: Option<(usize, Box<dyn Transport>)>,
}

impl Ways {
    fn open(&self, way: &Way) -> Box<dyn Transport> {
        let cluster = Arc::clone(&self.cluster);
        match way {
            Way::Port { port, .. } => {
                let at = PodPort { name: self.name.clone(), namespace: self.namespace.clone(), port: *port };
                Box::new(Forward::new(cluster, at))
            }
            Way::Socket(path) => Box::new(Exec::new(cluster, &self.name, &self.namespace, &self.proxy.container, path)),
        }
    }

    /// Whether a way takes this request. A listener that only reads has neither `/logging` nor `/init_dump`.
    fn takes(way: &Way, method: Method, path: &str) -> bool {
        let is_reading = method == Method::Get && !path.starts_with("/init_dump");
        is_reading || !matches!(way, Way::Port { is_read_only: true, .. })
    }

    /// What to say where no way leads anywhere.
    fn nowhere(&self, mut tried: Vec<(String, AdminError)>) -> AdminError {
        let last = tried.pop();
        let Some((way, error)) = last else { return AdminError::Client("there is no way to the admin interface".to_owned()) };
        if tried.is_empty() {
            return match error {
                AdminError::Refused { address } => AdminError::Pod(PodError::new(
                    format!("{address}: connection refused, so no Envoy admin interface is there"),
                    format!(
                        "does container {} run an Envoy? --proxy-admin-port names another port, --container another container",
                        self.proxy.container
                    ),
                )),
                other => other,
            };
        }
        // A way by a socket says most: the image has no client, or there is no such socket.
        if let AdminError::Pod(error) = error {
            return AdminError::Pod(error);
        }
        let ways: Vec<String> = tried.into_iter().map(|(way, _)| way).chain([way]).collect();
        AdminError::Pod(PodError::new(
            format!("no Envoy admin interface was found in pod {} in namespace {}: tried {}", self.name, self.namespace, ways.join(", ")),
            "does the pod run an Envoy? --proxy-admin-port names the port of its `admin` address, --container its container",
        ))
    }
}

impl Transport for Ways {
    fn ask(&mut self, method: Method, path: &str) -> Result<Vec<u8>, AdminError> {
        if let Some((index, transport)) = &mut self.current
            && Self::takes(&self.proxy.ways[*index], method, path)
        {
            return transport.ask(method, path);
        }
        let mut tried = Vec::new();
        for (index, way) in self.proxy.ways.iter().enumerate().filter(|(_, way)| Self::takes(way, method, path)) {
            let mut transport = self.open(way);
            // Where the first way is known, asking whether an Envoy is there would only cost time.
            let is_known = index == 0 && self.proxy.is_certain;
            let found = if is_known { transport.ask(method, path) } else { transport.ask(Method::Get, "/server_info").and_then(is_envoy) };
            match found {
                // The last way's own error says more than that it was the last.
                Err(error) if is_nobody(&error) => tried.push((shown(way), error)),
                // An admin interface with `allow_paths` refuses the question, and is one.
                Err(AdminError::Status { code: 403, .. }) if !is_known => {
                    let answer = transport.ask(method, path);
                    self.current = Some((index, transport));
                    return answer;
                }
                Err(error) => {
                    if is_known {
                        self.current = Some((index, transport));
                    }
                    return Err(error);
                }
                Ok(answer) => {
                    let answer = if is_known { Ok(answer) } else { transport.ask(method, path) };
                    self.current = Some((index, transport));
                    return answer;
                }
            }
        }
        Err(self.nowhere(tried))
    }
}

fn shown(way: &Way) -> String {
    match way {
        Way::Port { port, .. } => format!("port {port}"),
        Way::Socket(path) => format!("socket {path}"),
    }
}

/// Whether an error means that no Envoy is there, so that another way may lead to one.
fn is_nobody(error: &AdminError) -> bool {
    match error {
        AdminError::Refused { .. } | AdminError::Unreachable { .. } | AdminError::NotHttp { .. } | AdminError::NoSocket { .. } => true,
        AdminError::Status { code: 404 | 405 | 501, path, .. } => path == "/server_info",
        // An image without a client is the end of this way only.
        AdminError::Pod(error) => error.cause.contains("has no curl"),
        _ => false,
    }
}

/// Whether an answer to `/server_info` is Envoy's.
fn is_envoy(answer: Vec<u8>) -> Result<Vec<u8>, AdminError> {
    #[derive(Deserialize)]
    struct ServerInfo {
        #[serde(rename = "version")]
        _version: String,
        #[serde(rename = "state")]
        _state: Option<String>,
        #[serde(rename = "command_line_options")]
        _command_line_options: serde::de::IgnoredAny,
    }
    match serde_json::from_slice::<ServerInfo>(&answer) {
        Ok(_) => Ok(answer),
        Err(_) => Err(AdminError::NotHttp {
            address: "the port".to_owned(),
            path: "/server_info".to_owned(),
            why: "another program answers there".to_owned(),
        }),
    }
}
