//! Lines put together to paragraphs and tables.
//!
//! Lines of one size that follow each other at the usual distance are a paragraph, and a word
//! that is divided at the end of a line is one word again. Lines with several pieces that stand
//! below each other are a table.

use super::lines::{Line, Piece, is_label};
use super::wrapped::rows;
use crate::document::{Address, BlockKind, CellShape, DocumentBuilder, Reach, columns, covered};

/// The document of the lines of its pages.
pub(super) fn lay_out(pages: Vec<Vec<Line>>) -> DocumentBuilder {
    let mut out = Out { builder: DocumentBuilder::default(), last: None, body: usual_size(&pages) };
    for (page, lines) in (1..).zip(&pages) {
        let mut rest = lines.as_slice();
        while let Some(line) = rest.first() {
            let table = table(rest);
            if table.len() > 1 {
                out.table(page, table);
                rest = &rest[table.len()..];
            } else {
                out.line(page, line);
                rest = &rest[1..];
            }
        }
        out.end_page();
    }
    out.builder.close();
    out.builder
}

/// The size of most text.
fn usual_size(pages: &[Vec<Line>]) -> i64 {
    let mut sizes: Vec<i64> = pages.iter().flatten().map(|line| line.size).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or(0)
}

struct Out {
    builder: DocumentBuilder,
    /// The last line of the open paragraph.
    last: Option<Last>,
    /// The size of most text.
    body: i64,
}

/// A line whose paragraph may go on.
struct Last {
    page: u32,
    line: Line,
    /// The right end of the longest line of the paragraph.
    right: i64,
    /// The distance of its lines, once there are two.
    leading: Option<i64>,
}

impl Out {
    fn line(&mut self, page: u32, line: &Line) {
        let text = line.text();
        if !self.last.as_ref().is_some_and(|last| continues(last, page, line, &text)) {
            self.builder.close();
            let is_large = line.size * 10 > self.body * 11 && text.len() < LONGEST_HEADING;
            self.builder.open(match () {
                () if starts_item(&text) => BlockKind::ListItem,
                () if is_large => BlockKind::Heading,
                () => BlockKind::Paragraph,
            });
            self.builder.at(Address::Page(page));
            self.builder.push_extracted(&text);
            self.last = Some(Last { page, line: line.clone(), right: line.right(), leading: None });
            return;
        }
        let Some(last) = self.last.take() else { return };
        if last.page != page {
            self.builder.at(Address::Page(page));
        }
        let before = last.line.text();
        match joint(&before, &text) {
            Joint::Blank => self.builder.push_extracted(" "),
            Joint::Nothing => {}
            Joint::Hyphen => self.builder.drop_last_character(),
        }
        self.builder.push_extracted(&text);
        let leading = (last.page == page).then_some(line.base - last.line.base).filter(|down| *down > 0);
        let right = last.right.max(line.right());
        self.last = Some(Last { page, line: line.clone(), right, leading: leading.or(last.leading) });
    }

    fn table(&mut self, page: u32, lines: &[Line]) {
        self.builder.close();
        self.last = None;
        let lines = rows(lines);
        let reaches: Vec<Vec<Reach>> = lines.iter().map(Line::reaches).collect();
        let columns = columns(&reaches);
        self.builder.open_table();
        for line in &lines {
            self.builder.open_row();
            let mut next = 0;
            for piece in &line.pieces {
                let (first, end) = covered(&columns, (piece.left, piece.right), next);
                self.builder.skip_columns(u32::try_from(first - next).unwrap_or(0));
                next = end;
                let column_span = u16::try_from(end - first).unwrap_or(1);
                self.builder.open_cell(CellShape { column_span, ..CellShape::PLAIN });
                self.builder.at(Address::Page(page));
                self.builder.push_extracted(&piece.text);
                self.builder.close_cell();
            }
        }
        self.builder.close_table();
    }

    /// Leaves the paragraph open that may go on at the top of the next page.
    fn end_page(&mut self) {
        let is_done = |last: &Last| last.line.text().ends_with(FINAL);
        if self.last.as_ref().is_some_and(is_done) {
            self.last = None;
        }
    }
}

/// A larger line of more bytes is no heading.
const LONGEST_HEADING: usize = 160;

/// Marks at the end of a sentence.
const FINAL: [char; 8] = ['.', '!', '?', ':', '。', '！', '？', '：'];

