//! A real Kubernetes API server with one node, whose kubelet is `fakelet`: it forwards pods' ports to this machine's and runs commands
//! in pods, as a file of rules says.
//!
//! `tests/support/cluster/build.sh` builds its programs. Everything else is made anew at each start, on free ports and in a folder of
//! its own, and is gone in the end, also when the test program is killed.

mod keeper;
mod stack;
mod users;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::shell::ROOT;
pub use keeper::Keeper;
use stack::Stack;
pub use stack::check_built;

/// How long something may take to come about; only a machine that is far too busy, or a broken test, takes so long.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running cluster.
pub struct Cluster {
    keeper: Arc<Keeper>,
    stack: Stack,
    rules: Mutex<Value>,
}

impl Cluster {
    /// Starts one. An error says what is missing, or what the part that failed has logged.
    pub fn start() -> Result<Cluster, String> {
        Cluster::start_with(Arc::new(Keeper::start()))
    }

    /// The same, with a keeper that has other things to keep, too.
    pub fn start_with(keeper: Arc<Keeper>) -> Result<Cluster, String> {
        check_built()?;
        let stack = Stack::start(&keeper)?;
        let cluster = Cluster { keeper, stack, rules: Mutex::new(json!({ "forward": {}, "exec": {} })) };
        cluster.write_rules(&cluster.rules.lock().unwrap());
        cluster.write_kubeconfigs();
        cluster.stack.start_node(&cluster.keeper, cluster.folder())?;
        cluster.apply(&users::roles());
        Ok(cluster)
    }

    /// Ends all of it.
    pub fn stop(&self) {
        self.stack.stop();
        self.keeper.stop();
    }

    /// Where its files and logs are.
    pub fn folder(&self) -> &Path {
        self.keeper.folder()
    }

    // --- Who asks, and where

    /// The address of the API server: `https://127.0.0.1:PORT`.
    pub fn server(&self) -> &str {
        &self.stack.server
    }

    /// The file with the certificate of the authority that signed the server's.
    pub fn ca(&self) -> PathBuf {
        self.folder().join("pki/ca.crt")
    }

    /// The same in base64, as a kubeconfig holds it.
    pub fn ca_data(&self) -> String {
        self.encoded("ca.crt")
    }

    /// The token of a user of [`users::USERS`].
    pub fn token(&self, user: &str) -> String {
        users::token(user)
    }

    /// A kubeconfig of somebody who may do everything.
    pub fn kubeconfig(&self) -> PathBuf {
        self.folder().join("admin.kubeconfig")
    }

    /// A kubeconfig of one of the users of [`users::USERS`], who is known by a token.
    pub fn kubeconfig_of(&self, user: &str) -> PathBuf {
        assert!(users::USERS.iter().any(|(name, _)| *name == user), "there is no user {user}");
        self.folder().join(format!("{user}.kubeconfig"))
    }

    fn write_kubeconfigs(&self) {
        let by_certificate = |name: &str| json!({ "client-certificate-data": self.encoded(&format!("{name}.crt")), "client-key-data": self.encoded(&format!("{name}.key")) });
        let users = users::USERS.iter().map(|(name, _)| (*name, json!({ "token": users::token(name) })));
        for (name, user) in [("admin", by_certificate("admin")), ("fakelet", by_certificate("fakelet"))].into_iter().chain(users) {
            self.write(&format!("{name}.kubeconfig"), &self.kubeconfig_text(&user));
        }
    }

    /// A kubeconfig with one context, `test`, and this user: an object such as `{ "token": "…" }`. It is JSON, which YAML includes.
    pub fn kubeconfig_text(&self, user: &Value) -> String {
        let config = json!({
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [ { "name": "test", "cluster": { "server": self.server(), "certificate-authority-data": self.ca_data() } } ],
            "users": [ { "name": "test", "user": user } ],
            "contexts": [ { "name": "test", "context": { "cluster": "test", "user": "test", "namespace": "default" } } ],
            "current-context": "test",
        });
        format!("{config:#}\n")
    }

    fn encoded(&self, file: &str) -> String {
        STANDARD.encode(fs::read(self.folder().join("pki").join(file)).unwrap())
    }

    // --- What is in it

