//! One run over documents: from paths to a report and a tally.

use std::io::{self, Write as _};
use std::mem;
use std::time::Instant;

use super::args::InputArgs;
use super::error::CliError;
use super::output::Output;
use super::parallel::{Job, Outcome, Threads, compared, each};
use super::screen::Screen;
use super::select::{Loaded, known_language};
use super::summary::{Tally, Threshold, tell_unread};
use super::tell;
use super::walk::{Found, Input, find};
use crate::document::Document;
use crate::lexicon::Lexicons;
use crate::report::position::{Place, Positions};
use crate::report::{Context, Reporter};
use crate::suppress::Remark;

/// One run over documents.
pub(super) struct Run<'a> {
    pub(super) args: &'a InputArgs,
    pub(super) loaded: &'a Loaded,
    pub(super) threshold: Threshold,
    /// Whether machines also get a summary of each document.
    pub(super) everything: bool,
    /// Whether the documents are compared with each other, too.
    pub(super) across: bool,
}

impl Run<'_> {
    /// Audits the documents, reports on them in their order, and says what was checked.
    pub(super) fn report<'r>(
        &'r self,
        reporter: impl FnOnce(Context<'r>) -> Box<dyn Reporter + 'r>,
    ) -> Result<Tally, CliError> {
        let started = Instant::now();
        let lexicons = Lexicons::built_in();
        known_language(self.args.language.as_deref(), lexicons)?;
        let paths = self.args.paths()?;
        let mut found = find(&paths, self.args.stdin_filename.as_deref());
        let mut tally = Tally::default();
        tally.has_failed = !self.loaded.is_complete;
        for failure in &found.failures {
            tally.fail(failure);
        }
        if let Some(output) = &self.args.output {
            found.leave_out(output);
        }
        let threads = Threads::start(self.args.jobs)?;
        let mut out = Output::open(self.args.output.as_deref())?;
        let mut reporter = reporter(self.context(lexicons));
        let job = Job { rules: &self.loaded.rules, lexicons, language: self.args.language.as_deref() };
        let inputs = mem::take(&mut found.inputs);
        let conflicts = if self.across { compared(&inputs, job, &threads) } else { Vec::new() };
        let audited = each(&inputs, job, &conflicts, &threads, |input, outcome| {
            self.take(input, outcome, &mut tally, &mut found, reporter.as_mut(), &mut out)
        });
        let written = audited.and_then(|()| reporter.finish(&mut out)).and_then(|()| out.flush());
        out.commit(written)?;
        if !self.args.quiet {
            tell_unread(&found);
        }
        if tally.with_prose == 0 && !tally.has_failed {
            tally.fail(&nothing_checked(&paths, &tally));
        }
        if !self.args.quiet {
            tally.tell(started.elapsed());
        }
        Ok(tally)
    }

    fn context<'r>(&'r self, lexicons: &'r Lexicons) -> Context<'r> {
        let screen = match &self.args.output {
            Some(_) => Screen::file(self.args.color),
            None => Screen::stdout(self.args.color),
        };
        Context {
            rules: &self.loaded.rules,
            units: &lexicons.units,
            width: screen.width,
            colour: screen.colour,
            unicode: screen.unicode,
            everything: self.everything,
        }
    }

    /// Reports on one document, or notes why not.
    fn take(
        &self,
        input: &Input,
        outcome: Outcome,
        tally: &mut Tally,
        found: &mut Found,
        reporter: &mut dyn Reporter,
        out: &mut Output,
    ) -> io::Result<()> {
        match outcome {
            Outcome::Audited(audited) => {
                let (document, mut audit) = *audited;
                tally.count(&document, &mut audit, self.threshold);
                if !self.args.quiet {
                    tell_remarks(&document, &audit.remarks);
                    document.notes.iter().for_each(|note| tell(&format_args!("{}: note: {note}", document.name)));
                }
                return reporter.document(&document, &audit, out);
            }
            Outcome::Unread(kind) => found.leave_unread(kind, input.name.clone()),
            Outcome::NoText => found.pass_over("binary files"),
            Outcome::Failed(failure) => tally.fail(&failure),
        }
        Ok(())
    }
}

/// Tells what people should know about what they silenced.
fn tell_remarks(document: &Document, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    let positions = Positions::new(document);
    for Remark { source, message } in remarks {
        match source.map(|source| positions.place_in_source(source)) {
            Some(Place { line, column, .. }) => {
                tell(&format_args!("{}:{line}:{column}: note: {message}", document.name));
            }
            None => tell(&format_args!("{}: note: {message}", document.name)),
        }
    }
}

/// A run that checked nothing is no success.
fn nothing_checked(paths: &[std::path::PathBuf], tally: &Tally) -> String {
    let paths = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    let lacks = if tally.documents > 0 { "prose" } else { "document that can be read" };
    format!("nothing was checked: there is no {lacks} in {paths}")
}
