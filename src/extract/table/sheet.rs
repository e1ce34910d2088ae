//! A table sorted into what is said of its figures and the figures themselves: which rows
//! are headings, which columns hold labels, and which figure stands where.

use std::collections::BTreeMap;

use crate::document::{Cell, Document, Table};
use crate::extract::table::cell::{self, Content, Figure};
use crate::extract::table::settle::{settle_notes, settle_percent_columns, settle_percent_signs};
use crate::extract::table::words::Words;
use crate::facts::{Mention, MentionId};
use crate::span::Span;

/// A table, ready for arithmetic.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) columns: Vec<Column>,
    /// Row by row, one for each column.
    entries: Vec<Entry>,
    /// What one is in steps of the finest place.
    pub(super) one: i64,
    /// The figures, by their mentions, with the values that the table gives them.
    pub(super) figures: Vec<(Figure, usize, usize)>,
    /// What stands above the figures, and the line above the table: its caption.
    pub(super) head: Option<Span>,
}

/// A row below the headings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// What it is called.
    pub(super) label: Option<Span>,
    /// Whether it has figures; a row without any is a heading of those below it.
    pub(super) has_figures: bool,
    /// Whether it may be a heading although it has figures: the source marks it as one.
    pub(super) may_be_heading: bool,
    /// Whether rows without anything stand above it.
    pub(super) after_gap: bool,
}

/// A column with figures.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// The headings above it, from the top.
    pub(super) headings: Vec<Span>,
}

/// What stands at a place of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Entry {
    /// Nothing, or words.
    #[default]
    Blank,
    /// A dash.
    Dash,
    /// Digits that are no number.
    Unreadable,
    /// A figure.
    Amount(Amount),
}

/// A figure in whole steps of the table's finest place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) mention: MentionId,
    pub(super) value: i64,
    /// What one in its last printed digit is.
    pub(super) step: i64,
    pub(super) percent: bool,
}

/// A grid may be so many times as large as the number of its cells; one that is emptier
/// is no table of figures.
const EMPTIEST: usize = 16;

/// Figures with more decimals are not added.
const MOST_DECIMALS: u32 = 9;

impl Sheet {
    /// Reads a table. The mentions are in the order of the text.
    pub(super) fn read(document: &Document, table: &Table, mentions: &[Mention], words: &Words) -> Sheet {
        let mut read = Vec::with_capacity(table.cells.len());
        for cell in &table.cells {
            read.push((*cell, content(document, cell, mentions, words)));
        }
        settle_percent_signs(&mut read);
        let labels = label_columns(&read, document);
        let body = first_row_of_figures(&read, labels);
        settle_notes(&mut read, document, body, words);
        let columns = figure_columns(&read, labels, body);
        settle_percent_columns(&mut read, &columns, body);
        let mut sheet = Sheet::default();
        let rows = rows(&read, document, body, labels);
        if columns.is_empty() || rows.len().saturating_mul(columns.len()) > EMPTIEST * read.len() + 1_000 {
            return sheet;
        }
        sheet.head = head(&read, document, body);
        sheet.columns = headings(&read, document, body, &columns);
        sheet.fill(&read, rows, &columns, body);
        sheet
    }

    /// What stands in a row and column.
    pub(super) fn entry(&self, row: usize, column: usize) -> Entry {
        self.entries.get(row * self.columns.len() + column).copied().unwrap_or_default()
    }

