//! Which percentage is that of which figure, and where the words between figures lead.

use crate::extract::claims::share::Binder;

/// How many words may stand between a figure and the cue of its percentage: "2,900 of those
/// who had applied in time, or 51 percent".
const MOST_WORDS: usize = 10;

/// How many words may name the whole between "of" and its figure: "60% of total sales of $8 billion".
const MOST_NOUNS: usize = 4;

/// A percentage beside a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Percent {
    /// Its place among the figures of the sentence.
    pub(super) figure: usize,
    /// The token after it and the mark that closes it.
    pub(super) end: usize,
    /// The figure that it is a percentage of, where it says so: "25% of the 48".
    pub(super) whole: Option<usize>,
    /// Whether more than a comma says so: "12 of them, 25%, were late".
    pub(super) is_named: bool,
}

impl Binder<'_, '_, '_> {
    /// The percentage that belongs to a figure: "12 (25%)", "12 men, or 25%", "25% (12)",
    /// "12 of the 48 (25%)", "25% of the 48 (12)".
    pub(super) fn percent(&self, part: usize) -> Option<Percent> {
        let behind = self.sentence.figures[part].at + 1;
        let is_linked = self.words.within.starting_at(&self.sentence.tokens, behind).is_some();
        let after = self.percent_after(part, is_linked);
        let over_whole = || self.percent_after(self.whole_after(part, behind)?, true);
        after.or_else(over_whole).or_else(|| self.percent_held(part)).or_else(|| self.percent_before(part))
    }

    /// The percentage after a figure, which is surely a part or a whole where it `is_linked`.
    fn percent_after(&self, figure: usize, is_linked: bool) -> Option<Percent> {
        let (percent, start) = (figure + 1, self.sentence.figures[figure].at + 1);
        if !self.is_share(percent) {
            return None;
        }
        let at = self.sentence.figures[percent].at;
        let whole = self.whole_after(percent, at + 1);
        let cue = self.sentence.cue_before(&self.words.share, &self.words.link, at, None);
        let bare = || {
            // "45 ships, 30% of the 150, …": a comma or "are" is enough where the whole follows.
            let cue = self.sentence.cue_before(&self.words.are, &self.words.link, at, None)?;
            let is_apposed =
                self.sentence.is_word(cue.start, &[",", "—"]) && cue.end == at && self.closed(at + 1).is_some();
            (whole.is_some() || is_apposed || (is_linked && self.sentence.is_word(cue.start, &[",", ":", "—", "("])))
                .then_some(cue)
        };
        let named = || self.cue_over_name(&self.words.share_of_all, at);
        let cue = cue.or_else(bare).or_else(named).filter(|cue| cue.start >= start)?;
        // "50 are in French, all the rest, three fifths of them, in Latin": it is that of the rest.
        let sum = &self.sentence.facts.lexicons.file(self.sentence.facts.languages[self.sentence.block]).sum;
        let is_of_rest = sum.as_ref().is_some_and(|words| words.rest.any(&self.sentence.tokens, start..at));
        if is_of_rest {
            return None;
        }
        let is_near = self.are_near(start, cue.start);
        let end = self.closed(at + 1);
        (is_near && (end.is_some() || whole.is_some())).then_some(Percent {
            figure: percent,
            end: end.unwrap_or(at + 1),
            whole,
            is_named: cue.end > cue.start + 1 || !self.sentence.is_word(cue.start, &[","]),
        })
    }

    /// "With 12 of the 48 seats, the party holds 25%": a clause stands between.
    fn percent_held(&self, part: usize) -> Option<Percent> {
        let whole = self.whole_after(part, self.sentence.figures[part].at + 1)?;
        let figure = whole + 1;
        let at = self.sentence.figures.get(figure).filter(|_| self.is_share(figure))?.at;
        let start = self.sentence.figures[whole].at + 1;
        let cue = self.sentence.cue_before(&self.words.holds, &self.words.link, at, None)?;
        let comma = (start..cue.start).find(|at| self.sentence.is_word(*at, &[","]))?;
        let is_near = self.are_words(start, comma, MOST_WORDS) && self.are_words(comma + 1, cue.start, MOST_WORDS);
        is_near.then_some(Percent { figure, end: self.closed(at + 1).unwrap_or(at + 1), whole: None, is_named: true })
    }

    /// The percentage before a figure: "25% (12)", "25%, or 12,", "25% of the 48 (12)".
    fn percent_before(&self, part: usize) -> Option<Percent> {
        let at = self.sentence.figures[part].at;
        // "Of the 1,795 patients in the two-year trial, 612 in all"
        let describes = |index: &usize| self.sentence.is_attributive(self.sentence.figures[*index].mention);
        let before = (0..part).rev().find(|index| !describes(index))?;
        let equals = self.sentence.cue_before(&self.words.equals, &self.words.link, at, None);
        let has_whole = self.whole_after(part, self.sentence.figures[part].at + 1).is_some();
        // "58% of them, 870, voted".
        // "35% of it (£16 million)"
        let is_of_them = [&self.words.within, &self.words.it]
            .iter()
            .any(|cues| cues.starting_at(&self.sentence.tokens, self.sentence.figures[before].at + 1).is_some());
        // "a quarter of the 1,200 members, 310, …": a comma is enough behind the whole.
        let bare = || {
            self.sentence
                .cue_before(&self.words.are, &self.words.link, at, None)
                .filter(|_| has_whole || is_of_them || !self.is_share(before))
        };
        // "one in eight is foreign, 221 in all": what the part is stands between.
        let counted = || {
            self.sentence.cue_before(&self.words.counted, &self.words.link, at, None).filter(|_| self.is_share(before))
        };
        let is_counted = has_whole || is_of_them || counted().is_some();
        let cue = equals.or_else(counted).or_else(bare)?;
        let percent = if self.is_share(before) { before } else { before.checked_sub(1)? };
        let end = self.part_closed(part)?;
        if !self.is_share(percent) {
            return None;
        }
        let start = self.sentence.figures[before].at + 1;
        let whole = (before != percent).then_some(before);
        let gap = if whole.is_some() || is_counted { MOST_WORDS } else { 0 };
        let is_of =
            whole.is_none_or(|whole| self.whole_after(percent, self.sentence.figures[percent].at + 1) == Some(whole));
        (is_of && start <= cue.start && self.are_words(start, cue.start, gap)).then_some(Percent {
            figure: percent,
            end,
            whole,
            is_named: true,
        })
    }

    /// The whole that follows a part or percentage: "of the 48", "of the country's 27".
    pub(super) fn whole_after(&self, figure: usize, start: usize) -> Option<usize> {
        let whole = figure + 1;
        if !self.is_amount(whole) {
            return None;
        }
        let at = self.sentence.figures[whole].at;
        let near = self.sentence.cue_before(&self.words.of, &self.words.link, at, None);
        let far = || {
            let cue = self.cue_over_name(&self.words.out_of, at)?;
            (cue.start >= start && self.are_near(start, cue.start)).then_some(cue)
        };
        // "60% of total sales of $8 billion": what is measured stands between.
        let over_noun = || {
            let cue = self.words.of.starting_at(&self.sentence.tokens, start)?;
            let is_measured = self.is_share(figure) && self.sentence.figures[whole].mention.unit.is_some();
            (is_measured && cue.end < at && self.are_words(cue.end, at, MOST_NOUNS)).then_some(cue)
        };
        near.filter(|cue| cue.start == start).or_else(far).or_else(over_noun).map(|_| whole)
    }

    /// Whether a cue follows a figure after few words and at most a comma; ideographs are shorter than words.
    fn are_near(&self, start: usize, cue: usize) -> bool {
        // "12 own a car, about a quarter": how exact the percentage is may stand before the cue.
        let cue = self.sentence.skip_links(&self.words.link, cue).max(start);
        let end = cue - usize::from(cue > start && self.sentence.is_word(cue - 1, &[","]));
        let short =
            self.sentence.tokens.get(start..end).is_some_and(|tokens| tokens.iter().all(|token| token.is_ideograph()));
        self.are_words(start, end, if short { 2 * MOST_WORDS } else { MOST_WORDS })
    }

    /// The token after the mark that ends what was said of a percentage: "25%)", "25% of the total."
    fn closed(&self, at: usize) -> Option<usize> {
        let end = self.words.total.starting_at(&self.sentence.tokens, at).map_or(at, |total| total.end);
        let ends = end >= self.sentence.tokens.len();
        let is_mark = self.sentence.is_word(end, &[")", ",", ";", ".", "。", "—", ":", "!", "?", "\"", "]", "、"]);
        if ends || is_mark { Some(end + usize::from(is_mark)) } else { None }
    }

    /// The token after a part that follows its percentage, where it is all that is said there.
    fn part_closed(&self, part: usize) -> Option<usize> {
        let figure = self.sentence.figures[part];
        let has_whole = || self.whole_after(part, figure.at + 1).map(|_| figure.at + 1);
        let counter = usize::from(self.sentence.tokens.get(figure.at + 1).is_some_and(|token| token.is_ideograph()));
        let places = [self.sentence.after_noun(&figure), figure.at + 1, figure.at + 1 + counter];
        places.into_iter().find_map(|at| self.closed(at)).or_else(has_whole)
    }
}
