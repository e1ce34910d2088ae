//! Games with their scores: 以75比64战胜, 以1比3负于.

use crate::extract::claims::order::{Binder, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::Claim;
use crate::lexicon::cues::{Cues, Kind};

/// How many words may stand between a score and the verb: 的总比分.
const MOST_WORDS: usize = 5;

/// How far before a score a word may make the subject of its verb the one who lost.
const FARTHEST_PASSIVE: usize = 24;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the order of the two sides of a score, whose first is that of the subject.
    pub(super) fn told_scores(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let words = &self.words.told_score;
        for pair in self.sentence.figures.windows(2) {
            let [own, other] = pair else { continue };
            let to = words.to.starting_at(tokens, own.at + 1).filter(|to| to.end == other.at);
            let Some(to) = to.filter(|_| is_score(own) && is_score(other)) else { continue };
            let find = |cues: &Cues| {
                let plain = |at: &usize| tokens[*at].kind == Kind::Word;
                let near = other.at + 1..(other.at + 1 + MOST_WORDS).min(tokens.len());
                near.take_while(plain).find_map(|at| cues.starting_at(tokens, at))
            };
            let greater = match (find(&words.won), find(&words.lost)) {
                (Some(_), None) => Greater::First,
                (None, Some(_)) => Greater::Second,
                _ => continue,
            };
            // 被对手以3比1战胜: the score may be told from either side; 25比20、23比25: the sets of one game.
            let clause = own.at.saturating_sub(FARTHEST_PASSIVE)..own.at;
            let is_passive = words.passive.any(tokens, clause);
            let is_of_many = own.at > 0 && self.sentence.is_word(own.at - 1, &["、", "和", "及", "与", ","]);
            if !is_passive && !is_of_many {
                claims.extend(self.order(own, other, greater, self.place(to)));
            }
        }
    }
}

fn is_score(figure: &Figure<'_>) -> bool {
    figure.mention.unit.is_none() && figure.mention.number().is_some_and(|number| number.is_count && !number.in_words)
}
