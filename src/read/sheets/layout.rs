//! The cells of a sheet as tables and paragraphs.
//!
//! A sheet may hold several tables, set apart by empty rows or columns. An empty row inside of
//! a table is a gap and no border where the figures go on in the same columns; an empty column
//! is one where what follows has labels of its own. Lines of words alone above a table are its
//! caption, and those below are notes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Content, SheetCell};
use crate::document::{Address, BlockKind, CellShape, DocumentBuilder};

/// Words of more bytes are a text of their own, in whatever column they stand.
const LONGEST_HEADING: usize = 60;

/// A last line of at least so many words is a note below its table.
const FEWEST_WORDS: usize = 5;

/// Adds the cells of a sheet.
pub(super) fn lay_out(builder: &mut DocumentBuilder, sheet: &Arc<str>, mut cells: Vec<SheetCell>) {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut out = Out { builder, sheet, has_begun: false };
    for band in bands(cells) {
        let groups = side_by_side(band);
        let is_one = groups.len() == 1;
        for group in groups {
            // Tables beside each other end in rows of their own.
            let parts = if is_one { vec![group] } else { bands(group) };
            parts.into_iter().for_each(|part| out.block(part));
        }
    }
}

/// The rows of a sheet, divided where a table ends.
fn bands(cells: Vec<SheetCell>) -> Vec<Vec<SheetCell>> {
    let mut rows = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(Row { number, cells, .. }) if *number == cell.row => cells.push(cell),
            _ => rows.push(Row { number: cell.row, cells: vec![cell] }),
        }
    }
    // For each row the next one with anything besides a single line of words, before another gap.
    let mut judged: Vec<usize> = (0..rows.len()).collect();
    for i in (0..rows.len().saturating_sub(1)).rev() {
        if rows[i].is_line() && rows[i + 1].number == rows[i].number + 1 {
            judged[i] = judged[i + 1];
        }
    }
    let goes_on: Vec<BTreeSet<u32>> = judged.iter().map(|i| rows[*i].figures().collect()).collect();
    let mut bands: Vec<Vec<SheetCell>> = Vec::new();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    let mut last = None;
    for (row, next) in rows.into_iter().zip(goes_on) {
        let gap = last.map_or(u32::MAX, |last| row.number - last);
        last = Some(row.number);
        if gap > 2 || gap == 2 && columns.is_disjoint(&next) {
            bands.push(Vec::new());
            columns.clear();
        }
        columns.extend(row.figures());
        if let Some(band) = bands.last_mut() {
            band.extend(row.cells);
        }
    }
    bands
}

struct Row {
    number: u32,
    cells: Vec<SheetCell>,
}

impl Row {
    /// Whether it is one cell of words.
    fn is_line(&self) -> bool {
        matches!(self.cells.as_slice(), [only] if only.content == Content::Words)
    }

    /// The columns in which it has figures; years are a heading.
    fn figures(&self) -> impl Iterator<Item = u32> {
        let figures = self.cells.iter().filter(|cell| cell.content == Content::Figure);
        figures.map(|cell| cell.column)
    }
}

/// Cells divided at empty columns that have a table with labels of its own at their right.
fn side_by_side(cells: Vec<SheetCell>) -> Vec<Vec<SheetCell>> {
    // For each column the last one that its cells cover, and what they hold.
    let mut columns: BTreeMap<u32, (u32, usize, usize)> = BTreeMap::new();
    for cell in &cells {
        let (end, words, figures) = columns.entry(cell.column).or_default();
        *end = (*end).max(cell.column + u32::from(cell.spans.1));
        match cell.content {
            Content::Words => *words += 1,
            Content::Year | Content::Figure => *figures += 1,
        }
    }
    let mut borders = Vec::new();
    let mut end = 0;
    let mut has_figures = false;
    for (column, (own_end, words, figures)) in columns {
        if column > end && end > 0 && has_figures && words > 1 && words > figures {
            borders.push(column);
            has_figures = false;
        }
        has_figures |= figures > 0;
        end = end.max(own_end);
    }
    if borders.is_empty() {
        return vec![cells];
    }
    let mut groups: Vec<Vec<SheetCell>> = vec![Vec::new(); borders.len() + 1];
    for cell in cells {
        groups[borders.partition_point(|border| *border <= cell.column)].push(cell);
    }
    groups
}

struct Out<'b> {
    builder: &'b mut DocumentBuilder,
    sheet: &'b Arc<str>,
    has_begun: bool,
}

