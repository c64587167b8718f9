//! A file or standard input, decompressed. A large file is mapped, not copied.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// A file from this size on is mapped; a smaller one is read, which costs less and is safe against truncation meanwhile.
const MAP_FROM: u64 = 8 << 20;

/// A source's bytes.
#[derive(Debug)]
pub enum Bytes {
    /// A mapped file.
    Mapped(Mmap),
    /// Bytes in memory.
    Owned(Vec<u8>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Owned(bytes) => bytes,
        }
    }
}

/// A file's content, or what could be had of it.
#[derive(Debug)]
pub struct Content {
    /// The bytes, decompressed.
    pub bytes: Bytes,
    /// Why the bytes end early, where compressed data is cut off or broken.
    pub cut: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {name}: {cause}")]
pub struct FileError {
    /// The file, or `standard input`.
    pub name: String,
    /// The system's reason.
    pub cause: io::Error,
}

/// Reads a file; `-` is standard input. gzip and zstd are recognised by content.
///
/// # Errors
/// Where it can't be opened or read.
pub fn read(path: &Path) -> Result<Content, FileError> {
    let bytes = if is_standard_input(path) { read_stdin() } else { read_file(path) };
    match bytes {
        Ok(bytes) => Ok(decompress(bytes)),
        Err(cause) => Err(FileError { name: name(path), cause }),
    }
}

/// A file's name in messages: its path, or `standard input`.
pub fn name(path: &Path) -> String {
    if is_standard_input(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read_stdin() -> io::Result<Bytes> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Bytes::Owned(bytes))
}

pub(super) fn read_file(path: &Path) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if metadata.is_file() && metadata.len() >= MAP_FROM {
        // SAFETY: the map is only read. Another process that truncates the file meanwhile ends this one by SIGBUS, as it would any
        // reader of a map; a dump is written once, and small files, which are the ones that get rewritten in place, are not mapped.
        return unsafe { Mmap::map(&file) }.map(Bytes::Mapped);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
    file.read_to_end(&mut bytes)?;
    Ok(Bytes::Owned(bytes))
}

/// The bytes, decompressed where they begin as gzip (RFC 1952) or zstd (RFC 8878) does.
pub(super) fn decompress(bytes: Bytes) -> Content {
    let mut plain = Vec::new();
    let result = if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut plain)
    } else if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        zstd::stream::read::Decoder::with_buffer(&*bytes).and_then(|mut decoder| decoder.read_to_end(&mut plain))
    } else {
        return Content { bytes, cut: None };
    };
    Content { bytes: Bytes::Owned(plain), cut: result.err().map(|error| format!("the compressed data breaks off: {error}")) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn compressed_bytes_are_recognised_and_cut_ones_give_what_is_whole() {
        let text = "{\"configs\":[]}".repeat(1000);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        let zstd = zstd::encode_all(text.as_bytes(), 1).unwrap();
        for compressed in [gzip, zstd] {
            let whole = decompress(Bytes::Owned(compressed.clone()));
            assert!(whole.cut.is_none() && *whole.bytes == *text.as_bytes());
            let cut = decompress(Bytes::Owned(compressed[..compressed.len() / 2].to_vec()));
            assert!(cut.cut.is_some() && text.as_bytes().starts_with(&cut.bytes));
        }
    }
}
