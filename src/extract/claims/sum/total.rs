//! A total behind its parts: "12 men and 15 women, 27 in all".

use crate::extract::claims::ratio;
use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, MOST_PARTS, Tie, all_of, ids, is_greater, suffixes};
use crate::facts::{Confidence, Covers, Sum};
use crate::span::Span;

/// How many tokens may stand between the last part and the total.
const MOST_WORDS: usize = 14;

/// How many words may name what grew: "brings the number of cases since the start of the outbreak to".
const MOST_NAME_WORDS: usize = 12;

/// How many of them, where the name does not begin with a noun for a number of things: "its bus fleet".
const FEW_NAME_WORDS: usize = 3;

/// How many words may stand before that noun: "the confirmed death toll".
const MOST_BEFORE_TALLY: usize = 4;

impl Binder<'_, '_, '_> {
    pub(super) fn total(&self, index: usize) -> Option<Found> {
        let total = self.sentence.figures[index];
        if !self.is_amount(&total) {
            return None;
        }
        let grown = self.cue_before(&self.words.grown, total.at).or_else(|| self.brought_to(&total));
        let cue = grown.or_else(|| self.cue_before(&self.words.total, total.at)).or_else(|| self.total_after(&total));
        let cue = cue.or_else(|| self.total_over_name(&total))?;
        if let Some(counter) = self.counter_of_parts(index, cue) {
            return self.counted(index, counter, cue, grown.is_some());
        }
        if let Some(cue) = grown
            && let Some(found) = self.grown(index, cue)
        {
            return Some(found);
        }
        let here = self.parts_before(index, cue);
        // A total that heads its sentence adds up what the sentence before lists.
        // "That brings the total to": a word that points back may stand before it.
        let head = self.sentence.opening();
        let tokens = [head, head + 1].map(|at| self.sentence.tokens.get(at).map(|token| token.span.start));
        let is_head = tokens.contains(&Some(cue.start)) && self.sentence.figure_at(head).is_none();
        let before =
            if here.is_empty() && is_head { self.amounts_of_sentence_before(total.mention) } else { Vec::new() };
        let parts = if here.is_empty() { &before } else { &here };
        if parts.len() > MOST_PARTS {
            return None;
        }
        let has_base = self.words.base.any(&self.sentence.tokens, 0..self.sentence.tokens.len());
        let covers = if grown.is_some() && !has_base { Covers::Some } else { Covers::All };
        // A figure that is said again is not worked out.
        let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
        if self.sentence.figures[..index].iter().any(|figure| value(figure) == value(&total)) {
            return None;
        }
        let readings: Vec<Sum> = suffixes(total.id, parts, 2).into_iter().map(|sum| Sum { covers, ..sum }).collect();
        let confidence = if readings.len() == 1 && before.is_empty() { Confidence::High } else { Confidence::Medium };
        (!readings.is_empty()).then_some(Found { readings, cue, confidence, tie: Tie::Loose })
    }

    /// "Bringing the death toll from the landslide to": a verb, the name of what grew, and "to".
    fn brought_to(&self, total: &Figure<'_>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let to = self.sentence.cue_before(&self.words.brought_to, &self.words.link, total.at, None)?;
        let first = to.start.saturating_sub(MOST_NAME_WORDS);
        let name = (first..to.start).rev().take_while(|at| self.sentence.is_plain_word(*at)).last()?;
        let verb = (name..to.start).rev().find_map(|at| {
            self.words
                .brings
                .starting_at(tokens, at)
                .filter(|verb| self.words.brought.starting_at(tokens, verb.end).is_some())
        })?;
        // "14 trucks brought the supplies to 12 villages": the villages are no supplies.
        let is_short = to.start - verb.end <= FEW_NAME_WORDS && total.mention.counted.is_none();
        let is_tally = self.words.tally.any(tokens, verb.end..to.start.min(verb.end + MOST_BEFORE_TALLY));
        let is_other = self.words.no_tally.any(tokens, verb.end..to.start);
        ((is_short || is_tally) && !is_other).then(|| self.sentence.place(verb.start, to.end))
    }

    /// "They had 30 huts. Another 12 were built, bringing the total to 42": what there was before,
    /// and what came on top.
    fn grown(&self, index: usize, cue: Span) -> Option<Found> {
        let total = self.sentence.figures[index];
        let here = self.amounts_before(index);
        let tokens = &self.sentence.tokens;
        let is_added = here.iter().any(|figure| {
            self.cue_before(&self.words.added, figure.at).is_some()
                || self.words.added.starting_at(tokens, figure.at + 1).is_some()
        });
        let has_base = self.words.base.any(tokens, 0..tokens.len());
        // "21 more bodies were found, bringing the toll to 117, up from 96 a day earlier"
        let next = self.sentence.figures.get(index + 1);
        let earlier = next.filter(|next| self.can_be_added(next.mention, total.mention));
        let stood = earlier.and_then(|earlier| Some((earlier, self.cue_before(&self.words.stood, earlier.at)?)));
        if let (Some((earlier, stood)), [added], true) = (stood, here.as_slice(), is_added) {
            let readings = vec![all_of(total.id, vec![earlier.id, added.id])];
            return Some(Found { readings, cue: cue.hull(stood), confidence: Confidence::Medium, tie: Tie::Rest });
        }
        let readings = if here.len() == 1 && is_added {
            let before = self.amounts_of_sentence_before(total.mention);
            let singles = before.iter().rev().map(|figure| all_of(total.id, vec![figure.id, here[0].id]));
            let all: Vec<Figure<'_>> = before.iter().chain(&here).copied().collect();
            singles.chain(suffixes(total.id, &all, 3)).collect()
        } else if has_base {
            suffixes(total.id, &here, 2)
        } else {
            Vec::new()
        };
        let are_few = (1..=MOST_PARTS).contains(&readings.len());
        are_few.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Grown })
    }

    /// "35 new cases were found, bringing the total to 2,997. On Monday it had stood at 2,647."
    pub(super) fn stood(&self, index: usize) -> Option<Found> {
        let earlier = self.sentence.figures[index];
        let cue = self.cue_before(&self.words.stood, earlier.at).filter(|_| self.is_amount(&earlier))?;
        let before = self.sentence.before.as_deref()?;
        let amounts = self.amounts_of_sentence_before(earlier.mention);
        let binder = Binder { sentence: before, words: self.words };
        let is_grown = |figure: &&Figure<'_>| {
            binder.cue_before(&self.words.grown, figure.at).or_else(|| binder.brought_to(figure)).is_some()
        };
        let total = amounts.iter().find(is_grown)?;
        let added: Vec<&Figure<'_>> = amounts.iter().filter(|figure| figure.at < total.at).collect();
        let [added] = added.as_slice() else { return None };
        let readings = vec![all_of(total.id, vec![earlier.id, added.id])];
        Some(Found { readings, cue, confidence: Confidence::High, tie: Tie::Grown })
    }

    /// "Opened 24 branches last year, taking its network from 468 to 492".
    pub(super) fn taken_to(&self, index: usize) -> Option<Found> {
        let total = self.sentence.figures[index];
        let from = *self.sentence.figures.get(index.checked_sub(1)?)?;
        let cue = self.words.taking.ending_at(&self.sentence.tokens, from.at, None)?;
        let is_tied = total.at - from.at == 2;
        let before = self.amounts_before(index - 1);
        let [added] = before.as_slice() else { return None };
        let fits = self.is_amount(&total) && self.is_amount(&from) && is_greater(total.mention, from.mention);
        let readings = vec![all_of(total.id, vec![from.id, added.id])];
        let cue = self.sentence.place(cue.start, cue.end);
        (is_tied && fits).then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// "A has 26 seats, B 16 and C 7 in the 41-seat chamber": parts, perhaps not all, and their whole.
    pub(super) fn within(&self, index: usize) -> Option<Found> {
        let total = self.sentence.figures[index];
        let is_size = self.words.size.starting_at(&self.sentence.tokens, total.at + 1).is_some();
        let cue = self.cue_before(&self.words.within, total.at).filter(|_| is_size)?;
        let parts = self.listed_before(index);
        let readings = vec![Sum { covers: Covers::Some, ..all_of(total.id, ids(&parts)) }];
        (parts.len() > 1).then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Loose })
    }

    /// "27 in all": the cue ends what is said.
    fn total_after(&self, total: &Figure<'_>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        // The noun may have taken the cue in: "35 birds altogether".
        let mut places = total.at + 1..=self.sentence.after_noun(total);
        let cue = places.find_map(|at| self.words.total_after.starting_at(tokens, at))?;
        let ends = cue.end >= tokens.len() || !tokens[cue.end].is_word();
        ends.then(|| self.sentence.place(cue.start, cue.end))
    }

    /// The figures before a total that are items of one list, the last of which is near.
    fn parts_before(&self, index: usize, cue: Span) -> Vec<Figure<'_>> {
        let total = self.sentence.figures[index];
        // The 三 of 三项合计 only tells how many there are.
        let index = self.sentence.figures[..index].iter().filter(|figure| !cue.contains(figure.mention.span)).count();
        let amounts: Vec<Figure<'_>> =
            self.sentence.figures[..index].iter().filter(|figure| self.is_amount(figure)).copied().collect();
        let told = self.tokens_of(cue).start.clamp(amounts.last().map_or(0, |last| last.at), total.at);
        let Some(last) = amounts.last().filter(|last| told - last.at <= MOST_WORDS) else { return Vec::new() };
        let is_list = amounts.len() >= 2 && self.joins(&amounts[amounts.len() - 2], last).is_some();
        // 每8棵当中就有5棵…,共有690棵: what comes on so many of them is no part.
        let is_each = amounts.iter().any(|figure| ratio::is_led_by_each(self.sentence, figure));
        if !is_list || is_each || !self.can_be_added(last.mention, total.mention) {
            return Vec::new();
        }
        let parts = self.listed_before(index);
        // "1,662 day tickets, 7,602 weekend tickets and …": what reads as a time may be the first item.
        let first = parts.first().map_or(0, |first| first.at);
        let before = self.sentence.figures.iter().rfind(|figure| figure.at < first);
        let is_cut = before.is_some_and(|before| {
            let gap = before.at + 1..first;
            self.sentence.measures(before.mention, "time")
                && gap.len() <= MOST_WORDS / 2
                && self.words.join.any(&self.sentence.tokens[..first], gap)
        });
        if is_cut { Vec::new() } else { parts }
    }

    /// The items of the list that ends before a figure.
    fn listed_before(&self, index: usize) -> Vec<Figure<'_>> {
        let amounts: Vec<Figure<'_>> =
            self.sentence.figures[..index].iter().filter(|figure| self.is_amount(figure)).copied().collect();
        if amounts.is_empty() {
            return amounts;
        }
        let joined = amounts.windows(2).rev().take_while(|pair| self.joins(&pair[0], &pair[1]).is_some()).count();
        let mut parts = amounts;
        parts.split_off(parts.len() - joined - 1)
    }
}
