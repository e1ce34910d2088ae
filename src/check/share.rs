//! A part and its whole that do not go together: the part is larger, or the
//! percentage is not that of the two figures.
//!
//! Silent while any values that the figures may stand for would make it true.

pub(in crate::check) mod table;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction, percent_of, rounded};
use crate::check::{Check, Finding, Source, cause, is_contradicted as no_reading_holds};
use crate::diagnostic::Confidence;
use crate::facts::{Base, Facts, Mention, Relation, Share};
use crate::number::{Hedge, Number, Reach};
use crate::unit::UnitId;

/// `[check.share]`: what of a share is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareCheck {
    /// The part against the whole, or the percentage against both.
    of: Judged,
    /// Where the share is stated: in running text, or by the places of figures in a table.
    #[serde(default)]
    evidence: Source,
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
    const PLACEHOLDERS: &'static [&'static str] = &["part", "whole", "share", "computed", "row", "column"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        if self.evidence == Source::Table {
            return table::judge(facts, findings);
        }
        for claim in facts.claims.iter().filter(|claim| !claim.evidence.is_table()) {
            if !matches!(claim.relation, Relation::Share(_))
                || claim.otherwise.iter().any(|other| may_be_more(facts, other))
            {
                continue;
            }
            let shares = claim.readings().filter_map(|relation| match relation {
                Relation::Share(share) => Some(*share),
                _ => None,
            });
            let mut readings: Box<dyn Iterator<Item = Option<Finding>>> = match self.of {
                Judged::Part => Box::new(shares.map(|share| excess(facts, share))),
                // A part above its whole is told as such, and makes no other reading true.
                Judged::Percentage => {
                    Box::new(shares.filter(|share| excess(facts, *share).is_none()).map(|share| mismatch(facts, share)))
                }
            };
            // What one reading makes true is not contradicted.
            let Some(first) = readings.next().flatten() else { continue };
            let least = readings.try_fold(claim.confidence, |least, finding| Some(least.min(finding?.confidence)));
            let Some(least) = least else { continue };
            let is_unlikely = claim.confidence < Confidence::High && is_far_off(facts, &claim.relation);
            // What only the kinds of the figures bind is then no claim at all.
            if is_unlikely && claim.otherwise.iter().any(|other| !matches!(other, Relation::Share(_))) {
                continue;
            }
            findings.push(first.at_most(if is_unlikely { Confidence::Low } else { least }));
        }
    }
}

/// Whether figures that may be the part and share of a whole are another relation that holds.
fn may_be_more(facts: &Facts<'_>, relation: &Relation) -> bool {
    !matches!(relation, Relation::Share(_)) && !no_reading_holds(facts, relation)
}

/// Whether the percentage cannot be that of part and whole.
pub(super) fn is_contradicted(facts: &Facts<'_>, share: Share) -> bool {
    mismatch(facts, share).is_some()
}

/// A part that no reading of the figures makes as small as its whole.
fn excess(facts: &Facts<'_>, share: Share) -> Option<Finding> {
    if share.base != Base::Whole {
        return None;
    }
    let (part, whole) = (facts.mention(share.part), facts.mention(share.whole));
    let exceeds = |reach| {
        let (part, whole) = comparable(facts, part, whole, reach)?;
        Some(part.surely_exceeds(whole))
    };
    let confidence = match (exceeds(Reach::Usual)?, exceeds(Reach::Widest)?) {
        (_, true) => Confidence::High,
        (true, false) => Confidence::Medium,
        (false, false) if exceeds_as_printed(part, whole)? => Confidence::Medium,
        (false, false) => return None,
    };
    // "171 of them" in another sentence may be of something that has no figure.
    let is_here = facts.sentence_at(part.span.start) == facts.sentence_at(whole.span.start) || share.share.is_some();
    let confidence = if is_here { confidence } else { Confidence::Low };
    Some(Finding::labelled([("part", part.span), ("whole", whole.span)]).at_most(confidence))
}

/// Whether the part is larger where rounding cannot have changed the order of the two: both
/// are rounded to the same place, in the same unit, and neither is hedged.
fn exceeds_as_printed(part: &Mention, whole: &Mention) -> Option<bool> {
    let (one, other) = (part.number()?, whole.number()?);
    let are_alike = one.last_place() == other.last_place()
        && one.step == other.step
        && part.unit == whole.unit
        && one.hedge == Hedge::None
        && other.hedge == Hedge::None;
    Some(are_alike && one.value > other.value)
}

