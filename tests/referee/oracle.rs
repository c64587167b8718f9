//! Asks a real Envoy: scenes become lines of the form of `fixtures/routing`.

use std::collections::HashMap;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client;
use crate::envoy::Envoy;
use crate::expect::expect;
use crate::scene::{Scene, clusters};
use crate::{connections, http2, requests, upstream};

/// How long Envoy may take to write its access log.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of a scene.
pub enum Answered {
    /// A line: the dump, and the cases with what is expected. Requests that left no word in the access log are not in it.
    Line(Value),
    /// Envoy did not take the configuration: its words.
    Refused(String),
}

/// Asks real Envoys.
pub struct Oracle {
    upstream: u16,
}

/// A scene with a port of its own.
struct Placed {
    port: u16,
    listeners: Vec<Value>,
    route_configurations: Vec<Value>,
    questions: Vec<Value>,
}

impl Oracle {
    /// Starts the upstream.
    pub fn new() -> Self {
        Oracle { upstream: upstream::start() }
    }

    /// Asks about scenes: as many as can be go to one Envoy.
    pub fn ask(&self, scenes: &[Scene]) -> Vec<Answered> {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        for (at, scene) in scenes.iter().enumerate() {
            let key = if scene.is_alone { at.to_string() } else { scene.runtime.to_string() };
            match groups.iter_mut().find(|(own, _)| *own == key) {
                Some((_, group)) => group.push(at),
                None => groups.push((key, vec![at])),
            }
        }
        let mut answers: HashMap<usize, Answered> = HashMap::new();
        for (_, group) in groups {
            let together: Vec<_> = group.iter().map(|at| &scenes[*at]).collect();
            answers.extend(group.into_iter().zip(self.ask_one(&together)));
        }
        (0..scenes.len()).map(|at| answers.remove(&at).unwrap()).collect()
    }

    /// Asks one Envoy.
    fn ask_one(&self, scenes: &[&Scene]) -> Vec<Answered> {
        // All ports are held until all are known, so that they differ.
        let held: Vec<_> = scenes.iter().map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        let placed: Vec<_> = scenes.iter().zip(&held).map(|(scene, socket)| place(scene, socket.local_addr().unwrap().port())).collect();
        drop(held);
        let envoy = self.start(&scenes[0].runtime, &placed);
        let dump = envoy.json("/config_dump?include_eds");
        let refusals: Vec<_> = placed.iter().map(|scene| refusal(scene, &dump, &envoy.log())).collect();
        let asked: Vec<Vec<Option<u16>>> = placed
            .iter()
            .zip(&refusals)
            .map(|(scene, refusal)| {
                let questions = if refusal.is_some() { &[][..] } else { &scene.questions };
                questions.iter().map(|question| send(scene.port, question)).collect()
            })
            .collect();
        let log = read_log(&envoy, asked.iter().flatten().flatten().count());
        let each = scenes.iter().zip(placed).zip(asked).zip(refusals);
        each.map(|(((scene, placed), ports), refusal)| {
            if let Some(words) = refusal {
                return Answered::Refused(words);
            }
            let cases: Vec<_> = placed
                .questions
                .iter()
                .zip(ports)
                .enumerate()
                .filter_map(|(id, (question, port))| {
                    let port = port?;
                    let lines = log.get(&(scene.name.clone(), port))?;
                    let (request, expect) = expect(&placed.listeners, &placed.route_configurations, placed.port, port, question, lines);
                    Some(json!({"id": id, "request": request, "expect": expect}))
                })
                .collect();
            Answered::Line(json!({"name": scene.name, "config_dump": dump, "cases": cases}))
        })
        .collect()
    }

