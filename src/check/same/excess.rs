//! A part that is larger than its whole: a province and the country, a period and a longer one.

use crate::check::Finding;
use crate::check::same::{both, groups, is_specific};
use crate::diagnostic::Confidence;
use crate::facts::statement::{Kind, Timing};
use crate::facts::{Facts, Statement};

/// A finding names no more parts than this.
const MOST_PARTS: usize = 16;

/// Adds totals that a part of them exceeds.
pub(super) fn of_scope(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let key = |statement: &Statement| {
        let about = &statement.about;
        let verb = about.verb.filter(|_| about.kind == Kind::Plain && about.rate.is_none())?;
        Some((about.thing.clone(), verb))
    };
    for group in groups(facts, key) {
        let Some(whole) = group.iter().find(|it| it.scope.is_national && !it.scope.is_part) else { continue };
        let parts: Vec<&&Statement> =
            group.iter().filter(|part| is_part(facts, part, whole)).take(MOST_PARTS).collect();
        let Some(first) = parts.first() else { continue };
        let mut finding =
            Finding::labelled([("whole", whole.place), ("part", first.place)]).at_most(Confidence::Medium);
        finding.labels.extend(parts[1..].iter().map(|part| ("part", part.place)));
        findings.push(finding);
    }
}

fn is_part(facts: &Facts<'_>, part: &Statement, whole: &Statement) -> bool {
    let is_smaller = part.sentence != whole.sentence && (!part.scope.names.is_empty() || part.scope.is_part);
    let is_during = part.period.timing(&whole.period) != Timing::Different || part.period.is_inside(&whole.period);
    let is_whole = part.scope.is_national && !part.scope.is_part;
    is_smaller && is_during && !is_whole && exceeds(facts, part, whole)
}

fn exceeds(facts: &Facts<'_>, part: &Statement, whole: &Statement) -> bool {
    both(facts, part, whole).is_some_and(|(part, whole)| part.surely_exceeds(whole))
}

/// Adds figures of a period that are smaller than those of the shorter period it begins with.
pub(super) fn of_period(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let key = |statement: &Statement| {
        let about = &statement.about;
        let is_usable = is_specific(about) && about.kind == Kind::Plain && about.rate.is_none();
        (is_usable && statement.period.months.is_some()).then(|| (about.clone(), statement.scope.names.clone()))
    };
    for group in groups(facts, key) {
        for pair in group.windows(2) {
            for (longer, shorter) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                if longer.period.outlasts(&shorter.period) && exceeds(facts, shorter, longer) {
                    findings.push(Finding::labelled([("longer", longer.place), ("shorter", shorter.place)]));
                }
            }
        }
    }
}
