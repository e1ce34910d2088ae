//! Where a piece of text stands, in the words that people use for its kind of document.
//!
//! Text files have lines and columns. A page, a paragraph, a cell or a record is
//! what somebody who has the document open can find.

use std::fmt;
use std::sync::Arc;

/// A place in the layout of a document. Numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page.
    Page(u32),
    /// A paragraph outside tables and notes.
    Paragraph(u32),
    /// A footnote or an endnote.
    Note(u32),
    /// A cell of a table.
    Cell {
        /// Which table, where there may be several.
        table: Option<u32>,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// A cell of a spreadsheet.
    SheetCell {
        /// The name of the sheet.
        sheet: Arc<str>,
        /// Its row.
        row: u32,
        /// Its column; 2 is B.
        column: u32,
    },
    /// A field of a record.
    Field {
        /// Which record.
        record: u64,
        /// What the record calls itself.
        id: Option<Arc<str>>,
        /// The name of the field.
        field: Arc<str>,
    },
}

impl Address {
    /// What kind of place it is, in one word.
    pub fn kind(&self) -> &'static str {
        match self {
            Address::Page(_) => "page",
            Address::Paragraph(_) => "paragraph",
            Address::Note(_) => "note",
            Address::Cell { .. } | Address::SheetCell { .. } => "cell",
            Address::Field { .. } => "record",
        }
    }

    /// What the record is called whose field it is.
    pub fn record(&self) -> Option<String> {
        match self {
            Address::Field { record, id: Some(id), .. } => Some(format!("record {record} ({id})")),
            Address::Field { record, .. } => Some(format!("record {record}")),
            _ => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Page(page) => write!(f, "page {page}"),
            Address::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
            Address::Note(note) => write!(f, "note {note}"),
            Address::Cell { table, row, column } => {
                if let Some(table) = table {
                    write!(f, "table {table}, ")?;
                }
                write!(f, "row {row}, column {column}")
            }
            Address::SheetCell { sheet, row, column } => write!(f, "{sheet}!{}{row}", letters(*column)),
            Address::Field { field, .. } => {
                f.write_str(&self.record().unwrap_or_default())?;
                write!(f, ", field {field}")
            }
        }
    }
}

/// A column of a spreadsheet: 1 is A, 27 is AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(index) = rest.checked_sub(1) {
        letters.push(char::from(b'A' + u8::try_from(index % 26).unwrap_or(0)));
        rest = index / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_sheet_have_letters() {
        let cell = |column| Address::SheetCell { sheet: "Sales".into(), row: 12, column }.to_string();
        assert_eq!([cell(2), cell(26), cell(27), cell(703)].join(" "), "Sales!B12 Sales!Z12 Sales!AA12 Sales!AAA12");
    }
}
