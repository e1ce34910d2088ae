//! Which items of a table add up to which: found by arithmetic in all lines at once, and by name.
//!
//! Items are read one by one onto a stack. One that is the sum of the last few takes their
//! place, as subtotals do. What adds up in one line is the structure of them all, so that a line
//! in which it does not can be told from a table that is built in another way.

use crate::extract::table::reader::{Pass, Reader, Step};
use crate::extract::table::sheet::Entry;
use crate::extract::table::view::View;

/// A total and its parts, as the table is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure {
    /// The item that is the total.
    pub(super) total: usize,
    /// What is added, in the order of the items: 1 or −1.
    pub(super) parts: Vec<(usize, i64)>,
    /// How unlikely it is to hold by chance, as a power of two.
    pub(super) bits: i32,
    /// Whether the total is called one.
    pub(super) is_named: bool,
    /// How many ways there were to find such a sum by chance, as a power of two.
    pub(super) tried: i32,
}

/// What a line says of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It has no total, or too few parts to say anything.
    Silent,
    /// It adds up, and so many powers of two say that it is no accident.
    Holds(i32),
    /// It does not add up.
    Fails,
}

/// A total that adds up in no line, and what may be its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unproven {
    pub(super) total: usize,
    /// The sets of items that it may be the sum of, the likeliest first.
    pub(super) parts: Vec<Vec<(usize, i64)>>,
    /// What says that it is one.
    pub(super) called: Called,
    /// What a later sum says of it.
    pub(super) later: Later,
}

/// What says that an item is a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// It is called one.
    Total,
    /// It closes an account that begins above it.
    Closing,
    /// It is called what is as a rule the result of what stands before it.
    Result,
    /// Nothing but its place at the end of a section.
    Last,
    /// Nothing at all.
    Nothing,
}

/// What a later sum that holds says of a total that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Later {
    /// There is none.
    #[default]
    Unknown,
    /// It takes part in one, so that it is right itself.
    TakesPart,
    /// Its parts take part in one in its place, so that it is wrong itself.
    IsReplaced,
}

/// How a table is built.
#[derive(Debug, Default)]
pub(super) struct Footing {
    pub(super) structures: Vec<Structure>,
    pub(super) unproven: Vec<Unproven>,
    /// Items that nothing says are totals, in a table with one line: a slip may be why they are none.
    pub(super) guesses: Vec<Unproven>,
}

/// Finds how a table is built: first what is called a total, then, among what is left, what is
/// one by arithmetic alone ("Gross profit").
pub(super) fn footing(view: &View<'_>) -> Footing {
    let mut sequence = Vec::with_capacity(view.items.len());
    for item in 0..view.items.len() {
        if view.is_heading(item) {
            sequence.push(Step::Begin);
            continue;
        }
        if view.may_begin(item) {
            sequence.push(Step::Begin);
        }
        sequence.push(Step::Item(item));
    }
    let budget = BUDGET * view.items.len() * view.lines.len() + 100_000;
    let (named, budget) = Reader::new(view, Pass::Named, Footing::default(), budget).read_all(&sequence);
    Reader::new(view, Pass::Unnamed, named, budget).read_all(&sequence).0
}

/// So many additions are made for each figure of a table, on average.
const BUDGET: usize = 400;

impl Structure {
    /// What a line says of it.
    pub(super) fn outcome(&self, view: &View<'_>, line: usize) -> Outcome {
        outcome(view, line, self.total, &self.parts)
    }
}

/// What a line says of a total and its parts.
pub(super) fn outcome(view: &View<'_>, line: usize, total: usize, parts: &[(usize, i64)]) -> Outcome {
    let Entry::Amount(stated) = view.at(line, total) else { return Outcome::Silent };
    let (mut sum, mut reach, mut greatest, mut count) = (0i128, i128::from(stated.step), 0i128, 0);
    let mut coarsest = stated.step;
    let mut are_all_told = true;
    for (item, sign) in parts {
        match view.at(line, *item) {
            Entry::Unreadable => return Outcome::Silent,
            Entry::Amount(part) if part.percent == stated.percent => {
                sum += i128::from(part.value) * i128::from(*sign);
                reach += i128::from(part.step);
                coarsest = coarsest.max(part.step);
                greatest = greatest.max(i128::from(part.value).abs());
                count += usize::from(part.value != 0);
            }
            Entry::Dash => {}
            Entry::Amount(_) | Entry::Blank => are_all_told = false,
        }
    }
    let stated_value = i128::from(stated.value);
    if count < 2.min(parts.len()) {
        // One part beside dashes is all there is.
        let is_told = count == 1 && are_all_told && stated_value != 0;
        return match (sum == stated_value, is_told) {
            (true, _) => Outcome::Holds(0),
            (false, true) => Outcome::Fails,
            (false, false) => Outcome::Silent,
        };
    }
    let miss = 2 * (stated_value - sum).abs();
    if miss > reach {
        return Outcome::Fails;
    }
    Outcome::Holds(surprise(greatest.max(stated_value.abs()), miss, i128::from(coarsest)))
}

/// How unlikely it is that a figure of this size is met this closely by chance, as a power of two.
pub(super) fn surprise(size: i128, miss: i128, step: i128) -> i32 {
    let odds = size.saturating_mul(2) / (miss + step).max(1);
    odds.checked_ilog2().map_or(0, |bits| i32::try_from(bits).unwrap_or(0))
}
