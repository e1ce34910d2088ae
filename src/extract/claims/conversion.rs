//! One quantity in two units: "10 km (6.2 miles)".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Conversion, Reading, Relation};
use crate::lexicon::cues::Kind;
use crate::span::Span;

/// Adds the conversions that a sentence gives.
pub(super) fn bind(sentence: &Sentence<'_, '_>, claims: &mut Vec<Claim>) {
    let units = &sentence.facts.lexicons.units;
    for (index, pair) in sentence.figures.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let (Some(one), Some(other)) = (from.mention.unit, to.mention.unit) else { continue };
        let are_values = matches!((&from.mention.reading, &to.mention.reading), (Reading::Value(_), Reading::Value(_)));
        if !are_values || one == other || !units.are_comparable(one, other) {
            continue;
        }
        let dimension = units.get(one).dimension.as_str();
        let is_measured =
            !dimension.starts_with("currency") && !matches!(dimension, "fraction" | "points" | "count" | "time");
        let closes = sentence.is_word(to.at + 1, &[")", "]", ",", ";"]);
        // "(6 ft 1 in)" is one figure in two parts, and "5 km from the (3 mile) mark" none.
        let is_compound = index > 0 && goes_with(sentence, &sentence.figures[index - 1], from);
        if is_measured && opens(sentence, from, to) && closes && !is_compound {
            let relation = Relation::Conversion(Conversion { from: from.id, to: to.id });
            claims.push(sentence.claim(relation, Span::new(from.mention.span.end, to.mention.span.start)));
        }
    }
}

/// Whether nothing but a bracket, and perhaps a hedge, stands between two figures.
fn opens(sentence: &Sentence<'_, '_>, from: &Figure<'_>, to: &Figure<'_>) -> bool {
    let between = &sentence.tokens[from.at + 1..to.at];
    if matches!(between, [comma, or] if comma.text == "," && or.text == "or") {
        return true;
    }
    // "10 kilometres long (about 10 miles)": one word may name what is measured.
    let bracket = between.iter().position(|token| matches!(token.text.as_ref(), "(" | "["));
    let Some(bracket) = bracket.filter(|at| between[..*at].iter().all(|token| token.kind == Kind::Word) && *at <= 1)
    else {
        return false;
    };
    let rest = &between[bracket + 1..];
    let hedge = sentence.vocabulary().hedge_cues.starting_at(rest, 0);
    rest.is_empty() || matches!(rest, [or] if or.text == "or") || hedge.is_some_and(|hedge| hedge.end == rest.len())
}

/// Whether two figures are one in two parts: "6 ft 2 in".
fn goes_with(sentence: &Sentence<'_, '_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let units = &sentence.facts.lexicons.units;
    let between = &sentence.tokens[one.at + 1..other.at];
    match between {
        [] => true,
        // 14st 4lb: a unit that is not known.
        [unit] if unit.text == "st" => true,
        [word] if matches!(word.text.as_ref(), "and" | ",") => {
            one.mention.unit.zip(other.mention.unit).is_some_and(|(first, second)| units.are_comparable(first, second))
        }
        _ => false,
    }
}
