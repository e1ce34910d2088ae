//! Figures of the text that name a row and a column of a table: "Revenue was 757 million in 2024".
//!
//! The name of the row stands word for word in the sentence, right before the figure but for
//! words such as "was" and the year; only one row of all tables has it, and only one of its
//! columns has the year of the sentence. Whatever else stands there, nothing is said.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rust_decimal::Decimal;

use crate::bounds::{Bounds, Fraction};
use crate::document::BlockKind;
use crate::extract::table::sheet::{Amount, Sheet};
use crate::extract::table::words::{Words, folded, is_ideograph};
use crate::facts::{Facts, Label, Line, Mention, MentionId, Reading, Same};
use crate::number::Reach;
use crate::span::Span;

/// A figure of the text and the one of a table that it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) same: Same,
    /// The row.
    pub(super) row: Line,
}

/// The figures of the text that name a cell.
pub(super) fn told(facts: &Facts<'_>, sheets: &[Sheet], words: &Words) -> Vec<Told> {
    let mut told = Vec::new();
    let rows = named_rows(facts, sheets, words);
    let names: Vec<&String> = rows.keys().collect();
    if names.is_empty() {
        return told;
    }
    let search =
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(&names);
    let Ok(search) = search else { return told };
    for sentence in &facts.sentences {
        let Some(block) = facts.block_at(sentence.start) else { continue };
        let kind = facts.document.blocks()[block].kind;
        if kind == BlockKind::TableCell || kind == BlockKind::Heading || sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let text = facts.text(*sentence);
        if words.is_elsewhere(text) {
            continue;
        }
        for found in search.find_iter(text) {
            let name = Span::new(found.start(), found.end()).shifted(sentence.start);
            let Some(row) = rows.get(names[found.pattern().as_usize()]).copied() else { continue };
            let is_name = is_apart(text, found.start(), found.end()) || is_ideographic(&text[found.range()]);
            if is_name && words.is_bare(&text[..found.start()]) {
                told.extend(cell_named(facts, sheets, words, (*sentence, name), row));
            }
        }
    }
    told
}

/// Longer sentences are lists or logs.
const LONGEST_SENTENCE: usize = 600;
/// No more rows are looked for in the text.
const MOST_NAMES: usize = 20_000;
/// A shorter name is a word of any sentence.
const SHORTEST_NAME: usize = 5;

/// The rows that are alone in having their name.
fn named_rows(facts: &Facts<'_>, sheets: &[Sheet], words: &Words) -> HashMap<String, Line> {
    let mut rows: HashMap<String, Option<Line>> = HashMap::new();
    for (table, sheet) in sheets.iter().enumerate() {
        for (index, row) in sheet.rows.iter().enumerate().filter(|(_, row)| row.has_figures) {
            let Some(label) = row.label.map(|label| folded(facts.text(label))) else { continue };
            // A margin in percent is one figure, as an amount is; a price may be that of anything.
            let is_rate = words.is_rate(&label) && !is_of_percentages(sheet, index);
            let is_name = label.len() >= SHORTEST_NAME && !is_rate && !words.is_inside(&label);
            if is_name && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '&')) {
                let line = Line { table, index };
                rows.entry(label).and_modify(|it| *it = None).or_insert(Some(line));
            }
        }
    }
    if rows.len() > MOST_NAMES {
        return HashMap::new();
    }
    rows.into_iter().filter_map(|(name, line)| Some((name, line?))).collect()
}

/// Whether the figures of a row are percentages.
fn is_of_percentages(sheet: &Sheet, row: usize) -> bool {
    (0..sheet.columns.len()).filter_map(|column| sheet.entry(row, column).amount()).all(|amount| amount.percent)
}

/// Whether a name is no part of a longer word.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '/')
}

/// Whether a name is written without blanks around it.
fn is_ideographic(name: &str) -> bool {
    name.chars().all(is_ideograph)
}

/// The cell that a sentence names, and the figure that it gives for it.
fn cell_named(
    facts: &Facts<'_>,
    sheets: &[Sheet],
    words: &Words,
    (sentence, name): (Span, Span),
    row: Line,
) -> Option<Told> {
    let (id, mention) = facts.mentions_in(Span::new(name.end, sentence.end)).find(|(_, it)| it.number().is_some())?;
    let between = facts.text(Span::new(name.end, mention.span.start));
    let is_next = between.is_empty() && is_ideographic(facts.text(name));
    if !is_next && !words.is_stated(between) {
        return None;
    }
    let sheet = sheets.get(row.table)?;
    let column = column_of(facts, sheet, years(facts, sentence)?)?;
    let cell = sheet.entry(row.index, column).amount()?;
    let is_percent = mention.unit.is_some_and(|unit| facts.lexicons.units.get(unit).dimension == "fraction");
    if cell.percent != is_percent || !(is_percent || is_of_one_kind(facts, mention, cell)) {
        return None;
    }
    let scales = scales(facts, sheet, (row, mention), words, is_percent);
    let in_row = (0..sheet.columns.len()).filter_map(|column| sheet.entry(row.index, column).amount());
    let is_here = |amount: Amount| amount.percent == is_percent && scale_of(facts, mention, amount, &scales).is_some();
    let scale = scale_of(facts, mention, cell, &scales);
    if scale.is_none() && in_row.into_iter().any(is_here) {
        return None;
    }
    // The right digits with another magnitude than the table says are a contradiction too.
    let is_misscaled = || scale_of(facts, mention, cell, &fractions(&SCALES)).and_then(|_| scales.first().copied());
    let scale = scale.or_else(|| nearest_scale(facts, mention, cell, &scales)).or_else(is_misscaled)?;
    Some(Told { same: Same { text: id, cell: cell.mention, scale }, row })
}

