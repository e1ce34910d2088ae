//! The order of a document's blocks, and its tables as tables.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::block::{Margin, Paragraph};
use super::document::View;
use super::note::{self, Numbered};
use crate::document::{Cell, Document, Table};

/// The cells of a table that are shown, by row.
type Rows<'d> = BTreeMap<u32, Vec<&'d Cell>>;

/// A part of a document.
#[derive(Debug)]
pub(super) enum Part<'d> {
    /// A block outside of tables, by its place.
    Block(usize),
    /// The cells of a table that are shown, by row.
    Table(Rows<'d>),
}

/// What is shown of a document, in its order. Every block is in one part.
pub(super) fn parts(document: &Document, is_shown: impl Fn(usize) -> bool) -> Vec<Part<'_>> {
    let reach = |table: &Table| {
        let blocks = || table.cells.iter().map(Cell::blocks);
        Some((blocks().map(|it| it.start).min()?, blocks().map(|it| it.end).max()?))
    };
    let mut tables: Vec<_> = document.tables().iter().filter_map(|table| Some((reach(table)?, table))).collect();
    tables.sort_by_key(|((first, end), _)| (*first, Reverse(*end)));
    let mut parts = Vec::new();
    let mut next = 0;
    for ((first, end), table) in tables {
        // A table inside of a cell is shown as what is in the cell.
        if first < next {
            continue;
        }
        let mut rows = Rows::new();
        let mut at = next;
        for cell in &table.cells {
            // A caption may stand between cells.
            parts.extend((at..cell.blocks().start).filter(|at| is_shown(*at)).map(Part::Block));
            at = at.max(cell.blocks().end);
            if cell.blocks().any(&is_shown) {
                rows.entry(cell.row).or_default().push(cell);
            }
        }
        if !rows.is_empty() {
            parts.push(Part::Table(rows));
        }
        next = end;
    }
    parts.extend((next..document.blocks().len()).filter(|at| is_shown(*at)).map(Part::Block));
    parts
}

/// A table of more rows has its findings below their rows: beside it they would be far away.
const LONG: usize = 12;

/// A table of more columns takes the room of the margin.
const BROAD: u32 = 6;

/// A cell of so many characters is one line.
const SHORT: usize = 28;

/// What the cells of a table show.
#[derive(Debug)]
pub(super) struct Inside<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) findings: &'a [Numbered<'a>],
    pub(super) shown: &'a BTreeMap<usize, Paragraph<'a>>,
}

/// A table and its findings. Empty cells are made up for, so that columns stand below each other.
pub(super) fn markup(rows: &Rows<'_>, inside: &Inside<'_>) -> Markup {
    let columns = rows.values().flatten().map(|cell| end(cell)).max().unwrap_or_default();
    let is_broad = columns > BROAD;
    let notes_below = is_broad || rows.len() > LONG;
    let of_figures = inside.columns_of_figures(rows);
    html! {
        @if !notes_below { @for cells in rows.values() { (inside.notes(cells)) } }
        div.wide.broad[is_broad] tabindex="0" role="region" aria-label="table" {
            table.grid {
                @for cells in rows.values() {
                    tr {
                        @for (i, cell) in cells.iter().enumerate() {
                            @let before = i.checked_sub(1).map_or(0, |i| end(cells[i]));
                            @let empty = cell.column.saturating_sub(before);
                            @if empty > 0 { td colspan=(empty) {} }
                            td.is-header[cell.is_header].is-figure[of_figures.contains(&cell.column)].is-short[inside.is_short(cell)]
                                colspan=[(cell.column_span > 1).then_some(cell.column_span)] {
                                @for paragraph in inside.paragraphs(cell) {
                                    div.block dir="auto" { (paragraph.markup(inside.view, inside.findings, Margin::Table)) }
                                }
                            }
                        }
                    }
                    @if notes_below && inside.has_findings(cells) {
                        tr.told-of { td colspan=(columns) { div.below { (inside.notes(cells)) } } }
                    }
                }
            }
        }
    }
}

impl<'a> Inside<'a> {
    fn paragraphs(&self, cell: &Cell) -> impl Iterator<Item = &'a Paragraph<'a>> {
        cell.blocks().filter_map(|at| self.shown.get(&at))
    }

    fn text(&self, cell: &Cell) -> &'a str {
        self.paragraphs(cell).next().map_or("", |paragraph| self.view.document.slice(paragraph.span).trim())
    }

    fn is_short(&self, cell: &Cell) -> bool {
        self.text(cell).chars().nth(SHORT).is_none()
    }

    /// The columns in which at least every other cell is a figure, without the first, which names the rows.
    fn columns_of_figures(&self, rows: &Rows<'_>) -> BTreeSet<u32> {
        let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        // The first row names the columns.
        for cell in rows.values().skip(1).flatten().filter(|cell| cell.column > 0 && cell.column_span == 1) {
            let text = self.text(cell);
            let is_figure = text.contains(|c: char| c.is_numeric()) && !text.contains(char::is_alphabetic);
            let (figures, all) = counts.entry(cell.column).or_default();
            *figures += usize::from(is_figure);
            *all += usize::from(!text.is_empty());
        }
        counts.into_iter().filter(|(_, (figures, all))| 0 < *figures && *all <= figures * 2).map(|(at, _)| at).collect()
    }

    fn findings(&self, cells: &[&Cell]) -> Vec<&'a Numbered<'a>> {
        let paragraphs = cells.iter().flat_map(|cell| self.paragraphs(cell));
        let findings = paragraphs.flat_map(Paragraph::findings).map(|finding| &self.findings[finding]);
        findings.filter(|finding| !finding.is_of_document()).collect()
    }

    fn has_findings(&self, cells: &[&Cell]) -> bool {
        !self.findings(cells).is_empty()
    }

    fn notes(&self, cells: &[&Cell]) -> Markup {
        html! { @for finding in self.findings(cells) { (note::markup(self.view, finding)) } }
    }
}

/// The column after a cell.
fn end(cell: &Cell) -> u32 {
    cell.column.saturating_add(u32::from(cell.column_span))
}
