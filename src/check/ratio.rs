//! A rate or average that its two figures do not give.
//!
//! Silent while any values that the three may stand for would make it true, in any reading of
//! which figures are meant.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction, over, times};
use crate::check::{Check, Finding};
use crate::diagnostic::Confidence;
use crate::facts::{Facts, Mention, MentionId, Per, Ratio, Relation};
use crate::number::{Hedge, Number, Reach, grouped};
use crate::unit::UnitId;

/// `[check.ratio]` takes no options.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatioCheck {}

impl Check for RatioCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["rate", "of", "over", "computed"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for claim in &facts.claims {
            let ratios: Vec<Ratio> = claim.readings().filter_map(ratio).collect();
            let judged: Option<Vec<Verdict>> =
                ratios.iter().map(|ratio| Reading { facts, ratio: *ratio }.contradicted(claim.confidence)).collect();
            let Some(verdicts) = judged else { continue };
            let is_sure = verdicts.len() == 1;
            let near = verdicts.into_iter().find_map(|verdict| match verdict {
                Verdict::Contradicted(finding) => Some(finding),
                Verdict::FarOff => None,
            });
            let most = if is_sure { claim.confidence } else { claim.confidence.min(Confidence::Medium) };
            findings.extend(near.map(|finding| finding.at_most(most)));
        }
    }
}

fn ratio(relation: &Relation) -> Option<Ratio> {
    match relation {
        Relation::Ratio(ratio) => Some(*ratio),
        _ => None,
    }
}

/// What became of a reading that does not hold.
enum Verdict {
    /// The figures contradict each other.
    Contradicted(Finding),
    /// They are so far apart that they do not belong together.
    FarOff,
}

/// A rate that is this many times what its figures give, with no mistake that explains it,
/// is one of other figures.
const FARTHEST: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// The same where no words bind the figures.
const FARTHEST_ALONE: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// A fiftieth either way.
fn loosely(stated: Bounds) -> Option<Bounds> {
    Some(stated.times(Fraction::parse("49/50")?)?.hull(stated.times(Fraction::parse("51/50")?)?))
}

struct Reading<'f, 'd> {
    facts: &'f Facts<'d>,
    ratio: Ratio,
}

impl Reading<'_, '_> {
    /// What is wrong with it; `None` where it may hold or cannot be judged. `bound` is how surely
    /// its figures belong together.
    fn contradicted(&self, bound: Confidence) -> Option<Verdict> {
        let farthest = if bound == Confidence::High { FARTHEST } else { FARTHEST_ALONE };
        let follows = |reach| {
            let (computed, stated) = self.both(reach)?;
            // "About 643" is said of 650 too.
            let is_rough = self.rate().number()?.hedge == Hedge::About;
            let stated = if is_rough { loosely(stated)? } else { stated };
            Some(computed.may_equal(stated))
        };
        let rate = self.rate().number()?;
        let confidence = match (follows(Reach::Usual)?, follows(Reach::Widest)?) {
            (false, false) => Confidence::High,
            // "40 a day" is as often a rounded 37 as it is a wrong 40; a price is what is printed.
            (false, true) if !rate.has_one_digit() || self.is_price() => Confidence::Medium,
            // Nobody cuts cents off the price of one.
            (true, true) if self.is_price() && !follows(Reach::Rounded)? => Confidence::Medium,
            _ => return None,
        };
        let (computed, stated) = self.both(Reach::Rounded)?;
        let cause = cause(computed, stated, rate);
        let (computed, stated) = (computed.middle()?, stated.middle()?);
        let is_far = computed > times(stated, farthest)? || stated > times(computed, farthest)?;
        if is_far && cause.is_none() {
            return Some(Verdict::FarOff);
        }
        let exact = over(times(rate.value, computed)?, stated)?;
        let labels = [
            ("rate", self.rate().span),
            ("of", self.facts.mention(self.ratio.of).span),
            ("over", self.facts.mention(self.ratio.over).span),
        ];
        let is_one_figure = self.ratio.of == self.ratio.over;
        let finding = if is_one_figure { Finding::labelled([labels[0], labels[1]]) } else { Finding::labelled(labels) };
        let finding = match self.ratio.less {
            Some(less) => finding.with("of", format!("{} − {}", self.text(self.ratio.of), self.text(less))),
            None => finding,
        };
        let finding = match self.divisor() {
            Some(told) => finding.with("over", told),
            None => finding,
        };
        let finding = finding.with("computed", self.written(exact)?).at_most(confidence);
        Some(Verdict::Contradicted(match cause {
            Some(cause) => finding.caused_by(cause),
            None => finding,
        }))
    }

