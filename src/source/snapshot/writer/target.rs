//! What is at a snapshot's place before it, and files and folders that only their owner may read.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

use super::super::error::WriteError;
use super::super::manifest::{self, Manifest};
use super::Existing;

/// Whether the target is free, or holds what may be replaced.
pub(super) fn may_write(target: &Path, is_archive: bool, existing: Existing) -> Result<bool, WriteError> {
    let io = |cause| WriteError::Io { path: target.to_owned(), cause };
    let metadata = match target.metadata() {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(io(error)),
    };
    if metadata.is_dir() == is_archive {
        let why = if is_archive { "a folder has that name" } else { "a file has that name" };
        return Err(WriteError::BadTarget { path: target.to_owned(), why });
    }
    if !is_archive && fs::read_dir(target).map_err(io)?.next().is_none() {
        return Ok(true);
    }
    if existing == Existing::Keep {
        return Ok(false);
    }
    if !is_archive {
        let manifest = fs::read(target.join(manifest::FILE_NAME)).unwrap_or_default();
        if matches!(Manifest::read(&manifest), Ok(None)) {
            return Err(WriteError::NotASnapshot { path: target.to_owned() });
        }
    }
    Ok(true)
}

/// Creates a file that only its owner may read: configurations name what a stranger should not know.
pub(super) fn create_file(path: &Path) -> Result<File, WriteError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|cause| WriteError::Io { path: path.to_owned(), cause })
}

/// Creates a folder, and those above it, that only its owner may enter.
pub(super) fn create_folder(path: &Path) -> Result<(), WriteError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|cause| WriteError::Io { path: path.to_owned(), cause })
}

/// Removes a file or a folder with all that is in it.
pub(super) fn remove(path: &Path) -> Result<(), WriteError> {
    let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(|cause| WriteError::Io { path: path.to_owned(), cause })
}
