//! The comments of a review on GitHub, with safe repairs as suggestions to accept at a click.
//!
//! The object is what `POST /repos/{owner}/{repo}/pulls/{number}/reviews` takes. A
//! suggestion replaces whole lines, so it holds them as they are after the repair.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Fix, Level, Safety};
use crate::document::Document;
use crate::lint::Audit;
use crate::report::Reporter;
use crate::report::markdown;
use crate::report::position::{Positions, in_repository};
use crate::span::Span;

/// GitHub takes no more comments with a review in good time.
const MOST: usize = 50;

/// Keeps the comments until the end: the most severe are written if there are too many.
#[derive(Debug, Default)]
pub(super) struct Review {
    comments: Vec<(Level, Comment)>,
    /// Findings in files that have no lines to comment on.
    without_lines: usize,
}

#[derive(Debug, Serialize)]
struct Body {
    event: &'static str,
    body: String,
    comments: Vec<Comment>,
}

#[derive(Debug, Serialize)]
struct Comment {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    line: usize,
    side: &'static str,
    body: String,
}

impl Reporter for Review {
    fn document(&mut self, document: &Document, audit: &Audit, _: &mut dyn Write) -> io::Result<()> {
        if audit.diagnostics.is_empty() {
            return Ok(());
        }
        let positions = Positions::new(document);
        for diagnostic in &audit.diagnostics {
            if !document.has_bytes() {
                self.without_lines += 1;
                continue;
            }
            self.comments.push((diagnostic.level, comment(&positions, diagnostic)));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut comments = std::mem::take(&mut self.comments);
        // Stable, so that those of a level stay in order.
        comments.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        let left_out = comments.len().saturating_sub(MOST) + self.without_lines;
        comments.truncate(MOST);
        let mut body = format!("statlint has {}", counted(comments.len() + left_out));
        if left_out > 0 {
            body.push_str(&format!("; {} not shown here", counted(left_out)));
        }
        let comments = comments.into_iter().map(|(_, comment)| comment).collect();
        serde_json::to_writer_pretty(&mut *out, &Body { event: "COMMENT", body, comments })?;
        out.write_all(b"\n")
    }
}

fn counted(n: usize) -> String {
    format!("{n} finding{}", if n == 1 { "" } else { "s" })
}

fn comment(positions: &Positions<'_>, diagnostic: &Diagnostic) -> Comment {
    let repair = diagnostic.fix.as_ref().and_then(|fix| repaired(positions, fix));
    let place = positions.place(diagnostic.primary());
    let (first, last) = repair.as_ref().map_or((place.line, place.end_line), |repair| (repair.first, repair.last));
    let mut body = format!("**{}**: {}", diagnostic.level.as_str(), markdown::text(&diagnostic.message));
    for more in [&diagnostic.cause, &diagnostic.help].into_iter().flatten() {
        body.push_str(&format!("\n\n{}", markdown::text(more)));
    }
    if let Some(repair) = &repair {
        let fence = fence(&repair.lines);
        body.push_str(&format!("\n\n{fence}suggestion\n{}\n{fence}", repair.lines));
    }
    body.push_str(&format!("\n\n<sub>{}</sub>", markdown::text(&diagnostic.code)));
    Comment {
        path: in_repository(&positions.document().name),
        start_line: (first < last).then_some(first),
        line: last,
        side: "RIGHT",
        body,
    }
}

/// Whole lines as they are after a repair.
struct Repaired {
    first: usize,
    last: usize,
    lines: String,
}

/// What a safe repair makes of its lines; `None` for one that a person has to think about.
fn repaired(positions: &Positions<'_>, fix: &Fix) -> Option<Repaired> {
    let document = positions.document();
    let source = &document.source().text;
    if fix.safety != Safety::Safe || !fix.edits.iter().all(|edit| document.is_contiguous(edit.span)) {
        return None;
    }
    let mut edits: Vec<(Span, &str)> =
        fix.edits.iter().map(|edit| (document.source_span(edit.span), edit.text.as_str())).collect();
    edits.sort_unstable();
    let hull = edits.iter().map(|(span, _)| *span).reduce(Span::hull)?;
    let (first, start) = positions.line_around(hull.start);
    let (last, end) = positions.line_around(hull.end);
    let mut lines = String::new();
    let mut at = start.start;
    for (span, text) in edits {
        lines.push_str(source.get(at..span.start)?);
        lines.push_str(text);
        at = span.end;
    }
    lines.push_str(source.get(at..end.end.max(at))?);
    Some(Repaired { first, last, lines: lines.replace('\r', "") })
}

/// A fence that is longer than any inside.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(3.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::diagnostic::Edit;
    use crate::report::Format;
    use crate::report::samples::{diagnostic, fix, label, label_at, report};

    #[test]
    fn a_safe_repair_is_a_suggestion_of_whole_lines() {
        let document = Document::from_text("./a.txt", "one\r\nIn all 9 ,26 ``` of\r\n40 people.\r\n");
        let mut finding = diagnostic([label_at(&document, "9 ,26", "")]);
        let edits = vec![(label_at(&document, "40", "").span, "41"), (label_at(&document, " ,", "").span, ",")];
        let edits = edits.into_iter().map(|(span, text)| Edit { span, text: text.to_owned() }).collect();
        finding.fix = Some(Fix { safety: Safety::Safe, title: String::new(), edits });
        let review: serde_json::Value =
            serde_json::from_str(&report(Format::GithubReview, &document, vec![finding])).unwrap();
        let comment = &review["comments"][0];
        assert_eq!(
            (&comment["path"], &comment["start_line"], &comment["line"]),
            (&"a.txt".into(), &2.into(), &3.into())
        );
        assert_snapshot!(comment["body"].as_str().unwrap(), @r"
        **error**: the digits are not grouped in threes

        compare with the source

        ````suggestion
        In all 9,26 ``` of
        41 people.
        ````

        <sub>digit-grouping</sub>
        ");
    }

    #[test]
    fn only_a_safe_repair_is_suggested_and_the_worst_are_shown() {
        let document = Document::from_text("a.txt", "9,26");
        let mut finding = diagnostic([label(0, 4, "")]);
        finding.fix = Some(fix(Safety::Display, finding.primary(), "926"));
        finding.level = Level::Note;
        let mut findings = vec![finding; 70];
        findings[69].level = Level::Error;
        let review = report(Format::GithubReview, &document, findings);
        assert!(!review.contains("suggestion"));
        let review: serde_json::Value = serde_json::from_str(&review).unwrap();
        assert_eq!(review["comments"].as_array().map(Vec::len), Some(50));
        assert!(review["comments"][0]["body"].as_str().unwrap().starts_with("**error**"));
        assert_eq!(review["body"], "statlint has 70 findings; 20 findings not shown here");
    }
}
