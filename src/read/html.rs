//! HTML: what a reader of the page sees, and where it stands in the source.
//!
//! Scripts, hidden elements, `alt` and `title`, code and what is struck out are
//! left out. No tree is built: an element matters only while something about its
//! text is not yet over, so a page may be nested as deep as it likes.

mod element;
mod tokens;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{BlockKind, CellShape, Document, DocumentBuilder, Source};
use crate::read::raised::raised;
use crate::span::Span;
use element::{Part, Role, ends_at, is_void, role};
use tokens::{Pieces, StartTag, tokenize};

/// Stands for a piece of code or a formula, so that the words around it do not run together.
const OMITTED: &str = "\u{FFFC}";

/// Reads a page.
pub(super) fn read(name: &str, source: Source) -> Document {
    let mut reader = Reader { source: &source.text, ..Reader::default() };
    tokenize(&source.text, &mut reader);
    let builder = reader.builder;
    builder.finish(name, source)
}

#[derive(Default)]
struct Reader<'s> {
    source: &'s str,
    builder: DocumentBuilder,
    /// The element whose text is left out, if one is open.
    omission: Option<Omission>,
    /// How many lists are open.
    lists: usize,
    /// How many elements are open whose line ends are shown.
    preformatted: usize,
    in_heading: bool,
    in_table_head: bool,
    is_raised: bool,
    /// Blanks that count only if words follow in the same block.
    blank: Option<Range<usize>>,
    /// Whether words stand in the open block since it began, or since the last line break.
    has_words: bool,
}

/// An element whose text is left out.
struct Omission {
    name: String,
    /// How many elements of each name are open inside.
    open: HashMap<String, usize>,
    /// How many of them are not inline.
    blocks: usize,
}

impl Pieces for Reader<'_> {
    fn start(&mut self, tag: &StartTag, at: usize) {
        let role = role(&tag.name);
        if let Some(omission) = &mut self.omission {
            if omission.blocks > 0 || !ends_at(&omission.name, &tag.name) {
                return omission.start(&tag.name, role);
            }
            self.omission = None;
        }
        self.open(tag, role, at);
        let is_left_out = matches!(role, Role::Omitted | Role::Unseen) || is_hidden(tag) || is_listing(tag, role);
        if is_left_out && !is_void(&tag.name) {
            self.omission = Some(Omission { name: tag.name.clone(), open: HashMap::new(), blocks: 0 });
        }
    }

    fn end(&mut self, name: &str) {
        let role = role(name);
        if let Some(omission) = &mut self.omission {
            if !omission.is_ended_by(name, role) {
                return;
            }
            self.omission = None;
        }
        match role {
            Role::Inline | Role::Thing | Role::Omitted | Role::Unseen | Role::Break => {}
            Role::Raised => self.is_raised = false,
            Role::Block => self.close(),
            Role::Heading => {
                self.close();
                self.in_heading = false;
            }
            Role::List => {
                self.close();
                self.lists = self.lists.saturating_sub(1);
            }
            Role::Preformatted => {
                self.close();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Role::Table(part) => self.end_part(part),
        }
    }

    fn exact(&mut self, source: Range<usize>) {
        if self.omission.is_some() {
            return;
        }
        if self.is_raised {
            return self.rendered(&self.source[source.clone()], source);
        }
        let (mut at, text) = (source.start, &self.source[source]);
        for piece in text.split_inclusive(is_blank) {
            let word = piece.trim_end_matches(is_blank);
            if !word.is_empty() {
                self.begin_words();
                self.builder.push(word, at);
            }
            let end = at + piece.len();
            if word.len() < piece.len() {
                self.blank(at + word.len()..end);
            }
            at = end;
        }
    }

    fn rendered(&mut self, text: &str, source: Range<usize>) {
        if self.omission.is_some() {
            return;
        }
        if text.chars().all(is_blank) {
            return self.blank(source);
        }
        let text = if self.is_raised { raised(text) } else { Some(text.to_owned()) };
        if let Some(text) = text {
            self.begin_words();
            self.builder.push_rendered(&text, Span::new(source.start, source.end));
        }
    }

    fn comment(&mut self, text: &str, source: Range<usize>) {
        if self.omission.is_none() {
            self.builder.comment(text, Span::new(source.start, source.end));
        }
    }
}

