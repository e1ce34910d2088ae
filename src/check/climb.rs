//! A number of places that does not lie between the two places of a ranking.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::Bounds;
use crate::check::{Check, Finding};
use crate::facts::{Climb, Facts, Relation};
use crate::number::Reach;

/// `[check.climb]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClimbCheck {}

impl Check for ClimbCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["by", "from", "to", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            if let Relation::Climb(climb) = &claim.relation {
                findings.extend(missed(facts, *climb).map(|finding| finding.at_most(claim.confidence)));
            }
        }
    }
}

fn missed(facts: &Facts<'_>, climb: Climb) -> Option<Finding> {
    let by = facts.mention(climb.by);
    let places = climb.from.0.abs_diff(climb.to.0);
    let holds = by.number()?.bounds(Reach::Usual)?.may_equal(Bounds::exactly(Decimal::from(places)));
    (!holds).then(|| {
        Finding::labelled([("by", by.span), ("from", climb.from.1), ("to", climb.to.1)]).with("computed", places)
    })
}
