//! Figures that belong to items in turn: "imports and exports rose by 3% and 4% respectively".

use std::ops::Range;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Arity, Claim, Confidence, Items, Label, MentionId, Reading, Relation};
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::{ArityWords, ListWords};

/// How many words may stand between "respectively" and its figures.
const MOST_WORDS: usize = 12;

/// How many tokens may stand between the last figure and "respectively": "92 millimetres of rain,".
const MOST_NOUNS: usize = 5;

/// How many items a number in words may announce: "the three plants made 3, 4 and 5 tons respectively".
const MOST_ANNOUNCED: usize = 12;

/// Adds the claims of a sentence that give figures to items in turn.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ArityWords, list: &ListWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words, list };
    let mut before: Option<Before> = None;
    for cue in words.each.all(&sentence.tokens, 0..sentence.tokens.len()) {
        let found = binder.beside(cue.start, cue.end);
        let claim = found.as_ref().and_then(|group| binder.claim(group, before.as_ref()));
        if let Some((items, counts)) = claim
            && let Some(group) = &found
        {
            claims.extend(binder.told(group, items, &counts, sentence.place(cue.start, cue.end)));
        }
        before = found.map(|group| Before {
            figures: binder.ids(&group.figures),
            given: binder.given(&group.figures),
            end: cue.end,
        });
    }
}

struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ArityWords,
    list: &'s ListWords,
}

/// The figures that were given to items by the cue before, and where that ends.
struct Before {
    figures: Vec<MentionId>,
    given: usize,
    end: usize,
}

/// The figures of a list, by their places in the sentence, and the tokens of the names after them.
struct Group {
    figures: Range<usize>,
    names: Option<Range<usize>>,
}

