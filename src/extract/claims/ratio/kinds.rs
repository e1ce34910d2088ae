//! What figures of a sentence can be divided, or be divided by.

use crate::extract::claims::ratio::rate::Rate;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::lexicon::cues::{Cues, Token};
use crate::number::Number;

/// "Range from 11 to 55 days, with an average of 37": the two ends of a range.
pub(super) fn are_ends(sentence: &Sentence<'_, '_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let file = sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]);
    let (first, last) = (one.at.min(other.at), one.at.max(other.at));
    let opens = |cues: &Cues| sentence.cue_before(cues, cues, first, None).is_some();
    last - first == 2 && file.order.as_ref().is_some_and(|words| opens(&words.spread.range))
}

/// Whether a rate is told in a script without blanks.
pub(super) fn is_ideographic(sentence: &Sentence<'_, '_>, rate: &Rate<'_>) -> bool {
    sentence.tokens.get(rate.start).is_some_and(Token::is_ideograph)
}

/// The 42 minutes of "four hours and 42 minutes".
pub(super) fn rest_of<'f>(sentence: &Sentence<'f, '_>, first: &Figure<'_>) -> Option<Figure<'f>> {
    let next = sentence.figures.partition_point(|figure| figure.at <= first.at);
    let rest = *sentence.figures.get(next).filter(|rest| rest.at - first.at <= 2)?;
    let (large, small) = first.mention.unit.zip(rest.mention.unit)?;
    let is_time = sentence.measures(first.mention, "time");
    (is_time && sentence.facts.lexicons.units.is_larger(large, small) && rest.mention.number().is_some())
        .then_some(rest)
}

/// Whether a figure counts things.
pub(super) fn is_count(figure: &Figure<'_>) -> bool {
    figure.mention.unit.is_none()
        && figure
            .mention
            .number()
            .is_some_and(|number| (number.decimals == 0 || number.in_words) && !number.is_fraction())
}

/// Whether a figure is one of thousands or more, and of nothing that is measured.
pub(super) fn is_scaled(figure: &Figure<'_>) -> bool {
    figure.mention.unit.is_none() && figure.mention.number().is_some_and(Number::gives_scale)
}
