//! Which items of a table add up to which: found by arithmetic in all lines at once, and by name.
//!
//! Items are read one by one onto a stack. One that is the sum of the last few takes their
//! place, as subtotals do. What adds up in one line is the structure of them all, so that a line
//! in which it does not can be told from a table that is built in another way.

use crate::extract::table::sheet::Entry;
use crate::extract::table::trial::{Signs, Trial, trials};
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

/// A total that adds up in no line, and what may be its parts, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unproven {
    pub(super) total: usize,
    pub(super) parts: Vec<Vec<(usize, i64)>>,
}

/// How a table is built.
#[derive(Debug, Default)]
pub(super) struct Footing {
    pub(super) structures: Vec<Structure>,
    pub(super) unproven: Vec<Unproven>,
}

/// The power of two from which on an item that is called a total, or the end of an account, is one.
const ENOUGH_FOR_NAMED: i32 = 3;
/// The same for what is as a rule the result of what stands above it: "Gross profit".
const ENOUGH_FOR_RESULT: i32 = 5;
/// The same for any other item.
const ENOUGH: i32 = 9;
/// A sum has no more parts.
const MOST_PARTS: usize = 2_000;
/// An item that is not called a total is compared with no more items before it.
const MOST_UNNAMED: usize = 24;
/// So many additions are made for each figure of a table, on average.
const BUDGET: usize = 400;

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
    let mut reader = Reader::new(view, Pass::Named, budget);
    reader.read_all(&sequence);
    let sequence = reader.left();
    let mut second = Reader::new(view, Pass::Unnamed, reader.budget);
    second.footing.structures = reader.footing.structures;
    second.read_all(&sequence);
    let Footing { structures, mut unproven } = second.footing;
    // What the second reading did not meet again was taken for a part since.
    let is_read = |total: usize| sequence.iter().any(|step| matches!(step, Step::Item(item) if *item == total));
    unproven.extend(reader.footing.unproven.into_iter().take(MOST_UNPROVEN).filter(|it| !is_read(it.total)));
    Footing { structures, unproven }
}

/// No more totals that do not add up are remembered.
const MOST_UNPROVEN: usize = 64;

/// What is read of a table.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Something begins: a heading, or a gap.
    Begin,
    /// An item with figures.
    Item(usize),
}

/// Which items are taken for totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Those that are called so.
    Named,
    /// All others too.
    Unnamed,
}

struct Reader<'v, 's> {
    view: &'v View<'s>,
    pass: Pass,
    /// Items that no total has taken up.
    stack: Vec<usize>,
    /// Heights of the stack at which something begins: under a heading, after a gap or a total.
    starts: Vec<usize>,
    footing: Footing,
    budget: usize,
}

impl<'v, 's> Reader<'v, 's> {
    fn new(view: &'v View<'s>, pass: Pass, budget: usize) -> Reader<'v, 's> {
        Reader { view, pass, stack: Vec::new(), starts: vec![0], footing: Footing::default(), budget }
    }

    fn read_all(&mut self, sequence: &[Step]) {
        let totals: std::collections::HashSet<usize> =
            self.footing.structures.iter().map(|structure| structure.total).collect();
        let mut inside_until = 0;
        for step in sequence {
            match step {
                Step::Begin => self.starts.push(self.stack.len()),
                Step::Item(item) if *item < inside_until => {}
                Step::Item(item) if self.view.items[*item].inside && !self.stack.is_empty() => {}
                Step::Item(item) if totals.contains(item) => self.stack.push(*item),
                Step::Item(item) => inside_until = self.read(*item).unwrap_or(inside_until),
            }
        }
    }

    /// What no total has taken up, as it is to be read again.
    fn left(&self) -> Vec<Step> {
        let mut starts = self.starts.iter().peekable();
        let mut left = Vec::with_capacity(self.stack.len());
        for (height, item) in self.stack.iter().enumerate() {
            while starts.next_if(|start| **start <= height).is_some() {
                left.push(Step::Begin);
            }
            left.push(Step::Item(*item));
        }
        left
    }

    /// Reads an item; gives the end of the items after it that it is the sum of.
    fn read(&mut self, item: usize) -> Option<usize> {
        let name = &self.view.items[item];
        let opening = self.opening(item);
        let is_named = name.total || opening.is_some();
        if !is_named && self.pass == Pass::Named {
            self.stack.push(item);
            return None;
        }
        let most = if is_named { MOST_PARTS } else { MOST_UNNAMED };
        let needed = match (is_named, name.result) {
            (true, _) => ENOUGH_FOR_NAMED,
            (false, true) => ENOUGH_FOR_RESULT,
            (false, false) => ENOUGH,
        };
        let found = trials(self.view, &self.stack, &self.starts, item, most, &mut self.budget);
        if let Some(best) = found.into_iter().max_by_key(|trial| trial.rank(is_named)).filter(|it| it.bits >= needed) {
            self.take_up(item, &best, is_named);
            return None;
        }
        let heads = self.starts.last() == Some(&self.stack.len());
        if name.total
            && heads
            && let Some(end) = self.total_above(item)
        {
            return Some(end);
        }
        if (is_named || self.is_closing(item)) && !name.rate && name.text.len() > 1 {
            let parts = self.natural_parts(opening);
            if !parts.is_empty() {
                self.footing.unproven.push(Unproven { total: item, parts });
            }
        }
        if name.total {
            self.starts.push(self.stack.len());
        }
        self.stack.push(item);
        if name.total {
            self.starts.push(self.stack.len());
        }
        None
    }

