//! Votes of a council whose size is told: "the 74-member council approved it by 45 votes to 23, with
//! 6 abstentions".

use crate::extract::claims::sum::{Binder, Found, Tie, all_of};
use crate::facts::{Confidence, Covers, Sum};

/// How many tokens may stand between the two sides of a vote: "45 votes to 23".
const MOST_BETWEEN: usize = 3;

impl Binder<'_, '_, '_> {
    /// The size of a council and the votes of its members, who may not all have been there.
    pub(super) fn council(&self) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let is_size = |at: usize| self.words.size.starting_at(tokens, at + 1).is_some();
        let mut sizes = sentence.figures.iter().filter(|figure| is_size(figure.at));
        let (Some(size), None) = (sizes.next(), sizes.next()) else { return None };
        let mut votes = sentence.figures.windows(2).filter(|pair| {
            let gap = pair[0].at + 1..pair[1].at;
            gap.len() <= MOST_BETWEEN && self.words.votes_to.ending_at(tokens, pair[1].at, None).is_some()
        });
        let ayes = votes.next().filter(|_| votes.next().is_none())?;
        let is_abstention = |at: usize| self.words.abstentions.starting_at(tokens, at + 1).is_some();
        let abstained = sentence.figures.iter().filter(|figure| is_abstention(figure.at)).map(|figure| figure.id);
        let parts: Vec<_> = ayes.iter().map(|figure| figure.id).chain(abstained).collect();
        let are_counts =
            sentence.figures.iter().filter(|figure| parts.contains(&figure.id)).all(|figure| self.is_amount(figure));
        let is_before = size.at < ayes[0].at;
        // Who is absent has no vote.
        let covers = if self.words.all_present.any(tokens, 0..tokens.len()) { Covers::All } else { Covers::Some };
        let readings = vec![Sum { covers, ..all_of(size.id, parts) }];
        let cue = sentence.place(ayes[0].at + 1, ayes[1].at);
        (are_counts && is_before).then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }
}
