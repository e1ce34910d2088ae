//! One page that shows the documents with their figures marked and the findings beside them.
//!
//! The page needs nothing besides itself: its style and script stand in it, and
//! its policy forbids everything else. Without script it can be read, filtered
//! and printed; the script is for ticking findings off. Everything of a user's is
//! escaped by the templates.

mod block;
mod chart;
mod document;
mod note;
mod numbers;
mod overview;
mod page;
mod policy;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::Level;
use crate::document::{Address, Document};
use crate::lint::Audit;
use crate::report::position::Positions;
use crate::report::summary::{LevelCounts, StatusCounts};
use crate::report::{Context, Reporter};

/// So many bytes of documents without findings are shown.
const SOUND: usize = 8 << 20;

/// So many bytes are shown before documents are cut to the paragraphs with findings.
const WHOLE: usize = 16 << 20;

/// So many bytes are shown before documents are only counted. No browser likes a larger page.
const MOST: usize = 32 << 20;

/// Keeps the documents until the end: what they come to stands before them.
#[derive(Debug)]
pub(super) struct Html<'a> {
    context: Context<'a>,
    /// The documents that are shown, as they stand on the page.
    shown: String,
    rows: Vec<Row>,
    rules: BTreeMap<String, RuleRow>,
    /// How many findings are on the page.
    findings: usize,
}

/// What the page says of one document at its top.
#[derive(Debug)]
struct Row {
    name: String,
    /// Which record of its file it is, where a file holds many.
    record: Option<String>,
    amount: Amount,
    figures: usize,
    levels: LevelCounts,
    ledger: StatusCounts,
}

/// What the page says of one rule at its top.
#[derive(Debug)]
struct RuleRow {
    /// Its number, in the order in which rules turned up.
    index: usize,
    levels: LevelCounts,
}

/// How much of a document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    /// All of it.
    Whole,
    /// The paragraphs with findings.
    Paragraphs,
    /// Its line in the overview.
    Line,
}

impl<'a> Html<'a> {
    /// Before the first document.
    pub(super) fn new(context: Context<'a>) -> Html<'a> {
        Html { context, shown: String::new(), rows: Vec::new(), rules: BTreeMap::new(), findings: 0 }
    }
}

impl Reporter for Html<'_> {
    fn document(&mut self, document: &Document, audit: &Audit, _: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &audit.diagnostics {
            let index = self.rules.len();
            let new = || RuleRow { index, levels: LevelCounts::default() };
            self.rules.entry(diagnostic.code.clone()).or_insert_with(new).levels.add(diagnostic.level);
        }
        let row = Row {
            name: document.name.clone(),
            record: document.address(0).and_then(Address::record),
            amount: amount(document, audit, self.shown.len()),
            figures: audit.figures,
            levels: LevelCounts::of(&audit.diagnostics),
            ledger: StatusCounts::of(&audit.ledger.entries),
        };
        let positions = Positions::new(document);
        let view = document::View { document, positions: &positions, audit, units: &audit.units, rules: &self.rules };
        document::write(&view, &row, self.rows.len(), self.findings, &mut self.shown);
        self.findings += audit.diagnostics.len();
        self.rows.push(row);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        page::write(self, out)
    }
}

/// How much of a document is shown after so many bytes of others.
fn amount(document: &Document, audit: &Audit, before: usize) -> Amount {
    let findings = audit.diagnostics.len();
    let whole = before + document.text().len() * 2 + audit.ledger.entries.len() * 400 + findings * 1200;
    let paragraphs = before + findings * 3000;
    match findings {
        0 if whole <= SOUND => Amount::Whole,
        0 => Amount::Line,
        _ if whole <= WHOLE => Amount::Whole,
        _ if paragraphs <= MOST => Amount::Paragraphs,
        _ => Amount::Line,
    }
}

impl RuleRow {
    fn class(&self) -> String {
        format!("r{}", self.index)
    }
}

/// The three levels, the worst first.
pub(super) const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];
