//! Tables as text: CSV and TSV, with whatever divides their fields.
//!
//! A field points back to the file, so that its figures have a line and column as
//! well as a row and a column of the table. Rows may be of different lengths.

use std::ops::Range;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::document::{Address, CellShape, Document, DocumentBuilder, Source};
use crate::span::Span;

/// What may divide fields, the most telling first: a comma also stands inside figures.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// How much of the file shows what divides its fields.
const SAMPLE: usize = 64 << 10;

/// How many rows of another length a note names.
const NAMED: usize = 3;

/// Reads CSV or TSV.
pub(super) fn read(name: &str, source: Source) -> Document {
    let text = &*source.text;
    let (start, delimiter) = declared(text).unwrap_or_else(|| (0, detect(&text[..text.floor_char_boundary(SAMPLE)])));
    let mut rows = Rows::default();
    let mut notes = Vec::new();
    let is_closed = fields(text, start, delimiter, Quotes::Enclose, &mut |field| rows.add(text, &field));
    if !is_closed {
        // One mark that is never closed would swallow the rest of the table.
        rows = Rows::default();
        fields(text, start, delimiter, Quotes::Stand, &mut |field| rows.add(text, &field));
        notes.push("a quotation mark is never closed, so quotation marks were read as they stand".to_owned());
    }
    notes.extend(rows.uneven(&source.text));
    rows.builder.close_table();
    let mut document = rows.builder.finish(name, source);
    document.notes.extend(notes);
    document
}

/// What quotation marks do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// They stand around a field.
    Enclose,
    /// They are part of it.
    Stand,
}

/// A field of a row.
struct Field<'t> {
    /// What it says.
    text: &'t str,
    /// What stands there in the source, with marks and the delimiter.
    source: Range<usize>,
    ends_row: bool,
}

/// Hands over the fields of a text; whether the last quotation mark is closed.
fn fields(text: &str, start: usize, delimiter: u8, quotes: Quotes, take: &mut dyn FnMut(Field<'_>)) -> bool {
    let bytes = text.as_bytes();
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).quoting(quotes == Quotes::Enclose).build();
    let (mut at, mut begun) = (start, start);
    let mut output = Vec::new();
    let mut buffer = [0; 4096];
    let mut is_closed = true;
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer);
        at += read;
        output.extend_from_slice(&buffer[..written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::End => return is_closed,
            ReadFieldResult::Field { record_end } => {
                let piece = text[begun..at].trim_matches(['\n', '\r', ' ']);
                if at == bytes.len() && quotes == Quotes::Enclose && piece.starts_with('"') {
                    is_closed = piece.len() > 1 && piece.trim_end_matches(char::from(delimiter)).ends_with('"');
                }
                // The marks and delimiters that are left out are ASCII, so what is left is text.
                if let Ok(text) = std::str::from_utf8(&output) {
                    take(Field { text, source: begun..at, ends_row: record_end });
                }
                output.clear();
                begun = at;
            }
        }
    }
}

/// The table as it is read.
#[derive(Debug, Default)]
struct Rows {
    builder: DocumentBuilder,
    is_begun: bool,
    row: u32,
    column: u32,
    /// For each row where it begins and how many fields it has.
    widths: Vec<(usize, u32)>,
}

impl Rows {
    fn add(&mut self, text: &str, field: &Field<'_>) {
        if !self.is_begun {
            self.builder.open_table();
            self.is_begun = true;
        }
        if self.column == 0 {
            self.builder.open_row();
            self.row = self.row.saturating_add(1);
            self.widths.push((field.source.start, 0));
        }
        self.column = self.column.saturating_add(1);
        self.builder.open_cell(CellShape::PLAIN);
        self.builder.at(Address::Cell { table: None, row: self.row, column: self.column });
        copy(&mut self.builder, text, field);
        self.builder.close_cell();
        if field.ends_row {
            if let Some((_, width)) = self.widths.last_mut() {
                *width = self.column;
            }
            self.column = 0;
        }
    }

    /// Says which rows are shorter or longer than most.
    fn uneven(&self, text: &str) -> Option<String> {
        let usual = mode(self.widths.iter().map(|(_, width)| *width))?;
        let odd: Vec<usize> = self.widths.iter().filter(|(_, width)| *width != usual).map(|(at, _)| *at).collect();
        if odd.is_empty() {
            return None;
        }
        let lines: Vec<String> = odd.iter().take(NAMED).map(|at| line_of(text, *at).to_string()).collect();
        let more = if odd.len() > NAMED { format!(" and {} more", odd.len() - NAMED) } else { String::new() };
        let (rows, have, lines_are) = match odd.len() {
            1 => ("1 row".to_owned(), "has", "line"),
            n => (format!("{n} rows"), "have", "lines"),
        };
        Some(format!("{rows} {have} more or fewer fields than most ({usual}): {lines_are} {}{more}", lines.join(", ")))
    }
}

