//! Members of a zip file.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::super::answer::HEAD;
use super::super::error::BundleError;
use super::stream::Shared;
use super::{Member, Opened, Place, Store, member_error, read_to_end};
use crate::source::file::Content;

/// A zip file.
#[derive(Debug)]
pub(in super::super) struct Zip {
    path: PathBuf,
    archive: ZipArchive<Cursor<Shared>>,
}

impl Zip {
    /// Finds the members that are of use. A zip file names them at its end, so one that is cut off can't be read.
    pub(super) fn open(path: &Path, bytes: Shared) -> Result<Opened, BundleError> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let mut archive = archive.map_err(|error| BundleError::Broken { path: path.to_owned(), why: error.to_string() })?;
        let mut members = Vec::new();
        for number in 0..archive.len() {
            let Ok(mut file) = archive.by_index(number) else { continue };
            let Some(name) = file.is_file().then(|| file.name().map(|name| name.into_owned()).ok()).flatten() else { continue };
            members.extend(Member::new(&name, Place::Number(number), || {
                let mut head = Vec::new();
                let _ = file.by_ref().take(HEAD as u64).read_to_end(&mut head);
                head
            }));
        }
        Ok(Opened { store: Store::Zip(Zip { path: path.to_owned(), archive }), members, cut: None })
    }

    /// A member's bytes.
    pub(super) fn read(&self, path: &str, number: usize) -> Result<Content, BundleError> {
        // A copy shares the bytes and the list of members, and lets several threads read.
        let mut archive = self.archive.clone();
        let file = archive.by_index(number).map_err(|error| member_error(&self.path, path, &error))?;
        let size = file.size();
        Ok(read_to_end(file, size))
    }
}
