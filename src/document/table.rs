//! Tables of a document: which block is which cell.
//!
//! A cell is a block of kind [`BlockKind::TableCell`], or several if a list or
//! paragraphs stand in it. A table says only where on the grid each of them
//! stands. Cells without text are not kept, so that an empty sheet costs nothing.
//! What the rows and columns mean is worked out later, in `extract`.

use crate::document::{BlockKind, DocumentBuilder};

/// A table, on a grid of rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The block that says what it is about: its caption, or the block right before it.
    pub caption: Option<usize>,
    /// Its cells with text, row by row, each row from left to right.
    pub cells: Vec<Cell>,
}

/// A cell with text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: u32,
    /// Its first column, from 0.
    pub column: u32,
    /// How many rows it covers.
    pub row_span: u16,
    /// How many columns it covers.
    pub column_span: u16,
    /// How many blocks it has.
    blocks: u16,
    first_block: u32,
    /// Whether the source marks it as a heading of its row or column.
    pub is_header: bool,
}

impl Cell {
    /// A cell of one row and one block.
    pub(super) fn of_block(row: u32, column: usize, width: usize, block: usize) -> Cell {
        Cell {
            row,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            row_span: 1,
            column_span: u16::try_from(width).unwrap_or(u16::MAX).max(1),
            blocks: 1,
            first_block: u32::try_from(block).unwrap_or(u32::MAX),
            is_header: false,
        }
    }

    /// Its blocks, by their places among the document's.
    pub fn blocks(&self) -> std::ops::Range<usize> {
        let first = self.first_block as usize;
        first..first + usize::from(self.blocks)
    }
}

/// What the source says of a cell that is about to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellShape {
    /// How many rows it covers.
    pub row_span: u16,
    /// How many columns it covers.
    pub column_span: u16,
    /// Whether it is marked as a heading.
    pub is_header: bool,
}

impl CellShape {
    /// One row and one column of data.
    pub const PLAIN: CellShape = CellShape { row_span: 1, column_span: 1, is_header: false };
    /// One row and one column of a heading.
    pub const HEADER: CellShape = CellShape { is_header: true, ..CellShape::PLAIN };
}

/// A table that is being read.
#[derive(Debug)]
pub(super) struct OpenTable {
    table: Table,
    /// The row that is read, once there is one.
    row: Option<u32>,
    /// The column of the next cell.
    column: u32,
    /// Columns that cells of rows above reach down into, and their last rows; in order.
    reaching: Vec<Reaching>,
    cell: Option<OpenCell>,
    in_caption: bool,
}

#[derive(Debug, Clone, Copy)]
struct Reaching {
    column: u32,
    end: u32,
    last_row: u32,
}

#[derive(Debug, Clone, Copy)]
struct OpenCell {
    column: u32,
    shape: CellShape,
    first_block: usize,
}

/// No cell covers more columns; browsers have the same limit.
const MOST_COLUMNS: u16 = 1_000;

/// Building of tables:
///
/// ```
/// use statlint::document::{CellShape, DocumentBuilder, Source};
/// let mut builder = DocumentBuilder::default();
/// builder.open_table();
/// builder.open_row();
/// builder.open_cell(CellShape::HEADER);
/// builder.push("Year", 0);
/// builder.open_cell(CellShape::HEADER); // A cell without text.
/// builder.open_cell(CellShape::HEADER);
/// builder.push("Boats", 6);
/// builder.close_table();
/// let document = builder.finish("t", Source { text: "Year,,Boats".into(), skipped: 0 });
/// let cells = &document.tables()[0].cells;
/// assert_eq!((cells[1].row, cells[1].column), (0, 2));
/// ```
impl DocumentBuilder {
    /// Begins a table. Inside an open cell it is a table of its own, and what follows it
    /// in that cell belongs to none.
    pub fn open_table(&mut self) {
        self.close_cell();
        let table = Table { caption: self.blocks.len().checked_sub(1), cells: Vec::new() };
        self.tables_open.push(OpenTable {
            table,
            row: None,
            column: 0,
            reaching: Vec::new(),
            cell: None,
            in_caption: false,
        });
    }

    /// Begins the table's caption, a block outside the grid, up to the next row.
    pub fn open_caption(&mut self) {
        self.close_cell();
        self.open(BlockKind::Paragraph);
        if let Some(table) = self.tables_open.last_mut() {
            table.in_caption = true;
        }
    }

    /// Begins the next row of the open table.
    pub fn open_row(&mut self) {
        self.skip_rows(0);
    }

    /// Begins a row after some without text.
    pub fn skip_rows(&mut self, count: u32) {
        self.close_cell();
        let Some(table) = self.tables_open.last_mut() else { return };
        let row = table.row.map_or(0, |row| row.saturating_add(1)).saturating_add(count);
        table.row = Some(row);
        table.column = 0;
        table.reaching.retain(|reaching| reaching.last_row >= row);
    }

    /// Leaves out some columns without text.
    pub fn skip_columns(&mut self, count: u32) {
        self.close_cell();
        if let Some(table) = self.tables_open.last_mut() {
            table.column = table.column.saturating_add(count);
        }
    }

    /// Begins the next cell of the open row, and the first row if none is open.
    pub fn open_cell(&mut self, shape: CellShape) {
        if self.tables_open.last().is_some_and(|table| table.row.is_none()) {
            self.open_row();
        }
        self.close_cell();
        let first_block = self.blocks.len();
        if let Some(table) = self.tables_open.last_mut() {
            let column_span = shape.column_span.clamp(1, MOST_COLUMNS);
            let shape = CellShape { row_span: shape.row_span.max(1), column_span, ..shape };
            let column = table.free_column();
            table.cell = Some(OpenCell { column, shape, first_block });
            table.column = column.saturating_add(u32::from(column_span));
            table.reach_down(column, shape);
        }
        self.open(BlockKind::TableCell);
    }

