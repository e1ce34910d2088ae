//! A copy of a Word document with the findings as comments at their words.
//!
//! The copy is the document with comments and nothing else: only the parts that have
//! to name a comment are written anew, and in these no character of the text changes.
//! Word takes no comment in notes and text boxes. A finding there is commented on at
//! the mark of the note, or at the box.

mod comment;
mod layout;
mod parts;

use std::collections::BTreeMap;

use self::layout::{Layout, Marks};
use self::parts::Comments;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::read::package::Package;
use crate::read::repack::repacked;
use crate::read::{Traced, WORD_PARTS, read_traced, rewritten};
use crate::report::position::Positions;
use crate::span::Span;

/// The bytes of a Word document with a comment for each finding; why not, if it takes none.
pub fn commented(bytes: &[u8], document: &Document, diagnostics: &[Diagnostic]) -> Result<Vec<u8>, String> {
    if diagnostics.is_empty() {
        return Ok(bytes.to_vec());
    }
    let traced = read_traced(&document.name, bytes).map_err(|error| error.to_string())?;
    if traced.document.text() != document.text() {
        return Err("it has changed meanwhile".to_owned());
    }
    let mut package = Package::open(bytes)?;
    let mut layouts = Vec::new();
    for name in WORD_PARTS {
        layouts.push(Layout::new(parts::text(&mut package, name)?.unwrap_or_default()));
    }
    let positions = Positions::new(document);
    let mut comments = Comments::open(&mut package, layouts[0].namespace())?;
    let mut marks = Marks::default();
    for diagnostic in diagnostics {
        let anchor = anchor(&traced, &layouts, diagnostic.primary());
        let anchor = anchor.ok_or("none of its text stands where Word takes a comment")?;
        let id = comments.add(&comment::paragraphs(&positions, diagnostic, anchor.is_at_words));
        marks.add(id, anchor.from, anchor.to);
    }
    let mut changes = BTreeMap::from([(WORD_PARTS[0].to_owned(), marks.made_in(&layouts[0]))]);
    changes.extend(comments.changes()?);
    let mut written = BTreeMap::new();
    for (name, content) in changes {
        written.insert(name.clone(), encoded(&mut package, &name, &content)?);
    }
    repacked(bytes, written)
}

/// A part in the encoding that it had.
fn encoded(package: &mut Package<'_>, name: &str, content: &str) -> Result<Vec<u8>, String> {
    let Some(before) = package.part(name)? else { return Ok(content.as_bytes().to_vec()) };
    rewritten(&before, content).ok_or_else(|| format!("its part {name} is in an encoding that cannot be written"))
}

/// Where a comment begins and ends in the main part.
#[derive(Debug)]
struct Anchor {
    from: layout::Point,
    to: layout::Point,
    /// Whether that is around the words themselves.
    is_at_words: bool,
}

/// Where the comment on some words stands.
fn anchor(traced: &Traced, layouts: &[Layout], words: Span) -> Option<Anchor> {
    let pieces = &traced.pieces;
    let last = pieces.len().checked_sub(1)?;
    let first = pieces.partition_point(|piece| piece.text.end <= words.start).min(last);
    let end = words.end.max(words.start + 1);
    let to = pieces.partition_point(|piece| piece.text.start < end).saturating_sub(1).max(first);
    let (first, to) = (&pieces[first], &pieces[to]);
    let main = &layouts[0];
    if first.part > 0 {
        let note = layouts[first.part].note_at(first.xml.start)?;
        let (from, to) = main.mark_of(first.part, note)?;
        return Some(Anchor { from, to, is_at_words: false });
    }
    let (from, starts_in_text) = main.point(first, words.start, layout::End::First)?;
    let (to, ends_in_text) = main.point(to, words.end, layout::End::Last)?;
    Some(Anchor { from, to, is_at_words: starts_in_text && ends_in_text })
}
