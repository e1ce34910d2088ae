//! The rules and lexicons of a house: the built-in ones and its own.

use super::{Chain, Config, ConfigError, Words, located};
use crate::extract::examples::{self, Outcome};
use crate::lexicon::Lexicons;
use crate::lexicon::file::{LexiconFile, ShapeRow};
use crate::lexicon::phrases::LONGEST;
use crate::reading::Label;
use crate::rule::RuleError;
use crate::rules::RuleSet;

/// The rules and lexicons of a house.
#[derive(Debug)]
pub struct House {
    /// The rules.
    pub rules: RuleSet,
    own: Option<Lexicons>,
    /// Its own lexicons, each with what people call its file. Units have no examples.
    lexicons: Vec<(String, Option<LexiconFile>)>,
}

/// A file of rules or words that a house adds.
#[derive(Debug, Clone)]
pub struct HouseFile {
    /// What people call it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl House {
    /// The built-in rules and lexicons alone.
    pub fn plain() -> House {
        House { rules: RuleSet::built_in(Lexicons::built_in()), own: None, lexicons: Vec::new() }
    }

    /// The built-in rules and lexicons, with the words of a chain of configurations and the
    /// files of lexicons that they name.
    pub fn new(chain: &Chain, lexicons: &[HouseFile]) -> Result<House, ConfigError> {
        let own = own_words(chain, lexicons)?;
        let rules = RuleSet::built_in(own.as_ref().unwrap_or(Lexicons::built_in()));
        let read = |file: &HouseFile| (file.name.clone(), toml::from_str(&file.text).ok());
        let house = House { rules, own, lexicons: lexicons.iter().map(read).collect() };
        house.check_languages(chain)?;
        Ok(house)
    }

    /// The lexicons.
    pub fn lexicons(&self) -> &Lexicons {
        self.own.as_ref().unwrap_or(Lexicons::built_in())
    }

    /// Runs the examples of those of its own lexicons that are asked for: for each file what people call it, and what became
    /// of its examples.
    pub fn run_examples(&self, is_asked: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, Vec<Outcome>)> {
        let asked = self.lexicons.iter().filter(move |(name, _)| is_asked(name));
        asked.filter_map(|(name, file)| Some((name.as_str(), examples::run(file.as_ref()?, self.lexicons()))))
    }

    /// Whether a file is one of its own lexicons.
    pub fn has_lexicon(&self, name: &str) -> bool {
        self.lexicons.iter().any(|(known, _)| known == name)
    }

    /// Whether a file is written as a lexicon is, and no rule.
    pub fn is_lexicon(file: &HouseFile) -> bool {
        toml::from_str::<LexiconFile>(&file.text).is_ok()
    }

    /// Adds the rule of one file.
    pub fn add_rule(&mut self, file: &HouseFile) -> Result<(), RuleError> {
        let lexicons = self.own.as_ref().unwrap_or(Lexicons::built_in());
        self.rules.add(&file.name, &file.text, lexicons)
    }

    /// Fails if a configuration asks for a language that there is no lexicon of.
    fn check_languages(&self, chain: &Chain) -> Result<(), ConfigError> {
        for config in &chain.configs {
            let of_overrides = config.file.overrides.iter().filter_map(|it| it.language.as_ref());
            for language in config.file.language.iter().chain(of_overrides) {
                if let Err(message) = self.lexicons().has(language.get_ref()) {
                    return Err(config.error(language.span().start, message));
                }
            }
        }
        Ok(())
    }
}

/// The built-in lexicons with the words of a house, if it has any.
fn own_words(chain: &Chain, files: &[HouseFile]) -> Result<Option<Lexicons>, ConfigError> {
    let adds = |config: &Config| !config.file.unit.is_empty() || !config.file.vocabulary.is_empty();
    if files.is_empty() && !chain.configs.iter().any(adds) {
        return Ok(None);
    }
    let mut lexicons = Lexicons::built_in().copy();
    for file in files {
        let added = lexicons.add_file(&file.name, &file.text);
        added.map_err(|(at, message)| located(&file.name, &file.text, at.unwrap_or(0), message))?;
    }
    for config in &chain.configs {
        for row in &config.file.unit {
            let added = lexicons.add_unit(row.name.get_ref(), &row.dimension, &row.factor, &row.symbols);
            added.map_err(|message| config.error(row.name.span().start, message))?;
        }
        for (language, words) in &config.file.vocabulary {
            let at = language.span().start;
            lexicons.has(language.get_ref()).map_err(|message| config.error(at, message))?;
            check_words(config, at, words, &lexicons)?;
            let file = lexicon(language.get_ref(), words);
            lexicons.add_words(file).map_err(|message| config.error(at, message))?;
        }
    }
    lexicons.check_added().map_err(|error| match (files.first(), chain.configs.last()) {
        (None, Some(config)) => {
            let of_language = |language: &&toml::Spanned<String>| error.path == format!("{}.toml", language.get_ref());
            let at = config.file.vocabulary.keys().find(of_language).map_or(0, |language| language.span().start);
            config.error(at, error.reason)
        }
        (file, _) => located(&file.map_or(error.path, |file| file.name.clone()), "", 0, error.reason),
    })?;
    Ok(Some(lexicons))
}

fn check_words(config: &Config, at: usize, words: &Words, lexicons: &Lexicons) -> Result<(), ConfigError> {
    for unit in words.units.keys() {
        lexicons.units.known(unit.get_ref()).map_err(|message| config.error(unit.span().start, message))?;
    }
    let spelled = words.units.values().flatten().chain(&words.no_units).chain(words.magnitudes.keys());
    let others = words.names.iter().chain(&words.people).chain(&words.things).chain(&words.abbreviations);
    if spelled.clone().chain(others).any(|word| word.trim().is_empty()) {
        return Err(config.error(at, "a word is empty".to_owned()));
    }
    if let Some(long) = spelled.clone().find(|word| word.len() > LONGEST) {
        return Err(config.error(at, format!("{long:?} is too long; a word may have {LONGEST} bytes")));
    }
    if let Some(name) = words.names.iter().find(|name| !name.contains(char::is_numeric)) {
        return Err(config.error(at, format!("{name:?} holds no digit; a name is here for the sake of its digits")));
    }
    Ok(())
}

/// Words of a configuration as a lexicon that adds to another.
fn lexicon(language: &str, words: &Words) -> LexiconFile {
    let escaped = |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>();
    let pieces = [("person", &words.people), ("thing", &words.things)];
    LexiconFile {
        language: language.to_owned(),
        units: words.units.iter().map(|(unit, words)| (unit.get_ref().clone(), words.clone())).collect(),
        no_units: words.no_units.clone(),
        magnitudes: words.magnitudes.clone(),
        abbreviations: words.abbreviations.clone(),
        pieces: pieces.into_iter().map(|(name, words)| (name.to_owned(), escaped(words))).collect(),
        shape: words.names.iter().map(|name| name_shape(name)).collect(),
        ..LexiconFile::default()
    }
}

/// The shape of a name whose digits count nothing.
fn name_shape(name: &str) -> ShapeRow {
    let border = |c: Option<char>| if c.is_some_and(|c| c.is_ascii_alphanumeric()) { r"(?-u:\b)" } else { "" };
    let (first, last) = (name.chars().next(), name.chars().next_back());
    let pattern = format!("{}{}{}", border(first), regex::escape(name), border(last)).replace('{', r"\{");
    ShapeRow { is: Some(Label::Identifier), malformed: None, pattern }
}
