//! The number of a day: "walked out on 15 August. On 28 August the strike entered its 14th day".

use crate::extract::claims::lasting::moment::{Placed, ordinal};
use crate::extract::claims::lasting::{Binder, FARTHEST};
use crate::facts::{Claim, Confidence, Stay};

/// How many words may stand between a day and its number: "on 27 July, on the 39th day of".
const MOST_WORDS: usize = 10;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the number of the day of this sentence, counted from what the same or the one before begins.
    pub(super) fn nth_days(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let nth = sentence.figures.iter().filter_map(|figure| {
            ordinal(sentence, figure)?;
            let cue = self.words.nth_day.starting_at(&sentence.tokens, figure.at + 1)?;
            Some((figure, cue))
        });
        let found: Vec<_> = nth.collect();
        let [(figure, cue)] = found.as_slice() else { return };
        let is_day = |placed: &&Placed| placed.moment.day.is_some();
        let own: Vec<&Placed> = self.single.iter().filter(is_day).collect();
        let before = sentence.before.as_deref().map(|before| Binder::read(before, self.words));
        let (from, to) = match own.as_slice() {
            [from, to] if self.begins_at(from) => (from.moment, to),
            [to] => {
                let Some(before) = &before else { return };
                let mut began = before.single.iter().filter(|placed| placed.moment.day.is_some());
                let (Some(from), None) = (began.next().filter(|from| before.begins_at(from)), began.next()) else {
                    return;
                };
                (from.moment, to)
            }
            _ => return,
        };
        let is_near = to.start.abs_diff(figure.at) <= MOST_WORDS && self.double.is_empty();
        if is_near {
            let claim = self.claim(from, to.moment, figure, Stay::Days, *cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    /// Whether something begins at a moment: "walked out on 15 August", "day one was 17 April".
    fn begins_at(&self, placed: &Placed) -> bool {
        let near = placed.start.saturating_sub(FARTHEST)..placed.start;
        [&self.words.begins, &self.words.first_day].iter().any(|cues| cues.any(&self.sentence.tokens, near.clone()))
    }
}
