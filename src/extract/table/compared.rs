//! Columns that tell of others: the share of each figure in a total, or how it changed.
//!
//! Which columns are meant is found by arithmetic: the relation has to hold in most rows. Only
//! then the row in which it does not is a claim too.

use crate::extract::table::sheet::{Amount, Sheet};
use crate::extract::table::view::View;
use crate::facts::{Base, Change, Confidence, Covers, Relation, Share, Sum};

/// A relation in a row.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    pub(super) row: usize,
    pub(super) relation: Relation,
    pub(super) confidence: Confidence,
}

/// The shares and changes that a table tells. `view` is along its columns.
pub(super) fn compared(view: &View<'_>, sheet: &Sheet) -> Vec<Compared> {
    let mut all = Vec::new();
    let columns = view.lines.len();
    if columns > MOST_COLUMNS {
        return all;
    }
    let rows = view.items.len();
    for column in 0..columns {
        let table = Comparison { view, one: i128::from(sheet.one), column };
        let percents = (0..rows).filter(|row| view.at(column, *row).amount().is_some_and(|it| it.percent)).count();
        let figures = (0..rows).filter(|row| view.at(column, *row).amount().is_some()).count();
        let near: Vec<usize> =
            (0..columns).filter(|other| *other != column && other.abs_diff(column) <= FARTHEST).collect();
        table.running(&near, rows, &mut all);
        let name = &view.lines[column];
        let is_percent = 2 * percents > figures || (name.share && percents == 0 && figures > 0);
        if figures < LEAST_ROWS || !(is_percent || name.change || name.share) {
            continue;
        }
        let changes = near.iter().flat_map(|from| near.iter().map(move |to| Told::Change { from: *from, to: *to }));
        let differences = changes.clone().map(|told| match told {
            Told::Change { from, to } => Told::Difference { from, to },
            other => other,
        });
        let wholes = table.wholes(rows);
        let shares = near.iter().flat_map(|of| wholes.iter().map(move |whole| Told::Share { of: *of, whole: *whole }));
        let ways: Vec<Told> = if is_percent {
            changes.chain(differences.filter(|_| name.change)).chain(shares).collect()
        } else {
            differences.chain(changes).collect()
        };
        let judged = ways.into_iter().map(|told| table.judge(told, rows));
        let best = judged.max_by_key(|(_, holds, fails)| (holds.len(), usize::MAX - fails.len()));
        if let Some((told, holds, fails)) = best {
            table.claim(told, &holds, &fails, &mut all);
        }
    }
    all
}

/// A table with more columns of figures is not searched.
const MOST_COLUMNS: usize = 32;
/// Columns farther apart are not compared.
const FARTHEST: usize = 4;
/// A relation is known by so many rows in which it holds.
const LEAST_ROWS: usize = 3;
/// No more rows are tried as the whole of a column of shares.
const MOST_WHOLES: usize = 4;

/// What a column may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By how many percent one column is more than another.
    Change { from: usize, to: usize },
    /// By how much.
    Difference { from: usize, to: usize },
    /// What part of a row's figure each figure of a column is.
    Share { of: usize, whole: usize },
    /// What another column comes to with each row: a running total.
    Running { of: usize },
}

struct Comparison<'v, 's> {
    view: &'v View<'s>,
    /// What one is in steps of the finest place.
    one: i128,
    column: usize,
}

impl Comparison<'_, '_> {
    /// The rows whose share is all: 100%; the first and last totals if there are none.
    fn wholes(&self, rows: usize) -> Vec<usize> {
        let is_all = |row: &usize| self.at(self.column, *row).is_some_and(|it| i128::from(it.value) == 100 * self.one);
        let wholes: Vec<usize> = (0..rows).filter(is_all).take(MOST_WHOLES).collect();
        if !wholes.is_empty() {
            return wholes;
        }
        let totals = |row: &usize| self.view.items[*row].total;
        (0..rows).rev().filter(totals).take(MOST_WHOLES / 2).chain((0..rows).find(totals)).collect()
    }

    fn at(&self, column: usize, row: usize) -> Option<Amount> {
        self.view.at(column, row).amount()
    }

    /// The rows in which a relation holds, and those in which it fails.
    fn judge(&self, told: Told, rows: usize) -> (Told, Vec<usize>, Vec<usize>) {
        let (mut holds, mut fails) = (Vec::new(), Vec::new());
        for row in 0..rows {
            match self.holds(told, row) {
                Some(true) => holds.push(row),
                Some(false) => fails.push(row),
                None => {}
            }
        }
        (told, holds, fails)
    }

