//! Two kinds that together are all there are: "of the 64 patients, 30 were women and 34
//! men", "exports of 13 and imports of 10".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::extract::claims::sum::{self, Binder, Tie, all_of, ids, is_amount};
use crate::facts::{Confidence, MentionId};
use crate::lexicon::cues::{Cues, Found};

/// How many words may stand between a figure and its kind: "exports were 13.37 trillion".
const MOST_WORDS: usize = 5;

impl Binder<'_, '_, '_> {
    pub(super) fn opposites(&self) -> Vec<sum::Found> {
        self.words.opposites.iter().filter_map(|[one, other]| self.pair(one, other)).collect()
    }

    /// A whole and its two kinds, each named once: "120 were invited, 112 came, 8 stayed away".
    pub(super) fn balances(&self) -> Vec<sum::Found> {
        self.words.balances.iter().filter_map(|kinds| self.balance(kinds)).collect()
    }

    fn balance(&self, [whole, one, other]: &[Cues; 3]) -> Option<sum::Found> {
        let (whole, one, other) = (self.only(whole)?, self.only(one)?, self.only(other)?);
        let are_three = whole.id != one.id && whole.id != other.id && one.id != other.id;
        let fit = [&one, &other].into_iter().all(|part| self.can_be_added(part.mention, whole.mention));
        let readings = vec![all_of(whole.id, ids(&[one, other]))];
        let (first, last) = (whole.at.min(one.at).min(other.at), whole.at.max(one.at).max(other.at));
        let cue = self.sentence.place(first, last + 1);
        (are_three && fit).then_some(sum::Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Loose })
    }

    fn pair(&self, one: &Cues, other: &Cues) -> Option<sum::Found> {
        let (first, second) = (self.only(one)?, self.only(other)?);
        let (first, second) = if first.at < second.at { (first, second) } else { (second, first) };
        let total = self.total_of(&first).filter(|_| first.id != second.id)?;
        if self.has_third(&first, &second) {
            return None;
        }
        let readings = vec![all_of(total, ids(&[first, second]))];
        let cue = self.sentence.place(first.at, second.at);
        Some(sum::Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Loose })
    }

    /// "Eight men, five women and four children": the two are not all.
    fn has_third(&self, first: &Figure<'_>, second: &Figure<'_>) -> bool {
        let figures = &self.sentence.figures;
        let next = figures.iter().find(|figure| figure.at > second.at && self.is_amount(figure));
        let between =
            figures.iter().any(|figure| first.at < figure.at && figure.at < second.at && self.is_amount(figure));
        between || next.is_some_and(|third| self.joins(second, third).is_some() && self.counts_like(second, third))
    }

    /// Whether two figures are items of one list, and not "15 men, drawn from 31 countries".
    fn counts_like(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        let between = &self.sentence.tokens[self.sentence.after_noun(one).max(one.at + 1)..other.at];
        let is_join = |at: usize| self.words.join.starting_at(between, at).is_some();
        (0..between.len()).all(|at| !between[at].is_word() || is_join(at))
    }

    /// The one figure that a kind is given with.
    pub(super) fn only(&self, kind: &Cues) -> Option<Figure<'_>> {
        let tokens = &self.sentence.tokens;
        let both: Vec<_> = self.words.both.all(tokens, 0..tokens.len()).collect();
        let alone = |found: &Found| {
            !both.iter().any(|both| {
                both.start <= found.start && found.end <= both.end && found.end - found.start < both.end - both.start
            })
        };
        let mut found = kind.all(tokens, 0..tokens.len()).filter(alone);
        let place = found.next()?;
        if found.next().is_some() {
            return None;
        }
        let near = |figure: &&Figure<'_>| {
            let (start, end) =
                if figure.at < place.start { (figure.at + 1, place.start) } else { (place.end, figure.at) };
            end.saturating_sub(start) <= MOST_WORDS
                && tokens.get(start..end).is_some_and(|between| between.iter().all(|token| token.is_word()))
        };
        // 出生率9.65‰,死亡率5.19‰,自然增长率4.46‰
        let is_rate =
            |figure: &&Figure<'_>| self.sentence.measures(figure.mention, "fraction") && !self.is_percent(figure);
        let mut figures =
            self.sentence.figures.iter().filter(|figure| self.is_amount(figure) || is_rate(figure)).filter(near);
        let figure = figures.next()?;
        // "30 women and 34 men": the figure on the left is nearer than the one behind "and".
        Some(*figures.next().filter(|_| figure.at > place.start).unwrap_or(figure))
    }

    /// Whether the words for both kinds stand before a figure.
    fn named(&self, sentence: &Sentence<'_, '_>, total: &Figure<'_>) -> bool {
        self.words.both.any(&sentence.tokens, 0..total.at)
    }

    /// The figure before both, which is given for both: it stands with both words, or with neither
    /// and at the head of what is a part of it.
    fn total_of(&self, first: &Figure<'_>) -> Option<MentionId> {
        let tokens = &self.sentence.tokens;
        let mut here = self.sentence.figures.iter().filter(|figure| figure.at < first.at && self.is_amount(figure));
        let is_divided = |total: &&Figure<'_>| self.words.of_which.any(tokens, total.at..first.at);
        if let Some(total) = here.clone().next_back().filter(is_divided) {
            return self.can_be_added(total.mention, first.mention).then_some(total.id);
        }
        if let Some(total) = here.next() {
            let is_only = here.next().is_none() && (total.mention.unit.is_none() || self.named(self.sentence, total));
            return (is_only && self.can_be_added(total.mention, first.mention)).then_some(total.id);
        }
        let before: &Sentence<'_, '_> = self.sentence.before.as_deref()?;
        let total = before.figures.iter().find(|figure| is_amount(before, figure.mention))?;
        (self.named(before, total) && self.can_be_added(total.mention, first.mention)).then_some(total.id)
    }
}
