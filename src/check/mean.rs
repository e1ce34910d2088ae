//! Averages that are not those of their figures.
//!
//! Silent while any values that round to the printed figures would make it true, and while
//! digits that were cut off would.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{apart, over, plus, times};
use crate::check::table::{added, column, printed, row};
use crate::check::{Check, Finding, cause};
use crate::facts::{Claim, Facts, Mean, Relation};
use crate::number::grouped;

/// `[check.mean]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanCheck {}

/// A finding points at no more figures.
const MOST_LABELS: usize = 12;

impl Check for MeanCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["mean", "part", "computed", "count", "row", "column"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            if let Relation::Mean(mean) = &claim.relation {
                findings.extend(contradicted(facts, claim, mean));
            }
        }
    }
}

/// The finding of an average that no rounding of its figures gives.
fn contradicted(facts: &Facts<'_>, claim: &Claim, mean: &Mean) -> Option<Finding> {
    let stated = printed(facts, mean.mean)?;
    let all = added(facts, &mean.parts, &[])?;
    let count = Decimal::from(mean.parts.len());
    let reach = plus(times(count, stated.step)?, all.step)?;
    if apart(times(count, stated.value)?, all.value)? <= reach {
        return None;
    }
    let right = over(all.value, count)?.round_dp(stated.value.scale()).normalize();
    let span = |id| facts.mention(id).span;
    let mut finding = Finding::labelled([("mean", span(mean.mean))])
        .with("computed", grouped(&right.to_string()))
        .with("count", mean.parts.len())
        .with("row", row(facts, claim.evidence, mean.mean))
        .with("column", column(facts, claim.evidence, mean.mean))
        .at_most(claim.confidence);
    finding.labels.extend(mean.parts.iter().take(MOST_LABELS).map(|id| ("part", span(*id))));
    finding.cause = cause::between(stated.value.normalize(), right);
    Some(finding)
}
