//! A total and the list of its parts behind it: "656 buildings: 99 houses, 370 shops and
//! 187 sheds", "120 patients, 64 to the drug and 56 to placebo".

use crate::extract::claims::noun;
use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, MOST_PARTS, Tie, all_of, ids};
use crate::facts::{Confidence, Covers, Sum};
use crate::lexicon::cues::Kind;

/// How many words may stand between the parts of a list.
const MOST_WORDS: usize = 14;

/// How many words may stand between a total and the colon before its parts: "Seventeen people were
/// killed when a minibus left the road near Cusco on Sunday: eight men, five women and four children".
const LONGEST_LEAD: usize = 24;

impl Binder<'_, '_, '_> {
    pub(super) fn list(&self, index: usize) -> Option<Found> {
        let total = self.sentence.figures[index];
        let is_size = self.words.size.starting_at(&self.sentence.tokens, total.at + 1).is_some();
        // "By a majority of 39: 101 backed it and 62 opposed it"
        let is_margin = self.cue_before(&self.words.margin, total.at).is_some();
        if is_margin || (!self.is_amount(&total) && !is_size) {
            return None;
        }
        let first = self.first_part(index, &total)?;
        let (start, kind) = self.opens(&total, &self.sentence.figures[first])?;
        let in_brackets = self.sentence.is_word(start, &["("]);
        let parts = self.items(first).or_else(|| {
            self.pair_in_brackets(start, first).filter(|_| in_brackets && total.mention.counted.is_some())
        })?;
        let close = parts.last().map_or(0, |last| last.at);
        if self.sentence.is_word(start, &["("]) && !self.is_closed(start, close) {
            return None;
        }
        let one = parts.first()?;
        let fits = parts.iter().all(|part| self.can_be_added(part.mention, total.mention));
        if parts.len() < 2 || !fits {
            return None;
        }
        // "120 players, of whom 24 are women; the oldest is 71": what follows is another matter.
        let is_one_clause = kind == Opening::List || !(one.at..close).any(|at| self.sentence.is_word(at, &[";"]));
        if !is_one_clause {
            return None;
        }
        let is_listed = match kind {
            Opening::List => parts.iter().all(|part| self.has_words(part)),
            // "Funded with 6.5 million from the state and 3 from the city, it still needs 3.5"
            Opening::Paid => {
                parts.iter().all(|part| self.has_words(part))
                    && !self.sentence.figures.iter().any(|figure| figure.at > close && self.is_amount(figure))
            }
            Opening::With | Opening::Comma if total.mention.unit.is_some() => false,
            Opening::With => parts.iter().any(|part| self.is_elided(&total, part)),
            Opening::Comma => {
                // "scored 30, 12 and 8" is a list of its own; a total names what it counts.
                // "12 goals in May, 9 in June and 3 in July" is one too.
                let after = |figure: &Figure<'_>| {
                    self.sentence.tokens.get(self.sentence.after_noun(figure)).map(|token| token.text.clone())
                };
                let names = total.mention.counted.is_some()
                    && !self.is_kind(&total)
                    && parts.iter().all(|part| after(part) != after(&total));
                // "of 24,000, 21,888 passed, 14,000 girls and 7,888 boys": the kinds are those of a part.
                let kinds = parts.iter().filter(|part| self.is_kind(part)).count();
                let are_alike = kinds == 0 || kinds == parts.len();
                names && are_alike && !self.is_item(&total) && parts.iter().all(|part| self.is_elided(&total, part))
            }
        };
        if !is_listed {
            return None;
        }
        let (covers, confidence) = match kind {
            Opening::List => (Covers::All, Confidence::High),
            Opening::With | Opening::Comma | Opening::Paid => (Covers::All, Confidence::Medium),
        };
        let cue = self.sentence.place(start, one.at);
        Some(Found {
            readings: vec![Sum { covers, ..all_of(total.id, ids(&parts)) }],
            cue,
            confidence,
            tie: Tie::Loose,
        })
    }

    /// "(1,960 civil, 1,296 criminal)": two items that fill a bracket.
    fn pair_in_brackets(&self, open: usize, first: usize) -> Option<Vec<Figure<'_>>> {
        let [one, other, ..] = self.sentence.figures.get(first..)? else { return None };
        let close = (open..self.sentence.tokens.len()).find(|at| self.sentence.is_word(*at, &[")"]))?;
        let next = self.sentence.figures.get(first + 2);
        let is_pair = other.at < close && next.is_none_or(|next| next.at > close);
        (is_pair && self.joins(one, other) == Some(Joint::Next)).then(|| vec![*one, *other])
    }

    /// The first figure that can be a part; the "three" of "in three parts" only counts them.
    fn first_part(&self, index: usize, total: &Figure<'_>) -> Option<usize> {
        let first = self.next_amount(index + 1)?;
        let next = || self.next_amount(first + 1).filter(|_| total.mention.unit.is_some());
        if self.counts_parts(&self.sentence.figures[first]) { next() } else { Some(first) }
    }

    /// Whether a figure only tells how many parts there are: "three parts", 三部分.
    fn counts_parts(&self, figure: &Figure<'_>) -> bool {
        figure.mention.unit.is_none() && self.words.pieces.starting_at(&self.sentence.tokens, figure.at + 1).is_some()
    }

    /// The cue between a total and the first of its parts.
    fn opens(&self, total: &Figure<'_>, first: &Figure<'_>) -> Option<(usize, Opening)> {
        let after = total.at + 1;
        let tokens = &self.sentence.tokens[..first.at];
        let reach = after..first.at.min(after + LONGEST_LEAD);
        // Commas may stand before the cue of a list: "a prize, 50,000 francs, was split into …".
        let plain = reach.clone().find(|at| !self.is_told_by(*at)).unwrap_or(reach.end);
        let within = reach.start..reach.end.min(plain + 1);
        if let Some(cue) = self.words.list.all(tokens, within.clone()).find(|cue| cue.start <= plain) {
            return (first.at - cue.end <= MOST_WORDS).then_some((cue.start, Opening::List));
        }
        // "A $6.9 billion budget, 18% more than last year's 5.8 billion, will be financed by …"
        let is_earlier =
            self.words.other_time.all(&self.sentence.tokens, 0..total.at).any(|time| time.end + 2 >= total.at);
        let paid = self.sentence.cue_before(&self.words.paid_by, &self.words.link, first.at, None);
        if let Some(cue) = paid.filter(|cue| reach.start <= cue.start && cue.start <= plain && !is_earlier) {
            return Some((cue.start, Opening::Paid));
        }
        let word = within.clone().find(|at| !tokens[*at].is_word()).unwrap_or(reach.end);
        let partly = [(&self.words.with, Opening::With), (&self.words.comma, Opening::Comma)];
        partly.into_iter().find_map(|(cues, kind)| {
            let cue = (after..reach.end.min(word + 1)).find_map(|at| cues.starting_at(tokens, at))?;
            // What is not named comes first: ", 64 to the drug".
            (self.sentence.skip_links(&self.words.link, first.at) <= cue.end).then_some((cue.start, kind))
        })
    }

    /// Whether a token may stand between a total and the cue of its list.
    fn is_told_by(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let counts_parts = || self.sentence.figure_at(at).is_some_and(|figure| self.counts_parts(&figure));
        token.is_word() || token.text == "," || matches!(token.kind, Kind::Period | Kind::Label) || counts_parts()
    }

    /// Whether a bracket that opens before a list closes right behind its last item.
    fn is_closed(&self, open: usize, last: usize) -> bool {
        let closing = (open..self.sentence.tokens.len()).find(|at| self.sentence.is_word(*at, &[")"]));
        closing.is_some_and(|closing| closing > last)
    }

    /// Whether an item of a list says what it is: "21 Labour", "exports 14 tons".
    fn has_words(&self, part: &Figure<'_>) -> bool {
        let tokens = &self.sentence.tokens;
        let is_said = |at: usize| {
            tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
                && self.words.join.starting_at(tokens, at).is_none()
        };
        let before = part.at.checked_sub(1);
        // "paid by the state (7 million), the city (2 million)"
        let is_bracketed = self.sentence.is_word(part.at + 1, &[")"]);
        let name =
            before.filter(|at| is_bracketed && self.sentence.is_word(*at, &["("])).and_then(|at| at.checked_sub(1));
        is_said(part.at + 1) || name.or(before).is_some_and(is_said)
    }

    /// Whether a figure is an item of a list itself.
    fn is_item(&self, figure: &Figure<'_>) -> bool {
        let before = self.sentence.skip_links(&self.words.link, figure.at);
        self.words.join.ending_at(&self.sentence.tokens, before, None).is_some()
    }

    /// The items of a list from its first figure to its last, which a word such as "and"
    /// announces and after which the clause has no other figure.
    pub(super) fn items(&self, first: usize) -> Option<Vec<Figure<'_>>> {
        let mut items = vec![self.sentence.figures[first]];
        let mut joint = Joint::Next;
        let mut at = first;
        while let Some(next) = self.next_amount(at + 1) {
            let (here, there) = (self.sentence.figures[at], self.sentence.figures[next]);
            let Some(next_joint) = self.joins(&here, &there) else { break };
            // "And 88,821 to the gallery, where admission costs £9": what comes behind is measured otherwise.
            if joint == Joint::Last && there.mention.unit != here.mention.unit {
                break;
            }
            if joint == Joint::Last || items.len() > MOST_PARTS {
                return None;
            }
            joint = next_joint;
            items.push(there);
            at = next;
        }
        // 由市里出4.5亿元、区里出1.8亿元和居民出0.7亿元三部分构成: a figure that counts the items is none.
        let next = self.next_amount(at + 1).filter(|next| !self.counts_parts(&self.sentence.figures[*next]));
        let stop = next.map(|index| self.sentence.figures[index].at);
        let goes_on = stop.is_some_and(|stop| {
            let between = &self.sentence.tokens[self.sentence.figures[at].at + 1..stop];
            !between.iter().any(|token| matches!(token.text.as_ref(), ";" | ")" | "." | "。" | ","))
        });
        // "12 in May, 9 in June, 7 in July.": the sentence ends with the list.
        let is_whole = joint != Joint::Next || (stop.is_none() && items.len() > 2);
        (is_whole && !goes_on).then_some(items)
    }

    /// How two figures are joined as items of one list.
    pub(super) fn joins(&self, one: &Figure<'_>, other: &Figure<'_>) -> Option<Joint> {
        let tokens = &self.sentence.tokens;
        let between = one.at + 1..other.at;
        let marks = between.clone().filter(|at| !tokens[*at].is_word()).count();
        let joins: Vec<_> = self.words.join.all(&tokens[..other.at], between.clone()).collect();
        let is_short = between.len() <= MOST_WORDS;
        let closed =
            self.sentence.tokens[between.clone()].iter().any(|token| matches!(token.text.as_ref(), "." | "。" | ":"));
        let has_join = !joins.is_empty() && marks <= joins.len() + 4;
        let last: Vec<_> = self.words.last.all(&tokens[..other.at], between).collect();
        let joint = match last.iter().any(|cue| tokens[cue.start].is_word()) {
            true => Joint::Last,
            false if last.is_empty() => Joint::Next,
            false => Joint::Any,
        };
        (is_short && has_join && !closed && self.can_be_added(one.mention, other.mention)).then_some(joint)
    }

    /// Whether a part does not name another thing than the total: "64 to the drug".
    fn is_elided(&self, total: &Figure<'_>, part: &Figure<'_>) -> bool {
        let before = self.sentence.skip_links(&self.words.link, part.at);
        let starts = self.words.join.ending_at(&self.sentence.tokens, before, None).is_some()
            || self.words.with.ending_at(&self.sentence.tokens, before, None).is_some();
        let names_nothing = noun::same(self.sentence, part.mention, total.mention) != Some(false);
        starts && (names_nothing || self.is_kind(part))
    }

    /// Whether a figure counts one of the kinds that together are all: "20 women".
    fn is_kind(&self, figure: &Figure<'_>) -> bool {
        let mut kinds = self.words.opposites.iter().flatten();
        kinds.any(|kind| kind.starting_at(&self.sentence.tokens, figure.at + 1).is_some())
    }

    /// The next figure that is no percentage.
    pub(super) fn next_amount(&self, from: usize) -> Option<usize> {
        (from..self.sentence.figures.len()).find(|index| self.is_amount(&self.sentence.figures[*index]))
    }
}

/// How an item of a list is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// By a mark, and more may follow: "12,".
    Next,
    /// By a mark that may stand before the last item too: 、.
    Any,
    /// By a word that stands before the last item only: "and".
    Last,
}

/// How a list of parts begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// All parts follow.
    List,
    /// The same, told by who pays or gives them.
    Paid,
    /// Parts follow, as a rule all of them: ", with 6 upstairs and …".
    With,
    /// The same without a word: ", 6 upstairs and …".
    Comma,
}
