//! Reads the items of a table one by one, and finds which of them are the sum of those before.
//!
//! What no total has taken up lies on a stack. A table is read twice: for what is called a total,
//! and then, with that known, for what is one by arithmetic alone.

mod meant;

use std::collections::{HashMap, HashSet};

use crate::extract::table::footing::{Called, Footing, Later, Structure, Unproven};
use crate::extract::table::reader::meant::shown;
use crate::extract::table::trial::{Before, Signs, Trial, trials};
use crate::extract::table::view::View;

/// The power of two from which on an item that is called a total, or the end of an account, is one.
const ENOUGH_FOR_NAMED: i32 = 3;
/// The same for what is as a rule the result of what stands above it: "Gross profit".
const ENOUGH_FOR_RESULT: i32 = 5;
/// The same for any other item that is the sum, as printed, of all since something began.
const ENOUGH_FOR_SECTION: i32 = 7;
/// The same for any other.
const ENOUGH: i32 = 9;
/// In a longer table more is needed.
const SHORT_TABLE: usize = 32;
/// A sum has no more parts.
const MOST_PARTS: usize = 2_000;
/// An item that is not called a total is compared with no more items before it.
const MOST_UNNAMED: usize = 24;
/// In a longer table with one line, something is a digit off some sum by chance.
const MOST_GUESSES: usize = 48;
/// No more totals that do not add up are remembered.
const MOST_UNPROVEN: usize = 64;

/// What is read of a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Something begins: a heading, or a gap.
    Begin,
    /// An item with figures.
    Item(usize),
}

/// Which items are taken for totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Those that are called so.
    Named,
    /// All others too.
    Unnamed,
}

/// What has been read of a table.
pub(super) struct Reader<'v, 's> {
    view: &'v View<'s>,
    pass: Pass,
    /// Items that no total has taken up.
    stack: Vec<usize>,
    /// Heights of the stack at which something begins: under a heading, after a gap or a total.
    starts: Vec<usize>,
    /// Heights of the stack above an item that a known total is going to take up.
    fences: Vec<usize>,
    /// The parts of the totals that are known already, with those totals.
    claimed: HashMap<usize, usize>,
    /// The first parts of the totals that are known already.
    known: HashMap<usize, usize>,
    /// The totals that do not add up, by their places in `footing.unproven`.
    places: HashMap<usize, usize>,
    doubtful: HashSet<usize>,
    footing: Footing,
    budget: usize,
}

impl<'v, 's> Reader<'v, 's> {
    /// Begins to read a table of which something is known.
    pub(super) fn new(view: &'v View<'s>, pass: Pass, known: Footing, budget: usize) -> Reader<'v, 's> {
        let Footing { structures, unproven, guesses } = known;
        let unproven: Vec<Unproven> = unproven.into_iter().filter(|it| it.later != Later::Unknown).collect();
        let claims = structures.iter().flat_map(|it| it.parts.iter().map(|(part, _)| (*part, it.total)));
        Reader {
            view,
            pass,
            stack: Vec::new(),
            starts: vec![0],
            fences: Vec::new(),
            claimed: claims.collect(),
            known: structures.iter().filter_map(|it| Some((it.total, it.parts.first()?.0))).collect(),
            places: unproven.iter().enumerate().map(|(place, it)| (it.total, place)).collect(),
            doubtful: unproven.iter().map(|it| it.total).collect(),
            footing: Footing { structures, unproven, guesses },
            budget,
        }
    }

    /// Reads all items; gives how the table is built, and what is left of the budget.
    pub(super) fn read_all(mut self, sequence: &[Step]) -> (Footing, usize) {
        let mut inside_until = 0;
        for step in sequence {
            match step {
                Step::Begin => self.starts.push(self.stack.len()),
                Step::Item(item) if *item < inside_until => {}
                Step::Item(item) if self.claimed.get(item).is_some_and(|total| total < item) => {}
                Step::Item(item) if self.view.items[*item].inside && !self.stack.is_empty() => {}
                Step::Item(item) => match self.known.get(item).copied() {
                    Some(first) => self.place(*item, first),
                    None => inside_until = self.read(*item).unwrap_or(inside_until),
                },
            }
        }
        (self.footing, self.budget)
    }

    fn push(&mut self, item: usize) {
        self.stack.push(item);
        if self.claimed.contains_key(&item) {
            self.fences.push(self.stack.len());
        }
    }

    /// Puts a total in the place of its parts, the lowest of which lies at this height.
    fn collapse(&mut self, item: usize, height: usize) {
        self.stack.truncate(height);
        self.fences.truncate(self.fences.partition_point(|fence| *fence <= height));
        self.starts.truncate(self.starts.partition_point(|start| *start < height));
        self.starts.push(height);
        self.push(item);
        self.starts.push(height + 1);
    }

