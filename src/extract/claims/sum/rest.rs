//! The last of all parts: "of the 120, 70 came by bus and the remaining 50 on foot".

use crate::extract::claims::noun;
use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, MOST_PARTS, Tie, is_greater, is_percent, suffixes};
use crate::facts::{Confidence, Covers, MentionId, Sum};
use crate::span::Span;

impl Binder<'_, '_, '_> {
    pub(super) fn rest(&self, index: usize) -> Option<Found> {
        let rest = self.sentence.figures[index];
        let cue = self.rest_cue(&rest)?;
        if self.is_percent(&rest) {
            let before = self.sentence.figures[..index].iter().filter(|figure| self.is_percent(figure)).copied();
            let mut parts: Vec<Figure<'_>> = before.collect();
            if parts.is_empty() {
                parts = self.percents_before();
            }
            if parts.is_empty() || parts.len() > MOST_PARTS {
                return None;
            }
            parts.push(rest);
            let suffixes = suffixes(rest.id, &parts, 2).into_iter().map(|sum| Sum { total: None, ..sum });
            return Some(Found { readings: suffixes.collect(), cue, confidence: Confidence::Medium, tie: Tie::Rest });
        }
        if !self.is_amount(&rest) {
            return None;
        }
        let here = self.amounts_or_bare_before(index);
        let before = self.amounts_of_sentence_before(rest.mention);
        let goes_on = before.first().is_some_and(|total| !here.is_empty() || self.is_headed(total, &rest));
        let all: Vec<Figure<'_>> = match here.len() {
            _ if goes_on => before.into_iter().chain(here).collect(),
            _ => here,
        };
        if all.len() > MOST_PARTS {
            return None;
        }
        let mut readings = self.readings(&all, &rest);
        // "Of the 108 million, 51 will come from …": the sentence says itself what is divided.
        let head = self.sentence.opening();
        let index_of = |figure: &Figure<'_>| self.sentence.figures.partition_point(|own| own.at < figure.at);
        let is_divided = |figure: &&Figure<'_>| {
            let cue = self.sentence.cue_before(&self.words.of_all, &self.words.link, figure.at, None);
            let is_here = figure.mention.span.start >= self.sentence.span.start;
            // 总投资12.8亿元:中央7.3亿元,省级4.6亿元,其余0.9亿元
            let opens = self.sentence.is_word(figure.at + 1, &[":"]);
            // 投资8.8亿元,其中中央5.3亿元,省级1.9亿元,余下1.6亿元
            let next = self.next_amount(index_of(figure) + 1).map_or(figure.at, |next| self.sentence.figures[next].at);
            // "Nine of them" are a part.
            let is_split = is_here && self.words.of_which.any(&self.sentence.tokens, figure.at + 2..next);
            is_here && (opens || is_split || cue.is_some_and(|cue| cue.start == head))
        };
        if let Some(whole) = all.iter().find(is_divided) {
            readings.retain(|sum| sum.total == Some(whole.id));
        }
        // Which figure the rest is a rest of is less sure where there are many.
        let confidence = if all.len() == 2 { Confidence::High } else { Confidence::Medium };
        (!readings.is_empty()).then_some(Found { readings, cue, confidence, tie: Tie::Rest })
    }

    /// The figures before the rest that can be added to it, and those that have a noun where the rest
    /// has a unit: "of the 538 tonnes, 305 were plastic and 154 metal; the remaining 79 tonnes".
    fn amounts_or_bare_before(&self, index: usize) -> Vec<Figure<'_>> {
        let rest = self.sentence.figures[index];
        let mut amounts = self.amounts_before(index);
        let is_elided = |figure: &Figure<'_>| {
            figure.mention.unit.is_none()
                && amounts.iter().any(|known| known.mention.unit.is_none() && known.at < figure.at)
        };
        let bare: Vec<Figure<'_>> = self.sentence.figures[..index]
            .iter()
            .filter(|figure| rest.mention.unit.is_some() && self.is_amount(figure) && is_elided(figure))
            .filter(|figure| !amounts.iter().any(|known| known.id == figure.id))
            .copied()
            .collect();
        amounts.extend(bare);
        amounts.sort_by_key(|figure| figure.at);
        amounts
    }

    /// Whether the sentence before divides the figure that the rest belongs to: "Of the 76 passengers".
    fn is_headed(&self, total: &Figure<'_>, rest: &Figure<'_>) -> bool {
        let Some(before) = &self.sentence.before else { return false };
        let is_divided = before.cue_before(&self.words.of_all, &self.words.link, total.at, None).is_some();
        is_divided || noun::same(self.sentence, rest.mention, total.mention) == Some(true)
    }

    /// The cue before the last part; in "the rest, 50, …" and "the others (50)" a mark stands between.
    pub(super) fn rest_cue(&self, rest: &Figure<'_>) -> Option<Span> {
        if let Some(cue) = self.cue_before(&self.words.rest, rest.at) {
            return Some(cue);
        }
        let mark = self.sentence.skip_links(&self.words.link, rest.at).checked_sub(1)?;
        let is_mark = self.sentence.is_word(mark, &[",", "(", "—"]);
        is_mark.then(|| self.cue_before(&self.words.rest, mark)).flatten()
    }

    /// Every way to take one figure for the total, and others with the rest for its parts.
    /// A total is greater than its parts, and where the rest names it no part names another thing.
    fn readings(&self, before: &[Figure<'_>], rest: &Figure<'_>) -> Vec<Sum> {
        let mut readings = Vec::new();
        for (place, total) in before.iter().enumerate() {
            let names = noun::same(self.sentence, rest.mention, total.mention) == Some(true);
            let is_part = |part: &&Figure<'_>| {
                is_greater(total.mention, part.mention)
                    && (!names || noun::same(self.sentence, part.mention, total.mention) != Some(false))
            };
            // Before a total of this sentence may stand what is part of something else.
            let is_here = total.mention.span.start >= self.sentence.span.start;
            // "273 of the 442 prosecutors": the first part may stand before its total.
            let is_of = place > 0 && {
                let cue = self.sentence.cue_before(&self.words.of_all, &self.words.link, total.at, None);
                cue.is_some_and(|cue| cue.start == before[place - 1].at + 1)
            };
            let from = if is_here { place - usize::from(is_of) } else { 0 };
            let others: Vec<&Figure<'_>> =
                before[from..].iter().filter(|part| part.id != total.id).filter(is_part).collect();
            let follow = before.iter().skip(place + 1).filter(is_part).count();
            // "In the north 1,100 homes, in the south 650 and at the canal the remaining 300": all are parts.
            let next = before.get(place + 1).filter(|_| is_here).map_or(total.at, |next| next.at);
            let comma = (total.at..next).rev().find(|at| self.sentence.is_word(*at, &[","]));
            let opening = self.sentence.word(self.sentence.opening());
            let is_item =
                place == 0 && comma.is_some_and(|comma| comma + 1 < next && self.sentence.word(comma + 1) == opening);
            if is_item || !is_greater(total.mention, rest.mention) || others.is_empty() {
                continue;
            }
            let starts =
                (0..others.len()).map(|start| others[start..].iter().map(|part| part.id).chain([rest.id]).collect());
            let singles = others.iter().map(|part| vec![part.id, rest.id]);
            // "The city pays 2.4 million of the 6 million, the state 1.8 and the church the other 1.8".
            let before_too = before.iter().filter(|part| part.id != total.id && is_part(part)).map(|part| part.id);
            let whole: Vec<MentionId> = before_too.chain([rest.id]).collect();
            // 51件衣裳,除掉七件棉袄、三条围裙,余下41件: what has a counter of its own may be a part.
            let smaller =
                before[from..].iter().filter(|part| part.id != total.id && is_greater(total.mention, part.mention));
            let of_any_name: Vec<MentionId> = smaller.map(|part| part.id).chain([rest.id]).collect();
            let mut all: Vec<Vec<MentionId>> = starts.chain(singles).chain([whole, of_any_name]).collect();
            // The parts that follow the total are the likeliest.
            all.sort_by_key(|parts| parts.len().abs_diff(follow + 1));
            readings.extend(all.into_iter().map(|parts| Sum {
                total: Some(total.id),
                parts,
                less: Vec::new(),
                covers: Covers::All,
            }));
        }
        readings
    }

    fn percents_before(&self) -> Vec<Figure<'_>> {
        let Some(before) = &self.sentence.before else { return Vec::new() };
        before.figures.iter().filter(|figure| is_percent(before, figure.mention)).copied().collect()
    }
}
