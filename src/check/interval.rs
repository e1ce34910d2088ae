//! An estimate outside the interval that has to hold it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::Bounds;
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Facts, Interval, Mention, Reading, Relation};
use crate::number::{Number, Reach};

/// `[check.interval]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntervalCheck {}

impl Check for IntervalCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["estimate", "interval"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Interval(interval) = &claim.relation else { continue };
            let confidence =
                match (is_outside(facts, *interval, Reach::Usual), is_outside(facts, *interval, Reach::Widest)) {
                    (_, Some(true)) => Confidence::High,
                    (Some(true), _) => Confidence::Medium,
                    _ => continue,
                };
            let estimate = facts.mention(interval.estimate).span;
            let ends = facts.mention(interval.low).span.hull(facts.mention(interval.high).span);
            let finding = Finding::labelled([("interval", ends), ("estimate", estimate)]);
            findings.push(finding.at_most(confidence).at_most(claim.confidence));
        }
    }
}

/// Whether an estimate lies outside its interval. Both are compared as printed: the
/// interval of "2.3 million (2.1 to 2.5)" leaves out the scale.
fn is_outside(facts: &Facts<'_>, interval: Interval, reach: Reach) -> Option<bool> {
    let (low, high) = ends(facts.mention(interval.low), facts.mention(interval.high))?;
    let estimate = facts.mention(interval.estimate).number()?;
    let as_printed = low.in_words != estimate.in_words || high.in_words != estimate.in_words;
    let bounds = |number: &Number| {
        let bounds = number.bounds(reach)?;
        if as_printed { Some(Bounds::exactly(number.printed()?)) } else { Some(bounds) }
    };
    let (low, high) = (bounds(&low)?, bounds(&high)?);
    if low.surely_exceeds(high) {
        return None;
    }
    let estimate = bounds(estimate)?;
    Some(low.surely_exceeds(estimate) || estimate.surely_exceeds(high))
}

fn ends(low: &Mention, high: &Mention) -> Option<(Number, Number)> {
    match (&low.reading, &high.reading) {
        (Reading::Range(low, high), _) => Some((*low, *high)),
        (Reading::Value(low), Reading::Value(high)) => Some((*low, *high)),
        _ => None,
    }
}
