//! The same thing, the same period, the same scope, and two values.

use crate::check::Finding;
use crate::check::same::{agree, groups, is_open, is_specific};
use crate::diagnostic::Confidence;
use crate::facts::statement::{Doer, Kind, Timing};
use crate::facts::{Facts, Statement};

/// Adds figures that are restated with another value.
pub(super) fn run(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let key = |statement: &Statement| {
        let about = &statement.about;
        let is_usable = is_specific(about)
            && about.kind != Kind::Attribute
            && about.kind != Kind::Part
            && about.doer != Doer::Unclear;
        (is_usable && !statement.is_headline).then(|| (about.thing.clone(), about.verb, about.doer.clone(), about.rate))
    };
    for group in groups(facts, key) {
        // Each against the first and the one before it: a list of values is no restatement.
        let Some((first, later)) = group.split_first() else { continue };
        let mut before = first;
        for statement in later {
            let finding = conflict(facts, first, statement).or_else(|| conflict(facts, before, statement));
            findings.extend(finding);
            before = statement;
        }
    }
}

/// Two statements of one thing that cannot both be true.
fn conflict(facts: &Facts<'_>, one: &Statement, other: &Statement) -> Option<Finding> {
    if one.sentence == other.sentence || is_open(one) && is_open(other) || agree(facts, one, other)? {
        return None;
    }
    let confidence = match one.period.timing(&other.period) {
        Timing::Different => return None,
        Timing::Same => Confidence::High,
        Timing::Unknown | Timing::HalfKnown if one.about.verb.is_none() => return None,
        Timing::Unknown | Timing::HalfKnown => Confidence::Medium,
    };
    // "765 kilograms were seized" may be a part of what was seized in all.
    let is_as_wide = one.scope.is_national == other.scope.is_national && one.scope.is_part == other.scope.is_part;
    if one.scope.names != other.scope.names || confidence < Confidence::High && !is_as_wide {
        return None;
    }
    Some(Finding::labelled([("other", other.place), ("one", one.place)]).at_most(confidence))
}
