//! Changes in a column of a table that the two columns they tell of do not give.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, Fraction, minus, percent_change, rounded};
use crate::check::change::cause;
use crate::check::table::{Printed, column, in_failing_sums, is_worked_out_from, printed, row};
use crate::check::{Finding, Source};
use crate::facts::{Change, Claim, Facts, MentionId, Relation};

/// Adds the changes of tables that cannot be right.
pub(super) fn judge(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let doubtful = in_failing_sums(facts);
    for claim in facts.claims.iter().filter(|claim| Source::of(claim) == Source::Table) {
        let Relation::Change(change) = claim.relation else { continue };
        if !is_worked_out_from(&claim.relation, &doubtful) {
            findings.extend(mismatch(facts, claim, change));
        }
    }
}

/// The changes that their rows do not give: a sum of the column fails because of them.
pub(in crate::check) fn wrong(facts: &Facts<'_>) -> impl Iterator<Item = MentionId> {
    facts.claims.iter().filter(|claim| Source::of(claim) == Source::Table).filter_map(|claim| {
        let Relation::Change(change) = claim.relation else { return None };
        mismatch(facts, claim, change).and(change.by)
    })
}

fn mismatch(facts: &Facts<'_>, claim: &Claim, change: Change) -> Option<Finding> {
    let (from, to, by) = (change.from?, change.to?, change.by?);
    let (start, end, stated) = (printed(facts, from)?, printed(facts, to)?, printed(facts, by)?);
    let is_told = |given: Option<Bounds>, stated: Bounds| given.is_some_and(|given| given.may_equal(stated));
    let difference = end.bounds()?.minus(start.bounds()?);
    if is_told(difference, stated.bounds()?) || is_told(percent(start, end), stated.wide_bounds()?) {
        return None;
    }
    let relative = percent_change(start.value, end.value);
    // Between two percentages it is points.
    let is_percent = is_percent(facts, claim, by) && !(is_percent(facts, claim, from) && is_percent(facts, claim, to));
    let computed = match relative.filter(|_| is_percent) {
        Some(relative) => format!("{}{}%", sign(relative), rounded(relative)),
        None => minus(end.value, start.value)?.normalize().to_string(),
    };
    let span = |id| facts.mention(id).span;
    let finding = Finding::labelled([("by", span(by)), ("from", span(from)), ("to", span(to))])
        .with("computed", computed)
        .with("row", row(facts, claim.evidence, by))
        .with("column", column(facts, claim.evidence, by))
        .at_most(claim.confidence);
    let (by, from, to) = (facts.mention(by), facts.mention(from), facts.mention(to));
    Some(Finding { cause: cause::of(by, from, to).filter(|_| is_percent), ..finding })
}

/// The change in percent of where it started.
fn percent(start: Printed, end: Printed) -> Option<Bounds> {
    let ratio = end.bounds()?.over(start.bounds()?)?;
    ratio.minus(Bounds::exactly(Decimal::ONE))?.times(Fraction::parse("100")?)
}

fn sign(change: Decimal) -> &'static str {
    if change.is_sign_negative() { "" } else { "+" }
}

/// Whether a figure is a percentage, by its own sign or that of its column.
fn is_percent(facts: &Facts<'_>, claim: &Claim, by: MentionId) -> bool {
    let mention = facts.mention(by);
    let unit = mention.unit.map(|unit| facts.lexicons.units.get(unit).dimension.as_str());
    unit == Some("fraction") || column(facts, claim.evidence, by).contains('%')
}
