//! A change that its figures do not give.
//!
//! Silent while any values that the figures may stand for, rounded or cut off,
//! would make it true in any reading of the words. Where one known mistake
//! explains the figure exactly, the finding names it.

mod cause;
pub(in crate::check) mod table;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction, apart, percent_change, rounded, times};
use crate::check::{Check, Finding, Source, is_contradicted as no_reading_holds};
use crate::diagnostic::Confidence;
use crate::facts::{Change, Claim, Direction, Facts, Mention, Relation, Times};
use crate::number::{Hedge, Reach};

/// `[check.change]`: what of a change is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeCheck {
    /// The size of the change against its two ends, its direction, or its multiple.
    of: Judged,
    /// Where the change is stated: in running text, or by the places of figures in a table.
    #[serde(default)]
    evidence: Source,
}

/// What of a change is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Whether the size follows from the two ends.
    Size,
    /// Whether a size in percent is that of a change in points.
    Points,
    /// Whether the ends lie in the direction that the text gives.
    Direction,
    /// Whether one end is the multiple of the other that the text gives.
    Multiple,
}

impl Check for ChangeCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["by", "from", "to", "cue", "computed", "points", "row", "column"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        if self.evidence == Source::Table {
            return table::judge(facts, findings);
        }
        for claim in facts.claims.iter().filter(|claim| !claim.evidence.is_table()) {
            // A claim that holds in one of its readings is no mistake.
            let judged: Option<Vec<Option<Judgement>>> = claim
                .readings()
                .map(|relation| match relation {
                    Relation::Change(change) => self.judge(facts, claim, *change).map(Some),
                    other => (self.of == Judged::Size && no_reading_holds(facts, other)).then_some(None),
                })
                .collect();
            if !matches!(claim.relation, Relation::Change(_)) {
                continue;
            }
            let judged: Vec<Judgement> = judged.into_iter().flatten().flatten().collect();
            let Some(surest) = judged.iter().map(|(finding, _)| finding.confidence).min() else { continue };
            // The reading that the text misses least is most likely the one that is meant.
            let nearest = judged.into_iter().min_by_key(|(_, miss)| *miss);
            findings.extend(nearest.map(|(finding, _)| finding.at_most(surest).at_most(claim.confidence)));
        }
    }
}

/// Whether the size of a change cannot be that of its ends.
pub(super) fn is_contradicted(facts: &Facts<'_>, change: Change) -> bool {
    let follows = || {
        let ends = Ends { facts, from: facts.mention(change.from?), to: facts.mention(change.to?) };
        let size = Size { ends: &ends, by: facts.mention(change.by?), direction: change.direction };
        size.follows(Reach::Usual)
    };
    follows() == Some(false)
}

/// What is wrong with a reading, and how far off it is in the units of what is stated.
type Judgement = (Finding, Decimal);

impl ChangeCheck {
    fn judge(&self, facts: &Facts<'_>, claim: &Claim, change: Change) -> Option<Judgement> {
        let ends = Ends { facts, from: facts.mention(change.from?), to: facts.mention(change.to?) };
        if claim.confidence < Confidence::High && ends.are_far_apart(change.times) {
            return None;
        }
        let size = change.by.map(|by| Size { ends: &ends, by: facts.mention(by), direction: change.direction });
        let miss = size.as_ref().and_then(Size::miss).unwrap_or_default();
        let finding = match self.of {
            Judged::Direction => ends.direction(claim, change.direction?),
            Judged::Size => size?.mismatch(),
            Judged::Points => size?.points(),
            Judged::Multiple => ends.multiple(&change.times?),
        };
        Some((finding?, miss))
    }
}

/// What it was, and what it is now.
struct Ends<'f> {
    facts: &'f Facts<'f>,
    from: &'f Mention,
    to: &'f Mention,
}

