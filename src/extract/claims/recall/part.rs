//! A part of what was just told: "police arrested 27 people … in Leeds alone, 14 were arrested".

use rust_decimal::Decimal;

use crate::bounds::{Bounds, times};
use crate::extract::claims::recall::{Binder, FARTHEST, dimension, is_within, value};
use crate::facts::{Claim, Extent, MentionId, Recall, Relation};
use crate::number::{Hedge, Reach};

/// How many paragraphs before a part its whole may be told.
const NEARBY: usize = 1;

/// A part that is so many times its whole is one of something else.
const MOST_TIMES: u32 = 20;

impl Binder<'_, '_, '_> {
    /// What a figure is told to be a part of: the greatest of its kind just before it.
    pub(super) fn part(&self, at: usize) -> Option<Claim> {
        let it = &self.told[at];
        let kind = self.dimension_of(it.id);
        if !it.is_part
            || it.is_other
            || it.is_elsewhen && it.state.is_some()
            || !self.is_from(it.id)
            || matches!(kind, "fraction" | "points")
        {
            return None;
        }
        let fits = |other: &usize| {
            let other = &self.told[*other];
            // A toll is that of the whole text.
            let is_near = other.sentence != it.sentence && (it.state.is_some() || other.block + NEARBY >= it.block);
            let is_alike = is_within(it, other) || is_within(other, it) || it.thing.is_empty() && !kind.is_empty();
            is_near && is_alike && !other.is_elsewhen && !other.is_part && self.dimension_of(other.id) == kind
        };
        let middle = |at: &usize| value(self.facts, self.told[*at].id, Reach::Widest).and_then(Bounds::middle);
        let wholes = (at.saturating_sub(FARTHEST)..at).filter(fits).filter(|other| self.is_plain(self.told[*other].id));
        let whole = wholes.max_by_key(middle)?;
        let most = times(middle(&whole)?, Decimal::from(MOST_TIMES))?;
        let whole = self.told[whole].id;
        let relation = Relation::Recall(Recall { told: whole, again: it.id, extent: Extent::Part });
        (middle(&at)? <= most).then(|| Claim { relation, ..self.claim(whole, it.id, it) })
    }

    /// Whether a figure is a plain one, or the least that it may be.
    fn is_from(&self, id: MentionId) -> bool {
        self.is_plain(id) || self.number(id).is_some_and(|number| number.hedge == Hedge::Above)
    }

    pub(super) fn dimension_of(&self, id: MentionId) -> &str {
        dimension(self.facts, self.facts.mention(id))
    }
}
