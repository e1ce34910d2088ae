//! Lengths of what has come to an end: "returned on 11 July, ending the 39-day strike that began on
//! 19 June", "After 90 years, the shop is to shut. It opened in 1945 and will close in 2025".

use crate::extract::claims::lasting::moment::Placed;
use crate::extract::claims::lasting::{Binder, FARTHEST, MOST_AFTER, MOST_WORDS};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence, Stay};
use crate::lexicon::cues::{Found, Kind};

/// How many words may stand between "ending" and the length: "ending a bitter 39-day strike".
const MOST_BEFORE_LENGTH: usize = 4;

/// How many between "began" and its moment.
const MOST_AFTER_BEGIN: usize = 2;

impl<'f> Binder<'_, 'f, '_> {
    /// "Returned to work on 11 July, ending the 39-day strike that began on 19 June": the end is told first.
    pub(super) fn ended(&self, claims: &mut Vec<Claim>) {
        let ([to, from], []) = (self.single.as_slice(), self.double.as_slice()) else { return };
        let tokens = &self.sentence.tokens;
        let mut lengths = self.lengths();
        let (Some(length), None) = (lengths.next(), lengths.next()) else { return };
        let is_between = to.end <= length.at && length.at < from.start;
        if !is_between || !self.sentence.is_attributive(length.mention) || self.is_other(&length) {
            return;
        }
        let near = to.end.max(length.at.saturating_sub(MOST_BEFORE_LENGTH))..length.at;
        let is_ended = self.words.ends.any(tokens, near.clone());
        let Some(begins) = self.words.begins.all(tokens, length.at + 1..from.start).last() else { return };
        let is_of_length = begins.start - length.at <= MOST_WORDS
            && from.start.saturating_sub(begins.end) <= MOST_AFTER_BEGIN
            && tokens[length.at + 1..begins.start].iter().all(|token| token.kind == Kind::Word || token.text == ",");
        // "Went back on 11 July after a 39-day strike that began": both may be told of other things.
        let follows = self.words.since.any(tokens, near);
        if is_of_length && (is_ended || follows) {
            let confidence = if is_ended { Confidence::High } else { Confidence::Medium };
            let claim = self.claim(from.moment, to.moment, &length, Stay::Span, begins);
            claims.push(Claim { confidence, ..claim });
        }
    }

    /// "Stepped down in 2020 after 17 years in office, having first been elected in 2003".
    pub(super) fn looked_back_on(&self, claims: &mut Vec<Claim>) {
        let ([to, from], []) = (self.single.as_slice(), self.double.as_slice()) else { return };
        let tokens = &self.sentence.tokens;
        let mut lengths = self.lengths();
        let (Some(length), None) = (lengths.next(), lengths.next()) else { return };
        if !(to.end <= length.at && length.at < from.start) || self.sentence.is_attributive(length.mention) {
            return;
        }
        let lead = self.sentence.skip_links(&self.words.makes, length.at);
        let follows = self.words.since.all(tokens, to.end..lead.max(to.end)).last().is_some_and(|cue| cue.end == lead);
        let ends = self.words.ends.any(tokens, 0..to.start);
        let having = self.words.having.all(tokens, length.at + 1..from.start).last();
        // "Having first been elected to the council in 2003" began something else.
        let having = having.filter(|cue| from.start - cue.end <= MOST_AFTER_BEGIN);
        if let Some(cue) = having.filter(|_| follows && ends) {
            let claim = self.claim(from.moment, to.moment, &length, Stay::Span, cue);
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }

    /// "After 90 years, the last butcher's is to shut. The shop, which opened in 1945, will close in 2025".
    pub(super) fn headed(&self, claims: &mut Vec<Claim>) {
        let Some(before) = self.sentence.before.as_deref() else { return };
        let ([from, to], []) = (self.single.as_slice(), self.double.as_slice()) else { return };
        let before = Binder::read(before, self.words);
        let is_bare = before.single.is_empty() && before.double.is_empty() && self.lengths().next().is_none();
        let Some((length, cue)) = before.heading_length().filter(|_| is_bare && self.spans_life(from, to)) else {
            return;
        };
        let claim = before.claim(from.moment, to.moment, &length, Stay::Span, cue);
        claims.push(Claim { confidence: Confidence::Medium, ..claim });
    }

    /// The length at the head of a sentence that tells of an end: "After 90 years, the shop is to shut".
    fn heading_length(&self) -> Option<(Figure<'f>, Found)> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let mut lengths = self.lengths();
        let length = lengths.next().filter(|_| lengths.next().is_none())?;
        let cue = self.words.since.starting_at(tokens, sentence.opening())?;
        let is_first = sentence.skip_links(&self.words.makes, length.at) <= cue.end && cue.end <= length.at;
        // "After 90 years of talks" is the length of the talks.
        let is_whole = sentence.is_word(length.at + 1, &[","]);
        let is_end =
            [&self.words.ends, &self.words.finale].iter().any(|cues| cues.any(tokens, length.at..tokens.len()));
        (is_first && is_whole && is_end).then_some((length, cue))
    }

    /// Whether something begins or is founded at the first moment and ends at the second.
    fn spans_life(&self, from: &Placed, to: &Placed) -> bool {
        let begins = self.has_beside(&self.words.begins, from)
            || self.is_told(from, &self.words.founded, &self.words.founded_after);
        let ends = [&self.words.ends, &self.words.finale]
            .iter()
            .any(|cues| cues.any(&self.sentence.tokens, from.end..to.start));
        begins && ends && to.start - from.end <= FARTHEST + MOST_AFTER
    }

    /// "Resumed at 16:23 after being halted for two hours from 11:30": the second moment is the first in time.
    pub(super) fn is_counted_from(&self, length: &Figure<'f>, to: &Placed, from: &Placed) -> bool {
        let tokens = &self.sentence.tokens;
        let end = self.rest_of(length).map_or(length.at, |rest| rest.at) + 1;
        let is_beside = self.words.from.ending_at(tokens, from.start, None).is_some_and(|cue| cue.start == end);
        let follows = to.end <= length.at && self.words.since.any(tokens, to.end..length.at);
        self.single.len() == 2 && is_beside && follows
    }
}
