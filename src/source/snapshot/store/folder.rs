//! Files below a folder.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::super::answer::HEAD;
use super::super::error::BundleError;
use super::{Member, Opened, Place, Store, member_error};
use crate::source::file::{self, Content};

/// How deep folders are looked into: the layouts that are known stand at most six deep, and someone may give the root of a disk.
const DEEPEST: usize = 8;

/// A folder.
#[derive(Debug)]
pub(in super::super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Finds the files that are of use, in the order of their paths. Links and hidden folders are not followed.
    pub(super) fn open(root: &Path) -> Result<Opened, BundleError> {
        let mut members = Vec::new();
        // What can't be read is passed over but for the root: a bundle may stand beside somebody else's folders.
        let first = fs::read_dir(root).map_err(|cause| BundleError::Io { path: root.to_owned(), cause })?;
        let mut folders = vec![(first, String::new(), 1)];
        while let Some((entries, prefix, depth)) = folders.pop() {
            for entry in entries.flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                let name = entry.file_name();
                let Some(name) = name.to_str() else { continue };
                let path = format!("{prefix}{name}");
                if kind.is_dir() && depth < DEEPEST && !name.starts_with('.') {
                    let Ok(below) = fs::read_dir(entry.path()) else { continue };
                    folders.push((below, format!("{path}/"), depth + 1));
                } else if kind.is_file() {
                    members.extend(Member::new(&path, Place::OnDisk, || head(&entry.path())));
                }
            }
        }
        members.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Opened { store: Store::Folder(Folder { root: root.to_owned() }), members, cut: None })
    }

    /// A file's bytes; a large one is mapped.
    pub(super) fn read(&self, path: &str) -> Result<Content, BundleError> {
        file::read(&self.root.join(path)).map_err(|error| member_error(&self.root, path, &error.cause))
    }
}

/// A file's first bytes.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(HEAD as u64).read_to_end(&mut head);
    }
    head
}
