//! A document that is open in the editor, and what is known of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use lsp_types::{
    Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Uri,
};

use super::place::{Encoding, Lines};
use super::uri;
use crate::cli::houses::Setup;
use crate::cli::silence::Silences;
use crate::cli::summary::Tally;
use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use crate::lint::{Audit, lint};
use crate::read::{Kind, read};
use crate::span::Span;

/// What makes bytes UTF-8 whatever a document says of itself: the editor has decoded it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A document that is open in the editor.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: Uri,
    /// Where it is, or would be: that decides which configuration applies.
    pub(super) path: PathBuf,
    pub(super) version: Option<i32>,
    pub(super) text: String,
    /// When it is audited, if it has changed.
    pub(super) due: Option<Instant>,
    /// What is known of the text.
    pub(super) known: Option<Known>,
}

/// What is known of a document.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) document: Document,
    pub(super) audit: Audit,
    pub(super) lines: Lines,
    pub(super) setup: Arc<Setup>,
}

impl Open {
    /// A document that nothing is known of. One without a name is taken for a file of the folder.
    pub(super) fn new(uri: Uri, language: &str, version: i32, text: String, folder: &Path) -> Open {
        let path = uri::path(&uri).unwrap_or_else(|| {
            let name = uri::name(&uri);
            let extension = match language {
                "markdown" => "md",
                "html" => "html",
                _ => "txt",
            };
            folder.join(if Kind::of_name(&name).is_some() { name } else { format!("{name}.{extension}") })
        });
        Open { uri, path, version: Some(version), text, due: None, known: None }
    }

    /// Puts a text in the place of a range.
    pub(super) fn edit(&mut self, range: Range, text: &str, encoding: Encoding) {
        let lines = Lines::new(&self.text, encoding);
        let start = lines.offset(&self.text, range.start);
        let end = lines.offset(&self.text, range.end).max(start);
        self.text.replace_range(start..end, text);
    }

    /// Audits the text as it is.
    pub(super) fn audit(&mut self, setup: Arc<Setup>, encoding: Encoding) {
        self.due = None;
        let work = || {
            let bytes = [BYTE_ORDER_MARK, self.text.as_bytes()].concat();
            let mut document = read(&self.path.display().to_string(), &bytes).ok().filter(Document::has_bytes)?;
            document.language.clone_from(&setup.settings.language.value);
            let mut audit = lint(&document, &setup.rules, setup.lexicons());
            Silences::default().take_out(&self.path, &document, &mut audit, &setup);
            Tally::default().leave_shown(&mut audit, &setup.settings);
            let lines = Lines::new(&document.source().text, encoding);
            Some(Known { document, audit, lines, setup: Arc::clone(&setup) })
        };
        // No document may cost the editor its server, not even by a mistake of ours.
        self.known = catch_unwind(AssertUnwindSafe(work)).unwrap_or_default();
    }

    /// What the editor shows.
    pub(super) fn shown(&self) -> Vec<Shown> {
        let Some(known) = &self.known else { return Vec::new() };
        let findings = known.audit.diagnostics.iter().map(|diagnostic| known.shown(diagnostic, &self.uri));
        let remarks = known.audit.remarks.iter().map(|remark| Shown {
            range: known.lines.range(known.source(), remark.source.unwrap_or(Span::new(0, 0))),
            severity: Some(DiagnosticSeverity::HINT),
            source: Some("statlint".to_owned()),
            message: remark.message.clone(),
            ..Shown::default()
        });
        findings.chain(remarks).collect()
    }
}

impl Known {
    /// The file as the editor has it.
    pub(super) fn source(&self) -> &str {
        &self.document.source().text
    }

    /// The range of a span of the text.
    pub(super) fn range(&self, span: Span) -> lsp_types::Range {
        self.lines.range(self.source(), self.document.source_span(span))
    }

    /// A finding, in the words of the protocol.
    pub(super) fn shown(&self, diagnostic: &Diagnostic, uri: &Uri) -> Shown {
        let related = diagnostic.related().iter().map(|label| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: self.range(label.span) },
            message: if label.text.is_empty() {
                self.document.slice(label.span).to_owned()
            } else {
                label.text.clone()
            },
        });
        let related: Vec<_> = related.collect();
        Shown {
            range: self.range(diagnostic.primary()),
            severity: Some(severity(diagnostic.level)),
            code: Some(NumberOrString::String(diagnostic.code.clone())),
            source: Some("statlint".to_owned()),
            message: match &diagnostic.cause {
                Some(cause) => format!("{}\n{cause}", diagnostic.message),
                None => diagnostic.message.clone(),
            },
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..Shown::default()
        }
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Note => DiagnosticSeverity::INFORMATION,
    }
}
