//! `statlint check`: audits documents and reports what is wrong.

use std::env;

use super::args::CheckArgs;
use super::error::CliError;
use super::fix::Repairs;
use super::git::Changes;
use super::houses::Houses;
use super::run::Run;
use super::{Exit, settings};
use crate::config::{Asked, FailOn, Preset};
use crate::report::Format;

/// Audits documents and reports what is wrong.
pub(super) fn check(args: &CheckArgs) -> Result<Exit, CliError> {
    let houses = Houses::new(asked(args), args.input.config.as_deref(), &args.input.rules)?;
    if let Some(path) = &args.show_config {
        return settings::show(path, houses);
    }
    let changes = match &args.since {
        Some(revision) => Some(Changes::since(revision)?),
        None if args.staged => Some(Changes::staged()?),
        None => None,
    };
    let mut run = Run::new(&args.input, houses, changes, args.write_baseline.as_deref())?;
    run.across = args.across;
    run.repairs = Repairs::asked(args.fix, args.diff, args.with_unsafe)?;
    #[cfg(feature = "office")]
    if let Some(path) = &args.comments {
        run.copy = Some(run.copy_to(path)?);
    }
    let preset = run.preset();
    run.everything = preset == Preset::Research;
    let format = args.format.unwrap_or_else(|| layout(preset));
    let tally = run.report(|context| format.reporter(context))?;
    Ok(match () {
        () if tally.has_failed => Exit::Failed,
        () if tally.fails => Exit::Found,
        () => Exit::Clean,
    })
}

/// What the command line asks for.
fn asked(args: &CheckArgs) -> Asked {
    Asked {
        preset: args.preset,
        language: args.input.language.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        level: args.level,
        confidence: args.confidence,
        fail_on: if args.exit_zero { Some(FailOn::Never) } else { args.fail_on },
        baseline: args.baseline.clone(),
    }
}

/// The layout that a preset stands for.
fn layout(preset: Preset) -> Format {
    let in_workflow = || env::var_os("GITHUB_ACTIONS").is_some_and(|value| !value.is_empty());
    match preset {
        Preset::Editor => Format::Pretty,
        Preset::Ci if in_workflow() => Format::Github,
        Preset::Ci => Format::Short,
        Preset::Research => Format::Jsonl,
    }
}
