//! A figure of the headline that no figure of the text agrees with.

use rust_decimal::Decimal;

use crate::bounds::{Bounds, minus};
use crate::check::Finding;
use crate::check::same::dimension;
use crate::diagnostic::Confidence;
use crate::facts::statement::Kind;
use crate::facts::{Facts, Mention, Statement};
use crate::number::{Number, Reach};
use crate::unit::UnitId;

/// A headline has no more figures than this.
const MOST_HEADS: usize = 4;

/// Adds figures of the headline that the text contradicts.
pub(super) fn run(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let heads = facts.statements.iter().filter(|statement| statement.is_headline).take(MOST_HEADS);
    for head in heads {
        if let Some(finding) = contradicted(facts, head) {
            findings.push(finding);
        }
    }
}

/// A figure of the headline against every figure of the text in a unit of its dimension.
fn contradicted(facts: &Facts<'_>, head: &Statement) -> Option<Finding> {
    let wanted = headline_bounds(facts, head)?;
    let mut slip = None;
    for mention in facts.mentions.iter().filter(|mention| mention.block != head.block) {
        let Some(number) = mention.number().filter(|_| mention_dimension(facts, mention) == dimension(facts, head))
        else {
            continue;
        };
        let Some(value) = in_base(facts, number, mention.unit) else { continue };
        if value.may_equal(wanted) {
            return None;
        }
        if slip.is_none() && is_other_unit(head, mention, number) {
            slip = Some(mention.span);
        }
    }
    if head.about.kind == Kind::Attribute || head.unit.is_some() && slip.is_some() {
        let found = Finding::labelled([("head", head.place), ("body", slip?)]);
        return Some(found.caused_by("other-unit").at_most(Confidence::Medium));
    }
    let body = facts.statements.iter().find(|body| is_of_the_same(facts, head, body))?;
    let is_exact = head.about.thing == body.about.thing;
    let confidence = if is_exact { Confidence::Medium } else { Confidence::Low };
    Some(Finding::labelled([("head", head.place), ("body", body.place)]).at_most(confidence))
}

/// Whether the text speaks of what the headline speaks of.
fn is_of_the_same(facts: &Facts<'_>, head: &Statement, body: &Statement) -> bool {
    let (one, other) = (&head.about, &body.about);
    // Headlines are in another tense, so that verbs may differ where nothing else does.
    let verbs = one.verb == other.verb || one.thing == other.thing && one.thing.len() >= 2;
    !body.is_headline
        && dimension(facts, head) == dimension(facts, body)
        && one.kind == other.kind
        && (one.is_within(other) || other.is_within(one))
        && verbs
}

/// What a headline's figure may stand for: headlines round as boldly as they print.
fn headline_bounds(facts: &Facts<'_>, head: &Statement) -> Option<Bounds> {
    let widest = in_base(facts, &head.number, head.unit)?;
    if head.number.decimals > 0 {
        return Some(widest);
    }
    let place = head.number.last_place()?;
    let bold = Bounds::around(head.number.value, place)?;
    let bold = head.unit.map_or(Some(bold), |unit| facts.lexicons.units.in_base(bold, unit))?;
    Some(widest.hull(bold))
}

/// Whether the text has the headline's digits, rounded, in another unit: 9,000 square miles for 9,141 square metres.
fn is_other_unit(head: &Statement, mention: &Mention, number: &Number) -> bool {
    let is_other = head.unit.is_some() && mention.unit.is_some() && head.unit != mention.unit;
    let is_near = || {
        let place = head.number.last_place()?;
        let apart = minus(head.number.value, number.value)?.abs();
        Some(apart < place && head.number.value >= Decimal::TEN)
    };
    is_other && is_near().unwrap_or(false)
}

fn mention_dimension<'f>(facts: &'f Facts<'_>, mention: &Mention) -> &'f str {
    mention.unit.map_or("", |unit| facts.lexicons.units.get(unit).dimension.as_str())
}

fn in_base(facts: &Facts<'_>, number: &Number, unit: Option<UnitId>) -> Option<Bounds> {
    let bounds = number.bounds(Reach::Widest)?;
    unit.map_or(Some(bounds), |unit| facts.lexicons.units.in_base(bounds, unit))
}
