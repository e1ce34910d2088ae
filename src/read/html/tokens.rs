//! Tags and text of HTML, with where each piece of text stands in the source.
//!
//! html5gum, which is named here only, knows the standard's rules for tags, scripts
//! and character references. It hands over text piece by piece; a piece that the
//! source writes in another way is told apart from one that stands there as it is.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct StartTag {
    /// Its name in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl StartTag {
    /// The value of an attribute, if it is there.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }
}

/// What takes the pieces of a page, in their order.
pub(super) trait Pieces {
    /// An element begins at `at` of the source.
    fn start(&mut self, tag: &StartTag, at: usize);
    /// An element ends.
    fn end(&mut self, name: &str);
    /// Text that stands in the source as it is.
    fn exact(&mut self, source: Range<usize>);
    /// Text that the source writes in another way.
    fn rendered(&mut self, text: &str, source: Range<usize>);
    /// A comment, and where it stands with its marks.
    fn comment(&mut self, text: &str, source: Range<usize>);
}

/// Attributes that say how text is shown; the others are not kept.
const KEPT: [&[u8]; 5] = [b"class", b"hidden", b"style", b"colspan", b"rowspan"];

/// Takes a page apart.
pub(super) fn tokenize(source: &str, pieces: &mut impl Pieces) {
    let emitter = Tokens {
        source: source.as_bytes(),
        is_xml: source.trim_start().starts_with("<?xml"),
        pieces,
        position: 0,
        text_from: 0,
        pending: 0..0,
        tag_from: 0,
        name: Vec::new(),
        last_start: Vec::new(),
        is_end: false,
        is_self_closing: false,
        attribute: Vec::new(),
        value: Vec::new(),
        attributes: Vec::new(),
    };
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
}

struct Tokens<'s, P: Pieces> {
    source: &'s [u8],
    /// In XML `<title/>` ends at once; in HTML its text follows.
    is_xml: bool,
    pieces: &'s mut P,
    position: usize,
    text_from: usize,
    /// Text that stands in the source as it is and has not been handed over yet. A
    /// piece may end inside of a character, so pieces are joined first.
    pending: Range<usize>,
    tag_from: usize,
    name: Vec<u8>,
    last_start: Vec<u8>,
    is_end: bool,
    is_self_closing: bool,
    attribute: Vec<u8>,
    /// The value of the attribute, or the text of the comment.
    value: Vec<u8>,
    attributes: Vec<(String, String)>,
}

impl<P: Pieces> Tokens<'_, P> {
    fn flush_text(&mut self) {
        let pending = std::mem::replace(&mut self.pending, self.position..self.position);
        if !pending.is_empty() {
            self.pieces.exact(pending);
        }
    }

    fn flush_attribute(&mut self) {
        if KEPT.contains(&self.attribute.as_slice()) {
            self.attributes.push((string(&self.attribute), string(&self.value)));
        }
        self.attribute.clear();
        self.value.clear();
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl<P: Pieces> Emitter for Tokens<'_, P> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn init_string(&mut self) {
        self.text_from = self.position;
    }

    fn emit_string(&mut self, text: &[u8]) {
        let mut range = self.text_from..self.position;
        // The second byte of a line end was skipped before these.
        if range.len() == text.len() + 1 && self.source.get(range.start) == Some(&b'\n') {
            range.start += 1;
        }
        self.text_from = self.position;
        if self.source.get(range.clone()) == Some(text) {
            if self.pending.end != range.start {
                self.flush_text();
                self.pending.start = range.start;
            }
            self.pending.end = range.end;
            return;
        }
        self.flush_text();
        self.pieces.rendered(&String::from_utf8_lossy(text), range);
    }

    fn start_open_tag(&mut self) {
        self.tag_from = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.is_end = false;
        self.is_self_closing = false;
        self.name.clear();
        self.attributes.clear();
    }

    fn init_end_tag(&mut self) {
        self.is_end = true;
        self.name.clear();
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn set_self_closing(&mut self) {
        self.is_self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.flush_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.extend_from_slice(value);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text();
        self.flush_attribute();
        if self.is_end {
            self.last_start.clear();
            self.pieces.end(&string(&self.name));
            return None;
        }
        let tag = StartTag { name: string(&self.name), attributes: std::mem::take(&mut self.attributes) };
        self.last_start.clone_from(&self.name);
        self.pieces.start(&tag, self.tag_from);
        if self.is_xml && self.is_self_closing {
            self.pieces.end(&tag.name);
            return None;
        }
        naive_next_state(&self.name)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.name
    }

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start = last_start_tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush_text();
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn init_comment(&mut self) {
        self.flush_text();
        self.value.clear();
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.value.extend_from_slice(text);
    }

    fn emit_current_comment(&mut self) {
        let text = std::mem::take(&mut self.value);
        self.pieces.comment(&String::from_utf8_lossy(&text), self.tag_from..self.position);
    }

    fn emit_error(&mut self, _: Error) {}
    fn init_doctype(&mut self) {
        self.flush_text();
    }
    fn emit_current_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
