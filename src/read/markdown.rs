//! Markdown: headings, paragraphs, list items, cells and notes are prose; code,
//! HTML, front matter, link targets, pictures and what is struck out are not.
//!
//! Text stands in the document byte for byte as in the source wherever it is
//! the same there, so that every figure can be pointed at and replaced.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::document::{BlockKind, CellShape, Document, DocumentBuilder, Source};
use crate::read::raised::raised;
use crate::span::Span;

/// Stands for a piece of code, so that the words around it do not run together.
const OMITTED: &str = "\u{FFFC}";

/// What stands around a comment.
const COMMENT: (&str, &str) = ("<!--", "-->");

/// Reads Markdown.
pub(super) fn read(name: &str, source: Source) -> Document {
    let builder = DocumentBuilder::default();
    let mut reader = Reader {
        source: &source.text,
        builder,
        items: 0,
        cell: CellShape::PLAIN,
        omitted: 0,
        raised: false,
        unread: 0,
    };
    for (event, range) in Parser::new_ext(&source.text, options()).into_offset_iter() {
        reader.event(event, range);
    }
    debug_assert_eq!((reader.omitted, reader.items), (0, 0), "all that opens closes");
    let (builder, unread) = (reader.builder, reader.unread);
    let mut document = builder.finish(name, source);
    if unread > 0 {
        let blocks = if unread == 1 { "block of HTML was" } else { "blocks of HTML were" };
        document.notes.push(format!("{unread} {blocks} not read although there are figures in it"));
    }
    document
}

/// No mathematics: "$5 to $10" would become a formula.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

