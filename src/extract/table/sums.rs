//! The sums that a table states, and how sure it is that it does.
//!
//! A sum that holds is always stated. One that fails is stated only where the structure is
//! beyond doubt: because it holds in another column of the same kind, or because the total
//! is called one and has no other line to be compared with.

use std::collections::HashSet;

use crate::extract::table::alone::alone;
use crate::extract::table::footing::{Footing, Outcome, Structure, footing};
use crate::extract::table::view::{Along, View};
use crate::facts::{Confidence, Covers, MentionId, Sum};

/// A sum of a line.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) line: usize,
    pub(super) sum: Sum,
    pub(super) confidence: Confidence,
}

/// Pairs of lines of which one is known to be added to the other, or both to a third.
pub(super) type Kin = HashSet<(usize, usize)>;

/// The sums along a view, and which of its items are of one kind. `kin` are its lines of which
/// that is known.
pub(super) fn sums(view: &View<'_>, kin: &Kin) -> (Vec<Stated>, Kin) {
    let footing = footing(view);
    let judge = Judge::new(view, &footing, kin);
    let mut stated = Vec::new();
    for (index, structure) in footing.structures.iter().enumerate() {
        // A column of differences is a change of the others.
        if view.along() == Along::Rows && view.items[structure.total].change {
            continue;
        }
        for line in 0..view.lines.len() {
            let confidence = match judge.outcomes[index][line] {
                Outcome::Silent => None,
                Outcome::Holds(_) => Some(Confidence::High),
                Outcome::Fails => judge.failing(index, structure, line),
            };
            stated.extend(
                confidence.and_then(|confidence| state(view, line, (structure.total, &structure.parts), confidence)),
            );
        }
    }
    if view.along() == Along::Columns {
        let lines: Vec<usize> = (0..view.lines.len()).filter(|line| judge.is_of_amounts(*line)).collect();
        stated.extend(footing.unproven.iter().filter_map(|unproven| alone(view, &lines, unproven, 1)));
        // Each item more may be a digit off a sum by chance.
        let guesses = footing.guesses.iter();
        let tried = footing.guesses.len();
        stated.extend(guesses.filter_map(|guess| alone(view, &lines, guess, tried)));
    }
    let pairs = footing.structures.iter().filter(|structure| structure.parts.len() <= MOST_KIN);
    let pairs = pairs.flat_map(|structure| {
        let all: Vec<usize> = structure.parts.iter().map(|(item, _)| *item).chain([structure.total]).collect();
        let first = all.clone();
        first.into_iter().flat_map(move |one| all.clone().into_iter().map(move |other| (one, other)))
    });
    (stated, pairs.collect())
}

/// Items of longer sums are not remembered as of one kind.
const MOST_KIN: usize = 16;

/// The sum that a total and its parts are in a line.
pub(super) fn state(
    view: &View<'_>,
    line: usize,
    (total, parts): (usize, &[(usize, i64)]),
    confidence: Confidence,
) -> Option<Stated> {
    let id = |item: usize| view.at(line, item).amount().map(|amount| amount.mention);
    let total = view.at(line, total).amount()?;
    let with_sign = |wanted: i64| -> Vec<MentionId> {
        let chosen = parts.iter().filter(|(item, sign)| {
            *sign == wanted && view.at(line, *item).amount().is_some_and(|part| part.percent == total.percent)
        });
        chosen.filter_map(|(item, _)| id(*item)).collect()
    };
    let sum = Sum { total: Some(total.mention), parts: with_sign(1), less: with_sign(-1), covers: Covers::All };
    Some(Stated { line, sum, confidence })
}

/// Decides whether what fails is a contradiction.
struct Judge<'v, 's> {
    view: &'v View<'s>,
    kin: &'v Kin,
    /// What each line says of each structure.
    outcomes: Vec<Vec<Outcome>>,
    /// How much each line is known to add up, as a power of two.
    adds_up: Vec<i32>,
}

/// A line that adds up by so many powers of two somewhere is one of amounts.
const ADDS_UP: i32 = 8;

impl<'v, 's> Judge<'v, 's> {
    fn new(view: &'v View<'s>, footing: &Footing, kin: &'v Kin) -> Judge<'v, 's> {
        let lines = 0..view.lines.len();
        let outcomes: Vec<Vec<Outcome>> = footing
            .structures
            .iter()
            .map(|structure| lines.clone().map(|line| structure.outcome(view, line)).collect())
            .collect();
        let held = |outcome: Outcome| match outcome {
            Outcome::Holds(bits) => bits,
            Outcome::Silent | Outcome::Fails => 0,
        };
        let adds_up = lines.map(|line| outcomes.iter().map(|all| held(all[line])).max().unwrap_or(0)).collect();
        Judge { view, kin, outcomes, adds_up }
    }

