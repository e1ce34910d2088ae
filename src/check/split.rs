//! A decimal that was torn apart at its point.
//!
//! Where a decimal point is read as a full stop, the two halves are translated
//! as two sentences: 25.9 tons becomes "25 drugs were seized9 tons", and 4.2万
//! (42,000) becomes "4 cases were solved across the countryMore than 20,000".
//! The second half is run together with the word before it, and the first half
//! stands alone at the head of the clause. Where a unit follows, the whole is
//! certain; where only zeros follow, it is likely.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Fraction, over, plus, times};
use crate::check::{Check, Finding};
use crate::diagnostic::{Confidence, Edit, Fix, Safety};
use crate::facts::{Facts, Mention, MentionId, Reading};
use crate::number::{Grouping, Hedge, Number};
use crate::span::Span;

/// `[check.split]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitCheck {}

/// How many bytes may lie between the halves.
const FARTHEST: usize = 160;

impl Check for SplitCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["first", "second", "whole", "decimal"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for (i, mention) in facts.mentions.iter().enumerate() {
            let Some(glued) = mention.glued else { continue };
            // The glued word stands before the second half, not after it.
            if glued.start >= mention.digits.start {
                continue;
            }
            let Some((first, digit)) = first_half(facts, MentionId(i), mention) else { continue };
            let Some(whole) = whole(facts, first, mention, digit) else { continue };
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

/// The bare whole number before the second half in the same sentence, and the
/// digits of the second half that belong behind its point.
fn first_half<'f>(facts: &'f Facts<'_>, id: MentionId, second: &Mention) -> Option<(&'f Mention, Number)> {
    let Reading::Value(number) = second.reading else { return None };
    let first = facts.mentions.get(id.0.checked_sub(1)?)?;
    let head = first.number()?;
    let is_bare = head.decimals == 0
        && !head.in_words
        && head.grouping == Grouping::None
        && head.value >= Decimal::ONE
        && first.glued.is_none()
        && head.hedge == Hedge::None
        && first.unit.is_none_or(|unit| second.unit == Some(unit))
        && facts.text(first.digits).bytes().all(|b| b.is_ascii_digit());
    let between = Span::new(first.span.end, second.digits.start.max(first.span.end));
    let is_near = first.block == second.block
        && between.len() <= FARTHEST
        && !facts.text(between).contains(['.', ';', '。', '；', ':']);
    // The second half of a torn decimal has no decimals of its own.
    (is_bare && is_near && number.decimals == 0).then_some((first, number))
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

fn whole(facts: &Facts<'_>, first: &Mention, second: &Mention, number: Number) -> Option<Whole> {
    let (head, tail) = (facts.text(first.digits), facts.text(second.digits));
    if second.unit.is_some() || number.in_words {
        let is_plain = number.grouping == Grouping::None && tail.bytes().all(|b| b.is_ascii_digit());
        let unit = facts.text(Span::new(second.digits.end, second.span.end));
        return is_plain.then(|| Whole {
            text: format!("{head}.{tail}{unit}"),
            decimal: format!("{head}.{tail}"),
            is_certain: true,
        });
    }
    // 4 … 20,000 was 4.2 ten thousands: the second half is one digit of the next place.
    let ten_thousand = Fraction::power_of_ten(4)?.to_decimal()?;
    let digit = over(number.value, ten_thousand)?;
    let is_one_digit = digit.fract().is_zero() && digit >= Decimal::ONE && digit < Decimal::TEN;
    let joined = plus(first.number()?.value, over(digit, Decimal::TEN)?)?.normalize();
    let value = times(joined, ten_thousand)?.normalize();
    is_one_digit.then(|| Whole {
        text: with_commas(&value.to_string()),
        decimal: joined.to_string(),
        is_certain: false,
    })
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
