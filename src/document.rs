//! Decoded text, its blocks and sentences, and where each piece came from.
//!
//! A reader (`read/`) yields a `Document` for any bytes whatever: damaged input
//! costs a note, never the document. Blocks are what prose is made of; a check
//! never looks across the border of one. Code, link targets and comments are
//! not in the text at all.

mod address;
mod columns;
mod drawn;
mod plain;
mod table;

use std::sync::Arc;

pub use crate::document::address::Address;
pub use crate::document::columns::{Reach, columns, covered};
use crate::document::table::OpenTable;
pub use crate::document::table::{Cell, CellShape, Table};
use crate::span::Span;

/// One document, ready to be read.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the user calls it: its path, or `-` for standard input.
    pub name: String,
    text: Arc<str>,
    source: Source,
    blocks: Vec<Block>,
    tables: Vec<Table>,
    runs: Vec<Run>,
    /// From where on the text stands at each place of the layout, in order.
    addresses: Vec<(usize, Address)>,
    has_bytes: bool,
    is_whole: bool,
    before: Offset,
    /// Comments of the source that speak to this program, in its order.
    pub comments: Vec<Comment>,
    /// What the reader has to say about the document, such as undecodable bytes.
    pub notes: Vec<String>,
    /// The language asked for by the user, such as `en`; otherwise it is detected.
    pub language: Option<String>,
}

/// A comment of the source that speaks to this program, such as `statlint-ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says, without its marks.
    pub text: String,
    /// Where it stands in [`Source::text`], with its marks.
    pub source: Span,
    /// The block that it stands in, or the one that comes next.
    pub block: usize,
    /// Whether it stands inside of that block.
    pub is_inside: bool,
}

/// The decoded file, which reports point into.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file as text, without a byte order mark.
    pub text: Arc<str>,
    /// Bytes of the file before `text`: three for a UTF-8 byte order mark.
    pub skipped: usize,
}

/// How much of a file stands before a piece of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offset {
    /// In bytes.
    pub bytes: usize,
    /// Whole lines.
    pub lines: usize,
    /// Characters of the line in which the piece begins.
    pub columns: usize,
}

/// A run of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is in the layout.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// What a block is in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A title or section heading.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
}

/// How a comment begins that speaks to this program.
const ADDRESSED: &str = "statlint";

/// A stretch of text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: usize,
    source: usize,
    /// How many bytes it has in the source.
    len: usize,
    /// Whether it stands there byte for byte. If not, all of it came from all of that.
    is_exact: bool,
}

impl Run {
    fn start(&self, offset: usize) -> usize {
        if self.is_exact { self.source + (offset - self.text).min(self.len) } else { self.source }
    }

    fn end(&self, offset: usize) -> usize {
        if self.is_exact { self.source + (offset - self.text).min(self.len) } else { self.source + self.len }
    }
}

impl Document {
    /// A plain text whose paragraphs are divided by blank lines or line ends.
    pub fn plain(name: &str, source: Source) -> Document {
        let text = Arc::clone(&source.text);
        let (blocks, tables) = plain::blocks(&text);
        let runs = vec![Run { text: 0, source: 0, len: text.len(), is_exact: true }];
        let builder = DocumentBuilder { blocks, tables, runs, ..DocumentBuilder::default() };
        Document { text, ..builder.finish(name, source) }
    }

    /// A plain text in memory.
    pub fn from_text(name: &str, text: &str) -> Document {
        Document::plain(name, Source { text: text.into(), skipped: 0 })
    }

    /// The text that people read, without markup.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file as text, with markup.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The blocks, in the order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The tables, in the order in which they end.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The words under a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Where a span stands in [`Source::text`].
    ///
    /// A span that crosses markup covers the markup too.
    pub fn source_span(&self, span: Span) -> Span {
        let start = self.run_of(span.start).map_or(0, |run| run.start(span.start));
        let last = span.end.saturating_sub(1).max(span.start);
        let end = self.run_of(last).map_or(start, |run| run.end(span.end));
        Span::new(start, end.max(start))
    }

    /// Whether a span is one unbroken piece of the source, so that it can be replaced there.
    pub fn is_contiguous(&self, span: Span) -> bool {
        self.run_of(span.start).is_some_and(|run| run.is_exact && span.end <= run.text + run.len)
    }

    /// Where a place of the text is in the layout, if the document has one.
    pub fn address(&self, offset: usize) -> Option<&Address> {
        let after = self.addresses.partition_point(|(start, _)| *start <= offset);
        self.addresses.get(after.checked_sub(1)?).map(|(_, address)| address)
    }

    /// Whether [`Document::source`] is the file's own text. A PDF or a Word file has none: its
    /// source is the text that was taken out of it, and nothing can be replaced there.
    pub fn has_bytes(&self) -> bool {
        self.has_bytes
    }

    /// What of the file stands before [`Document::source`], if that is a record of it.
    pub fn before(&self) -> Offset {
        self.before
    }

    /// The same document as a file inside of another one, such as an archive: nothing can be
    /// written back.
    pub fn inside_of_another(self) -> Document {
        Document { is_whole: false, ..self }
    }