    fn fill(&mut self, read: &[(Cell, Content)], rows: BTreeMap<u32, Row>, columns: &BTreeMap<u32, usize>, body: u32) {
        let width = columns.len();
        self.entries = vec![Entry::Blank; rows.len() * width];
        let decimals = read.iter().filter_map(|(_, content)| match content {
            Content::Figure(figure) => Some(figure.number.value.scale().max(figure.number.decimals)),
            _ => None,
        });
        let decimals = decimals.max().unwrap_or(0).min(MOST_DECIMALS);
        self.one = 10i64.pow(decimals);
        let place: BTreeMap<u32, usize> = rows.keys().enumerate().map(|(i, row)| (*row, i)).collect();
        self.rows = rows.into_values().collect();
        let year_columns = year_columns(read, columns, body);
        for (cell, content) in read.iter().filter(|(cell, _)| cell.row >= body) {
            let (Some(row), Some(column)) = (place.get(&cell.row), columns.get(&right_edge(cell))) else { continue };
            let entry = match content {
                Content::Figure(figure) if figure.may_be_year && year_columns.contains(column) => Entry::Blank,
                Content::Figure(figure) => {
                    self.figures.push((*figure, *row, *column));
                    amount(figure, decimals).map_or(Entry::Unreadable, Entry::Amount)
                }
                Content::Dash => Entry::Dash,
                Content::Unreadable | Content::Mixed => Entry::Unreadable,
                Content::Sign | Content::Tail { .. } | Content::Text => Entry::Blank,
            };
            if let Some(slot) = self.entries.get_mut(row * width + column) {
                *slot = entry;
            }
        }
        for (row, entries) in self.rows.iter_mut().zip(self.entries.chunks_mut(width)) {
            // Headings are repeated inside a long table.
            if repeats_years(entries, decimals) {
                entries.fill(Entry::Blank);
            }
            row.has_figures = entries.iter().any(|entry| matches!(entry, Entry::Amount(_) | Entry::Dash));
        }
    }
}

/// Whether a row holds years only, each next to the one before: 2021, 2020.
fn repeats_years(entries: &[Entry], decimals: u32) -> bool {
    let Some(one) = 10i64.checked_pow(decimals) else { return false };
    let years: Vec<i64> =
        entries.iter().filter(|entry| **entry != Entry::Blank).map(|entry| entry.value() / one).collect();
    let are_years = years.iter().all(|year| (1950..2100).contains(year));
    years.len() > 1 && are_years && years.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= 1)
}

impl Entry {
    /// The figure, if there is one.
    pub(super) fn amount(self) -> Option<Amount> {
        match self {
            Entry::Amount(amount) => Some(amount),
            Entry::Blank | Entry::Dash | Entry::Unreadable => None,
        }
    }

    /// What it adds: nothing where there is no figure.
    pub(super) fn value(self) -> i64 {
        self.amount().map_or(0, |amount| amount.value)
    }
}

/// A figure in steps of the finest place; `None` where it does not fit.
fn amount(figure: &Figure, decimals: u32) -> Option<Amount> {
    let steps = |value: rust_decimal::Decimal| {
        let value = value.normalize();
        let up = decimals.checked_sub(value.scale())?;
        i64::try_from(value.mantissa().checked_mul(10i128.checked_pow(up)?)?).ok()
    };
    let (value, step) = (steps(figure.number.value)?, steps(figure.number.step)?.max(1));
    Some(Amount { mention: MentionId(figure.mention), value, step, percent: figure.percent })
}

fn content(document: &Document, cell: &Cell, mentions: &[Mention], words: &Words) -> Content {
    let blocks = &document.blocks()[cell.blocks()];
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Content::Text };
    let span = Span::new(first.span.start, last.span.end);
    let from = mentions.partition_point(|mention| mention.digits.start < span.start);
    let count = mentions[from..].iter().take(MOST_MENTIONS).take_while(|it| it.digits.start < span.end).count();
    if span.len() > LONGEST_FIGURE {
        return Content::Text;
    }
    cell::read(document.slice(span), span.start, &mentions[from..from + count], from, &words.nothing)
}

/// A cell with more figures than this is text.
const MOST_MENTIONS: usize = 4;

/// A longer cell is text.
const LONGEST_FIGURE: usize = 60;

/// The last column that a cell covers.
pub(super) fn right_edge(cell: &Cell) -> u32 {
    cell.column + u32::from(cell.column_span) - 1
}

