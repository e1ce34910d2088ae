//! The few words of the source around each label, cut to the width of the terminal.
//!
//! Prose has long lines: a paragraph of 1,900 characters is one. Labels that
//! stand close together on a line share an excerpt; a far one gets its own.
//! Cutting looks at no more of the source than it shows.

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Label;
use crate::report::position::Positions;
use crate::report::visible::{on_one_line, stand_in, width_of, wrap};
use crate::span::Span;

/// So many columns of context are kept on each side of labels that share an excerpt.
const CONTEXT: usize = 12;

/// The drawing between an underline and its text: `╰── `.
const BRANCH: usize = 4;

/// A label's text is never wrapped into fewer columns.
const LEAST_TEXT: usize = 16;

/// So many bytes at most are left out so that no word is cut.
const LONGEST_WORD: usize = 24;

/// A piece of one line of the source, as it is printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What is printed: no tab, line end or control character is in it.
    pub(super) text: String,
    /// The line of the file, from 1.
    pub(super) line: usize,
    /// Where it is in a file that has no lines.
    pub(super) place: Option<String>,
    /// What is underlined, from left to right; nothing overlaps.
    pub(super) marks: Vec<Mark>,
}

/// Underlined words of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where in the excerpt's text.
    pub(super) span: Span,
    /// Which character of the file's line comes first, from 1.
    pub(super) column: usize,
    /// Whether this is the place that is most to blame.
    pub(super) is_primary: bool,
    /// What they are, in lines that fit; empty where the message says it all.
    pub(super) text: String,
}

/// How much room there is, and how a cut is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The columns of the terminal.
    pub(super) width: usize,
    /// What stands where something was left out.
    pub(super) ellipsis: &'static str,
}

/// A label's place in the source.
#[derive(Debug)]
struct Spot {
    source: Span,
    is_primary: bool,
    text: String,
}

/// The excerpts that show all labels: first the one with the first label, then in the order of the source.
pub(super) fn excerpts(positions: &Positions<'_>, labels: &[Label], room: Room) -> Vec<Excerpt> {
    let mut groups = groups(positions, labels, room);
    // Stable, so the others stay in order.
    groups.sort_by_key(|group| !group.iter().any(|spot| spot.is_primary));
    groups.into_iter().map(|group| excerpt(positions, group, room)).collect()
}

fn groups(positions: &Positions<'_>, labels: &[Label], room: Room) -> Vec<Vec<Spot>> {
    let text = &positions.document().source().text;
    let mut spots: Vec<Spot> = labels
        .iter()
        .enumerate()
        .map(|(i, label)| Spot {
            source: positions.document().source_span(label.span),
            is_primary: i == 0,
            text: on_one_line(&label.text).into_owned(),
        })
        .collect();
    spots.sort_by_key(|spot| (spot.source, !spot.is_primary));
    let mut groups: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        let Some(group) = groups.last_mut() else {
            groups.push(vec![spot]);
            continue;
        };
        let (first, last) = (group[0].source, group[group.len() - 1].source);
        if last == spot.source {
            // Two things are said of the same words.
            let texts = [std::mem::take(&mut group.last_mut().expect("a group has a spot").text), spot.text];
            let said = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
            group.last_mut().expect("a group has a spot").text = said;
            continue;
        }
        let (line, bounds) = positions.line_around(first.start);
        let columns = columns(line, room).saturating_sub(2 * CONTEXT);
        let is_near = last.end <= spot.source.start
            && spot.source.end <= bounds.end
            && fits(&text[first.start..spot.source.end], columns);
        if is_near {
            group.push(spot);
        } else {
            groups.push(vec![spot]);
        }
    }
    groups
}

/// The columns that are left for the text after the line number: ` 12 │ `.
fn columns(line: usize, room: Room) -> usize {
    room.width.saturating_sub(line.to_string().len() + 4).max(2 * LEAST_TEXT)
}

