//! The order of a document's blocks, and its tables as tables.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::document::{Cell, Document, Table};

/// A part of a document.
#[derive(Debug)]
pub(super) enum Part<'d> {
    /// A block outside of tables, by its place.
    Block(usize),
    /// The cells of a table that are shown, by row.
    Table(BTreeMap<u32, Vec<&'d Cell>>),
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
        let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
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

/// A table. Empty cells are made up for, so that columns stand below each other.
pub(super) fn markup(rows: &BTreeMap<u32, Vec<&Cell>>, inside: impl Fn(usize) -> Option<Markup>) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label="table" {
            table.grid {
                @for cells in rows.values() {
                    tr {
                        @for (i, cell) in cells.iter().enumerate() {
                            @let before = i.checked_sub(1).map_or(0, |i| end(cells[i]));
                            @let empty = cell.column.saturating_sub(before);
                            @if empty > 0 { td colspan=(empty) {} }
                            td.is-header[cell.is_header] colspan=[(cell.column_span > 1).then_some(cell.column_span)] {
                                @for at in cell.blocks() { @if let Some(block) = inside(at) { div.block dir="auto" { (block) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The blocks in a table.
pub(super) fn blocks(rows: &BTreeMap<u32, Vec<&Cell>>) -> impl Iterator<Item = usize> {
    rows.values().flatten().flat_map(|cell| cell.blocks())
}

/// The column after a cell.
fn end(cell: &Cell) -> u32 {
    cell.column.saturating_add(u32::from(cell.column_span))
}
