//! What somebody has said is sound: in a comment of the document, in a
//! configuration, or in a baseline of known findings.
//!
//! A silence names rules and gives a reason. What it silences is kept with the
//! reason; what silences nothing, names no rule or gives no reason is remarked upon.

mod baseline;
mod comment;
mod scope;

use std::collections::HashSet;

pub use baseline::{Baseline, BaselineError, Known};
pub use comment::{Directive, Kind};

use self::scope::Scopes;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::RuleSet;
use crate::span::Span;

/// A finding that is not told, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// What silences it.
    pub by: By,
    /// Why, if somebody has said so.
    pub reason: Option<String>,
}

/// What silences a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A comment, by its place in the list of the document.
    Comment(usize),
    /// An entry of a configuration, by its place in the list.
    Entry(usize),
    /// A baseline.
    Baseline,
}

/// An entry of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The rule.
    pub code: String,
    /// The words underlined; any if there are none.
    pub text: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Something that people should know about what they silenced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it is said in the source, if it is said there.
    pub source: Option<Span>,
    /// What there is to know.
    pub message: String,
    /// The finding that a baseline knows and that is not there any more, by its fingerprint.
    pub gone: Option<String>,
}

/// Findings, divided into those that are told and those that are not.
#[derive(Debug, Default)]
pub struct Told {
    /// What is told.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not.
    pub silenced: Vec<Silenced>,
    /// What people should know.
    pub remarks: Vec<Remark>,
}

/// Takes out what the comments of a document say is sound.
pub fn by_comments(document: &Document, found: Vec<Diagnostic>, rules: &RuleSet) -> Told {
    if document.comments.is_empty() {
        return Told { diagnostics: found, ..Told::default() };
    }
    let mut told = Told::default();
    let scopes = Scopes::of(document, rules, &mut told.remarks);
    let mut used = HashSet::new();
    for diagnostic in found {
        match scopes.of_finding(document, &diagnostic) {
            Some((by, reason)) => {
                used.insert((by, diagnostic.code.clone()));
                let reason = reason.map(str::to_owned);
                told.silenced.push(Silenced { diagnostic, by: By::Comment(by), reason });
            }
            None => told.diagnostics.push(diagnostic),
        }
    }
    for (by, code) in scopes.silences() {
        // Of a rule that does not run nobody knows whether it would find something.
        if rules.get(code).is_some() && !used.contains(&(by, code.to_owned())) {
            let message = format!("there is no {code} to ignore here; take the comment out");
            told.remarks.push(Remark { source: Some(document.comments[by].source), message, gone: None });
        }
    }
    told.remarks.sort_by_key(|remark| remark.source);
    told
}

/// Takes out what entries of a configuration say is sound.
pub fn by_entries(document: &Document, found: Vec<Diagnostic>, entries: &[&Entry]) -> Told {
    let mut told = Told::default();
    for diagnostic in found {
        let words = document.slice(diagnostic.primary());
        let names = |entry: &&Entry| {
            entry.code == diagnostic.code && entry.text.as_ref().is_none_or(|text| same_words(text, words))
        };
        match entries.iter().position(names) {
            Some(i) => {
                told.silenced.push(Silenced { diagnostic, by: By::Entry(i), reason: entries[i].reason.clone() });
            }
            None => told.diagnostics.push(diagnostic),
        }
    }
    told
}

/// Whether two texts are the same but for the blanks between their words.
fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests;
