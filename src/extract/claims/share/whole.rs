//! Which figure a part belongs to.

use crate::extract::claims::noun;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::extract::claims::share::link::Percent;
use crate::extract::claims::share::{Binder, MOST_WHOLES, can_be_part, is_amount};
use crate::facts::{Confidence, Mention, MentionId};
use crate::lexicon::cues::{Cues, Found, Kind};
use crate::span::Span;

/// How many ideographs may name the part between a cue and its figure: 其中小麦32吨.
const MOST_IDEOGRAPHS: usize = 8;

/// How many words may name it: "among which soybeans were 8.2 tons".
const MOST_WORDS: usize = 4;

/// The figures that can be the whole of a part.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    /// The likeliest first.
    pub(super) candidates: Vec<MentionId>,
    pub(super) confidence: Confidence,
    pub(super) cue: Span,
    /// Whether later parts of the sentence belong to it too.
    pub(super) leads: bool,
    /// Whether those of them that name nothing do: "with 2,668 of the 5,078 votes (52.5%), while the
    /// runner-up polled 1,745 (34.4%)".
    pub(super) leads_bare: bool,
}

impl Binder<'_, '_, '_> {
    /// The whole of a part, by the nearest words that tell it.
    pub(super) fn whole(&self, part: usize, percent: Option<Percent>) -> Option<Whole> {
        self.of(part, percent)
            .or_else(|| self.inside(part, percent))
            .or_else(|| self.within(part, percent))
            .or_else(|| self.among(part, percent))
            .or_else(|| self.back(part))
            .or_else(|| self.bracketed(part).filter(|_| percent.is_some()))
            .or_else(|| self.sample(part).filter(|_| percent.is_some_and(|percent| percent.is_named)))
            .or_else(|| self.unnamed(part, percent.filter(|percent| percent.is_named)?))
            .or_else(|| self.implied(part, percent.filter(|percent| percent.is_named)?))
    }

    /// "12 of the 48 (25%)", "12 (25%) of the 48", "60 of the brewery's 240 barrels".
    fn of(&self, part: usize, percent: Option<Percent>) -> Option<Whole> {
        let figure = self.sentence.figures[part];
        let said = percent.and_then(|percent| percent.whole);
        let direct = || self.whole_after(part, figure.at + 1);
        let over_percent = || {
            let percent = percent?;
            self.whole_after(percent.figure.max(part), percent.end)
        };
        let whole = said.or_else(direct).or_else(over_percent)?;
        let id = self.sentence.figures[whole].id;
        let before = self.sentence.figures[whole].at;
        // "12 of 48" may be a score or a date; with an article or a percentage it is a share.
        let has_article = self
            .sentence
            .cue_before(&self.words.of, &self.words.link, before, None)
            .is_some_and(|cue| before - cue.start > 1);
        let is_share = percent.is_some() || has_article;
        let confidence = can_be_part(self.sentence, figure.mention, self.sentence.facts.mention(id))?;
        let leads_bare = has_article && percent.is_some();
        let cue = self.place(part, whole);
        is_share.then(|| Whole { candidates: vec![id], confidence, cue, leads: false, leads_bare })
    }

    /// "8.2 tons of drugs, including 67.15 tons …": the whole is a figure before the cue, in
    /// the same clause.
    fn inside(&self, part: usize, percent: Option<Percent>) -> Option<Whole> {
        // "of whom 35% (300)": the percentage may come first.
        let first = percent.map_or(part, |percent| percent.figure.min(part));
        // "people of 60 and over, among them those of 65": ages are no parts of each other.
        if self.sentence.measures(self.sentence.figures[part].mention, "time") {
            return None;
        }
        let at = self.sentence.figures[first].at;
        let inside = self.cue_over_name(&self.words.inside, at).or_else(|| self.cue_over_words(&self.words.inside, at));
        let including = || Some((self.cue_over_name(&self.words.including, at)?, false));
        let (cue, is_same) = inside.map(|cue| (cue, true)).or_else(including)?;
        // "11 of these 37" is another relation: the cue stands between a part and its whole.
        if self.sentence.figures.iter().any(|figure| figure.at + 1 == cue.start)
            && self.words.of.ending_at(&self.sentence.tokens, cue.end, None).is_some()
        {
            return None;
        }
        let is_head = cue.start > 0 && self.sentence.is_word(cue.start - 1, &[";"]);
        let candidates = self.wholes_before(part, cue.start - usize::from(is_head && is_same));
        let first = *candidates.first()?;
        let is_other = !is_same
            && noun::same(self.sentence, self.sentence.figures[part].mention, self.sentence.facts.mention(first))
                == Some(false);
        let sure = can_be_part(self.sentence, self.sentence.figures[part].mention, self.sentence.facts.mention(first))?;
        let confidence = if is_other { Confidence::Medium } else { sure };
        Some(Whole {
            candidates,
            confidence,
            cue: self.sentence.place(cue.start, cue.end),
            leads: is_same,
            leads_bare: false,
        })
    }

    /// "48 voters, 12 of whom (25%)", "Twelve of them were late".
    fn within(&self, part: usize, percent: Option<Percent>) -> Option<Whole> {
        let figure = self.sentence.figures[part];
        let after_percent = percent.map(|percent| self.sentence.figures[percent.figure].at + 1);
        let end = percent.map(|percent| percent.end);
        let starts = [Some(figure.at + 1), end, after_percent, Some(self.sentence.after_noun(&figure))];
        let tokens = &self.sentence.tokens;
        let find = |cues: &Cues| starts.into_iter().flatten().find_map(|at| cues.starting_at(tokens, at));
        // "30% of it (£15.6 million)"
        let of_it = || percent.filter(|_| figure.mention.unit.is_some()).and_then(|_| find(&self.words.it));
        let cue = find(&self.words.within).or_else(of_it);
        let Some(cue) = cue else { return self.of_the_same(part) };
        // "300 farms; 45 of them": the words reach back over a semicolon.
        let clause = (0..figure.at)
            .rev()
            .find(|at| self.sentence.is_word(*at, &[";"]))
            .filter(|at| (0..part).all(|index| self.sentence.figures[index].at < *at));
        let mut candidates = self.wholes_before(part, clause.unwrap_or(figure.at));
        // "15.3 billion euros, against 3.9 billion in May, a quarter of it": the unit is left out.
        let is_elided = figure.mention.number_in_words();
        candidates.retain(|id| {
            let has_unit = self.sentence.facts.mention(*id).unit.is_some();
            has_unit == figure.mention.unit.is_some() || (has_unit && is_elided)
        });
        // "Fell from 14.80 mg to 11.10 mg, two thirds of it, 2.47 mg, at once": "it" is what the two lie apart.
        let points_at_one = self.words.it.starting_at(tokens, cue.start).is_some();
        if points_at_one && candidates.len() > 1 {
            return None;
        }
        let is_here = !candidates.is_empty();
        if !is_here {
            candidates = self.wholes_of_sentence_before(part);
        }
        let confidence = if is_here && candidates.len() == 1 { Confidence::High } else { Confidence::Medium };
        (!candidates.is_empty()).then(|| Whole {
            candidates,
            confidence,
            cue: self.sentence.place(cue.start, cue.end),
            leads: false,
            leads_bare: false,
        })
    }

    /// "The survey covered 640 shops. Some 160 of the shops had closed": what is counted is said again.
    fn of_the_same(&self, part: usize) -> Option<Whole> {
        let figure = self.sentence.figures[part];
        let cue = self.words.of.starting_at(&self.sentence.tokens, figure.at + 1)?;
        let word = self.sentence.tokens.get(cue.end).filter(|token| token.kind == Kind::Word)?;
        let names = |id: &MentionId| noun::names(self.sentence, self.sentence.facts.mention(*id), &word.text);
        let before = self.wholes_before(part, figure.at).into_iter().chain(self.wholes_of_sentence_before(part));
        let candidates: Vec<MentionId> = before.filter(names).collect();
        (!candidates.is_empty() && cue.end - cue.start > 1).then(|| Whole {
            candidates,
            confidence: Confidence::Medium,
            cue: self.sentence.place(cue.start, cue.end + 1),
            leads: false,
            leads_bare: false,
        })
    }

    /// "Of the 64 nests on the cliff, 16 (25%) were empty".
    fn among(&self, part: usize, percent: Option<Percent>) -> Option<Whole> {
        let whole = (0..part).rev().find(|index| self.is_amount(*index))?;
        let figure = self.sentence.figures[whole];
        let head = self.sentence.cue_before(&self.words.among, &self.words.link, figure.at, None)?;
        let is_head =
            head.start == 0 || self.sentence.is_word(head.start - 1, &[";", ":", ".", ",", "。", "—", "(", "\""]);
        let own = self.sentence.figures[part];
        // 男子3米板决赛中,…以512.85分: what is measured has no parts that are counted.
        if figure.mention.unit.is_some() && own.mention.unit.is_none() {
            return None;
        }
        let between = &self.sentence.tokens[figure.at + 1..own.at];
        let commas = between.iter().filter(|token| token.text == ",").count();
        let is_clause = (commas >= 1 || percent.is_some())
            && !between.iter().any(|token| matches!(token.text.as_ref(), ";" | "." | ":" | "。" | "("));
        let confidence = can_be_part(self.sentence, own.mention, figure.mention)?;
        let is_other = noun::same(self.sentence, own.mention, figure.mention) == Some(false) && percent.is_none();
        // Without a percentage the part has to stand right behind the comma.
        let lead = self.sentence.skip_links(&self.words.link, own.at);
        let is_far = percent.is_none() && (commas > 1 || !self.sentence.is_word(lead.saturating_sub(1), &[","]));
        let confidence = if is_other { Confidence::Medium } else { confidence };
        (is_head && is_clause && !is_far).then(|| Whole {
            candidates: vec![figure.id],
            confidence,
            cue: self.place(whole, part),
            leads: true,
            leads_bare: false,
        })
    }

    /// "It employs 5,700 people. Of these, 2,900, or 51%, are women."
    fn back(&self, part: usize) -> Option<Whole> {
        let at = self.sentence.figures[part].at;
        let cue = self.words.back.starting_at(&self.sentence.tokens, self.sentence.opening())?;
        let is_first = (0..part).all(|index| !self.is_amount(index));
        let is_near = self.sentence.tokens.get(cue.end..at)?.iter().filter(|token| token.text == ",").count() <= 1;
        let candidates = self.wholes_of_sentence_before(part);
        let confidence = if candidates.len() == 1 { Confidence::High } else { Confidence::Medium };
        (is_first && is_near && !candidates.is_empty()).then(|| Whole {
            candidates,
            confidence,
            cue: self.sentence.place(cue.start, cue.end),
            leads: true,
            leads_bare: false,
        })
    }

    /// "the city's 64 bridges (16, or 25%)": the part stands in a bracket behind its whole.
    fn bracketed(&self, part: usize) -> Option<Whole> {
        let own = self.sentence.figures[part];
        let open = self.sentence.skip_links(&self.words.link, own.at).checked_sub(1)?;
        let whole = part.checked_sub(1).filter(|whole| self.is_amount(*whole))?;
        let figure = self.sentence.figures[whole];
        let is_behind = self.sentence.is_word(open, &["("]) && self.sentence.closes_noun(&figure, open);
        let confidence = can_be_part(self.sentence, own.mention, figure.mention)?;
        is_behind.then(|| Whole {
            candidates: vec![figure.id],
            confidence: confidence.min(Confidence::Medium),
            cue: self.place(whole, part),
            leads: false,
            leads_bare: false,
        })
    }

    /// "In a survey of 1,200 adults 480 (40%) said": the number of all who were asked.
    fn sample(&self, part: usize) -> Option<Whole> {
        let is_sample = |sentence: &Sentence<'_, '_>, at: usize| {
            let binder = Binder { sentence, words: self.words };
            binder.cue_over_name(&self.words.sample, at).is_some()
        };
        let here = (0..part)
            .rev()
            .find(|index| self.is_amount(*index) && is_sample(self.sentence, self.sentence.figures[*index].at));
        let before = || {
            let sentence = self.sentence.before.as_ref()?;
            let figure = sentence
                .figures
                .iter()
                .find(|figure| is_amount(sentence, figure.mention) && is_sample(sentence, figure.at))?;
            Some(figure.id)
        };
        let id = here.map(|index| self.sentence.figures[index].id).or_else(before)?;
        let own = self.sentence.figures[part];
        can_be_part(self.sentence, own.mention, self.sentence.facts.mention(id))?;
        // "124 of the 206 (60%)": what has a part of its own is not what the percentage tells.
        if self.sentence.cue_before(&self.words.of, &self.words.link, own.at, None).is_some() {
            return None;
        }
        // Another whole may have come in between: a group of those that were asked.
        let mut candidates = vec![id];
        // "We enrolled 912 patients in two groups of 456. Of the treated, 57 (12.5%) died."
        if here.is_none() {
            candidates.extend(self.wholes_of_sentence_before(part).into_iter().filter(|other| *other != id));
        }
        candidates.extend(self.wholes_before(part, own.at).into_iter().filter(|other| *other != id));
        Some(Whole {
            candidates,
            confidence: Confidence::Medium,
            cue: own.mention.span,
            leads: false,
            leads_bare: false,
        })
    }

    /// "… and 212 (21.5%) smoked": the parts that follow belong to the same whole, or to the part before.
    pub(super) fn later(&self, part: usize, percent: Percent, head: &Whole) -> Option<Whole> {
        let own = self.sentence.figures[part];
        if !head.leads && own.mention.counted.is_some() {
            return None;
        }
        let touches =
            percent.figure < part || self.sentence.is_word(self.sentence.figures[percent.figure].at - 1, &["("]);
        let whole = *head.candidates.first()?;
        can_be_part(self.sentence, own.mention, self.sentence.facts.mention(whole))?;
        let mut candidates = head.candidates.clone();
        candidates
            .extend(self.wholes_before(part, own.at).into_iter().filter(|other| !head.candidates.contains(other)));
        let confidence = head.confidence;
        touches.then_some(Whole { candidates, confidence, cue: own.mention.span, leads: false, leads_bare: false })
    }

    /// The figures of the clause before a token that the part may belong to, the nearest first.
    fn wholes_before(&self, part: usize, end: usize) -> Vec<MentionId> {
        let own = self.sentence.figures[part].mention;
        let start = (0..end).rev().find(|at| self.sentence.is_word(*at, &[";", "。"])).unwrap_or(0);
        let near = (0..part).rev().map(|index| self.sentence.figures[index]).take_while(|figure| figure.at >= start);
        near.filter(|figure| figure.at < end && is_amount(self.sentence, figure.mention))
            .filter(|figure| can_be_part(self.sentence, own, figure.mention).is_some())
            .map(|figure| figure.id)
            .take(MOST_WHOLES)
            .collect()
    }

    /// The figures of the sentence before that the part may belong to, in their order.
    fn wholes_of_sentence_before(&self, part: usize) -> Vec<MentionId> {
        let own = self.sentence.figures[part].mention;
        let Some(before) = &self.sentence.before else { return Vec::new() };
        let amounts = before.figures.iter().filter(|figure| is_amount(before, figure.mention));
        let alike = |figure: &&Figure<'_>| {
            figure.mention.unit.is_some() == own.unit.is_some() && can_be_part(before, own, figure.mention).is_some()
        };
        amounts.filter(alike).map(|figure| figure.id).take(MOST_WHOLES).collect()
    }

    /// "N farms, … M, 15% of the total": whatever was counted before is the whole.
    fn unnamed(&self, part: usize, percent: Percent) -> Option<Whole> {
        let at = self.sentence.figures[percent.figure].at;
        let is_said = self.words.total.starting_at(&self.sentence.tokens, at + 1).is_some()
            || self.cue_over_name(&self.words.share_of_all, at).is_some();
        let own = self.sentence.figures[part];
        let candidates = self.wholes_before(part, own.at.min(at));
        is_said.then(|| self.unnamed_whole(candidates, own.mention.span, percent)).flatten()
    }

    /// "There were 48 entries, and 12, or 25%, were late": nothing says what the part is of, and
    /// any number of the same things before it may be the whole.
    fn implied(&self, part: usize, percent: Percent) -> Option<Whole> {
        let own = self.sentence.figures[part];
        if own.mention.unit.is_some() {
            return None;
        }
        let end = own.at.min(self.sentence.figures[percent.figure].at);
        let before = self.sentence.figures.iter().filter(|figure| figure.at < end && figure.mention.unit.is_none());
        let is_whole = |figure: &&Figure<'_>| {
            let is_size = self.words.size.starting_at(&self.sentence.tokens, figure.at + 1).is_some();
            let value = |mention: &Mention| mention.number().map(|number| number.value);
            (is_size || is_amount(self.sentence, figure.mention))
                && value(figure.mention) > value(own.mention)
                && can_be_part(self.sentence, own.mention, figure.mention).is_some()
        };
        let candidates: Vec<MentionId> = before.filter(is_whole).map(|figure| figure.id).take(MOST_WHOLES).collect();
        self.unnamed_whole(candidates, own.mention.span, percent)
    }

    /// The whole that no word names, unless one of the figures that it may be is another part.
    fn unnamed_whole(&self, candidates: Vec<MentionId>, cue: Span, percent: Percent) -> Option<Whole> {
        let is_clear = !candidates.is_empty() && !candidates.iter().any(|id| self.is_part(*id, percent));
        let confidence = Confidence::Medium;
        is_clear.then_some(Whole { candidates, confidence, cue, leads: false, leads_bare: false })
    }

    /// Whether a figure has another percentage of its own, so that it is another part.
    fn is_part(&self, id: MentionId, own: Percent) -> bool {
        let index = self.sentence.figures.iter().position(|figure| figure.id == id);
        let percent = index.and_then(|index| self.percent(index));
        percent.is_some_and(|percent| percent.figure != own.figure)
    }

    /// The cue before a figure, with links or a name in ideographs between: 其中小麦32吨.
    pub(super) fn cue_over_name(&self, cues: &Cues, at: usize) -> Option<Found> {
        let named = self.before_name(at);
        let plain = self.sentence.cue_before(cues, &self.words.link, at, None);
        plain.or_else(|| (named..at).find_map(|at| cues.ending_at(&self.sentence.tokens, at, None)))
    }

    /// The cue before a figure with a few words between: "of which imports were 12 tons".
    fn cue_over_words(&self, cues: &Cues, at: usize) -> Option<Found> {
        let first = at.saturating_sub(MOST_WORDS);
        let named = (first..at).rev().take_while(|at| self.sentence.tokens[*at].is_word()).last()?;
        let cue = (named..at).rev().find_map(|at| cues.ending_at(&self.sentence.tokens, at, None))?;
        // "neither of which equals 145": only behind a mark does it tell a part.
        (cue.start > 0 && !self.sentence.tokens[cue.start - 1].is_word()).then_some(cue)
    }

    /// Where the name of a part begins that stands between a cue and its figure.
    fn before_name(&self, at: usize) -> usize {
        let first = at.saturating_sub(MOST_IDEOGRAPHS);
        (first..at).rev().take_while(|at| self.sentence.tokens[*at].is_ideograph()).last().unwrap_or(at)
    }
}
