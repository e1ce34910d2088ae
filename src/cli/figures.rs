//! `statlint figures`: every number, how it was read, and what became of it.

use super::Exit;
use super::args::FiguresArgs;
use super::error::CliError;
use super::houses::Houses;
use super::run::Run;
use crate::config::Asked;
use crate::diagnostic::{Confidence, Level};

/// Lists every number of some documents. The ledger is made of all findings, whatever is shown of them.
pub(super) fn figures(args: &FiguresArgs) -> Result<Exit, CliError> {
    let (level, confidence) = (Some(Level::Note), Some(Confidence::Low));
    let asked = Asked { language: args.input.language.clone(), level, confidence, ..Asked::default() };
    let houses = Houses::new(asked, args.input.config.as_deref(), &args.input.rules)?;
    let tally = Run::new(&args.input, houses, None, None)?.report(|_| args.format.reporter())?;
    Ok(if tally.has_failed { Exit::Failed } else { Exit::Clean })
}