    /// How sure it is that a line states a sum in which it fails.
    fn failing(&self, index: usize, structure: &Structure, line: usize) -> Option<Confidence> {
        let outcomes = &self.outcomes[index];
        if !self.is_of_amounts(line) {
            return None;
        }
        let holding: Vec<usize> = (0..outcomes.len())
            .filter(|other| matches!(outcomes[*other], Outcome::Holds(bits) if bits >= LEAST_SUPPORT))
            .take(MOST_COMPARED)
            .collect();
        let failing =
            (0..outcomes.len()).filter(|other| outcomes[*other] == Outcome::Fails && self.is_of_amounts(*other));
        let failing = failing.take(holding.len() + 1).count();
        if holding.is_empty() || failing > holding.len() || self.is_unconfirmed(structure, &holding, line) {
            return None;
        }
        let is_sibling = holding.iter().any(|other| self.are_alike(*other, line)) && structure.bits >= CLEAR;
        // Beside whole numbers of things their prices have decimals.
        if !is_sibling && !holding.iter().any(|other| self.are_of_one_grain(structure.total, *other, line)) {
            return None;
        }
        let is_average = !is_sibling && self.is_like_average(structure, line);
        // A total of two periods is no average in one of them.
        let is_told = structure.is_named && holding.iter().any(|other| self.are_alike(*other, line));
        if is_average && !is_told {
            return None;
        }
        let is_result = self.view.items[structure.total].result;
        let is_near = (structure.is_named || is_result) && self.is_near(structure, line);
        let is_alike =
            is_near || holding.iter().any(|other| self.are_alike(*other, line)) || self.adds_up[line] >= ADDS_UP;
        let clear = structure.tried
            + match (is_near, structure.is_named || is_result) {
                (true, _) if structure.is_named => CLEAR_IF_NAMED,
                (true, _) => CLEAR_IF_RESULT,
                (false, true) => CLEAR,
                (false, false) => CLEAR_IF_NAMELESS,
            };
        let is_clear = match self.view.along() {
            Along::Columns => failing == 1 && is_alike && structure.bits >= clear,
            Along::Rows => failing * 3 <= holding.len() && holding.len() > 1 && structure.bits >= CLEAR,
        };
        let is_called = structure.is_named || is_result || self.view.items[structure.total].left_of > 0;
        Some(match (is_clear && !is_average, failing) {
            (true, _) => Confidence::High,
            // What nothing but one other line says may be an accident there.
            (false, 1) if is_called || holding.len() > 1 || structure.bits >= structure.tried + LIKELY => {
                Confidence::Medium
            }
            (false, _) => Confidence::Low,
        })
    }

    /// Whether the figures of a line can be added.
    fn is_of_amounts(&self, line: usize) -> bool {
        let name = &self.view.lines[line];
        !(name.change || name.rate) || self.adds_up[line] >= ADDS_UP
    }

    /// Whether two lines are printed to the same place at an item.
    fn are_of_one_grain(&self, item: usize, one: usize, other: usize) -> bool {
        let step = |line: usize| self.view.at(line, item).amount().map(|amount| amount.step);
        step(one) == step(other)
    }

    /// Whether two lines are of one kind: two periods, or two that are added elsewhere.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.view.lines[one], &self.view.lines[other]);
        (a.period && b.period && a.without_edges == b.without_edges) || self.kin.contains(&(one, other))
    }

    /// Whether the stated total lies between its parts, as an average or a price does.
    fn is_like_average(&self, structure: &Structure, line: usize) -> bool {
        let Some(total) = self.view.at(line, structure.total).amount() else { return true };
        let parts = structure.parts.iter().filter_map(|(item, sign)| {
            self.view.at(line, *item).amount().map(|part| part.value.saturating_mul(*sign)).filter(|value| *value != 0)
        });
        let (least, most) =
            parts.fold((i64::MAX, i64::MIN), |(least, most), value| (least.min(value), most.max(value)));
        self.adds_up[line] < ADDS_UP && least <= total.value && total.value <= most && (least > 0 || most < 0)
    }

    /// Whether a sum misses its total by less than half of it.
    fn is_near(&self, structure: &Structure, line: usize) -> bool {
        let Some(total) = self.view.at(line, structure.total).amount() else { return false };
        let value = |item: usize| i128::from(self.view.at(line, item).value());
        let sum: i128 = structure.parts.iter().map(|(item, sign)| value(*item) * i128::from(*sign)).sum();
        2 * (i128::from(total.value) - sum).abs() <= i128::from(total.value).abs()
    }

    /// Whether the sum holds if parts count otherwise that are nothing in every line which shows
    /// how the table is built.
    fn is_unconfirmed(&self, structure: &Structure, holding: &[usize], line: usize) -> bool {
        let Some(total) = self.view.at(line, structure.total).amount() else { return true };
        let is_nothing = |item: usize| holding.iter().all(|other| self.view.at(*other, item).value() == 0);
        let mut miss = i128::from(total.value);
        let mut reach = i128::from(total.step);
        let mut open = Vec::new();
        for (item, sign) in &structure.parts {
            let Some(part) = self.view.at(line, *item).amount() else { continue };
            let value = i128::from(part.value) * i128::from(*sign);
            miss -= value;
            reach += i128::from(part.step);
            if is_nothing(*item) && value != 0 && open.len() < MOST_OPEN {
                open.push(value);
            }
        }
        // Each of them may count, not count, or count with the other sign.
        let ways = 3usize.pow(u32::try_from(open.len()).unwrap_or(0));
        (1..ways).any(|way| {
            let mut way = way;
            let mut left = miss;
            for value in &open {
                left += value * i128::try_from(way % 3).unwrap_or(0);
                way /= 3;
            }
            2 * left.abs() <= reach
        })
    }
}

/// A line shows how a table is built if it holds by so many powers of two.
const LEAST_SUPPORT: i32 = 4;
/// A structure is clear if all lines together say so by so many powers of two.
const CLEAR: i32 = 7;
/// The same, if the total is called one and the sum is not far from it.
const CLEAR_IF_NAMED: i32 = 3;
/// The same, if it is called what is as a rule the result of others.
const CLEAR_IF_RESULT: i32 = 5;
/// The same, if nothing is known of it but that it adds up.
const CLEAR_IF_NAMELESS: i32 = 6;
/// The same, for what is likely no accident.
const LIKELY: i32 = 5;
/// No more lines are compared with one that fails.
const MOST_COMPARED: usize = 64;
/// No more parts are tried in other ways.
const MOST_OPEN: usize = 6;
