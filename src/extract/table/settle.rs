//! What the neighbours of a figure make of it: a percentage, or the number of a note.

use std::collections::BTreeMap;

use crate::document::{Cell, Document};
use crate::extract::table::cell::Content;
use crate::extract::table::sheet::right_edge;
use crate::extract::table::words::Words;

/// "12" beside "%" is a percentage.
pub(super) fn settle_percent_signs(read: &mut [(Cell, Content)]) {
    for i in 1..read.len() {
        let (before, after) = read.split_at_mut(i);
        if let (Some((one, Content::Figure(figure))), Some((other, Content::Tail { percent: true }))) =
            (before.last_mut(), after.first())
            && one.row == other.row
        {
            figure.percent = true;
        }
    }
}

/// A column whose first and last figures are percentages holds nothing else: the sign is
/// printed once above and once below.
pub(super) fn settle_percent_columns(read: &mut [(Cell, Content)], columns: &BTreeMap<u32, usize>, body: u32) {
    let mut ends: BTreeMap<u32, (bool, bool, usize)> = BTreeMap::new();
    for (cell, content) in read.iter().filter(|(cell, _)| cell.row >= body) {
        if let Content::Figure(figure) = content
            && columns.contains_key(&right_edge(cell))
        {
            let (_, last, percents) = ends.entry(right_edge(cell)).or_insert((figure.percent, false, 0));
            *last = figure.percent;
            *percents += usize::from(figure.percent);
        }
    }
    ends.retain(|_, (first, last, percents)| *first && *last && *percents > 1);
    for (cell, content) in read.iter_mut().filter(|(cell, _)| cell.row >= body) {
        if let Content::Figure(figure) = content
            && ends.contains_key(&right_edge(cell))
        {
            figure.percent = true;
        }
    }
}

/// The numbers of notes are no figures of their rows.
pub(super) fn settle_notes(read: &mut [(Cell, Content)], document: &Document, body: u32, words: &Words) {
    let is_note = |(cell, content): &&(Cell, Content)| {
        let is_name = *content == Content::Text;
        is_name && words.is_note(document.slice(document.blocks()[cell.blocks().start].span))
    };
    let above = read.iter().take_while(|(cell, _)| cell.row < body);
    let notes: Vec<_> =
        above.filter(is_note).map(|(cell, _)| cell.column..=right_edge(cell)).take(MOST_NOTES).collect();
    let is_below = |cell: &Cell| cell.row >= body && notes.iter().any(|note| note.contains(&right_edge(cell)));
    for (_, content) in read.iter_mut().filter(|(cell, _)| is_below(cell)) {
        if matches!(content, Content::Figure(_) | Content::Mixed | Content::Unreadable) {
            *content = Content::Text;
        }
    }
}

/// No more columns hold numbers of notes.
const MOST_NOTES: usize = 8;
