//! Estimates with their intervals: "4.2 (95% CI 3.9 to 5.1)", "mean 61.4 (range 18–79)".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Interval, Reading, Relation};
use crate::lexicon::cues::{Cues, Found, Kind};
use crate::lexicon::frames::IntervalWords;

/// How far an estimate may stand before the words for its interval.
const FARTHEST: usize = 8;

/// How many tokens may stand between those words and the first end: "CI, [".
const MOST_MARKS: usize = 4;

/// How many words may name what is estimated: "the mean age at the first visit was".
const MOST_WORDS: usize = 14;

/// Adds the intervals of a sentence.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &IntervalWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words };
    let all = 0..sentence.tokens.len();
    for cue in words.interval.all(&sentence.tokens, all.clone()) {
        claims.extend(binder.around(cue, |_| true));
    }
    for cue in words.range.all(&sentence.tokens, all.clone()) {
        claims.extend(binder.around(cue, |estimate| binder.is_named(&words.average, estimate)));
    }
    for cue in words.most.all(&sentence.tokens, all.clone()) {
        claims.extend(binder.around(cue, |estimate| binder.is_named(&words.middle, estimate)));
    }
    for figure in &sentence.figures {
        claims.extend(binder.bare(figure));
    }
}

struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s IntervalWords,
}

impl<'f> Binder<'_, 'f, '_> {
    /// The estimate before a cue and the ends after it.
    fn around(&self, cue: Found, is_meant: impl Fn(&Figure<'f>) -> bool) -> Option<Claim> {
        let (low, high) = self.ends(cue.end)?;
        let before = self.sentence.figures.partition_point(|figure| figure.at < cue.start);
        let estimate = self.sentence.figures[..before].iter().rev().find(|figure| !self.is_no_estimate(figure))?;
        let gap = estimate.at + 1..cue.start;
        let is_near = gap.len() <= FARTHEST && !gap.clone().any(|at| self.sentence.is_word(at, &[".", "。", ":", ")"]));
        let is_near = is_near && (gap.len() <= 2 || !gap.clone().any(|at| self.sentence.is_word(at, &[";"])));
        let opens = gap.clone().any(|at| self.sentence.is_word(at, &["(", ",", "[", ";"])) || gap.is_empty();
        (is_near && opens && is_meant(estimate) && self.are_alike(estimate, &low, &high)).then(|| {
            let interval = Interval { estimate: estimate.id, low: low.id, high: high.id };
            self.sentence.claim(Relation::Interval(interval), self.sentence.place(cue.start, cue.end))
        })
    }

    /// "hazard ratio 0.72 (0.61–0.95)".
    fn bare(&self, estimate: &Figure<'f>) -> Option<Claim> {
        let sentence = self.sentence;
        let named = sentence.cue_before(&self.words.estimate, &self.words.link, estimate.at, None);
        let cue = named.filter(|_| sentence.is_word(estimate.at + 1, &["(", "["]))?;
        let (low, high) = self.ends(estimate.at + 1)?;
        let end = high.at + 1;
        let is_alone = low.at == estimate.at + 2 && sentence.is_word(end, &[")", "]", ",", ";"]);
        (is_alone && self.are_alike(estimate, &low, &high)).then(|| {
            let interval = Interval { estimate: estimate.id, low: low.id, high: high.id };
            sentence.claim(Relation::Interval(interval), sentence.place(cue.start, cue.end))
        })
    }

    /// The two ends after a token: "4.5 to 5.1", "4.5–5.1", "[4.5, 5.1]".
    fn ends(&self, start: usize) -> Option<(Figure<'f>, Figure<'f>)> {
        let sentence = self.sentence;
        let first = sentence.figures.partition_point(|figure| figure.at < start);
        let low = *sentence.figures.get(first)?;
        let gap = sentence.tokens.get(start..low.at)?;
        if gap.len() > MOST_MARKS || gap.iter().any(|token| token.kind == Kind::Word && !self.is_link(&token.text)) {
            return None;
        }
        if matches!(low.mention.reading, Reading::Range(..)) {
            return Some((low, low));
        }
        let high = *sentence.figures.get(first + 1)?;
        let to = self.words.to.starting_at(&sentence.tokens, low.at + 1).filter(|to| to.end == high.at);
        let is_pair = to.is_some() && low.mention.number().is_some() && high.mention.number().is_some();
        is_pair.then_some((low, high))
    }

    fn is_link(&self, word: &str) -> bool {
        word.chars().count() <= 4
    }

    /// A level of confidence, a p-value, a number of cases.
    fn is_no_estimate(&self, figure: &Figure<'_>) -> bool {
        let tokens = &self.sentence.tokens;
        let is_label = matches!(tokens[figure.at].kind, Kind::Period | Kind::Label);
        let is_level = self.words.interval.starting_at(tokens, figure.at).is_some()
            || self.words.interval.starting_at(tokens, figure.at + 1).is_some();
        is_label || is_level || self.words.no_estimate.ending_at(tokens, figure.at, None).is_some()
    }

    /// Whether a cue stands before an estimate in its clause, and no other figure between.
    fn is_named(&self, cues: &Cues, estimate: &Figure<'_>) -> bool {
        let tokens = &self.sentence.tokens;
        let from = estimate.at.saturating_sub(MOST_WORDS);
        let before = self.sentence.figures.iter().rfind(|figure| figure.at < estimate.at).map_or(0, |figure| figure.at);
        cues.any(tokens, from.max(before)..estimate.at)
    }

    /// An interval is given in the unit of its estimate, or without one, and as exactly.
    fn are_alike(&self, estimate: &Figure<'_>, low: &Figure<'_>, high: &Figure<'_>) -> bool {
        let units = &self.sentence.facts.lexicons.units;
        let fits = |unit| match (estimate.mention.unit, unit) {
            (Some(one), Some(other)) => {
                units.are_comparable(one, other) || (self.sentence.is_percent(estimate.mention))
            }
            (None, Some(_)) => false,
            (_, None) => true,
        };
        // "28% lower (95% CI 0.50 to 0.83)": the interval is that of the ratio.
        let decimals = |figure: &Figure<'_>| match &figure.mention.reading {
            Reading::Value(number) | Reading::Range(number, _) => number.decimals,
            _ => 0,
        };
        let is_ratio = self.sentence.is_percent(estimate.mention)
            && !self.sentence.is_percent(high.mention)
            && decimals(low) > decimals(estimate);
        estimate.mention.number().is_some() && fits(low.mention.unit) && fits(high.mention.unit) && !is_ratio
    }
}
