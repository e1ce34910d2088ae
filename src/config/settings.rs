//! What applies to one document, and where each setting comes from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;

use super::{Chain, Config, ConfigError, FailOn, Preset, RuleLevel};
use crate::diagnostic::{Confidence, Level};
use crate::rules::RuleSet;
use crate::suppress::Entry;

/// What applies to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who reads the result.
    pub preset: Setting<Preset>,
    /// The language, if it is not to be detected.
    pub language: Setting<Option<String>>,
    /// The only rules that are used; all if there are none.
    pub select: Setting<Vec<String>>,
    /// Levels of rules that are not those of their files.
    pub levels: BTreeMap<String, Setting<RuleLevel>>,
    /// The least level that is shown.
    pub level: Setting<Level>,
    /// How likely findings must be to be shown.
    pub confidence: Setting<Confidence>,
    /// Which findings make the exit code 1.
    pub fail_on: Setting<FailOn>,
    /// Known findings.
    pub baseline: Setting<Option<PathBuf>>,
    /// The glob by which the document is left out where it is not named.
    pub excluded: Setting<Option<String>>,
    /// Silences that may apply to it.
    pub silences: Vec<Setting<Entry>>,
}

/// A setting and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// What it is.
    pub value: T,
    /// Where it comes from.
    pub from: Origin,
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// It comes with a preset.
    Preset(Preset),
    /// A configuration says so.
    File {
        /// What people call the file.
        name: String,
        /// Its line, from 1.
        line: usize,
        /// The glob of the override that it stands in.
        glob: Option<String>,
    },
    /// An option of the command line.
    Option(&'static str),
}

/// What the command line asks for, which wins over every configuration.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `--for`.
    pub preset: Option<Preset>,
    /// `--language`.
    pub language: Option<String>,
    /// `--select`.
    pub select: Vec<String>,
    /// `--ignore`.
    pub ignore: Vec<String>,
    /// `--level`.
    pub level: Option<Level>,
    /// `--confidence`.
    pub confidence: Option<Confidence>,
    /// `--fail-on`.
    pub fail_on: Option<FailOn>,
    /// `--baseline`.
    pub baseline: Option<PathBuf>,
}

/// What may be said for some files or for all.
struct Layer<'c> {
    config: &'c Config,
    glob: Option<&'c str>,
    language: Option<&'c Spanned<String>>,
    select: &'c [Spanned<String>],
    ignore: &'c [Spanned<String>],
    level: Option<&'c Spanned<Level>>,
    confidence: Option<&'c Spanned<Confidence>>,
    fail_on: Option<&'c Spanned<FailOn>>,
    levels: &'c BTreeMap<Spanned<String>, Spanned<RuleLevel>>,
}

impl Settings {
    /// What applies to a document. Its path begins where those of the configurations do.
    pub fn of(document: &Path, chain: &Chain, asked: &Asked) -> Settings {
        let mut settings = Settings::of_preset(chain, asked);
        for config in &chain.configs {
            for layer in layers(config, document) {
                settings.add(&layer);
            }
            settings.add_whole(config, document);
        }
        settings.ask(asked);
        settings
    }

    /// Fails if a rule that a configuration names is not there.
    pub fn check_codes(chain: &Chain, rules: &RuleSet) -> Result<(), ConfigError> {
        for config in &chain.configs {
            let file = &config.file;
            let overrides = &file.overrides;
            let of_overrides =
                overrides.iter().flat_map(|it| it.select.iter().chain(&it.ignore).chain(it.levels.keys()));
            let silenced = file.silence.iter().map(|row| &row.code);
            let whole = file.select.iter().chain(&file.ignore).chain(file.levels.keys());
            for code in whole.chain(of_overrides).chain(silenced) {
                if let Err(message) = rules.known(code.get_ref()) {
                    return Err(config.error(code.span().start, message));
                }
            }
        }
        Ok(())
    }

