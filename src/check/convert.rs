//! One quantity given twice, in two units or with two scales, that disagree.
//!
//! Silent while any values that the two may stand for are equal, as roughly as people convert.

mod power;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction};
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Conversion, Facts, Measure, Relation};
use crate::number::{Hedge, Number, Reach};
use crate::span::Span;
use crate::unit::{UnitId, Units};

/// `[check.convert]`: what of a quantity that is given twice is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertCheck {
    /// Two units, a difference of temperatures, or two scales of one unit.
    of: Judged,
}

/// What of a quantity that is given twice is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Whether two units agree.
    Unit,
    /// Whether a difference of two values was converted as if it were a value.
    Difference,
    /// Whether two scales of one unit agree.
    Scale,
}

impl Check for ConvertCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["from", "to", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let Relation::Conversion(conversion) = &claim.relation else { continue };
            let is_sure = claim.confidence == Confidence::High;
            let finding = match self.of {
                Judged::Scale => power::mismatch(facts, *conversion),
                Judged::Unit => Converted::read(facts, *conversion)
                    .filter(|converted| is_sure || !converted.is_far_off().unwrap_or(true))
                    .and_then(|converted| converted.mismatch()),
                Judged::Difference => Converted::read(facts, *conversion).and_then(|converted| converted.reading()),
            };
            findings.extend(finding.map(|finding| finding.at_most(claim.confidence)));
        }
    }
}

/// No more degrees, of the larger kind, are taken for a difference unless words say so.
const LARGEST_DIFFERENCE: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// Two units of one quantity.
struct Converted<'f, 'd> {
    facts: &'f Facts<'d>,
    conversion: Conversion,
    from_unit: UnitId,
    to_unit: UnitId,
}

/// Whether a temperature is taken for a value or for the difference of two.
#[derive(Clone, Copy)]
enum Taken {
    AsValue,
    AsDifference,
}

impl<'f, 'd> Converted<'f, 'd> {
    fn read(facts: &'f Facts<'d>, conversion: Conversion) -> Option<Converted<'f, 'd>> {
        let unit = |measure: Measure| {
            let mention = facts.mention(measure.rest.unwrap_or(measure.first));
            // "A third (33%)": words give a part of the whole.
            let is_fraction = mention.number().is_some_and(Number::is_fraction);
            measure.pace.or(mention.unit).or_else(|| facts.lexicons.units.named("whole").filter(|_| is_fraction))
        };
        let (from_unit, to_unit) = (unit(conversion.from)?, unit(conversion.to)?);
        (from_unit != to_unit).then_some(Converted { facts, conversion, from_unit, to_unit })
    }

    /// Two figures that are equal neither as values nor as differences.
    fn mismatch(&self) -> Option<Finding> {
        let may_be_difference = self.may_be_difference();
        let agrees = |reach| {
            Some(
                self.agrees(reach, Taken::AsValue)?
                    || (may_be_difference && self.agrees(reach, Taken::AsDifference)?),
            )
        };
        let confidence = match (agrees(Reach::Rounded)?, agrees(Reach::Widest)?) {
            (false, false) => Confidence::High,
            (false, true) if !self.is_coarse() => Confidence::Medium,
            _ => return None,
        };
        let found = self.finding(Taken::AsValue)?.at_most(confidence);
        Some(match self.cause() {
            Some(cause) => found.caused_by(cause),
            None => found,
        })
    }

    /// Whether the two may be a difference of temperatures: one that no words call so is small.
    fn may_be_difference(&self) -> bool {
        let value = |measure: Measure| self.facts.mention(measure.first).number().map(|number| number.value.abs());
        let least = value(self.conversion.from).min(value(self.conversion.to));
        self.conversion.is_difference || least.is_none_or(|least| least <= LARGEST_DIFFERENCE)
    }

    /// Whether one of the two is more than two and a half times the other, or a slip of one place
    /// more: what no cue binds is then hardly one quantity.
    fn is_far_off(&self) -> Option<bool> {
        let converted = self.converted(exactly(self.facts, self.conversion.from)?, Taken::AsValue)?;
        let stated = exactly(self.facts, self.conversion.to)?;
        let (low, high) = if self.cause().is_some() { ("1/12", "12") } else { ("2/5", "5/2") };
        let (least, most) = (converted.times(Fraction::parse(low)?)?, converted.times(Fraction::parse(high)?)?);
        Some(stated.surely_exceeds(most) || least.surely_exceeds(stated))
    }

    /// A difference that was converted as if it were a value.
    fn reading(&self) -> Option<Finding> {
        let is_value = self.agrees(Reach::Usual, Taken::AsValue)?;
        let is_difference = self.agrees(Reach::Widest, Taken::AsDifference)?;
        (self.conversion.is_difference && is_value && !is_difference).then(|| self.finding(Taken::AsDifference))?
    }

    fn finding(&self, taken: Taken) -> Option<Finding> {
        let value = self.converted(exactly(self.facts, self.conversion.from)?, taken)?.low()?;
        let labels = [("to", span(self.facts, self.conversion.to)), ("from", span(self.facts, self.conversion.from))];
        let computed = shown(value, &self.facts.lexicons.units, self.to_unit);
        Some(Finding::labelled(labels).with("computed", computed))
    }

