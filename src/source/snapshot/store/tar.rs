//! Members of a tar file, compressed or not.
//!
//! One pass finds the members; each is then read where it stands. How far from there a stream has to be decompressed again is
//! [`Stream`]'s concern.

use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::super::answer::HEAD;
use super::super::error::BundleError;
use super::stream::{Coding, Shared, Source, Stream};
use super::{Member, Opened, Place, Store, member_error, read_to_end};
use crate::source::file::Content;

/// The unit of a tar file, in bytes.
pub(super) const BLOCK: u64 = 512;

/// A tar file.
#[derive(Debug)]
pub(in super::super) struct Tar {
    path: PathBuf,
    source: Source,
    /// Streams that stand where the last members ended, so that whoever reads one member after the other goes over the file once.
    idle: Mutex<Vec<Stream>>,
}

impl Tar {
    /// Finds the members that are of use. Those before the place where the file is cut off are found.
    pub(super) fn open(path: &Path, coding: Coding, bytes: Shared) -> Result<Opened, BundleError> {
        let io = |cause| BundleError::Io { path: path.to_owned(), cause };
        let source = Source::new(coding, bytes);
        let mut archive = tar::Archive::new(source.stream().map_err(io)?);
        let mut members = Vec::new();
        let mut cut = None;
        for entry in archive.entries_with_seek().map_err(io)? {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    cut = Some(format!("the archive breaks off: {error}"));
                    break;
                }
            };
            let kind = entry.header().entry_type();
            if !kind.is_file() && !kind.is_contiguous() {
                continue;
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let place = Place::Range { start: entry.raw_file_position(), size: entry.size() };
            members.extend(Member::new(&name, place, || {
                let mut head = Vec::new();
                let _ = entry.by_ref().take(HEAD as u64).read_to_end(&mut head);
                head
            }));
        }
        let stream = archive.into_inner();
        if cut.is_none() && stream.is_at_end() {
            // A whole tar file ends with blocks of zeros, behind which nothing is read.
            cut = Some("the archive breaks off between two files".to_owned());
        }
        let store = Store::Tar(Tar { path: path.to_owned(), source, idle: Mutex::new(vec![stream]) });
        Ok(Opened { store, members, cut })
    }

    /// Whether it is compressed as a whole.
    pub(super) fn is_read_in_order(&self) -> bool {
        self.source.is_read_in_order()
    }

    /// A member's bytes, as far as they are there.
    pub(super) fn read(&self, path: &str, start: u64, size: u64) -> Result<Content, BundleError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut stream = match idle {
            Some(stream) => stream,
            None => self.source.stream().map_err(|error| member_error(&self.path, path, &error))?,
        };
        stream.seek(SeekFrom::Start(start)).map_err(|error| member_error(&self.path, path, &error))?;
        let content = read_to_end(&mut stream, size);
        if content.cut.is_none() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
        }
        Ok(content)
    }
}

/// Whether a block is a tar header: it holds the sum of its own bytes (source: POSIX.1-2008, pax, "ustar Interchange Format").
pub(super) fn is_header(block: &[u8]) -> bool {
    let Ok(block) = <&[u8; BLOCK as usize]>::try_from(block) else { return false };
    let header = tar::Header::from_byte_slice(block);
    let (before, sum_and_after) = block.split_at(148);
    let sum: u32 = before.iter().chain(&sum_and_after[8..]).map(|byte| u32::from(*byte)).sum();
    block[0] != 0 && header.cksum().is_ok_and(|written| written == sum + 8 * u32::from(b' '))
}
