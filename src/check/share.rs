//! A part and its whole that do not go together: the part is larger, or the
//! percentage is not that of the two figures.
//!
//! Silent while any values that the figures may stand for would make it true.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{percent_of, rounded};
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Facts, Relation, Share};
use crate::number::Reach;

/// `[check.share]`: what of a share is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareCheck {
    /// The part against the whole, or the percentage against both.
    of: Judged,
}

/// What of a share is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Whether the part is larger than the whole.
    Part,
    /// Whether the percentage follows from the part and the whole.
    Percentage,
}

impl Check for ShareCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["part", "whole", "share", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Share(share) = &claim.relation else { continue };
            let finding = match self.of {
                Judged::Part => excess(facts, *share),
                Judged::Percentage => mismatch(facts, *share),
            };
            findings.extend(finding.map(|finding| finding.at_most(claim.confidence)));
        }
    }
}

/// A part that no reading makes as small as its whole.
fn excess(facts: &Facts<'_>, share: Share) -> Option<Finding> {
    let (part, whole) = (facts.mention(share.part), facts.mention(share.whole));
    let exceeds = |reach| {
        let (part, whole) = facts.comparable(part, whole, reach)?;
        Some(part.surely_exceeds(whole))
    };
    let confidence = match (exceeds(Reach::Usual)?, exceeds(Reach::Widest)?) {
        (_, true) => Confidence::High,
        (true, false) => Confidence::Medium,
        (false, false) => return None,
    };
    Some(Finding::labelled([("part", part.span), ("whole", whole.span)]).at_most(confidence))
}

/// A percentage that does not follow from its part and whole.
fn mismatch(facts: &Facts<'_>, share: Share) -> Option<Finding> {
    let (part, whole, percent) = (facts.mention(share.part), facts.mention(share.whole), facts.mention(share.share?));
    let follows = |reach| {
        let (part, whole) = facts.comparable(part, whole, reach)?;
        let stated = facts.lexicons.units.in_base(percent.number()?.bounds(reach)?, percent.unit?)?;
        Some(part.over(whole)?.may_equal(stated))
    };
    let confidence = match (follows(Reach::Usual)?, follows(Reach::Widest)?) {
        (false, false) => Confidence::High,
        (false, true) => Confidence::Medium,
        (true, _) => return None,
    };
    let computed = rounded(percent_of(part.number()?.value, whole.number()?.value)?);
    let labels = [("share", percent.span), ("part", part.span), ("whole", whole.span)];
    Some(Finding::labelled(labels).with("computed", format!("{computed}%")).at_most(confidence))
}