    fn take_up(&mut self, item: usize, trial: &Trial, is_named: bool) {
        let height = self.stack.len() - trial.count;
        let parts: Vec<usize> = self.stack.drain(height..).collect();
        let signed = trial.signs.of(&parts, self.view);
        self.starts.truncate(self.starts.partition_point(|start| *start < height));
        self.starts.push(height);
        self.stack.push(item);
        if is_named {
            self.starts.push(height + 1);
        }
        self.footing.structures.push(Structure { total: item, parts: signed, bits: trial.bits, is_named });
    }

    /// Whether a result ends its section, or follows what is taken away from the total before it.
    fn is_closing(&self, item: usize) -> bool {
        let ends = item + 1 < self.view.items.len() && self.view.is_heading(item + 1);
        let deducts = self.stack.last().is_some_and(|last| self.view.items[*last].less);
        self.view.items[item].result && (ends || deducts)
    }

    /// Where on the stack the account begins that an item closes: "Balance at 1 January" for
    /// "Balance at 31 December".
    fn opening(&self, item: usize) -> Option<usize> {
        let name = &self.view.items[item];
        let is_same = |other: &usize| {
            let other = &self.view.items[*other];
            other.without_edges == name.without_edges && other.text != name.text
        };
        let from = self.stack.len().saturating_sub(LONGEST_ACCOUNT);
        let found = self.stack[from..].iter().rposition(is_same).filter(|_| name.without_edges.len() > 2)?;
        (from + found + 2 < self.stack.len()).then_some(from + found)
    }

    /// The sets of items that a total may be meant to be the sum of, by where they begin, with
    /// the signs as printed and as the names of the items say.
    fn natural_parts(&self, opening: Option<usize>) -> Vec<Vec<(usize, i64)>> {
        let mut starts: Vec<usize> = opening.into_iter().chain(self.starts.iter().rev().copied()).collect();
        starts.dedup();
        let sets = starts.into_iter().filter(|start| start + 2 <= self.stack.len()).take(MOST_SETS);
        let sets = sets.filter(|start| self.stack.len() - start <= MOST_PARTS).map(|start| &self.stack[start..]);
        let signed = |items: &[usize]| {
            let named = Signs::Named.of(items, self.view);
            let printed = Signs::Printed.of(items, self.view);
            if named == printed { vec![printed] } else { vec![printed, named] }
        };
        sets.flat_map(signed).collect()
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
        let found = trials(self.view, &below, &[0], item, below.len(), &mut self.budget);
        let all = found.into_iter().find(|trial| trial.count == below.len() && trial.signs == Signs::Printed)?;
        if all.bits < ENOUGH {
            return None;
        }
        let parts = below.iter().map(|part| (*part, 1)).collect();
        self.stack.push(item);
        self.footing.structures.push(Structure { total: item, parts, bits: all.bits, is_named: true });
        Some(end)
    }
}

/// An account has no more items between its beginning and its end.
const LONGEST_ACCOUNT: usize = 24;

/// No more beginnings are tried for a total that does not add up.
const MOST_SETS: usize = 6;

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
    for (item, sign) in parts {
        match view.at(line, *item) {
            Entry::Unreadable => return Outcome::Silent,
            Entry::Amount(part) if part.percent == stated.percent => {
                sum += i128::from(part.value) * i128::from(*sign);
                reach += i128::from(part.step);
                greatest = greatest.max(i128::from(part.value).abs());
                count += usize::from(part.value != 0);
            }
            Entry::Amount(_) | Entry::Dash | Entry::Blank => {}
        }
    }
    let stated_value = i128::from(stated.value);
    if count < 2.min(parts.len()) {
        return if sum == stated_value { Outcome::Holds(0) } else { Outcome::Silent };
    }
    let miss = 2 * (stated_value - sum).abs();
    if miss > reach {
        return Outcome::Fails;
    }
    Outcome::Holds(surprise(greatest.max(stated_value.abs()), miss, i128::from(stated.step)))
}

/// How unlikely it is that a figure of this size is met this closely by chance, as a power of two.
pub(super) fn surprise(size: i128, miss: i128, step: i128) -> i32 {
    let odds = size.saturating_mul(2) / (miss + step).max(1);
    odds.checked_ilog2().map_or(0, |bits| i32::try_from(bits).unwrap_or(0))
}
