//! Percentages that a noun names: "320 batches were tested and 304 passed, a pass rate of 95%".

use rust_decimal::Decimal;

use crate::extract::claims::noun;
use crate::extract::claims::share::{Binder, can_be_part, is_amount};
use crate::facts::{Base, Change, Claim, Confidence, MentionId, Relation, Share};
use crate::lexicon::cues::Kind;

/// How many words may stand between the noun and its percentage: "turnout at the polls was 47%".
const MOST_WORDS: usize = 5;

/// Among more figures than these nobody can say which two are meant.
const MOST_AMOUNTS: usize = 4;

impl Binder<'_, '_, '_> {
    /// The claims of the named percentages that belong to no part yet.
    pub(super) fn rates(&self, used: &[usize]) -> Vec<Claim> {
        let percents = (0..self.sentence.figures.len()).filter(|index| self.is_share(*index) && !used.contains(index));
        percents.filter_map(|percent| self.rate(percent)).collect()
    }

    fn rate(&self, percent: usize) -> Option<Claim> {
        let figure = self.sentence.figures[percent];
        let tokens = &self.sentence.tokens;
        // "occupancy is at 105%" and "7.1‰" are told of something else.
        let unit = figure.mention.unit.map(|unit| self.sentence.facts.lexicons.units.get(unit).name.as_str());
        let is_part = figure.mention.number().is_some_and(|number| number.value <= Decimal::ONE_HUNDRED);
        let is_listed = tokens
            .get(figure.at + 1..figure.at + 3)
            .is_some_and(|next| next[0].kind == Kind::Mark && next[1].kind == Kind::Percent);
        if unit.is_some_and(|unit| unit != "percent") || !is_part || is_listed {
            return None;
        }
        let first = figure.at.saturating_sub(MOST_WORDS);
        let plain = (first..figure.at).rev().take_while(|at| tokens[*at].is_word()).last()?;
        let cue = (plain + 1..=figure.at).rev().find_map(|at| self.words.rate.ending_at(tokens, at, None))?;
        if self.words.other_rate.ending_at(tokens, cue.end, None).is_some() {
            return None;
        }
        let here: Vec<MentionId> = self.amounts().collect();
        let before: Vec<MentionId> = match &self.sentence.before {
            Some(before) if here.len() < 2 => Binder { sentence: before, words: self.words }.amounts().collect(),
            _ => Vec::new(),
        };
        let all: Vec<MentionId> = before.iter().chain(&here).copied().collect();
        // Among several figures of the sentence before, none is surely the whole.
        let most = if before.is_empty() { MOST_AMOUNTS } else { 2 };
        // "Went 22-for-38, a completion rate of 57.9 percent, with two interceptions"
        let tied = self.sentence.figures.windows(2).find(|pair| self.sentence.is_part_of_next(pair[0].mention));
        if tied.is_none() && !(2..=most).contains(&all.len()) {
            return None;
        }
        // "With 2,219 of the district's 3,620 children under five immunised, coverage stands at 61.3%"
        let said = (0..self.sentence.figures.len()).find_map(|part| {
            let whole = self.whole_after(part, self.sentence.figures[part].at + 1).filter(|_| self.is_amount(part))?;
            Some((self.sentence.figures[part].id, self.sentence.figures[whole].id))
        });
        let pairs = match (tied, said) {
            (Some(pair), _) => vec![(pair[0].id, pair[1].id)],
            (None, Some(pair)) => vec![pair],
            (None, None) => self.pairs(&all, before.len()),
        };
        let confidence = if pairs.len() == 1 && before.is_empty() { Confidence::High } else { Confidence::Medium };
        let mut readings = pairs
            .into_iter()
            .map(|(part, whole)| Relation::Share(Share { part, whole, base: Base::Whole, share: Some(figure.id) }));
        let relation = readings.next()?;
        let otherwise: Vec<Relation> = readings.collect();
        let reach =
            here.iter().map(|id| self.sentence.facts.mention(*id).span).fold(figure.mention.span, |a, b| a.hull(b));
        // "Uptake came out at 92%, and 7 of the 9 who declined gave needles as the reason"
        let first = here.first().and_then(|id| self.sentence.figures.iter().find(|own| own.id == *id));
        let sum = &self.sentence.facts.lexicons.file(self.sentence.facts.languages[self.sentence.block]).sum;
        let is_joined = first
            .filter(|first| first.at > figure.at)
            .is_some_and(|first| sum.as_ref().is_some_and(|words| words.last.any(tokens, figure.at + 1..first.at)));
        if is_joined {
            return None;
        }
        // "9 of the 60 failed, a pass rate of 85%": what did not pass is no part of that rate.
        let is_failure = self.words.failure_rate.ending_at(tokens, cue.end, None).is_some();
        let start = tokens.partition_point(|token| token.span.start < reach.start);
        let is_denied =
            self.words.denied.any(tokens, start..cue.start)
                || self.sentence.before.as_ref().is_some_and(|last| {
                    !before.is_empty() && self.words.denied.any(&last.tokens, 0..last.tokens.len())
                });
        // "All but 12 of the 154 met the standard, a pass rate of 92.2%": what the 12 leave of the whole.
        let left =
            self.sentence.figures.iter().find(|figure| self.words.all_but.ending_at(tokens, figure.at, None).is_some());
        if let Some(left) = left {
            let Relation::Share(pair) = &relation else { return None };
            let is_pair = pair.part == left.id && otherwise.is_empty() && !is_failure;
            let change =
                Change { direction: None, from: Some(pair.whole), to: Some(left.id), by: Some(figure.id), times: None };
            let cue = self.sentence.place(cue.start, cue.end);
            return is_pair
                .then(|| Claim { confidence: Confidence::High, ..self.sentence.claim(Relation::Change(change), cue) });
        }
        // 抽检273批次,不合格47批次,合格率为82.8%: the part may be what did not pass.
        if is_denied && !is_failure && before.is_empty() && otherwise.is_empty() {
            let Relation::Share(pair) = &relation else { return None };
            let left = Change {
                direction: None,
                from: Some(pair.whole),
                to: Some(pair.part),
                by: Some(figure.id),
                times: None,
            };
            let cue = self.sentence.place(cue.start, cue.end);
            let claim = self.sentence.claim(relation.clone(), cue);
            return (!self.is_muted_in(reach)).then(|| Claim {
                otherwise: vec![Relation::Change(left)],
                confidence: Confidence::High,
                ..claim
            });
        }
        if is_failure != is_denied {
            return None;
        }
        let cue = self.sentence.place(cue.start, cue.end);
        (!self.is_muted_in(reach)).then(|| Claim { otherwise, confidence, ..self.sentence.claim(relation, cue) })
    }

    /// The figures of the sentence that may be a part or a whole.
    fn amounts(&self) -> impl Iterator<Item = MentionId> + '_ {
        let amounts = self.sentence.figures.iter().filter(|figure| is_amount(self.sentence, figure.mention));
        amounts.filter(|figure| !self.sentence.measures(figure.mention, "time")).map(|figure| figure.id)
    }

    /// Every two figures of one kind, the smaller as a part of the greater. Where some were told
    /// in the sentence before, the whole is one of those.
    fn pairs(&self, all: &[MentionId], before: usize) -> Vec<(MentionId, MentionId)> {
        let mut pairs = Vec::new();
        for (place, one) in all.iter().enumerate() {
            for other in &all[place + 1..] {
                let value = |id: MentionId| self.sentence.facts.mention(id).number().map(|number| number.value);
                let (part, whole) = if value(*one) > value(*other) { (*other, *one) } else { (*one, *other) };
                let (small, great) = (self.sentence.facts.mention(part), self.sentence.facts.mention(whole));
                let is_whole = before == 0 || all[..before].contains(&whole);
                let is_ideograph = |at: usize| self.sentence.tokens.get(at).is_some_and(|token| token.is_ideograph());
                let is_counted = self.sentence.figures.iter().any(|figure| is_ideograph(figure.at + 1));
                // In a script without blanks the counter tells what is counted.
                let is_other = is_counted && noun::same(self.sentence, small, great) == Some(false);
                if is_whole && !is_other && can_be_part(self.sentence, small, great).is_some() {
                    pairs.push((part, whole));
                }
            }
        }
        pairs
    }
}
