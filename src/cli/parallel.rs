//! Audits files in parallel and hands them over in order.

use std::io;
use std::iter::Peekable;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::error::{CliError, reason};
use super::houses::Setup;
use super::pieces::{How, Part, Piece, Pieces};
use super::progress::Progress;
use super::walk::{Input, Origin};
use crate::across::{Digest, conflicts};
use crate::document::Document;
use crate::extract::extract;
use crate::facts::Conflict;
use crate::lint::{Audit, lint_among};
use crate::read::{Kind, ReadError, read, read_record};
use crate::report::position::Positions;

/// How many bytes of documents are in memory at a time, if no single one is larger.
const IN_MEMORY: u64 = 16 << 20;

/// How many documents are in memory at a time, however small they are.
const MOST_AT_A_TIME: usize = 10_000;

/// How documents are audited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    /// What each input is audited with.
    pub(super) setups: &'a [Arc<Setup>],
    /// The field of records that holds their text.
    pub(super) field: Option<&'a str>,
    /// Whether the documents are compared with each other, so that each is read twice.
    pub(super) across: bool,
    /// How far the run has come.
    pub(super) progress: &'a Progress,
}

impl Job<'_> {
    fn how(&self) -> How<'_> {
        How { again: self.across, field: self.field }
    }
}

/// What became of one piece.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was audited.
    Audited(Box<(Document, Audit)>),
    /// It is of a kind that cannot be read yet, and nobody asked for it by name.
    Unread(Kind),
    /// It is no document, and nobody asked for it by name.
    NoText,
    /// It is a file of an archive that is no document; its extension.
    PassedOver(String),
    /// Something that people should know of it.
    Note(String),
    /// It could not be read.
    Failed(String),
    /// It is a record that could not be read.
    BrokenRecord(String),
    /// It is a record without text.
    NoField,
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

    /// Does the same to all of some pieces side by side.
    fn map<T: Send>(&self, pieces: &[Piece<'_>], work: impl Fn(usize, &Piece<'_>) -> T + Sync + Send) -> Vec<T> {
        let side_by_side = || pieces.par_iter().enumerate().map(|(i, piece)| work(i, piece)).collect();
        match (pieces, &self.0) {
            // A single document does not need other threads, and they take time to start.
            ([piece], _) => vec![work(0, piece)],
            (_, None) => side_by_side(),
            (_, Some(pool)) => pool.install(side_by_side),
        }
    }
}

/// Audits all inputs, and hands over what became of each of their documents in their order.
pub(super) fn each(
    inputs: &[Input],
    job: Job<'_>,
    conflicts: &[Vec<Conflict>],
    threads: &Threads,
    mut take: impl FnMut(&Piece<'_>, Outcome) -> io::Result<()>,
) -> io::Result<()> {
    let mut pieces = Pieces::new(inputs, job.how()).peekable();
    let mut done = 0;
    while pieces.peek().is_some() {
        let chunk = chunk(&mut pieces);
        let outcomes = threads.map(&chunk, |i, piece| audit(piece, job, conflicts.get(done + i)));
        done += chunk.len();
        job.progress.at(chunk.last(), u64::from(job.across), || {
            chunk.iter().zip(outcomes).try_for_each(|(piece, outcome)| take(piece, outcome))
        })?;
    }
    Ok(())
}

/// Which figures of each document others contradict. Only what the documents say is kept of them.
pub(super) fn compared(inputs: &[Input], job: Job<'_>, threads: &Threads) -> Vec<Vec<Conflict>> {
    let digest = |piece: &Piece<'_>| {
        let setup = &job.setups[piece.index];
        let Ok(document) = document(piece, job) else { return Digest::default() };
        let positions = Positions::new(&document);
        Digest::of(&extract(&document, setup.lexicons()), |span| positions.place(span))
    };
    let mut pieces = Pieces::new(inputs, job.how()).peekable();
    let mut digests = Vec::new();
    while pieces.peek().is_some() {
        // What is wrong with a document is told when it is audited.
        let digest = |piece: &Piece<'_>| catch_unwind(AssertUnwindSafe(|| digest(piece))).unwrap_or_default();
        let chunk = chunk(&mut pieces);
        digests.extend(threads.map(&chunk, |_, piece| {
            let digest = digest(piece);
            job.progress.add(piece);
            digest
        }));
        job.progress.at(chunk.last(), 0, || ());
    }
    conflicts(&digests)
}

