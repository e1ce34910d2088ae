//! What is said of the words under the pointer: the figure's line of the ledger, and why a rule objects.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::open::Known;
use crate::report::figures::told;
use crate::report::position::Positions;
use crate::span::Span;

/// What is said of a position, if there is a figure or a finding.
pub(super) fn hover(known: &Known, position: Position) -> Option<Hover> {
    let offset = known.lines.offset(known.source(), position);
    let covers = |span: Span| {
        let source = known.document.source_span(span);
        source.start <= offset && offset < source.end.max(source.start + 1)
    };
    let mut told_of = Vec::new();
    let mut place = None;
    if let Some(entry) = known.audit.ledger.entries.iter().find(|entry| covers(entry.mention.span)) {
        told_of.push(format!(
            "{}: {}",
            known.document.slice(entry.mention.span),
            told(&Positions::new(&known.document), &known.audit.units, entry)
        ));
        place = Some(entry.mention.span);
    }
    for diagnostic in &known.audit.diagnostics {
        let Some(label) = diagnostic.labels.iter().find(|label| covers(label.span)) else { continue };
        place = place.or(Some(label.span));
        let (level, confidence) = (diagnostic.level.as_str(), diagnostic.confidence.as_str());
        let mut lines = vec![diagnostic.message.clone()];
        lines.extend(diagnostic.cause.as_ref().map(|cause| format!("Cause: {cause}")));
        lines.extend(diagnostic.help.as_ref().map(|help| format!("What to do: {help}")));
        if let Some(rule) = known.setup.rules.get(&diagnostic.code) {
            lines.push(format!("\n{} ({level}, {confidence} confidence): {}", rule.code, rule.title));
            lines.push(rule.why.clone());
        }
        told_of.push(lines.join("\n"));
    }
    let range = known.range(place?);
    // Plain text: nothing in a document can be taken for markup, and every editor can show it.
    let contents = MarkupContent { kind: MarkupKind::PlainText, value: told_of.join("\n\n") };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(range) })
}