    /// The rules that apply, at the levels that apply.
    pub fn narrow(&self, rules: &RuleSet) -> RuleSet {
        let mut narrowed = rules.clone();
        let select = &self.select.value;
        let is_off = |code: &str| self.levels.get(code).is_some_and(|level| level.value == RuleLevel::Off);
        narrowed.retain(|rule| (select.is_empty() || select.contains(&rule.code)) && !is_off(&rule.code));
        for (code, level) in &self.levels {
            if let Some(level) = level.value.level() {
                narrowed.set_level(code, level);
            }
        }
        narrowed
    }

    fn of_preset(chain: &Chain, asked: &Asked) -> Settings {
        let default = || Origin::Default;
        let mut preset = Setting { value: Preset::Editor, from: default() };
        for config in &chain.configs {
            preset.replace(config, config.file.preset.as_ref(), None);
        }
        preset.ask(asked.preset, "--for");
        let confidence = Setting { value: preset.value.confidence(), from: Origin::Preset(preset.value) };
        Settings {
            preset,
            confidence,
            language: Setting { value: None, from: default() },
            select: Setting { value: Vec::new(), from: default() },
            levels: BTreeMap::new(),
            level: Setting { value: Level::Note, from: default() },
            fail_on: Setting { value: FailOn::Warning, from: default() },
            baseline: Setting { value: None, from: default() },
            excluded: Setting { value: None, from: default() },
            silences: Vec::new(),
        }
    }

    fn add(&mut self, layer: &Layer<'_>) {
        let (config, glob) = (layer.config, layer.glob);
        if let Some(language) = layer.language {
            let from = origin(config, language.span().start, glob);
            self.language = Setting { value: Some(language.get_ref().clone()), from };
        }
        if let Some(first) = layer.select.first() {
            let value = layer.select.iter().map(|code| code.get_ref().clone()).collect();
            self.select = Setting { value, from: origin(config, first.span().start, glob) };
        }
        self.level.replace(config, layer.level, glob);
        self.confidence.replace(config, layer.confidence, glob);
        self.fail_on.replace(config, layer.fail_on, glob);
        let ignored = layer.ignore.iter().map(|code| (code, RuleLevel::Off));
        let levels = layer.levels.iter().map(|(code, level)| (code, *level.get_ref()));
        for (code, value) in ignored.chain(levels) {
            let from = origin(config, code.span().start, glob);
            self.levels.insert(code.get_ref().clone(), Setting { value, from });
        }
    }

    /// What a configuration says outside of its overrides alone.
    fn add_whole(&mut self, config: &Config, document: &Path) {
        if let Some(baseline) = &config.file.baseline {
            let from = origin(config, baseline.span().start, None);
            self.baseline = Setting { value: Some(config.resolve(baseline.get_ref())), from };
        }
        if let Some(glob) = config.matching(&config.exclude, document) {
            self.excluded = Setting { value: Some(glob.text.clone()), from: origin(config, glob.at, None) };
        }
        for (row, globs) in config.file.silence.iter().zip(&config.silences) {
            let Some(glob) = config.matching(globs, document) else { continue };
            let value = Entry {
                code: row.code.get_ref().clone(),
                text: row.text.clone(),
                reason: row.reason.clone().filter(|reason| !reason.trim().is_empty()),
            };
            let from = origin(config, row.code.span().start, Some(&glob.text));
            self.silences.push(Setting { value, from });
        }
    }

    fn ask(&mut self, asked: &Asked) {
        self.level.ask(asked.level, "--level");
        self.confidence.ask(asked.confidence, "--confidence");
        self.fail_on.ask(asked.fail_on, "--fail-on");
        self.language.ask(asked.language.clone().map(Some), "--language");
        self.baseline.ask(asked.baseline.clone().map(Some), "--baseline");
        if !asked.select.is_empty() {
            // Who asks for a rule by name gets it, whatever a configuration thinks of it.
            self.levels.retain(|code, level| level.value != RuleLevel::Off || !asked.select.contains(code));
            self.select = Setting { value: asked.select.clone(), from: Origin::Option("--select") };
        }
        for code in &asked.ignore {
            let off = Setting { value: RuleLevel::Off, from: Origin::Option("--ignore") };
            self.levels.insert(code.clone(), off);
        }
    }
}