    /// The same document as what was taken out of a file that is no text: its places are those
    /// of the text that was taken out.
    pub fn taken_out(self) -> Document {
        Document { has_bytes: false, ..self }
    }

    /// Whether the source is the whole file and stands there as it is, so that a file that is
    /// written anew from it loses nothing.
    pub fn is_whole_file(&self) -> bool {
        self.has_bytes && self.is_whole
    }

    fn run_of(&self, offset: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text <= offset);
        self.runs.get(after.checked_sub(1)?)
    }
}

/// Builds a document out of pieces of a source with markup.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    text: String,
    blocks: Vec<Block>,
    tables: Vec<Table>,
    tables_open: Vec<OpenTable>,
    runs: Vec<Run>,
    comments: Vec<Comment>,
    open: Option<(BlockKind, usize)>,
    addresses: Vec<(usize, Address)>,
    before: Offset,
    is_piece: bool,
}

impl DocumentBuilder {
    /// Begins a block; what was open before is closed. Inside a cell of a table every
    /// block is one of that cell.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        let kind = if self.is_in_cell() { BlockKind::TableCell } else { kind };
        self.open = Some((kind, self.text.len()));
    }

    /// Ends the open block, if there is one.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        let piece = &self.text[start..];
        let from = start + (piece.len() - piece.trim_start().len());
        let span = Span::new(from, from + piece.trim().len());
        if !span.is_empty() {
            self.blocks.push(Block { kind, span });
        }
        if self.text.len() > start {
            self.text.push_str("\n\n");
        }
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds text that stands at `source` of the source, byte for byte.
    pub fn push(&mut self, text: &str, source: usize) {
        match self.runs.last_mut() {
            Some(run) if run.is_exact && run.text + run.len == self.text.len() && run.source + run.len == source => {
                run.len += text.len()
            }
            _ => self.runs.push(Run { text: self.text.len(), source, len: text.len(), is_exact: true }),
        }
        self.text.push_str(text);
    }

    /// Adds text that the source writes in another way (an entity, a line break): it
    /// points at the place that it came from.
    pub fn push_rendered(&mut self, text: &str, source: Span) {
        self.runs.push(Run { text: self.text.len(), source: source.start, len: source.len(), is_exact: false });
        self.text.push_str(text);
    }

    /// Says where in the layout the text from here on stands.
    pub fn at(&mut self, address: Address) {
        self.addresses.push((self.text.len(), address));
    }

    /// Says that the source is a piece of its file, and what stands before it.
    pub fn offset(&mut self, before: Offset) {
        self.before = before;
        self.is_piece = true;
    }

    /// How much text there is so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text of a file that is no text: its place is where it stands in what was taken out of it.
    pub fn push_extracted(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes back the last character of extracted text: a hyphen at the end of a line.
    pub fn drop_last_character(&mut self) {
        self.text.pop();
    }

    /// The finished document of a file that is no text.
    pub fn finish_extracted(mut self, name: &str) -> Document {
        self.close_all();
        let text: Arc<str> = std::mem::take(&mut self.text).into();
        self.runs = vec![Run { text: 0, source: 0, len: text.len(), is_exact: true }];
        let source = Source { text: Arc::clone(&text), skipped: 0 };
        Document { text, has_bytes: false, ..self.finish(name, source) }
    }

    fn close_all(&mut self) {
        while !self.tables_open.is_empty() {
            self.close_table();
        }
        self.close();
    }

    /// Takes a comment of the source, without its marks, and where it stands with them. A
    /// comment that does not speak to this program is left out.
    pub fn comment(&mut self, text: &str, source: Span) {
        if text.trim_start().starts_with(ADDRESSED) {
            let text = text.trim().to_owned();
            let (block, is_inside) = (self.blocks.len(), self.open.is_some());
            self.comments.push(Comment { text, source, block, is_inside });
        }
    }

    /// The finished document.
    pub fn finish(mut self, name: &str, source: Source) -> Document {
        self.close_all();
        Document {
            name: name.to_owned(),
            text: self.text.into(),
            source,
            blocks: self.blocks,
            tables: self.tables,
            runs: self.runs,
            addresses: self.addresses,
            has_bytes: true,
            is_whole: !self.is_piece,
            before: self.before,
            comments: self.comments,
            notes: Vec::new(),
            language: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_lines_are_several() {
        let wrapped = "The committee found that the number of vessels which entered\nthe harbour rose.";
        assert_eq!(Document::from_text("t", wrapped).blocks().len(), 1);
        assert_eq!(Document::from_text("t", "Revenue 12\nCosts 10").blocks().len(), 2);
    }

    #[test]
    fn a_span_that_crosses_markup_covers_the_markup_in_the_source() {
        let mut builder = DocumentBuilder::default();
        builder.open(BlockKind::Paragraph);
        builder.push("8 6", 2);
        builder.push("12 ha", 7);
        let document = builder.finish("t", Source { text: "**8 6**12 ha".into(), skipped: 0 });
        assert_eq!(document.text().trim_end(), "8 612 ha");
        assert_eq!(document.source_span(Span::new(0, 5)), Span::new(2, 9));
        assert!(!document.is_contiguous(Span::new(0, 5)));
        assert!(document.is_contiguous(Span::new(3, 8)));
    }
}
