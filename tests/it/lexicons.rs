//! The lexicons: that they load, and that their examples read as they say.

use std::collections::BTreeMap;

use statlint::Lexicons;
use statlint::extract::examples::{Outcome, document, expected, roles, run};
use statlint::extract::extract;
use statlint::facts::{Claim, Confidence};
use statlint::lexicon::LexiconFile;
use statlint::lexicon::file::ClaimExample;
use toml::{Table, Value};

#[test]
fn every_lexicon_compiles() {
    Lexicons::built_in().check().unwrap();
}

/// What is read of every language at once is what its file says.
#[test]
fn the_head_of_a_lexicon_is_part_of_it() {
    let lexicons = Lexicons::built_in();
    for language in lexicons.languages().chain(["any"]) {
        let (head, file) = (lexicons.head(language), lexicons.file(language));
        assert_eq!((&head.name, &head.iso3), (&file.name, &file.iso3), "{language}");
        assert_eq!(head.function_words, file.function_words, "{language}");
        assert_eq!(head.pieces, file.pieces, "{language}");
        assert_eq!(head.table.is_some(), file.table.is_some(), "{language}");
        assert!(head.change.is_none() && head.magnitudes.is_empty(), "{language} is read before it is met");
    }
}

#[test]
fn there_are_at_least_150_units() {
    assert!(Lexicons::built_in().units.iter().count() >= 150);
}

/// How figures are read, and what each frame of each language claims and does not claim.
#[test]
fn examples_are_read_and_claim_what_the_lexicons_say() {
    let shared = Lexicons::built_in().file("any");
    let outcomes = lexicons().chain([shared]).flat_map(|file| run(file, Lexicons::built_in()));
    let wrong: Vec<Outcome> = outcomes.filter(|outcome| outcome.found.is_some()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A wording is data: without its cue, its claim is not made, or made less surely because
/// nothing but the kinds of the figures is left to bind them.
#[test]
fn a_claim_needs_the_cue_that_its_example_names() {
    let mut wrong = Vec::new();
    for file in lexicons() {
        for (frame, example) in rows(&file.example) {
            let Some(cue) = &example.cue else { continue };
            match without_cue(&file.language, frame, cue) {
                None => wrong.push(format!("{}\n  there is no cue {cue:?} in [{frame}]", example.text)),
                Some(lexicons) => {
                    let surest = |lexicons| surest(lexicons, &file.language, frame, example);
                    if surest(&lexicons) >= surest(Lexicons::built_in()) {
                        wrong.push(format!("{}\n  is claimed without the cue {cue:?} too", example.text));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn lexicons() -> impl Iterator<Item = &'static LexiconFile> {
    Lexicons::built_in().languages().map(|language| Lexicons::built_in().file(language))
}

/// The rows of all frames, each with the name of its frame.
fn rows<R>(by_frame: &BTreeMap<String, Vec<R>>) -> impl Iterator<Item = (&str, &R)> {
    by_frame.iter().flat_map(|(frame, rows)| rows.iter().map(|row| (frame.as_str(), row)))
}

fn lexicon_files() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The lexicons without one cue of one frame; `None` if the frame has no such cue.
fn without_cue(language: &str, frame: &str, cue: &str) -> Option<Lexicons> {
    let mut files = lexicon_files();
    // The other languages have no part in it, and take time to read.
    let includes = &Lexicons::built_in().file(language).includes;
    let is_needed = |path: &str| {
        let code = path.trim_end_matches(".toml");
        ["units", "any", language].contains(&code) || includes.iter().any(|included| included == code)
    };
    files.retain(|(path, _)| is_needed(path));
    let own = files.iter_mut().find(|(path, _)| path.trim_end_matches(".toml") == language)?;
    let mut file: Table = own.1.parse().ok()?;
    if !remove(file.get_mut(frame)?, cue) {
        return None;
    }
    own.1 = toml::to_string(&file).ok()?;
    let sources: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Some(Lexicons::parse(&sources).expect("a lexicon is sound without a cue"))
}

/// Removes a cue from every list below a value.
fn remove(value: &mut Value, cue: &str) -> bool {
    match value {
        Value::Array(items) => {
            let before = items.len();
            items.retain(|item| item.as_str() != Some(cue));
            let is_gone = items.len() < before;
            items.iter_mut().fold(is_gone, |gone, item| remove(item, cue) || gone)
        }
        Value::Table(table) => table.iter_mut().fold(false, |gone, (_, value)| remove(value, cue) || gone),
        _ => false,
    }
}

/// How surely a text makes the claim of its example as the likeliest reading, if it makes it.
fn surest(lexicons: &Lexicons, language: &str, frame: &str, example: &ClaimExample) -> Option<Confidence> {
    let document = document(&example.text, language);
    let facts = extract(&document, lexicons);
    let is_it =
        |claim: &&Claim| claim.relation.frame() == frame && roles(&facts, claim, &claim.relation) == expected(example);
    facts.claims.iter().filter(is_it).map(|claim| claim.confidence).max()
}
