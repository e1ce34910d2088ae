//! The lexicons: that they load, and that their examples read as they say.

use std::collections::BTreeMap;

use statlint::extract::extract;
use statlint::facts::{Claim, Confidence, Facts, Mention, Reading, Relation};
use statlint::lexicon::LexiconFile;
use statlint::lexicon::file::ClaimExample;
use statlint::{Document, Lexicons};
use toml::{Table, Value};

#[test]
fn every_lexicon_compiles() {
    Lexicons::built_in().check().unwrap();
}

#[test]
fn there_are_at_least_150_units() {
    assert!(Lexicons::built_in().units.iter().count() >= 150);
}

#[test]
fn example_texts_are_read_as_the_lexicons_say() {
    let mut wrong = Vec::new();
    for language in Lexicons::built_in().languages().chain(["any"]) {
        for example in &Lexicons::built_in().file(language).reading {
            let document = document(&example.text, language);
            let facts = extract(&document, Lexicons::built_in());
            let read: Vec<String> = facts.mentions.iter().map(|mention| reading(&facts, mention)).collect();
            if read != example.figures {
                wrong.push(format!("{}\n  expected {:?}\n  read     {read:?}", example.text, example.figures));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every frame of every language: its examples, and the texts that must claim nothing.
#[test]
fn example_texts_claim_what_the_lexicons_say() {
    let mut wrong = Vec::new();
    for file in lexicons() {
        for (frame, example) in rows(&file.example) {
            let claims = claims(Lexicons::built_in(), &file.language, frame, &example.text);
            if !claims.contains(&expected(example)) {
                wrong.push(format!("{}\n  expected {:?}\n  claimed  {claims:?}", example.text, expected(example)));
            }
        }
        for (frame, example) in rows(&file.silent) {
            let claims = contestable(&file.language, frame, &example.text);
            if !claims.is_empty() {
                wrong.push(format!("{}\n  should claim nothing, claimed {claims:?}", example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

fn expected(example: &ClaimExample) -> Vec<(String, String)> {
    let mut roles: Vec<(String, String)> = Vec::new();
    for (role, words) in &example.claim {
        let words = words.as_array().cloned().unwrap_or_else(|| vec![words.clone()]);
        roles.extend(words.iter().map(|words| (role.clone(), words.as_str().expect("a role is words").to_owned())));
    }
    roles.sort();
    roles
}

/// How surely a text makes the claim of its example as the likeliest reading, if it makes it.
fn surest(lexicons: &Lexicons, language: &str, frame: &str, example: &ClaimExample) -> Option<Confidence> {
    let document = document(&example.text, language);
    let facts = extract(&document, lexicons);
    let is_it =
        |claim: &&Claim| claim.relation.frame() == frame && roles(&facts, claim, &claim.relation) == expected(example);
    facts.claims.iter().filter(is_it).map(|claim| claim.confidence).max()
}

/// The claims of one frame in a text: their roles and the words that fill them, in any reading.
fn claims(lexicons: &Lexicons, language: &str, frame: &str, text: &str) -> Vec<Vec<(String, String)>> {
    let document = document(text, language);
    let facts = extract(&document, lexicons);
    let readings = facts.claims.iter().flat_map(|claim| claim.readings().map(move |relation| (claim, relation)));
    let of_frame = readings.filter(|(_, relation)| relation.frame() == frame);
    of_frame.map(|(claim, relation)| roles(&facts, claim, relation)).collect()
}

/// The claims of one frame that a figure could contradict.
fn contestable(language: &str, frame: &str, text: &str) -> Vec<Vec<(String, String)>> {
    let document = document(text, language);
    let facts = extract(&document, Lexicons::built_in());
    let states_more = |relation: &Relation| !matches!(relation, Relation::Change(change) if change.only_compares());
    let of_frame = facts.claims.iter().filter(|claim| claim.relation.frame() == frame && states_more(&claim.relation));
    of_frame.map(|claim| roles(&facts, claim, &claim.relation)).collect()
}

fn document(text: &str, language: &str) -> Document {
    let mut document = Document::from_text("example", text);
    document.language = Some(language.to_owned());
    document
}

/// A number as the examples write it: `25.9 tons = 25.9 ton`, `9,26: grouping`.
fn reading(facts: &Facts<'_>, mention: &Mention) -> String {
    let text = facts.text(mention.span);
    let unit = mention.unit.map(|unit| format!(" {}", facts.lexicons.units.get(unit).name)).unwrap_or_default();
    match &mention.reading {
        Reading::Value(number) => {
            let hedge = match format!("{:?}", number.hedge).to_lowercase() {
                none if none == "none" => String::new(),
                hedge => format!(" {hedge}"),
            };
            format!("{text} = {}{unit}{hedge}", number.value.normalize())
        }
        Reading::Range(low, high) => format!("{text} = {}..{}{unit}", low.value.normalize(), high.value.normalize()),
        Reading::Malformed(way) => format!("{text}: {}", kebab(&format!("{way:?}"))),
        Reading::Missing => format!("{text}: missing"),
        Reading::NotAQuantity(label) => format!("{text}: {}", kebab(&format!("{label:?}"))),
    }
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}

/// The roles of a claim and the words that fill them, by role; a change has its direction too.
fn roles(facts: &Facts<'_>, claim: &Claim, relation: &Relation) -> Vec<(String, String)> {
    let words = |(role, id): (&str, _)| (role.to_owned(), facts.text(facts.mention(id).span).to_owned());
    let mut roles: Vec<_> = relation.roles().into_iter().map(words).collect();
    let places = relation.places().into_iter();
    roles.extend(places.map(|(role, span)| (role.to_owned(), facts.text(span).to_owned())));
    if relation.frame() == "change" {
        roles.push(("dir".to_owned(), facts.text(claim.cue).to_owned()));
    }
    roles.sort();
    roles
}
