//! A range whose ends are the wrong way round.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::facts::{Facts, Mention, Reading, Relation};
use crate::span::Span;

/// `[check.range]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RangeCheck {}

impl Check for RangeCheck {
    const PLACEHOLDERS: &'static [&'static str] = &[];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        let written = facts.mentions.iter().filter_map(|mention| reversed(facts, mention));
        let named = facts.claims.iter().filter_map(|claim| match &claim.relation {
            Relation::Range(range) if range.from > range.to => Some(range.span),
            _ => None,
        });
        findings.extend(written.chain(named).map(|span| Finding::labelled([("text", span)])));
    }
}

/// The digits of a range that runs backwards. Below zero the colder end may come
/// first, and rates of exchange are quoted either way round.
fn reversed(facts: &Facts<'_>, mention: &Mention) -> Option<Span> {
    let Reading::Range(first, last) = &mention.reading else { return None };
    let dimension = mention.unit.map_or("", |unit| facts.lexicons.units.get(unit).dimension.as_str());
    let is_customary = dimension.starts_with("currency") || dimension == "temperature";
    // Opening hours go round the clock: "between 10 and 4".
    let is_clock = mention.unit.is_none() && mention.counted.is_none() && first.value <= Decimal::from(12);
    let is_before_christ = facts.document.text()[mention.span.end..].trim_start().starts_with("BC");
    if is_clock || is_before_christ {
        return None;
    }
    (first.value > last.value && last.value >= Decimal::ZERO && first.in_words == last.in_words && !is_customary)
        .then_some(mention.digits)
}
