//! Quantities whose noun says what can measure them: "a distance of 40 km".

use crate::extract::claims::sentence::Sentence;
use crate::facts::{Claim, Measured, Relation};
use crate::lexicon::frames::MeasureWords;

/// Adds the figures of a sentence that a noun or verb gives a dimension.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &MeasureWords, claims: &mut Vec<Claim>) {
    let tokens = &sentence.tokens;
    for figure in &sentence.figures {
        let is_measured = figure.mention.unit.is_some() && figure.mention.number().is_some();
        if !is_measured
            || sentence.is_attributive(figure.mention)
            || words.no_end.starting_at(tokens, figure.at + 1).is_some()
        {
            continue;
        }
        let found =
            words.noun.iter().find_map(|row| Some((row, sentence.cue_before(&row.cue, &words.link, figure.at, None)?)));
        let Some((row, cue)) = found else { continue };
        let relation = Relation::Measured(Measured { figure: figure.id, dimensions: row.is.clone() });
        claims.push(sentence.claim(relation, sentence.place(cue.start, cue.end)));
    }
}
