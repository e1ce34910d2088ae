//! One line for each finding, in the form that editors and `grep` know.

use std::io::{self, Write};

use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::position::Positions;
use crate::report::visible::on_one_line;

/// Writes `path:line:column: level[code] message`; files that have no lines have pages or cells instead.
#[derive(Debug)]
pub(super) struct Short;

impl Reporter for Short {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        let path = on_one_line(&document.name);
        for diagnostic in &audit.diagnostics {
            let place = positions.name(diagnostic.primary());
            let (place, level, code) = (on_one_line(&place), diagnostic.level.as_str(), &diagnostic.code);
            writeln!(out, "{path}:{place}: {level}[{code}] {}", on_one_line(&diagnostic.message))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, label, report};

    #[test]
    fn one_finding_is_one_line() {
        let document = Document::from_text("a\tb.txt", "one\ntreated 9,26 patients");
        let mut finding = diagnostic([label(12, 4, "")]);
        finding.message = "first\nsecond".to_owned();
        assert_eq!(
            report(Format::Short, &document, vec![finding]),
            "a b.txt:2:9: error[digit-grouping] first second\n"
        );
    }

    #[test]
    fn a_sound_document_is_silence() {
        assert_eq!(report(Format::Short, &Document::from_text("t", ""), vec![]), "");
    }
}
