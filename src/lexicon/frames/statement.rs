//! How a language tells what a figure is a statement about: what is counted, when and where.

use std::collections::{HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// The words around a figure that tell what it is said of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementWords {
    /// Whose endings are taken off; none where words have no endings.
    #[serde(default)]
    pub stemmer: Option<Stemming>,
    /// Words for a whole: "a total of".
    pub total: Cues,
    /// Words between a cue and its figure.
    pub link: Cues,
    /// Words for a whole country: "nationwide".
    pub nation: Cues,
    /// Words for a part of it: "province", "operation".
    pub part: Cues,
    /// Words that make a figure another one: "another", "the remaining".
    pub other: Cues,
    /// Words in whose company a figure is no statement of fact: "would", "forecast".
    pub doubt: Cues,
    /// Where a clause with a time of its own begins: "while", "against".
    pub close: Cues,
    /// Words for a time: "last year", "the previous quarter".
    pub time: Cues,
    /// Words for a rate: "a day", "every {q}".
    pub rate: Cues,
    /// The same right before a figure.
    #[serde(default)]
    pub rate_before: Cues,
    /// Words between what is counted and what was done with it: "were", "have been".
    #[serde(default)]
    pub be: Cues,
    /// Words between a subject and its figure: "totalled", "stood at".
    #[serde(default)]
    pub amount: Cues,
    /// Words that stand for a subject that is named elsewhere: "they".
    #[serde(default)]
    pub pronouns: HashSet<String>,
    /// Words that say nothing of what is counted: "various", "kinds".
    pub filler: HashSet<String>,
    /// Participles after a noun that have no ending of their own: "lost".
    #[serde(default)]
    pub participles: HashSet<String>,
    /// Words before a noun that is a part of it: "cases of drug production".
    #[serde(default)]
    pub of: Cues,
    /// Words that stand for one another, the first of each row for all.
    #[serde(default)]
    pub same: Synonyms,
    /// Whether what is counted stands right before the figure, as in Chinese.
    #[serde(default)]
    pub noun_before: bool,
}

/// A language whose endings can be taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stemming {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Dutch.
    Dutch,
}

impl Stemming {
    /// A word without its endings.
    pub fn stem(self, word: &str) -> String {
        let algorithm = match self {
            Stemming::English => Algorithm::English,
            Stemming::German => Algorithm::German,
            Stemming::French => Algorithm::French,
            Stemming::Spanish => Algorithm::Spanish,
            Stemming::Italian => Algorithm::Italian,
            Stemming::Portuguese => Algorithm::Portuguese,
            Stemming::Dutch => Algorithm::Dutch,
        };
        Stemmer::create(algorithm).stem(word).into_owned()
    }
}

/// Words that stand for one another.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<Vec<String>>")]
pub struct Synonyms(HashMap<String, String>);

impl From<Vec<Vec<String>>> for Synonyms {
    fn from(rows: Vec<Vec<String>>) -> Synonyms {
        let rows = rows.into_iter().filter_map(|row| Some((row.first()?.clone(), row)));
        Synonyms(rows.flat_map(|(first, row)| row.into_iter().map(move |word| (word, first.clone()))).collect())
    }
}

impl Synonyms {
    /// The word that stands for a word.
    pub fn plain<'w>(&'w self, word: &'w str) -> &'w str {
        self.0.get(word).map_or(word, String::as_str)
    }
}
