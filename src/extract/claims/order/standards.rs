//! Values against a standard that is told in the next clause: 空置率为18.0%,低于全省平均水平,全省平均为24.5%.

use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::facts::{Claim, Confidence};
use crate::lexicon::cues::{Cues, Kind};

impl Binder<'_, '_, '_> {
    /// Adds the order of a value and the only standard that it is held against.
    pub(super) fn standards(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.standard;
        let tokens = &self.sentence.tokens;
        for (cues, greater) in [(&words.more, Greater::First), (&words.less, Greater::Second)] {
            let mut found = cues.all(tokens, 0..tokens.len());
            let Some(cue) = found.next() else { continue };
            let value = self.figures_before(cue.start).next().filter(|value| cue.start - value.at <= FARTHEST);
            let is_standard = |at: usize| self.sentence.cue_before(&words.is, &self.words.link, at, None).is_some();
            let standard = self.figures_after(cue.end).next().filter(|figure| is_standard(figure.at));
            let Some((value, standard)) = value.zip(standard) else { continue };
            let order = self.order(&value, &standard, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
    }

    /// "Sold more audiobooks than hardbacks: 2,177 of the former against 2,032 of the latter".
    pub(super) fn former_and_latter(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let told = |cues: &Cues| {
            let cue = cues.all(tokens, 0..tokens.len()).next()?;
            self.figures_before(cue.start)
                .next()
                .filter(|figure| self.sentence.after_noun(figure).max(figure.at + 1) >= cue.start)
        };
        let (Some(former), Some(latter)) = (told(&self.words.former), told(&self.words.latter)) else { return };
        let first = former.at.min(latter.at);
        let Some(than) = self.words.than.all(tokens, 0..first).last() else { return };
        let near = than.start.saturating_sub(FARTHEST)..than.start;
        let more = self.words.more_of.all(tokens, near.clone()).last();
        let less = self.words.less_of.all(tokens, near).last();
        let greater = match (more, less) {
            (Some(_), None) => Greater::First,
            (None, Some(_)) => Greater::Second,
            _ => return,
        };
        let order = self.order(&former, &latter, greater, self.place(than));
        claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
    }

    /// 独居比例为11.1%,低于13.4%的全国平均水平; "46.6%; in the south it was lower, at 40.9%".
    pub(super) fn told_standards(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.standard;
        let tokens = &self.sentence.tokens;
        for (than, at, greater) in
            [(&words.above, &words.higher_at, Greater::First), (&words.below, &words.lower_at, Greater::Second)]
        {
            for standard in self.figures_after(0) {
                let Some(value) = self.figures_before(standard.at).next() else { continue };
                let is_near = standard.at - value.at <= 3 * FARTHEST;
                let own = than.ending_at(tokens, standard.at, None).filter(|_| {
                    let behind = standard.at + 1..tokens.len().min(standard.at + 1 + FARTHEST);
                    words.names.all(tokens, behind.clone()).next().is_some_and(|name| {
                        tokens[behind.start..name.start].iter().all(|token| token.kind == Kind::Word)
                    })
                });
                let apart = at.ending_at(tokens, standard.at, None);
                let (cue, greater) = match (own, apart) {
                    (Some(cue), _) => (cue, greater),
                    // "It was lower, at 40.9%": the second figure is the smaller one.
                    (None, Some(cue)) => {
                        (cue, if greater == Greater::First { Greater::Second } else { Greater::First })
                    }
                    (None, None) => continue,
                };
                let order = self.order(&value, &standard, greater, self.place(cue)).filter(|_| is_near);
                claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
            }
        }
    }

    /// "With 139.5 first, the two others with 131.2 and 118.2 came second and third": the marks of both
    /// stand before one word for their places.
    pub(super) fn second_and_third(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.medals;
        let tokens = &self.sentence.tokens;
        let Some(at) = words.pair.all(tokens, 0..tokens.len()).next().map(|cue| cue.start) else { return };
        let mut marks = self.figures_before(at).filter(|figure| at - figure.at <= 2 * FARTHEST);
        let (Some(third), Some(second)) = (marks.next(), marks.next()) else { return };
        // Between the last mark and its place stand only a counter and a verb: 133.1毫米列.
        if at - third.at > FARTHEST / 2 || third.at - second.at > 3 {
            return;
        }
        let first_cue = words.first.all(tokens, 0..second.at).last();
        let first =
            first_cue.and_then(|cue| self.figures_before(cue.start).next().filter(|one| cue.start - one.at <= 3));
        let is_time = self.sentence.measures(third.mention, "time");
        let greater = if is_time { Greater::Second } else { Greater::First };
        let cue = self.sentence.place(at, at + 1);
        let pairs = first.map(|first| (first, second)).into_iter().chain([(second, third)]);
        for (better, worse) in pairs {
            let order = self.order(&better, &worse, greater, cue);
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
    }
}
