//! Round figures that were passed: "passed the 30 billion mark, reaching 31.07 billion", "fell below
//! 5,000 for the first time, to 4,870".

use rust_decimal::Decimal;

use crate::bounds::times;
use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::Claim;
use crate::lexicon::cues::{Found, Kind};

impl<'f> Binder<'_, 'f, '_> {
    /// Adds that what was reached lies beyond what was passed.
    pub(super) fn marks(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let turns = [(&self.words.rank.passes, Greater::First), (&self.words.rank.sinks, Greater::Second)];
        for (cues, greater) in turns {
            for cue in cues.all(tokens, 0..tokens.len()) {
                let Some((mark, reached)) = self.mark_and_reached(cue) else { continue };
                // The unit may be told once.
                let order = if reached.mention.unit.is_none() && mark.mention.unit.is_some() {
                    let turned = if greater == Greater::First { Greater::Second } else { Greater::First };
                    self.order(&mark, &reached, turned, self.place(cue))
                } else {
                    self.order(&reached, &mark, greater, self.place(cue))
                };
                claims.extend(order);
            }
        }
    }

    /// The figure behind a word for passing it, and the one that was reached.
    fn mark_and_reached(&self, cue: Found) -> Option<(Figure<'f>, Figure<'f>)> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let words = &self.words.rank;
        let mut after = self.figures_after(cue.end);
        let (mark, reached) = (after.next()?, after.next()?);
        // 首次突破500万人,达到535.9万人
        let is_sure = words.surely_passes.starting_at(tokens, cue.start).is_some();
        let is_mark = mark.at - cue.end <= 2
            && (is_sure || (mark.at + 1..mark.at + 4).any(|at| words.mark.starting_at(tokens, at).is_some()));
        let is_reached = reached.at - mark.at <= FARTHEST
            && sentence.cue_before(&words.reaches, &self.words.link, reached.at, None).is_some();
        // "Topped 300 for the first time, at 287 grazing outside": something else was counted.
        let counts_other = reached.mention.counted.is_some() && mark.mention.counted.is_none();
        let is_other = counts_other && reached.mention.unit.is_none() && !tokens[reached.at].is_ideograph();
        let after = sentence.after_noun(&reached).max(reached.at + 1);
        let is_closed = tokens.get(after).is_none_or(|token| token.kind == Kind::Mark || token.is_ideograph())
            || self.words.beside.starting_at(tokens, after).is_some();
        let is_sound = is_mark && is_reached && is_closed && !is_other && !self.closes(mark.at, reached.at);
        (is_sound && are_of_one_size(&mark, &reached) && !self.count_others(&mark, &reached)).then_some((mark, reached))
    }
}

/// Whether neither of two figures is more than twice the other.
fn are_of_one_size(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
    let is_within = |less: Decimal, more: Decimal| times(less, Decimal::TWO).is_some_and(|twice| more <= twice);
    value(one).zip(value(other)).is_some_and(|(one, other)| is_within(one, other) && is_within(other, one))
}
