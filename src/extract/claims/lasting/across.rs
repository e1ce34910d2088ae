//! Lengths of what begins in one sentence and ends in the next, in either order: "The 12-day fair
//! closed on 27 September. It had opened on 16 September."

use crate::extract::claims::lasting::moment::Placed;
use crate::extract::claims::lasting::{Binder, FARTHEST, MOST_AFTER};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence, Stay};
use crate::lexicon::cues::{Cues, Found, Kind};

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the length of what the sentence before begins or ends, and this one ends or began.
    pub(super) fn across(&self, claims: &mut Vec<Claim>) {
        let Some(before) = self.sentence.before.as_deref() else { return };
        let ([own], []) = (self.single.as_slice(), self.double.as_slice()) else { return };
        let tokens = &self.sentence.tokens;
        let opening = self.sentence.opening();
        // "It had opened on": another subject may have opened something else.
        let points_back = self.words.it.starting_at(tokens, opening).is_some()
            || (own.start > opening
                && self.words.from.ending_at(tokens, own.start, None).is_some_and(|from| from.start == opening));
        if !points_back {
            return;
        }
        let before = Binder::read(before, self.words);
        let ([other], []) = (before.single.as_slice(), before.double.as_slice()) else { return };
        let (from, to) = if self.has_beside(&self.words.begins, own) && before.has_beside(&self.words.ends, other) {
            (own, other)
        } else if self.has_beside(&self.words.ends, own) && before.has_beside(&self.words.begins, other) {
            (other, own)
        } else {
            return;
        };
        let lengths =
            || before.lengths().map(|length| (&before, length)).chain(self.lengths().map(|length| (self, length)));
        let mut all = lengths();
        let Some((holder, length)) = all.next().filter(|_| all.next().is_none()) else { return };
        let is_told =
            claims.iter().rev().take(MOST_CLAIMS).any(|claim| claim.relation.mentions().any(|id| id == length.id));
        // "The 3-day fair", 为期3天的: the length belongs to what begins and ends.
        let is_described = holder.sentence.is_attributive(length.mention)
            || holder.sentence.cue_before(&self.words.fills, &self.words.makes, length.at, None).is_some();
        if is_told || !is_described || holder.is_other(&length) {
            return;
        }
        let cue = Found { start: length.at, end: length.at + 1, which: 0 };
        let claim = holder.claim(from.moment, to.moment, &length, Stay::Span, cue);
        claims.push(Claim { confidence: Confidence::Medium, ..claim });
    }

    /// The lengths of time of the sentence.
    pub(super) fn lengths(&self) -> impl Iterator<Item = Figure<'f>> + '_ {
        self.sentence.figures.iter().filter(|figure| self.is_length(figure)).copied()
    }

    /// Whether a word of some kind stands before a moment, or behind it in the same clause.
    pub(super) fn has_beside(&self, cues: &Cues, placed: &Placed) -> bool {
        let tokens = &self.sentence.tokens;
        let end = (placed.end..(placed.end + MOST_AFTER).min(tokens.len()))
            .find(|at| tokens[*at].kind == Kind::Mark)
            .unwrap_or((placed.end + MOST_AFTER).min(tokens.len()));
        cues.any(tokens, placed.start.saturating_sub(FARTHEST)..placed.start) || cues.any(tokens, placed.end..end)
    }
}

/// How many of the last claims may be of a length of the same two sentences.
const MOST_CLAIMS: usize = 16;