impl Ends<'_> {
    /// Ends that lie the other way.
    fn direction(&self, claim: &Claim, stated: Direction) -> Option<Finding> {
        let (start, end) = match self.as_printed() {
            Some(printed) => printed,
            None => self.bounds(Reach::Widest)?,
        };
        let is_contradicted = match stated {
            Direction::Up => start.surely_exceeds(end),
            Direction::Down => end.surely_exceeds(start),
        };
        is_contradicted.then(|| Finding::labelled([("cue", claim.cue), ("from", self.from.span), ("to", self.to.span)]))
    }

    /// The printed values, where rounding cannot have changed their order: both are rounded
    /// to the same place, in the same unit, and neither is hedged.
    fn as_printed(&self) -> Option<(Bounds, Bounds)> {
        let (one, other) = (self.from.number()?, self.to.number()?);
        let are_alike = one.last_place() == other.last_place()
            && self.from.unit == self.to.unit
            && one.hedge == Hedge::None
            && other.hedge == Hedge::None;
        are_alike.then(|| (Bounds::exactly(one.value), Bounds::exactly(other.value)))
    }

    fn bounds(&self, reach: Reach) -> Option<(Bounds, Bounds)> {
        self.facts.comparable(self.from, self.to, reach)
    }

    /// Whether one is more than three times the other, or the multiple that is stated: such a
    /// pair is hardly the one that is meant where no cue binds it.
    fn are_far_apart(&self, stated: Option<Times>) -> bool {
        let ratio = || {
            let (start, end) = self.bounds(Reach::Rounded)?;
            end.over(start)?.over(Bounds::exactly(stated.map_or(Fraction::ONE, |times| times.value).to_decimal()?))
        };
        let near =
            Fraction::parse("1/3").and_then(Fraction::to_decimal).map(|low| Bounds::between(low, Decimal::from(3)));
        ratio().zip(near).is_none_or(|(ratio, near)| !ratio.may_equal(near))
    }

    fn are_percentages(&self) -> bool {
        is_percent(self.facts, self.from) && is_percent(self.facts, self.to)
    }

    /// A multiple in words that the ends are far from. Such words are loose: "doubled" is
    /// said of anything near twice.
    fn multiple(&self, stated: &Times) -> Option<Finding> {
        let value = Bounds::exactly(stated.value.to_decimal()?);
        let loose = |by: &str| value.times(Fraction::parse(by)?);
        let near = loose("85/100")?.hull(loose("115/100")?);
        let meant = match stated.hedge {
            Hedge::None | Hedge::About => near,
            Hedge::Above => near.and_above(),
            Hedge::Below => near.and_below(),
            Hedge::Nearly => near.hull(loose("75/100")?),
        };
        let misses = |reach| {
            let (start, end) = self.bounds(reach)?;
            Some(!end.over(start)?.may_equal(meant))
        };
        let confidence = confidence(misses(Reach::Usual)?, misses(Reach::Widest)?)?;
        let finding = Finding::labelled([("cue", stated.span), ("from", self.from.span), ("to", self.to.span)]);
        Some(finding.with("computed", self.relative_change()?).at_most(confidence))
    }

    /// The change in percent, as people say it: "up 21.8%".
    fn relative_change(&self) -> Option<String> {
        let change = percent_change(self.from.number()?.value, self.to.number()?.value)?;
        let word = if change.is_sign_negative() { "down" } else { "up" };
        Some(format!("{word} {}%", rounded(change.abs())))
    }

    /// The two ends in order: "down from 4.6% to 4.4%".
    fn in_order(&self) -> Option<String> {
        let word = if self.to.number()?.value < self.from.number()?.value { "down" } else { "up" };
        Some(format!("{word} from {} to {}", self.facts.text(self.from.span), self.facts.text(self.to.span)))
    }
}

/// The size of a change, and its ends.
struct Size<'e, 'f> {
    ends: &'e Ends<'f>,
    by: &'f Mention,
    direction: Option<Direction>,
}

impl Size<'_, '_> {
    /// A size that does not follow from the two ends.
    fn mismatch(&self) -> Option<Finding> {
        let fails =
            |reach| Some(!(self.follows(reach)? || (self.is_percent_of_percentages() && self.is_points(reach)?)));
        let confidence = confidence(fails(Reach::Usual)?, fails(Reach::Widest)?)?;
        let is_relative = self.is_relative() && !self.ends.are_percentages();
        // A percentage that is nearly right was more likely worked out from other figures.
        let confidence =
            if is_relative && self.is_nearly_right() { confidence.min(Confidence::Medium) } else { confidence };
        // "Three points" has no scale that the ends would lack.
        let has_scale = !self.is_relative() && !is_points(self.ends.facts, self.by);
        if has_scale && self.by.number()?.in_words != self.ends.from.number()?.in_words {
            return None;
        }
        let computed = if is_relative { self.ends.relative_change()? } else { self.ends.in_order()? };
        let labels = [("by", self.by.span), ("from", self.ends.from.span), ("to", self.ends.to.span)];
        let finding = Finding::labelled(labels).with("computed", computed).at_most(confidence);
        let cause = cause::of(self.by, self.ends.from, self.ends.to).filter(|_| is_relative);
        Some(match cause {
            Some(cause) => finding.caused_by(cause),
            None => finding,
        })
    }

    /// Whether the printed percentage is off by less than a tenth of it.
    fn is_nearly_right(&self) -> bool {
        let tenth = self.by.number().and_then(|by| times(by.value.abs(), Decimal::new(1, 1)));
        self.miss().zip(tenth).is_some_and(|(miss, tenth)| miss < tenth)
    }

    /// How far the printed percentage is from that of the ends.
    fn miss(&self) -> Option<Decimal> {
        let change = percent_change(self.ends.from.number()?.value, self.ends.to.number()?.value)?;
        apart(change.abs(), self.by.number()?.value)
    }

