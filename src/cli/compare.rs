//! `statlint compare`: which figures changed between two versions of a document.

use std::io::{self, Write as _};
use std::path::Path;

use super::Exit;
use super::args::{CompareArgs, CompareFormat};
use super::error::{CliError, reason};
use super::houses::Houses;
use crate::config::Asked;
use crate::document::Document;
use crate::lint::{Audit, lint};
use crate::read::{Kind, ReadError, read};
use crate::report::compare::{Comparison, Version};

/// Lists the figures that changed, vanished and appeared. The exit code is 1 if there are any.
pub(super) fn compare(args: &CompareArgs) -> Result<Exit, CliError> {
    let asked = Asked { language: args.language.clone(), ..Asked::default() };
    let mut houses = Houses::new(asked, args.config.as_deref(), &[])?;
    let (Some(old), Some(new)) = (version(&args.old, &mut houses)?, version(&args.new, &mut houses)?) else {
        return Ok(Exit::Failed);
    };
    let comparison =
        Comparison::new(Version { document: &old.0, audit: &old.1 }, Version { document: &new.0, audit: &new.1 });
    let mut out = io::BufWriter::new(io::stdout());
    let written = match args.format {
        CompareFormat::Pretty => comparison.write_table(&mut out),
        CompareFormat::Jsonl => comparison.write_lines(&mut out),
    };
    written.and_then(|()| out.flush()).map_err(CliError::Stdout)?;
    Ok(if comparison.is_same() { Exit::Clean } else { Exit::Found })
}

/// A version of the document; nothing if its configuration cannot be used, which has been told.
fn version(path: &Path, houses: &mut Houses) -> Result<Option<(Document, Audit)>, CliError> {
    let Some(setup) = houses.setup(path)? else { return Ok(None) };
    let name = path.display().to_string();
    let unreadable = |reason: String| CliError::Unreadable { name: name.clone(), reason };
    let bytes = std::fs::read(path).map_err(|error| unreadable(reason(&error)))?;
    let mut document = read(&name, &bytes).map_err(|error| match error {
        ReadError::Unsupported { kind: Kind::Archive, .. } => {
            unreadable("it is an archive, which may hold several documents; unpack it and name one of them".to_owned())
        }
        other => CliError::Unread(other.to_string()),
    })?;
    document.language = setup.settings.language.value.clone();
    let audit = lint(&document, &setup.rules, setup.lexicons());
    Ok(Some((document, audit)))
}
