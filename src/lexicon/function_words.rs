//! The commonest words of each language, by which a text shows what it is written in.

use std::borrow::Cow;
use std::collections::HashMap;

/// The commonest words of all languages.
#[derive(Debug)]
pub struct FunctionWords {
    languages: Vec<String>,
    /// Which of the languages have a word.
    known: HashMap<String, Vec<usize>>,
}

/// How many words of a text are among the commonest of each language.
#[derive(Debug)]
pub struct Counts<'w> {
    languages: &'w [String],
    counts: Vec<usize>,
    /// How many words the text has.
    pub words: usize,
}

impl FunctionWords {
    /// The words of some languages.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, &'w [String])>) -> FunctionWords {
        let mut all = FunctionWords { languages: Vec::new(), known: HashMap::new() };
        for (index, (language, words)) in words.enumerate() {
            all.languages.push(language.to_owned());
            for word in words {
                let languages = all.known.entry(word.clone()).or_default();
                if !languages.contains(&index) {
                    languages.push(index);
                }
            }
        }
        all
    }

    /// Counts the words of a text.
    pub fn count(&self, text: &str) -> Counts<'_> {
        let mut counts = Counts { languages: &self.languages, counts: vec![0; self.languages.len()], words: 0 };
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            counts.words += 1;
            let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
            let word = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
            for index in self.known.get(word.as_ref()).into_iter().flatten() {
                counts.counts[*index] += 1;
            }
        }
        counts
    }
}

impl<'w> Counts<'w> {
    /// The languages in their order, each with how many of the words are among its commonest.
    pub fn iter(&self) -> impl Iterator<Item = (&'w str, usize)> + '_ {
        self.languages.iter().map(String::as_str).zip(self.counts.iter().copied())
    }

    /// How many of the words are among the commonest of one language.
    pub fn of(&self, language: &str) -> usize {
        self.iter().find(|(code, _)| *code == language).map_or(0, |(_, count)| count)
    }
}
