//! Values against the range that was expected of them, and the verdict: "estimated at £4,000 to
//! £6,000, the chair fetched £7,200, above the upper estimate".

use crate::extract::claims::order::{Binder, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence};
use crate::lexicon::cues::Found;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the order of a value and the end of a range beyond which it is said to lie.
    pub(super) fn estimates(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.estimates;
        let tokens = &self.sentence.tokens;
        let mut ranges = self.sentence.figures.windows(2).filter_map(|pair| self.expected(pair));
        let Some([least, most]) = ranges.next().filter(|_| ranges.next().is_none()) else { return };
        let verdict = |cues: &crate::lexicon::cues::Cues| cues.all(tokens, 0..tokens.len()).next();
        let (cue, is_above): (Found, bool) = match (verdict(&words.above), verdict(&words.below)) {
            (Some(cue), None) => (cue, true),
            (None, Some(cue)) => (cue, false),
            _ => return,
        };
        let is_value = |figure: &Figure<'f>| {
            figure.id != least.id && figure.id != most.id && figure.mention.unit == most.mention.unit
        };
        // "well above the upper estimate of 6,000": a figure behind the verdict is the range's own end.
        let value = self.figures_before(cue.start).find(is_value);
        let Some(value) = value.filter(|_| self.figures_before(cue.start).filter(is_value).count() == 1) else {
            return;
        };
        let (end, greater) = if is_above { (most, Greater::First) } else { (least, Greater::Second) };
        let order = self.order(&value, &end, greater, self.place(cue));
        claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
    }

    /// Two figures that are the ends of a range that was expected: "estimated at 4,000 to 6,000".
    fn expected(&self, pair: &[Figure<'f>]) -> Option<[Figure<'f>; 2]> {
        let [least, most] = pair else { return None };
        let words = &self.words.estimates;
        let is_joined =
            words.to.ending_at(&self.sentence.tokens, most.at, None).is_some_and(|to| to.start == least.at + 1);
        let is_expected = self.sentence.cue_before(&words.range, &self.words.link, least.at, None).is_some();
        (is_joined && is_expected).then_some([*least, *most])
    }
}
