//! A change that its figures do not give.
//!
//! Silent while any values that the figures may stand for, rounded or cut off,
//! would make it true. Where one known mistake explains the figure exactly, the
//! finding names it.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, over, percent_change, rounded, times};
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Change, Claim, Direction, Facts, Mention, Relation};
use crate::number::{Hedge, Reach};

/// `[check.change]`: what of a change is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeCheck {
    /// The size of the change against its two ends, or its direction.
    of: Judged,
}

/// What of a change is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Whether the size follows from the two ends.
    Size,
    /// Whether the ends lie in the direction that the text gives.
    Direction,
}

impl Check for ChangeCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["by", "from", "to", "cue", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Change(change) = &claim.relation else { continue };
            let finding = match self.of {
                Judged::Size => size(facts, *change),
                Judged::Direction => direction(facts, claim, *change),
            };
            findings.extend(finding.map(|finding| finding.at_most(claim.confidence)));
        }
    }
}

/// Ends that lie the other way.
fn direction(facts: &Facts<'_>, claim: &Claim, change: Change) -> Option<Finding> {
    let (from, to) = (facts.mention(change.from?), facts.mention(change.to?));
    let (start, end) = match as_printed(from, to) {
        Some(printed) => printed,
        None => facts.comparable(from, to, Reach::Widest)?,
    };
    let is_contradicted = match change.direction? {
        Direction::Up => start.surely_exceeds(end),
        Direction::Down => end.surely_exceeds(start),
    };
    is_contradicted.then(|| Finding::labelled([("cue", claim.cue), ("from", from.span), ("to", to.span)]))
}

/// The printed values, where rounding cannot have changed their order: both are rounded
/// to the same place, in the same unit, and neither is hedged.
fn as_printed(from: &Mention, to: &Mention) -> Option<(Bounds, Bounds)> {
    let (one, other) = (from.number()?, to.number()?);
    let are_alike = one.last_place() == other.last_place()
        && from.unit == to.unit
        && one.hedge == Hedge::None
        && other.hedge == Hedge::None;
    are_alike.then(|| (Bounds::exactly(one.value), Bounds::exactly(other.value)))
}

/// A size that does not follow from the two ends.
fn size(facts: &Facts<'_>, change: Change) -> Option<Finding> {
    let (from, to, by) = (facts.mention(change.from?), facts.mention(change.to?), facts.mention(change.by?));
    let is_percent = |mention: &Mention| {
        mention
            .unit
            .is_some_and(|unit| matches!(facts.lexicons.units.get(unit).dimension.as_str(), "fraction" | "points"))
    };
    // Ends that lie the other way are told as such, not as a wrong size.
    let sign = match change.direction? {
        Direction::Up => Decimal::ONE,
        Direction::Down => Decimal::NEGATIVE_ONE,
    };
    let ends_are_percent = is_percent(from) && is_percent(to);
    let follows = |reach| {
        let stated = by.number()?.bounds(reach)?;
        // A percentage is compared as the fraction that it is, and so is a per mille.
        let stated = if is_percent(by) { facts.lexicons.units.in_base(stated, by.unit?)? } else { stated };
        let (start, end) = facts.comparable(from, to, reach)?;
        let difference = if sign.is_sign_positive() { end.minus(start)? } else { start.minus(end)? };
        Some(if ends_are_percent {
            // "by 0.3 percent" of percentages may mean points; that is told by another rule.
            difference.may_equal(stated)
                || relative(start, end, sign).is_some_and(|relative| relative.may_equal(stated))
        } else if is_percent(by) {
            relative(start, end, sign)?.may_equal(stated)
        } else {
            let stated = match by.unit.or(from.unit).or(to.unit) {
                Some(unit) => facts.lexicons.units.in_base(stated, unit)?,
                None => stated,
            };
            difference.may_equal(stated)
        })
    };
    let confidence = match (follows(Reach::Usual)?, follows(Reach::Widest)?) {
        (false, false) => Confidence::High,
        (false, true) => Confidence::Medium,
        (true, _) => return None,
    };
    if !is_percent(by) && by.number()?.in_words != from.number()?.in_words {
        return None;
    }
    let computed = if is_percent(by) && !ends_are_percent {
        let change = percent_change(from.number()?.value, to.number()?.value)?;
        let word = if change.is_sign_negative() { "down" } else { "up" };
        format!("{word} {}%", rounded(change.abs()))
    } else {
        let (low, high) = (from.number()?.value, to.number()?.value);
        format!("{} from {} to {}", if high < low { "down" } else { "up" }, facts.text(from.span), facts.text(to.span))
    };
    let mut finding = Finding::labelled([("by", by.span), ("from", from.span), ("to", to.span)])
        .with("computed", computed)
        .at_most(confidence);
    if let Some(cause) = cause(from, to, by).filter(|_| is_percent(by) && !ends_are_percent) {
        finding = finding.caused_by(cause);
    }
    Some(finding)
}

/// The change as a fraction of where it started, positive in the direction that is claimed.
fn relative(start: Bounds, end: Bounds, sign: Decimal) -> Option<Bounds> {
    let (ratio, whole) = (end.over(start)?, Bounds::exactly(Decimal::ONE));
    if sign.is_sign_positive() { ratio.minus(whole) } else { whole.minus(ratio) }
}

/// The known mistake that gives exactly the printed percentage.
fn cause(from: &Mention, to: &Mention, by: &Mention) -> Option<&'static str> {
    let (start, end) = (from.number()?.value, to.number()?.value);
    let printed = by.number()?.bounds(Reach::Rounded)?;
    let gives = |value: Option<Decimal>| value.is_some_and(|value| printed.may_equal(Bounds::exactly(value.abs())));
    let change = percent_change(start, end);
    if gives(percent_change(end, start)) {
        return Some("wrong-base");
    }
    if gives(change.and_then(|change| times(change, Decimal::TEN)))
        || gives(change.and_then(|change| over(change, Decimal::TEN)))
    {
        return Some("ten-times");
    }
    None
}
