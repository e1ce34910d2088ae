//! The clause, the sentence or the two sentences in which figures stand alone.

use std::ops::Range;

use crate::extract::claims::change;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Reading, Times};
use crate::lexicon::cues::Cues;
use crate::lexicon::frames::{ChangeWords, ShareWords, SumWords};
use crate::span::Span;

/// Some tokens of a sentence.
pub(super) struct Stretch<'s, 'f, 'd> {
    pub(super) sentence: &'s Sentence<'f, 'd>,
    pub(super) tokens: Range<usize>,
}

/// A clause, a sentence, or two sentences of a paragraph, and the words of their language.
pub(super) struct Window<'s, 'f, 'd> {
    pub(super) stretches: Vec<Stretch<'s, 'f, 'd>>,
    pub(super) change: &'s ChangeWords,
    pub(super) share: &'s ShareWords,
    pub(super) sum: &'s SumWords,
}

impl<'s, 'f, 'd> Stretch<'s, 'f, 'd> {
    /// All of a sentence.
    pub(super) fn whole(sentence: &'s Sentence<'f, 'd>) -> Stretch<'s, 'f, 'd> {
        Stretch { sentence, tokens: 0..sentence.tokens.len() }
    }

    /// What stands between the semicolons of a sentence; nothing if it has none.
    pub(super) fn clauses(sentence: &'s Sentence<'f, 'd>) -> Vec<Stretch<'s, 'f, 'd>> {
        let ends: Vec<usize> = (0..sentence.tokens.len()).filter(|at| sentence.is_word(*at, &[";"])).collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        let last = ends.first().map(|_| sentence.tokens.len());
        let tokens = starts.zip(ends.iter().copied().chain(last)).map(|(start, end)| start..end);
        tokens.map(|tokens| Stretch { sentence, tokens }).collect()
    }

    fn figures(&self) -> impl Iterator<Item = &Figure<'f>> {
        self.sentence.figures.iter().filter(|figure| self.tokens.contains(&figure.at))
    }

    fn has(&self, cues: &Cues) -> bool {
        cues.any(&self.sentence.tokens, self.tokens.clone())
    }
}

impl<'s, 'f, 'd> Window<'s, 'f, 'd> {
    /// The last sentence of it.
    pub(super) fn here(&self) -> &'s Sentence<'f, 'd> {
        self.stretches[self.stretches.len() - 1].sentence
    }

    /// The amounts that can be two ends of one change, or a part and its whole: those of the only
    /// unit, or of none, that has so many.
    pub(super) fn amounts(&self, many: usize) -> Vec<Figure<'f>> {
        let all = self.figures(is_amount);
        let of_kind = |one: &Figure<'f>| -> Vec<Figure<'f>> {
            all.iter().filter(|other| other.mention.unit == one.mention.unit).copied().collect()
        };
        let is_measured = |figure: &&Figure<'f>| figure.mention.unit.is_some();
        let measured = all.iter().find(is_measured).map(of_kind);
        // "331 controls" take no part in what is told in milligrams.
        let is_count = |figure: &&Figure<'f>| figure.mention.unit.is_none() && figure.mention.counted.is_some();
        match measured {
            Some(measured) if measured.len() == many && all.iter().filter(is_count).count() + many == all.len() => {
                measured
            }
            _ => {
                // 1435名受访者中,六成(1091人)收到,平均损失46元: what is counted, beside one measure.
                let counts_whole = |figure: &Figure<'f>| figure.mention.number().is_some_and(|n| n.decimals == 0);
                let counts: Vec<Figure<'f>> =
                    all.iter().filter(|figure| figure.mention.unit.is_none()).copied().collect();
                if counts.len() == many && all.len() == many + 1 && counts.iter().all(counts_whole) {
                    counts
                } else {
                    all
                }
            }
        }
    }

    /// The figures of a kind, in order.
    pub(super) fn figures(&self, wanted: fn(&Sentence<'_, '_>, &Figure<'_>) -> bool) -> Vec<Figure<'f>> {
        let of = |stretch: &Stretch<'_, 'f, '_>| -> Vec<Figure<'f>> {
            stretch.figures().filter(|figure| wanted(stretch.sentence, figure)).copied().collect()
        };
        self.stretches.iter().flat_map(of).collect()
    }

    /// The sentence that holds some words.
    pub(super) fn sentence_of(&self, span: Span) -> Option<&'s Sentence<'f, 'd>> {
        self.stretches.iter().map(|stretch| stretch.sentence).find(|sentence| sentence.span.contains(span))
    }

    /// Whether any of some words stands in it.
    pub(super) fn has(&self, cues: &Cues) -> bool {
        self.stretches.iter().any(|stretch| stretch.has(cues))
    }

    /// Whether a word of direction stands in it.
    pub(super) fn turns(&self) -> bool {
        let words = self.change;
        [&words.up, &words.down, &words.moved, &words.more, &words.less].iter().any(|cues| self.has(cues))
    }

    /// How many words tell of a change.
    pub(super) fn count_turns(&self) -> usize {
        let of =
            |stretch: &Stretch<'_, '_, '_>| change::count_turns(stretch.sentence, self.change, stretch.tokens.clone());
        self.stretches.iter().map(of).sum()
    }

    /// The multiples that it gives, each in every reading.
    pub(super) fn multiples(&self) -> Vec<Vec<Times>> {
        let of =
            |stretch: &Stretch<'_, '_, '_>| change::multiples(stretch.sentence, self.change, stretch.tokens.clone());
        self.stretches.iter().flat_map(of).collect()
    }
}

/// Whether a figure is a percentage, or a part in words. "Half" alone may be that of a year.
pub(super) fn is_part(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let is_fraction = figure.mention.number().is_some_and(|number| number.is_fraction());
    let text = sentence.facts.text(figure.mention.span);
    let is_of_more_words = text.contains([' ', '-']) || text.chars().filter(|c| *c > '\u{2E80}').count() > 2;
    sentence.measures(figure.mention, "fraction") || (figure.mention.unit.is_none() && is_fraction && is_of_more_words)
}

/// Whether a figure is one of percentage points.
pub(super) fn is_points(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let units = &sentence.facts.lexicons.units;
    // A basis point is a fraction by its size, and a difference of two by its use.
    let is_basis_point = figure.mention.unit.is_some_and(|unit| units.named("basis-point") == Some(unit));
    (sentence.measures(figure.mention, "points") || is_basis_point) && figure.mention.number().is_some()
}

/// Whether a figure counts or measures something that can change or have a part.
pub(super) fn is_amount(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    let is_quantity = !matches!(figure.mention.reading, Reading::NotAQuantity(_));
    let is_fraction = figure.mention.number().is_some_and(|number| number.is_fraction());
    is_quantity
        && !is_fraction
        && !sentence.is_percent(figure.mention)
        && !sentence.measures(figure.mention, "time")
        && !sentence.is_attributive(figure.mention)
        && !sentence.is_in_range(figure)
        && !sentence.ends_name(figure)
}
