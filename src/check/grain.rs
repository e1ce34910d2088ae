//! A percentage that no whole number of things gives: 71% of 54 people.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, percent_of, rounded};
use crate::check::{Check, Finding};
use crate::facts::{Facts, Grain, Relation};
use crate::number::Reach;

/// `[check.grain]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainCheck {}

/// Of more things than this every whole percentage is some number of them.
const MOST_THINGS: u32 = 1_000;

impl Check for GrainCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["share", "whole", "below", "above", "lower", "upper"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            if let Relation::Grain(grain) = &claim.relation {
                findings.extend(between(facts, *grain).map(|finding| finding.at_most(claim.confidence)));
            }
        }
    }
}

/// The two counts between which a percentage falls that neither gives.
fn between(facts: &Facts<'_>, grain: Grain) -> Option<Finding> {
    let (share, whole) = (facts.mention(grain.share), facts.mention(grain.whole));
    let stated = share.number()?.bounds(Reach::Widest)?;
    let things = whole.number()?.value;
    let given = |count: u32| percent_of(Decimal::from(count), things);
    let most = (1..=MOST_THINGS).find(|count| Decimal::from(*count) >= things)?;
    // The first count whose percentage is beyond the stated one: the one before it falls short.
    let above = (0..=most).find(|count| given(*count).zip(stated.low()).is_some_and(|(p, low)| p >= low))?;
    let below = above.checked_sub(1)?;
    let (lower, upper) = (given(below)?, given(above)?);
    let fits = [lower, upper].iter().any(|percent| stated.may_equal(Bounds::exactly(*percent)));
    (!fits).then(|| {
        Finding::labelled([("share", share.span), ("whole", whole.span)])
            .with("below", below)
            .with("above", above)
            .with("lower", format!("{}%", rounded(lower)))
            .with("upper", format!("{}%", rounded(upper)))
    })
}
