//! `--comments`: a copy of a Word document with the findings as comments at their words.
//!
//! The copy never takes the place of a file that is there, the document's own least of
//! all, and it has its name only when it is complete.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::{CliError, reason};
use super::summary::counted;
use super::tell;
use super::walk::Input;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::read::is_word;
use crate::report::word::commented;

/// A copy that is asked for.
#[derive(Debug)]
pub(super) struct Copy {
    path: PathBuf,
}

impl Copy {
    /// Before the document is read: whether there can be such a copy.
    pub(super) fn of(inputs: &[Input], path: &Path) -> Result<Copy, CliError> {
        let [input] = inputs else { return Err(CliError::NotOneDocument(inputs.len())) };
        // Whether it can be read is told when it is read.
        if input.bytes().is_ok_and(|bytes| !is_word(&input.name, &bytes)) {
            return Err(CliError::TakesNoComments(input.name.clone()));
        }
        if fs::symlink_metadata(path).is_ok() {
            return Err(CliError::file(path, &io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        Ok(Copy { path: path.to_owned() })
    }

    /// Writes the copy; why not, if it cannot be written.
    pub(super) fn write(
        &self,
        input: &Input,
        document: &Document,
        diagnostics: &[Diagnostic],
        is_quiet: bool,
    ) -> Result<(), String> {
        let bytes = input.bytes().map_err(|error| reason(&error));
        let copy = bytes.and_then(|bytes| commented(&bytes, document, diagnostics));
        let copy = copy.map_err(|reason| format!("cannot write comments into a copy of {}: {reason}", input.name))?;
        self.put(&copy).map_err(|error| CliError::file(&self.path, &error).to_string())?;
        if !is_quiet {
            let count = counted(diagnostics.len(), "comment");
            tell(&format_args!("wrote {}: {} with {count}", self.path.display(), input.name));
        }
        Ok(())
    }

    fn put(&self, copy: &[u8]) -> io::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = new_file(folder)?;
        file.write_all(copy)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&self.path).map(drop).map_err(|error| error.error)
    }
}

/// A file under a name of its own, which others may read as any new file.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder)
}
