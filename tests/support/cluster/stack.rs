//! The processes of a cluster.

use std::collections::HashMap;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use serde_json::Value;

use super::keeper::Keeper;
use super::{PATIENCE, ROOT, tools, users};

/// What is run, in the order in which it was started.
pub struct Stack {
    processes: Mutex<Vec<Process>>,
    /// The API server's address.
    pub server: String,
}

struct Process {
    name: &'static str,
    child: Child,
}

/// Whether everything is built, from the sources that are here. An error says what is missing and how to get it.
pub fn check_built() -> Result<(), String> {
    let script = Path::new(ROOT).join("tests/support/cluster/build.sh");
    let output = Command::new(&script).arg("--check").output().map_err(|error| format!("{}: {error}", script.display()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    Err(format!("there is no Kubernetes to test with ({}); tests/support/cluster/build.sh builds it, with Go", said.trim()))
}

/// One of the built programs.
pub fn binary(name: &str) -> PathBuf {
    tools().join(name)
}

impl Stack {
    /// Starts the API server and its store, and waits until it is ready.
    pub fn start(keeper: &Keeper) -> Result<Stack, String> {
        let folder = keeper.folder();
        let made = Command::new(binary("fakelet")).arg("pki").arg(folder.join("pki")).output().map_err(|error| error.to_string())?;
        if !made.status.success() {
            return Err(format!("fakelet pki: {}", String::from_utf8_lossy(&made.stderr)));
        }
        fs::write(folder.join("tokens.csv"), users::tokens()).unwrap();
        let [api, etcd, peer] = free_ports();
        let stack = Stack { processes: Mutex::default(), server: format!("https://127.0.0.1:{api}") };

        let [etcd, peer] = [etcd, peer].map(|port| format!("http://127.0.0.1:{port}"));
        let cluster = format!("default={peer}");
        // Its data lasts for minutes, so it needs no care for the disk.
        let flags = ["--data-dir=etcd", "--unsafe-no-fsync", "--log-level=warn", "--quota-backend-bytes=536870912"];
        let urls = [
            ("--listen-client-urls", etcd.as_str()),
            ("--advertise-client-urls", &etcd),
            ("--listen-peer-urls", &peer),
            ("--initial-advertise-peer-urls", &peer),
            ("--initial-cluster", &cluster),
        ];
        let urls = urls.map(|(flag, url)| format!("{flag}={url}"));
        stack.spawn("etcd", keeper, &[&flags[..], &urls.each_ref().map(String::as_str)].concat());

        let flags = [
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            &format!("--secure-port={api}"),
            // Its own address is not to be looked for, nor written into the service `kubernetes`.
            "--endpoint-reconciler-type=none",
            &format!("--etcd-servers={etcd}"),
            "--tls-cert-file=pki/apiserver.crt",
            "--tls-private-key-file=pki/apiserver.key",
            "--client-ca-file=pki/ca.crt",
            "--token-auth-file=tokens.csv",
            "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=pki/sa.pub",
            "--service-account-signing-key-file=pki/sa.key",
            "--service-cluster-ip-range=10.96.0.0/16",
            "--allow-privileged=true",
            // Nobody creates a service account with each namespace, so pods do without.
            "--disable-admission-plugins=ServiceAccount",
            "--kubelet-preferred-address-types=InternalIP",
            "--kubelet-certificate-authority=pki/ca.crt",
            "--kubelet-client-certificate=pki/apiserver-kubelet-client.crt",
            "--kubelet-client-key=pki/apiserver-kubelet-client.key",
            // Many clients at once are what some tests are about.
            "--enable-priority-and-fairness=false",
            "--profiling=false",
        ];
        stack.spawn("kube-apiserver", keeper, &flags);
        stack.wait_until_ready(folder)?;
        Ok(stack)
    }

    /// Starts the node, and waits until the API server knows it.
    pub fn start_node(&self, keeper: &Keeper, folder: &Path) -> Result<(), String> {
        let flags = ["run", "--kubeconfig=fakelet.kubeconfig", "--rules=rules.json", "--cert=pki/kubelet.crt", "--key=pki/kubelet.key"];
        self.spawn("fakelet", keeper, &flags);
        let kubeconfig = folder.join("admin.kubeconfig");
        self.wait("node", folder, || kubectl(folder, &kubeconfig, &["get", "node", "node-1"]))
    }

    fn spawn(&self, name: &'static str, keeper: &Keeper, flags: &[&str]) {
        let log = File::create(keeper.folder().join(format!("{name}.log"))).unwrap();
        let mut command = Command::new(binary(name));
        command.current_dir(keeper.folder()).env_clear().args(flags);
        let child = command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap();
        keeper.adopt(child.id());
        self.processes.lock().unwrap().push(Process { name, child });
    }

    /// Waits until the API server has all that it makes at its start, such as the role of administrators.
    fn wait_until_ready(&self, folder: &Path) -> Result<(), String> {
        let (ca, cert, key) = ("--certificate-authority=pki/ca.crt", "--client-certificate=pki/admin.crt", "--client-key=pki/admin.key");
        let server = format!("--server={}", self.server);
        self.wait("ready API server", folder, || kubectl(folder, Path::new("/dev/null"), &["get", "--raw=/readyz", &server, ca, cert, key]))
    }

    /// Waits until something holds, unless one of the processes ends.
    fn wait(&self, what: &str, folder: &Path, mut holds: impl FnMut() -> bool) -> Result<(), String> {
        let start = Instant::now();
        while !holds() {
            for process in self.processes.lock().unwrap().iter_mut() {
                let name = process.name;
                if let Some(status) = process.child.try_wait().unwrap() {
                    return Err(format!(
                        "{name} ended with {status} before there was a {what}; its log ends with:\n{}",
                        end_of_log(folder, name)
                    ));
                }
            }
            if start.elapsed() > PATIENCE {
                return Err(format!(
                    "no {what} after {PATIENCE:?}; the API server's log ends with:\n{}",
                    end_of_log(folder, "kube-apiserver")
                ));
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Ok(())
    }

    /// Ends the processes, the last one first.
    pub fn stop(&self) {
        while let Some(mut process) = self.processes.lock().unwrap().pop() {
            // Nothing of theirs is needed any more, so they need not end in order. Either fails only when the process has ended already.
            let _ = process.child.kill();
            let _ = process.child.wait();
        }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.stop();
    }
}

fn kubectl(folder: &Path, kubeconfig: &Path, args: &[&str]) -> bool {
    let mut command = Command::new(binary("kubectl"));
    command.env_clear().env("HOME", folder).env("KUBECONFIG", kubeconfig).current_dir(folder).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

fn end_of_log(folder: &Path, name: &str) -> String {
    let log = fs::read_to_string(folder.join(format!("{name}.log"))).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

/// Free ports of 127.0.0.1. They are below those that the system gives to connections and to whoever asks for any port, so that
/// nobody takes one before its server listens.
fn free_ports<const N: usize>() -> [u16; N] {
    let mut held = Vec::new();
    let mut port = 20_000 + (std::process::id() * 7 % 10_000) as u16;
    let ports = std::array::from_fn(|_| {
        loop {
            port = if port < 32_000 { port + 1 } else { 20_000 };
            if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
                held.push(listener);
                return port;
            }
        }
    });
    drop(held);
    ports
}

/// Whether each of these objects has what belongs to it: owners their pods, and pods a status.
pub fn is_settled(items: &[Value]) -> bool {
    let mut owned: HashMap<&str, u64> = HashMap::new();
    for item in items {
        for owner in item["metadata"]["ownerReferences"].as_array().into_iter().flatten() {
            *owned.entry(owner["uid"].as_str().unwrap()).or_default() += 1;
        }
    }
    items.iter().all(|item| {
        let spec = &item["spec"];
        let wanted = match item["kind"].as_str().unwrap() {
            // One that is bound to no node never gets further.
            "Pod" => return spec["nodeName"].is_null() || !item["status"]["conditions"].is_null(),
            "Job" => spec["parallelism"].as_u64().unwrap(),
            "Deployment" | "CronJob" | "DaemonSet" => 1,
            _ => spec["replicas"].as_u64().unwrap(),
        };
        owned.get(item["metadata"]["uid"].as_str().unwrap()).copied().unwrap_or_default() >= wanted
    })
}
