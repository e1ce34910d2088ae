//! Sums whose parts are no list of their own: "one site loses 442 jobs and the other 357; together
//! with 86 office posts, 885 are to go", "most of the 1,434 concerned delays (871), the others …".

use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, MOST_PARTS, Tie, all_of, ids, is_greater, suffixes};
use crate::facts::{Confidence, Covers, Sum};
use crate::lexicon::cues::Cues;

/// How many words may stand between "together with" and the comma behind what is added.
const MOST_WORDS: usize = 10;

/// How many figures before may be the later value.
const MOST_NOWS: usize = 3;

impl Binder<'_, '_, '_> {
    /// "Together with 86 office posts in Helsinki, 885 positions are to go": the parts before it, what
    /// is added, and the total behind the comma.
    pub(super) fn together(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let total = sentence.figures[index];
        let added = *sentence.figures.get(index.checked_sub(1)?)?;
        let cue = sentence.cue_before(&self.words.together, &self.words.link, added.at, None)?;
        let comma = sentence.skip_links(&self.words.link, total.at).checked_sub(1)?;
        let gap = added.at + 1..comma;
        let is_tied = sentence.is_word(comma, &[","])
            && gap.len() <= MOST_WORDS
            && gap.clone().all(|at| sentence.tokens[at].is_word());
        let fits =
            [&total, &added].iter().all(|figure| self.is_amount(figure)) && is_greater(total.mention, added.mention);
        let mut parts = self.amounts_before(index - 1);
        if parts.is_empty() {
            parts = self.amounts_of_sentence_before(total.mention);
        }
        if !is_tied || !fits || parts.is_empty() || parts.len() >= MOST_PARTS {
            return None;
        }
        parts.push(added);
        parts.retain(|part| self.can_be_added(part.mention, total.mention));
        let readings = suffixes(total.id, &parts, 2);
        let cue = sentence.place(cue.start, cue.end);
        (!readings.is_empty()).then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Grown })
    }

    /// "Most of the 1,434 complaints concerned delays (871); the others were about lost luggage (340)
    /// or refunds (223)": what is left over has several parts, each in brackets as the first is.
    pub(super) fn others_in_brackets(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let total = sentence.figures[index];
        sentence.cue_before(&self.words.of_all, &self.words.link, total.at, None).filter(|_| self.is_amount(&total))?;
        let parts: Vec<Figure<'_>> =
            sentence.figures[index + 1..].iter().filter(|figure| self.is_amount(figure)).copied().collect();
        let is_bracketed = |part: &Figure<'_>| {
            sentence.is_word(part.at.wrapping_sub(1), &["("])
                && sentence.is_word(part.at + 1, &[")"])
                && self.can_be_added(part.mention, total.mention)
        };
        let first = parts.first()?;
        let last = parts.last()?;
        let rest = self.words.rest.all(&sentence.tokens, first.at..last.at).next()?;
        let fits = (3..=MOST_PARTS).contains(&parts.len()) && parts.iter().all(is_bracketed) && rest.end < last.at;
        let cue = sentence.place(rest.start, rest.end);
        let readings = vec![all_of(total.id, ids(&parts))];
        fits.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// "Drew 20,835 visitors. That is 12,837 fewer than in 2023, when 33,672 came": how many more or
    /// fewer, and what it is compared with behind "when".
    pub(super) fn than_when(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let size = sentence.figures[index];
        let change = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).change.as_ref()?;
        let places = [size.at + 1, sentence.after_noun(&size)];
        let find = |cues: &Cues| places.iter().find_map(|at| cues.starting_at(tokens, *at));
        let (cue, is_more) =
            find(&change.more).map(|cue| (cue, true)).or_else(|| find(&change.less).map(|cue| (cue, false)))?;
        let than = change.than.starting_at(tokens, cue.end)?;
        let then = self.next_amount(index + 1).map(|next| sentence.figures[next])?;
        let when = self.words.when_then.all(tokens, than.end..then.at).next()?;
        let is_near = when.start - than.end <= MOST_WORDS && then.at - when.end <= 2;
        let mut nows = self.amounts_before(index);
        if nows.is_empty() {
            nows = self.amounts_of_sentence_before(size.mention);
        }
        let fits = self.is_amount(&size) && self.can_be_added(size.mention, then.mention);
        if !is_near || !fits || nows.is_empty() || nows.len() > MOST_NOWS {
            return None;
        }
        let sum = |now: &Figure<'_>| match is_more {
            true => all_of(now.id, vec![then.id, size.id]),
            false => all_of(then.id, vec![now.id, size.id]),
        };
        let readings = nows.iter().rev().map(sum).collect();
        let cue = sentence.place(cue.start, cue.end);
        Some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// 共收治37人,除14人离院外,12人观察,另有11人重症: what is set apart first is a part too.
    pub(super) fn but_for(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let total = sentence.figures[index];
        let first = self.next_amount(index + 1).map(|next| sentence.figures[next])?;
        let cue = sentence.cue_before(&self.words.but_for, &self.words.link, first.at, None)?;
        let comma = (first.at + 1..tokens.len()).find(|at| sentence.is_word(*at, &[","]))?;
        let is_apart = self.words.set_apart.ending_at(tokens, comma, None).is_some();
        let parts: Vec<Figure<'_>> =
            sentence.figures.iter().filter(|figure| figure.at >= first.at && self.is_amount(figure)).copied().collect();
        let last = parts.last()?;
        let is_rest = sentence.cue_before(&self.words.another, &self.words.link, last.at, None).is_some();
        let fits = (3..=MOST_PARTS).contains(&parts.len())
            && parts.iter().all(|part| self.can_be_added(part.mention, total.mention));
        let readings = vec![all_of(total.id, ids(&parts))];
        let cue = sentence.place(cue.start, cue.end);
        let found = Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest };
        (self.is_amount(&total) && is_apart && is_rest && fits).then_some(found)
    }

    /// "Brought in 61,470. After costs of 11,380, they handed over 50,090", "the fleet of 1,879 includes 564
    /// leased vans; without them, it stands at 1,315".
    pub(super) fn without(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let result = sentence.figures[index];
        let before = *sentence.figures.get(index.checked_sub(1)?)?;
        let fits =
            self.is_amount(&result) && self.is_amount(&before) && self.can_be_added(before.mention, result.mention);
        if let Some(cue) = self.cue_before(&self.words.without, result.at) {
            let amounts = self.amounts_before(index);
            let [total, part] = amounts.as_slice() else { return None };
            let readings = vec![all_of(total.id, ids(&[*part, result]))];
            let is_part = is_greater(total.mention, part.mention);
            return (fits && is_part).then_some(Found {
                readings,
                cue,
                confidence: Confidence::Medium,
                tie: Tie::Rest,
            });
        }
        let cue = self.cue_before(&self.words.after_costs, before.at).or_else(|| self.costs_over_name(before.at))?;
        let here = self.amounts_before(index - 1);
        let gross = if here.is_empty() { self.amounts_of_sentence_before(result.mention) } else { here };
        let [gross] = gross.as_slice() else { return None };
        let goes_on = sentence.figures.get(index + 1).is_some_and(|next| self.is_amount(next));
        let readings = vec![all_of(gross.id, ids(&[before, result]))];
        (fits && !goes_on).then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// 扣除发行费用: what is taken off has a name in ideographs.
    fn costs_over_name(&self, at: usize) -> Option<crate::span::Span> {
        let tokens = &self.sentence.tokens;
        let first = at.saturating_sub(MOST_WORDS);
        let named = (first..at).rev().take_while(|at| tokens[*at].is_ideograph()).last()?;
        let cue = self.words.after_costs.all(tokens, named..at).next()?;
        Some(self.sentence.place(cue.start, cue.end))
    }

    /// "With 23 medals, eleven of them gold, four silver and eight bronze": parts that are no more than the total.
    pub(super) fn of_them(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let total = sentence.figures[index];
        let first = self.next_amount(index + 1)?;
        let lead = sentence.figures[first];
        // 出动船艇55艘,其中执法艇13艘、渔船36艘
        let ahead = self.words.whereof.all(&sentence.tokens, total.at + 1..lead.at).next();
        let behind = self.words.of_them.starting_at(&sentence.tokens, lead.at + 1).filter(|_| {
            let comma = sentence.skip_links(&self.words.link, lead.at).checked_sub(1);
            comma.is_some_and(|comma| sentence.is_word(comma, &[","]))
        });
        let cue = behind.or(ahead)?;
        // 其中重伤4人、轻伤19人,另有1人失联: somebody else is none of them.
        let is_other =
            |part: &&Figure<'_>| sentence.cue_before(&self.words.another, &self.words.link, part.at, None).is_some();
        let parts = self.items(first)?;
        let parts: Vec<Figure<'_>> = parts.iter().take_while(|part| !is_other(part)).copied().collect();
        let fits = self.is_amount(&total)
            && parts.len() > if ahead.is_some() { 1 } else { 2 }
            && parts.iter().all(|part| self.can_be_added(part.mention, total.mention));
        let readings = vec![Sum { covers: Covers::Some, ..all_of(total.id, ids(&parts)) }];
        let cue = sentence.place(cue.start, cue.end);
        fits.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// "Has now played 383 matches, having added 21 this season to the 362 before": what there is, what came
    /// on top, and what there was.
    pub(super) fn added_to(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let before = sentence.figures[index];
        let added = *sentence.figures.get(index.checked_sub(1)?)?;
        let total = *sentence.figures.get(index.checked_sub(2)?)?;
        let cue = self.cue_before(&self.words.having_added, added.at)?;
        self.cue_before(&self.words.to_the, before.at)?;
        let fits = [&before, &added, &total].iter().all(|figure| self.is_amount(figure))
            && self.can_be_added(before.mention, total.mention)
            && self.can_be_added(added.mention, total.mention);
        let readings = vec![all_of(total.id, ids(&[before, added]))];
        fits.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// "The price is the sum of 549, 346 and 711", 总价1606万元,为一标段549万元、二标段346万元与三标段711万元之和.
    pub(super) fn sum_of(&self, index: usize) -> Option<Found> {
        let sentence = self.sentence;
        let total = sentence.figures[index];
        let first = index + 1;
        let lead = sentence.figures.get(first)?;
        let is_before = sentence.cue_before(&self.words.sum_of, &self.words.link, lead.at, None);
        let parts = self.items(first)?;
        let last = parts.last()?;
        let ends = [last.at + 1, sentence.after_counter(last), sentence.after_noun(last)];
        let after = ends.into_iter().find_map(|at| self.words.sum_after.starting_at(&sentence.tokens, at));
        let cue = is_before.or(after)?;
        let is = self.words.sum_is.any(&sentence.tokens, total.at + 1..lead.at);
        let fits = self.is_amount(&total)
            && (is || is_before.is_some())
            && parts.len() > 1
            && parts.iter().all(|part| self.can_be_added(part.mention, total.mention));
        let readings = vec![all_of(total.id, ids(&parts))];
        let cue = sentence.place(cue.start, cue.end);
        fits.then_some(Found { readings, cue, confidence: Confidence::High, tie: Tie::Rest })
    }
}
