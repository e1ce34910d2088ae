//! Lists that stand apart from their number: in the lines below it, in the sentence after it or
//! before it.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::BlockKind;
use crate::extract::claims::count::{Binder, Found, LONGEST_TITLE};
use crate::extract::claims::list::Parts;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Count, Items, Listing, Relation};
use crate::span::Span;
use std::ops::Range;

/// How many tokens may stand between a number and the colon at the end of its line.
const FARTHEST_COLON: usize = 10;

/// How many bytes may stand before an item in its line, and how many its marker may have.
const LONGEST_LEAD: usize = 80;

/// How many lines are looked at for the items of one list.
const MOST_LINES: usize = 60;

/// What stands before an item of a list in lines.
#[derive(PartialEq, Eq)]
struct Marker {
    indent: usize,
    is_number: bool,
}

impl<'f> Binder<'_, 'f, '_> {
    /// "Please bring these three things:" and a line for each; "Four ways to save" and lines with
    /// numbers under that headline.
    pub(super) fn in_lines(&self, figure: &Figure<'_>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let blocks = facts.document.blocks();
        let block = blocks.get(sentence.block)?;
        let colon = sentence.tokens.len().checked_sub(1).filter(|last| sentence.is_word(*last, &[":"]));
        let is_last = colon.is_some() && sentence.span.end == block.span.end;
        let is_headline = sentence.block == 0 && block.kind == BlockKind::Heading && figure.at == sentence.opening();
        let (first, is_numbered) = match colon {
            Some(colon) if is_last && colon - figure.at <= FARTHEST_COLON => (sentence.block + 1, false),
            None if is_headline => (self.first_numbered()?, true),
            _ => return None,
        };
        let own = self.marker(first).filter(|own| !is_numbered || own.is_number)?;
        let (mut last, mut count) = (first, 1u32);
        for index in (first + 1..blocks.len()).take(MOST_LINES) {
            match self.marker(index) {
                Some(marker) if marker == own => (last, count) = (index, count + 1),
                Some(marker) if marker.indent > own.indent => {}
                None if self.indent(index)? > own.indent => {}
                _ => break,
            }
        }
        // "- Two thread counters", "- (try_)transmute": an item that may count for more than one.
        let is_many = |index: usize| {
            let text = facts.document.slice(blocks[index].span).trim_start_matches(['-', '*', '•', ' ']);
            let start = blocks[index].span.end - text.len();
            text.starts_with(['(', '[']) || {
                let mut own = facts.mentions_in(Span::new(start, blocks[index].span.end));
                own.next().is_some_and(|(_, first)| first.span.start == start && first.unit.is_none())
            }
        };
        if !own.is_number && (first..=last).any(is_many) {
            return None;
        }
        // Under a headline nothing else may be numbered.
        let is_only = !is_numbered || (last + 1..blocks.len()).all(|index| self.marker(index).is_none());
        let items = Items { span: blocks[first].span.hull(blocks[last].span), count };
        let relation = Relation::Count(Count { number: figure.id, items, listing: Listing::All });
        let claim = sentence.claim(relation, figure.mention.span);
        (count > 1 && is_only).then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// The first line of the document that is numbered.
    fn first_numbered(&self) -> Option<usize> {
        (1..self.sentence.facts.document.blocks().len())
            .take(MOST_LINES)
            .find(|index| self.marker(*index).is_some_and(|marker| marker.is_number))
    }

    /// What marks the line of a block as an item, as the source writes it.
    fn marker(&self, index: usize) -> Option<Marker> {
        static MARKER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\s*(?:([-*+•–·])\s|([(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-z])[.)）、．]))")
                .expect("a plain pattern")
        });
        let found = MARKER.captures(self.line(index)?)?;
        Some(Marker { indent: self.indent(index)?, is_number: found.get(2).is_some() })
    }

    fn indent(&self, index: usize) -> Option<usize> {
        let line = self.line(index)?;
        Some(line.len() - line.trim_start().len())
    }

    /// The line of the source that a block begins in.
    fn line(&self, index: usize) -> Option<&str> {
        let document = &self.sentence.facts.document;
        let source = &document.source().text;
        let start = document.source_span(document.blocks().get(index)?.span).start;
        // A page may be one line: what begins further in is no item of a list in lines.
        let near = start.saturating_sub(LONGEST_LEAD);
        let from = (near..=start).find(|at| source.is_char_boundary(*at))?;
        let end = source.get(from..start)?.rfind('\n').map(|end| from + end + 1);
        let begin = end.or((from == 0).then_some(0))?;
        let stop = source.len().min(start + LONGEST_LEAD);
        let stop = (start..=stop).rev().find(|at| source.is_char_boundary(*at))?;
        source.get(begin..stop)?.lines().next()
    }

    /// "It has had three owners. They were the Hart family, a Belgian bank and the state railway."
    pub(super) fn in_next_sentence(&self, figure: &Figure<'_>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let next = facts.sentences.partition_point(|span| span.start < sentence.span.end);
        let span = *facts.sentences.get(next).filter(|span| facts.block_at(span.start) == Some(sentence.block))?;
        let next = Sentence::read_words(facts, span)?;
        let cue = self.words.they_are.starting_at(&next.tokens, next.opening())?;
        let binder = Binder { sentence: &next, words: self.words, list: self.list };
        let found = binder.to_end(cue.end, cue.start).filter(|found| found.count > 1)?;
        let items =
            Items { span: next.place(found.items.start, found.items.end), count: u32::try_from(found.count).ok()? };
        let count = Count { number: figure.id, items, listing: Listing::All };
        let is_only = sentence.figures.iter().filter(|other| self.counts_few(other)).count() == 1;
        let claim = sentence.claim(Relation::Count(count), next.place(cue.start, cue.end));
        is_only.then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// "The bench consisted of Farrow, Okoro and Lamb. All three judges found for her."
    pub(super) fn in_sentence_before(&self, figure: &Figure<'_>) -> Option<Claim> {
        let sentence = self.sentence;
        let facts = sentence.facts;
        let cue = self.words.all.ending_at(&sentence.tokens, figure.at, None)?;
        let index = facts.sentences.partition_point(|span| span.start < sentence.span.start).checked_sub(1)?;
        let span = *facts.sentences.get(index).filter(|span| facts.block_at(span.start) == Some(sentence.block))?;
        let before = Sentence::read_words(facts, span)?;
        let consists = self.words.consists.all(&before.tokens, 0..before.tokens.len()).next()?;
        let binder = Binder { sentence: &before, words: self.words, list: self.list };
        let found = binder.to_end(consists.end, consists.start).filter(|found| found.count > 1)?;
        let items =
            Items { span: before.place(found.items.start, found.items.end), count: u32::try_from(found.count).ok()? };
        let count = Count { number: figure.id, items, listing: Listing::All };
        let claim = sentence.claim(Relation::Count(count), sentence.place(cue.start, cue.end));
        (cue.start == sentence.opening()).then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// Names up to the comma or full stop after the last of them.
    pub(super) fn names(&self, start: usize, cue: usize) -> Option<Found> {
        let sentence = self.sentence;
        // Where 、 divides a list, a comma ends it: 分别是能源、金融和医药,员工….
        let is_in_ideographs = self.is_in_ideographs(&(start..start + 1)) || sentence.is_word(start, &["《"]);
        let stop = |at: &usize| {
            sentence.is_word(*at, &[".", "。", "!", "?", ";", ":", "(", ")", "—"])
                || (is_in_ideographs && sentence.is_word(*at, &[","]))
        };
        let end = (start..sentence.tokens.len()).find(stop).unwrap_or(sentence.tokens.len());
        let parts = self.without_ages(sentence.parts(self.list, start..end));
        // 卷一《山川》、卷二《物产》、卷三《风俗》: titles need no "and".
        let is_titled = |item: &Range<usize>| item.clone().any(|at| sentence.is_word(at, &["《"]));
        let titles = || parts.items.iter().all(is_titled).then(|| parts.items.len().checked_sub(1))?;
        // 依次为火车站、古城门、博物馆,…
        let is_named = self.words.namely.ending_at(&sentence.tokens, start, None).is_some();
        let listed = || (is_named && is_in_ideographs).then(|| parts.items.len().checked_sub(1))?;
        let last = parts.ands.first().copied().or_else(titles).or_else(listed).filter(|last| *last > 0)?;
        let names = &parts.items[..=last];
        // 三个部门开会,部署化肥和种子储备 goes on with a clause: ideographs are listed with 、.
        let is_clause = self.is_in_ideographs(&names[0]) && !sentence.is_word(names[0].end, &["、"]);
        let closing = names.last().filter(|_| !is_clause)?.end;
        let goes_on =
            sentence.is_word(closing, &[","]) && self.words.more.starting_at(&sentence.tokens, closing + 1).is_some();
        let is_closed = closing == end || sentence.is_word(closing, &[","]);
        let is_sound = is_closed
            && !goes_on
            && parts.ands.iter().all(|and| *and == last || *and > last + 1)
            && names.iter().all(|item| {
                sentence.is_name(self.list, item)
                    || (is_titled(item) && sentence.is_thing(self.list, item, LONGEST_TITLE))
            });
        is_sound.then(|| Found {
            count: names.len(),
            items: start..closing,
            listing: Listing::All,
            cue: cue..cue + 1,
            confidence: Confidence::High,
        })
    }

    /// 此方由桂枝、白芍、生姜组成,共3味药.
    pub(super) fn composed(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let all = self.words.all.ending_at(tokens, figure.at, None)?;
        let comma = all.start.checked_sub(1).filter(|comma| sentence.is_word(*comma, &[","]))?;
        let close = self.words.composed.ending_at(tokens, comma, None)?;
        let open = self.words.from.all(tokens, 0..close.start).last()?;
        let parts = sentence.parts(self.list, open.end..close.start);
        let count = parts.items.len();
        (count > 1).then_some(Found {
            count,
            items: open.end..close.start,
            listing: Listing::All,
            cue: close.start..close.end,
            confidence: Confidence::Medium,
        })
    }

    /// 长篇有《船家》、《雪埂》、《二月》,以上三部: what a word points back to.
    pub(super) fn listed(&self, figure: &Figure<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let cue = self.words.listed.ending_at(&sentence.tokens, figure.at, None)?;
        let comma = cue.start.checked_sub(1).filter(|comma| sentence.is_word(*comma, &[","]))?;
        let stop = |at: &usize| sentence.is_word(*at, &[",", ";", ":", "。", "("]);
        let start = (0..comma).rev().find(stop).map_or(0, |at| at + 1);
        let parts = sentence.parts(self.list, start..comma);
        // 《归途列车》《渡口》: titles need no mark between them.
        let titles = (start..comma).filter(|at| sentence.is_word(*at, &["《"])).count();
        let is_all_titles = titles > 1 && sentence.is_word(start, &["《"]) && sentence.is_word(comma - 1, &["》"]);
        let is_enumeration = is_all_titles || (parts.items.len() > 1 && sentence.is_word(parts.items[0].end, &["、"]));
        let count = if is_all_titles { titles } else { parts.items.len() };
        let has_figures = sentence.figures.iter().any(|other| start <= other.at && other.at < comma);
        (is_enumeration && !has_figures).then_some(Found {
            count,
            items: start..comma,
            listing: Listing::All,
            cue: cue.start..cue.end,
            confidence: Confidence::Medium,
        })
    }

    /// "Foster, 34, Hart, 27, and Venn, 45": ages are no items.
    pub(super) fn without_ages(&self, parts: Parts) -> Parts {
        let is_age = |item: &Range<usize>| item.len() == 1 && self.sentence.figure_at(item.start).is_some();
        let mut kept = Parts { items: Vec::new(), ands: Vec::new() };
        for (index, item) in parts.items.into_iter().enumerate() {
            if is_age(&item) && !kept.items.is_empty() {
                continue;
            }
            if parts.ands.contains(&index) {
                kept.ands.push(kept.items.len());
            }
            kept.items.push(item);
        }
        kept
    }
}
