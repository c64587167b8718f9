//! Writing a snapshot: into a partial folder or file beside the target, which is renamed when it is whole.

mod archive;
mod target;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use self::archive::ArchiveWriter;
use self::target::{create_file, create_folder, may_write, remove};
use super::error::WriteError;
use super::folder::{Folder, is_name};
use super::manifest::{self, Manifest};

/// What becomes of a snapshot that is at the target already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced when the new one is whole; so is what a run left that did not finish. A folder that is no snapshot stays.
    Replace,
}

/// Writes a snapshot. Files may be added from several threads; each is on the disk when its call returns.
///
/// Until [`finish`](SnapshotWriter::finish), everything stands under the target's name with `.partial` behind it. A writer that is
/// dropped before leaves that as it is.
#[derive(Debug)]
pub struct SnapshotWriter {
    target: PathBuf,
    partial: PathBuf,
    sink: Sink,
}

#[derive(Debug)]
enum Sink {
    Folder,
    Archive(ArchiveWriter),
}

impl SnapshotWriter {
    /// Begins a snapshot at `target`: one file where its name ends in `.tar.zst` or `.tzst`, else a folder.
    ///
    /// # Errors
    /// [`WriteError::Exists`], [`WriteError::Leftover`] and [`WriteError::NotASnapshot`] where something is there that stays,
    /// [`WriteError::BadTarget`] for a path that can't be a snapshot's, [`WriteError::Io`] where the system will not write.
    pub fn create(target: &Path, existing: Existing) -> Result<SnapshotWriter, WriteError> {
        let bad = |why| WriteError::BadTarget { path: target.to_owned(), why };
        let name = target.file_name().ok_or_else(|| bad("it has no name of its own"))?;
        let shown = name.to_string_lossy().to_lowercase();
        let is_archive = shown.ends_with(".tar.zst") || shown.ends_with(".tzst");
        if !is_archive && [".tar", ".gz", ".tgz", ".zip", ".zst", ".json"].iter().any(|ending| shown.ends_with(ending)) {
            return Err(bad("of files, only .tar.zst is written"));
        }
        let mut partial = name.to_owned();
        partial.push(".partial");
        let partial = target.with_file_name(partial);
        if !may_write(target, is_archive, existing)? {
            return Err(WriteError::Exists { path: target.to_owned() });
        }
        if partial.symlink_metadata().is_ok() {
            if existing == Existing::Keep {
                return Err(WriteError::Leftover { path: partial });
            }
            remove(&partial)?;
        }
        let sink = if is_archive {
            Sink::Archive(ArchiveWriter::new(create_file(&partial)?, &partial))
        } else {
            create_folder(&partial)?;
            Sink::Folder
        };
        Ok(SnapshotWriter { target: target.to_owned(), partial, sink })
    }

    /// The snapshot's path once it is finished.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file of a proxy, such as `config_dump.json`.
    ///
    /// # Errors
    /// [`WriteError::BadName`] for a name that can't be a file's, [`WriteError::Twice`] where the file is there already,
    /// [`WriteError::Io`] where the system will not write, after which an archive answers every call by [`WriteError::Broken`].
    pub fn add(&self, folder: &Folder, file: &str, bytes: &[u8]) -> Result<(), WriteError> {
        if !is_name(file) {
            return Err(WriteError::BadName { name: file.to_owned() });
        }
        self.write(Some(folder), file, bytes)
    }

    fn write(&self, folder: Option<&Folder>, file: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = folder.map_or_else(|| file.to_owned(), |folder| format!("{folder}/{file}"));
        match &self.sink {
            Sink::Archive(archive) => archive.add(&path, bytes),
            Sink::Folder => {
                let on_disk = self.partial.join(&path);
                if let Some(folder) = folder {
                    create_folder(&self.partial.join(folder.as_str()))?;
                }
                let mut created = match create_file(&on_disk) {
                    Err(WriteError::Io { cause, .. }) if cause.kind() == io::ErrorKind::AlreadyExists => {
                        return Err(WriteError::Twice { file: path });
                    }
                    created => created?,
                };
                created.write_all(bytes).map_err(|cause| WriteError::Io { path: on_disk, cause })
            }
        }
    }

    /// Writes the manifest and gives the snapshot its name.
    ///
    /// # Errors
    /// As [`add`](SnapshotWriter::add); the partial snapshot then stays.
    pub fn finish(self, manifest: &Manifest) -> Result<(), WriteError> {
        self.write(None, manifest::FILE_NAME, &manifest.to_json())?;
        let SnapshotWriter { target, partial, sink } = self;
        let is_folder = matches!(sink, Sink::Folder);
        if let Sink::Archive(archive) = sink {
            archive.finish()?;
        }
        let io = |cause| WriteError::Io { path: target.clone(), cause };
        if is_folder && target.symlink_metadata().is_ok() {
            // A folder can't be renamed over one that has content, so the old one steps aside until the new one stands.
            let mut aside = target.file_name().unwrap_or_default().to_owned();
            aside.push(".replaced");
            let aside = target.with_file_name(aside);
            fs::rename(&target, &aside).map_err(io)?;
            fs::rename(&partial, &target).map_err(io)?;
            return remove(&aside);
        }
        fs::rename(&partial, &target).map_err(io)
    }

