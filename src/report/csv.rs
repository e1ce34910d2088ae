//! One row for each finding, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins like a formula for one, and a document
//! may hold anything. Such a cell gets an apostrophe before it, unless it is a
//! number.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::position::Positions;

/// The names of the columns; none is removed, new ones may come at the end.
const HEAD: [&str; 14] = [
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "place",
    "level",
    "confidence",
    "code",
    "message",
    "text",
    "cause",
    "help",
    "fingerprint",
];

/// Writes rows as they come.
#[derive(Debug, Default)]
pub(super) struct Csv {
    has_head: bool,
}

impl Csv {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_head {
            self.has_head = true;
            write_row(&HEAD.map(Cow::Borrowed), out)?;
        }
        Ok(())
    }
}

impl Reporter for Csv {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        audit.diagnostics.iter().try_for_each(|diagnostic| write_row(&row(&positions, diagnostic), out))
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }
}

fn row<'a>(positions: &Positions<'a>, diagnostic: &'a Diagnostic) -> [Cow<'a, str>; 14] {
    let document = positions.document();
    let layout = positions.name_in_layout(diagnostic.primary());
    let place = positions.place(diagnostic.primary());
    // The lines of a file that has none are those of its extracted text, which nobody can look up.
    let number = |n: usize| if layout.is_none() { Cow::Owned(n.to_string()) } else { Cow::Borrowed("") };
    [
        harmless(&document.name),
        number(place.line),
        number(place.column),
        number(place.end_line),
        number(place.end_column),
        Cow::Owned(harmless(layout.as_deref().unwrap_or_default()).into_owned()),
        Cow::Borrowed(diagnostic.level.as_str()),
        Cow::Borrowed(diagnostic.confidence.as_str()),
        harmless(&diagnostic.code),
        harmless(&diagnostic.message),
        harmless(document.slice(diagnostic.primary())),
        harmless(diagnostic.cause.as_deref().unwrap_or_default()),
        harmless(diagnostic.help.as_deref().unwrap_or_default()),
        Cow::Borrowed(&diagnostic.fingerprint),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    let begins = |starts: &[char]| cell.starts_with(starts);
    let is_number = || cell.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' '));
    if begins(&['=', '@', '\t', '\r']) || (begins(&['+', '-']) && !is_number()) {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

fn write_row(row: &[Cow<'_, str>; 14], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, label, report};

    #[test]
    fn a_finding_is_a_row() {
        let document = Document::from_text("a.txt", "one\n\"9,26\" of 40");
        let mut finding = diagnostic([label(4, 6, "")]);
        finding.message = "two\nlines".to_owned();
        finding.fingerprint = "1e662ed5bd132f81".to_owned();
        assert_snapshot!(report(Format::Csv, &document, vec![finding]), @r#"
        path,line,column,end_line,end_column,place,level,confidence,code,message,text,cause,help,fingerprint
        a.txt,2,1,2,7,,error,high,digit-grouping,"two
        lines","""9,26""",,compare with the source,9e4aeff77b65838e
        "#);
        assert_eq!(report(Format::Csv, &document, vec![]).lines().count(), 1);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "@SUM(1)", "+1+cmd|' /C calc'!A0", "-2+3", "\t=1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for cell in ["-5.3%", "+12,000", "9,26", "", "a=b"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
