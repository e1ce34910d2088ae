//! Where the result goes: standard output, or a file that is complete or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::error::CliError;

/// Where the result goes.
#[derive(Debug)]
pub(super) enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file that takes its name when it is complete.
    File(Pending),
    /// A pipe or device that has a name: there is nothing to replace.
    Device(BufWriter<File>),
}

/// A file under a name of its own until it is complete.
#[derive(Debug)]
pub(super) struct Pending {
    file: BufWriter<File>,
    path: PathBuf,
    name: PathBuf,
}

impl Output {
    /// Opens a file, or standard output if there is none.
    pub(super) fn open(name: Option<&Path>) -> Result<Output, CliError> {
        let Some(name) = name else {
            return Ok(Output::Stdout(BufWriter::new(io::stdout())));
        };
        Output::open_file(name).map_err(|error| CliError::file(name, &error))
    }

    fn open_file(name: &Path) -> io::Result<Output> {
        let kind = fs::metadata(name).ok();
        if kind.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::other("it is a folder"));
        }
        if kind.is_some_and(|kind| !kind.is_file()) {
            return Ok(Output::Device(BufWriter::new(File::options().write(true).open(name)?)));
        }
        let file_name = name.file_name().ok_or_else(|| io::Error::other("it is no name of a file"))?;
        let path = name.with_file_name(format!(".{}.{}.tmp", file_name.to_string_lossy(), process::id()));
        let file = BufWriter::new(File::create_new(&path)?);
        Ok(Output::File(Pending { file, path, name: name.to_owned() }))
    }

    /// Puts the result in its place, if all of it was `written`.
    pub(super) fn commit(self, written: io::Result<()>) -> Result<(), CliError> {
        match &self {
            Output::File(pending) => written
                .and_then(|()| fs::rename(&pending.path, &pending.name))
                .map_err(|error| CliError::file(&pending.name, &error)),
            Output::Stdout(_) | Output::Device(_) => match written {
                // Whoever reads it has seen enough; what was found so far counts.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                written => written.map_err(CliError::Stdout),
            },
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // After a commit there is nothing under this name.
        let _ = fs::remove_file(&self.path);
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(out) => out.write(bytes),
            Output::File(pending) => pending.file.write(bytes),
            Output::Device(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::File(pending) => pending.file.flush(),
            Output::Device(out) => out.flush(),
        }
    }
}
