//! A change that only the headline gives in percent, and the figures of the text that it is of:
//! "Rents in Bristol up 9%", "… for £1,078 a month. Twelve months ago it was £954."

use crate::document::BlockKind;
use crate::extract::claims::change;
use crate::extract::claims::sentence::Sentence;
use crate::facts::{Change, Claim, Confidence, Facts, Relation};

/// How many paragraphs under a headline may hold the figures.
const MOST_PARAGRAPHS: usize = 2;

/// Adds the change of the headline, if the text under it compares just two figures.
pub(super) fn bind(facts: &Facts<'_>, claims: &mut Vec<Claim>) {
    let is_headline = facts.document.blocks().first().is_some_and(|block| block.kind == BlockKind::Heading);
    let own = facts.sentences.first().filter(|span| is_headline && facts.block_at(span.start) == Some(0));
    let Some(headline) = own.and_then(|span| Sentence::read(facts, *span)) else { return };
    let Some(words) = &facts.lexicons.file(facts.languages[0]).change else { return };
    let values: Vec<_> = headline.figures.iter().filter(|figure| figure.mention.number().is_some()).collect();
    let [by] = values.as_slice() else { return };
    let directions = change::directions(&headline, words);
    let [direction] = directions.as_slice() else { return };
    let pairs = claims.iter().filter(|claim| (1..=MOST_PARAGRAPHS).contains(&claim.block)).filter_map(|claim| {
        let Relation::Change(change) = &claim.relation else { return None };
        change.from.zip(change.to)
    });
    // A percentage under the headline is the one that it repeats, or that of something else.
    let is_told = facts.mentions.iter().any(|mention| {
        mention.span != by.mention.span
            && headline.is_percent(mention)
            && facts.block_at(mention.span.start).is_some_and(|block| block <= MOST_PARAGRAPHS)
    });
    if is_told {
        return;
    }
    let mut pairs: Vec<_> = pairs.collect();
    pairs.dedup();
    let [(from, to)] = pairs.as_slice() else { return };
    // "Road deaths down by a third"
    let is_part = by.mention.unit.is_none() && by.mention.number().is_some_and(crate::number::Number::is_fraction);
    if !(headline.is_percent(by.mention) || is_part) || claims.iter().any(|claim| claim.block == 0) {
        return;
    }
    let change = Change { direction: Some(*direction), from: Some(*from), to: Some(*to), by: Some(by.id), times: None };
    let claim = headline.claim(Relation::Change(change), by.mention.span);
    claims.push(Claim { confidence: Confidence::Medium, ..claim });
}
