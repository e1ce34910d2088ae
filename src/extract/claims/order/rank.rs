//! Places and records: "the third-largest, after Peru with 9 and Chile with 7", "won in 54.8
//! seconds, ahead of Keller (55.1)", "the highest since 1994, when it stood at 5.2%".

use crate::extract::claims::order::{Binder, FARTHEST, Greater, MOST_WORDS};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence};
use crate::lexicon::cues::{Cues, Found, Kind};

/// How many places above and below are looked at.
pub(super) const MOST_NEIGHBOURS: usize = 8;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds the orders that a place in a ranking, a race or a record claims.
    pub(super) fn ranks(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        for at in 0..tokens.len() {
            if let Some((cue, greater)) = self.rank_at(at) {
                self.neighbours(cue, greater, claims);
            }
        }
        for cue in self.words.rank.above.all(tokens, 0..tokens.len()) {
            // "Second only to Peru with 9" says by itself that somebody is second.
            if self.words.rank.only_above.starting_at(tokens, cue.start).is_some() {
                self.neighbours(Found { end: cue.start, ..cue }, Greater::First, claims);
            }
        }
        self.firsts(claims);
        self.races(claims);
        self.records(claims);
        self.broken_records(claims);
        self.rewritten_records(claims);
        self.marks(claims);
    }

    /// Whether an ordinal stands before a superlative: "second-largest".
    pub(super) fn has_ordinal(&self, superlative: usize) -> bool {
        let hyphen = usize::from(superlative > 0 && self.sentence.is_word(superlative - 1, &["-"]));
        self.words.rank.nth.ending_at(&self.sentence.tokens, superlative - hyphen, None).is_some()
    }

    /// "Third-largest", "second place": a place that is not the first, and whether more is better.
    fn rank_at(&self, at: usize) -> Option<(Found, Greater)> {
        let tokens = &self.sentence.tokens;
        let nth = self.words.rank.nth.starting_at(tokens, at)?;
        let after = nth.end + usize::from(self.sentence.is_word(nth.end, &["-"]));
        let find = |cues: &Cues, greater| {
            let found = cues.starting_at(tokens, after)?;
            Some((Found { start: at, end: found.end, ..nth }, greater))
        };
        let mut degrees =
            self.words.degree.iter().filter_map(|degree| {
                find(&degree.most, Greater::First).or_else(|| find(&degree.least, Greater::Second))
            });
        degrees.next().or_else(|| find(&self.words.rank.place, Greater::First))
    }

    /// "With 157 millimetres of rain, June was the wettest month, ahead of February (144)": a superlative
    /// whose figure opens the sentence, and those behind it.
    fn firsts(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let Some(own) = self.figures_after(0).next() else { return };
        let opens =
            self.words.opens.ending_at(tokens, own.at, None).is_some_and(|with| with.start == self.sentence.opening());
        if !opens {
            return;
        }
        for degree in &self.words.degree {
            for (cues, greater) in [(&degree.most, Greater::First), (&degree.least, Greater::Second)] {
                let cue = cues.all(tokens, own.at..tokens.len()).next().filter(|cue| !self.has_ordinal(cue.start));
                let Some(cue) = cue else { continue };
                let below = self.words.rank.below.all(tokens, cue.end..tokens.len()).next();
                if below.is_some() && self.fits(degree, &own) && cue.start - own.at <= 2 * FARTHEST {
                    self.neighbours(cue, greater, claims);
                }
            }
        }
    }

    /// The figure of a place, those of the places above it and those below.
    fn neighbours(&self, rank: Found, greater: Greater, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        // "The third-biggest customer with 7,732 tonnes; only China, with 9,290, bought more"
        let goes_on = |at: usize| {
            self.sentence.is_word(at, &[";"]) && self.words.rank.above.starting_at(tokens, at + 1).is_some()
        };
        let stop = |at: &usize| self.words.close.starting_at(tokens, *at).is_some() && !goes_on(*at);
        let first = (0..rank.start).rev().find(stop).map_or(0, |at| at + 1);
        let end = (rank.end..tokens.len()).find(stop).unwrap_or(tokens.len());
        let side = |at: usize| {
            let is = |cues: &Cues| cues.starting_at(tokens, at).is_some();
            if is(&self.words.rank.above) {
                Some(Greater::Second)
            } else {
                is(&self.words.rank.below).then_some(Greater::First)
            }
        };
        let Some(turn) = (rank.end..end).find(|at| side(*at).is_some()) else { return };
        let others: Vec<Figure<'f>> =
            self.figures_after(turn).filter(|other| other.at < end).take(MOST_NEIGHBOURS).collect();
        let can_be_own = |own: &Figure<'f>, other: &Figure<'f>| {
            self.sentence.are_of_one_kind(own.mention, other.mention) && !self.count_others(own, other)
        };
        let Some(nearest) = others.first() else { return };
        let between = self.figures_after(rank.end).filter(|own| own.at < turn);
        let before = self.figures_before(rank.start).filter(|own| own.at >= first);
        let Some(own) = between.chain(before).find(|own| can_be_own(own, nearest)) else { return };
        for other in others {
            let Some(at) = (turn..other.at).rev().find(|at| side(*at).is_some()) else { continue };
            let is_own_side = side(at) == Some(Greater::First);
            if !self.is_named(at, &other) || self.sentence.measures(own.mention, "time") {
                return;
            }
            let is_greater = if is_own_side == (greater == Greater::First) { Greater::First } else { Greater::Second };
            claims.extend(self.order(&own, &other, is_greater, self.place(rank)));
        }
    }

    /// Whether a figure behind a cue belongs to a name: "after Peru with 9 and Chile with 7".
    pub(super) fn is_named(&self, cue: usize, figure: &Figure<'f>) -> bool {
        let start = self.figures_before(figure.at).next().map_or(cue, |before| before.at.max(cue));
        let is_near = figure.at - start <= FARTHEST;
        let lead = self.sentence.skip_links(&self.words.link, figure.at);
        is_near
            && (self.is_told(start + 1..figure.at)
                || self.words.rank.of.ending_at(&self.sentence.tokens, lead, None).is_some())
    }

    /// "Landed at 8.02 metres and so improved the record, which had been 7.95 metres": of times the
    /// shorter one is the better.
    fn broken_records(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for cue in self.words.rank.breaks.all(tokens, 0..tokens.len()) {
            // "In 51.04 seconds, the 19-year-old broke the record"
            let describes = |own: &Figure<'f>| !sentence.is_attributive(own.mention);
            let own = self.figures_before(cue.start).find(describes).filter(|own| cue.start - own.at <= FARTHEST);
            let Some(own) = own else { continue };
            // 打破了尘封11年的18.45米的纪录: the record has the unit of what broke it.
            let decimals = |figure: &Figure<'f>| figure.mention.number().map(|number| number.decimals);
            let is_elided = |old: &Figure<'f>| old.mention.unit.is_none() && decimals(old) == decimals(&own);
            let is_alike = |old: &Figure<'f>| old.mention.unit == own.mention.unit || is_elided(old);
            let old = self.figures_after(cue.end).find(is_alike).filter(|old| old.at - cue.end <= 2 * FARTHEST);
            let Some(old) = old else { continue };
            let clause = cue.start..(old.at + FARTHEST).min(tokens.len());
            let is_record = self.words.rank.record.any(tokens, clause.clone());
            let is_low = self.words.degree.iter().any(|degree| degree.least.any(tokens, clause.clone()));
            let is_time = sentence.measures(own.mention, "time");
            if is_record && !is_low && !self.closes(own.at, old.at) {
                let greater = if is_time { Greater::Second } else { Greater::First };
                let order = self.order(&own, &old, greater, self.place(cue));
                claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
            }
        }
    }

    /// 跑出53.54秒,把54.20秒的赛会纪录改写了: the verb stands behind the record.
    fn rewritten_records(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for cue in self.words.rank.breaks.all(tokens, 0..tokens.len()) {
            let mut before = self.figures_before(cue.start).filter(|figure| cue.start - figure.at <= 4 * FARTHEST);
            let (Some(old), Some(own)) = (before.next(), before.next()) else { continue };
            let is_record = self.words.rank.record.any(tokens, old.at..cue.start)
                && self.words.rank.taking.any(tokens, own.at..old.at)
                && own.mention.unit == old.mention.unit;
            if is_record {
                let is_time = sentence.measures(own.mention, "time");
                let greater = if is_time { Greater::Second } else { Greater::First };
                let order = self.order(&own, &old, greater, self.place(cue));
                claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
            }
        }
    }

    /// "Hit 5.0% in October, the highest since 1994, when it stood at 5.2%": what the record was.
    fn records(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for when in self.words.rank.when.all(tokens, 0..tokens.len()) {
            let Some(then) = self.figures_after(when.end).next().filter(|then| then.at - when.end <= MOST_WORDS) else {
                continue;
            };
            let before = when.start.saturating_sub(FARTHEST)..when.start;
            let Some(since) = self.words.rank.since.all(tokens, before.clone()).last() else { continue };
            let find = |cues: &Cues| cues.all(tokens, before.start..since.start).last();
            let mut degrees =
                self.words.degree.iter().filter_map(|degree| match (find(&degree.most), find(&degree.least)) {
                    (Some(cue), None) => Some((cue, Greater::Second)),
                    (None, Some(cue)) => Some((cue, Greater::First)),
                    _ => None,
                });
            let Some((cue, greater)) = degrees.next().filter(|(cue, _)| !self.has_ordinal(cue.start)) else { continue };
            let is_plain = |at: usize| tokens[at].kind == Kind::Word;
            let own = self.figures_before(cue.start).next().filter(|own| cue.start - own.at <= FARTHEST);
            if let Some(own) = own.filter(|_| (when.end..then.at).all(is_plain) && !self.has_ordinal(cue.start)) {
                let order = self.order(&own, &then, greater, self.place(cue));
                claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
            }
        }
    }
}
