//! Differences: "539 births and 400 deaths, a natural increase of 139", "sold 40 of its
//! 120 sheep, leaving 80".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::extract::claims::sum::{Binder, Found, Tie, all_of, ids};
use crate::facts::{Confidence, Covers, Sum};
use crate::span::Span;

/// Among more figures than these nobody can say which two are meant.
const MOST_FIGURES: usize = 4;

/// How many tokens may stand between "less" and its figure: "less current liabilities of".
const FARTHEST_MINUS: usize = 4;

/// How many tokens may stand before the cue of a difference that belongs to the sentence before.
const FARTHEST_HEAD: usize = 3;

impl Binder<'_, '_, '_> {
    pub(super) fn difference(&self, index: usize) -> Option<Found> {
        let result = self.sentence.figures[index];
        // "A balance of -860": which way it is worked out is not said.
        let is_negative = result.mention.number().is_some_and(|number| number.value.is_sign_negative());
        if !self.is_amount(&result) || is_negative {
            return None;
        }
        let difference = self.cue_before(&self.words.difference, result.at);
        let after = || {
            let mut places = result.at + 1..=self.sentence.after_noun(&result);
            let tokens = &self.sentence.tokens;
            // "450 left" ends what is said, "450 left the city" goes on.
            let is_end = |end: usize| tokens.get(end).is_none_or(|token| !token.is_word());
            let left = |at| self.words.left_after.starting_at(tokens, at);
            let ending = |at| self.words.left_end.starting_at(tokens, at).filter(|cue| is_end(cue.end));
            let cue = places.find_map(|at| left(at).or_else(|| ending(at)))?;
            Some(self.sentence.place(cue.start, cue.end))
        };
        let left = self.cue_before(&self.words.left, result.at).or_else(after);
        if let Some(found) = left.and_then(|cue| self.goal(index, cue)) {
            return Some(found);
        }
        let is_left = left.is_some();
        let cue = difference.or(left)?;
        let here = self.amounts_before(index);
        let is_head =
            cue.start <= self.sentence.tokens[(self.sentence.opening() + FARTHEST_HEAD).min(result.at)].span.start;
        let is_here = here.len() >= 2;
        let is_margin = self.cue_before(&self.words.margin, result.at).is_some();
        let behind = if is_margin { self.amounts_behind(index) } else { Vec::new() };
        // "Of the 1,350 beds, 1,284 were taken on Tuesday and 1,197 on Saturday, a difference of 87": two parts
        // of one whole lie apart, not a part and the whole.
        let opens_with_whole = !is_left
            && here.len() == 3
            && self.words.of_all.starting_at(&self.sentence.tokens, self.sentence.opening()).is_some();
        let operands = if is_here {
            here.into_iter().skip(usize::from(opens_with_whole)).collect()
        } else if here.is_empty() && is_margin && behind.len() == 2 {
            behind
        } else if is_head {
            let before = self.amounts_of_sentence_before(result.mention);
            before.into_iter().chain(here).collect()
        } else {
            return None;
        };
        // A surplus after a deficit is not worked out of it.
        let is_result = |sentence: &Sentence<'_, '_>, at| {
            sentence.cue_before(&self.words.difference, &self.words.link, at, None).is_some()
        };
        let is_series = operands.iter().any(|operand| match &self.sentence.before {
            Some(before) if operand.mention.span.start < self.sentence.span.start => is_result(before, operand.at),
            _ => is_result(self.sentence, operand.at),
        });
        // "By noon 31,700 were back, by dusk 9,200 more, leaving 7,400": both were taken away.
        let is_more = |operand: &Figure<'_>| {
            let after = self.sentence.after_noun(operand);
            [operand.at + 1, after].iter().any(|at| self.words.added.starting_at(&self.sentence.tokens, *at).is_some())
        };
        let is_series = is_series || (is_here && operands.len() == 2 && operands.iter().any(is_more));
        if is_series || !(2..=MOST_FIGURES).contains(&operands.len()) {
            return None;
        }
        if let Some(sum) = self.less_what_is_named(&operands, &result) {
            return Some(Found { readings: vec![sum], cue, confidence: Confidence::High, tie: Tie::Loose });
        }
        // "Will cost 18.6 million, of which the state pays 9.4 and the city 3.5, leaving 5.7": nothing else is taken away.
        let is_divided = is_left && is_here && {
            let (first, second) = (operands[0].at, operands[1].at);
            self.words.of_which.any(&self.sentence.tokens, first..second)
        };
        if is_divided {
            let readings = taken_away(&operands, &result).into_iter().take(1).collect();
            return Some(Found { readings, cue, confidence: Confidence::High, tie: Tie::Loose });
        }
        let mut readings = Vec::new();
        if is_left {
            readings.extend(taken_away(&operands, &result));
        }
        readings.extend(pairs(&operands, &result));
        readings.extend(largest_less_the_rest(&operands, &result));
        let confidence = if operands.len() == 2 && is_here { Confidence::High } else { Confidence::Medium };
        Some(Found { readings, cue, confidence, tie: Tie::Loose })
    }
}

