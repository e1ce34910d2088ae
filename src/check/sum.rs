//! Figures that do not add up: to their total, to their difference, or to 100 percent.
//!
//! Silent while any values that the figures may stand for would make it true, in any
//! reading of which figures are added. No more than the 24 parts that a claim may
//! have are ever added.

mod table;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction, minus, over, plus, times};
use crate::check::{Check, Finding, Source, cause};
use crate::diagnostic::Confidence;
use crate::facts::{Claim, Covers, Facts, MentionId, Relation, Sum};
use crate::number::{Hedge, Reach, grouped};

/// `[check.sum]`: which sums are judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SumCheck {
    /// Totals and differences, or percentages of one whole.
    of: Judged,
    /// Where the sum is stated: in running text, or by the places of figures in a table.
    #[serde(default)]
    evidence: Source,
}

/// Which sums are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Parts against a total or difference that the text gives.
    Total,
    /// Percentages of one whole against 100.
    Percentages,
}

impl Check for SumCheck {
    const PLACEHOLDERS: &'static [&'static str] =
        &["total", "part", "less", "sum", "computed", "suspect", "right", "row", "column"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        if self.evidence == Source::Table {
            return table::judge(facts, findings);
        }
        for claim in facts.claims.iter().filter(|claim| !claim.evidence.is_table()) {
            let Relation::Sum(sum) = &claim.relation else { continue };
            if sum.total.is_some() == (self.of == Judged::Total) {
                findings.extend(judge(facts, claim, sum));
            }
        }
    }
}

/// The finding of a claim that no reading makes true, as its first reading tells it.
fn judge(facts: &Facts<'_>, claim: &Claim, first: &Sum) -> Option<Finding> {
    let mut confidence = claim.confidence;
    for relation in claim.readings() {
        let Relation::Sum(sum) = relation else { return None };
        confidence = confidence.min(contradicted(facts, sum)?);
    }
    // The likeliest reading that is not far off is told.
    let is_near = |sum: &&Sum| !sum.less.is_empty() && is_far_off(facts, sum) == Some(false);
    let sums =
        || claim.readings().filter_map(|relation| if let Relation::Sum(sum) = relation { Some(sum) } else { None });
    let first = sums().find(is_near).unwrap_or(first);
    // Figures so far apart, or so rough, are more likely those of something else.
    let is_rough = first.parts.iter().any(|id| facts.mention(*id).number().is_some_and(|n| n.hedge == Hedge::About));
    if (is_rough || is_far_off(facts, first)?) && explained(facts, first).is_none() {
        if is_rough || !has_clear_places(facts, claim, first) {
            return None;
        }
        confidence = confidence.min(Confidence::Medium);
    }
    let parts = first.parts.iter().map(|id| ("part", facts.mention(*id).span));
    let less = first.less.iter().map(|id| ("less", facts.mention(*id).span));
    let total = first.total.map(|id| ("total", facts.mention(id).span));
    let mut finding = Finding::labelled([])
        .with("sum", told(facts, first))
        .with("computed", grouped(&computed(facts, first)?.to_string()))
        .at_most(confidence);
    finding.labels = match total {
        Some(total) => std::iter::once(total).chain(parts).chain(less).collect(),
        // The last percentage is as a rule the one that was worked out.
        None => parts.rev().collect(),
    };
    finding.cause = explained(facts, first);
    Some(finding)
}

/// How sure it is that a sum is not the printed one; `None` where it may be.
fn contradicted(facts: &Facts<'_>, sum: &Sum) -> Option<Confidence> {
    let fails = |reach| {
        let (added, total) = (added(facts, sum, reach)?, total(facts, sum, reach)?);
        Some(match sum.covers {
            Covers::All => !added.may_equal(total),
            Covers::Some => added.surely_exceeds(total),
        })
    };
    let are_exact = sum.total.into_iter().chain(sum.parts.iter().chain(&sum.less).copied()).all(|id| {
        facts.mention(id).number().is_some_and(|number| {
            number.is_count && !number.in_words && number.decimals == 0 && number.hedge == Hedge::None
        })
    }) && sum
        .parts
        .iter()
        .chain(&sum.less)
        .any(|id| facts.mention(*id).number().is_some_and(|number| number.last_place() == Some(number.step)));
    match (fails(Reach::Usual)?, fails(Reach::Widest)?) {
        (false, _) => None,
        (true, false) if !are_exact => Some(Confidence::Medium),
        (true, _) => Some(Confidence::High),
    }
}