    /// Ends the open cell and its text, if there is one.
    pub fn close_cell(&mut self) {
        self.close();
        let count = self.blocks.len();
        let Some(table) = self.tables_open.last_mut() else { return };
        if std::mem::take(&mut table.in_caption) && count > 0 {
            table.table.caption = Some(count - 1);
        }
        let Some(cell) = table.cell.take().filter(|cell| count > cell.first_block) else { return };
        let Ok(first_block) = u32::try_from(cell.first_block) else { return };
        table.table.cells.push(Cell {
            row: table.row.unwrap_or(0),
            column: cell.column,
            row_span: cell.shape.row_span,
            column_span: cell.shape.column_span,
            blocks: u16::try_from(count - cell.first_block).unwrap_or(u16::MAX),
            first_block,
            is_header: cell.shape.is_header,
        });
    }

    /// Ends the open table.
    pub fn close_table(&mut self) {
        self.close_cell();
        let Some(open) = self.tables_open.pop() else { return };
        if !open.table.cells.is_empty() {
            self.tables.push(open.table);
        }
    }

    /// Whether a cell is open.
    pub fn is_in_cell(&self) -> bool {
        self.tables_open.last().is_some_and(|table| table.cell.is_some())
    }
}

impl OpenTable {
    /// The first column from the current one that no cell above reaches into.
    fn free_column(&self) -> u32 {
        let row = self.row.unwrap_or(0);
        let covers = |column: u32, it: &Reaching| it.last_row >= row && (it.column..it.end).contains(&column);
        let mut column = self.column;
        // In order of their columns, so that each is looked at once.
        for reaching in &self.reaching {
            if covers(column, reaching) {
                column = reaching.end;
            }
        }
        column
    }

    fn reach_down(&mut self, column: u32, shape: CellShape) {
        if shape.row_span > 1 && self.reaching.len() < usize::from(MOST_COLUMNS) {
            let last_row = self.row.unwrap_or(0).saturating_add(u32::from(shape.row_span) - 1);
            let at = self.reaching.partition_point(|other| other.column <= column);
            let end = column.saturating_add(u32::from(shape.column_span));
            self.reaching.insert(at, Reaching { column, end, last_row });
        }
    }
}

impl Table {
    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.cells.iter().map(|cell| cell.row.saturating_add(u32::from(cell.row_span))).max().unwrap_or(0)
    }

    /// How many columns it has.
    pub fn columns(&self) -> u32 {
        self.cells.iter().map(|cell| cell.column.saturating_add(u32::from(cell.column_span))).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Source};

    use super::*;

    /// A table of rows of cells: `2x3 text` covers two rows and three columns.
    fn built(rows: &[&[&str]]) -> Document {
        let mut builder = DocumentBuilder::default();
        builder.open_table();
        for row in rows {
            builder.open_row();
            for cell in *row {
                let (shape, text) = cell.split_once(' ').unwrap_or(("1x1", cell));
                let (down, right) = shape.split_once('x').unwrap();
                let (row_span, column_span) = (down.parse().unwrap(), right.parse().unwrap());
                builder.open_cell(CellShape { row_span, column_span, is_header: false });
                builder.push(text, 0);
            }
        }
        builder.close_table();
        builder.finish("t", Source { text: "".into(), skipped: 0 })
    }

    fn places(document: &Document) -> Vec<(String, u32, u32)> {
        let cells = &document.tables()[0].cells;
        let text = |cell: &Cell| document.slice(document.blocks()[cell.blocks().start].span).to_owned();
        cells.iter().map(|cell| (text(cell), cell.row, cell.column)).collect()
    }

    #[test]
    fn a_cell_that_reaches_down_moves_the_cells_of_the_rows_below() {
        let document = built(&[&["2x1 a", "1x2 b", "c"], &["d", "e", "f"], &["g", "", "h"]]);
        let expected = [("a", 0, 0), ("b", 0, 1), ("c", 0, 3), ("d", 1, 1), ("e", 1, 2), ("f", 1, 3), ("g", 2, 0)];
        assert_eq!(places(&document)[..7], expected.map(|(text, row, column)| (text.to_owned(), row, column)));
        assert_eq!(places(&document)[7], ("h".to_owned(), 2, 2));
        assert_eq!((document.tables()[0].rows(), document.tables()[0].columns()), (3, 4));
    }

    #[test]
    fn a_table_inside_a_cell_is_one_of_its_own_and_a_caption_is_no_cell() {
        let mut builder = DocumentBuilder::default();
        builder.open_table();
        builder.open_caption();
        builder.push("in millions", 0);
        builder.open_cell(CellShape::PLAIN);
        builder.push("outer", 0);
        builder.open_table();
        builder.open_cell(CellShape::PLAIN);
        builder.push("inner", 0);
        builder.close_table();
        builder.open_cell(CellShape::PLAIN);
        builder.push("after", 0);
        builder.close_table();
        let document = builder.finish("t", Source { text: "".into(), skipped: 0 });
        let [inner, outer] = document.tables() else { panic!("two tables") };
        assert_eq!((inner.cells.len(), outer.cells.len()), (1, 2));
        assert_eq!((outer.caption, inner.caption), (Some(0), Some(1)));
        assert_eq!(outer.cells[1].column, 1);
    }
}
