//! Compressed bytes as a stream that can be moved in.
//!
//! Forward is by decompressing, backward by beginning anew. A zstd stream of several frames that say their sizes, as snapshots are
//! written, is moved in by stepping over frames.

use std::fmt;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::source::file::Bytes;

/// The largest window that zstd has, as a power of two: `zstd --long=31` makes such files.
const WINDOW: u32 = 31;

/// Bytes that several readers share.
#[derive(Clone, Debug)]
pub(super) struct Shared(pub Arc<Bytes>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// How bytes are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Zstd,
}

impl Coding {
    /// The coding of what begins so (sources: RFC 1952, RFC 8878); none for nothing.
    pub(super) fn of(start: &[u8]) -> Option<Coding> {
        match start {
            [] => None,
            [0x1f, 0x8b, ..] => Some(Coding::Gzip),
            // A skippable frame may stand first; its magic number's last four bits are free.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Coding::Zstd),
            _ => Some(Coding::Plain),
        }
    }

    /// A reader of the decompressed bytes.
    pub(super) fn reader<'a>(self, bytes: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Coding::Plain => Box::new(bytes),
            Coding::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(bytes)),
            Coding::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes)?;
                decoder.window_log_max(WINDOW)?;
                Box::new(decoder)
            }
        })
    }
}

/// A place where decompression can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    /// In the compressed bytes.
    offset: usize,
    /// In the decompressed ones.
    start: u64,
}

/// Compressed bytes, of which streams are made.
#[derive(Clone, Debug)]
pub(super) struct Source {
    coding: Coding,
    bytes: Shared,
    frames: Arc<[Frame]>,
}

impl Source {
    /// The bytes, with the places where decompression can begin.
    pub(super) fn new(coding: Coding, bytes: Shared) -> Source {
        let frames = if coding == Coding::Zstd { frames(bytes.as_ref()) } else { vec![Frame { offset: 0, start: 0 }] };
        Source { coding, bytes, frames: frames.into() }
    }

    /// Whether a place far from the beginning is reached only through all that stands before it.
    pub(super) fn is_read_in_order(&self) -> bool {
        self.coding != Coding::Plain && self.frames.len() == 1
    }

    /// A stream at its beginning.
    pub(super) fn stream(&self) -> io::Result<Stream> {
        let reader = self.reader(0)?;
        Ok(Stream { source: self.clone(), reader, at: 0, is_at_end: false })
    }

    fn reader(&self, offset: usize) -> io::Result<Box<dyn Read + Send>> {
        let mut cursor = Cursor::new(self.bytes.clone());
        cursor.set_position(offset as u64);
        self.coding.reader(cursor)
    }
}

/// Decompressed bytes, with a place in them.
pub(super) struct Stream {
    source: Source,
    reader: Box<dyn Read + Send>,
    at: u64,
    is_at_end: bool,
}

impl Stream {
    /// Whether reading has come to the end.
    pub(super) fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    fn begin(&mut self, frame: Frame) -> io::Result<()> {
        self.reader = self.source.reader(frame.offset)?;
        self.at = frame.start;
        self.is_at_end = false;
        Ok(())
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("source", &self.source).field("at", &self.at).finish_non_exhaustive()
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(into)?;
        self.at += count as u64;
        self.is_at_end |= count == 0 && !into.is_empty();
        Ok(count)
    }
}

impl Seek for Stream {
    /// Moves to a place, which must not lie behind the end: that is how a file that is cut off is noticed.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(to) => Some(to),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(_) => None,
        };
        let to = to.ok_or(io::ErrorKind::Unsupported)?;
        if self.source.coding == Coding::Plain {
            let end = self.source.bytes.as_ref().len() as u64;
            if to > end {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.begin(Frame { offset: to as usize, start: to })?;
            return Ok(to);
        }
        let frames = &self.source.frames;
        let frame = frames[frames.partition_point(|frame| frame.start <= to).saturating_sub(1)];
        if to < self.at || frame.start > self.at {
            self.begin(frame)?;
        }
        let missing = to - self.at;
        if io::copy(&mut self.by_ref().take(missing), &mut io::sink())? < missing {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(to)
    }
}

/// The frames of a zstd stream, up to the first that doesn't say its size or is cut off. No content is decompressed.
fn frames(bytes: &[u8]) -> Vec<Frame> {
    let mut frames = vec![Frame { offset: 0, start: 0 }];
    loop {
        let last = frames[frames.len() - 1];
        let rest = &bytes[last.offset..];
        let Ok(Some(content)) = zstd::zstd_safe::get_frame_content_size(rest) else { break };
        let Ok(compressed) = zstd::zstd_safe::find_frame_compressed_size(rest) else { break };
        let (offset, start) = (last.offset + compressed, last.start.checked_add(content));
        match start {
            Some(start) if compressed > 0 && offset < bytes.len() => frames.push(Frame { offset, start }),
            _ => break,
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(coding: Coding, bytes: Vec<u8>) -> Stream {
        Source::new(coding, Shared(Arc::new(Bytes::Owned(bytes)))).stream().unwrap()
    }

    #[test]
    fn a_stream_is_moved_in_whatever_it_is_compressed_by() {
        let text: Vec<u8> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
        let parts: Vec<u8> = text.chunks(70_000).flat_map(|part| zstd::bulk::compress(part, 1).unwrap()).collect();
        assert!(frames(&parts).len() == text.len().div_ceil(70_000) && frames(&parts)[1].start == 70_000);
        let gzip = super::super::super::scratch::gzip(&text);
        let whole = zstd::encode_all(&*text, 1).unwrap();
        for (coding, bytes) in [(Coding::Plain, text.clone()), (Coding::Gzip, gzip), (Coding::Zstd, whole), (Coding::Zstd, parts)] {
            let mut stream = stream(coding, bytes);
            for at in [0, 5, 140_000, 139_999, 700_000, 70_000, text.len() - 3] {
                assert_eq!(stream.seek(SeekFrom::Start(at as u64)).unwrap(), at as u64);
                let mut three = [0; 3];
                stream.read_exact(&mut three).unwrap();
                assert_eq!(three, text[at..at + 3], "{coding:?} at {at}");
            }
            assert!(stream.seek(SeekFrom::Start(text.len() as u64 + 1)).is_err(), "{coding:?}");
        }
    }

    #[test]
    fn frames_that_lie_or_end_early_are_no_reason_to_panic() {
        let parts: Vec<u8> = [b"one", b"two"].iter().flat_map(|part| zstd::bulk::compress(*part, 1).unwrap()).collect();
        for length in 1..parts.len() {
            let mut stream = stream(Coding::Zstd, parts[..length].to_vec());
            let mut read = Vec::new();
            let _ = stream.read_to_end(&mut read);
            assert!(b"onetwo".starts_with(&read));
        }
    }
}
