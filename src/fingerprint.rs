//! What a finding is known by when the text around it moves.
//!
//! A fingerprint hashes the code, the labels' texts, three words on each side of
//! the primary label, and how many findings of the document were the same before.
//! No position goes in, so text that is added elsewhere does not change it.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::span::Span;

/// How many words on each side of the primary label go in.
const WORDS: usize = 3;

/// Words are looked for in so many bytes on each side: a run without any may be long.
const REACH: usize = 400;

/// Gives all findings of a document, in their order, their fingerprints.
pub fn fingerprint(document: &Document, diagnostics: &mut [Diagnostic]) {
    let mut fingerprints = Fingerprints::new(document);
    for diagnostic in diagnostics {
        diagnostic.fingerprint = fingerprints.next(diagnostic);
    }
}

/// A fingerprint that tells a finding from the same one in another document.
pub fn with_path(fingerprint: &str, path: &str) -> String {
    let mut hash = Fnv::default();
    hash.write(fingerprint);
    hash.write(path);
    format!("{:016x}", hash.0)
}

/// The fingerprints of one document's findings.
#[derive(Debug)]
struct Fingerprints<'d> {
    document: &'d Document,
    seen: HashMap<u64, u64>,
}

impl<'d> Fingerprints<'d> {
    /// Before the first finding.
    fn new(document: &'d Document) -> Fingerprints<'d> {
        Fingerprints { document, seen: HashMap::new() }
    }

    /// The fingerprint of the next finding, 16 hexadecimal digits.
    fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let mut hash = Fnv::default();
        hash.write(&diagnostic.code);
        for label in &diagnostic.labels {
            hash.write(self.document.slice(label.span));
        }
        for foreign in &diagnostic.elsewhere {
            hash.write(&foreign.at.words);
        }
        let (before, after) = self.around(diagnostic.primary());
        before.unicode_words().rev().take(WORDS).for_each(|word| hash.write(word));
        hash.write("");
        after.unicode_words().take(WORDS).for_each(|word| hash.write(word));
        let times = self.seen.entry(hash.0).or_default();
        hash.write(&times.to_string());
        *times += 1;
        format!("{:016x}", hash.0)
    }

    /// The text of the block before and after a span.
    fn around(&self, span: Span) -> (&'d str, &'d str) {
        let text = self.document.text();
        let blocks = self.document.blocks();
        let block =
            blocks.partition_point(|block| block.span.start <= span.start).checked_sub(1).map(|i| blocks[i].span);
        let block = block.filter(|block| block.contains(span)).unwrap_or(Span::new(0, text.len()));
        let first = text.ceil_char_boundary(span.start.saturating_sub(REACH)).max(block.start);
        let last = text.floor_char_boundary(span.end + REACH).min(block.end);
        (&text[first..span.start], &text[span.end..last])
    }
}

/// FNV-1a in 64 bits: the same on every machine and in every release.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, text: &str) {
        // 0xff is in no UTF-8 text, so "a" and "bc" are not "ab" and "c".
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Confidence, Label, Level};

    fn diagnostic<const N: usize>(labels: [(usize, usize); N]) -> Diagnostic {
        let label = |(at, len)| Label { span: Span::new(at, at + len), text: String::new() };
        Diagnostic {
            code: "digit-grouping".to_owned(),
            level: Level::Error,
            confidence: Confidence::High,
            message: String::new(),
            labels: labels.map(label).to_vec(),
            elsewhere: Vec::new(),
            help: None,
            cause: None,
            fix: None,
            taints: None,
            also: Vec::new(),
            fingerprint: String::new(),
        }
    }

    fn fingerprints(text: &str, word: &str) -> Vec<String> {
        let document = Document::from_text("t", text);
        let mut fingerprints = Fingerprints::new(&document);
        text.match_indices(word).map(|(at, _)| fingerprints.next(&diagnostic([(at, word.len())]))).collect()
    }

    #[test]
    fn a_fingerprint_does_not_know_where_it_stands() {
        let here = fingerprints("the clinic treated 9,26 patients in May", "9,26");
        let there = fingerprints("New.\n\nLast year  the clinic treated\t9,26 patients in May again", "9,26");
        assert_eq!(here, there);
        assert_eq!(here[0].len(), 16);
        assert_ne!(here, fingerprints("the clinic treated 9,26 horses in May", "9,26"));
        assert_ne!(here, fingerprints("the clinic treated 9,27 patients in May", "9,27"));
    }

    #[test]
    fn the_same_twice_is_told_apart() {
        let all = fingerprints("9,26 patients.\n\n9,26 patients.", "9,26");
        assert_eq!(all.len(), 2);
        assert_ne!(all[0], all[1]);
    }

    #[test]
    fn a_fingerprint_never_changes_between_releases() {
        // Baselines and code scanning know findings by it.
        assert_eq!(fingerprints("the clinic treated 9,26 patients", "9,26"), ["1e662ed5bd132f81"]);
    }

    #[test]
    fn the_ends_of_a_text_have_fingerprints() {
        for text in ["", "万", "9,26"] {
            let document = Document::from_text("t", text);
            let mut fingerprints = Fingerprints::new(&document);
            fingerprints.next(&diagnostic([(0, 0)]));
            fingerprints.next(&diagnostic([(text.len(), 0)]));
            fingerprints.next(&diagnostic([]));
        }
    }
}
