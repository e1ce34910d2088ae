//! Which items a total that does not add up may be meant to be the sum of.

use crate::extract::table::footing::{Called, Later, Unproven};
use crate::extract::table::reader::{MOST_PARTS, MOST_UNPROVEN, Reader};
use crate::extract::table::trial::Signs;

impl Reader<'_, '_> {
    /// Remembers a total that does not add up.
    pub(super) fn doubt(&mut self, item: usize, opening: Option<usize>, called: Called) {
        if self.footing.unproven.len() >= MOST_UNPROVEN {
            return;
        }
        let left_of = self.what_it_is_left_of(item).filter(|_| called == Called::Result);
        let mut parts = left_of.map(|parts| self.signed(parts, true)).unwrap_or_default();
        if parts.is_empty() || self.view.items[item].result || self.is_last(item) {
            parts.extend(self.natural_parts(opening, called == Called::Result));
        }
        if !parts.is_empty() {
            self.places.insert(item, self.footing.unproven.len());
            self.doubtful.insert(item);
            self.footing.unproven.push(Unproven { total: item, parts, called, later: Later::Unknown });
        }
    }

    /// Where on the stack the account begins that an item closes: "Balance at 1 January" for
    /// "Balance at 31 December".
    pub(super) fn opening(&self, item: usize) -> Option<usize> {
        let name = &self.view.items[item];
        let is_same = |other: &usize| {
            let other = &self.view.items[*other];
            other.without_edges == name.without_edges && other.text != name.text
        };
        let from = self.stack.len().saturating_sub(LONGEST_ACCOUNT);
        let is_account = name.has_edges && name.without_edges.len() > 2;
        let found = self.stack[from..].iter().rposition(is_same).filter(|_| is_account)?;
        // One movement alone is all only where it is called a change.
        let after = &self.stack[from + found + 1..];
        let is_all = after.len() > 1 || after.iter().any(|item| self.view.items[*item].change);
        is_all.then_some(from + found)
    }

    /// The sets of items that a total may be meant to be the sum of, by where they begin, with
    /// the signs as printed and as the names of the items say; a result may be what is left of
    /// the first of them.
    pub(super) fn natural_parts(&self, opening: Option<usize>, may_be_rest: bool) -> Vec<Vec<(usize, i64)>> {
        let mut starts: Vec<usize> = opening.into_iter().chain(self.starts.iter().rev().copied()).collect();
        starts.dedup();
        let fence = self.fences.last().copied().unwrap_or(0);
        let sets = starts.into_iter().filter(|start| fence <= *start && start + 2 <= self.stack.len()).take(MOST_SETS);
        let sets = sets.filter(|start| self.stack.len() - start <= MOST_PARTS).map(|start| &self.stack[start..]);
        sets.flat_map(|items| self.signed(items, may_be_rest)).collect()
    }

    /// Items with the signs that they may have.
    fn signed(&self, items: &[usize], may_be_rest: bool) -> Vec<Vec<(usize, i64)>> {
        let ways: &[Signs] = if may_be_rest {
            &[Signs::Printed, Signs::Named, Signs::FirstLessRest]
        } else {
            &[Signs::Printed, Signs::Named]
        };
        let mut signed: Vec<_> = ways.iter().map(|way| way.of(items, self.view, &self.doubtful)).collect();
        signed.dedup();
        signed
    }

    /// The amount and what is set off against it of which an item is what is left.
    pub(super) fn what_it_is_left_of(&self, item: usize) -> Option<&[usize]> {
        let count = self.view.items[item].left_of;
        let from = self.stack.len().checked_sub(count).filter(|_| count > 0)?;
        let (_, set_off) = self.stack[from..].split_first()?;
        set_off.iter().all(|other| self.view.items[*other].contra).then_some(&self.stack[from..])
    }
}

/// The items of a set with the signs that they have in a later sum. Where all of them are taken
/// away there, their own sum is.
pub(super) fn shown(natural: &[(usize, i64)], parts: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let is_natural = |item: &usize| natural.iter().any(|(part, _)| part == item);
    let mut shown: Vec<_> = parts.iter().filter(|(part, _)| is_natural(part)).copied().collect();
    if shown.iter().all(|(_, sign)| *sign < 0) {
        shown.iter_mut().for_each(|(_, sign)| *sign = 1);
    }
    shown
}

/// An account has no more items between its beginning and its end.
const LONGEST_ACCOUNT: usize = 24;

/// No more beginnings are tried for a total that does not add up.
const MOST_SETS: usize = 6;