    /// A `kubectl` of an administrator, or of whom `--kubeconfig` among the arguments names.
    pub fn kubectl_command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(stack::binary("kubectl"));
        command.env_clear().env("HOME", self.folder()).env("KUBECONFIG", self.kubeconfig()).current_dir(self.folder());
        command.args(args).stdin(Stdio::null());
        command
    }

    /// What `kubectl` prints with these arguments, which must succeed.
    #[track_caller]
    pub fn kubectl(&self, args: &[&str]) -> String {
        let output = self.try_kubectl(args);
        assert!(output.status.success(), "kubectl {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What `kubectl` does with these arguments.
    pub fn try_kubectl(&self, args: &[&str]) -> Output {
        self.kubectl_command(args).output().unwrap()
    }

    /// The answer to `kubectl get … -o json`.
    pub fn get(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = [&["get", "-o", "json"], args].concat();
        serde_json::from_str(&self.kubectl(&args)).unwrap()
    }

    /// Creates the objects of a YAML text, or makes them as it says.
    #[track_caller]
    pub fn apply(&self, yaml: &str) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let path = self.write(&format!("applied-{}.yaml", COUNT.fetch_add(1, Ordering::Relaxed)), yaml);
        self.kubectl(&["apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", path.to_str().unwrap()]);
    }

    /// Deletes an object and waits until it is gone.
    pub fn delete(&self, kind: &str, namespace: &str, name: &str) {
        self.kubectl(&["delete", kind, "-n", namespace, name]);
    }

    /// Waits until every object has its pods, and every pod its status.
    pub fn settle(&self) {
        wait("settled cluster", || {
            let list = self.get(&["deploy,rs,sts,ds,rc,jobs,cronjobs,pods", "-A"]);
            stack::is_settled(list["items"].as_array().unwrap()).then_some(())
        });
    }

    /// Creates the pods `fleet-000`, `fleet-001` … in the namespace `fleet`, each an Istio sidecar's, and waits until all are ready.
    /// Port 15000 of all of them leads to `target`.
    pub fn fleet(&self, count: usize, target: &str) {
        self.forward("fleet/fleet-*", 15000, target);
        self.apply(&include_str!("cluster/fleet.yaml").replace("@COUNT@", &count.to_string()));
        let ready = "jsonpath={.items[*].status.conditions[?(@.type=='Ready')].status}";
        wait("ready fleet", || {
            let statuses = self.kubectl(&["get", "pods", "-n", "fleet", "-o", ready]);
            (statuses.split(' ').filter(|status| *status == "True").count() >= count).then_some(())
        });
    }

    // --- What is behind the pods

    /// Leads a port of the pods that `NAMESPACE/GLOB` names to an address of this machine: `HOST:PORT`, or the path of a unix socket.
    pub fn forward(&self, pods: &str, port: u16, target: &str) {
        self.add_rule("forward", &format!("{pods}:{port}"), json!({ "to": target }));
    }

    /// The same with more in the rule: `delay`, a time before the connection is made such as `"3s"`, and `cut`, a number of bytes after
    /// which it ends.
    pub fn forward_rule(&self, pods: &str, port: u16, rule: Value) {
        self.add_rule("forward", &format!("{pods}:{port}"), rule);
    }

    /// Says what commands do in the containers that `NAMESPACE/GLOB/CONTAINER` names. See `fakelet/rules.go` for what a rule has.
    pub fn exec_rule(&self, containers: &str, rule: Value) {
        self.add_rule("exec", containers, rule);
    }

    /// Replaces all rules.
    pub fn set_rules(&self, rules: Value) {
        let mut held = self.rules.lock().unwrap();
        *held = rules;
        self.write_rules(&held);
    }

    fn add_rule(&self, kind: &str, key: &str, rule: Value) {
        let mut rules = self.rules.lock().unwrap();
        rules[kind][key] = rule;
        self.write_rules(&rules);
    }

    fn write_rules(&self, rules: &Value) {
        // In one step: fakelet reads them at any time.
        let new = self.write("rules.json.new", &rules.to_string());
        fs::rename(new, self.folder().join("rules.json")).unwrap();
    }

    /// Writes a file into the cluster's folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    // --- Ways to a pod by other means than the program's

    /// A local address that `kubectl port-forward` leads to a pod's port, for as long as the value lives.
    pub fn port_forward(&self, namespace: &str, pod: &str, port: u16) -> PortForward {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let path = self.folder().join(format!("port-forward-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        let said = fs::File::create(&path).unwrap();
        let mut command = self.kubectl_command(&["port-forward", "-n", namespace, pod, &format!(":{port}"), "--address", "127.0.0.1"]);
        let process = command.stdout(said.try_clone().unwrap()).stderr(said).spawn().unwrap();
        self.keeper.adopt(process.id());
        let mut forward = PortForward { process, path, address: String::new() };
        forward.address = wait("forwarded port", || {
            let said = forward.said();
            let line = said.lines().find_map(|line| line.strip_prefix("Forwarding from "))?;
            line.split_once(" -> ").map(|(address, _)| address.to_owned())
        });
        forward
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// See [`Cluster::port_forward`].
pub struct PortForward {
    process: Child,
    path: PathBuf,
    /// `127.0.0.1:PORT`.
    pub address: String,
}

impl PortForward {
    /// What `kubectl` has said so far.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.path).unwrap_or_default()
    }
}

impl Drop for PortForward {
    fn drop(&mut self) {
        // Either fails only when the process has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What `get` gives, once it gives something.
pub fn wait<T>(what: &str, mut get: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = get() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "no {what} after {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The repository's folder with what a cluster is built into.
fn tools() -> PathBuf {
    Path::new(ROOT).join(".tools/cluster")
}