/// Whether a percentage is less than half or more than double what its figures give, so that it
/// is more likely one of something else; but for a slip of one place, which explains it.
fn is_far_off(facts: &Facts<'_>, relation: &Relation) -> bool {
    let Relation::Share(share) = relation else { return false };
    let far = || {
        let percent = facts.mention(share.share?);
        let (one, other) = in_base(facts, facts.mention(share.part), facts.mention(share.whole))?;
        let exact = percent_of(one, other)?;
        let stated = percent.number()?.bounds(Reach::Usual)?;
        let stated = percent.unit.map_or(Some(stated), |unit| facts.lexicons.units.in_base(stated, unit))?;
        let stated = stated.times(Fraction::parse("100")?)?;
        let exact = Bounds::exactly(exact);
        let (twice, half) = (exact.times(Fraction::parse("2")?)?, exact.times(Fraction::parse("1/2")?)?);
        let is_slip = |power: i32| {
            let shifted = Fraction::power_of_ten(power).and_then(|factor| exact.times(factor));
            shifted.is_some_and(|shifted| shifted.may_equal(stated))
        };
        let number = percent.number()?;
        let is_mistake = number.decimals > 0 && cause::of_percentage(number, percent_of(one, other)?).is_some();
        let is_explained = !number.has_one_digit() && (is_slip(1) || is_slip(-1) || is_mistake);
        Some(!is_explained && (stated.surely_exceeds(twice) || half.surely_exceeds(stated)))
    };
    far().unwrap_or(false)
}

/// A percentage that does not follow from its part and whole.
fn mismatch(facts: &Facts<'_>, share: Share) -> Option<Finding> {
    let (part, whole, percent) = (facts.mention(share.part), facts.mention(share.whole), facts.mention(share.share?));
    let follows = |reach| {
        let (part, whole) = comparable(facts, part, whole, reach)?;
        let whole = match share.base {
            Base::Whole => whole,
            // Besides the other part, the whole holds this one.
            Base::Both => whole.plus(part)?,
            Base::Rest => whole.minus(part)?,
        };
        let stated = percent.number()?.bounds(reach)?;
        // "a quarter" is the fraction that it is.
        let stated = percent.unit.map_or(Some(stated), |unit| facts.lexicons.units.in_base(stated, unit))?;
        // "243 hours, 121% of the normal 201": a share above the whole is of the smaller figure.
        let is_inverse = || {
            stated.surely_exceeds(Bounds::exactly(Decimal::ONE))
                && whole.over(part).is_some_and(|over| over.may_equal(stated))
        };
        Some(part.over(whole)?.may_equal(stated) || is_inverse())
    };
    let confidence = match (follows(Reach::Usual)?, follows(Reach::Widest)?) {
        (false, false) => Confidence::High,
        (false, true) => Confidence::Medium,
        (true, _) => return None,
    };
    let (one, other) = in_base(facts, part, whole)?;
    let exact = percent_of(one, other)?;
    let labels = [("share", percent.span), ("part", part.span), ("whole", whole.span)];
    let finding = Finding::labelled(labels).with("computed", format!("{}%", told(exact)?)).at_most(confidence);
    Some(Finding { cause: cause::of_percentage(percent.number()?, exact), ..finding })
}

/// The bounds of a part and its whole in one unit. What is printed in one unit needs no factor,
/// which for some ("tons") is not certain.
fn comparable(facts: &Facts<'_>, part: &Mention, whole: &Mention, reach: Reach) -> Option<(Bounds, Bounds)> {
    if part.unit.or(whole.unit) == whole.unit.or(part.unit) {
        let unit = part.unit.or(whole.unit);
        let bounds = |mention: &Mention| {
            let number = mention.number()?;
            Number { is_count: number.is_count && unit == mention.unit, ..*number }.bounds(reach)
        };
        return bounds(part).zip(bounds(whole));
    }
    facts.comparable(part, whole, reach)
}

/// Two printed figures in one unit.
fn in_base(facts: &Facts<'_>, part: &Mention, whole: &Mention) -> Option<(Decimal, Decimal)> {
    let value = |mention: &Mention, unit: Option<UnitId>| {
        let bounds = Bounds::exactly(mention.number()?.value);
        unit.map_or(Some(bounds), |unit| facts.lexicons.units.in_base(bounds, unit))?.low()
    };
    Some((value(part, part.unit.or(whole.unit))?, value(whole, whole.unit.or(part.unit))?))
}

/// A percentage as people write it: to one decimal, or to two figures where it is small.
fn told(percent: Decimal) -> Option<Decimal> {
    let one = rounded(percent);
    if one >= Decimal::ONE { Some(one) } else { Some(percent.round_sf(2)?.normalize()) }
}
