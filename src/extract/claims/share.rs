//! Parts and wholes: "8.2 tons, including 2.7 tons of meth", "12 of the 48 (25%)".
//!
//! A share is put together from links between figures that stand near each other: which
//! figure is a part of which, and which percentage is that of which. Where several figures
//! could be the whole, each is a reading, and a share is contradicted only in all of them.

mod asked;
mod link;
mod rate;
mod whole;

use crate::extract::claims::sentence::Sentence;
use crate::extract::claims::share::link::Percent;
use crate::extract::claims::share::whole::Whole;
use crate::facts::{Base, Change, Claim, Confidence, Mention, MentionId, Relation, Share};
use crate::lexicon::cues::{Kind, Token};
use crate::lexicon::frames::ShareWords;
use crate::span::Span;

/// More figures than these in a sentence are a table in prose, and are not tried with each other.
const MOST_WHOLES: usize = 6;

/// Adds the shares that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ShareWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words };
    // The whole at the head of the sentence, to which later parts belong too.
    let mut head: Option<Whole> = None;
    let mut used = Vec::new();
    let changes: Vec<MentionId> = claims.iter().flat_map(changed).collect();
    for part in 0..sentence.figures.len() {
        if !binder.is_amount(part) {
            continue;
        }
        // A percentage that was that of an earlier part is not that of its whole too.
        let is_free = |percent: &Percent| {
            !used.contains(&percent.figure) && !changes.contains(&sentence.figures[percent.figure].id)
        };
        let percent = binder.percent(part).filter(is_free);
        let found = binder.whole(part, percent).or_else(|| binder.later(part, percent?, head.as_ref()?));
        let Some(whole) = found else { continue };
        claims.extend(binder.claim(part, &whole, percent));
        used.extend(percent.map(|percent| percent.figure));
        if whole.leads || whole.leads_bare {
            head.get_or_insert(whole);
        }
    }
    claims.extend(binder.rates(&used));
    claims.extend(binder.asked());
}

/// The figures of a change, whose percentage is none of a whole.
fn changed(claim: &Claim) -> Vec<MentionId> {
    let is_change = matches!(claim.relation, Relation::Change(_));
    let roles = claim.readings().filter(|_| is_change).flat_map(|relation| relation.roles());
    roles.map(|(_, id)| id).collect()
}

/// A sentence and the words by which it tells shares.
struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s ShareWords,
}

