//! What is in the cluster: the objects of `objects/`, and real Envoys behind their pods.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, OnceLock};

use super::support::cluster::Cluster;
use super::support::envoy::Envoy;

/// The objects, one file a product.
const OBJECTS: [&str; 1] = [include_str!("objects/istio.yaml")];

/// The cluster with all that is in it.
pub struct World {
    pub cluster: Cluster,
    /// Behind `istio-ingressgateway`; its node id begins with `router~`.
    pub gateway: Admin,
    /// Behind all Istio sidecars; its node id begins with `sidecar~`.
    pub sidecar: Admin,
    /// Behind whatever is not Istio's and has an admin port; its node id is `edge`.
    pub edge: Admin,
    /// Its admin interface is on a unix socket; its node id is `contour-envoy`.
    pub contour: Admin,
    /// The port by which the last one lets everybody read: `127.0.0.1:PORT`.
    pub contour_reader: String,
    envoys: Mutex<Vec<Envoy>>,
}

/// The admin interface of one of the Envoys.
pub struct Admin {
    /// As a rule names it: `127.0.0.1:PORT`, or the path of a unix socket.
    pub target: String,
    /// As `--admin` takes it.
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
        world.cluster.stop();
        world.envoys.lock().unwrap().clear();
    }
}

impl World {
    fn start() -> Result<World, String> {
        let cluster = Cluster::start()?;
        let plain = include_str!("../support/envoy/plain.yaml");
        let named = |id: &str, cluster: &str| {
            let node = format!("node: {{ id: \"{id}\", cluster: \"{cluster}\" }}");
            plain.replacen("node: { id: plain, cluster: tests }", &node, 1)
        };
        let gateway = named(
            "router~10.244.0.2~istio-ingressgateway-7c9d8f5b6d-x0001.istio-system~istio-system.svc.cluster.local",
            "istio-ingressgateway.istio-system",
        );
        let sidecar = named("sidecar~10.244.0.3~productpage-v1-7c9d8f5b6d-x0001.default~default.svc.cluster.local", "productpage.default");
        let bootstraps = [gateway, sidecar, named("edge", "edge"), include_str!("envoys/contour.yaml").to_owned()];
        let envoys = bootstraps.map(|bootstrap| Envoy::start(&bootstrap, &[], &[]));
        envoys.iter().for_each(|envoy| cluster.adopt(envoy.process()));

        let admin = |i: usize| {
            let address = envoys[i].address().to_owned();
            Admin { target: address.trim_start_matches("http://").trim_start_matches("unix://").to_owned(), address }
        };
        let reader =
            envoys[3].json_when("/listeners?format=json", "a listener", |answer| answer["listener_statuses"][0]["name"] == "envoy-admin");
        let port = &reader["listener_statuses"][0]["local_address"]["socket_address"]["port_value"];
        let contour_reader = format!("127.0.0.1:{port}");
        let [gateway, sidecar, edge, contour] = std::array::from_fn(admin);
        let world = World { cluster, gateway, sidecar, edge, contour, contour_reader, envoys: Mutex::new(Vec::from(envoys)) };
        world.rules();
        world.cluster.apply(&OBJECTS.join("---\n"));
        world.cluster.settle();
        Ok(world)
    }

    /// What the pods' ports lead to, and which commands their containers have.
    fn rules(&self) {
        let cluster = &self.cluster;
        cluster.forward("istio-system/istio-ingressgateway-*", 15000, &self.gateway.target);
        cluster.forward("default/*", 15000, &self.sidecar.target);
    }
}

fn text_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the cluster could not be started").to_owned()
}
