//! A package that is written anew.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The same package with other content in some parts, and with new ones at its end. Every part
/// that does not change keeps its bytes as they are packed.
pub(crate) fn repacked(bytes: &[u8], changes: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, String> {
    let repack = |mut changes: BTreeMap<String, Vec<u8>>| -> ZipResult<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut packed = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
        for i in 0..archive.len() {
            let part = archive.by_index_raw(i)?;
            let name = part.name()?.into_owned();
            match changes.remove(&name) {
                Some(content) => {
                    packed.start_file(name, SimpleFileOptions::default())?;
                    packed.write_all(&content)?;
                }
                None => packed.raw_copy_file(part)?,
            }
        }
        for (name, content) in changes {
            packed.start_file(name, SimpleFileOptions::default())?;
            packed.write_all(&content)?;
        }
        packed.set_raw_comment(archive.comment().into())?;
        Ok(packed.finish()?.into_inner())
    };
    repack(changes).map_err(|error| format!("it cannot be packed anew ({error})"))
}
