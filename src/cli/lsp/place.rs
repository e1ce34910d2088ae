//! Offsets into a text as positions of the protocol, and back.
//!
//! A position is a line and what stands before it on the line, counted in bytes
//! or in UTF-16 units, as the client prefers. The units are counted in advance
//! at every so many bytes, so that a long line costs no more than a short one.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::span::Span;

/// Units are counted in advance at every so many bytes.
const STRIDE: usize = 1024;

/// In what a client counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every client knows.
    Utf16,
}

impl Encoding {
    /// The better one of those that a client knows.
    pub(super) fn choose(known: &[PositionEncodingKind]) -> Encoding {
        if known.contains(&PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 }
    }

    /// The word of the protocol for it.
    pub(super) fn word(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines {
    encoding: Encoding,
    /// Where each line begins; the first entry is 0.
    starts: Vec<usize>,
    /// Offsets about a stride apart, each on the border of a character, and the units before it.
    marks: Vec<(usize, usize)>,
}

impl Lines {
    /// Indexes a text.
    pub(super) fn new(text: &str, encoding: Encoding) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        // A carriage return alone ends a line of the protocol, too.
        starts.extend(memchr::memchr2_iter(b'\n', b'\r', bytes).filter_map(|at| {
            let is_first_of_two = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            (!is_first_of_two).then_some(at + 1)
        }));
        let mut marks = vec![(0, 0)];
        let (mut from, mut units) = (0, 0);
        while from + STRIDE < text.len() {
            let to = text.ceil_char_boundary(from + STRIDE);
            units += encoding.units(&text[from..to]);
            marks.push((to, units));
            from = to;
        }
        Lines { encoding, starts, marks }
    }

    /// The range of a span.
    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }

    /// The position of an offset.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let character = self.units_before(text, offset) - self.units_before(text, self.starts[line]);
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            character: u32::try_from(character).unwrap_or(u32::MAX),
        }
    }

    /// The offset of a position; one beyond the end of its line is that end.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let rest = &text[start..end];
        let rest = rest.trim_end_matches(['\n', '\r']);
        let mut units = position.character as usize;
        for (at, c) in rest.char_indices() {
            let width = match self.encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
            };
            if units < width {
                return start + at;
            }
            units -= width;
        }
        start + rest.len()
    }

    fn units_before(&self, text: &str, offset: usize) -> usize {
        let (from, units) = self.marks[self.marks.partition_point(|(at, _)| *at <= offset) - 1];
        units + self.encoding.units(&text[from..offset])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position(text: &str, offset: usize, encoding: Encoding) -> (u32, u32) {
        let Position { line, character } = Lines::new(text, encoding).position(text, offset);
        (line, character)
    }

    #[test]
    fn a_position_counts_what_the_client_counts() {
        let text = "é\r\na😀9,26";
        let at = text.find('9').unwrap();
        assert_eq!(position(text, at, Encoding::Utf16), (1, 3));
        assert_eq!(position(text, at, Encoding::Utf8), (1, 5));
        assert_eq!(position("a\rb\n", 2, Encoding::Utf16), (1, 0));
        assert_eq!(position("a\rb\n", 4, Encoding::Utf16), (2, 0));
    }

    #[test]
    fn a_position_that_is_not_there_is_the_nearest_one() {
        let text = "one\ntwo";
        let lines = Lines::new(text, Encoding::Utf16);
        assert_eq!(lines.offset(text, Position { line: 0, character: 99 }), 3);
        assert_eq!(lines.offset(text, Position { line: 9, character: 0 }), 7);
        assert_eq!(Lines::new("😀", Encoding::Utf16).offset("😀", Position { line: 0, character: 1 }), 0);
    }

    proptest! {
        #[test]
        fn every_offset_comes_back(text in "([a-z万é😀\r\n ]{0,60}){0,60}", utf8: bool) {
            let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let lines = Lines::new(&text, encoding);
            for (offset, c) in text.char_indices() {
                // The second half of a line's end belongs to no position of its own.
                if c == '\n' && text[..offset].ends_with('\r') {
                    continue;
                }
                prop_assert_eq!(lines.offset(&text, lines.position(&text, offset)), offset);
            }
        }
    }
}
