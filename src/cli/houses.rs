//! The configurations of a run: which one applies to a document, and what it asks for.
//!
//! A configuration is found upwards from the document, up to the root of its
//! repository. Documents with the same configuration share its rules and lexicons.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::complain;
use super::error::{CliError, reason};
use super::walk::{Found, shown};
use super::watch::Watch;
use crate::config::{Asked, Chain, ConfigError, House, HouseFile, Loaded, NAME, Settings};
use crate::lexicon::Lexicons;
use crate::rules::RuleSet;
use crate::suppress::Baseline;

/// What marks the root of a repository.
const ROOT: &str = ".git";

/// The configurations of a run.
#[derive(Debug)]
pub(super) struct Houses {
    asked: Asked,
    /// The configuration that is named, for all documents.
    named: Option<PathBuf>,
    /// Files of rules that are named.
    rules: Vec<HouseFile>,
    here: PathBuf,
    /// Which configuration applies to each folder that was asked about.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    /// What became of each configuration; nothing if it cannot be used.
    loaded: BTreeMap<Option<PathBuf>, Option<Loading>>,
    baselines: BTreeMap<PathBuf, Arc<Baseline>>,
    /// Whether something could not be used.
    pub(super) has_failed: bool,
    /// Why the last configuration that could not be used cannot.
    #[cfg(feature = "lsp")]
    pub(super) trouble: Option<String>,
    /// What all of this was read from.
    watch: Watch,
}

/// A configuration in use.
#[derive(Debug)]
struct Loading {
    chain: Chain,
    house: Arc<House>,
    /// What its documents ask for. Most ask for the same.
    setups: Vec<Arc<Setup>>,
}

/// What a document is audited with.
#[derive(Debug)]
pub(super) struct Setup {
    house: Arc<House>,
    /// What applies to it, and where from.
    pub(super) settings: Settings,
    /// The rules that are on.
    pub(super) rules: RuleSet,
    /// What is known of documents, and where that is written.
    pub(super) baseline: Option<(Arc<Baseline>, PathBuf)>,
}

impl Setup {
    /// The words that the document is read with.
    pub(super) fn lexicons(&self) -> &Lexicons {
        self.house.lexicons()
    }
}

impl Houses {
    /// Before the first document.
    pub(super) fn new(asked: Asked, named: Option<&Path>, rules: &[PathBuf]) -> Result<Houses, CliError> {
        let here = absolute(".").map_err(|error| CliError::file(Path::new("."), &error))?;
        let named = named.map(|path| here.join(path));
        let mut files = Vec::new();
        for path in rules {
            let folder = files_in(&here, path);
            files.extend(folder.map_err(|reason| CliError::NoRuleFolder { path: path.clone(), reason })?);
        }
        let mut houses = Houses {
            asked,
            named,
            rules: Vec::new(),
            here,
            nearest: BTreeMap::new(),
            loaded: BTreeMap::new(),
            baselines: BTreeMap::new(),
            has_failed: false,
            #[cfg(feature = "lsp")]
            trouble: None,
            watch: Watch::default(),
        };
        houses.rules = files.into_iter().filter_map(|file| houses.usable(file)).collect();
        Ok(houses)
    }

    /// The rules and words of this folder. A configuration that cannot be used has been told.
    pub(super) fn here(&mut self) -> Result<Option<Arc<House>>, CliError> {
        let path = self.named.clone().or_else(|| self.nearest(&self.here.clone()));
        Ok(self.loading(&path)?.map(|loading| Arc::clone(&loading.house)))
    }

    /// What a document is audited with; nothing if its configuration cannot be used, which has been told.
    pub(super) fn setup(&mut self, document: &Path) -> Result<Option<Arc<Setup>>, CliError> {
        let document = self.here.join(document);
        let path = match &self.named {
            Some(named) => Some(named.clone()),
            None => self.nearest(document.parent().unwrap_or(Path::new("/"))),
        };
        let asked = self.asked.clone();
        let Some(loading) = self.loading(&path)? else { return Ok(None) };
        let settings = Settings::of(&document, &loading.chain, &asked);
        if let Some(setup) = loading.setups.iter().find(|setup| setup.settings == settings) {
            return Ok(Some(Arc::clone(setup)));
        }
        let rules = settings.narrow(&loading.house.rules);
        if rules.is_empty() {
            return Err(CliError::NoRules);
        }
        let house = Arc::clone(&loading.house);
        let baseline = match &settings.baseline.value {
            Some(path) => Some((self.baseline(&path.clone())?, path.clone())),
            None => None,
        };
        let setup = Arc::new(Setup { house, settings, rules, baseline });
        if let Some(loading) = self.loading(&path)? {
            loading.setups.push(Arc::clone(&setup));
        }
        Ok(Some(setup))
    }

    /// Whether a file has changed that this was read from.
    #[cfg(feature = "lsp")]
    pub(super) fn has_changed(&self) -> bool {
        self.watch.has_changed()
    }

    /// A configuration, loaded once.
    fn loading(&mut self, path: &Option<PathBuf>) -> Result<Option<&mut Loading>, CliError> {
        if !self.loaded.contains_key(path) {
            let loading = self.load(path.as_deref())?;
            self.loaded.insert(path.clone(), loading);
        }
        Ok(self.loaded.get_mut(path).and_then(Option::as_mut))
    }

    /// Leaves the files of known findings out of what was found in folders: they are no documents.
    pub(super) fn leave_out_baselines(&mut self, found: &mut Found) -> Result<(), CliError> {
        let mut files: BTreeSet<PathBuf> = BTreeSet::new();
        for input in &found.inputs {
            if let Some(setup) = self.setup(input.place())? {
                files.extend(setup.settings.baseline.value.clone());
            }
        }
        files.iter().for_each(|file| found.leave_out(file));
        Ok(())
    }

