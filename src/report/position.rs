//! From spans of the text to places in the file.
//!
//! Built once for a document, so that a look-up costs a binary search and at
//! most [`STRIDE`] bytes of counting, however long a line is.

use crate::document::Document;
pub use crate::span::Place;
use crate::span::Span;

/// Characters are counted in advance at every so many bytes.
const STRIDE: usize = 1024;

/// A path as build servers know it: from the root of the repository, with forward slashes.
pub(super) fn in_repository(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

/// The lines and characters of one document's source.
#[derive(Debug)]
pub struct Positions<'d> {
    document: &'d Document,
    /// Where each line begins; the first entry is 0.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`].
    counted: Vec<usize>,
}

impl<'d> Positions<'d> {
    /// Indexes the source of a document.
    pub fn new(document: &'d Document) -> Positions<'d> {
        let text = document.source().text.as_bytes();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', text).map(|at| at + 1));
        let mut counted = vec![0];
        let mut total = 0;
        counted.extend(text.chunks_exact(STRIDE).map(|chunk| {
            total += characters(chunk);
            total
        }));
        Positions { document, lines, counted }
    }

    /// The document.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// Where a span of the text stands in the file.
    pub fn place(&self, span: Span) -> Place {
        self.place_in_source(self.document.source_span(span))
    }

    /// Where a span of the source stands in the file, whose byte order mark counts.
    pub fn place_in_source(&self, source: Span) -> Place {
        let (line, column) = self.line_and_column(source.start);
        let (end_line, end_column) = self.line_and_column(source.end);
        let skipped = self.document.source().skipped;
        Place { start: source.start + skipped, end: source.end + skipped, line, column, end_line, end_column }
    }

    /// How many characters of the source stand before an offset into it.
    pub fn characters_before(&self, offset: usize) -> usize {
        let text = self.document.source().text.as_bytes();
        let offset = offset.min(text.len());
        let mark = offset / STRIDE;
        self.counted[mark] + characters(&text[mark * STRIDE..offset])
    }

    /// The line of the file around an offset into the source, from 1, and its bytes without the line's end.
    pub(super) fn line_around(&self, offset: usize) -> (usize, Span) {
        let text = &self.document.source().text;
        let line = self.line_of(offset);
        let start = self.lines[line - 1];
        let end = self.lines.get(line).map_or(text.len(), |next| next - 1);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        (line + self.document.before().lines, Span::new(start, end))
    }

    /// How people call the place of a span: `3:15`, or the page, paragraph or cell of a file
    /// that has no lines.
    pub fn name(&self, span: Span) -> String {
        self.name_in_layout(span).unwrap_or_else(|| {
            let place = self.place(span);
            format!("{}:{}", place.line, place.column)
        })
    }

    /// The page, paragraph or cell of a span in a file that has no lines.
    pub fn name_in_layout(&self, span: Span) -> Option<String> {
        let address = self.document.address(span.start).filter(|_| !self.document.has_bytes());
        address.map(ToString::to_string)
    }

    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let column = self.characters_before(offset) - self.characters_before(self.lines[line - 1]) + 1;
        let before = self.document.before();
        (line + before.lines, if line == 1 { column + before.columns } else { column })
    }

    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }
}

/// How many characters begin in a piece of UTF-8, which may be cut anywhere.
fn characters(utf8: &[u8]) -> usize {
    // Bytes 10xxxxxx continue a character.
    utf8.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{BlockKind, DocumentBuilder, Source};

    fn place(text: &str, start: usize, end: usize) -> Place {
        Positions::new(&Document::from_text("t", text)).place(Span::new(start, end))
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let expected = Place { start: 8, end: 14, line: 2, column: 2, end_line: 2, end_column: 4 };
        assert_eq!(place("one\r\n万吨毒品", 8, 14), expected);
    }

    #[test]
    fn the_ends_of_a_text_have_a_place() {
        assert_eq!(place("", 0, 0), Place { start: 0, end: 0, line: 1, column: 1, end_line: 1, end_column: 1 });
        let last = place("a\nbc\n", 5, 5);
        assert_eq!((last.line, last.column), (3, 1));
        assert_eq!(place("a\nbc", 0, 4).end_column, 3);
    }

    #[test]
    fn a_byte_order_mark_counts_as_bytes_and_not_as_a_column() {
        let document = Document::plain("t", Source { text: "9,26".into(), skipped: 3 });
        let place = Positions::new(&document).place(Span::new(0, 4));
        assert_eq!((place.start, place.end, place.column), (3, 7, 1));
    }

    #[test]
    fn markup_is_counted() {
        let mut builder = DocumentBuilder::default();
        builder.open(BlockKind::Paragraph);
        builder.push("8 6", 2);
        builder.push("12 ha", 7);
        let document = builder.finish("t", Source { text: "**8 6**12 ha".into(), skipped: 0 });
        let place = Positions::new(&document).place(Span::new(0, 5));
        assert_eq!((place.column, place.end_column), (3, 10));
    }

    #[test]
    fn the_line_around_an_offset_has_no_line_end() {
        let document = Document::from_text("t", "one\r\ntwo\r\n");
        let positions = Positions::new(&document);
        assert_eq!(positions.line_around(4), (1, Span::new(0, 3)));
        assert_eq!(positions.line_around(6), (2, Span::new(5, 8)));
        assert_eq!(positions.line_around(10), (3, Span::new(10, 10)));
    }

    proptest! {
        #[test]
        fn every_place_is_what_counting_from_the_start_gives(text in "([a-z万é\n ]{0,40}\n?){0,90}") {
            let document = Document::from_text("t", &text);
            let positions = Positions::new(&document);
            for (offset, _) in text.char_indices().step_by(7) {
                let before = &text[..offset];
                let place = positions.place(Span::new(offset, offset));
                prop_assert_eq!(place.line, before.matches('\n').count() + 1);
                prop_assert_eq!(place.column, before.rsplit('\n').next().unwrap().chars().count() + 1);
                prop_assert_eq!(positions.characters_before(offset), before.chars().count());
            }
        }
    }
}
