//! Votes of a council whose size is told: "the 74-member council approved it by 45 votes to 23, with
//! 6 abstentions".

use crate::extract::claims::sum::{Binder, Found, Tie, all_of};
use crate::facts::{Confidence, Covers, Sum};
use crate::lexicon::cues::Kind;

/// How many tokens may stand between the two sides of a vote: "45 votes to 23".
const MOST_BETWEEN: usize = 3;

/// How many tokens may stand between a number of members and their side: "three were against".
const MOST_BEFORE_SIDE: usize = 2;

impl Binder<'_, '_, '_> {
    /// "Five of the seven members voted in favour and two against": both sides are members.
    pub(super) fn sides_of_body(&self) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let takes_side = |at: usize| {
            let sides = self.words.sides.iter().flatten().chain([&self.words.abstentions]);
            sides.filter_map(|cues| cues.starting_at(tokens, at)).map(|cue| cue.end).max()
        };
        let [one, body, other] = sentence.figures.as_slice() else { return None };
        let of = self.words.out_of.starting_at(tokens, one.at + 1).filter(|of| of.end == body.at)?;
        let after = other.at + 1..(other.at + 2 + MOST_BEFORE_SIDE).min(tokens.len());
        let end = after.clone().find_map(takes_side)?;
        let is_plain = (body.at + 1..other.at).all(|at| tokens[at].is_word() || tokens[at].text == ",");
        // "Three against the second motion" voted on something else.
        let is_closed = tokens.get(end).is_none_or(|token| token.kind == Kind::Mark);
        let are_members = sentence.figures.iter().all(|figure| self.is_amount(figure) && figure.mention.unit.is_none());
        let is_sound =
            are_members && is_plain && is_closed && (body.at + 1..other.at).any(|at| takes_side(at).is_some());
        let readings = vec![Sum { covers: Covers::Some, ..all_of(body.id, vec![one.id, other.id]) }];
        let cue = sentence.place(of.start, of.end);
        is_sound.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

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
