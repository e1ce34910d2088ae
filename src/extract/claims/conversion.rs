//! One quantity in two units: "10 km (6.2 miles)".

use crate::extract::claims::Sentence;
use crate::facts::{Claim, Confidence, Conversion, Reading, Relation};
use crate::span::Span;

/// Adds the conversions that a sentence gives.
pub(super) fn bind(sentence: &Sentence<'_, '_>, claims: &mut Vec<Claim>) {
    let units = &sentence.facts.lexicons.units;
    for index in 1..sentence.figures.len() {
        let ((from_id, from), (to_id, to)) = (sentence.figures[index - 1], sentence.figures[index]);
        let (Some(one), Some(other)) = (from.unit, to.unit) else { continue };
        let are_values = matches!((&from.reading, &to.reading), (Reading::Value(_), Reading::Value(_)));
        if !are_values || one == other || !units.are_comparable(one, other) {
            continue;
        }
        let dimension = units.get(one).dimension.as_str();
        let is_measured =
            !dimension.starts_with("currency") && !matches!(dimension, "fraction" | "points" | "count" | "time");
        // "(6 ft 1 in)" is one figure in two parts, and "5 km from the (3 mile) mark" none.
        let opens = opens(sentence, index);
        let closes = sentence.after(index).trim_start().starts_with([')', '）', ']', ',', ';']);
        let is_compound = index >= 2 && goes_with(sentence, index - 2, index - 1);
        if is_measured && opens && closes && !is_compound {
            claims.push(Claim {
                relation: Relation::Conversion(Conversion { from: from_id, to: to_id }),
                cue: Span::new(from.span.end, to.span.start),
                block: sentence.block,
                confidence: Confidence::High,
            });
        }
    }
}

/// Whether nothing but a bracket, and perhaps a hedge, stands between two figures.
fn opens(sentence: &Sentence<'_, '_>, index: usize) -> bool {
    let before = sentence.before(index);
    if before.trim() == ", or" {
        return true;
    }
    // "10 kilometres long (about 10 miles)": one word may name what is measured.
    let bracket = before.find(['(', '（', '[']).filter(|at| before[..*at].split_whitespace().count() <= 1);
    let Some(rest) = bracket.and_then(|at| before[at..].strip_prefix(['(', '（', '['])) else { return false };
    let vocabulary = sentence.facts.lexicons.vocabulary(sentence.facts.languages[sentence.block]);
    let rest = rest.trim().to_lowercase();
    rest.is_empty() || rest == "or" || vocabulary.hedges.iter().any(|(hedge, _)| *hedge == rest)
}

/// Whether two figures are one in two parts: "6 ft 2 in".
fn goes_with(sentence: &Sentence<'_, '_>, one: usize, other: usize) -> bool {
    let (first, second) = (sentence.figures[one].1, sentence.figures[other].1);
    let units = &sentence.facts.lexicons.units;
    match sentence.before(other).trim() {
        // 14st 4lb: a unit that is not known.
        "" | "st" => true,
        "and" | "," => first.unit.zip(second.unit).is_some_and(|(first, second)| units.are_comparable(first, second)),
        _ => false,
    }
}
