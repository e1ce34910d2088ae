//! ODT: the text as it is now, without what was deleted; notes stand where they are called.

use std::collections::HashMap;

use super::{Look, OMITTED, Text};
use crate::document::{BlockKind, CellShape};
use crate::read::package::Package;
use crate::read::xml::{Element, Inside, Pieces, walk};

/// Reads the content of an ODT file.
pub(super) fn read(xml: &str, _: &mut Package<'_>, text: &mut Text) -> Result<(), String> {
    let mut content = Content {
        text,
        in_body: false,
        styles: HashMap::new(),
        style: String::new(),
        looks: Vec::new(),
        lists: 0,
        note: None,
        later: Vec::new(),
        notes: 0,
        header_rows: 0,
        cell_count: 1,
    };
    if let Some(wrong) = walk(xml, &mut content) {
        let note = format!("the file is damaged, and only what stands before that was read ({wrong})");
        content.text.notes.push(note);
    }
    Ok(())
}

struct Content<'t> {
    text: &'t mut Text,
    in_body: bool,
    /// How text of a style is shown, by the style's name.
    styles: HashMap<String, Look>,
    /// The style that is being described.
    style: String,
    /// How the text of the open spans is shown.
    looks: Vec<Look>,
    lists: usize,
    /// The text of the note that is open. It would tear the sentence that calls it.
    note: Option<String>,
    /// Notes that follow the open paragraph.
    later: Vec<(u32, String)>,
    notes: u32,
    header_rows: usize,
    /// How many times the open cell is repeated.
    cell_count: u32,
}

impl Content<'_> {
    fn push(&mut self, text: &str) {
        if let Some(note) = &mut self.note {
            return note.push_str(text);
        }
        let look = self.looks.last().copied().unwrap_or_default();
        self.text.push(text, look);
    }

    fn close_paragraph(&mut self) {
        self.text.close_paragraph();
        for (number, note) in std::mem::take(&mut self.later) {
            self.text.note = Some(number);
            self.text.push(&note, Look::default());
            self.text.close_paragraph();
            self.text.note = None;
        }
    }

    fn describe(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.attribute(name).unwrap_or_default();
        match element.name {
            "style" => self.style = value("name"),
            "text-properties" => {
                let through = value("text-line-through-style");
                let look = Look {
                    is_raised: value("text-position").starts_with("super"),
                    is_unseen: value("display") == "none" || !matches!(through.as_str(), "" | "none"),
                };
                self.styles.insert(self.style.clone(), look);
            }
            _ => {}
        }
    }
}

impl Pieces for Content<'_> {
    fn left_out(&mut self, entity: &str) {
        self.text.left_out.add(entity);
    }

    fn start(&mut self, element: &Element<'_>) -> Inside {
        if !self.in_body {
            self.in_body = element.name == "text";
            self.describe(element);
            return Inside::Read;
        }
        match element.name {
            // What was deleted, comments, tables of contents, and the marks of notes.
            "tracked-changes" | "annotation" | "table-of-content" | "alphabetical-index" | "illustration-index"
            | "table-index" | "note-citation" | "title" | "desc" | "sequence-decls" => return Inside::Skipped,
            "math" | "object" => {
                self.push(OMITTED);
                return Inside::Skipped;
            }
            "p" | "h" if self.note.is_some() => self.push("\n"),
            "p" | "h" => self.text.open_paragraph(match element.name {
                "h" => BlockKind::Heading,
                _ if self.lists > 0 => BlockKind::ListItem,
                _ => BlockKind::Paragraph,
            }),
            "span" => {
                let around = self.looks.last().copied().unwrap_or_default();
                let name = element.attribute("style-name").unwrap_or_default();
                let own = self.styles.get(&name).copied().unwrap_or_default();
                self.looks.push(Look {
                    is_raised: own.is_raised || around.is_raised,
                    is_unseen: own.is_unseen || around.is_unseen,
                });
            }
            "s" => {
                let count = element.number::<usize>("c").unwrap_or(1).clamp(1, 1_000);
                self.push(&" ".repeat(count));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "list" => self.lists += 1,
            "note" => {
                self.notes += 1;
                self.note = Some(String::new());
            }
            "table" => self.text.open_table(),
            "table-header-rows" => self.header_rows += 1,
            "table-row" => self.text.open_row(),
            "table-cell" => {
                self.cell_count = element.number("number-columns-repeated").unwrap_or(1);
                self.text.open_cell(CellShape {
                    row_span: element.number("number-rows-spanned").unwrap_or(1),
                    column_span: element.number("number-columns-spanned").unwrap_or(1),
                    is_header: self.header_rows > 0,
                });
            }
            _ => {}
        }
        Inside::Read
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" if self.note.is_none() => self.close_paragraph(),
            "span" => drop(self.looks.pop()),
            "list" => self.lists = self.lists.saturating_sub(1),
            "note" => self.later.extend(self.note.take().map(|note| (self.notes, note))),
            "table" => self.text.close_table(),
            "table-header-rows" => self.header_rows = self.header_rows.saturating_sub(1),
            "table-cell" => {
                self.text.close_cell();
                if self.cell_count > 1 {
                    self.text.skip_cells(self.cell_count - 1);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_body {
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }
}
