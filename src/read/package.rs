//! The parts of a document that is a zip file, such as DOCX and ODT.
//!
//! A part that would expand to more than [`MOST_EXPANDED`] bytes is refused before it
//! is unpacked any further. No part is ever written to a disk, so its name can do no harm.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a part may expand to.
const MOST_EXPANDED: u64 = 256 << 20;

/// An open package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a package; why not, if it cannot be.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive.map(|archive| Package { archive }).map_err(|error| format!("it is damaged or cut off ({error})"))
    }

    /// A part; `None` if there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("its part {name} cannot be unpacked ({error})")),
        };
        let mut bytes = Vec::new();
        let read = part.take(MOST_EXPANDED + 1).read_to_end(&mut bytes);
        read.map_err(|error| format!("its part {name} is damaged ({error})"))?;
        if bytes.len() as u64 > MOST_EXPANDED {
            return Err(format!("its part {name} expands to more than {} MiB", MOST_EXPANDED >> 20));
        }
        Ok(Some(bytes))
    }
}