    /// Whether the two are equal, as roughly as people convert.
    fn agrees(&self, reach: Reach, taken: Taken) -> Option<bool> {
        let from = self.facts.mention(self.conversion.from.first);
        // "A third (35%)", "more than half (62%)": words are rough, and their hedge is not said of the percentage.
        let is_in_words = from.unit.is_none();
        let given =
            if is_in_words { from.number()?.bounds(reach)? } else { bounds(self.facts, self.conversion.from, reach)? };
        let is_only = from.number().is_some_and(|number| number.hedge == Hedge::None);
        let stated = hedged_bounds(self.facts, self.conversion.to, reach, is_only)?;
        let converted = self.converted(given, taken)?;
        let near = if is_in_words { roughly(converted)? } else { loosely(converted)? };
        Some(near.may_equal(stated))
    }

    fn converted(&self, bounds: Bounds, taken: Taken) -> Option<Bounds> {
        let units = &self.facts.lexicons.units;
        let converted = units.convert(bounds, self.from_unit, self.to_unit)?;
        match taken {
            Taken::AsValue => Some(converted),
            // 6 °C more are 10.8 °F more.
            Taken::AsDifference => {
                converted.minus(units.convert(Bounds::exactly(Decimal::ZERO), self.from_unit, self.to_unit)?)
            }
        }
    }

    /// Whether the coarser of the two has one digit that says something: 20 miles, 30 km.
    fn is_coarse(&self) -> bool {
        [self.conversion.from, self.conversion.to].iter().any(|measure| {
            let number = self.facts.mention(measure.first).number();
            measure.rest.is_none() && number.is_some_and(|number| number.has_one_digit())
        })
    }

    /// The known mistake that gives the printed figure.
    fn cause(&self) -> Option<&'static str> {
        let stated = bounds(self.facts, self.conversion.to, Reach::Usual)?;
        let given = exactly(self.facts, self.conversion.from)?;
        let units = &self.facts.lexicons.units;
        let backwards = units.convert(given, self.to_unit, self.from_unit)?;
        if loosely(backwards)?.may_equal(stated) {
            return Some("backwards");
        }
        let converted = loosely(self.converted(given, Taken::AsValue)?)?;
        let is_off = power::POWERS.iter().any(|power| {
            let times = Fraction::power_of_ten(*power).and_then(|factor| converted.times(factor));
            times.is_some_and(|times| times.may_equal(stated))
        });
        is_off.then_some("ten-times")
    }
}

/// Where a measure stands.
fn span(facts: &Facts<'_>, measure: Measure) -> Span {
    let first = facts.mention(measure.first).span;
    measure.rest.map_or(first, |rest| first.hull(facts.mention(rest).span))
}

/// What a measure may stand for, in the unit of its last figure. "More than" and the like say
/// of the quantity what they say, however often it is given.
fn bounds(facts: &Facts<'_>, measure: Measure, reach: Reach) -> Option<Bounds> {
    hedged_bounds(facts, measure, reach, false)
}

/// The same; "3,624 mu, that is nearly 250 hectares" has its hedge for the second only.
fn hedged_bounds(facts: &Facts<'_>, measure: Measure, reach: Reach, is_hedged: bool) -> Option<Bounds> {
    let first = facts.mention(measure.first);
    match measure.rest {
        None => {
            let number = first.number()?;
            let is_kept = is_hedged || number.hedge == Hedge::About;
            let hedge = if is_kept { number.hedge } else { Hedge::None };
            Number { hedge, ..*number }.bounds(reach)
        }
        Some(rest) => {
            let rest = facts.mention(rest);
            let whole = Bounds::exactly(first.number()?.value);
            facts.lexicons.units.convert(whole, first.unit?, rest.unit?)?.plus(rest.number()?.bounds(reach)?)
        }
    }
}

/// The same for exactly what is printed.
fn exactly(facts: &Facts<'_>, measure: Measure) -> Option<Bounds> {
    let first = facts.mention(measure.first);
    let whole = Bounds::exactly(first.number()?.value);
    match measure.rest {
        None => Some(whole),
        Some(rest) => {
            let rest = facts.mention(rest);
            let converted = facts.lexicons.units.convert(whole, first.unit?, rest.unit?)?;
            converted.plus(Bounds::exactly(rest.number()?.value))
        }
    }
}

/// People round a converted figure as they please: a fiftieth either way is no error.
fn loosely(bounds: Bounds) -> Option<Bounds> {
    let less = bounds.times(Fraction::parse("49/50")?)?;
    let more = bounds.times(Fraction::parse("51/50")?)?;
    Some(bounds.hull(less).hull(more))
}

/// An eighth either way.
fn roughly(bounds: Bounds) -> Option<Bounds> {
    let less = bounds.times(Fraction::parse("7/8")?)?;
    let more = bounds.times(Fraction::parse("9/8")?)?;
    Some(bounds.hull(less).hull(more))
}

/// A computed value with three digits that say something, and its unit.
fn shown(value: Decimal, units: &Units, unit: UnitId) -> String {
    let value = value.round_sf(3).unwrap_or(value).normalize();
    let unit = units.get(unit);
    let sign = unit.symbols.first().map_or(unit.name.as_str(), String::as_str);
    format!("{value} {sign}")
}
