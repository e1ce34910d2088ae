//! Letters put together to lines.
//!
//! A line has pieces: words that stand together. A gap that is wider than any between two words
//! divides pieces, as in the columns of a table.

use super::glyphs::Glyph;
use crate::document::Reach;
use crate::read::raised::raised;

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// Where it stands: of a row with cells of several lines, the first and the last of them.
    pub(super) top: i64,
    pub(super) base: i64,
    pub(super) size: i64,
}

/// Words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: i64,
    pub(super) right: i64,
    /// Where its words begin after the first one: in its text, and on the page.
    pub(super) words: Vec<(usize, i64)>,
}

impl Piece {
    /// The two pieces that it is if another one begins at a word.
    pub(super) fn divided(self, from: usize, left: i64) -> [Piece; 2] {
        let (before, after) = self.text.split_at(from);
        let kept = self.words.iter().filter(|(word, _)| *word < from).copied().collect();
        let first = Piece { text: before.trim_end().to_owned(), left: self.left, right: left, words: kept };
        [first, Piece { text: after.to_owned(), left, right: self.right, words: Vec::new() }]
    }
}

impl Line {
    pub(super) fn left(&self) -> i64 {
        self.pieces.first().map_or(0, |piece| piece.left)
    }

    pub(super) fn right(&self) -> i64 {
        self.pieces.last().map_or(0, |piece| piece.right)
    }

    /// Where its pieces stand.
    pub(super) fn reaches(&self) -> Vec<Reach> {
        self.pieces.iter().map(|piece| (piece.left, piece.right)).collect()
    }

    /// What it says.
    pub(super) fn text(&self) -> String {
        let pieces: Vec<&str> = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        pieces.join(" ")
    }
}

/// The lines of a page, in the order in which they are drawn.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if goes_on(line, &glyph) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    let mut read: Vec<Line> = Vec::new();
    for line in lines.iter().filter_map(|glyphs| line(glyphs)) {
        // Cells of a row may be drawn each with blanks of its own, or a line in parts.
        match read.last_mut() {
            Some(last) if is_same(last, &line) => last.pieces.extend(line.pieces),
            _ => read.push(line),
        }
    }
    read
}

/// Whether a letter stands on the line of those before it, right of the last one. Raised
/// and lowered ones are smaller and stand beside it.
fn goes_on(line: &[Glyph], glyph: &Glyph) -> bool {
    let (Some(last), Some(first)) = (line.last(), line.iter().max_by_key(|glyph| glyph.size)) else { return false };
    let size = first.size.max(glyph.size);
    let is_level = (glyph.base - first.base).abs() * 10 <= size * if glyph.size == first.size { 2 } else { 6 };
    is_level && glyph.left + size / 2 >= last.right.min(last.left + size)
}

fn is_same(last: &Line, line: &Line) -> bool {
    (line.base - last.base).abs() * 10 <= 2 * last.size.max(line.size) && line.left() > last.right()
}

/// A gap that is so many tenths of the size of the font divides two pieces; a wider one
/// may still be one between words where a blank is drawn in it: lines are stretched.
const GAP: i64 = 7;
const STRETCHED: i64 = 35;

/// A gap of so many hundredths of the size of the font is a blank; it may be narrower where
/// one is drawn.
const BLANK: i64 = 16;
const DRAWN_BLANK: i64 = 8;

fn line(glyphs: &[Glyph]) -> Option<Line> {
    // The size of most letters is the size of the line.
    let mut sizes: Vec<i64> = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).map(|it| it.size).collect();
    sizes.sort_unstable();
    let size = *sizes.get(sizes.len() / 2)?;
    let base = glyphs.iter().find(|glyph| glyph.size == size)?.base;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut has_blank = false;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            has_blank = true;
            continue;
        }
        let is_raised = glyph.size * 10 < size * 9 && base - glyph.base > size / 8;
        let text = if is_raised { raised(&glyph.text) } else { Some(glyph.text.clone()) };
        let Some(text) = text else { continue };
        let gap = pieces.last().map_or(0, |piece| glyph.left - piece.right);
        let most = if has_blank { STRETCHED } else { GAP };
        // What begins a line may be the mark of an item; a dash further on is a cell.
        let is_item = pieces.len() == 1 && is_label(&pieces[0].text);
        match pieces.last_mut() {
            Some(piece) if gap * 10 <= size * most || is_item => {
                // A blank without a width is one that is not seen, such as a soft hyphen.
                let is_blank = gap * 100 > size * if has_blank { DRAWN_BLANK } else { BLANK };
                if is_blank {
                    piece.text.push(' ');
                    piece.words.push((piece.text.len(), glyph.left));
                }
                piece.text.push_str(&text);
                piece.right = glyph.right;
            }
            _ => pieces.push(Piece { text, left: glyph.left, right: glyph.right, words: Vec::new() }),
        }
        has_blank = false;
    }
    (!pieces.is_empty()).then_some(Line { pieces, top: base, base, size })
}

/// Whether a piece is the mark of an item of a list.
pub(super) fn is_label(text: &str) -> bool {
    let is_number = || {
        let number = text.trim_end_matches(['.', ')']);
        number.len() < text.len()
            && (1..=3).contains(&number.len())
            && number.bytes().all(|c| c.is_ascii_alphanumeric())
    };
    matches!(text, "•" | "◦" | "▪" | "‣" | "–" | "—" | "*" | "·" | "\u{F0B7}" | "■" | "○" | "➢" | "✓") || is_number()
}