impl Reader<'_> {
    fn open(&mut self, tag: &StartTag, role: Role, at: usize) {
        match role {
            Role::Inline | Role::Unseen => {}
            Role::Raised => self.is_raised = true,
            Role::Thing => self.blank(at..at),
            Role::Omitted if self.preformatted > 0 => {}
            Role::Omitted => {
                self.begin_words();
                self.builder.push_rendered(OMITTED, Span::new(at, at + 1));
            }
            Role::Break => self.end_line(at),
            Role::Block => self.close(),
            Role::Heading => {
                self.close();
                self.in_heading = true;
            }
            Role::List => {
                self.close();
                self.lists += 1;
            }
            Role::Preformatted => {
                self.close();
                self.preformatted += 1;
            }
            Role::Table(part) => self.open_part(part, tag),
        }
    }

    fn open_part(&mut self, part: Part, tag: &StartTag) {
        self.close();
        match part {
            Part::Whole => {
                self.in_table_head = false;
                self.builder.open_table();
            }
            Part::Caption => self.builder.open_caption(),
            Part::Head => self.in_table_head = true,
            Part::Body => self.in_table_head = false,
            Part::Row => self.builder.open_row(),
            Part::Cell | Part::HeadCell => {
                let number = |name| tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                let is_header = part == Part::HeadCell || self.in_table_head;
                let (row_span, column_span) = (number("rowspan"), number("colspan"));
                self.builder.open_cell(CellShape { row_span, column_span, is_header });
            }
        }
    }

    fn end_part(&mut self, part: Part) {
        self.close();
        match part {
            Part::Whole => self.builder.close_table(),
            Part::Head => self.in_table_head = false,
            Part::Caption | Part::Body => {}
            Part::Row | Part::Cell | Part::HeadCell => self.builder.close_cell(),
        }
    }

    /// Ends the block, not the cell that it may stand in.
    fn close(&mut self) {
        self.is_raised = false;
        self.blank = None;
        self.has_words = false;
        self.in_heading = false;
        self.builder.close();
    }

    /// Makes sure that a block is open, and that words do not run together.
    fn begin_words(&mut self) {
        if !self.builder.is_open() {
            self.builder.open(match () {
                () if self.in_heading => BlockKind::Heading,
                () if self.lists > 0 => BlockKind::ListItem,
                () => BlockKind::Paragraph,
            });
        }
        if let Some(blank) = self.blank.take().filter(|_| self.has_words) {
            match &self.source[blank.clone()] {
                plain @ (" " | "\n") => self.builder.push(plain, blank.start),
                _ => self.builder.push_rendered(" ", Span::new(blank.start, blank.end)),
            }
        }
        self.has_words = true;
    }

    /// Notes blanks; any number of them is one.
    fn blank(&mut self, source: Range<usize>) {
        if self.preformatted > 0 && self.source[source.clone()].contains('\n') {
            return self.close();
        }
        self.blank = match self.blank.take() {
            Some(blank) if blank.end == source.start => Some(blank.start..source.end),
            Some(blank) => Some(blank),
            None => Some(source),
        };
    }

    /// Ends a line. Two line ends in a row are a gap between paragraphs.
    fn end_line(&mut self, at: usize) {
        if !self.has_words {
            return self.close();
        }
        self.blank = None;
        self.has_words = false;
        self.builder.push_rendered("\n", Span::new(at, at + 1));
    }
}

impl Omission {
    fn start(&mut self, name: &str, role: Role) {
        if !is_void(name) {
            *self.open.entry(name.to_owned()).or_default() += 1;
            self.blocks += usize::from(is_apart(role));
        }
    }

    /// Whether an end tag ends the omission: it is that of its element, or of one around it
    /// if the element's own end tag is left out.
    fn is_ended_by(&mut self, name: &str, role: Role) -> bool {
        if let Some(open) = self.open.get_mut(name).filter(|open| **open > 0) {
            *open -= 1;
            self.blocks -= usize::from(is_apart(role));
            return false;
        }
        name == self.name || is_apart(role) && name != "p" && self.open_ended()
    }

    fn open_ended(&self) -> bool {
        matches!(self.name.as_str(), "p" | "li" | "dt" | "dd" | "td" | "th" | "tr")
    }
}

/// Whether an element stands apart from the text around it.
fn is_apart(role: Role) -> bool {
    matches!(role, Role::Block | Role::Heading | Role::List | Role::Preformatted | Role::Table(_))
}

/// Whether an element is not shown.
fn is_hidden(tag: &StartTag) -> bool {
    let style: String = tag.attribute("style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    tag.attribute("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element shows code or the output of a program: such a `pre` has a class, one that
/// holds prose has as a rule none.
fn is_listing(tag: &StartTag, role: Role) -> bool {
    role == Role::Preformatted && tag.attribute("class").is_some()
}

/// What HTML takes for a blank; a no-break space is none.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests;
