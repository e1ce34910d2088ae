//! Sound paragraphs of our own, dense with tricky figures: what is found in them is a false alarm.
//!
//! `tests/sound/` holds a file for each kind of text, its paragraphs divided by blank lines.
//! Each is audited alone, and each file as one document. The snapshot is reviewed like code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use statlint::diagnostic::Level;
use statlint::{Document, Lexicons, RuleSet, lint};

#[test]
fn sound_paragraphs_are_silent() {
    let rules = RuleSet::built_in(Lexicons::built_in());
    let (mut paragraphs, mut found) = (0, BTreeMap::<String, Vec<String>>::new());
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let each = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).enumerate();
        let alone = each.map(|(i, paragraph)| (format!("{name} {}", i + 1), paragraph.to_owned())).collect::<Vec<_>>();
        paragraphs += alone.len();
        for (place, text) in alone.into_iter().chain([(name, text)]) {
            let document = Document::from_text(&place, &text);
            for alarm in lint(&document, &rules, Lexicons::built_in()).diagnostics {
                if alarm.level > Level::Note {
                    let line = format!("{place}: {} ({})", alarm.message, alarm.confidence.as_str());
                    found.entry(alarm.code).or_default().push(line);
                }
            }
        }
    }
    assert!(paragraphs >= 150, "{paragraphs} paragraphs are too few");
    let mut report = String::new();
    for (code, lines) in &found {
        report += &format!("{code}: {}\n", lines.len());
        for line in lines {
            report += &format!("  {line}\n");
        }
    }
    insta::assert_snapshot!(report);
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sound");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
