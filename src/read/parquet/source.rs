//! The bytes of a Parquet file, and a bound on what its pages expand to.
//!
//! A page says in its head how large it will be, and the library takes that much memory before it
//! unpacks anything. So each head is looked at first.

use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// A page that expands to more bytes is not read.
const LARGEST_PAGE: u64 = 256 << 20;

/// What is said of such a page.
pub(super) const TOO_LARGE: &str = "a page expands to more than";

/// A source that is read from several places in turn.
pub(super) struct Shared<R> {
    source: Arc<Mutex<R>>,
    length: u64,
}

impl<R: Read + Seek> Shared<R> {
    pub(super) fn new(mut source: R) -> io::Result<Shared<R>> {
        let length = source.seek(SeekFrom::End(0))?;
        Ok(Shared { source: Arc::new(Mutex::new(source)), length })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    fn at(&self, place: u64) -> At<R> {
        At { source: Arc::clone(&self.source), place }
    }
}

/// A source from some place on.
pub(super) struct At<R> {
    source: Arc<Mutex<R>>,
    place: u64,
}

impl<R: Read + Seek> Read for At<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(self.place))?;
        let read = source.read(bytes)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl<R> Length for Shared<R> {
    fn len(&self) -> u64 {
        self.length
    }
}

impl<R: Read + Seek + Send> ChunkReader for Shared<R> {
    type T = BufReader<At<R>>;

    /// What follows is the head of a page.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader = BufReader::with_capacity(HEAD, self.at(start));
        if let Some(size) = expanded(reader.fill_buf()?)
            && size > LARGEST_PAGE
        {
            let most = LARGEST_PAGE >> 20;
            return Err(ParquetError::General(format!("{TOO_LARGE} {most} MiB")));
        }
        Ok(reader)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("it ends before its last page does".to_owned()));
        }
        let mut bytes = vec![0; length];
        self.at(start).read_exact(&mut bytes)?;
        Ok(Bytes::from(bytes))
    }
}

/// The head of a page is read in pieces of so many bytes.
const HEAD: usize = 4 << 10;

/// What a page says that it expands to. Its head begins with the kind of the page and this size,
/// each a byte that tells the type of what follows, and a number in pieces of seven bits, twice
/// itself where it is not negative.
fn expanded(head: &[u8]) -> Option<u64> {
    let (kind, size) = (head.first()? == &I32, head.get(2)? == &I32);
    if !(kind && size) {
        return None;
    }
    let mut value = 0;
    for (i, byte) in head[3..].iter().take(LONGEST).enumerate() {
        value |= u64::from(byte & 0x7F) << (7 * i);
        if byte & 0x80 == 0 {
            return Some(value >> 1);
        }
    }
    None
}

/// The next field, and that it is a number of 32 bits.
const I32: u8 = 0x15;

/// A number of 32 bits has no more pieces.
const LONGEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_page_is_read_from_its_head() {
        assert_eq!(expanded(&[0x15, 0x00, 0x15, 0x14, 0x15]), Some(10));
        assert_eq!(expanded(&[0x15, 0x00, 0x15, 0x80, 0x80, 0x80, 0x80, 0x08]), Some(1 << 30));
        assert_eq!(expanded(&[0x15, 0x00]), None);
        assert_eq!(expanded(b"no page at all"), None);
    }
}