    /// Puts a total that is known already in the place of its parts.
    fn place(&mut self, item: usize, first: usize) {
        let from = self.stack.len().saturating_sub(MOST_PARTS);
        let height = self.stack[from..].iter().rposition(|other| *other == first).map(|at| from + at);
        self.collapse(item, height.unwrap_or(self.stack.len()));
    }

    /// Reads an item; gives the end of the items after it that it is the sum of.
    fn read(&mut self, item: usize) -> Option<usize> {
        let name = &self.view.items[item];
        let opening = self.opening(item);
        let is_named = name.total || opening.is_some();
        // The payments of a year are no sum of those of the years before it.
        if !is_named && (self.pass == Pass::Named || name.bare_year) {
            self.push(item);
            return None;
        }
        if self.doubtful.contains(&item) {
            self.push(item);
            self.starts.push(self.stack.len());
            return None;
        }
        if let Some(best) = self.best(item, is_named) {
            self.take_up(item, &best, is_named);
            return None;
        }
        if self.read_anew(item, is_named) {
            return None;
        }
        let heads = self.starts.last() == Some(&self.stack.len());
        if name.total
            && heads
            && let Some(end) = self.total_above(item)
        {
            return Some(end);
        }
        let is_left = self.what_it_is_left_of(item).is_some();
        let called = match (name.total, opening, name.result || is_left) {
            (true, ..) => Some(Called::Total),
            (false, Some(_), _) => Some(Called::Closing),
            (false, None, true) => Some(Called::Result),
            (false, None, false) => self.is_last(item).then_some(Called::Last),
        };
        if let Some(called) = called.filter(|_| !name.rate && (name.text.len() > 1 || name.result)) {
            self.doubt(item, opening, called);
        } else if self.view.lines.len() == 1 && !name.rate && self.footing.guesses.len() < MOST_GUESSES {
            let parts = self.natural_parts(None, false);
            if !parts.is_empty() {
                let guess = Unproven { total: item, parts, called: Called::Nothing, later: Later::Unknown };
                self.footing.guesses.push(guess);
            }
        }
        if name.total {
            self.starts.push(self.stack.len());
        }
        self.push(item);
        if name.total || self.doubtful.contains(&item) {
            self.starts.push(self.stack.len());
        }
        None
    }

    /// The best of the ways in which an item is the sum of those before it.
    fn best(&mut self, item: usize, is_named: bool) -> Option<Trial> {
        let (most, is_result) = (if is_named { MOST_PARTS } else { MOST_UNNAMED }, self.view.items[item].result);
        // What no known total counts may be a part of the way to one, with the same parts.
        let is_claimed = self.claimed.contains_key(&item);
        let height = self.fences.last().copied().filter(|_| is_claimed).unwrap_or(0);
        let items = &self.stack[height..];
        let before = Before { items, height, starts: &self.starts, doubtful: &self.doubtful };
        // Among many rows of data something adds up to something by chance.
        let long = i32::try_from((self.view.items.len() / SHORT_TABLE).max(1).ilog2()).unwrap_or(0);
        // One line alone, in which the total nearly holds as it is printed, says little for other signs.
        let is_nearly_plain = (is_named || is_result) && self.view.lines.len() == 1 && self.is_nearly(item);
        let left_of = self.what_it_is_left_of(item).map_or(0, <[usize]>::len);
        let needed = |trial: &Trial| match (is_named, is_result) {
            (false, _) if trial.count == left_of && !trial.signs.are_odd() => ENOUGH_FOR_NAMED,
            (false, true) if trial.begins && trial.signs == Signs::Printed && trial.count > 2 => ENOUGH_FOR_NAMED,
            (true, _) if is_nearly_plain && trial.signs.are_odd() => ENOUGH,
            (true, _) => ENOUGH_FOR_NAMED,
            (false, true) if is_nearly_plain && trial.signs.are_odd() => ENOUGH + long,
            (false, true) => ENOUGH_FOR_RESULT + long,
            (false, false) if trial.begins && trial.signs == Signs::Printed => ENOUGH_FOR_SECTION + long,
            (false, false) => ENOUGH + long,
        };
        let found = trials(self.view, before, item, most, &mut self.budget);
        found.into_iter().filter(|trial| trial.bits >= needed(trial)).max_by_key(|trial| trial.rank(is_named))
    }

