//! Trials of which items before a total may add up to it, in all lines at once.

use std::collections::HashSet;

use crate::extract::table::footing::surprise;
use crate::extract::table::sheet::Entry;
use crate::extract::table::view::{Along, View};

/// The last `count` items of the stack, with some signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trial {
    /// How many items.
    pub(super) count: usize,
    pub(super) signs: Signs,
    /// How unlikely it is to hold by chance, as a power of two.
    pub(super) bits: i32,
    /// Whether it begins where something begins in the table.
    pub(super) begins: bool,
}

/// What stands before an item that may be its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'r> {
    /// The items that no total has taken up.
    pub(super) items: &'r [usize],
    /// The height on the stack of the first of them.
    pub(super) height: usize,
    /// The heights at which something begins, in order.
    pub(super) starts: &'r [usize],
    /// Those of them that are called totals and do not add up themselves.
    pub(super) doubtful: &'r HashSet<usize>,
}

/// Which items are taken away although they have no sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    /// As printed.
    Printed,
    /// All but the first are taken away: revenue, less its costs.
    FirstLessRest,
    /// Those whose names say so: "less", "forfeited".
    Named,
    /// Two items, or one twice, counted from the end, are taken away.
    Without(usize, usize),
    /// All but the first and one, counted from the end, are taken away: an income among the costs.
    FirstLessRestBut(usize),
    /// One item, counted from the end, does not count.
    Skipping(usize),
    /// As printed, without the totals that do not add up themselves.
    Proven,
    /// All but the first are taken away, without such totals.
    FirstLessProven,
}

impl Trial {
    /// What makes one trial better than another that holds too: among totals the one with the
    /// most parts that begins where something begins, otherwise the shortest.
    pub(super) fn rank(&self, is_named: bool) -> (i32, bool, isize) {
        let count = isize::try_from(self.count).unwrap_or(isize::MAX);
        (self.bits, self.begins, if is_named { count } else { -count })
    }
}

impl Signs {
    /// Whether single items are picked out that nothing else says are taken away or do not count.
    pub(super) fn are_odd(self) -> bool {
        match self {
            Signs::Without(..) | Signs::FirstLessRestBut(_) | Signs::Skipping(_) => true,
            Signs::Printed | Signs::FirstLessRest | Signs::Named | Signs::Proven | Signs::FirstLessProven => false,
        }
    }

    /// The items with their signs.
    pub(super) fn of(self, items: &[usize], view: &View<'_>, doubtful: &HashSet<usize>) -> Vec<(usize, i64)> {
        let from_end = |at: usize| items.len() - 1 - at;
        let less_if = |is_less: bool| if is_less { -1 } else { 1 };
        let sign = |at: usize, item: usize| match self {
            Signs::Printed => 1,
            Signs::FirstLessRest => less_if(at > 0),
            Signs::Named => less_if(view.items[item].less && at > 0),
            Signs::Without(one, other) => less_if(from_end(at) == one || from_end(at) == other),
            Signs::FirstLessRestBut(one) => less_if(at > 0 && from_end(at) != one),
            Signs::Skipping(one) => i64::from(from_end(at) != one),
            Signs::Proven | Signs::FirstLessProven if doubtful.contains(&item) => 0,
            Signs::Proven => 1,
            Signs::FirstLessProven => less_if(at > 0),
        };
        let signed = items.iter().enumerate().map(|(at, item)| (*item, sign(at, *item)));
        signed.filter(|(_, sign)| *sign != 0).collect()
    }
}

/// The lines of a table that are compared; a long table shows how it is built soon.
const MOST_LINES: usize = 400;

/// With other signs than printed, a sum has no more parts.
const MOST_FLIPPED: usize = 12;

/// Sums along one line.
#[derive(Debug, Clone, Copy, Default)]
struct Running {
    total: i128,
    total_step: i128,
    percent: bool,
    applies: bool,
    sum: i128,
    /// What the totals among them add that do not add up themselves.
    doubtful: i128,
    named: i128,
    first: i128,
    reach: i128,
    greatest: i128,
    count: usize,
    /// How many parts are no such totals, and the greatest of them.
    proven: usize,
    greatest_proven: i128,
}

