//! One quantity in two units that disagree.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction};
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Conversion, Facts, Relation};
use crate::number::Reach;
use crate::unit::{UnitId, Units};

/// `[check.convert]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertCheck {}

impl Check for ConvertCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["from", "to", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            if let Relation::Conversion(conversion) = &claim.relation {
                findings.extend(mismatch(facts, *conversion));
            }
        }
    }
}

fn mismatch(facts: &Facts<'_>, conversion: Conversion) -> Option<Finding> {
    let (from, to) = (facts.mention(conversion.from), facts.mention(conversion.to));
    let (from_unit, to_unit) = (from.unit?, to.unit?);
    let units = &facts.lexicons.units;
    let agrees = |reach| {
        let (given, stated) = (from.number()?.bounds(reach)?, to.number()?.bounds(reach)?);
        let converted = loosely(units.convert(given, from_unit, to_unit)?)?;
        let as_difference = difference(units, given, from_unit, to_unit)?;
        Some(converted.may_equal(stated) || as_difference.may_equal(stated))
    };
    let confidence = match (agrees(Reach::Rounded)?, agrees(Reach::Widest)?) {
        (false, false) => Confidence::High,
        (false, true) => Confidence::Medium,
        (true, _) => return None,
    };
    let exact = units.convert(Bounds::exactly(from.number()?.value), from_unit, to_unit)?;
    let computed = shown(exact.low()?, units, to_unit);
    Some(Finding::labelled([("to", to.span), ("from", from.span)]).with("computed", computed).at_most(confidence))
}

/// People round a converted figure as they please: a fiftieth either way is no error.
fn loosely(bounds: Bounds) -> Option<Bounds> {
    let less = bounds.times(Fraction::parse("49/50")?)?;
    let more = bounds.times(Fraction::parse("51/50")?)?;
    Some(bounds.hull(less).hull(more))
}

/// The same as a difference of two readings: 6 °C more are 10.8 °F more.
fn difference(units: &Units, bounds: Bounds, from: UnitId, to: UnitId) -> Option<Bounds> {
    let zero = Bounds::exactly(Decimal::ZERO);
    let shift = units.convert(zero, from, to)?;
    loosely(units.convert(bounds, from, to)?.minus(shift)?)
}

/// A computed value with three digits that say something, and its unit.
fn shown(value: Decimal, units: &Units, unit: UnitId) -> String {
    let value = value.round_sf(3).unwrap_or(value).normalize();
    let unit = units.get(unit);
    let sign = unit.symbols.first().map_or(unit.name.as_str(), String::as_str);
    format!("{value} {sign}")
}