/// Whether the figures miss the total by so much that they are more likely parts of something else.
fn is_far_off(facts: &Facts<'_>, sum: &Sum) -> Option<bool> {
    let (added, total) = (added(facts, sum, Reach::Widest)?, total(facts, sum, Reach::Widest)?);
    let (most, least) = if sum.total.is_some() { ("9/4", "11/20") } else { ("13/10", "4/5") };
    let (most, least) = (total.times(Fraction::parse(most)?)?, total.times(Fraction::parse(least)?)?);
    Some(added.surely_exceeds(most) || least.surely_exceeds(added))
}

/// Whether every figure has its place beyond doubt, so that a gross error is one too: there is
/// one reading only, of a total above each of three parts, or of a difference.
fn has_clear_places(facts: &Facts<'_>, claim: &Claim, sum: &Sum) -> bool {
    let value = |id: MentionId| facts.mention(id).number().map(|number| number.value);
    let is_below = |part: &MentionId| sum.total.is_some_and(|total| value(*part) < value(total));
    let is_clear = if sum.less.is_empty() { sum.parts.len() > 2 && sum.parts.iter().all(is_below) } else { true };
    claim.confidence == Confidence::High && claim.otherwise.is_empty() && is_clear
}

/// What the parts add up to, less what is taken away. All are in one unit, so that none
/// has to be converted.
fn added(facts: &Facts<'_>, sum: &Sum, reach: Reach) -> Option<Bounds> {
    let bounds = |id: &MentionId| facts.mention(*id).number()?.bounds(reach);
    let zero = Bounds::exactly(Decimal::ZERO);
    let parts = sum.parts.iter().try_fold(zero, |all, id| all.plus(bounds(id)?))?;
    sum.less.iter().try_fold(parts, |all, id| all.minus(bounds(id)?))
}

fn total(facts: &Facts<'_>, sum: &Sum, reach: Reach) -> Option<Bounds> {
    sum.total.map_or(Some(Bounds::exactly(Decimal::ONE_HUNDRED)), |id| facts.mention(id).number()?.bounds(reach))
}

/// What the printed parts add up to, in the scale of the total.
fn computed(facts: &Facts<'_>, sum: &Sum) -> Option<Decimal> {
    let value = |id: &MentionId| Some(facts.mention(*id).number()?.value);
    let parts = sum.parts.iter().try_fold(Decimal::ZERO, |all, id| plus(all, value(id)?))?;
    let all = sum.less.iter().try_fold(parts, |all, id| minus(all, value(id)?))?;
    let Some(total) = sum.total else { return Some(all.normalize()) };
    let number = facts.mention(total).number()?;
    Some(over(times(all, number.printed()?)?, number.value)?.round_dp(number.decimals + 2).normalize())
}

/// The arithmetic in the document's own figures: "99 + 370 + 207".
fn told(facts: &Facts<'_>, sum: &Sum) -> String {
    let text = |id: &MentionId| facts.text(facts.mention(*id).span);
    let parts: Vec<&str> = sum.parts.iter().map(text).collect();
    let less: String = sum.less.iter().map(|id| format!(" − {}", text(id))).collect();
    parts.join(" + ") + &less
}

/// The known mistake in the total, or in one part, that explains all of the difference.
fn explained(facts: &Facts<'_>, sum: &Sum) -> Option<&'static str> {
    let total = facts.mention(sum.total?);
    let printed = total.number()?.printed()?;
    let right = computed(facts, sum)?;
    let in_total = cause::between(printed, right);
    in_total.or_else(|| {
        let mut causes = sum.parts.iter().filter_map(|id| {
            let part = facts.mention(*id);
            let scale = over(total.number()?.value, printed)?;
            let value = over(part.number()?.value, scale)?;
            let should_be = plus(minus(printed, right)?, value)?;
            cause::between(value.normalize(), should_be.normalize())
        });
        let cause = causes.next()?;
        causes.next().is_none().then_some(cause)
    })
}
