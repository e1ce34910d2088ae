//! Findings and documents as JSON, the format that programs build on.
//!
//! The structs here are the contract: keys are never removed, new ones may come.
//! They are apart from the types of the program, so that a change inside cannot
//! change the output.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Confidence, Diagnostic, Fix, Foreign, Label, Level};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::compare::{ComparisonCounts, ComparisonLine};
use crate::report::figures::{FigureLine, SummaryLine};
use crate::report::position::{Place, Positions};
use crate::report::summary::DocumentLine;
use crate::span::Span;

/// The schema of every line that `--format jsonl` and `statlint figures` write.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Line<'static>)
}

/// One line of JSON Lines, or one element of the array of `--format json`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Line<'a> {
    /// One thing that is wrong.
    Finding(FindingLine<'a>),
    /// The summary of one document; `--for research` only.
    Document(DocumentLine<'a>),
    /// One number and what became of it; `statlint figures` only.
    Figure(FigureLine<'a>),
    /// What became of all numbers, at the end; `statlint figures` only.
    Summary(SummaryLine<'a>),
    /// A figure that is not the same in two versions; `statlint compare` only.
    Comparison(Box<ComparisonLine<'a>>),
    /// What became of the figures of two versions; `statlint compare` only.
    ComparisonSummary(ComparisonCounts),
}

/// One thing that is wrong with a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingLine<'a> {
    /// The document, or `-` for standard input.
    pub path: &'a str,
    /// The rule's code.
    pub code: &'a str,
    /// How bad it is if it is true.
    #[schemars(with = "Level")]
    pub level: &'static str,
    /// How likely it is true.
    #[schemars(with = "Confidence")]
    pub confidence: &'static str,
    /// What is wrong, in one line.
    pub message: &'a str,
    /// Where it is wrong.
    #[serde(flatten)]
    pub place: PlaceKeys,
    /// The words there.
    pub text: &'a str,
    /// The other places that take part.
    pub related: Vec<RelatedPlace<'a>>,
    /// What to do next.
    pub help: Option<&'a str>,
    /// The known mistake that explains it.
    pub cause: Option<&'a str>,
    /// A repair, where it can be written into the file.
    pub fix: Option<FixObject<'a>>,
    /// Codes of rules that found the same and whose findings are left out.
    pub also: &'a [String],
    /// The page, paragraph, cell or record, in documents that have them.
    #[serde(rename = "place")]
    pub place_in_layout: Option<String>,
    /// What the finding is known by when the text around it moves.
    pub fingerprint: &'a str,
}

/// A stretch of the file.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct PlaceKeys {
    /// The first byte of the file, from 0.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The line of the first character, from 1.
    pub line: usize,
    /// Which character of that line it is, from 1.
    pub column: usize,
    /// The line of the end, from 1.
    pub end_line: usize,
    /// Which character of that line follows the end, from 1.
    pub end_column: usize,
}

/// A place that takes part in a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedPlace<'a> {
    /// The document, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: PlaceKeys,
    /// The words there.
    pub text: &'a str,
    /// What they are, such as "the whole"; may be empty.
    pub label: &'a str,
    /// The page, paragraph, cell or record, in documents that have them.
    #[serde(rename = "place", skip_serializing_if = "Option::is_none")]
    pub place_in_layout: Option<String>,
}

/// A repair.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FixObject<'a> {
    /// `safe`: it cannot change the meaning. `unsafe`: a person has to agree. `display`: it is never applied.
    #[schemars(with = "SafetyWord")]
    pub safety: &'static str,
    /// What it says in a few words.
    pub title: &'a str,
    /// What is written instead of what.
    pub edits: Vec<EditObject<'a>>,
}

/// Who may apply a repair.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum SafetyWord {
    Safe,
    Unsafe,
    Display,
}

/// One replacement of bytes of the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EditObject<'a> {
    /// The first byte that is replaced.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What is written there.
    pub text: &'a str,
}

/// Writes one object on each line.
#[derive(Debug)]
pub(super) struct Jsonl {
    /// Whether each document gets a line of its own, too.
    pub(super) with_documents: bool,
}

