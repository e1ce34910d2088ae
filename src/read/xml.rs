//! Elements and text of XML, one after the other.
//!
//! quick-xml is named here only. Entities that a document defines itself are left
//! out, so that none can grow without end; nesting costs nothing.

#[cfg(all(feature = "cli", feature = "office"))]
use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::span::Span;

/// What takes the pieces of a document, in their order.
pub(crate) trait Pieces {
    /// Where in the XML the piece stands that comes next.
    fn at(&mut self, _place: Span) {}
    /// An element begins.
    fn start(&mut self, element: &Element<'_>) -> Inside;
    /// An element ends.
    fn end(&mut self, name: &str);
    /// Text.
    fn text(&mut self, text: &str);
    /// An entity that the document defines itself, which is left out.
    fn left_out(&mut self, _entity: &str) {}
}

/// The entities that were left out of a document.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    count: usize,
    first: String,
}

impl LeftOut {
    /// Counts one.
    pub(crate) fn add(&mut self, entity: &str) {
        if self.count == 0 {
            self.first = entity.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        }
        self.count += 1;
    }

    /// What people should know of them.
    pub(crate) fn note(&self) -> Option<String> {
        let first = &self.first;
        match self.count {
            0 => None,
            1 => Some(format!("an entity that the file defines itself (&{first};) was left out")),
            count => {
                Some(format!("{count} entities that the file defines itself (the first is &{first};) were left out"))
            }
        }
    }
}

/// More characters of the name of an entity are not shown.
const LONGEST_NAME: usize = 40;

/// Whether the inside of an element matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    /// It is read.
    Read,
    /// It is skipped.
    Skipped,
}

/// The start of an element.
pub(crate) struct Element<'e> {
    /// Its name without the prefix.
    pub(crate) name: &'e str,
    start: &'e BytesStart<'e>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without the prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
        Some(found.value.into_owned())
    }

    /// What its name belongs to, if it says so itself.
    #[cfg(all(feature = "cli", feature = "office"))]
    pub(crate) fn namespace(&self) -> String {
        let name = self.start.name();
        self.attribute(name.prefix().map_or("xmlns", |prefix| prefix.into_inner())).unwrap_or_default()
    }

    /// The value of an attribute as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.parse().ok()
    }
}

/// A text as XML writes it, between quotation marks too.
#[cfg(all(feature = "cli", feature = "office"))]
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

/// Takes XML apart; what is wrong with it, if something is.
pub(crate) fn walk(xml: &str, pieces: &mut impl Pieces) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    // How many elements are open inside of one that is skipped.
    let mut skipped = 0_usize;
    let mut place = Span::new(0, 0);
    loop {
        let event = reader.read_event();
        place = Span::new(place.end, usize::try_from(reader.buffer_position()).unwrap_or(xml.len()).max(place.end));
        pieces.at(place);
        match event {
            Err(error) => return Some(error.to_string()),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(_)) if skipped > 0 => skipped += 1,
            Ok(Event::End(_)) if skipped > 0 => skipped -= 1,
            Ok(Event::Start(start)) => {
                let name = start.local_name();
                if pieces.start(&Element { name: name.as_ref(), start: &start }) == Inside::Skipped {
                    skipped = 1;
                }
            }
            Ok(Event::End(end)) => pieces.end(end.local_name().as_ref()),
            Ok(_) if skipped > 0 => {}
            Ok(Event::Text(text)) => pieces.text(&text),
            Ok(Event::CData(text)) => pieces.text(&text),
            Ok(Event::GeneralRef(entity)) => {
                let known = match &*entity {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                match known {
                    Some(c) => pieces.text(c.encode_utf8(&mut [0; 4])),
                    None => pieces.left_out(&entity),
                }
            }
            Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
}
