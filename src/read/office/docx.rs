//! DOCX: the text with insertions and without deletions, then its notes.

use super::{Look, OMITTED, Text, WORD_PARTS, part};
use crate::document::{BlockKind, CellShape};
use crate::read::package::Package;
use crate::read::xml::{Element, Inside, Pieces, walk};
use crate::span::Span;

/// Reads the parts of a DOCX file.
pub(super) fn read(xml: &str, package: &mut Package<'_>, text: &mut Text) -> Result<(), String> {
    part_into(xml, text);
    for (i, name) in WORD_PARTS.into_iter().enumerate().skip(1) {
        text.part = i;
        if let Some(xml) = part(package, name)? {
            part_into(&xml, text);
        }
    }
    Ok(())
}

fn part_into(xml: &str, text: &mut Text) {
    let mut part =
        Part { text, look: Look::default(), shape: CellShape::PLAIN, in_text: false, is_new_cell: false, notes: 0 };
    let wrong = walk(xml, &mut part);
    part.text.note = None;
    if let Some(wrong) = wrong {
        part.text.notes.push(format!("the file is damaged, and only what stands before that was read ({wrong})"));
    }
}

struct Part<'t> {
    text: &'t mut Text,
    look: Look,
    /// What is known of the cell that has begun.
    shape: CellShape,
    is_new_cell: bool,
    /// How many notes have begun; people count them in this order.
    notes: u32,
    /// Only what stands in `t` is text; the rest is layout.
    in_text: bool,
}

impl Part<'_> {
    /// A cell's properties come after its start and before its first paragraph.
    fn begin_cell(&mut self) {
        if std::mem::take(&mut self.is_new_cell) {
            self.text.open_cell(self.shape);
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push(text, self.look);
    }
}

impl Pieces for Part<'_> {
    fn left_out(&mut self, entity: &str) {
        self.text.left_out.add(entity);
    }

    fn at(&mut self, place: Span) {
        self.text.at = place;
    }

    fn start(&mut self, element: &Element<'_>) -> Inside {
        let is_on = |element: &Element<'_>| {
            !element.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "none"))
        };
        match element.name {
            // What was deleted or moved away, codes of fields, and what old programs show instead.
            "del" | "moveFrom" | "instrText" | "Fallback" | "pPrChange" | "rPrChange" => return Inside::Skipped,
            "oMath" => {
                self.push(OMITTED);
                return Inside::Skipped;
            }
            "p" => {
                self.begin_cell();
                self.text.open_paragraph(BlockKind::Paragraph);
            }
            "pStyle" if self.text.pending.is_some() => {
                let style = element.attribute("val").unwrap_or_default().to_ascii_lowercase();
                if style.starts_with("heading") || style.starts_with("title") || style.starts_with("berschrift") {
                    self.text.pending = Some(BlockKind::Heading);
                }
            }
            "outlineLvl" if self.text.pending.is_some() => self.text.pending = Some(BlockKind::Heading),
            "numPr" if self.text.pending == Some(BlockKind::Paragraph) => {
                self.text.pending = Some(BlockKind::ListItem);
            }
            "r" => self.look = Look::default(),
            "vertAlign" => self.look.is_raised = element.attribute("val").as_deref() == Some("superscript"),
            "vanish" | "strike" | "dstrike" if is_on(element) => self.look.is_unseen = true,
            "t" => self.in_text = true,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => {
                self.begin_cell();
                self.text.open_table();
            }
            "tr" => {
                self.shape = CellShape::PLAIN;
                self.text.open_row();
            }
            "tblHeader" if is_on(element) => self.shape.is_header = true,
            "tc" => {
                self.shape.column_span = 1;
                self.is_new_cell = true;
            }
            "gridSpan" => self.shape.column_span = element.number("val").unwrap_or(1),
            "footnote" | "endnote" => {
                // Marks that divide the notes from the text have numbers up to 0.
                let is_mark = element.number::<i64>("id").is_none_or(|id| id <= 0);
                if element.attribute("type").is_some() || is_mark {
                    return Inside::Skipped;
                }
                self.notes += 1;
                self.text.note = Some(self.notes);
            }
            _ => {}
        }
        Inside::Read
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.text.close_paragraph(),
            "tc" => {
                self.begin_cell();
                self.text.close_cell();
            }
            "tbl" => self.text.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }
}