/// Every way in which the last items of the stack add up to an item in some line, each as good
/// as the lines that say so.
pub(super) fn trials(view: &View<'_>, before: Before<'_>, total: usize, most: usize, budget: &mut usize) -> Vec<Trial> {
    let stack = before.items;
    let lines = view.lines.len().min(MOST_LINES);
    let mut running: Vec<Running> = (0..lines).map(|line| Running::new(view.at(line, total))).collect();
    let mut found = Vec::new();
    if !running.iter().any(|line| line.applies) {
        return found;
    }
    let is_short = view.items.len() <= MOST_LINES;
    let mut doubted = false;
    for count in 1..=stack.len().min(most) {
        let cost = lines * if is_short && count <= MOST_FLIPPED { 1 + count * count / 2 } else { 1 };
        if *budget < cost {
            break;
        }
        *budget -= cost;
        let item = stack[stack.len() - count];
        let is_doubtful = before.doubtful.contains(&item);
        for (line, running) in running.iter_mut().enumerate() {
            running.add(view.at(line, item), view.items[item].less, is_doubtful);
        }
        let is_equal = count == 1;
        if is_equal && (!view.items[total].total || view.along() == Along::Rows) {
            continue;
        }
        let begins = before.starts.binary_search(&(before.height + stack.len() - count)).is_ok();
        let mut push = |signs: Signs, price: i32, sum: &SumOf<'_>| {
            let bits = bits(&running, is_equal, signs, sum);
            if bits > 0 {
                let length = count.ilog2() as i32 / 2;
                found.push(Trial { count, signs, bits: bits - price - length, begins });
            }
            bits > 0
        };
        let mut is_plain = push(Signs::Printed, 0, &|_, line| line.sum);
        if is_equal {
            continue;
        }
        is_plain |= push(Signs::FirstLessRest, 1, &|_, line| 2 * line.first - line.sum);
        if view.items[item].less {
            // The first of the items is what the others are taken from.
            is_plain |= push(Signs::Named, 1, &|_, line| line.named + 2 * line.first);
        } else {
            is_plain |= push(Signs::Named, 1, &|_, line| line.named);
        }
        if doubted && !is_doubtful {
            push(Signs::Proven, 1, &|_, line| line.sum - line.doubtful);
            push(Signs::FirstLessProven, 2, &|_, line| 2 * line.first - line.sum + line.doubtful);
        }
        doubted |= is_doubtful;
        if is_short && count <= MOST_FLIPPED {
            flipped(view, stack, count, is_plain, &mut push);
        }
    }
    found
}

/// Tries signs at a price, with what the sum of a line is with them.
type Push<'p> = dyn FnMut(Signs, i32, &SumOf<'_>) -> bool + 'p;

/// The sum of a line.
type SumOf<'s> = dyn Fn(usize, &Running) -> i128 + 's;

/// Trials with one or two other signs, and without one item. Where the items hold as they are
/// in some line, an item that hardly counts there may have any sign: that says little.
fn flipped(view: &View<'_>, stack: &[usize], count: usize, is_plain: bool, push: &mut Push<'_>) {
    let price = 1 + count.ilog2() as i32 + if is_plain { FOR_PLAIN } else { 0 };
    let value = |line: usize, from_end: usize, running: &Running| match view.at(line, stack[stack.len() - 1 - from_end])
    {
        Entry::Amount(amount) if amount.percent == running.percent => i128::from(amount.value),
        _ => 0,
    };
    for one in 0..count {
        push(Signs::Without(one, one), price, &|line, running| running.sum - 2 * value(line, one, running));
        if one + 1 < count && count > 2 {
            push(Signs::Skipping(one), price + 3, &|line, running| running.sum - value(line, one, running));
            let less = |line, running: &Running| 2 * running.first - running.sum + 2 * value(line, one, running);
            push(Signs::FirstLessRestBut(one), price + 1, &less);
        }
        for other in one + 1..count {
            let both =
                |line, running: &Running| running.sum - 2 * value(line, one, running) - 2 * value(line, other, running);
            push(Signs::Without(one, other), 2 * price - 1, &both);
        }
    }
}

/// What it says against other signs that the items add up as they are in some line.
const FOR_PLAIN: i32 = 5;

/// How much the lines in which a sum holds say for it, less what those in which it fails say against it.
fn bits(running: &[Running], is_equal: bool, signs: Signs, sum: &SumOf<'_>) -> i32 {
    let (mut bits, mut fails) = (0, 0);
    let mut last = None;
    for (line, running) in running.iter().enumerate().filter(|(_, running)| running.applies) {
        let (count, greatest) = match signs {
            Signs::Proven | Signs::FirstLessProven => (running.proven, running.greatest_proven),
            _ => (running.count, running.greatest),
        };
        if count < 2 && !(is_equal && count == 1) {
            continue;
        }
        let sum = sum(line, running);
        let miss = 2 * (running.total - sum).abs();
        if miss > running.reach {
            fails += 1;
        } else if last != Some((running.total, greatest)) {
            // The same figures twice say no more than once.
            last = Some((running.total, greatest));
            bits += surprise(greatest.max(running.total.abs()), miss, running.total_step);
        }
    }
    bits - FOR_FAILING * fails
}

/// What a line in which a sum fails says against it, as a power of two.
const FOR_FAILING: i32 = 2;

impl Running {
    fn new(total: Entry) -> Running {
        match total {
            Entry::Amount(amount) => Running {
                total: amount.value.into(),
                total_step: amount.step.into(),
                reach: amount.step.into(),
                percent: amount.percent,
                applies: true,
                ..Running::default()
            },
            Entry::Blank | Entry::Dash | Entry::Unreadable => Running::default(),
        }
    }

    fn add(&mut self, part: Entry, is_less: bool, is_doubtful: bool) {
        self.first = 0;
        match part {
            Entry::Amount(amount) if amount.percent == self.percent => {
                let value = i128::from(amount.value);
                self.first = value;
                self.sum += value;
                self.doubtful += if is_doubtful { value } else { 0 };
                self.named += if is_less { -value } else { value };
                self.reach += i128::from(amount.step);
                // What is coarser than the total leaves it more room to hold by chance.
                self.total_step = self.total_step.max(amount.step.into());
                self.greatest = self.greatest.max(value.abs());
                self.count += usize::from(value != 0);
                if !is_doubtful {
                    self.greatest_proven = self.greatest_proven.max(value.abs());
                    self.proven += usize::from(value != 0);
                }
            }
            Entry::Unreadable => self.applies = false,
            Entry::Amount(_) | Entry::Blank | Entry::Dash => {}
        }
    }
}
