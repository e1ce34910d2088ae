//! Votes that are won: "passed by 312 votes to 200".

use crate::extract::claims::order::{Binder, FARTHEST, Greater, MOST_WORDS};
use crate::extract::claims::sentence::Figure;
use crate::facts::Claim;

impl Binder<'_, '_, '_> {
    /// "passed by 312 votes to 200".
    pub(super) fn votes(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        for pair in sentence.figures.windows(2) {
            let [one, other] = pair else { continue };
            let gap = one.at + 1..other.at;
            let to = self.words.votes_to.ending_at(&sentence.tokens, other.at, None);
            let Some(to) = to.filter(|to| to.start > one.at && gap.len() <= 3) else { continue };
            let from = one.at.saturating_sub(FARTHEST);
            let has_votes = self
                .words
                .votes
                .any(&sentence.tokens, one.at.saturating_sub(4)..(other.at + 2).min(sentence.tokens.len()));
            let won =
                self.words.won.any(&sentence.tokens, from..(other.at + MOST_WORDS + 1).min(sentence.tokens.len()));
            if has_votes && won && !self.closes(from, one.at) && are_counts(one, other) {
                claims.extend(self.order(one, other, Greater::First, self.place(to)));
            }
        }
    }
}

fn are_counts(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    [one, other].iter().all(|figure| {
        figure.mention.unit.is_none() && figure.mention.number().is_some_and(|n| n.decimals == 0 && !n.in_words)
    })
}
