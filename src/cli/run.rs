//! One run over documents: from paths to a report and a tally.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::args::InputArgs;
#[cfg(feature = "office")]
use super::comments::Copy;
use super::error::CliError;
use super::fix::{Repaired, Repairs};
use super::git::Changes;
use super::houses::{Houses, Setup};
use super::output::Output;
use super::parallel::{Job, Outcome, Threads, compared, each};
use super::pieces::Piece;
use super::progress::Progress;
use super::screen::{Screen, step_summary};
use super::silence::Silences;
use super::summary::{Tally, tell_unread};
use super::tell;
use super::walk::{Found, Input, Origin, find};
use crate::config::Preset;
use crate::document::Document;
use crate::lint::Audit;
use crate::report::position::{Place, Positions};
use crate::report::{Context, Reporter};
use crate::rules::RuleSet;
use crate::suppress::Remark;

/// One run over documents.
#[derive(Debug)]
pub(super) struct Run<'a> {
    args: &'a InputArgs,
    started: Instant,
    paths: Vec<PathBuf>,
    found: Found,
    /// What each input is audited with.
    setups: Vec<Arc<Setup>>,
    /// The rules of all of them.
    rules: RuleSet,
    has_failed: bool,
    /// Whether machines also get a summary of each document.
    pub(super) everything: bool,
    /// Whether the documents are compared with each other, too.
    pub(super) across: bool,
    /// Where to write what is found for the next run.
    write_baseline: Option<PathBuf>,
    /// What has changed, where only that is reported.
    changes: Option<Changes>,
    /// What is done about repairs.
    pub(super) repairs: Option<Repairs>,
    /// The copy with comments that is written.
    #[cfg(feature = "office")]
    pub(super) copy: Option<Copy>,
}

/// What a run writes to and counts in.
struct Books<'r> {
    tally: Tally,
    silences: Silences,
    reporter: Box<dyn Reporter + 'r>,
    out: Output,
}

