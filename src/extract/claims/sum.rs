//! Totals and their parts, differences, and percentages of one whole: "656 buildings:
//! 99 houses, 370 shops and 187 sheds", "40% for, 30% against, the remaining 30% undecided".
//!
//! Where it is not certain which figures are added, every way to take them is a reading.
//! A list of more than [`MOST_PARTS`] figures is a table in prose and claims nothing.

mod account;
mod counted;
mod difference;
mod joined;
mod kinds;
mod list;
mod opposites;
mod percent;
mod rest;
mod total;
mod votes;

use crate::extract::claims::ratio;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Covers, Mention, MentionId, Relation, Sum};
use crate::lexicon::frames::SumWords;
use crate::span::Span;

/// How many figures a total may have as parts.
const MOST_PARTS: usize = 24;

/// How many readings of one claim are kept.
const MOST_READINGS: usize = 12;

/// Adds the sums that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &SumWords, claims: &mut Vec<Claim>) {
    let binder = Binder { sentence, words };
    let mut found: Vec<Found> = Vec::new();
    // The parts of a list are no totals of the parts that follow them.
    let mut listed = 0;
    for (index, figure) in sentence.figures.iter().enumerate() {
        let list = if figure.at >= listed { binder.list(index) } else { None };
        if let Some(last) = list.as_ref().and_then(|list| list.readings.first()?.parts.last()) {
            listed = sentence.figures.iter().find(|figure| figure.id == *last).map_or(0, |figure| figure.at + 1);
        }
        let claim =
            list.or_else(|| binder.total(index)).or_else(|| binder.rest(index)).or_else(|| binder.difference(index));
        let claim = claim.or_else(|| binder.stood(index)).or_else(|| binder.within(index));
        let claim = claim.or_else(|| binder.taken_to(index)).or_else(|| binder.together(index));
        let claim = claim.or_else(|| binder.others_in_brackets(index)).or_else(|| binder.sum_of(index));
        let claim = claim.or_else(|| binder.account(index)).or_else(|| binder.than_when(index));
        let claim = claim
            .or_else(|| binder.but_for(index))
            .or_else(|| binder.without(index))
            .or_else(|| binder.of_them(index))
            .or_else(|| binder.added_to(index))
            .or_else(|| binder.counted_ahead(index))
            .or_else(|| binder.left_of_earlier(index));
        found.extend(claim);
    }
    found.extend(binder.opposites());
    found.extend(binder.balances());
    found.extend(binder.kinds());
    found.extend(binder.council());
    found.extend(binder.sides_of_body());
    found.extend(binder.percentages());
    found.extend(binder.halves());
    claims.extend(found.into_iter().filter_map(|found| binder.claim(found)));
}

/// A sentence and the words by which it tells sums.
struct Binder<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s SumWords,
}

/// A sum in every reading, the likeliest first.
struct Found {
    readings: Vec<Sum>,
    cue: Span,
    confidence: Confidence,
    tie: Tie,
}

/// What ties the figures of a sum to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Nothing but their places.
    Loose,
    /// A word says that the last part is the rest of the total.
    Rest,
    /// Words say that one part came on top of what there was.
    Grown,
}

