//! The rules that are on: the built-in set, and what a user adds or takes away.

use std::collections::BTreeMap;

use crate::lexicon::{Lexicons, RULE_FILES};
use crate::rule::{Rule, RuleError};

/// Rules by code.
#[derive(Debug, Default)]
pub struct RuleSet {
    rules: BTreeMap<String, Rule>,
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
        self.rules.insert(rule.code.clone(), rule);
        Ok(())
    }

    /// Keeps the rules of which `keep` says so.
    pub fn retain(&mut self, keep: impl Fn(&Rule) -> bool) {
        self.rules.retain(|_, rule| keep(rule));
    }

    /// The rule of a code.
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.rules.get(code)
    }

    /// All rules, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}