/// Two amounts of money, or two of something else.
fn is_of_one_kind(facts: &Facts<'_>, mention: &Mention, cell: Amount) -> bool {
    let is_money =
        |mention: &Mention| mention.unit.map(|unit| facts.lexicons.units.get(unit).dimension.starts_with("currency"));
    let cell = is_money(facts.mention(cell.mention));
    let text = is_money(mention);
    text != Some(false) && cell != Some(false)
}

/// The one year that a sentence names; none at all is `Some(None)`, several are `None`.
fn years<'f>(facts: &'f Facts<'_>, sentence: Span) -> Option<Option<&'f str>> {
    let is_year = |mention: &&Mention| matches!(mention.reading, Reading::NotAQuantity(Label::Year | Label::Date));
    let dates = facts.mentions_in(sentence).map(|(_, mention)| mention).filter(is_year);
    let mut years = dates.filter_map(|mention| year_in(facts.text(mention.span)));
    let first = years.next();
    years.all(|year| Some(year) == first).then_some(first)
}

fn year_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 4)
}

/// The only column whose headings hold the year; the only column if there is no year.
fn column_of(facts: &Facts<'_>, sheet: &Sheet, year: Option<&str>) -> Option<usize> {
    let named = |column: &usize| {
        let headings = &sheet.columns[*column].headings;
        year.is_none_or(|year| headings.iter().any(|heading| year_in(facts.text(*heading)) == Some(year)))
    };
    let mut columns = (0..sheet.columns.len()).filter(named);
    let only = columns.next()?;
    columns.next().is_none().then_some(only)
}

/// What a cell may count in: what the table says of all its figures, or anything. A bare figure
/// of the text may be the one of the table as it stands.
fn scales(
    facts: &Facts<'_>,
    sheet: &Sheet,
    (row, mention): (Line, &Mention),
    words: &Words,
    is_percent: bool,
) -> Vec<Fraction> {
    if is_percent {
        return fractions(&[1]);
    }
    let label = sheet.rows.get(row.index).and_then(|row| row.label).map_or("", |label| facts.text(label));
    let is_bare = mention.unit.is_none();
    match sheet.head.and_then(|head| words.scale(facts.text(head))).filter(|_| words.scale(label).is_none()) {
        Some(scale) if is_bare => fractions(&[scale, 1]),
        Some(scale) => fractions(&[scale]),
        None => fractions(&SCALES),
    }
}

/// What a table may count in.
const SCALES: [u64; 6] = [1, 1_000, 10_000, 1_000_000, 100_000_000, 1_000_000_000];

/// The scale in which a cell may be the figure of the text.
fn scale_of(facts: &Facts<'_>, mention: &Mention, cell: Amount, scales: &[Fraction]) -> Option<Fraction> {
    let stated = mention.number()?.bounds(Reach::Widest)?;
    let is_scale = |scale: &Fraction| scaled(facts, cell.mention, *scale).is_some_and(|cell| cell.may_equal(stated));
    scales.iter().copied().find(is_scale)
}

/// The scale in which a cell is less than twice the figure of the text, and more than half of it.
fn nearest_scale(facts: &Facts<'_>, mention: &Mention, cell: Amount, scales: &[Fraction]) -> Option<Fraction> {
    let value = Bounds::exactly(mention.number()?.value);
    let near = value.times(Fraction::parse("1/2")?)?.hull(value.times(Fraction::parse("2")?)?);
    let is_near = |scale: &Fraction| scaled(facts, cell.mention, *scale).is_some_and(|cell| cell.may_equal(near));
    scales.iter().copied().find(is_near)
}

fn fractions(scales: &[u64]) -> Vec<Fraction> {
    scales.iter().filter_map(|scale| Fraction::of(Decimal::from(*scale))).collect()
}

/// Every value that a cell may stand for in a scale.
fn scaled(facts: &Facts<'_>, cell: MentionId, scale: Fraction) -> Option<Bounds> {
    facts.mention(cell).number()?.bounds(Reach::Usual)?.times(scale)
}
