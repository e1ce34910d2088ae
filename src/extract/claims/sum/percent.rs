//! Percentages of one whole: "the state held 60%, foreigners 30% and private owners 10%".
//!
//! A list is of one whole where a word says so once for all of its items, where each is
//! counted once, or where its classes run from the lowest to the highest.

use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, Tie, ids};
use crate::facts::{Confidence, Covers, Sum};
use crate::lexicon::cues::Cues;

/// How many words an item of such a list may have.
const MOST_WORDS: usize = 16;

impl Binder<'_, '_, '_> {
    pub(super) fn percentages(&self) -> Option<Found> {
        let tokens = &self.sentence.tokens;
        let items = self.percents()?;
        let whole = 0..tokens.len();
        let has_rest = items.iter().any(|item| self.rest_cue(item).is_some());
        let counts = |cues: &Cues| cues.all(tokens, whole.clone()).count();
        let is_divided = counts(&self.words.divide) == 1 || counts(&self.words.divide) >= items.len();
        let is_single = self.words.single.any(tokens, whole.clone());
        let is_classed = self.words.lowest.any(tokens, whole.clone()) && self.words.highest.any(tokens, whole);
        if has_rest || !(is_divided || is_single || is_classed) {
            return None;
        }
        let cue = self.sentence.place(items.first()?.at, items.last()?.at + 1);
        let parts = ids(&items);
        let sum = Sum { total: None, parts, less: Vec::new(), covers: Covers::Some };
        Some(Found { readings: vec![sum], cue, confidence: Confidence::Medium, tie: Tie::Loose })
    }

    /// 女生占57.2%,男生占42.8%: two kinds that are all there are, each with its percentage of the whole.
    pub(super) fn halves(&self) -> Option<Found> {
        let tokens = &self.sentence.tokens;
        let percents: Vec<&Figure<'_>> =
            self.sentence.figures.iter().filter(|figure| self.is_percent(figure)).collect();
        let [one, other] = percents.as_slice() else { return None };
        let is_share = |figure: &Figure<'_>| self.cue_before(&self.words.halved_by, figure.at).is_some();
        // "57% of applicants and 33% of those admitted" are of two wholes.
        let has_whole = |figure: &Figure<'_>| self.words.of_all.starting_at(tokens, figure.at + 1).is_some();
        let are_of_one = !(has_whole(one) && has_whole(other));
        let named = |kind: &Cues, from: usize, to: usize| kind.any(tokens, from.max(to.saturating_sub(MOST_WORDS))..to);
        let are_halves = |[first, second]: &[Cues; 2]| {
            let fits = |a: &Cues, b: &Cues| named(a, 0, one.at) && named(b, one.at, other.at) && !named(b, 0, one.at);
            fits(first, second) || fits(second, first)
        };
        let is_all = self.words.halves.iter().any(are_halves)
            || (self.words.nothing_else.any(tokens, 0..tokens.len()) && self.words.sides.iter().any(are_halves));
        let sum = Sum { total: None, parts: vec![one.id, other.id], less: Vec::new(), covers: Covers::All };
        let cue = self.sentence.place(one.at, other.at);
        let found = Found { readings: vec![sum], cue, confidence: Confidence::Medium, tie: Tie::Rest };
        (is_all && are_of_one && is_share(one) && is_share(other)).then_some(found)
    }

    /// The percentages of the sentence where they are items of one list.
    fn percents(&self) -> Option<Vec<Figure<'_>>> {
        let items: Vec<Figure<'_>> =
            self.sentence.figures.iter().filter(|figure| self.is_percent(figure)).copied().collect();
        let tokens = &self.sentence.tokens;
        let joined = items.windows(2).all(|pair| {
            let between = pair[0].at + 1..pair[1].at;
            between.len() <= MOST_WORDS && self.words.join.any(&tokens[..pair[1].at], between)
        });
        let has_last = items
            .windows(2)
            .last()
            .is_some_and(|pair| self.words.last.any(&tokens[..pair[1].at], pair[0].at + 1..pair[1].at));
        (items.len() >= 3 && joined && has_last).then_some(items)
    }
}
