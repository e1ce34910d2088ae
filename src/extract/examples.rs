//! Runs the examples of a lexicon: how their figures are read, and what they claim.
//!
//! A house's own words are tested as the built-in ones are.

use crate::document::Document;
use crate::extract::extract;
use crate::facts::{Claim, Facts, Mention, Reading, Relation};
use crate::lexicon::file::ClaimExample;
use crate::lexicon::{LexiconFile, Lexicons};

/// What became of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it is called in the file: `reading 2`, `example.change 1`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it says, one line for each figure or claim.
    pub expected: Vec<String>,
    /// What was read instead; nothing where all is as the example says.
    pub found: Option<Vec<String>>,
}

/// The roles of a claim with the words that fill them, in order.
pub type Roles = Vec<(String, String)>;

/// Runs the examples of a lexicon, in the order of its keys, with all the words that there are.
pub fn run(file: &LexiconFile, lexicons: &Lexicons) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for (i, example) in file.reading.iter().enumerate() {
        let document = document(&example.text, &file.language);
        let facts = extract(&document, lexicons);
        let read: Vec<String> = facts.mentions.iter().map(|mention| reading(&facts, mention)).collect();
        let is_so = read == example.figures;
        outcomes.push(Outcome {
            name: format!("reading {}", i + 1),
            text: example.text.clone(),
            expected: example.figures.clone(),
            found: (!is_so).then_some(read),
        });
    }
    for (frame, examples) in &file.example {
        for (i, example) in examples.iter().enumerate() {
            let claims = claims(lexicons, &file.language, frame, &example.text);
            let expected = expected(example);
            let is_so = claims.contains(&expected);
            outcomes.push(Outcome {
                name: format!("example.{frame} {}", i + 1),
                text: example.text.clone(),
                expected: vec![told(&expected)],
                found: (!is_so).then(|| claims.iter().map(told).collect()),
            });
        }
    }
    for (frame, examples) in &file.silent {
        for (i, example) in examples.iter().enumerate() {
            let claims = contestable(lexicons, &file.language, frame, &example.text);
            outcomes.push(Outcome {
                name: format!("silent.{frame} {}", i + 1),
                text: example.text.clone(),
                expected: Vec::new(),
                found: (!claims.is_empty()).then(|| claims.iter().map(told).collect()),
            });
        }
    }
    outcomes
}

/// The claim that an example expects.
pub fn expected(example: &ClaimExample) -> Roles {
    let mut roles = Roles::new();
    for (role, words) in &example.claim {
        let words = words.as_array().cloned().unwrap_or_else(|| vec![words.clone()]);
        roles.extend(words.iter().map(|words| (role.clone(), words.as_str().unwrap_or_default().to_owned())));
    }
    roles.sort();
    roles
}

/// The roles of one reading of a claim; a change has its direction too.
pub fn roles(facts: &Facts<'_>, claim: &Claim, relation: &Relation) -> Roles {
    let words = |(role, id): (&str, _)| (role.to_owned(), facts.text(facts.mention(id).span).to_owned());
    let mut roles: Roles = relation.roles().into_iter().map(words).collect();
    let places = relation.places().into_iter();
    roles.extend(places.map(|(role, span)| (role.to_owned(), facts.text(span).to_owned())));
    if relation.frame() == "change" {
        roles.push(("dir".to_owned(), facts.text(claim.cue).to_owned()));
    }
    roles.sort();
    roles
}

/// The text of an example as a document.
pub fn document(text: &str, language: &str) -> Document {
    let mut document = Document::from_text("example", text);
    document.language = Some(language.to_owned());
    document
}

/// The claims of one frame in a text, in any reading.
fn claims(lexicons: &Lexicons, language: &str, frame: &str, text: &str) -> Vec<Roles> {
    let document = document(text, language);
    let facts = extract(&document, lexicons);
    let readings = facts.claims.iter().flat_map(|claim| claim.readings().map(move |relation| (claim, relation)));
    let of_frame = readings.filter(|(_, relation)| relation.frame() == frame);
    of_frame.map(|(claim, relation)| roles(&facts, claim, relation)).collect()
}

/// The claims of one frame that a figure could contradict.
fn contestable(lexicons: &Lexicons, language: &str, frame: &str, text: &str) -> Vec<Roles> {
    let document = document(text, language);
    let facts = extract(&document, lexicons);
    let states_more = |relation: &Relation| !matches!(relation, Relation::Change(change) if change.only_compares());
    let of_frame = facts.claims.iter().filter(|claim| claim.relation.frame() == frame && states_more(&claim.relation));
    of_frame.map(|claim| roles(&facts, claim, &claim.relation)).collect()
}

/// A claim in one line: `dir = fell, now = 1.4 mln tonnes`.
fn told(roles: &Roles) -> String {
    roles.iter().map(|(role, words)| format!("{role} = {words}")).collect::<Vec<_>>().join(", ")
}

/// A number as the examples write it: `25.9 tons = 25.9 ton`, `9,26: grouping`.
fn reading(facts: &Facts<'_>, mention: &Mention) -> String {
    let text = facts.text(mention.span);
    let unit = mention.unit.map(|unit| format!(" {}", facts.lexicons.units.get(unit).name)).unwrap_or_default();
    match &mention.reading {
        Reading::Value(number) => {
            let hedge = number.hedge.as_str().map(|hedge| format!(" {hedge}")).unwrap_or_default();
            format!("{text} = {}{unit}{hedge}", number.value.normalize())
        }
        Reading::Range(low, high) => format!("{text} = {}..{}{unit}", low.value.normalize(), high.value.normalize()),
        Reading::Malformed(way) => format!("{text}: {}", way.as_str()),
        Reading::Missing => format!("{text}: missing"),
        Reading::NotAQuantity(label) => format!("{text}: {}", label.as_str()),
    }
}
