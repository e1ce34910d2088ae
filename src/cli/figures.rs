//! `statlint figures`: every number, how it was read, and what became of it.

use super::Exit;
use super::args::FiguresArgs;
use super::error::CliError;
use super::run::Run;
use super::select::load;
use super::summary::Threshold;
use crate::lexicon::Lexicons;

/// Lists every number of some documents.
pub(super) fn figures(args: &FiguresArgs) -> Result<Exit, CliError> {
    let loaded = load(&args.input.rules, Lexicons::built_in())?;
    // The ledger is made of all findings, so no threshold applies.
    let run = Run { args: &args.input, loaded: &loaded, threshold: Threshold::NONE, everything: false, across: false };
    let tally = run.report(|context| args.format.reporter(context))?;
    Ok(if tally.has_failed { Exit::Failed } else { Exit::Clean })
}