    /// The nearest configuration upwards from a folder.
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(found) = self.nearest.get(folder) {
            return found.clone();
        }
        let found = upwards(folder);
        self.nearest.insert(folder.to_owned(), found.clone());
        found
    }

    /// Loads a configuration. What is wrong with it is told here.
    fn load(&mut self, path: Option<&Path>) -> Result<Option<Loading>, CliError> {
        let loaded = self.chain(path).and_then(|chain| Ok((self.house(&chain)?, chain)));
        let (house, chain) = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return Ok(self.cannot_use(&error)),
        };
        for code in self.asked.select.iter().chain(&self.asked.ignore) {
            house.rules.known(code).map_err(CliError::UnknownCode)?;
        }
        if let Some(language) = &self.asked.language {
            house.lexicons().has(language).map_err(CliError::UnknownLanguage)?;
        }
        if let Err(error) = Settings::check_codes(&chain, &house.rules) {
            return Ok(self.cannot_use(&error));
        }
        Ok(Some(Loading { chain, house: Arc::new(house), setups: Vec::new() }))
    }

    /// Tells why a configuration cannot be used.
    fn cannot_use(&mut self, error: &ConfigError) -> Option<Loading> {
        complain(error);
        self.has_failed = true;
        #[cfg(feature = "lsp")]
        {
            self.trouble = Some(error.to_string());
        }
        None
    }

    fn chain(&mut self, path: Option<&Path>) -> Result<Chain, ConfigError> {
        let Some(path) = path else { return Ok(Chain::default()) };
        let (here, watch) = (&self.here, &mut self.watch);
        let read = |path: &Path| {
            watch.note(path);
            Ok(Loaded { name: name(here, path), text: read_text(path)? })
        };
        Chain::load(path, read).map_err(|error| {
            // The file that is named could not be read at all.
            let is_whole = error.path == path.display().to_string();
            if is_whole { ConfigError { path: name(here, path), ..error } } else { error }
        })
    }

    /// The rules and lexicons of a configuration and those that are named.
    fn house(&mut self, chain: &Chain) -> Result<House, ConfigError> {
        let mut lexicons = Vec::new();
        let mut rules = Vec::new();
        for config in &chain.configs {
            let mut read = |what, (path, at): (PathBuf, usize)| {
                self.watch.note(&path);
                toml_files(&path).unwrap_or_default().iter().for_each(|file| self.watch.note(file));
                let files = files_in(&self.here, &path);
                let path = name(&self.here, &path);
                files.map_err(|reason| config.error(at, format!("cannot read the {what} in {path}: {reason}")))
            };
            for folder in config.lexicons() {
                lexicons.extend(read("lexicons", folder)?);
            }
            for folder in config.rules() {
                rules.extend(read("rules", folder)?);
            }
        }
        let lexicons: Vec<HouseFile> = lexicons.into_iter().filter_map(|file| self.usable(file)).collect();
        let mut house = House::new(chain, &lexicons)?;
        let rules: Vec<HouseFile> = rules.into_iter().filter_map(|file| self.usable(file)).collect();
        for file in rules.iter().chain(&self.rules) {
            // A file that cannot be used is told, and the others still count.
            if let Err(error) = house.add_rule(file) {
                complain(&error);
                self.has_failed = true;
            }
        }
        Ok(house)
    }

    /// A file that could be read. What could not has been told.
    fn usable(&mut self, file: Result<HouseFile, ConfigError>) -> Option<HouseFile> {
        file.map_err(|error| {
            complain(&error);
            self.has_failed = true;
        })
        .ok()
    }

    fn baseline(&mut self, path: &Path) -> Result<Arc<Baseline>, CliError> {
        if let Some(baseline) = self.baselines.get(path) {
            return Ok(Arc::clone(baseline));
        }
        self.watch.note(path);
        let baseline = Arc::new(read_baseline(&name(&self.here, path), path)?);
        self.baselines.insert(path.to_owned(), Arc::clone(&baseline));
        Ok(baseline)
    }
}

/// The nearest configuration upwards from a document.
#[cfg(feature = "lsp")]
pub(super) fn nearest(document: &Path) -> Option<PathBuf> {
    upwards(document.parent()?)
}

fn upwards(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let path = folder.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(ROOT).exists() {
            break;
        }
    }
    None
}

/// Reads a baseline.
pub(super) fn read_baseline(name: &str, path: &Path) -> Result<Baseline, CliError> {
    let text = read_text(path).map_err(|reason| CliError::NoBaseline { name: name.to_owned(), reason })?;
    Baseline::parse(name, &text).map_err(CliError::Baseline)
}

/// What people call a file: its path from here, if it is below.
pub(super) fn name(here: &Path, path: &Path) -> String {
    shown(path.strip_prefix(here).unwrap_or(path))
}

/// The files of a folder, or a single file, with their texts.
pub(super) fn files_in(here: &Path, path: &Path) -> Result<Vec<Result<HouseFile, ConfigError>>, String> {
    let read = |file: PathBuf| {
        let name = name(here, &here.join(file.strip_prefix(".").unwrap_or(&file)));
        match read_text(&file) {
            Ok(text) => Ok(HouseFile { name, text }),
            Err(message) => Err(ConfigError { path: name, line: 1, column: 1, message }),
        }
    };
    Ok(toml_files(path)?.into_iter().map(read).collect())
}

/// The TOML files of a folder in the order of their names, or a single file.
fn toml_files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| reason(&error))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    if files.is_empty() { Err("there is no .toml file in it".to_owned()) } else { Ok(files) }
}

/// A file that must be UTF-8.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())
}
