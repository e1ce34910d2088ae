//! One document: its paragraphs, its findings, and the table of its numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use maud::{Markup, Render as _, html};

use super::block::{Margin, Mark, Paragraph};
use super::note::{self, Numbered};
use super::table::{self, Inside, Part};
use super::{Amount, LEVELS, Row, RuleRow, chart, numbers};
use crate::document::{Block, BlockKind, Document};
use crate::lint::Audit;
use crate::number::counted;
use crate::report::position::Positions;
use crate::report::visible::on_a_page;
use crate::span::Span;
use crate::unit::Units;

/// A label that reaches over more paragraphs is marked in the first ones.
const MOST_BLOCKS: usize = 16;

/// What is needed to show a document.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) positions: &'a Positions<'a>,
    pub(super) audit: &'a Audit,
    pub(super) units: &'a Units,
    pub(super) rules: &'a BTreeMap<String, RuleRow>,
}

/// Writes the document with an index, whose findings come after those of others.
pub(super) fn write(view: &View<'_>, row: &Row, index: usize, before: usize, out: &mut String) {
    if row.amount != Amount::Line {
        markup(view, row, index, before).render_to(out);
        out.push('\n');
    }
}

fn markup(view: &View<'_>, row: &Row, index: usize, before: usize) -> Markup {
    let View { document, audit, .. } = view;
    let findings: Vec<Numbered<'_>> = audit
        .diagnostics
        .iter()
        .zip(before + 1..)
        .map(|(diagnostic, number)| Numbered { diagnostic, number })
        .collect();
    let marks = marks(view);
    let of_all = |(i, finding): &(usize, &Numbered<'_>)| finding.is_of_document() || !marks.placed[*i];
    let of_document = findings.iter().enumerate().filter(of_all).map(|(_, finding)| finding);
    let shown: BTreeMap<usize, Paragraph<'_>> = document
        .blocks()
        .iter()
        .enumerate()
        .filter(|(at, _)| row.amount == Amount::Whole || marks.blocks.contains_key(at))
        .map(|(at, block)| {
            let marks = marks.blocks.get(&at).cloned().unwrap_or_default();
            (at, Paragraph { span: block.span, marks, entries: entries_in(view, block.span) })
        })
        .collect();
    let parts = table::parts(document, |at| shown.contains_key(&at));
    let is_clean = findings.is_empty();
    html! {
        article.doc.clean[is_clean] id={ "d" (index) } {
            header {
                h2 {
                    bdi { (shown_name(&document.name)) }
                    @if let Some(record) = &row.record { " " bdi.record { (on_a_page(record)) } }
                }
                p.facts { (summary(row)) }
                (chart::ledger(&row.ledger))
                @for note in &document.notes { p.remark { (on_a_page(note)) } }
                @if row.amount == Amount::Paragraphs {
                    p.remark { "Only the paragraphs with findings are shown: the page would be too large otherwise." }
                }
            }
            div.text lang=[document.language.as_deref()] {
                @for finding in of_document { (note::markup(view, finding)) }
                @for part in parts {
                    @match part {
                        Part::Table(table) => {
                            (table::markup(&table, &Inside { view, findings: &findings, shown: &shown }))
                        }
                        Part::Block(at) => { @if let Some(paragraph) = shown.get(&at) {
                            (block(class(&document.blocks()[at], document), paragraph.markup(view, &findings, Margin::Own)))
                        } }
                    }
                }
            }
            @if row.amount == Amount::Whole && !audit.ledger.entries.is_empty() { (numbers::table(view)) }
        }
    }
}

/// What a document is called.
pub(super) fn shown_name(name: &str) -> Cow<'_, str> {
    if name == "-" { Cow::Borrowed("standard input") } else { on_a_page(name) }
}

/// `65 figures: 2 errors, 1 note`.
pub(super) fn summary(row: &Row) -> String {
    let found: Vec<String> = LEVELS
        .into_iter()
        .map(|level| (row.levels.of_level(level), level.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| counted(count, level))
        .collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{}: {found}", counted(row.figures, "figure"))
}

fn class(block: &Block, document: &Document) -> &'static str {
    match block.kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "para",
        // A PDF prints the mark of an item, which is a part of its text.
        BlockKind::ListItem if !document.slice(block.span).starts_with(char::is_alphabetic) => "item marked",
        BlockKind::ListItem => "item",
        BlockKind::TableCell => "cell",
    }
}

fn block(class: &str, inside: Markup) -> Markup {
    html! { div class={ "block " (class) } dir="auto" { (inside) } }
}

/// The marks of a document.
struct AllMarks {
    /// By the place of their paragraph.
    blocks: BTreeMap<usize, Vec<(Span, Mark)>>,
    /// Whether each finding has a paragraph to stand in.
    placed: Vec<bool>,
}

fn marks(view: &View<'_>) -> AllMarks {
    let blocks = view.document.blocks();
    let diagnostics = &view.audit.diagnostics;
    let mut marks = AllMarks { blocks: BTreeMap::new(), placed: vec![false; diagnostics.len()] };
    for (finding, diagnostic) in diagnostics.iter().enumerate() {
        for (i, label) in diagnostic.labels.iter().enumerate() {
            let first = blocks.partition_point(|block| block.span.end < label.span.start);
            let reached = blocks.iter().enumerate().skip(first).take_while(|(_, it)| it.span.start <= label.span.end);
            for (at, block) in reached.take(MOST_BLOCKS) {
                let (start, end) = (label.span.start.max(block.span.start), label.span.end.min(block.span.end));
                // The number of a finding stands once, in the paragraph where its words begin.
                let is_related = i > 0 || marks.placed[finding];
                if start == end && is_related {
                    continue;
                }
                marks.placed[finding] |= i == 0;
                let mark = Mark::new(diagnostic.level, is_related, finding);
                marks.blocks.entry(at).or_default().push((Span::new(start, end), mark));
            }
        }
    }
    marks
}

fn entries_in<'a>(view: &View<'a>, block: Span) -> &'a [crate::ledger::Entry] {
    let entries = &view.audit.ledger.entries;
    let first = entries.partition_point(|entry| entry.mention.span.start < block.start);
    let after = entries.partition_point(|entry| entry.mention.span.start < block.end);
    &entries[first..after.max(first)]
}