    fn start(&self, runtime: &Value, placed: &[Placed]) -> Envoy {
        let source = |file: &str| json!({"path_config_source": {"path": format!("@DIR@/{file}")}, "resource_api_version": "V3"});
        let bootstrap = json!({
            "node": {"id": "referee", "cluster": "referee"},
            "admin": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": 0}}},
            "static_resources": {"clusters": clusters(self.upstream)},
            "dynamic_resources": {"lds_config": source("listeners.json")},
            "layered_runtime": {"layers": [{"name": "static", "static_layer": runtime}]},
        });
        let listeners = placed.iter().flat_map(|scene| &scene.listeners);
        let mut files = vec![("listeners.json".to_owned(), resources("envoy.config.listener.v3.Listener", listeners))];
        for configuration in placed.iter().flat_map(|scene| &scene.route_configurations) {
            // Envoy wants a file of its own for each.
            let text = resources("envoy.config.route.v3.RouteConfiguration", std::iter::once(configuration));
            files.push((format!("{}.json", configuration["name"].as_str().unwrap()), text));
        }
        let files: Vec<_> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        let flags = ["--file-flush-interval-msec", "5", "--log-level", "warning"];
        let envoy = Envoy::start(&bootstrap.to_string(), &files, &flags);
        envoy.live();
        envoy
    }
}

/// Sends a request, or what a connection begins with.
fn send(port: u16, question: &Value) -> Option<u16> {
    let is_request = question.get("method").is_some();
    let (bytes, is_answered): (_, fn(&[u8]) -> bool) = match question["plaintext"].as_str() {
        Some("h2c") if is_request => (http2::bytes(question), http2::is_answered),
        _ if is_request => (requests::bytes(question), |answer| answer.windows(4).any(|four| four == b"\r\n\r\n")),
        _ => (connections::bytes(question), |answer| !answer.is_empty()),
    };
    client::send(port, &bytes, is_answered)
}

fn place(scene: &Scene, port: u16) -> Placed {
    let fill = |value: &Value| {
        serde_json::from_str(&value.to_string().replace("@PORT@", &port.to_string()).replace("@SCENE@", &scene.name)).unwrap()
    };
    Placed {
        port,
        listeners: scene.listeners.iter().map(fill).collect(),
        route_configurations: scene.route_configurations.iter().map(fill).collect(),
        questions: scene.questions.iter().map(fill).collect(),
    }
}

/// A `DiscoveryResponse`.
fn resources<'v>(kind: &str, all: impl Iterator<Item = &'v Value>) -> String {
    let typed = all.map(|resource| {
        let mut resource = resource.clone();
        resource["@type"] = json!(format!("type.googleapis.com/{kind}"));
        resource
    });
    json!({"resources": typed.collect::<Vec<_>>()}).to_string()
}

/// What Envoy has not taken of a scene, in its words.
fn refusal(scene: &Placed, dump: &Value, log: &str) -> Option<String> {
    let all =
        |list: &str| dump["configs"].as_array().unwrap().iter().filter_map(|part| part[list].as_array()).flatten().collect::<Vec<_>>();
    for listener in &scene.listeners {
        let found = all("dynamic_listeners").into_iter().find(|found| found["name"] == listener["name"]);
        if found.is_none_or(|found| found.get("active_state").is_none()) {
            let words = found.and_then(|found| found["error_state"]["details"].as_str());
            return Some(words.unwrap_or("a listener is not there").to_owned());
        }
    }
    let missing = scene.route_configurations.iter().find(|wanted| {
        let mut found = all("dynamic_route_configs").into_iter();
        !found.any(|found| found["route_config"]["name"] == wanted["name"])
    })?;
    // A route configuration that was refused is in no dump.
    let words = log.lines().filter_map(|line| line.split_once("update rejected: ")).map(|(_, words)| words).collect::<Vec<_>>();
    Some(format!("{}: {}", missing["name"], words.join("; ")))
}

/// The lines of the access log by the scene and the client's port, once there are as many as this or no more come.
fn read_log(envoy: &Envoy, expected: usize) -> HashMap<(String, u16), Vec<Value>> {
    let start = Instant::now();
    loop {
        let text = std::fs::read_to_string(envoy.folder().join("access.log")).unwrap_or_default();
        let complete = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let mut found: HashMap<(String, u16), Vec<Value>> = HashMap::new();
        for line in complete.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let port = line["peer"].as_str().unwrap().rsplit(':').next().unwrap().parse().unwrap();
            let scene = line["scene"].as_str().unwrap().to_owned();
            found.entry((scene, port)).or_default().push(line);
        }
        if found.len() >= expected || start.elapsed() > PATIENCE {
            return found;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
