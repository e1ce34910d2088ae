//! The words of a language: number words, magnitudes, hedges, units, the shapes
//! of what is not a quantity, and the cues of claims.
//!
//! One TOML file per language, in `lexicon/`; `any.toml` holds what all languages
//! share, `units.toml` the units. A [`Vocabulary`] is a language compiled for
//! the reader: its own words, those of `any`, and those of the languages that it
//! includes.

mod entry;
mod function_words;
mod house;
pub mod cues;
pub mod file;
pub mod frames;
pub mod phrases;
pub mod shapes;
pub mod vocabulary;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use entry::Entry;
pub use file::LexiconFile;
pub use function_words::FunctionWords;
/// A value of a TOML file and where in the file it stands.
pub(crate) use toml::Spanned;
pub use vocabulary::Vocabulary;

use crate::unit::Units;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The built-in rule files, by path.
pub(crate) const RULE_FILES: &[(&str, &str)] = RULES;

/// The file of what all languages share.
const SHARED: &str = "any";

/// All languages, and the units that they have words for.
#[derive(Debug)]
pub struct Lexicons {
    /// The units.
    pub units: Arc<Units>,
    files: BTreeMap<String, Entry>,
    /// Words that a house adds to a language.
    added: BTreeMap<String, Vec<LexiconFile>>,
    vocabularies: BTreeMap<String, OnceLock<Vocabulary>>,
    /// What texts show their language by; made when it is asked for.
    function_words: OnceLock<FunctionWords>,
}

/// A lexicon that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {reason}")]
pub struct LexiconError {
    /// The file.
    pub path: String,
    /// What is wrong, with line and column where there are any.
    pub reason: String,
}

impl Lexicons {
    /// The lexicons that come with the program.
    pub fn built_in() -> &'static Lexicons {
        static BUILT_IN: OnceLock<Lexicons> = OnceLock::new();
        BUILT_IN.get_or_init(|| Lexicons::parse_heads().expect("the built-in lexicons are checked by a test"))
    }

    /// Reads the heads of the lexicons that come with the program.
    fn parse_heads() -> Result<Lexicons, LexiconError> {
        let is_units = |(path, _): &&(&str, &str)| path.ends_with("units.toml");
        let units: Vec<(&str, &str)> = LEXICONS.iter().filter(is_units).copied().collect();
        let mut lexicons = Lexicons::parse(&units)?;
        for (path, head) in LEXICON_HEADS {
            let head = Lexicons::parse_file(path, head)?;
            let text = LEXICONS.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text);
            lexicons.add(head.language.clone(), Entry::later(head, text));
        }
        Ok(lexicons)
    }

    fn parse_file(path: &str, text: &str) -> Result<LexiconFile, LexiconError> {
        toml::from_str(text).map_err(|error| LexiconError { path: path.to_owned(), reason: error.to_string() })
    }

    fn add(&mut self, language: String, entry: Entry) {
        self.vocabularies.insert(language.clone(), OnceLock::new());
        self.files.insert(language, entry);
    }

    /// Reads lexicons from (path, text) pairs, of which one is `units.toml`.
    pub fn parse(sources: &[(&str, &str)]) -> Result<Lexicons, LexiconError> {
        let mut lexicons = Lexicons {
            units: Arc::default(),
            files: BTreeMap::new(),
            added: BTreeMap::new(),
            vocabularies: BTreeMap::new(),
            function_words: OnceLock::new(),
        };
        for (path, text) in sources {
            if path.ends_with("units.toml") {
                let broken = |reason| LexiconError { path: (*path).to_owned(), reason };
                lexicons.units = Arc::new(Units::parse(text).map_err(broken)?);
                continue;
            }
            let file = Lexicons::parse_file(path, text)?;
            lexicons.add(file.language.clone(), file.into());
        }
        Ok(lexicons)
    }

    /// The codes of the languages, such as `en`.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|code| *code != SHARED)
    }

    /// The code under which a language is known here; a language without a
    /// lexicon is read with what all languages share.
    pub fn known(&self, code: &str) -> &str {
        self.files.get_key_value(code).map_or(SHARED, |(known, _)| known.as_str())
    }

    /// The lexicon of a language as it is written.
    pub fn file(&self, code: &str) -> &LexiconFile {
        self.files[self.known(code)].whole()
    }

    /// What is known of a language without its words for claims: its names and commonest words,
    /// and what tables and rules take from all languages.
    pub fn head(&self, code: &str) -> &LexiconFile {
        self.files[self.known(code)].head()
    }

    /// The files that make up a language: what a house adds, its own, those it includes, and
    /// the shared one.
    fn parts(&self, code: &str) -> Vec<&LexiconFile> {
        let own = self.file(code);
        let own_and_shared = [Some(own.language.as_str()), (own.language != SHARED).then_some(SHARED)];
        let added = own_and_shared.into_iter().flatten().filter_map(|code| self.added.get(code)).flatten();
        let included = own.includes.iter().map(|code| self.file(code));
        let shared = (own.language != SHARED).then(|| self.file(SHARED));
        added.chain([own]).chain(included).chain(shared).collect()
    }

    /// The commonest words of all languages.
    pub fn function_words(&self) -> &FunctionWords {
        self.function_words.get_or_init(|| {
            FunctionWords::of(self.languages().map(|code| (code, self.head(code).function_words.as_slice())))
        })
    }

    /// A language, compiled.
    pub fn vocabulary(&self, code: &str) -> &Vocabulary {
        let code = self.known(code);
        self.vocabularies[code]
            .get_or_init(|| self.compile(code).expect("the lexicons were checked when they were read"))
    }

    /// Compiles every language, to find what is wrong with any.
    pub fn check(&self) -> Result<(), LexiconError> {
        for code in self.files.keys() {
            self.compile(code).map_err(|reason| LexiconError { path: format!("lexicon/{code}.toml"), reason })?;
        }
        Ok(())
    }

    fn compile(&self, code: &str) -> Result<Vocabulary, String> {
        Vocabulary::compile(&self.units, self.file(code), &self.parts(code))
    }

    /// The words of a piece (`{people}` in a rule's pattern) in some languages.
    pub fn piece(&self, name: &str, languages: &[String]) -> Vec<&str> {
        let of_language = |code: &&str| languages.is_empty() || languages.iter().any(|wanted| wanted == code);
        let files = self
            .files
            .values()
            .map(Entry::head)
            .chain(self.added.values().flatten())
            .filter(|file| file.language == SHARED || of_language(&file.language.as_str()));
        files.filter_map(|file| file.pieces.get(name)).flatten().map(String::as_str).collect()
    }

    /// The names of all pieces.
    pub fn pieces(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.files.values().flat_map(|file| file.head().pieces.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
