//! The lexicons: that they load, and that their examples read as they say.

use statlint::extract::extract;
use statlint::facts::{Change, Claim, Facts, Mention, Reading, Relation};
use statlint::{Document, Lexicons};

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

#[test]
fn example_texts_claim_what_the_lexicons_say() {
    let mut wrong = Vec::new();
    for language in Lexicons::built_in().languages() {
        let file = Lexicons::built_in().file(language);
        let changes = file.change.iter().flat_map(|words| &words.example);
        let shares = file.share.iter().flat_map(|words| &words.example);
        for example in changes.chain(shares) {
            let document = document(&example.text, language);
            let facts = extract(&document, Lexicons::built_in());
            let claims: Vec<_> = facts.claims.iter().map(|claim| roles(&facts, claim)).collect();
            let expected: Vec<(String, String)> = example.claim.clone().into_iter().collect();
            if !claims.contains(&expected) {
                wrong.push(format!("{}\n  expected {expected:?}\n  claimed  {claims:?}", example.text));
            }
        }
        let silent_changes = file.change.iter().flat_map(|words| &words.silent);
        let silent_shares = file.share.iter().flat_map(|words| &words.silent);
        for example in silent_changes.chain(silent_shares) {
            let document = document(&example.text, language);
            let facts = extract(&document, Lexicons::built_in());
            let claims: Vec<_> =
                facts.claims.iter().map(|claim| roles(&facts, claim)).filter(|roles| !roles.is_empty()).collect();
            if !claims.is_empty() {
                wrong.push(format!("{}\n  should claim nothing, claimed {claims:?}", example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

/// The roles of a claim and the words that fill them, by role.
fn roles(facts: &Facts<'_>, claim: &Claim) -> Vec<(String, String)> {
    let words = |role: &str, id| (role.to_owned(), facts.text(facts.mention(id).span).to_owned());
    let mut roles = match &claim.relation {
        Relation::Change(Change { from, to, by, .. }) => {
            let named = [("then", from), ("now", to), ("by", by)];
            let mut roles: Vec<_> = named.iter().filter_map(|(role, id)| Some(words(role, (**id)?))).collect();
            roles.push(("dir".to_owned(), facts.text(claim.cue).to_owned()));
            roles
        }
        Relation::Share(share) => {
            let named = [("part", Some(share.part)), ("whole", Some(share.whole)), ("share", share.share)];
            named.iter().filter_map(|(role, id)| Some(words(role, (*id)?))).collect()
        }
        Relation::Conversion(_) | Relation::Range(_) | Relation::Day(_) | Relation::Time(_) => Vec::new(),
    };
    roles.sort();
    roles
}
