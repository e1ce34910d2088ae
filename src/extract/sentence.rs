//! Where sentences end.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Document;
use crate::lexicon::Lexicons;
use crate::span::Span;

/// The sentences of a document, in order, without gaps inside a block.
pub(super) fn sentences(document: &Document, lexicons: &Lexicons, languages: &[&str]) -> Vec<Span> {
    let mut sentences = Vec::new();
    for (block, language) in document.blocks().iter().zip(languages) {
        let abbreviations = &lexicons.vocabulary(language).abbreviations;
        let first = sentences.len();
        let text = document.slice(block.span);
        for (at, piece) in bounded(text)
            .flat_map(|(start, part)| part.split_sentence_bound_indices().map(move |(at, piece)| (start + at, piece)))
        {
            let span = Span::new(at, at + piece.len()).shifted(block.span.start);
            let joins = sentences.len() > first
                && sentences.last().is_some_and(|last| !ends(document.slice(*last), piece, abbreviations));
            match sentences.last_mut() {
                Some(last) if joins => last.end = span.end,
                _ => sentences.push(span),
            }
        }
    }
    sentences
}

/// The text in parts of a bounded length, because the standard's rules look ahead as far
/// as they can to find out whether a full stop ends a sentence.
fn bounded(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut end = rest.len().min(LONGEST_PART);
        if end < rest.len() {
            end = (0..=end).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(end);
            let blank = rest[..end].char_indices().rev().find(|(_, c)| c.is_whitespace());
            end = blank.map_or(end, |(at, c)| at + c.len_utf8());
        }
        let part = (start, &rest[..end]);
        start += end;
        Some(part)
    })
}

/// No sentence of prose is longer than this many bytes.
const LONGEST_PART: usize = 4_000;

/// Whether a sentence ends between two pieces. The standard's rules break after
/// every full stop before a capital, and where a line is wrapped.
fn ends(before: &str, next: &str, abbreviations: &[String]) -> bool {
    let before = before.trim_end();
    if !before.ends_with(['.', '!', '?', '。', '！', '？', '…', '"', '”', '’', ')', '」', '；']) {
        return false;
    }
    let word = before.trim_end_matches('.').rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let goes_on = next.starts_with(|c: char| c.is_lowercase());
    let is_abbreviated = before.ends_with('.') && (is_initial || abbreviations.contains(&word.to_lowercase()));
    !is_abbreviated && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let document = Document::from_text("t", text);
        let lexicons = Lexicons::built_in();
        let languages = vec!["en"; document.blocks().len()];
        sentences(&document, lexicons, &languages).iter().map(|span| document.slice(*span).trim().to_owned()).collect()
    }

    #[test]
    fn a_sentence_does_not_end_at_an_abbreviation_or_a_wrapped_line() {
        assert_eq!(
            split("No. 5 was sold to Acme Corp. of Ohio. It cost $3."),
            ["No. 5 was sold to Acme Corp. of Ohio.", "It cost $3."]
        );
        let wrapped = "The committee found that the number of vessels which entered\nthe harbour rose. It was 12.";
        assert_eq!(split(wrapped).len(), 2);
    }
}
