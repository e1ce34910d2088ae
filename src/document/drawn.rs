//! Tables that are drawn in plain text, with blanks between their columns.
//!
//! Two blanks, a tab or a row of dots divide the pieces of a line. Lines are a table where
//! figures stand below each other in at least two of them; anything else is prose.

use crate::document::columns::{Reach, columns, covered};
use crate::document::table::{Cell, Table};
use crate::document::{Block, BlockKind};
use crate::span::Span;

/// A table that was found.
pub(super) struct Drawn {
    /// How many lines it has, with rules and blank lines.
    pub(super) lines: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) table: Table,
}

/// A piece of a line.
struct Piece {
    span: Span,
    /// From which character of the line to which.
    reach: Reach,
    is_figure: bool,
}

/// A longer piece is no cell.
const LONGEST_CELL: i64 = 60;

/// A label is longer where nothing but figures stands beside it.
const LONGEST_LABEL: i64 = 140;

/// A heading of the rows below it is no longer than this.
const LONGEST_HEADING: i64 = 48;

/// The same, with a colon at its end.
const LONGEST_COLON: i64 = 90;

/// Tabs go on to every eighth character.
const TAB: i64 = 8;

/// So many dots lead from a label to its figure.
const LEADER: usize = 4;

/// The table at the beginning of some lines of a text, or how many of them are surely none. The
/// next block of the document has the place `block`.
pub(super) fn table(text: &str, lines: &[Span], block: usize) -> Result<Drawn, usize> {
    let mut rows: Vec<(usize, Vec<Piece>)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let line_text = &text[line.range()];
        if is_rule(line_text) {
            // One blank line, or one ruled, may stand above a total.
            if rows.last().is_none_or(|(last, _)| i > last + 2) {
                break;
            }
            continue;
        }
        let pieces = pieces(line_text, line.start);
        if !is_row(&pieces, &rows) && !is_label(text, &pieces, &rows) {
            break;
        }
        rows.push((i, pieces));
    }
    // A line of words after the last row is prose.
    while rows.last().is_some_and(|(_, pieces)| pieces.len() < 2 && pieces.iter().all(|piece| !piece.is_figure)) {
        rows.pop();
    }
    let Some(last) = rows.last().map(|(last, _)| *last) else { return Err(1) };
    if !is_table(&rows) {
        return Err(last + 1);
    }
    let reaches: Vec<Vec<Reach>> =
        rows.iter().map(|(_, pieces)| pieces.iter().map(|piece| piece.reach).collect()).collect();
    let columns = columns(&reaches);
    let (mut blocks, mut cells) = (Vec::new(), Vec::new());
    for (number, (line, pieces)) in rows.iter().enumerate() {
        // An empty line is a gap, which tells totals from what follows.
        let gap = number.checked_sub(1).map_or(0, |before| line - rows[before].0 - 1);
        let gap = u32::from(gap > 0 && lines[line - 1].is_empty());
        let row = cells.last().map_or(0, |cell: &Cell| cell.row + 1 + gap);
        let mut next = 0;
        for piece in pieces {
            let (first, end) = covered(&columns, piece.reach, next);
            next = end;
            cells.push(Cell::of_block(row, first, end - first, block + blocks.len()));
            blocks.push(Block { kind: BlockKind::TableCell, span: piece.span });
        }
    }
    Ok(Drawn { lines: last + 1, blocks, table: Table { caption: block.checked_sub(1), cells } })
}

/// Whether a line may be a row of a table.
pub(super) fn may_be_row(line: &str) -> bool {
    let line = line.trim();
    line.contains("  ") || line.contains('\t') || line.contains("....") || line.contains("\u{3000}")
}

fn width((left, right): Reach) -> i64 {
    right - left
}

/// Whether a line holds nothing but what is drawn between rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '=' | '_' | '+' | '─' | '═' | '—'))
}

/// Whether a line is a row: several pieces, or one figure below others, as totals without a name are.
fn is_row(pieces: &[Piece], rows: &[(usize, Vec<Piece>)]) -> bool {
    match pieces {
        [] => false,
        [one] => {
            let is_below = |(_, above): &(usize, Vec<Piece>)| {
                above.iter().any(|other| other.is_figure && (other.reach.1 - one.reach.1).abs() <= 1)
            };
            one.is_figure && rows.last().is_some_and(is_below)
        }
        [label, rest @ ..] => {
            let is_figures = rest.iter().all(|piece| piece.is_figure);
            let most = if is_figures { LONGEST_LABEL } else { LONGEST_CELL };
            width(label.reach) <= most && rest.iter().all(|piece| width(piece.reach) <= LONGEST_CELL)
        }
    }
}

