//! A figure that is said to be more than another, and is less.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Facts, Order, Relation};
use crate::number::Reach;

/// `[check.order]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderCheck {}

impl Check for OrderCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["more", "less"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            if let Relation::Score(score) = &claim.relation
                && !score.is_won
            {
                let finding = Finding::labelled([("more", score.winner), ("less", score.loser)]);
                findings.push(finding.at_most(claim.confidence));
            }
            let Relation::Order(order) = &claim.relation else { continue };
            let is_wrong = |reach| {
                let contradicts = |relation: &Relation| match relation {
                    Relation::Order(order) => is_reversed(facts, *order, reach) == Some(true),
                    _ => false,
                };
                claim.readings().all(contradicts)
            };
            let confidence = match (is_wrong(Reach::Usual), is_wrong(Reach::Widest)) {
                (_, true) => Confidence::High,
                (true, false) => Confidence::Medium,
                (false, false) => continue,
            };
            let (more, less) = (facts.mention(order.more), facts.mention(order.less));
            let finding = Finding::labelled([("more", more.span), ("less", less.span)]);
            findings.push(finding.at_most(confidence).at_most(claim.confidence));
        }
    }
}

fn is_reversed(facts: &Facts<'_>, order: Order, reach: Reach) -> Option<bool> {
    let (more, less) = facts.comparable(facts.mention(order.more), facts.mention(order.less), reach)?;
    Some(less.surely_exceeds(more))
}
