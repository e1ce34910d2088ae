//! For people at a terminal: each finding with the words underlined in an excerpt.
//!
//! The drawing is miette's, which is named here only. It is handed excerpts and
//! never the document: it would print whole paragraphs, and look through the
//! document from its start for every label.

use std::fmt;
use std::io::{self, Write};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use crate::diagnostic::{Diagnostic, Fix, Foreign, Level, Safety};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::excerpt::{Excerpt, Room, excerpts};
use crate::report::position::Positions;
use crate::report::visible::{on_one_line, wrap};
use crate::report::{Context, Reporter};

/// A finding with more labels than this shows the first ones and counts the others.
const MOST_LABELS: usize = 8;

/// Draws findings.
#[derive(Debug)]
pub(super) struct Pretty {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    room: Room,
}

impl Pretty {
    /// Before the first document.
    pub(super) fn new(context: Context<'_>) -> Pretty {
        let theme = GraphicalTheme {
            characters: if context.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
            styles: if context.colour { ThemeStyles::ansi() } else { ThemeStyles::none() },
        };
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            // It keeps two columns free of its own accord.
            .with_width(context.width + 2)
            .with_context_lines(0)
            .with_urls(false)
            .without_syntax_highlighting();
        Pretty {
            handler,
            theme,
            room: Room { width: context.width, ellipsis: if context.unicode { "…" } else { "..." } },
        }
    }

    fn finding(&self, positions: &Positions<'_>, diagnostic: &Diagnostic) -> Result<String, fmt::Error> {
        let shown = &diagnostic.labels[..diagnostic.labels.len().min(MOST_LABELS)];
        let drawing = Drawing {
            message: on_one_line(&diagnostic.message).into_owned(),
            level: diagnostic.level,
            sheet: Sheet::new(&positions.document().name, excerpts(positions, shown, self.room)),
        };
        let mut out = String::new();
        self.handler.render_report(&mut out, &drawing)?;
        drawing.sheet.name_places(&mut out);
        match diagnostic.labels.len() - shown.len() {
            0 => {}
            1 => self.note(&mut out, "more", "1 further place of this finding is not shown"),
            n => self.note(&mut out, "more", &format!("{n} further places of this finding are not shown")),
        }
        for Foreign { at, text } in &diagnostic.elsewhere {
            let what = if text.is_empty() { "" } else { ", " };
            self.note(&mut out, "see", &format!("{at}: \"{}\"{what}{text}", on_one_line(&at.words)));
        }
        if let Some(cause) = &diagnostic.cause {
            self.note(&mut out, "cause", cause);
        }
        if let Some(fix) = &diagnostic.fix {
            self.note(&mut out, repair(fix), &fix.title);
        }
        if let Some(help) = &diagnostic.help {
            self.note(&mut out, "help", help);
        }
        self.note(&mut out, "rule", &rule(diagnostic));
        out.push('\n');
        Ok(out)
    }

    /// Adds `name: text` under the drawing, wrapped.
    fn note(&self, out: &mut String, name: &str, text: &str) {
        let whole = format!("{name}: {text}");
        for (i, line) in wrap(&whole, self.room.width.saturating_sub(4)).iter().enumerate() {
            match line.strip_prefix(name) {
                Some(rest) if i == 0 => out.push_str(&format!("  {}{rest}\n", self.theme.styles.help.style(name))),
                _ => out.push_str(&format!("    {line}\n")),
            }
        }
    }
}

/// Under which name a repair is shown: it says who may apply it.
pub(super) fn repair(fix: &Fix) -> &'static str {
    match fix.safety {
        Safety::Safe => "repair (does not change the meaning)",
        Safety::Unsafe => "repair (changes what the document says)",
        Safety::Display => "repair (shown, not applied)",
    }
}

/// `digit-grouping (error, high confidence)`.
pub(super) fn rule(diagnostic: &Diagnostic) -> String {
    let (level, confidence) = (diagnostic.level.as_str(), diagnostic.confidence.as_str());
    let also = match diagnostic.also.as_slice() {
        [] => String::new(),
        codes => format!("; also {}", codes.join(", ")),
    };
    format!("{} ({level}, {confidence} confidence{also})", diagnostic.code)
}

impl Reporter for Pretty {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            let finding = self.finding(&positions, diagnostic).map_err(io::Error::other)?;
            out.write_all(finding.as_bytes())?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A finding as miette takes it.
#[derive(Debug)]
struct Drawing {
    message: String,
    level: Level,
    sheet: Sheet,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.sheet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.sheet.excerpts.iter().flat_map(|(base, excerpt)| {
            excerpt.marks.iter().map(move |mark| {
                let text = Some(mark.text.clone()).filter(|text| !text.is_empty());
                let span = (base + mark.span.start, mark.span.len());
                match mark.is_primary {
                    true => LabeledSpan::new_primary_with_span(text, span),
                    false => LabeledSpan::new_with_span(text, span),
                }
            })
        });
        Some(Box::new(labels))
    }
}

/// The excerpts of one finding, one behind the other, as if they were a file of their own.
#[derive(Debug)]
struct Sheet {
    path: String,
    /// Each with the offset at which it begins.
    excerpts: Vec<(usize, Excerpt)>,
}

impl Sheet {
    fn new(path: &str, excerpts: Vec<Excerpt>) -> Sheet {
        let mut next = 0;
        let excerpts = excerpts.into_iter().map(|excerpt| {
            let base = next;
            // A gap, so that the end of one is not the beginning of another.
            next += excerpt.text.len() + 1;
            (base, excerpt)
        });
        Sheet { excerpts: excerpts.collect(), path: on_one_line(path).into_owned() }
    }
}

impl Sheet {
    /// Writes pages, paragraphs and cells where miette has drawn lines that the file does not have.
    fn name_places(&self, drawn: &mut String) {
        for (_, excerpt) in &self.excerpts {
            let (Some(place), Some(mark)) = (&excerpt.place, excerpt.marks.first()) else { continue };
            let lines = format!("[{}:{}:{}]", self.path, excerpt.line, mark.column);
            *drawn = drawn.replacen(&lines, &format!("[{}, {}]", self.path, on_one_line(place)), 1);
        }
    }
}

impl SourceCode for Sheet {
    /// The excerpt around a span, with the true place of the mark that begins there. A span
    /// over two excerpts has none, so miette draws them apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let after = self.excerpts.partition_point(|(base, _)| *base <= span.offset());
        let (base, excerpt) = after.checked_sub(1).map(|i| &self.excerpts[i]).ok_or(MietteError::OutOfBounds)?;
        if span.offset() + span.len() > base + excerpt.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let mark = excerpt.marks.iter().find(|mark| base + mark.span.start == span.offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            excerpt.text.as_bytes(),
            (*base, excerpt.text.len()).into(),
            excerpt.line - 1,
            mark.map_or(0, |mark| mark.column - 1),
            1,
        )))
    }
}

#[cfg(test)]
mod tests;
