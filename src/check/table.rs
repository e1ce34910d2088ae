//! How figures of a table are told: their rows and columns by name, and sums shortened.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::bounds::{Bounds, apart, minus, plus, times};
use crate::facts::{Evidence, Facts, Line, MentionId, Relation, Sum};

/// The name of the row of a figure, in quotes, or "a row".
pub(super) fn row(facts: &Facts<'_>, evidence: Evidence, figure: MentionId) -> String {
    let named = || {
        let grid = facts.tables.get(line(evidence)?.table)?;
        let label = grid.rows.get(grid.place(figure)?.row)?.as_ref()?;
        quoted(facts.text(*label))
    };
    named().unwrap_or_else(|| "a row without a name".to_owned())
}

/// The name of the column of a figure, in quotes, or "the column".
pub(super) fn column(facts: &Facts<'_>, evidence: Evidence, figure: MentionId) -> String {
    let named = || {
        let grid = facts.tables.get(line(evidence)?.table)?;
        let headings = grid.columns.get(grid.place(figure)?.column)?;
        let words: Vec<&str> = headings.iter().map(|heading| facts.text(*heading)).collect();
        quoted(&words.join(" "))
    };
    named().map_or_else(|| "the column".to_owned(), |name| format!("the column {name}"))
}

fn line(evidence: Evidence) -> Option<Line> {
    match evidence {
        Evidence::Prose => None,
        Evidence::Column(line) | Evidence::Row(line) => Some(line),
    }
}

/// A name on one line, no longer than people read; `None` if it is blank.
fn quoted(name: &str) -> Option<String> {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_end_matches(':');
    if words.is_empty() {
        return None;
    }
    let short: String = words.chars().take(LONGEST_NAME).collect();
    Some(if short.len() < words.len() { format!("\"{short}…\"") } else { format!("\"{short}\"") })
}

/// More characters of a name are not told.
const LONGEST_NAME: usize = 60;

/// A sum in the table's own figures, of which a long one shows the ends: "99 + 370 + … + 207".
pub(super) fn sum(facts: &Facts<'_>, parts: &[MentionId], less: &[MentionId]) -> String {
    let text = |id: &MentionId| facts.text(facts.mention(*id).span);
    let words: Vec<String> = match parts {
        [first @ .., last] if parts.len() > MOST_PARTS => {
            let shown = first.iter().take(MOST_PARTS - 2).map(|id| text(id).to_owned());
            shown.chain(["…".to_owned(), text(last).to_owned()]).collect()
        }
        _ => parts.iter().map(|id| text(id).to_owned()).collect(),
    };
    let mut told = words.join(" + ");
    for id in less.iter().take(MOST_PARTS) {
        told.push_str(&format!(" − {}", text(id)));
    }
    if less.len() > MOST_PARTS {
        told.push_str(" − …");
    }
    told
}

/// So many parts of a sum are told.
const MOST_PARTS: usize = 8;

/// A figure of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    pub(super) value: Decimal,
    /// What one in its last digit is: every figure of a table may be rounded there.
    pub(super) step: Decimal,
}

/// The figure of a mention.
pub(super) fn printed(facts: &Facts<'_>, id: MentionId) -> Option<Printed> {
    let number = facts.mention(id).number()?;
    Some(Printed { value: number.value, step: number.step })
}

/// What figures add up to, and how far rounding may move that.
pub(super) fn added(facts: &Facts<'_>, parts: &[MentionId], less: &[MentionId]) -> Option<Printed> {
    let none = Printed { value: Decimal::ZERO, step: Decimal::ZERO };
    let all = parts.iter().try_fold(none, |all, id| {
        let part = printed(facts, *id)?;
        Some(Printed { value: plus(all.value, part.value)?, step: plus(all.step, part.step)? })
    })?;
    less.iter().try_fold(all, |all, id| {
        let part = printed(facts, *id)?;
        Some(Printed { value: minus(all.value, part.value)?, step: plus(all.step, part.step)? })
    })
}

impl Printed {
    /// Every value that it may be the rounded form of.
    pub(super) fn bounds(self) -> Option<Bounds> {
        Bounds::around(self.value, times(self.step, Decimal::new(5, 1))?)
    }

    /// The same, and what gives it if digits are cut off.
    pub(super) fn wide_bounds(self) -> Option<Bounds> {
        Bounds::around(self.value, self.step)
    }
}

/// By how much a sum fails, if no rounding of its figures makes it hold: the total less its parts.
pub(super) fn miss(facts: &Facts<'_>, sum: &Sum) -> Option<Decimal> {
    let stated = printed(facts, sum.total?)?;
    let added = added(facts, &sum.parts, &sum.less)?;
    let reach = plus(added.step, stated.step)?;
    let is_contradicted = times(apart(stated.value, added.value)?, Decimal::TWO)? > reach;
    if is_contradicted { minus(stated.value, added.value) } else { None }
}

/// Whether one of the figures that a share or change is worked out from stands in a sum that
/// fails: then that is what is told.
pub(super) fn is_worked_out_from(relation: &Relation, doubtful: &HashSet<MentionId>) -> bool {
    let is_result = |role: &str| matches!(role, "share" | "by");
    relation.roles().into_iter().any(|(role, id)| !is_result(role) && doubtful.contains(&id))
}

/// The figures of sums that fail.
pub(super) fn in_failing_sums(facts: &Facts<'_>) -> HashSet<MentionId> {
    let mut figures = HashSet::new();
    for claim in facts.claims.iter().filter(|claim| claim.evidence.is_table()) {
        if let Relation::Sum(sum) = &claim.relation
            && miss(facts, sum).is_some()
        {
            figures.extend(claim.relation.mentions());
        }
    }
    figures
}
