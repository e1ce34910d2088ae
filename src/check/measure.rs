//! A quantity in a unit that cannot measure it: "a distance of 40 kg".

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Facts, Measured, Relation};

/// `[check.measure]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureCheck {}

impl Check for MeasureCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["figure", "noun"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Measured(measured) = &claim.relation else { continue };
            if !fits(facts, measured) {
                let figure = facts.mention(measured.figure).span;
                findings.push(Finding::labelled([("figure", figure), ("noun", claim.cue)]).at_most(claim.confidence));
            }
        }
    }
}

/// Whether the figure's unit is of a dimension that its noun allows.
fn fits(facts: &Facts<'_>, measured: &Measured) -> bool {
    let Some(unit) = facts.mention(measured.figure).unit else { return true };
    let dimension = facts.lexicons.units.get(unit).dimension.as_str();
    // The kinds of money are one dimension to a noun.
    let kind = if dimension.starts_with("currency") { "currency" } else { dimension };
    measured.dimensions.iter().any(|allowed| allowed == kind)
        // "35 degrees" may be those of any scale, and a share or number of them measures nothing.
        || matches!(kind, "fraction" | "points" | "count" | "level")
}
