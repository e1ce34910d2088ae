//! Three kinds or more that together are all there are, behind a word for parts: 粮食总产量3631万吨。
//! 其中,夏粮…,早稻…,秋粮….

use crate::extract::claims::sentence::Figure;
use crate::extract::claims::sum::{Binder, Found, Tie, all_of, ids, is_amount, is_greater};
use crate::facts::{Confidence, MentionId};
use crate::lexicon::cues::Cues;

impl Binder<'_, '_, '_> {
    pub(super) fn kinds(&self) -> Vec<Found> {
        self.words.kinds.iter().filter_map(|kinds| self.all_kinds(kinds)).collect()
    }

    fn all_kinds(&self, kinds: &[Cues]) -> Option<Found> {
        let mut parts: Vec<Figure<'_>> = kinds.iter().map(|kind| self.only(kind)).collect::<Option<_>>()?;
        parts.sort_by_key(|part| part.at);
        let (first, last) = (*parts.first()?, *parts.last()?);
        let are_apart = parts.windows(2).all(|pair| pair[0].at < pair[1].at);
        let are_alike = parts.iter().all(|part| self.can_be_added(part.mention, first.mention));
        let total = self.divided_here(&first).or_else(|| self.divided_before(&first))?;
        let is_whole = parts.iter().all(|part| is_greater(self.sentence.facts.mention(total), part.mention));
        let readings = vec![all_of(total, ids(&parts))];
        let cue = self.sentence.place(first.at, last.at + 1);
        let fits = are_apart && are_alike && is_whole;
        fits.then_some(Found { readings, cue, confidence: Confidence::Medium, tie: Tie::Rest })
    }

    /// The last amount before the first kind, if a word for parts stands between.
    fn divided_here(&self, first: &Figure<'_>) -> Option<MentionId> {
        let mut before = self.sentence.figures.iter().filter(|figure| figure.at < first.at);
        let total = before.rfind(|figure| self.is_amount(figure))?;
        let is_divided = self.words.of_which.any(&self.sentence.tokens, total.at..first.at);
        (is_divided && self.can_be_added(total.mention, first.mention)).then_some(total.id)
    }

    /// The only amount of the sentence before, if this one opens with a word for parts.
    fn divided_before(&self, first: &Figure<'_>) -> Option<MentionId> {
        self.words.of_which.starting_at(&self.sentence.tokens, self.sentence.opening())?;
        let before = self.sentence.before.as_deref()?;
        let is_free = !self.sentence.figures.iter().any(|figure| figure.at < first.at && self.is_amount(figure));
        let mut amounts = before.figures.iter().filter(|figure| is_amount(before, figure.mention));
        let total = amounts.next().filter(|_| amounts.next().is_none() && is_free)?;
        self.can_be_added(total.mention, first.mention).then_some(total.id)
    }
}