    /// Removes what was written, for a run that has nothing to keep.
    ///
    /// # Errors
    /// [`WriteError::Io`] where the system will not.
    pub fn discard(self) -> Result<(), WriteError> {
        let SnapshotWriter { partial, sink, .. } = self;
        // An open file can't be removed on every system.
        drop(sink);
        remove(&partial)
    }
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    /// What is in a folder, by name.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_interrupted_run_leaves_only_a_partial_snapshot() {
        for name in ["snap", "snap.tar.zst"] {
            let scratch = Scratch::new();
            let writer = SnapshotWriter::create(&scratch.path(name), Existing::Keep).unwrap();
            writer.add(&Folder::pod("default", "a").unwrap(), "certs.json", b"{}").unwrap();
            drop(writer);
            let partial = format!("{name}.partial");
            assert_eq!(names(scratch.root()), std::slice::from_ref(&partial));
            let again = SnapshotWriter::create(&scratch.path(name), Existing::Keep);
            assert!(matches!(again, Err(WriteError::Leftover { path }) if path == scratch.path(&partial)));
            let again = SnapshotWriter::create(&scratch.path(name), Existing::Replace).unwrap();
            again.finish(&Manifest::new(Vec::new())).unwrap();
            assert_eq!(names(scratch.root()), [name]);
        }
    }

    #[test]
    fn what_exists_stays_unless_it_may_be_replaced() {
        for name in ["snap", "snap.tar.zst"] {
            let scratch = Scratch::new();
            let path = scratch.path(name);
            SnapshotWriter::create(&path, Existing::Keep).unwrap().finish(&Manifest::new(vec!["first".into()])).unwrap();
            assert!(matches!(SnapshotWriter::create(&path, Existing::Keep), Err(WriteError::Exists { .. })));
            let writer = SnapshotWriter::create(&path, Existing::Replace).unwrap();
            writer.add(&Folder::admin("localhost:1"), "ready.txt", b"LIVE\n").unwrap();
            writer.finish(&Manifest::new(vec!["second".into()])).unwrap();
            assert_eq!(names(scratch.root()), [name]);
            let file = if path.is_dir() { path.join("manifest.json") } else { path };
            let bytes = fs::read(file).unwrap();
            let text = zstd::decode_all(&*bytes).unwrap_or(bytes);
            assert!(String::from_utf8(text).unwrap().contains("\"asked\": [\n    \"second\""));
        }
    }

    #[test]
    fn only_a_snapshot_is_replaced_by_one() {
        let scratch = Scratch::new();
        scratch.write("home/letter.txt", b"dear");
        let home = SnapshotWriter::create(&scratch.path("home"), Existing::Replace);
        assert!(matches!(home, Err(WriteError::NotASnapshot { .. })));
        for bad in ["home/letter.txt", "snap.zip", "snap.tar.gz", ".."] {
            let result = SnapshotWriter::create(&scratch.path(bad), Existing::Replace);
            assert!(matches!(result, Err(WriteError::BadTarget { .. })), "{bad}: {result:?}");
        }
        fs::create_dir(scratch.path("empty")).unwrap();
        SnapshotWriter::create(&scratch.path("empty"), Existing::Keep).unwrap().discard().unwrap();
        assert_eq!(names(scratch.root()), ["empty", "home"]);
    }

    #[test]
    fn a_file_is_written_once_and_under_a_plain_name() {
        for name in ["snap", "snap.tar.zst"] {
            let scratch = Scratch::new();
            let writer = SnapshotWriter::create(&scratch.path(name), Existing::Keep).unwrap();
            let folder = Folder::pod("default", "a").unwrap();
            writer.add(&folder, "certs.json", b"1").unwrap();
            let twice = writer.add(&folder, "certs.json", b"2");
            assert!(matches!(twice, Err(WriteError::Twice { file }) if file == "proxies/default/a/certs.json"));
            assert!(matches!(writer.add(&folder, "../certs.json", b"3"), Err(WriteError::BadName { .. })));
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_a_snapshot() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new();
        for name in ["snap", "snap.tar.zst"] {
            let writer = SnapshotWriter::create(&scratch.path(name), Existing::Keep).unwrap();
            writer.add(&Folder::pod("default", "a").unwrap(), "certs.json", b"1").unwrap();
            writer.finish(&Manifest::new(Vec::new())).unwrap();
        }
        let mode = |path: &str| scratch.path(path).metadata().unwrap().permissions().mode() & 0o777;
        for folder in ["snap", "snap/proxies", "snap/proxies/default", "snap/proxies/default/a"] {
            assert_eq!(mode(folder), 0o700, "{folder}");
        }
        for file in ["snap/manifest.json", "snap/proxies/default/a/certs.json", "snap.tar.zst"] {
            assert_eq!(mode(file), 0o600, "{file}");
        }
    }
}
