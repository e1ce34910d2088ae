//! Figures that add up with others across sentences: "all 17 casualties" are the dead and the
//! injured, "the remaining seven" what is left of nine without two.

use crate::extract::claims::recall::{Binder, FARTHEST, is_within};
use crate::facts::{Base, Claim, Covers, Relation, Sum};

/// How many sentences with figures may lie between a whole and what is left of it.
const MOST_BETWEEN: usize = 24;

/// How far apart the dead and the injured are told in one sentence.
const NEAR: usize = 4;

/// The states that count as casualties: the first rows of `state`.
const CASUALTIES: usize = 2;

impl Binder<'_, '_, '_> {
    /// "All 17 casualties": the dead and the injured of the sentence that first tells both.
    pub(super) fn together(&self, at: usize) -> Option<Claim> {
        let it = &self.told[at];
        if !it.is_together || it.is_chosen || !self.is_plain(it.id) {
            return None;
        }
        let before = at.saturating_sub(FARTHEST)..at;
        let is_part = |other: &usize, row: usize| {
            let other = &self.told[*other];
            other.state == Some(row) && !other.is_elsewhen && other.sentence != it.sentence && self.is_plain(other.id)
        };
        let is_beside = |one: usize, other: usize| self.told[one].sentence == self.told[other].sentence;
        let both = before.clone().find(|one| {
            let near = before.start.max(one.saturating_sub(NEAR))..before.end.min(one + NEAR);
            is_part(one, 0) && near.into_iter().any(|other| is_beside(*one, other) && is_part(&other, 1))
        })?;
        let own = before.filter(|other| is_beside(both, *other));
        let parts: Vec<usize> = own.filter(|other| (0..CASUALTIES).any(|row| is_part(other, row))).collect();
        let [one, other] = parts.as_slice() else { return None };
        if self.told[*one].state == self.told[*other].state {
            return None;
        }
        let parts = vec![self.told[*one].id, self.told[*other].id];
        let sum = Sum { total: Some(it.id), parts, less: Vec::new(), covers: Covers::All };
        Some(Claim { relation: Relation::Sum(sum), ..self.claim(it.id, it.id, it) })
    }

    /// "The remaining seven factories" after "two of its nine factories".
    pub(super) fn rest(&self, at: usize, claims: &[Claim]) -> Option<Claim> {
        let it = &self.told[at];
        if !it.is_rest || it.is_chosen || it.thing.is_empty() || !self.is_plain(it.id) {
            return None;
        }
        let before = at.saturating_sub(MOST_BETWEEN)..at;
        let first = self.told[before.start].id;
        // The nearest that counts the same, if it is the whole of one part.
        let mut wholes = before.rev().filter(|other| is_within(it, &self.told[*other]));
        let near = self.told[wholes.next()?].id;
        let mut shares = claims.iter().filter(|claim| !claim.evidence.is_table()).filter_map(|claim| {
            let Relation::Share(share) = claim.relation else { return None };
            let is_this = share.whole == near && share.part >= first && share.base == Base::Whole;
            is_this.then_some(share)
        });
        let share = shares.next().filter(|_| shares.next().is_none())?;
        let is_elsewhere = self.facts.mention(near).span.start < it.sentence;
        let sum = Sum { total: Some(near), parts: vec![share.part, it.id], less: Vec::new(), covers: Covers::All };
        is_elsewhere.then(|| Claim { relation: Relation::Sum(sum), ..self.claim(near, it.id, it) })
    }
}
