//! Audits files in parallel and hands them over in order.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::error::{CliError, reason};
use super::houses::Setup;
use super::walk::{Input, Origin};
use crate::across::{Digest, conflicts};
use crate::document::Document;
use crate::extract::extract;
use crate::facts::Conflict;
use crate::lint::{Audit, lint_among};
use crate::read::{Kind, ReadError, read};
use crate::report::position::Positions;

/// How many bytes of documents are in memory at a time, if no single one is larger.
const IN_MEMORY: u64 = 16 << 20;

/// How documents are audited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    /// What each input is audited with.
    pub(super) setups: &'a [Arc<Setup>],
}

/// What became of one input.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was audited.
    Audited(Box<(Document, Audit)>),
    /// It is of a kind that cannot be read yet, and nobody asked for it by name.
    Unread(Kind),
    /// It is no document, and nobody asked for it by name.
    NoText,
    /// It could not be read.
    Failed(String),
}

/// The threads that audit: as many as asked for, or as there are processors.
#[derive(Debug)]
pub(super) struct Threads(Option<rayon::ThreadPool>);

impl Threads {
    /// Starts as many threads as asked for.
    pub(super) fn start(jobs: Option<u16>) -> Result<Threads, CliError> {
        let Some(jobs) = jobs.map(usize::from) else { return Ok(Threads(None)) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
        pool.map(Some).map(Threads).map_err(|error| CliError::Threads { jobs, reason: error.to_string() })
    }

    /// Does the same to all of some inputs side by side.
    fn map<T: Send>(&self, inputs: &[Input], work: impl Fn(usize, &Input) -> T + Sync + Send) -> Vec<T> {
        let side_by_side = || inputs.par_iter().enumerate().map(|(i, input)| work(i, input)).collect();
        match (inputs, &self.0) {
            // A single document does not need other threads, and they take time to start.
            ([input], _) => vec![work(0, input)],
            (_, None) => side_by_side(),
            (_, Some(pool)) => pool.install(side_by_side),
        }
    }
}

/// Audits all inputs, and hands over what became of each in their order.
pub(super) fn each(
    inputs: &[Input],
    job: Job<'_>,
    conflicts: &[Vec<Conflict>],
    threads: &Threads,
    mut take: impl FnMut(usize, Outcome) -> io::Result<()>,
) -> io::Result<()> {
    let mut rest = inputs;
    while !rest.is_empty() {
        let (chunk, later) = rest.split_at(chunk(rest));
        let done = inputs.len() - rest.len();
        let outcomes = threads.map(chunk, |i, input| audit(input, &job.setups[done + i], conflicts.get(done + i)));
        for (i, outcome) in outcomes.into_iter().enumerate() {
            take(done + i, outcome)?;
        }
        rest = later;
    }
    Ok(())
}

/// Which figures of each input others contradict. Only what the documents say is kept of them.
pub(super) fn compared(inputs: &[Input], job: Job<'_>, threads: &Threads) -> Vec<Vec<Conflict>> {
    let digest = |i: usize, input: &Input| {
        let setup = &job.setups[i];
        let Ok(document) = document(input, setup) else { return Digest::default() };
        let positions = Positions::new(&document);
        Digest::of(&extract(&document, setup.lexicons()), |span| positions.place(span))
    };
    // What is wrong with a document is told when it is audited.
    let digests =
        threads.map(inputs, |i, input| catch_unwind(AssertUnwindSafe(|| digest(i, input))).unwrap_or_default());
    conflicts(&digests)
}

/// How many inputs fit into memory, but at least one.
fn chunk(inputs: &[Input]) -> usize {
    let mut bytes = 0;
    let fits = |input: &&Input| {
        bytes += input.size;
        bytes <= IN_MEMORY
    };
    inputs.iter().take_while(fits).count().max(1)
}

fn audit(input: &Input, setup: &Setup, conflicts: Option<&Vec<Conflict>>) -> Outcome {
    // No document may cost the others their audit, not even by a mistake of ours.
    catch_unwind(AssertUnwindSafe(|| try_audit(input, setup, conflicts))).unwrap_or_else(|_| {
        Outcome::Failed(format!(
            "cannot audit {}: a mistake in statlint stopped it; report it with the file",
            input.name
        ))
    })
}

/// Reads an input; what became of it, if it is no document.
fn document(input: &Input, setup: &Setup) -> Result<Document, Outcome> {
    let document = match input.bytes() {
        Ok(bytes) => read(&input.name, &bytes),
        Err(error) => return Err(Outcome::Failed(format!("cannot read {}: {}", input.name, reason(&error)))),
    };
    let mut document = match (document, input.origin) {
        (Ok(document), _) => document,
        (Err(ReadError::Unsupported { kind, .. }), Origin::Found | Origin::Guessed) => {
            return Err(Outcome::Unread(kind));
        }
        (Err(ReadError::Binary { .. }), Origin::Guessed) => return Err(Outcome::NoText),
        (Err(error), _) => return Err(Outcome::Failed(error.to_string())),
    };
    document.language = setup.settings.language.value.clone();
    Ok(document)
}

fn try_audit(input: &Input, setup: &Setup, conflicts: Option<&Vec<Conflict>>) -> Outcome {
    let document = match document(input, setup) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    let audit = lint_among(&document, &setup.rules, setup.lexicons(), conflicts.cloned().unwrap_or_default());
    Outcome::Audited(Box::new((document, audit)))
}