    /// What is divided by where no figure says it: "12 months" of a year, the scale of a map.
    fn divisor(&self) -> Option<String> {
        match self.ratio.per {
            Per::Fixed(unit, whole) => {
                let units = &self.facts.lexicons.units;
                let many = units.convert(Bounds::exactly(Decimal::ONE), whole, unit)?.low()?.round();
                Some(format!("{many} {}s", units.get(unit).name))
            }
            Per::Scale(times) => Some(format!("the scale of 1:{}", grouped(&times.to_string()))),
            _ => None,
        }
    }

    /// Whether the rate is money for one, at a price that is told to the last digit.
    fn is_price(&self) -> bool {
        let units = &self.facts.lexicons.units;
        let is_money = self.rate().unit.is_some_and(|unit| units.get(unit).dimension.starts_with("currency"));
        let exact = |id| self.facts.mention(id).number().is_some_and(|n| n.hedge == Hedge::None && !n.in_words);
        let is_counted = self.facts.mention(self.ratio.over).unit.is_none();
        is_money && is_counted && [self.ratio.of, self.ratio.over, self.ratio.rate].into_iter().all(exact)
    }

    fn text(&self, id: MentionId) -> &str {
        self.facts.text(self.facts.mention(id).span)
    }

    fn rate(&self) -> &Mention {
        self.facts.mention(self.ratio.rate)
    }

    /// The quotient and the rate in the same unit.
    fn both(&self, reach: Reach) -> Option<(Bounds, Bounds)> {
        let units = &self.facts.lexicons.units;
        let (of, rate) = (self.facts.mention(self.ratio.of), self.rate());
        let (whole, over) = (of.number()?.bounds(reach)?, self.over(reach)?);
        let of_bounds = match self.ratio.less {
            Some(less) => whole.minus(self.facts.mention(less).number()?.bounds(reach)?)?,
            None => whole,
        };
        // A quotient is rounded however whole the things are that it counts.
        let stated = Number { is_count: false, ..*rate.number()? }.bounds(reach)?;
        match (of.unit, rate.unit) {
            (of_unit, Some(unit)) if self.ratio.per == Per::Quotient => {
                let of_base = of_unit.map_or(Some(of_bounds), |unit| units.in_base(of_bounds, unit))?;
                Some((of_base.over(over)?, units.in_base(stated, unit)?))
            }
            (Some(of_unit), Some(unit)) if of_unit == unit => {
                Some((units.in_base_alike(of_bounds, unit)?.over(over)?, units.in_base_alike(stated, unit)?))
            }
            (Some(of_unit), Some(unit)) => {
                Some((units.in_base(of_bounds, of_unit)?.over(over)?, units.in_base(stated, unit)?))
            }
            _ => Some((of_bounds.over(over)?, stated)),
        }
    }