fn excerpt(positions: &Positions<'_>, group: Vec<Spot>, room: Room) -> Excerpt {
    let source = &positions.document().source().text;
    let hull = group[0].source.hull(group[group.len() - 1].source);
    let (line, bounds) = positions.line_around(hull.start);
    let columns = columns(line, room);
    let bounds = Span::new(bounds.start, positions.line_around(hull.end).1.end).hull(hull);
    let kept = cut(source, bounds, hull, &group, columns - 2 * room.ellipsis.width());

    let mut text = String::new();
    if bounds.start < kept.start {
        text.push_str(room.ellipsis);
    }
    let starts = copy(source, kept, &mut text);
    let at = |offset: usize| starts[starts.partition_point(|(from, _)| *from < offset).min(starts.len() - 1)].1;
    let spans: Vec<Span> = group.iter().map(|spot| Span::new(at(spot.source.start), at(spot.source.end))).collect();
    if kept.end < bounds.end {
        text.push_str(room.ellipsis);
    } else if spans.iter().any(|span| span.is_empty() && span.end == text.len()) {
        // Something has to be there for an arrow to point at.
        text.push(' ');
    }
    let marks = group.into_iter().zip(spans).map(|(spot, span)| {
        let middle = text[..span.start].width() + text[span.range()].width() / 2;
        let left = columns.saturating_sub(middle + BRANCH).max(LEAST_TEXT);
        Mark {
            span,
            column: positions.place_in_source(spot.source).column,
            is_primary: spot.is_primary,
            text: wrap(&spot.text, left).join("\n"),
        }
    });
    let place = positions.name_in_layout(hull);
    Excerpt { marks: marks.collect(), text, line, place }
}

/// Which bytes of the source are shown: all of a line that fits, otherwise words around the hull of the labels.
fn cut(source: &str, bounds: Span, hull: Span, group: &[Spot], columns: usize) -> Span {
    let hull = Span::new(hull.start, hull.start + prefix(&source[hull.range()], columns).0);
    let spare = columns - prefix(&source[hull.range()], columns).1;
    let before = suffix(&source[bounds.start..hull.start], spare);
    let after = prefix(&source[hull.end..bounds.end], spare);
    // Half of what is spare for each side, and what one side does not need for the other.
    let left = before.1.min((spare / 2).max(spare - after.1));
    // A long text under the labels needs room at the right.
    let most = group.iter().map(|spot| {
        let end = spot.source.end.min(hull.end).max(hull.start);
        let used = prefix(&source[hull.start..end], columns).1 + BRANCH + spot.text.width();
        columns.saturating_sub(used)
    });
    let left = left.min(most.min().unwrap_or(left).max(CONTEXT));
    let start = hull.start - suffix(&source[bounds.start..hull.start], left).0;
    let end = hull.end + prefix(&source[hull.end..bounds.end], spare - left).0;
    let is_blank = |text: Option<char>| text.is_some_and(char::is_whitespace);
    Span::new(
        match start == bounds.start || is_blank(source[..start].chars().next_back()) {
            true => start,
            false => start + to_next_word(&source[start..hull.start]),
        },
        match end == bounds.end || is_blank(source[end..].chars().next()) {
            true => end,
            false => end - to_last_word(&source[hull.end..end]),
        },
    )
}

/// How many bytes at the beginning of a text fit into so many columns, and the columns that they take.
fn prefix(text: &str, columns: usize) -> (usize, usize) {
    measure(text.chars(), columns)
}

/// The same at the end of a text.
fn suffix(text: &str, columns: usize) -> (usize, usize) {
    measure(text.chars().rev(), columns)
}

fn measure(chars: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for c in chars {
        let width = width_of(c);
        if used + width > columns {
            break;
        }
        used += width;
        bytes += c.len_utf8();
    }
    (bytes, used)
}

fn fits(text: &str, columns: usize) -> bool {
    prefix(text, columns).0 == text.len()
}

/// How much to leave out at the beginning so that no word is cut; nothing where no word ends soon, as in Chinese.
fn to_next_word(text: &str) -> usize {
    let first = &text[..text.floor_char_boundary(LONGEST_WORD)];
    first.find(char::is_whitespace).map_or(0, |blank| text.len() - text[blank..].trim_start().len())
}

/// How much to leave out at the end so that no word is cut.
fn to_last_word(text: &str) -> usize {
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST_WORD));
    text[from..].rfind(char::is_whitespace).map_or(0, |blank| text.len() - text[..from + blank].trim_end().len())
}

/// Copies what is shown, and gives for the offset of each character in the source its offset in the copy.
fn copy(source: &str, kept: Span, text: &mut String) -> Vec<(usize, usize)> {
    let mut starts = Vec::with_capacity(kept.len() + 1);
    for (i, c) in source[kept.range()].char_indices() {
        let offset = kept.start + i;
        starts.push((offset, text.len()));
        // Of the two characters that end a line, one is enough.
        if c == '\r' && source[offset + 1..].starts_with('\n') {
            continue;
        }
        text.push(stand_in(c).unwrap_or(c));
    }
    starts.push((kept.end, text.len()));
    starts
}

#[cfg(test)]
mod tests;
