//! Workbooks: XLSX, XLSM and XLSB, XLS, ODS and its flat form.
//!
//! What is read of a cell is what somebody who opens the workbook sees in it: the value that was
//! last computed, in the cell's number format. Cells without text cost nothing, however many of
//! them a sheet claims to have. Hidden sheets are left out and named.

mod excel;
mod layout;
mod ods;
mod printed;
mod xls;

use std::sync::Arc;

use crate::document::{Document, DocumentBuilder};
use crate::read::package::Package;
use crate::read::{ENCRYPTED, ReadError, encoding};

/// A workbook with more text in its cells is not read: one text may be shown by any number of them.
const MOST_TEXT: usize = 256 << 20;

/// A workbook with more cells is not read.
const MOST_CELLS: usize = 4_000_000;

/// Reads a workbook of Excel.
pub(super) fn read_excel(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(name, |book| if bytes.starts_with(b"PK") { excel::read(bytes, book) } else { xls::read(bytes, book) })
}

/// Reads a workbook of LibreOffice.
pub(super) fn read_ods(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(name, |book| {
        let mut package = Package::open(bytes)?;
        if package.part("META-INF/manifest.xml")?.is_some_and(|part| holds(&part, b"encryption-data")) {
            return Err(ENCRYPTED.to_owned());
        }
        let content = package.part("content.xml")?.ok_or("it has no part content.xml, where the sheets should be")?;
        let decoded = encoding::decode(&content).ok_or("its part content.xml holds no text")?;
        ods::read(&decoded.text, book)
    })
}

/// Reads a workbook of LibreOffice that is one file of XML.
pub(super) fn read_fods(name: &str, xml: &str) -> Result<Document, ReadError> {
    read(name, |book| ods::read(xml, book))
}

fn read(name: &str, into: impl FnOnce(&mut Book) -> Result<(), String>) -> Result<Document, ReadError> {
    let mut book = Book::default();
    into(&mut book).map_err(|reason| ReadError::Damaged { name: name.to_owned(), reason })?;
    let notes = book.notes();
    let mut document = book.builder.finish_extracted(name);
    document.notes.extend(notes);
    Ok(document)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

/// A workbook as it is read.
#[derive(Debug, Default)]
struct Book {
    builder: DocumentBuilder,
    text: usize,
    cells: usize,
    hidden: Vec<String>,
    notes: Vec<String>,
}

/// A cell with text. Rows and columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SheetCell {
    row: u32,
    column: u32,
    /// How many rows and columns it covers.
    spans: (u16, u16),
    text: String,
    content: Content,
}

/// What a cell holds, as far as the layout of its sheet depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Words; a date is one too.
    Words,
    /// A whole number that could be a year.
    Year,
    /// Any other figure, or an error in the place of one.
    Figure,
}

impl Content {
    /// What a figure is.
    fn of_figure(text: &str) -> Content {
        let is_year = text.len() == 4
            && (text.starts_with("19") || text.starts_with("20"))
            && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_year { Content::Year } else { Content::Figure }
    }

    /// What text is that somebody typed: figures may be text too, and so may errors.
    fn of_text(text: &str) -> Content {
        let text = text.trim();
        let is_figure = text.len() <= LONGEST_FIGURE
            && text.contains(|c: char| c.is_ascii_digit())
            && !text.contains(|c: char| c.is_alphabetic() || matches!(c, '/' | ':'))
            && !text.trim_start_matches('-').contains('-');
        let is_error = text.starts_with('#') && text.ends_with(['!', '?', 'A']) && !text.contains(' ');
        match is_figure {
            true => Content::of_figure(text),
            false if is_error => Content::Figure,
            false => Content::Words,
        }
    }
}

/// Longer texts are no figures.
const LONGEST_FIGURE: usize = 40;

impl SheetCell {
    fn new(row: u32, column: u32, text: String, content: Content) -> SheetCell {
        SheetCell { row, column, spans: (1, 1), text, content }
    }
}

impl Book {
    /// Counts a cell that is about to be kept; why the workbook is too large, if it is.
    fn count(&mut self, text: &str) -> Result<(), String> {
        self.cells += 1;
        self.text += text.len();
        if self.cells > MOST_CELLS {
            let most = MOST_CELLS / 1_000_000;
            return Err(format!("it has more than {most} million cells with text; save the sheets that matter as CSV"));
        }
        if self.text > MOST_TEXT {
            return Err(format!("its cells hold more than {} MiB of text", MOST_TEXT >> 20));
        }
        Ok(())
    }

    /// Says that a sheet could not be read to its end, and why.
    fn note_damage(&mut self, sheet: &str, wrong: Option<String>) {
        if let Some(wrong) = wrong {
            let note = format!("the sheet {sheet:?} is damaged, and only what stands before that was read ({wrong})");
            self.notes.push(note);
        }
    }

    /// Adds a sheet.
    fn add(&mut self, name: &str, cells: Vec<SheetCell>) {
        layout::lay_out(&mut self.builder, &Arc::from(name), cells);
    }

    fn notes(&mut self) -> Vec<String> {
        let mut notes = std::mem::take(&mut self.notes);
        match self.hidden.as_slice() {
            [] => {}
            [one] => notes.push(format!("the hidden sheet {one:?} was left out")),
            several => {
                let names: Vec<String> = several.iter().take(NAMED).map(|name| format!("{name:?}")).collect();
                let more = if several.len() > NAMED { ", …" } else { "" };
                notes.push(format!("{} hidden sheets were left out: {}{more}", several.len(), names.join(", ")));
            }
        }
        notes
    }
}

/// How many hidden sheets a note names.
const NAMED: usize = 3;