impl<'a> Run<'a> {
    /// Finds the documents and what applies to each.
    pub(super) fn new(
        args: &'a InputArgs,
        mut houses: Houses,
        changes: Option<Changes>,
        write_baseline: Option<&Path>,
    ) -> Result<Run<'a>, CliError> {
        let started = Instant::now();
        let paths = args.paths()?;
        let mut found = find(&paths, args.stdin_filename.as_deref(), args.field.is_some());
        for output in args.output.as_deref().into_iter().chain(write_baseline) {
            found.leave_out(output);
        }
        if let Some(changes) = &changes {
            found.add_staged(&paths, changes);
            found.leave_changed(changes);
        }
        houses.leave_out_baselines(&mut found)?;
        let mut rules = RuleSet::default();
        let (mut inputs, mut setups) = (Vec::new(), Vec::<Arc<Setup>>::new());
        for input in std::mem::take(&mut found.inputs) {
            let Some(setup) = houses.setup(input.place())? else { continue };
            if input.origin != Origin::Named && setup.settings.excluded.value.is_some() {
                found.pass_over("what the configuration excludes");
                continue;
            }
            if setups.last().is_none_or(|last| !Arc::ptr_eq(last, &setup)) {
                rules.include(&setup.rules);
            }
            inputs.push(input);
            setups.push(setup);
        }
        found.inputs = inputs;
        let has_failed = houses.has_failed;
        Ok(Run {
            args,
            started,
            paths,
            found,
            setups,
            rules,
            has_failed,
            everything: false,
            across: false,
            write_baseline: write_baseline.map(Path::to_owned),
            changes,
            repairs: None,
            #[cfg(feature = "office")]
            copy: None,
        })
    }

    /// Who reads the result: what applies to the first document decides.
    pub(super) fn preset(&self) -> Preset {
        self.setups.first().map_or(Preset::Editor, |setup| setup.settings.preset.value)
    }

    /// A copy of the document with comments, if there can be one.
    #[cfg(feature = "office")]
    pub(super) fn copy_to(&self, path: &Path) -> Result<Copy, CliError> {
        Copy::of(&self.found.inputs, path)
    }

    /// Audits the documents, reports on them in their order, and says what was checked.
    pub(super) fn report<'r>(
        &'r mut self,
        reporter: impl FnOnce(Context<'r>) -> Box<dyn Reporter + 'r>,
    ) -> Result<Tally, CliError> {
        let mut found = std::mem::take(&mut self.found);
        let run: &'r Run<'a> = self;
        let mut tally = Tally::default();
        tally.has_failed = run.has_failed;
        for failure in &found.failures {
            tally.fail(failure);
        }
        let silences = Silences::new(run.write_baseline.as_deref())?;
        let threads = Threads::start(run.args.jobs)?;
        let out = Output::open(run.args.output.as_deref())?;
        let mut books = Books { tally, silences, reporter: reporter(run.context()), out };
        let inputs = std::mem::take(&mut found.inputs);
        let progress = Progress::new(&inputs, 1 + u64::from(run.across), run.args.quiet);
        let field = run.args.field.as_deref();
        let job = Job { setups: &run.setups, field, across: run.across, progress: &progress };
        let conflicts = if run.across { compared(&inputs, job, &threads) } else { Vec::new() };
        let audited = each(&inputs, job, &conflicts, &threads, |piece, outcome| {
            run.take(piece, &run.setups[piece.index], outcome, &mut found, &mut books)
        });
        drop(progress);
        let Books { mut tally, silences, mut reporter, mut out } = books;
        let written = audited.and_then(|()| match run.repairs {
            Some(Repairs::Show(_)) => out.flush(),
            Some(Repairs::Make(_)) | None => reporter.finish(&mut out).and_then(|()| out.flush()),
        });
        out.commit(written)?;
        silences.finish(run.args.quiet)?;
        if !run.args.quiet {
            tell_unread(&found);
        }
        tally.tell_records(run.args.quiet, run.args.field.as_deref());
        if let (Some(changes), true) = (&run.changes, run.setups.is_empty()) {
            if !tally.has_failed && !run.args.quiet {
                tell(&format_args!("no document is {}", changes.since));
            }
        } else if tally.with_prose == 0 && !tally.has_failed {
            tally.fail(&nothing_checked(&run.paths, &tally));
        }
        if !run.args.quiet {
            tally.tell(run.started.elapsed());
        }
        Ok(tally)
    }

    fn context(&self) -> Context<'_> {
        let screen = match &self.args.output {
            Some(_) => Screen::file(self.args.color),
            None => Screen::stdout(self.args.color),
        };
        Context {
            rules: &self.rules,
            width: screen.width,
            colour: screen.colour,
            unicode: screen.unicode,
            step_summary: step_summary(),
            everything: self.everything,
        }
    }

    /// Reports on one document, or notes why not.
    fn take(
        &self,
        piece: &Piece<'_>,
        setup: &Setup,
        outcome: Outcome,
        found: &mut Found,
        books: &mut Books<'_>,
    ) -> io::Result<()> {
        let (input, place) = (piece.input, piece.place());
        match outcome {
            Outcome::Audited(audited) => {
                let (mut document, mut audit) = *audited;
                books.silences.take_out(place, &document, &mut audit, setup);
                self.leave_changed(input, &document, &mut audit);
                books.tally.leave_shown(&mut audit, &setup.settings);
                if let Some(repaired) = self.repair(input, setup, (&document, &audit), books)? {
                    (document, audit) = (repaired.document, repaired.audit);
                }
                #[cfg(feature = "office")]
                if let Some(copy) = &self.copy
                    && let Err(failure) = copy.write(input, &document, &audit.diagnostics, self.args.quiet)
                {
                    books.tally.fail(&failure);
                }
                books.silences.write_down(place, &document, &mut audit);
                books.tally.count(&document, &audit, &setup.settings);
                if !self.args.quiet {
                    tell_remarks(&document, &audit.remarks);
                    document.notes.iter().for_each(|note| tell(&format_args!("{}: note: {note}", document.name)));
                }
                return match self.repairs {
                    // A diff is all that is asked for.
                    Some(Repairs::Show(_)) => Ok(()),
                    Some(Repairs::Make(_)) | None => books.reporter.document(&document, &audit, &mut books.out),
                };
            }
            Outcome::Unread(kind) => found.leave_unread(kind, piece.name.to_string()),
            Outcome::NoText => found.pass_over("binary files"),
            Outcome::PassedOver(what) => found.pass_over(&what),
            Outcome::Note(note) if self.args.quiet => drop(note),
            Outcome::Note(note) => tell(&note),
            Outcome::Failed(failure) => books.tally.fail(&failure),
            Outcome::BrokenRecord(failure) => books.tally.fail_record(&piece.name, &failure),
            Outcome::NoField => books.tally.without_field(&piece.name),
        }
        Ok(())
    }

    /// Leaves of what is found what has changed, if only that is asked for.
    fn leave_changed(&self, input: &Input, document: &Document, audit: &mut Audit) {
        let Some(changes) = &self.changes else { return };
        if !audit.diagnostics.is_empty() {
            let positions = Positions::new(document);
            audit.diagnostics.retain(|diagnostic| changes.touches(input, &positions, diagnostic));
        }
    }

    /// Makes or shows the repairs of a document, and what it is afterwards if they are made.
    fn repair(
        &self,
        input: &Input,
        setup: &Setup,
        (document, audit): (&Document, &Audit),
        books: &mut Books<'_>,
    ) -> io::Result<Option<Repaired>> {
        let Some(repairs) = self.repairs else { return Ok(None) };
        let Books { tally, silences, out, .. } = books;
        let mut unseen = Tally::default();
        let repaired = repairs.repair(input, (document, audit), setup, |document, audit| {
            silences.take_out(input.place(), document, audit, setup);
            self.leave_changed(input, document, audit);
            unseen.leave_shown(audit, &setup.settings);
        });
        let repaired = match repaired {
            Ok(None) => return Ok(None),
            Ok(Some(repaired)) => repaired,
            Err(failure) => {
                tally.fail(&failure);
                return Ok(None);
            }
        };
        if let Repairs::Show(_) = repairs {
            repaired.diff(document, out)?;
            return Ok(None);
        }
        if let Err(failure) = repaired.write(input, document) {
            tally.fail(&failure);
            return Ok(None);
        }
        tally.repaired += repaired.made;
        Ok(Some(repaired))
    }
}

/// Tells what people should know about what they silenced.
fn tell_remarks(document: &Document, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    let positions = Positions::new(document);
    for Remark { source, message, .. } in remarks {
        match source.map(|source| positions.place_in_source(source)) {
            Some(Place { line, column, .. }) => {
                tell(&format_args!("{}:{line}:{column}: note: {message}", document.name));
            }
            None => tell(&format_args!("{}: note: {message}", document.name)),
        }
    }
}

/// A run that checked nothing is no success.
fn nothing_checked(paths: &[PathBuf], tally: &Tally) -> String {
    let paths = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    let lacks = if tally.documents > 0 { "prose" } else { "document that can be read" };
    format!("nothing was checked: there is no {lacks} in {paths}")
}
