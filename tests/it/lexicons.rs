//! The lexicons: that they load, and that their examples read as they say.

use statlint::extract::extract;
use statlint::facts::{Claim, Facts, Mention, Reading, Relation};
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
    for (language, frame, table) in frames() {
        for example in rows(&table, "example") {
            let text = example["text"].as_str().expect("an example has a text");
            let claims = claims(Lexicons::built_in(), &language, &frame, text);
            if !claims.contains(&expected(example)) {
                wrong.push(format!("{text}\n  expected {:?}\n  claimed  {claims:?}", expected(example)));
            }
        }
        for example in rows(&table, "silent") {
            let text = example["text"].as_str().expect("an example has a text");
            let claims = contestable(&language, &frame, text);
            if !claims.is_empty() {
                wrong.push(format!("{text}\n  should claim nothing, claimed {claims:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A wording is data: without its cue, its claim is not made.
#[test]
fn a_claim_needs_the_cue_that_its_example_names() {
    let mut wrong = Vec::new();
    for (language, frame, table) in frames() {
        for example in rows(&table, "example") {
            let Some(cue) = example.get("cue").and_then(Value::as_str) else { continue };
            let text = example["text"].as_str().expect("an example has a text");
            match without_cue(&language, &frame, cue) {
                None => wrong.push(format!("{text}\n  there is no cue {cue:?} in [{frame}]")),
                Some(lexicons) if claims(&lexicons, &language, &frame, text).contains(&expected(example)) => {
                    wrong.push(format!("{text}\n  is claimed without the cue {cue:?} too"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tables of the lexicons that hold examples of claims, with their language and name.
fn frames() -> Vec<(String, String, Table)> {
    let mut frames = Vec::new();
    for (path, text) in lexicon_files() {
        let file: Table = text.parse().expect("a lexicon is TOML");
        let language = path.trim_end_matches(".toml").to_owned();
        let tables = file.into_iter().filter_map(|(name, value)| match value {
            Value::Table(table) if table.contains_key("example") || table.contains_key("silent") => Some((name, table)),
            _ => None,
        });
        frames.extend(tables.map(|(name, table)| (language.clone(), name, table)));
    }
    assert!(!frames.is_empty());
    frames
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

/// Removes a cue from every list below a value, but not from its examples.
fn remove(value: &mut Value, cue: &str) -> bool {
    match value {
        Value::Array(items) => {
            let before = items.len();
            items.retain(|item| item.as_str() != Some(cue));
            let is_gone = items.len() < before;
            items.iter_mut().fold(is_gone, |gone, item| remove(item, cue) || gone)
        }
        Value::Table(table) => table
            .iter_mut()
            .filter(|(key, _)| *key != "example" && *key != "silent")
            .fold(false, |gone, (_, value)| remove(value, cue) || gone),
        _ => false,
    }
}

fn rows<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn expected(example: &Table) -> Vec<(String, String)> {
    let claim = example["claim"].as_table().expect("an example has a claim");
    let mut roles: Vec<(String, String)> = Vec::new();
    for (role, words) in claim {
        let words = words.as_array().cloned().unwrap_or_else(|| vec![words.clone()]);
        roles.extend(words.iter().map(|words| (role.clone(), words.as_str().expect("a role is words").to_owned())));
    }
    roles.sort();
    roles
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
