//! The rules that are on: the built-in set, and what a user adds or takes away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Level;
use crate::lexicon::{Lexicons, RULE_FILES};
use crate::nearest::nearest;
use crate::rule::{Rule, RuleError};

/// Rules by code. A copy shares the rules.
#[derive(Debug, Default, Clone)]
pub struct RuleSet {
    rules: BTreeMap<String, Arc<Rule>>,
    levels: BTreeMap<String, Level>,
    /// The codes of rules that were taken out.
    off: BTreeSet<String>,
}

impl RuleSet {
    /// The rules that come with the program.
    pub fn built_in(lexicons: &Lexicons) -> RuleSet {
        let mut rules = RuleSet::default();
        for (path, text) in RULE_FILES {
            rules.add(path, text, lexicons).expect("the built-in rules are checked by a test");
        }
        rules
    }

    /// The sources of the built-in rules, by path.
    pub fn built_in_sources() -> &'static [(&'static str, &'static str)] {
        RULE_FILES
    }

    /// Adds the rule of one file.
    pub fn add(&mut self, path: &str, text: &str, lexicons: &Lexicons) -> Result<(), RuleError> {
        let rule = Rule::parse(path, text, lexicons)?;
        if let Some(other) = self.rules.get(&rule.code) {
            let line = text.lines().position(|line| line.trim_start().starts_with("code")).map_or(1, |i| i + 1);
            let message = format!("the code {:?} is already that of {}; choose another", rule.code, other.path);
            return Err(RuleError { path: path.to_owned(), line, column: 1, message });
        }
        self.rules.insert(rule.code.clone(), Arc::new(rule));
        Ok(())
    }

    /// Keeps the rules of which `keep` says so.
    pub fn retain(&mut self, keep: impl Fn(&Rule) -> bool) {
        let off = self.rules.extract_if(.., |_, rule| !keep(rule)).map(|(code, _)| code);
        self.off.extend(off);
    }

    /// The rule of a code.
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.rules.get(code).map(Arc::as_ref)
    }

    /// Fails with what may have been meant if there is no rule of a code, be it on or off.
    pub fn known(&self, code: &str) -> Result<(), String> {
        if self.rules.contains_key(code) || self.off.contains(code) {
            return Ok(());
        }
        let meant = nearest(code, self.rules.keys().map(String::as_str));
        let advice = meant.map_or("`statlint rules` lists them".to_owned(), |meant| format!("did you mean {meant:?}?"));
        Err(format!("there is no rule {code:?}; {advice}"))
    }

    /// Adds the rules of another set that this one lacks.
    pub fn include(&mut self, other: &RuleSet) {
        for (code, rule) in &other.rules {
            self.rules.entry(code.clone()).or_insert_with(|| Arc::clone(rule));
        }
    }

    /// Gives the findings of a rule another level than that of its file.
    pub fn set_level(&mut self, code: &str, level: Level) {
        self.levels.insert(code.to_owned(), level);
    }

    /// The level that the findings of a rule are given, where it is not that of its file.
    pub fn level(&self, code: &str) -> Option<Level> {
        self.levels.get(code).copied()
    }

    /// All rules, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().map(Arc::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// How many there are, with those that were taken out.
    pub fn known_count(&self) -> usize {
        self.rules.len() + self.off.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}