impl Binder<'_, '_, '_> {
    /// The claim of a part, its whole in every reading, and its percentage.
    fn claim(&self, part: usize, whole: &Whole, percent: Option<Percent>) -> Option<Claim> {
        let figure = self.sentence.figures[part];
        let share = percent.map(|percent| self.sentence.figures[percent.figure].id);
        let share_of = |whole: MentionId| Relation::Share(Share { part: figure.id, whole, base: Base::Whole, share });
        let mut readings = whole.candidates.iter().take(MOST_WHOLES).map(|id| share_of(*id));
        let relation = readings.next()?;
        let first = self.sentence.facts.mention(*whole.candidates.first()?);
        if self.is_muted(figure.mention, first) {
            return None;
        }
        // "All but 12 of the 154 passed, a pass rate of 92.2%": the percentage is that of the others.
        let is_rest = self.words.all_but.ending_at(&self.sentence.tokens, figure.at, None).is_some();
        if let (true, Some(share)) = (is_rest, share) {
            let left = Change {
                direction: None,
                from: whole.candidates.first().copied(),
                to: Some(figure.id),
                by: Some(share),
                times: None,
            };
            return Some(Claim {
                confidence: Confidence::High,
                ..self.sentence.claim(Relation::Change(left), whole.cue)
            });
        }
        let otherwise = readings.collect();
        Some(Claim { otherwise, confidence: whole.confidence, ..self.sentence.claim(relation, whole.cue) })
    }

    /// Whether a word between the figures, or in the clause behind them, forbids the claim.
    fn is_muted(&self, part: &Mention, whole: &Mention) -> bool {
        self.is_muted_in(part.span.hull(whole.span))
    }

    fn is_muted_in(&self, span: Span) -> bool {
        let tokens = &self.sentence.tokens;
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let after = tokens.partition_point(|token| token.span.start < span.end);
        let end = (after..tokens.len()).find(|at| self.sentence.is_word(*at, &[";"])).unwrap_or(tokens.len());
        self.words.mute.any(tokens, start..end)
    }

    /// Whether a figure of the sentence counts or measures something and is no percentage.
    fn is_amount(&self, index: usize) -> bool {
        self.sentence.figures.get(index).is_some_and(|figure| is_amount(self.sentence, figure.mention))
    }

    /// Whether a figure of the sentence is a percentage, or a fraction in words.
    fn is_share(&self, index: usize) -> bool {
        self.sentence.figures.get(index).is_some_and(|figure| {
            let number = figure.mention.number();
            number.is_some_and(|number| {
                self.sentence.measures(figure.mention, "fraction")
                    || (figure.mention.unit.is_none() && number.is_fraction())
            })
        })
    }

    /// Whether nothing but words stands between two tokens, and no more than so many.
    fn are_words(&self, start: usize, end: usize, most: usize) -> bool {
        let Some(tokens) = self.sentence.tokens.get(start..end) else { return false };
        // "The 1,795 patients in the two-year trial"
        let describes =
            |at: usize| self.sentence.figure_at(at).is_some_and(|figure| self.sentence.is_attributive(figure.mention));
        let is_plain =
            |(at, token): (usize, &Token<'_>)| token.is_word() || token.kind == Kind::Period || describes(start + at);
        tokens.len() <= most && tokens.iter().enumerate().all(is_plain)
    }

    fn place(&self, one: usize, other: usize) -> Span {
        let (one, other) = (self.sentence.figures[one.min(other)], self.sentence.figures[one.max(other)]);
        Span::new(one.mention.span.end, other.mention.span.start.max(one.mention.span.end))
    }
}

fn is_amount(sentence: &Sentence<'_, '_>, mention: &Mention) -> bool {
    let is_fraction = mention.unit.is_none() && mention.number().is_some_and(|number| number.is_fraction());
    mention.number().is_some() && !sentence.is_percent(mention) && !is_fraction && !sentence.is_attributive(mention)
}

/// How sure it is that one figure can be a part of the other; `None` if it cannot.
fn can_be_part(sentence: &Sentence<'_, '_>, part: &Mention, whole: &Mention) -> Option<Confidence> {
    let (one, other) = (part.number()?, whole.number()?);
    let is_sure = match (part.unit, whole.unit) {
        // 8100亩(约合540公顷) is one area twice: what is put into another unit is no part.
        (Some(part), Some(whole)) => {
            let units = &sentence.facts.lexicons.units;
            units.are_comparable(part, whole) && (part == whole || units.are_of_one_system(part, whole))
        }
        // "1.5 of the 4.9 million": the scale is left out once.
        (None, None) => {
            let has_scale = one.in_words || !other.in_words || one.decimals == 0;
            has_scale && (one.decimals > 0 || other.decimals == 0 || other.in_words)
        }
        // "18,600 litres of wine, of which 11,160": the unit is left out, the scale is not.
        // 512.85分 has a counter of its own, which is no unit here.
        (None, Some(_)) => {
            let after = sentence.facts.document.text()[part.span.end..].chars().next();
            let has_counter = after.is_some_and(|c| c > '\u{2E80}' && c.is_alphabetic());
            one.in_words == other.in_words && part.counted.is_none() && !has_counter
        }
        (Some(_), None) => false,
    };
    let confidence = if part.unit.is_none() && whole.unit.is_some() && !one.in_words {
        Confidence::Medium
    } else {
        Confidence::High
    };
    is_sure.then_some(confidence)
}