impl Binder<'_, '_, '_> {
    /// The figures beside the cue: right before it, before names, or after it.
    fn beside(&self, start: usize, end: usize) -> Option<Group> {
        let sentence = self.sentence;
        let next = sentence.figures.partition_point(|figure| figure.at < start);
        if let Some(last) = next.checked_sub(1) {
            let after = sentence.after_noun(&sentence.figures[last]);
            let gap = &sentence.tokens[after.min(start)..start];
            let is_close =
                gap.len() <= MOST_NOUNS && gap.iter().all(|token| token.kind == Kind::Word || token.text == ",");
            let names = after..start - usize::from(start > after && sentence.is_word(start - 1, &[","]));
            let has_names = self.words.toward.starting_at(&sentence.tokens, after).is_some()
                && !sentence.counts(self.list, names.clone()).is_empty();
            if is_close || has_names {
                let figures = self.ending_at(last)?;
                if self.given(&figures) > 1 {
                    return Some(Group { figures, names: has_names.then_some(names) });
                }
            }
        }
        let first = sentence.figures.get(next).filter(|figure| figure.at <= end + MOST_WORDS)?;
        let is_near = sentence.tokens[end..first.at].iter().all(|token| token.kind == Kind::Word);
        let mut last = next;
        while last + 1 < sentence.figures.len() && self.are_joined(last, last + 1) {
            last += 1;
        }
        let figures = next..last + 1;
        (is_near && self.given(&figures) > 1 && !self.goes_on(last, last + 1)).then_some(Group { figures, names: None })
    }

    fn ending_at(&self, last: usize) -> Option<Range<usize>> {
        let mut first = last;
        while first > 0 && self.are_joined(first - 1, first) {
            first -= 1;
        }
        let goes_on = first > 0 && self.goes_on(first - 1, first);
        (!goes_on).then_some(first..last + 1)
    }

    /// Whether two figures stand next to each other in a list: "3 cases and about 4".
    fn are_joined(&self, one: usize, other: usize) -> bool {
        let sentence = self.sentence;
        let (a, b) = (&sentence.figures[one], &sentence.figures[other]);
        let lead = sentence.skip_links(&self.words.link, b.at);
        let nouns = a.at + 1..sentence.after_noun(a).max(self.after_counter(a)).min(lead);
        let gap = nouns.end..lead;
        let is_comma = |at: usize| {
            self.list.comma.starting_at(&sentence.tokens, at).is_some()
                || (lead == b.at && sentence.is_word(at, &[","]))
        };
        let is_separator = |at: usize| is_comma(at) || self.list.and.starting_at(&sentence.tokens, at).is_some();
        let is_plain = |figure: &Figure<'_>| figure.mention.number().is_some();
        // "24.7亿、15.6亿和9.4亿,三项合计49.7亿": behind "and" and a comma another clause begins.
        let own_lead = sentence.skip_links(&self.words.link, a.at);
        let is_last = self.list.and.ending_at(&sentence.tokens, own_lead, None).is_some();
        let is_wide = |at: usize| sentence.facts.text(sentence.tokens[at].span) == "，";
        let is_closed = is_last && gap.clone().all(is_wide);
        !gap.is_empty()
            && !is_closed
            && gap.len() <= 2
            && gap.clone().all(is_separator)
            && is_plain(a)
            && is_plain(b)
            && self.are_alike(a, b)
    }

    /// The token after a counter of one or two ideographs: 12人.
    fn after_counter(&self, figure: &Figure<'_>) -> usize {
        let is_counter = |at: &usize| self.sentence.is_capital(*at) && !self.is_separator(*at);
        let counters = (figure.at + 1..figure.at + 3)
            .take_while(is_counter)
            .take_while(|at| self.sentence.tokens[*at].text.chars().next().is_some_and(|c| c > '\u{2E80}'));
        figure.at + 1 + counters.count()
    }

    fn is_separator(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        self.list.comma.starting_at(tokens, at).is_some() || self.list.and.starting_at(tokens, at).is_some()
    }

    fn are_alike(&self, a: &Figure<'_>, b: &Figure<'_>) -> bool {
        let are_bare = [a, b].iter().all(|figure| figure.mention.unit.is_none());
        let (a, b) = (a.mention, b.mention);
        are_bare || self.sentence.are_of_one_kind(a, b) || (a.unit.is_none() != b.unit.is_none())
    }

    /// Whether the list perhaps goes on beyond its ends, so that its length is in doubt.
    fn goes_on(&self, one: usize, other: usize) -> bool {
        let (Some(a), Some(b)) = (self.sentence.figures.get(one), self.sentence.figures.get(other)) else {
            return false;
        };
        let gap = a.at + 1..b.at;
        let is_label = [a, b].iter().any(|figure| matches!(figure.mention.reading, Reading::NotAQuantity(_)));
        gap.len() <= 5
            && !is_label
            && gap.clone().any(|at| self.is_separator(at))
            && self.sentence.is_percent(a.mention) == self.sentence.is_percent(b.mention)
            && !self.words.each.any(&self.sentence.tokens, gap)
    }

    /// The items of the figures, and how many they may be.
    fn claim(&self, group: &Group, before: Option<&Before>) -> Option<(Items, Vec<usize>)> {
        let sentence = self.sentence;
        let first = sentence.figures[group.figures.start].at;
        let items = |range: Range<usize>, counts: Vec<usize>| {
            let count = u32::try_from(*counts.first()?).ok()?;
            Some((Items { span: sentence.place(range.start, range.end), count }, counts))
        };
        if let Some(names) = &group.names {
            return items(names.clone(), sentence.counts(self.list, names.clone()));
        }
        // "were 3, 4 and 5 respectively, up 6% and 7% respectively": the same items twice.
        if let Some(Before { figures, given, end }) = before
            && first.checked_sub(*end).is_some_and(|gap| gap <= 3)
            && !sentence.tokens[*end..first].iter().any(|token| matches!(token.text.as_ref(), ";" | "."))
        {
            let spans = figures.iter().map(|id| sentence.facts.mention(*id).span);
            let span = spans.reduce(|one, other| one.hull(other))?;
            return Some((Items { span, count: u32::try_from(*given).ok()? }, vec![*given]));
        }
        let end = self.cue_before(first).unwrap_or(first);
        let closed = self.words.close.all(&sentence.tokens, 0..end).last().map_or(0, |close| close.end);
        // Figures before are items too, or announce how many there are.
        let inside: Vec<&Figure<'_>> = sentence.figures[..group.figures.start]
            .iter()
            .filter(|figure| closed <= figure.at && self.is_quantity(figure))
            .collect();
        let start = inside.last().map_or(closed, |figure| sentence.after_noun(figure).max(closed));
        if self.words.doubt.any(&sentence.tokens, closed..end) {
            return None;
        }
        let mut counts = sentence.counts(self.list, start..end);
        if counts.is_empty() {
            let [announced] = inside.as_slice() else { return None };
            let number = announced.mention.number().filter(|number| number.decimals == 0 && !number.in_words)?;
            let count = (2..=MOST_ANNOUNCED).find(|count| number.value == (*count).into())?;
            let has_noun = announced.mention.counted.is_some() || self.after_counter(announced) > announced.at + 1;
            let is_counted = has_noun && announced.mention.unit.is_none();
            return is_counted.then_some(()).and_then(|()| items(announced.at..announced.at + 1, vec![count, 1]));
        }
        counts.extend(1..=inside.len());
        if let [announced] = inside.as_slice()
            && let Some(number) = announced.mention.number()
        {
            counts.extend((2..=MOST_ANNOUNCED).filter(|count| number.value == (*count).into()));
        }
        items(start..end, counts)
    }

    /// The cue before a list that follows it: 分别增长.
    fn cue_before(&self, first: usize) -> Option<usize> {
        let from = first.saturating_sub(MOST_WORDS + 2);
        self.words.each.all(&self.sentence.tokens, from..first).last().map(|cue| cue.start)
    }

    fn is_quantity(&self, figure: &Figure<'_>) -> bool {
        !matches!(figure.mention.reading, Reading::NotAQuantity(_)) && !self.sentence.measures(figure.mention, "time")
    }

    /// How many figures some mentions are: "3, 4 and 9 seats" is read as one list.
    fn given(&self, figures: &Range<usize>) -> usize {
        let many = |figure: &Figure<'_>| match figure.mention.reading {
            Reading::NotAQuantity(Label::List) => {
                let text = self.sentence.facts.text(figure.mention.span);
                text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count()
            }
            _ => 1,
        };
        self.sentence.figures[figures.clone()].iter().map(many).sum()
    }

    fn ids(&self, figures: &Range<usize>) -> Vec<MentionId> {
        self.sentence.figures[figures.clone()].iter().map(|figure| figure.id).collect()
    }

    fn told(&self, group: &Group, items: Items, counts: &[usize], cue: crate::span::Span) -> Option<Claim> {
        let figures = self.ids(&group.figures);
        let given = u32::try_from(self.given(&group.figures)).ok()?;
        let mut readings = counts.iter().filter_map(|count| {
            let items = Items { count: u32::try_from(*count).ok()?, ..items };
            Some(Relation::Arity(Arity { figures: figures.clone(), given, items }))
        });
        let relation = readings.next()?;
        let otherwise: Vec<Relation> = readings.collect();
        let confidence = if otherwise.is_empty() { Confidence::High } else { Confidence::Medium };
        Some(Claim { otherwise, confidence, ..self.sentence.claim(relation, cue) })
    }
}
