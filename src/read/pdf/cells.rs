//! Cells of several lines, as they are drawn: one cell after the other, row by row.
//!
//! A label of two lines is drawn whole before the figure beside it, so that the pen goes up again
//! and to the right. What it drew since is one row.

use std::collections::HashMap;

use super::lines::{Line, Piece};

/// Puts the lines of a page together to rows where they are drawn cell by cell.
pub(super) fn cells(lines: Vec<Line>) -> Vec<Line> {
    let lines = split_at_columns(lines);
    let mut rows: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let cell = cell(&lines[at..]);
        let beside = row(&lines[at..], cell);
        match beside {
            Some((row, used)) => {
                rows.push(row);
                at += used;
            }
            None => {
                rows.push(lines[at].clone());
                at += 1;
            }
        }
    }
    rows
}

/// How many of the first lines may be one cell: below each other, close together.
fn cell(lines: &[Line]) -> usize {
    let goes_on = |pair: &&[Line]| {
        let [above, line] = pair else { return false };
        let (down, size) = (line.base - above.base, line.size);
        let is_one = above.pieces.len() == 1 && line.pieces.len() == 1 && above.size == size;
        let overlaps = line.left() < above.right() && above.left() < line.right();
        is_one && overlaps && size / 2 < down && down * 10 <= size * LEADING
    };
    1 + lines.windows(2).take(MOST_LINES).take_while(goes_on).count()
}

/// Lines of one cell are no further apart, in tenths of the size of the font.
const LEADING: i64 = 14;

/// A cell of a table has no more lines.
const MOST_LINES: usize = 8;

/// The row that begins with a cell of so many lines, and how many lines all of it has; `None` if
/// nothing stands beside it.
fn row(lines: &[Line], count: usize) -> Option<(Line, usize)> {
    // The next cell stands beside the last lines of the first one at least.
    let next = lines.get(count)?;
    let first = &lines[..count];
    let (top, bottom) = (first[0].base, first[count - 1].base);
    let right = first.iter().map(Line::right).max()?;
    let is_beside = |line: &Line, right: i64| {
        line.left() >= right && top - line.size / 2 <= line.base && line.base <= bottom + line.size / 2
    };
    if count < 2 || first[0].pieces.len() != 1 || next.base >= bottom || !is_beside(next, right) {
        return None;
    }
    let mut row = Line { pieces: vec![joined(first)], top, base: bottom, size: first[0].size };
    let (mut used, mut right) = (count, right);
    while let Some(line) = lines.get(used).filter(|line| is_beside(line, right)) {
        let more = cell(&lines[used..]);
        let piece = if more > 1 { vec![joined(&lines[used..used + more])] } else { line.pieces.clone() };
        right = lines[used..used + more].iter().map(Line::right).max().unwrap_or(right);
        row.pieces.extend(piece);
        used += more;
    }
    Some((row, used))
}

/// The lines of a cell as one piece.
fn joined(lines: &[Line]) -> Piece {
    let mut text = String::new();
    for line in lines {
        let next = line.text();
        let is_divided = text.ends_with('-') && next.starts_with(char::is_lowercase);
        if is_divided {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&next);
    }
    let left = lines.iter().map(Line::left).min().unwrap_or(0);
    let right = lines.iter().map(Line::right).max().unwrap_or(0);
    Piece { text, left, right, words: Vec::new() }
}

/// Divides what stands before a figure from one that follows close behind it, where figures of
/// other lines begin or end.
fn split_at_columns(mut lines: Vec<Line>) -> Vec<Line> {
    let mut edges: HashMap<(bool, i64), usize> = HashMap::new();
    for piece in lines.iter().flat_map(|line| &line.pieces).filter(|piece| is_figure(&piece.text)) {
        *edges.entry((false, piece.left / GRID)).or_default() += 1;
        *edges.entry((true, piece.right / GRID)).or_default() += 1;
    }
    let count = |edge: bool, at: i64| -> usize { (-1..=1).filter_map(|by| edges.get(&(edge, at / GRID + by))).sum() };
    for line in &mut lines {
        let mut pieces = Vec::with_capacity(line.pieces.len());
        for piece in std::mem::take(&mut line.pieces) {
            let may_divide = |(from, left): &&(usize, i64)| {
                let (before, figure) = piece.text.split_at(*from);
                let is_aligned = count(false, *left) > 1;
                is_figure(figure)
                    && match before.contains(char::is_alphabetic) {
                        true => is_aligned || count(true, piece.right) > 1,
                        // Blanks may group digits: only what is surely a figure of its own is divided.
                        false => {
                            is_aligned && (before.trim_end().ends_with([')', '%']) || figure.starts_with(['$', '(']))
                        }
                    }
            };
            let last = piece.words.len().saturating_sub(MOST_WORDS);
            let at = piece.words[last..].iter().find(may_divide);
            match at.copied() {
                Some((from, left)) => pieces.extend(piece.divided(from, left)),
                None => pieces.push(piece),
            }
        }
        line.pieces = pieces;
    }
    lines
}

/// Ends of figures within so many hundredths of a point are the same.
const GRID: i64 = 100;

/// A figure has no more words: "$ 1 234".
const MOST_WORDS: usize = 3;

fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}