impl Out<'_> {
    /// Adds one table with the lines above and below it, or lines alone.
    fn block(&mut self, cells: Vec<SheetCell>) {
        let left = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
        let has_figures = cells.iter().any(|cell| cell.content != Content::Words);
        let rows: Vec<&[SheetCell]> = cells.chunk_by(|one, other| one.row == other.row).collect();
        if !has_figures && cells.iter().all(|cell| cell.column == left) {
            return cells.iter().for_each(|cell| self.line(cell));
        }
        let above = rows.iter().take_while(|row| is_line_above(row, left)).count();
        let below = rows[above..].iter().rev().take_while(|row| is_line_below(row)).count();
        let body = above..rows.len() - below;
        rows[..above].iter().copied().flatten().for_each(|cell| self.line(cell));
        self.table(&rows[body.clone()]);
        rows[body.end..].iter().copied().flatten().for_each(|cell| self.line(cell));
    }

    fn line(&mut self, cell: &SheetCell) {
        let text = cell.text.trim();
        let is_heading =
            !self.has_begun && text.len() <= 2 * LONGEST_HEADING && !text.ends_with(['.', '。', '!', '?', ':', ';']);
        self.has_begun = true;
        self.builder.open(if is_heading { BlockKind::Heading } else { BlockKind::Paragraph });
        self.text(cell);
        self.builder.close();
    }

    fn table(&mut self, rows: &[&[SheetCell]]) {
        let Some(top) = rows.first().and_then(|row| row.first()).map(|cell| cell.row) else { return };
        let left = rows.iter().filter_map(|row| row.first()).map(|cell| cell.column).min().unwrap_or(0);
        self.has_begun = true;
        self.builder.open_table();
        let mut next = top;
        for row in rows {
            let number = row.first().map_or(next, |cell| cell.row);
            self.builder.skip_rows(number - next);
            next = number + 1;
            let mut column = left;
            for cell in *row {
                self.builder.skip_columns(cell.column.saturating_sub(column));
                column = cell.column.saturating_add(u32::from(cell.spans.1));
                let (row_span, column_span) = cell.spans;
                self.builder.open_cell(CellShape { row_span, column_span, is_header: false });
                self.text(cell);
                self.builder.close_cell();
            }
        }
        self.builder.close_table();
    }

    fn text(&mut self, cell: &SheetCell) {
        let (row, column) = (cell.row.saturating_add(1), cell.column.saturating_add(1));
        self.builder.at(Address::SheetCell { sheet: Arc::clone(self.sheet), row, column });
        self.builder.push_extracted(&cell.text);
    }
}

/// Whether a row is a line above a table; a short one in another column heads that column.
fn is_line_above(row: &[SheetCell], left: u32) -> bool {
    let [only] = row else { return false };
    let stands_apart = only.column == left || only.spans.1 > 1 || only.text.len() > LONGEST_HEADING;
    only.content == Content::Words && stands_apart
}

fn is_line_below(row: &[SheetCell]) -> bool {
    let [only] = row else { return false };
    only.content == Content::Words && only.text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    use super::*;

    /// A sheet drawn with `|` between its cells; a line without text is an empty row.
    fn drawn(sheet: &str) -> String {
        let mut cells = Vec::new();
        for (row, line) in sheet.lines().enumerate() {
            for (column, text) in line.split('|').enumerate().filter(|(_, text)| !text.trim().is_empty()) {
                let text = text.trim().to_owned();
                let is_figure = text.chars().all(|c| c.is_ascii_digit() || c == ',');
                let content = match is_figure {
                    true if text.len() == 4 && text.starts_with("20") => Content::Year,
                    true => Content::Figure,
                    false => Content::Words,
                };
                cells.push(SheetCell::new(row as u32, column as u32, text, content));
            }
        }
        let mut builder = DocumentBuilder::default();
        lay_out(&mut builder, &"S".into(), cells);
        shown(&builder.finish_extracted("t"))
    }

    fn shown(document: &Document) -> String {
        let words = |block: usize| document.slice(document.blocks()[block].span);
        let tables = document.tables().iter().map(|table| {
            let cells: Vec<&str> = table.cells.iter().map(|cell| words(cell.blocks().start)).collect();
            format!("[{}] {}x{} below {:?}\n", cells.join(" "), table.rows(), table.columns(), table.caption.map(words))
        });
        let is_prose = |kind| kind != BlockKind::TableCell;
        let prose = document.blocks().iter().filter(|block| is_prose(block.kind));
        prose.map(|block| format!("{}\n", document.slice(block.span))).chain(tables).collect()
    }

    #[test]
    fn a_title_is_the_caption_of_the_table_below_it_and_long_last_lines_are_notes() {
        let sheet = "Landings, in tonnes\n|2023|2024\nCod|4|5\nAll|9|11\nSource: the office of the harbour master.";
        insta::assert_snapshot!(drawn(sheet));
    }

    #[test]
    fn an_empty_row_divides_tables_with_headings_of_their_own_and_is_a_gap_in_others() {
        insta::assert_snapshot!(drawn("Boats|2023|2024\nRed|4|5\n\nCrews|2023|2024\nNew|7|8"));
        insta::assert_snapshot!(drawn("Boats|2023|2024\nRed|4|5\n\nAll|9|11\n\n\nNew|7|8"));
        insta::assert_snapshot!(drawn("Assets|2023|2024\nCash|4|5\n\nOther assets\nLand|9|11"));
    }

    #[test]
    fn an_empty_column_divides_tables_with_labels_of_their_own_and_is_air_in_others() {
        insta::assert_snapshot!(drawn("Boats|N||Crews|N\nRed|4||New|7\nBlue|5||Old|8\nAll|9|||\n"));
        insta::assert_snapshot!(drawn("Boats|2023||2024\nRed|4||5\nBlue|7||8"));
    }

    #[test]
    fn sentences_in_cells_are_paragraphs() {
        insta::assert_snapshot!(drawn(
            "Harbour report\n|Landings rose in the second quarter, the port said, by a tenth.\nThe end."
        ));
    }
}