/// Adds the words of a field, each piece from where it stands in the source.
fn copy(builder: &mut DocumentBuilder, text: &str, field: &Field<'_>) {
    let (mut rest, mut at) = (field.text, field.source.start);
    while let Some(first) = rest.chars().next() {
        let Some(skipped) = text[at..field.source.end].find(first) else {
            return builder.push_rendered(rest, Span::new(field.source.start, field.source.end));
        };
        at += skipped;
        let pairs = rest.chars().zip(text[at..field.source.end].chars());
        let same: usize = pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        builder.push(&rest[..same], at);
        rest = &rest[same..];
        at += same;
    }
}

/// The delimiter that a first line `sep=;` declares, and where the table begins.
fn declared(text: &str) -> Option<(usize, u8)> {
    let line = text.split_inclusive('\n').next()?;
    let delimiter = line.trim_end().strip_prefix("sep=").or_else(|| line.strip_prefix("sep=\t").map(|_| "\t"))?;
    let [delimiter] = *delimiter.as_bytes() else { return None };
    delimiter.is_ascii().then_some((line.len(), delimiter))
}

/// The delimiter that gives the most rows the same number of fields.
fn detect(sample: &str) -> u8 {
    // The last line may be cut off.
    let sample = sample.rsplit_once('\n').map_or(sample, |(whole, _)| whole);
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut widths = Vec::new();
        let mut width = 0_u32;
        fields(sample, 0, delimiter, Quotes::Enclose, &mut |field| {
            width += 1;
            if field.ends_row {
                widths.push(width);
                width = 0;
            }
        });
        let Some(usual) = mode(widths.iter().copied().filter(|width| *width > 1)) else { continue };
        let alike = widths.iter().filter(|width| **width == usual).count();
        let likeness = alike * 1000 / widths.len();
        if likeness > best.0 {
            best = (likeness, delimiter);
        }
    }
    best.1
}

/// The most frequent number; of several the largest.
fn mode(numbers: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts = std::collections::BTreeMap::new();
    numbers.for_each(|n| *counts.entry(n).or_insert(0_usize) += 1);
    counts.into_iter().max_by_key(|(n, count)| (*count, *n)).map(|(n, _)| n)
}

fn line_of(text: &str, at: usize) -> usize {
    // A row begins after the line ends that divide it from the one before.
    let at = at + (text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len());
    memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Document {
        read("t.csv", Source { text: text.into(), skipped: 0 })
    }

    fn cells(document: &Document) -> Vec<String> {
        document.blocks().iter().map(|block| document.slice(block.span).to_owned()).collect()
    }

    fn address(document: &Document, words: &str) -> String {
        let at = document.text().find(words).expect("it is there");
        document.address(at).map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn what_divides_fields_is_detected() {
        for text in ["name,a,b\nx,1,2\n", "name\ta\tb\nx\t1\t2\n", "name;a;b\r\nx;1;2\r\n", "sep=|\nname|a|b\nx|1|2"] {
            assert_eq!(cells(&table(text)), ["name", "a", "b", "x", "1", "2"], "{text}");
        }
        assert_eq!(cells(&table("name;a;b\nx;1,5;2,5\ny;2,0;3,1\n"))[3..6], ["x", "1,5", "2,5"]);
    }

    #[test]
    fn a_quoted_field_points_back_to_what_stands_in_the_file() {
        let text = "\u{FEFF}a,\"b \"\"c\"\" 9,26\"\n";
        let document = table(text.trim_start_matches('\u{FEFF}'));
        assert_eq!(cells(&document), ["a", "b \"c\" 9,26"]);
        let at = document.text().find("9,26").unwrap();
        let span = document.source_span(Span::new(at, at + 4));
        assert_eq!(&document.source().text[span.range()], "9,26");
        assert!(document.is_contiguous(Span::new(at, at + 4)));
        assert_eq!(address(&document, "9,26"), "row 1, column 2");
    }

    #[test]
    fn empty_fields_are_no_cells_and_keep_their_places() {
        let document = table("a,b,c\n\n1,,3\n");
        assert_eq!(cells(&document), ["a", "b", "c", "1", "3"]);
        assert_eq!(address(&document, "3"), "row 2, column 3");
        assert_eq!(document.tables()[0].cells[4].column, 2);
        assert!(document.notes.is_empty());
    }

    #[test]
    fn rows_of_other_lengths_are_named() {
        let document = table("a,b\n1,2\n3\n4,5,6\n7,8\n");
        assert_eq!(document.notes, ["2 rows have more or fewer fields than most (2): lines 3, 4"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_swallows_nothing() {
        let document = table("a,b\n\"1,2\n3,4\n");
        assert_eq!(cells(&document), ["a", "b", "\"1", "2", "3", "4"]);
        assert_eq!(document.notes.len(), 1);
    }
}
