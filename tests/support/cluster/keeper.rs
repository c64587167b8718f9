//! Makes sure that nothing outlives the test program, however that ends.

use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use super::super::envoy::Envoy;

/// Reads the ids of processes and the paths of folders, until the test program closes the pipe or is gone. Then it kills and removes them.
const SCRIPT: &str = r#"
pids=
while read -r line; do
    case $line in
    done) pids= ;;
    /*) set -- "$@" "$line" ;;
    *) pids="$pids $line" ;;
    esac
done
[ -z "$pids" ] || kill -9 $pids
# What was just killed may be writing its last file.
rm -rf "$@" || { sleep 1; rm -rf "$@"; }
"#;

/// A shell that waits for the end of this program, and a folder that is gone after it.
pub struct Keeper {
    shell: Mutex<Option<(Child, ChildStdin)>>,
    folder: PathBuf,
}

impl Keeper {
    /// Starts it.
    pub fn start() -> Keeper {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("meshctl-cluster-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("pki")).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "keeper"]).arg(&folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        // In a group of its own, it goes on when Ctrl-C ends the test program.
        let mut shell = command.process_group(0).spawn().unwrap();
        let pipe = shell.stdin.take().unwrap();
        Keeper { shell: Mutex::new(Some((shell, pipe))), folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Has a process killed in the end.
    pub fn adopt(&self, process: u32) {
        self.tell(&process.to_string());
    }

    /// Has an Envoy killed, and its folder removed, in the end.
    pub fn adopt_envoy(&self, envoy: &Envoy) {
        self.adopt(envoy.process());
        self.tell(envoy.folder().to_str().unwrap());
    }

    fn tell(&self, line: &str) {
        if let Some((_, pipe)) = self.shell.lock().unwrap().as_mut() {
            writeln!(pipe, "{line}").unwrap();
        }
    }

    /// Ends it after an orderly end of all processes: it kills nothing any more.
    pub fn stop(&self) {
        let Some((mut shell, mut pipe)) = self.shell.lock().unwrap().take() else { return };
        writeln!(pipe, "done").unwrap();
        drop(pipe);
        shell.wait().unwrap();
    }
}
