//! Whether files have changed since they were read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files and folders that settings were read from.
#[derive(Debug, Default)]
pub(super) struct Watch {
    seen: BTreeMap<PathBuf, Stamp>,
}

/// When a file was changed, and how long it is; nothing if it is not there.
type Stamp = Option<(Option<SystemTime>, u64)>;

impl Watch {
    /// Notes what a file or folder is like, before it is read.
    pub(super) fn note(&mut self, path: &Path) {
        self.seen.entry(path.to_owned()).or_insert_with(|| stamp(path));
    }

    /// Whether one of them is not as it was.
    #[cfg(feature = "lsp")]
    pub(super) fn has_changed(&self) -> bool {
        self.seen.iter().any(|(path, before)| stamp(path) != *before)
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}
