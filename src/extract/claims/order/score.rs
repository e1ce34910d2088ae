//! The score of a contest that somebody won: "beat them 75–64".

use crate::extract::claims::order::{Binder, MOST_WORDS};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence, Label, Reading, Relation, Score};
use crate::lexicon::cues::Kind;
use crate::span::Span;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the score of a sentence that tells only one, and nothing of sets or legs. Whoever won has the
    /// first of its figures; one that was lost is written either way.
    pub(super) fn scores(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let words = &self.words.score;
        let is_score = |figure: &&Figure<'f>| {
            matches!(figure.mention.reading, Reading::Range(..) | Reading::NotAQuantity(Label::Score))
        };
        let mut all = sentence.figures.iter().filter(is_score);
        let (Some(figure), None) = (all.next(), all.next()) else { return };
        let Some(cue) = self.winning(figure).filter(|_| !words.mute.any(&sentence.tokens, 0..sentence.tokens.len()))
        else {
            return;
        };
        let score = self.points(figure).map(|score| sentence.claim(Relation::Score(score), self.place(cue)));
        claims.extend(score.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
    }

    /// The words before a score by which it is won: "beat the Bears", "won the final".
    fn winning(&self, figure: &Figure<'f>) -> Option<crate::lexicon::cues::Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let words = &self.words.score;
        let after = tokens.get(figure.at + 1);
        let is_closed = after
            .is_none_or(|token| token.kind == Kind::Period || matches!(token.text.as_ref(), "." | "," | ";"))
            || words.after.starting_at(tokens, figure.at + 1).is_some();
        let won = words.won.ending_at(tokens, figure.at, None);
        let beat = || {
            let near = figure.at.saturating_sub(MOST_WORDS + 1)..figure.at;
            let beat = words.beat.all(tokens, near).last()?;
            let is_passive = words.passive.ending_at(tokens, beat.start, None).is_some();
            // "Defeated 64–75" is what the loser was; "beat them by 64–75" is no score.
            let has_object = beat.end < figure.at
                && tokens[beat.end..figure.at].iter().all(|token| token.kind == Kind::Word)
                && words.no_object.ending_at(tokens, figure.at, None).is_none();
            (has_object && !is_passive).then_some(beat)
        };
        won.or_else(beat).filter(|_| is_closed)
    }

    /// The points of both sides: the 64 and the 75 of "64–75".
    fn points(&self, figure: &Figure<'f>) -> Option<Score> {
        let Reading::Range(first, last) = figure.mention.reading else { return None };
        let are_points = [&first, &last].iter().all(|number| number.decimals == 0 && !number.in_words);
        let is_bare = figure.mention.unit.is_none() && figure.mention.counted.is_none();
        let digits = figure.mention.digits;
        let (won, lost) = self.sentence.facts.text(digits).split_once(['-', '–', '—'])?;
        let score = Score {
            winner: Span::new(digits.start, digits.start + won.trim_end().len()),
            loser: Span::new(digits.end - lost.trim_start().len(), digits.end),
            is_won: first.value >= last.value,
        };
        (are_points && is_bare).then_some(score)
    }
}