    /// Whether an item is the sum of those before it once the sums among them that nothing but
    /// arithmetic says are there are taken for accidents; if so, they are none.
    fn read_anew(&mut self, item: usize, is_named: bool) -> bool {
        let is_nameless = |structure: &&Structure| structure.tried > 0 && !structure.is_named;
        let nameless: HashMap<usize, &Structure> =
            self.footing.structures.iter().filter(is_nameless).map(|it| (it.total, it)).collect();
        let Some(first) = self.stack.iter().position(|item| nameless.contains_key(item)) else { return false };
        let parts = |item: &usize| nameless.get(item).map_or(Vec::new(), |it| it.parts.iter().map(|it| it.0).collect());
        let stack: Vec<usize> = self.stack.iter().flat_map(|item| parts(item).into_iter().chain([*item])).collect();
        let accidents: HashSet<usize> = self.stack.iter().filter(|it| nameless.contains_key(it)).copied().collect();
        let starts = self.starts.iter().copied().filter(|start| *start <= first).collect();
        let (stack, starts) = (std::mem::replace(&mut self.stack, stack), std::mem::replace(&mut self.starts, starts));
        let best = self.best(item, is_named).filter(|trial| !trial.signs.are_odd());
        let takes =
            |trial: &Trial| self.stack[self.stack.len() - trial.count..].iter().any(|it| accidents.contains(it));
        let Some(best) = best.filter(takes) else {
            (self.stack, self.starts) = (stack, starts);
            return false;
        };
        self.fences.retain(|fence| *fence <= first);
        self.footing.structures.retain(|it| !accidents.contains(&it.total));
        self.take_up(item, &best, is_named);
        true
    }

    /// In how many ways an item could be found to be a sum of what stands before it, as a power of
    /// two: any item may be, with any number of parts and other signs, where neither its name nor
    /// a beginning says so.
    fn tried(&self, item: usize, trial: &Trial, is_named: bool) -> i32 {
        let is_left = self.what_it_is_left_of(item).is_some_and(|parts| parts.len() == trial.count);
        let is_plain = (trial.begins || is_left) && !trial.signs.are_odd();
        let ways = match (is_named || is_left || self.view.items[item].result, is_plain) {
            (true, true) => 1,
            (true, false) => self.view.items.len(),
            (false, true) => 2 * self.view.items.len(),
            (false, false) => 8 * self.view.items.len(),
        };
        i32::try_from(ways.max(1).ilog2()).unwrap_or(0)
    }

    /// Whether all since something began comes near to an item of a table with one line.
    fn is_nearly(&self, item: usize) -> bool {
        let value = |item: usize| i128::from(self.view.at(0, item).value());
        let total = value(item);
        let from = self.starts.iter().rev().find(|start| **start + 2 < self.stack.len()).copied().unwrap_or(0);
        let parts = &self.stack[from.max(self.stack.len().saturating_sub(MOST_PARTS))..];
        let sum: i128 = parts.iter().map(|part| value(*part)).sum();
        parts.len() > 2 && 4 * (sum - total).abs() <= total.abs()
    }

    fn take_up(&mut self, item: usize, trial: &Trial, is_named: bool) {
        let tried = self.tried(item, trial, is_named);
        let height = self.stack.len() - trial.count;
        let taken = &self.stack[height..];
        let parts = trial.signs.of(taken, self.view, &self.doubtful);
        for doubted in taken.iter().filter(|it| self.doubtful.contains(it)) {
            let Some(unproven) = self.places.get(doubted).and_then(|at| self.footing.unproven.get_mut(*at)) else {
                continue;
            };
            let takes_part = parts.iter().any(|(part, _)| part == doubted);
            unproven.later = if takes_part { Later::TakesPart } else { Later::IsReplaced };
            if !takes_part {
                // The later sum tells with which signs its parts are added.
                unproven.parts = unproven.parts.iter().map(|natural| shown(natural, &parts)).collect();
                unproven.parts.dedup();
            }
        }
        if parts.iter().any(|(part, _)| self.claimed.get(part).is_some_and(|total| *total > item)) {
            self.push(item);
        } else {
            self.collapse(item, height);
        }
        self.footing.structures.push(Structure { total: item, parts, bits: trial.bits, is_named, tried });
    }

    /// Whether nothing stands between an item and the next heading, or the end.
    fn is_last(&self, item: usize) -> bool {
        item + 1 == self.view.items.len() || self.view.is_heading(item + 1) || self.view.may_begin(item + 1)
    }

    /// A total above its parts: all items after it, up to a heading, a gap or the next total.
    fn total_above(&mut self, item: usize) -> Option<usize> {
        let ends = |at: &usize| self.view.is_heading(*at) || self.view.may_begin(*at) || self.view.items[*at].total;
        let last = self.view.items.len();
        let end = (item + 1..last).take(MOST_UNNAMED).find(ends).unwrap_or(last);
        let below: Vec<usize> = (item + 1..end).collect();
        if below.len() < 2 || below.len() > MOST_UNNAMED {
            return None;
        }
        let before = Before { items: &below, height: 0, starts: &[0], doubtful: &self.doubtful };
        let found = trials(self.view, before, item, below.len(), &mut self.budget);
        let all = found.into_iter().find(|trial| trial.count == below.len() && trial.signs == Signs::Printed)?;
        if all.bits < ENOUGH {
            return None;
        }
        let parts = below.iter().map(|part| (*part, 1)).collect();
        self.push(item);
        self.footing.structures.push(Structure { total: item, parts, bits: all.bits, is_named: true, tried: 0 });
        Some(end)
    }
}