/// How many columns on the left hold labels. The first does unless all in it are amounts; so
/// do those after it that hold words only.
fn label_columns(read: &[(Cell, Content)], document: &Document) -> u32 {
    let first_column = || read.iter().filter(|(cell, _)| cell.column == 0);
    let is_amount = |content: &Content| matches!(content, Content::Figure(figure) if !figure.may_be_year);
    let top = read.first().map(|(cell, _)| cell.row);
    let below: Vec<&Content> =
        first_column().filter(|(cell, _)| Some(cell.row) != top).map(|(_, content)| content).collect();
    let has_top = first_column().any(|(cell, _)| Some(cell.row) == top);
    let are_amounts = !below.is_empty() && below.iter().all(|content| is_amount(content));
    if has_top && are_amounts && !counts_up(&below) && !is_blank_heading(read, document) {
        return 0;
    }
    let mut columns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (cell, content) in read.iter().filter(|(cell, _)| cell.column > 0) {
        let (words, figures) = columns.entry(right_edge(cell)).or_default();
        match content {
            Content::Text | Content::Mixed => *words += 1,
            Content::Figure(figure) if !figure.may_be_year => *figures += 1,
            Content::Figure(_) | Content::Dash | Content::Unreadable | Content::Sign | Content::Tail { .. } => {}
        }
    }
    // Words and no figure, in a column right of the labels: labels too.
    let mut labels = 1;
    while let Some((words, 0)) = columns.get(&labels)
        && *words > 2
    {
        labels += 1;
    }
    labels
}

fn is_blank_heading(read: &[(Cell, Content)], document: &Document) -> bool {
    read.first().is_some_and(|(cell, _)| cell.column > 0 || document.blocks()[cell.blocks().start].span.is_empty())
}

