//! What Word documents and OpenDocument texts have in common: a zip file of XML,
//! paragraphs that are counted, tables, notes.

mod docx;
mod odt;

use crate::document::{Address, BlockKind, CellShape, Document, DocumentBuilder};
use crate::read::package::Package;
use crate::read::raised::raised;
use crate::read::xml::LeftOut;
use crate::read::{ENCRYPTED, ReadError, encoding};
use crate::span::Span;

/// The parts of a DOCX file that hold its text and its notes.
pub const WORD_PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

/// Stands for a formula, so that the words around it do not run together.
const OMITTED: &str = "\u{FFFC}";

/// Reads a DOCX file.
pub(super) fn read_docx(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(name, bytes, WORD_PARTS[0], docx::read, Text::default()).map(|(document, _)| document)
}

/// A Word document, and where its text stands in the parts of its file.
#[derive(Debug)]
pub struct Traced {
    /// What [`crate::read::read`] makes of it.
    pub document: Document,
    /// The pieces of its text, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of text and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// In the text of the document.
    pub text: Span,
    /// Which of [`WORD_PARTS`] it is in.
    pub part: usize,
    /// In the XML of the part.
    pub xml: Span,
    /// Whether it stands there byte for byte.
    pub is_exact: bool,
}

/// Reads a DOCX file, and notes where its text stands.
pub fn read_traced(name: &str, bytes: &[u8]) -> Result<Traced, ReadError> {
    let text = Text { trace: Some(Vec::new()), ..Text::default() };
    let (document, pieces) = read(name, bytes, WORD_PARTS[0], docx::read, text)?;
    Ok(Traced { document, pieces })
}

/// Reads an ODT file.
pub(super) fn read_odt(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(name, bytes, "content.xml", odt::read, Text::default()).map(|(document, _)| document)
}

fn read(
    name: &str,
    bytes: &[u8],
    main: &str,
    into: fn(&str, &mut Package<'_>, &mut Text) -> Result<(), String>,
    mut text: Text,
) -> Result<(Document, Vec<Piece>), ReadError> {
    let damaged = |reason| ReadError::Damaged { name: name.to_owned(), reason };
    let mut package = Package::open(bytes).map_err(damaged)?;
    if part(&mut package, "META-INF/manifest.xml").map_err(damaged)?.is_some_and(|it| it.contains("encryption-data")) {
        return Err(damaged(ENCRYPTED.to_owned()));
    }
    let xml = part(&mut package, main).map_err(damaged)?;
    let xml = xml.ok_or_else(|| damaged(format!("it has no part {main}, where the text should be")))?;
    into(&xml, &mut package, &mut text).map_err(damaged)?;
    text.notes.extend(text.left_out.note());
    let (notes, pieces) = (text.notes, text.trace.unwrap_or_default());
    let mut document = text.builder.finish_extracted(name);
    document.notes.extend(notes);
    Ok((document, pieces))
}

/// A part as text.
fn part(package: &mut Package<'_>, name: &str) -> Result<Option<String>, String> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    encoding::decoded(&bytes).map(Some).ok_or_else(|| format!("its part {name} holds no text"))
}

/// The text as it is read.
#[derive(Debug, Default)]
struct Text {
    builder: DocumentBuilder,
    notes: Vec<String>,
    left_out: LeftOut,
    paragraphs: u32,
    /// The number of the note whose text is read.
    note: Option<u32>,
    tables: u32,
    /// For each open table its number, row and column.
    open: Vec<(u32, u32, u32)>,
    /// The kind of the paragraph that has begun and has no text yet.
    pending: Option<BlockKind>,
    /// Where the text stands, if somebody wants to know.
    trace: Option<Vec<Piece>>,
    /// Which part of the file is read, and where in it the piece stands that is taken.
    part: usize,
    at: Span,
}

/// How a piece of text is shown.
#[derive(Debug, Default, Clone, Copy)]
struct Look {
    is_raised: bool,
    /// Hidden, or struck out.
    is_unseen: bool,
}

impl Text {
    fn open_paragraph(&mut self, kind: BlockKind) {
        self.builder.close();
        self.pending = Some(kind);
    }

    fn close_paragraph(&mut self) {
        self.builder.close();
        self.pending = None;
    }

    fn push(&mut self, text: &str, look: Look) {
        if look.is_unseen || text.is_empty() {
            return;
        }
        let written = text;
        let raised = if look.is_raised { raised(text) } else { Some(text.to_owned()) };
        let Some(text) = raised else { return };
        if self.pending.is_some() || !self.builder.is_open() {
            if text.trim().is_empty() {
                return;
            }
            self.builder.open(self.pending.take().unwrap_or(BlockKind::Paragraph));
            let address = self.address();
            self.builder.at(address);
        }
        let start = self.builder.len();
        self.builder.push_extracted(&text);
        if let Some(trace) = &mut self.trace {
            let (text, is_exact) =
                (Span::new(start, self.builder.len()), text == written && self.at.len() == text.len());
            trace.push(Piece { text, part: self.part, xml: self.at, is_exact });
        }
    }

    /// Where the paragraph stands that begins now.
    fn address(&mut self) -> Address {
        if let Some((table, row, column)) = self.open.last().copied() {
            return Address::Cell { table: Some(table), row, column };
        }
        if let Some(note) = self.note {
            return Address::Note(note);
        }
        self.paragraphs += 1;
        Address::Paragraph(self.paragraphs)
    }

    fn open_table(&mut self) {
        self.close_paragraph();
        self.tables += 1;
        self.open.push((self.tables, 0, 0));
        self.builder.open_table();
    }

    fn open_row(&mut self) {
        self.close_paragraph();
        if let Some((_, row, column)) = self.open.last_mut() {
            *row += 1;
            *column = 0;
        }
        self.builder.open_row();
    }

    fn open_cell(&mut self, shape: CellShape) {
        self.close_paragraph();
        if let Some((_, _, column)) = self.open.last_mut() {
            *column += 1;
        }
        self.builder.open_cell(shape);
        // The cell's block is opened with its first paragraph.
        self.builder.close();
    }

    /// Cells that others reach into or that are empty.
    fn skip_cells(&mut self, count: u32) {
        if let Some((_, _, column)) = self.open.last_mut() {
            *column = column.saturating_add(count);
        }
        self.builder.skip_columns(count);
    }

    fn close_cell(&mut self) {
        self.close_paragraph();
        self.builder.close_cell();
    }

    fn close_table(&mut self) {
        self.close_paragraph();
        self.open.pop();
        self.builder.close_table();
    }
}
