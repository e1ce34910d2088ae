//! `statlint init`: writes a configuration to start from.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::error::CliError;
use super::walk::shown;
use super::{Exit, tell};
use crate::config::{NAME, TEMPLATE};

/// Writes a configuration to start from. One that is there stays as it is.
pub(super) fn init(folder: &Path) -> Result<Exit, CliError> {
    let path = PathBuf::from(shown(&folder.join(NAME)));
    let written = fs::create_dir_all(folder)
        .and_then(|()| File::create_new(&path))
        .and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    written.map_err(|error| CliError::file(&path, &error))?;
    tell(&format_args!("wrote {}; `statlint check --show-config FILE` says what applies to a file", path.display()));
    Ok(Exit::Clean)
}
