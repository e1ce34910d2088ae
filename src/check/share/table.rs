//! Shares in a column of a table that the figures beside them do not give.

use crate::bounds::{Fraction, percent_of};
use crate::check::cause;
use crate::check::share::told;
use crate::check::table::{column, in_failing_sums, is_worked_out_from, printed, row};
use crate::check::{Finding, Source};
use crate::facts::{Claim, Facts, MentionId, Relation, Share};

/// Adds the shares of tables that cannot be right.
pub(super) fn judge(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let doubtful = in_failing_sums(facts);
    for claim in facts.claims.iter().filter(|claim| Source::of(claim) == Source::Table) {
        let Relation::Share(share) = claim.relation else { continue };
        if !is_worked_out_from(&claim.relation, &doubtful) {
            findings.extend(mismatch(facts, claim, share));
        }
    }
}

/// The shares that their rows do not give: a sum of the column fails because of them.
pub(in crate::check) fn wrong(facts: &Facts<'_>) -> impl Iterator<Item = MentionId> {
    facts.claims.iter().filter(|claim| Source::of(claim) == Source::Table).filter_map(|claim| {
        let Relation::Share(share) = claim.relation else { return None };
        mismatch(facts, claim, share).and(share.share)
    })
}

fn mismatch(facts: &Facts<'_>, claim: &Claim, share: Share) -> Option<Finding> {
    let id = share.share?;
    let (part, whole, stated) = (printed(facts, share.part)?, printed(facts, share.whole)?, printed(facts, id)?);
    let given = part.bounds()?.over(whole.bounds()?)?.times(Fraction::parse("100")?)?;
    if given.may_equal(stated.wide_bounds()?) {
        return None;
    }
    let exact = percent_of(part.value, whole.value)?;
    let span = |id| facts.mention(id).span;
    let labels = [("share", span(id)), ("part", span(share.part)), ("whole", span(share.whole))];
    let finding = Finding::labelled(labels)
        .with("computed", format!("{}%", told(exact)?))
        .with("row", row(facts, claim.evidence, id))
        .with("column", column(facts, claim.evidence, id))
        .at_most(claim.confidence);
    Some(Finding {
        cause: facts.mention(id).number().and_then(|number| cause::of_percentage(number, exact)),
        ..finding
    })
}