/// As many of the next pieces as fit into memory, but at least one.
fn chunk<'i>(pieces: &mut Peekable<Pieces<'i>>) -> Vec<Piece<'i>> {
    let mut chunk: Vec<Piece<'i>> = pieces.next().into_iter().collect();
    let mut bytes = chunk.iter().map(Piece::size).sum::<u64>();
    while chunk.len() < MOST_AT_A_TIME
        && let Some(piece) = pieces.next_if(|piece| bytes + piece.size() <= IN_MEMORY)
    {
        bytes += piece.size();
        chunk.push(piece);
    }
    chunk
}

fn audit(piece: &Piece<'_>, job: Job<'_>, conflicts: Option<&Vec<Conflict>>) -> Outcome {
    // No document may cost the others their audit, not even by a mistake of ours.
    let audited = catch_unwind(AssertUnwindSafe(|| try_audit(piece, job, conflicts))).unwrap_or_else(|_| {
        let reason = "a mistake in statlint stopped it; report it with the file";
        Outcome::Failed(format!("cannot audit {}: {reason}", piece.name))
    });
    job.progress.add(piece);
    audited
}

/// Reads a piece; what became of it, if it is no document.
fn document(piece: &Piece<'_>, job: Job<'_>) -> Result<Document, Outcome> {
    let mut document = match &piece.part {
        Part::Whole => match piece.input.bytes() {
            Ok(bytes) => file(&piece.name, &bytes, piece.input.origin)?,
            Err(error) => return Err(Outcome::Failed(format!("cannot read {}: {}", piece.name, reason(&error)))),
        },
        Part::Member(bytes, origin) => file(&piece.name, bytes, *origin)?.inside_of_another(),
        Part::Record(record) => match read_record(&piece.name, record, job.field) {
            Ok(document) => document.ok_or(Outcome::NoField)?,
            Err(error) => return Err(Outcome::BrokenRecord(error.to_string())),
        },
        #[cfg(feature = "parquet")]
        Part::Row(row) => crate::read::read_row(&piece.name, row).ok_or(Outcome::NoField)?,
        Part::Failed(failure) => return Err(Outcome::Failed(failure.clone())),
        Part::Note(note) => return Err(Outcome::Note(note.clone())),
        Part::Unread(kind) => return Err(Outcome::Unread(*kind)),
        Part::PassedOver(what) => return Err(Outcome::PassedOver(what.clone())),
    };
    document.language = job.setups[piece.index].settings.language.value.clone();
    Ok(document)
}

fn file(name: &str, bytes: &[u8], origin: Origin) -> Result<Document, Outcome> {
    match (read(name, bytes), origin) {
        (Ok(document), _) => Ok(document),
        (Err(ReadError::Unsupported { kind, .. }), Origin::Found | Origin::Guessed) => Err(Outcome::Unread(kind)),
        (Err(ReadError::Binary { .. }), Origin::Guessed) => Err(Outcome::NoText),
        (Err(error), _) => Err(Outcome::Failed(error.to_string())),
    }
}

fn try_audit(piece: &Piece<'_>, job: Job<'_>, conflicts: Option<&Vec<Conflict>>) -> Outcome {
    let document = match document(piece, job) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    let setup = &job.setups[piece.index];
    let audit = lint_among(&document, &setup.rules, setup.lexicons(), conflicts.cloned().unwrap_or_default());
    Outcome::Audited(Box::new((document, audit)))
}
