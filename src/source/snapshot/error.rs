//! Why a snapshot could not be written or read, in words for the person who asked.

use std::io;
use std::path::PathBuf;

/// Why a snapshot could not be written. The text is one line; what to do about it is in [`WriteError::hint`].
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path can't be a snapshot's.
    #[error("{} cannot be a snapshot: {why}", path.display())]
    BadTarget {
        /// The path as it was given.
        path: PathBuf,
        /// What is wrong with it, as a clause.
        why: &'static str,
    },
    /// Something is there already.
    #[error("{} exists already", path.display())]
    Exists {
        /// The snapshot's path.
        path: PathBuf,
    },
    /// A run before did not finish, or another one is under way.
    #[error("{} is there from a run that did not finish, or still runs", path.display())]
    Leftover {
        /// The partial snapshot's path.
        path: PathBuf,
    },
    /// A folder with something else in it is not replaced by a snapshot.
    #[error("{} is no snapshot, so it is not replaced by one", path.display())]
    NotASnapshot {
        /// The folder.
        path: PathBuf,
    },
    /// A name that would lead out of the snapshot, or can't be a file's.
    #[error("{name:?} cannot be a name in a snapshot")]
    BadName {
        /// The namespace's, pod's or file's name.
        name: String,
    },
    /// Two files would have the same name.
    #[error("{file} is in the snapshot already")]
    Twice {
        /// The file's path in the snapshot.
        file: String,
    },
    /// The operating system would not write.
    #[error("cannot write {}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        cause: io::Error,
    },
    /// A file before this one could not be written whole, so the archive can't be gone on with.
    #[error("{} is broken: an earlier file was not written whole", path.display())]
    Broken {
        /// The partial snapshot's path.
        path: PathBuf,
    },
}

impl WriteError {
    /// What the person who asked can do next, as a sentence without an end stop.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            WriteError::BadTarget { .. } => "give a folder's name, or one that ends in .tar.zst",
            WriteError::Exists { .. } => "give another name, or --force to replace it",
            WriteError::Leftover { .. } => "remove it or --force to replace it; what is whole in it can be read as a snapshot",
            WriteError::NotASnapshot { .. } => "give another name",
            WriteError::Io { cause, .. } if cause.kind() == io::ErrorKind::StorageFull => "free some room, or write to another disk",
            WriteError::BadName { .. } | WriteError::Twice { .. } | WriteError::Io { .. } | WriteError::Broken { .. } => return None,
        };
        Some(hint.to_owned())
    }
}

/// Why an archive or folder could not be read. The text is one line; what to do about it is in [`BundleError::hint`].
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file or folder could not be read.
    #[error("cannot read {}: {cause}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        cause: io::Error,
    },
    /// The archive's own form is broken, so that no file in it can be found.
    #[error("{} is not a whole archive: {why}", path.display())]
    Broken {
        /// The archive.
        path: PathBuf,
        /// What is wrong, as a clause.
        why: String,
    },
    /// One file of an archive could not be read.
    #[error("{}: cannot read {member}: {why}", path.display())]
    Member {
        /// The archive or folder.
        path: PathBuf,
        /// The file's path in it.
        member: String,
        /// What is wrong, as a clause.
        why: String,
    },
    /// The snapshot was written in a form that this program does not know.
    #[error("{}: its form is {version}, newer than this meshctl, which reads {}", path.display(), super::manifest::API_VERSION)]
    Newer {
        /// The archive or folder.
        path: PathBuf,
        /// The manifest's `apiVersion`.
        version: String,
    },
    /// There is nothing of a proxy in it.
    #[error("{}: no Envoy's configuration is in this {what}", path.display())]
    Nothing {
        /// The archive or folder.
        path: PathBuf,
        /// `folder`, `archive`.
        what: &'static str,
    },
}

impl BundleError {
    /// What the person who asked can do next, as a sentence without an end stop.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            BundleError::Newer { .. } => "install a newer meshctl, or take the snapshot with this one",
            BundleError::Nothing { .. } => {
                "snapshots can be read, archives of istioctl bug-report, egctl x collect, glooctl proxy snapshot and consul-k8s debug, \
                 and folders with a config_dump.json"
            }
            BundleError::Broken { .. } => "copy it again: it may not have come over whole",
            BundleError::Io { .. } | BundleError::Member { .. } => return None,
        };
        Some(hint.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_with_its_path() {
        let newer = BundleError::Newer { path: "a.tar.zst".into(), version: "meshctl/snapshot/v2".into() };
        let expect = "a.tar.zst: its form is meshctl/snapshot/v2, newer than this meshctl, which reads meshctl/snapshot/v1";
        assert_eq!(newer.to_string(), expect);
        assert!(newer.hint().is_some());
        let full = WriteError::Io { path: "a".into(), cause: io::ErrorKind::StorageFull.into() };
        assert!(full.hint().is_some() && full.to_string().starts_with("cannot write a: "));
    }
}
