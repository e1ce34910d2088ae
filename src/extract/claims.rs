//! What a text claims about its figures. Language is only here: the cues come
//! from the lexicons, and each frame binds figures by the words beside them.

mod calendar;
mod change;
mod conversion;
mod share;
mod words;

use crate::facts::{Claim, Facts, Mention, MentionId};
use crate::span::Span;

/// A stretch of text longer than this many bytes without the end of a sentence is a
/// list or a log, and claims nothing; the frames look at a sentence more than once.
const LONGEST_SENTENCE: usize = 4_000;

/// Every claim of a document, in the order of the text.
pub(super) fn claims(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for sentence in facts.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE) {
        let figures: Vec<(MentionId, &Mention)> = facts.mentions_in(*sentence).collect();
        // A claim takes two figures.
        if figures.iter().filter(|(_, mention)| mention.number().is_some()).count() < 2 {
            continue;
        }
        let Some(block) = facts.block_at(sentence.start) else { continue };
        let sentence = Sentence { facts, span: *sentence, block, figures };
        let lexicon = facts.lexicons.file(facts.languages[block]);
        if let Some(words) = &lexicon.change {
            change::bind(&sentence, words, &mut claims);
        }
        if let Some(words) = &lexicon.share {
            share::bind(&sentence, words, &mut claims);
        }
        conversion::bind(&sentence, &mut claims);
    }
    calendar::bind(facts, &mut claims);
    claims.sort_by_key(|claim| claim.cue.start);
    claims
}

/// A sentence with at least two figures.
struct Sentence<'f, 'd> {
    facts: &'f Facts<'d>,
    span: Span,
    block: usize,
    figures: Vec<(MentionId, &'f Mention)>,
}

impl Sentence<'_, '_> {
    /// The text between two positions.
    fn text(&self, start: usize, end: usize) -> &str {
        self.facts.document.slice(Span::new(start, end.max(start)))
    }

    /// The text between a figure and the one before it, or the sentence's start.
    fn before(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(self.span.start, |i| self.figures[i].1.span.end);
        self.text(start, self.figures[index].1.span.start)
    }

    /// The text between a figure and the next one, or the sentence's end.
    fn after(&self, index: usize) -> &str {
        let end = self.figures.get(index + 1).map_or(self.span.end, |(_, next)| next.span.start);
        self.text(self.figures[index].1.span.end, end)
    }

    /// Whether a figure has a unit of the given dimension.
    fn measures(&self, mention: &Mention, dimension: &str) -> bool {
        mention.unit.is_some_and(|unit| self.facts.lexicons.units.get(unit).dimension == dimension)
    }

    /// Whether a figure only describes a noun: "a 52-week low".
    fn is_attributive(&self, mention: &Mention) -> bool {
        let after = self.text(mention.digits.end, self.span.end);
        after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    }

    /// Whether a figure is a percentage or the like.
    fn is_percent(&self, mention: &Mention) -> bool {
        self.measures(mention, "fraction") || self.measures(mention, "points")
    }

    /// Whether two figures can be values of one quantity. A unit may be left out
    /// where the scale is the same: "1.4 mln tonnes from 1.6 mln".
    fn are_of_one_kind(&self, one: &Mention, other: &Mention) -> bool {
        let (Some(a), Some(b)) = (one.number(), other.number()) else { return false };
        match (one.unit, other.unit) {
            (Some(one), Some(other)) => self.facts.lexicons.units.are_comparable(one, other),
            (None, None) => a.in_words == b.in_words,
            _ => a.in_words == b.in_words && !self.is_percent(one) && !self.is_percent(other),
        }
    }
}
