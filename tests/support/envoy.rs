//! A real Envoy, started for one test and ended with it.
//!
//! The binary is `$MESHCTL_ENVOY`, or the pinned one that `tests/setup.sh` installs. Without either a test fails: no imitation of an
//! Envoy stands in for it.

use std::cell::RefCell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use meshctl::source::admin::Admin;
use serde_json::Value;

/// How long a state may take to be reached; only a machine that is far too busy, or a broken test, takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running Envoy with a folder of its own. It ends when this is dropped; after a failed test its log is printed first.
pub struct Envoy {
    process: RefCell<Child>,
    folder: PathBuf,
    address: String,
}

impl Envoy {
    /// Starts an Envoy with `bootstrap` and waits until its admin interface answers. The other `files` are put into its folder first.
    ///
    /// In all of them `@DIR@` stands for that folder, and `@HERE@` for the folder of the test certificate.
    pub fn start(bootstrap: &str, files: &[(&str, &str)], flags: &[&str]) -> Envoy {
        Envoy::start_known(bootstrap, files, flags, |_| {})
    }

    /// The same, and `made` learns of it before the wait.
    pub fn start_known(bootstrap: &str, files: &[(&str, &str)], flags: &[&str], made: impl FnOnce(&Envoy)) -> Envoy {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let binary = binary();
        // Not under target/: the path of a unix socket must be shorter than 108 bytes.
        let name = format!("meshctl-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files.iter().chain(&[("bootstrap.yaml", bootstrap)]) {
            fs::write(folder.join(name), filled(text, &folder)).unwrap();
        }
        let log = File::create(folder.join("log")).unwrap();
        let process = Command::new(binary)
            .current_dir(&folder)
            // A hot restart needs shared memory, whose names collide between Envoys.
            .args(["-c", "bootstrap.yaml", "--admin-address-path", "admin-address", "--disable-hot-restart", "--concurrency", "1"])
            .args(flags)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut envoy = Envoy { process: RefCell::new(process), folder, address: String::new() };
        made(&envoy);
        envoy.address = envoy.wait("an admin address", |envoy| {
            let address = fs::read_to_string(envoy.folder.join("admin-address")).ok()?;
            let address = address.trim();
            let address = if address.starts_with('/') { format!("unix://{address}") } else { format!("http://{address}") };
            // The file may be there before all of the address is in it.
            let admin = Admin::new(&address, PATIENCE).ok()?;
            // While it starts, the port may be open and the interface not; a proxy that allows few paths refuses this one.
            match admin.get("/server_info") {
                Ok(_) => Some(address),
                Err(error) if error.is_refused_path() => Some(address),
                Err(_) => None,
            }
        });
        envoy
    }

    /// The admin interface's address: `http://127.0.0.1:PORT` or `unix:///path`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The folder with this Envoy's files and its log.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The id of its process.
    pub fn process(&self) -> u32 {
        self.process.borrow().id()
    }

    /// A client for the admin interface.
    pub fn admin(&self) -> Admin {
        Admin::new(&self.address, PATIENCE).unwrap()
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.join("log")).unwrap_or_default()).into_owned()
    }

    /// The answer to a GET, which must be JSON.
    pub fn json(&self, path: &str) -> Value {
        let bytes = self.admin().get(path).unwrap();
        serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The whole configuration, once `done` holds for it.
    pub fn dump_when(&self, what: &str, done: impl Fn(&Value) -> bool) -> Value {
        self.json_when("/config_dump?include_eds", what, done)
    }

    /// The answer to a GET, once `done` holds for it.
    pub fn json_when(&self, path: &str, what: &str, done: impl Fn(&Value) -> bool) -> Value {
        self.wait(what, |envoy| Some(envoy.json(path)).filter(&done))
    }

    /// Waits until the proxy has all that it waits for at its start, and takes traffic.
    pub fn live(&self) {
        self.json_when("/server_info", "a live proxy", |info| info["state"] == "LIVE");
    }

    /// Replaces one of its files in one step, as Envoy wants the files that it watches to be replaced.
    pub fn replace(&self, name: &str, text: &str) {
        let new = self.folder.join(format!("{name}.new"));
        fs::write(&new, filled(text, &self.folder)).unwrap();
        fs::rename(new, self.folder.join(name)).unwrap();
    }

    fn wait<T>(&self, what: &str, mut get: impl FnMut(&Envoy) -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = get(self) {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "no {what} after {PATIENCE:?}");
            let ended = self.process.borrow_mut().try_wait().unwrap();
            assert_eq!(ended, None, "Envoy ended while the test waited for {what}");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Envoy {
    fn drop(&mut self) {
        // Either fails only when the process has ended already.
        let process = self.process.get_mut();
        let _ = process.kill();
        let _ = process.wait();
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            eprintln!("--- the end of the Envoy's log\n{}\n---", lines[lines.len().saturating_sub(200)..].join("\n"));
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn filled(text: &str, folder: &Path) -> String {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/envoy");
    text.replace("@DIR@", folder.to_str().unwrap()).replace("@HERE@", here)
}

/// The Envoy binary, or a failure that says how to get it.
fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("MESHCTL_ENVOY") {
        return PathBuf::from(path);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".venv/envoy");
    assert!(path.exists(), "this test needs a real Envoy: run tests/setup.sh, or set MESHCTL_ENVOY to an Envoy 1.40 binary");
    path
}
