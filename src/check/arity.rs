//! Figures that are given to items in turn, and are not as many.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Facts, Relation};

/// `[check.arity]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArityCheck {}

impl Check for ArityCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["figures", "items", "given", "due"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Arity(arity) = &claim.relation else { continue };
            let is_told =
                |relation: &Relation| matches!(relation, Relation::Arity(arity) if arity.items.count == arity.given);
            let spans = arity.figures.iter().map(|id| facts.mention(*id).span);
            let Some(figures) = spans.reduce(|one, other| one.hull(other)) else { continue };
            if !claim.readings().any(is_told) {
                let finding = Finding::labelled([("figures", figures), ("items", arity.items.span)]);
                let finding = finding.with("given", arity.given).with("due", arity.items.count);
                findings.push(finding.at_most(claim.confidence));
            }
        }
    }
}