    /// What is divided by, in what the rate is for.
    fn over(&self, reach: Reach) -> Option<Bounds> {
        let units = &self.facts.lexicons.units;
        let over = self.facts.mention(self.ratio.over);
        let number = over.number()?;
        if let Per::Scale(times) = self.ratio.per {
            return Bounds::exactly(Decimal::ONE).over(Bounds::exactly(times));
        }
        if let Per::Fixed(unit, whole) = self.ratio.per {
            // A month has four weeks and some days, and a week may have five days of work.
            let one = units.convert(Bounds::exactly(Decimal::ONE), whole, unit)?;
            let round = Bounds::exactly(one.low()?.round());
            return match reach {
                Reach::Rounded => Some(round),
                _ => self.with_days_off(loosely(one.hull(round))?, whole, unit),
            };
        }
        // "Over three weeks" is as often their whole length as it is more than three.
        let lasts = number.hedge == Hedge::Above && reach != Reach::Widest;
        let hedge = if lasts { Hedge::None } else { number.hedge };
        let bounds = Number { hedge, ..*number }.bounds(reach)?;
        let with_rest = |bounds: Bounds, unit: Option<UnitId>| match self.ratio.rest {
            None => Some(bounds),
            Some(rest) => {
                let rest = self.facts.mention(rest);
                let more = rest.number()?.bounds(reach)?;
                let more = match unit {
                    Some(unit) => units.convert(more, rest.unit?, unit)?,
                    None => units.in_base(more, rest.unit?)?,
                };
                // "Four hours and 42 minutes" are exactly four.
                let first = Bounds::exactly(number.value);
                let first = match unit {
                    Some(unit) => units.convert(first, over.unit?, unit)?,
                    None => units.in_base(first, over.unit?)?,
                };
                first.plus(more)
            }
        };
        match self.ratio.per {
            Per::One => Some(bounds),
            Per::Unit(unit) => {
                let converted = with_rest(units.convert(bounds, over.unit?, unit)?, Some(unit))?;
                self.with_days_off(converted, over.unit?, unit)
            }
            Per::Many(base) => bounds.over(Bounds::exactly(self.facts.mention(base).number()?.value)),
            Per::Quotient => with_rest(units.in_base(bounds, over.unit?)?, None),
            Per::Fixed(..) | Per::Scale(_) => None,
        }
    }

    /// A week may be five days of work.
    fn with_days_off(&self, days: Bounds, whole: UnitId, unit: UnitId) -> Option<Bounds> {
        let units = &self.facts.lexicons.units;
        let is_of_days = units.named("day") == Some(unit) && units.is_larger(whole, unit);
        if is_of_days { Some(days.hull(days.times(Fraction::parse("5/7")?)?)) } else { Some(days) }
    }

    /// The rate as the text writes it, with the figure that it should be.
    fn written(&self, value: Decimal) -> Option<String> {
        let rate = self.rate();
        let scaled = over(value, rate.number()?.scale()?)?;
        let text = self.facts.text(rate.span);
        let before = text.get(..rate.digits.start.checked_sub(rate.span.start)?)?;
        let after = text.get(rate.digits.end.checked_sub(rate.span.start)?..)?;
        Some(format!("{before}{}{after}", told(scaled, rate.number()?.decimals)))
    }
}

/// The known mistake that gives the printed rate.
fn cause(computed: Bounds, stated: Bounds, rate: &Number) -> Option<&'static str> {
    let is_off = |power: i32| {
        let shifted = Fraction::power_of_ten(power).and_then(|factor| computed.times(factor));
        shifted.is_some_and(|shifted| shifted.may_equal(stated))
    };
    if (1..=6).any(|power| is_off(power) || is_off(-power)) {
        return Some("ten-times");
    }
    if Bounds::exactly(Decimal::ONE).over(computed).is_some_and(|inverse| inverse.may_equal(stated)) {
        return Some("upside-down");
    }
    let unit = over(stated.middle()?, rate.printed()?)?;
    let right = over(computed.middle()?, unit)?.round_dp(rate.decimals);
    let digits = |value: Decimal| value.normalize().to_string().into_bytes();
    let (right, printed) = (digits(right), digits(rate.printed()?));
    let swapped = |at: usize| {
        let mut other = printed.clone();
        other.swap(at, at + 1);
        other == right
    };
    (right.len() == printed.len() && (0..printed.len().saturating_sub(1)).any(swapped)).then_some("digits-swapped")
}

/// A computed value with the digits that matter, and no fewer decimals than the printed one has;
/// its thousands are divided.
fn told(value: Decimal, printed: u32) -> String {
    let decimals = if value.abs() >= Decimal::ONE_HUNDRED { printed } else { printed.max(1) };
    let rounded =
        if value.abs() < Decimal::ONE { value.round_sf(2).unwrap_or(value) } else { value.round_dp(decimals) };
    grouped(&rounded.normalize().to_string())
}
