//! Sums of tables: totals that their rows or columns do not give.
//!
//! Every figure of a table may be rounded in its last place, so that a total may be off by half
//! of it for each part. Where one figure alone explains all sums in which it takes part and that
//! fail, it is the one that is told, once.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::bounds::{minus, plus};
use crate::check::table::{added, column, miss, printed, row, sum as told};
use crate::check::{Finding, cause, change, share};
use crate::diagnostic::Confidence;
use crate::facts::{Claim, Facts, MentionId, Relation, Sum};
use crate::number::grouped;

/// Adds the totals of tables that cannot be right.
pub(super) fn judge(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let (mut failing, mut sound) = (Vec::new(), HashSet::new());
    let told_beside: HashSet<MentionId> = share::table::wrong(facts).chain(change::table::wrong(facts)).collect();
    for claim in facts.claims.iter().filter(|claim| claim.evidence.is_table()) {
        let Relation::Sum(sum) = &claim.relation else { continue };
        match miss(facts, sum) {
            Some(_) if claim.relation.mentions().any(|id| told_beside.contains(&id)) => {}
            Some(miss) => failing.push(Failure { claim, sum, miss }),
            None => sound.extend(claim.relation.mentions()),
        }
    }
    let mut by_figure: HashMap<MentionId, Vec<usize>> = HashMap::new();
    for (index, failure) in failing.iter().enumerate() {
        for id in failure.claim.relation.mentions() {
            by_figure.entry(id).or_default().push(index);
        }
    }
    let mut told: HashSet<usize> = HashSet::new();
    for index in 0..failing.len() {
        if told.contains(&index) {
            continue;
        }
        let suspect = suspect(&failing, index, &by_figure, &told, &sound);
        told.extend(suspect.explains.iter().copied().chain([index]));
        findings.extend(failing[index].finding(facts, &suspect, &failing));
    }
}

/// A sum that does not hold.
struct Failure<'f> {
    claim: &'f Claim,
    sum: &'f Sum,
    /// The total less its parts.
    miss: Decimal,
}

/// The figure that is most likely wrong.
struct Suspect {
    figure: Option<MentionId>,
    /// The sums that hold if it is put right.
    explains: Vec<usize>,
}

/// The figure whose correction makes the most of the failing sums hold: one that stands in
/// several of them and in none that holds.
fn suspect(
    failing: &[Failure<'_>],
    index: usize,
    by_figure: &HashMap<MentionId, Vec<usize>>,
    told: &HashSet<usize>,
    sound: &HashSet<MentionId>,
) -> Suspect {
    let figures = failing[index].claim.relation.mentions();
    let explained = |id: MentionId| -> Vec<usize> {
        let by = failing[index].correction(id);
        let others = by_figure.get(&id).into_iter().flatten().copied().take(MOST_SUMS);
        others.filter(|other| !told.contains(other) && by.is_some() && failing[*other].correction(id) == by).collect()
    };
    let candidates = figures.filter(|id| !sound.contains(id)).map(|id| (id, explained(id)));
    let best = candidates.max_by_key(|(_, explains)| explains.len()).filter(|(_, explains)| explains.len() > 1);
    best.map_or(Suspect { figure: None, explains: Vec::new() }, |(id, explains)| Suspect { figure: Some(id), explains })
}

/// A figure is followed into no more sums.
const MOST_SUMS: usize = 16;

impl Failure<'_> {
    /// What would have to be added to a figure to make the sum hold.
    fn correction(&self, figure: MentionId) -> Option<Decimal> {
        let is_added = self.sum.parts.contains(&figure);
        if is_added { Some(self.miss) } else { minus(Decimal::ZERO, self.miss) }
    }

    fn finding(&self, facts: &Facts<'_>, suspect: &Suspect, failing: &[Failure<'_>]) -> Option<Finding> {
        let total = self.sum.total?;
        let added = added(facts, &self.sum.parts, &self.sum.less)?;
        let figure = suspect.figure.unwrap_or(total);
        let right = plus(printed(facts, figure)?.value, self.correction(figure)?)?.normalize();
        let mut finding = Finding::labelled([])
            .with("sum", told(facts, &self.sum.parts, &self.sum.less))
            .with("computed", grouped(&added.value.normalize().to_string()))
            .with("right", grouped(&right.to_string()))
            .with("suspect", facts.text(facts.mention(figure).span))
            .with("row", row(facts, self.claim.evidence, total))
            .with("column", column(facts, self.claim.evidence, total));
        let span = |id: MentionId| facts.mention(id).span;
        let parts = self.sum.parts.iter().map(|id| ("part", span(*id)));
        let less = self.sum.less.iter().map(|id| ("less", span(*id)));
        let all = std::iter::once(("total", span(total))).chain(parts).chain(less);
        let is_part = figure != total;
        if is_part {
            finding.labels.push(("suspect", span(figure)));
        }
        finding.labels.extend(all.filter(|(_, place)| !is_part || *place != span(figure)).take(MOST_LABELS));
        finding.cause = cause::between(printed(facts, figure)?.value.normalize(), right);
        if suspect.explains.len() > 1 {
            finding.cause = finding.cause.or(Some("several-sums"));
        }
        Some(finding.at_most(self.confidence(suspect, failing)))
    }

    /// Sums that fail by the same figure confirm each other.
    fn confidence(&self, suspect: &Suspect, failing: &[Failure<'_>]) -> Confidence {
        let of_others = suspect.explains.iter().map(|index| failing[*index].claim.confidence);
        let surest = of_others.fold(self.claim.confidence, Confidence::max);
        let is_confirmed = suspect.explains.len() > 1 && surest >= Confidence::Medium;
        if is_confirmed { Confidence::High } else { surest }
    }
}

/// A finding points at no more figures.
const MOST_LABELS: usize = 12;