impl Binder<'_, '_, '_> {
    /// "Held the seat by a margin of 1,571 votes, polling 11,107 to the Conservatives' 9,536": the
    /// figures behind a difference that can be its two sides.
    fn amounts_behind(&self, index: usize) -> Vec<Figure<'_>> {
        let own = self.sentence.figures[index].mention;
        let behind = self.sentence.figures[index + 1..].iter();
        behind.filter(|figure| self.is_amount(figure) && self.can_be_added(figure.mention, own)).copied().collect()
    }

    /// "Has brought in £1,377, which leaves £923 to find to reach the £2,300": what there is, what
    /// is missing, and the goal.
    fn goal(&self, index: usize, cue: Span) -> Option<Found> {
        let missing = self.sentence.figures[index];
        let goal = self.next_amount(index + 1).map(|next| self.sentence.figures[next])?;
        self.cue_before(&self.words.goal, goal.at)?;
        let here = self.amounts_before(index);
        let [there] = here.as_slice() else { return None };
        let is_one_kind = self.can_be_added(missing.mention, goal.mention);
        let readings = vec![all_of(goal.id, ids(&[*there, missing]))];
        is_one_kind.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// "Assets of 383 and 104, less debts of 47, leave 440": what a word takes away.
    fn less_what_is_named(&self, operands: &[Figure<'_>], result: &Figure<'_>) -> Option<Sum> {
        // The tokens of the sentence before are others.
        if operands.iter().any(|figure| figure.mention.span.start < self.sentence.span.start) {
            return None;
        }
        let is_less = |figure: &&Figure<'_>| {
            let near = figure.at.saturating_sub(FARTHEST_MINUS)..figure.at;
            let cue = self.words.minus.all(&self.sentence.tokens, near).last();
            cue.is_some_and(|cue| !operands.iter().any(|other| cue.start <= other.at && other.at < figure.at))
        };
        let (less, parts): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) = operands.iter().partition(is_less);
        let ids = |figures: Vec<&Figure<'_>>| figures.into_iter().map(|figure| figure.id).collect();
        (!less.is_empty() && parts.len() > 1).then(|| Sum {
            total: Some(result.id),
            parts: ids(parts),
            less: ids(less),
            covers: Covers::All,
        })
    }
}

/// The first figure less all that follow, and what it could be otherwise.
fn taken_away(operands: &[Figure<'_>], result: &Figure<'_>) -> Vec<Sum> {
    let starts = 0..operands.len() - 1;
    starts
        .map(|start| Sum {
            total: Some(result.id),
            parts: vec![operands[start].id],
            less: operands[start + 1..].iter().map(|figure| figure.id).collect(),
            covers: Covers::All,
        })
        .collect()
}

/// "Deducting costs of 17.6 and fees of 5.5 from an income of 44.3 leaves 21.2".
fn largest_less_the_rest(operands: &[Figure<'_>], result: &Figure<'_>) -> Option<Sum> {
    let largest = operands.iter().max_by_key(|figure| figure.mention.number().map(|number| number.value))?;
    let less = operands.iter().map(|figure| figure.id).filter(|id| *id != largest.id).collect();
    (operands.len() > 2).then(|| Sum { total: Some(result.id), parts: vec![largest.id], less, covers: Covers::All })
}

/// The difference of every two figures, the last two first, the greater less the smaller.
fn pairs(operands: &[Figure<'_>], result: &Figure<'_>) -> Vec<Sum> {
    let mut pairs = Vec::new();
    for (place, one) in operands.iter().enumerate().rev() {
        for other in operands[..place].iter().rev() {
            let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
            let (more, fewer) = if value(one) > value(other) { (one, other) } else { (other, one) };
            pairs.push(Sum { total: Some(result.id), parts: vec![more.id], less: vec![fewer.id], covers: Covers::All });
        }
    }
    pairs
}
