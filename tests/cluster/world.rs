//! What is in the cluster: the objects of `objects/`, and real Envoys behind their pods.

use std::any::Any;
use std::fs;
use std::os::unix::fs::symlink;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::json;

use super::big;
use super::support::cluster::{Cluster, Keeper};
use super::support::envoy::Envoy;
use super::support::recorded::Recorded;
use super::support::run::read_fixture;

/// The objects, one file a product.
const OBJECTS: [&str; 12] = [
    include_str!("objects/istio.yaml"),
    include_str!("objects/pods.yaml"),
    include_str!("objects/workloads.yaml"),
    include_str!("objects/fixtures.yaml"),
    include_str!("objects/envoy-gateway.yaml"),
    include_str!("objects/contour.yaml"),
    include_str!("objects/consul.yaml"),
    include_str!("objects/kuma.yaml"),
    include_str!("objects/cilium.yaml"),
    include_str!("objects/gloo.yaml"),
    include_str!("objects/kgateway.yaml"),
    include_str!("objects/others.yaml"),
];

/// The pods whose port leads to each of the Envoys. What is not named here has nothing that listens.
const GATEWAY: [(&str, u16); 3] =
    [("istio-system/istio-ingressgateway-*", 15000), ("default/public-istio-*", 15000), ("default/waypoint-*", 15000)];
const SIDECAR: [(&str, u16); 7] = [
    ("default/productpage-v1-*", 15000),
    ("default/reviews-v1-*", 15000),
    ("default/custom-port", 15010),
    ("default/unready", 15000),
    ("default/web.v1", 15000),
    ("v1/web", 15000),
    ("workloads/*", 15000),
];
const EDGE: [(&str, u16); 9] = [
    ("envoy-gateway-system/envoy-default-eg-*", 19000),
    ("consul/static-client-*", 19000),
    ("consul/multiport-*", 19001),
    ("consul/consul-mesh-gateway-*", 19000),
    ("kuma-demo/tcp-*", 9901),
    ("gloo-system/gateway-proxy-*", 19000),
    ("kgateway-system/http-*", 19000),
    ("others/edge", 9901),
    ("others/unnamed", 9901),
];

/// The commands of an image that has a shell.
const COMMANDS: [&str; 7] = ["sh", "curl", "cat", "find", "head", "ls", "sleep"];

/// The cluster with all that is in it.
pub struct World {
    pub cluster: Cluster,
    /// Behind Istio's gateways; its node id begins with `router~`.
    pub gateway: Admin,
    /// Behind Istio's sidecars, and the first of the two proxies of Consul's `multiport`; its node id begins with `sidecar~`.
    pub sidecar: Admin,
    /// Behind whatever is not Istio's and has an admin port; its node id is `edge`.
    pub edge: Admin,
    /// Behind Contour's Envoy, on a unix socket; its node id is `contour-envoy`.
    pub contour: Admin,
    /// The port by which the last one lets everybody read: `127.0.0.1:PORT`.
    pub contour_reader: String,
    /// Behind Kuma's and Cilium's unix sockets; its node id is `on-a-socket`.
    pub socket: Admin,
    envoys: Mutex<Vec<Envoy>>,
    big: OnceLock<Recorded>,
}

/// The admin interface of one of the Envoys.
pub struct Admin {
    /// As a rule names it: `127.0.0.1:PORT`, or the path of a unix socket.
    pub target: String,
    /// As `--admin` takes it: `http://127.0.0.1:PORT` or `unix:///PATH`.
    pub address: String,
}

static WORLD: OnceLock<Result<World, String>> = OnceLock::new();

/// The world, which the first call starts. Nobody tries again what has failed once.
pub fn world() -> Result<&'static World, String> {
    let started = WORLD.get_or_init(|| catch_unwind(AssertUnwindSafe(World::start)).unwrap_or_else(|panic| Err(text_of(&*panic))));
    started.as_ref().map_err(Clone::clone)
}

/// Ends it, if it was started.
pub fn end() {
    if let Some(Ok(world)) = WORLD.get() {
        world.envoys.lock().unwrap().clear();
        world.cluster.stop();
    }
}

impl World {
    fn start() -> Result<World, String> {
        // The Envoys start while the API server does.
        let keeper = Arc::new(Keeper::start());
        let (cluster, envoys) = std::thread::scope(|scope| {
            let cluster = scope.spawn(|| Cluster::start_with(Arc::clone(&keeper)));
            let envoys = bootstraps().map(|bootstrap| Envoy::start_known(&bootstrap, &[], &[], |envoy| keeper.adopt_envoy(envoy)));
            (cluster.join().unwrap(), envoys)
        });
        let cluster = cluster?;

        let admin = |i: usize| {
            let address = envoys[i].address().to_owned();
            Admin { target: address.trim_start_matches("http://").trim_start_matches("unix://").to_owned(), address }
        };
        let [gateway, sidecar, edge, contour, socket] = std::array::from_fn(admin);
        let ready = |answer: &serde_json::Value| answer["listener_statuses"][0]["name"] == "envoy-admin";
        let listeners = envoys[3].json_when("/listeners?format=json", "a listener", ready);
        let port = &listeners["listener_statuses"][0]["local_address"]["socket_address"]["port_value"];
        let contour_reader = format!("127.0.0.1:{port}");
        let envoys = Mutex::new(Vec::from(envoys));
        let world = World { cluster, gateway, sidecar, edge, contour, contour_reader, socket, envoys, big: OnceLock::new() };
        world.forward_ports();
        world.make_commands();
        world.cluster.apply(&OBJECTS.join("---\n"));
        world.cluster.settle();
        Ok(world)
    }

