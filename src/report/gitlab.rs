//! The code quality report of GitLab, which shows findings in merge requests.
//!
//! GitLab keeps one of several findings with the same fingerprint, so that the
//! path goes in as well; a line does not, for a finding is not new when it moves.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::fingerprint::with_path;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::position::{Positions, in_repository};

/// Writes one array, with each finding on a line of its own.
#[derive(Debug, Default)]
pub(super) struct Gitlab {
    is_open: bool,
}

/// A finding, in GitLab's words.
#[derive(Debug, Serialize)]
struct Violation {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Reporter for Gitlab {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            out.write_all(if self.is_open { b",\n" } else { b"[\n" })?;
            self.is_open = true;
            serde_json::to_writer(&mut *out, &violation(&positions, diagnostic))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b"\n]\n" } else { b"[]\n" })
    }
}

fn violation(positions: &Positions<'_>, diagnostic: &Diagnostic) -> Violation {
    let path = in_repository(&positions.document().name);
    let place = positions.place(diagnostic.primary());
    // A file without lines is shown at its first one.
    let (lines, description) = match positions.name_in_layout(diagnostic.primary()) {
        None => (Lines { begin: place.line, end: place.end_line }, diagnostic.message.clone()),
        Some(layout) => (Lines { begin: 1, end: 1 }, format!("{layout}: {}", diagnostic.message)),
    };
    Violation {
        description,
        check_name: diagnostic.code.clone(),
        fingerprint: with_path(&diagnostic.fingerprint, &path),
        severity: severity(diagnostic.level),
        location: Location { path, lines },
    }
}

/// GitLab's word for a level; `critical` and `blocker` are for what breaks a program.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::report::Format;
    use crate::report::samples::{audit, diagnostic, label, report};

    #[test]
    fn a_finding_has_the_keys_of_gitlab() {
        let document = Document::from_text("./docs/a.txt", "one\n9,26 of \"9,26\"");
        let mut finding = diagnostic([label(4, 4, "")]);
        finding.fingerprint = "1e662ed5bd132f81".to_owned();
        assert_snapshot!(report(Format::Gitlab, &document, vec![finding]), @r#"
        [
        {"description":"the digits are not grouped in threes","check_name":"digit-grouping","fingerprint":"1ffa74c1325c7b47","severity":"major","location":{"path":"docs/a.txt","lines":{"begin":2,"end":2}}}
        ]
        "#);
        assert_eq!(report(Format::Gitlab, &document, vec![]), "[]\n");
    }

    #[test]
    fn the_same_words_in_two_documents_are_two_findings() {
        let mut finding = diagnostic([label(0, 4, "")]);
        finding.fingerprint = "1e662ed5bd132f81".to_owned();
        let mut gitlab = Gitlab::default();
        let mut out = Vec::new();
        for name in ["a.txt", "b.txt"] {
            gitlab.document(&Document::from_text(name, "9,26"), &audit(vec![finding.clone()]), &mut out).unwrap();
        }
        gitlab.finish(&mut out).unwrap();
        let all: Vec<serde_json::Value> = serde_json::from_slice(&out).unwrap();
        assert_ne!(all[0]["fingerprint"], all[1]["fingerprint"]);
    }
}
