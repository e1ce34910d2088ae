//! Findings that are known and are not reported again.
//!
//! A baseline is a file of JSON. It knows a finding by its document and by its
//! fingerprint, which hashes words and no positions, so that an edit elsewhere
//! does not bring a finding back.

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{By, Remark, Silenced, Told};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::RuleSet;

/// The only version of the file that there is.
const VERSION: u32 = 1;

/// Known findings.
#[derive(Debug, Default)]
pub struct Baseline {
    known: BTreeMap<String, BTreeMap<String, Known>>,
}

/// The file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineFile {
    /// The version of the format: 1.
    statlint_baseline: u32,
    /// The findings.
    findings: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The document, from the folder of the baseline, with `/` between folders.
    pub path: String,
    /// The rule's code.
    pub code: String,
    /// What the finding is known by: 16 hexadecimal digits.
    pub fingerprint: String,
    /// The words underlined, for people.
    #[serde(default)]
    pub text: String,
    /// What was said of them, for people.
    #[serde(default)]
    pub message: String,
    /// Why it is sound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who has checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A baseline that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the baseline {path}: {reason}; mend it, or remove it and write a new one with `statlint check --write-baseline {path}`"
)]
pub struct BaselineError {
    /// The file.
    pub path: String,
    /// What is wrong, with line and column.
    pub reason: String,
}

impl Known {
    /// A finding of a document that the baseline calls `path`.
    pub fn new(path: &str, document: &Document, diagnostic: &Diagnostic) -> Known {
        Known {
            path: path.to_owned(),
            code: diagnostic.code.clone(),
            fingerprint: diagnostic.fingerprint.clone(),
            text: document.slice(diagnostic.primary()).to_owned(),
            message: diagnostic.message.clone(),
            reason: None,
            by: None,
        }
    }
}

impl Baseline {
    /// Reads a baseline.
    pub fn parse(path: &str, json: &str) -> Result<Baseline, BaselineError> {
        let broken = |reason: String| BaselineError { path: path.to_owned(), reason };
        let file: BaselineFile = serde_json::from_str(json).map_err(|error| broken(error.to_string()))?;
        if file.statlint_baseline != VERSION {
            let version = file.statlint_baseline;
            return Err(broken(format!("its version is {version}, and this statlint reads version {VERSION}")));
        }
        let mut baseline = Baseline::default();
        for known in file.findings {
            baseline.add(known);
        }
        Ok(baseline)
    }

    /// Adds a finding.
    pub fn add(&mut self, known: Known) {
        self.known.entry(known.path.clone()).or_default().insert(known.fingerprint.clone(), known);
    }

    /// Takes over who has checked a finding and why, and what is known of other documents,
    /// from an earlier baseline.
    pub fn keep_from(&mut self, earlier: Baseline, is_checked: impl Fn(&str) -> bool) {
        for known in earlier.known.into_values().flat_map(BTreeMap::into_values) {
            if let Some(now) = self.known.get_mut(&known.path).and_then(|path| path.get_mut(&known.fingerprint)) {
                (now.reason, now.by) = (known.reason, known.by);
            } else if !is_checked(&known.path) {
                self.add(known);
            }
        }
    }

    /// The file.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let findings = self.known.values().flat_map(BTreeMap::values).cloned().collect();
        let file = BaselineFile { statlint_baseline: VERSION, findings };
        Ok(format!("{}\n", serde_json::to_string_pretty(&file)?))
    }

    /// The documents that it knows, and how many findings of each.
    pub fn documents(&self) -> impl Iterator<Item = (&str, usize)> {
        self.known.iter().map(|(path, known)| (path.as_str(), known.len()))
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.known.values().map(BTreeMap::len).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The schema of the file.
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(BaselineFile)
    }

    /// Takes out what is known of a document that the baseline calls `path`.
    pub fn apply(&self, path: &str, found: Vec<Diagnostic>, rules: &RuleSet) -> Told {
        let Some(known) = self.known.get(path) else {
            return Told { diagnostics: found, ..Told::default() };
        };
        let mut told = Told::default();
        let mut met = HashSet::new();
        for diagnostic in found {
            let entry = known.get(&diagnostic.fingerprint).filter(|entry| entry.code == diagnostic.code);
            match entry {
                Some(entry) => {
                    met.insert(entry.fingerprint.clone());
                    let reason = entry.reason.clone();
                    told.silenced.push(Silenced { diagnostic, by: By::Baseline, reason });
                }
                None => told.diagnostics.push(diagnostic),
            }
        }
        // Of a rule that does not run nobody knows whether it would find something.
        let is_gone = |entry: &&Known| rules.get(&entry.code).is_some() && !met.contains(&entry.fingerprint);
        for entry in known.values().filter(is_gone) {
            let Known { code, text, fingerprint, .. } = entry;
            let message = format!("the baseline knows a {code} at {text:?} that is not found any more");
            told.remarks.push(Remark { source: None, message, gone: Some(fingerprint.clone()) });
        }
        told
    }
}