    /// Whether a relation may hold in a row; `None` where it says nothing there.
    fn holds(&self, told: Told, row: usize) -> Option<bool> {
        let stated = self.at(self.column, row)?;
        let value = i128::from(stated.value);
        let step = i128::from(stated.step);
        match told {
            Told::Change { from, to } if from != to => {
                let (from, to) = (self.at(from, row)?, self.at(to, row)?);
                let is_told = from.value > 0 && !from.percent && !to.percent;
                let hundred = 100 * self.one;
                let (start, end) = (i128::from(from.value), i128::from(to.value));
                let miss = value.checked_mul(start)?.checked_sub(hundred.checked_mul(end - start)?)?;
                let grain = i128::from(from.step.max(to.step));
                let moved = hundred.checked_mul(grain)?.checked_mul(start + end.abs())?.checked_div(start.max(1))?;
                let reach = step.checked_mul(start)?.checked_add(moved)?;
                // A change of nothing is one between any two columns that are alike.
                (is_told && (value != 0 || start != end)).then_some(miss.abs() <= reach)
            }
            Told::Difference { from, to } if from != to => {
                let (from, to) = (self.at(from, row)?, self.at(to, row)?);
                let is_kind = from.percent == to.percent && (!stated.percent || from.percent);
                let is_told = is_kind && (value != 0 || from.value != to.value);
                let miss = 2 * (i128::from(to.value) - i128::from(from.value) - value).abs();
                is_told.then_some(miss <= step + i128::from(from.step) + i128::from(to.step))
            }
            Told::Share { of, whole } if row != whole => {
                let (part, all) = (self.at(of, row)?, self.at(of, whole)?);
                let is_told = part.value > 0 && all.value > 0 && !part.percent && value >= 0;
                let hundred = 100 * self.one;
                let miss = value.checked_mul(all.value.into())?.checked_sub(hundred.checked_mul(part.value.into())?)?;
                let moved = hundred.checked_mul(part.step.into())?.checked_mul(2)?;
                let reach = step.checked_mul(all.value.into())?.checked_add(moved)?;
                is_told.then_some(miss.abs() <= reach)
            }
            Told::Running { of } if row > 0 && !self.view.items[row].total => {
                let (before, added) = (self.at(self.column, row - 1)?, self.at(of, row)?);
                let is_told = added.value != 0 && added.percent == stated.percent && before.percent == stated.percent;
                let miss = 2 * (i128::from(before.value) + i128::from(added.value) - value).abs();
                is_told.then_some(miss <= step + i128::from(before.step) + i128::from(added.step))
            }
            Told::Change { .. } | Told::Difference { .. } | Told::Share { .. } | Told::Running { .. } => None,
        }
    }

    /// The rows of a column that is the running total of another. A wrong figure of it fails in
    /// its own row and in the next.
    fn running(&self, near: &[usize], rows: usize, all: &mut Vec<Compared>) {
        for of in near {
            let (told, holds, fails) = self.judge(Told::Running { of: *of }, rows);
            let are_next =
                matches!(fails.as_slice(), [_]) || matches!(fails.as_slice(), [one, next] if one + 1 == *next);
            let mut added: Vec<i64> = holds.iter().filter_map(|row| Some(self.at(*of, *row)?.value)).collect();
            added.sort_unstable();
            added.dedup();
            // The numbers of the rows are the running total of a column of ones.
            if added.len() >= LEAST_ROWS && (fails.is_empty() || are_next) {
                let rows = holds.iter().chain(&fails);
                all.extend(rows.filter_map(|row| {
                    Some(Compared { row: *row, relation: self.relation(told, *row)?, confidence: Confidence::High })
                }));
            }
        }
    }

    fn claim(&self, told: Told, holds: &[usize], fails: &[usize], all: &mut Vec<Compared>) {
        if holds.len() < LEAST_ROWS || holds.len() < 3 * fails.len() {
            return;
        }
        let failing = match fails.len() {
            1 if holds.len() > LEAST_ROWS || matches!(told, Told::Share { .. }) => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        };
        let sure = holds.iter().map(|row| (*row, Confidence::High));
        for (row, confidence) in sure.chain(fails.iter().map(|row| (*row, failing))) {
            let relation = self.relation(told, row);
            all.extend(relation.map(|relation| Compared { row, relation, confidence }));
        }
    }

    fn relation(&self, told: Told, row: usize) -> Option<Relation> {
        let id = |column: usize, row: usize| self.at(column, row).map(|it| it.mention);
        let stated = id(self.column, row)?;
        Some(match told {
            Told::Change { from, to } | Told::Difference { from, to } => Relation::Change(Change {
                direction: None,
                from: Some(id(from, row)?),
                to: Some(id(to, row)?),
                by: Some(stated),
                times: None,
            }),
            Told::Share { of, whole } => Relation::Share(Share {
                part: id(of, row)?,
                whole: id(of, whole)?,
                base: Base::Whole,
                share: Some(stated),
            }),
            Told::Running { of } => Relation::Sum(Sum {
                total: Some(stated),
                parts: vec![id(self.column, row.checked_sub(1)?)?, id(of, row)?],
                less: Vec::new(),
                covers: Covers::All,
            }),
        })
    }
}
