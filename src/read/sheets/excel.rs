//! Workbooks of Excel since 2007. calamine reads the cells one after the other, so that the
//! size that a sheet claims to have costs nothing.
//!
//! XLSB files have number formats too, but calamine does not tell which cell has which: their
//! figures are read as they are stored.

use std::collections::HashMap;
use std::fmt::Display;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xlsb, Xlsx};

use super::printed::{Formats, GENERAL};
use super::{Book, Content, SheetCell};
use crate::read::caught::caught;
use crate::read::package::Package;

/// Reads an XLSX, XLSM or XLSB file.
pub(super) fn read(bytes: &[u8], book: &mut Book) -> Result<(), String> {
    let mut package = Package::open(bytes)?;
    package.measure()?;
    let is_binary = package.has("xl/workbook.bin");
    if !is_binary && !package.has("xl/workbook.xml") && !package.has("_rels/.rels") {
        return Err(no_sheets("xl/workbook.xml"));
    }
    let read = caught(|| if is_binary { binary(bytes, book) } else { xml(bytes, book) });
    read.unwrap_or_else(|| Err("it is damaged".to_owned()))
}

fn xml(bytes: &[u8], book: &mut Book) -> Result<(), String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut formats = Formats::new(workbook.has_1904_epoch());
    for name in sheets(workbook.sheets_metadata(), book, "xl/workbook.xml")? {
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells = Vec::new();
        let mut wrong = None;
        match workbook.worksheet_cells_reader(&name) {
            Err(error) => wrong = Some(error.to_string()),
            Ok(mut reader) => loop {
                let (cell, style) = match reader.next_cell_with_style_id() {
                    Ok(Some(next)) => next,
                    Ok(None) => break,
                    Err(error) => {
                        wrong = Some(error.to_string());
                        break;
                    }
                };
                let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                let code = format.map_or(GENERAL, |format| format.format_code.as_str());
                let value = Data::from(cell.get_value().clone());
                cells.extend(shown(book, &mut formats, cell.get_position(), value, Some(code))?);
            },
        }
        book.note_damage(&name, wrong);
        merge(&mut cells, &merged);
        book.add(&name, cells);
    }
    Ok(())
}

fn binary(bytes: &[u8], book: &mut Book) -> Result<(), String> {
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut formats = Formats::new(workbook.has_1904_epoch());
    for name in sheets(workbook.sheets_metadata(), book, "xl/workbook.bin")? {
        let mut cells = Vec::new();
        let mut wrong = None;
        match workbook.worksheet_cells_reader(&name) {
            Err(error) => wrong = Some(error.to_string()),
            Ok(mut reader) => loop {
                match reader.next_cell() {
                    Ok(Some(cell)) => {
                        let value = Data::from(cell.get_value().clone());
                        cells.extend(shown(book, &mut formats, cell.get_position(), value, None)?);
                    }
                    Ok(None) => break,
                    Err(error) => {
                        wrong = Some(error.to_string());
                        break;
                    }
                }
            },
        }
        book.note_damage(&name, wrong);
        book.add(&name, cells);
    }
    book.notes.push("the number formats of XLSB files are not read: figures are read as they are stored".to_owned());
    Ok(())
}

fn damaged(error: impl Display) -> String {
    format!("it is damaged or cut off ({error})")
}

/// The names of the sheets that people see; the others are noted.
pub(super) fn sheets(sheets: &[Sheet], book: &mut Book, part: &str) -> Result<Vec<String>, String> {
    if sheets.is_empty() {
        return Err(no_sheets(part));
    }
    let mut seen = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        match sheet.visible {
            SheetVisible::Visible => seen.push(sheet.name.clone()),
            SheetVisible::Hidden | SheetVisible::VeryHidden => book.hidden.push(sheet.name.clone()),
        }
    }
    Ok(seen)
}

fn no_sheets(part: &str) -> String {
    format!("it has no part {part}, where the sheets should be named")
}

/// A cell as it is shown, in a format; `None` if there is nothing to see.
pub(super) fn shown(
    book: &mut Book,
    formats: &mut Formats,
    (row, column): (u32, u32),
    value: Data,
    code: Option<&str>,
) -> Result<Option<SheetCell>, String> {
    let (text, content) = match value {
        Data::Empty => return Ok(None),
        Data::Int(number) => formats.number(&number.to_string(), code.unwrap_or(GENERAL)),
        Data::Float(number) => formats.number(&number.to_string(), code.unwrap_or(GENERAL)),
        Data::DateTime(date) => {
            let usual = if date.is_duration() { "[h]:mm:ss" } else { "yyyy-mm-dd" };
            (formats.date(&date, code.unwrap_or(usual)), Content::Words)
        }
        Data::Bool(is_true) => (if is_true { "TRUE" } else { "FALSE" }.to_owned(), Content::Words),
        Data::Error(error) => (error.to_string(), Content::Figure),
        Data::String(text) => {
            let content = Content::of_text(&text);
            (text, content)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => (text, Content::Words),
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    book.count(&text)?;
    Ok(Some(SheetCell::new(row, column, text, content)))
}

/// Gives cells that cover others the size that they have.
pub(super) fn merge(cells: &mut [SheetCell], merged: &[Dimensions]) {
    let size = |first: u32, last: u32| u16::try_from(last.saturating_sub(first)).unwrap_or(u16::MAX).saturating_add(1);
    let spans: HashMap<(u32, u32), (u16, u16)> = merged
        .iter()
        .map(|area| (area.start, (size(area.start.0, area.end.0), size(area.start.1, area.end.1))))
        .collect();
    for cell in cells {
        if let Some(spans) = spans.get(&(cell.row, cell.column)) {
            cell.spans = *spans;
        }
    }
}
