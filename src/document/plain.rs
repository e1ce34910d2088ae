//! Where the paragraphs of a plain text end.

use crate::document::{Block, BlockKind, Document, DocumentBuilder, Source};
use crate::span::Span;

impl DocumentBuilder {
    /// The finished document of a plain text that stands inside of something else.
    pub fn finish_plain(mut self, name: &str, source: Source) -> Document {
        self.blocks = paragraphs(&self.text);
        self.finish(name, source)
    }
}

/// Divides a plain text into paragraphs. A line end is a border unless the
/// text is wrapped, that is, unless the next line goes on in mid-sentence.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            close(&mut blocks, text, &mut start, at);
        } else if start.is_none() {
            start = Some(at);
        } else if !goes_on(&text[..at], line) {
            close(&mut blocks, text, &mut start, at);
            start = Some(at);
        }
        at = end;
    }
    close(&mut blocks, text, &mut start, at);
    if let Some(first) = blocks.first_mut()
        && is_heading(&text[first.span.range()])
    {
        first.kind = BlockKind::Heading;
    }
    blocks
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