impl Binder<'_, '_, '_> {
    fn claim(&self, found: Found) -> Option<Claim> {
        let figures = found.readings.iter().flat_map(|sum| sum.total.iter().chain(&sum.parts).chain(&sum.less));
        let spans: Vec<Span> = figures.map(|id| self.sentence.facts.mention(*id).span).collect();
        let own = |span: &&Span| span.start >= self.sentence.span.start;
        let reach = spans.iter().filter(own).copied().reduce(Span::hull)?;
        let stretch = self.tokens_of(reach);
        let is_partial = found.tie == Tie::Loose && self.words.not_all.any(&self.sentence.tokens, stretch.clone());
        let is_of_two_times = found.tie != Tie::Rest
            && self
                .words
                .other_time
                .all(&self.sentence.tokens, stretch.clone())
                .any(|time| !self.dates_all(&found.readings[0], time));
        let is_long = found.readings.iter().any(|sum| sum.parts.len() + sum.less.len() > MOST_PARTS);
        let is_other = self
            .words
            .mute
            .all(&self.sentence.tokens, stretch)
            .any(|mute| !found.cue.overlaps(self.sentence.place(mute.start, mute.end)));
        // Figures of the sentence before count only where nothing there is compared.
        let reaches_back = spans.iter().any(|span| span.start < self.sentence.span.start);
        let is_compared = reaches_back
            && found.tie != Tie::Grown
            && self.sentence.before.as_ref().is_some_and(|before| {
                let all = 0..before.tokens.len();
                self.words.mute.any(&before.tokens, all.clone())
                    || (found.tie != Tie::Rest && self.words.other_time.any(&before.tokens, all.clone()))
                    || (found.tie == Tie::Loose && self.words.not_all.any(&before.tokens, all))
            });
        if is_long || is_partial || is_of_two_times || is_other || is_compared {
            return None;
        }
        let mut readings: Vec<Relation> = Vec::new();
        for relation in found.readings.into_iter().take(MOST_READINGS).map(Relation::Sum) {
            if !readings.contains(&relation) {
                readings.push(relation);
            }
        }
        let relation = (!readings.is_empty()).then(|| readings.remove(0))?;
        let otherwise = readings;
        Some(Claim { otherwise, confidence: found.confidence, ..self.sentence.claim(relation, found.cue) })
    }

    /// "Hired 70 drivers and 57 mechanics last year, 127 people in all": a time between the parts and
    /// their total, before a mark, is that of all of them.
    fn dates_all(&self, sum: &Sum, time: crate::lexicon::cues::Found) -> bool {
        let place =
            |id: &MentionId| self.sentence.figures.iter().find(|figure| figure.id == *id).map(|figure| figure.at);
        let parts: Vec<usize> = sum.parts.iter().chain(&sum.less).filter_map(place).collect();
        let (Some(first), Some(last), Some(total)) =
            (parts.iter().min(), parts.iter().max(), sum.total.as_ref().and_then(place))
        else {
            return false;
        };
        // "From 2.58 billion the year before, comprising 1.30": behind a total it may be that of the total alone.
        let is_behind_parts = *last < time.start && time.end <= total && self.sentence.is_word(time.end, &[",", "—"]);
        let is_behind_total = total < time.start && time.end <= *first && self.sentence.is_word(time.end, &[":"]);
        is_behind_parts || is_behind_total
    }

    fn tokens_of(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = &self.sentence.tokens;
        tokens.partition_point(|token| token.span.start < span.start)
            ..tokens.partition_point(|token| token.span.start < span.end)
    }

    fn is_amount(&self, figure: &Figure<'_>) -> bool {
        is_amount(self.sentence, figure.mention)
    }

    fn is_percent(&self, figure: &Figure<'_>) -> bool {
        is_percent(self.sentence, figure.mention)
    }

    /// Whether two figures can be added.
    fn can_be_added(&self, one: &Mention, other: &Mention) -> bool {
        can_be_added(self.sentence, one, other)
    }

    /// The figures before one that can be added to it, in their order.
    fn amounts_before(&self, index: usize) -> Vec<Figure<'_>> {
        let own = self.sentence.figures[index].mention;
        let before = self.sentence.figures[..index].iter();
        before
            .filter(|figure| self.is_amount(figure) && self.can_be_added(figure.mention, own))
            .filter(|figure| !ratio::is_led_by_each(self.sentence, figure))
            .copied()
            .collect()
    }

    /// The figures of the sentence before that can be added to one of this sentence.
    fn amounts_of_sentence_before(&self, own: &Mention) -> Vec<Figure<'_>> {
        let Some(before) = &self.sentence.before else { return Vec::new() };
        let figures = before.figures.iter().filter(|figure| is_amount(before, figure.mention));
        figures.filter(|figure| can_be_added(before, figure.mention, own)).copied().collect()
    }

    /// Whether a word before a figure, links aside, is one of some cues; where it stands.
    fn cue_before(&self, cues: &crate::lexicon::cues::Cues, at: usize) -> Option<Span> {
        let cue = self.sentence.cue_before(cues, &self.words.link, at, None)?;
        Some(self.sentence.place(cue.start, cue.end))
    }
}

fn is_percent(sentence: &Sentence<'_, '_>, mention: &Mention) -> bool {
    let unit = mention.unit.map(|unit| sentence.facts.lexicons.units.get(unit).name.as_str());
    unit == Some("percent") && mention.number().is_some()
}

fn is_amount(sentence: &Sentence<'_, '_>, mention: &Mention) -> bool {
    mention.number().is_some_and(|number| !number.is_fraction())
        && !sentence.is_percent(mention)
        && !sentence.is_attributive(mention)
        && !sentence.measures(mention, "time")
}

fn can_be_added(sentence: &Sentence<'_, '_>, one: &Mention, other: &Mention) -> bool {
    let (Some(first), Some(second)) = (one.number(), other.number()) else { return false };
    match (one.unit, other.unit) {
        // What is added is told in one unit; 10 km (6 miles) is one quantity.
        (Some(unit), Some(other)) => unit == other,
        (None, None) => first.in_words == second.in_words,
        (Some(_), None) => first.in_words == second.in_words && is_elided(sentence, other),
        (None, Some(_)) => first.in_words == second.in_words && is_elided(sentence, one),
    }
}

/// Whether a figure in digits names nothing, so that its unit may be that of another.
fn is_elided(sentence: &Sentence<'_, '_>, mention: &Mention) -> bool {
    mention.counted.is_none() && sentence.facts.text(mention.digits).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether one figure is the greater one, as printed.
fn is_greater(one: &Mention, other: &Mention) -> bool {
    one.number().zip(other.number()).is_some_and(|(one, other)| one.value > other.value)
}

fn ids(figures: &[Figure<'_>]) -> Vec<MentionId> {
    figures.iter().map(|figure| figure.id).collect()
}

fn all_of(total: MentionId, parts: Vec<MentionId>) -> Sum {
    Sum { total: Some(total), parts, less: Vec::new(), covers: Covers::All }
}

/// A total and the figures before it: all of them, or the last of them from two up.
fn suffixes(total: MentionId, parts: &[Figure<'_>], least: usize) -> Vec<Sum> {
    let starts = 0..=parts.len().saturating_sub(least);
    starts.map(|start| all_of(total, ids(&parts[start..]))).filter(|sum| sum.parts.len() >= least).collect()
}
