//! Rates that stand apart from what they follow from: one rate for two units of time, and a mean that
//! the sentence before tells.

use crate::extract::claims::ratio::rate::{For, Rate, rates};
use crate::extract::claims::ratio::{FARTHEST_BACK, Trio};
use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Confidence, Per, Ratio, Relation};
use crate::lexicon::frames::RatioWords;

/// How many words may stand between "in all" and what is divided.
const FARTHEST_TOTAL: usize = 8;

/// "£7.99 a month, or £95.88 a year": one rate for two units of time.
pub(super) fn paces(sentence: &Sentence<'_, '_>, rates: &[Rate<'_>]) -> Vec<Claim> {
    let units = &sentence.facts.lexicons.units;
    let pace = |pair: &[Rate<'_>]| {
        let [one, other] = pair else { return None };
        let (For::Unit(first), For::Unit(second)) = (&one.is_for, &other.is_for) else { return None };
        let is_told = other.is_result && !other.is_other && !one.is_other && first != second;
        let gap = other.start.checked_sub(one.end)?;
        let is_one_kind = one.figure.mention.unit == other.figure.mention.unit && one.figure.mention.unit.is_some();
        let (small, unit, large, whole) = if units.is_larger(*second, *first) {
            (one, *first, other, *second)
        } else {
            (other, *second, one, *first)
        };
        let (of, rate) = (large.figure.id, small.figure.id);
        let ratio = Ratio { of, less: None, over: of, rest: None, rate, per: Per::Fixed(unit, whole) };
        let claim = sentence.claim(Relation::Ratio(ratio), sentence.place(one.end, other.start.max(one.end + 1)));
        (is_told && is_one_kind && gap <= FARTHEST_BACK).then_some(Claim { confidence: Confidence::Medium, ..claim })
    };
    rates.windows(2).filter_map(pace).collect()
}

/// 户均6400元。全村195户共领到124.8万元: a mean that the sentence before tells alone, and the total
/// that this one divides.
pub(super) fn told_before(sentence: &Sentence<'_, '_>, words: &RatioWords) -> Option<Claim> {
    let before = sentence.before.as_deref()?;
    let rates = rates(before, words);
    let [rate] = rates.as_slice() else { return None };
    let is_alone = before.figures.iter().all(|figure| rate.takes(figure) || figure.mention.number().is_none());
    let is_each = rate.is_mean || matches!(rate.is_for, For::Person | For::Noun(_));
    let trio = Trio { sentence, words, rates: &rates, rate };
    let pairs = trio.pairs(sentence, sentence, &rates);
    let [pair] = pairs.as_slice() else { return None };
    let of = sentence.figures.iter().find(|figure| figure.id == pair.of)?;
    let sum = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).sum.as_ref()?;
    let near = of.at.saturating_sub(FARTHEST_TOTAL)..of.at;
    let is_total = sum.total.any(&sentence.tokens, near)
        || sum.total_after.starting_at(&sentence.tokens, sentence.after_noun(of)).is_some();
    let claim = sentence.claim(Relation::Ratio(*pair), of.mention.span);
    (is_alone && is_each && is_total && !rate.is_other).then_some(Claim { confidence: Confidence::Medium, ..claim })
}
