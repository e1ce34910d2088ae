//! A list that is longer or shorter than its announced number, or worded as if its
//! number counted others.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Facts, Listing, Relation};

/// `[check.count]`: what of a list is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountCheck {
    /// Its length, or its wording.
    of: Judged,
}

/// What of a list is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Whether it has as many items as are announced.
    Length,
    /// Whether "and other" stands before the number of those that are named.
    Wording,
}

impl Check for CountCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["number", "items", "listed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Count(count) = &claim.relation else { continue };
            let mention = facts.mention(count.number);
            let Some(announced) = mention.number().map(|number| number.value) else { continue };
            let listed = Decimal::from(count.items.count);
            let is_wrong = match (self.of, count.listing) {
                (Judged::Length, Listing::All) => listed != announced,
                (Judged::Length, Listing::Some) => listed > announced,
                (Judged::Wording, Listing::Others) => listed == announced,
                (Judged::Length, Listing::Others) | (Judged::Wording, Listing::All | Listing::Some) => false,
            };
            if is_wrong {
                let finding = Finding::labelled([("number", mention.span), ("items", count.items.span)]);
                findings.push(finding.with("listed", count.items.count).at_most(claim.confidence));
            }
        }
    }
}
