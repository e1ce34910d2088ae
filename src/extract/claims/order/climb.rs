//! Places in a ranking that are left for others: "moved up from 85th to 26th place, a gain of 59
//! places", 由第85位升至第26位,上升59位.

use crate::extract::claims::lasting::ordinal;
use crate::extract::claims::order::Binder;
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Climb, Confidence, Relation};
use crate::lexicon::cues::{Cues, Kind};

/// How many tokens may stand between a place and the number of places.
const FARTHEST: usize = 12;

impl<'f> Binder<'_, 'f, '_> {
    /// The only two places of a sentence, one of them left and the other reached, and the only number of places.
    pub(super) fn climb(&self) -> Option<Claim> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let words = &self.words.climb;
        if words.mute.any(tokens, 0..tokens.len()) {
            return None;
        }
        let is_place = |figure: &&Figure<'f>| ordinal(sentence, figure).is_some();
        let places: Vec<&Figure<'f>> = sentence.figures.iter().filter(is_place).collect();
        let [one, other] = places.as_slice() else { return None };
        let is_told = |cues: &Cues, figure: &Figure<'f>| cues.ending_at(tokens, figure.at, None).is_some();
        let (from, to) = match (is_told(&words.from, one), is_told(&words.to, other)) {
            (true, true) => (one, other),
            _ if is_told(&words.to, one) && is_told(&words.from, other) => (other, one),
            _ => return None,
        };
        let mut moves = sentence.figures.iter().filter(|figure| self.is_number_of_places(figure));
        let by = moves.next().filter(|_| moves.next().is_none())?;
        let gap = [from.at, to.at].iter().map(|at| at.abs_diff(by.at)).min()?;
        let is_apart = tokens[by.at.min(one.at)..by.at.max(other.at)]
            .iter()
            .any(|token| token.kind == Kind::Mark && matches!(token.text.as_ref(), ";" | "。"));
        let climb = Climb {
            from: (ordinal(sentence, from)?, from.mention.span),
            to: (ordinal(sentence, to)?, to.mention.span),
            by: by.id,
        };
        let claim = sentence.claim(Relation::Climb(climb), by.mention.span);
        (gap <= FARTHEST && !is_apart).then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// "A gain of 49 places", 上升49位.
    fn is_number_of_places(&self, figure: &Figure<'f>) -> bool {
        let tokens = &self.sentence.tokens;
        let words = &self.words.climb;
        figure.mention.number().is_some()
            && figure.mention.unit.is_none()
            && words.places.starting_at(tokens, figure.at + 1).is_some()
            && self.sentence.cue_before(&words.moved, &self.words.link, figure.at, None).is_some()
    }
}