struct Reader<'s> {
    source: &'s str,
    builder: DocumentBuilder,
    /// How many list items are open.
    items: usize,
    /// What the cells of the open row are.
    cell: CellShape,
    /// How many elements are open whose text is not prose.
    omitted: usize,
    /// Whether `<sup>` is open.
    raised: bool,
    /// How many blocks of HTML hold figures.
    unread: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.omitted == 0 => self.text(&text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) if self.omitted == 0 => self.omit(&range),
            Event::InlineHtml(tag) if self.omitted == 0 => self.inline_html(&tag, range),
            Event::SoftBreak | Event::HardBreak if self.omitted == 0 => self.render("\n", range),
            Event::Rule => self.builder.close(),
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::InlineHtml(_) => {}
            Event::SoftBreak | Event::HardBreak | Event::Html(_) => {}
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.open(BlockKind::Heading),
            Tag::Table(_) => self.builder.open_table(),
            Tag::TableHead => self.open_row(CellShape::HEADER),
            Tag::TableRow => self.open_row(CellShape::PLAIN),
            Tag::TableCell => self.builder.open_cell(self.cell),
            Tag::Item => {
                self.items += 1;
                self.open(BlockKind::ListItem);
            }
            Tag::Paragraph => {
                let kind = self.kind();
                self.open(kind);
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.builder.close();
                self.omitted += 1;
                if *tag == Tag::HtmlBlock {
                    self.comments(range.clone());
                }
                self.unread += usize::from(*tag == Tag::HtmlBlock && has_figures(&self.source[range]));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough if self.is_literal(tag.to_end(), &range) => {
                let marks = self.marks(tag.to_end(), &range);
                self.literal(range.start..range.start + marks);
            }
            Tag::Image { .. } | Tag::Strikethrough => self.omit_inside(&range),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.omit_inside(&range),
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) => self.builder.close(),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.builder.close(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Item => {
                self.items -= 1;
                self.close();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.omitted -= 1,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough if self.is_literal(tag, &range) => {
                let marks = self.marks(tag, &range);
                self.literal(range.end - marks..range.end);
            }
            TagEnd::Image | TagEnd::Strikethrough => self.omitted -= 1,
            TagEnd::Link if self.source[range.start..].starts_with('<') => self.omitted -= 1,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::List(_) => self.close(),
            TagEnd::Table => {
                self.raised = false;
                self.builder.close_table();
            }
            TagEnd::FootnoteDefinition | TagEnd::TableHead | TagEnd::TableRow => self.close(),
            TagEnd::TableCell | TagEnd::DefinitionList | TagEnd::DefinitionListTitle => self.close(),
            TagEnd::DefinitionListDefinition => self.close(),
        }
    }

    fn open_row(&mut self, cell: CellShape) {
        self.cell = cell;
        self.builder.open_row();
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.builder.open(kind);
    }

    fn close(&mut self) {
        self.raised = false;
        self.builder.close();
    }

    fn kind(&self) -> BlockKind {
        if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph }
    }

    /// Text may go on in an item of a list after a block inside it.
    fn open_if_closed(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(self.kind());
        }
    }

    /// Adds a piece of the source as it is.
    fn exact(&mut self, range: Range<usize>) {
        self.open_if_closed();
        self.builder.push(&self.source[range.clone()], range.start);
    }

    /// Adds text for a piece of the source that is written in another way.
    fn render(&mut self, text: &str, range: Range<usize>) {
        if self.source[range.clone()] == *text {
            return self.exact(range);
        }
        self.open_if_closed();
        self.builder.push_rendered(text, Span::new(range.start, range.end));
    }

    fn omit(&mut self, range: &Range<usize>) {
        self.open_if_closed();
        self.builder.push_rendered(OMITTED, Span::new(range.start, range.start + 1));
    }

    fn omit_inside(&mut self, range: &Range<usize>) {
        if self.omitted == 0 {
            // A blank, so that a paragraph of a picture alone is not a block.
            self.builder.push_rendered(" ", Span::new(range.start, range.start));
        }
        self.omitted += 1;
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.raised {
            return self.raise(text, range);
        }
        // The text may lack characters of the source, such as the backslash of `\|` in a table.
        let (mut rest, mut at) = (text, range.start);
        while !rest.is_empty() {
            let same = shared(rest, &self.source[at..range.end]);
            if same == 0 && self.source[at..range.end].starts_with('\\') {
                at += 1;
            } else if same == 0 {
                return self.render(rest, at..range.end);
            } else {
                self.exact(at..at + same);
                rest = &rest[same..];
                at += same;
            }
        }
    }

    /// "10<sup>6</sup>" is 10⁶ and not 106; a raised letter is the mark of a note.
    fn raise(&mut self, text: &str, range: Range<usize>) {
        if let Some(raised) = raised(text) {
            self.render(&raised, range);
        }
    }

    /// Hands over the comments of a piece of HTML.
    fn comments(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(start) = self.source[at..range.end].find(COMMENT.0).map(|found| at + found) {
            let inside = start + COMMENT.0.len();
            let Some(end) = self.source[inside..range.end].find(COMMENT.1).map(|found| inside + found) else { break };
            at = end + COMMENT.1.len();
            self.builder.comment(&self.source[inside..end], Span::new(start, at));
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if tag.starts_with(COMMENT.0) {
            return self.comments(range);
        }
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        match name.to_ascii_lowercase().as_str() {
            "br" => self.render("\n", range),
            "sup" => self.raised = !tag.starts_with("</"),
            _ => {}
        }
    }

    /// Adds marks that are meant as they stand.
    fn literal(&mut self, marks: Range<usize>) {
        if self.omitted == 0 {
            self.exact(marks);
        }
    }

    /// Whether marks are meant as they stand: "5~10 and 20~30", "2*3*4". To
    /// leave them out would run the digits together.
    fn is_literal(&self, tag: TagEnd, range: &Range<usize>) -> bool {
        if tag == TagEnd::Strikethrough {
            return self.marks(tag, range) == 1;
        }
        let marks = ['*', '_', '~'];
        let before = self.source[..range.start].trim_end_matches(marks);
        let after = self.source[range.start..].trim_start_matches(marks);
        before.ends_with(char::is_numeric) && after.starts_with(char::is_numeric)
    }

    /// How many marks an element has at each side.
    fn marks(&self, tag: TagEnd, range: &Range<usize>) -> usize {
        let is_double = match tag {
            TagEnd::Strikethrough => self.source[range.clone()].starts_with("~~"),
            tag => tag == TagEnd::Strong,
        };
        1 + usize::from(is_double)
    }
}

/// Whether HTML holds digits outside its tags, comments and scripts.
fn has_figures(html: &str) -> bool {
    let is_prose = !["<!--", "<script", "<style", "<svg"].iter().any(|start| html.trim_start().starts_with(start));
    let outside =
        |piece: &str| piece.split_once('>').map_or(piece, |(_, text)| text).contains(|c: char| c.is_ascii_digit());
    is_prose && html.split('<').any(outside)
}

/// How many bytes two texts share at their beginning.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests;
