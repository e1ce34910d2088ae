//! Comparisons whose words stand around the second figure: 今年450人,比去年的420人多.

use crate::extract::claims::order::{Binder, FARTHEST, Greater, MOST_WORDS};
use crate::facts::Claim;
use crate::lexicon::cues::{Found, Kind};

impl Binder<'_, '_, '_> {
    /// 今年450人,比去年的420人多.
    pub(super) fn comparisons_around(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        for (cues, greater) in [(&self.words.more_after, Greater::First), (&self.words.less_after, Greater::Second)] {
            for cue in cues.all(tokens, 0..tokens.len()) {
                let Some(other) = self.figures_before(cue.start).next().filter(|other| {
                    cue.start - other.at <= 3 || self.ends_clause(cue) && cue.start - other.at <= MOST_WORDS + 3
                }) else {
                    continue;
                };
                let window = other.at.saturating_sub(FARTHEST)..other.at;
                let Some(than) = self.words.than.all(tokens, window).last() else { continue };
                // 比上年增加47.4万吨,增长16.6%: a change and its size, and no comparison.
                if self.words.moves.any(tokens, than.end..cue.end + 1) {
                    continue;
                }
                let Some(after) = self.words.after.ending_at(tokens, than.start, None) else { continue };
                let one = self.figures_before(after.start).next().filter(|one| after.start - one.at <= 3);
                if let Some(one) = one.filter(|_| !self.closes(than.start, cue.start)) {
                    claims.extend(self.order(&one, &other, greater, self.place(cue)));
                }
            }
        }
    }

    fn ends_clause(&self, cue: Found) -> bool {
        self.sentence.tokens.get(cue.end).is_none_or(|token| token.kind == Kind::Mark)
    }
}