impl<T: Copy> Setting<T> {
    fn replace(&mut self, config: &Config, value: Option<&Spanned<T>>, glob: Option<&str>) {
        if let Some(value) = value {
            *self = Setting { value: *value.get_ref(), from: origin(config, value.span().start, glob) };
        }
    }
}

impl<T> Setting<T> {
    fn ask(&mut self, value: Option<T>, option: &'static str) {
        if let Some(value) = value {
            *self = Setting { value, from: Origin::Option(option) };
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::Preset(preset) => write!(f, "preset {}", preset.as_str()),
            Origin::File { name, line, glob: None } => write!(f, "{name}:{line}"),
            Origin::File { name, line, glob: Some(glob) } => write!(f, "{name}:{line} for {glob}"),
            Origin::Option(option) => f.write_str(option),
        }
    }
}

fn origin(config: &Config, at: usize, glob: Option<&str>) -> Origin {
    Origin::File { name: config.name.clone(), line: config.place(at).0, glob: glob.map(str::to_owned) }
}

/// What a configuration says of a document: for all, then for those that an override names.
fn layers<'c>(config: &'c Config, document: &Path) -> Vec<Layer<'c>> {
    let file = &config.file;
    let mut layers = vec![Layer {
        config,
        glob: None,
        language: file.language.as_ref(),
        select: &file.select,
        ignore: &file.ignore,
        level: file.level.as_ref(),
        confidence: file.confidence.as_ref(),
        fail_on: file.fail_on.as_ref(),
        levels: &file.levels,
    }];
    for (own, globs) in file.overrides.iter().zip(&config.overrides) {
        let Some(glob) = config.matching(globs, document) else { continue };
        layers.push(Layer {
            config,
            glob: Some(&glob.text),
            language: own.language.as_ref(),
            select: &own.select,
            ignore: &own.ignore,
            level: own.level.as_ref(),
            confidence: own.confidence.as_ref(),
            fail_on: own.fail_on.as_ref(),
            levels: &own.levels,
        });
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: &str = r#"
for = "ci"
confidence = "medium"
ignore = ["granularity"]
baseline = "known.json"
[levels]
padded-precision = "note"
[[override]]
files = ["*.de.md"]
language = "de"
levels = { granularity = "error" }
[[silence]]
files = ["a.*"]
code = "placeholder"
"#;

    fn settings(document: &str, asked: &Asked) -> Settings {
        let config = Config::parse("statlint.toml", Path::new("/house"), HOUSE).unwrap();
        Settings::of(Path::new(document), &Chain { configs: vec![config] }, asked)
    }

    #[test]
    fn an_override_wins_for_the_files_that_it_names_only() {
        let (plain, german) = ("/house/a.md", "/house/sub/a.de.md");
        let plain = settings(plain, &Asked::default());
        assert_eq!((plain.confidence.value, &plain.language.value), (Confidence::Medium, &None));
        assert_eq!(plain.levels["granularity"].value, RuleLevel::Off);
        assert_eq!(plain.silences.len(), 1);
        assert_eq!(plain.baseline.value.as_deref(), Some(Path::new("/house/known.json")));
        let german = settings(german, &Asked::default());
        assert_eq!(german.language.value.as_deref(), Some("de"));
        assert_eq!(german.language.from.to_string(), "statlint.toml:10 for *.de.md");
        assert_eq!(german.levels["granularity"].value, RuleLevel::Error);
        assert_eq!(german.levels["padded-precision"].from.to_string(), "statlint.toml:7");
    }

    #[test]
    fn the_command_line_wins() {
        let asked = Asked {
            preset: Some(Preset::Research),
            select: vec!["granularity".to_owned()],
            fail_on: Some(FailOn::Never),
            ..Asked::default()
        };
        let settings = settings("/house/a.md", &asked);
        // What is said of confidence itself is more than what comes with a preset.
        assert_eq!((settings.preset.value, settings.confidence.value), (Preset::Research, Confidence::Medium));
        assert_eq!(settings.fail_on.from.to_string(), "--fail-on");
        assert!(!settings.levels.contains_key("granularity"));
    }
}
