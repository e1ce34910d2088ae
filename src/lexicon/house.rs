//! What a house adds to the built-in lexicons: words, units and languages.

use std::sync::{Arc, OnceLock};

use super::{LexiconError, LexiconFile, Lexicons, SHARED};
use crate::nearest::nearest;

/// What is wrong with a file, and at which byte of it.
pub(crate) type FileComplaint = (Option<usize>, String);

impl Lexicons {
    /// The same lexicons, to be added to.
    pub fn copy(&self) -> Lexicons {
        let vocabularies = self.files.keys().map(|code| (code.clone(), OnceLock::new())).collect();
        Lexicons {
            units: Arc::clone(&self.units),
            files: self.files.clone(),
            added: self.added.clone(),
            vocabularies,
            function_words: OnceLock::new(),
        }
    }

    /// Fails with those that there are if there is no lexicon of a language.
    pub fn has(&self, code: &str) -> Result<(), String> {
        if self.languages().any(|known| known == code) {
            return Ok(());
        }
        let known = self.languages().collect::<Vec<_>>();
        let meant = nearest(code, known.iter().copied()).filter(|_| code.len() > 2);
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant:?}?"));
        Err(format!("there is no lexicon for the language {code:?}; there is one for {}{meant}", known.join(", ")))
    }

    /// Adds a unit. Call [`Lexicons::check_added`] when all is added.
    pub fn add_unit(&mut self, name: &str, dimension: &str, factor: &str, symbols: &[String]) -> Result<(), String> {
        Arc::make_mut(&mut self.units).extend(name, dimension, factor, symbols)
    }

    /// Adds a file: a new language, or words to one that there is. Call [`Lexicons::check_added`]
    /// when all is added.
    pub(crate) fn add_file(&mut self, path: &str, text: &str) -> Result<(), FileComplaint> {
        if path.rsplit(['/', '\\']).next() == Some("units.toml") {
            return Arc::make_mut(&mut self.units).add_table(text).map_err(|message| (None, message));
        }
        let file: LexiconFile = toml::from_str(text)
            .map_err(|error| (error.span().map(|span| span.start), error.message().trim().to_owned()))?;
        if self.files.contains_key(&file.language) {
            return self.add_words(file).map_err(|message| (None, message));
        }
        if let Some(missing) = file.includes.iter().find(|included| !self.files.contains_key(*included)) {
            return Err((None, format!("it includes the language {missing:?}, of which there is no lexicon")));
        }
        self.function_words = OnceLock::new();
        self.added.insert(file.language.clone(), Vec::new());
        self.add(file.language.clone(), file.into());
        Ok(())
    }

    /// Adds words to a language that there is. Call [`Lexicons::check_added`] when all is added.
    pub fn add_words(&mut self, words: LexiconFile) -> Result<(), String> {
        if let Some(key) = words.key_of_whole_language() {
            let language = &words.language;
            return Err(format!(
                "`{key}` is part of the lexicon of {language:?} and cannot be changed; words, units and shapes can be added"
            ));
        }
        self.added.entry(words.language.clone()).or_default().push(words);
        Ok(())
    }

    /// Compiles the languages that something was added to, so that a mistake is told now and
    /// not when a document is read.
    pub fn check_added(&self) -> Result<(), LexiconError> {
        let is_touched = |code: &str| self.added.contains_key(code) || self.added.contains_key(SHARED);
        for (code, vocabulary) in self.vocabularies.iter().filter(|(code, _)| is_touched(code)) {
            let compiled = self.compile(code).map_err(|reason| LexiconError {
                path: format!("{code}.toml"),
                reason: format!("cannot use the words of the language {code:?}: {reason}"),
            })?;
            // It is needed again as soon as a document is read.
            let _ = vocabulary.set(compiled);
        }
        Ok(())
    }
}
