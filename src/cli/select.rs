//! Which rules are on, and which language the documents are in.

use std::fs;
use std::path::{Path, PathBuf};

use super::complain;
use super::error::{CliError, reason};
use crate::lexicon::Lexicons;
use crate::nearest::nearest;
use crate::rule::{Rule, RuleError};
use crate::rules::RuleSet;

/// Rules, and whether some files of rules could not be used.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) rules: RuleSet,
    pub(super) is_complete: bool,
}

/// The built-in rules and those of some folders.
pub(super) fn load(folders: &[PathBuf], lexicons: &Lexicons) -> Result<Loaded, CliError> {
    let mut loaded = Loaded::of(RuleSet::built_in(lexicons));
    loaded.add(folders, lexicons)?;
    Ok(loaded)
}

/// The rules of some folders alone.
pub(super) fn load_only(folders: &[PathBuf], lexicons: &Lexicons) -> Result<Loaded, CliError> {
    let mut loaded = Loaded::of(RuleSet::default());
    loaded.add(folders, lexicons)?;
    Ok(loaded)
}

impl Loaded {
    /// Rules none of which is missing.
    pub(super) fn of(rules: RuleSet) -> Loaded {
        Loaded { rules, is_complete: true }
    }

    /// Adds the rules of some folders. A file that cannot be used is reported, and the others still count.
    fn add(&mut self, folders: &[PathBuf], lexicons: &Lexicons) -> Result<(), CliError> {
        for folder in folders {
            let files = rule_files(folder).map_err(|reason| CliError::NoRuleFolder { path: folder.clone(), reason })?;
            for file in files {
                if let Err(error) = add_file(&mut self.rules, &file, lexicons) {
                    complain(&error);
                    self.is_complete = false;
                }
            }
        }
        Ok(())
    }

    /// Leaves only the rules that are selected and not ignored.
    pub(super) fn narrow(&mut self, select: &[String], ignore: &[String]) -> Result<(), CliError> {
        for code in select.iter().chain(ignore) {
            self.rule(code)?;
        }
        self.rules.retain(|rule| (select.is_empty() || select.contains(&rule.code)) && !ignore.contains(&rule.code));
        if self.rules.is_empty() { Err(CliError::NoRules) } else { Ok(()) }
    }

    /// The rule of a code.
    pub(super) fn rule(&self, code: &str) -> Result<&Rule, CliError> {
        self.rules.get(code).ok_or_else(|| {
            let codes = self.rules.iter().map(|rule| rule.code.as_str());
            CliError::UnknownCode { code: code.to_owned(), nearest: nearest(code, codes).map(str::to_owned) }
        })
    }
}

/// Fails unless there is a lexicon of a language.
pub(super) fn known_language(code: Option<&str>, lexicons: &Lexicons) -> Result<(), CliError> {
    match code {
        Some(code) if !lexicons.languages().any(|known| known == code) => {
            let known = lexicons.languages().collect::<Vec<_>>().join(", ");
            Err(CliError::UnknownLanguage { code: code.to_owned(), known })
        }
        _ => Ok(()),
    }
}

/// The rule files of a folder in the order of their names, or a single file.
fn rule_files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| reason(&error))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    if files.is_empty() { Err("there is no .toml file in it".to_owned()) } else { Ok(files) }
}

fn add_file(rules: &mut RuleSet, file: &Path, lexicons: &Lexicons) -> Result<(), RuleError> {
    let path = file.display().to_string();
    let broken = |message: String| RuleError { path: path.clone(), line: 1, column: 1, message };
    let bytes = fs::read(file).map_err(|error| broken(reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| broken("the file is not UTF-8".to_owned()))?;
    rules.add(&path, &text, lexicons)
}
