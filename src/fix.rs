//! Repairs, as changes of a document's source.
//!
//! A repair is made as a whole or not at all. Two that touch the same words are
//! not made together: the first is made, and the next reading of the changed
//! source says whether the other is still due. A repair that is safe keeps every
//! digit; that is checked here too, whatever a rule promises.

use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::document::Document;
use crate::span::Span;

/// A piece of the source and what is written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The piece of [`crate::document::Source::text`].
    pub source: Span,
    /// What is written there.
    pub text: String,
}

/// The patches of a repair, in the order of the source. `None` if it cannot be made: it is
/// only to be shown, or the words are written in another way in the source.
pub fn patches(document: &Document, fix: &Fix) -> Option<Vec<Patch>> {
    if fix.safety == Safety::Display || !document.is_whole_file() {
        return None;
    }
    let mut patches = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let source = document.source_span(edit.span);
        let words = document.slice(edit.span);
        let is_same = document.is_contiguous(edit.span) && document.source().text[source.range()] == *words;
        let keeps_digits = fix.safety != Safety::Safe || digits(words).eq(digits(&edit.text));
        if !is_same || words.is_empty() || !keeps_digits {
            return None;
        }
        patches.push(Patch { source, text: edit.text.clone() });
    }
    patches.sort_by_key(|patch| patch.source);
    let overlaps = patches.windows(2).any(|pair| pair[0].source.overlaps(pair[1].source));
    (!patches.is_empty() && !overlaps).then_some(patches)
}

/// The patches of some findings, in the order of the source; none overlap. How many of the
/// repairs are made comes with them.
pub fn together<'d>(document: &Document, findings: impl Iterator<Item = &'d Diagnostic>) -> (Vec<Patch>, usize) {
    let mut repairs: Vec<Vec<Patch>> =
        findings.filter_map(|finding| patches(document, finding.fix.as_ref()?)).collect();
    repairs.sort_by_key(|patches| patches[0].source);
    let mut all: Vec<Patch> = Vec::new();
    let mut made = 0;
    let mut end = 0;
    for repair in repairs {
        // Repairs come in the order of the source, so one that begins after all that was
        // taken touches none of it.
        if repair[0].source.start < end || (made > 0 && repair[0].source.start == end) {
            continue;
        }
        end = repair.last().map_or(end, |patch| patch.source.end);
        all.extend(repair);
        made += 1;
    }
    (all, made)
}

/// A source with patches, which are in its order and do not overlap.
pub fn apply(source: &str, patches: &[Patch]) -> String {
    let mut text = String::with_capacity(source.len() + 16 * patches.len());
    let mut at = 0;
    for patch in patches {
        text.push_str(&source[at..patch.source.start]);
        text.push_str(&patch.text);
        at = patch.source.end;
    }
    text.push_str(&source[at..]);
    text
}

fn digits(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_numeric() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::lint::lint;
    use crate::rules::RuleSet;

    /// A text with the repairs that are safe, and how many there were.
    fn repaired(text: &str) -> (String, usize) {
        let document = Document::from_text("t", text);
        let lexicons = Lexicons::built_in();
        let audit = lint(&document, &RuleSet::built_in(lexicons), lexicons);
        let is_safe = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        let (patches, made) = together(&document, audit.diagnostics.iter().filter(is_safe));
        (apply(text, &patches), made)
    }

    #[test]
    fn blanks_and_signs_come_back_and_nothing_else_changes() {
        let text = "Interest is 4.25per cent.\r\nIt is 220Â°C. Sales fell by 31percent.\r\n";
        let expected = "Interest is 4.25 per cent.\r\nIt is 220°C. Sales fell by 31 percent.\r\n";
        assert_eq!(repaired(text), (expected.to_owned(), 3));
        assert_eq!(repaired(expected), (expected.to_owned(), 0));
    }

    #[test]
    fn a_word_before_a_figure_is_not_safe_to_part_from_it() {
        let text = "The tunnel is about12.5 kilometres long. Police seized9 tons.";
        assert_eq!(repaired(text), (text.to_owned(), 0));
    }

    #[test]
    fn a_repair_that_changes_a_digit_is_not_made_whatever_it_promises() {
        let document = Document::from_text("t", "9,26 people");
        let edit = |text: &str| crate::diagnostic::Edit { span: Span::new(0, 4), text: text.to_owned() };
        let fix = |safety, text| Fix { safety, title: String::new(), edits: vec![edit(text)] };
        assert_eq!(patches(&document, &fix(Safety::Safe, "926")), None);
        assert_eq!(patches(&document, &fix(Safety::Safe, "9.26")), None);
        assert!(patches(&document, &fix(Safety::Unsafe, "926")).is_some());
        assert_eq!(patches(&document, &fix(Safety::Display, "926")), None);
    }
}
