//! A decimal that was torn apart at its point.
//!
//! Where a decimal point is read as a full stop, the two halves are translated
//! as two sentences: 25.9 tons becomes "25 drugs were seized9 tons", and 4.2万
//! (42,000) becomes "4 cases were solved across the countryMore than 20,000".
//! The second half is run together with the word before it, and the first half
//! stands alone at the head of the clause. Where a unit follows, the whole is
//! certain; where only zeros follow, it is likely.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Fraction, over};
use crate::check::{Check, Finding};
use crate::diagnostic::{Confidence, Edit, Fix, Safety};
use crate::facts::{Facts, MentionId, Torn};
use crate::span::Span;

/// `[check.split]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitCheck {}

impl Check for SplitCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["first", "second", "whole", "decimal"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for (i, mention) in facts.mentions.iter().enumerate() {
            let Some(glued) = mention.glued else { continue };
            let Some(torn) = facts.torn(MentionId(i)) else { continue };
            let Some(whole) = whole(facts, torn) else { continue };
            let first = facts.mention(torn.first);
            let second = Span::new(
                glued.start,
                if mention.unit.is_some() || mention.number_in_words() { mention.span.end } else { mention.digits.end },
            );
            let finding = Finding::labelled([("second", second), ("first", first.digits)])
                .with("whole", &whole.text)
                .with("decimal", &whole.decimal);
            let mut finding = if whole.is_certain {
                finding.caused_by("unit-follows")
            } else {
                finding.caused_by("zeros-follow").at_most(Confidence::Medium)
            };
            let edits = vec![Edit { span: first.digits, text: whole.text.clone() }];
            finding.fix = Some(Fix { safety: Safety::Display, title: whole.title(), edits });
            findings.push(finding);
        }
    }
}

/// What the two halves were before they were torn apart.
struct Whole {
    text: String,
    /// The torn decimal without what follows it: 4.2.
    decimal: String,
    is_certain: bool,
}

impl Whole {
    fn title(&self) -> String {
        if self.is_certain { self.text.clone() } else { format!("{} (likely)", self.text) }
    }
}

/// The words for the whole.
fn whole(facts: &Facts<'_>, torn: Torn) -> Option<Whole> {
    let (first, second) = (facts.mention(torn.first), facts.mention(torn.second));
    let (head, tail) = (facts.text(first.digits), facts.text(second.digits));
    if torn.is_certain {
        let unit = facts.text(Span::new(second.digits.end, second.span.end));
        let (text, decimal) = (format!("{head}.{tail}{unit}"), format!("{head}.{tail}"));
        return Some(Whole { text, decimal, is_certain: true });
    }
    let ten_thousand = Fraction::power_of_ten(4)?.to_decimal()?;
    let decimal = over(torn.number.value, ten_thousand)?.normalize().to_string();
    Some(Whole { text: with_commas(&torn.number.value.to_string()), decimal, is_certain: false })
}

/// A whole number with its thousands divided by commas.
fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_divided_from_the_right() {
        assert_eq!([with_commas("42000"), with_commas("1234567"), with_commas("999")], ["42,000", "1,234,567", "999"]);
    }
}
