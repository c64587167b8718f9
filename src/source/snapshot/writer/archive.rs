//! A `.tar.zst` that is written by several threads, and whose members can be found without decompressing those before them.
//!
//! Each member is two zstd frames: its tar header, and its content. Frames one behind the other are one valid zstd stream (RFC 8878,
//! section 3.1), so `tar --zstd` reads the file like any other, while threads compress their members at the same time, and a reader
//! steps over contents by their frames' sizes.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::super::error::WriteError;

/// Beyond this level, a dump gets hardly smaller and takes much longer.
const LEVEL: i32 = 3;

/// What a tar file's parts are padded to, in bytes.
const BLOCK: usize = 512;

/// What ends a tar file, in bytes: two blocks of zeros.
const END: usize = 2 * BLOCK;

/// An archive under way.
#[derive(Debug)]
pub(super) struct ArchiveWriter {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    file: File,
    names: HashSet<String>,
    /// Whether a frame was written in part, behind which nothing can be read.
    is_broken: bool,
}

impl ArchiveWriter {
    /// An archive in an empty file; `path` is for messages.
    pub(super) fn new(file: File, path: &Path) -> ArchiveWriter {
        ArchiveWriter { path: path.to_owned(), state: Mutex::new(State { file, names: HashSet::new(), is_broken: false }) }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// Where it is there already, or can't be written.
    pub(super) fn add(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        if !self.lock().names.insert(path.to_owned()) {
            return Err(WriteError::Twice { file: path.to_owned() });
        }
        let mut frames = header(path, bytes.len()).and_then(|header| compress(&header, 0)).map_err(|cause| self.io(cause))?;
        let padding = bytes.len().next_multiple_of(BLOCK) - bytes.len();
        frames.extend(compress(bytes, padding).map_err(|cause| self.io(cause))?);
        self.append(&frames)
    }

    /// Ends the archive; its bytes are on the disk when this returns.
    ///
    /// # Errors
    /// Where it can't be written.
    pub(super) fn finish(self) -> Result<(), WriteError> {
        self.append(&compress(&[], END).map_err(|cause| self.io(cause))?)?;
        self.lock().file.sync_all().map_err(|cause| self.io(cause))
    }

    fn append(&self, frames: &[u8]) -> Result<(), WriteError> {
        let mut state = self.lock();
        if state.is_broken {
            return Err(WriteError::Broken { path: self.path.clone() });
        }
        state.file.write_all(frames).map_err(|cause| {
            state.is_broken = true;
            self.io(cause)
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // The state says itself whether it is broken, and nothing panics while it is not.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn io(&self, cause: io::Error) -> WriteError {
        WriteError::Io { path: self.path.clone(), cause }
    }
}

/// A member's tar header, or headers where its name is long.
fn header(path: &str, size: usize) -> io::Result<Vec<u8>> {
    let mut header = tar::Header::new_gnu();
    header.set_size(size as u64);
    header.set_mode(0o600);
    header.set_mtime(std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()));
    let mut builder = tar::Builder::new(Vec::new());
    builder.append_data(&mut header, path, io::empty())?;
    let mut bytes = builder.into_inner()?;
    bytes.truncate(bytes.len() - END);
    Ok(bytes)
}

/// One frame with these bytes and zeros behind them, which says its size.
fn compress(bytes: &[u8], zeros: usize) -> io::Result<Vec<u8>> {
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), LEVEL)?;
    encoder.set_pledged_src_size(Some((bytes.len() + zeros) as u64))?;
    encoder.write_all(bytes)?;
    encoder.write_all(&[0; END][..zeros])?;
    encoder.finish()
}
