//! Percentages of few things: "71% of the 54 people".

use rust_decimal::Decimal;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Grain, Relation};
use crate::lexicon::frames::GrainWords;
use crate::number::Hedge;

/// Adds the percentages of few things that a sentence gives.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &GrainWords, claims: &mut Vec<Claim>) {
    if words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) {
        return;
    }
    for pair in sentence.figures.windows(2) {
        let [one, other] = pair else { continue };
        let gap = one.at + 1..other.at;
        let tied = |cues: &crate::lexicon::cues::Cues| {
            let cue = cues.ending_at(&sentence.tokens, other.at, None);
            cue.filter(|cue| cue.start > one.at && gap.len() <= cue.end - cue.start + 4)
        };
        let is_percent = |figure: &Figure<'_>| sentence.measures(figure.mention, "fraction") && is_exact(figure);
        let things = |figure: &Figure<'_>| {
            let noun = figure.at + 1..(figure.at + 5).min(sentence.tokens.len());
            figure.mention.unit.is_none()
                && is_exact(figure)
                && words.thing.all(&sentence.tokens, noun).next().is_some()
        };
        let found = if is_percent(one) && things(other) {
            tied(&words.of).filter(|cue| cue.start == one.at + 1).map(|cue| (one, other, cue))
        } else if is_percent(other) && things(one) {
            tied(&words.among).map(|cue| (other, one, cue))
        } else {
            None
        };
        if let Some((share, whole, cue)) = found {
            let grain = Grain { share: share.id, whole: whole.id };
            let claim = sentence.claim(Relation::Grain(grain), sentence.place(cue.start, cue.end));
            claims.push(Claim { confidence: Confidence::Medium, ..claim });
        }
    }
}

/// Of more things than this whole percentages hide what the count was.
const MOST_THINGS: u32 = 1_000;

fn is_exact(figure: &Figure<'_>) -> bool {
    figure.mention.number().is_some_and(|number| {
        number.hedge == Hedge::None
            && !number.in_words
            && Decimal::ONE < number.value
            && number.value <= Decimal::from(MOST_THINGS)
    })
}
