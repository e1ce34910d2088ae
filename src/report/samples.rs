//! Made-up findings for the tests of all formats.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Confidence, Diagnostic, Edit, Fix, Label, Level, Safety};
use crate::document::Document;
use crate::facts::{Mention, Reading};
use crate::fingerprint::fingerprint;
use crate::ledger::{Entry, Ledger, Status};
use crate::lint::Audit;
use crate::number::{Grouping, Hedge, Number};
use crate::report::{Context, FigureFormat, Format, Reporter};
use crate::rules::RuleSet;
use crate::span::Span;

pub(super) fn label(at: usize, len: usize, text: &str) -> Label {
    Label { span: Span::new(at, at + len), text: text.to_owned() }
}

/// A label at the first occurrence of some words.
pub(super) fn label_at(document: &Document, words: &str, text: &str) -> Label {
    label(document.text().find(words).unwrap(), words.len(), text)
}

pub(super) fn diagnostic<const N: usize>(labels: [Label; N]) -> Diagnostic {
    Diagnostic {
        taints: None,
        code: "digit-grouping".to_owned(),
        level: Level::Error,
        confidence: Confidence::High,
        message: "the digits are not grouped in threes".to_owned(),
        labels: labels.to_vec(),
        elsewhere: Vec::new(),
        help: Some("compare with the source".to_owned()),
        cause: None,
        fix: None,
        also: Vec::new(),
        fingerprint: String::new(),
    }
}

pub(super) fn fix(safety: Safety, span: Span, text: &str) -> Fix {
    Fix { safety, title: text.to_owned(), edits: vec![Edit { span, text: text.to_owned() }] }
}

pub(super) fn audit(diagnostics: Vec<Diagnostic>) -> Audit {
    Audit { diagnostics, ..Audit::default() }
}

pub(super) fn number(value: &str) -> Number {
    let value: Decimal = value.parse().unwrap();
    let step = Decimal::new(1, value.scale());
    Number {
        value,
        step,
        decimals: value.scale(),
        in_words: false,
        is_count: true,
        grouping: Grouping::None,
        hedge: Hedge::None,
    }
}

pub(super) fn entry(document: &Document, words: &str, reading: Reading, status: Status) -> Entry {
    let span = label_at(document, words, "").span;
    let mention = Mention { span, digits: span, block: 0, reading, unit: None, counted: None, glued: None };
    Entry { mention, status, parts: Vec::new() }
}

/// What a format writes about one document.
pub(super) fn report(format: Format, document: &Document, mut diagnostics: Vec<Diagnostic>) -> String {
    fingerprint(document, &mut diagnostics);
    let rules = RuleSet::default();
    written(format.reporter(plain(&rules)), document, &audit(diagnostics))
}

/// What a format of the ledger writes about one document.
pub(super) fn figures(format: FigureFormat, document: &Document, ledger: Vec<Entry>) -> String {
    let ledger = Ledger { entries: ledger, claims: BTreeMap::new() };
    let audit = Audit { figures: ledger.entries.len(), ledger, ..Audit::default() };
    written(format.reporter(), document, &audit)
}

/// No terminal.
pub(super) fn plain(rules: &RuleSet) -> Context<'_> {
    Context { rules, width: 80, colour: false, unicode: true, step_summary: None, everything: false }
}

/// What a reporter writes about one document.
pub(super) fn written(mut reporter: Box<dyn Reporter + '_>, document: &Document, audit: &Audit) -> String {
    let mut out = Vec::new();
    reporter.document(document, audit, &mut out).unwrap();
    reporter.finish(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_survives_the_ends_of_a_text() {
    use clap::ValueEnum;

    for text in ["", "\n", "万", "a\r\n", "9,26", "\u{1b}\t\u{202e}"] {
        let document = Document::from_text("-", text);
        let (first, last) = (label(0, 0, "here"), label(text.len(), 0, "there"));
        let all = label(0, text.len(), "");
        let mut findings =
            vec![diagnostic([]), diagnostic([first.clone()]), diagnostic([last.clone(), first, all.clone()])];
        findings[2].fix = Some(fix(Safety::Safe, all.span, ""));
        findings.push(diagnostic([all.clone(), last, all.clone()]));
        for format in Format::value_variants() {
            report(*format, &document, findings.clone());
        }
        let mention = entry(&document, text, Reading::Missing, Status::Unchecked);
        for format in FigureFormat::value_variants() {
            figures(*format, &document, vec![mention.clone()]);
        }
    }
}

proptest::proptest! {
    #[test]
    fn every_format_survives_every_place(text in "[a-z9 ,.\\r\\n\\t万é\u{5d0}\u{301}\u{202e}\u{1b}]{0,200}", at in proptest::collection::vec(0..200usize, 6)) {
        let document = Document::from_text("t", &text);
        let offsets: Vec<usize> = at.iter().map(|at| text.floor_char_boundary(*at)).collect();
        let labels = offsets.chunks(2).map(|ends| Label {
            span: Span::new(ends[0].min(ends[1]), ends[0].max(ends[1])),
            text: "what it is, in more words than fit beside it".to_owned(),
        });
        let mut finding = diagnostic([]);
        finding.labels = labels.collect();
        for format in [Format::Pretty, Format::Sarif, Format::Jsonl, Format::Github] {
            report(format, &document, vec![finding.clone()]);
        }
    }
}
