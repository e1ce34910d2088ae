//! One quantity that is given twice with values that no rounding reconciles: in two
//! sentences, in the headline and below it, for a part and its whole, for a period
//! and a longer one.
//!
//! Statements are joined by what they are said of, so that the cost grows with the
//! document. Words that are alike may still mean two things, so what is not named
//! in both statements lowers the confidence.

mod excess;
mod headline;
mod recalled;
mod restated;
mod table;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounds::Bounds;
use crate::check::{Check, Finding};
use crate::facts::statement::{About, Kind};
use crate::facts::{Facts, Statement};
use crate::number::{Hedge, Reach};

/// `[check.same]`: which statements are compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SameCheck {
    /// Which statements are compared.
    of: Judged,
}

/// Which statements are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Two of the same thing.
    Restated,
    /// The headline's and those of the text below it.
    Headline,
    /// That of a part, such as a province, and that of the whole.
    Scope,
    /// That of a period and that of a longer one.
    Period,
    /// The text's and that of the cell of a table which it names.
    Table,
}

impl Check for SameCheck {
    const PLACEHOLDERS: &'static [&'static str] =
        &["one", "other", "part", "whole", "head", "body", "longer", "shorter", "row", "column"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        match self.of {
            Judged::Restated => {
                restated::run(facts, findings);
                recalled::run(facts, findings);
            }
            Judged::Headline => {
                headline::run(facts, findings);
                recalled::below_headline(facts, findings);
            }
            Judged::Scope => {
                excess::of_scope(facts, findings);
                recalled::parts(facts, findings);
            }
            Judged::Period => excess::of_period(facts, findings),
            Judged::Table => table::run(facts, findings),
        }
    }
}

/// What two statements must have in common to be compared: the dimension, how the
/// quantity is given, and whatever else the caller wants.
fn groups<'f, K: std::hash::Hash + Eq>(
    facts: &'f Facts<'_>,
    key: impl Fn(&'f Statement) -> Option<K>,
) -> Vec<Vec<&'f Statement>> {
    let mut index: HashMap<(&str, Kind, K), usize> = HashMap::new();
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    for statement in &facts.statements {
        let Some(key) = key(statement) else { continue };
        let at = *index.entry((dimension(facts, statement), statement.about.kind, key)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(statement);
    }
    groups
}

/// What a statement's unit measures; nothing for a count.
fn dimension<'f>(facts: &'f Facts<'_>, statement: &Statement) -> &'f str {
    statement.unit.map_or("", |unit| facts.lexicons.units.get(unit).dimension.as_str())
}

/// What two statements may stand for, in one unit.
fn both(facts: &Facts<'_>, one: &Statement, other: &Statement) -> Option<(Bounds, Bounds)> {
    let in_base = |statement: &Statement| {
        let bounds = statement.number.bounds(Reach::Widest)?;
        // A ton may be short or long, but it is the same one in both.
        let unit = statement.unit.filter(|_| one.unit != other.unit);
        unit.map_or(Some(bounds), |unit| facts.lexicons.units.in_base(bounds, unit))
    };
    Some((in_base(one)?, in_base(other)?))
}

/// Whether some rounding, hedge or cut reconciles two statements; `None` if they cannot be compared.
fn agree(facts: &Facts<'_>, one: &Statement, other: &Statement) -> Option<bool> {
    both(facts, one, other).map(|(one, other)| one.may_equal(other))
}

/// Whether the words for what is counted say enough to know it again.
fn is_specific(about: &About) -> bool {
    about.thing.len() >= 2 || about.verb.is_some() && !about.thing.is_empty()
}

/// Whether a hedge leaves one side open.
fn is_open(statement: &Statement) -> bool {
    statement.number.hedge != Hedge::None
}
