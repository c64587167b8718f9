//! Files that are written beside their place, and get their name when they are whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::exit::{Failure, UNREACHABLE, USAGE};
use super::partial;

/// A file that is being written. It is removed where it is not finished.
pub(super) struct Beside {
    target: PathBuf,
    partial: PathBuf,
    file: Option<File>,
    failed: Option<io::Error>,
}

impl Beside {
    /// Begins a file.
    pub(super) fn create(target: &Path) -> Result<Beside, Failure> {
        if target.file_name().is_none() {
            return Err(Failure::new(USAGE, format!("{} is no file's name", target.display())));
        }
        let partial = partial(target);
        // What a run left that was killed is nobody's.
        let _ = fs::remove_file(&partial);
        let file = OpenOptions::new().write(true).create_new(true).open(&partial).map_err(|error| failed(&partial, &error))?;
        Ok(Beside { target: target.to_owned(), partial, file: Some(file), failed: None })
    }

    /// Writes more of it. Where this fails, `finish` says so.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        if let (Some(file), None) = (&mut self.file, &self.failed) {
            self.failed = file.write_all(bytes).err();
        }
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        if let Some(error) = &self.failed {
            return Err(failed(&self.partial, error));
        }
        // An open file can't be renamed on every system.
        drop(self.file.take());
        fs::rename(&self.partial, &self.target).map_err(|error| failed(&self.target, &error))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        drop(self.file.take());
        // After `finish` there is nothing of this name.
        let _ = fs::remove_file(&self.partial);
    }
}

/// Whether a file may be written here: nothing is there, or it may be replaced.
pub(super) fn may_write(path: &Path, force: bool) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() && !force {
        return Err(Failure::new(USAGE, format!("{} is there already", path.display())).advise("--force replaces it"));
    }
    Ok(())
}

/// Writes a file that only its owner may read.
pub(super) fn write_private(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if force {
        // One that is there may be readable to others.
        let _ = fs::remove_file(path);
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| failed(path, &error))
}

/// The failure of a file that can't be written.
pub(super) fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(UNREACHABLE, format!("cannot write {}: {error}", path.display()))
}