/// Whether figures are the numbers of the rows: 1, 2, 3 …
fn counts_up(contents: &[&Content]) -> bool {
    let value = |content: &Content| match content {
        Content::Figure(figure) if figure.number.decimals == 0 => i64::try_from(figure.number.value.mantissa()).ok(),
        _ => None,
    };
    let values: Option<Vec<i64>> = contents.iter().map(|content| value(content)).collect();
    values.is_some_and(|values| values.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// The first row with a figure that is no year, outside the labels. One figure alone that could
/// be a year is none below a heading of its column, beside a label.
fn first_row_of_figures(read: &[(Cell, Content)], labels: u32) -> u32 {
    let mut headed = std::collections::BTreeSet::new();
    for row in read.chunk_by(|(one, _), (other, _)| one.row == other.row) {
        let figures: Vec<&(Cell, Content)> = row.iter().filter(|(cell, _)| cell.column >= labels).collect();
        let is_data = |(_, content): &&(Cell, Content)| match content {
            Content::Figure(figure) => !figure.may_be_year,
            Content::Dash | Content::Unreadable => true,
            Content::Sign | Content::Tail { .. } | Content::Text | Content::Mixed => false,
        };
        let has_label = row.iter().any(|(cell, _)| cell.column < labels);
        let is_lone = match figures.as_slice() {
            [(cell, Content::Figure(_))] => has_label && !cell.is_header && headed.contains(&right_edge(cell)),
            _ => false,
        };
        if is_lone || figures.iter().copied().any(|it| is_data(&it)) {
            return row.first().map_or(u32::MAX, |(cell, _)| cell.row);
        }
        headed.extend(figures.iter().map(|(cell, _)| right_edge(cell)));
    }
    u32::MAX
}

/// The columns that hold figures, by their right edges: a figure whose sign of money has a
/// cell of its own ends where one without a sign does.
fn figure_columns(read: &[(Cell, Content)], labels: u32, body: u32) -> BTreeMap<u32, usize> {
    let figures = read.iter().filter(|(cell, content)| {
        let is_figure = matches!(content, Content::Figure(_) | Content::Unreadable);
        cell.row >= body && cell.column >= labels && is_figure
    });
    let edges: std::collections::BTreeSet<u32> = figures.map(|(cell, _)| right_edge(cell)).collect();
    edges.into_iter().enumerate().map(|(i, edge)| (edge, i)).collect()
}

/// Columns in which every figure could be a year.
fn year_columns(read: &[(Cell, Content)], columns: &BTreeMap<u32, usize>, body: u32) -> Vec<usize> {
    let mut others = vec![0usize; columns.len()];
    for (cell, content) in read.iter().filter(|(cell, _)| cell.row >= body) {
        if let (Some(column), Content::Figure(figure)) = (columns.get(&right_edge(cell)), content) {
            others[*column] += usize::from(!figure.may_be_year);
        }
    }
    (0..others.len()).filter(|column| others[*column] == 0).collect()
}

/// The rows from the first with figures on, by their places in the source. The row right above
/// may be a heading of theirs: "Current assets:".
fn rows(read: &[(Cell, Content)], document: &Document, body: u32, labels: u32) -> BTreeMap<u32, Row> {
    let above = read.iter().take_while(|(cell, _)| cell.row < body);
    let is_headed = above.filter(|(cell, _)| cell.row + 1 == body).all(|(cell, _)| cell.column < labels);
    let first = if is_headed { body.saturating_sub(1) } else { body };
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut last = None;
    for (cell, content) in read.iter().filter(|(cell, _)| cell.row >= first) {
        let after_gap = last.is_some_and(|last| cell.row > last + 1);
        last = Some(cell.row);
        let unread = Row { label: None, has_figures: false, may_be_heading: true, after_gap };
        let row = rows.entry(cell.row).or_insert(unread);
        row.may_be_heading &= cell.is_header;
        if cell.column < labels || (matches!(content, Content::Text | Content::Mixed) && row.label.is_none()) {
            let block = |i: usize| document.blocks()[i].span;
            let span = block(cell.blocks().start).hull(block(cell.blocks().end.saturating_sub(1)));
            row.label = Some(row.label.map_or(span, |label| label.hull(span)));
        }
    }
    rows
}

/// The headings above each column: cells of the rows above the figures that cover it; one that
/// covers none belongs to the next column on its right, whose sign of money it stands above.
fn headings(read: &[(Cell, Content)], document: &Document, body: u32, columns: &BTreeMap<u32, usize>) -> Vec<Column> {
    let mut headings = vec![Column::default(); columns.len()];
    let above: Vec<&Cell> =
        read.iter().map(|(cell, _)| cell).take_while(|cell| cell.row < body).take(MOST_HEADINGS).collect();
    let last_row = above.last().map_or(0, |cell| cell.row);
    for (i, cell) in above.iter().enumerate().filter(|(_, cell)| cell.column > 0 || cell.column_span > 1) {
        let span = document.blocks()[cell.blocks().start].span;
        let next = above.get(i + 1).filter(|next| next.row == cell.row).map(|next| next.column);
        // Where cells cannot span, a heading of several columns stands above the first of them.
        let end = match next {
            _ if cell.row == last_row || cell.column_span > 1 => right_edge(cell),
            Some(next) => next.saturating_sub(1).max(right_edge(cell)),
            None => u32::MAX,
        };
        let mut covered: Vec<usize> = columns.range(cell.column..=end).map(|(_, i)| *i).take(MOST_COVERED).collect();
        if covered.is_empty() {
            covered.extend(columns.range(cell.column..).next().map(|(_, i)| *i));
        }
        for column in covered {
            headings[column].headings.push(span);
        }
    }
    headings
}

/// The cells above the figures, with a short line right above the table.
fn head(read: &[(Cell, Content)], document: &Document, body: u32) -> Option<Span> {
    let blocks = document.blocks();
    let first = read.first()?.0.blocks().start;
    let above = read.iter().map(|(cell, _)| cell).take_while(|cell| cell.row < body).take(MOST_HEADINGS).last();
    let start = blocks[first].span.start;
    let end = above.map_or(start, |cell| blocks[cell.blocks().start].span.end);
    let caption = first.checked_sub(1).map(|before| blocks[before].span).filter(|line| line.len() <= LONGEST_CAPTION);
    let start = caption.map_or(start, |caption| caption.start.min(start));
    (start <= end).then(|| Span::new(start, end))
}

/// A longer line above a table is a paragraph.
const LONGEST_CAPTION: usize = 200;

/// No more headings than this are looked at in a table.
const MOST_HEADINGS: usize = 4_000;

/// A heading names no more columns than this.
const MOST_COVERED: usize = 64;
