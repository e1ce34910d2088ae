//! Rows of a table whose cells go on in the next line.
//!
//! Nothing in a PDF says where a row ends. A line goes on with the cells above it where all that it
//! says begins in the middle of a sentence, at the usual distance of lines, below those cells.

use super::lines::{Line, Piece};

/// The rows of the lines of a table.
pub(super) fn rows(lines: &[Line]) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let is_near = last.is_some_and(|last| (line.base - last.base) * 10 <= line.size * 17);
        match rows.last_mut() {
            Some(row) if is_near && goes_on(row, line) => join(row, line),
            _ => rows.push(line.clone()),
        }
        last = Some(line);
    }
    rows
}

/// Whether a line is more of the cells of a row.
fn goes_on(row: &Line, line: &Line) -> bool {
    match (row.pieces.as_slice(), line.pieces.as_slice()) {
        // A label that goes on beside the first figures of its row.
        ([label], [first, ..]) => {
            !has_figures(label) && !label.text.ends_with([':', '.']) && continues(label, first, line.size)
        }
        // More of some cells of a row, and no figure.
        (_, pieces) => {
            let is_more = |piece: &Piece| {
                !has_figures(piece)
                    && row.pieces.iter().any(|above| !is_figure(above) && continues(above, piece, line.size))
            };
            !pieces.is_empty() && pieces.iter().all(is_more)
        }
    }
}

/// Whether a piece goes on with the one above it: below its beginning, a little further to the
/// right at most, in the middle of a sentence.
fn continues(above: &Piece, piece: &Piece, size: i64) -> bool {
    let indent = piece.left - above.left;
    let is_open = above.text.ends_with([',', '-', '–', '&', '/']) || ends_open(&above.text);
    let starts_small = piece.text.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '&'));
    -size / 2 <= indent && indent <= 3 * size && (starts_small || is_open)
}

/// Whether a text ends with a word after which something has to follow.
fn ends_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    matches!(
        last,
        "of" | "and" | "in" | "for" | "to" | "the" | "on" | "from" | "by" | "with" | "und" | "et" | "y" | "de"
    )
}

fn has_figures(piece: &Piece) -> bool {
    piece.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a piece is a figure, or a dash for one.
fn is_figure(piece: &Piece) -> bool {
    !piece.text.contains(char::is_alphabetic)
}

fn join(row: &mut Line, line: &Line) {
    if row.pieces.len() == 1 && line.pieces.len() > 1 {
        let mut pieces = line.pieces.clone();
        if let (Some(label), Some(first)) = (row.pieces.first(), pieces.first_mut()) {
            *first = joined(label, first);
        }
        (row.pieces, row.base) = (pieces, line.base);
        return;
    }
    for piece in &line.pieces {
        let above = row.pieces.iter_mut().find(|above| !is_figure(above) && continues(above, piece, line.size));
        if let Some(above) = above {
            *above = joined(above, piece);
        }
    }
}

fn joined(above: &Piece, piece: &Piece) -> Piece {
    let is_divided = above.text.ends_with('-') && piece.text.starts_with(char::is_lowercase);
    let text = match above.text.strip_suffix('-').filter(|_| is_divided) {
        Some(start) => format!("{start}{}", piece.text),
        None => format!("{} {}", above.text, piece.text),
    };
    Piece { text, left: above.left.min(piece.left), right: above.right.max(piece.right), words: Vec::new() }
}
