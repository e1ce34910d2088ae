//! One paragraph: its words, with figures and findings marked, and the findings after their sentences.
//!
//! Marks may overlap in any way. The text is cut wherever one begins or ends, so
//! that every piece has one look. Numbers of findings are drawn by the style and
//! are not in the text, which therefore stays what the document says.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use maud::{Markup, html};
use unicode_segmentation::UnicodeSegmentation;

use super::document::View;
use super::note::{self, Numbered};
use crate::diagnostic::Level;
use crate::ledger::Entry;
use crate::report::figures::{status_word, told};
use crate::report::visible::on_a_page;
use crate::span::Span;

/// A finding's label in a paragraph. The least of those that overlap shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    level: Reverse<Level>,
    pub(super) is_related: bool,
    /// The finding's place among those of its document.
    pub(super) finding: usize,
}

impl Mark {
    /// The mark of a label of a finding.
    pub(super) fn new(level: Level, is_related: bool, finding: usize) -> Mark {
        Mark { level: Reverse(level), is_related, finding }
    }
}

/// A paragraph and what is marked in it.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) span: Span,
    /// Marks and their places, clipped to the paragraph.
    pub(super) marks: Vec<(Span, Mark)>,
    /// The numbers in it.
    pub(super) entries: &'a [Entry],
}

/// Where the findings of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    /// Beside it.
    Own,
    /// Beside the table, for a cell has no margin.
    Table,
}

/// A stretch of the text that looks the same all over.
#[derive(Debug)]
struct Piece {
    span: Span,
    mark: Option<Mark>,
    entry: Option<usize>,
}

/// Something that is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Mark(Mark),
    Entry(usize),
}

/// Findings and where something of them stands, in the order of the text.
type Stops = Vec<(usize, usize)>;

impl Paragraph<'_> {
    /// Its words, with marks, and the findings that begin in it if they belong into its margin.
    pub(super) fn markup(&self, view: &View<'_>, findings: &[Numbered<'_>], margin: Margin) -> Markup {
        let numbers = self.numbers();
        let notes = match margin {
            Margin::Own => self.notes(view.document.slice(self.span), &numbers, findings),
            Margin::Table => Stops::new(),
        };
        let (mut number, mut note) = (0, 0);
        html! {
            @for piece in &self.pieces(&numbers, &notes) {
                (self.words(view, piece, findings))
                @for (_, finding) in reached(&numbers, &mut number, piece.span.end) { (note::number(view, &findings[*finding])) }
                @for (_, finding) in reached(&notes, &mut note, piece.span.end) {
                    (note::markup(view, &findings[*finding]))
                }
            }
        }
    }

    /// The findings that begin in it, in order.
    pub(super) fn findings(&self) -> impl Iterator<Item = usize> {
        self.numbers().into_iter().map(|(_, finding)| finding)
    }

    /// Where the numbers of findings stand: after their words.
    fn numbers(&self) -> Stops {
        let primary = self.marks.iter().filter(|(_, mark)| !mark.is_related);
        let mut stops: Stops = primary.map(|(span, mark)| (span.end, mark.finding)).collect();
        stops.sort_unstable();
        stops
    }

    /// Where the findings themselves stand: after the sentence, so that none is torn apart.
    fn notes(&self, text: &str, numbers: &Stops, findings: &[Numbered<'_>]) -> Stops {
        if numbers.is_empty() {
            return Stops::new();
        }
        let start = self.span.start;
        let ends: Vec<usize> =
            text.split_sentence_bound_indices().map(|(at, sentence)| start + at + sentence.len()).collect();
        let end_after = |at: usize| ends.get(ends.partition_point(|end| *end < at)).copied().unwrap_or(self.span.end);
        let own = numbers.iter().filter(|(_, finding)| !findings[*finding].is_of_document());
        own.map(|(at, finding)| (end_after(*at), *finding)).collect()
    }

    fn pieces(&self, numbers: &Stops, notes: &Stops) -> Vec<Piece> {
        // At one offset, what ends comes before what begins.
        let mut events: Vec<(usize, bool, Item)> = Vec::new();
        let marks = self.marks.iter().map(|(span, mark)| (*span, Item::Mark(*mark)));
        let entries = self.entries.iter().enumerate().map(|(i, entry)| (entry.mention.span, Item::Entry(i)));
        for (span, item) in marks.chain(entries).filter(|(span, _)| !span.is_empty() && self.span.contains(*span)) {
            events.extend([(span.start, true, item), (span.end, false, item)]);
        }
        events.sort_unstable();
        let stops = numbers.iter().chain(notes).map(|(at, _)| *at);
        let mut cuts: Vec<usize> = events.iter().map(|(at, ..)| *at).chain(stops).collect();
        cuts.extend([self.span.start, self.span.end]);
        cuts.sort_unstable();
        cuts.dedup();

        let (mut open, mut next) = (BTreeSet::new(), 0);
        let mut pieces: Vec<Piece> = Vec::with_capacity(cuts.len());
        for ends in cuts.windows(2) {
            while let Some((at, begins, item)) = events.get(next).filter(|(at, ..)| *at <= ends[0]) {
                debug_assert!(*at == ends[0]);
                if *begins {
                    open.insert(*item)
                } else {
                    open.remove(item)
                };
                next += 1;
            }
            let mark = open.first().and_then(|item| if let Item::Mark(mark) = item { Some(*mark) } else { None });
            let entry = open.last().and_then(|item| if let Item::Entry(entry) = item { Some(*entry) } else { None });
            pieces.push(Piece { span: Span::new(ends[0], ends[1]), mark, entry });
        }
        if pieces.is_empty() {
            pieces.push(Piece { span: self.span, mark: None, entry: None });
        }
        pieces
    }

    fn words(&self, view: &View<'_>, piece: &Piece, findings: &[Numbered<'_>]) -> Markup {
        let text = on_a_page(view.document.slice(piece.span));
        let figure = html! {
            @match piece.entry.map(|entry| &self.entries[entry]) {
                None => (text),
                Some(entry) => {
                    @let title = told(view.positions, view.units, entry);
                    span class={ "n " (status_word(entry.status)) } title=(on_a_page(&title)) { (text) }
                }
            }
        };
        html! {
            @match piece.mark {
                None => (figure),
                Some(mark) => {
                    @let finding = &findings[mark.finding];
                    @let kind = if mark.is_related { "rel" } else { "m" };
                    mark class={ (kind) " " (finding.classes(view)) } data-f=(finding.number) { (figure) }
                }
            }
        }
    }
}

/// The stops up to an offset that have not been reached before.
fn reached<'s>(stops: &'s Stops, next: &mut usize, offset: usize) -> &'s [(usize, usize)] {
    let first = *next;
    *next += stops[first..].partition_point(|(at, _)| *at <= offset);
    &stops[first..*next]
}
