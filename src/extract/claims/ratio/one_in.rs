//! How many there are for each that is meant: 常住人口46.7万人,其中老年人9.3万人,平均每5人中就有1位老年人.

use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Per, Ratio, Relation};
use crate::lexicon::frames::RatioWords;

/// How many tokens may stand between the number of all and the words for "there is one".
const FARTHEST: usize = 8;

/// The number of all for each that is meant, held against the only two other counts of its sentence.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &RatioWords) -> Option<Claim> {
    let tokens = &sentence.tokens;
    let is_one = |figure: &Figure<'_>| figure.mention.number().is_some_and(|number| number.value == Decimal::ONE);
    let all = sentence.figures.iter().find(|all| {
        let is_led = words.lead.ending_at(tokens, all.at, None).is_some() && all.mention.number().is_some();
        let gap = all.at + 1..tokens.len().min(all.at + 1 + FARTHEST);
        let one = words.has_one.all(tokens, gap).last().filter(|_| is_led);
        one.is_some_and(|one| {
            let is_said = words.one.starting_at(tokens, one.end).is_some();
            sentence.figure_at(one.end).map_or(is_said, |figure| is_one(&figure))
        })
    })?;
    let is_count = |figure: &&Figure<'_>| {
        figure.mention.unit.is_none() && figure.mention.number().is_some() && figure.id != all.id && !is_one(figure)
    };
    let counts: Vec<&Figure<'_>> = sentence.figures.iter().filter(is_count).collect();
    let [one, other] = counts.as_slice() else { return None };
    let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
    let (part, whole) = if value(one) < value(other) { (one, other) } else { (other, one) };
    let ratio = Ratio { of: whole.id, less: None, over: part.id, rest: None, rate: all.id, per: Per::One };
    let claim = sentence.claim(Relation::Ratio(ratio), sentence.place(all.at.saturating_sub(1), all.at + 1));
    Some(Claim { confidence: Confidence::Medium, ..claim })
}
