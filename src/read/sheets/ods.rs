//! Workbooks of LibreOffice: each cell has the text that it shows beside its value.

use std::collections::HashSet;

use super::{Book, Content, SheetCell};
use crate::read::xml::{Element, Inside, LeftOut, Pieces, walk};

/// Reads the content of an ODS file, or a flat one.
pub(super) fn read(xml: &str, book: &mut Book) -> Result<(), String> {
    let mut sheets = Sheets {
        book,
        style: String::new(),
        hidden: HashSet::new(),
        name: None,
        cells: Vec::new(),
        row: 0,
        rows: 1,
        row_start: 0,
        column: 0,
        cell: None,
        wrong: None,
        left_out: LeftOut::default(),
    };
    let damage = walk(xml, &mut sheets);
    if let Some(wrong) = sheets.wrong {
        return Err(wrong);
    }
    // A file that is cut off ends inside of a sheet.
    if let Some((name, _)) = sheets.name.take() {
        let cells = std::mem::take(&mut sheets.cells);
        sheets.book.add(&name, cells);
    }
    let left_out = sheets.left_out.note();
    sheets.book.notes.extend(left_out);
    if let Some(damage) = damage {
        let note = format!("the file is damaged, and only what stands before that was read ({damage})");
        sheets.book.notes.push(note);
    }
    Ok(())
}

struct Sheets<'b> {
    book: &'b mut Book,
    /// The style that is being described.
    style: String,
    /// The styles of sheets that nobody sees.
    hidden: HashSet<String>,
    /// The open sheet, and whether it is seen.
    name: Option<(String, bool)>,
    cells: Vec<SheetCell>,
    row: u32,
    /// How many times the open row is repeated.
    rows: u32,
    /// The first cell of the open row.
    row_start: usize,
    column: u32,
    cell: Option<Cell>,
    /// Why the workbook is too large.
    wrong: Option<String>,
    left_out: LeftOut,
}

/// The cell that is open.
struct Cell {
    text: String,
    /// How many times it is repeated.
    count: u32,
    spans: (u16, u16),
    /// What kind of value it has.
    kind: String,
    /// Whether its text has begun: paragraphs are lines.
    has_lines: bool,
}

impl Sheets<'_> {
    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.text.trim();
        if !text.is_empty() {
            let content = match cell.kind.as_str() {
                "float" | "percentage" | "currency" => Content::of_figure(text),
                "date" | "time" | "boolean" => Content::Words,
                _ => Content::of_text(text),
            };
            for column in (self.column..).take(cell.count as usize) {
                if !self.may_add(text) {
                    break;
                }
                let spans = cell.spans;
                self.cells.push(SheetCell { spans, ..SheetCell::new(self.row, column, text.to_owned(), content) });
            }
        }
        self.column = self.column.saturating_add(cell.count);
    }

    fn close_row(&mut self) {
        let copied = self.row_start..self.cells.len();
        if !copied.is_empty() {
            for row in (self.row..).take(self.rows as usize).skip(1) {
                for i in copied.clone() {
                    let cell = SheetCell { row, ..self.cells[i].clone() };
                    if !self.may_add(&cell.text) {
                        return;
                    }
                    self.cells.push(cell);
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        self.row_start = self.cells.len();
        self.column = 0;
    }

    fn may_add(&mut self, text: &str) -> bool {
        if self.wrong.is_none() {
            self.wrong = self.book.count(text).err();
        }
        self.wrong.is_none()
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }
}

impl Pieces for Sheets<'_> {
    fn left_out(&mut self, entity: &str) {
        self.left_out.add(entity);
    }

    fn start(&mut self, element: &Element<'_>) -> Inside {
        if self.wrong.is_some() {
            return Inside::Skipped;
        }
        let value = |name: &str| element.attribute(name).unwrap_or_default();
        match element.name {
            "style" => self.style = value("name"),
            "table-properties" if value("display") == "false" => drop(self.hidden.insert(self.style.clone())),
            // What was deleted, comments, drawings, and the words of formulas and checks.
            "tracked-changes"
            | "annotation"
            | "shapes"
            | "frame"
            | "content-validations"
            | "calculation-settings"
            | "dde-links" => return Inside::Skipped,
            "table" if self.name.is_none() => {
                let is_seen = !self.hidden.contains(&value("style-name"));
                self.name = Some((value("name"), is_seen));
                (self.row, self.column, self.row_start) = (0, 0, 0);
                if !is_seen {
                    self.book.hidden.push(value("name"));
                }
            }
            "table-row" => self.rows = element.number("number-rows-repeated").unwrap_or(1).max(1),
            "table-cell" | "covered-table-cell" if self.name.as_ref().is_some_and(|(_, is_seen)| *is_seen) => {
                let size = |name: &str| element.number(name).unwrap_or(1_u16).max(1);
                self.cell = Some(Cell {
                    text: String::new(),
                    count: element.number("number-columns-repeated").unwrap_or(1).max(1),
                    spans: (size("number-rows-spanned"), size("number-columns-spanned")),
                    kind: value("value-type"),
                    has_lines: false,
                });
            }
            "p" => {
                if let Some(cell) = &mut self.cell
                    && std::mem::replace(&mut cell.has_lines, true)
                {
                    cell.text.push('\n');
                }
            }
            "s" => self.push(&" ".repeat(element.number::<usize>("c").unwrap_or(1).clamp(1, 1_000))),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
        Inside::Read
    }

    fn end(&mut self, name: &str) {
        match name {
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" => self.close_row(),
            "table" => {
                if let Some((name, _)) = self.name.take() {
                    let cells = std::mem::take(&mut self.cells);
                    self.book.add(&name, cells);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        // Blanks between elements are no text of the cell.
        if self.cell.as_ref().is_some_and(|cell| cell.has_lines) {
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }
}