impl Reporter for Jsonl {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if self.with_documents {
            write_line(&Line::Document(DocumentLine::new(document, audit)), out)?;
        }
        for_each_finding(document, audit, |finding| write_line(&Line::Finding(finding), out))
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one array, with each object on a line of its own.
#[derive(Debug, Default)]
pub(super) struct Json {
    /// Whether each document gets an object of its own, too.
    pub(super) with_documents: bool,
    array: Array,
}

/// An array of objects that is written as they come.
#[derive(Debug, Default)]
pub(super) struct Array {
    is_open: bool,
}

impl Array {
    /// Writes the next object.
    pub(super) fn push(&mut self, line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b",\n" } else { b"[\n" })?;
        self.is_open = true;
        Ok(serde_json::to_writer(out, line)?)
    }

    /// Ends the array.
    pub(super) fn close(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b"\n]\n" } else { b"[]\n" })
    }
}

impl Json {
    /// Before the first document.
    pub(super) fn new(with_documents: bool) -> Json {
        Json { with_documents, array: Array::default() }
    }
}

impl Reporter for Json {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if self.with_documents {
            self.array.push(&Line::Document(DocumentLine::new(document, audit)), out)?;
        }
        for_each_finding(document, audit, |finding| self.array.push(&Line::Finding(finding), out))
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.array.close(out)
    }
}

/// Writes an object and a line end.
pub(super) fn write_line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn for_each_finding(
    document: &Document,
    audit: &Audit,
    mut write: impl FnMut(FindingLine<'_>) -> io::Result<()>,
) -> io::Result<()> {
    if audit.diagnostics.is_empty() {
        return Ok(());
    }
    let positions = Positions::new(document);
    audit.diagnostics.iter().try_for_each(|diagnostic| write(FindingLine::new(&positions, diagnostic)))
}

impl<'a> FindingLine<'a> {
    fn new(positions: &Positions<'a>, diagnostic: &'a Diagnostic) -> FindingLine<'a> {
        let document = positions.document();
        let primary = diagnostic.primary();
        FindingLine {
            path: &document.name,
            code: &diagnostic.code,
            level: diagnostic.level.as_str(),
            confidence: diagnostic.confidence.as_str(),
            message: &diagnostic.message,
            place: positions.place(primary).into(),
            text: document.slice(primary),
            related: diagnostic
                .related()
                .iter()
                .map(|label| RelatedPlace::new(positions, label))
                .chain(diagnostic.elsewhere.iter().map(RelatedPlace::elsewhere))
                .collect(),
            help: diagnostic.help.as_deref(),
            cause: diagnostic.cause.as_deref(),
            fix: diagnostic.fix.as_ref().and_then(|fix| FixObject::new(positions, fix)),
            also: &diagnostic.also,
            place_in_layout: address(document, primary),
            fingerprint: &diagnostic.fingerprint,
        }
    }
}

impl From<Place> for PlaceKeys {
    fn from(place: Place) -> PlaceKeys {
        let Place { start, end, line, column, end_line, end_column } = place;
        PlaceKeys { start, end, line, column, end_line, end_column }
    }
}

impl<'a> RelatedPlace<'a> {
    fn new(positions: &Positions<'a>, label: &'a Label) -> RelatedPlace<'a> {
        let document = positions.document();
        RelatedPlace {
            path: None,
            place: positions.place(label.span).into(),
            text: document.slice(label.span),
            label: &label.text,
            place_in_layout: address(document, label.span),
        }
    }

    fn elsewhere(foreign: &'a Foreign) -> RelatedPlace<'a> {
        let Foreign { at, text } = foreign;
        RelatedPlace {
            path: Some(&at.path),
            place: at.place.into(),
            text: &at.words,
            label: text,
            place_in_layout: at.address.clone(),
        }
    }
}

/// The page, paragraph, cell or record of a span, if the document has them.
pub(super) fn address(document: &Document, span: Span) -> Option<String> {
    document.address(span.start).map(ToString::to_string)
}

impl<'a> FixObject<'a> {
    /// `None` where an edit would also replace markup that the text does not have.
    fn new(positions: &Positions<'a>, fix: &'a Fix) -> Option<FixObject<'a>> {
        if !fix.edits.iter().all(|edit| positions.document().is_contiguous(edit.span)) {
            return None;
        }
        let edits = fix.edits.iter().map(|edit| {
            let place = positions.place(edit.span);
            EditObject { start: place.start, end: place.end, text: &edit.text }
        });
        Some(FixObject { safety: fix.safety.as_str(), title: &fix.title, edits: edits.collect() })
    }
}

#[cfg(test)]
mod tests;
