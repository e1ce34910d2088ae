//! `statlint.toml`: what a house asks for, and for which of its files.
//!
//! A file goes through three types: [`ConfigFile`] as it is written, [`Config`]
//! that has been checked, and [`Settings`], what applies to one document and
//! where each setting comes from. Nothing here opens a file: the caller hands
//! over what a path holds.

mod chain;
mod file;
mod house;
mod settings;
mod template;

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

pub use chain::{Chain, Loaded, NAME};
pub use file::{ConfigFile, FailOn, Override, Preset, RuleLevel, SilenceRow, UnitRow, Words};
pub use house::{House, HouseFile};
pub use settings::{Asked, Origin, Setting, Settings};
pub use template::TEMPLATE;

use crate::nearest::nearest;
use crate::rule::line_and_column;

/// One configuration file that has been checked.
#[derive(Debug)]
pub struct Config {
    /// What people call it.
    pub name: String,
    /// The folder that its paths and globs begin in.
    pub folder: PathBuf,
    /// What it says.
    pub file: ConfigFile,
    text: String,
    exclude: Vec<Glob>,
    overrides: Vec<Vec<Glob>>,
    silences: Vec<Vec<Glob>>,
}

/// A configuration that cannot be used, and where it is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct ConfigError {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong and what would be accepted.
    pub message: String,
}

/// A pattern of paths, as it is written and compiled.
#[derive(Debug)]
struct Glob {
    at: usize,
    text: String,
    matcher: GlobMatcher,
    /// A pattern without a slash is about names, wherever the file is.
    is_name: bool,
}

impl Config {
    /// Reads a configuration and checks what can be checked without its rules and lexicons.
    pub fn parse(name: &str, folder: &Path, text: &str) -> Result<Config, ConfigError> {
        let file: ConfigFile = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            located(name, text, at, told(error.message()))
        })?;
        let mut config = Config {
            name: name.to_owned(),
            folder: folder.to_owned(),
            text: text.to_owned(),
            exclude: Vec::new(),
            overrides: Vec::new(),
            silences: Vec::new(),
            file,
        };
        config.exclude = config.globs(&config.file.exclude)?;
        config.overrides =
            config.file.overrides.iter().map(|it| config.globs(&it.files)).collect::<Result<Vec<_>, _>>()?;
        config.silences =
            config.file.silence.iter().map(|it| config.globs(&it.files)).collect::<Result<Vec<_>, _>>()?;
        Ok(config)
    }

    /// Where an offset stands.
    pub fn place(&self, at: usize) -> (usize, usize) {
        line_and_column(&self.text, at)
    }

    /// That something at an offset is wrong.
    pub fn error(&self, at: usize, message: String) -> ConfigError {
        located(&self.name, &self.text, at, message)
    }

    /// A path that the file names, from where the file is.
    pub fn resolve(&self, path: &str) -> PathBuf {
        tidy(&self.folder.join(path))
    }

    /// The folders of rules that it names, each with its place in the file.
    pub fn rules(&self) -> Vec<(PathBuf, usize)> {
        self.file.rules.iter().map(|path| (self.resolve(path.get_ref()), path.span().start)).collect()
    }

    /// The folders of lexicons that it names, each with its place in the file.
    pub fn lexicons(&self) -> Vec<(PathBuf, usize)> {
        self.file.lexicons.iter().map(|path| (self.resolve(path.get_ref()), path.span().start)).collect()
    }

    fn globs(&self, patterns: &[toml::Spanned<String>]) -> Result<Vec<Glob>, ConfigError> {
        patterns.iter().map(|pattern| self.glob(pattern)).collect()
    }

    fn glob(&self, pattern: &toml::Spanned<String>) -> Result<Glob, ConfigError> {
        let (text, at) = (pattern.get_ref(), pattern.span().start);
        let built = GlobBuilder::new(text).literal_separator(true).build();
        let glob = built.map_err(|error| self.error(at, format!("cannot read the glob {text:?}: {}", error.kind())))?;
        Ok(Glob { at, text: text.clone(), matcher: glob.compile_matcher(), is_name: !text.contains('/') })
    }

    /// The first of some globs that a document matches.
    fn matching<'g>(&self, globs: &'g [Glob], document: &Path) -> Option<&'g Glob> {
        let within = document.strip_prefix(&self.folder).unwrap_or(document);
        let name = document.file_name().map_or(document, Path::new);
        globs.iter().find(|glob| glob.matcher.is_match(if glob.is_name { name } else { within }))
    }
}

/// A path without `.` and `..`, as far as that can be told without looking.
pub fn tidy(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if tidy.file_name().is_some() => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

fn located(name: &str, text: &str, at: usize, message: String) -> ConfigError {
    let (line, column) = line_and_column(text, at);
    ConfigError { path: name.to_owned(), line, column, message }
}

/// What serde says of a mistake, in the words of a person who writes configurations.
fn told(message: &str) -> String {
    let message = message.trim().replace("unknown field", "unknown key").replace("unknown variant", "unknown value");
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(given) = quoted.next().filter(|_| message.starts_with("unknown")) else { return message };
    let accepted: Vec<&str> = quoted.collect();
    match nearest(given, accepted.into_iter()) {
        Some(meant) => format!("{message}; did you mean `{meant}`?"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> String {
        Config::parse("statlint.toml", Path::new("/house"), text).expect_err("it is wrong").to_string()
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_what_would_be_accepted() {
        let error = complaint("language = \"en\"\nlevles = {}\n");
        assert!(error.starts_with("statlint.toml:2:1: unknown key `levles`, expected one of "), "{error}");
        assert!(error.ends_with("; did you mean `levels`?"), "{error}");
        let error = complaint("fail-on = \"warnings\"\n");
        assert!(error.starts_with("statlint.toml:1:11: unknown value `warnings`, expected one of `error`"), "{error}");
        assert!(error.ends_with("; did you mean `warning`?"), "{error}");
        let error = complaint("[[override]]\nfiles = [\"*.md\", \"a[\"]\n");
        assert!(error.starts_with("statlint.toml:2:18: cannot read the glob \"a[\""), "{error}");
        assert!(complaint("[levels]\nplaceholder = 3").starts_with("statlint.toml:2:15: "));
        assert!(complaint("language = \"en").starts_with("statlint.toml:1:"));
    }

    #[test]
    fn a_glob_without_a_slash_is_about_names_and_one_with_is_about_paths() {
        let text = "exclude = [\"*.bak.md\", \"archive/**\"]";
        let config = Config::parse("statlint.toml", Path::new("/house"), text).unwrap();
        let excludes = |path: &str| config.matching(&config.exclude, Path::new(path)).is_some();
        assert!(excludes("/house/a.bak.md") && excludes("/house/b/c/a.bak.md"));
        assert!(excludes("/house/archive/1999/a.md") && !excludes("/house/b/archive/a.md"));
    }

    #[test]
    fn paths_are_tidied_without_looking() {
        assert_eq!(tidy(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(tidy(Path::new("../a")), Path::new("../a"));
    }
}
