//! Averages that a table states: a row or column that is called one, and what stands before it.
//!
//! That it is the plain average of those figures, and of all of them, is known only where it holds
//! in several lines; a weighted one does not. Only then the line in which it fails is a claim too.

use crate::extract::table::sheet::{Amount, Entry};
use crate::extract::table::view::View;
use crate::facts::{Confidence, Mean};

/// An average of a line.
#[derive(Debug, Clone)]
pub(super) struct Averaged {
    pub(super) line: usize,
    pub(super) mean: Mean,
    pub(super) confidence: Confidence,
}

/// An average is known by so many lines in which it holds.
const LEAST_LINES: usize = 2;
/// It is sure by so many.
const ENOUGH_LINES: usize = 3;
/// The average of fewer figures is a middle.
const LEAST_PARTS: usize = 3;
/// No more figures are averaged.
const MOST_PARTS: usize = 2_000;
/// The figures are so many times farther apart than what the average is rounded to.
const LEAST_SPREAD: i128 = 8;

/// The averages along a view.
pub(super) fn averages(view: &View<'_>) -> Vec<Averaged> {
    let mut all = Vec::new();
    // What stands since something began.
    let mut parts: Vec<usize> = Vec::new();
    for (item, name) in view.items.iter().enumerate() {
        if view.is_heading(item) || view.may_begin(item) {
            parts.clear();
        }
        if name.mean {
            average(view, item, &parts, &mut all);
            parts.clear();
        } else if !(view.is_heading(item) || name.total || name.change || name.share) && parts.len() <= MOST_PARTS {
            parts.push(item);
        }
    }
    all
}

/// What a line says of an average.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Silent,
    Holds,
    Fails,
}

fn average(view: &View<'_>, item: usize, parts: &[usize], all: &mut Vec<Averaged>) {
    if parts.len() < LEAST_PARTS || parts.len() > MOST_PARTS {
        return;
    }
    let outcomes: Vec<Outcome> = (0..view.lines.len()).map(|line| outcome(view, line, item, parts)).collect();
    let count = |wanted| outcomes.iter().filter(|it| **it == wanted).count();
    let (holds, fails) = (count(Outcome::Holds), count(Outcome::Fails));
    if holds < LEAST_LINES || holds < LEAST_LINES * fails {
        return;
    }
    let failing = match fails {
        1 if holds >= ENOUGH_LINES => Confidence::High,
        1 => Confidence::Medium,
        _ => Confidence::Low,
    };
    for (line, outcome) in outcomes.into_iter().enumerate() {
        let confidence = match outcome {
            Outcome::Silent => continue,
            Outcome::Holds => Confidence::High,
            Outcome::Fails => failing,
        };
        if let Some((mean, amounts)) = figures(view, line, item, parts) {
            let parts = amounts.iter().map(|amount| amount.mention).collect();
            all.push(Averaged { line, mean: Mean { mean: mean.mention, parts }, confidence });
        }
    }
}

/// The average of a line, and the figures that it may be one of; `None` if one of them cannot be read.
fn figures(view: &View<'_>, line: usize, item: usize, parts: &[usize]) -> Option<(Amount, Vec<Amount>)> {
    let mean = view.at(line, item).amount()?;
    let mut amounts = Vec::with_capacity(parts.len());
    for part in parts {
        match view.at(line, *part) {
            Entry::Amount(amount) if amount.percent == mean.percent => amounts.push(amount),
            // Nothing may count as a figure or not.
            Entry::Dash | Entry::Unreadable => return None,
            Entry::Amount(_) | Entry::Blank => {}
        }
    }
    (amounts.len() >= LEAST_PARTS).then_some((mean, amounts))
}

fn outcome(view: &View<'_>, line: usize, item: usize, parts: &[usize]) -> Outcome {
    let Some((mean, amounts)) = figures(view, line, item, parts) else { return Outcome::Silent };
    let count = i128::try_from(amounts.len()).unwrap_or(i128::MAX);
    let sum: i128 = amounts.iter().map(|amount| i128::from(amount.value)).sum();
    let least = amounts.iter().map(|amount| i128::from(amount.value)).min().unwrap_or(0);
    let most = amounts.iter().map(|amount| i128::from(amount.value)).max().unwrap_or(0);
    let (value, step) = (i128::from(mean.value), i128::from(mean.step));
    let reach = count * step + amounts.iter().map(|amount| i128::from(amount.step)).sum::<i128>();
    let miss = 2 * (count * value - sum).abs();
    match (miss <= reach, most - least >= LEAST_SPREAD * step) {
        (true, true) => Outcome::Holds,
        // Digits may have been cut off.
        (false, _) if miss > 2 * reach => Outcome::Fails,
        (true, false) | (false, _) => Outcome::Silent,
    }
}
