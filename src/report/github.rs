//! Workflow commands, which GitHub shows as annotations of the changed files.
//!
//! GitHub shows ten of a kind and drops the others without a word. So the most
//! severe stand first, no more than ten of a kind are written, and a last line
//! counts the rest. A workflow also has a place for a summary, which has room for
//! all of them.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::markdown::Markdown;
use crate::report::position::Positions;

/// How many annotations of a kind GitHub shows for one step.
const SHOWN: usize = 10;

/// Keeps the first ten of each kind until the end of the run.
#[derive(Debug)]
pub(super) struct Github<'a> {
    summary: Option<(&'a Path, Markdown)>,
    errors: Vec<String>,
    warnings: Vec<String>,
    notices: Vec<String>,
    left_out: usize,
}

impl<'a> Github<'a> {
    /// Before the first document. The summary is added to a file, if there is one.
    pub(super) fn new(summary: Option<&'a Path>) -> Github<'a> {
        let summary = summary.map(|file| (file, Markdown::default()));
        Github { summary, errors: Vec::new(), warnings: Vec::new(), notices: Vec::new(), left_out: 0 }
    }
}

impl Reporter for Github<'_> {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        if let Some((_, summary)) = &mut self.summary {
            summary.document(document, audit, out)?;
        }
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            let kind = match diagnostic.level {
                Level::Error => &mut self.errors,
                Level::Warning => &mut self.warnings,
                Level::Note => &mut self.notices,
            };
            if kind.len() < SHOWN {
                kind.push(annotation(&positions, diagnostic));
            } else {
                self.left_out += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for annotation in self.errors.iter().chain(&self.warnings).chain(&self.notices) {
            writeln!(out, "{annotation}")?;
        }
        if let Some((file, summary)) = &mut self.summary
            && let Err(error) = add(file, summary)
        {
            let problem = format!("cannot add the summary to {}: {error}", file.display());
            writeln!(out, "::warning title=statlint::{}", data(&problem))?;
        }
        match self.left_out {
            0 => Ok(()),
            1 => writeln!(out, "statlint: 1 more finding is not shown as an annotation (GitHub shows ten of a kind)"),
            n => writeln!(out, "statlint: {n} more findings are not shown as annotations (GitHub shows ten of a kind)"),
        }
    }
}

/// Adds a summary to a file, after what other programs of the step have written.
fn add(file: &Path, summary: &mut Markdown) -> io::Result<()> {
    let mut page = Vec::new();
    summary.finish(&mut page)?;
    page.push(b'\n');
    File::options().append(true).create(true).open(file)?.write_all(&page)
}

fn annotation(positions: &Positions<'_>, diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let path = &positions.document().name;
    let file = property(path.strip_prefix("./").unwrap_or(path));
    let layout = positions.name_in_layout(diagnostic.primary());
    let mut keys = format!("file={file}");
    if layout.is_none() {
        let place = positions.place(diagnostic.primary());
        keys.push_str(&format!(",line={},endLine={}", place.line, place.end_line));
        // GitHub refuses columns where there are several lines.
        if place.line == place.end_line {
            keys.push_str(&format!(",col={},endColumn={}", place.column, place.end_column));
        }
    }
    let at = layout.map(|layout| format!("at {layout}"));
    let elsewhere: Vec<String> = diagnostic.elsewhere.iter().map(|it| format!("see {}", it.at)).collect();
    let lines = [Some(&diagnostic.message), diagnostic.cause.as_ref(), diagnostic.help.as_ref()];
    let lines = lines.into_iter().flatten().chain(&at).chain(&elsewhere);
    let text = lines.map(|line| data(line)).collect::<Vec<_>>().join("%0A");
    format!("::{command} {keys},title={}::{text}", property(&diagnostic.code))
}

/// Escapes what ends a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what ends a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, label, report};

    #[test]
    fn the_most_severe_stand_first_and_nothing_breaks_a_command() {
        let document = Document::from_text("./a,b:c.txt", "treated 9,26 patients, 47% of\nall");
        let mut note = diagnostic([label(23, 10, "")]);
        note.level = Level::Note;
        note.message = "47% of\nall".to_owned();
        let error = diagnostic([label(8, 4, "")]);
        assert_snapshot!(report(Format::Github, &document, vec![note, error]), @r"
        ::error file=a%2Cb%3Ac.txt,line=1,endLine=1,col=9,endColumn=13,title=digit-grouping::the digits are not grouped in threes%0Acompare with the source
        ::notice file=a%2Cb%3Ac.txt,line=1,endLine=2,title=digit-grouping::47%25 of%0Aall%0Acompare with the source
        ");
    }

    #[test]
    fn what_github_would_drop_is_counted() {
        let document = Document::from_text("a.txt", "9,26");
        let findings = vec![diagnostic([label(0, 4, "")]); 24];
        let report = report(Format::Github, &document, findings);
        assert_eq!(report.matches("::error ").count(), 10);
        assert!(
            report
                .ends_with("\nstatlint: 14 more findings are not shown as annotations (GitHub shows ten of a kind)\n")
        );
    }
}
