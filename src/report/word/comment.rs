//! What a comment says.

use crate::diagnostic::{Diagnostic, Label};
use crate::report::position::Positions;
use crate::report::pretty::{repair, rule};
use crate::report::visible::{cut, on_one_line};

/// How many places are named besides the one that is commented on.
const MOST_PLACES: usize = 8;

/// The longest quotation, in columns.
const LONGEST: usize = 60;

/// The paragraphs of a comment. Words that it does not stand at are quoted.
pub(super) fn paragraphs(positions: &Positions<'_>, diagnostic: &Diagnostic, is_at_words: bool) -> Vec<String> {
    let mut lines = vec![diagnostic.message.clone()];
    if !is_at_words {
        lines.extend(diagnostic.labels.first().map(|label| format!("about {}", quoted(positions, label))));
    }
    lines.extend(diagnostic.related().iter().take(MOST_PLACES).map(|label| quoted(positions, label)));
    match diagnostic.related().len().saturating_sub(MOST_PLACES) {
        0 => {}
        1 => lines.push("1 further place is not named".to_owned()),
        more => lines.push(format!("{more} further places are not named")),
    }
    for foreign in &diagnostic.elsewhere {
        let what = if foreign.text.is_empty() { "" } else { ", " };
        lines.push(format!("see {}: \"{}\"{what}{}", foreign.at, cut(&foreign.at.words, LONGEST), foreign.text));
    }
    lines.extend(diagnostic.cause.as_ref().map(|cause| format!("cause: {cause}")));
    lines.extend(diagnostic.fix.as_ref().map(|fix| format!("{}: {}", repair(fix), fix.title)));
    lines.extend(diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    lines.push(format!("rule: {}", rule(diagnostic)));
    lines.iter().map(|line| on_one_line(line).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")).collect()
}

/// `"380" (paragraph 3): from`.
fn quoted(positions: &Positions<'_>, label: &Label) -> String {
    let words = cut(positions.document().slice(label.span), LONGEST);
    let what = if label.text.is_empty() { String::new() } else { format!(": {}", label.text) };
    format!("\"{words}\" ({}){what}", positions.name(label.span))
}
