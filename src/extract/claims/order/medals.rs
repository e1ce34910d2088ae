//! The first three of a contest with their marks: "touched first in 53.4 seconds; Reyes took
//! silver in 53.7 and Otsuka bronze in 54.2".

use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence};
use crate::lexicon::cues::{Cues, Found, Token};

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the order of three marks. Whether more is better is seen from all of them: only
    /// times are better where they are shorter, and only if not all three tell the opposite.
    pub(super) fn medals(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.medals;
        let Some((cue, first)) = self.mark_of(&words.first) else { return };
        let (Some((_, second)), Some((_, third))) = (self.mark_of(&words.second), self.mark_of(&words.third)) else {
            return;
        };
        let value = |figure: &Figure<'f>| figure.mention.number().map(|number| number.value);
        let (Some(one), Some(two), Some(three)) = (value(&first), value(&second), value(&third)) else { return };
        let is_time = self.sentence.measures(first.mention, "time");
        let is_otherwise = if is_time { one >= two && two >= three } else { one <= two && two <= three };
        // 分 may be points: the same word has to stand behind all three.
        let word = |figure: &Figure<'f>| self.sentence.word(figure.at + 1).to_owned();
        let are_alike = word(&first) == word(&second) && word(&second) == word(&third);
        if is_otherwise || (first.mention.unit.is_none() && !are_alike) {
            return;
        }
        let greater = if is_time { Greater::Second } else { Greater::First };
        for (better, worse) in [(&first, &second), (&second, &third)] {
            let order = self.order(better, worse, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
    }

    /// The mark told with the only word for a place: the next figure, or the one right before it.
    fn mark_of(&self, place: &Cues) -> Option<(Found, Figure<'f>)> {
        let tokens = &self.sentence.tokens;
        let mut cues = place.all(tokens, 0..tokens.len());
        let cue = cues.next()?;
        // 夺得冠军 holds 冠军.
        if cues.any(|other| other.start >= cue.end) {
            return None;
        }
        let is_short = |at: usize| tokens[at + 1..cue.start].iter().all(Token::is_ideograph);
        let before =
            self.figures_before(cue.start).next().filter(|figure| cue.start - figure.at <= 4 && is_short(figure.at));
        let after = || self.figures_after(cue.end).next().filter(|figure| figure.at - cue.end <= FARTHEST);
        Some((cue, before.or_else(after)?))
    }
}
