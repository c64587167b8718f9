//! Command lines in a shell, where `meshctl` is the built program.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The built program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_meshctl");

/// The repository's folder.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A bash that will run `script` in `folder`, with nothing of the caller's environment but where programs are found.
pub fn bash(script: &str, folder: &Path) -> Command {
    let mut command = Command::new("bash");
    command.args(["--norc", "-o", "pipefail", "-c", script]).current_dir(folder).stdin(Stdio::null());
    command.env_clear().env("PATH", path()).env("HOME", folder);
    command
}

/// `PATH` with the built program's folder first.
fn path() -> OsString {
    let folder = Path::new(PROGRAM).parent().unwrap().to_owned();
    let given = env::var_os("PATH").unwrap_or_default();
    env::join_paths([folder].into_iter().chain(env::split_paths(&given))).unwrap()
}

/// A new folder, gone when this is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes it.
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("meshctl-files-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
