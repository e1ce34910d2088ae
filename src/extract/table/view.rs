//! A table seen along its columns or along its rows, so that whatever adds up does so in
//! one piece of code.
//!
//! A *line* is what is added along: a column, whose *items* are the rows, or the other way round.

use crate::document::Document;
use crate::extract::table::sheet::{Entry, Sheet};
use crate::extract::table::words::Words;

/// Along what a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    /// Figures under each other.
    Columns,
    /// Figures beside each other.
    Rows,
}

/// What the name of a row or column says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The words, in lower case.
    pub(super) text: String,
    /// It is called a total.
    pub(super) total: bool,
    /// It is as a rule the result of what stands before it.
    pub(super) result: bool,
    /// Its figures do not add up: prices, averages, rates.
    pub(super) rate: bool,
    /// It is called the average of what stands before it.
    pub(super) mean: bool,
    /// It is a part of what stands before it.
    pub(super) inside: bool,
    /// It is taken away.
    pub(super) less: bool,
    /// It is set off against what stands before it, so that what is left follows.
    pub(super) contra: bool,
    /// So many items right before it are an amount and what is set off against it, of which it is
    /// what is left; 0 if there are none such.
    pub(super) left_of: usize,
    /// It tells how others changed.
    pub(super) change: bool,
    /// It tells shares of others.
    pub(super) share: bool,
    /// It holds a year, as the names of periods do.
    pub(super) period: bool,
    /// It is nothing but a year.
    pub(super) bare_year: bool,
    /// Its name without the words that only tell when.
    pub(super) without_edges: String,
    /// It has such words: "beginning of year", "at".
    pub(super) has_edges: bool,
}

/// A table, seen along its columns or rows.
#[derive(Debug)]
pub(super) struct View<'s> {
    sheet: &'s Sheet,
    along: Along,
    /// The names of the items, and whether something begins anew before them.
    pub(super) items: Vec<Name>,
    /// The names of the lines.
    pub(super) lines: Vec<Name>,
}

impl<'s> View<'s> {
    /// Looks along the columns or rows of a sheet.
    pub(super) fn new(sheet: &'s Sheet, along: Along, document: &Document, words: &Words) -> View<'s> {
        let rows = sheet.rows.iter().map(|row| name(row.label.map_or("", |label| document.slice(label)), words));
        let columns = sheet.columns.iter().map(|column| {
            let texts: Vec<&str> = column.headings.iter().map(|heading| document.slice(*heading)).collect();
            name(&texts.join(" "), words)
        });
        let (mut rows, columns): (Vec<Name>, Vec<Name>) = (rows.collect(), columns.collect());
        name_blanks(&mut rows, sheet);
        name_what_is_left(&mut rows, sheet);
        let (items, lines) = match along {
            Along::Columns => (rows, columns),
            Along::Rows => (columns, rows),
        };
        View { sheet, along, items, lines }
    }

    /// What stands at an item of a line.
    pub(super) fn at(&self, line: usize, item: usize) -> Entry {
        match self.along {
            Along::Columns => self.sheet.entry(item, line),
            Along::Rows => self.sheet.entry(line, item),
        }
    }

    /// Whether an item has no figures, so that it heads those after it.
    pub(super) fn is_heading(&self, item: usize) -> bool {
        self.along == Along::Columns && !self.sheet.rows[item].has_figures
    }

    /// Whether an item may be a heading, or begins after a gap, so that a sum may begin after or at it.
    pub(super) fn may_begin(&self, item: usize) -> bool {
        self.along == Along::Columns && self.sheet.rows[item].after_gap
    }

    /// Whether an item with figures may be a heading.
    pub(super) fn may_be_heading(&self, item: usize) -> bool {
        self.along == Along::Columns && self.sheet.rows[item].may_be_heading
    }

    /// What one is in steps of the finest place.
    pub(super) fn one(&self) -> i64 {
        self.sheet.one
    }

    /// Which way it is seen.
    pub(super) fn along(&self) -> Along {
        self.along
    }
}

/// A row of figures without a name, among rows with names, is as a rule the result of those
/// above it; below a heading its name is that heading.
fn name_blanks(rows: &mut [Name], sheet: &Sheet) {
    let named = rows.iter().filter(|row| !row.text.is_empty()).count();
    if 2 * named <= rows.len() {
        return;
    }
    for (name, pair) in rows.iter_mut().skip(1).zip(sheet.rows.windows(2)) {
        name.result |= name.text.is_empty() && pair[0].has_figures && pair[1].has_figures;
    }
}

/// What follows an amount and one or more rows that are set off against it ("less", "accumulated
/// depreciation") is as a rule what is left.
fn name_what_is_left(rows: &mut [Name], sheet: &Sheet) {
    let is_contra = |rows: &[Name], at: usize| rows[at].contra && sheet.rows[at].has_figures;
    let mut set_off = 0;
    for at in 1..rows.len() {
        if is_contra(rows, at) {
            set_off += 1;
            continue;
        }
        let from = at - set_off;
        if set_off > 0 && from > 0 && sheet.rows[at].has_figures && sheet.rows[from - 1].has_figures {
            rows[at].left_of = set_off + 1;
        }
        set_off = 0;
    }
}

fn name(text: &str, words: &Words) -> Name {
    // A name longer than this is a sentence.
    let text: String = text.chars().take(LONGEST_NAME).collect();
    Name {
        total: words.is_total(&text),
        result: words.is_result(&text),
        rate: words.is_rate(&text),
        mean: words.is_mean(&text),
        inside: words.is_inside(&text),
        less: words.is_less(&text),
        contra: words.is_contra(&text),
        left_of: 0,
        change: words.is_change(&text),
        share: words.is_share(&text),
        period: holds_year(&text),
        bare_year: is_bare_year(&text),
        without_edges: words.without_edges(&text),
        has_edges: words.has_edges(&text),
        text: text.to_lowercase(),
    }
}

/// More characters of a name are not looked at.
const LONGEST_NAME: usize = 200;

fn is_bare_year(text: &str) -> bool {
    let year = text.trim().trim_end_matches(':');
    year.len() == 4 && ("1900".."2100").contains(&year) && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn holds_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4 && ("1900".."2100").contains(&run))
}
