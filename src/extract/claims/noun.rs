//! What a figure counts, compared by the stems of its words.

use rust_stemmers::{Algorithm, Stemmer};

use crate::extract::claims::sentence::Sentence;
use crate::facts::Mention;

/// Whether two figures count the same thing: "80 helicopters" and "95 army helicopters".
/// `None` where one of them names nothing.
pub(super) fn same(sentence: &Sentence<'_, '_>, one: &Mention, other: &Mention) -> Option<bool> {
    let (first, second) = (stems(sentence, one), stems(sentence, other));
    let are_alike = || first.iter().any(|stem| second.contains(stem)) || is_kind_of(sentence, one, other);
    (!first.is_empty() && !second.is_empty()).then(are_alike)
}

/// Whether one of two figures counts a kind of what the other counts, in a language that writes
/// both as one word: "Mietwohnungen" are "Wohnungen".
fn is_kind_of(sentence: &Sentence<'_, '_>, one: &Mention, other: &Mention) -> bool {
    let is_kind = |one: &str, other: &str| {
        let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
        short.len() >= SHORTEST_HEAD && long.ends_with(short)
    };
    let (one, other) = (words(sentence, one), words(sentence, other));
    matches!(sentence.facts.languages[sentence.block], "de" | "nl")
        && one.split_whitespace().any(|one| other.split_whitespace().any(|other| is_kind(one, other)))
}

/// A shorter ending of a word is no noun of its own.
const SHORTEST_HEAD: usize = 5;

/// Whether a figure counts what a word names.
pub(super) fn names(sentence: &Sentence<'_, '_>, mention: &Mention, word: &str) -> bool {
    stems(sentence, mention).contains(&stemmed(sentence, word))
}

fn stemmed(sentence: &Sentence<'_, '_>, word: &str) -> String {
    let stemmer = algorithm(sentence.facts.languages[sentence.block]).map(Stemmer::create);
    stemmer.map_or(word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
}

/// The stems of what is counted; in a script without blanks the word right after the figure.
fn stems(sentence: &Sentence<'_, '_>, mention: &Mention) -> Vec<String> {
    let after = &sentence.facts.document.text()[mention.span.end..];
    if let Some(counter) = after.chars().next().filter(|c| *c > '\u{2E80}' && c.is_alphabetic()) {
        return vec![counter.to_string()];
    }
    words(sentence, mention).split_whitespace().map(|word| stemmed(sentence, word)).collect()
}

fn words(sentence: &Sentence<'_, '_>, mention: &Mention) -> String {
    mention.counted.map(|span| sentence.facts.text(span).to_lowercase()).unwrap_or_default()
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "en" => Algorithm::English,
        "de" => Algorithm::German,
        "fr" => Algorithm::French,
        "es" => Algorithm::Spanish,
        "it" => Algorithm::Italian,
        "pt" => Algorithm::Portuguese,
        "nl" => Algorithm::Dutch,
        _ => return None,
    })
}