/// Whether a line goes on with the paragraph of the one before.
fn continues(last: &Last, page: u32, line: &Line, text: &str) -> bool {
    let size = last.line.size;
    let is_one_size = (line.size - size).abs() * 10 <= size;
    let ends = last.line.text().ends_with(FINAL);
    if !is_one_size || starts_item(text) {
        return false;
    }
    let down = line.base - last.line.base;
    // A column or a page further, a sentence goes on that has no end.
    if last.page != page || down < 0 {
        let starts_small = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || is_ideograph(c));
        let is_further = last.page != page || line.left() > last.line.left() + size;
        return !ends && starts_small && is_further;
    }
    let is_near = match last.leading {
        Some(leading) => down * 10 <= leading * 12 + size,
        None => down * 10 <= size * 17,
    };
    let overlaps = line.left() < last.line.right() && line.right() > last.line.left();
    // A sentence that ends far before the margin is the last one of its paragraph, and so is
    // one before an indented line.
    let is_short = last.line.right() + 6 * size < last.right.max(line.right());
    let is_indented = line.left() > last.line.left() + size;
    is_near && overlaps && !(ends && (is_short || is_indented))
}

/// Whether a line begins an item of a list.
fn starts_item(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(first, _)| is_label(first))
}

/// How two lines are put together.
enum Joint {
    Blank,
    Nothing,
    /// The hyphen at the end of the first one goes.
    Hyphen,
}

fn joint(before: &str, after: &str) -> Joint {
    let mut ends = before.chars().rev();
    let (last, second) = (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let first = after.chars().next().unwrap_or(' ');
    match last {
        '\u{AD}' => Joint::Hyphen,
        '-' | '‐' if second.is_lowercase() && first.is_lowercase() => Joint::Hyphen,
        '-' | '‐' | '–' if second.is_alphanumeric() && first.is_alphanumeric() => Joint::Nothing,
        _ if (is_ideograph(last) || is_ideograph(first))
            && !last.is_ascii_alphabetic()
            && !first.is_ascii_alphabetic() =>
        {
            Joint::Nothing
        }
        _ => Joint::Blank,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}')
}

/// The lines at the beginning that are a table: several pieces each, below each other.
fn table(lines: &[Line]) -> &[Line] {
    let mut end = 0;
    let mut rows = 0;
    let mut has_figures = false;
    while let Some(line) = lines.get(end) {
        let down = end.checked_sub(1).map_or(0, |before| line.top - lines[before].base);
        let is_below = end == 0 || down > 0 && down * 10 <= line.size * 40;
        let is_row = line.pieces.len() > 1 && line.pieces.iter().all(|piece| piece.text.len() <= LONGEST_CELL);
        // A line of words in the first column is a heading of those below it.
        let is_label = end > 0 && line.pieces.len() == 1 && line.text().len() <= LONGEST_LABEL && {
            let begins = line.left() - lines[0].left() < line.size;
            let goes_on = lines[end + 1..].iter().take(MOST_LABELS).any(|next| next.pieces.len() > 1);
            begins && goes_on && down * 10 <= line.size * 25 && lines[0].pieces.len() > 1
        };
        if !is_below || !(is_row || is_label) {
            break;
        }
        rows += usize::from(is_row);
        has_figures |= line.pieces.iter().skip(1).any(|piece| piece.text.contains(|c: char| c.is_ascii_digit()));
        end += 1;
    }
    if rows > 1 && has_figures && is_aligned(&lines[..end]) { &lines[..end] } else { &lines[..0] }
}

/// No more headings than this, with one more, stand below each other in a table.
const MOST_LABELS: usize = 2;

/// Cells with more bytes are columns of prose.
const LONGEST_CELL: usize = 80;
const LONGEST_LABEL: usize = 60;

/// Whether the pieces of most lines stand below those of the line before.
fn is_aligned(lines: &[Line]) -> bool {
    let near = |one: i64, other: i64, size: i64| (one - other).abs() <= size / 2;
    let stands_below = |piece: &Piece, above: &Line, size: i64| {
        above.pieces.iter().any(|it| {
            let centre = |piece: &Piece| (piece.left + piece.right) / 2;
            near(it.left, piece.left, size)
                || near(it.right, piece.right, size)
                || near(centre(it), centre(piece), size)
        })
    };
    let pairs = lines.windows(2).filter(|pair| pair.iter().all(|line| line.pieces.len() > 1));
    let (mut aligned, mut all) = (0, 0);
    for pair in pairs {
        for piece in &pair[1].pieces {
            aligned += usize::from(stands_below(piece, &pair[0], pair[1].size));
            all += 1;
        }
    }
    all > 0 && aligned * 3 >= all * 2
}
