//! Where the value of a figure can come from, if not from the figure that it seems to tell
//! again: another figure that is the same, the sum or difference of two, a part of one.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, Fraction};
use crate::extract::claims::recall::{FARTHEST, Told, dimension, value};
use crate::facts::{Facts, MentionId};
use crate::number::Reach;

/// How many figures before a figure, and around what it seems to tell again, it may come from.
const NEARBY: usize = 8;

/// How many figures are taken together at most.
const MOST_TAKEN: usize = 28;

/// From here on two figures are not the same by chance.
const TELLING: u32 = 20;

/// So many figures that count the same are looked at for sums.
const MOST_LIKE: usize = 3;

/// Parts of a whole that may be told in words: "half of them".
const PARTS: [&str; 5] = ["1/2", "1/3", "2/3", "1/4", "3/4"];

pub(super) struct Origins<'f, 'd, 't> {
    pub(super) facts: &'f Facts<'d>,
    pub(super) told: &'t [Told],
}

impl Origins<'_, '_, '_> {
    /// Whether the value of a figure comes from somewhere. `alike` are those that count the same.
    pub(super) fn has(&self, at: usize, alike: &[usize]) -> bool {
        let it = &self.told[at];
        let Some(value) = value(self.facts, it.id, Reach::Widest) else { return true };
        let nearby = |at: usize| at.saturating_sub(NEARBY)..(at + NEARBY).min(self.told.len());
        let mut taken: Vec<usize> = nearby(at).chain(alike.iter().take(MOST_LIKE).flat_map(|at| nearby(*at))).collect();
        taken.sort_unstable();
        taken.dedup();
        // What a figure points back to stands before it; a headline is made of what follows.
        taken.retain(|other| self.told[*other].sentence != it.sentence && (!it.is_again || *other < at));
        taken.truncate(MOST_TAKEN);
        self.is_told(at)
            || self.follows(at, value, &taken, |other| self.may_be_part(it, other))
            || self.adds_up(at, value, alike)
    }

    /// Whether the value of an amount comes from somewhere; any two amounts have a sum, so that
    /// only those beside the one that it seems to be are taken.
    pub(super) fn of_amount(&self, at: usize, one: usize) -> bool {
        let it = &self.told[at];
        let Some(value) = value(self.facts, it.id, Reach::Widest) else { return true };
        let beside = |other: &usize| self.told[*other].sentence == self.told[one].sentence;
        let taken: Vec<usize> =
            (one.saturating_sub(NEARBY)..(one + NEARBY).min(self.told.len())).filter(beside).collect();
        self.is_told(at) || self.follows(at, value, &taken, |other| self.is_alike(it.id, other.id))
    }

    /// Whether another figure is the same, and may count the same.
    fn is_told(&self, at: usize) -> bool {
        let it = &self.told[at];
        let around = at.saturating_sub(FARTHEST)..(at + FARTHEST).min(self.told.len());
        let is_telling = self.facts.mention(it.id).number().is_none_or(|number| number.value >= Decimal::from(TELLING));
        let is_headline = !it.is_again;
        around.filter(|other| *other != at).any(|at_other| {
            let other = &self.told[at_other];
            // What points back to a headline does not tell its figure.
            if is_headline && other.is_again {
                return false;
            }
            let is_of_thing = shares_word(it, other);
            // A few of what is not named come before the words that point back to them.
            let may_be_meant = other.thing.is_empty() && (is_headline || at_other < at);
            let may_be_same = is_telling || may_be_meant || is_of_thing;
            // 100 of something else are no 68.
            let reach = if is_of_thing { Reach::Widest } else { Reach::Usual };
            // A unit may be left out, or read as another one: "3.5 mln bpd", "3.5 mln barrels".
            let is_alike = self.is_alike(it.id, other.id) || is_telling && self.is_printed_alike(it.id, other.id);
            may_be_same
                && is_alike
                && (self.agree_within(it.id, other.id, reach) || self.is_printed_alike(it.id, other.id))
        })
    }

    /// Whether the value of a figure follows from two others.
    fn follows(&self, at: usize, value: Bounds, taken: &[usize], may_be_part: impl Fn(&Told) -> bool) -> bool {
        let of = |at: &usize| super::value(self.facts, self.told[*at].id, Reach::Widest);
        let percents = taken.iter().filter(|other| self.is_percent(self.told[**other].id));
        let percents: Vec<Bounds> = percents.filter_map(of).collect();
        let same = taken.iter().filter(|other| **other != at && may_be_part(&self.told[**other]));
        let same: Vec<Bounds> = same.filter_map(of).collect();
        // Three and more figures have some sum or other, unless they count the same.
        let alike = taken.iter().filter(|other| **other != at && shares_word(&self.told[at], &self.told[**other]));
        let alike: Vec<Bounds> = alike.filter_map(of).collect();
        // Two are two thirds of three, and mean nothing by it.
        let is_large = value.middle().is_some_and(|value| value >= Decimal::from(TELLING));
        let parts: Vec<Fraction> = PARTS.iter().filter(|_| is_large).filter_map(|part| Fraction::parse(part)).collect();
        let fits = |bounds: Option<Bounds>| bounds.is_some_and(|bounds| bounds.may_equal(value));
        has_run(&alike, value)
            || same.iter().enumerate().any(|(i, one)| {
                let mut pairs = same[i + 1..].iter();
                pairs.any(|other| fits(one.plus(*other)) || fits(one.minus(*other)) || fits(other.minus(*one)))
                    || parts.iter().any(|part| fits(one.times(*part)))
                    || percents.iter().any(|percent| fits(one.product(*percent)))
            })
    }

    /// "Seventeen councillors voted in favour, nine against": all 26 of them.
    fn adds_up(&self, at: usize, value: Bounds, alike: &[usize]) -> bool {
        alike.iter().take(MOST_LIKE).any(|one| {
            let near = one.saturating_sub(NEARBY)..(one + NEARBY).min(self.told.len());
            let of_sentence = near.filter(|other| self.told[*other].sentence == self.told[*one].sentence);
            let of_kind = of_sentence.filter(|other| self.is_alike(self.told[at].id, self.told[*other].id));
            let run: Vec<Bounds> =
                of_kind.filter_map(|other| super::value(self.facts, self.told[other].id, Reach::Widest)).collect();
            has_run(&run, value)
        })
    }

    /// Whether one figure can be a part of another, or the other of it.
    fn may_be_part(&self, it: &Told, other: &Told) -> bool {
        // "All 17 casualties" are the dead and the injured.
        let may_be = shares_word(it, other)
            || other.state.is_some() && it.state.is_none()
            || other.thing.is_empty() && it.is_again;
        may_be && self.is_alike(it.id, other.id)
    }

    /// Whether two figures have the same value, whatever they measure.
    fn is_printed_alike(&self, one: MentionId, other: MentionId) -> bool {
        let value = |id: MentionId| self.facts.mention(id).number().map(|number| number.value);
        value(one).is_some() && value(one) == value(other)
    }

    /// Whether two figures can count or measure the same.
    fn is_alike(&self, one: MentionId, other: MentionId) -> bool {
        dimension(self.facts, self.facts.mention(one)) == dimension(self.facts, self.facts.mention(other))
    }

    fn is_percent(&self, id: MentionId) -> bool {
        dimension(self.facts, self.facts.mention(id)) == "fraction"
    }

    /// Whether two figures may stand for one value.
    pub(super) fn agree(&self, one: MentionId, other: MentionId) -> bool {
        self.agree_within(one, other, Reach::Widest)
    }

    fn agree_within(&self, one: MentionId, other: MentionId, reach: Reach) -> bool {
        let values = value(self.facts, one, reach).zip(value(self.facts, other, reach));
        values.is_none_or(|(one, other)| one.may_equal(other))
    }
}

/// Whether figures that follow one another add up to a value.
fn has_run(run: &[Bounds], value: Bounds) -> bool {
    run.iter().enumerate().any(|(from, first)| {
        let mut sum = Some(*first);
        run[from + 1..].iter().any(|next| {
            sum = sum.and_then(|sum| sum.plus(*next));
            sum.is_some_and(|sum| sum.may_equal(value))
        })
    })
}

/// Whether two figures count things that have a word in common.
fn shares_word(one: &Told, other: &Told) -> bool {
    other.thing.iter().any(|stem| one.thing.binary_search(stem).is_ok())
}