    /// Says what the pods' ports lead to.
    fn forward_ports(&self) {
        let cluster = &self.cluster;
        for (ports, admin) in [(&GATEWAY[..], &self.gateway), (&SIDECAR, &self.sidecar), (&EDGE, &self.edge)] {
            ports.iter().for_each(|(pods, port)| cluster.forward(pods, *port, &admin.target));
        }
        cluster.forward("consul/multiport-*", 19000, &self.sidecar.target);
        cluster.forward("projectcontour/envoy-*", 9001, &self.contour_reader);
        // Whatever was there is not there any more.
        cluster.forward("default/deadproxy", 15000, "127.0.0.1:9");
        for name in ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"] {
            cluster.forward(&format!("fixtures/{name}"), 15000, &Recorded::fixture(name).target);
        }
        let tunnel = r#"{"certificates":[],"policies":[],"services":[],"workloads":[],"version":{"version":"1.30.0"}}"#;
        let ztunnel = Recorded::start([("/config_dump".to_owned(), tunnel.into())].into());
        cluster.forward("istio-system/ztunnel-*", 15000, &ztunnel.target);
        // Kuma's readiness reporter answers nothing else.
        let ready = Recorded::start([("/ready".to_owned(), b"READY".into())].into());
        ["socket", "native", "distroless"].iter().for_each(|name| cluster.forward(&format!("kuma-demo/{name}-*"), 9902, &ready.target));
    }

    /// Says which commands the containers have, and where the paths in them are on this machine.
    fn make_commands(&self) {
        let folder = self.cluster.folder();
        let (with_shell, empty) = (folder.join("bin"), folder.join("bin-of-distroless"));
        fs::create_dir_all(&empty).unwrap();
        fs::create_dir_all(&with_shell).unwrap();
        for name in COMMANDS {
            symlink(find_command(name), with_shell.join(name)).unwrap();
        }
        // A socket's path must be short, which a link to it is.
        let (kuma, cilium) = (folder.join("tmp"), folder.join("cilium"));
        for (folder, name) in [(kuma.join("kuma-dp-2807914535"), "kuma-envoy-admin.sock"), (cilium.clone(), "admin.sock")] {
            fs::create_dir_all(&folder).unwrap();
            symlink(&self.socket.target, folder.join(name)).unwrap();
        }
        for (containers, path, in_container, here) in [
            ("kuma-demo/socket-*/kuma-sidecar", &with_shell, "/tmp", &kuma),
            ("kuma-demo/native-*/kuma-sidecar", &with_shell, "/tmp", &kuma),
            ("kuma-demo/distroless-*/*", &empty, "/tmp", &kuma),
            ("kube-system/cilium-envoy-*/cilium-envoy", &with_shell, "/var/run/cilium/envoy/sockets", &cilium),
            ("kube-system/cilium-*/cilium-agent", &empty, "/var/run/cilium/envoy/sockets", &cilium),
        ] {
            self.cluster.exec_rule(containers, json!({ "path": path, "replace": { in_container: here } }));
        }
    }

    /// Starts what is behind the pod `big` in the namespace `fixtures`, a dump of a hundred megabytes, unless it runs.
    pub fn big(&self) -> &Recorded {
        self.big.get_or_init(|| {
            let big = big::start(100_000_000);
            self.cluster.forward("fixtures/big", 15000, &big.target);
            big
        })
    }
}

/// The configurations of the Envoys, in the order of [`World`]'s fields.
fn bootstraps() -> [String; 5] {
    let plain = include_str!("../support/envoy/plain.yaml");
    let named = |id: &str, cluster: &str| {
        let node = format!("node: {{ id: \"{id}\", cluster: \"{cluster}\" }}");
        // Istio's proxies know their mesh's authority by a secret of this name; this one is that of the fixtures.
        let secret = format!("  - name: ROOTCA\n    validation_context: {{ trusted_ca: {{ inline_bytes: {} }} }}\n", root_ca());
        plain.replacen("node: { id: plain, cluster: tests }", &node, 1).replacen("  secrets:\n", &format!("  secrets:\n{secret}"), 1)
    };
    let port = "{ socket_address: { address: 127.0.0.1, port_value: 0 } }";
    let socket = named("on-a-socket", "tests").replacen(port, "{ pipe: { path: \"@DIR@/admin.sock\" } }", 1);
    let gateway = "router~10.244.0.2~istio-ingressgateway-7c9d8f5b6d-x0001.istio-system~istio-system.svc.cluster.local";
    let sidecar = "sidecar~10.244.0.3~productpage-v1-7c9d8f5b6d-x0001.default~default.svc.cluster.local";
    [
        named(gateway, "istio-ingressgateway.istio-system"),
        named(sidecar, "productpage.default"),
        named("edge", "edge"),
        include_str!("envoys/contour.yaml").to_owned(),
        socket,
    ]
}

/// The certificate of the authority of the fixtures' mesh, in base64 once more.
fn root_ca() -> String {
    let dump: serde_json::Value = serde_json::from_slice(&read_fixture("istio/bookinfo-sidecar/config_dump.json")).unwrap();
    let secrets =
        dump["configs"].as_array().unwrap().iter().flat_map(|part| part["dynamic_active_secrets"].as_array().into_iter().flatten());
    let root = secrets.into_iter().find(|secret| secret["name"] == "ROOTCA").expect("a ROOTCA in the fixture");
    root["secret"]["validation_context"]["trusted_ca"]["inline_bytes"].as_str().unwrap().to_owned()
}

/// Where this machine has a command.
fn find_command(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| Path::exists(path));
    found.unwrap_or_else(|| panic!("the tests need the command {name}"))
}

fn text_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the cluster could not be started").to_owned()
}
