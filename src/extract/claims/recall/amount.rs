//! Amounts and percentages that are told again: "half of the £2.6 million", and those of the
//! headline. No noun tells which amount is meant, so that the digits have to.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::claims::recall::near::{has_slipped, is_near};
use crate::extract::claims::recall::{Binder, FARTHEST};
use crate::facts::Claim;

/// How many paragraphs below a headline may hold its amount.
const LEAD: usize = 2;

impl Binder<'_, '_, '_> {
    /// What an amount that points back tells again.
    pub(super) fn amount(&self, at: usize) -> Option<Claim> {
        let it = &self.told[at];
        if !it.is_alone || it.is_elsewhen {
            return None;
        }
        let is_count = self.dimension_of(it.id).is_empty();
        let same = self.of_dimension(at, at.saturating_sub(FARTHEST)..at);
        if let Some(same) = same.iter().find(|other| self.agree(at, **other)) {
            return Some(self.claim(self.told[*same].id, it.id, it));
        }
        let slips = |other: &&usize| {
            let other = &self.told[**other];
            let has_slipped = self.number(it.id).zip(self.number(other.id)).is_some_and(|(a, b)| has_slipped(a, b));
            let is_long = !is_count || self.number(it.id).is_some_and(|number| number.value >= Decimal::ONE_HUNDRED);
            has_slipped && is_long && !other.is_other && !other.is_elsewhen && self.is_plain(other.id)
        };
        // An amount is pointed back to from near by.
        let one = *same.iter().rev().find(slips)?;
        (!self.origins.of_amount(at, one)).then(|| self.claim(self.told[one].id, it.id, it))
    }

    /// What amount below a headline tells that of the headline again: the only one of its kind
    /// in the first paragraphs.
    pub(super) fn headline_amount(&self, at: usize, below: usize) -> Option<Claim> {
        let it = &self.told[at];
        let number = self.number(it.id)?;
        let is_bare = self.dimension_of(it.id).is_empty();
        if is_bare && (!number.in_words || !it.thing.is_empty()) {
            return None;
        }
        let first = self.told.get(below)?.block;
        let end = below + self.told[below..].partition_point(|other| other.block < first + LEAD);
        let lead = self.of_dimension(at, below..end);
        let [one] = lead.as_slice() else { return None };
        let other = &self.told[*one];
        let body = self.number(other.id)?;
        let is_percent = self.dimension_of(it.id) == "fraction";
        let is_slip = has_slipped(number, body) || !is_percent && is_near(Some(number), Some(body), false);
        let is_usable = !other.is_other && !other.is_elsewhen && self.is_plain(other.id);
        (is_slip && is_usable && !self.origins.of_amount(at, *one)).then(|| self.claim(it.id, other.id, it))
    }

    /// The figures of some places that measure what a figure measures.
    fn of_dimension(&self, at: usize, places: Range<usize>) -> Vec<usize> {
        let it = &self.told[at];
        let wanted = self.dimension_of(it.id);
        // "12 million for a new wing": a unit may be left to another figure.
        let is_bare = wanted.is_empty() && self.number(it.id).is_some_and(|number| number.in_words);
        let fits = |other: &usize| {
            let dimension = self.dimension_of(self.told[*other].id);
            let is_amount = || !matches!(dimension, "" | "fraction" | "time" | "points");
            let is_same = dimension == wanted && (it.is_again || !is_bare) || is_bare && is_amount();
            is_same && self.told[*other].sentence != it.sentence
        };
        places.filter(fits).collect()
    }
}
