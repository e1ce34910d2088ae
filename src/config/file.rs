//! `statlint.toml` as it is written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Confidence, Level};

/// `statlint.toml`: what a house asks for. It holds for the files of its folder and of the
/// folders below, unless one of those has its own.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ConfigFile {
    /// Another file of this kind that this one builds on. What is said here wins.
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// Who reads the result; what is shown and how, where nothing else says so.
    #[serde(rename = "for")]
    #[schemars(with = "Option<Preset>")]
    pub preset: Option<Spanned<Preset>>,
    /// Folders of rules of your own, or single files.
    #[schemars(with = "Vec<String>")]
    pub rules: Vec<Spanned<String>>,
    /// Folders of lexicons of your own, or single files: words to add to a language, a language, `units.toml`.
    #[schemars(with = "Vec<String>")]
    pub lexicons: Vec<Spanned<String>>,
    /// Globs of files in folders that are left out. A file that is named is always read.
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// A file of known findings that are not reported again.
    #[schemars(with = "Option<String>")]
    pub baseline: Option<Spanned<String>>,
    /// The language of the documents, such as `en`; detected if it is not given.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// The only rules that are used, by their codes; all if there are none.
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Spanned<String>>,
    /// Rules that are not used, by their codes; the same as the level `off`.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// The least level of findings that are shown.
    #[schemars(with = "Option<Level>")]
    pub level: Option<Spanned<Level>>,
    /// How likely findings must be to be shown.
    #[schemars(with = "Option<Confidence>")]
    pub confidence: Option<Spanned<Confidence>>,
    /// The least level of a finding that makes the exit code 1.
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Levels of rules, by their codes.
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub levels: BTreeMap<Spanned<String>, Spanned<RuleLevel>>,
    /// Units of the house, besides those that are built in.
    pub unit: Vec<UnitRow>,
    /// Words of the house, by language.
    #[schemars(with = "BTreeMap<String, Words>")]
    pub vocabulary: BTreeMap<Spanned<String>, Words>,
    /// What is different for some files. Of two that speak of one file, the later wins.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
    /// Findings that are sound after all, in formats that have no comments.
    pub silence: Vec<SilenceRow>,
}

/// `[[override]]`: what is different for some files.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Globs of the files, from the folder of `statlint.toml`; without a slash, of their names.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// Their language.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// The only rules that are used for them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Spanned<String>>,
    /// Rules that are not used for them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// The least level of findings that are shown.
    #[schemars(with = "Option<Level>")]
    pub level: Option<Spanned<Level>>,
    /// How likely findings must be to be shown.
    #[schemars(with = "Option<Confidence>")]
    pub confidence: Option<Spanned<Confidence>>,
    /// The least level of a finding that makes the exit code 1.
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Levels of rules, by their codes.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub levels: BTreeMap<Spanned<String>, Spanned<RuleLevel>>,
}

/// `[[silence]]`: findings that are sound after all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilenceRow {
    /// Globs of the files, from the folder of `statlint.toml`; without a slash, of their names.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// The rule's code.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// The words that are underlined; all findings of the rule in these files if there are none.
    #[serde(default)]
    pub text: Option<String>,
    /// Why it is sound.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `[[unit]]`: a unit of the house.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// Its name in the singular.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// What it measures, such as `mass`; only units of one dimension can be compared.
    pub dimension: String,
    /// How many base units one of it is, as a decimal or a fraction: kilograms, metres, litres …
    pub factor: String,
    /// Signs for it in any language.
    #[serde(default)]
    pub symbols: Vec<String>,
}

/// `[vocabulary.<language>]`: words of the house.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Words {
    /// Words for units, by the unit's name.
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub units: BTreeMap<Spanned<String>, Vec<String>>,
    /// Words that look like a unit after a figure and are none.
    pub no_units: Vec<String>,
    /// Words that multiply a figure, and by what.
    pub magnitudes: BTreeMap<String, String>,
    /// Names whose digits count nothing: `Area 51`.
    pub names: Vec<String>,
    /// What people who are counted are called.
    pub people: Vec<String>,
    /// What things that are counted are called.
    pub things: Vec<String>,
    /// Abbreviations whose full stop does not end a sentence, without it.
    pub abbreviations: Vec<String>,
}

/// Who reads the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Somebody with a draft: likely mistakes, with excerpts.
    Editor,
    /// A pipeline: nothing doubtful, one line each or annotations of GitHub.
    Ci,
    /// Somebody who screens a corpus: everything, as JSON Lines.
    Research,
}

/// The level of a rule, or that it is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleLevel {
    /// The figure cannot be right as printed.
    Error,
    /// Very likely wrong, or bad form that misleads.
    Warning,
    /// A hint.
    Note,
    /// The rule is not used.
    Off,
}

/// Which findings make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// All.
    Note,
    /// None.
    Never,
}

impl Preset {
    /// All of them.
    pub const ALL: [Preset; 3] = [Preset::Editor, Preset::Ci, Preset::Research];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Preset::Editor => "editor",
            Preset::Ci => "ci",
            Preset::Research => "research",
        }
    }

    /// How likely findings must be to be shown.
    pub fn confidence(self) -> Confidence {
        match self {
            Preset::Editor => Confidence::Medium,
            Preset::Ci => Confidence::High,
            Preset::Research => Confidence::Low,
        }
    }
}

impl RuleLevel {
    /// The level, unless the rule is off.
    pub fn level(self) -> Option<Level> {
        match self {
            RuleLevel::Error => Some(Level::Error),
            RuleLevel::Warning => Some(Level::Warning),
            RuleLevel::Note => Some(Level::Note),
            RuleLevel::Off => None,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        self.level().map_or("off", Level::as_str)
    }
}

impl FailOn {
    /// All of them.
    pub const ALL: [FailOn; 4] = [FailOn::Error, FailOn::Warning, FailOn::Note, FailOn::Never];

    /// The least level that fails, if any does.
    pub fn level(self) -> Option<Level> {
        match self {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Note => Some(Level::Note),
            FailOn::Never => None,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        self.level().map_or("never", Level::as_str)
    }
}

/// The keys of the file, as its schema knows them.
#[cfg(test)]
pub(super) fn keys() -> Vec<String> {
    let schema = schemars::schema_for!(ConfigFile).to_value();
    schema["properties"].as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
}
