//! Where the paragraphs of a plain text end, and which lines of it are a table.

use crate::document::{Block, BlockKind, Document, DocumentBuilder, Source, Table, drawn};
use crate::span::Span;

impl DocumentBuilder {
    /// The finished document of a plain text that stands inside of something else.
    pub fn finish_plain(mut self, name: &str, source: Source) -> Document {
        (self.blocks, self.tables) = blocks(&self.text);
        self.finish(name, source)
    }

    /// The finished document of plain text that stands in a file that is no text.
    pub fn finish_extracted_plain(mut self, name: &str) -> Document {
        (self.blocks, self.tables) = blocks(&self.text);
        self.finish_extracted(name)
    }
}

/// Divides a plain text into paragraphs and tables. A line end is a border unless the
/// text is wrapped, that is, unless the next line goes on in mid-sentence.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Vec<Table>) {
    let (mut blocks, mut tables) = (Vec::new(), Vec::new());
    let mut start = None;
    let lines = lines(text);
    let mut i = 0;
    // Up to where the lines are known to be no table.
    let mut known = 0;
    while let Some(line) = lines.get(i) {
        let words = &text[line.range()];
        if i >= known && drawn::may_be_row(words) {
            let next = blocks.len() + usize::from(start.is_some());
            match drawn::table(text, &lines[i..], next) {
                Ok(found) => {
                    close(&mut blocks, text, &mut start, line.start);
                    blocks.extend(found.blocks);
                    tables.push(found.table);
                    i += found.lines;
                    continue;
                }
                Err(lines) => known = i + lines,
            }
        }
        if words.is_empty() {
            close(&mut blocks, text, &mut start, line.start);
        } else if start.is_none() {
            start = Some(line.start);
        } else if !goes_on(&text[..line.start], words) {
            close(&mut blocks, text, &mut start, line.start);
            start = Some(line.start);
        }
        i += 1;
    }
    close(&mut blocks, text, &mut start, text.len());
    if let Some(first) = blocks.first_mut()
        && first.kind == BlockKind::Paragraph
        && is_heading(&text[first.span.range()])
    {
        first.kind = BlockKind::Heading;
    }
    (blocks, tables)
}

/// The lines of a text, without the blanks at their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let line = |line: &str| {
        let start = at;
        at += line.len();
        Span::new(start, start + line.trim_end().len())
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Whether a line continues the one before: the text is wrapped at some width.
fn goes_on(before: &str, line: &str) -> bool {
    let last = before.trim_end_matches(['\n', '\r']);
    let last = last.rsplit('\n').next().unwrap_or_default();
    let wrapped = (50..=120).contains(&last.trim_end().len())
        && !last.trim_end().ends_with(['.', ':', '!', '?', '。', '：', '！', '？']);
    let indented = line.starts_with([' ', '\t', '\u{3000}', '-', '*', '•']);
    wrapped && !indented
}

fn close(blocks: &mut Vec<Block>, text: &str, start: &mut Option<usize>, end: usize) {
    let Some(from) = start.take() else { return };
    let piece = &text[from..end];
    let from = from + (piece.len() - piece.trim_start().len());
    let span = Span::new(from, from + piece.trim().len());
    blocks.push(Block { kind: BlockKind::Paragraph, span });
}

/// A first line is a heading if it is short and does not end like a sentence.
fn is_heading(line: &str) -> bool {
    line.len() <= 200 && !line.contains('\n') && !line.trim_end().ends_with(['.', '。', '!', '?', ':', ';'])
}