    /// A change of percentages that is told in percent and is one in points.
    fn points(&self) -> Option<Finding> {
        if !self.is_percent_of_percentages() {
            return None;
        }
        let is_mistaken = |reach| Some(!self.follows(reach)?);
        let is_points = self.is_points(Reach::Rounded)?;
        let confidence = confidence(is_mistaken(Reach::Usual)?, is_mistaken(Reach::Widest)?).filter(|_| is_points)?;
        let points = self.by.number()?.printed()?.normalize();
        let labels = [("by", self.by.span), ("from", self.ends.from.span), ("to", self.ends.to.span)];
        let finding = Finding::labelled(labels).with("points", points).with("computed", self.ends.relative_change()?);
        Some(finding.at_most(confidence))
    }

    /// Whether the size may follow from the ends.
    fn follows(&self, reach: Reach) -> Option<bool> {
        let facts = self.ends.facts;
        let stated = self.by.number()?.bounds(reach)?;
        let (start, end) = self.ends.bounds(reach)?;
        if self.is_relative() {
            // A percentage is compared as the fraction that it is, and so is a per mille.
            let stated = self.by.unit.map_or(Some(stated), |unit| facts.lexicons.units.in_base(stated, unit))?;
            return self.any_way(|sign| relative(start, end, sign), stated);
        }
        let unit = self.by.unit.filter(|_| !is_points(facts, self.by) || self.ends.are_percentages());
        let stated = match unit.or(self.ends.from.unit).or(self.ends.to.unit) {
            Some(unit) => facts.lexicons.units.in_base(stated, unit)?,
            None => stated,
        };
        self.any_way(|sign| difference(start, end, sign), stated)
    }

    /// Whether the difference of the ends may be the size.
    fn is_points(&self, reach: Reach) -> Option<bool> {
        let stated = self.ends.facts.lexicons.units.in_base(self.by.number()?.bounds(reach)?, self.by.unit?)?;
        let (start, end) = self.ends.bounds(reach)?;
        self.any_way(|sign| difference(start, end, sign), stated)
    }

    /// Whether a change in the direction that the text gives, or in either, may be the size.
    fn any_way(&self, change: impl Fn(Decimal) -> Option<Bounds>, stated: Bounds) -> Option<bool> {
        let signs: &[Decimal] = match self.direction {
            Some(Direction::Up) => &[Decimal::ONE],
            Some(Direction::Down) => &[Decimal::NEGATIVE_ONE],
            None => &[Decimal::ONE, Decimal::NEGATIVE_ONE],
        };
        let changes: Option<Vec<Bounds>> = signs.iter().map(|sign| change(*sign)).collect();
        Some(changes?.into_iter().any(|change| change.may_equal(stated)))
    }

    /// Whether the size is a part of where the change started.
    fn is_relative(&self) -> bool {
        let is_fraction = self.by.unit.is_none() && self.by.number().is_some_and(|number| number.is_fraction());
        // Basis points of percentages are points.
        let is_points = is_points(self.ends.facts, self.by)
            || (self.ends.are_percentages()
                && self.by.unit != self.ends.from.unit
                && self.by.unit != self.ends.to.unit);
        is_fraction || (is_percent(self.ends.facts, self.by) && !is_points)
    }

    fn is_percent_of_percentages(&self) -> bool {
        self.is_relative() && self.by.unit.is_some() && self.ends.are_percentages()
    }
}

/// How sure a contradiction is, by how generously the figures may be read.
fn confidence(fails_usually: bool, fails_widely: bool) -> Option<Confidence> {
    match (fails_usually, fails_widely) {
        (true, true) => Some(Confidence::High),
        (true, false) => Some(Confidence::Medium),
        (false, _) => None,
    }
}

fn is_percent(facts: &Facts<'_>, mention: &Mention) -> bool {
    let dimension = mention.unit.map(|unit| facts.lexicons.units.get(unit).dimension.as_str());
    matches!(dimension, Some("fraction" | "points"))
}

fn is_points(facts: &Facts<'_>, mention: &Mention) -> bool {
    mention.unit.is_some_and(|unit| facts.lexicons.units.get(unit).dimension == "points")
}

/// The change as a fraction of where it started, positive in the direction of the sign.
fn relative(start: Bounds, end: Bounds, sign: Decimal) -> Option<Bounds> {
    let (ratio, whole) = (end.over(start)?, Bounds::exactly(Decimal::ONE));
    if sign.is_sign_positive() { ratio.minus(whole) } else { whole.minus(ratio) }
}

fn difference(start: Bounds, end: Bounds, sign: Decimal) -> Option<Bounds> {
    if sign.is_sign_positive() { end.minus(start) } else { start.minus(end) }
}
