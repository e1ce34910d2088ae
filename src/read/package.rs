//! The parts of a document that is a zip file, such as DOCX, ODT and XLSX.
//!
//! A part that would expand to more than [`MOST_EXPANDED`] bytes is refused before it
//! is unpacked any further. No part is ever written to a disk, so its name can do no harm.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a part may expand to.
const MOST_EXPANDED: u64 = 256 << 20;

/// The most bytes that all parts may expand to where a library unpacks them.
#[cfg(feature = "sheets")]
const MOST_IN_ALL: u64 = 1 << 30;

/// An open package.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a package; why not, if it cannot be.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive.map(|archive| Package { archive }).map_err(|error| format!("it is damaged or cut off ({error})"))
    }

    /// A part; `None` if there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
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

    /// Whether there is a part of this name.
    #[cfg(feature = "sheets")]
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Unpacks every part into nothing, before a library does so without a limit. What a part
    /// says of its own size may be a lie.
    #[cfg(feature = "sheets")]
    pub(super) fn measure(&mut self) -> Result<(), String> {
        let mut in_all = 0;
        for index in 0..self.archive.len() {
            // A part that cannot be unpacked is told of by whoever needs it.
            let Ok(part) = self.archive.by_index(index) else { continue };
            let name = part.name().map(|name| name.into_owned()).unwrap_or_default();
            let size = std::io::copy(&mut part.take(MOST_EXPANDED + 1), &mut std::io::sink()).unwrap_or(0);
            if size > MOST_EXPANDED {
                return Err(format!("its part {name} expands to more than {} MiB", MOST_EXPANDED >> 20));
            }
            in_all += size;
            if in_all > MOST_IN_ALL {
                return Err(format!("its parts expand to more than {} MiB", MOST_IN_ALL >> 20));
            }
        }
        Ok(())
    }
}
