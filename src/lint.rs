//! The engine: from a document and rules to sorted diagnostics.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level, Safety, Scope};
use crate::document::Document;
use crate::extract::extract;
use crate::facts::{Conflict, Facts, Reading};
use crate::fingerprint::fingerprint;
use crate::ledger::{Ledger, ledger};
use crate::lexicon::Lexicons;
use crate::rules::RuleSet;
use crate::suppress::{self, Baseline, Entry, Remark, Silenced, Told, by_comments};
use crate::unit::Units;

/// What an audit of one document found.
#[derive(Debug, Default)]
pub struct Audit {
    /// Sorted by position, level, code and message.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is not told: somebody has said that it is sound.
    pub silenced: Vec<Silenced>,
    /// What people should know about what they silenced.
    pub remarks: Vec<Remark>,
    /// The units that it was read with.
    pub units: Arc<Units>,
    /// How many figures were read: values, ranges and malformed ones.
    pub figures: usize,
    /// Every number of the document and what became of it, in the order of the text.
    pub ledger: Ledger,
}

impl Audit {
    /// Takes out what entries of a configuration say is sound. `by` in [`Silenced`] is their place in the list.
    pub fn silence(&mut self, document: &Document, entries: &[&Entry]) {
        let told = suppress::by_entries(document, std::mem::take(&mut self.diagnostics), entries);
        self.take(told);
    }

    /// Takes out what a baseline knows of a document that it calls `path`.
    pub fn leave_known(&mut self, baseline: &Baseline, path: &str, rules: &RuleSet) {
        let told = baseline.apply(path, std::mem::take(&mut self.diagnostics), rules);
        self.take(told);
    }

    fn take(&mut self, told: Told) {
        self.diagnostics = told.diagnostics;
        self.silenced.extend(told.silenced);
        self.remarks.extend(told.remarks);
    }
}

/// Audits a document. What its comments say is sound is not told.
pub fn lint(document: &Document, rules: &RuleSet, lexicons: &Lexicons) -> Audit {
    audit(extract(document, lexicons), rules)
}

/// Audits a document that others of the same run contradict.
pub fn lint_among(document: &Document, rules: &RuleSet, lexicons: &Lexicons, conflicts: Vec<Conflict>) -> Audit {
    audit(Facts { conflicts, ..extract(document, lexicons) }, rules)
}

fn audit(facts: Facts<'_>, rules: &RuleSet) -> Audit {
    let mut found: Vec<Diagnostic> = rules.iter().flat_map(|rule| rule.diagnose(&facts)).collect();
    for diagnostic in &mut found {
        diagnostic.level = rules.level(&diagnostic.code).unwrap_or(diagnostic.level);
    }
    let mut diagnostics = settle(found, rules);
    withhold_repairs(&facts, &mut diagnostics);
    fingerprint(facts.document, &mut diagnostics);
    // What is silenced is still contradicted: the ledger says what the text claims.
    let ledger = ledger(&facts, &diagnostics);
    let Told { diagnostics, silenced, remarks } = by_comments(facts.document, diagnostics, rules);
    let figures = facts.mentions.iter().filter(|mention| !matches!(mention.reading, Reading::NotAQuantity(_))).count();
    let units = Arc::clone(&facts.lexicons.units);
    Audit { diagnostics, silenced, remarks, units, figures, ledger }
}

/// Where digits were moved about, what looks like the obvious repair is as a rule wrong: it
/// is shown, and not applied.
fn withhold_repairs(facts: &Facts<'_>, diagnostics: &mut [Diagnostic]) {
    let block = |diagnostic: &Diagnostic| facts.block_at(diagnostic.primary().start);
    let tainted: HashSet<_> = diagnostics.iter().filter(|it| it.taints.is_some()).map(block).collect();
    let is_whole = diagnostics.iter().any(|it| it.taints == Some(Scope::Document));
    for diagnostic in diagnostics.iter_mut().filter(|it| is_whole || tainted.contains(&block(it))) {
        if let Some(fix) = &mut diagnostic.fix {
            fix.safety = Safety::Display;
        }
    }
}

/// Sorts what was found, and leaves out what another finding tells better: the
/// findings of rules that a rule supersedes, where their primary places overlap.
fn settle(mut found: Vec<Diagnostic>, rules: &RuleSet) -> Vec<Diagnostic> {
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut told_better = vec![None; found.len()];
    for (i, better) in found.iter().enumerate() {
        let Some(rule) = rules.get(&better.code).filter(|rule| !rule.supersedes.is_empty()) else { continue };
        // Sorted by position, so only neighbours can overlap; a primary place is short.
        let reach = better.labels.iter().map(|label| label.span).reduce(|a, b| a.hull(b)).unwrap_or(better.primary());
        let first = found.partition_point(|other| other.primary().start + LONGEST_PLACE < reach.start);
        for (j, other) in
            found.iter().enumerate().skip(first).take_while(|(_, other)| other.primary().start < reach.end)
        {
            let overlaps = better.labels.iter().any(|label| label.span.overlaps(other.primary()));
            if i != j && overlaps && told_better[i].is_none() && rule.supersedes.contains(&other.code) {
                told_better[j] = Some(i);
            }
        }
    }
    for (j, better) in told_better.iter().enumerate() {
        let Some(i) = *better else { continue };
        // That something is wrong there is as sure as the surer of the two.
        found[i].confidence = found[i].confidence.max(found[j].confidence);
        let code = found[j].code.clone();
        if !found[i].also.contains(&code) {
            found[i].also.push(code);
        }
    }
    let mut index = 0..;
    found.retain(|_| index.next().is_some_and(|j: usize| told_better[j].is_none()));
    found.dedup();
    found
}

/// No primary place is longer than this many bytes.
const LONGEST_PLACE: usize = 200;

fn order(diagnostic: &Diagnostic) -> (usize, usize, std::cmp::Reverse<Level>, &str, &str) {
    let primary = diagnostic.primary();
    (primary.start, primary.end, std::cmp::Reverse(diagnostic.level), &diagnostic.code, &diagnostic.message)
}
