//! What holds a bundle's files: a folder, a tar file or a zip file.

mod folder;
mod stream;
mod tar;
mod zip;

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use self::folder::Folder;
use self::stream::{Coding, Shared};
use self::tar::Tar;
use self::zip::Zip;
use super::answer::{Answer, HEAD};
use super::error::BundleError;
use super::manifest;
use crate::source::file::{self, Content};

/// A file that a store holds, of those that are of use here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path from the store's root, with `/` between its parts.
    pub path: String,
    /// The answer that it is; none for a manifest.
    pub answer: Option<Answer>,
    /// How good a copy of the answer it is; less is better.
    pub rank: u8,
    place: Place,
}

/// Where a member's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Below the folder.
    OnDisk,
    /// In the decompressed tar file, in bytes.
    Range { start: u64, size: u64 },
    /// A number in the zip file.
    Number(usize),
}

impl Member {
    /// A member, if it is of use here. `head` gives its first bytes.
    fn new(path: &str, place: Place, head: impl FnOnce() -> Vec<u8>) -> Option<Member> {
        let path = path.trim_start_matches("./").trim_start_matches('/').to_owned();
        if path == manifest::FILE_NAME || path.ends_with(const { "/manifest.json" }) {
            return Some(Member { path, answer: None, rank: 0, place });
        }
        let (answer, rank) = Answer::of(&path, || decompressed_head(head()))?;
        Some(Member { path, answer: Some(answer), rank, place })
    }
}

/// A text's first bytes, decompressed where it is compressed by itself.
fn decompressed_head(head: Vec<u8>) -> Vec<u8> {
    let Some(coding) = Coding::of(&head).filter(|coding| *coding != Coding::Plain) else { return head };
    // What is cut off behind the head is no error here.
    let mut plain = Vec::new();
    if let Ok(mut reader) = coding.reader(io::Cursor::new(head)) {
        let _ = reader.by_ref().take(HEAD as u64).read_to_end(&mut plain);
    }
    plain
}

/// What holds files.
#[derive(Debug)]
pub(super) enum Store {
    Folder(Folder),
    Tar(Tar),
    Zip(Zip),
}

/// A store, what it holds, and why that may not be all.
pub(super) struct Opened {
    pub store: Store,
    /// In the order in which they are read fastest.
    pub members: Vec<Member>,
    pub cut: Option<String>,
}

impl Store {
    /// Opens a folder, or a file that is an archive by its content; none for any other file, of which no more is read than its
    /// beginning, and nothing where it is no regular file, since a pipe can be read only once. `-` is standard input.
    pub(super) fn open(path: &Path) -> Result<Option<Opened>, BundleError> {
        if path.as_os_str() == "-" {
            return Ok(None);
        }
        let io = |cause| BundleError::Io { path: path.to_owned(), cause };
        let metadata = path.metadata().map_err(io)?;
        if metadata.is_dir() {
            return Folder::open(path).map(Some);
        }
        if !metadata.is_file() {
            return Ok(None);
        }
        match kind(File::open(path).map_err(io)?).map_err(io)? {
            Kind::Other => Ok(None),
            Kind::Tar(coding) => {
                let bytes = Shared(Arc::new(file::read_file(path).map_err(io)?));
                Tar::open(path, coding, bytes).map(Some)
            }
            Kind::Zip => {
                let bytes = Shared(Arc::new(file::read_file(path).map_err(io)?));
                Zip::open(path, bytes).map(Some)
            }
        }
    }

    /// Whether members should be read one after the other, in their order.
    pub(super) fn is_read_in_order(&self) -> bool {
        matches!(self, Store::Tar(tar) if tar.is_read_in_order())
    }

    /// A member's bytes, decompressed where it is compressed by itself.
    pub(super) fn read(&self, member: &Member) -> Result<Content, BundleError> {
        match (self, member.place) {
            (Store::Folder(folder), Place::OnDisk) => folder.read(&member.path),
            (Store::Tar(tar), Place::Range { start, size }) => tar.read(&member.path, start, size),
            (Store::Zip(zip), Place::Number(number)) => zip.read(&member.path, number),
            _ => Ok(Content { bytes: file::Bytes::Owned(Vec::new()), cut: Some("it is of another archive".to_owned()) }),
        }
    }

    /// The noun for messages.
    pub(super) fn what(&self) -> &'static str {
        if matches!(self, Store::Folder(_)) { "folder" } else { "archive" }
    }
}

/// What a file's content is.
enum Kind {
    Tar(Coding),
    Zip,
    Other,
}

/// Tells an archive from any other file by its first bytes, whatever its name is.
fn kind(mut file: File) -> io::Result<Kind> {
    let mut start = Vec::new();
    file.by_ref().take(4).read_to_end(&mut start)?;
    // The second is that of a zip file without members.
    if start == b"PK\x03\x04" || start == b"PK\x05\x06" {
        return Ok(Kind::Zip);
    }
    let Some(coding) = Coding::of(&start) else { return Ok(Kind::Other) };
    let mut block = Vec::new();
    let whole = BufReader::new(io::Cursor::new(start).chain(file));
    // A compressed file that breaks off here is for whoever reads ordinary files to say.
    let _ = coding.reader(whole).and_then(|reader| reader.take(tar::BLOCK).read_to_end(&mut block));
    Ok(if tar::is_header(&block) { Kind::Tar(coding) } else { Kind::Other })
}

/// A member's error, in one clause.
fn member_error(path: &Path, member: &str, cause: &dyn std::fmt::Display) -> BundleError {
    BundleError::Member { path: path.to_owned(), member: member.to_owned(), why: cause.to_string() }
}

/// Reads what is left of a member, and says what kept it from being all.
fn read_to_end(mut reader: impl Read, size: u64) -> Content {
    // The announced size is only a hint for one allocation: an archive can announce anything.
    let mut bytes = Vec::with_capacity(size.min(64 << 20) as usize);
    let result = reader.by_ref().take(size).read_to_end(&mut bytes);
    let cut = match result {
        Err(error) => Some(format!("it breaks off after {} of {size} bytes: {error}", bytes.len())),
        Ok(_) if (bytes.len() as u64) < size => Some(format!("it breaks off after {} of {size} bytes", bytes.len())),
        Ok(_) => None,
    };
    let mut content = file::decompress(file::Bytes::Owned(bytes));
    content.cut = cut.or(content.cut);
    content
}
