//! One quantity with two scales: "1.2 trillion (1,200 billion)".

use crate::bounds::{Bounds, Fraction};
use crate::check::Finding;
use crate::check::convert::{bounds, span};
use crate::diagnostic::Confidence;
use crate::facts::{Conversion, Facts, Link};
use crate::number::{Number, Reach};

/// How many times ten a scale is mistaken by: from a thousand millionth to a thousand million.
pub(super) const POWERS: [i32; 18] = [-9, -8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/// Two scales of one unit that disagree. A bracket may hold another figure of the kind
/// ("2.3 billion (900 million)"), so that only the same digits show that one is meant.
pub(super) fn mismatch(facts: &Facts<'_>, conversion: Conversion) -> Option<Finding> {
    let (from, to) = (facts.mention(conversion.from.first), facts.mention(conversion.to.first));
    let is_scaled = conversion.from.rest.is_none() && conversion.to.rest.is_none();
    let same_unit = from.unit == to.unit || from.unit.is_none() || to.unit.is_none();
    // "A third (33%)" is no matter of scales.
    let is_in_words = from.unit != to.unit && from.number().is_some_and(Number::is_fraction);
    if !is_scaled || !same_unit || is_in_words {
        return None;
    }
    let widest = bounds(facts, conversion.from, Reach::Widest)?;
    if widest.may_equal(bounds(facts, conversion.to, Reach::Widest)?) {
        return None;
    }
    let (given, stated) = (bounds(facts, conversion.from, Reach::Usual)?, bounds(facts, conversion.to, Reach::Usual)?);
    let is_power = POWERS.iter().any(|power| {
        let times = Fraction::power_of_ten(*power).and_then(|factor| stated.times(factor));
        times.is_some_and(|times| times.may_equal(given))
    });
    let (one, other) = (from.number()?, to.number()?);
    let confidence = match (conversion.link, is_power) {
        (Link::Words, _) => Confidence::High,
        (Link::Slight, true) if one.has_one_digit() && other.has_one_digit() => Confidence::Medium,
        (Link::Slight | Link::Translation, true) => Confidence::High,
        (Link::Slight | Link::Translation, false) => return None,
    };
    let text = facts.text(to.span);
    let (start, end) = (to.digits.start.checked_sub(to.span.start)?, to.digits.end.checked_sub(to.span.start)?);
    let computed = format!("{}{}{}", text.get(..start)?, in_scale_of(one, other)?, text.get(end..)?);
    let found = Finding::labelled([("to", span(facts, conversion.to)), ("from", span(facts, conversion.from))])
        .with("computed", computed)
        .at_most(confidence);
    Some(if is_power { found.caused_by("ten-times") } else { found })
}

/// How many of the other figure's scale one figure is: 450 for 45,000 crore in billions.
fn in_scale_of(one: &Number, other: &Number) -> Option<String> {
    let scale = other.scale()?;
    let value = crate::bounds::over(Bounds::exactly(one.value).low()?, scale)?;
    Some(value.round_sf(5).unwrap_or(value).normalize().to_string())
}
