//! A figure with more digits than its neighbours.
//!
//! Nobody weighs one of ten hauls to the gram: trailing zeros, or two more decimals
//! than every other figure of the same unit has, are a sign that digits of two
//! figures ran together.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Facts, Mention};
use crate::number::Number;

/// `[check.precision]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrecisionCheck {}

impl Check for PrecisionCheck {
    const PLACEHOLDERS: &'static [&'static str] = &[];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        let mut families: HashMap<&str, Decimals> = HashMap::new();
        for (mention, number) in facts.mentions.iter().filter_map(|mention| Some((mention, mention.number()?))) {
            if let Some(family) = family(facts, mention) {
                *families.entry(family).or_default().entry(number.decimals).or_default() += 1;
            }
        }
        for mention in &facts.mentions {
            let (Some(number), Some(family)) = (mention.number(), family(facts, mention)) else { continue };
            if let Some(confidence) = confidence(number, family, &families[family]) {
                findings.push(Finding::labelled([("text", printed(facts, mention))]).at_most(confidence));
            }
        }
    }
}

/// What a figure is compared with: the figures of its dimension. Money and exchange
/// rates have customs of their own.
fn family<'f>(facts: &'f Facts<'_>, mention: &Mention) -> Option<&'f str> {
    let dimension = facts.lexicons.units.get(mention.unit?).dimension.as_str();
    let is_customary = dimension.starts_with("currency") || dimension == "time";
    (!is_customary).then_some(dimension)
}

/// How many figures of a family have how many decimals.
type Decimals = BTreeMap<u32, usize>;

fn confidence(number: &Number, family: &str, decimals: &Decimals) -> Option<Confidence> {
    let zeros = trailing_zeros(number);
    let others = decimals.values().sum::<usize>() - 1;
    let same = decimals.get(&number.decimals).map_or(0, |count| count - 1);
    let coarser: usize = decimals.iter().filter(|(d, _)| **d + 2 <= number.decimals).map(|(_, count)| count).sum();
    let stands_out = same * 5 <= others && others >= 2 && coarser * 3 >= others * 2;
    if number.decimals >= 4 && zeros >= 3 && same == 0 && family != "fraction" {
        return Some(Confidence::High);
    }
    let least = if family == "fraction" { 4 } else { 3 };
    if number.decimals >= least && zeros >= 1 && stands_out {
        return Some(Confidence::High);
    }
    // Percentages to three places among percentages to one.
    let runs_together = number.decimals >= 3 && family == "fraction" && others >= 4 && same == 0 && coarser == others;
    runs_together.then_some(Confidence::Medium)
}

fn trailing_zeros(number: &Number) -> u32 {
    let printed = number.printed().map_or(number.decimals, |printed| printed.normalize().scale());
    number.decimals.saturating_sub(printed)
}

/// The digits, with a percent sign where there is one.
fn printed(facts: &Facts<'_>, mention: &Mention) -> crate::span::Span {
    let after = facts.text(crate::span::Span::new(mention.digits.end, mention.span.end));
    let sign = if after == "%" { 1 } else { 0 };
    crate::span::Span::new(mention.digits.start, mention.digits.end + sign)
}
