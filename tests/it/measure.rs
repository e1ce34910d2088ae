//! How often each rule fires on sound text, which every rule file records.
//!
//! `MEASURE=<folder> cargo test --release measure` counts anew: it audits every
//! file of the folder, all of which must be sound, and writes `[measured]` into
//! the rule files. `MEASURE_CORPUS` names the texts, `MEASURE_DATE` says when.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use statlint::read::read;
use statlint::{Lexicons, RuleSet, lint};

#[test]
fn every_rule_records_how_often_it_fires_on_sound_text() {
    if let Some(folder) = env::var_os("MEASURE") {
        return record(Path::new(&folder));
    }
    let rules = RuleSet::built_in(Lexicons::built_in());
    let missing: Vec<&str> =
        rules.iter().filter(|rule| rule.measured.is_none()).map(|rule| rule.code.as_str()).collect();
    assert!(missing.is_empty(), "rules without [measured], which MEASURE=<folder> writes: {missing:?}");
}

#[test]
fn a_new_record_replaces_the_old_one_and_nothing_else() {
    let head = "code = \"x\"\n\n[[pass]]\ntext = \"y\"\n";
    let first = with_record(head, "a", 1, 3_000_000, "2026-01-01");
    assert_eq!(first, format!("{head}\n[measured]\ncorpus = \"a\"\nper_million_words = 0.3\ndate = \"2026-01-01\"\n"));
    let below = format!("{first}\n[[pass]]\ntext = \"z\"\n");
    let second = with_record(&below, "b", 5, 1_000_000, "2026-01-02");
    assert_eq!(second, below.replace("\"a\"", "\"b\"").replace("0.3", "5.0").replace("01-01", "01-02"));
}

fn record(folder: &Path) {
    let corpus = env::var("MEASURE_CORPUS").expect("MEASURE_CORPUS names the texts");
    let date = env::var("MEASURE_DATE").expect("MEASURE_DATE says when, as 2026-11-22");
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let (mut words, mut findings) = (0, BTreeMap::<String, usize>::new());
    for path in files(folder) {
        let Ok(document) = read(&path.display().to_string(), &fs::read(&path).unwrap()) else { continue };
        words += document.text().split_whitespace().count();
        for diagnostic in lint(&document, &rules, lexicons).diagnostics {
            *findings.entry(diagnostic.code).or_default() += 1;
        }
    }
    assert!(words > 0, "there are no words in {}", folder.display());
    for rule in rules.iter() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&rule.path);
        let count = findings.get(&rule.code).copied().unwrap_or_default();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, with_record(&text, &corpus, count, words, &date)).unwrap();
    }
}

/// The text of a rule file with `[measured]` in place of the old one, or at its end.
fn with_record(text: &str, corpus: &str, findings: usize, words: usize, date: &str) -> String {
    let per_million = findings as f64 * 1e6 / words as f64;
    let record = format!("[measured]\ncorpus = {corpus:?}\nper_million_words = {per_million:.1}\ndate = {date:?}\n");
    let Some(start) = text.find("\n[measured]\n").map(|at| at + 1) else { return format!("{text}\n{record}") };
    // The table ends with its last key; the blank line before the next table is not its own.
    let end = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    format!("{}{record}{}", &text[..start], &text[end..])
}

/// Every file of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
