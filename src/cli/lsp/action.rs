//! What an editor offers to do about a finding: repair it, or ignore it with a reason.

use std::collections::HashMap;
use std::fs;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

use super::Client;
use super::open::{Known, Open};
use super::uri;
use crate::cli::houses::nearest;
use crate::config::NAME;
use crate::diagnostic::{Diagnostic, Safety};
use crate::read::Kind;

/// What stands where somebody has to give a reason.
const REASON: &str = "say why";

/// What can be done about the findings in a range.
pub(super) fn actions(open: &Open, range: Range, client: &Client) -> Vec<CodeActionOrCommand> {
    let Some(known) = &open.known else { return Vec::new() };
    let source = known.source();
    let (start, end) = (known.lines.offset(source, range.start), known.lines.offset(source, range.end));
    let mut actions = Vec::new();
    for diagnostic in &known.audit.diagnostics {
        let place = known.document.source_span(diagnostic.primary());
        if place.start > end || place.end < start {
            continue;
        }
        actions.extend(repair(known, open, diagnostic));
        actions.extend(ignore(known, open, diagnostic));
        actions.extend(silence(known, open, diagnostic, client));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The repair, where it may be applied.
fn repair(known: &Known, open: &Open, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let fix = diagnostic.fix.as_ref()?;
    let (title, is_preferred) = match fix.safety {
        Safety::Safe => (format!("Write {}", fix.title), true),
        Safety::Unsafe => (format!("Write {}, if that is what the source says", fix.title), false),
        // It is shown with the finding and never applied.
        Safety::Display => return None,
    };
    if !fix.edits.iter().all(|edit| known.document.is_contiguous(edit.span)) {
        return None;
    }
    let edits = fix.edits.iter().map(|edit| TextEdit { range: known.range(edit.span), new_text: edit.text.clone() });
    let mut action = action(known, open, diagnostic, title, in_document(open, edits.collect()));
    action.is_preferred = Some(is_preferred);
    Some(action)
}

/// A comment at the end of the block, in formats that have comments.
fn ignore(known: &Known, open: &Open, diagnostic: &Diagnostic) -> Option<CodeAction> {
    if !matches!(Kind::of_name(&known.document.name), Some(Kind::Markdown | Kind::Html)) {
        return None;
    }
    let blocks = known.document.blocks();
    let after = blocks.partition_point(|block| block.span.start <= diagnostic.primary().start);
    let block = blocks.get(after.checked_sub(1)?)?;
    let end = known.range(block.span).end;
    let code = &diagnostic.code;
    let new_text = format!(" <!-- statlint-ignore {code}: {REASON} -->");
    let edit = TextEdit { range: Range { start: end, end }, new_text };
    Some(action(known, open, diagnostic, format!("Ignore {code} here, with a reason"), in_document(open, vec![edit])))
}

/// An entry of the nearest configuration, or of a new one.
fn silence(known: &Known, open: &Open, diagnostic: &Diagnostic, client: &Client) -> Option<CodeAction> {
    let words = known.document.slice(diagnostic.primary());
    // A text of several lines is no key for people.
    if words.is_empty() || words.chars().any(char::is_control) {
        return None;
    }
    let config = nearest(&open.path).unwrap_or_else(|| client.folder.join(NAME));
    let file = open.path.strip_prefix(config.parent()?).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let present = fs::read_to_string(&config).ok();
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let new_text = format!(
        "{}[[silence]]\ncode = {}\nfiles = [{}]\ntext = {}\nreason = \"{REASON}\"\n",
        present.as_deref().map_or("", |text| if text.ends_with('\n') || text.is_empty() { "\n" } else { "\n\n" }),
        quoted(&diagnostic.code),
        quoted(&glob(&file)),
        quoted(words),
    );
    let end = present.as_deref().map_or(Position::default(), |text| {
        let last = text.rsplit('\n').next().unwrap_or_default();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // The end of the last line in any encoding is no further than its bytes.
        Position { line: number(text.matches('\n').count()), character: number(last.len()) }
    });
    let uri = uri::of_path(&config)?;
    let edit = TextEdit { range: Range { start: end, end }, new_text };
    let edit = match present {
        Some(_) => WorkspaceEdit { changes: Some(HashMap::from([(uri, vec![edit])])), ..WorkspaceEdit::default() },
        None if client.creates_files => in_new_file(uri, edit),
        None => return None,
    };
    let title = format!("Ignore {} at these words in {NAME}, with a reason", diagnostic.code);
    Some(action(known, open, diagnostic, title, edit))
}

/// A change that makes the file that it changes.
fn in_new_file(uri: Uri, edit: TextEdit) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    let operations = vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}

/// A glob that stands for one file.
fn glob(path: &str) -> String {
    let mut glob = String::new();
    for c in path.chars() {
        match c {
            '*' | '?' | '[' | ']' | '{' | '}' => glob.push_str(&format!("[{c}]")),
            c => glob.push(c),
        }
    }
    glob
}

/// Changes of the document itself.
fn in_document(open: &Open, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(open.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

fn action(known: &Known, open: &Open, diagnostic: &Diagnostic, title: String, edit: WorkspaceEdit) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![known.shown(diagnostic, &open.uri)]),
        edit: Some(edit),
        ..CodeAction::default()
    }
}
