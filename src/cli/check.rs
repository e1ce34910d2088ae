//! `statlint check`: audits documents and reports what is wrong.

use std::env;

use super::Exit;
use super::args::{CheckArgs, Preset};
use super::error::CliError;
use super::run::Run;
use super::select::load;
use super::summary::Threshold;
use crate::diagnostic::{Confidence, Level};
use crate::lexicon::Lexicons;
use crate::report::Format;

/// Audits documents and reports what is wrong.
pub(super) fn check(args: &CheckArgs) -> Result<Exit, CliError> {
    let mut loaded = load(&args.input.rules, Lexicons::built_in())?;
    loaded.narrow(&args.select, &args.ignore)?;
    let (format, confidence) = preset(args.preset);
    let format = args.format.unwrap_or(format);
    let threshold =
        Threshold { level: args.level.unwrap_or(Level::Note), confidence: args.confidence.unwrap_or(confidence) };
    let everything = args.preset == Preset::Research;
    let run = Run { args: &args.input, loaded: &loaded, threshold, everything, across: args.across };
    let tally = run.report(|context| format.reporter(context))?;
    let fails = if args.exit_zero { None } else { args.fail_on.level() };
    Ok(match fails {
        _ if tally.has_failed => Exit::Failed,
        Some(level) if tally.has(level) => Exit::Found,
        _ => Exit::Clean,
    })
}

/// The layout and the least confidence that a preset stands for.
fn preset(preset: Preset) -> (Format, Confidence) {
    let in_workflow = || env::var_os("GITHUB_ACTIONS").is_some_and(|value| !value.is_empty());
    match preset {
        Preset::Editor => (Format::Pretty, Confidence::Medium),
        Preset::Ci if in_workflow() => (Format::Github, Confidence::High),
        Preset::Ci => (Format::Short, Confidence::High),
        Preset::Research => (Format::Jsonl, Confidence::Low),
    }
}
