//! The rules of the folder that statlint is started in, or those of some files alone.

use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::complain;
use super::error::CliError;
use super::houses::{Houses, files_in};
use crate::config::{Asked, House};
use crate::extract::examples::Outcome;
use crate::lexicon::Lexicons;
use crate::rule::Rule;
use crate::rules::RuleSet;

/// Rules, the words that they are used with, and whether some files could not be used.
#[derive(Debug)]
pub(super) struct Loaded {
    house: Arc<House>,
    /// The rules.
    pub(super) rules: RuleSet,
    /// The files of lexicons that were asked for; all of the configuration's if none was.
    words: Option<Vec<String>>,
    /// Whether every file could be used.
    pub(super) is_complete: bool,
}

/// The rules of this folder's configuration and those of some folders.
pub(super) fn load(folders: &[PathBuf], config: Option<&Path>) -> Result<Loaded, CliError> {
    let mut houses = Houses::new(Asked::default(), config, folders)?;
    let house = houses.here()?.unwrap_or_else(|| Arc::new(House::plain()));
    Ok(Loaded { rules: house.rules.clone(), house, words: None, is_complete: !houses.has_failed })
}

/// The rules of this folder's configuration, or those of some folders alone, with its words.
pub(super) fn load_only(folders: &[PathBuf], config: Option<&Path>) -> Result<Loaded, CliError> {
    let mut loaded = load(&[], config)?;
    if folders.is_empty() {
        return Ok(loaded);
    }
    let here = absolute(".").map_err(|error| CliError::file(Path::new("."), &error))?;
    let mut rules = RuleSet::default();
    let mut words = Vec::new();
    for path in folders {
        let files = files_in(&here, path).map_err(|reason| CliError::NoRuleFolder { path: path.clone(), reason })?;
        for file in files {
            let added = file.map_err(|error| error.to_string()).and_then(|file| {
                if loaded.house.has_lexicon(&file.name) {
                    words.push(file.name);
                    return Ok(());
                }
                if House::is_lexicon(&file) {
                    return Err(format!(
                        "{} is a lexicon that the configuration does not name; name it or its folder under `lexicons` in statlint.toml, or that file with --config",
                        file.name
                    ));
                }
                rules.add(&file.name, &file.text, loaded.lexicons()).map_err(|error| error.to_string())
            });
            if let Err(error) = added {
                complain(&error);
                loaded.is_complete = false;
            }
        }
    }
    loaded.rules = rules;
    loaded.words = Some(words);
    Ok(loaded)
}

impl Loaded {
    /// The words that the rules are used with.
    pub(super) fn lexicons(&self) -> &Lexicons {
        self.house.lexicons()
    }

    /// What became of the examples of the house's own lexicons, by file.
    pub(super) fn run_lexicons(&self) -> impl Iterator<Item = (&str, Vec<Outcome>)> {
        let is_asked = |name: &str| self.words.as_ref().is_none_or(|asked| asked.iter().any(|it| it == name));
        self.house.run_examples(is_asked)
    }

    /// The rule of a code.
    pub(super) fn rule(&self, code: &str) -> Result<&Rule, CliError> {
        self.rules.known(code).map_err(CliError::UnknownCode)?;
        self.rules.get(code).ok_or(CliError::NoRules)
    }
}
