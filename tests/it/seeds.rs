//! The sample documents, end to end, against labels that people made.
//!
//! `tests/seeds/` says what is wrong in them (`seeds.jsonl`, a defect each), which
//! figures are sound (`seeds_ok.jsonl`) and which relations hold (`seeds_holds.jsonl`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use statlint::across::{Digest, conflicts};
use statlint::diagnostic::{Diagnostic, Level};
use statlint::extract::extract;
use statlint::facts::{Elsewhere, Malformation, Reading};
use statlint::lint::lint_among;
use statlint::read::read;
use statlint::report::position::Positions;
use statlint::report::{Context, Format};
use statlint::span::Span;
use statlint::{Audit, Document, Lexicons, RuleSet};

#[test]
fn the_samples_are_reported_as_ever() {
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let context =
        Context { rules: &rules, width: 80, colour: false, unicode: true, step_summary: None, everything: true };
    let mut reporter = Format::Short.reporter(context);
    let mut out = Vec::new();
    for Sample { document, audit } in samples().values() {
        reporter.document(document, audit, &mut out).unwrap();
    }
    reporter.finish(&mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn every_defect_that_shows_in_the_writing_of_a_figure_is_found() {
    let samples = samples();
    let mut found = BTreeMap::new();
    for defect in labels::<Defect>("seeds.jsonl") {
        if defect.needs != "surface" || defect.severity == "info" {
            continue;
        }
        let Sample { document, audit } = &samples[&defect.figure.doc];
        let spans: Vec<Span> = [&defect.figure]
            .into_iter()
            .chain(&defect.also)
            .filter(|figure| figure.doc == defect.figure.doc)
            .map(|figure| figure.find(document))
            .collect();
        let is_found = alarms(audit).any(|alarm| spans.iter().any(|span| touches(alarm, *span)));
        // Labels of one group are one defect, and it is found where one of them is.
        let entry = found.entry(defect.group).or_insert((false, format!("{:?}", defect.figure)));
        entry.0 |= is_found;
    }
    let missed: Vec<_> = found.values().filter(|(is_found, _)| !is_found).map(|(_, figure)| figure).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(found.len() > 20);
}

#[test]
fn no_sound_figure_is_reported() {
    let samples = samples();
    let mut reported = Vec::new();
    for sound in labels::<Sound>("seeds_ok.jsonl") {
        if sound.inside_text_defect.is_some() || sound.in_relation_defect.is_some() {
            continue;
        }
        let Sample { document, audit } = &samples[&sound.figure.doc];
        let span = sound.figure.find(document);
        let blamed = |d: &&Diagnostic| d.primary().overlaps(span) && d.primary().len() <= span.len() + 12;
        reported.extend(audit.diagnostics.iter().find(blamed).map(|d| (sound.figure, d.message.clone())));
    }
    assert!(reported.is_empty(), "{reported:#?}");
}

#[test]
fn no_relation_that_holds_is_contradicted() {
    let samples = samples();
    let mut reported = Vec::new();
    for relation in labels::<Holds>("seeds_holds.jsonl") {
        let Some(first) = relation.spans.first() else { continue };
        if relation.spans.len() < 2 || relation.spans.iter().any(|figure| figure.doc != first.doc) {
            continue;
        }
        let Sample { document, audit, .. } = &samples[&first.doc];
        let spans: Vec<Span> = relation.spans.iter().map(|figure| figure.find(document)).collect();
        let contradicts = |d: &&Diagnostic| {
            spans.iter().all(|span| d.labels.iter().any(|label| label.span.overlaps(*span))) && d.level > Level::Note
        };
        reported.extend(alarms(audit).find(contradicts).map(|d| (relation.id, d.message.clone())));
    }
    assert!(reported.is_empty(), "{reported:#?}");
}

#[test]
fn no_relation_that_holds_across_samples_is_contradicted() {
    let samples = samples();
    let mut reported = Vec::new();
    for relation in labels::<Holds>("seeds_holds.jsonl") {
        for (here, there) in relation.spans.iter().flat_map(|a| relation.spans.iter().map(move |b| (a, b))) {
            if here.doc == there.doc {
                continue;
            }
            let (one, other) = (&samples[&here.doc].document, &samples[&there.doc].document);
            let (span, far) = (here.find(one), there.find(other));
            let is_far = |at: &Elsewhere| {
                at.path == there.doc && Span::new(at.place.start, at.place.end).overlaps(other.source_span(far))
            };
            let contradicts = |d: &&Diagnostic| {
                d.labels.iter().any(|label| label.span.overlaps(span)) && d.elsewhere.iter().any(|it| is_far(&it.at))
            };
            let found = alarms(&samples[&here.doc].audit).find(contradicts);
            reported.extend(found.map(|d| (relation.id.clone(), d.message.clone())));
        }
    }
    assert!(reported.is_empty(), "{reported:#?}");
}

#[test]
fn two_samples_that_tell_of_one_operation_contradict_each_other() {
    let samples = samples();
    let far = |name: &str| {
        let found = samples[name].audit.diagnostics.iter().find(|it| it.code == "conflicting-figure");
        found.map(|it| it.elsewhere[0].at.path.clone())
    };
    assert_eq!(far("003_a69edf0332bcabe2.txt").as_deref(), Some("004_95681d50ff2fd0e9.txt"));
    assert_eq!(far("004_95681d50ff2fd0e9.txt").as_deref(), Some("003_a69edf0332bcabe2.txt"));
}

#[test]
fn the_sound_sample_is_silent() {
    let samples = samples();
    assert_eq!(samples["001_bdb2dc452c21e312.txt"].audit.diagnostics, []);
}

#[test]
fn the_ledger_of_the_third_sample_holds_every_digit_once() {
    let samples = samples();
    let Sample { document, audit } = &samples["003_a69edf0332bcabe2.txt"];
    let figures: Vec<Span> = audit.ledger.entries.iter().map(|entry| entry.mention.digits).collect();
    assert!(figures.is_sorted_by(|a, b| a.end <= b.start));
    let digits = document.text().bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let lost: Vec<_> = digits
        .filter(|(at, _)| figures.iter().filter(|span| span.range().contains(at)).count() != 1)
        .map(|(at, _)| &document.text()[document.text().floor_char_boundary(at.saturating_sub(20))..=at])
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn no_figure_of_the_third_sample_is_read_through_garbage() {
    let samples = samples();
    let Sample { document, audit } = &samples["003_a69edf0332bcabe2.txt"];
    let reading = |words: &str| {
        let entry = audit.ledger.entries.iter().find(|entry| document.slice(entry.mention.digits).contains(words));
        entry.map(|entry| entry.mention.reading)
    };
    assert_eq!(reading("9,26"), Some(Reading::Malformed(Malformation::Grouping)));
    assert_eq!(reading("1088,2021"), Some(Reading::Malformed(Malformation::Grouping)));
    assert_eq!(reading("1443,<>"), Some(Reading::Malformed(Malformation::Placeholder)));
}

/// A sample and what was found in it.
struct Sample {
    document: Document,
    audit: Audit,
}

/// A figure in a sample: the words, and which of their occurrences.
#[derive(Debug, Deserialize)]
struct Figure {
    doc: String,
    span: String,
    #[serde(default = "first")]
    occurrence: usize,
}

/// A defect that people saw.
#[derive(Debug, Deserialize)]
struct Defect {
    #[serde(flatten)]
    figure: Figure,
    severity: String,
    needs: String,
    group: String,
    #[serde(default)]
    also: Vec<Figure>,
}

/// A figure that is right.
#[derive(Debug, Deserialize)]
struct Sound {
    #[serde(flatten)]
    figure: Figure,
    inside_text_defect: Option<serde_json::Value>,
    in_relation_defect: Option<serde_json::Value>,
}

/// Figures that go together.
#[derive(Debug, Deserialize)]
struct Holds {
    id: String,
    spans: Vec<Figure>,
}

impl Figure {
    fn find(&self, document: &Document) -> Span {
        let mut places = Vec::new();
        let mut from = 0;
        while let Some(at) = document.text()[from..].find(&self.span) {
            places.push(from + at);
            from += at + self.span.chars().next().map_or(1, char::len_utf8);
        }
        let start = *places.get(self.occurrence - 1).unwrap_or_else(|| panic!("the sample has no {self:?}"));
        Span::new(start, start + self.span.len())
    }
}

fn first() -> usize {
    1
}

/// What says that something is wrong; a note does not.
fn alarms(audit: &Audit) -> impl Iterator<Item = &Diagnostic> {
    audit.diagnostics.iter().filter(|diagnostic| diagnostic.level > Level::Note)
}

/// Whether a finding points at a figure; a label of a whole sentence points at nothing in it.
fn touches(diagnostic: &Diagnostic, figure: Span) -> bool {
    diagnostic.labels.iter().any(|it| it.span.overlaps(figure) && it.span.len() <= figure.len().max(120))
}

/// The samples by the names of their files.
fn samples() -> BTreeMap<String, Sample> {
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let names: BTreeSet<_> =
        fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let documents: Vec<Document> = names
        .iter()
        .map(|name| read(name.to_str().unwrap(), &fs::read(root().join("seeds").join(name)).unwrap()).unwrap())
        .collect();
    // As with `--across`.
    let digest = |document: &Document| {
        let positions = Positions::new(document);
        Digest::of(&extract(document, lexicons), |span| positions.place(span))
    };
    let conflicts = conflicts(&documents.iter().map(digest).collect::<Vec<_>>());
    let audited = documents.into_iter().zip(conflicts).map(|(document, conflicts)| {
        let audit = lint_among(&document, &rules, lexicons, conflicts);
        (document.name.clone(), Sample { document, audit })
    });
    audited.collect()
}

fn labels<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let lines = fs::read_to_string(root().join("tests/seeds").join(name)).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
