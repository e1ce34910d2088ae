//! A sentence that is said again in another script: 成交额5.2亿元。 Turnover reached 520 million yuan.

use std::collections::BTreeMap;

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Conversion, Link, Measure, Relation};

/// The quantities that a sentence in Latin script gives again after one in Chinese.
pub(super) fn conversions(sentence: &Sentence<'_, '_>) -> Vec<Claim> {
    let Some(before) = sentence.before.as_deref().filter(|before| has_ideographs(before) && !has_ideographs(sentence))
    else {
        return Vec::new();
    };
    let (given, again) = (by_kind(before), by_kind(sentence));
    let mut claims = Vec::new();
    for (kind, figures) in &again {
        // Word order differs between the two, so that the figures only go together kind by kind.
        let Some(originals) = given.get(kind).filter(|originals| originals.len() == figures.len()) else { continue };
        for (from, to) in originals.iter().zip(figures).filter(|(from, _)| from.mention.number_in_words()) {
            let measure = |figure: &Figure<'_>| Measure { first: figure.id, rest: None, pace: None };
            let relation = Relation::Conversion(Conversion {
                from: measure(from),
                to: measure(to),
                link: Link::Translation,
                is_difference: false,
            });
            claims.push(sentence.claim(relation, to.mention.span));
        }
    }
    claims
}

fn has_ideographs(sentence: &Sentence<'_, '_>) -> bool {
    sentence.tokens.iter().any(|token| token.text.contains(|c: char| c > '\u{2E80}' && c.is_alphabetic()))
}

/// The figures with a unit of money or measure, or with a word of scale, by their kind.
fn by_kind<'s, 'f>(sentence: &'s Sentence<'f, '_>) -> BTreeMap<&'s str, Vec<Figure<'f>>> {
    let units = &sentence.facts.lexicons.units;
    let mut kinds: BTreeMap<&str, Vec<Figure<'f>>> = BTreeMap::new();
    for figure in &sentence.figures {
        let dimension = figure.mention.unit.map(|unit| units.get(unit).dimension.as_str());
        let is_given = figure.mention.number().is_some() && (dimension.is_some() || figure.mention.number_in_words());
        if is_given && !matches!(dimension, Some("fraction" | "points" | "time")) {
            kinds.entry(dimension.unwrap_or_default()).or_default().push(*figure);
        }
    }
    kinds
}
