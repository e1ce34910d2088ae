//! The summary of one document, as a line of JSON Lines.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::ledger::{Entry, Status};
use crate::lint::Audit;

/// The summary of one document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentLine<'a> {
    /// The document, or `-` for standard input.
    pub path: &'a str,
    /// The language that was asked for, if any was.
    pub language: Option<&'a str>,
    /// How many figures were read.
    pub figures: usize,
    /// What became of its numbers.
    pub ledger: StatusCounts,
    /// Of its figures, the share that is contradicted or malformed, between 0 and 1; null where there are none.
    pub doubtful: Option<String>,
    /// How many claims about its figures were understood, by what they state.
    pub claims: &'a BTreeMap<&'static str, usize>,
    /// How many of its figures take part in a claim.
    pub claimed: usize,
    /// What is shown of the findings.
    pub findings: LevelCounts,
    /// Whether its digits were moved about, so that figures without a finding cannot be trusted either.
    pub unreliable: bool,
    /// What the reader has to say about it, such as undecodable bytes.
    pub notes: &'a [String],
}

/// How many numbers there are of each status.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct StatusCounts {
    /// They took part in a claim that holds.
    pub consistent: usize,
    /// They took part in a claim that cannot be true.
    pub contradicted: usize,
    /// They are no numbers.
    pub malformed: usize,
    /// Their paragraph is contaminated.
    pub unverified: usize,
    /// Nothing is claimed about them.
    pub unchecked: usize,
    /// They count and measure nothing.
    pub not_a_quantity: usize,
}

/// How many findings there are of each level.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelCounts {
    /// The figure cannot be right as printed.
    pub error: usize,
    /// Very likely wrong, or bad form that misleads.
    pub warning: usize,
    /// A hint, or the state of a whole document.
    pub note: usize,
}

impl<'a> DocumentLine<'a> {
    /// Sums up an audit.
    pub fn new(document: &'a Document, audit: &'a Audit) -> DocumentLine<'a> {
        let ledger = StatusCounts::of(&audit.ledger.entries);
        // The note itself may be filtered out; what it did to the ledger stays.
        let noted = audit.diagnostics.iter().any(|diagnostic| diagnostic.taints.is_some());
        DocumentLine {
            path: &document.name,
            language: document.language.as_deref(),
            figures: audit.figures,
            unreliable: noted || ledger.unverified > 0,
            doubtful: ledger.doubtful(),
            claims: &audit.ledger.claims,
            claimed: audit.ledger.claimed(),
            ledger,
            findings: LevelCounts::of(&audit.diagnostics),
            notes: &document.notes,
        }
    }
}

impl StatusCounts {
    /// Counts the entries of a ledger.
    pub fn of(ledger: &[Entry]) -> StatusCounts {
        let mut counts = StatusCounts::default();
        for entry in ledger {
            *counts.slot(entry.status) += 1;
        }
        counts
    }

    fn slot(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Consistent => &mut self.consistent,
            Status::Contradicted => &mut self.contradicted,
            Status::Malformed => &mut self.malformed,
            Status::Unverified => &mut self.unverified,
            Status::Unchecked => &mut self.unchecked,
            Status::NotAQuantity => &mut self.not_a_quantity,
        }
    }

    /// How many there are of a status.
    pub fn of_status(&self, status: Status) -> usize {
        *self.clone().slot(status)
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &StatusCounts) {
        self.consistent += other.consistent;
        self.contradicted += other.contradicted;
        self.malformed += other.malformed;
        self.unverified += other.unverified;
        self.unchecked += other.unchecked;
        self.not_a_quantity += other.not_a_quantity;
    }

    /// Everything but what is not a quantity.
    pub fn figures(&self) -> usize {
        self.consistent + self.contradicted + self.malformed + self.unverified + self.unchecked
    }

    /// The share of the figures that are contradicted or malformed.
    pub fn doubtful(&self) -> Option<String> {
        share(self.contradicted + self.malformed, self.figures())
    }
}

/// A share between 0 and 1 with three decimals; `None` of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<String> {
    let thousandths = (part * 2000 + whole).checked_div(whole * 2)?;
    Some(format!("{}.{:03}", thousandths / 1000, thousandths % 1000))
}

impl LevelCounts {
    /// Counts findings.
    pub fn of(diagnostics: &[Diagnostic]) -> LevelCounts {
        let mut counts = LevelCounts::default();
        diagnostics.iter().for_each(|diagnostic| counts.add(diagnostic.level));
        counts
    }

    /// Counts one more finding.
    pub fn add(&mut self, level: Level) {
        *match level {
            Level::Error => &mut self.error,
            Level::Warning => &mut self.warning,
            Level::Note => &mut self.note,
        } += 1;
    }

    /// Adds the counts of another document.
    pub fn join(&mut self, other: &LevelCounts) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
    }

    /// How many there are of a level.
    pub fn of_level(&self, level: Level) -> usize {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Note => self.note,
        }
    }

    /// How many there are in all.
    pub fn all(&self) -> usize {
        self.error + self.warning + self.note
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Reading;
    use crate::report::samples::{audit, diagnostic, entry, label, number};

    #[test]
    fn a_document_is_unreliable_even_if_the_note_about_it_is_not_shown() {
        let document = Document::from_text("t", "9,26 and 40");
        let mut audit = audit(vec![diagnostic([label(0, 4, "")])]);
        assert!(!DocumentLine::new(&document, &audit).unreliable);
        audit.ledger.entries = vec![entry(&document, "40", Reading::Value(number("40")), Status::Unverified)];
        let line = DocumentLine::new(&document, &audit);
        assert!(line.unreliable);
        assert_eq!((line.ledger.unverified, line.findings.error), (1, 1));
    }
}
