//! Lists whose items are numbered in words, and lists before their number:
//! "three conditions. First, … Second, …", "Genoa, Tunis and Malta, three ports".

use crate::extract::claims::count::{Binder, Found, LONGEST_THING};
use crate::extract::claims::list::Parts;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Count, Items, Listing, Relation};
use crate::lexicon::cues::{Cues, Kind, Token, cut};
use crate::lexicon::frames::ListWords;
use crate::span::Span;

/// How many tokens may stand between a number and the first of its items.
const FARTHEST: usize = 14;

/// How much of a paragraph is looked at, in bytes.
const LONGEST_TEXT: usize = 3000;

/// How many words a thing of a list has that the next sentence counts: "legal aid".
const MOST_THING_WORDS: usize = 4;

/// With fewer words, what stands before the first comma of a sentence tells no first item: "Last year,".
const MOST_LEAD_WORDS: usize = 3;

impl<'f> Binder<'_, 'f, '_> {
    /// "three conditions. First, … Second, …"
    pub(super) fn in_turn(&self, figure: &Figure<'f>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let start = figure.mention.span.end;
        let block = facts.document.blocks().get(sentence.block)?.span.end;
        let mut end = block.min(start + LONGEST_TEXT);
        while !facts.document.text().is_char_boundary(end) {
            end -= 1;
        }
        let text = facts.text(Span::new(start, end));
        self.words.turn.iter().find_map(|series| {
            let tokens: Vec<Token<'_>> = cut(text, start).take(FARTHEST).collect();
            let (first, rest) = series.split_first()?;
            let opens = |tokens: &[Token<'_>], cues: &Cues, at: usize| {
                // 一是压实责任,二是备足物资
                let is_comma = |before: usize| tokens[before].text == "," && tokens[at].is_ideograph();
                // "; and fourth, …"
                let after_and = |before: usize| {
                    let and = self.list.and.ending_at(tokens, before + 1, None);
                    and.and_then(|and| and.start.checked_sub(1)).is_some_and(|mark| tokens[mark].kind == Kind::Mark)
                };
                at.checked_sub(1)
                    .is_some_and(|before| is_break(&tokens[before]) || is_comma(before) || after_and(before))
                    && cues.starting_at(tokens, at).is_some()
            };
            let at = (0..tokens.len()).find(|at| opens(&tokens, first, *at))?;
            let breaks = tokens[..at].iter().filter(|token| is_break(token)).count();
            // "Two men were held. First, …"
            let is_opening = figure.at == sentence.opening();
            let is_told = !is_opening || self.words.turn_noun.any(&tokens, 0..at);
            if breaks != 1 || at < 2 || !is_told {
                return None;
            }
            let tokens: Vec<Token<'_>> = cut(text, start).collect();
            let mut last = at;
            let mut count = 1u32;
            for cues in rest {
                let Some(next) = (last + 1..tokens.len()).find(|at| opens(&tokens, cues, *at)) else { break };
                last = next;
                count += 1;
            }
            // "; and third, …" ends the list.
            let is_closed = self.list.and.ending_at(&tokens, last, None).is_some();
            let is_ended = (last + 1..tokens.len()).any(|at| opens(&tokens, &self.words.turn_last, at));
            let number = figure.mention.number()?.value;
            let count = count + u32::from(is_ended);
            // Fewer may go on in the next paragraph, or in other words.
            let is_short = number > count.into();
            let is_last = end == block && self.is_last_block();
            let is_whole = number <= (count + 2).into()
                && (is_last && number == (count + 1).into() || is_closed || ends_there(&tokens, at, last, is_last));
            if count < 2 || (is_short && !is_whole) {
                return None;
            }
            let ends = series.iter().filter_map(|cues| cues.starting_at(&tokens, last)).map(|cue| cue.end);
            // "(c)": the bracket alone says nothing.
            let is_bracket = tokens[last].kind == Kind::Mark;
            let end = ends.max().filter(|_| is_bracket).map_or(last, |end| end - 1);
            let items = Items { span: tokens[at].span.hull(tokens[end].span), count };
            let relation = Relation::Count(Count { number: figure.id, items, listing: Listing::All });
            let claim = sentence.claim(relation, tokens[at].span);
            Some(Claim { confidence: Confidence::Medium, ..claim })
        })
    }