/// Whether a line is a heading of the rows below it: words where the labels stand.
fn is_label(text: &str, pieces: &[Piece], rows: &[(usize, Vec<Piece>)]) -> bool {
    let ([piece], Some((_, first))) = (pieces, rows.last()) else { return false };
    let Some(label) = first.first() else { return false };
    let most = if text[piece.span.range()].ends_with(':') { LONGEST_COLON } else { LONGEST_HEADING };
    (piece.reach.0 - label.reach.0).abs() <= 4 && width(piece.reach) <= most
}

fn pieces(line: &str, start: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<(usize, i64, usize, i64)> = None;
    let mut column = 0;
    let mut blanks = 0;
    let close = |pieces: &mut Vec<Piece>, open: &mut Option<(usize, i64, usize, i64)>| {
        if let Some((from, left, to, right)) = open.take() {
            let is_figure = is_figure(&line[from..to]);
            pieces.push(Piece { span: Span::new(start + from, start + to), reach: (left, right), is_figure });
        }
    };
    let mut dots = 0;
    for (at, c) in line.char_indices() {
        let next = match c {
            '\t' => (column / TAB + 1) * TAB,
            '\u{3000}' => column + 2,
            _ => column + 1,
        };
        // The dots of a leader are no part of a piece: ". . . ." and "....".
        let is_dot = c == '.' && (dots > 0 || leads(&line[at..]));
        dots = if is_dot || (c == ' ' && dots > 0) { dots + 1 } else { 0 };
        if c.is_whitespace() || is_dot {
            blanks += next - column;
            if blanks > 1 || is_dot {
                close(&mut pieces, &mut open);
            }
        } else {
            blanks = 0;
            match &mut open {
                Some((_, _, to, right)) => (*to, *right) = (at + c.len_utf8(), next),
                None => open = Some((at, column, at + c.len_utf8(), next)),
            }
        }
        column = next;
    }
    close(&mut pieces, &mut open);
    pieces
}

/// Whether a row of dots begins here.
fn leads(text: &str) -> bool {
    let marks = text.bytes().take_while(|byte| matches!(byte, b'.' | b' ')).take(2 * LEADER);
    marks.filter(|byte| *byte == b'.').count() >= LEADER
}

/// Whether a piece is one figure, or a dash in the place of one.
fn is_figure(text: &str) -> bool {
    let is_mark = |c: char| {
        matches!(
            c,
            '.' | ',' | '%' | '(' | ')' | '-' | '−' | '–' | '—' | '+' | '$' | '€' | '£' | '¥' | '\'' | ' ' | '*'
        )
    };
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || is_mark(c))
}

/// Whether most figures stand below another one, with which they share an end: at least two rows of them.
fn is_table(rows: &[(usize, Vec<Piece>)]) -> bool {
    let mut ends: std::collections::HashMap<(bool, i64), Vec<usize>> = std::collections::HashMap::new();
    let figures = || {
        let all = rows.iter().enumerate();
        all.flat_map(|(row, (_, pieces))| pieces.iter().filter(|piece| piece.is_figure).map(move |piece| (row, piece)))
    };
    for (row, piece) in figures() {
        for key in [(false, piece.reach.0), (true, piece.reach.1)] {
            let rows = ends.entry(key).or_default();
            // Two rows are enough to know that another one has it.
            if rows.len() < 2 && !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    let shared =
        |row: usize, key: (bool, i64)| ends.get(&key).is_some_and(|rows| rows.iter().any(|other| *other != row));
    let (mut aligned, mut all) = (0, 0);
    let mut aligned_rows = std::collections::HashSet::new();
    for (row, piece) in figures() {
        // A bracket or a sign for percent hangs over.
        let is_shared =
            shared(row, (false, piece.reach.0)) || (-1..=1).any(|by| shared(row, (true, piece.reach.1 + by)));
        all += 1;
        if is_shared {
            aligned += 1;
            aligned_rows.insert(row);
        }
    }
    aligned_rows.len() > 1 && aligned * 3 >= all * 2
}