    /// "Austria, Finland and Portugal signed. The three countries will …": who is listed at the head of
    /// a sentence, and counted in the next or behind "and".
    pub(super) fn counted_again(&self, figure: &Figure<'f>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let the = self.words.again.ending_at(&sentence.tokens, figure.at, None)?;
        let noun = self.words.members.starting_at(&sentence.tokens, figure.at + 1)?;
        let goes_on = sentence.tokens.get(noun.end).is_some_and(|token| token.kind == Kind::Word)
            && self.words.part_of.starting_at(&sentence.tokens, noun.end).is_none();
        let is_joined = the.start > 0 && self.list.and.ending_at(&sentence.tokens, the.start, None).is_some();
        let listing = if the.start == sentence.opening() {
            let index = facts.sentences.partition_point(|span| span.start < sentence.span.start).checked_sub(1)?;
            let span = *facts.sentences.get(index).filter(|span| facts.block_at(span.start) == Some(sentence.block))?;
            Sentence::read_words(facts, span)?
        } else if is_joined {
            Sentence::read_words(facts, sentence.span)?
        } else {
            return None;
        };
        let binder = Binder { sentence: &listing, words: self.words, list: self.list };
        let counts_others = listing.figures.iter().any(|other| other.id != figure.id && binder.counts_few(other));
        let has_others = self.words.other.any(&listing.tokens, 0..listing.tokens.len());
        let items = binder.names_at_head().filter(|_| goes_on && !counts_others && !has_others)?;
        let count = Count { number: figure.id, items, listing: Listing::All };
        let claim = sentence.claim(Relation::Count(count), sentence.place(the.start, the.end));
        Some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// "The plan covers housing, schooling, legal aid and health care. Each of these four fields …": the list
    /// that ends the sentence before.
    pub(super) fn things_counted_again(&self, figure: &Figure<'f>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let each = self.words.again_each.ending_at(&sentence.tokens, figure.at, None)?;
        let opens = each.start == sentence.opening();
        let index = facts.sentences.partition_point(|span| span.start < sentence.span.start).checked_sub(1)?;
        let span = *facts.sentences.get(index).filter(|span| facts.block_at(span.start) == Some(sentence.block))?;
        let listing = Sentence::read_words(facts, span)?;
        let end = listing.tokens.len() - usize::from(listing.is_word(listing.tokens.len().checked_sub(1)?, &["."]));
        let parts = listing.parts(self.list, listing.opening()..end);
        let (first, rest) = parts.items.split_first()?;
        // "On Monday, the plan covered …": what stands before the first comma may be no item.
        let function_words = &sentence.vocabulary().function_words;
        let may_lead = first.len() < MOST_LEAD_WORDS || function_words.contains(listing.word(first.start));
        let is_due = may_lead && figure.mention.number().is_some_and(|number| number.value == rest.len().into());
        let is_thing = |item: &std::ops::Range<usize>| {
            item.len() <= MOST_THING_WORDS && item.clone().all(|at| listing.is_plain_word(at))
        };
        let is_sound = opens && rest.len() > 1 && parts.is_closed() && rest.iter().all(is_thing);
        let is_open = self.list.open.any(&listing.tokens, 0..end) || self.list.partial.any(&listing.tokens, 0..end);
        let count = u32::try_from(parts.items.len()).ok()?;
        let last = rest.last()?;
        let items = Items { span: listing.place(parts.items[0].end - 1, last.end), count };
        let relation = Relation::Count(Count { number: figure.id, items, listing: Listing::All });
        let claim = sentence.claim(relation, sentence.place(each.start, each.end));
        (is_sound && !is_open && !is_due && listing.figures.is_empty())
            .then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// "Went to Lena Holt, Piotr Sawicki and Amara Diallo, and all three will be sworn in".
    pub(super) fn all_of_listed(&self, figure: &Figure<'f>) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let all = self.words.all_listed.ending_at(tokens, figure.at, None)?;
        let comma = all.start.checked_sub(1).filter(|comma| sentence.is_word(*comma, &[","]))?;
        let is_verb = self.words.verb.starting_at(tokens, figure.at + 1).is_some();
        let stop = |at: &usize| sentence.is_word(*at, &[".", ";", ":", "(", ")", "—"]);
        let start = (0..comma).rev().find(stop).map_or(0, |at| at + 1);
        let parts = sentence.parts(self.list, start..comma);
        let (first, rest) = parts.items.split_first()?;
        let are_names = rest.iter().all(|item| sentence.is_name(self.list, item)) && sentence.is_capital(first.end - 1);
        (is_verb && parts.is_closed() && rest.len() > 1 && are_names).then(|| Found {
            count: parts.items.len(),
            items: first.end - 1..comma,
            listing: Listing::All,
            cue: all.start..all.end,
            confidence: Confidence::Medium,
        })
    }

    /// "Austria, Finland and Portugal signed": the names that are the subject of a sentence.
    fn names_at_head(&self) -> Option<Items> {
        let sentence = self.sentence;
        let stop = |at: &usize| sentence.is_word(*at, &[".", ";", ":", "(", "—"]);
        let start = sentence.opening();
        let end = (start..sentence.tokens.len()).find(stop)?;
        let parts = sentence.parts(self.list, start..end);
        let last = *parts.ands.first()?;
        let item = parts.items.get(last)?;
        let name = (item.start + 1..=item.end)
            .rev()
            .map(|end| item.start..end)
            .find(|name| sentence.is_name(self.list, name))?;
        let is_listed = parts.items[..last].iter().all(|item| sentence.is_name(self.list, item));
        let goes_on = name.end < item.end && sentence.is_plain_word(name.end);
        // "Brandt and Keller met Ross": somebody else is one of them.
        let is_place = |at: usize| self.words.at.ending_at(&sentence.tokens, at, None).is_some();
        let names_others = (name.end..sentence.tokens.len())
            .any(|at| sentence.is_capital(at) && !is_place(at) && !sentence.is_capital(at - 1));
        let goes_on = goes_on && !names_others;
        let items = Items { span: sentence.place(start, name.end), count: u32::try_from(last + 1).ok()? };
        (last > 0 && is_listed && goes_on && parts.items[0].start == start).then_some(items)
    }

    fn is_last_block(&self) -> bool {
        self.sentence.block + 1 == self.sentence.facts.document.blocks().len()
    }

    /// "Genoa, Tunis and Malta, three ports in six days", "Gold and silver: two metals rose".
    pub(super) fn before_number(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        // "Aveiro, Braga and Faro: in these three cities"
        let lead = self.words.listed.ending_at(tokens, figure.at, None).map_or(figure.at, |lead| lead.start);
        let mark = lead.checked_sub(1).filter(|mark| *mark > 0)?;
        let stop = |at: &usize| sentence.is_word(*at, &[".", ";", ":", "(", ")", "—", "\""]);
        let start = (0..mark).rev().find(stop).map_or(0, |at| at + 1);
        let parts = sentence.parts(self.list, start..mark);
        let (first, rest) = parts.items.split_first()?;
        let after = sentence.after_noun(figure).max(figure.at + 2);
        let is_apposed = (figure.at + 2..=after).any(|at| {
            tokens.get(at).is_none_or(|token| token.kind == Kind::Mark)
                || self.words.apposed.starting_at(tokens, at).is_some()
        });
        let is_noun = sentence.is_plain_word(figure.at + 1) && !sentence.is_capital(figure.at + 1);
        let names = rest.iter().all(|item| sentence.is_name(self.list, item)) && sentence.is_capital(first.end - 1);
        let things = sentence.is_thing(self.list, first, LONGEST_THING)
            && rest.iter().all(|item| sentence.is_thing(self.list, item, LONGEST_THING));
        // "In Genoa, Tunis and Malta, three ports were shut" counts others.
        let is_listed = match sentence.word(mark) {
            "," => names && is_apposed,
            ":" | "—" => (names || things) && first.start == sentence.opening(),
            _ => false,
        };
        let is_sound = is_listed && is_noun && parts.is_closed();
        is_sound.then(|| Found {
            count: parts.items.len(),
            items: first.end - 1..mark,
            listing: Listing::All,
            cue: mark..mark + 1,
            confidence: Confidence::Medium,
        })
    }

    /// "A, B and other three provinces".
    pub(super) fn others(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let cue = self.words.others.ending_at(&sentence.tokens, figure.at, None)?;
        let parts = sentence.parts(self.list, 0..cue.start);
        let count = count_names(sentence, self.list, &parts);
        let first = parts.items.len().checked_sub(count)?;
        (count > 1).then(|| Found {
            count,
            items: parts.items[first].end - 1..cue.start,
            listing: Listing::Others,
            cue: cue.start..cue.end,
            confidence: Confidence::High,
        })
    }
}

/// Whether items of one sentence end with it, and the paragraph goes on: 一是…;二是…;三是…。今年已投入….
fn ends_there(tokens: &[Token<'_>], first: usize, last: usize, is_last: bool) -> bool {
    let is_stop = |token: &Token<'_>| matches!(token.text.as_ref(), "." | "。");
    let is_one_sentence = !tokens[first..last].iter().any(is_stop) && tokens[last].is_ideograph();
    let close = (last..tokens.len()).find(|at| is_stop(&tokens[*at]));
    is_one_sentence && close.is_some_and(|close| is_last || close + 1 < tokens.len())
}

fn is_break(token: &Token<'_>) -> bool {
    matches!(token.text.as_ref(), "." | ":" | ";" | "。")
}

/// How many pieces at the end are names; before the first of them other words may stand.
fn count_names(sentence: &Sentence<'_, '_>, list: &ListWords, parts: &Parts) -> usize {
    let whole = parts.items.iter().rev().take_while(|item| sentence.is_name(list, item)).count();
    let before = parts.items.len().checked_sub(whole + 1).map(|index| &parts.items[index]);
    let begins = before.is_some_and(|item| sentence.is_capital(item.end - 1));
    whole + usize::from(begins && whole > 0)
}
